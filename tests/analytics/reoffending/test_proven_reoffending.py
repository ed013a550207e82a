"""Proven reoffending: rates, identities, sums, and like compared with like."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analytics.reoffending.proven_reoffending import (
    ENGLAND,
    LONDON,
    QUOTED_NOTE,
    Cohort,
    UnlikeCohorts,
    add_up,
    compare,
    elsewhere,
    england,
    reoffences_per_offender,
    reoffences_per_reoffender,
    reoffending_rate,
    wilson_interval,
)
from tests.ascii_tables import rows


def cohort(offenders: int, reoffenders: int, reoffences: int | None = None, **changes: object) -> Cohort:
    base = Cohort(
        date(2015, 4, 1),
        date(2016, 3, 31),
        LONDON,
        "London",
        "All",
        "adult",
        offenders,
        reoffenders,
        reoffences,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def year(start: int) -> dict[str, date]:
    return {"cohort_start": date(start, 4, 1), "cohort_end": date(start + 1, 3, 31)}


GROUPS = st.integers(1, 50_000).flatmap(
    lambda n: st.integers(0, n).flatmap(
        lambda r: st.integers(r, r + 100_000).map(lambda x: cohort(n, r, x if r else 0))
    )
)

UNLIKE = rows("""
change                        | reason
------------------------------+------------------------------------------
adult_or_youth=youth          | Adults cannot be compared with juveniles.
age_group=18 to 20            | Ages differ
area_code=E12000001,2013      | Both the area and the period differ
""")


@given(GROUPS)
def test_the_wilson_interval_agrees_with_statsmodels(group: Cohort) -> None:
    expected = proportion_confint(group.reoffenders, group.offenders, method="wilson")
    found = wilson_interval(group.reoffenders, of=group.offenders)
    assert [float(limit) for limit in found] == pytest.approx(list(expected), abs=1e-12)


def test_an_interval_of_nothing_is_none() -> None:
    assert np.isnan(wilson_interval(0, of=0)).all()
    assert reoffending_rate(cohort(0, 0, 0)).percent is None


@given(GROUPS)
def test_reoffences_per_offender_is_the_rate_times_those_per_reoffender(group: Cohort) -> None:
    rate, each = reoffending_rate(group).percent, reoffences_per_reoffender(group)
    assert rate is not None
    expected = rate / 100 * each if each is not None else 0
    assert reoffences_per_offender(group) == pytest.approx(expected)


def test_unpublished_reoffences_give_no_frequency() -> None:
    assert reoffences_per_reoffender(cohort(10, 5)) is None
    assert reoffences_per_offender(cohort(10, 5)) is None
    assert reoffences_per_reoffender(cohort(10, 0, 0)) is None


def test_london_adults_golden_straight_from_the_published_file(published: Path) -> None:
    name = "proven_reoffending_overview_annual_cohorts_200804-202003_region.csv"
    sheet = pd.read_csv(published / "moj_reoffending" / name, na_values="-")
    rows_of = (sheet["cohort"] == "Apr 2019 to Mar 2020") & (sheet["adult_juv"] == "Adult")
    every = [
        cohort(
            int(row.offenders),
            int(row.reoffenders),
            int(row.reoffences),
            area_code=LONDON if row.region == "London" else row.region,
            age_group=row.subcat1,
            **year(2019),
        )
        for row in sheet[rows_of].itertuples()
    ]
    london = add_up(group for group in every if group.area_code == LONDON)
    assert (london.offenders, london.reoffenders, london.reoffences) == (51_071, 12_995, 41_765)
    assert reoffending_rate(london).percent == pytest.approx(25.4, abs=0.05)
    whole, rest = england(every), elsewhere(every)
    assert whole.offenders == london.offenders + rest.offenders
    assert (whole.area_code, whole.age_group, rest.area_name) == (ENGLAND, "All", "the other English regions")
    assert compare(london, rest).verdict == "up"


@given(st.lists(GROUPS, min_size=1, max_size=6))
def test_groups_add_up(groups: list[Cohort]) -> None:
    ages = [replace(group, age_group=str(i)) for i, group in enumerate(groups)]
    total = add_up(ages)
    assert total.offenders == sum(group.offenders for group in groups)
    assert total.reoffences == sum(group.reoffences or 0 for group in groups)
    rates = [reoffending_rate(group).percent or 0 for group in groups]
    assert min(rates) - 1e-9 <= (reoffending_rate(total).percent or 0) <= max(rates) + 1e-9


def test_reoffences_of_a_sum_need_those_of_every_part() -> None:
    parts = [cohort(10, 5, 9, age_group="a"), cohort(10, 5, None, age_group="b")]
    assert add_up(parts).reoffences is None


def test_adults_and_juveniles_are_pooled_only_on_request() -> None:
    both = [cohort(10, 5, 9, age_group="18 to 20"), cohort(4, 3, 9, age_group="10 to 14", adult_or_youth="youth")]
    with pytest.raises(UnlikeCohorts, match="counted apart"):
        add_up(both)
    assert add_up(both, pool_adults_and_juveniles=True).adult_or_youth == "all"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (cohort(1, 1, 1, age_group="b", **year(2014)), "periods differ"),
        (cohort(1, 1, 1), "comes twice"),
        (cohort(1, 1, 1, age_group="b", area_code="E12000001"), "different areas"),
        (cohort(1, 1, 1, age_group="b", quoted=True), "do not mix"),
        (cohort(1, 1, 1, age_group="b"), "total stands among its parts"),
    ],
)
def test_what_cannot_be_added_up(other: Cohort, reason: str) -> None:
    with pytest.raises(UnlikeCohorts, match=reason):
        add_up([cohort(10, 5, 9), other])


def test_nothing_cannot_be_added_up() -> None:
    with pytest.raises(UnlikeCohorts, match="there are none"):
        add_up([])


@pytest.mark.parametrize("row", UNLIKE, ids=lambda row: row["change"])
def test_like_is_compared_with_like_only(row: dict[str, str]) -> None:
    change, *period = row["change"].split(",")
    name, _, value = change.partition("=")
    other = cohort(100, 30, 60, **{name: value}, **(year(int(period[0])) if period else {}))
    found = compare(cohort(100, 20, 50), other)
    assert (found.verdict, found.points, found.percent) == ("withheld", None, None)
    assert found.note.startswith(row["reason"])


def test_points_and_per_cent_are_two_things() -> None:
    found = compare(cohort(10_000, 2_400, **year(2016)), cohort(10_000, 3_000))
    assert (found.points, found.percent) == pytest.approx((-6, -20))
    assert found.verdict == "down"


def test_quoted_figures_stay_marked() -> None:
    later = cohort(45_381, 10_285, quoted=True, **year(2021))
    assert reoffending_rate(later).quoted
    assert reoffending_rate(later).percent == pytest.approx(22.7, abs=0.05)
    found = compare(later, cohort(51_071, 12_995, 41_765, **year(2019)))
    assert found.quoted
    assert QUOTED_NOTE in found.note
    assert "COVID-19" in found.note


def test_the_pandemic_is_mentioned_where_the_follow_up_met_it() -> None:
    early = compare(cohort(100, 30, **year(2016)), cohort(100, 30, **year(2015)))
    late = compare(cohort(100, 30, **year(2018)), cohort(100, 30, **year(2015)))
    assert ("COVID-19" in early.note, "COVID-19" in late.note) == (False, True)


@given(GROUPS, GROUPS)
def test_the_difference_agrees_with_statsmodels_and_contains_its_estimate(one: Cohort, other: Cohort) -> None:
    found = compare(one, replace(other, **year(2014)))
    expected = confint_proportions_2indep(
        one.reoffenders, one.offenders, other.reoffenders, other.offenders, method="newcomb", compare="diff"
    )
    assert [found.lower, found.upper] == pytest.approx([100 * limit for limit in expected], abs=1e-9)
    assert found.points is not None
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower - 1e-9 <= found.points <= found.upper + 1e-9
    assert (found.verdict == "no clear change") == (found.lower <= 0 <= found.upper)
