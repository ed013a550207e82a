"""What is loaded: each edition, when it was published, what it covers, and which months it wins."""

from __future__ import annotations

import datetime as dt
from typing import Any

from data import warehouse
from data.refresh.refresh_outcomes import outcomes

WINS = """
SELECT edition_id, min(month) AS first, max(month) AS last, count(*) AS months FROM winner GROUP BY edition_id
"""


def lines() -> list[str]:
    """The status table, ready to print. Raises WarehouseMissing before the first build."""
    open_warehouse = warehouse.current()
    wins = {row["edition_id"]: row for row in open_warehouse.rows(WINS)}
    editions = open_warehouse.rows("SELECT * FROM edition ORDER BY dataset, resource, level, months_to, published_on")
    header = ["Dataset", "Resource", "Level", "Edition", "Published", "Covers", "Rows", "Wins"]
    table = [header] + [_row(e, wins.get(e["id"])) for e in editions]
    widths = [max(len(row[i]) for row in table) for i in range(len(header))]
    printed = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in table]
    printed.insert(1, "  ".join("-" * w for w in widths))
    warnings = [f"Warning: {w}" for e in editions for w in e["warnings"]]
    lacking = [f"Note: {e['id']} has no {', '.join(e['lacks'])}" for e in editions if e["lacks"]]
    accepted = [f"Note: {e['id']} was accepted although unusual: {e['accepted']}" for e in editions if e["accepted"]]
    corrected = [
        _corrected(row) for row in open_warehouse.rows("SELECT * FROM correction ORDER BY done_on, edition_id")
    ]
    refreshed = [f"{'Refresh' if o.ok else 'Warning'}: {o.message}" for o in outcomes()]
    return [
        *printed,
        "",
        *warnings,
        *lacking,
        *accepted,
        *corrected,
        *refreshed,
        f"Warehouse {open_warehouse.version}: {open_warehouse.path}",
    ]


def _corrected(row: dict[str, Any]) -> str:
    if row["kind"] == "withdraw":
        return f"Note: {row['edition_id']} was withdrawn on {row['done_on']}: {row['why']}"
    return f"Note: {row['edition_id']} was dated {row['given_on']} on {row['done_on']}: {row['why']}"


def _row(edition: dict[str, Any], won: dict[str, Any] | None) -> list[str]:
    return [
        edition["dataset"],
        edition["resource"],
        edition["level"],
        edition["id"].rsplit("-", 1)[1],
        published(edition["published_on"], edition["published_estimated"]),
        f"{edition['months_from']:%Y-%m} to {edition['months_to']:%Y-%m}",
        f"{edition['rows']:,}",
        _won(edition, won),
    ]


def _won(edition: dict[str, Any], won: dict[str, Any] | None) -> str:
    if edition["table"] != "observation":
        return "in use"
    if won is None:
        return "no month: newer or fuller editions cover it"
    return f"{won['first']:%Y-%m} to {won['last']:%Y-%m} ({won['months']} months)"


def published(day: dt.date | None, estimated: bool) -> str:
    """'2026-03-18', 'about 2026-04' when estimated, 'not stated' when unknown."""
    if day is None:
        return "not stated"
    return f"about {day:%Y-%m}" if estimated else day.isoformat()
