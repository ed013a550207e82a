"""A text in its sentences, and a sentence in its clauses, each of which makes one claim."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analytics.wording.changes import moves
from analytics.wording.place_names import take_places
from analytics.wording.sentence import MOST_SENTENCES, Sentence, Unreadable, plain
from analytics.wording.spoken_names import names_in
from analytics.wording.time_patterns import YEAR

_END = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(]*[A-Z0-9£])|\s+[•·*]\s+")
_ABBREVIATION = re.compile(
    r"\b(?:St|Mr|Mrs|Ms|Dr|[Hh]on|Rt|Cllr|No|approx|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_BOUNDARY = re.compile(
    r"; |(?<!\d), (?:and |but |while |whilst |whereas |with |as |although |though |yet |plus )?(?:then )?|(?<=\d), "
    r"(?=[a-z\d])(?!\d{3}\b)(?:and |but |while |whilst |with )?|"
    r" (?:and|but|while|whilst|whereas|although|though|plus|followed by|before)(?: then)? "
    r"(?!\d+(?:st|nd|rd|th)\b)|: | - | \(",
    re.IGNORECASE,
)
# Where the sentence also speaks of what is not covered here, its reasons and circumstances are clauses as well.
_CIRCUMSTANCE = re.compile(
    r",? (?:because(?: of)?|when|as(?! (?:many|much|high|low|common|well|a)\b)|once|thanks to|due to|despite|"
    rf"in spite of|following|amid|after(?! (?:19|20)\d\d\b)) |{_BOUNDARY.pattern}",
    re.IGNORECASE,
)
# A part that begins so gives what the one before is compared with.
_COMPARED = re.compile(
    r"(?:against|compared|versus|vs|from|than|(?:up|down) (?:from|on)|(?:which is |that is )?(?:up|down|a) "
    r".{0,30}\bfrom)\b",
    re.IGNORECASE,
)
_SEQUENCE = re.compile(r"\b(?:then|before|followed by|after)\b|\bbut\b", re.IGNORECASE)
# "It is not true that it rose: it fell by a sixth".
_AGAIN = re.compile(r"(?:it|they) (?:has |have |had )?\w+", re.IGNORECASE)
_OF_SO_MANY = re.compile(
    r"(?:out )?of (?:all |the |these |those |some |about |nearly |over |almost )*\d", re.IGNORECASE
)
# "Knife crime: Lambeth −14%, Lewisham +3%": what stands before the colon is said once for all.
_SAID_ONCE = re.compile(r"^(?P<subject>[A-Z][a-z]+(?: [a-z]+){0,4}): (?=[A-Z])")
_FIGURE = re.compile(
    rf"(?<![\w/])(?!{YEAR}\b)\d[\d,.]*|%|\b(?:highest|lowest|record|half|third|quarter|fifth|tenth|per ?cent|"
    r"most of (?:them|these|those)|every \w+|(?:a|per) (?:day|week|month|hour))\b"
)
_KNIFE_AND_GUN = (r"\b([Kk])nife (and|or) gun (crime|violence|offences)\b", r"\1nife \3 \2 gun \3")
_GUN_AND_KNIFE = (r"\b([Gg])un (and|or) knife (crime|violence|offences)\b", r"\1un \3 \2 knife \3")
# As people write it in a list of changes: "knife +27%".
# "Robbery - down 7%".
_DASH = (r" - (?=(?:up|down|a (?:rise|fall|drop)|[+-]\d)\b)", " ")
_KNIFE_ALONE = (r"\b([Kk])nife(?= ?[+-]\d)", r"\1nife crime")


@dataclass(slots=True)
class Clause:
    """A part of a sentence that makes a claim. `also` are further subjects of which it says the same."""

    text: str
    also: list[str] = field(default_factory=list)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, in their order. Raises Unreadable where there are more than can be read at once."""
    spaced = re.sub(r"[ \t\r\f\v]*\n\s*", "\n", text.strip())
    parts: list[str] = []
    for line in spaced.split("\n"):
        for part in _END.split(plain(line)):
            if parts and _ABBREVIATION.search(parts[-1]):
                parts[-1] = f"{parts[-1]} {part}"
            elif part.strip():
                parts.append(part.strip())
    if len(parts) > MOST_SENTENCES:
        raise Unreadable(
            f"This has {len(parts)} sentences, and at most {MOST_SENTENCES} are read at a time",
            "Paste the part that gives the figures",
        )
    return parts


