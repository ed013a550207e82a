"""The borough page: for every borough, and what it says is what analytics and the published ward file say."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.borough_profile.borough_cautions import local_caveats
from analytics.borough_profile.peer_rows import SIMILAR
from analytics.borough_profile.scorecard import scorecard
from analytics.borough_profile.standouts import standouts
from analytics.borough_profile.ward_totals import ward_sum, ward_sum_words
from analytics.geography.areas import find_area
from analytics.geography.similar_boroughs import similar_to
from analytics.narrative import number
from analytics.statistics.ranking import ordinal
from analytics.statistics.rates import rate_decimals
from analytics.tables.figures_table import SCHEMA, table, to_csv
from data.published_areas import BOROUGHS as BOROUGH_NAMES
from data.published_areas import POLICED
from pages.parts import panels
from pages.parts.borough import area_finder
from tests.pages.texts import foreign, html_of

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
BOROUGHS = sorted(BOROUGH_NAMES[code] for code in POLICED)
SUBJECTS = ("Burglary", "Knife crime", "Robbery", "Violence with injury", "All recorded crime")
# The course of the subject chosen, its map, and the strip of its yearly changes.
CHARTS = 3


class Shown:
    """A page that has run, and the panels that it drew."""

    def __init__(self, app, drawn):
        self.app, self.panels = app, {panel.key: panel for panel in drawn}

    @property
    def html(self):
        return unescape(html_of(self.app)).replace("\xa0", " ")

    def csv(self, key):
        return pd.read_csv(io.BytesIO(to_csv(self.panels[key].figures)), keep_default_na=True)


def by_id(borough):
    return {standing.indicator.id: standing for standing in scorecard(borough)}


TABLES = {
    "headlines",
    "standing_out",
    "scorecard",
    "all_recorded_crime_by_offence_group",
    "burglary_by_kind_of_building_since_July_2023",
    "wards",
    "wards_robbery_and_theft",
}


@pytest.fixture
def show(monkeypatch):
    drawn = []
    draw = panels.show
    monkeypatch.setattr(panels, "show", lambda panel, view: (drawn.append(panel), draw(panel, view)))

    def run(page="borough.py", **address):
        drawn.clear()
        app = AppTest.from_file(str(SHELL), default_timeout=60)
        for key, value in address.items():
            app.query_params[key] = value
        app.switch_page(page)
        app.run()
        assert [error.message for error in app.exception] == []
        assert 'role="alert"' not in "".join(element.proto.body for element in app.get("html"))
        assert len(app.title) == 1
        return Shown(app, drawn)

    return run


@pytest.mark.parametrize("borough", BOROUGHS)
def test_every_borough_has_its_page(show, borough):
    page = show(area=[borough])
    assert borough in page.app.title[0].value
    text = page.html
    assert f"Scorecard of {borough}" in text
    assert f'href="/briefing/{find_area(borough, "borough").slug}"' in text
    for caveat in local_caveats(find_area(borough, "borough")):
        assert caveat in text
    found = standouts(scorecard(borough))
    for one in found:
        assert one.words in text
    if not found:
        assert f"Nothing stands out in {borough}" in text
    assert len(page.app.get("plotly_chart")) == CHARTS


def test_every_panel_is_whole(show):
    page = show(area=["Croydon"])
    assert len(page.panels) == len(TABLES) + CHARTS
    assert set(page.panels) >= TABLES
    assert page.html.count('class="tool"') == len(page.panels)
    assert page.html.count('class="source"') == page.html.count("Source: ") == len(page.panels)
    for key, panel in page.panels.items():
        assert panel.title
        assert panel.statistic
        csv = page.csv(key)
        assert list(csv.columns)[: len(SCHEMA.names)] == SCHEMA.names
        if not panel.is_table:
            assert len(panel.alt) > 40
            # Values whose window spans a change in recording stand in a dotted line of their own.
            # The strip of yearly changes lies along its axis.
            axis = "x" if key.endswith("_usual") else "y"
            traces = panel.chart.figure["data"]
            drawn = {value for trace in traces for value in trace.get("z", trace.get(axis)) if value is not None}
            assert drawn == set(csv["value"].dropna())
    charts = [chart.proto.alt for chart in page.app.get("plotly_chart")]
    assert charts == [panel.alt for panel in page.panels.values() if not panel.is_table]


def test_what_recorded_crime_is_made_of_is_the_borough_s(show, published):
    """The year to June 2026 in Croydon, from the newest file by pandas."""
    file = pd.read_csv(published / "mps_recorded_crime_borough" / "borough_recent_202407-202606.csv")
    group, _, borough = file.columns[:3]
    months = [column for column in file.columns if column.isdigit()][-12:]
    theft = file[(file[group] == "THEFT") & (file[borough] == "Croydon")][months].to_numpy().sum()
    csv = show(area=["Croydon"]).csv("all_recorded_crime_by_offence_group")
    shown = csv[(csv["part"] == "Theft") & (csv["measure"] == "count")]
    assert shown["value"].to_list() == [theft]
    assert shown["area_name"].to_list() == ["Croydon"]


@pytest.mark.parametrize("borough", ["Croydon", "Westminster", "Bexley"])
def test_the_scorecard_is_that_of_analytics(show, borough):
    page = show(area=[borough])
    text = unescape(str(page.panels["scorecard"].chart)).replace("\xa0", " ")
    csv = page.csv("scorecard").set_index(["indicator", "area_code", "measure"])
    code = find_area(borough, "borough").code
    for standing in scorecard(borough):
        row = re.search(rf"<tr[^>]*><th[^>]*>{re.escape(standing.indicator.short_title)}<.*?</tr>", text)[0]
        assert f">{number(standing.change.count)}<" in row
        for rate in (standing.rate, standing.london, standing.similar):
            assert f">{number(rate.value, decimals=rate_decimals(standing.london.value))}<small>" in row
        assert f">{ordinal(standing.rank)} of 32<" in row
        own = csv.loc[(standing.indicator.id, code, "rate")]
        assert own["value"] == pytest.approx(standing.rate.value, abs=1e-4)
        assert (own["rank"], own["rank_lower"], own["rank_upper"]) == (standing.rank, *standing.rank_range)
        similar = csv.loc[(standing.indicator.id, SIMILAR, "rate")]
        assert similar["value"] == pytest.approx(standing.similar.value, abs=1e-4)
    for each in similar_to(code):
        assert find_area(each).name in page.panels["scorecard"].note


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_course_of_similar_boroughs_ends_at_the_scorecard(show, subject):
    page = show(area=["Lewisham"], subject=[subject])
    by_id = {standing.indicator.id: standing for standing in scorecard("Lewisham")}
    for key in (key for key in page.panels if key.startswith("beside_")):
        csv = page.csv(key)
        assert csv["period_start"].min() >= "2019-01-01"
        last = csv.sort_values("period_end").groupby("area_code")["value"].last()
        standing = by_id[key.removeprefix("beside_")]
        assert last[SIMILAR] == pytest.approx(standing.similar.value, abs=1e-4)
        assert last[standing.area.code] == pytest.approx(standing.rate.value, abs=1e-4)
        assert standing.indicator.short_title == subject


def test_the_three_questions_of_a_councillor_come_first(show):
    """Level, change and the similar boroughs of burglary, knife crime and violence against women and girls."""
    page = show(area=["Kingston upon Thames"])
    assert next(iter(page.panels)) == "headlines"
    chart = unescape(str(page.panels["headlines"].chart)).replace("\xa0", " ")
    rows = re.findall(r"<tr><th scope='row'>(.*?)</tr>", chart)
    names = [row.partition("<")[0] for row in rows]
    assert names[:2] == ["Burglary", "Knife crime"]
    assert names[2].startswith("Violence against women and girls")
    standing = by_id("Kingston upon Thames")["burglary"]
    for figure in (number(standing.change.count), number(standing.similar.value, decimals=2)):
        assert f">{figure}<" in rows[0]


def test_the_ward_asked_for_stands_before_the_charts(show):
    page = show(area=["Westminster"], ward=["Abbey Road"])
    assert list(page.panels).index("your_ward") == 1
    (row,) = table(["all_recorded_crime"], ["E05013792"], level="ward", measure="count", last=1).to_pylist()
    assert f">{number(row['value'])}<" in str(page.panels["your_ward"].chart)


@pytest.mark.published
def test_wards_are_those_of_the_published_file(show, published):
    """Abbey Road, Westminster: all recorded crime of the newest 12 months, added up by hand."""
    wide = pd.read_csv(published.parent / "vintages" / "mps_recorded_crime_ward" / "ward_recent_to202603.csv")
    mine = wide[(wide["WardCode"] == "E05013792") & ~wide["MajorText"].isin(["NFIB FRAUD", "FRAUD AND FORGERY"])]
    months = [c for c in wide.columns if c.isdigit() and "202504" <= c <= "202603"]
    assert len(months) == 12
    expected = int(mine[months].sum().sum())
    csv = show(area=["Westminster"]).csv("wards")
    row = csv[
        (csv["area_code"] == "E05013792") & (csv["indicator"] == "all_recorded_crime") & (csv["measure"] == "count")
    ]
    assert row["value"].item() == expected
    assert row["period_end"].item() == "2026-03-31"


def test_the_wards_say_by_how_much_they_differ_from_the_borough(show):
    note = show(area=["Hillingdon"]).panels["wards"].note
    for which in ("all_recorded_crime", "burglary", "knife_crime", "vawg"):
        found = ward_sum(which, find_area("Hillingdon", "borough"))
        assert ward_sum_words(found) in note
    assert "without it the wards would fall 22.7% short" in note


def test_renamed_wards_bear_both_names(show):
    text = show(area=["Tower Hamlets"]).html
    assert "Bethnal Green East (formerly Bethnal Green)" in text
    assert "Bethnal Green West (formerly St Peter's)" in text


def test_a_ward_of_the_address_is_set_off(show):
    page = show(area=["Westminster"], ward=["Abbey Road"])
    (row,) = table(["all_recorded_crime"], ["E05013792"], level="ward", measure="change", last=1).to_pylist()
    assert "Abbey Road" in page.panels["wards"].title
    assert (
        row["verdict"].split()[0] in page.panels["wards"].title.lower()
        or "fell" in page.panels["wards"].title
        or "rose" in page.panels["wards"].title
    )
    assert re.search(r"<tr class='marked'><th[^>]*>Abbey Road<", page.html)
    last = show(area=["Westminster"], ward=["West End"])
    assert re.search(r"<tbody><tr class='marked'><th[^>]*>West End<", str(last.panels["wards"].chart))


def test_the_ward_is_told_at_the_top(show):
    """Whoever asks for a ward need not look for it below the borough's figures."""
    page = show(area=["Croydon"], ward=["Fairfield"])
    lead = " ".join(text.value for text in page.app.markdown)
    (row,) = table(["all_recorded_crime"], ["E05011468"], level="ward", measure="count", last=1).to_pylist()
    assert "Fairfield ward: " in lead
    assert f"({number(row['value'])} against " in lead
    assert " ward: " not in " ".join(text.value for text in show(area=["Croydon"]).app.markdown)


