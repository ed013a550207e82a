"""ONS mid-year population of boroughs, population by single year of age, and Census households.

Only estimates of the ONS: projections of the GLA look alike and are not the same. Years that the ONS figures here
do not have stay missing.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from data import published_areas
from data.catalogue import Tidy
from data.contracts import Violations
from data.readers.context import Context
from data.readers.tabular import Published

RESOURCES = ("population_borough", "population_single_age", "households")

LONDON = "E12000007"
AGES = [str(age) for age in range(91)]  # '90' is '90+'
AGES_1_TO_24 = AGES[1:25]
# The single-year file does not say its year: London's total does. A new edition is one more entry.
YEAR_OF_LONDON_TOTAL = {9_089_736: 2024}
CENSUS_MONTH, MID_YEAR_MONTH = 3, 6


def recognises(file: Published) -> str | None:
    """Boroughs with a population or households by year, or with a column for every age."""
    if file.has("all_ages", *AGES):
        return "population_single_age"
    if file.has("borough_code", "year", "population"):
        return "population_borough"
    return "households" if file.has("borough_code", "year", "households") else None


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """Rows of area_code, measure, year, value. Raises ContractError with every violation."""
    check = Violations(str(file.path))
    if resource == "population_single_age":
        rows, month = _single_age(check, file.frame), MID_YEAR_MONTH
    elif resource == "population_borough":
        rows, month = _by_year(check, file.frame, "population", "residents", ("basis",)), MID_YEAR_MONTH
        _check_basis(check, file.frame)
    else:
        rows, month = _by_year(check, file.frame, "households", "households"), CENSUS_MONTH
    check.stop()
    first, last = int(rows.year.min()), int(rows.year.max())
    return [Tidy(resource, "borough", rows, dt.date(first, month, 1), dt.date(last, month, 1))]


def _by_year(
    check: Violations, raw: pd.DataFrame, column: str, measure: str, also: tuple[str, ...] = ()
) -> pd.DataFrame:
    check.columns(raw.columns, required=["borough_code", "borough", "year", column, *also], optional=("sheet",))
    check.stop()
    codes = check_boroughs(check, raw)
    counts = check.counts(raw, ["year", column])
    rows = pd.DataFrame({"area_code": codes, "measure": measure, "year": counts.year, "value": counts[column]})
    check.unique(rows, ["area_code", "year"])
    for year, present in rows.groupby("year")["area_code"]:
        if not 1981 <= year <= dt.datetime.now(dt.UTC).year:
            check.add("column year", year, "a year that has been, 1981 or later: projections are not estimates")
        _check_all_boroughs(check, present, f"year {year}")
    return rows.reset_index(drop=True)


def check_boroughs(check: Violations, raw: pd.DataFrame) -> pd.Series:
    """The column borough_code, each code a borough's and standing beside that borough's name."""
    codes, names = (raw[c].astype("str").str.strip() for c in ("borough_code", "borough"))
    check.known(codes, published_areas.BOROUGHS, "borough code")
    named = names.map(
        {n: published_areas.BOROUGH_BY_NAME.get(published_areas.name_key(n)) for n in names.dropna().unique()}
    )
    for row in codes.index[codes.isin(list(published_areas.BOROUGHS)) & (named != codes)]:
        check.add(f"row {row}", f"{names[row]} beside {codes[row]}", published_areas.BOROUGHS[codes[row]])
    return codes


def _check_all_boroughs(check: Violations, codes: pd.Series, where: str) -> None:
    missing = [name for code, name in published_areas.BOROUGHS.items() if code not in set(codes)]
    if missing:
        check.add(where, f"no row for {', '.join(missing)}", "a row for each of the 33 boroughs")


def _check_basis(check: Violations, raw: pd.DataFrame) -> None:
    basis = raw["basis"].astype("str").str.strip()
    check.known(basis, set(basis[basis.str.startswith("ONS ", na=False)]), "estimate of the ONS")


def _single_age(check: Violations, raw: pd.DataFrame) -> pd.DataFrame:
    check.columns(raw.columns, required=["code", "name", "geography", "all_ages", *AGES], optional=("sheet",))
    check.stop()
    codes = raw["code"].astype("str").str.strip()
    counts = check.counts(raw, ["all_ages", *AGES]).assign(code=codes)
    check.unique(counts, ["code"])
    _check_ages_sum(check, counts)
    london = counts[codes.isin([LONDON, *published_areas.BOROUGHS])]
    _check_all_boroughs(check, london.code, "column code")
    _check_london(check, london.set_index("code"))
    check.stop()
    year = YEAR_OF_LONDON_TOTAL[int(london.all_ages[london.code == LONDON].iloc[0])]
    value = london[AGES_1_TO_24].sum(axis=1)
    young = pd.DataFrame({"area_code": london.code, "measure": "residents_1_24", "year": year, "value": value})
    return pd.concat([young, _authorities(counts, year)], ignore_index=True)


def _authorities(counts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Everybody in each local authority of England and Wales: what the population of a police force is made of."""
    local = counts[counts.code.str.fullmatch(r"E0[6-9]\d{6}|W06\d{6}")]
    return pd.DataFrame(
        {"area_code": local.code, "measure": "authority_residents", "year": year, "value": local.all_ages}
    )


def _check_ages_sum(check: Violations, counts: pd.DataFrame) -> None:
    summed = counts[AGES].sum(axis=1)
    for row in counts.index[summed != counts.all_ages]:
        check.add(f"row {row}", f"{counts.all_ages[row]:,} of all ages", f"the sum of the ages: {summed[row]:,}")


def _check_london(check: Violations, london: pd.DataFrame) -> None:
    """The region's row is the sum of its boroughs in every age, and its total one whose year is known."""
    if LONDON not in london.index:
        check.add("column code", f"no row {LONDON}", "a row for the London region")
        return
    region, boroughs = london.loc[[LONDON]].sum(), london.drop(LONDON).sum()
    check.equal(boroughs, region, left_name="the boroughs", right_name="the London region")
    if int(region.all_ages) not in YEAR_OF_LONDON_TOTAL:
        years = ", ".join(f"{total:,} (mid-{year})" for total, year in YEAR_OF_LONDON_TOTAL.items())
        check.add(f"row of {LONDON}", f"{region.all_ages:,} residents", f"a total whose year is declared: {years}")
