"""What a few words ask for that claim nothing: a subject, a place, a first year ("burglary in Croydon since 2023")."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.geography.areas import Area, find_area
from analytics.wording.place_names import take_places
from analytics.wording.sentence import LONGEST, TIME, Sentence, Unreadable
from analytics.wording.spoken_names import take_subjects
from data.published_areas import MPS

_SINCE = r"\b(?:since|from|after)(?: (?:january|the start of))? (?P<year>20\d\d)\b"
# Words that stand between the others and ask for nothing by themselves.
_BETWEEN = frozenset((
    "a", "all", "and", "chart", "crime", "crimes", "data", "figures", "for", "in", "levels", "number", "numbers", "of",
    "on", "rates", "recorded", "show", "statistics", "the", "trend", "within",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """The indicator's id; the borough or ward, None for London; the first year, None for the first there is."""

    indicator: str
    area: Area | None = None
    since: int | None = None


def figures_asked(text: str) -> FiguresAsked | None:
    """The one subject, and the place and first year if any, that a text consists of.

    None where it names no subject, or several, or says anything else: a text with a verb or a figure may be a claim.
    """
    if len(text) > LONGEST:
        return None
    sentence = Sentence(text)
    try:
        subjects = {named.meaning for named in take_subjects(sentence)}
        places = take_places(sentence)
    except Unreadable:
        return None
    years = [int(match["year"]) for _, match in sentence.take_all(_SINCE, TIME)]
    if len(subjects) != 1 or len(places) > 1 or len(years) > 1:
        return None
    (meaning,) = subjects
    if meaning.kind != "indicator" or any(piece.words.lower() not in _BETWEEN for piece in sentence.left()):
        return None
    area = find_area(places[0].code) if places and places[0].code != MPS else None
    if area is not None and area.level not in ("borough", "ward"):
        return None
    return FiguresAsked(meaning.id, area, years[0] if years else None)
