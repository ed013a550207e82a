"""Sentences that are declined, with the reason."""

from __future__ import annotations

import pytest

from analytics.claims.reading.sentence_reader import read

DECLINED = [
    ("Burglary rose from 10,000 to 9,000", "the other way"),
    ("Burglary and robbery fell by 5% in 2025", "together or of each"),
    ("Burglary in Croydon and Lambeth fell by 5% in 2025", "together or of each"),
    ("Burglary fell 10% in all 32 boroughs in 2025", "each borough or all together"),
    ("Burglary in Abbey ward rose 5%", "the name of 2 wards"),
    ("Burglary in E09000001 rose 5%", "own police force"),
    ("There were 60,000 robberies in the last two years", "counted over"),
    ("domestic burglary fell 10-15%", "a range"),
    ("Burglary fell to 6% in 2025", "a level in per cent"),
    ("The highest number of robberies was in 2024", "of places or of times"),
    ("A third of all robberies are silly", "is a share"),
    ("The most shoplifting was seen in 2025", "of places or of times"),
    ("Knife crime fell on 5 June 2025", "is a day"),
    ("Burglary has fallen for two years", "from year to year"),
    ("Robbery has been falling in Croydon for more than five years", "from year to year"),
    ("Burglary has fallen in five boroughs for two years", "from year to year"),
    ("Shoplifting has gone up for the last three years", "from year to year"),
    (f"Knife crime fell by {'9' * 50}", "beyond any figure of crime"),
    ("Knife crime", "neither how much nor in which direction"),
    ("asdf qwer zxcv", "no crime, figure or direction"),
    ("We are proud of our officers", "no crime, figure or direction"),
    ("2025", "no crime, figure or direction"),
    ("", "nothing to read"),
    (" \n ", "nothing to read"),
    ("Knife crime fell. " * 41, "at most 40"),
    ("a" * 8_001, "at most 8,000"),
    ("<script>alert(1)</script>", "code or markup"),
    ("'; DROP TABLE edition; --", "code or markup"),
    ("SELECT * FROM current WHERE 1=1", "code or markup"),
]


@pytest.mark.parametrize(("sentence", "reason"), DECLINED, ids=[case[0][:50] for case in DECLINED])
def test_a_sentence_is_declined_with_the_reason(sentence: str, reason: str) -> None:
    found = read(sentence)
    assert found.claim is None
    assert reason in found.declined
    # A reason, and what to do about it.
    assert found.declined.count(". ") >= 1
    assert found.declined.endswith(".")


@pytest.mark.parametrize(
    "sentence", ["Burglary in 2025 was at its lowest for ten years", "Knife crime is up 5% in two years"]
)
def test_how_far_back_a_rank_or_a_comparison_goes_is_read(sentence: str) -> None:
    found = read(sentence)
    assert found.claim is not None
    assert not found.declined
