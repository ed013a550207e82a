"""Shares: "9% of London's crime is in Westminster", "one in eight burglaries", "six in ten", wherever they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analytics.wording.number_words import FIGURES, FRACTION, WORD_NUMBER, fraction, number
from analytics.wording.sentence import NUMBER, TAKEN, Sentence, SeveralClaims
from analytics.wording.word_patterns import BOUNDED, Bound, bound_of

_NUMBER = rf"(?:{FIGURES}|{WORD_NUMBER})"
_PERCENT = r"(?:%|per ?cent\b|percentage\b)"
_IN_SO_MANY = (
    rf"(?<![\d,.])(?P<part>{WORD_NUMBER[:-2]}|\d{{1,3}})\b(?: (?:people|victims|offences|crimes|londoners))? (?:in|"
    rf"out of)(?: every)? "
    rf"(?P<whole>{WORD_NUMBER[:-2]}|\d{{1,3}}|a hundred)\b(?![/,.%]?\d|%)(?! (?:boroughs|london boroughs|months|"
    rf"years|\x03))"
)
_OF = (
    r"(?= (?:of (?:all |the |london's |those |these |recorded |reported |\x02+(?:'s)? |total |its |overall |\d[\d,]* "
    r"|some |police-recorded )*"
    # A tenth of what is in Westminster, not "a tenth of Westminster's", which compares.
    r"(?:\x01|\x02*\x02(?!\x02)(?! ?(?:(?:in|the) )*(?:\x03|[,.]|$))|"
    r"offences|crimes?|cases|victims|people|londoners|suspects|incidents)))"
)
# "A quarter of offenders reoffend": whom the rate of reoffending counts.
_OF_OFFENDERS = r"(?: of (?:all |the )?(?:\x02+ )?offenders\b(?=.*\x01))"
_SHARE = (
    rf"{BOUNDED}(?:{_IN_SO_MANY}|(?<![\w.,/£$€-])(?:(?P<percent>{_NUMBER}) ?{_PERCENT}|(?P<fraction>\b(?:{FRACTION}|"
    rf"most))\b)(?:{_OF}|{_OF_OFFENDERS}))"
)
# "Croydon accounts for 5% of London's burglaries".
_VERBS = (
    r"\b(?:account(?:s|ed|ing)? for|ma[dk]es? up|making up|made up|represent(?:s|ed|ing)?|compris(?:e|es|ed|ing)|"
    r"(?:takes?|took|taking) place|(?:happen|occur)(?:s|ed|ing)?|(?:involv|involving)(?:e|es|ed)?|consist(?:s|ed)? "
    r"of)\b"
)


# In per cent: nobody says "four in five" of 74%.
WIDEST = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenShare:
    """A share in per cent, as it is said; `end` is where its words end, so that what follows is the whole."""

    value: float | None
    rounding: float | None
    bound: Bound | None
    words: str
    end: int


def take_share(sentence: Sentence) -> SpokenShare | None:
    """The share that the sentence gives, its words marked; None where it gives none."""
    match = re.search(_SHARE, sentence.rest)
    if match is None or _is_no_part(match):
        of_those = re.search(
            rf"\b(?:{FRACTION}|{_NUMBER} ?{_PERCENT}|most|many) of (?:them|these|those|which|whom)\b", sentence.rest
        )
        if of_those:
            words = sentence.text[of_those.start() : of_those.end()]
            raise SeveralClaims(
                f"“{words}” is a share of what was counted before", "Check it with what it is a share of"
            )
        return None
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    piece = sentence.take(start, match.end(), NUMBER, "value")
    if of_all := re.match(r" of all(?: of)?\b(?: the\b)?", sentence.rest[piece.end :]):
        sentence.take(piece.end, piece.end + of_all.end(), TAKEN, "share")
    sentence.take_all(_VERBS, TAKEN, "share")
    value, rounding = _value(match)
    return SpokenShare(value=value, rounding=rounding, bound=bound_of(match), words=piece.words, end=piece.end)


def _is_no_part(match: re.Match[str]) -> bool:
    """Whether "so many in so many" is no share: the first is the larger."""
    return bool(match["whole"]) and (number(match["part"]) or 0.0) >= (number(match["whole"]) or 100.0)


def _value(match: re.Match[str]) -> tuple[float | None, float | None]:
    if match["whole"]:
        part = number(match["part"]) or 0.0
        whole = 100.0 if match["whole"] == "a hundred" else number(match["whole"]) or 1.0
        # One in eight lies between one in 8.5 and one in 7.5; six in ten, and two in three, within five points.
        rounding = min(100 / whole**2 if part == 1 else 100 / whole, WIDEST)
        return round(100 * part / whole, 1 if part >= whole / 100 else 4), round(rounding, 4)
    if match["fraction"]:
        return (fraction(match["fraction"]), 5.0) if match["fraction"] != "most" else (50.0, None)
    value = number(match["percent"])
    return value, 5.0 if match["about"] and value and value % 5 == 0 else None
