"""nginx and three real processes, set up as docs/operating.md says: what goes through, and what nobody notices.

Starting a process costs more than all that is asked of it, so each is started once and the tests follow each other as
a service's days do: two replicas serve, take a withdrawal, one is killed, a third one is added, the second is stopped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import pytest
from playwright.sync_api import Page

from benchmarks.replica_set import NAME, Replica
from data import folders
from data.edition_store import Store
from tests.browser.server import PATIENCE_MS, PATIENCE_S, browser, chromium, settle
from tests.deploy.conftest import COMMANDS, ROOT, Service, needs

pytestmark = [pytest.mark.server, pytest.mark.slow]
Reader = Callable[[], httpx2.Client]
SERIES = "/api/v1/series.csv?indicator=knife_crime&window=rolling_12&area="
COOKIE = "london_crime_replica"
# 15 MB or so: more than a system keeps for a reader who takes nothing.
LARGE = "/api/v1/series.csv?indicator=burglary&indicator=robbery&level=ward"


def versions(*replicas: Replica) -> set[str]:
    """The warehouses that replicas have taken."""
    return {httpx2.get(f"http://{replica.address}/readyz").json()["warehouse"] for replica in replicas}


def ask_all_ready(service: Service, *replicas: Replica) -> int:
    """How many say that they are ready; the document's command fails for one that does not."""
    return service.follow("ready", REPLICAS=" ".join(r.address for r in replicas)).count('"status":"ready"')


def test_the_replicas_say_that_they_are_ready(service: Service) -> None:
    assert ask_all_ready(service, *service.replicas.replicas[:2]) == 2


def test_pages_and_figures_come_through_as_they_are(service: Service, reader: Reader) -> None:
    client, direct = reader(), f"http://{service.replicas.replicas[0].address}"
    page = client.get("/knife_crime?area=Croydon")
    assert page.status_code == 200
    assert "Knife crime" in page.text
    assert f'<link rel="canonical" href="{service.replicas.address}/knife_crime?area=Croydon">' in page.text
    figures = client.get(SERIES + "Croydon")
    assert figures.headers["content-encoding"] == "gzip"
    assert figures.content == httpx2.get(direct + SERIES + "Croydon", headers={"Host": NAME}).content
    assert client.get("/briefing/croydon").status_code == 200
    assert client.get("/nothing").status_code == 404
    assert client.post(SERIES + "Croydon", content=b"x" * 70_000).status_code == 413


def test_every_answer_is_safe_nginx_own_too(reader: Reader) -> None:
    client = reader()
    for path in ("/", SERIES + "Croydon", "/app/static/world_110m.json", "/metrics", "/nothing"):
        headers = client.get(path).headers
        for name in ("strict-transport-security", "content-security-policy", "x-content-type-options"):
            assert len(headers.get_list(name)) == 1, (path, name)
    assert client.get("/").headers["strict-transport-security"] == "max-age=31536000"
    cookies = reader().get("/").headers.get_list("set-cookie")
    assert [cookie for cookie in cookies if cookie.startswith(COOKIE)]
    assert all("Secure" in cookie and "HttpOnly" in cookie for cookie in cookies)


@pytest.mark.parametrize("path", ["/metrics", "/readyz", "/_stcore/metrics", "/_stcore/upload_file/a/b"])
def test_what_is_for_those_who_run_it_is_closed(path: str, reader: Reader) -> None:
    assert reader().get(path).status_code == 404


def test_another_name_gets_neither_page_nor_certificate(service: Service) -> None:
    plain = httpx2.get(f"http://127.0.0.1:{service.replicas.http}/vawg?x=1", headers={"Host": "evil.example"})
    assert (plain.status_code, plain.headers["location"]) == (301, f"https://{NAME}/vawg?x=1")
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"https://127.0.0.1:{service.replicas.https}/", verify=service.replicas.trusted())


def test_a_reader_stays_with_one_replica_and_readers_are_spread(service: Service, reader: Reader) -> None:
    log = service.root / "access.log"
    begun = len(log.read_text().splitlines())
    for _ in range(12):
        client = reader()
        # The first document comes before the cookie; what follows it, with the cookie.
        for path in ("/", "/_stcore/health", "/_stcore/health"):
            client.get(path)
    time.sleep(0.2)
    lines = [line for line in log.read_text().splitlines()[begun:] if "/_stcore/health" in line]
    upstreams = [re.findall(r'"(127\.0\.0\.1:\d+)"', line)[0] for line in lines]
    assert upstreams[::2] == upstreams[1::2]
    assert len(set(upstreams)) > 1


