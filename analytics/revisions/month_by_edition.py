"""The same month in every edition: how a figure was revised each time it was published again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from analytics import queries
from analytics.geography.areas import Area
from analytics.geography.borough_groups import parts_of, whole_of_parts
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import Indicator, indicator
from analytics.periods import last_day
from analytics.tables.published_rows import DECIMALS

SCHEMA = pa.schema(
    [
        ("indicator", pa.string()),
        ("area_code", pa.string()),
        ("area_name", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("edition", pa.string()),
        ("published_on", pa.date32()),
        ("published_estimated", pa.bool_()),
        ("value", pa.float64()),
        ("difference", pa.float64()),
        ("unit", pa.string()),
        ("status", pa.string()),
        ("note", pa.string()),
    ]
)
FIRST = "The first edition here that has this month."
ESTIMATED = "The day of publication is estimated from the months in the file."
_ALWAYS = date(1900, 1, 1), date(2999, 12, 1)


def month_by_edition(
    indicators: Sequence[str | Indicator],
    areas: Iterable[Area],
    *,
    start: date | None = None,
    end: date | None = None,
    as_of: date | None = None,
) -> pa.Table:
    """Counts or percentages as each edition had them, by indicator, area and month, oldest edition first; see `SCHEMA`.

    `difference` is against the edition before. An edition that lacks a part of an indicator has no row for it.
    """
    places = sorted(areas, key=lambda area: area.code)
    levels = tuple(dict.fromkeys(area.level for area in places))
    months, day = (start or _ALWAYS[0], end or _ALWAYS[1]), as_of or _ALWAYS[1]
    rows: list[dict[str, Any]] = []
    for entry in sorted((indicator(entry) for entry in indicators), key=lambda entry: entry.id):
        by_area: dict[str, list[dict[str, Any]]] = {}
        for level in levels:
            here = [area for area in places if area.level == level]
            for row in _rows(entry, here, *months, day):
                by_area.setdefault(row["area_code"], []).append(row)
        rows += (row for area in places for row in by_area.get(area.code, []))
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _rows(entry: Indicator, areas: Sequence[Area], start: date, end: date, as_of: date) -> Iterable[dict[str, Any]]:
    """The rows of areas of one level, area by area."""
    sign = {term.series: term.sign for term in entry.terms}
    below = {term.series: term.sign for term in entry.denominator_terms}
    names, level = {area.code: area.name for area in areas}, areas[0].level
    whole_of = whole_of_parts(names)
    parameters = {
        "series": [*sign, *below],
        "areas": list(whole_of),
        "whole": level == "mps",
        "levels": list(AREA_LEVELS[level].in_editions_of),
        "start": max(start, entry.start_at(level)),
        "end": end,
        "published_by": as_of,
    }
    sums: dict[tuple[str, date, str], dict[str, Any]] = {}
    for row in queries.rows("revisions", parameters):
        row["area_code"] = whole_of[row["area_code"]]
        key = (row["area_code"], row["month"], row["edition_id"])
        kept = sums.setdefault(key, row | {"value": 0, "below": 0, "terms": 0})
        kept["value"] += sign.get(row["series"], 0) * row["value"]
        kept["below"] += below.get(row["series"], 0) * row["value"]
        kept["terms"] += 1
    before: dict[str, Any] | None = None
    for row in sums.values():
        if row["terms"] == (len(sign) + len(below)) * len(parts_of(row["area_code"])):
            if below:
                row["value"] = round(100 * row["value"] / row["below"], DECIMALS) if row["below"] else None
            same = before and (before["area_code"], before["month"]) == (row["area_code"], row["month"])
            yield _row(entry, names[row["area_code"]], row, before if same else None)
            before = row


def _row(entry: Indicator, name: str, row: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    notes = ("" if before else FIRST, ESTIMATED if row["published_estimated"] else "")
    return {
        "indicator": entry.id,
        "area_code": row["area_code"],
        "area_name": name,
        "period_start": row["month"],
        "period_end": last_day(row["month"]),
        "edition": row["edition_id"],
        "published_on": row["published_on"],
        "published_estimated": row["published_estimated"],
        "value": None if row["value"] is None else float(row["value"]),
        "difference": _difference(row["value"], before["value"]) if before else None,
        "unit": entry.unit,
        "status": "ok" if row["value"] is not None else "no_denominator",
        "note": " ".join(filter(None, notes)),
    }


def _difference(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else round(float(now - before), DECIMALS)
