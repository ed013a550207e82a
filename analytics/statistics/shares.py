"""Parts of a whole: shares that are checked to add up."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.errors import DashboardError

FORMULA = "100 × the part ÷ the whole, both of the same period."
OUTCOMES_FORMULA = "Outcomes of the period for every 100 offences of the period."


class PartsDoNotAddUp(DashboardError):
    """Parts whose sum is not the total that they were said to make."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part, its count and its percentage of the whole (None where the whole is 0), unrounded."""

    label: str
    count: int
    percent: float | None


def shares(parts: Mapping[str, int], *, total: int) -> tuple[Share, ...]:
    """The share of each part in the order given. Raises PartsDoNotAddUp where the sum is not `total`.

    A missing part is a problem to be seen, so nothing is scaled to fit.
    """
    if sum(parts.values()) != total:
        sums = f"{sum(parts.values()):,} against {total:,}"
        raise PartsDoNotAddUp(f"The parts {', '.join(parts)} add up to {sums}.", "Leave the shares out.")
    return tuple(Share(label, count, 100 * count / total if total else None) for label, count in parts.items())


def outside_share(inside: int, *, outside: int) -> float | None:
    """What percentage of everything flagged lies outside the definition (the VAWG group of that name)."""
    return 100 * outside / (inside + outside) if inside + outside else None
