"""Dates as publishers write them: dd/mm/yyyy, ISO, or a date type of the file format."""

from __future__ import annotations

import pandas as pd

from data.contracts import Violations


def parse_dates(check: Violations, cells: pd.Series, name: str, *, optional: bool = False) -> pd.Series:
    """Cells as datetime64[s]; blanks stay NaT when `optional`, anything else that is no date is a violation."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        parsed = cells.astype("datetime64[s]")
    else:
        text = cells.astype("str").str.strip()
        values = {value: _parse(value) for value in text.dropna().unique()}
        parsed = text.map(values).astype("datetime64[s]")
    bad = parsed.isna() & ~(optional & (cells.isna() | (cells.astype("str").str.strip() == "")))
    for row, cell in cells[bad].items():
        check.add(f"row {row}, column {name}", str(cell), "a date, dd/mm/yyyy or yyyy-mm-dd")
    return parsed


def _parse(text: str) -> pd.Timestamp:
    for pattern in ("%d/%m/%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S"):
        parsed = pd.to_datetime(text, format=pattern, errors="coerce")
        if not pd.isna(parsed):
            return parsed
    return pd.NaT
