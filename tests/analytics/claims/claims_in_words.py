"""A claim from words, and an answer as words, for the tests of claims."""

from __future__ import annotations

from datetime import date

from analytics.claims import Answer, Claim, check
from analytics.claims.reading.sentence_reader import completed, read_all
from analytics.written_periods import parse_period

SAID_ON = date(2026, 11, 1)
MPS, CROYDON, ENFIELD, LAMBETH = "E23000001", "E09000008", "E09000010", "E09000022"


def claim(which: str | None, **facts: object) -> Claim:
    for name in ("period", "baseline"):
        if name in facts:
            facts[name] = parse_period(str(facts[name]))
    return Claim(indicator=which, **facts)  # type: ignore[arg-type]


def said(answer) -> str:
    return " ".join(answer.explanation)


def answer_to(text: str) -> Answer:
    """The answer to a sentence that is one claim, said on SAID_ON, with no word of it left to be asked about."""
    (understanding,) = read_all(text, said_on=SAID_ON)
    stated = completed(understanding)
    assert stated is not None, understanding.declined
    assert not understanding.asks(), understanding.unread
    return check(stated)
