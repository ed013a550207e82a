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
from analytics.claims.reading.sentence_reader import Understanding, completed, read
from analytics.geography.areas import find_area
from analytics.indicators import INDICATORS
from analytics.periods import PeriodNotUnderstood, parse_month, parse_period
from analytics.requests.cohort_request import cohort_areas
from analytics.requests.figures_address import Pairs
from analytics.requests.request_rules import past_day
from api.parameters import CLAIM, REOFFENDING, Given
from api.problems import Problem, refused, unknown_value
from data.errors import DashboardError, UnknownName
from data.published_areas import CITY_OF_LONDON, MPS, name_key

T = TypeVar("T")
FIRST_YEAR = 1990
MOST = 1e9


@dataclass(frozen=True)
class ClaimQuery:
    """What was asked: the claim, how a sentence was understood (None for fields), the request in its normal form."""

    claim: Claim
    understanding: Understanding | None
    as_of: date | None
    pairs: Pairs


@lru_cache(maxsize=1024)
def claim_query(raw: str, version: str) -> ClaimQuery:  # noqa: ARG001  areas are those of a warehouse
    """The claim that a query string makes. Raises Problem."""
    given = Given(QueryParams(raw), CLAIM)
    as_of = _read(given, "as_of", past_day)
    published = _read(given, "published", _day)
    if (text := given.one("text")) is not None:
        return _from_text(given, " ".join(text.split()), published, as_of)
    claim = _from_fields(given, published)
    _check(claim)
    return ClaimQuery(claim, None, as_of, pairs_of(claim, as_of=as_of))


def _from_text(given: Given, text: str, published: date | None, as_of: date | None) -> ClaimQuery:
    if others := [name for name in given.values if name not in ("text", "published", "as_of")]:
        detail = "Give either text, which is read, or the fields of the claim. Only published and as_of go with text."
        raise Problem("conflict", f"Both text and {others[0]}", detail, parameter=others[0])
    found = read(text, said_on=published)
    claim = completed(found)
    if claim is None:
        raise Problem("unreadable-claim", "No claim that can be checked", found.declined, parameter="text", value=text)
    _check(claim)
    days = [(name, day.isoformat()) for name, day in (("published", published), ("as_of", as_of)) if day]
    return ClaimQuery(claim, found, as_of, (("text", text), *days))


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
    for name in ("direction", "size_unit", "value_unit", "rank", "basis", "adult_or_youth"):
        facts[FIELDS[name]] = _choice(given, name)
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


def _area(given: Given, which: str | None) -> str:
    text = given.one("area")
    if text is None:
        return MPS
    if which in REOFFENDING and (code := _region(text)):
        return code
    with _of("area", text, "unknown-value"):
        return find_area(text).code


def _region(text: str) -> str | None:
    """The code of a region that has cohorts; London is the default."""
    known = cohort_areas()
    found = (code for code, name in known.items() if text.strip() == code or name_key(text) == name_key(name))
    return next((code for code in found if code != CITY_OF_LONDON), None)


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
