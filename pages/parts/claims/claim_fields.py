"""The fields of the form of a claim, as texts in the address, and the claim that they make.

Every field is one text under its key, empty where nothing is said: so a form, a link and a stored claim are one thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from analytics.claims import Claim
from analytics.claims.claim_words import BOUND_WORDS, bound_words
from analytics.claims.default_periods import settle
from analytics.claims.reading.sentence_reader import Understanding, completed
from analytics.geography.areas import find_area
from analytics.indicators import INDICATORS
from analytics.periods import PERIOD_EXAMPLES, Window, month_name
from analytics.wording.number_words import amount, whole, written
from analytics.written_periods import parse_period
from data.errors import DashboardError
from data.published_areas import BOROUGHS
from pages.parts.cached_figures import LONDON
from pages.parts.claims.claim_choices import (
    BASES,
    DIRECTIONS,
    GROUPS,
    KINDS,
    ORDERS,
    UNITS,
    places,
    rivals,
    titles,
    wholes,
)  # fmt: skip

Fields = Mapping[str, str]
A_YEAR_EARLIER = "a year earlier"
# The first choice of a field is what stands where nothing is said.
DEFAULTS: Final = {
    "place": LONDON, "unit": next(iter(UNITS)), "kind": next(iter(KINDS)), "counted": next(iter(BASES)),
    "group": next(iter(GROUPS)),
}  # fmt: skip
KEYS: Final = (
    "indicator", "subject", "place", "direction", "size", "unit", "period", "against", "figure", "before", "kind",
    "order", "nth", "since", "other", "share_of", "said", "counted", "group",
)  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """What a form says: the claim, None where it says nothing, and what could not be read, in sentences."""

    claim: Claim | None
    problems: tuple[str, ...] = ()


def claim_of(fields: Fields) -> Filled:
    """The claim that the fields make. What cannot be read is a problem in words, and is left out of the claim."""
    texts = {key: fields.get(key, "").strip() for key in KEYS}
    if not any(text for key, text in texts.items() if text != DEFAULTS.get(key)):
        return Filled(None)
    facts, problems = _read_each(texts)
    if not facts and not texts["against"]:
        return Filled(None, tuple(problems))
    if "size" in facts:
        facts["size_unit"] = UNITS.get(texts["unit"], "percent")
    claim = Claim(**({"indicator": None} | facts))
    claim, problem = _against(claim, texts["against"])
    return Filled(claim, (*problems, problem) if problem else tuple(problems))


def _read_each(texts: Fields) -> tuple[dict[str, Any], list[str]]:
    facts: dict[str, Any] = {}
    problems: list[str] = []
    for key, read in (_READ | _numbers(texts)).items():
        text = texts[key]
        if not text:
            continue
        try:
            facts |= read(text)
        except (DashboardError, ValueError, KeyError):
            problems.append(_unread(key, text))
    return facts, problems


def _unread(key: str, text: str) -> str:
    return f"{LABELS[key]}: “{text[:60]}” cannot be read and is left out. {HINTS.get(key, '')}".strip()


def _numbers(texts: Fields) -> dict[str, Callable[[str], dict[str, Any]]]:
    """The fields that hold a number: "about 100" is another thing of a count than of a percentage."""
    counts_change = UNITS.get(texts["unit"]) == "count"
    counts = KINDS.get(texts["kind"], ("count", None))[0] == "count"

    def number(text: str, *names: str, is_count: bool) -> dict[str, Any]:
        side = next((bound for bound, words in BOUND_WORDS.items() if text.lower().startswith(f"{words} ")), None)
        plain = text[len(BOUND_WORDS[side]) :] if side else text
        value = amount(plain, is_count=is_count)
        if value is None:
            raise ValueError(text)
        facts = dict(zip(names, value, strict=False))
        return facts | ({f"{names[0]}_bound": side} if side and len(names) > 1 else {})

    return {
        "size": lambda text: number(text, "size", "rounding", is_count=counts_change),
        "figure": lambda text: number(text, "value", "value_rounding", is_count=counts),
        "before": lambda text: number(text, "base_value", is_count=counts),
    }


def _nth(text: str) -> int:
    place = int(text)
    if not 1 <= place <= len(BOROUGHS):
        raise ValueError(text)
    return place


_READ: Final[dict[str, Callable[[str], dict[str, Any]]]] = {
    "indicator": lambda text: {"indicator": titles()[text]},
    "subject": lambda text: {"subject": text},
    "place": lambda text: {"area_code": places()[text]},
    "direction": lambda text: {"direction": DIRECTIONS[text]},
    "kind": lambda text: dict(zip(("value_unit", "value_per"), KINDS[text], strict=True)),
    "order": lambda text: {"rank": ORDERS[text]},
    "nth": lambda text: {"rank_place": _nth(text)},
    "other": lambda text: {"other_area": rivals()[text]},
    "share_of": lambda text: wholes()[text],
    "since": lambda text: {"since": parse_period(text).start},
    "period": lambda text: {"period": parse_period(text)},
    "said": lambda text: {"published": date.fromisoformat(text)},
    "counted": lambda text: {"source_basis": BASES[text]},
    "group": lambda text: {"adult_or_youth": GROUPS[text]},
}
LABELS: Final = {
    "indicator": "What is counted",
    "subject": "What is counted, in words",
    "place": "Where",
    "direction": "Direction",
    "size": "By how much",
    "unit": "Unit",
    "period": "When",
    "against": "Compared with",
    "figure": "Figure now",
    "before": "Figure before",
    "kind": "The figures are",
    "order": "Order",
    "nth": "Place in the order",
    "since": "Since",
    "other": "More or less than",
    "share_of": "As a share of",
    "said": "Said on",
    "counted": "Counted by",
    "group": "Whose reoffending",
    "as_of": "Figures as of",
    "confirm": "Words that change nothing",
}
_NUMBERS = "Write it like 19, 5.3, about 20 or a quarter."
_PERIODS = f"Write it like one of these: {PERIOD_EXAMPLES}."
_DAYS = "Write a day as YYYY-MM-DD."
HINTS: Final = {
    "size": _NUMBERS, "figure": _NUMBERS, "before": _NUMBERS, "period": _PERIODS,
    "against": f"{_PERIODS[:-1]}, or a year earlier, or 10 years earlier.", "said": _DAYS, "as_of": _DAYS,
    "since": "Write it like 2014 or May 2016.", "nth": "Write a number like 2.",
}  # fmt: skip


def _against(claim: Claim, text: str) -> tuple[Claim, str]:
    """The claim with its baseline: a period, or so many years before the period that is claimed or would be taken."""
    if not text:
        return claim, ""
    years = re.fullmatch(r"(an?|one|\d{1,2}|[a-z-]+) years? (?:earlier|before|ago)", text.lower())
    try:
        if not years:
            return replace(claim, baseline=parse_period(text)), ""
        count = 1 if years[1] in ("a", "an") else whole(years[1])
        period = claim.period or (settle(claim).claim.period if claim.indicator else None)
        return (replace(claim, baseline=period.shifted(-12 * count)) if period and count else claim), ""
    except DashboardError:
        return claim, _unread("against", text)


def fields_of(claim: Claim) -> dict[str, str]:
    """The texts that make a claim: the inverse of `claim_of`. What is empty or a default is left out."""
    return {key: text for key, text in _texts(claim) if text and text != DEFAULTS.get(key)}


def _texts(claim: Claim) -> Iterator[tuple[str, str]]:
    per = claim.value_per
    if claim.value_unit == "rate" and claim.indicator:
        per = per or INDICATORS[claim.indicator].per
    kind = next((name for name, is_it in KINDS.items() if is_it == (claim.value_unit, per)), "")
    yield "indicator", INDICATORS[claim.indicator].short_title if claim.indicator else ""
    yield "subject", claim.subject
    yield "place", next(name for name, code in places().items() if code == claim.area_code)
    yield "direction", _name(DIRECTIONS, claim.direction)
    yield (
        "size",
        ""
        if claim.size is None
        else bound_words(claim.size_bound) + written(claim.size, claim.rounding, is_count=claim.size_unit == "count"),
    )
    yield "unit", _name(UNITS, claim.size_unit)
    yield "period", claim.period.label if claim.period else ""
    yield "against", _against_text(claim.period, claim.baseline)
    yield (
        "figure",
        ""
        if claim.value is None
        else bound_words(claim.value_bound)
        + written(claim.value, claim.value_rounding, is_count=claim.value_unit == "count"),
    )
    yield "before", "" if claim.base_value is None else written(claim.base_value)
    yield "kind", kind
    yield "order", _name(ORDERS, claim.rank)
    yield "nth", str(claim.rank_place) if claim.rank_place > 1 else ""
    yield "other", _name(rivals(), claim.other_area) if claim.other_area else ""
    yield "share_of", LONDON if claim.whole_area else _name(titles(), claim.whole) if claim.whole else ""
    yield "since", month_name(claim.since) if claim.since else ""
    yield "said", claim.published.isoformat() if claim.published else ""
    yield "counted", _name(BASES, claim.source_basis)
    yield "group", _name(GROUPS, claim.adult_or_youth)


def _name(names: Mapping[str, Any], value: object) -> str:
    return next((name for name, meant in names.items() if meant == value), "")


def _against_text(period: Window | None, baseline: Window | None) -> str:
    if baseline is None:
        return ""
    return A_YEAR_EARLIER if period and baseline == period.year_earlier() else baseline.label


def fields_understood(understanding: Understanding) -> dict[str, str]:
    """The texts for what was read in a sentence. "Ten years earlier" stays what it is for as long as it can."""
    claim = completed(understanding)
    if claim is None:
        return {}
    fields = fields_of(claim)
    if understanding.months_before and understanding.months_before % 12 == 0 and "since" not in fields:
        years = understanding.months_before // 12
        fields["against"] = A_YEAR_EARLIER if years == 1 else f"{years} years earlier"
    return fields


def place_label(code: str) -> str:
    """The name of an area as the form has it."""
    return next((name for name, area_code in places().items() if area_code == code), None) or find_area(code).name
