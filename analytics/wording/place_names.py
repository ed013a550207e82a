"""Which places a sentence is about: boroughs, wards, or all of London."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from analytics.forces.force_areas import CITY_OF_LONDON_POLICE
from analytics.forces.force_figures import force_names
from analytics.geography.areas import NO_MET_FIGURES, Area, areas_at, find_area, name_of
from analytics.version_cache import kept_by_version
from analytics.wording.sentence import AREA, Sentence, Unreadable
from analytics.wording.word_patterns import lines
from data.errors import UnknownName
from data.published_areas import CITY_OF_LONDON, MPS, name_key

BARE = "Give a borough, a ward, or London"
THAN = r"\bthan (?:in |that (?:in|of) |the one in )?(?:neighbouring |the )?"
_LONDON = lines(
    r"""
    (?:across |throughout |in |on )?(?:the )?<whole>(?:greater )?<name>(?: as a whole)?
    \b(?:the )?met(?:ropolitan police)?(?:'s| police)?(?: service)?(?: force)?(?: area| district)\b
    \b(?:across|throughout) the met(?:ropolitan police)?\b|\bmps area\b
    \blondoners\b(?= (?:suffer|face|experience|report|saw|see)\w*)
    \bthe (?:entire |whole )?capital(?:'s)?\b
    """,
    whole=r"(?:streets of |whole of |all of |all over |entire )?",
    name=r"\blondon(?:-wide|'s(?: streets)?)?\b(?! (?:fields|bridge|road|borough|underground|overground|bus))",
)
_CITY = (
    r"\b(?:the )?(?:(?:city of london|city)(?= police\b)|city of london|square mile)(?:'s)?"
    r"(?: police(?: force)?(?:'s)?)?(?: area)?\b"
)
# How people shorten a borough's name, where nothing else bears that name.
_SHORT = {
    "barking": "Barking and Dagenham",
    "hammersmith": "Hammersmith and Fulham",
    "kensington": "Kensington and Chelsea",
    "kingston": "Kingston upon Thames",
    "richmond": "Richmond upon Thames",
    "k&c": "Kensington and Chelsea",
    "rbkc": "Kensington and Chelsea",
}


@dataclass(frozen=True, slots=True)
class SpokenPlace:
    """An area and the words that name it; no words where none is named and London is taken."""

    code: str = MPS
    level: str = "mps"
    words: str = ""


def take_places(sentence: Sentence) -> list[SpokenPlace]:
    """The places that the sentence names, each once: those in London first, then London.

    "The City" alone may be meant of all London. The Met's groups of boroughs are named "North Area", or stand beside
    "BCU" or "command"; the areas of other forces are only held to be compared with: "than in Greater Manchester".
    Raises Unreadable for a ward's name that several have.
    """
    named = _take(sentence, _CITY, "city", CITY_OF_LONDON)
    for name, code in _command_units().items():
        word = r"(?: area)? (?:bcu|(?:basic )?command(?: unit)?)\b"
        suffix = f"(?:{word})?" if name.endswith(" area") else word
        pattern = rf"(?:\bthe )?(?:\bmet(?:ropolitan police)?(?:'s)? )?\b{name}\b{suffix}(?:'s)?"
        named += _take(sentence, pattern, "command_unit", code)
    wards = _take_wards(sentence)
    around = {find_area(ward.code).parent_code for ward in wards}
    pattern, boroughs = _borough_names()
    spoken = _take(sentence, pattern, "borough", lambda match: _borough(match["name"], boroughs).code)
    # A borough that only says where a ward lies is taken, but does not count.
    named += wards + [borough for borough in spoken if borough.code not in around]
    forces = {name.lower(): code for code, name in force_names().items() if code not in (MPS, CITY_OF_LONDON_POLICE)}
    if forces:
        listed = "|".join(sorted(map(re.escape, forces), key=len, reverse=True))
        lead = (
            rf"(?:{THAN}|\bas (?:in )?|\b(?:double|twice|times|triple|half) (?:that (?:of|in) |the rate (?:of|in) )?)"
        )
        pattern = rf"{lead}(?P<area>(?P<name>{listed})(?: police)?(?: force| area)?(?:'s)?)\b"
        named += _take(sentence, pattern, "force", lambda match: forces[match["name"]], group="area")
    named += _take(sentence, _LONDON, "mps", MPS)
    return list({place.code: place for place in reversed(named)}.values())[::-1]


def is_shortened(place: SpokenPlace) -> bool:
    """Whether a borough is named by a part of its name: Barking is also a place by itself."""
    return bool(re.search(rf"\b(?:{'|'.join(_SHORT)})\b(?! (?:and|&|upon))", place.words.lower()))


def _take(
    sentence: Sentence, pattern: str, level: str, code: str | Callable[[re.Match[str]], str], *, group: int | str = 0
) -> list[SpokenPlace]:
    taken = sentence.take_all(pattern, AREA, "area", group=group)
    return [SpokenPlace(code(match) if callable(code) else code, level, piece.words) for piece, match in taken]


@kept_by_version()
def _command_units() -> dict[str, str]:
    return {area.name.removesuffix(" BCU").lower(): area.code for area in areas_at("command_unit")}


def place_hint(words_: str) -> str:
    """What to say of unread words that may be meant as a place; empty where they are none."""
    name = re.sub(r"^(?:in|at|the|of|around|near) ", "", words_, flags=re.IGNORECASE)
    if name.lower() in ("city", "city of", "city of london", "square mile"):
        return NO_MET_FIGURES
    names = {name_key(area.name): area.name for area in areas_at("borough", pseudo=False)}
    if near := get_close_matches(name_key(name), names, n=1, cutoff=0.75):
        return f"If {names[near[0]]} is meant, write it so."
    return f"If the ward is meant, write “{name} ward”." if name_key(name) in _wards() else ""


@kept_by_version()
def _wards() -> dict[str, list[Area]]:
    """Every ward by its name as it is compared: several bear one name."""
    wards: dict[str, list[Area]] = {}
    for area in areas_at("ward", pseudo=False):
        wards.setdefault(name_key(area.name), []).append(area)
    return wards


def _borough(words: str, names: Mapping[str, str]) -> Area:
    spelt = re.sub(r"[ -]+", " ", words).replace(" & ", " and ")
    try:
        return find_area(names.get(spelt, spelt), "borough")
    except UnknownName as error:
        raise Unreadable(error.message, error.hint.rstrip(".")) from None


@kept_by_version()
def _borough_names() -> tuple[str, dict[str, str]]:
    """A pattern of all names and spellings of boroughs, and which borough each means."""
    names = {area.name.lower(): area.name for area in areas_at("borough", pseudo=False)} | _SHORT
    spelt = [re.escape(name).replace(r"\ and\ ", "[ ](?:and|&)[ ]").replace(r"\ ", "[ -]")
             for name in sorted(names, key=len, reverse=True)]  # fmt: skip
    before = r"(?:neighbouring |nearby )?(?:(?:the )?(?:royal |london )?borough of |\blb |city of )?"
    return rf"{before}\b(?P<name>{'|'.join(spelt)}|e09\d{{6}})(?:'s)?(?: (?:borough|council)(?:'s)?)?(?![\w-])", names


def _take_wards(sentence: Sentence) -> list[SpokenPlace]:
    """Wards, where the word "ward" stands beside a name that one ward has, or one in the borough that is named."""
    places = []
    name = r"((?:[\w'&.-]+ ?){1,6})"
    for match in sentence.occurrences(rf"(?P<before>(?:[\w'&.-]+ ){{1,6}})ward\b|\bward of (?P<after>{name})"):
        group = "before" if match["before"] else "after"
        beside: list[str] = sentence.text[match.start(group) : match.end(group)].split()
        # The longest run of words beside "ward" that is a name.
        runs = [beside[i:] if group == "before" else beside[: len(beside) - i] for i in range(len(beside))]
        known = next((name for name in map(" ".join, runs) if name_key(name) in _wards()), None)
        if known:
            area = _the_one(known, _wards()[name_key(known)], sentence)
            span = (match.end() - len(f"{known} ward"), match.end())
            span = span if group == "before" else (match.start(), match.start(group) + len(known))
            places.append(SpokenPlace(area.code, "ward", sentence.take(*span, AREA, "area").words))
    return places


def _the_one(name: str, wards: list[Area], sentence: Sentence) -> Area:
    """The only ward of a name, or the one whose borough is named as well."""
    where = {name_of(area.parent_code): area for area in wards}
    named = [area for borough, area in where.items() if borough.lower() in sentence.text.lower()]
    if len(wards) > 1 and len(named) != 1:
        raise Unreadable(f"“{name}” is the name of {len(wards)} wards", f"Name the borough as well: {', '.join(where)}")
    return named[0] if named else wards[0]
