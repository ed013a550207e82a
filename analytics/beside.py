"""A borough beside London and the boroughs like it: rows of the published table, theirs pooled into one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from analytics.areas import Area, name_of
from analytics.indicators import Indicator, indicator
from analytics.periods import last_day, window_ending
from analytics.population import population
from analytics.rates import denominator_year, rate
from analytics.rows import Row
from analytics.scorecard import Standing
from analytics.series import Series, monthly, windowed
from analytics.similar import similar_to
from analytics.table import SCHEMA, Measure, table

# Several boroughs have no GSS code together.
SIMILAR = "X-SIMILAR"
# Estimates of the population are not here for 2012 to 2018, so rates that can be followed begin in 2019.
RATES_FROM = date(2019, 12, 1)
RANK_SCHEMA = pa.schema(
    [
        *SCHEMA,
        *((name, pa.int64()) for name in ("rank", "rank_lower", "rank_upper", "ranked_boroughs")),
        *((name, pa.string()) for name in ("funnel_plain", "funnel_widened", "similar_boroughs")),
    ]
)


def similar_name(borough_code: str) -> str:
    """The group as one area: `Similar boroughs (Bromley, Sutton)`."""
    return f"Similar boroughs ({', '.join(name_of(code) for code in similar_to(borough_code))})"


def rates_beside(which: str | Indicator, borough: Area, *, start: date = RATES_FROM) -> pa.Table:
    """Rates over 12 months of a borough, London and the similar boroughs taken together, one row for each window."""
    found = indicator(which)
    own = table([found], [borough.code], level="borough", measure="rate", start=start).to_pylist()
    london = table([found], measure="rate", start=start).to_pylist()
    return pa.Table.from_pylist([*own, *london, *_pooled(found, borough, start)], schema=SCHEMA)


def _pooled(found: Indicator, borough: Area, start: date) -> list[Row]:
    """The rate of several boroughs: their offences together over their residents together."""
    codes = similar_to(borough.code)
    series = windowed(monthly(found, codes, level="borough"), "rolling_12")
    counts = series.values.sum(axis=0)
    ends = [(t, month) for t, month in enumerate(series.months) if month >= start and not np.isnan(counts[t])]
    return [_pooled_row(series, borough, month, int(counts[t])) for t, month in ends]


def _pooled_row(series: Series, borough: Area, month: date, count: int) -> Row:
    window, sizes = window_ending(month, "rolling_12"), population(series.indicator.denominator or "residents")
    year = denominator_year(window.start, sizes.years("borough"))
    people = [sizes.counts.get((area.code, year.year or 0), 0) for area in series.areas]
    found = rate(count, sum(people) if all(people) else None, per=series.indicator.per, note=year.note)
    unit = "residents aged 1 to 24" if series.indicator.denominator == "residents_1_24" else "residents"
    return _row(series.indicator, borough, "rate") | {
        "period_start": window.start,
        "period_end": last_day(window.end),
        "value": _rounded(found.value),
        "lower": _rounded(found.lower),
        "upper": _rounded(found.upper),
        "base_value": None if found.population is None else float(found.population),
        "unit": f"{series.indicator.unit} per {found.per:,} {unit}",
        "status": "ok" if found.value is not None else "no_denominator",
        "note": found.note,
        "edition": ";".join(series.editions_of(window.start, window.end)),
    }


def _row(found: Indicator, borough: Area, measure: Measure) -> Row:
    return dict.fromkeys(SCHEMA.names) | {
        "indicator": found.id,
        "area_code": SIMILAR,
        "area_name": similar_name(borough.code),
        "window": "rolling_12",
        "measure": measure,
    }


def standing_table(standings: Sequence[Standing]) -> pa.Table:
    """A scorecard as rows: count, change and rate of the borough, rate of London and of the similar boroughs.

    The columns of the published table, then the rank of the borough's rate with its range, its places in the
    funnel, and the names of the similar boroughs.
    """
    area, which = standings[0].area, [standing.indicator for standing in standings]
    rows = [row for measure in ("count", "change", "rate") for row in _newest(which, measure, area)]
    rows += _newest(which, "rate", None)
    rows += [_similar_row(standing, rows) for standing in standings]
    order = {standing.indicator.id: i for i, standing in enumerate(standings)}
    by_id = {standing.indicator.id: standing for standing in standings}
    ranked = [row | _rank(row, by_id[row["indicator"]]) for row in sorted(rows, key=lambda r: order[r["indicator"]])]
    return pa.Table.from_pylist(ranked, schema=RANK_SCHEMA)


def _newest(which: Sequence[Indicator], measure: Measure, area: Area | None) -> list[Row]:
    codes = [area.code] if area else []
    found: list[Row] = table(which, codes, level="borough" if area else "mps", measure=measure, last=1).to_pylist()
    return found


def _similar_row(standing: Standing, rows: Sequence[Row]) -> Row:
    found = standing.similar
    own = next(r for r in rows if r["indicator"] == standing.indicator.id and r["measure"] == "rate")
    return _row(standing.indicator, standing.area, "rate") | {
        **{column: own[column] for column in ("period_start", "period_end", "unit", "edition")},
        "value": _rounded(found.value),
        "lower": _rounded(found.lower),
        "upper": _rounded(found.upper),
        "base_value": None if found.population is None else float(found.population),
        "status": "ok" if found.value is not None else "no_denominator",
        "note": found.note,
    }


def _rank(row: Row, standing: Standing) -> Row:
    """The rank belongs to the borough's own rate; the names of the group to the group's row."""
    if row["area_code"] == SIMILAR:
        return {"similar_boroughs": ";".join(name_of(code) for code in similar_to(standing.area.code))}
    if row["measure"] != "rate" or row["area_code"] != standing.area.code or standing.rank_range is None:
        return {}
    low, high = standing.rank_range
    ranks = {"rank": standing.rank, "rank_lower": low, "rank_upper": high, "ranked_boroughs": standing.boroughs}
    return ranks | {"funnel_plain": standing.plain, "funnel_widened": standing.widened}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
