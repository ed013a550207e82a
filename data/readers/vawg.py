"""MPS *Violence Against Women and Girls dashboard data*: offences and victims, stacked sheets of one total each.

The offence workbook carries its total twice (by place, by classification), the victim workbook three times: sheets
are compared, never added. Wards come without codes and are matched by borough and name. Rows are dated by the month
in which an offence was recorded; the committed month beside it reaches back decades.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from data import content_hash, published_areas
from data.catalogue import Tidy, series_of
from data.contracts import Violations
from data.labels import label_key
from data.publications.mps_vawg import GROUPS, VICTIM_AGES, VICTIM_ETHNICITIES
from data.readers.context import Context
from data.readers.dates import first_days, parse_dates
from data.readers.tabular import Published

RESOURCES = ("vawg_offences", "vawg_victims")

BOROUGH, WARD, GROUP = "borough_name", "ward_name_clean_2", "crimsec_group"
AGE, ETHNICITY = "age_group", "ethnic_appearance_group_group"
RECORDED, COMMITTED = "recorded_date_months", "date_committed_from_date_months"
DATES = (RECORDED, COMMITTED)

LOCATION, CLASSIFICATION = "Offence count location", "Offence count classification"
BY_PLACE, BY_AGE, BY_ETHNICITY = (
    "Victim count by location",
    "Victim count by age group",
    "Victim count by ethnic group",
)
# What identifies a row of each sheet, beside its two dates.
SHEETS: dict[str, dict[str, tuple[str, ...]]] = {
    "vawg_offences": {
        LOCATION: ("bcu_location", BOROUGH, WARD),
        CLASSIFICATION: (GROUP, "crimseccodeexpansion", "crimsec_offences", "vawg_offence"),
    },
    "vawg_victims": {
        BY_PLACE: ("bcu_location", BOROUGH, WARD),
        BY_AGE: (AGE,),
        BY_ETHNICITY: (ETHNICITY,),
    },
}

# Declared oddities: what stands where a borough or a ward should.
PSEUDO_BOROUGHS = {"other": "X-OTHER", "unknown": "X-UNKNOWN", "": "X-BLANK"}
NO_WARD_NAMED = frozenset({"", "n k", "non met police force"})
NO_SUCH_WARD = frozenset(
    {
        ("E09000003", "colindale"),
        ("E09000007", "kentish town"),
        ("E09000009", "acton central"),
        ("E09000012", "whitechapel"),
        ("E09000017", "brunel"),
        ("E09000025", "royal docks"),
        ("X-OTHER", "heathrow villages"),
    }
)
PLACEHOLDER = pd.Timestamp(1900, 1, 1)


def recognises(file: Published) -> str | None:
    """Recorded months beside offence groups, or beside the ethnic appearance of victims."""
    if file.has(RECORDED, GROUP):
        return "vawg_offences"
    return "vawg_victims" if file.has(RECORDED, ETHNICITY) else None


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """Offences at three levels, or victims at the MPS level. Raises ContractError with every violation."""
    context.require_wards(str(file.path))
    check = Violations(str(file.path))
    sheets = _sheets(check, file, SHEETS[resource])
    _check_same_totals(check, sheets)
    source_hash = content_hash.of_source(*sheets.values())
    place, *others = sheets.values()
    place = _placed(check, place, context)
    tidy = _offences(check, place, others[0]) if resource == "vawg_offences" else _victims(check, *others)
    check.stop()
    return [replace(edition, source_hash=source_hash) for edition in tidy]


def _sheets(check: Violations, file: Published, keys: Mapping[str, tuple[str, ...]]) -> dict[str, pd.DataFrame]:
    """Each declared sheet by name, its cells typed, its months whole, its keys unique."""
    columns = dict.fromkeys(column for key in keys.values() for column in key)
    check.columns(file.columns, required=[*columns, *DATES, "count", "sheet"])
    check.stop()
    names = file.frame["sheet"].astype("str").str.strip()
    check.known(names, keys, "sheet")
    for missing in sorted(set(keys) - set(names.unique())):
        check.add("sheets", f"no sheet {missing}", ", ".join(keys))
    check.stop()
    sheets = {name: _sheet(check, file.frame[names == name], name, list(key)) for name, key in keys.items()}
    if any(sheet.month.isna().all() for sheet in sheets.values()):
        check.stop()
    return sheets


def _sheet(check: Violations, raw: pd.DataFrame, name: str, key: list[str]) -> pd.DataFrame:
    frame = raw[key].astype("str").apply(lambda column: column.str.strip().fillna(""))
    frame["month"] = parse_dates(check, raw[RECORDED], RECORDED)
    frame["committed"] = parse_dates(check, raw[COMMITTED], COMMITTED, optional=True)
    frame["value"] = check.counts(raw, ["count"])["count"]
    first_days(check, frame.month, RECORDED)
    check.months(list(frame.month.dropna().unique()), f"sheet {name}")
    check.unique(frame, [*key, "month", "committed"])
    return frame


def _check_same_totals(check: Violations, sheets: Mapping[str, pd.DataFrame]) -> None:
    totals = {name: _by_month(sheet) for name, sheet in sheets.items()}
    (first, expected), *others = totals.items()
    for name, total in others:
        check.equal(total, expected, left_name=f"sheet {name}", right_name=f"sheet {first}")


def _by_month(rows: pd.DataFrame) -> pd.Series:
    days = rows.groupby("month")["value"].sum()
    return days.groupby(days.index.strftime("%Y-%m")).sum()


def _placed(check: Violations, rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """The location sheet with `borough` and `ward` codes; a name that is neither known nor declared stops the file."""
    codes = published_areas.BOROUGH_BY_NAME | PSEUDO_BOROUGHS
    boroughs = rows[BOROUGH].map({name: codes.get(published_areas.name_key(name)) for name in rows[BOROUGH].unique()})
    check.known(rows[BOROUGH], rows[BOROUGH][boroughs.notna()].unique(), "borough")
    places = boroughs.fillna("") + " / " + rows[WARD]
    wards = places.map({place: _ward(place, context) for place in places.unique()})
    check.known(places[boroughs.notna()], places[wards.notna()].unique(), "ward of that borough")
    return rows.assign(borough=boroughs, ward=wards)


def _ward(place: str, context: Context) -> str | None:
    """'E09000012 / Whitechapel' → the code of that borough's ward, or its 'not in a ward', or None: undeclared."""
    borough, name = place.split(" / ", 1)
    key = (borough, published_areas.name_key(name))
    if key[1] in NO_WARD_NAMED or key in NO_SUCH_WARD:
        return published_areas.not_in_a_ward(borough)
    return context.wards.get(key)


