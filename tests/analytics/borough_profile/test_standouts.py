"""When a change that runs against London's is news: it must be more than what boroughs rise by of themselves."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from analytics.borough_profile import standouts as module
from analytics.borough_profile.scorecard import Standing, scorecard
from analytics.borough_profile.standouts import FEWEST, standouts
from analytics.recording_events import EVENTS, UNKNOWN_BOROUGH
from analytics.statistics.change import DOWN, NO_CLEAR_CHANGE, UP, Verdict

DRIFT = 1.4


@cache
def burglary() -> Standing:
    return next(s for s in scorecard("Croydon") if s.indicator.id == "burglary")


def rise(
    percent: float, *, verdict: Verdict = UP, london: Verdict = DOWN, drifts: bool = True, survives: bool = True
) -> Standing:
    """Burglary in Croydon, with another change: outside the usual spread, and nothing else about it stands out."""
    real = burglary()
    events = tuple(e for e in EVENTS if drifts and e.id == UNKNOWN_BOROUGH)
    change = replace(
        real.change, percent=percent, verdict=verdict, comparability=replace(real.change.comparability, events=events)
    )
    return replace(
        real,
        change=change,
        london_change=replace(real.london_change, percent=-3.0, verdict=london),
        widened="inside",
        change_widened="above 95%",
        change_survives=survives,
    )


@pytest.fixture(autouse=True)
def drift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "borough_drift", lambda *_: DRIFT)


@pytest.mark.parametrize(("percent", "is_news"), [(0.5, False), (1.39, False), (1.4, True), (1.41, True), (9.0, True)])
def test_a_rise_by_less_than_the_drift_is_no_news(percent: float, is_news: bool) -> None:
    assert bool(standouts([rise(percent)])) is is_news


def test_without_the_drift_a_small_rise_is_news() -> None:
    assert standouts([rise(0.5, drifts=False)])


def test_a_fall_is_news_whatever_the_drift() -> None:
    (fall,) = standouts([rise(-0.5, verdict=DOWN, london=UP)])
    assert fall.reason == "against London"
    assert "Burglary in Croydon fell 0.5%" in fall.words


@pytest.mark.parametrize(
    ("own", "london", "is_news"),
    [
        (UP, DOWN, True),
        (UP, NO_CLEAR_CHANGE, True),
        (DOWN, UP, True),
        (DOWN, NO_CLEAR_CHANGE, True),
        (UP, UP, False),
        (DOWN, DOWN, False),
        (NO_CLEAR_CHANGE, DOWN, False),
    ],
)
def test_only_a_change_that_runs_against_londons_is_news(own: Verdict, london: Verdict, is_news: bool) -> None:
    assert bool(standouts([rise(9.0, verdict=own, london=london)])) is is_news


def test_a_change_that_does_not_survive_among_all_is_no_news() -> None:
    assert standouts([rise(9.0, survives=False)]) == ()


def test_a_change_inside_the_usual_spread_is_no_news() -> None:
    assert standouts([replace(rise(9.0), change_widened="inside")]) == ()
    assert standouts([replace(rise(9.0), change_widened=None)]) == ()


@pytest.mark.parametrize(("count", "is_news"), [(FEWEST - 1, False), (FEWEST, True)])
def test_of_too_few_offences_nothing_is_said(count: int, is_news: bool) -> None:
    standing = rise(9.0)
    assert bool(standouts([replace(standing, change=replace(standing.change, count=count))])) is is_news
