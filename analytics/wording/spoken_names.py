"""The names that indicators and subjects go by in speech, as patterns: the longest name that fits is the one meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analytics.confidence.survey_measures import MEASURES, SurveyMeasure
from analytics.indicators import INDICATORS
from analytics.not_covered import NOT_COVERED, UncoveredSubject
from analytics.wording.sentence import INDICATOR, TAKEN, Piece, Sentence

_ARTICLES = ("a", "an", "the")
# These words have no plural, or it is another word.
_FIXED = frozenset((
    "of", "from", "with", "in", "and", "or", "to", "by", "per", "against", "than", "under", "for", "other", "on", "at",
    "not", "people", "were", "was", "been", "have", "are", "is", "as", "women", "men", "girls", "children", "young",
    "under-25", "tagged", "recalled", "injured", "wounded", "stabbed", "killed", "murdered",
))  # fmt: skip
_PLURALS = {"knife": "kni(?:fe|ves)", "person": "(?:person|people)", "child": "child(?:ren)?", "woman": "wom[ae]n"}
_NOUNS = r"(?: (?:offences?|crimes?|incidents?|cases?|reports))?"
_NOUN_BETWEEN = r"(?:(?:offences?|crimes?|incidents?)[ -])?"
# "All types of robbery" is robbery.
_ALL = r"(?:\ball (?:of )?(?:the )?(?:(?:types|forms|kinds) of )?|\b(?:types|forms|kinds) of )?"
# "Who think that the police do a good job in their local area": the words around what the survey asks.
_OPINION = (
    r"(?:\b(?:(?:people|residents|adults|londoners|respondents) )?(?:who )?(?:now )?(?:think|thought|say|said|"
    r"believe|believed|feel|felt|agree|agreed|have|had|has)(?: that)?(?: the| their)? )?"
)
_LOCALLY = r"(?:,? (?:locally|in (?:their|the|your) (?:local )?(?:area|neighbourhood)))?"


# Offices and publications that bear a crime in their name, and are no claim about it.
_OFFICES = (
    r"\b(?:violence reduction unit|mayor'?s office for policing and crime|police and crime (?:plan|committee|"
    r"commissioner)|"
    r"(?:deputy mayor|minister|secretary) for (?:\w+ and )?(?:crime|policing)(?: and (?:crime|policing))?|"
    r"national crime agency|crime (?:minister|commissioner|statistics|figures|data|stats))(?:'s)?(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for: the id of an indicator, of a survey's measure, or of a subject that is not covered."""

    id: str
    kind: Literal["indicator", "survey", "uncovered"]

    @property
    def is_covered(self) -> bool:
        return self.kind != "uncovered"


@dataclass(frozen=True, slots=True)
class NamedSubject:
    """A subject in a sentence: what it means, and its words."""

    meaning: Meaning
    piece: Piece


def name_pattern(phrase: str) -> str:
    """A pattern of a name in its singular and plural, with spaces or hyphens, with or without articles."""
    pattern = ""
    for word in re.split(r"[ -]+", re.sub(r"[()]", "", phrase.lower())):
        if word == "with":
            # "Domestic abuse offences with injury" is domestic abuse with injury.
            pattern += _NOUN_BETWEEN
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
def _names() -> tuple[tuple[str, str, Meaning], ...]:
    """Every name with its longest word without the ending, and what it means."""
    names = [(name, Meaning(subject.id, "indicator")) for subject in INDICATORS.values() for name in subject.names]
    names += [(name, Meaning(measure.id, "survey")) for measure in MEASURES.values() for name in measure.names]
    names += [(name, Meaning(subject.id, "uncovered")) for subject in NOT_COVERED.values() for name in subject.spoken]
    return tuple((_stem(name), name, meaning) for name, meaning in names)


@cache
def _pattern(name: str, meaning: Meaning) -> re.Pattern[str]:
    if meaning.kind == "survey":
        return re.compile(rf"{_OPINION}\b{name_pattern(name)}(?![\w-]){_LOCALLY}")
    every = _ALL if meaning.kind == "indicator" else ""
    return re.compile(rf"{every}\b{name_pattern(name)}{_NOUNS}(?![\w-])(?:'s?(?!\w))?\)?")


def _stem(name: str) -> str:
    """What a text must contain if the name stands in it in any number: a pattern is only tried where it does."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    return max((word[:-1] for word in words if word not in (*_ARTICLES, *_PLURALS)), key=len, default="")


def names_in(text: str) -> list[tuple[int, int, Meaning]]:
    """Where names stand in a text in small letters: the longest first, none inside another; in their order."""
    spans = [
        (match.start(), match.end(), meaning)
        for stem, name, meaning in _names()
        if stem in text
        for match in _pattern(name, meaning).finditer(text)
    ]
    chosen: list[tuple[int, int, Meaning]] = []
    for start, end, meaning in sorted(spans, key=lambda span: (span[0] - span[1], not span[2].is_covered)):
        if all(end <= other[0] or other[1] <= start for other in chosen):
            chosen.append((start, end, meaning))
    return sorted(chosen)


def take_subjects(sentence: Sentence) -> list[NamedSubject]:
    """Every subject that the sentence names, in its order.

    "Crime" by itself is all recorded crime; beside another subject it is a noun of that, unless it is named as its own.
    """
    sentence.take_all(_OFFICES, TAKEN, "speaker")
    spans = names_in(sentence.rest)
    return [
        NamedSubject(meaning, sentence.take(start, end, INDICATOR, "indicator" if meaning.is_covered else "subject"))
        for start, end, meaning in spans
    ]


def uncovered_subject(words: str) -> UncoveredSubject | None:
    """The subject that words name: its name, or a way in which it is said; None where it is none of the registry."""
    by_name = next((subject for subject in NOT_COVERED.values() if subject.name.lower() == words.strip().lower()), None)
    if by_name is not None:
        return by_name
    spoken = [meaning for _, _, meaning in names_in(words.lower()) if not meaning.is_covered]
    return NOT_COVERED[spoken[0].id] if spoken else None


def survey_measure_of(words: str) -> SurveyMeasure | None:
    """The survey's measure that words name: as a claim's subject, or in a way in which it is said; else None."""
    by_subject = next((measure for measure in MEASURES.values() if measure.subject == words.strip()), None)
    if by_subject is not None or uncovered_subject(words) is not None:
        return by_subject
    spoken = [meaning for _, _, meaning in names_in(words.lower()) if meaning.kind == "survey"]
    return MEASURES[spoken[0].id] if spoken else None
