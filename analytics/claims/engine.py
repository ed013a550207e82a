"""A claim held against the published figures: the one entry to what this package does."""

from __future__ import annotations

from datetime import date

from analytics.claims.answer import Answer
from analytics.claims.claim import Claim


def check(claim: Claim, *, as_of: date | None = None) -> Answer:
    """What the figures say about a claim; with `as_of`, those that stood on a day.

    Raises UnknownName for an indicator or an area that does not exist, or a level that the indicator does not have.
    """
    raise NotImplementedError(claim, as_of)
