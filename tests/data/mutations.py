"""What a publisher's slip, or somebody's spreadsheet, does to a file whose shape stays right.

A mutation takes a published table, all cells texts, and gives the table that lies: the recorded-crime files with their
months in columns (`WIDE`), and the long ones of the monthly dashboard (`LONG`).
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

Mutation = Callable[[pd.DataFrame], pd.DataFrame]


def months_of(table: pd.DataFrame) -> list[str]:
    """The month columns of a recorded-crime file."""
    return [name for name in table.columns if name.isdigit()]


def _place(table: pd.DataFrame) -> str:
    return next(name for name in table.columns if name.lower() in ("bocu", "boroughname", "lookup_boroughname"))


def _subgroup(table: pd.DataFrame) -> str:
    return next(name for name in table.columns if name.lower() in ("subgroup", "minortext"))


def _rows(table: pd.DataFrame, *, borough: str = "", subgroup: str = "") -> pd.Series:
    chosen = pd.Series(True, index=table.index)
    chosen &= (table[_place(table)] == borough) if borough else True
    return chosen & ((table[_subgroup(table)] == subgroup) if subgroup else True)


def scaled(factor: float, *, months: slice = slice(None), borough: str = "", subgroup: str = "") -> Mutation:
    """A cell, a row, a column or a block times a factor: zero silences it."""

    def change(table: pd.DataFrame) -> pd.DataFrame:
        changed, columns = table.copy(), months_of(table)[months]
        rows = _rows(table, borough=borough, subgroup=subgroup)
        counts = changed.loc[rows, columns].astype("float64") * factor
        changed.loc[rows, columns] = counts.round().astype("int64").astype("str")
        return changed

    return change


def without(*, borough: str = "", subgroup: str = "") -> Mutation:
    """Rows deleted."""
    return lambda table: table[~_rows(table, borough=borough, subgroup=subgroup)]


def exchanged(first: str, second: str) -> Mutation:
    """Two boroughs under each other's name."""
    return lambda table: table.assign(**{_place(table): table[_place(table)].replace({first: second, second: first})})


def headers_moved(by: int) -> Mutation:
    """The same columns under later (or earlier) months."""

    def change(table: pd.DataFrame) -> pd.DataFrame:
        names = {name: f"{pd.Period(name, 'M') + by:%Y%m}" for name in months_of(table)}
        return table.rename(columns=names)

    return change


def rotated(table: pd.DataFrame) -> pd.DataFrame:
    """Each month's figures under the next month, the first month's under itself."""
    columns = months_of(table)
    changed = table.copy()
    changed[columns[1:]] = table[columns[:-1]].to_numpy()
    return changed


WIDE: dict[str, Mutation] = {
    "a row deleted": without(borough="Westminster", subgroup="THEFT FROM THE PERSON"),
    "a subgroup deleted for all boroughs": without(subgroup="RAPE"),
    "a borough silent for half of the months": scaled(0, months=slice(-6, None), borough="Hackney"),
    "a cell ten times too large": scaled(
        10, months=slice(-1, None), borough="Croydon", subgroup="RES BURGLARY OF A HOME"
    ),
    "a column ten times too large": scaled(10, months=slice(-1, None)),
    "two boroughs exchanged": exchanged("Croydon", "Ealing"),
    "month headers moved by one": headers_moved(-1),
    "figures moved by one month": rotated,
    "every count times ten": scaled(10),
    "a last month 60 % complete": scaled(0.6, months=slice(-1, None)),
    "a month of zeros in the middle": scaled(0, months=slice(-3, -2)),
    "month headers a year ahead": headers_moved(12),
}


def _dates(table: pd.DataFrame, column: str) -> pd.Series:
    return pd.to_datetime(table[column], format="%d/%m/%Y")


def months_written(form: str, *, years: int = 0, days: int = 0) -> Mutation:
    """The months of a long file moved, in another form of date."""
    moved = pd.DateOffset(years=years, days=days)
    return lambda table: table.assign(month_year=(_dates(table, "month_year") + moved).dt.strftime(form))


def published_on(day: str) -> Mutation:
    """Every row with this refresh date."""
    return lambda table: table.assign(refresh_date=day)


def counted(factor: float) -> Mutation:
    """Every count of a long file times a factor."""
    return lambda table: table.assign(count=(table["count"].astype("int64") * factor).round().astype("int64"))


LONG: dict[str, Mutation] = {
    "every count of knife crime times ten": counted(10),
    "dates in US order": months_written("%m/%d/%Y"),
    "dates one day early": months_written("%d/%m/%Y", days=-1),
    "every date a year ahead": months_written("%d/%m/%Y", years=1),
    "published in 2099": published_on("01/01/2099"),
    "published in 2030": published_on("01/05/2030"),
    "published in 1999": published_on("01/01/1999"),
    "published in year 1": published_on("01/01/0001"),
}
