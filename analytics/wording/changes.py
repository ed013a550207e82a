"""Which way something changed, and multiples: "rose", "doubled", "twice as many"."""

from __future__ import annotations

import re
from typing import Literal

from analytics.wording.number_words import FRACTION, WORD_NUMBER, fraction, number
from analytics.wording.sentence import CHANGE, NUMBER, Piece, Sentence
from analytics.wording.word_patterns import BOUNDED, WORDS, Bound, bound_of, either, words

# not_up: "did not rise", which a fall makes true, and no clear change.
Direction = Literal["up", "down", "same", "not_up", "not_down"]
_WORDS = WORDS["directions"]
_MOVING = rf"(?:(?:has|have|had|was|were|is|are) )?{words(_WORDS['moving'])}"
# "More patrols" says nothing of a crime: beside a number, or before what is counted, these say which way.
_COUNTED = (
    r"(?= (?:recorded |reported |such )?"
    r"(?:[\x01\x02]|than\b|offences|crimes|cases|incidents|reports|victims|people|so\b))"
)


def _more(listed: str) -> str:
    return rf"(?:(?<=\x04 )(?:{listed})\b|\b(?:{listed}){_COUNTED})"


UP = either(
    rf"{_MOVING} up(?:wards?)?\b(?! to \d)",
    r"(?<!-)\bup\b(?!-)(?! to (?:\d|half|a\b))",
    words(_WORDS["up"]),
    _more("more|greater|extra|additional"),
    r"[↑▲]",
)
DOWN = either(rf"{_MOVING} down(?:wards?)?\b", words(_WORDS["down"]), _more("fewer|less"), r"[↓▼]")
SAME = either(words(_WORDS["same"]), r"\b(?:stay|remain)\w* (?:about |broadly |roughly )?the same\b")
# Stands before "in 2010".
_THE_LEVEL = (
    r"(?=(?:the )?\x02+(?:'s)? average|the average|what it was|the (?:level|number|figure|rate|total|(?:\w+ )?\x01)|"
    r"that (?:of|in)|\x05)"
)
_AS_MANY = r"as (?:many|much|high|common)"
_MULTIPLES = {
    # Not "half of young offenders", whose words were read before.
    rf"\bhalv(?:ed|es|ing)\b|\bhalf (?:{_AS_MANY}|{_THE_LEVEL}|of (?!\x05){_THE_LEVEL})": 0.5,
    r"\bdoubl(?:ed?|es|ing)\b(?![ -]figures|[ -]digit)": 2.0,
    r"\b(?:tripl|trebl)(?:ed?|es|ing)\b": 3.0,
    r"\bquadrupl(?:ed?|es|ing)\b": 4.0,
    r"\bquintupl(?:ed?|es|ing)\b": 5.0,
    rf"\btwice (?:{_AS_MANY}|{_THE_LEVEL})": 2.0,
    rf"\bthrice {_AS_MANY}": 3.0,
}
_FOLD = rf"\b(?P<times>\d{{1,2}}(?:\.\d+)?|{WORD_NUMBER[:-2]})(?:[ -]?fold\b| times (?:{_AS_MANY}|{_THE_LEVEL}))"
# "Less than a tenth of Westminster's", "a third of that in Camden".
_PART_OF = (
    rf"\b(?P<part>{FRACTION}) (?:of )?(?:that (?:of|in) |those (?:of|in) |the (?:rate|number) (?:of|in) )?"
    r"(?=\x02+(?:'s)?(?: \x03|,|\.|$| in\b| \x01+ rate))"
)
_OTHER_SIDE: dict[Bound, Bound] = {
    "over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least", "nearly": "just_over",
    "just_over": "nearly",
}  # fmt: skip
# People say "halved" of anything near it.
ROUNDED_MULTIPLE = 5.0


def take_multiples(sentence: Sentence) -> list[tuple[Direction, float, Bound | None, Piece]]:
    """Every multiple as a change in per cent: "doubled" is up by 100."""
    multiples: list[tuple[Direction, float, Bound | None, Piece]] = []
    for pattern, times in (*_MULTIPLES.items(), (_FOLD, None)):
        for piece, match in sentence.take_all(rf"{BOUNDED}(?:{pattern})", NUMBER, "size"):
            change = round(100 * ((number(match["times"]) or 1.0) if times is None else times) - 100, 4)
            multiples.append(("down" if change < 0 else "up", abs(change), bound_of(match), piece))
    for piece, match in sentence.take_all(rf"{BOUNDED}{_PART_OF}", NUMBER, "size"):
        bound = bound_of(match)
        multiples.append(
            ("down", 100 - (fraction(match["part"]) or 0.0), _OTHER_SIDE.get(bound) if bound else None, piece)
        )
    return multiples


def take_directions(sentence: Sentence) -> dict[Direction, Piece]:
    """The directions that are said, each with its first words."""
    patterns: tuple[tuple[Direction, str], ...] = (("same", SAME), ("up", UP), ("down", DOWN))
    taken: dict[Direction, Piece] = {}
    for direction, pattern in patterns:
        for match in sentence.occurrences(pattern):
            # "Greater Manchester" is a name.
            is_name = re.match(r"[A-Z]\w+ [A-Z]", sentence.text[match.start() :]) and not sentence.is_headline
            begins = match.start() == 0 and match[0] != "greater"
            if begins or not is_name:
                piece = sentence.take(match.start(), match.end(), CHANGE, "direction")
                taken.setdefault(direction, piece)
    return taken


def moves(text: str) -> bool:
    """Whether a text in small letters speaks of a change."""
    return any(re.search(pattern, text) for pattern in (UP, DOWN, SAME, r"\b(?:more|fewer|less)\b", *_MULTIPLES, _FOLD))
