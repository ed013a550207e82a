"""Figures as of a day: those of the newest day are the current ones, and those of an earlier day differ."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analytics import queries
from analytics.series.publication_dates import newest_day, publication_dates
from data import warehouse

SOME = ["burglary", "knife_crime", "vawg_group_rape"]
AS_OF = "FROM figures_of($day::DATE, $series)"
NOW = "FROM current WHERE series = ANY($series::series_id[])"


def rows(sql: str, **parameters: object) -> set[tuple[object, ...]]:
    table = warehouse.current().query(sql, {"series": SOME} | parameters)
    return set(zip(*(table.column(name).to_pylist() for name in table.schema.names), strict=True))


def test_the_figures_of_the_newest_day_are_the_current_ones():
    _, newest = publication_dates()
    current = rows(NOW)
    assert len(current) > 100_000
    assert rows(AS_OF, day=newest) == rows(AS_OF, day=date(9999, 12, 31)) == current


@pytest.mark.parametrize("level", ["mps", "borough", "ward"])
@pytest.mark.parametrize("series", ["burglary", "knife_crime", "domestic_abuse", "vawg"])
def test_as_of_the_newest_edition_behind_them_figures_are_the_current_ones(series, level):
    """That day is the one to cite, since a later edition comes after it; the day before has other figures."""
    newest = newest_day([series], [level])
    at_level = " AND level = $level::level_name"
    now = rows(NOW + at_level, series=[series], level=level)
    where = " WHERE level = $level::level_name"
    assert now
    assert rows(AS_OF + where, day=newest, series=[series], level=level) == now
    before = rows(AS_OF + where, day=newest - timedelta(1), series=[series], level=level)
    assert before != now


def test_what_is_published_seldom_is_not_pinned_to_what_is_published_often():
    assert newest_day(["knife_crime"], ["mps"]) == date(2026, 3, 18)
    assert newest_day(["burglary"], ["ward"]) < newest_day(["burglary"], ["mps"])


def test_a_few_series_are_those_of_all():
    day = date(2025, 12, 31)
    assert rows(AS_OF, day=day) == rows("FROM figures($day::DATE) WHERE series = ANY($series::series_id[])", day=day)


@pytest.mark.parametrize("level", ["mps", "borough", "ward"])
def test_an_earlier_day_has_earlier_figures(level):
    asked = {"series": SOME, "level": level}
    now, then = queries.ask("monthly", asked), queries.ask("monthly", asked, as_of=date(2025, 12, 31))
    assert max(then.column("month").to_pylist()) < max(now.column("month").to_pylist())
