"""Dispersion φ of every indicator, level and area, estimated once for each version of the warehouse.

London has its own figure. A borough's is drawn towards the mean of the boroughs, a ward's towards that of the wards
about as large. Where an indicator has too few clean stretches, the figure leans on the indicator's family.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics import queries
from analytics.comparability import SMALL_BASE, named_areas
from analytics.geography.areas import Area, areas_at
from analytics.indicators import INDICATORS, Indicator, Level, fingerprint, indicator
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
from data import derived
from data.published_areas import MPS

# The method: a new one takes a new name for what is kept.
KEPT_AS = "dispersion-1"
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

DEFINITION = (
    "Dispersion (φ) says how many times more the months of a series vary than independent events would. It is the mean "
    "of χ²/df over all stretches of 24 months without a break, a step or COVID-19 restrictions inside, each a table of "
    "calendar month by year, so that season, level and trend are taken out. The figure of a borough is drawn towards "
    "the mean of the boroughs, that of a ward towards the wards about as large, by as much as the number of stretches "
    "calls for (empirical Bayes on the logarithm, by the method of moments). It is never below 1, and 1 where it lies "
    "within one standard error of 1. Variation that lasts longer than a month is not in it."
)


@dataclass(frozen=True, slots=True)
class Dispersion:
    """φ of one indicator in one area, and what it rests on.

    `phi` is the figure used, `own` the area's mean over its stretches (None without one). `stretches` counts the
    overlapping stretches, `independent` those without overlap, `degrees` the independent squares that they are worth;
    `first` and `last` are the first and last month of them. `borrowed`: the family was asked as well.
    """

    indicator: str
    level: Level
    area_code: str
    phi: float
    own: float | None
    stretches: int
    independent: int
    degrees: float
    first: date | None
    last: date | None
    borrowed: bool

    @property
    def words(self) -> str:
        """What the figure rests on, in one sentence."""
        if self.first is None or self.last is None:
            return "No stretch of 24 months is clean here: the figure is that of similar indicators."
        rests = f"Rests on {self.stretches} overlapping stretches of 24 months ({self.independent} without overlap)"
        return f"{rests}{', and on similar indicators, since they are few' if self.borrowed else ''}."


SCHEMA = pa.schema(
    [
        ("indicator", pa.string()),
        ("level", pa.string()),
        ("area_code", pa.string()),
        ("phi", pa.float64()),
        ("own", pa.float64()),
        ("stretches", pa.int32()),
        ("independent", pa.int32()),
        ("degrees", pa.float64()),
        ("first", pa.date32()),
        ("last", pa.date32()),
        ("borrowed", pa.bool_()),
    ]
)


def dispersion(
    indicator_or_id: str | Indicator, *, level: Level = "mps", area_code: str = MPS, as_of: date | None = None
) -> float:
    """φ of an indicator in an area, 1.0 where nothing is estimated (reoffending, an area without figures).

    With `as_of` it is estimated from the figures as they stood on that day.
    """
    estimated = estimate(indicator_or_id, level=level, area_code=area_code, as_of=as_of)
    return estimated.phi if estimated else 1.0


def estimate(
    indicator_or_id: str | Indicator, *, level: Level = "mps", area_code: str = MPS, as_of: date | None = None
) -> Dispersion | None:
    """φ of an indicator in an area with what it rests on; None where nothing is estimated."""
    return _level(indicator(indicator_or_id), level, as_of).get(area_code)


def estimates(indicator_or_id: str | Indicator, *, level: Level = "mps") -> tuple[Dispersion, ...]:
    """φ of an indicator in every area of a level, pseudo-areas too."""
    return tuple(_level(indicator(indicator_or_id), level, None).values())


def dispersions(
    indicator_or_id: str | Indicator, areas: Sequence[Area], *, level: Level = "mps", as_of: date | None = None
) -> Floats:
    """φ of an indicator for each of some areas of a level, shape (areas,); see `dispersion`."""
    known = _level(indicator(indicator_or_id), level, as_of)
    return np.array([known[a.code].phi if a.code in known else 1.0 for a in areas], dtype=np.float64)


def group_dispersion(indicator_or_id: str | Indicator, codes: Sequence[str], *, level: Level = "borough") -> float:
    """φ of several areas of a level taken together, from their sum; never below 1. They need not be independent."""
    return _group(indicator(indicator_or_id), tuple(sorted(codes)), level)


@kept_by_version(maxsize=4096)
def _group(entry: Indicator, codes: tuple[str, ...], level: Level) -> float:
    if not codes:
        return 1.0
    counts = _counts_of([entry], level)[0]
    rows = [n for n, area in enumerate(counts.areas) if area.code in codes]
    starts = clean_starts(entry, counts.months, level=level, area_code=codes[0])
    values = stretch_dispersions(counts.values[rows].sum(axis=0, keepdims=True), starts)
    own = float(np.nanmean(values)) if np.isfinite(values).any() else 1.0
    members = dispersions(entry, [counts.areas[n] for n in rows], level=level)
    return max(own, float(np.mean(members)), 1.0)


def _has_dispersion(entry: Indicator, level: Level) -> bool:
    """Counts of crime have; proportions and reoffending have intervals of their own."""
    return entry.kind == "crime" and entry.measure == "count" and level in entry.levels


def _level(entry: Indicator, level: Level, as_of: date | None) -> dict[str, Dispersion]:
    known = INDICATORS.get(entry.id)
    if not _has_dispersion(entry, level):
        return {}
    past = as_of if as_of and count_arrays.is_past([term.series for term in entry.terms], level, as_of) else None
    if past or known is None or known.terms != entry.terms:
        return _part(entry, level, past)
    return _kept(level).get(entry.id, {})


@kept_by_version(maxsize=6)
def _kept(level: Level) -> dict[str, dict[str, Dispersion]]:
    """By indicator and area; read from beside the warehouse, or computed and kept there."""
    kept: dict[str, dict[str, Dispersion]] = {}
    name = f"{KEPT_AS}-{fingerprint()}-{level}"
    for row in derived.once(name, queries.version(), lambda: _table(level)).to_pylist():
        kept.setdefault(row["indicator"], {})[row["area_code"]] = Dispersion(**row)
    return kept


@kept_by_version(maxsize=256)
def _part(entry: Indicator, level: Level, as_of: date | None) -> dict[str, Dispersion]:
    """A part of an indicator that is none itself, or one as its figures stood on a day."""
    raw = _raw(_counts_of([entry], level, as_of)[0])
    rows = _rows(raw, _family_excess(entry.theme, level, as_of) if raw.few else None)
    return {row["area_code"]: Dispersion(**row) for row in rows}


def _table(level: Level) -> pa.Table:
    """The estimates of every indicator at a level, in the columns of `SCHEMA`."""
    listed = [i for i in INDICATORS.values() if _has_dispersion(i, level)]
    raws = [_raw(counts) for counts in _counts_of(listed, level)]
    rows: list[dict[str, Any]] = []
    for raw in raws:
        rows += _rows(raw, _excess(raws, raw.series.indicator.theme) if raw.few else None)
    return pa.Table.from_pylist(rows, schema=SCHEMA)


@dataclass(frozen=True, eq=False)
class _Counts:
    """Monthly counts of one indicator in all areas of a level, (areas, months) from its start on."""

    indicator: Indicator
    level: Level
    areas: Sequence[Area]
    months: tuple[date, ...]
    values: Floats


def _counts_of(listed: Sequence[Indicator], level: Level, as_of: date | None = None) -> list[_Counts]:
    areas = areas_at(level)
    names = tuple(dict.fromkeys(t.series for i in listed for t in i.terms))
    cube = count_arrays.cube(names, areas, level, as_of=as_of)
    return [_counts(entry, cube, areas, level) for entry in listed]


def _counts(entry: Indicator, cube: Cube, areas: Sequence[Area], level: Level) -> _Counts:
    """From the indicator's start, or its first published month if that is later, to its last published month.

    At its own start, not London's, which may go further back in another source.
    """
    values = cube.total(entry.terms)
    covered = np.flatnonzero(~np.isnan(values).all(axis=0))
    if not covered.size:
        return _Counts(entry, level, areas, (), values[:, :0])
    first = max(int(covered[0]), months_between(cube.months[0], entry.start))
    span = slice(first, int(covered[-1]) + 1)
    return _Counts(entry, level, areas, cube.months[span], values[:, span])


@dataclass(frozen=True, eq=False)
class _Raw:
    """One indicator at one level before any shrinking: φ by area, the starts behind it, offences a month.

    `starts` by area: areas that an event names have stretches of their own.
    """

    series: _Counts
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


def _raw(series: _Counts) -> _Raw:
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
    return _Raw(series, own, tuple(starts), degrees, size)


def _usable(values: Floats, totals: Floats, level: Level) -> NDArray[np.bool_]:
    """The stretches that say something of an area; of a ward that had enough for a percentage, those when it had."""
    known = np.isfinite(values)
    if level != "ward":
        return known
    large = known & (totals >= 2 * SMALL_BASE)
    return np.where(large.any(axis=1, keepdims=True), large, known)


def _excess(raws: Sequence[_Raw], theme: str) -> float | None:
    """The median over a family of (φ − 1) for each offence a month: what clusters grow with; None without a family."""
    family = _LEANS_ON.get(theme, theme)
    excess = []
    for raw in raws:
        usable = raw.named & np.isfinite(raw.own) & (raw.size > 0)
        if raw.series.indicator.theme == family and not raw.few and usable.any():
            excess.append(max(float(raw.own[usable].mean()) - 1, 0.0) / float(raw.size[usable].mean()))
    return float(np.median(excess)) if excess else None


@kept_by_version(maxsize=64)
def _family_excess(theme: str, level: Level, as_of: date | None) -> float | None:
    family = _LEANS_ON.get(theme, theme)
    listed = [i for i in INDICATORS.values() if i.theme == family and _has_dispersion(i, level)]
    return _excess([_raw(counts) for counts in _counts_of(listed, level, as_of)], theme)


def _rows(raw: _Raw, excess: float | None) -> list[dict[str, Any]]:
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


def _phi(raw: _Raw, excess: float | None) -> Floats:
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
