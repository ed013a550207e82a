"""The explorer: what is chosen is what is counted, drawn, linked and shown; what has no answer is explained."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from analytics.geography.areas import areas_at, find_area
from analytics.indicators import INDICATORS
from analytics.requests.figures_address import Address
from analytics.requests.request_rules import MOST_ROWS, refusals
from analytics.requests.selection import Selection
from analytics.series.monthly_series import WINDOWS
from analytics.tables.figures_table import MEASURES, table
from api.app import app as api
from pages.parts import panels
from pages.parts.explore.chart_selection import COLOURED, MOST_BARS, MOST_LINES, MOST_POINTS, places_of
from pages.parts.explore.code_lines import lines
from pages.parts.explore.explore_chart import chart
from pages.parts.figures import HUES
from pages.parts.panels import Panel
from tests.pages.texts import foreign, html_of, lead_of

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
KINDS = set(MOST_ROWS)


@dataclass
class Explorer:
    """The page with some address, as it has run."""

    app: AppTest
    panels: list[Panel]

    @property
    def html(self) -> str:
        return html_of(self.app)

    @property
    def title(self) -> str:
        return self.app.title[0].value

    @property
    def lead(self) -> str:
        return lead_of(self.app)

    @property
    def notices(self) -> str:
        return unescape(" ".join(re.findall(r'<div class="notice" role="status">(.*?)</div>', self.html, re.DOTALL)))

    @property
    def links(self) -> dict[str, str]:
        found = re.findall(r'<li><a href="([^"]+)" download>(\w+)</a>', self.html)
        return {name.lower(): unescape(link) for link, name in found}

    @property
    def codes(self) -> list[str]:
        return [code.value for code in self.app.code]

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(self.links["csv"].split("?")[1])


@pytest.fixture
def explore(monkeypatch):
    def run(state: dict[str, Any] | None = None, **address: str | list[str]) -> Explorer:
        drawn: list[Panel] = []
        draw = panels.show
        monkeypatch.setattr(panels, "show", lambda panel, view: (drawn.append(panel), draw(panel, view)))
        app = AppTest.from_file(str(SHELL), default_timeout=60)
        for key, value in (state or {}).items():
            app.session_state[key] = value
        for key, value in address.items():
            app.query_params[key] = value
        app.switch_page("explore.py")
        app.run()
        assert [error.message for error in app.exception] == []
        monkeypatch.setattr(panels, "show", draw)
        return Explorer(app, drawn)

    return run


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=[Mount("/api/v1", app=api)]))


ADDRESSES = {
    "nothing said": ({}, [("indicator", "knife_crime"), ("window", "rolling_12")]),
    "months": (
        {"what": ["Burglary", "Robbery"], "span": "Month", "since": "March 2025", "until": "February 2026"},
        [("indicator", "burglary"), ("indicator", "robbery"), ("from", "2025-03"), ("to", "2026-02")],
    ),
    "boroughs": (
        {"where": "Boroughs", "measures": ["Rate", "Change"], "keep": "The newest"},
        [("indicator", "knife_crime"), ("level", "borough"), ("window", "rolling_12"), ("measure", "rate"),
         ("measure", "change"), ("last", "1")],
    ),
    "wards of a borough": (
        {"what": "Robbery", "where": "Selected", "areas": ["Abbey, Merton", "Croydon"]},
        [("indicator", "robbery"), ("area", "E05013810"), ("area", "E09000008"), ("window", "rolling_12")],
    ),
    "codes and ids": (
        {"what": ["robbery", "Burglary"], "where": "Selected", "areas": ["E09000008", "tower-hamlets", "Lambeth"]},
        [("indicator", "burglary"), ("indicator", "robbery"), ("area", "E09000008"), ("area", "E09000022"),
         ("area", "E09000030"), ("window", "rolling_12")],
    ),
    "a baseline": (
        {"what": "Homicide", "measures": "Change", "against": "May 2016", "keep": "The newest 12"},
        [("indicator", "homicide"), ("window", "rolling_12"), ("measure", "change"), ("last", "12"),
         ("baseline", "2016-05")],
    ),
    "as it stood": (
        {"stood": "18 March 2026", "span": "Financial year to date"},
        [("indicator", "knife_crime"), ("window", "financial_year_to_date"), ("as_of", "2026-03-18")],
    ),
    "per household": (
        {"what": "Residential burglary", "measures": ["Count", "Rate per household"]},
        [("indicator", "burglary_residential"), ("window", "rolling_12"), ("measure", "count"),
         ("measure", "household_rate")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDRESSES)
def test_what_is_chosen_is_what_is_linked(explore, client, name):
    address, query = ADDRESSES[name]
    shown = explore(**address)
    assert shown.query == query
    assert set(shown.links) == KINDS
    assert {dict(parse_qsl(link.split("?")[1]))["indicator"] for link in shown.links.values()} == {
        dict(query)["indicator"]
    }
    answer = client.get(shown.links["csv"])
    assert answer.status_code == 200
    rows = list(csv.reader(io.StringIO(answer.text)))
    count = f"{len(rows) - 1:,} row{'s' if len(rows) > 2 else ''}"
    assert shown.title.startswith(f"{count}: ")
    assert f"The first {min(6, len(rows) - 1)} of {count}" in unescape(shown.html)


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_preview_is_the_beginning_of_the_file(explore, client, name):
    shown = explore(**ADDRESSES[name][0])
    table = re.search(r"class='table raw'.*?</table>", shown.html, re.DOTALL)[0]
    heads = re.findall(r"<th scope='col'>(.*?)</th>", table)
    cells = [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", table)]
    header, *rows = csv.reader(io.StringIO(client.get(shown.links["csv"]).text))
    assert heads == header
    previewed = [cells[i : i + len(heads)] for i in range(0, len(cells), len(heads))]
    assert [[_plain(text) for text in row] for row in previewed] == [[_plain(text) for text in row] for row in rows[:6]]


def _plain(text: str) -> str | float:
    try:
        return round(float(text), 6)
    except ValueError:
        return text


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_address_and_its_pinned_form_can_be_copied(explore, client, name):
    shown = explore(**ADDRESSES[name][0])
    plain, *rest = shown.codes
    assert plain == shown.links["csv"]
    is_pinned = "as_of" in plain
    assert ("the newest figures" in shown.html) != is_pinned
    pinned = plain if is_pinned else rest[0]
    assert "as_of=" in pinned
    assert client.get(pinned).content == client.get(plain).content
    stem = re.search(r'filename="(.+)\.csv"', client.get(plain).headers["content-disposition"])[1]
    assert shown.codes[-4:] == [line.text for line in lines(plain, f"{stem}.csv")]


def test_the_chart_and_its_link_have_the_same_rows(explore, client):
    for name in ("boroughs", "wards of a borough", "as it stood", "a baseline"):
        shown = explore(**ADDRESSES[name][0])
        for panel in shown.panels:
            if panel.address is None:
                assert name == "as it stood"
                continue
            rows = list(csv.DictReader(io.StringIO(client.get(f"/{panel.address.path('csv')}").text)))
            values = panel.figures.column("value").to_pylist()
            assert len(rows) == panel.figures.num_rows
            assert sorted(r["value"] for r in rows) == sorted(
                "" if v is None else f"{v:.6f}".rstrip("0").rstrip(".") for v in values
            )


def test_every_measure_that_is_chosen_is_drawn(explore):
    shown = explore(what="Robbery", where="Selected", areas="Croydon", measures=["Count", "Rate", "Change"])
    assert [panel.key for panel in shown.panels] == ["explored", "explored_2", "explored_3"]
    assert [panel.figures.column("measure").unique().to_pylist() for panel in shown.panels] == [
        ["count"], ["rate"], ["change"]
    ]  # fmt: skip
    assert not any("Not drawn" in panel.note for panel in shown.panels)


def test_more_than_four_areas_have_each_a_small_chart_with_its_name(explore):
    (panel,) = explore(what="Burglary", where="Boroughs").panels
    titles = [re.sub("<.*", "", note["text"]) for note in panel.chart.figure["layout"]["annotations"]]
    assert len(titles) == len(set(titles)) == 32
    last = {row["area_name"]: row["value"] for row in panel.figures.to_pylist()}
    assert titles == sorted(titles, key=lambda name: -last[name])
    assert len({trace["line"]["color"] for trace in panel.chart.figure["data"]}) == 1
    assert all(name in panel.alt for name in titles)


def test_the_wards_of_one_borough_are_a_choice_and_have_a_short_address(explore, client):
    shown = explore(what="Robbery", where="Wards", within="Westminster", keep="The newest")
    assert shown.query == [
        ("indicator", "robbery"),
        ("area", "wards-of-westminster"),
        ("window", "rolling_12"),
        ("last", "1"),
    ]
    assert shown.notices == ""
    (panel,) = shown.panels
    assert panel.figures.num_rows == len(list(csv.DictReader(io.StringIO(client.get(shown.links["csv"]).text))))
    whole = explore(what="Robbery", where="Selected", areas="Wards of Westminster", keep="The newest")
    assert whole.query == shown.query


def test_months_before_an_indicator_begins_are_not_offered(explore):
    shown = explore(what="Knife crime", since="January 2012")
    assert "There are no figures for January 2012: these go from August 2021" in shown.notices
    assert ("from", "2012-01") not in shown.query
    (since,) = [box for box in shown.app.selectbox if box.key == "since"]
    assert since.options[:2] == ["First month", "August 2021"]


def test_what_the_first_window_holds_is_told(explore):
    """Rows go by the end of a window, so the first of 2023 reaches back into 2022."""
    shown = explore(what="Robbery", since="January 2023")
    assert "the first holds February 2022 to January 2023" in shown.lead
    assert "the first holds" not in explore(what="Robbery", since="January 2023", span="Month").lead


NO_ANSWER = {
    "rate of a month": ({"measures": "Rate", "span": "Month"}, "Rates exist for 12 months only"),
    "no such level": (
        {"what": "Violence against women and girls", "where": "Boroughs"},
        "has no figures at the level borough. Its levels are: mps.",
    ),
    "no rate": ({"what": "The knife crime positive-outcome rate", "measures": "Rate"}, "has no rate"),
    "no households": ({"measures": "Rate per household"}, "has no rate per household"),
    "change of a percentage": (
        {"what": "The knife crime positive-outcome rate", "measures": "Change"},
        "is a percentage: its change is not given",
    ),
    "from after to": ({"since": "March 2025", "until": "April 2022"}, "comes after to"),
    "a baseline of another length": (
        {"measures": "Change", "against": "May 2023", "span": "Financial year to date"},
        "cannot be the baseline of",
    ),
}


@pytest.mark.parametrize("name", NO_ANSWER)
def test_what_has_no_answer_is_explained_in_the_words_of_the_api(explore, client, name):
    address, words = NO_ANSWER[name]
    shown = explore(**address)
    assert shown.title == "There is no answer to these choices"
    assert words in shown.lead
    assert (shown.panels, shown.links, shown.codes) == ([], {}, [])
    said = client.get(f"/api/v1/series.csv?{_as_asked(address)}").json()["detail"]
    assert words in said


def _as_asked(address: dict[str, Any]) -> str:
    """The same question as somebody would put it to the API."""
    known = {
        "Violence against women and girls": "vawg_offences", "The knife crime positive-outcome rate":
        "knife_positive_outcome_rate", "Month": "month", "Financial year to date": "financial_year_to_date",
        "Rate": "rate", "Rate per household": "household_rate", "Change": "change", "Boroughs": "borough",
        "March 2025": "2025-03", "April 2022": "2022-04", "May 2023": "2023-05",
    }  # fmt: skip
    names = {"what": "indicator", "where": "level", "span": "window", "measures": "measure", "since": "from",
             "until": "to", "against": "baseline"}  # fmt: skip
    asked = {"indicator": "knife_crime", "window": "rolling_12"} | {names[k]: known[v] for k, v in address.items()}
    return urlencode(asked)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"where": "Selected"}, "at least one area"),
        ({"what": "Knife crime", "until": "September 2021"}, "August 2021"),
    ],
)
def test_an_empty_answer_says_what_there_is(explore, address, words):
    shown = explore(**address)
    assert words in shown.lead
    assert (shown.panels, shown.links) == ([], {})


@pytest.mark.parametrize("key", ["what", "measures"])
def test_nothing_chosen_is_no_error(explore, key):
    shown = explore()
    widgets = [*shown.app.multiselect, *shown.app.get("button_group")]
    next(widget for widget in widgets if widget.key == key).set_value([]).run()
    assert [error.message for error in shown.app.exception] == []
    assert shown.title == "Nothing is asked for yet"


def test_wrong_values_are_told_and_left_out(explore):
    wrong = {
        "what": ["Vibes", "Burglary"], "where": "Mars", "areas": ["Narnia", "Abbey", "City of London"], "span": "Century",
        "measures": "Feelings", "since": "2025-13", "until": "<script>9</script>", "keep": "9", "against": "x", "stood": "2999-01-01",
    }  # fmt: skip
    shown = explore(**wrong)
    assert shown.query == [("indicator", "burglary"), ("window", "rolling_12")]
    for words in ("Vibes", "Mars", "Narnia", "Abbey, Merton", "own police force", "Century", "Feelings", "2025-13",
                  "<script>9</script>", "“9”", "“x”", "2999-01-01"):  # fmt: skip
        assert words in shown.notices, words
    assert "<script" not in foreign(shown.html)


def test_a_notice_goes_with_the_next_choice(explore):
    shown = explore(what="Vibes")
    assert "Vibes" in shown.notices
    shown.app.multiselect(key="what").set_value(["Robbery"]).run()
    assert shown.notices == ""
    assert shown.query[0] == ("indicator", "robbery")


def test_boroughs_of_other_pages_are_asked_for(explore):
    shown = explore(state={"area": ["Croydon"]})
    assert ("area", "E09000008") in shown.query


def test_too_many_rows_for_a_format_are_explained_and_the_others_offered(explore, client):
    shown = explore(what="Burglary", where="Wards")
    assert set(shown.links) == KINDS - {"xlsx"}
    words = "xlsx gives at most 50,000"
    assert words in unescape(shown.html)
    assert words in client.get(shown.links["csv"].replace(".csv", ".xlsx")).json()["detail"]
    assert shown.title.startswith("Up to ")


def colours(panel: Panel) -> list[str]:
    return [trace["line"]["color"] for trace in panel.chart.figure["data"] if "line" in trace]


@pytest.mark.parametrize(
    "address",
    [{"where": "Boroughs"}, {"what": ["Burglary", "Robbery"], "where": "Boroughs"}, {"what": "Burglary", "where": "Wards"},
     {"what": "All recorded crime", "where": "Selected", "areas": "Wards of Croydon"}],
    ids=lambda address: " ".join(map(str, address.values())),
)  # fmt: skip
def test_four_lines_are_coloured_and_little_is_drawn(explore, address):
    (panel,) = explore(**address).panels
    coloured = [colour for colour in colours(panel) if colour in HUES]
    assert len(set(coloured)) <= COLOURED
    names = {(row["indicator"], row["area_code"]) for row in panel.figures.to_pylist()}
    assert len(names) <= MOST_LINES
    assert panel.figures.num_rows <= MOST_POINTS
    assert isinstance(panel.address, Address)


def test_one_period_is_bars_from_the_highest_down(explore):
    (panel,) = explore(what="Burglary", where="Boroughs", keep="The newest", measures="Change").panels
    (trace,) = panel.chart.figure["data"]
    assert trace["type"] == "bar"
    assert trace["x"] == sorted(trace["x"], reverse=True)
    assert 30 <= len(trace["x"]) <= MOST_BARS
    left_out = len(areas_at("borough")) - len(trace["x"])
    assert f"Not drawn, but in the files: {left_out} more areas." in panel.note


def test_revisions_of_what_is_chosen_are_a_link_where_one_request_may_have_them(explore, client):
    shown = explore(what=["Burglary", "Robbery"], where="Boroughs", since="March 2026")
    (link,) = re.findall(r'href="([^"]*revisions[^"]*)"', shown.html)
    answer = client.get(unescape(link))
    assert answer.status_code == 200
    assert "revisions.csv?" not in explore(what="Burglary", where="Wards").html


def test_where_one_of_many_places_is_drawn_it_is_named(explore):
    """Four indicators leave room for one ward of all: its figures must not pass for London's."""
    (panel,) = explore(what=["Burglary", "Robbery", "Homicide", "Rape"], where="Wards", span="Month").panels
    (code,) = {row["area_code"] for row in panel.figures.to_pylist()}
    (place,) = places_of([find_area(code)]).values()
    assert panel.title.startswith(f"Figures in {place} in ")
    assert f"indicators in {place}: " in panel.statistic
    assert "more areas, lower in burglary" in panel.note


