"""The parts of an indicator over HTTP: the published sheets' own sums, and what cannot be split."""

from __future__ import annotations

import json

import pandas as pd
import pytest


def test_victims_by_age_and_by_ethnic_appearance_are_those_of_the_sheets(published, rows) -> None:
    file = pd.read_parquet(published / "mps_vawg" / "vawg_victims_201401-202602.parquet")
    for split, sheet in (("age", "Victim count by age group"), ("ethnic+appearance", "Victim count by ethnic group")):
        parts = rows(f"indicator=vawg_victims&split={split}", "composition.csv")
        counts = {row["part"]: int(row["value"]) for row in parts if row["measure"] == "count"}
        of_sheet = _last_year(file[file["sheet"] == sheet])
        assert counts.pop("All") == of_sheet == sum(counts.values())


def test_teenage_victims(published, rows) -> None:
    file = pd.read_parquet(published / "mps_vawg" / "vawg_victims_201401-202602.parquet")
    teenagers = file[
        (file["sheet"] == "Victim count by age group") & (file["age_group"].astype(str).str.contains("10"))
    ]
    parts = rows("indicator=vawg_victims", "composition.csv")
    (count,) = [row["value"] for row in parts if row["part"] == "Aged 10 to 19" and row["measure"] == "count"]
    assert int(count) == _last_year(teenagers) == 19_123


def _last_year(rows: pd.DataFrame) -> int:
    months = pd.to_datetime(rows["recorded_date_months"])
    return int(rows.loc[(months >= "2025-03-01") & (months <= "2026-02-28"), "count"].sum())


def test_a_borough_a_year_and_the_caveats(client) -> None:
    document = json.loads(client.get("composition.json?indicator=burglary&area=Croydon&window=calendar_year").text)
    whole = next(row for row in document["rows"] if row["part"] == "All" and row["measure"] == "count")
    # Burglaries of 2025 in Croydon, counted in the published file.
    assert (whole["value"], whole["period_end"]) == (1828, "2025-12-31")
    assert document["split"] == "kind of building"
    assert document["definition"]
    assert document["attribution"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "indicator"),
        ("indicator=homicide", "indicator"),
        ("indicator=vawg_victims&split=height", "split"),
        ("indicator=vawg_victims&area=Croydon", "area"),
        ("indicator=burglary&area=Unknown", "area"),
        ("indicator=burglary&window=century", "window"),
    ],
)
def test_what_cannot_be_split_is_a_problem(client, query, parameter) -> None:
    answer = client.get(f"composition.csv?{query}")
    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter
