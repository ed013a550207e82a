"""Health, readiness, metrics, logs, failures and headers, without a server."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from api import briefing
from api.app import app as api
from data import folders, readiness, warehouse
from data.errors import DashboardError
from serving import MIDDLEWARE, ROUTES, SECURITY_HEADERS, metrics, request_log, service_state
from serving.orderly_stop import drain_seconds
from serving.request_log import JsonLines, set_up_logs
from serving.route_names import UNKNOWN, route_of
from serving.service_state import ServiceState
from tests.pages.test_pages import PAGES


@pytest.fixture
def installed(own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own with the warehouse of the tests: the folder of its warehouses."""
    shutil.copytree(own_folder / "warehouse", tmp_path / "warehouse")
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path))
    for older in set((tmp_path / "warehouse").glob("*.duckdb")) - {current_file()}:
        older.unlink()
    return tmp_path / "warehouse"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    state = ServiceState()
    state.is_warm = True
    monkeypatch.setattr(service_state, "STATE", state)
    monkeypatch.setattr(service_state, "GOOD_FOR", -1.0)

    async def failing(_request: Request) -> Response:
        raise ZeroDivisionError("secret")

    async def cookie(_request: Request) -> Response:
        return PlainTextResponse("ok", headers={"Set-Cookie": "_streamlit_xsrf=a; Path=/; SameSite=Lax"})

    routes = [*ROUTES, *briefing.ROUTES, Route("/failing", failing), Route("/cookie", cookie)]
    return TestClient(Starlette(routes=routes, middleware=MIDDLEWARE), client=("127.0.0.1", 1))


def has_them(answer: httpx2.Response) -> bool:
    return all(answer.headers.get(name) == value for name, value in SECURITY_HEADERS.items())


def current_file() -> Path:
    return folders.warehouse_folder() / folders.pointer().read_text().strip()


