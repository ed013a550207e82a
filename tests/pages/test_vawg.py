"""The page on violence against women and girls: its limits, its scopes, its parts, what is withheld."""

from __future__ import annotations

import io
import re
from html import unescape

import pandas as pd
import pytest

from analytics.narrative import headline
from analytics.periods import window_ending
from analytics.series.area_change import change_between
from analytics.series.monthly_series import monthly, ratio, windowed
from analytics.tables.figures_table import to_csv
from data.published_areas import MPS
from pages.parts.indicator import vawg_panels
from pages.parts.panels import Panel
from tests.pages.test_pages import ADDRESSES, shown_once

PAGE = "vawg.py"


def panel(key: str, name: str = "default") -> Panel:
    return next(each for each in shown_once(PAGE, name).panels if each.key == key)


def read(found: Panel) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(to_csv(found.figures)))


def texts(name: str = "default") -> str:
    return unescape(re.sub(r"<[^>]+>", " ", shown_once(PAGE, name).html))


def test_the_finding_is_the_number_of_analytics() -> None:
    series = windowed(monthly("vawg_offences"), "rolling_12")
    window = window_ending(series.last)
    before = window.year_earlier()
    assert (series.value(MPS, window.end), series.value(MPS, before.end)) == (104_881, 96_440)
    change = change_between("vawg_offences", window, before, count=104_881, base=96_440)
    assert shown_once(PAGE, "default").app.title[0].value == headline("vawg_offences", change, window)


@pytest.mark.parametrize("name", ADDRESSES)
def test_what_the_figures_cannot_say_stands_on_every_view(name: str) -> None:
    said = texts(name)
    assert vawg_panels.CANNOT_SAY in said
    assert vawg_panels.CANNOT_SAY.count(". ") == 1, "two sentences"
    for words in ("never report", "more reporting or better recording"):
        assert words in said


@pytest.mark.parametrize("name", ["default", "one borough", "rates"])
def test_borough_figures_say_that_their_scope_is_wider(name: str) -> None:
    found = [each for each in shown_once(PAGE, name).panels if each.key.startswith("vawg_") and each.level == "borough"]
    of_places = [each for each in found if each.key in ("vawg_map", "vawg_boroughs", "vawg_trend_boroughs")]
    assert len(of_places) >= 2
    for each in of_places:
        assert "with all flagged offences" in each.statistic
        assert "outside violence against women and girls" in each.note


def test_one_borough_is_told_by_the_wider_total() -> None:
    assert "with all flagged offences in Croydon" in shown_once(PAGE, "one borough").app.title[0].value


def test_other_offences_say_that_all_victims_are_counted() -> None:
    for key in ("rape_together", "rape_boroughs"):
        assert "all victims, not only women and girls" in panel(key).statistic


def test_the_change_in_domestic_abuse_is_withheld() -> None:
    found = panel("domestic_abuse_trend")
    assert "the change is withheld" in found.title
    assert "not comparable" in found.note
    assert "ends in July 2025" in found.note
    changes = read(found).query("measure == 'change'")
    assert changes["status"].to_list() == ["withheld_break"]
    assert changes["value"].isna().all()
    drawn = {note["text"]: note["x"] for note in found.chart.figure["layout"]["annotations"]}
    assert drawn["New recording system"] == "2024-03"


def test_steps_are_drawn() -> None:
    notes = panel("rape_together").chart.figure["layout"]["annotations"]
    assert {"2012-04", "2015-05", "2024-03"} <= {note["x"] for note in notes if note.get("yref") == "paper"}


def test_the_groups_add_up_and_what_is_outside_stands_apart() -> None:
    found = panel("vawg_offences_by_offence_group")
    rows = read(found)
    counts = rows[rows["measure"] == "count"].set_index("part")["value"]
    outside = next(label for label in counts.index if "outside" in label)
    assert counts["All"] == 104_881
    assert counts.drop(["All", outside]).sum() == counts["All"]
    assert counts["All"] + counts[outside] == 134_312
    share = rows[(rows["measure"] == "percentage") & (rows["part"] == outside)].iloc[0]
    assert round(share["value"], 1) == 21.9
    assert share["base_value"] == 134_312
    assert "21.9%" in found.note


def test_a_small_share_is_not_called_none() -> None:
    """26 homicides of 104,881 offences."""
    row = re.search(r"<th scope='row'>Homicide<.*?</tr>", str(panel("vawg_offences_by_offence_group").chart))
    assert row
    assert "under 0.1%" in row[0]


@pytest.mark.parametrize("split", ["age", "ethnic_appearance"])
def test_victims_add_up(split: str) -> None:
    found = panel(f"vawg_victims_by_{split}")
    rows = read(found)
    counts = rows[rows["measure"] == "count"].set_index("part")["value"]
    assert counts.drop("All").sum() == counts["All"]
    if split == "ethnic_appearance":
        assert "what an officer saw" in found.note
        assert "to the officer" in found.title


def test_the_share_recorded_late_is_of_the_whole_publication() -> None:
    found = panel("vawg_recorded_late")
    series = windowed(monthly("vawg_recorded_over_a_year_later"), "rolling_12")
    assert series.denominators is not None
    assert series.denominators[0][-1] == 134_312
    last = read(found).query("indicator == 'vawg_recorded_over_a_year_later'").iloc[-1]
    assert last["value"] == pytest.approx(ratio(series)[0][-1], abs=1e-4)
    assert last["base_value"] == 134_312
    assert last["unit"] == "percent"
    assert found.title.startswith("4.9% of flagged offences")
