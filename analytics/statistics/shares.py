"""Parts of a whole: shares that are checked to add up, and the positive-outcome rate."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, floor, sqrt

from analytics.statistics.normal_quantiles import Z95
from data.errors import DashboardError


class PartsDoNotAddUp(DashboardError):
    """Parts whose sum is not the total that they were said to make."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part, its count and its percentage of the whole (None where the whole is 0), unrounded."""

    label: str
    count: int
    percent: float | None


@dataclass(frozen=True, slots=True)
class OutcomeRate:
    """Outcomes per 100 offences recorded in the same window, with a 95% interval; None without offences."""

    outcomes: int
    offences: int
    percent: float | None
    lower: float | None
    upper: float | None


def shares(parts: Mapping[str, int], *, total: int) -> tuple[Share, ...]:
    """The share of each part in the order given. Raises PartsDoNotAddUp where the sum is not `total`.

    A missing part is a problem to be seen, so nothing is scaled to fit.
    """
    if sum(parts.values()) != total:
        found = f"{sum(parts.values()):,} against {total:,}"
        raise PartsDoNotAddUp(f"The parts {', '.join(parts)} add up to {found}.", "Leave the shares out.")
    return tuple(Share(label, count, 100 * count / total if total else None) for label, count in parts.items())


def whole_percentages(parts: Mapping[str, int], *, decimals: int = 0) -> dict[str, float]:
    """Rounded percentages that add up to 100 exactly, by the largest remainder (Hamilton's method).

    Ties go to the part that comes first. All 0 where there is nothing to share.
    """
    total, units = sum(parts.values()), 100 * 10**decimals
    if not total:
        return dict.fromkeys(parts, 0.0)
    exact = {label: count * units / total for label, count in parts.items()}
    rounded = {label: floor(share) for label, share in exact.items()}
    short = units - sum(rounded.values())
    for label in sorted(exact, key=lambda label: rounded[label] - exact[label])[:short]:
        rounded[label] += 1
    return {label: round(share / 10**decimals, decimals) for label, share in rounded.items()}


def outside_share(inside: int, *, outside: int) -> float | None:
    """What percentage of everything flagged lies outside the definition (the VAWG group of that name)."""
    return 100 * outside / (inside + outside) if inside + outside else None


def outcome_rate(outcomes: int, *, offences: int) -> OutcomeRate:
    """The positive-outcome rate: its outcomes may belong to earlier offences, so it may exceed 100%.

    The interval is therefore that of a ratio of two Poisson counts, on the log scale as in `change_interval`,
    not that of a proportion; with no outcomes the exact Poisson upper limit, 3.69, stands for their number.
    """
    if not offences:
        return OutcomeRate(outcomes, offences, None, None, None)
    percent = 100 * outcomes / offences
    if not outcomes:
        return OutcomeRate(outcomes, offences, 0.0, 0.0, 100 * 3.688879454113936 / offences)
    spread = exp(Z95 * sqrt(1 / outcomes + 1 / offences))
    return OutcomeRate(outcomes, offences, percent, percent / spread, percent * spread)
