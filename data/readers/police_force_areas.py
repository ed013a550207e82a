"""ONS *Crime in England and Wales: Police Force Area data tables*, Table C2: a year of offences by force.

The table stands below lines of preamble, with line breaks in its heads, thousands separators, notes in names, and
force rows that have no partnership. The City of London has no force row: its partnership is the force. What is
"unassigned" to a partnership stands as a row of its own and belongs to the force.
"""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from data.catalogue import Tidy
from data.contracts import Violations
from data.errors import FileRejected
from data.readers.column_headers import normalise
from data.readers.context import Context
from data.readers.tabular import Published

RESOURCES = ("police_force_areas",)

FORCE_CODE, FORCE_NAME = "police_force_area_code", "police_force_area_name"
PARTNERSHIP_CODE, PARTNERSHIP_NAME = "community_safety_partnership_code", "community_safety_partnership_name"
AUTHORITY_CODE, AUTHORITY_NAME = "local_authority_code", "local_authority_name"
KEYS = (FORCE_CODE, FORCE_NAME, PARTNERSHIP_CODE, PARTNERSHIP_NAME, AUTHORITY_CODE, AUTHORITY_NAME)
CITY_FORCE = "E23000034"

# The ONS's own groups: "theft offences" takes in burglary and vehicle offences, which the MPS's group THEFT does not.
OFFENCES: dict[str, str] = {
    "total_recorded_crime_excluding_fraud": "all_recorded_crime",
    "violence_against_the_person": "violence_against_the_person",
    "homicide": "homicide",
    "death_or_serious_injury_caused_by_illegal_driving": "death_or_serious_injury_by_illegal_driving",
    "violence_with_injury": "violence_with_injury",
    "violence_without_injury": "violence_without_injury",
    "stalking_and_harassment": "stalking_and_harassment",
    "sexual_offences": "sexual_offences",
    "robbery": "robbery",
    "theft_offences": "theft_offences",
    "burglary": "burglary",
    "residential_burglary": "burglary_residential",
    "non_residential_burglary": "burglary_business_and_community",
    "vehicle_offences": "vehicle_offences",
    "theft_from_the_person": "theft_from_the_person",
    "bicycle_theft": "bicycle_theft",
    "shoplifting": "shoplifting",
    "all_other_theft_offences": "other_theft",
    "criminal_damage_and_arson": "arson_and_criminal_damage",
    "drug_offences": "drug_offences",
    "possession_of_weapons_offences": "possession_of_weapons",
    "public_order_offences": "public_order_offences",
    "miscellaneous_crimes_against_society": "miscellaneous_crimes",
}
PARTS: dict[str, tuple[str, ...]] = {
    "all_recorded_crime": (
        "violence_against_the_person", "sexual_offences", "robbery", "theft_offences", "arson_and_criminal_damage",
        "drug_offences", "possession_of_weapons", "public_order_offences", "miscellaneous_crimes",
    ),
    "violence_against_the_person": (
        "homicide", "death_or_serious_injury_by_illegal_driving", "violence_with_injury", "violence_without_injury",
        "stalking_and_harassment",
    ),
    "theft_offences": (
        "burglary", "vehicle_offences", "theft_from_the_person", "bicycle_theft", "shoplifting", "other_theft",
    ),
    "burglary": ("burglary_residential", "burglary_business_and_community"),
}  # fmt: skip
# Partnerships add up to their force but for a unit or two where the ONS itself rounds or corrects (Gwent, South Wales).
TOLERANCE = 2
UNAVAILABLE = "[x]"
_NOTE = re.compile(r"\s*\[note \d+\]", re.IGNORECASE)

_HEADER_WITHIN = 30


def recognises(file: Published) -> str | None:
    """A table with codes of forces and partnerships, whether below a preamble or not."""
    return RESOURCES[0] if _header_row(file) is not None else None


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """Rows of force, partnership, authority, offence and count for the twelve months that the title names.

    Raises ContractError with every violation, FileRejected where no title says which year it is.
    """
    check = Violations(str(file.path))
    table, preamble = _table(file)
    last = _year_ending(file, preamble)
    check.columns(table.columns, required=[*KEYS, *OFFENCES], optional=("sheet",))
    check.stop()
    rows = _named(check, table)
    counts = pd.DataFrame({OFFENCES[name]: _counts(check, table[name], name) for name in OFFENCES}, index=table.index)
    # A partnership without a single figure, like the unassigned of Surrey, says nothing.
    is_empty = counts.isna().all(axis=1)
    rows, counts = rows[~is_empty], counts[~is_empty]
    _check_parts(check, counts)
    _check_forces(check, rows, counts)
    check.stop()
    tidy = rows.join(counts).melt(
        id_vars=list(rows.columns), value_vars=list(counts.columns), var_name="offence", value_name="value"
    )
    tidy = tidy.dropna(subset=["value"]).astype({"value": "int64"}).assign(year_ending=last)
    return [Tidy(resource, "force", tidy.reset_index(drop=True), last, last)]


