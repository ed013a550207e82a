"""ONS Postcode Directory and National Statistics Postcode Lookup: where each postcode of London lies.

Both come as one file for each postcode area (`Data/multi_csv/ONSPD_…_KT.csv`). Columns have been renamed over the
years: `oslaua`, `laua` and `lad25cd` are the borough, `osward`, `ward` and `wd25cd` the ward. Months are `YYYYMM`;
`doterm` is the month in which a postcode was ended, blank for one in use. Rows outside London are left out.
"""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from data import published_areas
from data.catalogue import Tidy
from data.contracts import Violations
from data.readers.context import Context
from data.readers.tabular import Published

RESOURCES = ("postcodes",)

BOROUGH, WARD, LSOA = r"oslaua|laua|lad\d\dcd", r"osward|ward|wd\d\dcd", r"lsoa21(?:cd)?"
POSTCODE, MONTH = r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", r"(?:19|20)\d\d(?:0[1-9]|1[0-2])"


def recognises(file: Published) -> str | None:
    """Postcodes with the months in which they began and ended."""
    return "postcodes" if file.has("pcds", "dointr", "doterm") else None


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """The postcodes of London's boroughs. Raises ContractError with every violation."""
    check = Violations(str(file.path))
    borough, ward, lsoa = (_column(check, file.columns, pattern) for pattern in (BOROUGH, WARD, LSOA))
    check.stop()
    raw = (
        file.frame[["pcds", "dointr", "doterm", borough, ward, lsoa]]
        .astype("str")
        .apply(lambda cells: cells.str.strip())
    )
    raw = raw[raw[borough].isin(list(published_areas.BOROUGHS))]
    if raw.empty:
        check.add(f"column {borough}", "no postcode of a London borough", "the file of one of London's postcode areas")
    check.stop()
    postcode = raw["pcds"].str.upper().str.replace(" ", "", regex=False)
    _check(check, postcode, POSTCODE, "postcode")
    _check(check, raw["dointr"], MONTH, "month YYYYMM")
    _check(check, raw["doterm"], rf"(?:{MONTH})?", "month YYYYMM, or blank")
    _check(check, raw[ward], r"E05\d{6}", "ward code")
    _check(check, raw[lsoa], r"E01\d{6}", "LSOA code")
    rows = pd.DataFrame(
        {"postcode": postcode, "area_code": raw[borough], "ward_code": raw[ward], "lsoa_code": raw[lsoa],
         "ended": raw["doterm"].where(raw["doterm"] != "")}
    )  # fmt: skip
    check.unique(rows, ["postcode"])
    check.stop()
    newest = max(raw["dointr"].max(), raw["doterm"].max())
    month = dt.date(int(newest[:4]), int(newest[4:]), 1)
    return [Tidy("postcodes", "ward", rows.reset_index(drop=True), month, month)]


def _column(check: Violations, present: list[str], pattern: str) -> str:
    """The one column of this kind, by whichever of its names the edition has."""
    named = [name for name in present if re.fullmatch(pattern, name)]
    if len(named) != 1:
        names = pattern.replace(r"\d\d", "25").replace("(?:cd)?", "cd").replace("|", ", ")
        check.add("header", f"{len(named)} columns of {names}", f"one of the columns {names}")
        return ""
    return named[0]


def _check(check: Violations, cells: pd.Series, pattern: str, what: str) -> None:
    check.known(cells, set(cells[cells.str.fullmatch(pattern)]), what)
