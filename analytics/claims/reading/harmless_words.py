"""Words that cannot change what a sentence claims, and who says it: the only ones that may stay unread."""

from __future__ import annotations

import re

from analytics.claims.reading.sentence import TAKEN, Piece, Sentence
from analytics.claims.reading.word_patterns import WORDS, either, words

_HARMLESS = re.compile(words(" ".join(WORDS["harmless"].values())))
_SPEAKERS = words(" ".join(WORDS["speakers"].values()))
_NAME = r"(?:[A-Z][\w'-]+|[A-Z]\.)"
# "Susan Hall said", "said Councillor Smith", "according to Acme Research": a name beside a verb of saying.
_SAID = r"(?:says|said|claims|claimed|tweeted|wrote|warned|boasted|insisted|announced|told)"
_NAMED_SPEAKERS = (
    rf"(?P<name>{_NAME}(?: {_NAME}){{1,3}}),? (?:has |have )?{_SAID}\b",
    rf"\b{_SAID} (?P<name>{_NAME}(?: {_NAME}){{1,3}})",
    rf"\b[Aa]ccording to (?P<name>(?:the )?{_NAME}(?: (?:of|for|and|the|{_NAME})){{0,5}})",
)
_HOME_OFFICE = either(r"\bons(?:'s)?\b", r"\boffice for national statistics\b", r"\bhome office(?:'s)?\b")
_PREPOSITION = r"\b(?:of|in|on|at|by|to|from|for|with|into|the|a|an)\b"
_DANGLING = rf"{_PREPOSITION}(?= *(?:$|[.!?;)]| (?:of|on|at|by|to|from|for|with|into|and|in)\b))"


def take_source(sentence: Sentence) -> str:
    """Whose count it is, where it is the Home Office's or the ONS's: their words, else empty."""
    taken = sentence.take_all(rf"(?:the )?{_HOME_OFFICE}", TAKEN, "basis")
    return taken[0][0].words if taken else ""


def take_speakers(sentence: Sentence) -> None:
    """Marks who says it. A name that was read as a place or a subject stays that."""
    sentence.take_all(rf"(?:the )?{_SPEAKERS}", TAKEN, "speaker")
    for pattern in _NAMED_SPEAKERS:
        for match in re.finditer(pattern, sentence.text):
            start, end = match.span("name")
            if sentence.rest[start:end] == sentence.text[start:end].lower():
                sentence.take(start, end, TAKEN, "speaker")


def unread_in(sentence: Sentence) -> tuple[Piece, ...]:
    """The words that no rule has read and that could change what is claimed: neighbours are joined to one piece."""
    sentence.rest = re.sub(r"(?<=[\x01-\x06])'s\b", "  ", sentence.rest)
    left = [word for word in sentence.left() if not _HARMLESS.fullmatch(word.words.lower())]
    left += _dangling(sentence)
    joined: list[Piece] = []
    for word in sorted(left, key=lambda piece: piece.start):
        last = joined[-1] if joined else None
        if last and sentence.text[last.end : word.start].strip() == "":
            joined[-1] = Piece(last.start, word.end, sentence.text[last.start : word.end])
        else:
            joined.append(word)
    return tuple(joined)


def _dangling(sentence: Sentence) -> list[Piece]:
    """Prepositions and articles that lead to nothing: at the end of the sentence, or before another preposition."""
    return [
        Piece(match.start(), match.end(), sentence.text[match.start() : match.end()])
        for match in re.finditer(_DANGLING, sentence.rest)
    ]
