"""The oldest taxonomy of MPS *Recorded Crime*, from January 2008: London's burglary and robbery are read from it.

Where this file and the present ones overlap, London's burglary agrees within 1.1 % a month until December 2016 and
robbery within 2.7 %. Nothing else does: its classes of violence, theft and criminal damage were cut otherwise, its
murder is not homicide, and by borough most years of robbery differ by more than 2 %. So only these series are read,
for London as a whole, and only for the months before the present files begin. Shared by `recorded_crime`.
"""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from data import content_hash, published_areas
from data.catalogue import Tidy, series_of
from data.contracts import Violations
from data.labels import label_key
from data.publications.mps_recorded_crime import OLDEST_LABELS, OLDEST_SERIES
from data.readers.tabular import Published

GROUP, SUBGROUP, BOROUGH = "major_category", "minor_category", "borough"
# The present taxonomy begins with April 2010.
LAST_MONTH = dt.date(2010, 3, 1)


def recognises(file: Published) -> bool:
    """Groups of the oldest taxonomy, among them one that no other has."""
    if not file.has(GROUP, SUBGROUP, BOROUGH):
        return False
    return "THEFT AND HANDLING" in {label_key(group) for group in file.frame[GROUP].astype("str").unique()}


def read(file: Published) -> Tidy:
    """London's burglary and robbery until March 2010. Raises ContractError with every violation."""
    check = Violations(str(file.path))
    names = [name for name in file.columns if re.fullmatch(r"(19|20)\d\d(0[1-9]|1[0-2])", name)]
    check.columns(file.columns, required=[BOROUGH, GROUP, SUBGROUP, *names])
    months = {name: dt.date(int(name[:4]), int(name[4:]), 1) for name in names}
    check.months(list(months.values()))
    check.stop()
    frame, counts = _keyed(file.frame), check.counts(file.frame, names)
    _check_keys(check, frame)
    wanted = {name: month for name, month in months.items() if month <= LAST_MONTH}
    if not wanted:
        check.add("header", f"no month before {min(months.values()):%Y-%m}", "months before April 2010")
    check.stop()
    rows = pd.concat([_series(frame, counts, wanted, series) for series in OLDEST_SERIES], ignore_index=True)
    return Tidy(
        "recorded_crime",
        "mps",
        rows,
        min(wanted.values()),
        max(wanted.values()),
        covers=tuple(series.id for series in series_of("recorded_crime", "mps")),
        warnings=(f"{file.name}: of the oldest taxonomy only London's burglary and robbery until March 2010 are used",),
        source_hash=content_hash.of_source(pd.concat([frame, counts], axis=1)),
    )


def _keyed(raw: pd.DataFrame) -> pd.DataFrame:
    frame = raw[[GROUP, SUBGROUP, BOROUGH]].astype("str").apply(lambda column: column.str.strip())
    frame.columns = ["group", "subgroup", "borough"]
    for name in ("group", "subgroup"):
        frame[name] = frame[name].map({text: label_key(text) for text in frame[name].unique()})
    return frame


def _check_keys(check: Violations, frame: pd.DataFrame) -> None:
    """Labels and boroughs are declared, no key stands twice, and every borough has every class that is used."""
    labels = {f"{group} / {subgroup}" for group, subgroups in OLDEST_LABELS.items() for subgroup in subgroups}
    check.known(frame.group + " / " + frame.subgroup, labels, "group and subgroup")
    codes = frame.borough.map({name: published_areas.name_key(name) for name in frame.borough.unique()}).map(
        published_areas.BOROUGH_BY_NAME
    )
    check.known(frame.borough, set(frame.borough[codes.isin(list(published_areas.POLICED))]), "borough")
    check.unique(frame, ["group", "subgroup", "borough"])
    for group in ("BURGLARY", "ROBBERY"):
        for subgroup in OLDEST_LABELS[group]:
            missing = published_areas.POLICED - set(codes[(frame.group == group) & (frame.subgroup == subgroup)])
            if missing:
                named = ", ".join(sorted(published_areas.BOROUGHS[code] for code in missing))
                check.add(f"{group} / {subgroup}", f"no row for {named}", "a row for each of the 32 boroughs")


def _series(frame: pd.DataFrame, counts: pd.DataFrame, months: dict[str, dt.date], series: str) -> pd.DataFrame:
    group, subgroup = OLDEST_SERIES[series]
    chosen = (frame.group == group) & (True if subgroup is None else frame.subgroup == subgroup)
    totals = counts.loc[chosen, list(months)].sum()
    return pd.DataFrame(
        {
            "series": series,
            "area_code": published_areas.MPS,
            "month": pd.DatetimeIndex(list(months.values())).as_unit("s"),
            "value": totals.to_numpy(dtype="int64"),
        }
    )
