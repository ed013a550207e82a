"""MPS *Recorded Crime: Geographic Breakdown*: borough, ward and LSOA files, months in columns.

Three spellings of the key columns and three taxonomies of labels are in circulation; see
`data.publications.mps_recorded_crime`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd

from data import content_hash, published_areas
from data.catalogue import PublishedSeries, Tidy, series_of
from data.contracts import Violations
from data.errors import FileRejected
from data.labels import label_key
from data.publications.mps_recorded_crime import LABELS
from data.readers import recorded_crime_before_2010
from data.readers.context import Context
from data.readers.tabular import Published

RESOURCES = ("recorded_crime",)

GROUP = ("majortext", "group", "major_category", "offence_group")
SUBGROUP = ("minortext", "subgroup", "minor_category", "offence_subgroup")
BOROUGH = ("lookup_boroughname", "boroughname", "bocu", "borough", "area_name")
WARD_CODE, LSOA_CODE = "wardcode", "lsoa_code"
NAMES_ONLY = ("wardname", "lsoa_name", "sheet")

PSEUDO = {
    published_areas.name_key(published_areas.PSEUDO_AREAS[c]): c for c in ("X-UNKNOWN", "X-HEATHROW", "X-AVIATION")
} | {"aviation policing": "X-AVIATION", "other nk": "X-OTHER-NOT-KNOWN"}
# Declared oddity: the airport's ward is policed by two commands, and each reports it under its own name.
TWO_BOROUGHS = {"E05013570": "Heathrow Villages"}
# Of its offence group a label has at least this share once it is filled: genuine ones have 17% and more.
FILLED_IN = 0.02
BEING_FILLED_IN = "the label is being filled in, from almost none to many; read as an edition without it"
# Subgroups common enough that a file which lacks one for a named area has been cut short.
IN_EVERY_AREA = ("CRIMINAL DAMAGE", "OTHER THEFT", "VIOLENCE WITH INJURY", "VIOLENCE WITHOUT INJURY")
SEXUAL = "SEXUAL OFFENCES"


def recognises(file: Published) -> str | None:
    """Group, subgroup, a place, and months in columns."""
    keyed = _first(file, GROUP) and _first(file, SUBGROUP) and _first(file, (WARD_CODE, LSOA_CODE, *BOROUGH))
    return "recorded_crime" if keyed and len(_month_columns(file)) >= 1 else None


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """One edition at one level. Raises ContractError with every violation, FileRejected without wards to check."""
    if recorded_crime_before_2010.recognises(file):
        return [recorded_crime_before_2010.read(file)]
    level = "ward" if file.has(WARD_CODE) else "lsoa" if file.has(LSOA_CODE) else "borough"
    months = _month_columns(file)
    check = Violations(str(file.path))
    keys = [_first(file, GROUP) or "", _first(file, SUBGROUP) or "", _first(file, BOROUGH) or "borough name"]
    keys += [WARD_CODE] if level == "ward" else [LSOA_CODE] if level == "lsoa" else []
    check.columns(file.columns, required=[*keys, *months.keys()], optional=NAMES_ONLY)
    check.months(list(months.values()))
    check.stop()

    frame = _keyed(file.frame, keys, level)
    counts = check.counts(file.frame, months)
    _check_labels(check, frame)
    frame["area"] = _area_codes(check, frame, level, context)
    check.unique(frame, [c for c in ("group", "subgroup", "borough", "place") if c in frame])
    _check_complete(check, frame, level, context)
    check.stop()
    source_hash = content_hash.of_source(pd.concat([frame.drop(columns="area"), counts], axis=1))
    return [replace(_tidy(frame, counts, months, level, check), source_hash=source_hash)]


def _first(file: Published, names: tuple[str, ...]) -> str | None:
    return next((n for n in names if file.has(n)), None)


def _month_columns(file: Published) -> dict[str, dt.date]:
    """Columns `YYYYMM`; a text like '202513' stays a key column and is refused as undeclared."""
    months = [name for name in file.columns if re.fullmatch(r"(19|20)\d\d(0[1-9]|1[0-2])", name)]
    return {name: dt.date(int(name[:4]), int(name[4:]), 1) for name in months}


def _keyed(frame: pd.DataFrame, keys: list[str], level: str) -> pd.DataFrame:
    names = ["group", "subgroup", "borough"] + (["place"] if level != "borough" else [])
    out = frame[keys].set_axis(names, axis=1).astype("str").apply(lambda column: column.str.strip())
    for name in ("group", "subgroup"):
        spelling = {text: label_key(text) for text in out[name].dropna().unique()}
        out[name] = out[name].map(spelling)
    return out


def _check_labels(check: Violations, frame: pd.DataFrame) -> None:
    pairs = frame.group + " / " + frame.subgroup
    known = {f"{g} / {s}" for g, subgroups in LABELS.items() for s in subgroups}
    check.known(pairs, known, "group and subgroup")


def _area_codes(check: Violations, frame: pd.DataFrame, level: str, context: Context) -> pd.Series:
    borough_codes = published_areas.BOROUGH_BY_NAME | PSEUDO | {c.lower(): c for c in published_areas.POLICED}
    boroughs = frame.borough.map(
        {b: borough_codes.get(published_areas.name_key(b)) for b in frame.borough.dropna().unique()}
    )
    check.known(frame.borough, set(frame.borough[boroughs.notna()]), "borough")
    if level == "borough":
        return boroughs
    context.require_wards(check.file)
    if level == "lsoa":
        check.known(frame.place, set(frame.place[frame.place.str.fullmatch(r"E01\d{6}")]), "LSOA code")
        return frame.place
    _refuse_former_wards(check, frame, context)
    check.known(frame.place, set(context.ward_parents), "ward code of May 2024")
    elsewhere = frame.place.map(context.ward_parents) != boroughs
    undeclared = elsewhere & ~frame.place.isin(list(TWO_BOROUGHS)) & frame.place.isin(list(context.ward_parents))
    for row in frame.index[undeclared & boroughs.notna()]:
        check.add(f"row {row}", f"{frame.place[row]} under {frame.borough[row]}", "the borough that the ward lies in")
    return frame.place


def _refuse_former_wards(check: Violations, frame: pd.DataFrame, context: Context) -> None:
    """A file by other wards is refused for what it is, not code by code."""
    codes = set(frame.place.unique())
    former = {code for code in codes - set(context.ward_parents) if re.fullmatch(r"E05\d{6}", code)}
    if len(former) > len(codes) / 10:
        raise FileRejected(
            f"{check.file}: is by former wards: {len(former)} of its {len(codes)} ward codes are not wards of May 2024",
            "London's wards were redrawn until May 2022: figures of the former ones cannot be continued.",
        )


def _check_complete(check: Violations, frame: pd.DataFrame, level: str, context: Context) -> None:
    """Every policed area has the common subgroups, and every label is there that no edition may lack."""
    expected = {"borough": published_areas.POLICED, "ward": frozenset(context.ward_parents), "lsoa": frozenset()}[level]
    for subgroup in IN_EVERY_AREA:
        missing = sorted(expected - set(frame.area[frame.subgroup == subgroup].unique()))
        if missing:
            names = ", ".join(published_areas.BOROUGHS.get(a, a) for a in missing[:5]) + (
                " …" if len(missing) > 5 else ""
            )
            check.add(f"subgroup {subgroup}", f"no row for {len(missing)} areas ({names})", "a row for every area")
    for series in series_of("recorded_crime", level):
        omitted = level == "lsoa" and series.labels[0].group == SEXUAL
        if not series.may_lack and not omitted and not _rows_of(frame, series).any():
            check.add(f"series {series.id}", "no row with its label", " or ".join(_label_names(series)))


def _label_names(series: PublishedSeries) -> list[str]:
    return [f"{label.group} / {label.subgroup or 'any'}" for label in series.labels]


def _rows_of(frame: pd.DataFrame, series: PublishedSeries) -> pd.Series:
    chosen = pd.Series(False, index=frame.index)
    for label in series.labels:
        chosen |= (frame.group == label.group) & ((frame.subgroup == label.subgroup) if label.subgroup else True)
    return chosen


def _tidy(frame: pd.DataFrame, counts: pd.DataFrame, months: dict[str, dt.date], level: str, check: Violations) -> Tidy:
    kept, warnings = _whole_months(counts.sum(), months, Path(check.file).name)
    parts, covers, lacks, named = [], [], [], {}
    for series in series_of("recorded_crime", level):
        chosen = _rows_of(frame, series)
        if not chosen.any():
            lacks.append(series.id)
            continue
        sums = counts.loc[chosen, list(kept)].groupby(frame.area[chosen]).sum()
        group = counts.loc[frame.group == series.labels[0].group, list(kept)].sum()
        if series.may_lack and _is_being_filled_in(sums.sum(), group, kept, series):
            lacks.append(series.id)
            warnings += (f"{series.id.replace('_', ' ')}: {BEING_FILLED_IN}",)
            continue
        covers.append(series.id)
        named[series.id] = frame.area[chosen].unique()
        parts.append(_stacked(sums, list(kept.values())).assign(series=series.id))
    rows = pd.concat(parts, ignore_index=True)
    return Tidy(
        "recorded_crime",
        level,
        rows[["series", "area_code", "month", "value"]],
        min(kept.values()),
        max(kept.values()),
        tuple(covers),
        tuple(lacks),
        warnings=warnings,
        unnamed=published_areas.unnamed_combinations(named) if level == "borough" else (),
    )


def _is_being_filled_in(
    totals: pd.Series, group: pd.Series, months: dict[str, dt.date], series: PublishedSeries
) -> bool:
    """Whether a label is new in this edition and still being filled in, so that its counts are no series yet.

    `totals` and `group`: the label's and its group's counts by month. The ward file to September 2025 has 2 offences
    of stalking in February 2024 and 1,785 in its last month, where the next edition has 4,800 in each. The median
    share of the group in the earlier half of the months is at most 0.1% there and at least 17% in every other edition;
    a few wrong months, however wrong, do not move it: they are for plausibility to hold back.
    """
    held = [name for name, month in months.items() if not series.filled_from or month >= series.filled_from]
    earlier = held[: len(held) // 2]
    return bool(earlier) and bool((totals[earlier] / group[earlier]).median() < FILLED_IN)


def _stacked(sums: pd.DataFrame, months: list[dt.date]) -> pd.DataFrame:
    """Areas × months → one row per area and month that has an offence: most ward cells are empty."""
    values = sums.to_numpy()
    area, month = values.nonzero()
    days = pd.DatetimeIndex(months).as_unit("s")
    return pd.DataFrame({"area_code": sums.index[area], "month": days[month], "value": values[area, month]})


def _whole_months(
    totals: pd.Series, months: dict[str, dt.date], file: str
) -> tuple[dict[str, dt.date], tuple[str, ...]]:
    """Leave out a first or last month that is under half of its neighbour: the export cut it short."""
    names = sorted(months, key=lambda n: months[n])
    warnings = []
    for edge, neighbour in ((0, 1), (-1, -2)):
        if len(names) > 2 and totals[names[edge]] < totals[names[neighbour]] / 2:
            warnings.append(
                f"{file}: {months[names[edge]]:%Y-%m} has {totals[names[edge]]:,} offences against "
                f"{totals[names[neighbour]]:,} in the month beside it: left out as truncated"
            )
            names = names[1:] if edge == 0 else names[:-1]
    return {n: months[n] for n in names}, tuple(warnings)
