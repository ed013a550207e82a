"""What stands out in a borough, with the reason: at most three things, and often none.

Not the largest percentages. A thing stands out when neither the usual variation nor the usual spread between boroughs
explains it: a rate outside the widened funnel limits; a clear change that runs against London's, lies outside the usual
spread of the boroughs' changes and survives among all indicators of the borough (Benjamini–Hochberg at 5%); a rate
outside the widened funnel limits whose interval also lies clear of those of all similar boroughs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analytics.borough_profile.scorecard import Standing
from analytics.narrative import number, percent
from analytics.recording_events import UNKNOWN_BOROUGH
from analytics.series.caution_figures import borough_drift
from analytics.statistics.change import DOWN, NO_CLEAR_CHANGE, UP

Reason = Literal["outside the funnel", "against London", "unlike similar boroughs"]
AT_MOST = 3
# Which reason weighs most when there are more than three.
ORDER: tuple[Reason, ...] = ("outside the funnel", "against London", "unlike similar boroughs")
# Too few offences in a borough's year for a rate to say much about the borough.
FEWEST = 50
LIMITS_NOTE = (
    "Rates, and changes against London’s, are held against how boroughs usually differ (95% limits): among so many "
    "indicators one or two lie outside in any borough. A change must also survive among all those of the borough "
    "(Benjamini–Hochberg at 5%)."
)
NOTHING = (
    "No rate lies outside the usual spread between boroughs, no clear change runs against London’s by more than "
    "boroughs usually differ, and no rate lies clear of those of all similar boroughs."
)


@dataclass(frozen=True, slots=True)
class Standout:
    """One thing that stands out: where, why, and the sentence that says it."""

    standing: Standing
    reason: Reason
    words: str


def standouts(standings: Sequence[Standing]) -> tuple[Standout, ...]:
    """The things that stand out, the weightiest reason first, one for each theme; empty where nothing does."""
    reasons = [s for standing in standings for s in _reasons(standing)]
    reasons.sort(key=_weight)
    themes: set[str] = set()
    chosen = []
    for one in reasons:
        if one.standing.indicator.theme not in themes:
            themes.add(one.standing.indicator.theme)
            chosen.append(one)
    return tuple(chosen[:AT_MOST])


def _weight(one: Standout) -> tuple[int, bool, bool, float]:
    """The reason; then what lies outside the 99.8% limits; then the headline indicators; then the distance."""
    standing = one.standing
    place = standing.change_widened if one.reason == "against London" else standing.widened
    return ORDER.index(one.reason), not _is_far(place), not standing.indicator.headline, -_distance(standing)


def _reasons(standing: Standing) -> list[Standout]:
    if (standing.change.count or 0) < FEWEST:
        return []
    reasons: tuple[tuple[Reason, str], ...] = (
        ("outside the funnel", _funnel_words(standing)),
        ("against London", _against_london(standing)),
        ("unlike similar boroughs", _unlike_similar(standing)),
    )
    return [Standout(standing, reason, words) for reason, words in reasons if words]


def _distance(standing: Standing) -> float:
    """How far the rate lies from London's, as a ratio above 1 whichever way."""
    own, london = standing.rate.value or 0.0, standing.london.value or 0.0
    return max(own / london, london / own) if own and london else 0.0


def _is_far(place: str | None) -> bool:
    return place is not None and place.endswith("99.8%")


def _funnel_words(standing: Standing) -> str:
    place = standing.widened
    if place is None or place == "inside":
        return ""
    side = f"{'far ' if _is_far(place) else ''}{place.split()[0]}"
    return f"{_per(standing)}, {side} the usual spread between boroughs (London {_size(standing.london.value)})."


def _against_london(standing: Standing) -> str:
    own, london = standing.change.verdict, standing.london_change.verdict
    if (own, london) not in {(UP, DOWN), (UP, NO_CLEAR_CHANGE), (DOWN, UP), (DOWN, NO_CLEAR_CHANGE)}:
        return ""
    # A total that does not move hides boroughs that do, both ways: then to differ from it is usual.
    if standing.change_widened in (None, "inside") or not standing.change_survives:
        return ""
    drifts = any(event.id == UNKNOWN_BOROUGH for event in standing.change.comparability.events)
    if own == UP and drifts and (standing.change.percent or 0) < _drift(standing):
        return ""
    verb = "rose" if own == UP else "fell"
    theirs = {
        UP: f"rose {percent(standing.london_change.percent or 0)}",
        DOWN: f"fell {percent(standing.london_change.percent or 0)}",
        NO_CLEAR_CHANGE: "shows no clear change",
    }[london or NO_CLEAR_CHANGE]
    return (
        f"{standing.indicator.title} in {standing.area.name} {verb} {percent(standing.change.percent or 0)} in "
        f"{standing.window.name}; in London it {theirs}."
    )


def _drift(standing: Standing) -> float:
    """By how many per cent the borough rises because fewer offences are left without one."""
    return borough_drift(standing.indicator, standing.window.year_earlier(), standing.window) or 0.0


def _unlike_similar(standing: Standing) -> str:
    own, spread, limits = standing.rate, standing.similar_range, standing.similar_limits
    if spread is None or limits is None or own.lower is None or own.upper is None:
        return ""
    if standing.widened in (None, "inside") or (own.lower <= limits[1] and own.upper >= limits[0]):
        return ""
    side = "higher" if own.lower > limits[1] else "lower"
    return f"{_per(standing)}, {side} than in every similar borough ({_size(spread[0])} to {_size(spread[1])})."


def _size(rate: float | None) -> str:
    """A rate with as many decimals as tell it from its neighbours: 91.0, 5.28, 0.31."""
    return number(rate or 0, decimals=1 if (rate or 0) >= 10 else 2)


def _per(standing: Standing) -> str:
    """The rate, of what, where and when: the indicators do not all end in the same month."""
    rate = standing.rate
    return (
        f"{standing.indicator.title} in {standing.area.name}: {_size(rate.value)} {standing.indicator.unit} per "
        f"{number(rate.per)} {standing.indicator.people} in {standing.window.name}"
    )