@pytest.mark.parametrize("spelling", ["fairfield", "E05011468", "Fairfield, Croydon"])
def test_other_spellings_of_a_ward_are_understood(show, spelling):
    page = show(area=["croydon"], ward=[spelling])
    assert page.app.session_state["ward"] == "Fairfield"
    assert 'class="notice"' not in page.html


def test_an_older_name_of_a_ward_is_understood(show):
    page = show(area=["Tower Hamlets"], ward=["Bethnal Green"])
    assert page.app.session_state["ward"] == "Bethnal Green East (formerly Bethnal Green)"


def test_a_ward_of_another_borough_is_told_with_the_way_to_it(show):
    page = show(area=["Croydon"], ward=["Abbey Road"])
    assert "'Abbey Road' is no ward of Croydon." in page.html
    assert 'href="?area=Westminster&ward=Abbey+Road"' in page.html
    assert 'class="notice"' in html_of(page.app).split("Scorecard of")[0]
    assert "'Narnia' is no ward of Croydon." in show(area=["Croydon"], ward=["Narnia"]).html


def test_a_ward_without_its_borough_leads_to_it(show):
    page = show(ward=["Abbey"])
    assert page.app.title[0].value == "Choose your borough or ward"
    assert 'href="?area=Merton&ward=Abbey"' in page.html
    assert 'href="?area=Barking+and+Dagenham&ward=Abbey"' in page.html
    assert "'Narnia' is no ward." in show(ward=["Narnia"]).html


