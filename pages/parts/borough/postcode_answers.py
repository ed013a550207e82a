"""What is said to a postcode: where it lies, if its directory has been added, and else what to do."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.geography import postcode_places
from analytics.geography.areas import NO_MET_FIGURES
from analytics.geography.ward_names import ward_name
from analytics.periods import month_name
from data.published_areas import CITY_OF_LONDON

BY_WARD = (
    "is a postcode, and the published figures are by borough and ward. Find your ward by its name: your council’s "
    "website says which one you live in."
)
DISTRICT = (
    "is the beginning of a postcode, and one may lie in several boroughs. Give the whole postcode, or a borough or "
    "ward by its name."
)
NOWHERE = (
    "is no postcode of a London borough in the ONS Postcode Directory that is held here. Is it written as it should be?"
)
NO_WARD = "The directory gives a ward that is none of the wards here, so only the borough is chosen."


@dataclass(frozen=True, slots=True)
class PostcodeAnswer:
    """What to say; `place` is the borough or `Ward, Borough` that the postcode lies in, empty where it is not known."""

    words: str
    place: str = ""


def is_postcode(text: str) -> bool:
    """Whether a text has the form of a whole postcode or of the beginning of one."""
    return bool(postcode_places.WHOLE.fullmatch(text) or postcode_places.DISTRICT.fullmatch(text))


def answer(text: str) -> PostcodeAnswer:
    """The answer to a text that has the form of a postcode. A beginning is never guessed."""
    written = postcode_places.as_written(text) or text.strip().upper()
    if not postcode_places.is_covered(text):
        return PostcodeAnswer(f"{written} {BY_WARD}")
    if not postcode_places.as_written(text):
        return PostcodeAnswer(f"{written} {DISTRICT}")
    place = postcode_places.place_of(text)
    if place is None:
        return PostcodeAnswer(f"{written} {NOWHERE}")
    went = f" It went out of use in {month_name(place.ended)}." if place.ended else ""
    if place.borough.code == CITY_OF_LONDON:
        return PostcodeAnswer(f"{written} lies in the City of London.{went} {NO_MET_FIGURES}")
    borough = place.borough.name
    if place.ward is None:
        return PostcodeAnswer(f"{written} lies in {borough}.{went} {NO_WARD}", borough)
    ward = ward_name(place.ward)
    return PostcodeAnswer(f"{written} lies in the ward {ward}, {borough}.{went}", f"{ward}, {borough}")
