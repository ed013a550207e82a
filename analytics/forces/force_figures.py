"""Offences by police force for a year, per 1,000 residents: the ONS's figures and its name, as published rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import pyarrow as pa

from analytics import queries
from analytics.forces.force_areas import CITY_OF_LONDON_POLICE, UNASSIGNED, ForcePopulation, force_population
from analytics.geography.denominators import population
from analytics.periods import last_day
from analytics.statistics.rates import poisson_interval
from data.errors import UnknownName

MPS_FORCE = "E23000001"
PER = 1_000
SOURCE = "Office for National Statistics, Crime in England and Wales: Police Force Area data tables, Table C2"
COLUMNS = (
    "indicator", "force_code", "force_name", "year_ending", "value", "population", "rate", "status", "note", "edition",
    "lower", "upper",
)  # fmt: skip
_NUMBERS = {"value", "population", "rate", "lower", "upper"}
SCHEMA = pa.schema(
    [
        (name, pa.date32() if name == "year_ending" else pa.float64() if name in _NUMBERS else pa.string())
        for name in COLUMNS
    ]
)
INTERVAL_NOTE = "The interval is Poisson, so it is a minimum: crime varies more than that from month to month."
FORMULA = (
    "1,000 × the offences of a year, as the ONS counts them, ÷ the residents of the force’s area at mid-year, of the "
    f"year that the rows name. Interval: exact Poisson (Garwood 1936). {INTERVAL_NOTE}"
)
CITY_NOTE = (
    "City of London Police: few people live in its area and hundreds of thousands work there, so a rate per resident "
    "says little."
)
# What the ONS counts under a name that the Metropolitan Police uses otherwise, or not at all.
OFFENCE_TITLES: dict[str, str] = {
    "all_recorded_crime": "All recorded crime (without fraud)",
    "violence_against_the_person": "Violence against the person",
    "homicide": "Homicide",
    "death_or_serious_injury_by_illegal_driving": "Death or serious injury caused by illegal driving",
    "violence_with_injury": "Violence with injury",
    "violence_without_injury": "Violence without injury",
    "stalking_and_harassment": "Stalking and harassment",
    "sexual_offences": "Sexual offences",
    "robbery": "Robbery",
    "theft_offences": "Theft offences (with burglary and vehicle offences)",
    "burglary": "Burglary",
    "burglary_residential": "Residential burglary",
    "burglary_business_and_community": "Non-residential burglary",
    "vehicle_offences": "Vehicle offences",
    "theft_from_the_person": "Theft from the person",
    "bicycle_theft": "Bicycle theft",
    "shoplifting": "Shoplifting",
    "other_theft": "Other theft",
    "arson_and_criminal_damage": "Criminal damage and arson",
    "drug_offences": "Drug offences",
    "possession_of_weapons": "Possession of weapons",
    "public_order_offences": "Public order offences",
    "miscellaneous_crimes": "Miscellaneous crimes against society",
}


@dataclass(frozen=True, slots=True)
class ForceFigure:
    """One force's offences of one kind in a year, with its rate per 1,000 residents and Poisson limits, if any."""

    offence: str
    force_code: str
    force_name: str
    year_ending: date
    count: int
    population: ForcePopulation
    edition: str
    interval: tuple[float, float]

    def per_resident(self, count: float) -> float | None:
        """`count` per 1,000 residents; None where the force has no population."""
        return PER * count / self.population.residents if self.population.residents else None

    @property
    def rate(self) -> float | None:
        return self.per_resident(self.count)


def is_held() -> bool:
    """Whether figures of other forces are among those of this warehouse."""
    return bool(_figures(queries.version()))


def force_names() -> dict[str, str]:
    """Every force by its GSS code, in the order of the names."""
    names = {figure.force_code: figure.force_name for figure in _figures(queries.version())}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def find_force(text: str) -> str:
    """The GSS code of the force with this code or name. Raises UnknownName with the nearest names."""
    names = force_names()
    by_name = {name.lower(): code for code, name in names.items()} | {code.lower(): code for code in names}
    by_name |= {"met": MPS_FORCE, "mps": MPS_FORCE, "london": MPS_FORCE, "metropolitan police service": MPS_FORCE}
    key = text.strip().lower().removesuffix(" police")
    code = by_name.get(key) or by_name.get(text.strip().lower())
    if code:
        return code
    near = get_close_matches(key, by_name, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(names[by_name[name]] for name in near)}?" if near else "Give a force's name."
    raise UnknownName(f"There is no police force {text.strip()[:60]!r} in England and Wales.", hint)


def require_offence(offence: str) -> str:
    """The id of an offence that the ONS gives by force. Raises UnknownName with those that there are."""
    if offence not in OFFENCE_TITLES:
        offences = ", ".join(OFFENCE_TITLES)
        raise UnknownName(f"There is no offence {offence[:60]!r} by force.", f"Choose one of {offences}.")
    return offence


