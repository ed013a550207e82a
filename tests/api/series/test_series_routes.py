"""Figures over HTTP: golden figures, all formats the same, the same as analytics gives."""

from __future__ import annotations

import csv
import io
import json

import duckdb
import pandas as pd
import pyarrow.parquet
import pytest
from python_calamine import CalamineWorkbook

from analytics.indicators import INDICATORS
from analytics.series.monthly_series import WINDOWS
from analytics.tables.figures_table import SCHEMA, table

MPS = "E23000001"
GOLDEN = """
knife_crime                   | area=London  | month                  | 2026-02 | 1003   |       |
knife_crime                   |              | rolling_12             | 2026-02 | 13552  | -17.5 | down
knife_crime_with_injury       | area=mps-area| rolling_12             | 2026-02 | 3384   | -11.3 | down
knife_injury_victims_under_25 |              | rolling_12             | 2026-02 | 1138   | -6.3  | no clear change
knife_crime                   | level=mps    | financial_year_to_date | 2026-02 | 12396  |       |
burglary                      |              | rolling_12             | 2026-06 | 47880  |       |
burglary                      | area=croydon | rolling_12             | 2026-06 | 1740   |       |
burglary                      |              | calendar_year          | 2025-12 | 48407  |       |
homicide                      |              | rolling_12             | 2016-05 | 119    |       |
violence_with_injury          |              | rolling_12             | 2026-06 | 64798  |       |
stalking_and_harassment       |              | rolling_12             | 2025-03 | 54106  |       |
all_recorded_crime            |              | rolling_12             | 2026-03 | 911005 |       |
vawg                          |              | rolling_12             | 2026-02 | 134312 |       |
vawg_offences                 |              | rolling_12             | 2026-02 | 104881 |       |
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in GOLDEN.strip().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c[0]}-{c[2]}-{c[3]}-{c[1]}")
def test_golden_figures(rows, case):
    indicator, area, window, month, count, percent, verdict = case
    query = f"indicator={indicator}&window={window}&from={month}&to={month}&{area}".rstrip("&")
    (row,) = rows(query)
    assert (row["value"], row["status"]) == (count, row["status"])
    if percent or verdict:
        (change,) = rows(f"{query}&measure=change")
        assert change["verdict"] == verdict
        assert not percent or round(float(change["value"]), 1) == float(percent)


def test_a_list_in_one_value_is_taken_apart(rows):
    """The boroughs' burglaries of 2025, counted in the published file."""
    year = "window=calendar_year&from=2025-01&to=2026-06"
    listed = rows(f"indicator=burglary,robbery&area=Croydon,%20Camden&{year}")
    assert listed == rows(f"indicator=burglary&indicator=robbery&area=Croydon&area=Camden&{year}")
    burglaries = {row["area_name"]: row["value"] for row in listed if row["indicator"] == "burglary"}
    assert burglaries == {"Camden": "2346", "Croydon": "1828"}
    assert {(row["period_start"], row["period_end"]) for row in listed} == {("2025-01-01", "2025-12-31")}
    assert [row["area_name"] for row in rows("indicator=burglary&area=Abbey,%20Merton&last=1")] == ["Abbey"]


@pytest.mark.parametrize(
    ("query", "parameter", "kind"),
    [
        ("indicator=burglary&area=Croydon,Narnia", "area", "unknown-value"),
        ("indicator=burglary&area=Croydon,,Camden", "area", "empty-value"),
        ("indicator=burglary&area=" + ",".join(["Croydon"] * 251), "area", "too-many-values"),
        ("indicator=" + ",".join(["burglary", "rape"] * 16), "indicator", "too-many-values"),
        ("indicator=burglary&measure=count,vibes", "measure", "unknown-value"),
    ],
)
def test_a_list_with_a_wrong_part_is_a_problem_of_its_parameter(client, query, parameter, kind):
    answer = client.get(f"/series.json?{query}")
    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter
    assert answer.json()["type"].endswith(kind)


def test_figures_as_they_stood(rows):
    query = "indicator=knife_crime&window=rolling_12&from=2025-03&to=2025-03"
    assert rows(f"{query}&as_of=2025-08-31")[0]["value"] == "16138"
    assert rows(query)[0]["value"] == "16156"


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize(
    ("indicator", "level"), [(i.id, level) for i in INDICATORS.values() if i.kind == "crime" for level in i.levels]
)
def test_csv_is_what_analytics_gives(rows, indicator, window, level):
    found = INDICATORS[indicator]
    for measure in ("count", "change") if found.measure == "count" else ("count",):
        served = rows(f"indicator={indicator}&level={level}&window={window}&measure={measure}&last=2")
        given = table([indicator], level=level, window=window, measure=measure, last=2).to_pylist()
        assert [_typed(row) for row in served] == [
            {k: v or (v if v == 0 else None) for k, v in r.items()} for r in given
        ]


def _typed(row):
    """A row of text as analytics types it."""
    types = {f.name: str(f.type) for f in SCHEMA}
    read = {"double": float, "date32[day]": lambda t: pd.Timestamp(t).date(), "string": lambda t: t.removeprefix("'")}
    return {name: read[types[name]](text) if text else None for name, text in row.items()}


ASKED = (
    "indicator=knife_crime&indicator=burglary&area=Croydon&area=London&area=E05013810"
    "&window=rolling_12&measure=change&measure=count&measure=rate&last=5"
)


