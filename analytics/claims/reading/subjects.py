"""Which indicator a sentence is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analytics.claims.reading.sentence import INDICATOR, TAKEN, Piece, Sentence, Unreadable
from analytics.claims.reading.subject_words import (
    ALL_CRIME,
    COUNTED_ELSEWHERE,
    INDICATOR_WORDS,
    NAMES,
    NOT_PUBLISHED,
    OTHER_SUBJECTS,
)
from analytics.indicators import indicator

# "Anti-social behaviour and burglary": not one that is described by the other.
_JOINED = rf"{INDICATOR}(?:,|,? and|,? or| &) {INDICATOR}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence is about: an indicator's id, or words for what no series here counts; both empty if unsaid."""

    indicator: str | None = None
    words: str = ""
    said: str = ""


def take_subject(sentence: Sentence) -> Subject:
    """The one thing that the sentence is about. Raises Unreadable where it is about two, or about no crime."""
    sentence.take_all(NAMES, TAKEN)
    _refuse_other(sentence, COUNTED_ELSEWHERE)
    unpublished = _taken(sentence, NOT_PUBLISHED)
    counted = _taken(sentence, INDICATOR_WORDS)
    if unpublished and counted and sentence.says(_JOINED):
        _only(unpublished | counted)
    if unpublished:
        meaning, piece = _only(unpublished)
        sentence.take_all(ALL_CRIME, TAKEN)
        return Subject(None, meaning, piece.words)
    counted = counted or _taken(sentence, ((ALL_CRIME, "all_recorded_crime"),))
    if not counted:
        _refuse_other(sentence, OTHER_SUBJECTS)
        return Subject()
    which, piece = _only(counted)
    sentence.take_all(ALL_CRIME, TAKEN)
    return Subject(which, "", piece.words)


def _taken(sentence: Sentence, phrases: tuple[tuple[str, str], ...]) -> dict[str, Piece]:
    """What each phrase stands for → the first words that say it."""
    found: dict[str, Piece] = {}
    for pattern, meaning in phrases:
        for piece, _ in sentence.take_all(pattern, INDICATOR):
            found.setdefault(meaning, piece)
    return found


def _only(found: dict[str, Piece]) -> tuple[str, Piece]:
    if len(found) > 1:
        in_order = sorted(found.items(), key=lambda item: item[1].start)
        pieces = "; ".join(f"“{piece.words}” ({_named(meaning)})" for meaning, piece in in_order)
        raise Unreadable(
            f"The sentence speaks of {len(found)} different things: {pieces}",
            "Check them one at a time: paste the part about one of them",
        )
    return next(iter(found.items()))


def _named(meaning: str) -> str:
    is_indicator = any(meaning == which for _, which in INDICATOR_WORDS)
    return indicator(meaning).in_sentence if is_indicator else meaning[0].lower() + meaning[1:]


def _refuse_other(sentence: Sentence, subjects: str) -> None:
    if other := sentence.says(subjects):
        raise Unreadable(
            f"“{other}” is not something that figures of crime or reoffending can show",
            "Only crime recorded in London and proven reoffending can be checked here",
        )


def counts_offences(sentence: Sentence) -> bool:
    """Whether the sentence counts offences without saying which."""
    return bool(re.search(r"\b(?:offences?|incidents?|victims?)\b", sentence.rest))
