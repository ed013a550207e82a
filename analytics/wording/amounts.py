"""The figures in a sentence: their value, their unit, how far they are rounded, and what they are figures of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from analytics.wording.changes import DOWN, UP
from analytics.wording.number_words import FIGURES, FRACTION, SCALE, WORD_NUMBER, fraction, number, rounding_of
from analytics.wording.sentence import NUMBER, Sentence, SeveralClaims, Unreadable
from analytics.wording.word_patterns import BOUNDED, WORDS, Bound, bound_of, either, words

Unit = Literal["percent", "points", "count", "rate"]
# How much something changed, how much it is, how much it was.
Part = Literal["size", "value", "base_value"]

_NOUN = either(
    r"\x01+", "offences?", "crimes?", "cases", "incidents", "reports", "victims", "people", "fewer", "more", "less",
    "extra", "additional", "recorded", r"times(?= (?:a|an|per|every|each)\b)",
)  # fmt: skip
_PERCENT = either("%", r"percentage\b(?![ -]points?)", r"per ?cent\b", r"pct\b", r"pc\b")
_POINTS = either(r"percentage[ -]points?\b", r"%[ -]points?\b", r"per ?cent points?\b", r"ppt?s?\b", r"points?\b")
_RESIDENTS = either("people", "residents", "population", "inhabitants", "londoners", "of the population", "head")
_PER = (
    r"(?:[\w\x01]+ )??(?:for every|in every|per) "
    r"(?P<per>100,?000|10,?000|1,?000|(?:a |one )?(?:hundred thousand|thousand|million))\b"
    rf"(?: (?:of )?{_RESIDENTS})*"
)
_PERS = {"hundred thousand": 100_000, "thousand": 1_000, "million": 1_000_000}
_NUMBERS = WORDS["numbers"]
_WRITTEN = either(
    rf"(?:{FIGURES}){SCALE}?(?![,.]?\d)",
    rf"(?:{WORD_NUMBER}|\ba|\bone){SCALE}",
    rf"\b{WORD_NUMBER}(?=[ -]?(?:{_PERCENT}|{_POINTS}|{_NOUN}|{_PER.replace('?P<per>', '')}))",
    rf"(?:(?<=\bfrom )|(?<=\bto ))(?:{WORD_NUMBER}|none\b|zero\b)(?= (?:in )?(?:the )?\x03| to\b|[,.]|$)",
    # "Three a week": the frequency is taken before.
    rf"\b{WORD_NUMBER}(?= \x05)",
    r"(?:\bnot (?:a single|one|a)|\bno|\bnot any)(?= (?:\x01|offences?\b|crimes?\b|cases?\b|incidents?\b))",
    rf"\b(?:{FRACTION})\b",
)
_UNIT = rf"[ -]?(?:(?P<points>{_POINTS})|(?P<percent>{_PERCENT})|(?P<rate>{_PER}))"
# A sign may stand before a number; a dash between two numbers is none.
_BEGIN = r"(?<!per )(?<![\w.,/£$€\x03-])"
_AMOUNT = (
    rf"{BOUNDED}(?:(?<![\w.\x03])(?P<sign>[+-]) ?|{_BEGIN})(?P<number>{_WRITTEN})(?P<plus>\+)?(?:{_UNIT})?(?![\w/])"
)
_ADJECTIVES = r"(?:(?:annual|overall|year-on-year|sharp|slight|modest|significant|dramatic|further) )?"
_SIZE_AFTER = rf"^\)? ?{_ADJECTIVES}(?:{words(_NUMBERS['more'])}|(?:above|below)\b)"
_BY = r"(?:\bby an?|\bby)$"
_BASE_LEAD = (
    rf"{words(_NUMBERS['compared'])}\.?(?: an?| the)?(?: (?:figure|low|high|peak|total|tally))?(?: of)?"
    r"(?: (?:the|its))? ?$"
)
_TO = r"\b(?:to|at|reached|reaching|reaches|hit|hitting)(?: a(?: (?:total|figure|level|rate))?)?(?: of)?$"
# "Fell below 50,000": the level that it passed, and not by how much.
_PASSES = r"(?:well |just )?(?:above|below|under|past)\b"
_MOVED = rf"(?:{UP}|{DOWN})(?: (?:by|of|was|is|an?|just|only|further))*$"
_IS_AT = words(_NUMBERS["is_at"])
# "97 in 2025", "97 (2025)".
_PERIOD_AFTER = r"^,? ?(?:(?:in|during|for|over) )?(?:the |\()?\x03"
# "(16,232 to 15,112)".
_TO_ANOTHER = r"^ to [\d,.]+\)"
# "400 of the robberies", "of which 60", "among them 12": how many of those that were counted before.
_OF_THOSE_AFTER = r"^ of (?:the|them|these|those|which|whom|all)\b"
_OF_THOSE_BEFORE = r"\b(?:of|among|amongst) (?:which|whom|them|these|those)(?:,? \w+)?$"
_RANGE = rf"(?<![\w,.])\d[\d,.]* ?(?:{_PERCENT})? ?(?:-|to|and) ?\d[\d,.]* ?(?:{_PERCENT})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One figure of the sentence. `rounding` is the unit it is rounded to, `per` the residents that a rate is for.

    `bound`: on which side of the number the figure lies; `is_rounded`: by its look or by a word such as "about".
    """

    start: int
    end: int
    words: str
    value: float
    unit: Unit
    rounding: float
    part: Part = "value"
    sign: str = ""
    bound: Bound | None = None
    is_rounded: bool = False
    is_fraction: bool = False
    per: int | None = None