def _offences(check: Violations, place: pd.DataFrame, classified: pd.DataFrame) -> list[Tidy]:
    groups = _by_label(check, classified, GROUP, {g: f"vawg_group_{key}" for g, key in GROUPS.items()})
    late, unknown = _recorded_late(place), _committed_unknown(place)
    mps = [groups, _counted(place[late], "vawg_recorded_over_a_year_later", published_areas.MPS)]
    mps.append(_counted(place[unknown], "vawg_committed_date_unknown", published_areas.MPS))
    backwards = int(place.value[place.committed > place.month].sum())
    warnings = (f"{backwards:,} offences are recorded in a month before they were committed",) if backwards else ()
    return [
        _tidy("vawg_offences", "mps", mps, place, warnings),
        _tidy("vawg_offences", "borough", [_counted(place, "vawg", place.borough)], place),
        _tidy("vawg_offences", "ward", [_counted(place, "vawg", place.ward)], place),
    ]


def _victims(check: Violations, by_age: pd.DataFrame, by_ethnicity: pd.DataFrame) -> list[Tidy]:
    ages = {label: f"vawg_victims_{key}" for label, key in VICTIM_AGES.items()}
    ethnicities = {label: f"vawg_victims_ethnic_{key}" for label, key in VICTIM_ETHNICITIES.items()}
    parts = [_by_label(check, by_age, AGE, ages), _by_label(check, by_ethnicity, ETHNICITY, ethnicities)]
    return [_tidy("vawg_victims", "mps", parts, by_age)]


def _recorded_late(rows: pd.DataFrame) -> pd.Series:
    """Committed more than twelve months before the month of recording, as far as the committed month is known."""
    months = 12 * (rows.month.dt.year - rows.committed.dt.year) + rows.month.dt.month - rows.committed.dt.month
    return (months > 12) & ~_committed_unknown(rows)


def _committed_unknown(rows: pd.DataFrame) -> pd.Series:
    return rows.committed.isna() | (rows.committed == PLACEHOLDER)


def _by_label(check: Violations, rows: pd.DataFrame, column: str, series: Mapping[str, str]) -> pd.DataFrame:
    """Rows counted under the series of their label; every label declared and present."""
    by_key = {label_key(label): series_id for label, series_id in series.items()}
    named = rows[column].map({label: by_key.get(label_key(label)) for label in rows[column].unique()})
    check.known(rows[column], rows[column][named.notna()].unique(), column)
    present = set(named.unique())
    for label, series_id in series.items():
        if series_id not in present:
            check.add(f"column {column}", f"no row with {label}", "every declared label")
    return _counted(rows, named, published_areas.MPS)


def _counted(rows: pd.DataFrame, series: pd.Series | str, area: pd.Series | str) -> pd.DataFrame:
    keyed = rows[["month", "value"]].assign(series=series, area_code=area)
    return keyed.groupby(["series", "area_code", "month"], as_index=False)["value"].sum()


def _tidy(
    resource: str, level: str, parts: list[pd.DataFrame], rows: pd.DataFrame, warnings: tuple[str, ...] = ()
) -> Tidy:
    first, last = (_date(month) for month in (rows.month.min(), rows.month.max()))
    covers = tuple(s.id for s in series_of(resource, level))
    tidy = pd.concat(parts, ignore_index=True)
    return Tidy(resource, level, tidy, first, last, covers, warnings=warnings)


def _date(month: pd.Timestamp) -> dt.date:
    return dt.date(month.year, month.month, 1)
