"""Record files with every trap of the real ones, written from nothing but a seed: what engines must agree on."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from data.street.record_kinds import CATEGORIES, CRIME_OUTCOMES, OUTCOMES, SEARCHES, STREET

LSOAS = [
    ("E01000001", "City of London 001A"), ("E01032739", "City of London 001F"), ("E01000917", "Camden 027C"),
    ("E01019412", "Amber Valley 009C"), ("E01001884", "Hammersmith and Fulham 017E"), ("W01001702", "Cardiff 049C"),
]  # fmt: skip
# As they are, with what a CSV must quote, with space around, in two scripts, and with an open end.
LOCATIONS = [
    "On or near Holborn",
    'On or near "The Gherkin"',
    "On or near King's Cross, London",
    "  ",
    "Heol y Frenhines – Ŵ",
]
FORCES = {
    "city-of-london": "City of London Police",
    "metropolitan": "Metropolitan Police Service",
    "btp": "British Transport Police",
    "south-wales": "South Wales Police",
}


def write_archive(
    folder: Path, *, seed: int = 1, rows: int = 400, months: tuple[str, ...] = ("2023-12", "2024-03", "2024-04")
) -> Path:
    """An archive of four forces: a month is missing of one, and one file has no row."""
    dice = random.Random(seed)
    for month in months:
        (folder / month).mkdir(parents=True, exist_ok=True)
        for number, (force, reporter) in enumerate(FORCES.items()):
            if (force, month) == ("btp", "2024-03"):
                continue
            ending = "\r\n" if number % 2 else "\n"
            count = 0 if (force, month) == ("south-wales", "2024-03") else rows
            stem = folder / month / f"{month}-{force}"
            _write(
                Path(f"{stem}-street.csv"),
                STREET.columns,
                [_crime(dice, month, reporter) for _ in range(count)],
                ending,
            )
            if force != "btp":
                outcomes = [_outcome(dice, month, reporter) for _ in range(rows // 2)]
                _write(Path(f"{stem}-outcomes.csv"), OUTCOMES.columns, outcomes, ending)
                searches = [_search(dice, month) for _ in range(rows // 2)]
                _write(Path(f"{stem}-stop-and-search.csv"), SEARCHES.columns, searches, ending)
    return folder


def _write(path: Path, columns: tuple[str, ...], rows: list[list[str]], ending: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator=ending)
        writer.writerow(columns)
        # Identical rows stand in it again.
        writer.writerows([*rows, *rows[:7]])


def _place(dice: random.Random) -> list[str]:
    """Longitude, latitude, location, LSOA code and name; a tenth lie nowhere."""
    if dice.random() < 0.1:
        return ["", "", "No Location", "", ""]
    code, name = dice.choice(LSOAS)
    return [f"{dice.uniform(-3.2, 0.1):.6f}", f"{dice.uniform(51, 53):.6f}", dice.choice(LOCATIONS), code, name]


def _crime(dice: random.Random, month: str, reporter: str) -> list[str]:
    category = dice.choice(CATEGORIES)
    is_call = category == "Anti-social behaviour"
    # A crime's identifier repeats.
    identifier = "" if is_call else f"{dice.randrange(300):064x}"
    outcome = "" if is_call or dice.random() < 0.1 else dice.choice(CRIME_OUTCOMES)
    category = f" {category} " if dice.random() < 0.05 else category
    return [identifier, month, reporter, reporter, *_place(dice), category, outcome, ""]


def _outcome(dice: random.Random, month: str, reporter: str) -> list[str]:
    return [f"{dice.randrange(10**9):064x}", month, reporter, reporter, *_place(dice), dice.choice(CRIME_OUTCOMES)]


def _search(dice: random.Random, month: str) -> list[str]:
    moment = f"{month}-{dice.randrange(1, 28):02}T{dice.randrange(24):02}:{dice.randrange(60):02}:00+00:00"
    if month == "2024-04" and dice.random() < 0.05:
        moment = "2024-03-31T23:30:00+00:00"
    is_vehicle = dice.random() < 0.1
    person = ["", "", "", ""] if is_vehicle else [
        "Male", dice.choice(["10-17", "18-24", "over 34", ""]),
        dice.choice(["White - English/Welsh/Scottish/Northern Irish/British", "Other ethnic group - Not stated", "Not Stated (NS)", ""]),
        "White",
    ]  # fmt: skip
    return [
        "Vehicle search" if is_vehicle else "Person search", moment, "False", "", "51.5", "-0.1", *person,
        "Misuse of Drugs Act 1971 (section 23)", dice.choice(["Controlled drugs", "Firearms", ""]),
        dice.choice(["Arrest", "A no further action disposal", "Suspect arrested", ""]), "", "",
    ]  # fmt: skip
