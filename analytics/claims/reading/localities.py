"""Places that are smaller than a borough or none at all: the whole borough, or London, must not stand in for them."""

from __future__ import annotations

import re
from difflib import get_close_matches

from analytics.claims.reading.sentence import Sentence, Unreadable
from analytics.claims.reading.word_patterns import either, lines, words
from analytics.geography.areas import areas_at
from data.published_areas import name_key

BARE = "Give a borough, a ward, or London"
_PART_OF_A_BOROUGH = lines(
    r"""
    \x02+ (?:town(?: centre)?|high street|street|road|lane|station|park|market|broadway|hospital|village|green)\b
    \x02+ (?:hill|common|heath|vale|bridge|riverside|peninsula|junction|square|gardens|estate|weald|chase|wick)\b
    \x02+ (?:university|college|school|prison|airport|north|south|east|west|central|constituency)\b
    \b(?:north|south|east|west|central|mid)(?:ern)?[ -]\x02+
    """
)
_LOCALITIES = words(
    "balham battersea bayswater beckenham belgravia bermondsey bethnal_green blackheath bow brixton brockley "
    "bromley-by-bow canary_wharf canning_town catford charing_cross charlton chelsea chiswick clapham clapton "
    "covent_garden crystal_palace dagenham dalston deptford dulwich earl's_court earls_court east_ham edgware "
    "edmonton elephant_and_castle eltham erith euston feltham finchley finsbury_park fitzrovia forest_gate "
    "forest_hill fulham golders_green hammersmith_broadway hampstead harlesden hayes hendon herne_hill highbury "
    "highgate holborn holloway hornsey hounslow_west ilford isle_of_dogs kennington kensal_rise kentish_town kilburn "
    "king's_cross kings_cross knightsbridge leicester_square leyton leytonstone london_bridge london_fields "
    "maida_vale marble_arch marylebone mayfair mile_end mitcham mitcham_eastfields muswell_hill new_cross norwood "
    "notting_hill old_street orpington oxford_circus oxford_street paddington peckham penge piccadilly pimlico "
    "plaistow ponders_end poplar putney regent_street romford rotherhithe ruislip shepherd's_bush shepherds_bush "
    "shoreditch sidcup soho southall stepney stockwell stoke_newington stratford streatham surbiton swiss_cottage "
    "sydenham thamesmead tooting tottenham trafalgar_square twickenham uxbridge vauxhall walthamstow walworth wapping "
    "wembley west_ham whitechapel wimbledon wood_green woolwich"
)
_KINDS = lines(
    r"""
    \b(?:on|at|in|near|aboard|around|outside|inside|across)(?: the| our| their| its|'s| \x02+)* <kind>\b
    \b(?:london )?(?:underground|overground)\b
    """,
    kind=r"(?:tube|underground|overground|bus(?:es)?|trains?|trams?|railways?|rail network|public transport|transport "
    r"network|dlr|elizabeth line|stations?|schools?|parks?|shops|supermarkets|hospitals?|prisons?|airports?|pubs?|"
    r"nightclubs?|universit(?:y|ies)|estates?|care homes?|\w+ schools?|\w+ parks?)",
)
_AROUND = r"\b(?:outside|beyond|bar|but|except|without|minus)(?: of| for| in)? \x02+"
_NEAR = (
    r"\b(?:around|near) \x02+|\x02+(?:'s)? and (?:the |its )?(?:surround|nearby|neighbour)\w*|"
    r"\x02+(?:'s)? and (?:in |across |all of )?\x02+"
)
_POINTED_AT = (
    r"\b(?:the|our|my|your|this|his|her|their|your local|local) "
    r"(?:borough|ward|area|town|city(?! hall)|neighbourhood|constituency|estate|village|high street)\b"
)
_NAMED = r"\b[Ii]n ((?:[A-Z][\w'-]+)(?: (?:and |upon |the )?[A-Z][\w'-]+){0,3})"
_NEARBY_NAMED = (
    r"\b(?:[Aa]t|[Oo]n|[Nn]ear|[Aa]round|[Aa]cross|[Ww]ithin|[Tt]hroughout|[Oo]utside) (?:the )?([A-Z][\w'-]+)"
)
_SMALL = r"\b(?:in|across|throughout|within|near|around) ((?:[a-z'-]+\b(?!\d) ?){1,3})"
# Words that stand after "in" and name no place.
_NO_PLACE = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec the this that every each all any its just only one two three first second third last "
    "past total england q1 q2 q3 q4 fy ytd fytd spring summer autumn winter christmas easter crime crimes offences "
    "mayor city hall a an our their his her my recent figures data monday tuesday wednesday thursday friday saturday "
    "sunday scotland_yard new_scotland parliament westminster_hall twitter x facebook"
)
_PLAIN_AFTER_IN = words(
    "total fact figures general part particular real terms number* recent record* reported police case* offence* "
    "incident* report* victim* overall both comparison statement* speech* interview* response* letter* debate* "
    "percentage* particularly crime* level* rate* volume* relation which what these those such some other more less "
    "about nearly almost over under quarter* half month* year* week* decade* period* time* line favour question* "
    "cabinet short brief summary short-term long long-term annual yearly monthly absolute relative per of to and or "
    "from as on by being trouble force place public"
)


