"""What stands out in a borough, with the reason: at most three things, and often none.

Not the largest percentages. A thing stands out when chance and the usual spread between boroughs do not explain it:
a rate outside the widened funnel limits, a clear change that runs against London's, or a rate wholly outside the
range of the similar boroughs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analytics.change import DOWN, NO_CLEAR_CHANGE, UP
from analytics.narrative import number, percent
from analytics.scorecard import Standing

Reason = Literal["outside the funnel", "against London", "unlike similar boroughs"]
AT_MOST = 3
# Which reason weighs most when there are more than three.
ORDER: tuple[Reason, ...] = ("outside the funnel", "against London", "unlike similar boroughs")
# Boroughs drift upwards by up to this much as fewer offences are left without one (see `unknown_borough_2023`): a
# smaller rise is no news.
DRIFT = 2.0
# Too few offences in a borough's year for a rate to say much about the borough.
FEWEST = 50


@dataclass(frozen=True)
class Standout:
    """One thing that stands out: where, why, and the sentence that says it."""

    standing: Standing
    reason: Reason
    words: str


def standouts(standings: Sequence[Standing]) -> tuple[Standout, ...]:
    """The things that stand out, the weightiest reason first, one for each theme; empty where nothing does."""
    found = [s for standing in standings for s in _reasons(standing)]
    found.sort(key=lambda s: (ORDER.index(s.reason), not s.standing.indicator.headline, -_distance(s.standing)))
    themes: set[str] = set()
    chosen = []
    for one in found:
        if one.standing.indicator.theme not in themes:
            themes.add(one.standing.indicator.theme)
            chosen.append(one)
    return tuple(chosen[:AT_MOST])


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


def _funnel_words(standing: Standing) -> str:
    if standing.widened in (None, "inside"):
        return ""
    side = "above" if str(standing.widened).startswith("above") else "below"
    return (
        f"{standing.indicator.title} in {standing.area.name}: {_per(standing)}, {side} what the usual spread between "
        f"boroughs explains (London {_size(standing.london.value)})."
    )


def _against_london(standing: Standing) -> str:
    own, london = standing.change.verdict, standing.london_change.verdict
    if (own, london) not in {(UP, DOWN), (UP, NO_CLEAR_CHANGE), (DOWN, UP), (DOWN, NO_CLEAR_CHANGE)}:
        return ""
    drifts = any(event.id == "unknown_borough_2023" for event in standing.change.comparability.events)
    if own == UP and drifts and (standing.change.percent or 0) < DRIFT:
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


def _unlike_similar(standing: Standing) -> str:
    own, spread = standing.rate, standing.similar_range
    if spread is None or own.lower is None or own.upper is None or own.value is None:
        return ""
    if own.lower <= spread[1] and own.upper >= spread[0]:
        return ""
    side = "higher" if own.lower > spread[1] else "lower"
    return (
        f"{standing.indicator.title} in {standing.area.name}: {_per(standing)}, {side} than in every similar borough "
        f"({_size(spread[0])} to {_size(spread[1])})."
    )


def _size(rate: float | None) -> str:
    """A rate with as many decimals as tell it from its neighbours: 91.0, 5.28, 0.31."""
    return number(rate or 0, decimals=1 if (rate or 0) >= 10 else 2)


def _per(standing: Standing) -> str:
    rate = standing.rate
    people = "residents aged 1 to 24" if standing.indicator.denominator == "residents_1_24" else "residents"
    return f"{_size(rate.value)} {standing.indicator.unit} per {number(rate.per)} {people}"
