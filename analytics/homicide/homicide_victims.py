"""Victims of homicide: persons by calendar year of recording, age group, sex, method of killing and borough.

The file ends in December 2020 and is not revised here. It is not the indicator `homicide`, which is recorded crime.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any, Literal, get_args

import pyarrow as pa

from analytics import queries
from analytics.geography.areas import areas_at, find_area, name_of
from analytics.series.monthly_series import monthly, windowed
from analytics.version_cache import kept_by_version
from data.errors import UnknownName
from data.published_areas import MPS

Dimension = Literal["year", "area", "age_group", "sex", "method"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
ALL = "All"
COLUMNS = (
    "period_start", "period_end", "area_code", "area_name", "age_group", "sex", "method", "value", "unit", "status",
    "note", "edition",
)  # fmt: skip
_TYPES = {"period_start": pa.date32(), "period_end": pa.date32(), "value": pa.float64()}
SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in COLUMNS])
DATASET = "mps_homicide"
PERSONS = (
    "Persons, by the calendar year in which the killing was recorded; not the indicator homicide, which counts "
    "recorded offences and is revised."
)
CAVEATS = (
    PERSONS,
    "Ages are published in groups, so a single age or an under-18 total cannot be given.",
    "Numbers are small: a year's difference of a few persons, in a borough of one or two, says nothing by itself.",
    "The file ends in December 2020; later victims are not in it.",
)
WHY_DIFFERENT = (
    "The totals differ because recorded crime is corrected as offences are reclassified, while the file of victims "
    "stands as it was published; and an offence may be dated by another month than its victim."
)


def is_held() -> bool:
    """Whether victims of homicide are among the figures of this warehouse."""
    return bool(_victims())


def years() -> tuple[int, ...]:
    """Every calendar year of the file, oldest first."""
    known = [row["year"] for row in _victims()]
    return tuple(range(min(known), max(known) + 1)) if known else ()


def groups(dimension: Dimension) -> tuple[str, ...]:
    """The age groups, sexes or methods that the file tells apart, in their order; codes of areas with victims."""
    column = "area_code" if dimension == "area" else dimension
    return tuple(sorted({str(row[column]) for row in _victims()}))


def victims(*, year: int | None = None, area_code: str = MPS, **groups_of: str) -> int:
    """Persons of a calendar year, or of all years, in an area; `age_group`, `sex` and `method` narrow them."""
    return sum(
        row["value"]
        for row in _victims()
        if (year is None or row["year"] == year)
        and area_code in (MPS, row["area_code"])
        and all(row[name] == value for name, value in groups_of.items())
    )


def victim_table(
    by: Sequence[str] = ("year",),
    *,
    areas: Sequence[str] = (),
    first: int | None = None,
    last: int | None = None,
) -> pa.Table:
    """Rows of `SCHEMA`, one for each combination of the dimensions of `by`, zeros included; the others are added up.

    `areas` are boroughs by code, name or slug; without them, and without `area` in `by`, London. `first` and `last`
    bound the calendar years. Raises UnknownName for a dimension or an area that does not exist.
    """
    split = tuple(name for name in DIMENSIONS if name in {require_dimension(name) for name in by})
    span = [year for year in years() if (not first or year >= first) and (not last or year <= last)]
    if not span:
        return SCHEMA.empty_table()
    codes = _codes(areas, is_split="area" in split)
    counts = _counts(split, span, codes)
    each_year = [(year, year) for year in span] if "year" in split else [(span[0], span[-1])]
    kinds = [groups(name) if name in split else (ALL,) for name in ("age_group", "sex", "method")]
    (edition,) = {row["edition_id"] for row in _victims()}
    rows = [
        _row(period, code, kind, counts[period[0] if "year" in split else 0, code, kind], edition)
        for period, code, kind in product(each_year, codes, product(*kinds))
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def beside_recorded_crime() -> dict[int, tuple[int, int]]:
    """For every calendar year that both have: victims of the file, and homicides of recorded crime as they stand."""
    recorded = windowed(monthly("homicide"), "calendar_year")
    pairs = ((year, recorded.value(MPS, date(year, 12, 1))) for year in years())
    return {year: (victims(year=year), count) for year, count in pairs if count is not None}


def require_dimension(name: str) -> str:
    """The name of a dimension. Raises UnknownName, with those that there are."""
    if name not in DIMENSIONS:
        raise UnknownName(f"Victims are not told apart by {name[:60]!r}.", f"Choose of {', '.join(DIMENSIONS)}.")
    return name


def require_area(text: str) -> str:
    """The code of London or of a borough. Raises UnknownName for a ward and for what does not exist."""
    area = find_area(text)
    if area.level == "ward":
        raise UnknownName(f"{area.name} is a ward.", "Victims are published for London and its boroughs.")
    return area.code


def _codes(areas: Sequence[str], *, is_split: bool) -> tuple[str, ...]:
    if areas:
        return tuple(sorted({require_area(text) for text in areas}))
    boroughs = {area.code for area in areas_at("borough", pseudo=False)}
    return tuple(sorted(boroughs | set(groups("area")))) if is_split else (MPS,)


def _counts(split: Sequence[str], span: Sequence[int], codes: Sequence[str]) -> dict[tuple[Any, ...], int]:
    counts: dict[tuple[Any, ...], int] = defaultdict(int)
    for row in _victims():
        if row["year"] not in span:
            continue
        kind = tuple(row[name] if name in split else ALL for name in ("age_group", "sex", "method"))
        for code in {MPS, row["area_code"]}.intersection(codes):
            counts[row["year"] if "year" in split else 0, code, kind] += row["value"]
    return counts


def _row(period: tuple[int, int], code: str, kind: tuple[str, ...], count: int, edition: str) -> dict[str, Any]:
    age_group, sex, method = kind
    return {
        "period_start": date(period[0], 1, 1),
        "period_end": date(period[1], 12, 31),
        "area_code": code,
        "area_name": name_of(code),
        "age_group": age_group,
        "sex": sex,
        "method": method,
        "value": float(count),
        "unit": "victims",
        "status": "ok",
        "note": PERSONS,
        "edition": edition,
    }


@kept_by_version()
def _victims() -> tuple[dict[str, Any], ...]:
    return tuple(queries.rows("homicide_victims"))
