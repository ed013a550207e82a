"""What a way of checking hands back: a verdict with its reasons, before the words that every answer has."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.claims.answer import Evaluation, Reading, Verdict
from analytics.claims.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The part of an `Answer` that depends on the kind of claim.

    `reservation` completes the headline, with the punctuation before it; `headline` stands in its place. `sources` are
    the publications behind figures that are not among the evaluations.
    """

    claim: Claim
    verdict: Verdict
    explanation: tuple[str, ...]
    reservation: str = ""
    headline: str = ""
    readings: tuple[Reading, ...] = ()
    stated: Evaluation | None = None
    alternatives: tuple[Evaluation, ...] = ()
    ranked: tuple[Evaluation, ...] = ()
    nearest: tuple[Evaluation, ...] = ()
    where: str = ""
    caveats: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