def test_a_ward_whose_name_others_share_is_named_with_its_borough(explore):
    shown = explore(what="Burglary", where="Selected", areas=["Abbey, Merton", "Croydon"])
    assert "in Abbey (Merton) and Croydon" in shown.title
    assert "Abbey (Merton)" in shown.panels[0].title


def test_what_is_withheld_has_no_chart_but_a_reason_and_files(explore):
    shown = explore(what="Domestic abuse", measures="Change", keep="The newest")
    (panel,) = shown.panels
    assert panel.is_empty
    assert "recording system" in panel.empty
    assert set(shown.links) == KINDS


def test_offences_of_several_kinds_share_an_axis_and_victims_have_their_own(explore):
    offences, victims = explore(what=["Homicide", "Robbery", "Under-25 knife injury victims"]).panels
    assert {row["indicator"] for row in offences.figures.to_pylist()} == {"homicide", "robbery"}
    assert victims.figures.column("indicator").unique().to_pylist() == ["knife_injury_victims_under_25"]
    assert offences.statistic.startswith("Two indicators in London: offences")


def test_cite_has_the_address_of_the_page(explore):
    shown = explore(what="Robbery", span="Month")
    shown.app.session_state["show_explored"] = "Cite"
    shown.app.run()
    cited = unescape(re.search(r'<p class="cite">(.*?)</p>', shown.html)[1])
    assert "?what=Robbery&span=Month" in cited
    assert "/api/v1/series.csv?indicator=robbery&as_of=" in cited


CRIME = [each.id for each in INDICATORS.values() if each.kind == "crime"]
# Of a level that is not here, all areas.
MOST = {"ward": 6}


@pytest.mark.parametrize("which", CRIME)
def test_the_chart_of_every_indicator_level_window_and_measure_has_the_figures_of_analytics(which):
    found = INDICATORS[which]
    for level, window in product(found.levels, WINDOWS):
        areas = tuple(area for area in areas_at(level) if not area.is_pseudo)[: MOST.get(level)]
        for measure in MEASURES:
            asked = Selection((which,), areas, window, (measure,), last=3)
            if refusals(asked):
                continue
            panel = chart(asked)
            codes = [area.code for area in areas]
            given = table([which], codes, level=level, window=window, measure=measure, last=3)
            drawn = {(row["area_code"], row["period_end"]): row["value"] for row in panel.figures.to_pylist()}
            expected = {(row["area_code"], row["period_end"]): row["value"] for row in given.to_pylist()}
            assert drawn.items() <= expected.items()
            assert {code for code, _ in drawn} == set(codes)
            assert panel.title
            assert panel.empty if panel.is_empty else len(panel.alt) > 40
