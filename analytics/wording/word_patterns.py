"""The lists of words in `words.toml` as regular expressions, so that the lists stay lists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final, Literal, get_args

# On which side of a stated number the figure lies: "more than a third", "nearly 12%".
Bound = Literal["over", "at_least", "under", "at_most", "nearly", "just_over"]
WORDS: Final[dict[str, dict[str, str]]] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
)


def words(text: str) -> str:
    """A pattern of any of these words or phrases, whole: `fell drop* no_change`; `*` is any ending, `_` a space."""
    phrases = [word.replace("*", r"\w*").replace("_", " ") for word in text.split()]
    return rf"\b(?:{'|'.join(sorted(phrases, key=len, reverse=True))})\b"


def either(*patterns: str) -> str:
    """A pattern of the first of these patterns that fits."""
    return f"(?:{'|'.join(patterns)})"


def lines(text: str, **parts: str) -> str:
    """The same of patterns that stand one on a line; `<name>` is one of the `parts`."""
    for name, part in parts.items():
        text = text.replace(f"<{name}>", part)
    return either(*(line.strip() for line in text.strip().splitlines()))


# "Up to" is no bound behind "is".
_UP_TO = r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bnow )up to(?! [^,;]* from)"
_SIDES = "|".join(
    f"(?P<{bound}>{words(phrases)}{_UP_TO if bound == 'at_most' else ''})" for bound, phrases in WORDS["bounds"].items()
)
# What may stand before a number: on which side of it the figure lies, that it is rounded, or nothing.
BOUNDED = (
    rf"(?:\b(?:(?:{_SIDES}|(?P<about>{words(WORDS['numbers']['about'])}\.?))|"
    rf"{words(WORDS['numbers']['empty'])}(?: (?:about|around|some))?) ?)?"
)


def bound_of(match: re.Match[str]) -> Bound | None:
    """On which side of a number the figure lies, by the words before it that `BOUNDED` took."""
    return next((bound for bound in get_args(Bound) if match[bound]), None)
