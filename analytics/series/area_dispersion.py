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

from analytics import queries
from analytics.geography.areas import Area
from analytics.indicators import INDICATORS, Indicator, Level, indicator
from analytics.method_version import method_version
from analytics.series import count_arrays
from analytics.series.clean_stretches import clean_starts
from analytics.series.dispersion_estimates import (
    counts_of,
    estimate_rows,
    family_excess,
    has_dispersion,
    median_excess,
    own_dispersion,
)
from analytics.statistics.dispersion import (
    Floats,
    stretch_dispersions,
)
from analytics.version_cache import kept_by_version
from data import derived
from data.published_areas import MPS

# The method: a new one takes a new name for what is kept.
KEPT_AS = "dispersion-1"
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
    counts = counts_of([entry], level)[0]
    rows = [n for n, area in enumerate(counts.areas) if area.code in codes]
    starts = clean_starts(entry, counts.months, level=level, area_code=codes[0])
    values = stretch_dispersions(counts.values[rows].sum(axis=0, keepdims=True), starts)
    own = float(np.nanmean(values)) if np.isfinite(values).any() else 1.0
    members = dispersions(entry, [counts.areas[n] for n in rows], level=level)
    return max(own, float(np.mean(members)), 1.0)


def _level(entry: Indicator, level: Level, as_of: date | None) -> dict[str, Dispersion]:
    known = INDICATORS.get(entry.id)
    if not has_dispersion(entry, level):
        return {}
    past = as_of if as_of and count_arrays.is_past([term.series for term in entry.terms], level, as_of) else None
    if past or known is None or known.terms != entry.terms:
        return _part(entry, level, past)
    return _kept(level).get(entry.id, {})


@kept_by_version(maxsize=6)
def _kept(level: Level) -> dict[str, dict[str, Dispersion]]:
    """By indicator and area; read from beside the warehouse, or computed and kept there."""
    kept: dict[str, dict[str, Dispersion]] = {}
    name = f"{KEPT_AS}-{method_version()}-{level}"
    for row in derived.once(name, queries.version(), lambda: _table(level)).to_pylist():
        kept.setdefault(row["indicator"], {})[row["area_code"]] = Dispersion(**row)
    return kept


@kept_by_version(maxsize=256)
def _part(entry: Indicator, level: Level, as_of: date | None) -> dict[str, Dispersion]:
    """A part of an indicator that is none itself, or one as its figures stood on a day."""
    raw = own_dispersion(counts_of([entry], level, as_of)[0])
    rows = estimate_rows(raw, family_excess(entry.theme, level, as_of) if raw.few else None)
    return {row["area_code"]: Dispersion(**row) for row in rows}


def _table(level: Level) -> pa.Table:
    """The estimates of every indicator at a level, in the columns of `SCHEMA`."""
    listed = [i for i in INDICATORS.values() if has_dispersion(i, level)]
    raws = [own_dispersion(counts) for counts in counts_of(listed, level)]
    rows: list[dict[str, Any]] = []
    for raw in raws:
        rows += estimate_rows(raw, median_excess(raws, raw.series.indicator.theme) if raw.few else None)
    return pa.Table.from_pylist(rows, schema=SCHEMA)