def take_amounts(sentence: Sentence, *, is_rate: bool) -> list[Amount]:
    """Every figure of the sentence that can be told what it is of, from left to right; the others stay unread.

    `is_rate`: the indicator is a percentage itself. Raises Unreadable for ranges, and for a level in per cent of what
    is a count.
    """
    _refuse_range(sentence)
    amounts: list[Amount] = []
    for match in sentence.occurrences(_AMOUNT):
        amount = _amount(sentence, match)
        part = _part(amount, sentence.rest, is_rate=is_rate)
        if part is not None:
            amounts.append(replace(amount, part=part))
    amounts = _with_shared_unit(amounts)
    for amount in amounts:
        lead = re.search(rf"(?:{_BASE_LEAD}|(?:\b(?:by|to|at|of)(?: an?)? ?$))", sentence.rest[: amount.start])
        sentence.take(lead.start() if lead else amount.start, amount.end, NUMBER, amount.part)
    return amounts


def _with_shared_unit(amounts: list[Amount]) -> list[Amount]:
    """In "from 27 to 24 per cent" and in "1.1 per 100,000, from 1.2" both figures have the unit that is said once."""
    with_unit = next(
        (amount for amount in amounts if amount.part == "value" and amount.unit in ("percent", "rate")), None
    )
    return [
        replace(amount, unit=with_unit.unit, per=with_unit.per)
        if with_unit and amount.part == "base_value" and amount.unit == "count"
        else amount
        for amount in amounts
    ]


def _refuse_range(sentence: Sentence) -> None:
    for match in sentence.occurrences(_RANGE):
        if re.search(r"from(?: \w+)? $", sentence.rest[: match.start()]):
            continue
        words_ = sentence.text[match.start() : match.end()]
        if " and " in words_ and not sentence.rest[: match.start()].endswith("between "):
            continue
        raise Unreadable(f"“{words_}” is a range, not a figure", "Give one figure to check")


def _amount(sentence: Sentence, match: re.Match[str]) -> Amount:
    text = match["number"]
    portion = fraction(text)
    value = portion if portion is not None else number(text)
    if value is None:
        raise Unreadable(f"“{text.strip()[:20]}” is far beyond any figure of crime", "Check its digits")
    unit: Unit = "points" if match["points"] else "percent" if match["percent"] or portion is not None else "count"
    unit, per = ("rate", _residents(match["per"])) if match["rate"] else (unit, None)
    bound: Bound | None = "over" if match["plus"] else bound_of(match)
    is_hedged = bool(match["about"])
    unit_of_last, is_rounded = rounding_of(text, value, is_hedged=is_hedged, is_count=unit == "count")
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Amount(
        start=start, end=match.end(), words=sentence.text[start : match.end()].strip(), value=value,
        unit=unit, rounding=unit_of_last, sign=(match["sign"] or "").strip(), bound=bound, is_rounded=is_rounded,
        is_fraction=portion is not None, per=per,
    )  # fmt: skip


