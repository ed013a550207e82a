"""A sentence while it is being read: what has been understood is marked, so that nothing is read twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from data.errors import DashboardError

# Beyond this it is no sentence but an article.
LONGEST = 600
# What stands in place of words that were taken, one for each letter: patterns refer to them.
INDICATOR, AREA, TIME, NUMBER, TAKEN = "\x01", "\x02", "\x03", "\x04", "\x05"


class Unreadable(DashboardError):
    """The sentence says something that no single checkable claim can hold; `message` says what, `hint` what to do."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the sentence and where they stand."""

    start: int
    end: int
    words: str


class Sentence:
    """`text` is the sentence with plain spaces, quotes and dashes; `rest` the same in small letters, with marks."""

    def __init__(self, text: str) -> None:
        self.text = _plain(text)
        self.rest = _lowered(self.text)
        # Where each period begins, and whether something is compared with it.
        self.periods: list[tuple[int, bool]] = []
        # Where each "since" or "compared with" begins that stands before a period.
        self.compared: set[int] = set()

    def take(self, start: int, end: int, mark: str) -> Piece:
        """Mark these letters as understood. A mark is one of those above."""
        while end > start and self.text[end - 1] == " ":
            end -= 1
        self.rest = self.rest[:start] + mark * (end - start) + self.rest[end:]
        return Piece(start, end, self.text[start:end])

    def take_all(self, pattern: str, mark: str) -> list[tuple[Piece, re.Match[str]]]:
        """Mark every occurrence of a pattern, from left to right."""
        return [(self.take(found.start(), found.end(), mark), found) for found in self.occurrences(pattern)]

    def occurrences(self, pattern: str) -> Iterator[re.Match[str]]:
        """Where a pattern occurs in what has not been taken yet."""
        return re.finditer(pattern, self.rest)

    def says(self, pattern: str) -> str:
        """The words that match a pattern, as they were written; empty if there are none."""
        found = re.search(pattern, self.rest)
        return self.text[found.start() : found.end()].strip() if found else ""


def _plain(text: str) -> str:
    # One letter for one letter from here on, so that places in `rest` are places in `text`.
    text = unicodedata.normalize("NFKC", text[: 20 * LONGEST])
    text = re.sub(r"[‘’‛`´]", "'", text)
    text = re.sub(r"[“”„‟«»]", '"', text)
    text = re.sub(r"[‐-―−﹣－]", "-", text)
    text = "".join(" " if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") else letter for letter in text)
    return re.sub(r"\s+", " ", text).strip()


def _lowered(text: str) -> str:
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
