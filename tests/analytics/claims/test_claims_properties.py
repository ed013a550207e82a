"""What must hold of every claim: a true one matches, a false one does not, and exchanged windows turn the direction."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analytics.claims import WORDS, Claim, check
from analytics.claims.answer_table import table
from analytics.claims.checking.required_facts import SenselessClaim, check_sense
from analytics.claims.claim import Rank, SourceBasis
from analytics.indicators import INDICATORS
from analytics.periods import Window, add_months, month_range, window_between
from analytics.requests.figures_address import newest_day
from analytics.series.monthly_series import monthly

MPS, CROYDON, HILLINGDON = "E23000001", "E09000008", "E09000017"
TRUE = {"matches", "matches_but_recording_changed"}
WHICH = (
    "knife_crime", "burglary", "burglary_residential", "violence_with_injury", "robbery", "theft_from_the_person",
    "stalking_and_harassment", "all_recorded_crime", "sexual_offences", "homicide", "vawg",
)  # fmt: skip
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def count(which: str, area: str, window: Window) -> int | None:
    """Our figure, added up here month by month."""
    series = monthly(which, [area], level="mps" if area == MPS else "borough")
    months = [series.value(area, month) for month in month_range(window.start, window.end)]
    return None if None in months else sum(m for m in months if m is not None)


@st.composite
def pairs(draw):
    """Two periods of one length in which an indicator has at least 50 cases each, the earlier first."""
    which, area = draw(st.sampled_from(WHICH)), draw(st.sampled_from([MPS, CROYDON, HILLINGDON]))
    months = draw(st.sampled_from([1, 3, 12]))
    end = add_months(date(2011, 3, 1), draw(st.integers(0, 183)))
    before = draw(st.integers(months, 130))
    period = window_between(add_months(end, 1 - months), end)
    baseline = window_between(add_months(period.start, -before), add_months(period.end, -before))
    now, then = (count(which, area, window) for window in (period, baseline))
    assume(now is not None and then is not None and now >= 50 and then >= 50 and now != then)
    return Claim(indicator=which, area_code=area, period=period, baseline=baseline), now, then


def stating(claim: Claim, now: float, then: float, *, decimals: int) -> Claim:
    """A claim of exactly this change, rounded."""
    percent = 100 * (now / then - 1)
    size = round(abs(percent), decimals)
    return replace(
        claim, direction="up" if percent > 0 else "down", size=size, size_unit="percent", rounding=10.0**-decimals
    )


def hold(claim: Claim):
    """The answer by the newest figures alone: an edition before them may have had another number."""
    return check(claim, as_of=newest_day())


@given(pairs(), st.integers(0, 2))
@SETTINGS
def test_a_change_taken_from_our_figures_matches(pair, decimals):
    claim, now, then = pair
    answer = hold(stating(claim, now, then, decimals=decimals))
    assert answer.verdict in TRUE | {"cannot_be_compared"}
    # What cannot be compared begins too late or lies across a break, never across a step.
    assert answer.verdict in TRUE or answer.stated.status in ("withheld_break", "withheld_start")
    assert answer.stated.count == now
    assert answer.stated.base == then


@given(pairs())
@SETTINGS
def test_counts_and_their_difference_match(pair):
    claim, now, then = pair
    levels = hold(replace(claim, value=now, base_value=then))
    difference = hold(replace(claim, direction="up" if now > then else "down", size=abs(now - then), size_unit="count"))
    for answer in (levels, difference):
        assert answer.verdict in TRUE | {"cannot_be_compared"}
        assert all(check_.passed for check_ in answer.stated.checks)


@given(pairs(), st.floats(1.5, 8), st.booleans())
@SETTINGS
def test_a_number_beyond_the_tolerance_does_not_match(pair, times, larger):
    claim, now, then = pair
    percent = 100 * (now / then - 1)
    # The bounds of the decision record, one case in either count being the widest for small ones.
    in_ratio = (2 if claim.period.months >= 12 else 3) * max(now / then, 0.01)
    one_case = 100 * (now + then + 1) / (then * (then - 1))
    shift = times * max(0.5, in_ratio * 1.2, one_case)
    shifted = abs(percent) + shift if larger else abs(percent) - shift
    assume(shifted > 0)
    stated = replace(claim, direction="up" if percent > 0 else "down", size=shifted, size_unit="percent", rounding=1.0)
    answer = hold(stated)
    assert not answer.stated.matches
    assert answer.verdict not in TRUE


@given(pairs(), st.floats(1.035, 3))
@SETTINGS
def test_a_count_beyond_the_tolerance_does_not_match(pair, times):
    claim, now, _ = pair
    level = replace(claim, baseline=None)
    for stated in (round(now * times) + 2, max(0, round(now / times) - 2)):
        assert hold(replace(level, value=stated)).verdict not in TRUE


@given(pairs())
@SETTINGS
def test_exchanged_windows_turn_the_direction(pair):
    claim, now, then = pair
    up, down = (replace(claim, direction=direction) for direction in ("up", "down"))
    right, wrong = (up, down) if now > then else (down, up)
    answers = [hold(each) for each in (right, wrong)]
    swapped = [hold(replace(each, period=claim.baseline, baseline=claim.period)).verdict for each in (wrong, right)]
    assume(answers[0].verdict != "cannot_be_compared")
    # A direction rests on the verdict of the change: where the interval includes no change, neither is right.
    change = answers[0].stated.change
    is_unclear = change.verdict == "no clear change"
    assert not is_unclear or change.lower <= 0 <= change.upper
    assert (answers[0].verdict in TRUE) is not is_unclear
    assert answers[0].headline.startswith("No clear change") is is_unclear
    assert answers[1].verdict == "does_not_match"
    assert swapped == [answer.verdict for answer in answers]


WINDOWS = st.builds(
    lambda end, months: window_between(add_months(end, 1 - months), end),
    st.dates(date(2005, 1, 1), date(2028, 12, 1)).map(lambda day: day.replace(day=1)),
    st.sampled_from([1, 3, 5, 12, 24]),
)
NUMBERS = st.one_of(st.none(), st.sampled_from([0.0, 1.0, 7.0, 12.5, 97.0, 15_112.0, 1e9]))
ANY_CLAIM = st.builds(
    Claim,
    indicator=st.one_of(st.none(), st.sampled_from(sorted(INDICATORS))),
    subject=st.sampled_from(["", "phone thefts", "tags", "\x00"]),
    area_code=st.sampled_from([MPS, CROYDON, HILLINGDON, "E05013810"]),
    direction=st.sampled_from([None, "up", "down", "same"]),
    size=NUMBERS,
    size_unit=st.sampled_from([None, "percent", "percentage_points", "percent_or_points", "count"]),
    value=NUMBERS,
    base_value=NUMBERS,
    value_unit=st.sampled_from(["count", "rate", "percent"]),
    value_per=st.sampled_from([None, 1_000, 100_000]),
    rank=st.sampled_from([None, None, None, *get_args(Rank)]),
    since=st.one_of(st.none(), st.just(date(2014, 1, 1))),
    period=st.one_of(st.none(), WINDOWS),
    baseline=st.one_of(st.none(), WINDOWS),
    published=st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1))),
    rounding=st.sampled_from([None, 0.0, 1.0, 5.0]),
    source_basis=st.sampled_from(get_args(SourceBasis)),
    adult_or_youth=st.sampled_from([None, "adult", "youth"]),
)


@given(ANY_CLAIM, st.sampled_from([None, None, date(2025, 9, 1)]))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_claim_has_an_answer_in_words_or_is_refused_in_words(claim, as_of):
    try:
        check_sense(claim)
    except SenselessClaim as error:
        with pytest.raises(SenselessClaim, match=re.escape(error.message)):
            check(claim)
        return
    answer = check(claim, as_of=as_of)
    assert answer.verdict in WORDS
    # In place of the verdict's words: that there is no clear change, or of which period the number is true.
    instead = ("No clear change: does not match", "True of ") if answer.verdict not in TRUE else ()
    assert answer.headline.startswith((WORDS[answer.verdict], *instead))
    assert answer.sentence.endswith(".")
    assert answer.explanation
    assert all(each.endswith((".", ")")) for each in answer.explanation), answer.explanation
    assert not re.search(r"\bNone\b|\bnan\b", " ".join((answer.sentence, answer.headline, *answer.explanation)))
    table(answer).validate(full=True)
    if answer.verdict in TRUE:
        assert answer.stated.matches
    for evaluation in (*answer.alternatives, *answer.ranked):
        if evaluation.status == "withheld_break" and evaluation.change is not None:
            assert evaluation.change.percent is None
            assert not evaluation.matches


@pytest.mark.parametrize("which", ["domestic_abuse", "hate_crime"])
@given(shift=st.integers(0, 16))
@settings(max_examples=10, deadline=None)
def test_nothing_matches_across_a_break(which, shift):
    end = add_months(date(2024, 3, 1), shift)
    period = window_between(add_months(end, -11), end)
    for direction in ("up", "down", "same"):
        answer = check(Claim(indicator=which, direction=direction, period=period))
        assert answer.verdict == "cannot_be_compared"
        assert "not comparable" in " ".join(answer.explanation)
