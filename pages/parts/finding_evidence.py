"""What follows a finding: its figures, what is usual from year to year, what became of figures as new as these."""

from __future__ import annotations

from analytics.narrative import finding
from analytics.revisions.revision_sizes import TURN_NOTE, could_turn, revision_note, revision_sizes
from analytics.series.eligible_changes import movement
from analytics.statistics.usual_movement import UsualMovement
from data.published_areas import MPS
from pages.parts import words
from pages.parts.cached_figures import Fact


def evidence(fact: Fact) -> str:
    """What follows the first line: the figures, the change beside the usual variation, the notes."""
    place = None if fact.is_london else fact.place
    whole = finding(
        fact.indicator, fact.change, fact.window, place, base_window=fact.base_window, usual=usual_movement(fact)
    )
    return words.sentence(whole.removeprefix(words.opening(fact)).lstrip(":. "))


def usual_movement(fact: Fact) -> UsualMovement | None:
    """How the area moves from year to year; None for other changes than of 12 months on a year earlier, and wards."""
    if not _is_yearly(fact):
        return None
    return movement(fact.indicator, level=fact.level, area_code=MPS if fact.is_london else fact.area.code)


def revisions(fact: Fact) -> str:
    """How far changes as new as this have moved since, and whether that could turn its verdict."""
    return revision_note(fact.change, revision_sizes(fact.indicator, level=fact.level)) if _is_yearly(fact) else ""


def turn(fact: Fact) -> str:
    """That a revision of the usual size could turn the verdict; empty where it could not."""
    is_open = _is_yearly(fact) and could_turn(fact.change, revision_sizes(fact.indicator, level=fact.level))
    return TURN_NOTE if is_open else ""


def _is_yearly(fact: Fact) -> bool:
    is_count = fact.indicator.kind == "crime" and fact.indicator.measure == "count" and fact.level != "ward"
    return is_count and fact.window.kind == "rolling_12" and fact.base_window == fact.window.year_earlier()
