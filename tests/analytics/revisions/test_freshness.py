"""When a newer edition should exist: the clock is a parameter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analytics.revisions.freshness import freshness
from data.editions import Edition

KNIFE = Edition(
    id="knife-1",
    dataset="mps_monthly_dashboard",
    resource="knife",
    level="borough",
    table="observation",
    title="Knife",
    published_on=date(2026, 3, 18),
    published_estimated=False,
    months_from=date(2022, 3, 1),
    months_to=date(2026, 2, 1),
    url="",
    licence="",
    rows=1,
    content_hash="",
    source_name="knife.csv",
    source_sha256="",
)


@pytest.mark.parametrize(
    ("day", "overdue"),
    [(date(2026, 3, 18), False), (date(2026, 5, 2), False), (date(2026, 5, 3), True), (date(2026, 11, 23), True)],
)
def test_a_month_and_a_fortnight_after_it_came_out_the_next_should_exist(day: date, overdue: bool) -> None:
    (newest,) = freshness(known=[KNIFE])
    assert newest.due == date(2026, 5, 2)
    assert newest.is_overdue(day) is overdue


def test_an_estimated_day_is_any_of_its_month() -> None:
    (newest,) = freshness(known=[replace(KNIFE, published_on=date(2026, 7, 1), published_estimated=True)])
    assert newest.due == date(2026, 9, 15)


def test_only_the_newest_edition_of_a_publication_counts() -> None:
    older = replace(KNIFE, id="knife-0", months_to=date(2025, 7, 1), published_on=date(2025, 8, 21))
    wards = replace(KNIFE, id="knife-w", level="ward", months_to=date(2026, 6, 1))
    (newest,) = freshness(known=[older, KNIFE, wards])
    assert newest.edition.id == "knife-1"


@pytest.mark.parametrize("reverse", [False, True])
def test_a_correction_of_the_same_months_is_the_newest(reverse: bool) -> None:
    corrected = replace(KNIFE, id="knife-2", published_on=date(2026, 4, 2))
    (newest,) = freshness(known=[corrected, KNIFE] if reverse else [KNIFE, corrected])
    assert (newest.edition.id, newest.due) == ("knife-2", date(2026, 5, 16))


def test_what_has_no_day_or_is_no_monthly_publication_is_left_out() -> None:
    population = replace(KNIFE, id="p", table="population", resource="population_borough")
    assert freshness(known=[population, replace(KNIFE, published_on=None)]) == ()
