"""MoJ *Proven reoffending statistics*: annual cohorts by region and age, and figures quoted from later editions.

The regional file has no totals and no England and Wales: groups are added up from it, so every cohort must hold
every region and age group. Geography is where the offender lives. Quoted figures stay apart from computed ones.
"""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from data.catalogue import Tidy
from data.contracts import Violations
from data.readers.context import Context
from data.readers.tabular import Published

RESOURCES = ("reoffending_regions", "reoffending_quoted")

# The column that tells adults from juveniles has had a name in each of the publisher's tools.
ADULT_OR_YOUTH = ("adult_juv", "adult_child", "adult_juvenile", "adult_youth")
ADULT, YOUTH = "adult", "youth"
GROUPS = {"Adult": ADULT, "Juvenile": YOUTH, "Child": YOUTH, "Youth": YOUTH}
REGIONS = {
    "North East": "E12000001",
    "North West": "E12000002",
    "Yorkshire and The Humber": "E12000003",
    "East Midlands": "E12000004",
    "West Midlands": "E12000005",
    "East of England": "E12000006",
    "London": "E12000007",
    "South East": "E12000008",
    "South West": "E12000009",
}
QUOTED_AREAS = {
    "England and Wales": "K04000001",
    "London": "E12000007",
    "Lambeth": "E09000022",
    "Metropolitan Police area": "E23000001",
}
QUOTED_GROUPS = {**GROUPS, "All": "all"}
AGES = {
    "10 to 14": YOUTH,
    "15 to 17": YOUTH,
    "18 to 20": ADULT,
    "21 to 24": ADULT,
    "25 to 29": ADULT,
    "30 to 34": ADULT,
    "35 to 39": ADULT,
    "40 to 44": ADULT,
    "45 to 49": ADULT,
    "50+": ADULT,
}
CATEGORIES = ("Age total",)
COUNTS = ["offenders", "reoffenders", "reoffences"]
NOT_APPLICABLE = "-"
KEY = ["cohort_start", "area_code", "age_group", "adult_or_youth"]


def recognises(file: Published) -> str | None:
    """Cohorts with offenders and reoffenders, by region and age, or each with the place that it is quoted from."""
    if not file.has("cohort", "offenders", "reoffenders"):
        return None
    if file.has("quoted_from"):
        return "reoffending_quoted"
    return "reoffending_regions" if file.has("region", "subcat1") else None


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """Cohorts with nullable counts. Raises ContractError with every violation."""
    check = Violations(str(file.path))
    text = file.frame.astype("str").apply(lambda column: column.str.strip())
    rows = _regions(check, text) if resource == "reoffending_regions" else _quoted(check, text)
    starts, ends = _cohorts(check, text.cohort)
    rows = rows.assign(cohort_start=starts, cohort_end=ends, **_counts(check, text))
    _check_order(check, rows)
    check.unique(rows.dropna(subset=KEY), KEY)
    if resource == "reoffending_regions":
        _check_complete(check, rows)
    check.stop()
    first, last = rows.cohort_start.min(), rows.cohort_start.max()
    columns = ["cohort_start", "cohort_end", "area_code", "age_group", "adult_or_youth", *COUNTS, "quoted_from"]
    tidy = rows[columns].reset_index(drop=True).astype({"quoted_from": "str"})
    return [Tidy(resource, "region", tidy, dt.date(first.year, first.month, 1), dt.date(last.year, last.month, 1))]


