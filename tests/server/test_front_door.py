"""The front door of the real server: every page's document, shared links, and the files that a site is known by."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from html import unescape
from itertools import takewhile
from xml.etree import ElementTree

import httpx2
import pytest
from streamlit.testing.v1 import AppTest

from analytics.indicators import INDICATORS
from data.published_areas import BOROUGHS, CITY_OF_LONDON
from tests.pages.test_pages import PAGES, SHELL

pytestmark = pytest.mark.server
NAMES = [name for code, name in BOROUGHS.items() if code != CITY_OF_LONDON]


def path_of(page: str) -> str:
    return "" if page == "overview.py" else page.removesuffix(".py")


def ask(address: str, **headers: str) -> httpx2.Response:
    return httpx2.get(address, headers=headers, timeout=60)


def painted(address: str, get: Callable[[str], httpx2.Response] = ask) -> str:
    """The document of a page once it has been made: a busy machine may serve the live page alone at first."""
    deadline = time.monotonic() + 60
    while 'id="first-paint"' not in (html := get(address).text) and time.monotonic() < deadline:
        time.sleep(0.2)
    return html


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def plain(markdown: str) -> str:
    """Markdown in which every mark is escaped, as it is read."""
    return re.sub(r"\\([\W_])", r"\1", markdown).replace("<", "&lt;")


def opening_of(html: str) -> str:
    return re.search(r'<div id="first-paint">.*</main></div>', html, re.DOTALL)[0]


@pytest.mark.parametrize("page", PAGES)
def test_the_document_says_what_the_live_page_says(dashboard: str, page: str) -> None:
    """The finding, the words beneath it and the tiles, letter for letter, from a run of the page elsewhere."""
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    app.switch_page(page)
    app.run()
    html = painted(f"{dashboard}/{path_of(page)}")
    opening = opening_of(html)
    told = text_of(opening)
    assert text_of(plain(app.title[0].value)) in told
    lead = [app.caption[0].value, *app.markdown[0].value.split("\n\n")]
    assert [text for text in map(plain, lead) if text_of(text) not in told] == []
    # Tiles below a table are no part of the opening.
    bodies = takewhile(lambda body: "<table" not in body, (element.proto.body for element in app.get("html")))
    tiles = [tile for body in bodies for tile in re.findall(r'<section class="tile">.*?</section>', body, re.DOTALL)]
    assert [tile for tile in tiles if tile not in opening] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_link_shows_what_it_holds(dashboard: str, page: str) -> None:
    html = painted(f"{dashboard}/{path_of(page)}")
    tags = dict(re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">', html))
    assert len(tags["description"]) > 40
    assert tags["og:title"]
    assert tags["og:url"] == f"{dashboard}/{path_of(page)}"
    assert "London crime dashboard</title>" in html
    picture = ask(unescape(tags["og:image"]))
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert ask(data["distribution"][0]["contentUrl"]).status_code == 200


def test_every_borough_has_its_own(dashboard: str, step: int) -> None:
    titles = set()
    names = NAMES[::step]
    for name in names:
        html = painted(f"{dashboard}/borough?area={name}")
        title = unescape(re.search(r"<title>(.*?)</title>", html)[1])
        assert name in title
        assert name in unescape(re.search(r'og:title" content="([^"]*)"', html)[1])
        titles.add(title)
    assert len(titles) == len(names)


def test_documents_are_small_conditional_and_safe(dashboard: str) -> None:
    # One connection, and so one worker: each has its own documents.
    with httpx2.Client(timeout=60, headers={"Accept-Encoding": "gzip"}) as client:
        for page in PAGES:
            address = f"{dashboard}/{path_of(page)}"
            painted(address, get=client.get)
            answer = client.get(address)
            assert answer.headers["content-encoding"] == "gzip"
            assert len(answer.content) < 150_000
            assert client.get(address, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    hostile = '"><script>alert(1)</script>'
    for query in ({"area": hostile}, {"text": hostile}, {hostile: "1"}, {"indicator": hostile}, {"window": hostile}):
        for path in ("knife_crime", "claims", "compare", "explore"):
            html = httpx2.get(f"{dashboard}/{path}", params=query, timeout=60).text
            assert "<script>alert" not in html, (path, query)


def test_what_a_site_is_known_by(dashboard: str) -> None:
    assert f"Sitemap: {dashboard}/sitemap.xml" in ask(f"{dashboard}/robots.txt").text
    listed = [
        loc.text
        for loc in ElementTree.fromstring(ask(f"{dashboard}/sitemap.xml").text).iter(
            "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
        )
    ]
    # The page of one indicator has an address for each, and none without.
    pages = {path_of(page) for page in PAGES if page != "indicator.py"}
    addresses = {*pages, *(f"indicator?id={name}" for name in INDICATORS)}
    assert {f"{dashboard}/{path}" for path in addresses} <= set(listed)
    assert len(listed) == len(set(listed)) > 100
    for address in listed[::17]:
        assert ask(address).status_code == 200, address
    for path, kind in (("favicon.svg", "image/svg+xml"), ("favicon.ico", "image/png"), ("touch-icon.png", "image/png")):
        assert ask(f"{dashboard}/{path}").headers["content-type"] == kind
    assert ask(f"{dashboard}/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("path", ["nothing", "knife_crime/x", "knife_crime.csv", "api", "wp-login.php"])
def test_an_unknown_path_is_not_found(dashboard: str, path: str) -> None:
    answer = ask(f"{dashboard}/{path}")
    assert answer.status_code == 404
    assert 'href="/explore"' in answer.text


def test_the_icon_font_is_small(dashboard: str) -> None:
    (css,) = {name for name in re.findall(r"static/css/[\w.-]+\.css", ask(dashboard).text) if "index" in name}
    (font,) = re.findall(r"MaterialSymbols[\w.-]+\.woff2", ask(f"{dashboard}/{css}").text)
    answer = ask(f"{dashboard}/static/media/{font}")
    assert answer.content[:4] == b"wOF2"
    assert len(answer.content) < 10_000
    assert "immutable" in answer.headers["cache-control"]
