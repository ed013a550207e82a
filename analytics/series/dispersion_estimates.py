"""The estimate of dispersion φ: an area's own figure, then drawn towards areas and indicators like it.

The figures behind it are the monthly counts of an indicator in all areas of a level; see `area_dispersion` for the
figures that it gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.comparability import SMALL_BASE, named_areas
from analytics.geography.areas import Area, areas_at
from analytics.indicators import INDICATORS, Indicator, Level
from analytics.periods import add_months, months_between
from analytics.series import count_arrays
from analytics.series.clean_stretches import clean_starts
from analytics.series.count_arrays import Cube
from analytics.statistics.dispersion import (
    STRETCH,
    YEAR,
    Floats,
    degrees_of_freedom,
    independent_stretches,
    shrunken,
    stretch_dispersions,
)
from analytics.version_cache import kept_by_version

# Fewer overlapping stretches than a year of starting months: the indicator's family is asked as well.
ENOUGH = 12
# Wards are compared with wards of up to twice their offences in a year, from this size on.
SMALLEST_CLASS = float(SMALL_BASE)
# Degrees of freedom of a stretch: twelve calendar months less one.
ONE_STRETCH = YEAR - 1
# So few wards make no class of their own.
FEWEST_WARDS = 4
# A theme whose indicators all have few stretches leans on another.
_LEANS_ON = {"Domestic abuse and hate crime": "Violence"}


def has_dispersion(entry: Indicator, level: Level) -> bool:
    """Counts of crime have; proportions and reoffending have intervals of their own."""
    return entry.kind == "crime" and entry.measure == "count" and level in entry.levels


@dataclass(frozen=True, eq=False)
class IndicatorCounts:
    """Monthly counts of one indicator in all areas of a level, (areas, months) from its start on."""

    indicator: Indicator
    level: Level
    areas: Sequence[Area]
    months: tuple[date, ...]
    values: Floats


def counts_of(listed: Sequence[Indicator], level: Level, as_of: date | None = None) -> list[IndicatorCounts]:
    """The monthly counts of some indicators at a level; with `as_of` as they stood on that day."""
    areas = areas_at(level)
    names = tuple(dict.fromkeys(t.series for i in listed for t in i.terms))
    cube = count_arrays.cube(names, areas, level, as_of=as_of)
    return [_counts(entry, cube, areas, level) for entry in listed]


def _counts(entry: Indicator, cube: Cube, areas: Sequence[Area], level: Level) -> IndicatorCounts:
    """From the indicator's start, or its first published month if that is later, to its last published month.

    At its own start, not London's, which may go further back in another source.
    """
    values = cube.total(entry.terms)
    covered = np.flatnonzero(~np.isnan(values).all(axis=0))
    if not covered.size:
        return IndicatorCounts(entry, level, areas, (), values[:, :0])
    first = max(int(covered[0]), months_between(cube.months[0], entry.start))
    span = slice(first, int(covered[-1]) + 1)
    return IndicatorCounts(entry, level, areas, cube.months[span], values[:, span])


@dataclass(frozen=True, eq=False)
class OwnDispersion:
    """One indicator at one level before any shrinking: φ by area, the starts behind it, offences a month.

    `starts` by area: areas that an event names have stretches of their own.
    """

    series: IndicatorCounts
    own: Floats
    starts: tuple[NDArray[np.int64], ...]
    degrees: Floats
    size: Floats

    @property
    def named(self) -> NDArray[np.bool_]:
        return np.array([not area.is_pseudo for area in self.series.areas], dtype=bool)

    @property
    def own_share(self) -> float:
        """How much the indicator's own stretches count beside its family: all, once there are enough of them."""
        return min(max((len(starts) for starts in self.starts), default=0) / ENOUGH, 1.0)

    @property
    def few(self) -> bool:
        return self.own_share < 1


def own_dispersion(series: IndicatorCounts) -> OwnDispersion:
    """φ of every area from its own clean stretches."""
    places = len(series.areas)
    own, degrees, size = np.full(places, np.nan), np.zeros(places), np.zeros(places)
    keys = [area.code if area.code in named_areas() else "" for area in series.areas]
    starts: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)] * places
    for key in sorted(set(keys)):
        rows = [n for n, other in enumerate(keys) if other == key]
        clean = clean_starts(series.indicator, series.months, level=series.level, area_code=series.areas[rows[0]].code)
        if not clean.size:
            continue
        values = stretch_dispersions(series.values[rows], clean)
        totals = np.lib.stride_tricks.sliding_window_view(series.values[rows], STRETCH, axis=1)[:, clean].sum(axis=2)
        known = _usable(values, totals, series.level)
        number = np.maximum(known.sum(axis=1), 1)
        own[rows] = np.where(known.any(axis=1), np.where(known, values, 0.0).sum(axis=1) / number, np.nan)
        size[rows] = np.where(known, totals, 0.0).sum(axis=1) / number / STRETCH
        # Between one stretch and all of them, in proportion.
        share = (number - 1) / max(len(clean) - 1, 1)
        degrees[rows] = np.where(known.any(axis=1), ONE_STRETCH + share * (degrees_of_freedom(clean) - ONE_STRETCH), 0)
        for n in rows:
            starts[n] = clean
    return OwnDispersion(series, own, tuple(starts), degrees, size)


