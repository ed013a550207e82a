"""A text checked: each claim that it makes with its answer, or with what has to be known before there can be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analytics.claims.answer import Answer
from analytics.claims.checking.required_facts import check_sense
from analytics.claims.checking.said_elsewhere import PastWindows, years_that_fit
from analytics.claims.claim import Claim
from analytics.claims.claim_check import check
from analytics.claims.reading.sentence_reader import Asks, Understanding, completed, read_all
from data.errors import DashboardError


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim of a text.

    `claim` is None where nothing was claimed: `understanding.declined` says why. `answer` is None as long as `asks`
    says what is to be answered first: `confirm`, whether unread words change the claim; `said`, when it was said; then
    `fits` has the years that the numbers fit. `problem`: why it cannot be held against figures, in words.
    """

    understanding: Understanding
    claim: Claim | None = None
    asks: Asks = ""
    answer: Answer | None = None
    fits: PastWindows | None = None
    problem: str = ""


def check_text(
    text: str, *, said_on: date | None = None, confirmed: Sequence[str] = (), as_of: date | None = None
) -> tuple[ClaimLine, ...]:
    """Every claim of a text and every part without one, in order. `confirmed`: unread words that change nothing."""
    return tuple(
        check_understanding(understanding, confirmed=confirmed, as_of=as_of)
        for understanding in read_all(text, said_on=said_on)
    )


def check_understanding(
    understanding: Understanding, *, confirmed: Sequence[str] = (), as_of: date | None = None
) -> ClaimLine:
    """What was read in one clause, held against the figures as far as nothing is left to be asked."""
    asks = understanding.asks(confirmed)
    try:
        claim = completed(understanding)
        if claim is None:
            return ClaimLine(understanding=understanding)
        check_sense(claim)
        if asks:
            fits = years_that_fit(claim, as_of=as_of) if asks == "said" else None
            return ClaimLine(understanding=understanding, claim=claim, asks=asks, fits=fits)
        return ClaimLine(understanding=understanding, claim=claim, answer=check(claim, as_of=as_of))
    except DashboardError as error:
        problem = f"{error.message.rstrip('.')}. {error.hint}".strip()
        return ClaimLine(understanding=understanding, claim=understanding.claim, asks=asks, problem=problem)
