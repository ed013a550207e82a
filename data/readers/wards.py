"""ONS wards of May 2024 with their population and households, and the best fit of LSOAs to wards.

A cell that is blank is missing, not zero: the City of London's wards have no households here, and some no residents.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from data import published_areas
from data.catalogue import Tidy
from data.contracts import Violations
from data.readers.context import Context
from data.readers.population import check_boroughs
from data.readers.tabular import Published

RESOURCES = ("wards", "lsoa_lookup")

# Column → measure and year; the file says both only in its headers.
MEASURES = {"population_mid2024": ("residents", 2024), "households_census2021": ("households", 2021)}
WARDS_OF, CENSUS, MID_YEAR, BEST_FIT_OF = (
    dt.date(2024, 5, 1),
    dt.date(2021, 3, 1),
    dt.date(2024, 6, 1),
    dt.date(2022, 5, 1),
)


def recognises(file: Published) -> str | None:
    """Ward codes with a population, or LSOA codes with the ward that they lie in."""
    if file.has("ward_code", "ward_name", "population_mid2024"):
        return "wards"
    return "lsoa_lookup" if file.has("lsoa21cd", "ward22cd") else None


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """Areas, and for wards their population too. Raises ContractError with every violation."""
    check = Violations(str(file.path))
    return _wards(check, file.frame) if resource == "wards" else _lsoas(check, file.frame, context)


def _wards(check: Violations, raw: pd.DataFrame) -> list[Tidy]:
    required = ["ward_code", "ward_name", "borough_code", "borough", *MEASURES]
    check.columns(raw.columns, required=required, optional=("sheet",))
    check.stop()
    boroughs = check_boroughs(check, raw)
    codes, names = _text(raw["ward_code"]), _text(raw["ward_name"])
    _check_codes(check, codes, "E05", "ward code")
    slugs = (
        names.fillna("").map(published_areas.slug)
        + "-"
        + boroughs.map(published_areas.BOROUGHS).fillna("").map(published_areas.slug)
    )
    wards = pd.DataFrame({"code": codes, "name": names, "slug": slugs, "level": "ward", "parent_code": boroughs})
    check.unique(wards, ["code"])
    check.unique(wards, ["slug"])
    for row in names.index[names.isna()]:
        check.add(f"row {row}, column ward_name", "an empty cell", "the name of the ward")
    for name in sorted(published_areas.BOROUGHS[code] for code in set(published_areas.BOROUGHS) - set(boroughs)):
        check.add("column borough", f"no ward of {name}", "the wards of all 33 boroughs")
    population = pd.concat([_measure(check, raw, column, wards) for column in MEASURES], ignore_index=True)
    check.stop()
    return [
        Tidy("wards", "ward", wards.reset_index(drop=True), WARDS_OF, WARDS_OF),
        Tidy("wards", "ward", population, CENSUS, MID_YEAR),
    ]


def _measure(check: Violations, raw: pd.DataFrame, column: str, wards: pd.DataFrame) -> pd.DataFrame:
    """One measure of the wards that have it; only the City of London's may lack it."""
    measure, year = MEASURES[column]
    given = _text(raw[column]).notna() | (wards.parent_code != published_areas.CITY_OF_LONDON)
    value = check.counts(raw[given], [column])[column]
    rows = pd.DataFrame({"area_code": wards.code[given], "measure": measure, "year": year, "value": value})
    return rows.reset_index(drop=True)


def _lsoas(check: Violations, raw: pd.DataFrame, context: Context) -> list[Tidy]:
    context.require_wards(check.file)
    required = ["lsoa21cd", "ward22cd", "ward22nm", "borough", "borough_code"]
    check.columns(raw.columns, required=required, optional=("sheet",))
    check.stop()
    boroughs = check_boroughs(check, raw)
    codes, wards = _text(raw["lsoa21cd"]), _text(raw["ward22cd"])
    _check_codes(check, codes, "E01", "LSOA code")
    _check_codes(check, wards, "E05", "ward code")
    elsewhere = wards.map(dict(context.ward_parents)) != boroughs
    for row in codes.index[elsewhere & (boroughs != published_areas.CITY_OF_LONDON)]:
        check.add(f"row {row}", f"ward {wards[row]} in {boroughs[row]}", "a ward of May 2024 in that borough")
    # The lookup names no LSOA, and LSOA names are codes in themselves.
    rows = pd.DataFrame(
        {"code": codes, "name": codes, "slug": codes.str.lower(), "level": "lsoa", "parent_code": wards}
    )
    check.unique(rows, ["code"])
    check.stop()
    return [Tidy("lsoa_lookup", "lsoa", rows.reset_index(drop=True), BEST_FIT_OF, BEST_FIT_OF)]


def _text(cells: pd.Series) -> pd.Series:
    return cells.astype("str").str.strip().where(lambda text: text != "")


def _check_codes(check: Violations, codes: pd.Series, prefix: str, what: str) -> None:
    check.known(codes, set(codes[codes.str.fullmatch(rf"{prefix}\d{{6}}", na=False)]), what)
