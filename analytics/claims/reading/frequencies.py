"""How often something is recorded: "133 a day", "one every 11 minutes", as the number over the period that it makes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analytics.claims.reading.number_words import WORD_NUMBER, number
from analytics.claims.reading.quantities import Quantities
from analytics.claims.reading.sentence import TAKEN, Sentence, Unreadable
from analytics.claims.rounding_tolerance import unit_of
from analytics.periods import Window

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
_COMMON_YEAR = 365


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
    relative = unit_of(count) / count if match["count"] else 0.0
    piece = sentence.take(match.start(), match.end(), TAKEN, "value")
    sentence.take_all(_AVERAGE, TAKEN, "value")
    return Frequency(
        days=count * _DAYS[unit], relative=relative, is_one=bool(match["one"] or match["unit"]), words=piece.words
    )


def over_period(quantities: Quantities, often: Frequency, period: Window | None) -> tuple[Quantities, str]:
    """The number that a frequency makes over the days of a period, and how it was worked out.

    Without a period it is a year of 365 days. Raises Unreadable for a change, of which a frequency is none.
    """
    if quantities.sizes or quantities.base_value is not None or quantities.value_unit != "count":
        raise Unreadable(
            f"“{often.words}” says how often, and is given beside a change or a rate",
            "Check how often it happened and the change one at a time",
        )
    stated = quantities.value
    if stated is None and (quantities.direction or not often.is_one):
        raise Unreadable(f"“{often.words}” says how often, but not how many", "Give the number")
    days = period.days if period else _COMMON_YEAR
    times = days / often.days
    in_period = (1.0 if stated is None else stated) * times
    unit = 0.0 if often.relative else (quantities.value_rounding or unit_of(stated or 1.0)) * times
    words = f"{quantities.words.get('value', '')} {often.words}".strip()
    note = f"“{words}” is read as {in_period:,.0f} in {days} days."
    counted = replace(
        quantities,
        value=float(round(in_period)),
        value_rounding=max(unit, in_period * often.relative),
        words=quantities.words | {"value": words},
    )
    return counted, note
