"""Claims whose number another definition, period or baseline gives, or none.

Figures: the handbook's golden ones, and sums of the published files made with pandas.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analytics.claims import check
from tests.analytics.claims.claims_in_words import claim, said


def test_another_definition_gives_the_number():
    """Knife crime with injury fell 11.3%, knife crime 17.5%."""
    answer = check(claim("knife_crime", direction="down", size=11.3, period="year to Feb 2026"))
    assert answer.verdict == "matches_other_definition_or_period"
    assert answer.headline.endswith(": knife crime with injury")
    assert (answer.alternatives[0].count, answer.alternatives[0].base) == (3_384, 3_815)
    assert "by accident" in said(answer)


def test_where_ours_begin_too_late_another_definition_may_give_it():
    """Residential burglary begins in 2017; all burglary, 69,456 to 52,812, fell 24.0%."""
    late = claim(
        "burglary_residential", direction="down", size=24, period="year to Feb 2025", baseline="year to May 2016"
    )
    answer = check(late)
    assert answer.verdict == "matches_other_definition_or_period"
    assert answer.headline.endswith(": burglary")
    assert check(replace(late, size=31.0)).verdict == "cannot_be_compared"


def test_another_kind_of_period_gives_the_number():
    """Knife crime, April to February: 12,396 against 15,000, a fall of 17.4% where the month fell by 27%."""
    answer = check(claim("knife_crime", direction="down", size=17.36, period="Feb 2026"))
    assert answer.verdict == "matches_other_definition_or_period"
    assert answer.alternatives[0].period.name == "the 11 months to February 2026"


def test_another_baseline_gives_the_number():
    """Burglary, year to June 2026: 47,880; to June 2025: 50,587; to May 2016: 69,456."""
    answer = check(claim("burglary", direction="down", size=31.1, period="year to Jun 2026"))
    assert answer.verdict == "matches_other_definition_or_period"
    assert answer.headline.endswith("against the year to May 2016")


def test_a_direction_alone_is_no_hit():
    """Half of all windows have it."""
    answer = check(claim("burglary", direction="up", period="year to Jun 2026"))
    assert answer.verdict == "does_not_match"
    assert not any(each.matches for each in answer.alternatives)


def test_nothing_is_looked_for_that_could_not_be_known():
    early = claim("knife_crime", direction="down", size=19, period="Apr-Jun 2025", published=date(2025, 8, 15))
    assert all(each.period.end < date(2025, 8, 1) for each in check(early).alternatives)
    late = check(replace(early, published=None))
    assert any(each.period.end > date(2025, 8, 1) for each in late.alternatives)


def test_the_search_is_short():
    """A long one would find any number by chance."""
    for which in ("knife_crime", "burglary", "sexual_offences"):
        assert 5 <= check(claim(which, direction="down", size=99, period="year to Feb 2026")).tried <= 30


def test_one_small_count_is_not_looked_for_elsewhere():
    """Fairfield ward had two homicides in 2025, and none in most quarters."""
    answer = check(claim("homicide", value=0.0, area_code="E05011468", period="2025"))
    assert answer.verdict == "does_not_match"
    # Only earlier editions of the same figure are beside it.
    assert answer.tried == 0
    assert check(claim("homicide", value=1.0, area_code="E09000021", period="2025")).verdict == "does_not_match"


def test_a_number_found_elsewhere_makes_no_claim_of_the_wrong_direction_half_right():
    """Violence against the person: 242,963 in 2025, 234,987 in 2024, up clearly; 251,422 in 2023, 3.4% more than in 2025."""
    answer = check(claim("violence_against_the_person", direction="down", size=3.0, period="2025"))
    assert answer.verdict == "does_not_match"


@pytest.mark.parametrize(
    ("which", "facts"),
    [("shoplifting", {"size": 100.0, "size_unit": "percent", "rounding": 5.0, "value": 89_823.0, "baseline": "2023"}),
     ("rape", {"size": 5.0})],
)  # fmt: skip
def test_a_loose_number_tells_no_baseline_and_no_definition(which, facts):
    """Shoplifting doubled against the year to May 2016 as well, sexual offences other than rape rose by 5%."""
    answer = check(claim(which, direction="up", period="2025", **facts))
    assert answer.verdict == "right_direction_different_size"