def test_rows_are_in_the_order_of_the_contract(rows):
    found = rows(ASKED)
    keys = [(r["indicator"], r["area_code"], r["period_end"], r["measure"]) for r in found]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys)) == 2 * 3 * 5 * 3


def test_all_formats_hold_the_same_rows(client, rows, tmp_path):
    as_csv = [_typed(row) for row in rows(ASKED)]
    as_json = client.get(f"series.json?{ASKED}").json()
    assert as_json["row_count"] == len(as_csv)
    assert [_typed({k: "" if v is None else str(v) for k, v in r.items()}) for r in as_json["rows"]] == as_csv
    parquet = pyarrow.parquet.read_table(io.BytesIO(client.get(f"series.parquet?{ASKED}").content))
    assert [{k: v or (v if v == 0 else None) for k, v in r.items()} for r in parquet.to_pylist()] == as_csv
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"series.xlsx?{ASKED}").content))
    header, *lines = book.get_sheet_by_name("data").to_python()
    assert tuple(header) == tuple(SCHEMA.names)
    assert [line[7] for line in lines] == ["" if r["value"] is None else r["value"] for r in as_csv]
    notes = "\n".join(str(line[0]) for line in book.get_sheet_by_name("notes").to_python() if line)
    assert "Open Government Licence" in notes
    assert "knife-borough-202203-202602" in notes


def test_round_trips(client, tmp_path):
    text = client.get(f"series.csv?{ASKED}").text
    path = tmp_path / "series.csv"
    path.write_text(text, encoding="utf-8")
    by_csv = [row["value"] for row in csv.DictReader(io.StringIO(text))]
    by_pandas = pd.read_csv(path)["value"].tolist()
    by_duckdb = [v for (v,) in duckdb.sql(f"SELECT value::DOUBLE FROM read_csv('{path}', header = true)").fetchall()]
    expected = [float(v) if v else None for v in by_csv]
    assert [None if pd.isna(v) else v for v in by_pandas] == by_duckdb == expected


def test_a_break_is_withheld_with_its_reason(rows):
    (row,) = rows("indicator=domestic_abuse&window=rolling_12&measure=change&last=1")
    assert (row["value"], row["lower"], row["upper"]) == ("", "", "")
    assert (row["status"], row["verdict"]) == ("withheld_break", "withheld")
    assert "recording system" in row["note"]


def test_against_a_baseline(rows):
    (row,) = rows("indicator=homicide&window=rolling_12&measure=change&baseline=2016-05&last=1")
    assert row["base_value"] == "119"
    assert "the year to May 2016" in row["note"]
    (row,) = rows("indicator=violence_with_injury&window=rolling_12&measure=change&baseline=2016-05&to=2026-06&last=1")
    assert (row["base_value"], row["status"]) == ("74413", "step")
    assert row["verdict"] == "cannot be told from a change in recording"


def test_nothing_in_the_period_is_no_error(client):
    answer = client.get("series.csv?indicator=knife_crime&from=2030-01")
    assert answer.status_code == 200
    assert answer.text.count("\n") == 1
    assert client.get("series.json?indicator=knife_crime&from=2030-01").json()["rows"] == []


def test_a_large_answer_streams_and_is_the_same(client, monkeypatch):
    query = "indicator=knife_crime&indicator=homicide&level=ward&window=rolling_12&measure=count&measure=change&last=10"
    with client.stream("GET", f"series.csv?{query}") as answer:
        assert "content-length" not in answer.headers
        streamed = b"".join(answer.iter_bytes())
    monkeypatch.setattr("api.responses.WHOLE_ROWS", 1_000_000)
    whole = client.get(f"series.csv?{query}")
    assert whole.content == streamed
    assert int(whole.headers["content-length"]) == len(streamed)
    keys = [
        (r["indicator"], r["area_code"], r["period_end"], r["measure"]) for r in csv.DictReader(io.StringIO(whole.text))
    ]
    assert keys == sorted(keys)


def test_a_pseudo_area_alone_is_what_it_is_among_all(rows):
    alone = rows("indicator=burglary&area=X-UNKNOWN&window=rolling_12")
    among = [r for r in rows("indicator=burglary&level=borough&window=rolling_12") if r["area_code"] == "X-UNKNOWN"]
    assert alone == among


def test_json_says_what_belongs_to_the_figures(client):
    about = client.get("series.json?indicator=vawg&window=rolling_12&area=Barnet&last=24").json()
    assert about["licences"]
    assert any("flagged offences" in words for words in about["caveats"]["vawg"])
    assert any("28 February 2024" in line for line in about["breaks"])
    assert any(line.startswith("vawg_offences-borough") for line in about["editions"])
    json.dumps(about, allow_nan=False)


@pytest.mark.parametrize(
    ("name", "code"),
    [("MPS", "E23000001"), ("mps area", "E23000001"), ("London", "E23000001"), ("Abbey, Merton", "E05013810"),
     ("abbey, barking & dagenham", "E05014053"), ("Heathrow Villages, Hillingdon", "E05013570")],
)  # fmt: skip
def test_areas_by_the_names_that_people_write(client, name, code):
    answer = client.get("series.csv", params={"indicator": "knife_crime", "area": name, "last": 1})
    assert answer.text.splitlines()[1].split(",")[1] == code