def force_figures(offence: str, forces: Sequence[str] = ()) -> tuple[ForceFigure, ...]:
    """The newest year of an offence by force, by name; without `forces` all of them.

    Raises UnknownName for an offence or a force that does not exist.
    """
    if offence not in OFFENCE_TITLES:
        raise UnknownName(
            f"There is no offence {offence[:60]!r} by force.", f"Choose one of {', '.join(OFFENCE_TITLES)}."
        )
    chosen = {find_force(force) for force in forces}
    figures = [figure for figure in _figures(queries.version()) if figure.offence == offence]
    newest = max((figure.year_ending for figure in figures), default=None)
    return tuple(
        figure
        for figure in sorted(figures, key=lambda figure: figure.force_name)
        if figure.year_ending == newest and (not chosen or figure.force_code in chosen)
    )


def force_table(offences: Sequence[str] = (), forces: Sequence[str] = ()) -> pa.Table:
    """Rows of `SCHEMA` by offence and force; without `offences` or `forces` all that there are."""
    rows = [
        _row(figure)
        for offence in sorted(offences or OFFENCE_TITLES)
        for figure in sorted(force_figures(offence, forces), key=lambda figure: figure.force_code)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _row(figure: ForceFigure) -> dict[str, Any]:
    without = figure.population.residents is None
    city = CITY_NOTE if figure.force_code == CITY_OF_LONDON_POLICE else ""
    notes = (
        figure.population.note,
        city,
        "" if without else f"{INTERVAL_NOTE} Residents of mid-{figure.population.year}.",
    )
    return {
        "indicator": figure.offence,
        "force_code": figure.force_code,
        "force_name": figure.force_name,
        "year_ending": last_day(figure.year_ending),
        "value": float(figure.count),
        "population": None if without else float(figure.population.residents or 0),
        "rate": figure.rate,
        "status": "no_denominator" if without else "caution" if city else "ok",
        "note": " ".join(note for note in notes if note),
        "edition": figure.edition,
        "lower": figure.per_resident(figure.interval[0]),
        "upper": figure.per_resident(figure.interval[1]),
    }


@dataclass(frozen=True, slots=True)
class BoroughFigure:
    """A borough's offences as the ONS counts them, beside what it could assign to no borough of the force."""

    offence: str
    count: int
    unassigned: int
    force_total: int
    year_ending: date
    edition: str

    @property
    def unassigned_percent(self) -> float:
        """Offences of the force assigned to no borough, for every 100 of the force."""
        return 100 * self.unassigned / self.force_total


def borough_figure(offence: str, authority_code: str) -> BoroughFigure | None:
    """The ONS's own count for one of the 32 boroughs in the newest year; None where there is none."""
    rows = [row for row in _rows(queries.version()) if row["offence"] == offence and row["force_code"] == MPS_FORCE]
    newest = max((row["year_ending"] for row in rows), default=None)
    rows = [row for row in rows if row["year_ending"] == newest]
    own = [row for row in rows if row["authority_code"] == authority_code and row["partnership_name"]]
    total = [row for row in rows if not row["partnership_name"]]
    if not own or not total:
        return None
    unassigned = sum(row["value"] for row in rows if row["partnership_name"].lower().startswith(UNASSIGNED))
    return BoroughFigure(
        offence, own[0]["value"], unassigned, total[0]["value"], own[0]["year_ending"], own[0]["edition_id"]
    )


@lru_cache(maxsize=2)
def _rows(_version: str) -> tuple[dict[str, Any], ...]:
    return tuple(queries.rows("force_offences"))


@lru_cache(maxsize=2)
def _figures(version: str) -> tuple[ForceFigure, ...]:
    rows = _rows(version)
    residents, year = _residents()
    partnerships: dict[tuple[str, date], set[tuple[str, str]]] = {}
    for row in rows:
        if row["partnership_name"]:
            key = (row["force_code"], row["year_ending"])
            partnerships.setdefault(key, set()).add((row["partnership_name"], row["authority_code"]))
    populations = {
        key: force_population(key[0], sorted(members), residents, year) for key, members in partnerships.items()
    }
    # A force without a row of its own is its one partnership: the City of London.
    with_total = {(row["force_code"], row["year_ending"]) for row in rows if not row["partnership_name"]}
    totals = [
        row
        for row in rows
        if not row["partnership_name"]
        or ((row["force_code"], row["year_ending"]) not in with_total and row["authority_code"])
    ]
    lower, upper = poisson_interval([row["value"] for row in totals])
    return tuple(
        ForceFigure(
            offence=row["offence"],
            force_code=row["force_code"],
            force_name=row["force_name"],
            year_ending=row["year_ending"],
            count=row["value"],
            population=populations.get(
                (row["force_code"], row["year_ending"]), ForcePopulation(None, None, "No authority is named.")
            ),
            edition=row["edition_id"],
            interval=(float(low), float(high)),
        )
        for row, low, high in zip(totals, lower, upper, strict=True)
    )


def _residents() -> tuple[dict[str, int], int]:
    """Mid-year residents of every authority by code, and the year."""
    held = population("authority_residents")
    year = max((year for _code, year in held.counts), default=0)
    return {code: count for (code, of), count in held.counts.items() if of == year}, year