def _regions(check: Violations, text: pd.DataFrame) -> pd.DataFrame:
    group = next((name for name in ADULT_OR_YOUTH if name in text), ADULT_OR_YOUTH[0])
    required = [group, "cohort", "region", "category", "subcat1", *COUNTS]
    check.columns(text.columns, required=required, optional=("subcat2", "sheet"))
    check.stop()
    check.known(text.region, REGIONS, "region")
    check.known(text[group], GROUPS, "group (adult or juvenile)")
    check.known(text.category, CATEGORIES, "category")
    check.known(text.subcat1, AGES, "age group")
    rows = pd.DataFrame({"area_code": text.region.map(REGIONS), "age_group": text.subcat1})
    rows["adult_or_youth"] = text[group].map(GROUPS)
    mismatch = rows.adult_or_youth.notna() & (rows.age_group.map(AGES) != rows.adult_or_youth)
    for row in rows.index[mismatch]:
        check.add(f"row {row}", f"{text[group][row]} aged {rows.age_group[row]}", "adults from 18, juveniles to 17")
    return rows.assign(quoted_from=None)


def _quoted(check: Violations, text: pd.DataFrame) -> pd.DataFrame:
    check.columns(text.columns, required=["cohort", "area", "group", *COUNTS, "quoted_from"], optional=("sheet",))
    check.stop()
    check.known(text.area, QUOTED_AREAS, "area")
    check.known(text.group, QUOTED_GROUPS, "group")
    for row in text.index[text.quoted_from.fillna("") == ""]:
        check.add(f"row {row}, column quoted_from", "an empty cell", "the publication that the figure is quoted from")
    rows = pd.DataFrame({"area_code": text.area.map(QUOTED_AREAS), "adult_or_youth": text.group.map(QUOTED_GROUPS)})
    return rows.assign(age_group="All", quoted_from=text.quoted_from)


def _cohorts(check: Violations, cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """'Apr 2008 to Mar 2009' → its first and its last month, each by its first day; always twelve months."""
    parsed = {text: _cohort(text) for text in cells.dropna().unique()}
    known = {text: months for text, months in parsed.items() if months}
    check.known(cells, known, "cohort of twelve months, 'Apr 2008 to Mar 2009',")
    starts = cells.map({text: months[0] for text, months in known.items()}).astype("datetime64[s]")
    ends = cells.map({text: months[1] for text, months in known.items()}).astype("datetime64[s]")
    return starts, ends


def _cohort(text: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    if not re.fullmatch(r"[A-Z][a-z]{2} \d{4} to [A-Z][a-z]{2} \d{4}", text):
        return None
    start, end = (pd.to_datetime(part, format="%b %Y", errors="coerce") for part in text.split(" to "))
    return (start, end) if end == start + pd.DateOffset(months=11) else None


def _counts(check: Violations, text: pd.DataFrame) -> dict[str, pd.Series]:
    """Whole numbers; '-' is declared "not applicable or suppressed", and is missing like a blank: never zero."""
    counts = {}
    for name in COUNTS:
        given = text[name].notna() & ~text[name].isin(["", NOT_APPLICABLE])
        counts[name] = check.counts(text[given], [name])[name].reindex(text.index).astype("Int64")
    return counts


def _check_order(check: Violations, rows: pd.DataFrame) -> None:
    """A reoffender is an offender, and has committed at least one reoffence."""
    for more in ("offenders", "reoffences"):
        for row in rows.index[(rows.reoffenders > rows[more]).fillna(False)]:
            counts = f"{rows.reoffenders[row]} reoffenders, {rows[more][row]} {more}"
            check.add(f"row {row}", counts, f"no more reoffenders than {more}")


def _check_complete(check: Violations, rows: pd.DataFrame) -> None:
    """Totals are sums of these cells, so a cell that is absent would be a total that is silently too small."""
    present = set(zip(rows.cohort_start, rows.area_code, rows.age_group, strict=True))
    for cohort in sorted(rows.cohort_start.dropna().unique()):
        for region, code in REGIONS.items():
            missing = ", ".join(age for age in AGES if (cohort, code, age) not in present)
            if missing:
                check.add(f"cohort from {cohort:%b %Y}, {region}", f"no row aged {missing}", "every age group")
    years = sorted({month.year for month in rows.cohort_start.dropna()})
    for year in sorted(set(range(years[0], years[-1])) - set(years)) if years else []:
        check.add("column cohort", f"no cohort from {year}", "every year from the first to the last")
