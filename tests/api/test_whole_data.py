"""The whole data set: what its files hold is what the API answers, and its description says so."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pyarrow.parquet as pq
import pytest

from analytics.geography.levels import ALL_LEVELS
from analytics.tables.published_rows import COLUMNS


@pytest.fixture(scope="module")
def described(client):
    answer = client.get("datapackage.json")
    assert answer.status_code == 200
    return answer.json()


def test_the_description_describes_the_files(client, described):
    assert [resource["name"] for resource in described["resources"]] == list(ALL_LEVELS)
    assert described["title"].startswith("Recorded crime in London by month, for London, ")
    for resource in described["resources"]:
        body = client.get(resource["path"]).content
        assert resource["bytes"] == len(body)
        assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        table = pq.read_table(io.BytesIO(body))
        assert table.num_rows == resource["rows"] > 1_000
        assert table.column_names == [field["name"] for field in resource["schema"]["fields"]] == list(COLUMNS)
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_rows_are_those_of_the_api(client, described):
    table = pq.read_table(io.BytesIO(client.get("all/mps.parquet").content)).to_pylist()
    (golden,) = [
        r["value"] for r in table if r["indicator"] == "knife_crime" and f"{r['period_end']:%Y-%m}" == "2026-02"
    ]
    assert golden == 1003
    burglary = [row for row in table if row["indicator"] == "burglary"]
    answered = client.get("series.json?indicator=burglary").json()["rows"]
    assert [row["value"] for row in burglary] == [row["value"] for row in answered]


def test_one_file_holds_all(client, described):
    answer = client.get("all.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert set(archive.namelist()) == {"datapackage.json", *(r["path"] for r in described["resources"])}
        assert archive.testzip() is None
    assert client.get("all.zip", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
