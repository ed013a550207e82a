"""Which way something changed, and multiples: "rose", "doubled", "twice as many"."""

from __future__ import annotations

import re

from analytics.claims.claim import Bound, Direction
from analytics.claims.reading.amounts import HEDGE, bound_of
from analytics.claims.reading.direction_words import DOWN, SAME, UP
from analytics.claims.reading.number_words import WORD_NUMBER, number
from analytics.claims.reading.sentence import CHANGE, NUMBER, Piece, Sentence

# Stands before "in 2010".
_THE_LEVEL = r"(?=what it was|the (?:level|number|figure|rate|total|(?:\w+ )?\x01)|that (?:of|in)|\x05)"
_TIMES_AS = r"(?: as (?:many|much|high|common))"
_MULTIPLES: dict[str, tuple[Direction, float]] = {
    rf"\bhalv(?:ed|es|ing)\b|\bhalf as (?:many|much|high)\b|\bhalf(?: of)? {_THE_LEVEL}": ("down", 50.0),
    rf"\bdoubl(?:ed?|es|ing)\b(?! figures| digit)|\b(?:twice|two times){_TIMES_AS}|\btwice {_THE_LEVEL}": ("up", 100.0),
    rf"\b(?:tripl|trebl)(?:ed?|es|ing)\b|\b(?:three times|thrice){_TIMES_AS}": ("up", 200.0),
    rf"\bquadrupl(?:ed?|es|ing)\b|\bfour times{_TIMES_AS}": ("up", 300.0),
    rf"\bquintupl(?:ed?|es|ing)\b|\bfive times{_TIMES_AS}": ("up", 400.0),
}
_FOLD = rf"\b(?P<times>\d{{1,2}}(?:\.\d+)?|{WORD_NUMBER[:-2]})(?:[ -]?fold\b| times(?:{_TIMES_AS}| {_THE_LEVEL}))"
# People say "halved" of anything near it.
ROUNDED_MULTIPLE = 5.0


def take_multiples(sentence: Sentence) -> list[tuple[Direction, float, Bound | None, Piece]]:
    """Every multiple as a change in per cent: "doubled" is up by 100."""
    multiples: list[tuple[Direction, float, Bound | None, Piece]] = []
    for pattern, (direction, size) in _MULTIPLES.items():
        for piece, match in sentence.take_all(rf"{HEDGE}(?:{pattern})", NUMBER, "size"):
            multiples.append((direction, size, bound_of(match), piece))
    for piece, match in sentence.take_all(rf"{HEDGE}{_FOLD}", NUMBER, "size"):
        multiples.append(("up", round(100.0 * ((number(match["times"]) or 1.0) - 1), 4), bound_of(match), piece))
    return multiples


def take_directions(sentence: Sentence) -> dict[Direction, Piece]:
    """The directions that are said, each with its first words."""
    patterns: tuple[tuple[Direction, str], ...] = (("same", SAME), ("up", UP), ("down", DOWN))
    return {
        direction: pieces[0][0]
        for direction, pattern in patterns
        if (pieces := sentence.take_all(pattern, CHANGE, "direction"))
    }


def moves(text: str) -> bool:
    """Whether a text in small letters speaks of a change."""
    return any(re.search(pattern, text) for pattern in (UP, DOWN, SAME, r"\b(?:more|fewer|less)\b", *_MULTIPLES))
