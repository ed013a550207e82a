"""The briefings as a browser without scripts sees them: figures, markup, what they load, how they are cached."""

from __future__ import annotations

import gzip
import re

import pytest

from analytics.borough_profile.scorecard import scorecard
from analytics.borough_profile.standouts import standouts
from analytics.geography.similar_boroughs import similar_to
from analytics.narrative import number, percent
from analytics.series.monthly_series import monthly, windowed
from analytics.series.rate_history import rate_course
from analytics.tables.figures_table import table
from api.briefing import briefing_content
from api.briefing.scoreboard import decimals, row
from data.catalogue import DATASETS
from tests.api.briefing.briefing_reader import SLUGS, read

LARGEST = 300_000


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
