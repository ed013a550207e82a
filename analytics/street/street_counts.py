"""Counts of street-level crime by force, month, category, place and last outcome, as published rows.

A month of which a force has no file is missing, and so is every sum that would need it. Rows that lie outside the
force's area, or nowhere, are part of the force's total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any, Literal, get_args

import pyarrow as pa

from analytics import queries
from analytics.periods import Window, add_months, month_range, months_between, window_ending
from analytics.street import record_rows
from analytics.street.record_rows import ALL, record_row, schema
from analytics.street.settled_outcomes import UNSETTLED_NOTE, is_settled
from analytics.version_cache import kept_by_version
from data.errors import UnknownName
from data.published_areas import BOROUGHS, CITY_OF_LONDON, MPS

Dimension = Literal["month", "category", "place", "outcome", "lsoa"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
CITY_POLICE, METROPOLITAN = "city-of-london", "metropolitan"
FORCES: Mapping[str, tuple[str, str, str]] = {
    CITY_POLICE: ("City of London Police", CITY_OF_LONDON, BOROUGHS[CITY_OF_LONDON]),
    METROPOLITAN: ("Metropolitan Police Service", MPS, "MPS area (32 boroughs)"),
}
DATASET = "police_uk"
NO_OUTCOME = "None given"
YEAR = 12
SCHEMA = schema("lsoa_code", "lsoa_name", "category", "place", "outcome")
ANOTHER_SOURCE = (
    "Another source: the force’s records on data.police.uk, never part of the Metropolitan Police’s figures and not "
    "added to them."
)
FORCE_TOTAL = "The force’s total: records placed outside its area, or nowhere, count."
SAME_MEANING = (
    "Categories are wider than the Metropolitan Police’s groups; burglary, robbery, shoplifting, theft from the "
    "person, bicycle theft and vehicle crime mean the same."
)
CAVEATS = (
    ANOTHER_SOURCE,
    FORCE_TOTAL,
    "Places are made anonymous: each record is moved to the nearest of a list of points, and an LSOA is that point’s.",
    SAME_MEANING,
    "Anti-social behaviour is calls and reports of incidents, not crimes; it has no outcome.",
    "Some crimes stand in more than one record; none is taken out. Outcomes are overwritten with every archive.",
    "A month without a file is missing, not zero. LSOAs are given over at least twelve months: numbers are small.",
)
ANTISOCIAL = "Anti-social behaviour"
CALLS_NOTE = "Calls and reports of incidents, not recorded crimes."
LSOA_NOTE = "By anonymised places: a record lies where the nearest of a list of points lies."
TOO_SHORT = "LSOAs are given over twelve months or more, and not by month: their numbers are small."


def is_held(force: str = CITY_POLICE) -> bool:
    """Whether records of a force are among the figures of this warehouse."""
    return bool(months(force))


def months(force: str = CITY_POLICE) -> tuple[date, ...]:
    """The months of which a force has a file, oldest first."""
    return tuple(sorted(_by_month(force)))


def categories(force: str = CITY_POLICE) -> tuple[str, ...]:
    """The categories that a force's records have, by name."""
    return tuple(sorted({category for _, category, *_ in _counts(force)}))


def newest_year(force: str = CITY_POLICE) -> Window | None:
    """The twelve months to the newest month; None without a file."""
    known = months(force)
    return window_ending(known[-1], "rolling_12") if known else None


def count(window: Window, *, force: str = CITY_POLICE, **kinds: str) -> int | None:
    """Records of a window; `category`, `place` and `outcome` narrow them. None where a month of it is missing."""
    if missing(window, force):
        return None
    wanted = {name: kinds.get(name) for name in ("category", "place", "outcome")}
    counts = _by_month(force)
    return sum(
        value
        for month in month_range(window.start, window.end)
        for cells, value in counts[month]
        if all(want is None or want == cell for want, cell in zip(wanted.values(), cells, strict=True))
    )


def missing(window: Window, force: str = CITY_POLICE) -> tuple[date, ...]:
    """The months of a window of which a force has no file."""
    known = _by_month(force)
    return tuple(month for month in month_range(window.start, window.end) if month not in known)


def street_table(
    by: Sequence[str] = ("category",),
    *,
    force: str = CITY_POLICE,
    chosen: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
) -> pa.Table:
    """Rows of `SCHEMA`, one for each combination of the dimensions of `by`; the others are added up.

    `chosen` are categories, all of them without. Without `first` and `last` the newest twelve months; by month, all of
    them. Raises UnknownName for what does not exist, and for LSOAs by month or over less than twelve months.
    """
    split = [name for name in DIMENSIONS if name in {require_dimension(name) for name in by}]
    check_request(split, force=force, first=first, last=last)
    known = months(force)
    if not known:
        return SCHEMA.empty_table()
    start = first or (known[0] if "month" in split else add_months(last or known[-1], 1 - YEAR))
    window = Window(start, last or known[-1])
    names = [require_category(name) for name in chosen] or list(categories(force))
    if "lsoa" in split:
        return _lsoa_table(split, window, force, names)
    spans = [Window(month, month) for month in month_range(window.start, window.end)] if "month" in split else [window]
    kinds = _kinds(split, names, force)
    editions = _editions(force)
    rows = []
    for span, (category, place, outcome) in product(spans, kinds):
        wanted = {"category": category, "place": place, "outcome": outcome}
        value = _sum(span, force, names, {name: text for name, text in wanted.items() if text != ALL})
        used = ";".join(sorted({editions[m] for m in month_range(span.start, span.end) if m in editions}))
        rows.append(_row(span, force, wanted, value, used))
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def check_request(by: Sequence[str], *, force: str, first: date | None, last: date | None) -> None:
    """Raises UnknownName for LSOAs by month, by outcome or over less than twelve months."""
    known = months(force)
    if "lsoa" not in by or not known:
        return
    end = last or known[-1]
    is_short = first is not None and months_between(first, end) + 1 < YEAR
    if "month" in by or "outcome" in by or is_short:
        raise UnknownName("LSOAs by month, by outcome or over less than twelve months are not given.", TOO_SHORT)


