"""Forces beside each other: the handbook's figures, populations made of authorities, and what has no rate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.forces.force_areas import COMBINED, CUMBRIA, REPLACED, authorities_of, force_population
from analytics.forces.force_figures import OFFENCE_TITLES, borough_figure, find_force, force_figures, force_table
from data.errors import UnknownName


@pytest.mark.parametrize(
    ("offence", "force", "rate"),
    [
        ("all_recorded_crime", "Metropolitan Police", 103.65),
        ("all_recorded_crime", "Greater Manchester", 105.30),
        ("all_recorded_crime", "West Midlands", 99.90),
        ("robbery", "Metropolitan Police", 3.70),
        ("robbery", "Greater Manchester", 1.53),
        ("robbery", "West Midlands", 2.19),
        ("violence_with_injury", "Metropolitan Police", 7.14),
        ("violence_with_injury", "Greater Manchester", 9.23),
        ("violence_with_injury", "West Midlands", 10.33),
    ],
)
def test_rates_of_the_handbook(offence: str, force: str, rate: float) -> None:
    [figure] = force_figures(offence, (force,))
    assert figure.rate == pytest.approx(rate, abs=0.005)
    low, high = (figure.per_resident(count) for count in figure.interval)
    assert low < figure.rate < high


def test_every_force_is_there_once_and_has_a_population() -> None:
    for offence in OFFENCE_TITLES:
        figures = force_figures(offence)
        assert len({figure.force_code for figure in figures}) == len(figures) == 43
    residents = sum(figure.population.residents for figure in force_figures("robbery"))
    # ONS mid-2024: England and Wales 61,806,682; no authority is left out and none is counted twice.
    assert residents == 61_806_682


def test_the_city_is_its_partnership_and_says_what_its_rate_is_worth() -> None:
    [row] = force_table(("all_recorded_crime",), ("City of London",)).to_pylist()
    assert row["force_code"] == "E23000034"
    assert row["population"] == 15_111
    assert row["status"] == "caution"
    assert "few people live" in row["note"]


def test_cumbria_says_whose_population_it_uses() -> None:
    [row] = force_table(("robbery",), ("cumbria",)).to_pylist()
    assert "Westmorland and Furness" in row["note"]


def test_a_borough_beside_what_no_borough_was_assigned() -> None:
    croydon = borough_figure("all_recorded_crime", "E09000008")
    assert croydon.force_total == 940_619
    assert croydon.unassigned == 38_004
    assert croydon.unassigned_percent == pytest.approx(4.04, abs=0.005)
    assert borough_figure("all_recorded_crime", "E08000003") is None


@pytest.mark.parametrize(
    "spelling", ["met", "Metropolitan Police", "metropolitan police service", "E23000001", "LONDON"]
)
def test_the_met_by_any_name(spelling: str) -> None:
    assert find_force(spelling) == "E23000001"


@pytest.mark.parametrize("text", ["Narnia", "", "Kent Street", "Policia"])
def test_an_unknown_force_is_said(text: str) -> None:
    with pytest.raises(UnknownName):
        find_force(text)


def test_a_missing_authority_leaves_no_rate() -> None:
    population = force_population("E23000007", [("A", "E07000001"), ("B", "E07000002")], {"E07000001": 10}, 2024)
    assert population.residents is None
    assert "E07000002" in population.note


def test_an_unknown_partnership_leaves_no_rate() -> None:
    population = force_population("E23000007", [("A", "E07000001"), ("East and West", "")], {"E07000001": 10}, 2024)
    assert population.residents is None
    assert "East and West" in population.note


@given(st.sets(st.sampled_from(sorted(COMBINED))), st.sets(st.sampled_from(sorted(REPLACED))))
def test_a_population_is_a_sum_over_distinct_authorities(joined: set[str], districts: set[str]) -> None:
    partnerships = [*((name, "") for name in joined), *((code, code) for code in districts), ("Unassigned X", "")]
    codes, unknown = authorities_of(partnerships)
    assert not unknown
    assert codes == {c for name in joined for c in COMBINED[name]} | {REPLACED[code] for code in districts}
    if codes:
        population = force_population(CUMBRIA, partnerships, dict.fromkeys(codes, 7), 2024)
        assert population.residents == 7 * len(codes)
