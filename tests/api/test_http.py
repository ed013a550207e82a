"""HTTP as it should be: entity tags, conditions, file names, any origin, HEAD and OPTIONS."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from itertools import count, islice
from pathlib import Path

import pytest
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.testclient import TestClient

from analytics import queries
from analytics.geography.areas import areas_at
from analytics.requests.selection import Selection
from analytics.tables.csv_writer import cell
from api.pinned_warehouse import PinnedWarehouse
from api.response_cache import BODIES, BodyCache
from api.series import series_routes
from data import warehouse
from data.errors import WarehouseMissing

QUERY = "series.csv?indicator=knife_crime&window=rolling_12&area=Croydon"


def test_two_ways_to_ask_are_one(client):
    one = client.get("series.csv?indicator=burglary&indicator=robbery&area=Lambeth&area=Croydon&window=month")
    two = client.get("series.csv?area=E09000008&indicator=robbery&area=lambeth&indicator=burglary&measure=count")
    assert one.headers["etag"] == two.headers["etag"]
    assert one.content == two.content


def test_groups_of_areas_are_their_members(client):
    query = "series.csv?indicator=burglary&last=1"
    boroughs = client.get(f"{query}&area=boroughs")
    named = client.get(query + "".join(f"&area={area.code}" for area in areas_at("borough", pseudo=False)))
    assert boroughs.content == named.content
    assert boroughs.headers["etag"] == named.headers["etag"]
    assert boroughs.text.count("\n") == 33
    assert 'filename="burglary_boroughs_month_count_last_1.csv"' in named.headers["content-disposition"]
    assert client.get(f"{query}&area=wards-of-croydon").text.count("\n") == 29


def test_the_same_bytes_again(client):
    for kind in ("csv", "json", "parquet", "xlsx", "zip"):
        first = client.get(QUERY.replace("csv", kind)).content
        BODIES.clear()
        assert client.get(QUERY.replace("csv", kind)).content == first, kind


def test_conditions(client):
    answer = client.get(QUERY)
    tag = answer.headers["etag"]
    for condition in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(QUERY, headers={"If-None-Match": condition})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == "Accept-Encoding"
    assert client.get(QUERY, headers={"If-None-Match": '"other"'}).status_code == 200


def test_different_requests_have_different_tags(client):
    asked = [QUERY, QUERY + "&last=1", QUERY.replace("csv", "json"), QUERY.replace("Croydon", "Lambeth")]
    assert len({client.get(each).headers["etag"] for each in asked}) == len(asked)


def test_headers(client):
    headers = client.get(QUERY + "&measure=change").headers
    assert headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert headers["content-disposition"] == 'attachment; filename="knife_crime_croydon_rolling_12_change.csv"'
    assert headers["access-control-allow-origin"] == "*"
    assert "ETag" in headers["access-control-expose-headers"]
    assert "max-age" in headers["cache-control"]
    assert 'rel="license"' in headers["link"]
    assert 'rel="describedby"; type="application/csvm+json"' in headers["link"]


def test_head(client):
    plain = {"Accept-Encoding": "identity"}
    got, head = client.get(QUERY, headers=plain), client.head(QUERY, headers=plain)
    assert head.status_code == 200
    assert head.content == b""
    assert dict(head.headers) == dict(got.headers)
    assert "content-length" not in client.head(QUERY, headers={"Accept-Encoding": "gzip"}).headers
    assert client.head("series.csv?indicator=burglary&level=ward").status_code == 200
    assert client.head("series.csv?indicator=nothing").status_code == 400


def test_options(client):
    preflight = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    for headers in ({}, preflight):
        answer = client.options(QUERY, headers=headers)
        assert answer.status_code == 204
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "GET" in answer.headers["access-control-allow-methods"]


def test_a_kept_answer_is_the_made_one_and_memory_is_bounded(client):
    assert client.get(QUERY).content == client.get(QUERY).content
    kept = BodyCache(10)
    for name in "abcdef":
        kept.put(name, b"1234")
    assert [name for name in "abcdef" if kept.get(name)] == ["e", "f"]


def test_a_file_in_which_figures_of_two_days_meet_is_never_given(client, monkeypatch):
    versions = count()
    monkeypatch.setattr("api.responses.queries.version", lambda: f"version {next(versions)}")
    answer = client.get(QUERY + "&last=3")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"


LARGE = "series.csv?indicator=burglary&level=ward&from=2023-01"


def test_what_breaks_off_in_the_middle_is_seen_to(client, monkeypatch):
    """HTTP/1.1 leaves out the end of a body; HTTP/1.0 has none, so there the whole file is made first."""
    whole = client.get(LARGE)
    old = "1.0"

    async def as_of_old(scope, receive, send):
        await client.app({**scope, "http_version": old}, receive, send)

    older = TestClient(as_of_old, base_url=client.base_url, raise_server_exceptions=False)
    answer = older.get(LARGE)
    assert answer.content == whole.content
    assert answer.headers["content-length"] == str(len(whole.content))
    assert "content-length" not in whole.headers
    chunks = Selection.chunks

    def broken(self):
        yield from islice(chunks(self), 3)
        raise RuntimeError("in the middle")

    monkeypatch.setattr(Selection, "chunks", broken)
    assert older.get(LARGE).status_code == 500
    with pytest.raises(RuntimeError):
        TestClient(client.app, base_url=client.base_url).get(LARGE)


def test_one_request_sees_one_warehouse(own_folder, monkeypatch):
    """Between its two looks another warehouse is published (here: found in another folder); the next request sees it."""
    seen = []

    async def app(scope, receive, send):
        seen.append(queries.version())
        monkeypatch.setenv("LONDON_CRIME_VAR", "/nowhere")
        seen.append(await run_in_threadpool(queries.version))
        await Response()(scope, receive, send)

    client = TestClient(PinnedWarehouse(app))
    assert client.get("/").status_code == 200
    assert seen[0] == seen[1]
    with pytest.raises(WarehouseMissing):
        client.get("/")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx"])
def test_a_spreadsheet_runs_nothing(text):
    assert cell(text).lstrip('"').startswith("'")
    assert cell("a" + text.replace("\r", "")) == "a" + text.replace("\r", "")


def test_no_warehouse_is_a_problem_of_ours(client, monkeypatch, tmp_path):
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path))
    answer = client.get(QUERY)
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert answer.json()["title"]


KNIFE_NEWER = "2026-03-18"


def add(installation, *files: Path) -> None:
    command = [sys.executable, "-m", "data", "--quiet", "add", *map(str, files)]
    done = subprocess.run(command, env=installation.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.published
def test_tags_and_pinned_links_when_an_edition_comes(client, published, tmp_path, monkeypatch):
    """An installation that holds the knife file of August 2025 gets the one of March 2026.

    Its figures of recorded crime are newer than both, which the address to cite must not go by.
    """
    from tests.conftest import Installation

    installation = Installation(tmp_path / "var", tmp_path / "snapshot")
    knife = sorted(published.glob("mps_monthly_dashboard/*nife*"))
    older = [f for f in knife if "2025" in f.name]
    newer = [f for f in knife if f not in older]
    assert older
    assert newer
    areas = [f for f in published.glob("ons_*/*") if "_derived" not in f.name]
    recorded = max(published.glob("mps_recorded_crime_borough/*recent*"))
    add(installation, *areas, *older, recorded)
    installation.use(monkeypatch)
    warehouse.ensure(progress=False)
    query = "series.csv?indicator=knife_crime&window=rolling_12&measure=count&measure=change&measure=rate"
    readme = zipfile.ZipFile(io.BytesIO(client.get(query.replace("csv", "zip")).content)).read("README.txt").decode()
    pinned = re.search(r"Permanent address: (\S+)", readme)[1]
    before = {q: client.get(q) for q in (query, pinned)}
    warehouse.ensure(progress=False)
    assert client.get(query).headers["etag"] == before[query].headers["etag"]
    add(installation, *newer)
    warehouse.ensure(progress=False)
    after = {q: client.get(q) for q in (query, pinned)}
    assert after[query].headers["etag"] != before[query].headers["etag"]
    assert after[query].content != before[query].content
    assert after[pinned].content == before[pinned].content
    assert before[pinned].content == before[query].content


def test_the_same_request_again_is_the_same_response(client):
    query = QUERY + "&last=4"
    first, second = client.get(query), client.get(query)
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert client.head(query, headers={"Accept-Encoding": "identity"}).headers["etag"] == first.headers["etag"]
    assert client.get(query, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.get(f"{query}&last=5").status_code == 400


def test_a_remembered_request_is_forgotten_with_its_figures(client, monkeypatch):
    query = QUERY + "&last=6"
    assert client.get(query).status_code == 200
    routed = []
    respond = series_routes.respond
    monkeypatch.setattr(series_routes, "respond", lambda *given: (routed.append(given), respond(*given))[1])
    client.get(query)
    assert len(routed) == 0
    monkeypatch.setattr("api.response_cache.queries.version", lambda: "other figures")
    client.get(query)
    assert len(routed) == 1


def test_an_answer_that_repeats_its_own_address_is_made_for_each_host(client):
    def readme(host):
        answer = client.get(QUERY.replace("csv", "zip"), headers={"Host": host})
        return zipfile.ZipFile(io.BytesIO(answer.content)).read("README.txt").decode()

    assert ["http://one.example/" in readme("one.example"), "http://two.example/" in readme("two.example")] == [
        True
    ] * 2
    assert "one.example" not in readme("two.example")
