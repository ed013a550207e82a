"""Rows of proven reoffending: the published columns, quoted figures marked, the identity of the three measures."""

from datetime import date

import pytest

from analytics.periods import add_months
from analytics.reoffending.cohort_rows import (
    MEASURES,
    PER_OFFENDER,
    PER_REOFFENDER,
    RATE,
    SCHEMA,
    comparison_rows,
    figure_of,
    from_rows,
    table,
)
from analytics.reoffending.follow_up_period import (
    first_published,
    lag_months,
    out_by,
    published_month,
    stage_rows,
    stages,
)
from analytics.reoffending.proven_reoffending import ENGLAND, LONDON, Cohort, compare
from analytics.reoffending.published_cohorts import age_groups, cohorts, quoted_cohorts, region_cohorts
from analytics.requests.cohort_request import group_cohorts
from analytics.tables.figures_table import to_csv
from analytics.tables.published_rows import COLUMNS
from data.errors import UnknownName
from tests.ascii_tables import rows

# Straight from the published file: London, its cohort of 2019/20 and the first one.
GOLDEN = rows("""
kind  | cohort  | offenders | reoffenders | reoffences | rate
------+---------+-----------+-------------+------------+------
adult | 2019/20 | 51071     | 12995       | 41765      | 25.4
adult | 2008/09 | 106031    | 31436       | 98062      | 29.6
youth | 2019/20 | 4022      | 1574        | 4884       | 39.1
""")
QUOTED = rows("""
kind  | area      | cohort  | rate
------+-----------+---------+-----
adult | E12000007 | 2020/21 | 23.7
adult | E12000007 | 2021/22 | 22.7
all   | K04000001 | 2023/24 | 28.2
""")


def london(kind: str, label: str) -> Cohort:
    return next(trio[0] for trio in region_cohorts(kind) if trio[0].label == label)


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['kind']} {case['cohort']}")
def test_golden(case: dict[str, str]) -> None:
    found = table([london(case["kind"], case["cohort"])], MEASURES).to_pylist()
    by_indicator = {row["indicator"]: row for row in found}
    rate = by_indicator[RATE]
    assert rate["value"] == pytest.approx(float(case["rate"]), abs=0.05)
    assert rate["base_value"] == int(case["offenders"])
    assert rate["lower"] < rate["value"] < rate["upper"]
    each = by_indicator[PER_REOFFENDER]
    assert each["base_value"] == int(case["reoffenders"])
    assert each["value"] == pytest.approx(int(case["reoffences"]) / int(case["reoffenders"]), abs=1e-4)
    assert by_indicator[PER_OFFENDER]["value"] == pytest.approx(rate["value"] / 100 * each["value"], abs=1e-3)
    assert each["lower"] is None


@pytest.mark.parametrize("case", QUOTED, ids=lambda case: f"{case['area']} {case['cohort']}")
def test_quoted_figures_are_marked_and_say_from_where(case: dict[str, str]) -> None:
    cohort = next(c for c in quoted_cohorts(case["kind"], area_code=case["area"]) if c.label == case["cohort"])
    (row,) = table([cohort]).to_pylist()
    assert (row["status"], row["adult_or_youth"]) == ("quoted", case["kind"])
    assert row["note"].startswith("Quoted from MoJ proven reoffending")
    assert row["value"] == pytest.approx(float(case["rate"]), abs=0.05)


def test_columns_are_those_of_the_open_data_csv_and_two_more() -> None:
    assert tuple(SCHEMA.names) == (*COLUMNS, "age_group", "adult_or_youth")
    (row,) = table([london("adult", "2019/20")]).to_pylist()
    assert (row["period_start"], row["period_end"]) == (date(2019, 4, 1), date(2020, 3, 31))
    assert (row["window"], row["measure"], row["unit"], row["status"]) == ("cohort", "percentage", "percent", "ok")
    assert row["area_code"] == LONDON
    assert row["edition"]
    assert "COVID-19" in row["note"]
    assert b"cohort" in to_csv(table([london("adult", "2019/20")]))