def test_it_is_ready_once_it_is_warm_and_not_while_it_stops(installed: Path, client: TestClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"], answer.json()["problems"]) == (200, "ready", [])
    assert answer.json()["warehouse"] == warehouse.current().version
    service_state.STATE.is_warm = False
    assert client.get("/readyz").status_code == 503
    service_state.STATE.is_warm, service_state.STATE.is_stopping = True, True
    assert (client.get("/readyz").status_code, client.get("/readyz").json()["status"]) == (503, "stopping")
    assert client.get("/healthz").text == "ok\n"


def test_while_it_stops_whatever_begins_is_sent_on(client: TestClient) -> None:
    assert client.get("/robots.txt").status_code == 200
    service_state.STATE.is_stopping = True
    for path in ("/robots.txt", "/briefing", "/nothing"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["connection"]) == (503, "close")
        assert int(answer.headers["retry-after"]) > 0
        assert has_them(answer)
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect("/_stcore/stream"):
        pass
    assert refused.value.code == 1012
    assert client.get("/readyz").json()["status"] == "stopping"


@pytest.mark.parametrize(("text", "seconds"), [("", 0), ("3", 3), ("0.5", 0.5), ("60", 60)])
def test_how_long_a_stop_is_announced(text: str, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONDON_CRIME_DRAIN", text)
    assert drain_seconds() == seconds


@pytest.mark.parametrize("text", ["-1", "61", "soon", "nan", "1e9"])
def test_a_drain_that_is_no_time_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONDON_CRIME_DRAIN", text)
    with pytest.raises(DashboardError, match="LONDON_CRIME_DRAIN"):
        drain_seconds()


@pytest.mark.parametrize("damage", ["missing", "cut short", "overwritten"])
@pytest.mark.parametrize("when", ["before it is opened", "while it is open"])
def test_a_warehouse_that_cannot_be_read_is_not_ready(
    damage: str, when: str, installed: Path, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    file = current_file()
    if when == "while it is open":
        assert client.get("/readyz").status_code == 200
    if damage == "missing":
        file.unlink()
    elif damage == "cut short":
        file.open("r+b").truncate(file.stat().st_size // 3)
    else:
        with file.open("r+b") as opened:
            opened.write(b"\0" * 100_000)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert client.get("/healthz").status_code == 200, "the process lives"
    (problem,) = answer.json()["problems"]
    assert "python -m data build" in problem
    service_state.STATE.log(readiness.state())
    service_state.STATE.log(readiness.state())
    assert [record.levelname for record in caplog.records if record.name == "london_crime.readiness"] == ["ERROR"]


def test_no_warehouse_at_all_is_told_in_words(client: TestClient, fresh: object) -> None:
    assert client.get("/readyz").status_code == 503
    for path in ("/briefing", "/briefing/croydon", "/sitemap.xml"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert "The figures cannot be read at the moment" in answer.text
        assert int(answer.headers["retry-after"]) > 0
        assert has_them(answer)
    problem = TestClient(api, raise_server_exceptions=False).get("/series.csv?indicator=burglary")
    assert (problem.status_code, problem.headers["content-type"]) == (503, "application/problem+json")


def test_an_older_warehouse_serves_and_is_told(
    installed: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "london_crime.readiness")
    monkeypatch.setattr(warehouse, "version", lambda: "another")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert "older than the recorded editions" in answer.json()["problems"][0]
    state = service_state.STATE
    state.log(readiness.state())
    monkeypatch.undo()
    monkeypatch.setenv("LONDON_CRIME_VAR", str(installed.parent))
    state.log(readiness.state())
    assert [r.levelname for r in caplog.records if r.name == "london_crime.readiness"] == ["WARNING", "INFO"]


def test_the_last_warehouse_that_works_serves_in_place_of_a_damaged_one(installed: Path, client: TestClient) -> None:
    file = current_file()
    damaged = file.with_name("london-000000000000.duckdb")
    damaged.write_bytes(b"no database")
    folders.pointer().write_text(damaged.name)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert file.name in answer.json()["problems"][0]
    assert damaged.name in answer.json()["problems"][0]


def values(client: TestClient, **headers: str) -> dict[tuple[str, str], float]:
    text = client.get("/metrics", headers=headers).text
    return {
        (sample.name, ",".join(v for k, v in sample.labels.items() if k != "le")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_metrics_say_what_the_issue_of_the_day_is(client: TestClient) -> None:
    before = values(client).get(("london_crime_requests_total", "GET,/briefing/{borough},200"), 0)
    assert client.get("/briefing/barnet").status_code == 200
    assert client.get("/briefing/unknown-place").status_code == 404
    told = values(client)
    assert told["london_crime_requests_total", "GET,/briefing/{borough},200"] == before + 1
    assert told["london_crime_request_seconds_count", "/briefing/{borough}"] >= 2
    assert told["london_crime_ready", ""] == 1
    assert told["london_crime_figures_age_days", "mps_recorded_crime"] > 0
    assert told["london_crime_cache_bytes", "answers"] >= 0
    assert told["london_crime_answers_under_way", "dear"] == 0
    assert ("london_crime_sessions", "") in told
    assert told["process_resident_memory_bytes", ""] > 1e6


@pytest.mark.parametrize("header", metrics.FORWARDED)
def test_metrics_are_not_for_the_public(header: str, client: TestClient) -> None:
    elsewhere = TestClient(client.app, client=("192.0.2.1", 1))
    assert elsewhere.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={header: "192.0.2.1"}).status_code == 403


def test_a_token_opens_the_metrics_and_nothing_else_then(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(metrics.VARIABLE, "a long secret")
    elsewhere = TestClient(client.app, client=("192.0.2.1", 1))
    assert elsewhere.get("/metrics", headers={"Authorization": "Bearer a long secret"}).status_code == 200
    for given in ("", "Bearer ", "Bearer a long secre", "Basic a long secret"):
        assert client.get("/metrics", headers={"Authorization": given}).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_counted_by_its_name(page: str) -> None:
    path = "/" if page == "overview.py" else f"/{page.removesuffix('.py')}"
    assert route_of(path) == path


@pytest.mark.parametrize("path", ["/x", "/knife_crime/x", "/api/v1/series.csv2", "/wp-login.php", "/static"])
def test_what_there_is_not_is_counted_as_one(path: str) -> None:
    assert route_of(path) == UNKNOWN
    assert route_of("/api/v1/series.csv") == "/api/v1/series.csv"
    assert route_of("/static/js/a.js") == route_of("/static/media/b.woff2") == "/static/…"


def test_a_request_has_a_name_that_it_may_bring_along(client: TestClient) -> None:
    assert client.get("/healthz", headers={"X-Request-Id": "from-nginx.1"}).headers["x-request-id"] == "from-nginx.1"
    for unfit in ("a b", "x" * 65, 'a"b', ""):
        name = client.get("/healthz", headers={"X-Request-Id": unfit}).headers["x-request-id"]
        assert len(name) == 32
        assert name != unfit


def test_a_request_is_one_line_of_json_without_query_or_address(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(request_log.REQUESTS, "disabled", False)
    caplog.set_level(logging.INFO, "london_crime.requests")
    client.get("/briefing/barnet?secret=1", headers={"X-Request-Id": "name"})
    (record,) = [record for record in caplog.records if record.name == "london_crime.requests"]
    line = json.loads(JsonLines().format(record))
    assert line["request_id"] == "name"
    assert (line["route"], line["status"], line["method"]) == ("/briefing/{borough}", 200, "GET")
    assert line["bytes"] > 1000
    assert "secret" not in json.dumps(line)
    assert "127.0.0.1" not in json.dumps(line)
    caplog.clear()
    monkeypatch.setenv(request_log.ADDRESSES, "yes")
    client.get("/healthz")
    assert json.loads(JsonLines().format(caplog.records[0]))["client"] == "127.0.0.1"


def test_an_unknown_form_of_the_log_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(request_log.FORM, "xml")
    with pytest.raises(DashboardError, match="no form of a log"):
        set_up_logs()


def test_a_defect_is_told_in_words_and_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    answer = client.get("/failing")
    assert answer.status_code == 500
    assert "This is a defect of the dashboard, not yours" in answer.text
    assert "secret" not in answer.text
    assert has_them(answer)
    assert answer.headers["x-request-id"]
    assert any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/readyz", "/metrics", "/nothing", "/failing", "/_stcore/upload_file/a/b", "/briefing/x"]
)
def test_every_answer_has_the_security_headers(path: str, client: TestClient) -> None:
    headers = client.get(path).headers
    own = {"Content-Security-Policy"} if path.startswith("/briefing") else set()
    for name, value in SECURITY_HEADERS.items():
        assert name in headers, (path, name)
        assert name in own or headers[name] == value
    assert "strict-transport-security" not in headers
    assert "unsafe-eval" not in headers["content-security-policy"]


def test_settings_of_transport_and_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONDON_CRIME_HSTS", "31536000")
    monkeypatch.setenv("LONDON_CRIME_HOSTS", "crime.example.org, www.example.org")
    client = TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url="https://crime.example.org")
    assert client.get("/robots.txt").headers["strict-transport-security"] == "max-age=31536000"
    for host, status in (
        ("crime.example.org", 200), ("CRIME.example.org:8443", 200), ("www.example.org", 200),
        ("evil.example", 421), ("crime.example.org.evil.example", 421), ("", 421),
    ):  # fmt: skip
        answer = client.get("/robots.txt", headers={"Host": host})
        assert answer.status_code == status, host
        assert has_them(answer)
    assert client.get("/healthz", headers={"Host": "10.0.0.7:8501"}).status_code == 200
    monkeypatch.setenv("LONDON_CRIME_HSTS", "a year")
    with pytest.raises(DashboardError, match="number of seconds"):
        TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE)).get("/robots.txt")


def test_cookies_travel_over_tls_only_and_are_closed_to_scripts(client: TestClient) -> None:
    assert client.get("/cookie").headers["set-cookie"] == "_streamlit_xsrf=a; Path=/; SameSite=Lax"
    secure = TestClient(client.app, base_url="https://testserver").get("/cookie").headers["set-cookie"]
    assert secure == "_streamlit_xsrf=a; Path=/; SameSite=Lax; Secure; HttpOnly"


def test_files_name_the_declared_address_whatever_host_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONDON_CRIME_URL", "https://crime.example.org")
    saved = TestClient(Starlette(routes=briefing.ROUTES)).get(
        "/briefing/barnet?download", headers={"Host": "evil.example"}
    )
    assert "evil.example" not in saved.text
    assert 'href="https://crime.example.org/' in saved.text
    workbook = TestClient(api).get("/series.zip?indicator=burglary&last=2", headers={"Host": "evil.example"})
    assert workbook.status_code == 200
    assert b"evil.example" not in workbook.content
