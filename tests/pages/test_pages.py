"""Every page under default, extreme and wrong addresses; what stands in its charts, tables and files is one number."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.confidence.survey_figures import SCHEMA as SURVEY_SCHEMA
from analytics.forces.force_figures import SCHEMA as FORCE_SCHEMA
from analytics.geography.areas import areas_at, find_area
from analytics.homicide.homicide_victims import SCHEMA as VICTIM_SCHEMA
from analytics.narrative import headline, number, verdict_words
from analytics.periods import WindowKind, window_ending
from analytics.requests.plain_address import PlainAddress
from analytics.series.area_change import change_between
from analytics.series.monthly_series import monthly, windowed
from analytics.street.search_counts import SCHEMA as SEARCH_SCHEMA
from analytics.street.street_counts import SCHEMA as STREET_SCHEMA
from analytics.tables.figures_table import SCHEMA, table, to_csv
from data.published_areas import MPS
from pages.parts import panels
from pages.parts.panels import Panel
from serving.chart_types import TRACE_TYPES
from tests.pages.texts import foreign, html_of, lead_of

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
# Every page that the shell lists, and whether it uses the filters of window and measure.
LISTED = re.findall(r'st\.Page\("(\w+\.py)".*?\): (.+),', SHELL.read_text(encoding="utf-8"))
PAGES = tuple(page for page, _ in LISTED)
USES_PLACES = {page for page, filters in LISTED if filters != "()"}
HAS_WINDOW = {page for page, filters in LISTED if "ALL" in filters or "window" in filters}
# Columns of the tables that are neither crime nor cohorts, by their route.
OTHER_COLUMNS = {
    "confidence": SURVEY_SCHEMA.names,
    "forces": FORCE_SCHEMA.names,
    "homicide-victims": VICTIM_SCHEMA.names,
    "street": STREET_SCHEMA.names,
    "stop-and-search": SEARCH_SCHEMA.names,
}
ADDRESSES: dict[str, dict[str, list[str]]] = {
    "default": {},
    "one borough": {"area": ["Croydon"]},
    "four boroughs": {"area": ["Kensington and Chelsea", "Barking and Dagenham", "Hillingdon", "Westminster"]},
    "months": {"window": ["Month"], "area": ["Kingston upon Thames"]},
    "year to date": {"window": ["Financial year to date"], "area": ["Hackney", "Newham"]},
    "rates": {"measure": ["Rate"], "area": ["Croydon", "Lambeth"]},
    "rates of months": {"measure": ["Rate"], "window": ["Month"]},
    "since May 2016": {"baseline": ["Year to May 2016"], "area": ["Croydon", "Lambeth"]},
    "some years": {"from": ["2023"], "to": ["2024"], "area": ["Croydon"]},
    "years without figures": {"from": ["2010"], "to": ["2012"], "area": ["Croydon"], "measure": ["Rate"]},
    "years without a rate": {"from": ["2014"], "to": ["2016"], "measure": ["Rate"], "area": ["Croydon"]},
    "one early year": {"from": ["2010"], "to": ["2010"]},
    "another spelling": {"area": ["E09000008", "kensington-and-chelsea"]},
    "too many": {"area": ["Barnet", "Bexley", "Brent", "Bromley", "Camden"]},
    "no such place": {
        "area": ["Narnia"],
        "window": ["Century"],
        "measure": ["Vibes"],
        "page": ["9"],
        "baseline": ["x"],
        "to": ["1"],
    },
    "not policed": {"area": ["City of London"]},
    "hostile": {"area": ["<script>alert(1)</script>", "'; DROP TABLE edition; --", "x" * 5000, ""]},
}
WINDOWS: dict[str, WindowKind] = {"Month": "month", "Financial year to date": "financial_year_to_date"}


@dataclass
class Shown:
    """A page that has run: its elements, and the panels that it drew."""

    app: AppTest
    panels: list[Panel]

    @property
    def html(self) -> str:
        return html_of(self.app)

    @property
    def notices(self) -> str:
        found = re.findall(r'<div class="notice" role="status">.*?</div>', self.html, re.DOTALL)
        return unescape(" ".join(found))


def show(page: str, address: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> Shown:
    drawn: list[Panel] = []
    draw = panels.show

    def recorded(panel: Panel, view: Any) -> None:
        if not panel.is_empty:
            drawn.append(panel)
        draw(panel, view)

    monkeypatch.setattr(panels, "show", recorded)
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    for key, values in address.items():
        app.query_params[key] = values
    app.switch_page(page)
    app.run()
    return Shown(app, drawn)


@cache
def shown_once(page: str, name: str) -> Shown:
    """Run once for all tests that only look."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        return show(page, ADDRESSES[name], monkeypatch)


