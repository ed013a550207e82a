"""MPS *Monthly Crime Dashboard Data*: knife crime, and other crime; long, two levels in one file.

`Safer Neighbourhood Teams` rows repeat the `Borough` rows, measures are stacked, and subtypes are nested: nothing
here is ever added across them. That the teams add up to the boroughs, in every month, subtype and measure, is
enforced.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pandas as pd

from data import content_hash, published_areas
from data.catalogue import Tidy, series_of
from data.contracts import Violations
from data.labels import label_key
from data.publications.mps_monthly_dashboard import SUBTYPES
from data.readers.context import Context
from data.readers.dates import first_days, parse_dates
from data.readers.tabular import Published

RESOURCES = ("knife", "other")

REQUIRED = (
    "month_year",
    "area_type",
    "borough_snt",
    "area_name",
    "area_code",
    "crime_type",
    "crime_subtype",
    "measure",
    "financial_year",
    "count",
    "refresh_date",
)
LEVELS = {"Borough": "borough", "Safer Neighbourhood Teams": "ward"}

# Declared oddities: what stands where a borough should, by the publisher's area name (None: blank).
PSEUDO_BOROUGHS = {
    "N/K (Legacy Only)": "X-NOT-KNOWN",
    "Non MET police force": "X-OTHER-FORCE",
    "Aviation Security (SO18) (Legacy Only)": "X-AVIATION",
    "Aviation Security": "X-AVIATION",
    "Aviation Policing": "X-AVIATION",
    "Other / NK": "X-OTHER-NOT-KNOWN",
    "Unknown": "X-UNKNOWN",
    None: "X-BLANK",
}
NO_WARD = {
    "-1": "X-BLANK",
    "N/K": "X-NOT-KNOWN",
    "NON ATHENA FORCE": "X-OTHER-FORCE",
    "SO18": "X-AVIATION",
    "Aviation Policing": "X-AVIATION",
    "Other / NK": "X-OTHER-NOT-KNOWN",
    None: "X-BLANK",
}
INACTIVE_WARDS = frozenset(
    f"E05000{n}"
    for n in (
        "046",
        "085",
        "139",
        "143",
        "170",
        "173",
        "214",
        "326",
        "331",
        "335",
        "358",
        "419",
        "428",
        "448",
        "596",
        "646",
        "649",
    )
)


def recognises(file: Published) -> str | None:
    """The dashboard's columns; the knife file is the one whose subtypes are the knife subtypes."""
    if not file.has("month_year", "area_type", "crime_subtype", "measure", "count"):
        return None
    return "knife" if "knife crime" in set(file.frame["crime_type"].astype("str").str.strip().str.lower()) else "other"


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """The editions that a file holds: for each refresh date its knife or other rows, at borough and ward level."""
    context.require_wards(str(file.path))
    check = Violations(str(file.path))
    check.columns(file.columns, required=REQUIRED, optional=("fy_fyindex", "sheet"))
    check.stop()
    frame = _typed(check, file.frame)
    check.stop()
    tidy: list[Tidy] = []
    for (refreshed, part), rows in frame.groupby(["refreshed", "resource"], sort=True):
        tidy += _edition(check, rows, str(part), refreshed.date(), context)
    check.stop()
    return tidy


def _typed(check: Violations, raw: pd.DataFrame) -> pd.DataFrame:
    text = raw[["area_type", "borough_snt", "area_name", "area_code", "crime_type", "crime_subtype", "measure"]]
    frame = text.astype("str").apply(lambda column: column.str.strip().replace("", None))
    frame["month"] = parse_dates(check, raw["month_year"], "month_year")
    first_days(check, frame["month"], "month_year")
    frame["refreshed"] = parse_dates(check, raw["refresh_date"], "refresh_date")
    frame["value"] = check.counts(raw, ["count"])["count"]
    check.known(frame.area_type, LEVELS, "area type")
    frame["level"] = frame.area_type.map(LEVELS)
    keys = {label_key(name): (name, part) for part, subtypes in SUBTYPES.items() for name in subtypes}
    spelled = frame.crime_subtype.map({s: label_key(s) for s in frame.crime_subtype.dropna().unique()})
    check.known(frame.crime_subtype, set(frame.crime_subtype[spelled.isin(list(keys))]), "crime subtype")
    frame["subtype"] = spelled.map({k: name for k, (name, _) in keys.items()})
    frame["resource"] = spelled.map({k: part for k, (_, part) in keys.items()})
    pairs = frame.subtype + " / " + frame.measure
    declared = {f"{s} / {m}" for subtypes in SUBTYPES.values() for s, ms in subtypes.items() for m in ms}
    check.known(pairs, declared, "subtype and measure")
    # Half a million rows repeat a few words in these columns.
    few = ["level", "resource", "subtype", "measure", "borough_snt"]
    frame[few] = frame[few].astype("category")
    return frame.drop(columns=["area_type", "crime_type", "crime_subtype"])


