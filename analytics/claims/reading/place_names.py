"""Which places a sentence is about: boroughs, wards, or all of London."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from analytics.claims.reading.sentence import AREA, Sentence, Unreadable
from analytics.claims.reading.word_patterns import lines
from analytics.forces.force_areas import CITY_OF_LONDON_POLICE
from analytics.forces.force_figures import force_names
from analytics.geography.areas import NO_MET_FIGURES, Area, areas_at, find_area, name_of
from analytics.version_cache import kept_by_version
from data.errors import UnknownName
from data.published_areas import CITY_OF_LONDON, MPS, name_key

BARE = "Give a borough, a ward, or London"
THAN = r"\bthan (?:in |that (?:in|of) |the one in )?(?:neighbouring |the )?"
_LONDON = lines(
    r"""
    (?:across |throughout |in )?(?:the )?(?:whole of |all of |all over |entire )?(?:greater )?<name>(?: as a whole)?
    \b(?:the )?met(?:ropolitan police)?(?:'s| police)?(?: service)?(?: force)?(?: area| district)\b
    \bthe met(?:ropolitan police)?(?:'s| police)?(?: service)?\b
    \bmet(?:ropolitan)? police(?: service| force)?(?: area| district)?(?:'s)?
    \bmps(?: area)?\b
    \bthe (?:entire |whole )?capital(?:'s)?\b
    """,
    name=r"\blondon(?:-wide|'s)?\b(?! (?:fields|bridge|road|borough|underground|overground|bus))",
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

    Raises Unreadable for a ward's name that several have.
    """
    units = [*_take_city(sentence), *_take_command_units(sentence)]
    wards = _take_wards(sentence)
    boroughs = _take_boroughs(sentence, keep={place.code for place in wards})
    london = [SpokenPlace(words=piece.words) for piece, _ in sentence.take_all(_LONDON, AREA, "area")]
    named = [*units, *wards, *boroughs, *_take_forces(sentence), *london]
    return list({place.code: place for place in reversed(named)}.values())[::-1]


def _take_city(sentence: Sentence) -> list[SpokenPlace]:
    """The City of London, which has its own police: "the City" alone may be meant of all London."""
    return [SpokenPlace(CITY_OF_LONDON, "city", piece.words) for piece, _ in sentence.take_all(_CITY, AREA, "area")]


def _take_command_units(sentence: Sentence) -> list[SpokenPlace]:
    """The Met's groups of boroughs: "North Area", and others where "BCU" or "command" stands beside the name."""
    places = []
    for name, code in _command_units().items():
        word = r"(?: area)? (?:bcu|(?:basic )?command(?: unit)?)\b"
        suffix = f"(?:{word})?" if name.endswith(" area") else word
        pattern = rf"(?:\bthe )?(?:\bmet(?:ropolitan police)?(?:'s)? )?\b{name}\b{suffix}(?:'s)?"
        places += [
            SpokenPlace(code, "command_unit", piece.words) for piece, _ in sentence.take_all(pattern, AREA, "area")
        ]
    return places


@kept_by_version()
def _command_units() -> dict[str, str]:
    return {area.name.removesuffix(" BCU").lower(): area.code for area in areas_at("command_unit")}


def _take_forces(sentence: Sentence) -> list[SpokenPlace]:
    """The areas of other police forces, which are only held to be compared with: "than in Greater Manchester"."""
    places = []
    names = {name.lower(): code for code, name in force_names().items() if code not in (MPS, CITY_OF_LONDON_POLICE)}
    listed = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    if not listed:
        return []
    for match in sentence.occurrences(rf"{THAN}(?P<name>{listed})(?: police)?(?: force| area)?\b"):
        piece = sentence.take(match.start("name"), match.end(), AREA, "area")
        places.append(SpokenPlace(names[match["name"]], "force", piece.words))
    return places


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


def _take_boroughs(sentence: Sentence, *, keep: set[str]) -> list[SpokenPlace]:
    """The boroughs that are named. One that only says where a ward lies is taken, but does not count."""
    pattern, names = _borough_names()
    places = []
    for piece, match in sentence.take_all(pattern, AREA, "area"):
        spelt = re.sub(r"[ -]+", " ", match["name"]).replace(" & ", " and ")
        area = _borough(names.get(spelt, spelt))
        if not any(find_area(code).parent_code == area.code for code in keep):
            places.append(SpokenPlace(area.code, "borough", piece.words))
    return places


def _borough(name: str) -> Area:
    try:
        return find_area(name, "borough")
    except UnknownName as error:
        raise Unreadable(error.message, error.hint.rstrip(".")) from None


@kept_by_version()
def _borough_names() -> tuple[str, dict[str, str]]:
    """A pattern of all names and spellings of boroughs, and which borough each means."""
    names = {area.name.lower(): area.name for area in areas_at("borough", pseudo=False)} | _SHORT
    spelt = [re.escape(name).replace(r"\ and\ ", r" (?:and|&) ").replace(r"\ ", "[ -]")
             for name in sorted(names, key=len, reverse=True)]  # fmt: skip
    spelt = [name.replace(" (?:and|&) ", "[ ](?:and|&)[ ]") for name in spelt]
    before = r"(?:(?:the )?(?:royal |london )?borough of |\blb |city of )?"
    return rf"{before}\b(?P<name>{'|'.join(spelt)}|e09\d{{6}})(?:'s)?(?: (?:borough|council)(?:'s)?)?(?![\w-])", names


def _take_wards(sentence: Sentence) -> list[SpokenPlace]:
    """Wards, where the word "ward" stands beside a name that one ward has, or one in the borough that is named."""
    places = []
    for match in sentence.occurrences(
        r"(?P<names>(?:[\w'&.-]+ ){1,6})ward\b(?! of)|\bward of (?P<of>(?:[\w'&.-]+ ?){1,6})"
    ):
        if ward := _ward(sentence, match):
            area, start, end = ward
            places.append(SpokenPlace(area.code, "ward", sentence.take(start, end, AREA, "area").words))
    return places


def _ward(sentence: Sentence, match: re.Match[str]) -> tuple[Area, int, int] | None:
    """The ward that the longest run of words beside "ward" names, and where its words begin and end."""
    group = "names" if match["names"] else "of"
    beside: list[str] = sentence.text[match.start(group) : match.end(group)].split()
    lengths = range(len(beside), 0, -1)
    runs = [beside[len(beside) - n :] if group == "names" else beside[:n] for n in lengths]
    for name in map(" ".join, runs):
        wards = _wards().get(name_key(name))
        if not wards:
            continue
        area = _the_one(name, wards, sentence)
        if group == "names":
            return area, match.end() - len(f"{name} ward"), match.end()
        return area, match.start(), match.start(group) + len(name)
    return None


def _the_one(name: str, wards: list[Area], sentence: Sentence) -> Area:
    """The only ward of a name, or the one whose borough is named as well."""
    where = {name_of(area.parent_code): area for area in wards}
    named = [area for borough, area in where.items() if borough.lower() in sentence.text.lower()]
    if len(wards) > 1 and len(named) != 1:
        raise Unreadable(f"“{name}” is the name of {len(wards)} wards", f"Name the borough as well: {', '.join(where)}")
    return named[0] if named else wards[0]