def expanded(sentence: str) -> str:
    """A sentence with what is said once for two subjects said for each: knife and gun crime."""
    for pattern, twice in (_KNIFE_AND_GUN, _GUN_AND_KNIFE, _KNIFE_ALONE, _DASH):
        sentence = re.sub(pattern, twice, sentence)
    return sentence


def clauses_of(text: str) -> list[Clause]:
    """The clauses of a sentence that make a claim each; one clause where it cannot be taken apart."""
    mixed = len({meaning.is_covered for _, _, meaning in names_in(text.lower())}) == 2
    clauses = _taken_apart(text, _CIRCUMSTANCE if mixed else _BOUNDARY)
    if _OF_SO_MANY.match(text):
        # "Of the 97 homicides, 60 were stabbings": the second figure counts a part of the first.
        for clause in clauses[1:]:
            clause.text = f"of which {clause.text}"
    return clauses


def _taken_apart(text: str, boundary: re.Pattern[str]) -> list[Clause]:
    clauses: list[Clause] = []
    waiting: list[str] = []
    for part, connector in _parts(_SAID_ONCE.sub(r"\g<subject> ", text), boundary):
        has_subject, has_place, has_quantity = _holds(part)
        if clauses and _COMPARED.match(part):
            clauses[-1].text = f"{clauses[-1].text}{connector}{part}"
        elif not clauses and not waiting and not (has_subject or has_place or has_quantity):
            waiting.append(part)
        elif (clauses or waiting) and has_subject and _is_uncovered(part):
            clauses.append(Clause(part))
        elif has_quantity and (has_subject or has_place):
            clauses.append(Clause(part, also=[subject for subject in waiting if _holds(subject)[0]]))
            lead = [subject for subject in waiting if not _holds(subject)[0]]
            clauses[-1].text = " ".join([*lead, part])
            waiting = []
        elif has_subject and not has_quantity:
            (waiting if not clauses or _begins_list(connector, clauses) else clauses[-1].also).append(part)
        elif clauses and has_quantity and (_SEQUENCE.search(connector) or _AGAIN.match(part)):
            clauses.append(Clause(part))
        elif clauses:
            clauses[-1].text = f"{clauses[-1].text}{connector}{part}"
        else:
            waiting.append(part)
    if waiting and clauses:
        clauses[-1].also += [subject for subject in waiting if _holds(subject)[0]]
    return clauses or [Clause(text)]


def _begins_list(connector: str, clauses: list[Clause]) -> bool:
    """A subject after the end of a clause belongs to the next one, unless "and" or a comma joins it to the last."""
    return bool(clauses) and connector.strip(" ").lower() not in (",", "and", ", and", "or", "")


def _parts(text: str, boundary: re.Pattern[str]) -> list[tuple[str, str]]:
    """The parts between boundaries, each with the boundary before it."""
    parts: list[tuple[str, str]] = []
    begin, connector = 0, ""
    named = [range(start, end) for start, end, _ in names_in(text.lower())]
    for match in boundary.finditer(text):
        if any(match.start() in name for name in named):
            # "Stop and search" is one thing.
            continue
        if part := text[begin : match.start()].strip():
            parts.append((part, connector))
            connector = match[0]
        begin = match.end()
    if part := text[begin:].strip():
        parts.append((part, connector))
    return parts


def _holds(part: str) -> tuple[bool, bool, bool]:
    """Whether a part names a subject, a borough, and how much or which way."""
    lowered = part.lower()
    return bool(names_in(lowered)), _names_borough(part), bool(_FIGURE.search(lowered)) or moves(lowered)


def _is_uncovered(part: str) -> bool:
    """Whether a part names nothing that is counted here: it is answered by itself, and says nothing of the others."""
    return all(not meaning.is_covered for _, _, meaning in names_in(part.lower()))


def _names_borough(part: str) -> bool:
    try:
        return any(place.level != "mps" for place in take_places(Sentence(part)))
    except Unreadable:
        # A place without figures, or one of several of a name: the clause that holds it says so.
        return True
