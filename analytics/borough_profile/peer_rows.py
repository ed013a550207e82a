"""A borough beside London and the boroughs like it: rows of the published table, theirs pooled into one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from analytics.borough_profile.scorecard import Standing
from analytics.comparability import spans
from analytics.geography.areas import Area, name_of
from analytics.geography.denominators import population
from analytics.geography.similar_boroughs import similar_to
from analytics.indicators import Indicator, indicator
from analytics.periods import Window, last_day, window_ending
from analytics.series.area_dispersion import group_dispersion
from analytics.series.caution_figures import value_caution
from analytics.series.monthly_series import monthly, windowed
from analytics.statistics.rates import Rate, denominator_year, pooled_rate
from analytics.tables.figures_table import SCHEMA, Measure, table
from analytics.tables.published_rows import PublishedRow, Row, joined, rounded_figure, sentences, table_of

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


def rates_beside(indicator_or_id: str | Indicator, borough: Area, *, start: date = RATES_FROM) -> pa.Table:
    """Rates over 12 months of a borough, London and the similar boroughs taken together, one row for each window."""
    measured = indicator(indicator_or_id)
    own = table([measured], [borough.code], level="borough", measure="rate", start=start)
    london = table([measured], measure="rate", start=start)
    return pa.concat_tables([own, london, table_of(_similar_rows(measured, borough, start))])


def _similar_rows(measured: Indicator, borough: Area, start: date) -> list[PublishedRow]:
    """The rate of the similar boroughs together, for every window that ends in `start` or later."""
    series = windowed(monthly(measured, similar_to(borough.code), level="borough"), "rolling_12")
    sizes = population(measured.population)
    rows = []
    phi = group_dispersion(measured, [area.code for area in series.areas])
    for month in series.months:
        window = window_ending(month, "rolling_12")
        counts = [series.value(area.code, month) for area in series.areas]
        if month < start or None in counts:
            continue
        year = denominator_year(window.start, sizes.years("borough"))
        people = [sizes.counts.get((area.code, year.year or 0)) for area in series.areas]
        whole = pooled_rate(counts, people, per=measured.per, note=year.note, dispersion=phi)
        editions = series.editions_of(window.start, window.end)
        rows.append(_similar_row(measured, borough, whole, window, edition=joined(editions)))
    return rows


def _similar_row(measured: Indicator, borough: Area, whole: Rate, window: Window, *, edition: str) -> PublishedRow:
    """A rate of the similar boroughs over 12 months; they are one area of the row, all their names in its name."""
    names = ", ".join(name_of(code) for code in similar_to(borough.code))
    inside = spans(measured, window, level="borough")
    careful = value_caution(measured, window, level="borough")
    status = "spans" if inside else "caution" if careful else "ok"
    return PublishedRow(
        indicator=measured.id,
        area_code=SIMILAR,
        area_name=f"Similar boroughs ({names})",
        period_start=window.start,
        period_end=last_day(window.end),
        window=window.kind,
        measure="rate",
        value=rounded_figure(whole.value),
        lower=rounded_figure(whole.lower),
        upper=rounded_figure(whole.upper),
        base_value=whole.population,
        difference=None,
        verdict=None,
        unit=measured.rate_unit,
        status="no_denominator" if whole.value is None else status,
        note=sentences(*(event.words for event in inside), careful, whole.note),
        edition=edition,
        dispersion=rounded_figure(whole.dispersion) if whole.lower is not None else None,
        usual_low=None,
        usual_high=None,
    )


def standing_table(standings: Sequence[Standing]) -> pa.Table:
    """A scorecard as rows: count, change and rate of the borough, rate of London and of the similar boroughs.

    The columns of the published table, then the rank of the borough's rate with its range, its places in the
    funnel, and the names of the similar boroughs.
    """
    area, indicators = standings[0].area, [standing.indicator for standing in standings]
    rows = [row for measure in ("count", "change", "rate") for row in _newest(indicators, measure, area)]
    rows += _newest(indicators, "rate", None)
    editions = {row["indicator"]: row["edition"] for row in rows if row["measure"] == "rate"}
    rows += [
        _similar_row(
            standing.indicator, area, standing.similar, standing.window, edition=editions[standing.indicator.id]
        ).cells
        for standing in standings
    ]
    order = {standing.indicator.id: i for i, standing in enumerate(standings)}
    by_id = {standing.indicator.id: standing for standing in standings}
    names = ";".join(name_of(code) for code in similar_to(area.code))
    ranked = [
        row | _rank(row, by_id[row["indicator"]], names) for row in sorted(rows, key=lambda r: order[r["indicator"]])
    ]
    return pa.Table.from_pylist(ranked, schema=RANK_SCHEMA)


def _newest(indicators: Sequence[Indicator], measure: Measure, area: Area | None) -> list[Row]:
    codes = [area.code] if area else []
    rows: list[Row] = table(indicators, codes, level="borough" if area else "mps", measure=measure, last=1).to_pylist()
    return rows


def _rank(row: Row, standing: Standing, similar: str) -> Row:
    """The rank belongs to the borough's own rate; the names of the group to the group's row."""
    if row["area_code"] == SIMILAR:
        return {"similar_boroughs": similar}
    if row["measure"] != "rate" or row["area_code"] != standing.area.code or standing.rank_range is None:
        return {}
    low, high = standing.rank_range
    ranks = {"rank": standing.rank, "rank_lower": low, "rank_upper": high, "ranked_boroughs": standing.boroughs}
    return ranks | {"funnel_plain": standing.plain, "funnel_widened": standing.widened}
