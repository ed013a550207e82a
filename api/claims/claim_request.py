"""A request about a claim → a `Claim`, from a sentence or from its fields, or the problem that says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from starlette.datastructures import QueryParams

from analytics.claims.checking.required_facts import check_sense
from analytics.claims.claim import Claim
from analytics.claims.claim_address import FIELDS, pairs_of
from analytics.claims.reading.sentence_reader import Understanding, read_all
from analytics.forces.force_figures import force_names
from analytics.geography.areas import find_area
from analytics.indicators import INDICATORS
from analytics.periods import PeriodNotUnderstood, parse_month
from analytics.requests.cohort_request import cohort_areas
from analytics.requests.figures_address import Pairs
from analytics.requests.request_rules import past_day
from analytics.written_periods import parse_period
from api.parameters import CLAIM, REOFFENDING, Given
from api.problems import Problem, refused, unknown_value
from data.errors import DashboardError, UnknownName
from data.published_areas import BOROUGHS, CITY_OF_LONDON, MPS, name_key

T = TypeVar("T")
CHOICES = (
    "direction", "size_unit", "size_bound", "value_bound", "value_unit", "rank", "basis", "adult_or_youth", "whole",
)  # fmt: skip
FIRST_YEAR = 1990
MOST = 1e9


@dataclass(frozen=True)
class ClaimQuery:
    """What was asked: a claim by its fields, or what was understood in a text; the request in its normal form.

    `confirmed`: the unread words of the text that do not change what it claims.
    """

    claim: Claim | None
    understandings: tuple[Understanding, ...]
    as_of: date | None
    pairs: Pairs
    confirmed: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def claim_query(raw: str, version: str) -> ClaimQuery:  # noqa: ARG001  areas are those of a warehouse
    """The claim that a query string makes. Raises Problem."""
    given = Given(QueryParams(raw), CLAIM)
    as_of = _read(given, "as_of", past_day)
    published = _read(given, "published", _day)
    if (text := given.one("text")) is not None:
        return _from_text(given, text.strip(), published, as_of)
    if (words := given.one("confirm")) is not None:
        raise Problem(
            "conflict",
            "confirm without text",
            "Only a sentence has words to confirm.",
            parameter="confirm",
            value=words,
        )
    claim = _from_fields(given, published)
    _check(claim)
    return ClaimQuery(claim, (), as_of, pairs_of(claim, as_of=as_of))


def _from_text(given: Given, text: str, published: date | None, as_of: date | None) -> ClaimQuery:
    beside = ("text", "confirm", "published", "as_of")
    if others := [name for name in given.values if name not in beside]:
        detail = "Give either text, which is read, or the fields. Only confirm, published and as_of go with text."
        raise Problem("conflict", f"Both text and {others[0]}", detail, parameter=others[0])
    understandings = read_all(text, said_on=published)
    if all(understanding.claim is None for understanding in understandings):
        declined = understandings[0].declined
        raise Problem("unreadable-claim", "No claim that can be checked", declined, parameter="text", value=text)
    confirmed = tuple(
        sorted({" ".join(word.split()).lower() for word in (given.one("confirm") or "").split(",")} - {""})
    )
    days = [(name, day.isoformat()) for name, day in (("published", published), ("as_of", as_of)) if day]
    confirm = [("confirm", ",".join(confirmed))] if confirmed else []
    return ClaimQuery(None, understandings, as_of, (("text", text), *confirm, *days), confirmed)


def _check(claim: Claim) -> None:
    try:
        check_sense(claim)
    except UnknownName as error:
        raise refused("area", claim.area_code, error, kind="unknown-value") from error
    except DashboardError as error:
        raise Problem("unsuitable-claim", error.message, f"{error.message}. {error.hint}") from error


def _from_fields(given: Given, published: date | None) -> Claim:
    facts: dict[str, Any] = {"indicator": _indicator(given), "published": published}
    facts["area_code"] = _area(given, facts["indicator"])
    choices = (
        "direction",
        "size_unit",
        "size_bound",
        "value_bound",
        "value_unit",
        "rank",
        "basis",
        "adult_or_youth",
        "whole",
    )
    for name in choices:
        facts[FIELDS[name]] = _choice(given, name)
    for name in ("other_area", "whole_area"):
        facts[name] = _place(given, name)
    facts["rank_place"] = _read(given, "rank_place", _people, "unknown-value")
    for name in ("size", "rounding", "value", "base_value", "value_rounding"):
        facts[FIELDS[name]] = _read(given, name, _number, "unknown-value")
    facts["value_per"] = _read(given, "value_per", _people, "unknown-value")
    facts["since"] = _read(given, "since", parse_month)
    facts["period"], facts["baseline"] = (_read(given, name, parse_period) for name in ("period", "baseline"))
    facts["subject"] = (given.one("subject") or "").strip()
    return Claim(**{name: fact for name, fact in facts.items() if fact is not None or name == "indicator"})


def _indicator(given: Given) -> str | None:
    name = given.one("indicator")
    if name is None and given.one("subject") is None:
        detail = "Give text, a sentence; or indicator, what is counted; or subject, for what no indicator counts."
        raise Problem("missing-parameter", "No claim", detail, parameter="text", allowed=tuple(INDICATORS))
    if name is not None and given.one("subject") is not None:
        detail = "Give either indicator or subject: a subject is what no indicator counts."
        raise Problem("conflict", "Both indicator and subject", detail, parameter="subject")
    if name is not None and name.strip() not in INDICATORS:
        raise unknown_value("indicator", name.strip(), INDICATORS)
    return name.strip() if name else None


def _area(given: Given, counted: str | None) -> str:
    text = given.one("area")
    if text is None:
        return MPS
    if counted in REOFFENDING and (code := _region(text)):
        return code
    return _place(given, "area") or MPS


def _place(given: Given, name: str) -> str | None:
    if (text := given.one(name)) is None:
        return None
    with _of(name, text, "unknown-value"):
        try:
            return find_area(text).code
        except UnknownName:
            if name == "other_area" and text.strip() in force_names():
                return text.strip()
            if name == "area" and name_key(text) in map(name_key, (CITY_OF_LONDON, BOROUGHS[CITY_OF_LONDON])):
                return CITY_OF_LONDON
            raise


def _region(text: str) -> str | None:
    """The code of a region that has cohorts; London is the default."""
    known = cohort_areas()
    codes = (code for code, name in known.items() if text.strip() == code or name_key(text) == name_key(name))
    return next((code for code in codes if code != CITY_OF_LONDON), None)


def _choice(given: Given, name: str) -> str | None:
    text = given.one(name)
    allowed = next(p.schema["enum"] for p in CLAIM if p.name == name)
    if text is not None and text.strip() not in allowed:
        raise unknown_value(name, text.strip(), allowed)
    return text.strip() if text else None


def _read(given: Given, name: str, read_: Callable[[str], T], kind: str = "unreadable-date") -> T | None:
    if (text := given.one(name)) is None:
        return None
    with _of(name, text, kind):
        return read_(text.strip())


@contextmanager
def _of(parameter: str, value: str, kind: str) -> Iterator[None]:
    try:
        yield
    except DashboardError as error:
        raise refused(parameter, value, error, kind=kind) from error


def _number(text: str) -> float:
    """A number as a claim states it: digits with or without a decimal point."""
    if not re.fullmatch(r"\d{1,10}(?:\.\d{1,6})?", text, re.ASCII) or float(text) > MOST:
        raise UnknownName(f"{text!r} is not a number", "Write it in digits without a sign, for example 13 or 5.3.")
    return float(text)


def _people(text: str) -> int:
    number = _number(text)
    if not number.is_integer() or number < 1:
        raise UnknownName(
            f"{text!r} is not a number of residents", "A rate is per a whole number, like 1000 or 100000."
        )
    return int(number)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None or day.year < FIRST_YEAR:
        raise PeriodNotUnderstood(f"{text!r} is not a day.", "Write a day as YYYY-MM-DD, for example 2025-08-31.")
    return day
