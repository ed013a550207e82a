"""The reoffending page: its numbers are those of analytics, quoted figures are marked, adults and youths stay apart."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.narrative import number, percent
from analytics.reoffending.cohort_rows import SCHEMA
from analytics.reoffending.proven_reoffending import compare, reoffences_per_reoffender, reoffending_rate
from analytics.reoffending.published_cohorts import quoted_cohorts, region_cohorts
from analytics.tables.figures_table import to_csv
from pages.parts import panels
from pages.parts.panels import Panel
from tests.pages.texts import html_of

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"


class Page:
    """The page as it ran, with the panels that it drew."""

    def __init__(self, app: AppTest, drawn: list[Panel]) -> None:
        self.app = app
        self.panels = {panel.key: panel for panel in drawn}
        html = html_of(app)
        self.text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))

    def csv(self, key: str) -> pd.DataFrame:
        return pd.read_csv(io.BytesIO(to_csv(self.panels[key].figures)), keep_default_na=False, na_values=[""])


@pytest.fixture(scope="module")
def page() -> Page:
    with pytest.MonkeyPatch.context() as patch:
        drawn: list[Panel] = []
        draw = panels.show

        def recorded(panel: Panel, view: Any) -> None:
            drawn.append(panel)
            draw(panel, view)

        patch.setattr(panels, "show", recorded)
        app = AppTest.from_file(str(SHELL), default_timeout=60).switch_page("reoffending.py").run()
        assert [error.message for error in app.exception] == []
        return Page(app, drawn)


def test_the_headline_is_the_number_of_analytics(page: Page) -> None:
    london, others, england = region_cohorts("adult")[-1]
    rates = [percent(reoffending_rate(each).percent or 0) for each in (london, others, england)]
    assert rates[0] == "25.4%"
    assert rates[0] in page.app.title[0].value
    assert rates[1] in page.app.title[0].value
    assert "12,995 of 51,071 in the cohort of 2019/20" in page.text
    assert f"In England as a whole the rate was {rates[2]}" in page.text
    points = number(abs(compare(london, others).points or 0), decimals=1)
    assert f"{points} percentage points above the other English regions" in page.text


def test_what_a_reader_must_know_stands_above_the_figures(page: Page) -> None:
    for words in (
        "about two years late",
        "six months for the court",
        "where they live",
        "never divided by it",
        "since October 2017",
        "COVID-19",
    ):
        assert words in page.text


def test_tiles_give_the_rates_and_the_frequency(page: Page) -> None:
    youths = region_cohorts("youth")[-1][0]
    adults = region_cohorts("adult")[-1][0]
    assert f"{percent(reoffending_rate(youths).percent or 0)} of {number(youths.offenders)} offenders" in page.text
    assert number(reoffences_per_reoffender(adults) or 0, decimals=2) in page.text
    assert "No interval can be given from totals" in page.text


def test_every_panel_has_the_columns_and_an_alternative(page: Page) -> None:
    assert len(page.panels) == 7
    for key, panel in page.panels.items():
        assert panel.figures.schema.names == SCHEMA.names, key
        assert panel.is_table or re.search(r"\d", panel.alt), key
        assert panel.figures.num_rows, key
        assert not panel.follows_filters, key


def test_quoted_figures_are_marked_and_hollow(page: Page) -> None:
    csv = page.csv("reoffending_adult")
    quoted = csv[csv["status"] == "quoted"]
    expected = [reoffending_rate(each).percent for each in quoted_cohorts("adult")]
    assert quoted["value"].tolist() == pytest.approx(expected, abs=1e-6)
    assert quoted["note"].str.startswith("Quoted from").all()
    traces = page.panels["reoffending_adult"].chart.figure["data"]
    hollow = [trace for trace in traces if "quoted" in trace["hovertemplate"]]
    assert [trace["y"] for trace in hollow] == [quoted["value"].tolist()]
    assert hollow[0]["line"]["dash"] == "dot"
    notes = [note["text"] for note in page.panels["reoffending_adult"].chart.figure["layout"]["annotations"]]
    assert "quoted" in notes
    assert "quoted: 23.7% in 2020/21 and 22.7% in 2021/22" in page.panels["reoffending_adult"].alt
    assert set(page.csv("reoffending_england_and_wales")["status"]) == {"quoted"}
    assert "quoted" in page.panels["reoffending_england_and_wales"].title


def test_adults_and_youths_are_never_pooled_silently(page: Page) -> None:
    assert set(page.csv("reoffending_adult")["adult_or_youth"]) == {"adult"}
    assert set(page.csv("reoffending_youth")["adult_or_youth"]) == {"youth"}
    assert set(page.csv("reoffending_measures")["adult_or_youth"]) == {"adult"}
    assert set(page.csv("reoffending_england_and_wales")["adult_or_youth"]) == {"all"}
    assert "adults and youths together" in page.panels["reoffending_england_and_wales"].statistic
    ages = page.csv("reoffending_ages")
    kinds = ages.groupby("age_group")["adult_or_youth"].agg(set)
    assert all(len(kind) == 1 for kind in kinds)


def test_the_second_measure_times_the_rate_is_the_third(page: Page) -> None:
    wide = page.csv("reoffending_measures").pivot_table(index="period_end", columns="indicator", values="value")
    product = wide["proven_reoffending_rate"] / 100 * wide["reoffences_per_reoffender"]
    assert product.to_list() == pytest.approx(wide["reoffences_per_offender"].to_list(), abs=1e-3)


def test_points_and_per_cent_are_both_named(page: Page) -> None:
    panel = page.panels["reoffending_changes"]
    assert "4.2 percentage points since 2008/09" in panel.title
    assert "14.2 per cent" in panel.title
    csv = page.csv("reoffending_changes")
    assert set(csv["unit"]) == {"percentage points", "percent"}
    assert csv[csv["measure"] == "difference"][["lower", "upper"]].notna().all().all()


def test_the_timeline_shows_the_lag_and_the_restrictions(page: Page) -> None:
    panel = page.panels["reoffending_timeline"]
    assert "2019/20" in panel.title
    assert "COVID-19" in panel.title
    assert panel.chart.figure["layout"]["shapes"][0]["x0"] == "2020-03-01"
    assert panel.chart.figure["layout"]["shapes"][0]["x1"] == "2021-07-01"
    assert "published in January 2026, 22 months after its end" in panel.alt


@pytest.mark.parametrize("area", ["Narnia", "Croydon", "<script>alert(1)</script>", "City of London"])
def test_any_address_shows_the_same_page(page: Page, area: str) -> None:
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    app.query_params["area"] = area
    app.query_params["cohort"] = "1066"
    app.switch_page("reoffending.py").run()
    assert [error.message for error in app.exception] == []
    assert app.title[0].value == page.app.title[0].value


def test_tables_and_abouts_open(page: Page) -> None:
    for control in page.app.get("button_group"):
        control.set_value([control.options[-1]] if isinstance(control.value, list) else control.options[-1])
    page.app.run()
    assert [error.message for error in page.app.exception] == []


def test_the_overview_links_to_the_page() -> None:
    app = AppTest.from_file(str(SHELL), default_timeout=60).run()
    html = " ".join(each.proto.body for each in app.get("html"))
    tile = next(each for each in html.split("<section") if "Proven reoffending, adults" in each)
    assert 'href="reoffending"' in tile
    assert "Down 1.0 points, from 26.4%" in unescape(tile)
    assert "cohort of 2019/20" in tile


def test_the_overview_tells_what_changed_in_this_release() -> None:
    app = AppTest.from_file(str(SHELL), default_timeout=60).run()
    html = unescape(" ".join(each.proto.body for each in app.get("html")))
    panel = html[html.index("What changed in this release") :]
    for text in ("47,798", "48,231", "+0.9%", "First edition here"):
        assert text in panel
