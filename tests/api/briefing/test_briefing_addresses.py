"""The addresses of briefings: the index, other spellings, what is no borough, caching and headers."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from analytics.geography.areas import areas_at
from api.briefing import briefing_content
from tests.api.briefing.briefing_reader import SLUGS, read

PLAIN = {"Accept-Encoding": "identity"}


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