def _usable(values: Floats, totals: Floats, level: Level) -> NDArray[np.bool_]:
    """The stretches that say something of an area; of a ward that had enough for a percentage, those when it had."""
    known = np.isfinite(values)
    if level != "ward":
        return known
    large = known & (totals >= 2 * SMALL_BASE)
    return np.where(large.any(axis=1, keepdims=True), large, known)


def median_excess(raws: Sequence[OwnDispersion], theme: str) -> float | None:
    """The median over a family of (φ − 1) for each offence a month: what clusters grow with; None without a family."""
    family = _LEANS_ON.get(theme, theme)
    excess = []
    for raw in raws:
        usable = raw.named & np.isfinite(raw.own) & (raw.size > 0)
        if raw.series.indicator.theme == family and not raw.few and usable.any():
            excess.append(max(float(raw.own[usable].mean()) - 1, 0.0) / float(raw.size[usable].mean()))
    return float(np.median(excess)) if excess else None


@kept_by_version(maxsize=64)
def family_excess(theme: str, level: Level, as_of: date | None) -> float | None:
    """`median_excess` of the family of a theme, from the figures as they stood on a day."""
    family = _LEANS_ON.get(theme, theme)
    listed = [i for i in INDICATORS.values() if i.theme == family and has_dispersion(i, level)]
    return median_excess([own_dispersion(counts) for counts in counts_of(listed, level, as_of)], theme)


def estimate_rows(raw: OwnDispersion, excess: float | None) -> list[dict[str, Any]]:
    """The estimates of one indicator, a row for each area; `excess` of its family, where it is asked as well."""
    borrowed = raw.few and excess is not None
    phi, series = _phi(raw, excess if borrowed else None), raw.series
    # Areas share one array of starts, but for those that an event names.
    independent = {key: independent_stretches(starts) for key, starts in {id(s): s for s in raw.starts}.items()}
    return [
        {
            "indicator": series.indicator.id,
            "level": series.level,
            "area_code": area.code,
            "phi": float(phi[n]),
            "own": None if np.isnan(raw.own[n]) else float(raw.own[n]),
            "stretches": len(starts),
            "independent": independent[id(starts)],
            "degrees": float(raw.degrees[n]),
            "first": series.months[starts[0]] if len(starts) else None,
            "last": add_months(series.months[starts[-1]], STRETCH - 1) if len(starts) else None,
            "borrowed": borrowed,
        }
        for n, (area, starts) in enumerate(zip(series.areas, raw.starts, strict=True))
    ]


def _phi(raw: OwnDispersion, excess: float | None) -> Floats:
    """The shrunken φ of every area; a pseudo-area has its own figure, it is no borough among boroughs."""
    named = raw.named
    phi = np.maximum(np.where(np.isfinite(raw.own), raw.own, 1.0), 1.0)
    classes = size_classes(12 * raw.size, named & np.isfinite(raw.own)) if raw.series.level == "ward" else 0 * named
    for number in np.unique(classes[named]):
        members = named & (classes == number)
        own, degrees = raw.own[members], raw.degrees[members]
        if excess is None:
            phi[members] = shrunken(own, degrees=degrees).phi
            continue
        common = float(np.nanmean(own)) if np.isfinite(own).any() else 1.0
        prior = raw.own_share * max(common, 1.0) + (1 - raw.own_share) * (1 + excess * raw.size[members])
        phi[members] = shrunken(own, degrees=degrees, prior=prior).phi if len(own) > 1 else prior
    return phi


def size_classes(sizes: Floats, known: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The class of each ward by its offences in a year: below 50, then doubling; small classes join the one below."""
    with np.errstate(divide="ignore"):
        classes = np.where(sizes < SMALLEST_CLASS, 0, 1 + np.floor(np.log2(np.maximum(sizes, 1) / SMALLEST_CLASS)))
    classes = classes.astype(np.int64)
    for number in range(int(classes.max()), 0, -1):
        if (known & (classes == number)).sum() < FEWEST_WARDS:
            classes[classes == number] = number - 1
    return classes
