"""MOPAC *Public Attitude Survey*: the share of Londoners who agree, by borough, measure and quarter end.

A survey of opinion, never crime. The publisher gives proportions to two decimals and no sample sizes, so rows are
whole percentages without an interval. Quarters are on a rolling basis and overlap. One sheet has the boroughs with
London's figure beside each, another has London alone; copies differ in separators and decimal signs.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from data import published_areas
from data.catalogue import Tidy
from data.contracts import Violations
from data.readers.context import Context
from data.readers.dates import parse_dates
from data.readers.tabular import Published

RESOURCES = ("public_attitude_survey",)

# The publisher's label of each measure; quotation marks around "Good Job" are its own.
MEASURES: dict[str, str] = {
    '"good job" local': "good_job_locally",
    "trust mps": "trust_in_the_police",
    "treat everyone fairly": "treat_everyone_fairly",
    "informed local": "informed_locally",
    "listen to concerns": "listen_to_concerns",
    "relied on to be there": "relied_on_to_be_there",
    "understand issues": "understand_issues",
    "contact ward officer": "can_contact_ward_officer",
}
LONDON_LABEL, SURVEY = "mps", "pas"
KEY = ["area_code", "question", "quarter_end"]
LAST_MONTHS = (3, 6, 9, 12)


def recognises(file: Published) -> str | None:
    """Proportions by survey, borough and measure."""
    return RESOURCES[0] if file.has("date", "survey", "borough", "measure", "proportion") else None


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """One edition for the boroughs and one for London, whichever the file has.

    Raises ContractError with every violation: an unknown measure or borough, a proportion that is none, a quarter
    without a borough, London's figure given twice and not alike.
    """
    check = Violations(str(file.path))
    named = file.frame.columns != ""
    raw, beside = file.frame.loc[:, named], file.frame.loc[:, ~named]
    check.columns(
        raw.columns, required=["date", "survey", "borough", "measure", "proportion"], optional=("mps", "sheet")
    )
    check.stop()
    rows = _rows(check, raw)
    check.stop()
    is_london = rows.area_code == published_areas.MPS
    boroughs, london = rows[~is_london], pd.concat([rows[is_london], _london_beside(check, raw, rows[~is_london])])
    _complete(check, boroughs)
    london = _one_figure_each(check, london)
    check.stop()
    parts = {"borough": boroughs, "mps": london}
    return [_edition(resource, level, part, _jottings(beside)) for level, part in parts.items() if len(part)]


def _edition(resource: str, level: str, rows: pd.DataFrame, warnings: tuple[str, ...]) -> Tidy:
    quarters = [day.date().replace(day=1) for day in (rows.quarter_end.min(), rows.quarter_end.max())]
    return Tidy(
        resource, level, rows[[*KEY, "percent"]].reset_index(drop=True), quarters[0], quarters[1], warnings=warnings
    )


def _jottings(cells: pd.DataFrame) -> tuple[str, ...]:
    """What stands in columns without a heading: somebody's notes, kept out of the figures and said."""
    texts = cells.fillna("").astype("str").apply(lambda column: column.str.strip())
    written = texts[(texts != "").any(axis=1)]
    notes = {number: " ".join(" ".join(cells).split()) for number, *cells in written.itertuples()}
    return tuple(
        f"row {number}: '{note}' stands beside the table, under no heading; it was left out"
        for number, note in notes.items()
    )