@pytest.fixture(params=[(page, name) for page in PAGES for name in ADDRESSES], ids=" ".join)
def shown(request: pytest.FixtureRequest) -> Shown:
    return shown_once(*request.param)


def read(panel: Panel) -> pd.DataFrame:
    """The CSV of a panel as a reader would open it."""
    return pd.read_csv(io.BytesIO(to_csv(panel.figures)))


def test_no_page_fails(shown: Shown) -> None:
    assert [error.message for error in shown.app.exception] == []
    assert len(shown.app.title) == 1
    assert 'role="alert"' not in shown.html
    assert "site-footer" in shown.html
    assert "accredited" in shown.html


def test_every_panel_has_table_csv_citation_and_source(shown: Shown) -> None:
    choices = [list(control.options) for control in shown.app.get("button_group")]
    assert shown.html.count('class="tool"') == len(shown.panels)
    assert len([options for options in choices if options[-2:] == ["About", "Cite"]]) == len(shown.panels)
    assert shown.html.count('class="source"') == len(shown.panels)
    assert shown.html.count("Source: ") == len(shown.panels)
    assert all(panel.title and panel.statistic for panel in shown.panels)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("choice", ["About", "Cite"])
def test_what_every_panel_says_of_itself(page: str, choice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(page, ADDRESSES["one borough"], monkeypatch)
    for panel in shown.panels:
        shown.app.session_state[f"show_{panel.key}"] = choice
    shown.app.run()
    assert [error.message for error in shown.app.exception] == []
    assert shown.app.get("plotly_chart") == []
    said = [unescape(text) for text in re.findall(r'<div class="about">(.*?)</div>', shown.html, re.DOTALL)]
    panels_shown = list({panel.key: panel for panel in shown.panels}.values())
    assert len(said) == len(panels_shown)
    for panel, text in zip(panels_shown, said, strict=True):
        if choice == "Cite":
            assert re.search(rf"{re.escape(panel.title)}.*Source: ", text)
        else:
            assert all(each.definition in text for each in panel.indicators)
            assert "How it is computed" in text


def test_every_chart_says_in_words_what_it_shows(shown: Shown) -> None:
    charts = [chart.proto for chart in shown.app.get("plotly_chart")]
    drawn = [panel for panel in shown.panels if not panel.is_table]
    assert [chart.alt for chart in charts] == [panel.alt for panel in drawn]
    for panel in drawn:
        assert len(panel.alt) > 40
        assert re.search(r"\d", panel.alt)


def test_figures_stay_small(shown: Shown) -> None:
    sizes = [len(chart.proto.spec) for chart in shown.app.get("plotly_chart")]
    assert sum(sizes) <= 200_000


def test_no_figure_loads_or_colours_by_itself(shown: Shown) -> None:
    for panel in shown.panels:
        if not panel.is_table:
            assert "http" not in json.dumps(panel.chart.figure)
            colours = set(re.findall(r"#[0-9a-fA-F]{6}", json.dumps(panel.chart.figure)))
            assert all(re.fullmatch(r"#0000\d\d", colour) for colour in colours), "not one of the theme's"


def test_every_chart_is_of_a_type_that_is_served(shown: Shown) -> None:
    for panel in shown.panels:
        if not panel.is_table:
            assert {trace["type"] for trace in panel.chart.figure["data"]} <= {"scatter", *TRACE_TYPES}


def rounded(values: Iterable[Any]) -> set[float]:
    return {round(float(value), 4) for value in values if isinstance(value, int | float) and not math.isnan(value)}


def test_the_csv_holds_what_the_chart_shows(shown: Shown) -> None:
    for panel in shown.panels:
        csv = read(panel)
        assert len(csv) == panel.figures.num_rows
        # The bars of a timeline are spans of time, not figures.
        if panel.is_table or any("base" in trace for trace in panel.chart.figure["data"]):
            continue
        written = rounded(value for column in csv.select_dtypes("number") for value in csv[column].to_list())
        plotted: set[float] = set()
        for trace in panel.chart.figure["data"]:
            # One axis carries figures; the other may carry months, names or mere positions.
            axes = [numbers for axis in ("x", "y", "z") if (numbers := rounded(trace.get(axis, ())))]
            assert any(numbers <= written for numbers in axes) or not axes, panel.key
            plotted |= set().union(*axes)
        # A control chart draws the counts per day and without their season: a column of its own.
        drawn = csv["adjusted"] if "adjusted" in csv else csv["value"]
        # Forces are drawn by their rates, but for the City's, which would squeeze all others into a corner.
        drawn = csv.loc[csv["force_name"] != "City of London", "rate"] if "rate" in csv else drawn
        assert rounded(drawn.to_list()) <= plotted, panel.key


def test_the_csv_has_the_columns_of_the_open_data(shown: Shown) -> None:
    for panel in shown.panels:
        if isinstance(panel.request, PlainAddress):
            assert panel.figures.schema.names == OTHER_COLUMNS[panel.request.route], panel.key
        elif all(each.kind == "crime" for each in panel.indicators):
            assert list(read(panel).columns)[: len(SCHEMA.names)] == SCHEMA.names, panel.key


def test_the_tables_show_what_the_csv_holds(shown: Shown) -> None:
    for panel in shown.panels:
        if not panel.is_table or panel.is_picture:
            continue
        text = unescape(str(panel.chart)).replace("\xa0", " ")
        csv = read(panel)
        if isinstance(panel.request, PlainAddress):
            newest = csv[csv["quarter_end"] == csv["quarter_end"].max()] if "quarter_end" in csv else csv
            assert all(f">{value:,.0f}<" in text for value in newest["value"]), panel.key
            continue
        for value in csv.loc[(csv["measure"] == "count") & (csv["value"] > 0), "value"]:
            assert f">{number(value)}<" in text, panel.key
        # Rare and frequent offences have as many decimals as their rates need: one number of them for an indicator.
        for which, rates in csv[csv["measure"] == "rate"].dropna(subset=["value"]).groupby("indicator"):
            written = [
                {f">{number(value, decimals=places)}<" in text for value in rates["value"]} for places in (1, 2, 3)
            ]
            assert {True} in written, (panel.key, which)


@pytest.mark.parametrize("page", PAGES)
def test_a_wrong_address_is_told_and_ignored(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = show(page, ADDRESSES["no such place"], monkeypatch)
    if page not in USES_PLACES:
        return
    assert "Narnia" in wrong.notices
    assert ("The period cannot be 'Century'" in wrong.notices) == (page in HAS_WINDOW)
    assert ("The last year of the trend cannot be '1'" in wrong.notices) == (page in HAS_WINDOW)
    right = show(page, {}, monkeypatch)
    assert right.notices == ""
    assert [title.value for title in wrong.app.title] == [title.value for title in right.app.title]


def test_the_city_of_london_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "own police force" in show("knife_crime.py", ADDRESSES["not policed"], monkeypatch).notices


def test_a_name_from_the_address_cannot_become_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "<script" not in foreign(show("overview.py", ADDRESSES["hostile"], monkeypatch).html)


def test_codes_and_other_spellings_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("knife_crime.py", ADDRESSES["another spelling"], monkeypatch)
    assert found.app.session_state["area"] == ["Croydon", "Kensington and Chelsea"]
    assert found.notices == ""


@pytest.mark.parametrize("areas", [["E09000008", "Lambeth"], ["Lambeth", "croydon"], ["Croydon", "tower-hamlets"]])
def test_spellings_may_be_mixed(areas: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("knife_crime.py", {"area": areas}, monkeypatch)
    assert found.app.session_state["area"] == [find_area(each, "borough").name for each in areas]
    assert found.notices == ""


def test_no_more_than_four_boroughs(monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("knife_crime.py", ADDRESSES["too many"], monkeypatch)
    assert found.app.session_state["area"] == ["Barnet", "Bexley", "Brent", "Bromley"]
    assert "Camden" in found.notices


@pytest.mark.parametrize("said", ["12 months", *WINDOWS])
@pytest.mark.parametrize("borough", [None, "Croydon"])
def test_the_headline_is_the_number_of_analytics(
    said: str, borough: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = WINDOWS.get(said, "rolling_12")
    level = "borough" if borough else "mps"
    code = next(a.code for a in areas_at("borough") if a.name == borough) if borough else MPS
    series = windowed(monthly("knife_crime", [code] if borough else [], level=level), kind)
    window = window_ending(series.last, kind)
    before = window.year_earlier()
    counts = {"count": series.value(code, window.end), "base": series.value(code, before.end)}
    change = change_between("knife_crime", window, before, level=level, area_code=code, **counts)
    address = {"window": [said]} | ({"area": [borough]} if borough else {})
    found = show("knife_crime.py", address, monkeypatch)
    assert found.app.title[0].value == headline("knife_crime", change, window, borough)


def tile(shown: Shown, name: str) -> str:
    found = re.search(rf'<section class="tile"><h2>(?:<a[^>]*>)?{name}<.*?</section>', shown.html, re.DOTALL)
    assert found, name
    return unescape(re.sub(r"<[^>]+>", " ", found[0]))


def test_the_verdicts_of_the_overview(monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("overview.py", {}, monkeypatch)
    assert "13,552" in tile(found, "Knife crime")
    assert "Down, from 16,429" in tile(found, "Knife crime")
    under_25 = tile(found, "Under-25 knife injury victims")
    assert "No clear change, from 1,214" in under_25
    # The golden Poisson interval, −13.5 to +1.6, widened by the handbook's dispersion of 1.5.
    bounds = [float(text.replace("−", "-")) for text in re.findall(r"([−+][\d.]+)%", under_25.partition("interval")[2])]
    assert bounds == pytest.approx([-15.1, 3.5], abs=1)
    abuse = tile(found, "Domestic abuse")
    assert "Change withheld: new recording system" in abuse
    assert "not comparable" in abuse
    since = next(panel for panel in found.panels if panel.key == "since_2016")
    table = unescape(str(since.chart))
    for text in ("74,413", "64,798", "Cannot be told from a change in recording", "119", "108"):
        assert text in table
    row = read(since).set_index("indicator").loc["violence_with_injury"]
    assert row["status"] == "step"
    assert row["base_value"] == 74_413


def test_the_verdicts_of_knife_crime(monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("knife_crime.py", {}, monkeypatch)
    assert found.app.title[0].value == "Knife crime fell 17.5% in the year to February 2026"
    assert "no clear change in under-25 knife injury victims" in unescape(found.html).lower()
    control = read(next(panel for panel in found.panels if panel.key == "knife_crime_control"))
    # A February of 1,003 is 1,090 for every 30.4 days; limits come from months before those judged.
    february = control.set_index("period_end").loc["2026-02-28"]
    assert february["value"] == 1_003
    assert february["per_30_days"] == pytest.approx(1_090, abs=1)
    judged = control.dropna(subset=["mean"])
    assert len(judged) >= 6
    assert len(control) - len(judged) >= 36
    assert control.loc[control["mean"].isna(), "signal"].isna().all()


def test_every_tile_says_its_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("overview.py", {}, monkeypatch)
    series = windowed(monthly("burglary"), "rolling_12")
    window = window_ending(series.last)
    counts = {"count": series.value(MPS, window.end), "base": series.value(MPS, window.year_earlier().end)}
    text = tile(found, "Burglary")
    assert number(counts["count"] or math.nan) in text
    assert verdict_words(change_between("burglary", window, **counts)) in text


def test_every_tile_leads_to_more_about_its_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("overview.py", {"area": ["Croydon"]}, monkeypatch)
    links = re.findall(r'<section class="tile"><h2><a href="([^"]+)"[^>]*>([^<]+)<', found.html)
    assert len(links) == found.html.count('<section class="tile">') == 10
    for link, name in links:
        page, _, query = unescape(link).partition("?")
        assert (SHELL.parent / f"{page}.py").exists(), link
        assert page == "reoffending" or parse_qs(query)["area"] == ["Croydon"]
        if page == "compare":
            shown = show("compare.py", parse_qs(query), monkeypatch)
            assert shown.app.title[0].value.startswith(unescape(name))
            assert 'class="notice"' not in shown.html


def test_a_missing_warehouse_is_told_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path))
    app = AppTest.from_file(str(SHELL), default_timeout=60).run()
    assert [error.message for error in app.exception] == []
    assert any("No warehouse has been built yet" in element.proto.body for element in app.get("html"))


def test_a_baseline_is_what_figures_tiles_and_boroughs_are_compared_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """69,456 burglaries in the year to May 2016, summed from the published file of 2010 to March 2024."""
    found = show("burglary.py", {"baseline": ["Year to May 2016"]}, monkeypatch)
    assert found.app.title[0].value == "Burglary fell 31.1% between the year to May 2016 and the year to June 2026"
    assert "Down, from 69,456" in found.html
    boroughs = next(p for p in found.panels if p.key == "burglary_boroughs")
    assert "against the year to May 2016" in boroughs.statistic
    rows = [r for r in boroughs.figures.to_pylist() if r["measure"] == "change" and r["area_code"] == MPS]
    assert [(r["base_value"], round(r["value"], 1)) for r in rows] == [(69_456, -31.1)]


def test_a_year_cannot_be_the_baseline_of_a_month(monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("burglary.py", {"baseline": ["Year to May 2016"], "window": ["Month"]}, monkeypatch)
    assert "Only twelve months can be compared with the year to May 2016" in found.notices


def test_a_trend_shows_the_months_chosen_and_its_file_has_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("burglary.py", {"from": ["2012"], "to": ["2014"]}, monkeypatch)
    trend = next(p for p in found.panels if p.key == "burglary_trend")
    ends = trend.figures.column("period_end").to_pylist()
    assert (f"{min(ends):%Y-%m}", f"{max(ends):%Y-%m}") == ("2012-01", "2014-12")
    backwards = show("burglary.py", {"from": ["2014"], "to": ["2012"]}, monkeypatch)
    assert "cannot start after it ends" in backwards.notices


def test_years_to_date_in_the_months_chosen_are_judged_as_those(monkeypatch: pytest.MonkeyPatch) -> None:
    """Burglary, April to December 2015 against 2014: 51,744 and 54,605 in the published file."""
    asked = {"from": ["2012"], "to": ["2015"], "window": ["Financial year to date"]}
    trend = show("burglary.py", asked, monkeypatch).panels[0]
    assert trend.title == "Burglary fell 5.2% in the 9 months to December 2015 on a year earlier"


@pytest.mark.parametrize(
    ("page", "address", "title"),
    [
        ("vawg.py", {}, "The 12-month total is the highest since recording changed in March 2024: 104,881"),
        ("vawg.py", {"measure": ["Rate"]}, "The rate is the highest since recording changed in March 2024: 11.56"),
        (
            "vawg.py",
            {"window": ["Month"]},
            "Since recording changed in March 2024 the monthly figure peaked at 10,177 in July 2025 and stands at 8,006",
        ),
        (
            "burglary.py",
            {"from": ["2012"], "to": ["2015"]},
            "The 12-month total of December 2015 is the lowest of those from January 2012: 70,596",
        ),
    ],
)
def test_a_course_is_told_of_the_months_that_can_be_compared(
    page: str, address: dict[str, list[str]], title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert title in [panel.title for panel in show(page, address, monkeypatch).panels]


def test_a_rank_by_residents_says_where_it_misleads(shown: Shown) -> None:
    for panel in shown.panels:
        if re.search("_map$|_boroughs$", panel.key) and panel.formulas[:2] in (("rate",), ("count", "rate")):
            assert "by day" in panel.note, panel.key


def test_a_caution_stands_beside_the_changes_of_boroughs() -> None:
    for page, key in (
        ("burglary.py", "burglary_boroughs"),
        ("burglary.py", "burglary_beside"),
        ("vawg.py", "rape_boroughs"),
    ):
        panel = next(p for p in shown_once(page, "one borough").panels if p.key == key)
        statuses = set(read(panel)["status"])
        assert "caution" in statuses
        assert "no known borough" in panel.note


@pytest.mark.parametrize(("said", "is_told"), [("12 months", True), ("Month", False)])
def test_young_victims_of_a_borough_are_told_for_twelve_months_only(
    said: str, is_told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = show("knife_crime.py", {"area": ["Croydon"], "window": [said]}, monkeypatch)
    panel = next(panel for panel in found.panels if panel.key == "knife_crime_beside")
    indicators = panel.figures.column("indicator").to_pylist()
    assert ("knife_injury_victims_under_25" in indicators) == is_told
    assert ("under-25" in lead_of(found.app).lower()) == is_told
    assert ("twelve months only" in panel.note) != is_told


def test_chosen_boroughs_stand_on_top_of_a_long_table() -> None:
    for page, key in (("knife_crime.py", "knife_crime_boroughs"), ("vawg.py", "rape_boroughs")):
        panel = next(p for p in shown_once(page, "rates").panels if p.key == key)
        assert re.findall(r"<th scope='row'>([^<]+)<", str(panel.chart))[:3] in (
            ["London", "Croydon", "Lambeth"],
            ["London", "Lambeth", "Croydon"],
        )


def test_reasons_that_several_share_are_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("knife_crime.py", {"baseline": ["Year to May 2016"]}, monkeypatch)
    assert lead_of(found.app).count("withheld: the series starts later") == 1
    assert "No verdict in any of 32 boroughs: the series starts later" in [panel.title for panel in found.panels]


def test_the_overview_says_where_a_rise_or_a_fall_is_to_be_read_with_care() -> None:
    lead = lead_of(shown_once("overview.py", "default").app)
    assert "Read with care: " in lead
    assert "violence against women and girls (System still new)" in lead
    assert "(London total incomplete)" in lead


def test_a_verdict_that_lost_offences_turned_is_not_put_down_to_correction() -> None:
    """Robbery to March 2026 reads "down" before the release, and again with the months whole."""
    (panel,) = [panel for panel in shown_once("overview.py", "default").panels if panel.key == "revisions"]
    assert "robbery (“down” before, now “no clear change”)" in panel.note
    assert "Not all of it is correction. " in panel.note
    assert re.search(r"Robbery: with these three months whole, .* the change is −5\.36% \(.*: down\)", panel.note)


def test_several_boroughs_are_told_in_the_title() -> None:
    """What fell and what rose in each, as the published verdicts have it; what did neither is not named."""
    shown = shown_once("overview.py", "four boroughs")
    (panel,) = [panel for panel in shown.panels if panel.key == "overview_boroughs"]
    places = ADDRESSES["four boroughs"]["area"]
    clauses = dict.fromkeys(places, "")
    for place, text in re.findall(rf"({'|'.join(places)}): (.+?)(?=; (?:{'|'.join(places)}): |$)", panel.title):
        clauses[place] = text
    codes = [find_area(place, "borough").code for place in places]
    rows = table([one.id for one in panel.indicators], codes, level="borough", measure="change", last=1).to_pylist()
    assert {row["verdict"] for row in rows} >= {"up", "down", "no clear change"}
    in_words = {one.id: one.in_sentence.lower() for one in panel.indicators}
    for row in rows:
        named = [
            clause for clause in clauses[row["area_name"]].split("; ") if in_words[row["indicator"]] in clause.lower()
        ]
        verb = {"down": " fell", "up": " rose"}.get(row["verdict"])
        assert [clause[-5:] for clause in named] == ([verb] if verb else []), row


def test_months_without_figures_are_an_empty_state_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    found = show("knife_crime.py", {"from": ["2010"], "to": ["2012"]}, monkeypatch)
    assert "no figures in the months chosen" in found.html
    assert "published from August 2021" in found.html
