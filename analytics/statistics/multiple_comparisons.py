"""Many verdicts at once: how many would appear without any change, and which of them bear being singled out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import false_discovery_control

from analytics.statistics.change import DOWN, NO_CLEAR_CHANGE, UP, Change

# A 95% interval lies wholly on one given side of no change in 2.5 of 100 comparisons without any.
ONE_DIRECTION = 0.025
FALSE_DISCOVERIES = 0.05


def survivors(p_values: ArrayLike) -> NDArray[np.bool_]:
    """Which comparisons of a family may be singled out: those that survive Benjamini–Hochberg at 5%.

    Of what survives, at most 5% is expected to be no change at all (Benjamini & Hochberg 1995, Journal of the Royal
    Statistical Society B 57). The family is every comparison that was looked at, NaN one that is withheld.
    """
    values = np.asarray(p_values, dtype=np.float64)
    judged = ~np.isnan(values)
    singled_out = np.zeros(values.shape, dtype=bool)
    if judged.any():
        singled_out[judged] = false_discovery_control(values[judged], method="bh") <= FALSE_DISCOVERIES
    return singled_out


def singled_out(changes: Sequence[Change]) -> tuple[bool, ...]:
    """For each change of a family whether its verdict, up or down, may be singled out."""
    judged = [c.p_value if c.verdict in (UP, DOWN, NO_CLEAR_CHANGE) else None for c in changes]
    return tuple(bool(x) for x in survivors([np.nan if p is None else p for p in judged]))


def expected_without_change(judged: int) -> float:
    """How many of so many verdicts would read `down` (and as many `up`) if nothing had changed anywhere."""
    return ONE_DIRECTION * judged


def expected_words(judged: int) -> str:
    """How many of so many verdicts would appear without any change, in one sentence."""
    expected = expected_without_change(judged)
    number = f"{expected:.1f}" if expected >= 0.1 else "0.1"
    return f"Without any change about {number} of {judged} would read “down”, and as many “up”."


def highest(rows: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], int] | None:
    """The row with the highest `value`, and how many others lie within the usual variation of it; None without values.

    Another counts where the upper end of its 95% interval reaches the highest's lower end: generous, as it should be
    before a place is called the worst. Where none does, the highest survives Benjamini–Hochberg over its
    comparisons with all others: rates whose intervals do not touch are at least 1.96 standard errors of their
    difference apart, so the largest of the p-values is at most 5%.
    """
    shown = [row for row in rows if row["value"] is not None]
    if not shown:
        return None
    top = max(shown, key=lambda row: row["value"])
    return top, sum(row is not top and row["upper"] >= top["lower"] for row in shown)
