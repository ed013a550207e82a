"""What a reader's words may mean: indicators by their names and definitions, and subjects that are not covered."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analytics.indicators import INDICATORS, Indicator
from analytics.not_covered import NOT_COVERED, UncoveredSubject

_WORD = re.compile(r"[\w&]+")
# Words that say nothing about the subject.
_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "by",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "london",
        "many",
        "much",
        "of",
        "on",
        "or",
        "rate",
        "the",
        "to",
        "what",
        "where",
        "which",
    ]
)


def indicators_about(text: str) -> tuple[Indicator, ...]:
    """The indicators of which every word of the text begins a word of a name, shortest first, else of what it is.

    All of them where the text has no word that says anything; none where none fits.
    """
    wanted = _words(text)
    if not wanted:
        return tuple(INDICATORS.values())
    names = ((entry, [name for name in entry.names if _fits(wanted, (name,))]) for entry in INDICATORS.values())
    fitting = sorted(((entry, min(map(len, fit))) for entry, fit in names if fit), key=lambda pair: pair[1])
    by_name = tuple(entry for entry, _ in fitting)
    texts = ((entry, (entry.definition, entry.theme, *entry.names)) for entry in INDICATORS.values())
    described = tuple(entry for entry, known in texts if _fits(wanted, known))
    return by_name or described


def subjects_about(text: str) -> tuple[UncoveredSubject, ...]:
    """The subjects that are not covered of which every word of the text begins a word of one way to say them."""
    wanted = _words(text)
    if not wanted:
        return ()
    ways = ((subject, (subject.name, *subject.spoken)) for subject in NOT_COVERED.values())
    return tuple(subject for subject, names in ways if any(_fits(wanted, (name,)) for name in names))


def _words(text: str) -> list[str]:
    return [stem for word in _WORD.findall(text.lower()) if word not in _EMPTY and (stem := _stem(word))]


def _stem(word: str) -> str:
    """A word without its plural: `robberies` and `robbery` begin alike."""
    return word.removesuffix("ies").removesuffix("s") if len(word) > 3 else word


def _fits(wanted: Iterable[str], texts: Iterable[str]) -> bool:
    known = {word for text in texts for word in _WORD.findall(text.lower())}
    return all(any(word.startswith(stem) for word in known) for stem in wanted)
