"""The figures in a sentence: their value, their unit, how far they are rounded, and what they are figures of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from analytics.claims.reading.number_words import FIGURES, FRACTION, SCALE, WORD_NUMBER, fraction, number, rounding_of
from analytics.claims.reading.sentence import NUMBER, Sentence, Unreadable
from analytics.claims.reading.word_patterns import either, words

Unit = Literal["percent", "points", "count", "rate"]
# A size is how much something changed, a value how much it is, a base how much it was.
Part = Literal["size", "value", "base"]

_NOUN = either(
    r"\x01+", "offences?", "crimes?", "cases", "incidents", "reports", "victims", "people", "fewer", "more", "less",
    "extra", "additional",
)  # fmt: skip
_PERCENT = either("%", r"percentage\b(?![ -]points?)", r"per ?cent\b", r"pct\b", r"pc\b")
_POINTS = either(r"percentage[ -]points?\b", r"%[ -]points?\b", r"per ?cent points?\b", r"ppt?s?\b", r"points?\b")
_RESIDENTS = either("people", "residents", "population", "inhabitants", "londoners", "of the population")
_PER = (
    r"(?:[\w\x01]+ ){0,3}?(?:for every|in every|per) "
    r"(?P<per>100,?000|10,?000|1,?000|(?:a |one )?(?:hundred thousand|thousand|million))\b"
    rf"(?: {_RESIDENTS})*"
)
_PERS = {"hundred thousand": 100_000, "thousand": 1_000, "million": 1_000_000}
_BOUND = either(
    "more than", "over", "at least", "up to", "under", "less than", "fewer than", "below", "above", "as many as",
    "no more than", "in excess of", "well over", "as much as", "as high as", "as low as", "topp(?:ed|ing)",
    "pass(?:ed|ing)", "exceed(?:ed|ing|s)?", "surpass(?:ed|ing)",
)  # fmt: skip
_ABOUT = either(
    "nearly", "almost", "about", "around", "roughly", "approximately", "just over", "just under", "just", "some",
    "only", "circa", "close to",
)  # fmt: skip
HEDGE = rf"(?:(?P<hedge>(?P<bound>{_BOUND})|{_ABOUT}) )"
_WRITTEN = either(
    rf"(?:{FIGURES}){SCALE}?(?![,.]?\d)",
    rf"(?:{WORD_NUMBER}|\ba|\bone){SCALE}",
    rf"\b{WORD_NUMBER}(?=[ -]?(?:{_PERCENT}|{_POINTS}|{_NOUN}))",
    rf"\b(?:{FRACTION})\b",
)
_UNIT = rf"[ -]?(?:(?P<points>{_POINTS})|(?P<percent>{_PERCENT})|(?P<rate>{_PER}))"
# A sign may stand before a number; a dash between two numbers is none.
_BEGIN = r"(?<!per )(?<![\w.,/£$€\x03])(?:(?<=[+-])|(?<!-))"
_AMOUNT = rf"{HEDGE}?(?P<sign>(?<![\w.])[+-] ?)?{_BEGIN}(?P<number>{_WRITTEN})(?P<plus>\+)?(?:{_UNIT})?(?!\w)"
_VERBS = either(
    "fell", "fallen", "falls?", "falling", "drop(?:s|ped|ping)?", "decreas(?:ed?|es|ing)", "declin(?:ed?|es|ing)",
    "rose", "risen", "rises?", "rising", "increas(?:ed?|es|ing)", "gr[eo]wn?", "grows", "growth", "jump(?:ed|s)?",
    "climbed", "surged?", "soared", "plunged", "slumped", "dipped", "down", "up", "reductions?", "reduced", "cut",
    "changed?", "lower", "higher",
)  # fmt: skip
_MORE = either(
    "fewer", "more", "less", "extra", "additional", "lower", "higher", "down", r"up\b", "falls?", "drop", "decreases?",
    "declines?", "reductions?", "rises?", "increases?", "growth", "jump", "surge", "change", "cut", "dip",
)  # fmt: skip
_SIZE_BEFORE = rf"(?:\b{_VERBS}(?: (?:by|of|was|is))?(?: an?| the)?|\bby(?: an?)?|\ba) ?\(?$"
_SIZE_AFTER = rf"^\)? ?(?:annual |overall |year-on-year )?{_MORE}\b"
_COMPARED = words("from compared_with compared_to against versus vs than previously")
_BASE_BEFORE = rf"{_COMPARED}\.?(?: a| the)?(?: figure| low| high| peak)?(?: of)? $"
_IS_AT = words("stand stands stood standing sits sat is was are were at to reached reaches reach rate_of rates_of")
_LEVEL_BEFORE = rf"{_IS_AT} $"
_COUNT_AFTER = r"^ (?:\w+ ){0,2}?(?:\x01|offences|crimes|cases|incidents|reports|victims)"
# "97 in 2025", "97 (2025)".
_PERIOD_AFTER = r"^ (?:(?:in|during|for) (?:the )?|\()\x03"
# "(16,232 to 15,112)".
_TO_ANOTHER = r" to [\d,.]+\)"
# "31% (21,576 offences)": the difference, or what was left.
_BESIDE_PERCENT = rf"(?:{_PERCENT}|{_POINTS}) ?\($"

_RANGE = rf"(?<![\w,.])\d[\d,.]* ?(?:{_PERCENT})? ?(?:-|to|and) ?\d[\d,.]* ?(?:{_PERCENT})"
_WHOLE = (
    r" (?:of )?(?:all |the |\x02+(?:'s)? |those |these |reported |recorded )*"
    r"(?:\x01|crimes?|offences?|victims?|cases|people|suspects)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One figure of the sentence. `rounding` is the unit it is rounded to, `per` the residents that a rate is for.

    `is_bound`: "more than"; `is_rounded`: by its look or by a word such as "about".
    """

    start: int
    end: int
    words: str
    value: float
    unit: Unit
    rounding: float
    sign: str = ""
    is_bound: bool = False
    is_rounded: bool = False
    per: int | None = None
    part: Part | None = None


