"""A claim from words, and an answer as words, for the tests of claims."""

from __future__ import annotations

from analytics.claims import Claim
from analytics.written_periods import parse_period

MPS, CROYDON, ENFIELD, LAMBETH = "E23000001", "E09000008", "E09000010", "E09000022"


def claim(which: str | None, **facts: object) -> Claim:
    for name in ("period", "baseline"):
        if name in facts:
            facts[name] = parse_period(str(facts[name]))
    return Claim(indicator=which, **facts)  # type: ignore[arg-type]


def said(answer) -> str:
    return " ".join(answer.explanation)
