"""The briefings as a browser without scripts sees them: figures, markup, what they load, how they are cached."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analytics.borough_profile.scorecard import scorecard
from analytics.borough_profile.standouts import standouts
from analytics.geography.areas import areas_at
from analytics.geography.similar_boroughs import similar_to
from analytics.narrative import number, percent
from analytics.series.monthly_series import monthly, windowed
from analytics.series.rate_history import rate_course
from analytics.tables.figures_table import table
from api import briefing
from api.briefing import briefing_content
from api.briefing.scoreboard import decimals, row
from data.catalogue import DATASETS
from data.published_areas import BOROUGHS, CITY_OF_LONDON, slug

SLUGS = [slug(name) for code, name in BOROUGHS.items() if code != CITY_OF_LONDON]
LARGEST = 300_000
VOID = {"meta", "link", "br", "hr", "img", "input", "path", "use"}
PLAIN = {"Accept-Encoding": "identity"}


@dataclass
class Reader(HTMLParser):
    """Notes what a test asks of a page; stops at a tag that is closed without having been opened."""

    ids: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    points_at: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.links.append(found["href"])
        self.points_at += (found.get("aria-labelledby") or "").split()
        self.loads += [found[name] for name in ("src", "srcset", "data", "poster") if name in found]
        self.loads += [found["href"] for _ in [0] if tag != "a" and "href" in found]

    def handle_startendtag(self, tag, attrs) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag) -> None:
        if tag not in VOID:
            assert self.open
            assert self.open.pop() == tag, f"</{tag}> at {self.getpos()}"


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=briefing.ROUTES), follow_redirects=False)


@pytest.fixture(scope="module", params=SLUGS)
def page(request, client) -> tuple[str, str]:
    """Every borough's briefing, and its slug."""
    answer = client.get(f"/briefing/{request.param}")
    assert answer.status_code == 200
    assert len(gzip.compress(answer.content)) < len(answer.content) <= LARGEST
    return request.param, answer.text


def text_of(html: str) -> str:
    body = re.sub(r"<(style|svg).*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace("&#39;", "'")


def test_the_markup_is_sound(page):
    reader = read(page[1])
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.points_at) <= set(reader.ids)
    assert reader.headings[0] == 1
    assert reader.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(reader.headings, reader.headings[1:], strict=False))
    tags = dict(reader.tags)
    assert tags["html"] == {"lang": "en-GB"}
    assert reader.links[0] == "#content"
    assert "script" not in tags
    assert not any(name.startswith("on") for _, found in reader.tags for name in found)
    assert page[1].count("<caption>") == page[1].count("<table") == 1
    assert all(found.get("scope") in {"row", "col"} for tag, found in reader.tags if tag == "th")


def test_nothing_comes_from_another_host(page):
    """Links lead to our own pages or to a publisher's; what is loaded lies in the page itself."""
    reader = read(page[1])
    assert all(address.startswith("#") and address[1:] in reader.ids for address in reader.loads)
    assert all(each.startswith("#") and each[1:] in reader.ids for each in re.findall(r"url\(([^)]*)\)", page[1]))
    assert "@import" not in page[1]
    publishers = {dataset.page for dataset in DATASETS.values()}
    assert all((each[0] in "/#?" and not each.startswith("//")) or each in publishers for each in reader.links)


def test_every_chart_says_in_words_what_it_shows(page):
    charts = re.findall(r"<svg.*?</svg>", page[1], re.DOTALL)
    assert len(charts) == 4
    for chart in charts:
        assert 'role="img"' in chart
        assert re.search(r"<title id=[^>]+>[^<]{10,}</title>", chart)
        assert re.search(r"<desc id=[^>]+>Line chart of [^<]{80,}</desc>", chart)
        assert not re.search(r"#0[1-6]0[1-6]0[1-6]\b|font-family", chart)


