"""All boroughs on one indicator, a borough beside those like it, and wards against their borough."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.borough_profile.borough_cautions import local_caveats
from analytics.borough_profile.borough_comparison import (
    BASES,
    comparable_ends,
    comparable_indicators,
    comparison,
    most_moved,
    outliers,
    settled_ranks,
)
from analytics.borough_profile.peer_rows import SIMILAR, rates_beside, standing_table
from analytics.borough_profile.scorecard import scorecard
from analytics.borough_profile.ward_totals import ward_sum, ward_sum_words
from analytics.geography.areas import find_area
from analytics.geography.borough_names import find_borough
from analytics.geography.denominators import population
from analytics.geography.similar_boroughs import similar_to
from analytics.geography.ward_names import ward_name, wards_called, wards_of
from analytics.statistics.normal_quantiles import Z998
from analytics.statistics.ranking import ordinal, rank_range_words
from analytics.tables.figures_table import table
from analytics.tables.published_rows import COLUMNS as PUBLISHED
from data.errors import UnknownName


def test_golden_over_dispersion_of_knife_crime():
    found = comparison("knife_crime")
    assert found.phi == pytest.approx(50.4, abs=0.05)
    assert [place.area.name for place in outliers(found)] == ["Westminster"]
    assert [place.area.name for place in settled_ranks(found)] == ["Westminster"]


@pytest.mark.parametrize("basis", BASES)
def test_a_comparison_has_every_borough_once_the_highest_first(basis):
    found = comparison("burglary_residential", basis=basis)
    assert len({place.area.code for place in found.places}) == 32
    values = [place.value for place in found.places]
    assert values == sorted(values, reverse=True)
    assert [place.rank for place in found.places] == sorted(place.rank for place in found.places)
    assert all(place.lower <= place.value <= place.upper for place in found.places)
    assert found.rows.schema.names[: len(PUBLISHED)] == list(PUBLISHED)
    assert found.values.num_rows == 32


def test_limits_are_in_the_unit_of_the_values():
    found = comparison("knife_crime")
    ((plain,), (widened,)) = (found.limit([300_000.0], z=Z998, widened=w)[1] for w in (False, True))
    expected = found.rate + 1_000 * Z998 * (found.rate / 1_000 / 300_000) ** 0.5
    assert plain == pytest.approx(expected)
    assert (widened - found.rate) / (plain - found.rate) == pytest.approx(found.phi**0.5)
    assert comparison("knife_crime", basis="count").limit([1.0], z=1.0, widened=True) == ([], [])


def test_the_denominator_moves_ranks():
    residents, counts = (comparison("all_recorded_crime", basis=basis) for basis in ("residents", "count"))
    moved = most_moved(residents, counts)
    gap = abs(moved.rank - counts.of(moved.area.code).rank)
    assert gap == max(abs(p.rank - counts.of(p.area.code).rank) for p in residents.places)


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(UnknownName, match="per household"):
        comparison("robbery", basis="households")
    with pytest.raises(UnknownName, match="by borough"):
        comparison("vawg_offences")
    assert "vawg_offences" not in {each.id for each in comparable_indicators()}


def test_similar_boroughs_are_pooled_not_averaged():
    borough = find_area("Croydon", "borough")
    rows = [row for row in rates_beside("burglary", borough).to_pylist() if row["area_code"] == SIMILAR]
    codes = similar_to(borough.code)
    counts = table(["burglary"], codes, level="borough", last=1).to_pylist()
    people = sum(population("residents").counts[code, 2024] for code in codes)
    assert rows[-1]["value"] == pytest.approx(1_000 * sum(row["value"] for row in counts) / people, abs=1e-4)
    assert rows[0]["period_start"].year == 2019


def test_pooled_rates_say_where_recording_changed():
    rows = rates_beside("violence_with_injury", find_area("Croydon", "borough")).to_pylist()
    for end in {row["period_end"] for row in rows}:
        statuses = {row["area_code"]: row["status"] for row in rows if row["period_end"] == end}
        assert statuses[SIMILAR] == statuses["E09000008"]


def test_the_table_of_a_scorecard_names_the_similar_boroughs():
    rows = standing_table(scorecard("Bexley")).to_pylist()
    assert {row["similar_boroughs"] for row in rows if row["area_code"] == SIMILAR} == {"Havering;Bromley;Sutton"}
    ranked = [row for row in rows if row["rank"] is not None]
    assert len(ranked) == len(scorecard("Bexley"))


def test_wards_add_up_to_what_is_published_less_what_has_no_ward():
    found = ward_sum("all_recorded_crime", find_area("Hillingdon", "borough"))
    assert (found.wards, found.borough, found.heathrow) == (30_776, 31_476, 6_432)
    assert found.short_percent == pytest.approx(2.22, abs=0.01)
    assert found.short_without_heathrow == pytest.approx(22.66, abs=0.01)
    assert "700 (2.2%) fewer than the borough's figure (31,476)" in ward_sum_words(found)
    assert "Heathrow" not in ward_sum_words(ward_sum("knife_crime", find_area("Croydon", "borough")))


def test_renamed_wards_keep_their_older_name_beside_the_new():
    names = {ward.code: ward_name(ward) for ward in wards_of("E09000030")}
    assert names["E05009317"] == "Bethnal Green East (formerly Bethnal Green)"
    assert names["E05009331"] == "Bethnal Green West (formerly St Peter's)"


def test_local_caveats():
    assert any(
        "8.4% of London's recorded crime" in words for words in local_caveats(find_area("Westminster", "borough"))
    )
    hillingdon = local_caveats(find_area("Hillingdon", "borough"))
    assert any("Heathrow Villages, the airport's ward, has 20.9% of the offences" in words for words in hillingdon)
    assert any("published apart from Hillingdon" in words for words in hillingdon)
    assert any("only 3 similar boroughs" in words for words in local_caveats(find_area("Havering", "borough")))
    assert not any("by day" in words for words in local_caveats(find_area("Croydon", "borough")))


@pytest.mark.parametrize(
    ("rank", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (13, "13th"), (21, "21st")]
)
def test_ordinals(rank, said):
    assert ordinal(rank) == said
    assert rank_range_words(rank, rank + 1) == f"{said} to {ordinal(rank + 1)}"
    assert rank_range_words(rank, rank) == f"only {said}"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Fairfield", ["E05011468"]),
        ("fairfield, croydon", ["E05011468"]),
        ("E05011468", ["E05011468"]),
        ("Bethnal Green", ["E05009317"]),
        ("Bethnal Green East (formerly Bethnal Green)", ["E05009317"]),
        ("Abbey, Merton", ["E05013810"]),
        ("Narnia", []),
    ],
)
def test_a_ward_is_known_by_every_name_that_it_has(text, codes):
    assert [ward.code for ward in wards_called(text)] == codes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fairfield", "a ward of Croydon"),
        ("Abbey", "a ward of 2 boroughs: Barking and Dagenham; Merton"),
        ("Aldgate", "a ward of the City of London. The City of London has its own police force"),
        ("City of London", "own police force"),
        ("Unknown", "where an offence has no borough"),
        ("Croydno", "Did you mean Croydon?"),
        ("Narnia", "There is no borough 'Narnia'"),
    ],
)
def test_what_is_no_borough_is_told_what_it_is(text, words):
    with pytest.raises(UnknownName) as caught:
        find_borough(text)
    assert words in f"{caught.value.message}. {caught.value.hint}"


def test_any_whole_year_since_2012_can_be_chosen_and_no_other() -> None:
    """Monthly figures of boroughs begin in April 2010: the first year that has one before it ends in March 2012."""
    ends = comparable_ends("burglary")
    assert ends[0] == date(2026, 6, 1)
    assert ends[-1] == date(2012, 3, 1)
    assert list(ends) == sorted(ends, reverse=True)
    assert comparison("burglary").chosen_end is None
    earlier = comparison("burglary", end=date(2022, 12, 1))
    assert earlier.chosen_end == date(2022, 12, 1)
    assert earlier.window.name == "the year to December 2022"
    for end in (date(2012, 2, 1), date(2026, 7, 1)):
        with pytest.raises(UnknownName, match="no figures of every borough for that year"):
            comparison("burglary", end=end)