def _residents(text: str) -> int:
    digits = re.sub(r"^(?:a|one) |,", "", text)
    return int(digits) if digits.isdigit() else _PERS[digits]


def _part(amount: Amount, rest: str, *, is_rate: bool) -> Part | None:
    """What a figure is, by the words before and after it; None where they do not tell."""
    before, after = rest[: amount.start].rstrip(), rest[amount.end :]
    if amount.unit == "points" or amount.sign:
        return "size"
    if amount.unit == "rate":
        return "base_value" if re.search(_BASE_LEAD, before) else "size" if re.search(_BY, before) else "value"
    if amount.unit == "percent":
        return _part_of_percent(amount, before, after, is_rate=is_rate)
    return _part_of_count(amount, before, after)


def _part_of_percent(amount: Amount, before: str, after: str, *, is_rate: bool) -> Part:
    """A percentage is a size, unless what it speaks of is a percentage itself."""
    if re.match(_SIZE_AFTER, after):
        return "size"
    if not is_rate:
        level = re.search(rf"{_TO}|\bfrom$|\b(?:is|was|were|are|at|stood at)$", before)
        if level and "\x01" in before + after:
            raise Unreadable(
                f"“{level[0].split()[0]} {amount.words}” is a level in per cent, and what is counted is a number of "
                "offences",
                "If it changed by so much, write “by”; a share cannot be checked without what it is a share of",
            )
        return "size"
    if re.search(_BASE_LEAD, before):
        return "base_value"
    if re.search(_TO, before) or (re.search(rf"{_IS_AT}$", before) and not re.search(_BY, before)):
        return "value"
    return "size" if re.search(rf"{_BY}|\ba$|{_MOVED}", before) else "value"


def _part_of_count(amount: Amount, before: str, after: str) -> Part | None:
    in_brackets = re.search(rf"{_PERCENT} ?\($", before) and re.match(r"[^()]*\)", after)
    is_of_those = re.match(_OF_THOSE_AFTER, after) or re.search(_OF_THOSE_BEFORE, before)
    if is_of_those or (in_brackets and not re.match(_SIZE_AFTER, after)):
        # "Down by 30.5% (21,576 offences)": what is left, or by how many, is not said.
        return None
    if re.search(_BASE_LEAD, before) and re.match(r" (?:for|in|across) \x02", after):
        raise SeveralClaims(f"“{amount.words}” is the figure of another place", "Check them one at a time")
    if re.match(_TO_ANOTHER, after) or (
        re.search(_BASE_LEAD, before) and not re.search(r"\b(?:more|less|fewer) than$", before)
    ):
        return "base_value"
    if re.match(r"^ (?:fewer|more|less|extra|additional|up|down|lower|higher)\b", after) or re.search(_BY, before):
        return "size"
    if re.search(_TO, before) or re.match(_PASSES, amount.words.lower()):
        return "value"
    if re.search(_MOVED, before):
        return "size"
    is_large = amount.value >= 100 or "," in amount.words or amount.is_rounded or amount.bound is not None
    is_of_offences = re.match(r"^ (?:[\w'-]+ ){0,3}?(?:\x01|\x02+ \x01|offences|crimes|cases|incidents|reports)", after)
    is_named = re.match(r" \x05", after) or re.search(r"\b(?:total|figure|number|tally|count|level) of$", before)
    is_level = (
        is_named
        or is_of_offences
        or re.match(_PERIOD_AFTER, after)
        or re.search(rf"(?:{_IS_AT}|[\x01:]|\x01+ in \x02+)$", before)
    )
    return "value" if is_level or (is_large and not re.match(r"^ [a-z]", after)) else None