def refuse_localities(sentence: Sentence) -> None:
    """Raises Unreadable for a named part of London without figures. Asked when boroughs and London are taken."""
    if name := sentence.says(either(_PART_OF_A_BOROUGH, _LOCALITIES)):
        raise Unreadable(f"No borough is called “{name}”", _ward_of_that_name(name) or BARE)
    if kind := sentence.says(_KINDS):
        raise Unreadable(f"“{kind}” has no figures of its own here", BARE)


def refuse_around(sentence: Sentence, *, is_borough: bool) -> None:
    """Raises Unreadable for what lies beside a place that is named. "Around London" is London."""
    beside = sentence.says(_AROUND) or (is_borough and sentence.says(_NEAR))
    if beside:
        raise Unreadable(f"“{beside}” has no figures of its own", BARE)


def refuse_unknown(sentence: Sentence) -> None:
    """Raises Unreadable for a name with a capital after "in" that is no place known here, where none else is named."""
    if pointed := sentence.says(_POINTED_AT):
        raise Unreadable(f"“{pointed}” does not say which", BARE)
    for pattern in (_NAMED, _NEARBY_NAMED):
        for match in re.finditer(pattern, sentence.text):
            is_taken = sentence.rest[match.start(1) : match.end(1)] != match[1].lower()
            if not is_taken and not re.match(_NO_PLACE, match[1].lower()):
                raise _unknown(match[1])


def refuse_unknown_in_small_letters(sentence: Sentence) -> None:
    """The same of what people type on a phone. Asked when all else has been taken, so that "in june" is none."""
    for match in sentence.occurrences(_SMALL):
        after = sentence.rest[match.end(1) :]
        if not re.match(rf"{_NO_PLACE}|{_PLAIN_AFTER_IN}", match[1]) and not after.startswith("\x01"):
            raise _unknown(sentence.text[match.start(1) : match.end(1)].split()[0])


def _unknown(name: str) -> Unreadable:
    names = {name_key(each): each for each in (*(area.name for area in areas_at("borough", pseudo=False)), "London")}
    near = get_close_matches(name_key(name), names, n=1, cutoff=0.7)
    likely = f"If {names[near[0]]} is meant, write it so" if near else ""
    return Unreadable(f"No borough is called “{name}”", likely or _ward_of_that_name(name) or BARE)


def _ward_of_that_name(name: str) -> str:
    is_ward = any(name_key(area.name) == name_key(name) for area in areas_at("ward", pseudo=False))
    return f"If the ward is meant, write “{name} ward”" if is_ward else ""