def _lines(file: Published) -> pd.DataFrame:
    """The header and the first rows as they came, each a line of cells."""
    head = file.frame.head(_HEADER_WITHIN).fillna("").astype("str")
    return pd.concat([pd.DataFrame([file.columns], columns=head.columns), head])


def _header_row(file: Published) -> int | None:
    """0 where the file's own header is the table's, n where its n-th row of data is; None where there is none."""
    if file.has(FORCE_CODE, PARTNERSHIP_CODE):
        return 0
    for position, cells in enumerate(_lines(file).to_numpy()):
        names = {normalise(cell) for cell in cells}
        if {FORCE_CODE, PARTNERSHIP_CODE} <= names:
            return position
    return None


def _table(file: Published) -> tuple[pd.DataFrame, str]:
    """The table under its own header, and the words above it."""
    position = _header_row(file) or 0
    if not position:
        return file.frame, ""
    lines = file.frame.iloc[position - 1]
    table = file.frame.iloc[position:].copy()
    table.columns = [_head(cell) for cell in lines]
    above = [file.frame.columns[0], *(str(cell) for cell in file.frame.iloc[: position - 1, 0])]
    return table, " ".join(above)


def _head(cell: object) -> str:
    return normalise(_NOTE.sub("", str(cell)))


def _year_ending(file: Published, preamble: str) -> dt.date:
    """The last month of the year that the title names; the title is the file's first cell, or in its name."""
    words = f"{preamble} {file.name}".replace("_", " ")
    match = re.search(r"(?:year ending|ye) ?(?P<month>[a-z]{3})[a-z]* ?(?P<year>\d{4})", words, re.IGNORECASE)
    if not match:
        raise FileRejected(
            f"{file.path}: the title does not say which year the figures are of",
            "Keep the lines above the table: expected 'year ending June 2025' among them.",
        )
    return dt.datetime.strptime(f"{match['month'].title()} {match['year']}", "%b %Y").date()  # noqa: DTZ007  a month


def _named(check: Violations, table: pd.DataFrame) -> pd.DataFrame:
    text = table[list(KEYS)].fillna("").astype("str").apply(lambda column: column.str.strip())
    names = text.map(lambda cell: _NOTE.sub("", cell).strip())
    for row in names.index[~names[FORCE_CODE].str.fullmatch(r"[EW]\d{8}")]:
        check.add(f"row {row}", f"force code '{names[FORCE_CODE][row]}'", "a GSS code, E23… or W15…")
    codes = names[AUTHORITY_CODE].where(names[AUTHORITY_CODE].str.fullmatch(r"[EW]\d{8}"), "")
    return pd.DataFrame(
        {
            "force_code": names[FORCE_CODE],
            "force_name": names[FORCE_NAME],
            "partnership_code": names[PARTNERSHIP_CODE],
            "partnership_name": names[PARTNERSHIP_NAME],
            "authority_code": codes,
        }
    )


def _counts(check: Violations, cells: pd.Series, name: str) -> pd.Series:
    """Whole numbers with thousands separators and spaces as Int64; empty or unavailable is missing."""
    text = cells.fillna("").astype("str").str.strip()
    plain = text.str.replace(",", "", regex=False).str.removesuffix(".0")
    grouped = text.str.fullmatch(r"\d{1,3}(,\d{3})*|\d+(\.0)?")
    missing = text.isin(["", UNAVAILABLE])
    for row in cells.index[~grouped & ~missing]:
        check.add(f"row {row}, column {name}", f"'{text[row]}'", f"a whole number, or {UNAVAILABLE}")
    return pd.to_numeric(plain.where(grouped, None), errors="coerce").astype("Int64")


def _check_parts(check: Violations, counts: pd.DataFrame) -> None:
    """Every total of offences is the sum of its parts, row by row, where all are given."""
    for total, parts in PARTS.items():
        summed = counts[list(parts)].sum(axis=1, skipna=False)
        for row in counts.index[(summed - counts[total]).abs().fillna(0) > 0]:
            check.add(
                f"row {row}",
                f"{total.replace('_', ' ')} {counts[total][row]:,}",
                f"the sum of its parts: {summed[row]:,}",
            )


def _check_forces(check: Violations, rows: pd.DataFrame, counts: pd.DataFrame) -> None:
    """Each force has one row of its own, and its partnerships with the unassigned add up to it."""
    is_force = rows.partnership_name == ""
    for code, group in rows.groupby("force_code"):
        own = group.index[is_force[group.index]]
        if code == CITY_FORCE and not len(own):
            continue
        if len(own) != 1:
            check.add(f"force {group.force_name.iloc[0]}", f"{len(own)} rows without a partnership", "one total row")
            continue
        parts = counts.loc[group.index.difference(own)].sum()
        total = counts.loc[own[0]].dropna()
        off = [name for name in total.index if abs(int(parts[name]) - int(total[name])) > TOLERANCE]
        for name in off if len(group) > 1 else []:
            check.add(
                f"row {own[0]}, {group.force_name.iloc[0]}, {name.replace('_', ' ')}",
                f"{total[name]:,}", f"the sum of its partnerships: {parts[name]:,}",
            )  # fmt: skip
