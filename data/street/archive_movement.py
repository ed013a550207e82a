"""Whether a force's counts can be believed beside those that are held: no month jumps from one archive to the next.

Three months of one force in two archives are what the limits rest on: not one row came or went, and only outcomes
changed. Outcomes are overwritten with every archive and are not compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from statistics import median

import pandas as pd

from data.plausibility.suspect_figures import SuspectFigure
from data.street.forces import force_title
from data.street.record_kinds import RecordKind

# Share of a month's rows, and rows, that may come or go between two archives.
MOST_OF_A_MONTH = 0.10
MOST_OF_A_CATEGORY = 0.25
FEW_ROWS = 20
# A month beside the others of two years: under half or over twice their median is a fault or an event.
MOST_TIMES = 2.0
NEIGHBOURS = 24
FEWEST_NEIGHBOURS = 6


def suspect_counts(kind: RecordKind, force: str, arriving: pd.DataFrame, held: pd.DataFrame) -> list[SuspectFigure]:
    """What moved by more than archives do, the worst first. Rows: month, value and, of crimes, category."""
    suspects = _moved(kind, force, arriving, held) + _jumps(kind, force, arriving, held)
    return sorted(suspects, key=lambda figure: -figure.score)


def _moved(kind: RecordKind, force: str, arriving: pd.DataFrame, held: pd.DataFrame) -> list[SuspectFigure]:
    common = set(arriving["month"]) & set(held["month"])
    suspects = []
    levels: list[tuple[list[str], float]] = [(["month"], MOST_OF_A_MONTH)]
    if "category" in kind.counted:
        levels.append((["month", "category"], MOST_OF_A_CATEGORY))
    for keys, share in levels:
        before, after = (_sums(rows[rows["month"].isin(common)], keys) for rows in (held, arriving))
        for key in sorted(before.keys() | after.keys()):
            old, new = before.get(key, 0), after.get(key, 0)
            score = abs(new - old) / max(FEW_ROWS, share * old)
            if score > 1:
                words = "differs from the archive before"
                suspects.append(_suspect(score, words, kind, force, key, expected=old, arriving=new))
    return suspects


def _jumps(kind: RecordKind, force: str, arriving: pd.DataFrame, held: pd.DataFrame) -> list[SuspectFigure]:
    after = _sums(arriving, ["month"])
    months = _sums(held, ["month"]) | after
    suspects = []
    for key, value in sorted(after.items()):
        others = [
            count for month, count in months.items() if month != key and _distance(month[0], key[0]) <= NEIGHBOURS
        ]
        if len(others) < FEWEST_NEIGHBOURS or key in _sums(held, ["month"]):
            continue
        usual = median(others)
        times = max(value / usual, usual / value) if value else 2 * MOST_TIMES
        if times > MOST_TIMES:
            words = "unlike the months around it"
            suspects.append(_suspect(times / MOST_TIMES, words, kind, force, key, expected=usual, arriving=value))
    return suspects


def _sums(rows: pd.DataFrame, keys: list[str]) -> dict[tuple[dt.date | str, ...], int]:
    sums = rows.groupby(keys)["value"].sum()
    return {key if isinstance(key, tuple) else (key,): int(value) for key, value in sums.items()}


def _distance(one: dt.date | str, other: dt.date | str) -> int:
    first, second = pd.Timestamp(one), pd.Timestamp(other)
    return abs(int((first.year - second.year) * 12 + first.month - second.month))


def _suspect(
    score: float, words: str, kind: RecordKind, force: str, key: tuple[dt.date | str, ...], **counts: float
) -> SuspectFigure:
    month = pd.Timestamp(key[0]).date()
    name = str(key[1]) if len(key) > 1 else f"all rows of {kind.suffix}"
    figures: Mapping[str, float] = counts
    return SuspectFigure(score, words, name, force_title(force), month, month, figures["expected"], figures["arriving"])