def _rows(check: Violations, raw: pd.DataFrame) -> pd.DataFrame:
    text = raw[["survey", "borough", "measure"]].astype("str").apply(lambda column: column.str.strip())
    check.known(text.survey.str.lower(), {SURVEY}, "survey")
    labels = text.measure.str.strip("'").str.replace('""', '"').str.lower()
    check.known(text.measure, set(text.measure[labels.isin(MEASURES)]), "measure")
    areas = {name: _area_code(name) for name in text.borough.unique()}
    check.known(text.borough, {name for name, code in areas.items() if code}, "borough policed by the MPS, or MPS")
    ends = parse_dates(check, raw["date"], "date")
    for row in ends.index[~_is_quarter_end(ends) & ends.notna()]:
        check.add(f"row {row}, column date", f"{ends[row]:%Y-%m-%d}", "the last day of a quarter")
    percent = percentages(check, raw["proportion"], "proportion")
    rows = pd.DataFrame(
        {
            "area_code": text.borough.map(areas),
            "question": labels.map(MEASURES),
            "quarter_end": ends,
            "percent": percent,
        }
    )
    check.unique(rows[rows.area_code != published_areas.MPS], KEY)
    return rows


def _area_code(name: str) -> str | None:
    if name.lower() == LONDON_LABEL:
        return published_areas.MPS
    code = published_areas.BOROUGH_BY_NAME.get(published_areas.name_key(name.removeprefix("City of ")))
    return code if code in published_areas.POLICED else None


def _is_quarter_end(days: pd.Series) -> pd.Series:
    is_last: pd.Series = days.dt.is_month_end & days.dt.month.isin(LAST_MONTHS)
    return is_last


def percentages(check: Violations, cells: pd.Series, name: str) -> pd.Series:
    """Proportions to two decimals, with a point or a comma, as whole percentages.

    A cell that is no number from 0 to 1 in hundredths is a violation: a copy that has lost its decimal sign gives 67.
    """
    text = cells.astype("str").str.strip().str.replace(",", ".", regex=False)
    values = pd.to_numeric(text, errors="coerce")
    hundredths = (100 * values).round(6)
    good = values.between(0, 1) & hundredths.eq(hundredths.round())
    for row, cell in cells[~good].items():
        check.add(f"row {row}, column {name}", f"'{cell}'", "a proportion from 0 to 1 with two decimals")
    return hundredths.where(good, 0).round().astype("int64")


def _london_beside(check: Violations, raw: pd.DataFrame, boroughs: pd.DataFrame) -> pd.DataFrame:
    """London's figure as it stands beside each borough, if it does."""
    if "mps" not in raw:
        return boroughs.iloc[:0]
    given = raw.loc[boroughs.index, "mps"].astype("str").str.strip()
    present = given.index[(given != "") & (given != "nan") & (given != "None")]
    beside = boroughs.loc[present].assign(
        area_code=published_areas.MPS, percent=percentages(check, raw.loc[present, "mps"], "mps")
    )
    return beside.drop_duplicates([*KEY, "percent"])


def _one_figure_each(check: Violations, london: pd.DataFrame) -> pd.DataFrame:
    """London once for each measure and quarter; two figures of one quarter that differ are a violation."""
    once = london.drop_duplicates([*KEY, "percent"])
    for row in once.index[once.duplicated(KEY)]:
        label = f"{once.question[row]}, {once.quarter_end[row]:%Y-%m-%d}"
        check.add(f"row {row}", f"another figure of London for {label}", "one figure of London for each quarter")
    return once


def _complete(check: Violations, boroughs: pd.DataFrame) -> None:
    """Every measure of a quarter has all 32 boroughs, and no quarter is left out between two of a measure."""
    for (question, end), codes in boroughs.groupby(["question", "quarter_end"])["area_code"]:
        missing = sorted(published_areas.POLICED - set(codes))
        if missing:
            names = ", ".join(published_areas.BOROUGHS[code] for code in missing[:5])
            check.add(f"{question}, {end:%Y-%m-%d}", f"no row for {len(missing)} boroughs ({names})", "all 32 boroughs")
    for question, ends in boroughs.groupby("question")["quarter_end"]:
        held = sorted({(end.year * 12 + end.month - 1) // 3 for end in ends})
        gaps = [quarter for quarter in range(held[0], held[-1]) if quarter not in held]
        if gaps:
            first = dt.date(gaps[0] // 4, gaps[0] % 4 * 3 + 3, 1)
            check.add(f"measure {question}", f"no quarter to {first:%B %Y}", "every quarter between the first and last")
