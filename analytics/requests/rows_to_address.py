"""Rows back to the address that gives exactly them.

A chart draws rows that analytics made. Where one request to the API has the same rows, and no others, its address is
a download that any process can answer and a link that can be cited. What is guessed from the rows is asked for and
compared, so an address found here is right.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pyarrow as pa
import pyarrow.compute as pc

from analytics import queries
from analytics.geography.areas import all_areas
from analytics.indicators import INDICATORS
from analytics.periods import PeriodNotUnderstood, Window, WindowKind, parse_period
from analytics.reoffending.cohort_rows import SCHEMA as COHORTS
from analytics.requests.cohort_request import ORDER, CohortAddress
from analytics.requests.figures_address import Address
from analytics.requests.request_rules import refusals
from analytics.requests.selection import Selection
from analytics.series.monthly_series import WINDOWS
from analytics.tables.figures_table import SCHEMA, Measure

KEY = [(name, "ascending") for name in ("indicator", "area_code", "period_end", "measure", "unit")]
COHORT_KEY = [(name, "ascending") for name in (*ORDER, "measure")]
# Answers are kept by what the rows are, without the rows.
MOST_KEPT = 4_096
Found = Address | CohortAddress | None
_FOUND: dict[tuple[str, bytes], Found] = {}
_UNKNOWN = object()
# A request for so many times the rows, as estimated, cannot be the one.
WIDER = 3
_AGAINST = re.compile(r"^Compared with (?:the )?(.+?)\.(?: |$)")


def address_of(figures: pa.Table) -> Found:
    """The address whose answer has exactly these rows, in whatever order; None where there is none."""
    if not figures.num_rows or figures.schema.names not in (SCHEMA.names, COHORTS.names):
        return None
    key = (queries.version(), _digest(figures))
    found = _FOUND.get(key, _UNKNOWN)
    if found is _UNKNOWN:
        if len(_FOUND) >= MOST_KEPT:
            _FOUND.clear()
        found = _FOUND[key] = _address_of(figures)
    return found  # type: ignore[return-value]


def _digest(figures: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, figures.schema) as writer:
        writer.write_table(figures)
    return hashlib.blake2b(sink.getvalue(), digest_size=16).digest()


def _address_of(figures: pa.Table) -> Found:
    if figures.schema.names == COHORTS.names:
        cohort = _cohorts(figures)
        return cohort if cohort.figures().sort_by(COHORT_KEY).equals(figures.sort_by(COHORT_KEY)) else None
    figures = figures.cast(SCHEMA).sort_by(KEY)
    for guess in _guesses(figures):
        few = figures.num_rows <= guess.rows_at_most <= WIDER * figures.num_rows + 100
        if few and not refusals(guess) and guess.figures().sort_by(KEY).equals(figures):
            return Address(guess)
    return None


def _cohorts(figures: pa.Table) -> CohortAddress:
    """What may have been asked for: all cohorts of the areas and groups that rows name, from one month to another."""
    ages, groups = _each(figures, "age_group"), _each(figures, "adult_or_youth")
    ends = pc.min_max(figures.column("period_end")).as_py()
    return CohortAddress(
        indicators=tuple(sorted(_each(figures, "indicator"))),
        areas=tuple(sorted(_each(figures, "area_code"))),
        age_group=ages[0] if len(ages) == 1 else None,
        adult_or_youth=groups[0] if len(groups) == 1 else None,
        start=ends["min"].replace(day=1),
        end=ends["max"].replace(day=1),
    )


def _guesses(figures: pa.Table) -> Iterator[Selection]:
    """What may have been asked for, the shortest address first: all months, the newest few, or from one to another."""
    whole = _whole(figures)
    if whole is None:
        return
    yield whole
    each = figures.group_by(["indicator", "area_code", "measure", "unit"]).aggregate([("period_end", "count")])
    yield replace(whole, last=pc.max(each.column("period_end_count")).as_py())
    ends = pc.min_max(figures.column("period_end")).as_py()
    yield replace(whole, start=ends["min"].replace(day=1), end=ends["max"].replace(day=1))


def _whole(figures: pa.Table) -> Selection | None:
    """The indicators, areas, window, measures and baseline of rows, for all months; None where one is not the API's."""
    windows, measures = _each(figures, "window"), _measures(figures)
    areas = {area.code: area for area in all_areas()}
    codes, indicators = _each(figures, "area_code"), _each(figures, "indicator")
    if len(windows) != 1 or windows[0] not in WINDOWS or not measures:
        return None
    if not set(codes) <= set(areas) or any(INDICATORS[each].kind != "crime" for each in indicators):
        return None
    window: WindowKind = next(kind for kind in get_args(WindowKind) if kind == windows[0])
    found = tuple(areas[code] for code in codes)
    return Selection(tuple(indicators), found, window, measures, baseline=_baseline(figures, window))


def _each(figures: pa.Table, column: str) -> list[str]:
    found: list[str] = figures.column(column).unique().to_pylist()
    return found


def _measures(figures: pa.Table) -> tuple[Measure, ...]:
    """The measures that give such rows; empty where there is one that no request gives."""
    kinds = figures.select(["measure", "unit"]).group_by(["measure", "unit"]).aggregate([]).to_pylist()
    found = [_MEASURES.get((kind["measure"], "households" in kind["unit"])) for kind in kinds]
    return tuple(dict.fromkeys(each for each in found if each)) if all(found) else ()


_MEASURES: dict[tuple[str, bool], Measure] = {
    ("count", False): "count",
    ("percentage", False): "count",
    ("rate", False): "rate",
    ("rate", True): "household_rate",
    ("change", False): "change",
}


def _baseline(figures: pa.Table, window: WindowKind) -> Window | None:
    """What changes say that they are compared with."""
    said = {match[1] for note in _each(figures, "note") if note and (match := _AGAINST.match(note))}
    if len(said) != 1:
        return None
    try:
        found = parse_period(said.pop())
    except PeriodNotUnderstood:
        return None
    return Window(found.start, found.end, window) if found.kind == "rolling_12" or window == "month" else None
