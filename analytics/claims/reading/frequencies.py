"""How often something is recorded: "133 a day", "one every 11 minutes", as the number over the period that it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from analytics.claims.reading.quantities import Quantities
from analytics.periods import Window
from analytics.wording.number_words import WORD_NUMBER, number, unit_of
from analytics.wording.sentence import TAKEN, Sentence, Unreadable
from analytics.written_periods import parse_period

_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0,
         "month": 365 / 12}  # fmt: skip
_UNIT = rf"(?P<unit>{'|'.join(_DAYS)})"
_HALF = r"(?P<half>half(?: an?)?(?=[ -]hour))"
_ADVERBS = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month"}
_AVERAGE = r"\b(?:on average|an average of|averag(?:e|es|ed|ing)(?: of| out at)?)\b"
_HOW_OFTEN = (
    rf"\b(?:(?:(?P<one>one|once) )?(?:every|each)(?: single)?(?: (?:about|around|roughly))?"
    rf"(?: (?:(?P<count>\d+(?:\.\d+)?|{WORD_NUMBER})|{_HALF}))?[ -]{_UNIT}s?|"
    rf"(?<!in )(?<!over )(?<!within )(?<!for )(?:an?|per) {_UNIT.replace('unit', 'rate')}"
    rf"(?![ -](?:earlier|ago|before|later|after|previously|period|on))|(?P<adverb>{'|'.join(_ADVERBS)}))\b"
)
_YEAR = parse_period("2025")
_COMMON_YEAR = _YEAR.days
# How far a frequency may be rounded, as a share of it.
LOOSEST = 0.5
_NOTE = "“{}” is read as {:,.0f} in {} days."


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """So many in every `days`, or one where no number is said.

    `relative`: how far `days` is rounded, as a share of it.
    """

    days: float
    relative: float
    is_one: bool
    words: str


def take_frequency(sentence: Sentence) -> Frequency | None:
    """How often it is said to happen; None where the sentence does not tell. "An hour later" is none."""
    match = next(sentence.occurrences(_HOW_OFTEN), None)
    if match is None:
        return None
    count = 0.5 if match["half"] else number(match["count"]) if match["count"] else 1.0
    unit = match["unit"] or match["rate"] or _ADVERBS[match["adverb"]]
    if not count:
        return None
    # "Every half hour" is said of 25 minutes and of 35, "every hour" of 45 and of 75.
    relative = min(unit_of(count) / count, LOOSEST) if match["count"] else 1 / 3 if match["half"] else 0.0
    piece = sentence.take(match.start(), match.end(), TAKEN, "value")
    # "Down from 95 a day": said again of the figure before.
    sentence.take_all(rf"\b{re.escape(piece.words.lower())}\b", TAKEN, "base_value")
    sentence.take_all(_AVERAGE, TAKEN, "value")
    return Frequency(
        days=count * _DAYS[unit], relative=relative, is_one=bool(match["one"] or match["unit"]), words=piece.words
    )


def over_period(
    quantities: Quantities, often: Frequency, period: Window | None, baseline: Window | None
) -> tuple[Quantities, str]:
    """The number, or the difference, that a frequency makes over the days of a period, and how it was worked out.

    The figure before is one over the days of the baseline. Without a period it is a year of 365 days. Raises Unreadable
    for a change in per cent or a rate, of which a frequency is none.
    """
    stated, sizes = quantities.value, quantities.sizes
    is_difference = stated is None and len(sizes) == 1 and sizes[0].unit == "count" and not often.relative
    if quantities.value_unit != "count" or (sizes and not is_difference and any(s.unit == "count" for s in sizes)):
        raise Unreadable(f"“{often.words}” is given beside two figures or a rate", "Check them one at a time")
    if stated is None and not is_difference and (quantities.direction or sizes or not often.is_one):
        raise Unreadable(f"“{often.words}” says how often, but not how many", "Give the number")
    days = period.days if period else _COMMON_YEAR
    times = days / often.days
    if is_difference:
        difference = round(sizes[0].value * times)
        scaled = replace(sizes[0], value=float(difference), rounding=(sizes[0].rounding or 1.0) * times)
        note = _NOTE.format(f"{sizes[0].words} {often.words}", difference, days)
        return replace(quantities, sizes=[scaled]), note
    in_period = (1.0 if stated is None else stated) * times
    unit = 0.0 if often.relative else (quantities.value_rounding or unit_of(stated or 1.0)) * times
    unit = min(unit, LOOSEST * in_period)
    words = f"{quantities.words.get('value', '')} {often.words}".strip()
    before = quantities.base_value
    counted = replace(
        quantities,
        value=float(round(in_period)),
        value_rounding=max(unit, in_period * often.relative),
        base_value=None if before is None else float(round(before * (baseline or period or _YEAR).days / often.days)),
        words=quantities.words | {"value": words},
    )
    return counted, _NOTE.format(words, in_period, days)