def require_dimension(name: str) -> str:
    """The name of a dimension. Raises UnknownName, with those that there are."""
    return record_rows.require_dimension(name, DIMENSIONS, records="Records")


def require_category(text: str) -> str:
    """A category in any case. Raises UnknownName, with those that there are."""
    known = {name.lower(): name for force in FORCES for name in categories(force)}
    if text.strip().lower() not in known:
        raise UnknownName(f"There is no category {text[:60]!r}.", f"Choose of {', '.join(sorted(known.values()))}.")
    return known[text.strip().lower()]


def require_force(text: str) -> str:
    """A force of London by its name or as data.police.uk writes it. Raises UnknownName."""
    known = {name: force for force, names in FORCES.items() for name in (force, *(n.lower() for n in names))}
    key = text.strip().lower()
    if key not in known:
        raise UnknownName(f"There are no records of a force {text[:60]!r}.", f"Choose of {', '.join(FORCES)}.")
    return known[key]


def _kinds(split: Sequence[str], names: Sequence[str], force: str) -> list[tuple[str, str, str]]:
    """The combinations of category, place and outcome that rows are made for, in order."""
    cells = list(_counts(force))
    places = sorted({place for _, _, place, _ in cells}) if "place" in split else [ALL]
    outcomes = sorted({outcome for _, name, _, outcome in cells if name in names}) if "outcome" in split else [ALL]
    return list(product(sorted(names) if "category" in split else [ALL], places, outcomes))


def _sum(span: Window, force: str, names: Sequence[str], kinds: Mapping[str, str]) -> int | None:
    if "category" in kinds:
        return count(span, force=force, **kinds)
    sums = [count(span, force=force, category=name, **kinds) for name in names]
    return None if None in sums else sum(number for number in sums if number is not None)


def _row(span: Window, force: str, kinds: Mapping[str, str], value: int | None, edition: str) -> dict[str, Any]:
    notes = [ANOTHER_SOURCE, FORCE_TOTAL]
    status = "ok"
    if value is None:
        status, gone = "missing", missing(span, force)
        notes = [f"There is no file of {', '.join(f'{month:%Y-%m}' for month in gone[:YEAR])}."]
    elif kinds["outcome"] != ALL and not is_settled(span.end, months(force)[-1]):
        status = "caution"
        notes.append(UNSETTLED_NOTE)
    if kinds["category"] == ANTISOCIAL:
        notes.append(CALLS_NOTE)
    return record_row(
        span.start,
        span.end,
        (force, *FORCES[force][1:]),
        {"lsoa_code": "", "lsoa_name": ALL, **kinds},
        value=value,
        unit="records",
        status=status,
        note=" ".join(notes),
        edition=edition,
    )


def _lsoa_table(split: Sequence[str], window: Window, force: str, names: Sequence[str]) -> pa.Table:
    if missing(window, force):
        return SCHEMA.empty_table()
    sums: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for row in _lsoa_rows(force, window.start, window.end):
        if row["category"] in names:
            category = row["category"] if "category" in split else ALL
            place = row["place"] if "place" in split else ALL
            sums[row["lsoa_code"], row["lsoa_name"], category, place] += row["value"]
    editions = _editions(force)
    used = ";".join(sorted({editions[month] for month in month_range(window.start, window.end)}))
    rows = []
    for (code, name, category, place), value in sorted(sums.items()):
        kinds = {"category": category, "place": place, "outcome": ALL}
        row = _row(window, force, kinds, value, used)
        rows.append(row | {"lsoa_code": code, "lsoa_name": name, "note": f"{row['note']} {LSOA_NOTE}"})
    return pa.Table.from_pylist(rows, schema=SCHEMA)


@kept_by_version(maxsize=16)
def _lsoa_rows(force: str, first: date, last: date) -> tuple[dict[str, Any], ...]:
    return tuple(queries.rows("street_lsoas", {"force": force, "first": first, "last": last}))


@kept_by_version()
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(queries.rows("street_counts"))


@kept_by_version(maxsize=4)
def _counts(force: str) -> dict[tuple[date, str, str, str], int]:
    return {
        (row["month"], row["category"], row["place"], row["outcome"] or NO_OUTCOME): row["value"]
        for row in _rows()
        if row["force"] == force
    }


@kept_by_version(maxsize=4)
def _by_month(force: str) -> dict[date, list[tuple[tuple[str, str, str], int]]]:
    """The counts of each month: who asks for a few months does not go through those of fifteen years."""
    counts: dict[date, list[tuple[tuple[str, str, str], int]]] = defaultdict(list)
    for (month, *cells), value in _counts(force).items():
        category, place, outcome = cells
        counts[month].append(((category, place, outcome), value))
    return dict(counts)


@kept_by_version(maxsize=4)
def _editions(force: str) -> dict[date, str]:
    return {row["month"]: row["edition_id"] for row in _rows() if row["force"] == force}
