"""nginx and three real processes, set up as docs/operating.md says: what goes through, and what nobody notices."""

from __future__ import annotations

import asyncio
import re
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.replica_set import NAME
from data import folders
from data.edition_store import Store
from tests.deploy.conftest import COMMANDS, Operator

pytestmark = [pytest.mark.server, pytest.mark.slow]
Reader = Callable[[], httpx2.Client]
SERIES = "/api/v1/series.csv?indicator=knife_crime&window=rolling_12&area="
COOKIE = "london_crime_replica"


def test_the_replicas_say_that_they_are_ready(operator: Operator) -> None:
    assert operator.follow("ready").count('"status":"ready"') == 3


def test_pages_and_figures_come_through_as_they_are(operator: Operator, reader: Reader) -> None:
    client, direct = reader(), f"http://{operator.replicas.replicas[0].address}"
    page = client.get("/knife_crime?area=Croydon")
    assert page.status_code == 200
    assert "Knife crime" in page.text
    assert f'<link rel="canonical" href="{operator.replicas.address}/knife_crime?area=Croydon">' in page.text
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


def test_another_name_gets_neither_page_nor_certificate(operator: Operator, tls: ssl.SSLContext) -> None:
    plain = httpx2.get(f"http://127.0.0.1:{operator.replicas.http}/vawg?x=1", headers={"Host": "evil.example"})
    assert (plain.status_code, plain.headers["location"]) == (301, f"https://{NAME}/vawg?x=1")
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"https://127.0.0.1:{operator.replicas.https}/", verify=tls)


def test_a_reader_stays_with_one_replica_and_readers_are_spread(operator: Operator, reader: Reader) -> None:
    log = operator.root / "access.log"
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


def test_nginx_logs_neither_query_nor_reader(operator: Operator, reader: Reader) -> None:
    client = reader()
    client.get("/claims?text=secret")
    time.sleep(0.2)
    line = (operator.root / "access.log").read_text().splitlines()[-1]
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


async def run_page(operator: Operator, tls: ssl.SSLContext, page: str, cookie: str = "") -> int:
    """The messages of a page's run over a web socket by way of nginx."""
    origin = operator.replicas.address
    headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
    async with websockets.connect(
        f"{origin.replace('https', 'wss')}/_stcore/stream", host="127.0.0.1", ssl=tls, server_hostname=NAME,
        origin=origin, subprotocols=["streamlit"], max_size=None, additional_headers=headers,
    ) as socket:  # fmt: skip
        message = BackMsg()
        message.rerun_script.page_name = page
        await socket.send(message.SerializeToString())
        count = 0
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(await asyncio.wait_for(socket.recv(decode=False), 60)))
            count += 1
            if answer.WhichOneof("type") == "script_finished":
                return count


def test_a_live_page_runs_over_its_web_socket(operator: Operator, tls: ssl.SSLContext) -> None:
    assert asyncio.run(run_page(operator, tls, "knife_crime")) > 20


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


def test_no_answer_fails_while_a_replica_is_killed_and_another_replaced(operator: Operator, reader: Reader) -> None:
    replicas = operator.replicas
    killed, replaced, _ = replicas.replicas
    with readers_under_way(reader) as answers:
        time.sleep(2)
        killed.kill()
        time.sleep(3)
        # Its reader goes on with another one, over a new web socket.
        killed.start()
        killed.wait_until_ready()
        replicas.install(replaced)
        assert replaced.stop() < 25
        replaced.start()
        replaced.wait_until_ready()
        replicas.install()
        time.sleep(2)
    assert set(answers) == {200}, answers
    assert answers[200] > 100


def test_a_withdrawn_edition_is_gone_from_every_replica(operator: Operator) -> None:
    replicas = operator.replicas.replicas

    def versions() -> set[str]:
        return {httpx2.get(f"http://{replica.address}/readyz").json()["warehouse"] for replica in replicas}

    (before,) = versions()
    chosen = max(
        edition.id for edition in Store(folders.snapshot_folder()).editions() if edition.id.startswith("knife-borough")
    )
    operator.follow("withdraw", EDITION=chosen)
    deadline = time.monotonic() + 60
    while (now := versions()) == {before} or len(now) > 1:
        assert time.monotonic() < deadline, now
        time.sleep(0.5)


def test_every_block_of_the_document_is_tried() -> None:
    here = {"publish", "settings", "ready", "nginx", "withdraw"}
    elsewhere = {"refresh", "backup", "restore", "restore from storage"}
    assert set(COMMANDS) == here | elsewhere
