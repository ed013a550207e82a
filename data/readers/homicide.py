"""MPS *Homicide dashboard data*: one row for each victim, or for each person proceeded against.

Two people can share every published attribute, so identical rows are added up and never de-duplicated.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from data import published_areas
from data.catalogue import Tidy
from data.contracts import Violations
from data.readers.context import Context
from data.readers.dates import parse_dates
from data.readers.tabular import Published

RESOURCES = ("homicide_victims", "homicide_accused")

SEXES = ("Male", "Female", "Unrecorded")
BOROUGH_BY_NAME = published_areas.BOROUGH_BY_NAME | {"heathrow": "X-HEATHROW"}
# Declared oddity: the publisher's misspelling, and the month that is therefore no gap. Its rows are not dated by guess.
MISSPELT_MONTHS = {"Febraury 2021": pd.Timestamp(2021, 2, 1)}


@dataclass(frozen=True)
class Layout:
    """Where one of the two files keeps what we read, and what it may hold there."""

    role: str
    count: str
    month: str
    sex: str
    ages: tuple[str, ...]
    unread: tuple[str, ...]
    ages_set_aside: tuple[str, ...] = ()
    months_set_aside: tuple[str, ...] = ()
    method: str | None = None
    methods: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        return [self.count, self.month, "borough", "age_group", self.sex, *([self.method] if self.method else [])]


LAYOUTS = {
    "homicide_victims": Layout(
        role="victim",
        count="count_of_victims",
        month="recorded_date",
        sex="sex",
        ages=(
            "0 to 12",
            "13 to 19",
            "20 to 24",
            "25 to 34",
            "35 to 44",
            "45 to 54",
            "55 to 64",
            "65 and over",
        ),
        method="method_of_killing",
        methods=(
            "Blunt Implement",
            "Knife or Sharp Implement",
            "Not known/Not Recorded",
            "Other Method of Killing",
            "Physical Assault, no weapon",
            "Shooting",
        ),
        unread=("domestic_abuse", "homicide_offence_type", "solved_status", "officer_observed_ethnicity", "sheet"),
    ),
    "homicide_accused": Layout(
        role="accused",
        count="count_of_ppa",
        month="proceedings_date",
        sex="gender",
        ages=(
            "10 to 14",
            "15 to 19",
            "20 to 24",
            "25 to 29",
            "30 to 34",
            "35 to 39",
            "40 to 44",
            "45 to 49",
            "50 to 54",
            "55 to 59",
            "60 to 64",
            "65 and over",
        ),
        ages_set_aside=("Unrecorded",),
        months_set_aside=tuple(MISSPELT_MONTHS),
        unread=("self_classified_ethnicity", "offence_type", "charged_summonsed", "sheet"),
    ),
}
MONTH_FORMS = ("%b %Y", "%b-%y", "%B %Y")


def recognises(file: Published) -> str | None:
    """A count of victims, or of persons proceeded against."""
    return next((resource for resource, layout in LAYOUTS.items() if file.has(layout.count, "borough")), None)


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """People by month, borough, age group, sex and (victims) method. Raises ContractError with every violation."""
    layout = LAYOUTS[resource]
    check = Violations(str(file.path))
    check.columns(file.columns, required=layout.columns, optional=layout.unread)
    check.stop()
    kept, warnings, aside = _set_aside(file, layout)
    people = _people(check, kept, layout)
    # London has had about nine homicides a month: a month without one is missing rows, not a month of peace.
    check.months(list({*people.month.dropna(), *aside}), f"column {layout.month}")
    check.stop()
    key = ["month", "area_code", "role", "age_group", "sex", "method"]
    rows = people.groupby(key, as_index=False, dropna=False)["value"].sum()
    rows["method"] = rows["method"].astype("str")
    first, last = rows.month.min(), rows.month.max()
    span = dt.date(first.year, first.month, 1), dt.date(last.year, last.month, 1)
    return [Tidy(resource, "borough", rows, *span, warnings=warnings)]


def _set_aside(file: Published, layout: Layout) -> tuple[pd.DataFrame, tuple[str, ...], list[pd.Timestamp]]:
    """The rows that can be read, what to say of the others, and the months of those: no gap although none is read."""
    ages, months = (file.frame[name].astype("str").str.strip() for name in ("age_group", layout.month))
    by_age, by_month = ages.isin(layout.ages_set_aside), months.isin(layout.months_set_aside)
    aside = by_age | by_month
    if not aside.any():
        return file.frame, (), []
    named = " or ".join(f"'{text}'" for text in sorted({*ages[by_age], *months[by_month]}))
    warning = f"{file.name}: {aside.sum():,} rows with {named} are set aside, not guessed"
    days = (MISSPELT_MONTHS.get(text) or pd.Timestamp(_first_day(text)) for text in months[aside].unique())
    return file.frame[~aside], (warning,), list(days)


def _people(check: Violations, raw: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    text = raw.astype("str").apply(lambda column: column.str.strip())
    boroughs = text.borough.map(
        {b: BOROUGH_BY_NAME.get(published_areas.name_key(b)) for b in text.borough.dropna().unique()}
    )
    check.known(text.borough, set(text.borough[boroughs.notna()]), "borough")
    check.known(text.age_group, layout.ages, "age group")
    check.known(text[layout.sex], SEXES, "sex")
    if layout.method:
        check.known(text[layout.method], layout.methods, "method of killing")
    return pd.DataFrame(
        {
            "month": _months(check, raw[layout.month], layout.month),
            "area_code": boroughs,
            "role": layout.role,
            "age_group": text.age_group,
            "sex": text[layout.sex],
            "method": text[layout.method] if layout.method else None,
            "value": check.counts(raw, [layout.count])[layout.count],
        }
    )


def _months(check: Violations, cells: pd.Series, name: str) -> pd.Series:
    """'Jan 2003', 'Jan-03' or a date → the first of that month."""
    text = cells.astype("str").str.strip()
    dates = parse_dates(check, text.map({value: _first_day(value) for value in text.dropna().unique()}), name)
    return dates.dt.to_period("M").dt.to_timestamp().astype("datetime64[s]")


def _first_day(text: str) -> str:
    for form in MONTH_FORMS:
        parsed = pd.to_datetime(text, format=form, errors="coerce")
        if not pd.isna(parsed):
            return f"{parsed:%Y-%m-%d}"
    return text
