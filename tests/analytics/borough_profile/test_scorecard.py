"""A borough's standing: the same figures as the table, and stand-outs that have a reason."""

from __future__ import annotations

import pytest

from analytics.borough_profile.scorecard import scorecard
from analytics.borough_profile.standouts import AT_MOST, standouts
from analytics.tables.figures_table import table
from data import published_areas
from data.errors import UnknownName

BOROUGHS = sorted(published_areas.BOROUGHS[code] for code in published_areas.POLICED)


def by_id(borough):
    return {s.indicator.id: s for s in scorecard(borough)}


@pytest.mark.parametrize("borough", ["Croydon", "Westminster", "Kingston upon Thames"])
def test_its_figures_are_those_of_the_table(borough):
    for indicator, standing in by_id(borough).items():
        (change,) = table([indicator], [borough], level="borough", measure="change", last=1).to_pylist()
        (rate,) = table([indicator], [borough], level="borough", measure="rate", last=1).to_pylist()
        assert standing.change.base == change["base_value"]
        assert standing.change.verdict == change["verdict"]
        assert standing.change.percent == (change["value"] and pytest.approx(change["value"], abs=1e-4))
        assert standing.rate.value == pytest.approx(rate["value"], abs=1e-4)
        assert standing.rate.upper == pytest.approx(rate["upper"], abs=1e-4)


def test_golden_figures_of_croydon_and_london():
    burglary = by_id("croydon")["burglary"]
    assert (burglary.change.count, burglary.change.base) == (1740, 1905)
    assert (burglary.london_change.count, burglary.london_change.base) == (47880, 50587)
    assert burglary.london.population == 9_074_625


def test_westminster_is_ranked_first_and_outside_the_funnel():
    """The one borough outside the widened limits for knife crime; its rank cannot move."""
    knife = by_id("Westminster")["knife_crime"]
    assert (knife.rank, knife.rank_range, knife.widened) == (1, (1, 1), "above 99.8%")
    others = [by_id(b)["knife_crime"].widened for b in BOROUGHS if b != "Westminster"]
    assert set(others) == {"inside"}


def test_similar_boroughs_are_taken_together():
    """Their rate is the sum of offences over the sum of residents, so it lies between their lowest and highest."""
    for standing in scorecard("Lewisham"):
        low, high = standing.similar_range
        assert low <= standing.similar.value <= high


@pytest.mark.parametrize("borough", BOROUGHS)
def test_ranks_lie_in_their_ranges_and_standouts_have_a_reason(borough):
    standings = scorecard(borough)
    for standing in standings:
        low, high = standing.rank_range
        assert 1 <= low <= standing.rank <= high <= standing.boroughs == 32
    found = standouts(standings)
    assert len(found) <= AT_MOST
    assert len({s.standing.indicator.theme for s in found}) == len(found)
    for one in found:
        own, london = one.standing.change.verdict, one.standing.london_change.verdict
        assert one.standing.change.count >= 50
        if one.reason == "outside the funnel":
            assert one.standing.widened != "inside"
        elif one.reason == "against London":
            assert own in ("up", "down")
            assert own != london
            assert one.standing.change_widened not in (None, "inside")
        else:
            low, high = one.standing.similar_limits
            assert low <= one.standing.similar_range[0] <= one.standing.similar_range[1] <= high
            assert one.standing.rate.lower > high or one.standing.rate.upper < low
        assert borough in one.words
        assert one.standing.window.name in one.words


def test_what_stands_out_is_not_what_happens_in_most_boroughs():
    """London's shoplifting stands still while 26 boroughs clearly rise or fall: to do so is no news in any of them."""
    by_borough = {borough: by_id(borough)["shoplifting"] for borough in BOROUGHS}
    moved = [s for s in by_borough.values() if s.change.verdict in ("up", "down")]
    assert len(moved) > 20
    told = [b for b in BOROUGHS for one in standouts(scorecard(b)) if one.reason == "against London"]
    named = [b for b in BOROUGHS if by_borough[b].change_widened != "inside"]
    assert len(named) <= 4
    assert max(told.count(b) for b in BOROUGHS) <= AT_MOST
    most = [one.standing.indicator.id for b in BOROUGHS for one in standouts(scorecard(b))]
    assert max(most.count(each) for each in set(most)) <= 10


def test_withheld_changes_never_stand_out():
    for borough in BOROUGHS:
        for one in standouts(scorecard(borough)):
            if one.reason == "against London":
                assert one.standing.change.status in ("ok", "caution")


@pytest.mark.parametrize("text", ["City of London", "Unknown", "Narnia", "Abbey Road"])
def test_what_is_no_borough_is_refused_with_a_way_on(text):
    with pytest.raises(UnknownName) as caught:
        scorecard(text)
    assert caught.value.hint
