"""What became of crimes: shares of the last outcome in a year that is old enough to be settled."""

from __future__ import annotations

import pyarrow as pa

from analytics.narrative import bars_alternative, number
from analytics.requests.plain_address import PlainAddress
from analytics.street import street_counts
from analytics.street.city_offences import CityOffence, city_offences
from analytics.street.outcome_shares import (
    LAST_OUTCOME,
    WHY_NOT_RECENT,
    SettledYear,
    interval_of,
    outcome_rows,
    settled_years,
)
from analytics.street.settled_outcomes import GROUP_OF, GROUPS
from pages.parts import cached_figures, tables, words
from pages.parts.panels import Panel
from pages.parts.tables import Cell, TableRow

ABOUT = (("What this is", (LAST_OUTCOME, WHY_NOT_RECENT, *street_counts.CAVEATS)),)
NOT_YET = "There is no year of records yet that is a year old."


def _request(year: SettledYear, categories: tuple[str, ...]) -> PlainAddress:
    return PlainAddress(
        "street",
        (
            ("by", "category"), ("by", "outcome"), *(("category", name) for name in sorted(categories)),
            ("force", street_counts.CITY_POLICE), ("from", f"{year.window.start:%Y-%m}"),
            ("to", f"{year.window.end:%Y-%m}"),
        ),
    )  # fmt: skip


@cached_figures.kept_panel
def what_became(offence: CityOffence) -> Panel:
    """One offence: the share of each group of outcomes."""
    years = settled_years((offence.category,))
    key, name = f"city_outcomes_{offence.indicator.id}", words.lower(offence.category)
    if not years:
        return _empty(key, f"What became of {name}")
    (year,) = years
    share = year.charged.percent or 0
    lower, upper = interval_of(year.charged, year.total)
    statistic = f"{offence.category} of {year.window.name}, City of London, by the last outcome"
    return Panel(
        key=key,
        title=f"{share:.0f}% of {number(year.total)} cases ended in a charge or a court",
        statistic=statistic,
        figures=outcome_rows((offence.category,)),
        chart=tables.html_table(
            statistic,
            ("Outcome", "Cases", "Share"),
            [
                TableRow(
                    (
                        Cell(part.label),
                        Cell(number(part.count)),
                        Cell(f"{part.percent or 0:.0f}%", share=(part.percent or 0) / 100),
                    )
                )
                for part in year.groups
            ],
            numbers=(1, 2),
        ),
        indicators=(),
        alt=bars_alternative(statistic, [g.label for g in year.groups], [g.percent or 0 for g in year.groups]),
        formulas=("share",),
        note=f"95% interval of the share charged: {lower:.0f} to {upper:.0f}%. {WHY_NOT_RECENT} {LAST_OUTCOME}",
        request=_request(year, (offence.category,)),
        table=_every_outcome(outcome_rows((offence.category,)), statistic),
        is_picture=True,
        about=ABOUT,
        follows_filters=False,
    )


@cached_figures.kept_panel
def by_offence() -> Panel:
    """The six offences beside each other: the shares of every group."""
    categories = tuple(offence.category for offence in city_offences())
    years = settled_years(categories)
    if not years:
        return _empty("city_outcomes", "What became of the six offences")
    statistic = f"Cases of {years[0].window.name}, City of London, by the last outcome"
    most = max(years, key=lambda year: year.charged.percent or 0)
    least = min(years, key=lambda year: year.charged.percent or 0)
    return Panel(
        key="city_outcomes",
        title=f"Of {words.lower(most.category)} {most.charged.percent:.0f}% ended in a charge or a court, of "
        f"{words.lower(least.category)} {least.charged.percent:.0f}%",
        statistic=statistic,
        figures=outcome_rows(categories),
        chart=tables.html_table(
            statistic,
            ("Offence", "Cases", *GROUPS),
            [
                TableRow(
                    (
                        Cell(year.category),
                        Cell(number(year.total)),
                        *(Cell(f"{part.percent or 0:.0f}%", second=number(part.count)) for part in year.groups),
                    )
                )
                for year in years
            ],
            numbers=range(1, len(GROUPS) + 2),
            whole=True,
            stacking=True,
        ),
        indicators=(),
        alt=bars_alternative(
            f"Share charged or taken to court. {statistic}",
            [y.category for y in years],
            [y.charged.percent for y in years],
        ),
        formulas=("share",),
        note=f"{WHY_NOT_RECENT} {LAST_OUTCOME}",
        request=_request(years[0], categories),
        table=_every_outcome(outcome_rows(categories), statistic),
        is_picture=True,
        about=ABOUT,
        follows_filters=False,
    )


def _every_outcome(rows: pa.Table, caption: str) -> str:
    """The rows behind the shares: each outcome by itself, under the group that it is counted in."""
    lines = [
        TableRow(
            (
                Cell(row["category"]),
                Cell(row["outcome"], second=GROUP_OF.get(row["outcome"], "")),
                Cell(number(row["value"])),
            )
        )
        for row in sorted(rows.to_pylist(), key=lambda row: (row["category"], -(row["value"] or 0)))
        if row["value"]
    ]
    return tables.html_table(caption, ("Offence", "Last outcome", "Cases"), lines, numbers=(2,))


def _empty(key: str, title: str) -> Panel:
    return Panel(
        key=key, title=title, statistic="No settled year yet", figures=street_counts.SCHEMA.empty_table(), chart="",
        indicators=(), formulas=(), empty=NOT_YET, about=ABOUT, follows_filters=False,
    )  # fmt: skip