def test_the_figures_are_those_of_the_scorecard(page):
    name, html = page
    standings = {each.indicator.id: each for each in scorecard(name)}
    cells = [
        [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell)).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", line)]
        for line in re.findall(r'<tr>\s*(<th scope="row".*?)</tr>', html, re.DOTALL)
    ]
    assert len(cells) == len(briefing_content.LISTED)
    for indicator, shown in zip(briefing_content.LISTED, cells, strict=True):
        standing, told = standings[indicator], row(standings[indicator])
        assert shown[0].startswith(standing.indicator.short_title)
        assert shown[2] == number(standing.change.count)
        assert shown[3] == f"{told.change} {told.change_interval}".strip()
        assert shown[4].split()[0] == number(standing.rate.value, decimals=decimals(standing))
        assert shown[5] == number(standing.london.value, decimals=decimals(standing))
        assert shown[6] == number(standing.similar.value, decimals=decimals(standing))
        low, high = standing.rank_range
        assert shown[7] == (f"{standing.rank} {low} to {high}" if low != high else f"{standing.rank} only {low}")
        if standing.change.verdict in ("up", "down"):
            assert percent(standing.change.percent) in shown[3]
    told = text_of(html)
    found = standouts(tuple(standings.values()))
    assert all(each.words in told for each in found)
    assert ("Nothing stands out" in told) == (not found)


def test_golden_figures_of_croydon(client):
    told = text_of(client.get("/briefing/croydon").text)
    assert "No clear change in burglary in Croydon in the year to June 2026: 1,740 burglaries against 1,905." in told
    assert "London: down 5.4%." in told


def test_domestic_abuse_is_withheld_with_its_reason(page):
    told = text_of(page[1])
    assert re.search(r"Domestic abuse in [^.]+; the change is withheld\. The Metropolitan Police replaced", told)
    assert told.count("Change withheld: new recording system") == 2


def test_sources_name_their_editions(page):
    told = text_of(page[1])
    assert "published about July 2026, covering Jul 2024 to Jun 2026" in told
    assert "published 18 March 2026, covering Mar 2022 to Feb 2026" in told
    assert "Official statistics, not accredited." in told


@pytest.mark.parametrize(
    ("borough", "words"),
    [
        ("westminster", "Westminster. Westminster has 8.4% of London's recorded crime in the year to June 2026"),
        ("camden", "Camden. Camden has 4.4% of London's recorded crime in the year to June 2026"),
        ("hillingdon", "Hillingdon. From April 2023 to February 2024 the offences at Heathrow"),
        ("hillingdon", "again. Heathrow Villages, the airport's ward, has 20.9% of the offences"),
        ("havering", "Havering. Havering has only 3 similar boroughs in London"),
        ("croydon", "City of London. The City of London has its own police force"),
    ],
)
def test_what_to_be_careful_about_here(client, borough, words):
    told = re.sub(r" \.", ".", text_of(client.get(f"/briefing/{borough}").text))
    assert words in told
    assert ("Heathrow" in told) == (borough == "hillingdon")


@pytest.mark.parametrize("indicator", briefing_content.DRAWN)
def test_the_lines_are_the_published_rates(indicator):
    """One borough's course is the table's; a group's ends at the scorecard's; no estimate, no rate."""
    code = "E09000008"
    series = windowed(monthly(indicator, level="borough"), "rolling_12")
    known = {
        row["period_end"].replace(day=1): row["value"]
        for row in table([indicator], [code], level="borough", measure="rate").to_pylist()
    }
    for month, value in zip(series.months, rate_course(series, [code]), strict=True):
        assert value == (pytest.approx(known[month], abs=1e-4) if known.get(month) is not None else None)
    (standing,) = [each for each in scorecard(code) if each.indicator.id == indicator]
    assert rate_course(series, similar_to(code))[-1] == pytest.approx(standing.similar.value)


def test_the_index_lists_every_borough_with_a_line(client):
    answer = client.get("/briefing")
    reader = read(answer.text)
    assert {f"/briefing/{each}" for each in SLUGS} <= set(reader.links)
    assert (
        "No clear change in all recorded crime in the year to June 2026: 34,475 offences against 35,673." in answer.text
    )
    for area in areas_at("borough", pseudo=False):
        assert f">{area.name}</a>" in answer.text
    assert client.get("/briefing/").headers["location"] == "/briefing"


