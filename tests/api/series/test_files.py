"""What comes beside the CSV: the zip, its metadata, the catalogue, cohorts, revisions, the contract, the documentation."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from datetime import date

import pytest

from analytics.indicators import INDICATORS
from analytics.tables.published_rows import COLUMNS
from api.series.csv_metadata import STATUSES

QUERY = (
    "indicator=domestic_abuse&indicator=knife_crime&area=Croydon&window=rolling_12&measure=change&measure=count&last=3"
)


@pytest.fixture(scope="module")
def unpacked(client):
    answer = client.get(f"series.zip?{QUERY}")
    assert answer.headers["content-type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_zip_holds_the_csv_and_its_hash(client, unpacked):
    assert list(unpacked) == ["data.csv", "data.csv-metadata.json", "README.txt"]
    assert unpacked["data.csv"] == client.get(f"series.csv?{QUERY}").content
    assert hashlib.sha256(unpacked["data.csv"]).hexdigest() in unpacked["README.txt"].decode()


def test_the_readme_says_what_belongs_to_these_rows(unpacked):
    readme = unpacked["README.txt"].decode()
    for words in (
        "Open Government Licence", "How to cite", "the Domestic Abuse Act 2021", "28 February 2024", "as_of=",
        "knife-borough-202203-202602-", "published 2026-03-18", "http://testserver/api/v1/series.csv?", "withheld_break",
        "Monthly Crime Dashboard Data, published 2025-08-02 and 2026-03-18. Figures: London crime dashboard",
        "measure=count; measure=change; last=3",
    ):  # fmt: skip
        assert words in readme, words
    assert "burglary" not in readme


@pytest.mark.parametrize("indicator", [i.id for i in INDICATORS.values() if i.kind == "crime"])
def test_what_rows_say_of_breaks_is_in_the_readme(client, indicator):
    measures = "" if INDICATORS[indicator].measure == "percentage_of" else "&measure=change&measure=count"
    query = f"indicator={indicator}&window=rolling_12{measures}"
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"series.zip?{query}").content))
    readme = archive.read("README.txt").decode()
    rows = csv.DictReader(io.StringIO(archive.read("data.csv").decode()))
    said = {row["note"] for row in rows if row["status"] in ("step", "spans", "withheld_break")}
    for note in said:
        words = note.split(". ")[0].rstrip(".")
        assert words in readme, words


def test_breaks_and_caveats_of_other_rows_are_not_in_the_readme(client):
    """Burglary reaches back to the restrictions of 2020, knife crime does not; neither is a rate."""

    def readme(query):
        archive = zipfile.ZipFile(io.BytesIO(client.get(f"series.zip?{query}").content))
        return archive.read("README.txt").decode()

    both = readme("indicator=burglary&indicator=knife_crime&window=rolling_12&to=2023-01")
    assert "burglary: caution, March 2020 to June 2021" in both
    assert "knife_crime: caution, March 2020" not in both
    assert "Rates per resident" not in both
    rate = readme("indicator=knife_crime&window=rolling_12&measure=rate&last=1")
    assert "Rates per resident" in rate
    assert "population_borough-" in rate
    assert "Office for National Statistics, Mid-year population estimates, published 2025-07-30" in rate


def test_the_workbook_can_be_read_as_it_is(client):
    """Dates wide enough to be shown, the same notes as in the README."""
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"series.xlsx?{QUERY}").content))
    sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    columns = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet)
    widths = {n: float(width) for first, last, width in columns for n in range(int(first), int(last) + 1)}
    assert min(widths[COLUMNS.index(name) + 1] for name in ("period_start", "period_end")) > 11
    notes = archive.read("xl/sharedStrings.xml").decode()
    for words in (
        "How to cite",
        "as_of=",
        "withheld_break",
        "28 February 2024",
        "series.xlsx?",
        "published 2026-03-18",
    ):
        assert words in notes, words


def test_the_permanent_address_gives_the_same_file(client, unpacked):
    address = re.search(r"Permanent address: (\S+)", unpacked["README.txt"].decode())[1]
    assert client.get(address).content == unpacked["data.csv"]


def test_the_metadata_describes_exactly_these_columns(unpacked):
    """The rules of the W3C Recommendation *Metadata Vocabulary for Tabular Data* that apply to one table."""
    about = json.loads(unpacked["data.csv-metadata.json"])
    context, options = about["@context"]
    assert context == "http://www.w3.org/ns/csvw"
    assert set(options) <= {"@language", "@base"}
    known = {"@context", "@id", "@type", "url", "dialect", "notes", "suppressOutput", "tableDirection", "tableSchema",
             "transformations"}  # fmt: skip
    assert all(name in known or ":" in name for name in about)
    assert about["url"] == "data.csv"
    columns = about["tableSchema"]["columns"]
    rows = list(csv.DictReader(io.StringIO(unpacked["data.csv"].decode())))
    assert [c["name"] for c in columns] == list(rows[0]) == list(COLUMNS)
    assert [c["titles"]["en"] for c in columns] == list(rows[0])
    assert {c["datatype"] for c in columns} == {"string", "date", "double"}
    read = {"double": float, "date": date.fromisoformat, "string": str}
    for row in rows:
        for column in columns:
            text = row[column["name"]]
            assert text or not column["required"], column["name"]
            if text:
                read[column["datatype"]](text)
    keys = [tuple(row[name] for name in about["tableSchema"]["primaryKey"]) for row in rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "query", [QUERY, "area=Croydon&indicator=burglary&last=1", "indicator=burglary&area=Croydon%3E"]
)
def test_the_link_of_the_csv_leads_to_its_metadata(client, query):
    """Metadata that does not name the very address that was asked for must be ignored, says the Recommendation."""
    link = client.get(f"series.csv?{query}").headers["link"]
    address = re.search(r'<([^>]+)>; rel="describedby"', link)[1]
    answer = client.get(address)
    assert answer.json()["url"] == f"series.csv?{query}"
    assert answer.headers["content-type"] == "application/csvm+json"
    assert client.get(answer.json()["url"]).content == client.get(f"series.csv?{query}").content


def test_the_catalogue(client):
    found = client.get("catalogue.json").json()
    assert [i["id"] for i in found["indicators"]] == list(INDICATORS)
    by_id = {i["id"]: i for i in found["indicators"]}
    assert by_id["knife_crime"]["coverage"]["mps"] == {"from": "2021-08", "to": "2026-02"}
    assert by_id["domestic_abuse"]["breaks"][0]["kind"] == "break" or any(
        b["kind"] == "break" for b in by_id["domestic_abuse"]["breaks"]
    )
    assert sum(a["level"] == "borough" and not a["is_pseudo"] for a in found["areas"]) == 32
    assert all(i["coverage"][level] for i in found["indicators"] for level in i["levels"])
    assert any(e["id"].startswith("knife-borough") for d in found["datasets"] for e in d["editions"])


@pytest.mark.parametrize("indicator", [i.id for i in INDICATORS.values() if i.kind == "crime"])
def test_coverage_is_that_of_the_rows(client, rows, indicator):
    (known,) = (i for i in client.get("catalogue.json").json()["indicators"] if i["id"] == indicator)
    found = rows(f"indicator={indicator}&level={known['levels'][0]}")
    assert found[0]["period_start"][:7] == known["coverage"][known["levels"][0]]["from"]
    assert found[-1]["period_start"][:7] == known["coverage"][known["levels"][0]]["to"]


def test_reoffending_of_london_adults(rows, client):
    query = "area=London&age_group=All&adult_or_youth=adult&from=2020-03&to=2020-03"
    (row,) = rows(query, "reoffending.csv")
    assert (row["base_value"], round(float(row["value"]), 1), row["status"]) == ("51071", 25.4, "ok")
    quoted = rows("area=london&adult_or_youth=adult&from=2020-04&age_group=All", "reoffending.csv")
    assert [(round(float(r["value"]), 1), r["status"]) for r in quoted] == [(23.7, "quoted"), (22.7, "quoted")]
    about = client.get(f"reoffending.json?{query}").json()
    assert about["rows"][0]["base_value"] == 51071
    assert about["row_count"] == 1
    assert about["caveats"]


def test_adults_and_juveniles_are_never_added(rows):
    found = rows("age_group=All&area=E92000001", "reoffending.csv")
    assert {r["adult_or_youth"] for r in found} == {"adult", "youth"}


@pytest.mark.parametrize(
    "query", ["area=Londn", "age_group=5", "adult_or_youth=child", "indicator=burglary", "level=mps", "from=x"]
)
def test_cohorts_asked_wrongly(client, query):
    answer = client.get(f"reoffending.csv?{query}")
    assert answer.status_code == 400
    assert answer.json()["parameter"] == query.split("=")[0]


def test_the_same_month_in_every_edition(rows):
    found = rows("indicator=knife_crime&from=2025-04&to=2025-04", "revisions.csv")
    assert [(r["value"], r["difference"], r["published_on"]) for r in found] == [
        ("1232", "", "2025-08-21"),
        ("1229", "-3", "2026-03-18"),
    ]
    year = rows("indicator=knife_crime&from=2024-04&to=2025-03", "revisions.csv")
    sums: dict[str, int] = {}
    for r in year:
        sums[r["edition"][:22]] = sums.get(r["edition"][:22], 0) + int(r["value"])
    assert sorted(sums.values()) == [16138, 16156]


def test_the_newest_edition_of_a_month_is_the_figure(rows):
    for indicator in ("burglary_residential", "vawg_offences", "robbery", "knife_positive_outcome_rate"):
        current = {r["period_start"]: r["value"] for r in rows(f"indicator={indicator}&from=2025-07&to=2026-02")}
        newest = {
            r["period_start"]: r["value"]
            for r in rows(f"indicator={indicator}&from=2025-07&to=2026-02", "revisions.csv")
        }
        assert newest == current


def test_revisions_are_bounded(client):
    many = "&".join(f"area=E0900{n:04d}" for n in range(2, 34))
    which = "&".join(f"indicator={i}" for i in ("burglary", "robbery", "homicide", "rape"))
    assert client.get(f"revisions.csv?{which}&{many}").json()["type"].endswith("#too-many-rows")


def test_the_contract_and_its_documentation_agree(client):
    contract = client.get("openapi.json").json()
    page = client.get("docs")
    assert page.headers["content-type"].startswith("text/html")
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page.text)
    assert "<script" not in page.text
    for path, operations in contract["paths"].items():
        assert path in page.text
        for parameter in operations["get"].get("parameters", []):
            assert f"<code>{parameter['name']}</code>" in page.text
    windows = [row for row in re.findall(r"<tr>.*?</tr>", page.text, re.DOTALL) if "<code>window</code></td>" in row]
    # The parts of an indicator have a window of their own, with another default.
    assert len(windows) == len(set(windows)) == 2, "parameters that routes share are told once"
    for sign in ("`", "^(19", "\\d"):
        assert sign not in page.text, "for people, not for machines"


def test_every_example_of_the_documentation_works(client):
    links = re.findall(r'Example: <a href="([^"]+)"', client.get("docs").text)
    assert len(links) >= 10
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_every_problem_and_status_is_explained(client):
    page = client.get("docs").text
    for query in ("", "indicator=x", "indicator=burglary&as_of=x", "indicator=burglary&indicator=", "x=1"):
        kind = client.get(f"series.csv?{query}").json()["type"].split("#")[1]
        assert f'id="{kind}"' in page
    assert all(f"<code>{status}</code>" in page for status in STATUSES)
