"""CSV on the Web: the metadata that stands beside a CSV and describes its columns (W3C tabular data model)."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from analytics.indicators import INDICATORS
from analytics.requests.figures_address import Address
from analytics.tables.figures_table import SCHEMA
from api.series.accompanying_notes import datasets_of, licences_of

MEDIA_TYPE = "application/csvm+json"
STATUSES = {
    "ok": "a figure without reservation",
    "caution": "a change to be read with the words in note",
    "step": "a change that cannot be told from a change in recording",
    "spans": "a value whose window contains a break or step",
    "quoted": "quoted from a later publication",
    "withheld_break": "no change: the publisher says the two sides of a break cannot be compared",
    "withheld_start": "no change: the indicator had not begun in the earlier window",
    "withheld_small_base": "no percentage: fewer than 50 in the earlier window",
    "no_denominator": "no rate: there is no population for the area or year",
    "missing": "a month of the window is not published",
}
COLUMNS = {
    "indicator": "Identifier of what is counted",
    "area_code": "GSS code of the area; codes beginning X- stand where an area should",
    "area_name": "Name of the area",
    "period_start": "First day of the window",
    "period_end": "Last day of the window",
    "window": "Kind of window: month, rolling_12, financial_year_to_date or calendar_year",
    "measure": "What value is: count, rate, change or percentage",
    "value": "The figure, in unit; a change is a percentage against the window compared with",
    "lower": "Lower limit of the 95% interval of value: the usual variation from month to month, widened by dispersion",
    "upper": "Upper limit of the 95% interval of value: the usual variation from month to month, widened by dispersion",
    "base_value": "What value is relative to: the earlier count of a change, the denominator of a rate or percentage",
    "difference": "For a change: later count minus earlier count",
    "verdict": "For a change: up, down, no clear change, cannot be told from a change in recording, or withheld",
    "unit": "Unit of value",
    "status": "; ".join(f"{name}: {words}" for name, words in STATUSES.items()),
    "note": "Reasons and reservations in words",
    "edition": "Editions of the publication that the row draws on, joined by ;",
    "dispersion": "How many times more the months vary than independent events would (φ); lower and upper rest on it",
    "usual_low": (
        "For a change of 12 months: 10th percentile of all 12-month changes of the area, in percent; empty where fewer "
        "than 60 comparable ones end"
    ),
    "usual_high": "The 90th percentile of the same",
}
_DATATYPES = {pa.date32(): "date", pa.float64(): "double", pa.string(): "string"}
_REQUIRED = {"indicator", "area_code", "area_name", "period_start", "period_end", "window", "measure", "unit", "status"}


def columns(names: tuple[str, ...] = tuple(SCHEMA.names)) -> list[dict[str, Any]]:
    """The descriptions of columns, in their order."""
    return [_column(name) for name in names]


def _column(name: str) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": name,
        "titles": {"en": name},
        "dc:description": {"@value": COLUMNS[name], "@language": "en"},
        "datatype": _DATATYPES[SCHEMA.field(name).type],
        "required": name in _REQUIRED,
    }
    return column | ({"separator": ";"} if name == "edition" else {})


def metadata(address: Address, csv_url: str) -> bytes:
    """The metadata document of the rows that a request gives; `csv_url` is where they are, or a file beside it."""
    names = [INDICATORS[name].title for name in address.selection.indicators]
    licences = licences_of(address.selection)
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": csv_url,
        "dc:title": "London crime figures: " + "; ".join(names),
        "dc:license": [{"@id": url} for url in licences],
        "dc:publisher": sorted({dataset.publisher for dataset in datasets_of(address.selection)}),
        "dc:source": [dataset.attribution for dataset in datasets_of(address.selection)],
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\n"]},
        "tableSchema": {
            "columns": columns(),
            "primaryKey": ["indicator", "area_code", "period_end", "measure", "unit"],
        },
    }
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