def test_links_lead_to_the_borough_and_to_its_figures(client):
    links = read(client.get("/briefing/kingston-upon-thames").text).links
    assert "/borough?area=Kingston%20upon%20Thames" in links
    asked = [parse_qs(urlsplit(each).query) for each in links if each.startswith("/api/v1/series.csv?")]
    assert {query["measure"][0] for query in asked} == {"count", "rate", "change"}
    assert all("Kingston upon Thames" in query["area"] for query in asked)


@pytest.mark.parametrize(
    ("spelling", "location"),
    [
        ("Croydon", "/briefing/croydon"),
        ("croydon/", "/briefing/croydon"),
        ("E09000008", "/briefing/croydon"),
        ("Kingston%20upon%20Thames?download", "/briefing/kingston-upon-thames?download"),
    ],
)
def test_other_spellings_lead_to_the_one_address(client, spelling, location):
    answer = client.get(f"/briefing/{spelling}")
    assert (answer.status_code, answer.headers["location"]) == (308, location)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("croyden", "Did you mean Croydon"),
        ("narnia", "There is no borough &#39;narnia&#39;"),
        ("unknown", "Unknown is no borough"),
        ("aviation-security-so18", "is no borough"),
        ("abbey", "is a ward of 2 boroughs: Barking and Dagenham; Merton"),
        ("fairfield", "is a ward of Croydon, not a borough"),
        ("%3Cscript%3Ealert(1)%3C/script%3E", "&lt;script&gt;"),
        ("x" * 3000, "There is no borough"),
        ("a/b/c", "There is no borough"),
    ],
)
def test_what_is_no_borough_is_answered_in_words_with_a_way_on(client, wanted, words):
    answer = client.get(f"/briefing/{wanted}")
    assert answer.status_code == 404
    assert words in answer.text
    assert "<script" not in answer.text
    assert len(answer.content) < 30_000
    assert {f"/briefing/{each}" for each in SLUGS} <= set(read(answer.text).links)


def test_an_unchanged_page_is_not_sent_again(client):
    for headers in (PLAIN, {"Accept-Encoding": "gzip"}):
        first = client.get("/briefing/croydon", headers=headers)
        tag = first.headers["etag"]
        assert re.fullmatch(r'"[\w-]+"', tag)
        again = client.get("/briefing/croydon", headers={**headers, "If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert client.get("/briefing/croydon", headers={**headers, "If-None-Match": '"other"'}).status_code == 200
    plain, packed = (client.get("/briefing/croydon", headers=h) for h in (PLAIN, {"Accept-Encoding": "gzip"}))
    assert plain.text == packed.text
    assert plain.headers["etag"] != packed.headers["etag"]
    assert packed.headers["vary"] == "Accept-Encoding"
    assert client.get("/briefing/croydon").headers["cache-control"] == "no-cache"


def test_head_and_the_policy(client):
    head, get = (ask("/briefing/croydon", headers=PLAIN) for ask in (client.head, client.get))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers
    assert "default-src 'none'" in head.headers["content-security-policy"]


def test_a_saved_briefing_leads_back_to_where_it_came_from(client):
    answer = client.get("/briefing/croydon?download", headers={"Host": "crime.example"})
    assert answer.headers["content-disposition"] == 'attachment; filename="crime-briefing-croydon-2026-06.html"'
    assert "http://crime.example/borough?area=Croydon" in read(answer.text).links
    assert not any(each.startswith("/") for each in read(answer.text).links)
    hostile = client.get("/briefing/croydon?download", headers={"Host": 'x"onclick="y'})
    assert '"onclick="' not in hostile.text


def test_the_same_figures_draw_the_same_page():
    """Drawing again gives the same bytes, so that a tag means the same in every process."""
    assert briefing_content.briefing("brent") == briefing_content.briefing("brent")
