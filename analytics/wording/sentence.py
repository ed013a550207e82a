"""A sentence while it is being read: what has been read is marked, so that nothing is passed over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from data.errors import DashboardError

# Letters and sentences that are read at once: a press release, not a book.
LONGEST, MOST_SENTENCES = 8_000, 40
# The share of words with a capital that makes a headline.
HEADLINE = 0.7
# What stands in place of words that were taken, one for each letter: patterns refer to them.
INDICATOR, AREA, TIME, NUMBER, TAKEN, CHANGE = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
MARKS = f"{INDICATOR}{AREA}{TIME}{NUMBER}{TAKEN}{CHANGE}"
_WORD = re.compile(r"[£$€]?[^\W_](?:[\w'’&/.,-]*[^\W_])?%?|[£$€%]")

# "48 407": a space between thousands, as the British style of tables has it.
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,/-])[1-9]\d{0,2}(?: \d{3})+(?![\d.,]*\d)")


class Unreadable(DashboardError):
    """The sentence says something that no single checkable claim can hold; `message` says what, `hint` what to do."""


class SeveralClaims(Unreadable):
    """The sentence makes more than one claim: it is to be read clause by clause."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the sentence, where they stand, and as what they were read: a field of a claim, or empty."""

    start: int
    end: int
    words: str
    field: str = ""


class Sentence:
    """`text` is the sentence with plain spaces, quotes and dashes; `rest` the same in small letters, with marks.

    `pieces` are the words that were read so far. `periods` says where each period begins, and whether something is
    compared with it.
    """

    def __init__(self, text: str) -> None:
        self.text = plain(text)
        capitals = re.findall(r"(?<![\w'])[A-Z]", self.text)
        # In a headline capitals tell no names.
        self.is_headline = len(capitals) > 3 and len(capitals) >= HEADLINE * len(
            re.findall(r"(?<![\w'])[A-Za-z]", self.text)
        )
        self.rest = _lowered(self.text)
        self.pieces: list[Piece] = []
        self.periods: list[tuple[int, bool]] = []

    def take(self, start: int, end: int, mark: str, field: str = "") -> Piece:
        """Mark these letters as read. A mark is one of those above."""
        while end > start and self.text[end - 1] == " ":
            end -= 1
        while start < end and self.text[start] == " ":
            start += 1
        self.mark(start, end, mark)
        piece = Piece(start, end, self.text[start:end], field)
        self.pieces.append(piece)
        return piece

    def put_back(self, piece: Piece) -> None:
        """Take a piece for unread again."""
        self.pieces.remove(piece)
        self.rest = self.rest[: piece.start] + _lowered(piece.words) + self.rest[piece.end :]

    def mark(self, start: int, end: int, mark: str) -> None:
        """Mark letters as read that are no piece by themselves."""
        self.rest = self.rest[:start] + mark * (end - start) + self.rest[end:]

    def take_all(
        self, pattern: str, mark: str, field: str = "", *, group: int | str = 0
    ) -> list[tuple[Piece, re.Match[str]]]:
        """Mark every occurrence of a pattern, or one group of it, from left to right."""
        return [(self.take(*match.span(group), mark, field), match) for match in self.occurrences(pattern)]

    def occurrences(self, pattern: str | re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern occurs in what has not been taken yet."""
        return re.finditer(pattern, self.rest)

    def says(self, pattern: str) -> str:
        """The words that match a pattern, as they were written; empty if there are none."""
        match = re.search(pattern, self.rest)
        return self.text[match.start() : match.end()].strip() if match else ""

    @property
    def mixed(self) -> str:
        """The sentence as it was written, with the marks of what was read."""
        pairs = zip(self.rest, self.text, strict=True)
        return "".join(read if read in MARKS else written for read, written in pairs)

    def left(self) -> list[Piece]:
        """The words that no rule has read."""
        return [Piece(word.start(), word.end(), self.text[word.start() : word.end()]) for word in self._words()]

    def _words(self) -> Iterator[re.Match[str]]:
        return (word for word in _WORD.finditer(re.sub(f"[{MARKS}]", " ", self.rest)))


def plain(text: str) -> str:
    """A text with plain quotes, dashes and single spaces; one letter for one letter from here on."""
    text = unicodedata.normalize("NFKC", text[: 2 * LONGEST])
    text = re.sub(r"[‘’‛`´]", "'", text)
    text = re.sub(r"[“”„‟«»]", '"', text)
    text = re.sub(r"[‐-―−﹣－]", "-", text)
    text = "".join(" " if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") else letter for letter in text)
    text = re.sub(r"\s+", " ", text).strip()
    return _SPACED_THOUSANDS.sub(lambda number: number[0].replace(" ", ","), text)


def _lowered(text: str) -> str:
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
