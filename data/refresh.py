"""Fetching the newest editions from the publishers. What came of it is kept by `data.outcomes`."""

from __future__ import annotations

from data.outcomes import Outcome, outcomes

__all__ = ["Outcome", "outcomes"]