def test_a_quoted_cohort_without_reoffences_has_no_number_of_them() -> None:
    (row,) = table(quoted_cohorts("adult")[-1:], [PER_REOFFENDER]).to_pylist()
    assert (row["value"], row["status"]) == (None, "missing")
    assert "not published" in row["note"]


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(UnknownName, match="no measure of reoffending"):
        table([], ["knife_crime"])


def test_a_comparison_gives_points_and_percent() -> None:
    now, then = london("adult", "2019/20"), london("adult", "2008/09")
    points, percent = from_rows(comparison_rows(now, then)).to_pylist()
    found = compare(now, then)
    assert (points["measure"], points["unit"]) == ("difference", "percentage points")
    assert points["value"] == pytest.approx(found.points, abs=1e-4)
    assert points["lower"] < points["value"] < points["upper"] < 0
    assert (percent["measure"], percent["unit"], percent["lower"]) == ("change", "percent", None)
    assert percent["value"] == pytest.approx(100 * found.points / percent["base_value"], abs=1e-3)
    assert points["verdict"] == "down"


def test_adults_and_youths_are_never_compared_silently() -> None:
    points, percent = comparison_rows(london("adult", "2019/20"), london("youth", "2019/20"))
    assert points["value"] is None
    assert percent["value"] is None
    assert points["verdict"] == "withheld"
    assert "cannot be compared" in points["note"]


def test_adults_and_youths_are_never_pooled() -> None:
    for kind in ("adult", "youth"):
        assert {c.adult_or_youth for trio in region_cohorts(kind) for c in trio} == {kind}
    assert len(age_groups()) == 10
    for age, kind in age_groups():
        assert {c.adult_or_youth for trio in region_cohorts(kind, age_group=age) for c in trio} == {kind}


def test_london_and_the_other_regions_make_england() -> None:
    for here, others, england in region_cohorts("adult"):
        assert here.offenders + others.offenders == england.offenders
        assert (here.area_code, england.area_code) == (LONDON, ENGLAND)


def test_the_stages_of_a_cohort_follow_one_another() -> None:
    cohort = london("adult", "2019/20")
    joined, followed, court = stages(cohort)
    assert (joined.start, joined.end) == (date(2019, 4, 1), date(2020, 3, 1))
    assert (followed.start, followed.end) == (date(2020, 4, 1), date(2021, 3, 1))
    assert (court.start, court.end) == (date(2021, 4, 1), date(2021, 9, 1))
    found = from_rows(stage_rows([cohort])).to_pylist()
    assert [(row["window"], row["value"]) for row in found] == [("cohort", 12), ("follow_up", 12), ("court", 6)]


def test_how_late_the_newest_quoted_cohort_came_out() -> None:
    found = first_published(cohorts(quoted=True))
    assert found is not None
    cohort, published = found
    assert (cohort.label, published) == ("2023/24", date(2026, 1, 1))
    assert lag_months(cohort, published) == 22
    assert published_month(london("adult", "2019/20")) is None
    assert first_published([london("adult", "2019/20")]) is None


def test_everybody_is_adults_and_juveniles_of_one_cohort() -> None:
    groups = (group_cohorts((LONDON,), group) for group in ("adult", "youth", "all"))
    adults, juveniles, everybody = ([c for c in group if not c.quoted] for group in groups)
    assert [c.period for c in everybody] == [c.period for c in adults] == sorted(c.period for c in adults)
    for adult, juvenile, both in zip(adults, juveniles, everybody, strict=True):
        assert both.offenders == adult.offenders + juvenile.offenders
        assert both.window.end == both.last_month
        assert figure_of(both, RATE) == pytest.approx(100 * both.reoffenders / both.offenders)


def test_a_cohort_is_out_21_months_after_its_end() -> None:
    newest = group_cohorts((LONDON,), "adult")[-1]
    out = add_months(newest.last_month, 21)
    assert newest in out_by([newest], out)
    assert out_by([newest], add_months(out, -1)) == []
    assert out_by([newest], None) == [newest]
