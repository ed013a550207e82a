"""One indicator in every borough: rates, ranks and places in the funnel, by a denominator of choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.geography.areas import Area, areas_at
from analytics.geography.denominators import population
from analytics.indicators import INDICATORS, Indicator, indicator
from analytics.periods import Window, add_months, window_ending
from analytics.series.area_dispersion import dispersions
from analytics.series.monthly_series import monthly, windowed
from analytics.statistics.change import Change
from analytics.statistics.funnel import Funnel, Position, funnel, limits
from analytics.statistics.ranking import ranking
from analytics.statistics.rates import denominator_year
from analytics.tables.figures_table import SCHEMA, Measure, table
from analytics.tables.published_rows import Row
from analytics.version_cache import kept_by_version
from data.errors import UnknownName

Basis = Literal["residents", "households", "count"]
BASES: tuple[Basis, ...] = ("residents", "households", "count")
COMPARED_SCHEMA = pa.schema(
    [
        *SCHEMA,
        *((name, pa.int64()) for name in ("rank", "rank_lower", "rank_upper")),
        *((name, pa.float64()) for name in ("expected", "z", "phi")),
        *((name, pa.string()) for name in ("funnel_plain", "funnel_widened")),
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """One borough: its count and what it is per, its change, its rank with the range that the usual variation allows.

    `value`, `lower` and `upper` are the rate (the count, where that is the basis) with its 95% interval. The
    places in the funnel and the distance from London in standard deviations are None for counts.
    """

    area: Area
    count: int
    size: int | None
    value: float
    lower: float
    upper: float
    change: Change
    rank: int
    rank_range: tuple[int, int]
    expected: float | None = None
    z: float | None = None
    plain: Position | None = None
    widened: Position | None = None


@dataclass(frozen=True)
class Comparison:
    """An indicator in all 32 boroughs over 12 months, the highest first.

    `rate` is that of the boroughs together in the unit of the values, `phi` the over-dispersion; None for counts.
    `rows` holds the values, with rank and place in the funnel, and the changes, in the published columns.
    """

    indicator: Indicator
    basis: Basis
    window: Window
    unit: str
    places: tuple[Place, ...]
    rate: float | None
    phi: float | None
    per: int
    rows: pa.Table

    @property
    def chosen_end(self) -> date | None:
        """The month in which the 12 months end, where they are not the newest."""
        ends = comparable_ends(self.indicator.id)
        return self.window.end if ends and self.window.end < ends[0] else None

    def of(self, area_code: str) -> Place:
        """The place of one borough."""
        return next(place for place in self.places if place.area.code == area_code)

    @property
    def values(self) -> pa.Table:
        """Only the values."""
        return self.rows.filter(pc.not_equal(self.rows.column("measure"), "change"))

    def limit(self, sizes: Sequence[float], *, z: float, widened: bool) -> tuple[list[float], list[float]]:
        """The lower and upper funnel limits at these populations, in the unit of the values."""
        if self.rate is None or self.phi is None:
            return [], []
        phi = self.phi if widened else 1.0
        low, high = limits(sizes, rate=self.rate / self.per, z=z, phi=phi)
        return [float(x) * self.per for x in low], [float(x) * self.per for x in high]


def comparable_indicators() -> tuple[Indicator, ...]:
    """The indicators that every borough has a count of."""
    return tuple(i for i in INDICATORS.values() if i.kind == "crime" and "borough" in i.levels and i.measure == "count")


def comparison(indicator_or_id: str | Indicator, *, basis: Basis = "residents", end: date | None = None) -> Comparison:
    """12 months of an indicator in every borough: those that end in the month `end`, or the newest.

    Raises UnknownName for an indicator without counts for boroughs, or without a rate per household, and for a month
    that is none of `comparable_ends`.
    """
    entry = indicator(indicator_or_id)
    if entry not in comparable_indicators():
        raise UnknownName(f"{entry.title} has no counts by borough", "Choose another indicator.")
    if basis == "households" and not entry.household_rate:
        raise UnknownName(f"{entry.title} has no rate per household", "Choose residents or counts.")
    if end is not None and end not in comparable_ends(entry.id):
        raise UnknownName(f"{entry.title}: no figures of every borough for that year", "Choose another month.")
    return _comparison(entry.id, basis, end)


@kept_by_version(maxsize=64)
def comparable_ends(indicator_id: str) -> tuple[date, ...]:
    """The months in which 12 months end that every borough has a rate of, and 12 months before them; newest first."""
    codes = [area.code for area in areas_at("borough", pseudo=False)]
    rates = table([indicator_id], codes, level="borough", measure="rate")
    rates = rates.filter(pc.is_valid(rates.column("value")))
    counts = Counter(day.replace(day=1) for day in rates.column("period_end").to_pylist())
    whole = {month for month, boroughs in counts.items() if boroughs == len(codes)}
    return tuple(sorted((month for month in whole if add_months(month, -12) in whole), reverse=True))


@kept_by_version(maxsize=64)
def _comparison(indicator_id: str, basis: Basis, end: date | None) -> Comparison:
    entry, boroughs = indicator(indicator_id), areas_at("borough", pseudo=False)
    codes = [area.code for area in boroughs]
    series = windowed(monthly(entry, codes, level="borough"), "rolling_12")
    if np.isnan(series.values).all():
        raise UnknownName(f"{entry.title}: no full year has been published yet", "Choose another indicator.")
    window = window_ending(end or series.last, "rolling_12")
    newest: dict[str, Any] = {"level": "borough", "end": window.end, "last": 1}
    measure: Measure = {"residents": "rate", "households": "household_rate", "count": "count"}[basis]  # type: ignore[assignment]
    values = {row["area_code"]: row for row in table([entry], codes, measure=measure, **newest).to_pylist()}
    changes = table([entry], codes, measure="change", **newest).to_pylist()
    counts = [series.value(code, window.end) or 0 for code in codes]
    sizes = None if basis == "count" else _sizes(entry, codes, window, basis)
    ranks = ranking(counts, population=sizes, dispersion=dispersions(entry, boroughs, level="borough"))
    spread = None if sizes is None else funnel(counts, population=sizes)
    places = [
        Place(
            area=area,
            count=counts[i],
            size=None if sizes is None else sizes[i],
            value=values[area.code]["value"],
            lower=values[area.code]["lower"],
            upper=values[area.code]["upper"],
            change=series.change_at(area.code, window),
            rank=int(ranks.rank[i]),
            rank_range=(int(ranks.lower[i]), int(ranks.upper[i])),
            **_in_funnel(spread, i),
        )
        for i, area in enumerate(boroughs)
    ]
    places.sort(key=lambda place: (place.rank, place.area.name))
    per = 1_000 if basis == "households" else entry.per
    rows = [values[p.area.code] | _extra(p, spread) for p in places] + changes
    return Comparison(
        indicator=entry,
        basis=basis,
        window=window,
        unit=values[codes[0]]["unit"],
        places=tuple(places),
        rate=spread.rate * per if spread else None,
        phi=spread.phi if spread else None,
        per=per,
        rows=pa.Table.from_pylist(rows, schema=COMPARED_SCHEMA),
    )


def _sizes(entry: Indicator, codes: list[str], window: Window, basis: Basis) -> list[int]:
    """Residents of the year that the rate uses, or the households of the census."""
    sizes = population("households" if basis == "households" else entry.population)
    years = sizes.years("borough")
    year = years[-1] if basis == "households" else denominator_year(window.start, years).year
    return [sizes.counts[code, year or 0] for code in codes]


def _in_funnel(spread: Funnel | None, i: int) -> Row:
    if spread is None:
        return {}
    return {
        "expected": float(spread.expected[i]),
        "z": float(spread.z[i]),
        "plain": spread.plain[i],
        "widened": spread.widened[i],
    }


def _extra(place: Place, spread: Funnel | None) -> Row:
    ranks = {"rank": place.rank, "rank_lower": place.rank_range[0], "rank_upper": place.rank_range[1]}
    if spread is None or place.expected is None or place.z is None:
        return ranks
    figures = {"expected": round(place.expected, 4), "z": round(place.z, 4), "phi": round(spread.phi, 4)}
    return ranks | figures | {"funnel_plain": place.plain, "funnel_widened": place.widened}


def outliers(compared: Comparison) -> tuple[Place, ...]:
    """The boroughs outside the widened 95% limits, the farthest first."""
    outside = [place for place in compared.places if place.widened not in (None, "inside")]
    return tuple(sorted(outside, key=lambda place: -abs(place.z or 0.0)))


def settled_ranks(compared: Comparison) -> tuple[Place, ...]:
    """The boroughs whose rank has a 95% range of one rank only."""
    return tuple(place for place in compared.places if place.rank_range[0] == place.rank_range[1])


def most_moved(compared: Comparison, other: Comparison) -> Place:
    """The borough whose rank differs most between two bases, as it stands in `compared`."""
    return max(compared.places, key=lambda place: abs(place.rank - other.of(place.area.code).rank))