def test_reoffending_is_shown_where_it_exists(show):
    """For Lambeth the Ministry of Justice's tool has been quoted: 511 of 2,217 adults; for no other borough."""
    text = show(area=["Lambeth"]).html
    assert "23.0% of adult offenders in Lambeth in the cohort of 2021/22 reoffended within a year: 511 of 2,217" in text
    assert "No clear difference from London" in text
    assert "Quoted from a later publication" in text
    assert "by region, not for this borough" not in text
    assert "by region, not for this borough" in show(area=["Croydon"]).html


def test_the_city_can_be_looked_for_and_has_its_own_page(show):
    app = show().app
    app.selectbox(key="find").select("City of London").run()
    assert [error.message for error in app.exception] == []
    assert app.title[0].value.startswith("City of London: ")
    assert "do not cover it" not in html_of(app)


@pytest.mark.parametrize("area", ["City of London", "E09000001", "city-of-london"])
def test_the_address_of_the_city_leads_to_its_page(show, area):
    page = show(area=[area])
    assert page.app.title[0].value.startswith("City of London: ")
    assert 'class="notice"' not in page.html


def test_from_a_borough_another_ward_can_be_looked_for(show):
    app = show(area=["Croydon"], ward=["Fairfield"]).app
    app.selectbox(key="find").select("Abbey, Merton").run()
    assert [error.message for error in app.exception] == []
    assert (app.session_state["area"], app.session_state["ward"]) == (["Merton"], "Abbey")
    app.selectbox(key="find").select("Lambeth").run()
    assert app.session_state["area"] == ["Lambeth"]
    assert app.session_state["ward"] is None


