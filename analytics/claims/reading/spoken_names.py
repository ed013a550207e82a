"""The names that indicators and subjects go by in speech, as patterns: the longest name that fits is the one meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analytics.claims.reading.sentence import INDICATOR, Piece, Sentence
from analytics.indicators import INDICATORS
from analytics.not_covered import NOT_COVERED, UncoveredSubject

_ARTICLES = ("a", "an", "the")
# These words have no plural, or it is another word.
_FIXED = frozenset(
    [
        "of",
        "from",
        "with",
        "in",
        "and",
        "or",
        "to",
        "by",
        "per",
        "against",
        "than",
        "under",
        "for",
        "other",
        "on",
        "at",
        "not",
        "people",
        "were",
        "was",
        "been",
        "have",
        "are",
        "is",
        "as",
        "women",
        "men",
        "girls",
        "children",
        "young",
        "under-25",
        "tagged",
        "recalled",
        "injured",
        "wounded",
        "stabbed",
        "killed",
        "murdered",
    ]
)
_PLURALS = {"knife": "kni(?:fe|ves)", "person": "(?:person|people)", "child": "child(?:ren)?", "woman": "wom[ae]n"}
_NOUNS = r"(?: (?:offences?|crimes?|incidents?|cases?|reports))?"
# "All types of robbery" is robbery.
_ALL = r"(?:\ball (?:of )?(?:the )?(?:(?:types|forms|kinds) of )?|\b(?:types|forms|kinds) of )?"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for: an indicator's id, or that of a subject that is not covered."""

    id: str
    is_covered: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A subject in a sentence: what it means, and its words."""

    meaning: Meaning
    piece: Piece


def name_pattern(phrase: str) -> str:
    """A pattern of a name in its singular and plural, with spaces or hyphens, with or without articles."""
    pattern = ""
    for word in re.split(r"[ -]+", re.sub(r"[()]", "", phrase.lower())):
        if word in _ARTICLES:
            pattern += r"(?:(?:an?|the|their|his|her|someone's|people's)[ -])?"
        else:
            pattern += _word_pattern(word) + r"[ -]\(?"
    return pattern.removesuffix(r"[ -]\(?")


def _word_pattern(word: str) -> str:
    if word in _FIXED or not word.isalpha():
        return re.escape(word) + ("s?" if word.isdigit() and word == "25" else "")
    if word in _PLURALS:
        return _PLURALS[word]
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}(?:y|ies)"
    if word.endswith("s"):
        return f"{word[:-1]}s?" if not word.endswith("ss") else word
    if word.endswith(("ed", "ly")):
        return word
    return f"{word}(?:s|es)?" if re.search(r"(?:ch|sh|x|z)$", word) else f"{word}s?"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    """Every name with what it means; of two that are equally long an indicator's comes first."""
    names = [(name, Meaning(each.id, True)) for each in INDICATORS.values() for name in each.names]
    names += [(name, Meaning(each.id, False)) for each in NOT_COVERED.values() for name in each.spoken]
    return tuple(
        (
            re.compile(
                rf"{_ALL if meaning.is_covered else ''}\b{name_pattern(name)}{_NOUNS}(?![\w-])(?:'s?(?!\w))?\)?"
            ),
            meaning,
        )
        for name, meaning in sorted(names, key=lambda item: -len(item[0]))
    )


def names_in(text: str) -> list[tuple[int, int, Meaning]]:
    """Where names stand in a text in small letters: the longest first, none inside another; in their order."""
    spans = [
        (match.start(), match.end(), meaning) for pattern, meaning in _patterns() for match in pattern.finditer(text)
    ]
    chosen: list[tuple[int, int, Meaning]] = []
    for start, end, meaning in sorted(spans, key=lambda span: (span[0] - span[1], not span[2].is_covered)):
        if all(end <= other[0] or other[1] <= start for other in chosen):
            chosen.append((start, end, meaning))
    return sorted(chosen)


def take_names(sentence: Sentence) -> list[Named]:
    """Every subject that the sentence names, in its order.

    "Crime" by itself is all recorded crime; beside another subject it is a noun of that, unless it is named as its own.
    """
    spans = names_in(sentence.rest)
    return [
        Named(meaning, sentence.take(start, end, INDICATOR, "indicator" if meaning.is_covered else "subject"))
        for start, end, meaning in spans
    ]


def uncovered_subject(words: str) -> UncoveredSubject | None:
    """The subject that words name: its name, or a way in which it is said; None where it is none of the registry."""
    by_name = next((subject for subject in NOT_COVERED.values() if subject.name.lower() == words.strip().lower()), None)
    if by_name is not None:
        return by_name
    spoken = [meaning for _, _, meaning in names_in(words.lower()) if not meaning.is_covered]
    return NOT_COVERED[spoken[0].id] if spoken else None