def test_nginx_logs_neither_query_nor_reader(service: Service, reader: Reader) -> None:
    client = reader()
    client.get("/claims?text=secret")
    time.sleep(0.2)
    line = (service.root / "access.log").read_text().splitlines()[-1]
    assert "/claims 200" in line
    assert "secret" not in line
    assert not line.split('"')[0].count("127.0.0.1")


def test_open_data_and_scripts_are_kept_by_nginx(reader: Reader) -> None:
    client = reader()
    address = SERIES + "Sutton&last=13"
    states = [client.get(address).headers["x-cache"] for _ in range(3)]
    assert states[-1] == "HIT"
    tag = client.get(address).headers["etag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    script = re.search(r"static/js/index[\w.-]+\.js", client.get("/").text)
    assert script
    assert [client.get(f"/{script[0]}").headers["x-cache"] for _ in range(2)][-1] == "HIT"
    assert client.get(f"/{script[0]}", headers={"Accept-Encoding": "identity"}).headers.get("content-encoding") is None


@contextmanager
def readers_under_way(make: Reader, count: int = 4) -> Iterator[Counter[int | str]]:
    """Readers who ask throughout, for pages, briefings and figures, some of them new; what they were answered."""
    answers: Counter[int | str] = Counter()
    over = threading.Event()

    def ask(n: int, client: httpx2.Client) -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            # Of one address, and so of one client: within its share.
            time.sleep(0.1)
            paths = ("/healthz", "/vawg", "/briefing/barnet", f"{SERIES}Camden&last={12 + (turn + 50 * n) % 200}")
            try:
                answers[client.get(paths[turn % len(paths)]).status_code] += 1
            except httpx2.TransportError as error:
                answers[type(error).__name__] += 1

    threads = [threading.Thread(target=ask, args=(n, make())) for n in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        over.set()
        for thread in threads:
            thread.join()


def test_a_withdrawn_edition_is_gone_from_every_replica(service: Service) -> None:
    serving = service.replicas.replicas[:2]
    (before,) = versions(*serving)
    chosen = max(
        edition.id for edition in Store(folders.snapshot_folder()).editions() if edition.id.startswith("knife-borough")
    )
    service.follow("withdraw", EDITION=chosen)
    deadline = time.monotonic() + 60
    while (now := versions(*serving)) == {before} or len(now) > 1:
        assert time.monotonic() < deadline, now
        time.sleep(0.5)
    assert now == {service.version}


def test_a_machine_that_is_lost_is_made_anew_from_backup_or_storage(service: Service) -> None:
    """The publisher's; the replicas go on meanwhile."""
    withdrawn, publisher = service.warehouse, service.root / "publisher"
    named = json.loads((service.root / "figures" / "NEWEST.json").read_text(encoding="utf-8"))
    assert named["warehouse"] == withdrawn
    service.follow("backup")
    corrections = publisher / "editions" / "corrections.json"
    kept = corrections.read_bytes()
    shutil.rmtree(publisher)
    service.follow("restore")
    assert service.warehouse == withdrawn, "the same editions make the same warehouse"
    assert corrections.read_bytes() == kept
    shutil.rmtree(publisher)
    service.follow("restore from storage")
    assert corrections.read_bytes() == kept


def sessions(replica: Replica) -> int:
    """The live pages that a replica has open."""
    text = httpx2.get(f"http://{replica.address}/metrics").text
    (count,) = re.findall(r"^london_crime_sessions (\d+)", text, re.MULTILINE)
    return int(count)


def words(page: Page) -> str:
    """All that a page says, its charts and choices included."""
    settle(page)
    return str(page.get_by_test_id("stMain").inner_text())


@contextmanager
def live_page(service: Service, path: str) -> Iterator[Page]:
    """A page in the real browser, by way of nginx."""
    if chromium() is None:
        pytest.fail("no chromium is installed") if "CI" in os.environ else pytest.skip("no chromium is installed")
    with browser(f"--host-resolver-rules=MAP {NAME} 127.0.0.1") as opened:
        page = opened.new_page(ignore_https_errors=True, viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{service.replicas.address}{path}")
        settle(page)
        yield page


def test_a_live_page_whose_replica_is_killed_goes_on_with_another(service: Service, reader: Reader) -> None:
    """With the choices that were made since it was opened, and nobody else notices."""
    serving = service.replicas.replicas[:2]
    with live_page(service, "/burglary?area=Croydon") as page:
        page.get_by_role("radio", name="Rate", exact=True).click()
        page.wait_for_url("**/burglary?area=Croydon&measure=Rate")
        before = words(page)
        assert "per 1,000" in before
        (lost,) = [replica for replica in serving if sessions(replica)]
        (left,) = [replica for replica in serving if replica is not lost]
        with readers_under_way(reader) as answers:
            time.sleep(1)
            lost.kill()
            deadline = time.monotonic() + PATIENCE_S
            while not sessions(left):
                assert time.monotonic() < deadline, "the page has not come back"
                time.sleep(0.5)
            page.wait_for_timeout(1_000)
            assert words(page) == before
            while sum(answers.values()) <= 20 and time.monotonic() < deadline:
                time.sleep(0.1)
        assert page.url.endswith("/burglary?area=Croydon&measure=Rate")
        # It lives: what is chosen now is drawn by the other replica.
        page.get_by_role("radio", name="Offences", exact=True).click()
        page.wait_for_url(re.compile(r"/burglary\?area=Croydon$"))
        assert words(page) != before
    assert set(answers) == {200}, answers
    assert answers[200] > 20


def started_answer(replica: Replica) -> socket.socket:
    """A connection whose answer, too large for what lies between, has begun to leave."""
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    opened.connect(("127.0.0.1", replica.port))
    opened.settimeout(60)
    opened.sendall(f"GET {LARGE} HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
    assert opened.recv(12) == b"HTTP/1.1 200"
    return opened


def test_a_replica_is_added_and_another_stopped_and_nobody_notices(service: Service, reader: Reader) -> None:
    needs("curl")
    replicas, late, began = service.replicas, service.latecomer, time.time()
    stopped, *_ = [replica for replica in replicas.replicas[:2] if replica.is_ready()]
    late.start()
    late.wait_until_ready()
    steps = [str(ROOT / "deploy" / "container" / "steps"), "check"]
    assert subprocess.run(steps, env={**os.environ, **late.environment}, check=False).returncode == 0
    assert versions(stopped, late) == {service.version}
    with readers_under_way(reader) as answers:
        time.sleep(1)
        replicas.install()
        under_way, idle = started_answer(stopped), started_answer(stopped)
        assert stopped.process
        stopped.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        # Whoever asks is told; whoever wants figures is sent on, over a new connection and over an old one.
        told = httpx2.get(f"http://{stopped.address}/readyz")
        assert (told.status_code, told.json()["status"]) == (503, "stopping")
        assert httpx2.get(f"http://{stopped.address}/healthz").status_code == 200
        away = httpx2.get(f"http://{stopped.address}{SERIES}Croydon", headers={"Host": NAME})
        assert (away.status_code, away.headers["connection"]) == (503, "close")
        assert "x-content-type-options" in away.headers
        # What had begun comes to its end; whoever takes nothing is cut off in time.
        with under_way.makefile("rb") as answer:
            assert answer.read().endswith(b"\r\n0\r\n\r\n")
        assert stopped.stop() < 25
        idle.close()
        time.sleep(1)
    assert set(answers) == {200}, answers
    assert answers[200] > 20
    assert ask_all_ready(service, late) == 1
    assert_only_own_folder_was_written(service, began)


def assert_only_own_folder_was_written(service: Service, began: float) -> None:
    """As the read-only root of the image, whose steps started the latecomer, asks; bytecode is compiled with it."""
    assert list(service.latecomer.folder.rglob("*.duckdb"))
    assert not (service.root / "no-home").exists()
    parts = [ROOT / name for name in ("analytics", "api", "data", "deploy", "pages", "serving", ".streamlit")]
    written = [
        path
        for part in parts
        for path in part.rglob("*")
        if "__pycache__" not in path.parts and path.stat().st_mtime > began
    ]
    assert written == []


def test_every_block_of_the_document_is_tried() -> None:
    here = {"publish", "settings", "ready", "nginx", "withdraw", "backup", "restore", "restore from storage"}
    assert set(COMMANDS) == here | {"refresh"}