def test_a_rare_offence_has_decimals_enough(show):
    """Fewer than two homicides for every 100,000: two decimals would put all boroughs on one rate."""
    row = re.search(r"<tr[^>]*><th[^>]*>Homicide<.*?</tr>", str(show(area=["Croydon"]).panels["scorecard"].chart))[0]
    assert f">{number(by_id('Croydon')['homicide'].london.value, decimals=3)}<small>" in row


def test_what_could_not_be_told_apart_is_left_out_where_there_is_none(show):
    made = str(show(area=["Westminster"]).panels["burglary_by_kind_of_building_since_July_2023"].chart)
    assert "A home" in made
    assert "not told apart" not in made


def test_what_stands_out_in_westminster_says_who_comes_by_day(show):
    assert "of its residents. Rates are per resident" in show(area=["Westminster"]).panels["standing_out"].note


@pytest.mark.parametrize("area", [None, "Unknown", "Narnia", "<script>alert(1)</script>", "E05013570"])
def test_without_a_borough_there_is_a_way_on(show, area):
    page = show(**({"area": [area]} if area else {}))
    assert page.app.title[0].value == "Choose your borough or ward"
    assert page.panels == {}
    assert 'href="?area=Kingston+upon+Thames"' in page.html
    assert "<script" not in foreign("".join(element.proto.body for element in page.app.get("html")))
    assert 'href="city_of_london"' in page.html
    if area:
        assert 'class="notice"' in page.html


def test_a_ward_that_is_found_chooses_its_borough(show):
    app = show().app
    field = app.selectbox(key="find")
    assert "Abbey Road, Westminster" in field.options
    field.select("Abbey Road, Westminster").run()
    assert [error.message for error in app.exception] == []
    assert app.session_state["area"] == ["Westminster"]
    assert app.session_state["ward"] == "Abbey Road"


def test_of_several_boroughs_the_first_is_the_page(show):
    page = show(area=["Croydon", "Lambeth"])
    assert "Croydon" in page.app.title[0].value
    assert "the first of the boroughs chosen" in page.html


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Fairfield", "Fairfield, Croydon"),
        ("Faifield", "Fairfield, Croydon"),
        ("st james's", "St James's, Westminster"),
        ("Hackny", "Hackney"),
        # The one borough that begins so, unless a ward bears the name.
        ("Kingston", "Kingston upon Thames"),
        ("Tower", "Tower Hamlets"),
        ("Bar", ""),
        ("Hamm", "Hammersmith and Fulham"),
        # Several wards are called so; no place is; the borough is known by that name without help.
        ("Abbey", ""),
        ("zzz", ""),
        ("Croydon", ""),
    ],
)
def test_a_typed_name_means_one_place_or_none(typed: str, place: str) -> None:
    assert area_finder.place_meant(typed) == place
