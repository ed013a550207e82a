"""Documents of pages made from messages: what stands in them, that nothing slips in, that memory is bounded."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from serving.early_modules import STATIC
from serving.first_paint import page_responses
from serving.first_paint.element_markup import ElementMarkup
from serving.first_paint.headless_run import PageRunFailed
from serving.first_paint.page_document import document, plain_document
from serving.first_paint.page_elements import written_page
from serving.first_paint.page_head import page_head
from serving.first_paint.page_responses import FirstPaint, PageDocuments

HOSTILE = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>'
SPEC = {
    "data": [
        {"type": "scatter", "mode": "lines", "x": ["2025-01", "2025-02"], "y": [1, 2], "line": {"color": "#000001"}}
    ],
    "layout": {"height": 300, "xaxis": {"type": "date"}, "yaxis": {"range": [0, 3]}},
}


def element(path: list[int], kind: str, **values: object) -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path.extend(path)
    body = getattr(message.delta.new_element, kind)
    for name, value in values.items():
        setattr(body, name, value)
    return message


def messages(finding: str = "Knife crime fell 17.5%", *, chart: dict | None = SPEC) -> list[ForwardMsg]:
    navigation, config, field = ForwardMsg(), ForwardMsg(), ForwardMsg()
    for path, name in (("", "Overview"), ("knife_crime", "Knife crime")):
        navigation.navigation.app_pages.add(url_pathname=path, page_name=name)
    config.page_config_changed.title = "Knife crime – London crime dashboard"
    field.metadata.delta_path.extend([0, 1])
    field.delta.new_element.multiselect.query_param_key = "area"
    field.delta.new_element.multiselect.options.extend(["Croydon", "Lambeth"])
    written = [
        navigation,
        config,
        element([0, 0], "heading", tag="h1", body=finding),
        field,
        element([0, 2], "markdown", body=r"13,552 offences \<against\> 16,429."),
        element(
            [0, 3],
            "html",
            body='<div class="tiles">13,552</div><a href="../api/v1/series.csv?indicator=knife_crime">CSV</a>',
        ),
    ]
    if chart:
        written.append(
            element([0, 4], "plotly_chart", spec=json.dumps(chart), id="$$ID-0a1b-chart_trend", alt="A line.")
        )
    written.append(element([0, 5], "html", body="<p>below the first chart</p>"))
    return written


def made(**more: object) -> str:
    page = written_page(messages(**more))
    return document(page, base="https://crime.example", path="knife_crime", query=f"area=Croydon&area={HOSTILE}&x=1")


def test_the_document_holds_the_opening_and_no_more() -> None:
    html = made()
    assert "<title>Knife crime – London crime dashboard</title>" in html
    assert "<h1>Knife crime fell 17.5%</h1>" in html
    assert "13,552 offences &lt;against&gt; 16,429." in html
    assert 'data-chart="chart_trend"' in html
    assert html.count('<svg viewBox="0 0 1088 300"') == html.count('<svg viewBox="0 0 326 300"') == 1
    assert "below the first chart" not in html
    assert html.count('<div id="root"></div>') == 1
    assert "You need to enable JavaScript" not in html


def test_a_shared_link_shows_what_it_holds() -> None:
    html = made()
    assert '<meta property="og:title" content="Knife crime fell 17.5%">' in html
    assert '<meta name="description" content="13,552 offences &lt;against&gt; 16,429.">' in html
    picture = re.search(r'og:image" content="([^"]+)"', html)[1]
    assert picture == "https://crime.example/api/v1/chart.png?indicator=knife_crime&amp;width=1200"
    assert '<link rel="canonical" href="https://crime.example/knife_crime?area=Croydon">' in html
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data["@type"] == "Dataset"
    assert data["distribution"][0]["contentUrl"] == "https://crime.example/api/v1/series.csv?indicator=knife_crime"


def test_a_reader_without_scripts_has_ways_on() -> None:
    aside = re.search(r"<noscript>.*?</noscript>", made())[0]
    assert 'href="/briefing"' in aside
    assert 'href="https://crime.example/api/v1/series.csv?indicator=knife_crime"' in aside


def test_nothing_reaches_the_document_unescaped() -> None:
    html = made(finding=HOSTILE)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert len(re.findall(r"<script", html)) == len(re.findall(r"<script", made()))


def test_a_chart_that_cannot_be_drawn_is_told_in_words() -> None:
    html = made(chart={"data": [{"type": "choropleth"}], "layout": {}})
    assert "data-chart=" not in html
    assert '<p class="statistic">A line.</p>' in html


def test_without_a_finding_there_is_still_a_head() -> None:
    page = written_page([])
    head = page_head(page, ElementMarkup().opening(page.middle), base="https://crime.example", path="", query="")
    assert head.title == "London crime dashboard"
    assert "<title>" in plain_document("Knife crime")


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch) -> PageDocuments:
    runs = []

    async def written(page: str, query: str, **_more: float) -> list[ForwardMsg]:
        runs.append((page, query))
        if "slow" in query:
            raise PageRunFailed("too slow")
        return messages(f"Finding {query}")

    monkeypatch.setattr(page_responses, "page_messages", written)
    kept = PageDocuments(400_000)
    kept.runs = runs
    return kept


@pytest.fixture
def client(documents: PageDocuments) -> TestClient:
    async def streamlit(request: Request) -> Response:
        if request.url.path == "/_stcore/health":
            return Response("ok")
        return FileResponse(STATIC / "index.html")

    around = [Middleware(FirstPaint, documents=documents)]
    return TestClient(Starlette(routes=[Route("/{path:path}", streamlit)], middleware=around))


def test_a_page_is_run_once_and_told_apart_by_its_tag(client: TestClient, documents: PageDocuments) -> None:
    first, second = (client.get("/knife_crime?area=Croydon") for _ in range(2))
    assert first.text == second.text
    assert documents.runs.count(("knife_crime", "area=Croydon")) == 1
    assert "modulepreload" in first.headers["link"]
    again = client.get("/knife_crime?area=Croydon", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/knife_crime?area=Lambeth")
    assert other.headers["etag"] != first.headers["etag"]
    plain = client.get("/knife_crime?area=Croydon", headers={"Accept-Encoding": "identity"})
    assert plain.text == first.text
    assert plain.headers["etag"] != first.headers["etag"]


def test_new_figures_make_a_new_document(client: TestClient, documents: PageDocuments, monkeypatch) -> None:
    client.get("/knife_crime")
    monkeypatch.setattr(page_responses.queries, "version", lambda: "other figures")
    client.get("/knife_crime")
    assert documents.runs.count(("knife_crime", "")) == 2


@pytest.mark.parametrize("path", ["/nothing", "/knife_crime/more", f"/{HOSTILE}", "/series.csv", "/" + "x" * 900])
def test_an_unknown_path_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text
    assert "<script" not in answer.text
    assert len(answer.text) < 4_000
    assert client.get("/_stcore/health").text == "ok"


def test_a_page_that_takes_too_long_is_served_live_alone(client: TestClient) -> None:
    answer = client.get("/knife_crime?slow")
    assert answer.status_code == 200
    assert "first-paint" not in answer.text
    assert "<title>Knife crime</title>" in answer.text


def test_many_addresses_do_not_grow_memory(documents: PageDocuments) -> None:
    async def ask() -> None:
        for number in range(1000):
            await documents.of("knife_crime", f"area={number}", "https://crime.example")

    asyncio.run(ask())
    assert documents._kept.currsize <= 400_000
    assert len(documents._kept) < 60
