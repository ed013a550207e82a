"""The figures of two cautions, computed for the windows at hand: offences without a borough, and London's lost ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from analytics.comparability import SMALL_BASE, Comparability
from analytics.geography.areas import Area, areas_at
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import INDICATORS, Indicator, Level, indicator
from analytics.narrative import interval, signed
from analytics.periods import Window, add_months, months_between
from analytics.recording_events import EVENTS, LONDON_TOTAL, UNKNOWN_BOROUGH
from analytics.series.area_dispersion import dispersion
from analytics.series.count_arrays import Floats, cube
from analytics.series.publication_dates import editions
from analytics.statistics.change import change_interval, verdict
from analytics.version_cache import kept_by_version

# The total of a publication, whose offences without a borough stand for those of each of its indicators.
_TOTAL_OF = {"vawg": "vawg", "monthly_dashboard": "knife_crime", "recorded_crime": "all_recorded_crime"}
# Places that are no borough and yet known.
_KNOWN_PLACES = frozenset({"X-HEATHROW", "X-AVIATION"})
_EVENT = {event.id: event for event in EVENTS}
# Of a period's offences so few without a borough change no figure that is shown.
WORTH_SAYING = 0.005
# Comparisons that get a verdict.
_JUDGED = ("comparable", "caution")


def with_figures(
    comparability: Comparability,
    indicator_or_id: str | Indicator,
    earlier: Window,
    later: Window,
    *,
    level: Level,
    as_of: date | None = None,
) -> Comparability:
    """The comparability with the figures of its cautions for these windows as further notes."""
    ids = {event.id for event in comparability.events}
    if comparability.withheld or not ids & {UNKNOWN_BOROUGH, LONDON_TOTAL}:
        return comparability
    notes = []
    if UNKNOWN_BOROUGH in ids:
        notes.append(_drift_words(_total_of(indicator(indicator_or_id)), earlier, later, as_of))
    if LONDON_TOTAL in ids and level == "mps":
        judged = comparability.status in _JUDGED
        notes.append(restored_words(indicator_or_id, earlier, later, as_of=as_of, judged=judged))
    return replace(comparability, notes=(*comparability.notes, *(note for note in notes if note)))


def unknown_share(indicator_or_id: str | Indicator, window: Window, *, as_of: date | None = None) -> float | None:
    """The share of a publication's offences in a window, 0 to 1, whose borough is unknown; None without figures."""
    return _share(_total_of(indicator(indicator_or_id)), window, as_of)


def borough_drift(
    indicator_or_id: str | Indicator, earlier: Window, later: Window, *, as_of: date | None = None
) -> float | None:
    """By how many per cent named boroughs rise between two windows because fewer offences have no borough."""
    before, after = (
        unknown_share(indicator_or_id, earlier, as_of=as_of),
        unknown_share(indicator_or_id, later, as_of=as_of),
    )
    return None if before is None or after is None else _drift(before, after)


def value_caution(indicator_or_id: str | Indicator, window: Window, *, level: Level, as_of: date | None = None) -> str:
    """What to add to a count, rate or rank in a period with many offences of no known borough; else empty.

    In London's total they are lost since the newest edition, in those of boroughs they are missing.
    """
    if level == "mps":
        return _lost_words(indicator(indicator_or_id).id, window, as_of)
    event = _EVENT[UNKNOWN_BOROUGH]
    if not AREA_LEVELS[level].leaves_out_unknown or not event.touches(window.start, window.end):
        return ""
    share = unknown_share(indicator_or_id, window, as_of=as_of)
    if share is None or share < WORTH_SAYING:
        return ""
    return (
        f"In this period {100 * share:.1f}% of the offences in this publication have no known borough: the figures of "
        f"{AREA_LEVELS[level].plural} are too low by about as much, not equally everywhere, and ranks may differ for "
        "that."
    )


def restored_change(
    indicator_or_id: str | Indicator, earlier: Window, later: Window, *, as_of: date | None = None
) -> float | None:
    """London's change in percent with July to September 2024 from the edition before, which was whole.

    None where neither window has one of these months, or the edition before has no figures for them.
    """
    counts = _restored_counts(indicator_or_id, earlier, later, as_of)
    return 100 * (counts[1] / counts[0] - 1) if counts else None


def restored_words(
    indicator_or_id: str | Indicator, earlier: Window, later: Window, *, as_of: date | None = None, judged: bool = True
) -> str:
    """The restored change and, where the comparison gets a verdict, its own; empty where nothing is restored."""
    counts = _restored_counts(indicator_or_id, earlier, later, as_of)
    if counts is None:
        return ""
    base, count = counts
    percent = signed(100 * (count / base - 1), decimals=2)
    change = f"With these three months whole, from the edition before, the change is {percent}%"
    if not judged or base < SMALL_BASE or count <= 0:
        return f"{change}."
    phi = dispersion(indicator_or_id, as_of=as_of)
    lower, upper = (float(bound) for bound in change_interval(count, base, dispersion=phi))
    return f"{change} (95% interval {interval(lower, upper)}: {verdict(lower, upper)})."


