"""Static charts: the figures they show, what stands around them, how they leave, what they refuse to draw."""

from __future__ import annotations

import csv
import io
import re
import struct
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from analytics.narrative import number
from api.charts.chart_axes import axis_of
from api.charts.figure_drawing import UnknownMark, drawn
from api.charts.palette import PALETTES
from api.charts.svg_markup import element, safe

KNIFE = "indicator=knife_crime&window=rolling_12&to=2026-02"
SVG = "{http://www.w3.org/2000/svg}"


def picture(client, query: str) -> ElementTree.Element:
    answer = client.get(f"chart.svg?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("image/svg+xml")
    return ElementTree.fromstring(answer.text)


def words(svg: ElementTree.Element) -> str:
    return " | ".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text"))


def test_the_title_is_the_finding_and_the_golden_figure_stands_at_the_end_of_the_line(client):
    svg = picture(client, KNIFE)
    assert svg.findtext(f"{SVG}title") == "Knife crime fell 17.5% in the year to February 2026"
    assert "London 13,552" in words(svg)
    assert "12 months to each month" in words(svg)
    assert "Metropolitan Police Service, Monthly Crime Dashboard Data, published" in words(svg)
    assert "api/v1/series.csv?indicator=knife_crime&window=rolling_12&to=2026-02&as_of=" in words(svg).replace(
        " | ", ""
    )


def test_what_is_drawn_can_be_read_without_seeing_it(client):
    svg = picture(client, f"{KNIFE}&area=Croydon&area=Lambeth")
    assert svg.get("role") == "img"
    names = {child.get("id") for child in svg}
    assert set(svg.get("aria-labelledby").split()) <= names
    told = svg.findtext(f"{SVG}desc")
    assert "Line chart of knife crime in Croydon, 12 months to each month" in told
    assert "in Lambeth" in told


@pytest.mark.parametrize(
    "query",
    [
        "indicator=burglary&window=rolling_12&area=Croydon&area=Lambeth",
        "indicator=violence_with_injury&window=rolling_12&area=Croydon&area=Brent&measure=rate",
        "indicator=robbery&window=month&last=30",
        "indicator=burglary&indicator=burglary_residential&window=financial_year_to_date",
        "indicator=knife_crime&window=rolling_12&measure=change",
    ],
)
def test_lines_end_at_the_figures_of_the_csv(client, query):
    rows = list(csv.DictReader(io.StringIO(client.get(f"series.csv?{query}").text)))
    told = words(picture(client, query)).replace(" | ", " ")
    lasts = {(row["indicator"], row["area_code"]): float(row["value"]) for row in rows if row["value"]}
    assert lasts
    for value in lasts.values():
        assert any(number(value, decimals=digits) in told for digits in (0, 1, 2)), (value, told)


def test_points_lie_where_the_figures_say(client):
    """The highest point of the line is the month with the highest figure; zero is the foot of the drawing."""
    rows = list(csv.DictReader(io.StringIO(client.get(f"series.csv?{KNIFE}&last=60").text)))
    values = [float(row["value"]) for row in rows]
    svg = picture(client, f"{KNIFE}&last=60")
    lines = [path.get("d") for path in svg.iter(f"{SVG}path") if path.get("stroke") == PALETTES["light"]["hue-1"]]
    points = [tuple(map(float, pair.split(","))) for pair in re.findall(r"[\d.]+,[\d.]+", lines[0])]
    assert len(points) == len(values)
    assert min(range(len(values)), key=lambda i: points[i][1]) == max(range(len(values)), key=values.__getitem__)
    zero = max(
        float(re.match(r"M[\d.]+,([\d.]+)H", path.get("d"))[1])
        for path in svg.iter(f"{SVG}path")
        if "H" in path.get("d")
    )
    share = [(zero - y) / (zero - points[0][1]) for _, y in points]
    assert share == pytest.approx([value / values[0] for value in values], abs=0.01)
    steps = {round(after[0] - before[0], 1) for before, after in pairwise(points)}
    assert max(steps) - min(steps) < 0.3


def test_a_break_is_marked_and_windows_across_it_are_dotted(client):
    svg = picture(client, "indicator=domestic_abuse&window=rolling_12")
    assert "New recording system" in words(svg)
    dotted = [path for path in svg.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert {path.get("stroke") for path in dotted} == {PALETTES["light"]["quiet"], PALETTES["light"]["hue-1"]}


def test_a_gap_is_a_gap(client):
    """There is no population between 2012 and 2018, so no rate: the line is broken."""
    svg = picture(client, "indicator=violence_with_injury&window=rolling_12&measure=rate")
    line = next(path.get("d") for path in svg.iter(f"{SVG}path") if path.get("stroke") == PALETTES["light"]["hue-1"])
    assert line.count("M") >= 2


def test_theme_and_size(client):
    dark = picture(client, f"{KNIFE}&theme=dark&width=1200")
    assert (dark.get("width"), dark.get("height")) == ("1200", "630")
    assert dark.find(f"{SVG}rect").get("fill") == PALETTES["dark"]["ground"]
    narrow = client.get(f"chart.png?{KNIFE}&width=320").content
    assert narrow[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", narrow[16:24]) == (320, 340)


def test_the_same_figures_give_the_same_bytes(client):
    for kind in ("svg", "png"):
        first = client.get(f"chart.{kind}?{KNIFE}&width=400")
        again = client.get(f"chart.{kind}?to=2026-02&width=400&theme=light&window=rolling_12&indicator=knife_crime")
        assert first.content == again.content
        assert first.headers["etag"] == again.headers["etag"]
        assert first.headers["content-disposition"].startswith("inline")
        unchanged = client.get(f"chart.{kind}?{KNIFE}&width=400", headers={"If-None-Match": first.headers["etag"]})
        assert unchanged.status_code == 304


def test_no_figures_is_said_in_the_picture(client):
    svg = picture(client, "indicator=knife_crime&from=2030-01")
    assert svg.findtext(f"{SVG}title") == "Knife crime: there are no figures for this selection"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        (f"{KNIFE}&width=99999", "width"),
        (f"{KNIFE}&width=wide", "width"),
        (f"{KNIFE}&theme=<script>", "theme"),
        (f"{KNIFE}&area=boroughs", "area"),
        (f"{KNIFE}&measure=count&measure=rate", "measure"),
        (f"{KNIFE}&colour=red", "colour"),
        ("width=800", "indicator"),
    ],
)
def test_what_cannot_be_drawn_is_a_problem(client, query, parameter):
    answer = client.get(f"chart.svg?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["parameter"] == parameter


@pytest.mark.parametrize(
    "figure",
    [
        {"data": [{"type": "choropleth"}], "layout": {}},
        {"data": [{"type": "scatter", "mode": "text", "x": [1], "y": [1]}], "layout": {}},
        {
            "data": [{"type": "scatter", "mode": "markers", "x": [1], "y": [1], "marker": {"symbol": "star"}}],
            "layout": {},
        },
        {"data": [], "layout": {"shapes": [{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]}},
    ],
)
def test_an_unknown_mark_stops_the_drawing(figure):
    with pytest.raises(UnknownMark):
        drawn(figure, width=300, height=200, palette=PALETTES["light"])


def test_text_is_escaped_and_may_hold_anything():
    written = element("text", safe('</text><script>"\x00'), fill='"><script>')
    assert "<script" not in written
    ElementTree.fromstring(written)


def test_round_numbers_and_dates_on_axes():
    assert [name for _, name in axis_of({"range": [0, 1234], "nticks": 5}, []).ticks()] == ["0", "500", "1,000"]
    assert [name for _, name in axis_of({"range": [-3, 3], "nticks": 4}, []).ticks()] == ["−2", "0", "2"]
    dates = axis_of({"type": "date", "range": ["2024-01", "2026-02"], "dtick": "M12", "tickformat": "%Y"}, [])
    assert [(round(at, 2), name) for at, name in dates.ticks()] == [(0.0, "2024"), (0.48, "2025"), (0.96, "2026")]
