"""Dates as publishers write them: dd/mm/yyyy, ISO, or a date type of the file format."""

from __future__ import annotations

import pandas as pd

from data.contracts import Violations

US_ORDER = "the dates look like month/day/year"
DAY_EARLY = "the dates lie one day early: a time zone"
DAYS_LATE = "the dates are not those of whole months"


def parse_dates(check: Violations, cells: pd.Series, name: str, *, optional: bool = False) -> pd.Series:
    """Cells as datetime64[s]; blanks stay NaT when `optional`, anything else that is no date is a violation."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        parsed = cells.astype("datetime64[s]")
    else:
        text = cells.astype("str").str.strip()
        values = {value: _parse(value) for value in text.dropna().unique()}
        parsed = text.map(values).astype("datetime64[s]")
    bad = parsed.isna() & ~(optional & (cells.isna() | (cells.astype("str").str.strip() == "")))
    looks_us = cells[bad].astype("str").str.fullmatch(r"\s*\d{1,2}/(1[3-9]|2\d|3[01])/\d{4}\s*").any()
    expected = f"a date, dd/mm/yyyy or yyyy-mm-dd{f' ({US_ORDER})' if looks_us else ''}"
    # A blank has no text, and what has none is in no group of equal cells.
    check.cells(cells[bad].astype("str").str.strip().replace("", pd.NA).fillna("an empty cell"), name, expected)
    return parsed


def first_days(check: Violations, dates: pd.Series, name: str) -> None:
    """Every date is the first of a month; else one line that names the likely cause."""
    days = dates.dropna().drop_duplicates()
    wrong = dates[dates.notna() & (dates.dt.day != 1)]
    if wrong.empty:
        return
    cause = DAYS_LATE
    if ((days + pd.Timedelta(days=1)).dt.day == 1).all():
        cause = DAY_EARLY
    elif (days.dt.day <= 12).all() and (days.dt.month == 1).all():
        cause = US_ORDER
    check.add(
        f"row {wrong.index[0]} ({len(wrong):,} in all), column {name}",
        f"{wrong.iloc[0]:%Y-%m-%d}",
        f"the first day of a month; {cause}",
    )


def _parse(text: str) -> pd.Timestamp:
    for pattern in ("%d/%m/%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S"):
        parsed = pd.to_datetime(text, format=pattern, errors="coerce")
        if not pd.isna(parsed):
            return parsed
    return pd.NaT