def take_amounts(sentence: Sentence, *, is_rate: bool) -> list[Amount]:
    """Every figure of the sentence, from left to right. Raises Unreadable for ranges and shares."""
    _refuse_range(sentence)
    _refuse_one_in(sentence)
    amounts: list[Amount] = []
    for match in sentence.occurrences(_AMOUNT):
        found = _amount(sentence, match)
        part = _part(found, sentence.rest, is_rate=is_rate)
        # A number beside no noun, no unit and no verb counts something that is not known.
        if part is None and not _is_alone(found):
            continue
        if found.unit == "count" and part != "base" and re.search(_BESIDE_PERCENT, sentence.rest[: found.start]):
            continue
        if found.unit == "percent":
            _refuse_share(sentence, found)
        amounts.append(replace(found, part=part))
    amounts = _with_shared_unit(amounts)
    for each in amounts:
        sentence.take(each.start, each.end, NUMBER)
    return amounts


def _with_shared_unit(amounts: list[Amount]) -> list[Amount]:
    """In "from 27 to 24 per cent" and in "1.1 per 100,000, from 1.2" both figures have the unit that is said once."""
    said = next((each for each in amounts if each.part == "value" and each.unit in ("percent", "rate")), None)
    return [
        replace(each, unit=said.unit, per=said.per) if said and each.part == "base" and each.unit == "count" else each
        for each in amounts
    ]


def _is_alone(found: Amount) -> bool:
    """A bare count is a level, where it is large enough not to be a date, an age or a house number."""
    return found.unit != "count" or found.value >= 100 or "," in found.words


def _refuse_range(sentence: Sentence) -> None:
    for match in sentence.occurrences(_RANGE):
        if re.search(r"from(?: \w+)? $", sentence.rest[: match.start()]):
            continue
        said = sentence.text[match.start() : match.end()]
        if " and " in said and not sentence.rest[: match.start()].endswith("between "):
            continue
        raise Unreadable(f"“{said}” is a range, not a figure", "Give one figure to check")


def _refuse_one_in(sentence: Sentence) -> None:
    if said := sentence.says(rf"\b(?:{WORD_NUMBER}|\d+) (?:in|out of) (?:every )?(?:{WORD_NUMBER}|\d{{1,3}}\b(?!,))"):
        raise Unreadable(f"“{said}” is a share in words", "Write it as a percentage, if it is the level of a rate")


def _refuse_share(sentence: Sentence, found: Amount) -> None:
    # "Of London" may have been taken as a place.
    is_of = sentence.text[found.end :].lower().startswith(" of ")
    if is_of and re.match(_WHOLE, sentence.rest[found.end :]):
        raise Unreadable(
            f"“{found.words} of …” is a share, and shares are not checked here",
            "Give a change, a figure or a rate per resident",
        )


def _amount(sentence: Sentence, match: re.Match[str]) -> Amount:
    text = match["number"]
    portion = fraction(text)
    value = portion if portion is not None else number(text)
    if value is None:
        raise Unreadable(f"“{text.strip()[:20]}” is far beyond any figure of crime", "Check its digits")
    unit: Unit = "points" if match["points"] else "percent" if match["percent"] or portion is not None else "count"
    unit, per = ("rate", _residents(match["per"])) if match["rate"] else (unit, None)
    unit_of_last, is_rounded = rounding_of(text, value, is_hedged=bool(match["hedge"]), is_count=unit == "count")
    return Amount(
        start=match.start(), end=match.end(), words=sentence.text[match.start() : match.end()].strip(), value=value,
        unit=unit, rounding=unit_of_last, sign=(match["sign"] or "").strip(),
        is_bound=bool(match["bound"] or match["plus"]), is_rounded=is_rounded, per=per,
    )  # fmt: skip


def _residents(said: str) -> int:
    plain = re.sub(r"^(?:a|one) |,", "", said)
    return int(plain) if plain.isdigit() else _PERS[plain]


def _part(found: Amount, rest: str, *, is_rate: bool) -> Part | None:
    """What a figure is, by the words before and after it."""
    before, after = rest[: found.start], rest[found.end :]
    if found.unit == "rate":
        return "base" if re.search(_BASE_BEFORE, before) else "value"
    if found.unit == "points" or found.sign:
        return "size"
    if found.unit == "percent":
        return _part_of_percent(before, after, is_rate=is_rate)
    if re.search(_BASE_BEFORE, before) or re.match(_TO_ANOTHER, after):
        return "base"
    if re.match(r" (?:fewer|more|less|extra|additional)\b", after) or re.search(_SIZE_BEFORE, before):
        return "size"
    is_level = re.match(_COUNT_AFTER, after) or re.match(_PERIOD_AFTER, after) or re.search(_LEVEL_BEFORE, before)
    return "value" if is_level else None


def _part_of_percent(before: str, after: str, *, is_rate: bool) -> Part:
    """A percentage is a size, unless what it speaks of is a percentage itself."""
    if not is_rate or re.match(_SIZE_AFTER, after):
        return "size"
    if re.search(_BASE_BEFORE, before):
        return "base"
    if re.search(r"\bto $", before) or (re.search(_LEVEL_BEFORE, before) and not re.search(_SIZE_BEFORE, before)):
        return "value"
    return "size" if re.search(_SIZE_BEFORE, before) else "value"
