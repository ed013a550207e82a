"""What must hold of every claim: a true one matches, a false one does not, and exchanged windows turn the direction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analytics.address import newest_day
from analytics.claims import Claim, check
from analytics.periods import Window, add_months, month_range, window_between
from analytics.series import monthly

MPS, CROYDON, HILLINGDON = "E23000001", "E09000008", "E09000017"
TRUE = {"matches", "matches_but_recording_changed"}
WHICH = (
    "knife_crime", "burglary", "burglary_residential", "violence_with_injury", "robbery", "theft_from_the_person",
    "stalking_and_harassment", "all_recorded_crime", "sexual_offences", "homicide", "vawg",
)  # fmt: skip
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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
    verdicts = [hold(each).verdict for each in (right, wrong)]
    swapped = [hold(replace(each, period=claim.baseline, baseline=claim.period)).verdict for each in (wrong, right)]
    assume(verdicts[0] != "cannot_be_compared")
    assert verdicts[0] in TRUE
    assert verdicts[1] == "does_not_match"
    assert swapped == verdicts


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