def _restored_counts(
    indicator_or_id: str | Indicator, earlier: Window, later: Window, as_of: date | None
) -> tuple[float, float] | None:
    """London's counts of the earlier and the later window with the lost months whole; None where none is restored."""
    lost = _lost(as_of).get(indicator(indicator_or_id).id, {})
    counts = _london(indicator(indicator_or_id).id, as_of)
    sums = []
    for window in (earlier, later):
        months = [add_months(window.start, n) for n in range(window.months)]
        sums.append(sum(lost.get(month, counts.get(month, float("nan"))) for month in months))
    touched = any(window.start <= month <= window.end for window in (earlier, later) for month in lost)
    base, count = sums
    return (base, count) if touched and base > 0 and np.isfinite(count) else None


def counts_before_loss(indicator_or_id: str | Indicator, *, as_of: date | None = None) -> Mapping[date, float]:
    """London's counts of July to September 2024 from the edition before, which was whole; empty where none is held."""
    return _lost(as_of).get(indicator(indicator_or_id).id, {})


def _lost_words(indicator_id: str, window: Window, as_of: date | None) -> str:
    """What London's count of a period lacks since the newest edition; empty where it is too little to matter."""
    counts = _london(indicator_id, as_of)
    months = [add_months(window.start, n) for n in range(window.months)]
    before = {month: count for month, count in _lost(as_of).get(indicator_id, {}).items() if month in months}
    lost = sum(count - counts.get(month, count) for month, count in before.items())
    total = sum(counts.get(month, 0.0) for month in months)
    if not total > 0 or lost < WORTH_SAYING * total:
        return ""
    return f"{_EVENT[LONDON_TOTAL].words} Of this period it lacks {lost:,.0f}, {100 * lost / total:.1f}%."


@kept_by_version(maxsize=8192)
def _drift_words(total: str, earlier: Window, later: Window, as_of: date | None) -> str:
    before, after = _share(total, earlier, as_of), _share(total, later, as_of)
    if before is None or after is None:
        return ""
    drift = _drift(before, after)
    direction = "too high" if drift >= 0 else "too low"
    return (
        f"Offences without a known borough in this publication: {100 * before:.1f}% in the earlier period, "
        f"{100 * after:.1f}% in the later, so a borough's change is {direction} by about {abs(drift):.1f} points."
    )


def _drift(before: float, after: float) -> float:
    return 100 * ((1 - after) / (1 - before) - 1)


def _total_of(entry: Indicator) -> str:
    return next(total for family, total in _TOTAL_OF.items() if family in (*entry.event_families, "recorded_crime"))


@kept_by_version(maxsize=8192)
def _share(total: str, window: Window, as_of: date | None) -> float | None:
    start, everywhere, nowhere = _placed(total, as_of)
    first, after = months_between(start, window.start), months_between(start, window.end) + 1
    if first < 0 or after > everywhere.size:
        return None
    whole = float(everywhere[first:after].sum())
    return float(nowhere[first:after].sum()) / whole if whole > 0 else None


@kept_by_version(maxsize=8)
def _placed(total: str, as_of: date | None) -> tuple[date, Floats, Floats]:
    """The first month of a publication, and by month all its offences and those without a borough, lost ones too."""
    areas = areas_at("borough")
    months, values = _monthly(INDICATORS[total], areas, "borough", as_of)
    if not len(months):
        # Nothing had been published by that day.
        return date.max.replace(day=1), np.empty(0), np.empty(0)
    unknown = [n for n, area in enumerate(areas) if area.is_pseudo and area.code not in _KNOWN_PLACES]
    everywhere, nowhere = np.nansum(values, axis=0), np.nansum(values[unknown], axis=0)
    now = _london(total, as_of)
    for month, count in _lost(as_of).get(total, {}).items():
        missing, at = max(count - now.get(month, count), 0.0), months_between(months[0], month)
        if 0 <= at < everywhere.size:
            everywhere[at] += missing
            nowhere[at] += missing
    return months[0], everywhere, nowhere


def _monthly(
    entry: Indicator, areas: Sequence[Area], level: Level, as_of: date | None
) -> tuple[tuple[date, ...], Floats]:
    figures = cube(tuple(term.series for term in entry.terms), areas, level, as_of=as_of)
    return figures.months, figures.total(entry.terms)


@kept_by_version(maxsize=128)
def _london(indicator_id: str, as_of: date | None) -> Mapping[date, float]:
    months, values = _monthly(INDICATORS[indicator_id], areas_at("mps"), "mps", as_of)
    return dict(zip(months, values[0].tolist(), strict=True))


@kept_by_version(maxsize=16)
def _lost(as_of: date | None) -> Mapping[str, Mapping[date, float]]:
    """For each indicator of recorded crime London's count in the months that lost offences, as it stood before."""
    event = _EVENT[LONDON_TOTAL]
    listed = [
        i
        for i in INDICATORS.values()
        if event.concerns(i.event_families) and i.measure == "count" and "mps" in i.levels
    ]
    names = tuple(dict.fromkeys(term.series for i in listed for term in i.terms))
    now = cube(names, areas_at("mps"), "mps", as_of=as_of)
    if not now.months:
        return {}
    place = months_between(now.months[0], event.starts)
    edition = editions().get(str(now.editions[0, place])) if 0 <= place < len(now.months) else None
    if edition is None or edition.published_on is None:
        return {}
    before = cube(names, areas_at("mps"), "mps", as_of=edition.published_on - timedelta(days=1))
    months = [n for n, month in enumerate(before.months) if event.touches(month, month)]
    totals = {i.id: before.total(i.terms)[0] for i in listed}
    return {
        indicator_id: {before.months[n]: float(total[n]) for n in months if np.isfinite(total[n])}
        for indicator_id, total in totals.items()
    }
