"""The feed of releases: newest first, with golden findings, revisions, and a feed for each borough."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, query: str = "") -> list[ElementTree.Element]:
    answer = client.get(f"releases.atom{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml"
    return list(ElementTree.fromstring(answer.text).iter(f"{ATOM}entry"))


def test_releases_stand_newest_first_each_with_an_identity_of_its_own(client):
    found = entries(client)
    days = [entry.findtext(f"{ATOM}updated") for entry in found]
    assert days == sorted(days, reverse=True)
    assert len({entry.findtext(f"{ATOM}id") for entry in found}) == len(found) >= 5
    feed = ElementTree.fromstring(client.get("releases.atom").text)
    assert feed.findtext(f"{ATOM}updated") == days[0]


def test_a_release_says_what_its_edition_said(client):
    """Golden figures of the edition of 18 March 2026, as they stood on that day."""
    (knife,) = [e for e in entries(client) if e.findtext(f"{ATOM}updated").startswith("2026-03-18")]
    told = knife.findtext(f"{ATOM}content")
    assert "figures to February 2026" in knife.findtext(f"{ATOM}title")
    assert "Knife crime fell 17.5% in the year to February 2026: 13,552 offences against 16,429." in told
    assert "Revised: Knife crime" in told


def test_a_borough_has_a_feed_of_its_own(client):
    told = " ".join(entry.findtext(f"{ATOM}content") for entry in entries(client, "?area=croydon"))
    assert "burglary in Croydon in the year to June 2026: 1,740 burglaries against 1,905." in told
    assert "Revised" not in told


@pytest.mark.parametrize("area", ["narnia", "<script>", "abbey"])
def test_what_is_no_borough_is_a_problem(client, area):
    answer = client.get("releases.atom", params={"area": area})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "area")