def _edition(check: Violations, rows: pd.DataFrame, resource: str, refreshed: dt.date, context: Context) -> list[Tidy]:
    months = sorted(rows.month.dt.date.unique())
    check.months(months, f"edition of {refreshed}")
    check.unique(rows, ["month", "level", "borough_snt", "area_name", "area_code", "subtype", "measure"])
    by_level = dict(tuple(rows.groupby("level")))
    totals = {level: part.groupby(["month", "subtype", "measure"])["value"].sum() for level, part in by_level.items()}
    check.equal(
        totals.get("ward", pd.Series(dtype="int64")),
        totals.get("borough", pd.Series(dtype="int64")),
        left_name="Safer Neighbourhood Teams",
        right_name="boroughs",
    )
    tidy = []
    for level, part in by_level.items():
        codes = _borough_codes(check, part) if level == "borough" else _ward_codes(check, part, context)
        edition = _level(check, part.assign(area_code=codes), resource, str(level), months, refreshed)
        tidy.append(replace(edition, source_hash=content_hash.of_source(part.drop(columns="resource"))))
    return tidy


def _borough_codes(check: Violations, rows: pd.DataFrame) -> pd.Series:
    names = {
        n: published_areas.BOROUGH_BY_NAME.get(published_areas.name_key(n)) for n in rows.area_name.dropna().unique()
    }
    codes = rows.area_name.map(names)
    for name, pseudo in PSEUDO_BOROUGHS.items():
        codes = codes.mask(rows.area_name.isna() if name is None else rows.area_name == name, pseudo)
    check.known(rows.area_name, set(rows.area_name[codes.notna()]) | {None}, "borough")
    wrong = rows.area_code.str.fullmatch(r"E09\d{6}") & (rows.area_code != codes)
    for row in rows.index[wrong]:
        check.add(f"row {row}", f"{rows.area_code[row]} beside {rows.area_name[row]}", "the borough's own code")
    missing = published_areas.POLICED - set(codes)
    if missing:
        named = ", ".join(sorted(published_areas.BOROUGHS[c] for c in missing))
        check.add("Area Type Borough", f"no row for {named}", "a row for each of the 32 boroughs")
    return codes


def _ward_codes(check: Violations, rows: pd.DataFrame, context: Context) -> pd.Series:
    """Current ward, or 'not in a current ward' of the borough that the team's name begins with."""
    current = rows.area_code.where(rows.area_code.isin(list(context.ward_parents)))
    declared = rows.area_code.isin([*INACTIVE_WARDS, *NO_WARD]) | rows.area_code.isna()
    check.known(rows.area_code, set(rows.area_code[current.notna() | declared]) | {None}, "ward code")
    teams = {team: _borough_of_team(team) for team in rows.borough_snt.dropna().unique()}
    boroughs = rows.borough_snt.map(teams)
    pseudo = rows.area_code.map({k: v for k, v in NO_WARD.items() if k}).fillna("X-BLANK")
    return current.fillna(boroughs.fillna(pseudo).map(published_areas.not_in_a_ward))


def _borough_of_team(team: str) -> str | None:
    """'Hillingdon Brunel' → Hillingdon: the longest borough name that the team's name begins with."""
    key = published_areas.name_key(team)
    boroughs = [name for name in published_areas.BOROUGH_BY_NAME if re.match(rf"{name}( |$)", key)]
    return published_areas.BOROUGH_BY_NAME[max(boroughs, key=len)] if boroughs else None


def _level(
    check: Violations, rows: pd.DataFrame, resource: str, level: str, months: list[dt.date], refreshed: dt.date
) -> Tidy:
    parts, carried = [], series_of(resource, level)
    for series in carried:
        subtype, measure = series.labels[0].group, series.labels[0].subgroup
        chosen = rows[(rows.subtype == subtype) & (rows.measure == measure)]
        if chosen.empty:
            check.add(f"edition of {refreshed}", f"no row of {subtype}, {measure}", "every subtype that feeds a series")
        sums = chosen.groupby(["area_code", "month"], as_index=False)["value"].sum()
        parts.append(sums.assign(series=series.id))
    tidy = pd.concat(parts, ignore_index=True)[["series", "area_code", "month", "value"]]
    covers = tuple(series.id for series in carried)
    named = {series.id: part.area_code.unique() for series, part in zip(carried, parts, strict=True)}
    unnamed = published_areas.unnamed_combinations(named) if level == "borough" else ()
    return Tidy(resource, level, tidy, months[0], months[-1], covers, published_on=refreshed, unnamed=unnamed)
