"""Revisions: the same months in the newest edition and in the one before."""

from datetime import date

import pytest

from analytics.indicators import Level, headline_indicators
from analytics.revisions.latest_revision import FIRST_EDITION, NOT_IN_BOTH, revisions, rows
from analytics.tables.figures_table import table
from analytics.written_periods import parse_period
from data.errors import UnknownName
from data.published_areas import MPS
from tests.ascii_tables import rows as cases

# Handbook, section 6: what the edition before said, and what the newest says.
GOLDEN = cases("""
indicator            | window             | before | after  | percent
---------------------+--------------------+--------+--------+--------
burglary             | year to March 2026 | 47798  | 48231  | 0.9
burglary_residential | year to March 2026 | 32446  | 32687  | 0.7
all_recorded_crime   | year to March 2026 | 903863 | 911005 | 0.8
""")


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["indicator"])
def test_golden(case: dict[str, str]) -> None:
    (found,) = revisions([case["indicator"]])
    assert found.window == parse_period(case["window"])
    assert (found.before, found.after) == (int(case["before"]), int(case["after"]))
    assert found.percent == pytest.approx(float(case["percent"]), abs=0.05)
    assert found.difference == int(case["after"]) - int(case["before"])
    assert found.published == date(2026, 7, 1)
    assert len(found.editions) > 1


def test_a_financial_year_of_knife_crime_in_two_editions() -> None:
    (found,) = revisions(["knife_crime"], parse_period("2024/25"))
    assert (found.before, found.after) == (16_138, 16_156)
    assert found.published == date(2026, 3, 18)


def test_one_edition_cannot_be_compared() -> None:
    (found,) = revisions(["domestic_abuse"])
    assert (found.before, found.after, found.percent, found.difference) == (None, None, None, None)
    assert found.note == FIRST_EDITION


def test_months_that_one_edition_lacks_are_not_compared() -> None:
    (found,) = revisions(["burglary"], parse_period("year to June 2026"))
    assert found.before is None
    assert found.percent is None
    assert found.note == NOT_IN_BOTH


def test_every_headline_indicator_has_a_revision_or_a_reason() -> None:
    crime = [each.id for each in headline_indicators() if each.kind == "crime"]
    for each in revisions(crime):
        assert (each.percent is None) == (each.note == FIRST_EDITION), each.indicator.id


def test_rows_hold_the_revision() -> None:
    revised, first = rows(revisions(["burglary", "domestic_abuse"]))
    assert (revised.base_value, revised.difference, revised.status) == (47_798, 433, "ok")
    assert (first.value, first.status) == (None, "missing")


def test_reoffending_has_no_months_to_revise() -> None:
    with pytest.raises(UnknownName):
        revisions(["proven_reoffending_rate"])


@pytest.mark.parametrize(("level", "area"), [("mps", MPS), ("borough", "E09000008")])
def test_the_change_as_it_read_before_and_as_it_reads_now(level: Level, area: str) -> None:
    """As the published rows give it for the day before the release, and for today."""
    (robbery,) = revisions(["robbery"], level=level, area_code=area)
    before, after = robbery.change_before, robbery.change_after
    assert before
    assert after
    for change, day in ((before, date(2026, 6, 30)), (after, None)):
        rows_of_day = table(["robbery"], [area], level=level, measure="change", as_of=day).to_pylist()
        (row,) = [row for row in rows_of_day if row["period_end"] == date(2026, 3, 31)]
        assert (change.percent, change.lower, change.upper) == pytest.approx((row["value"], row["lower"], row["upper"]))
        assert change.verdict == row["verdict"]
    assert (robbery.before, robbery.after) == (before.count, after.count)


def test_the_release_turned_the_verdict_on_robbery() -> None:
    (robbery,) = revisions(["robbery"])
    assert robbery.change_before
    assert robbery.change_after
    assert (robbery.change_before.verdict, robbery.change_after.verdict) == ("down", "no clear change")
