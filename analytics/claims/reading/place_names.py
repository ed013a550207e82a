"""Which place a sentence is about: a borough, a ward, or all of London; and places without figures here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analytics.claims.reading.localities import BARE, refuse_around, refuse_localities, refuse_unknown
from analytics.claims.reading.sentence import AREA, Sentence, Unreadable
from analytics.claims.reading.word_patterns import either, lines, words
from analytics.geography.areas import NO_MET_FIGURES, Area, areas_at, find_area, name_of
from analytics.version_cache import kept_by_version
from data.errors import UnknownName
from data.published_areas import MPS, name_key

_LONDON = lines(
    r"""
    greater london
    \bof london\b
    (?<!of )\blondon(?:-wide|'s)?\b(?! (?:fields|bridge|road|borough|underground|overground|bus))
    \bthe met(?:ropolitan police)?(?:'s| police)?(?: service)?(?: area| district)?\b
    \bmet(?:ropolitan)? police(?: service)?(?: area| district)?
    \bmet area\b
    \bmps(?: area)?\b
    \bthe capital(?:'s)?\b
    """
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
_CITY = r"city of london(?! corporation)|\bsquare mile\b"
_PART_OF_LONDON = lines(
    r"""
    \b(?:inner|outer|central)(?: london|-london)\b
    \b(?:north|south|east|west)(?:[ -](?:west|east))?(?:ern)?[ -]london\b
    \bwest end\b
    \bheathrow\b
    """
)
_ELSEWHERE = either(
    r"\bleicester\b(?! square)",
    r"\boxford\b(?! (?:street|circus))",
    r"\bscotland\b(?! yard)",
    words(
        "england england_and_wales wales ireland britain uk united_kingdom nationally nationwide the_country "
        "the_nation national national_average new_york paris berlin chicago los_angeles toronto madrid rome tokyo "
        "dublin america usa europe* manchester birmingham liverpool leeds bristol glasgow edinburgh cardiff sheffield "
        "nottingham newcastle bradford coventry essex surrey hertfordshire bedfordshire thames_valley sussex yorkshire "
        "merseyside west_midlands east_midlands north_east north_west south_east south_west kent luton cambridge "
        "kingston_upon_hull sutton_coldfield other_cities other_big_cities other_major_cities"
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """An area and the words that name it; no words where none is named and London is taken."""

    code: str = MPS
    level: str = "mps"
    said: str = ""


def take_place(sentence: Sentence) -> Place:
    """The one area that the sentence is about.

    Raises Unreadable for a place without figures here, for a ward's name that several have, and for two areas.
    """
    # A comparison of places is refused as such, whichever the places are.
    wards = _take_wards(sentence)
    _refuse(sentence)
    found = [*wards, *_take_boroughs(sentence, keep={place.code for place in wards})]
    london = [Place(said=piece.words) for piece, _ in sentence.take_all(_LONDON, AREA)]
    chosen = list({place.code: place for place in found}.values())
    if len(chosen) > 1:
        names = " and ".join(f"“{place.said}”" for place in chosen)
        raise Unreadable(f"The sentence speaks of several places: {names}", "Check them one at a time")
    refuse_around(sentence, is_borough=bool(chosen))
    refuse_localities(sentence)
    if chosen:
        return chosen[0]
    if not london:
        refuse_unknown(sentence)
    return london[0] if london else Place()


def _refuse(sentence: Sentence) -> None:
    if city := sentence.says(_CITY):
        raise Unreadable(f"No figures for “{city}”", f"{NO_MET_FIGURES} If all of London is meant, write London")
    if part := sentence.says(_PART_OF_LONDON):
        raise Unreadable(f"“{part}” has no figures of its own", BARE)
    if elsewhere := sentence.says(_ELSEWHERE):
        raise Unreadable(
            f"“{elsewhere}”: the figures here cover London only",
            "Leave the other place out to check what is said of London",
        )


def _take_boroughs(sentence: Sentence, *, keep: set[str]) -> list[Place]:
    """The boroughs that are named. One that only says where a ward lies is taken, but does not count."""
    pattern, names = _borough_names()
    found = []
    for piece, match in sentence.take_all(pattern, AREA):
        spelt = re.sub(r"[ -]+", " ", match["name"]).replace(" & ", " and ")
        area = _borough(names.get(spelt, spelt))
        if not any(find_area(code).parent_code == area.code for code in keep):
            found.append(Place(area.code, "borough", piece.words))
    return found


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
    spelt = [each.replace(" (?:and|&) ", "[ ](?:and|&)[ ]") for each in spelt]
    before = r"(?:(?:the )?(?:royal |london )?borough of |\blb |city of )?"
    return rf"{before}\b(?P<name>{'|'.join(spelt)}|e09\d{{6}})(?:'s)?(?: borough)?\b", names


def _take_wards(sentence: Sentence) -> list[Place]:
    """Wards, where the word "ward" stands beside a name that one ward has, or one in the borough that is named."""
    found = []
    for match in sentence.occurrences(
        r"(?P<names>(?:[\w'&.-]+ ){1,6})ward\b(?! of)|\bward of (?P<of>(?:[\w'&.-]+ ?){1,6})"
    ):
        area, start, end = _ward(sentence, match)
        piece = sentence.take(start, end, AREA)
        found.append(Place(area.code, "ward", piece.words))
    return found


def _ward(sentence: Sentence, match: re.Match[str]) -> tuple[Area, int, int]:
    """The ward that the longest run of words beside "ward" names, and where its words begin and end."""
    group = "names" if match["names"] else "of"
    said: list[str] = sentence.text[match.start(group) : match.end(group)].split()
    lengths = range(len(said), 0, -1)
    runs = [said[len(said) - n :] if group == "names" else said[:n] for n in lengths]
    for name in map(" ".join, runs):
        if not (wards := _wards_called(name)):
            continue
        area = _the_one(name, wards, sentence)
        if group == "names":
            return area, match.end() - len(f"{name} ward"), match.end()
        return area, match.start(), match.start(group) + len(name)
    raise Unreadable(f"No ward is called “{' '.join(runs[-1])}”", BARE)


def _wards_called(name: str) -> list[Area]:
    return [area for area in areas_at("ward", pseudo=False) if name_key(area.name) == name_key(name)]


def _the_one(name: str, wards: list[Area], sentence: Sentence) -> Area:
    """The only ward of a name, or the one whose borough is named as well."""
    where = {name_of(area.parent_code): area for area in wards}
    named = [area for borough, area in where.items() if borough.lower() in sentence.text.lower()]
    if len(wards) > 1 and len(named) != 1:
        raise Unreadable(f"“{name}” is the name of {len(wards)} wards", f"Name the borough as well: {', '.join(where)}")
    return named[0] if named else wards[0]
