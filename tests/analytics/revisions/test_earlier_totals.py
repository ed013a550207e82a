"""What earlier editions had for a window: the handbook's figures, and editions of a day asked one by one."""

from __future__ import annotations

import pytest

from analytics.geography.areas import find_area
from analytics.revisions.earlier_totals import earlier_totals, publication_days
from analytics.series.window_totals import total
from analytics.written_periods import parse_period
from data.published_areas import MPS

YEAR = parse_period("year to March 2026")


# Handbook, section 6.
@pytest.mark.parametrize(("counted", "before"), [("burglary", 47_798), ("all_recorded_crime", 903_863)])
def test_the_edition_before_had_its_figure(counted: str, before: int) -> None:
    _, (figure,) = next(earlier_totals(counted, [YEAR], find_area(MPS)))
    assert figure.count == before


@pytest.mark.parametrize("place", ["Croydon", MPS])
def test_counts_added_up_for_all_days_are_those_of_each_day(place: str) -> None:
    area, windows = find_area(place), [YEAR, YEAR.year_earlier()]
    found = dict(earlier_totals("burglary", windows, area))
    assert tuple(found) == publication_days("burglary", area.level, windows)
    assert len(found) > 0
    for day, figures in found.items():
        assert [f.count for f in figures] == [total("burglary", w, area, as_of=day).count for w in windows]


def test_nothing_was_published_of_a_window_before_it_ended() -> None:
    assert all(day > YEAR.period_end for day in publication_days("burglary", "mps", [YEAR]))
