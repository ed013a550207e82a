"""The page on claims: what it understands, asks, answers and lists; the engine's answer in every place."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analytics.claims import Claim, check
from analytics.claims.answer_table import CLAIM_SCHEMA
from analytics.claims.claim_address import path_of
from analytics.claims.gallery import gallery
from analytics.claims.reading.sentence_reader import completed, read
from analytics.narrative import number
from analytics.tables.figures_table import SCHEMA, to_csv
from analytics.wording.number_words import amount, written
from analytics.written_periods import parse_period
from pages.parts import panels
from pages.parts.claims import claim_fields, claim_panels
from tests.pages.texts import foreign, html_of

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
KNIFE = "Knife crime in London fell 19 per cent between April and June 2025"
CLAIMS = {
    "a change": KNIFE,
    "a change with its figures": "97 homicides in 2025, an 11 per cent decrease from 109 in 2024",
    "a step between": "Violence with injury fell by 13% between the year to May 2016 and the year to February 2025",
    "a break between": "Domestic abuse in London fell by a fifth in the year to July 2025",
    "in all boroughs": "Violence with injury has fallen in all 32 London boroughs in the 12 months to August 2025",
    "a rank of boroughs": "Greenwich saw the smallest decrease in violence with injury in the year to August 2025",
    "the lowest": "Homicides in 2025 are at their lowest since 2014",
    "the lowest month": "Homicides in January 2026 were the lowest since 2014",
    "a rate": "The homicide rate was 1.1 per 100,000 residents in 2025",
    "a percentage": "The knife crime positive outcome rate rose to 20 per cent in the year to February 2026",
    "reoffending": "The reoffending rate of adults fell from 25.4% in 2019/20 to 22.7% in 2021/22",
    "reoffending elsewhere": "The reoffending rate is 5.3 percent lower in the year ending September 2023, compared to "
    "the year ending June 2016",
    "not counted here": "Phone thefts are down 10% in 2025",
    "a borough": "Burglary in Croydon is down by more than a quarter since May 2016 in the year to June 2026",
    "a share": "Westminster accounts for 9% of all crime in London in the year to February 2026",
    "a place among the boroughs": "Croydon had the second highest number of knife crimes in the year to February 2026",
    "a ward": "Burglary in Fairfield ward rose 5% in 2025",
    "said on a day": "Crime is up 31.5% over the past decade, the Mayor said on 31 August 2025",
}


class Shown:
    """The page after it has run, and the panels that it drew."""

    def __init__(self, app, drawn):
        self.app, self.panels = app, {panel.key: panel for panel in drawn}

    @property
    def html(self):
        return unescape(html_of(self.app)).replace("\xa0", " ")

    @property
    def title(self):
        return self.app.title[0].value

    @property
    def notices(self):
        return " ".join(re.findall(r'<div class="notice" role="status">(.*?)</div>', self.html, re.DOTALL))

    def field(self, key):
        return self.app.session_state[key]


@pytest.fixture
def show(monkeypatch):
    drawn = []
    draw = panels.show
    monkeypatch.setattr(panels, "show", lambda panel, view: (drawn.append(panel), draw(panel, view)))

    def run(**address):
        drawn.clear()
        app = AppTest.from_file(str(SHELL), default_timeout=60)
        for key, value in address.items():
            app.query_params[key] = [value]
        app.switch_page("claims.py")
        app.run()
        assert [error.message for error in app.exception] == []
        assert 'role="alert"' not in "".join(element.proto.body for element in app.get("html"))
        return Shown(app, [panel for panel in drawn if not panel.is_empty])

    return run


def asked(text):
    """The claim that the page makes of a sentence."""
    return claim_fields.claim_of(claim_fields.fields_understood(read(text))).claim


def test_a_claim_about_the_city_of_london_is_answered(show):
    page = show(text="Burglary in the City of London rose by 38% in 2025")
    assert page.title == "Matches our figures, by the City of London Police's records"
    assert "459 burglaries" in page.html


def test_without_a_claim_the_page_says_how_to_ask(show):
    page = show()
    assert page.title == "Is the number right? Check a claim about crime in London"
    assert page.panels == {}
    examples = re.findall(r'<a href="\?text=[^"]+" target="_self">([^<]+)</a>', page.html)
    assert len(examples) >= 4
    assert all(read(each).claim for each in examples), "an example must be understood"


@pytest.mark.parametrize("text", CLAIMS.values(), ids=CLAIMS)
def test_the_headline_is_the_engines_answer(show, text):
    page = show(text=text)
    answer = check(asked(text))
    assert page.title == answer.headline
    assert f"The claim: {answer.sentence}" in page.html
    for sentence in (*answer.explanation, *answer.assumed, *answer.caveats):
        assert sentence in page.html


@pytest.mark.parametrize("text", CLAIMS.values(), ids=CLAIMS)
def test_every_panel_has_its_rows_its_words_and_its_source(show, text):
    page = show(text=text)
    assert page.panels
    assert page.html.count('class="tool"') == len(page.panels)
    assert page.html.count("Source: ") == len(page.panels)
    for panel in page.panels.values():
        assert panel.title
        csv = pd.read_csv(io.BytesIO(to_csv(panel.figures)))
        assert len(csv) == panel.figures.num_rows > 0
        if panel.is_table:
            continue
        assert len(panel.alt) > 40
        plotted = {round(y, 4) for trace in panel.chart.to_dict()["data"] for y in trace["y"] if y is not None}
        assert plotted == {round(value, 4) for value in csv["value"].dropna()} or "reoff" in text


@pytest.mark.parametrize("text", [KNIFE, CLAIMS["in all boroughs"], CLAIMS["not counted here"]])
def test_the_tables_are_the_answers_rows(show, text):
    page, answer = show(text=text), check(asked(text))
    rows = {
        "claim_alternatives": (*((answer.stated,) if answer.stated else ()), *answer.alternatives),
        "claim_order": answer.ranked,
        "claim_nearest": answer.nearest,
    }
    for key, evaluations in rows.items():
        if key not in page.panels:
            assert not evaluations or key == "claim_alternatives"
            continue
        panel = page.panels[key]
        table = unescape(panel.chart).replace("\xa0", " ")
        assert panel.figures.schema.names == CLAIM_SCHEMA.names
        assert CLAIM_SCHEMA.names[: len(SCHEMA.names)] == SCHEMA.names
        assert panel.figures.num_rows == len(evaluations) == table.count("<tr") - 1
        for each in evaluations:
            assert f">{number(each.count or 0)}<" in table
            if each.base is not None:
                assert f"from {number(each.base)}<" in table


def test_both_periods_are_marked_in_the_series(show):
    chart = show(text=KNIFE).panels["claim_series"].chart.to_dict()["layout"]
    words = [note["text"] for note in chart["annotations"]]
    assert "claimed: Apr to Jun 2025" in words
    assert "compared with: Apr to Jun 2024" in words
    bands = [shape for shape in chart["shapes"] if shape["type"] == "rect"]
    assert [(band["x0"][:7], band["x1"][:7]) for band in bands] == [("2025-03", "2025-06"), ("2024-03", "2024-06")]
    levels = [shape["y0"] for shape in chart["shapes"] if shape["type"] == "line" and "yref" not in shape]
    # 3,649 and 4,257 offences in three months (published edition of 18 March 2026).
    assert levels == pytest.approx([3649 / 3, 4257 / 3])


def test_what_was_understood_and_what_was_not_said_are_shown(show):
    page = show(text=KNIFE)
    strip = re.search(r'<section class="understood".*?</section>', page.html, re.DOTALL)[0]
    plain = re.sub(r"<[^>]+>", " ", strip)
    for label, said in (("what is counted", "Knife crime"), ("by how much", "19 per cent"), ("where", "in London")):
        assert re.search(rf"{said}\s+{label}", plain), label
    assert "Not said: what it is compared with." in plain
    fields = {key: page.field(key) for key in ("indicator", "place", "direction", "size", "period")}
    assert fields == {
        "indicator": "Knife crime", "place": "London", "direction": "Fell", "size": "19",
        "period": "Q1 2025/26 (April to June 2025)",
    }  # fmt: skip


def test_a_sentence_that_is_declined_says_why_and_shows_no_figures(show):
    page = show(text="Burglary in Croydon and Lambeth fell by 5% in 2025")
    assert page.title == "This was not read as a claim that figures can check"
    assert "together or of each" in page.html
    assert page.panels == {}


def test_a_claim_without_what_is_counted_asks_for_it(show):
    page = show(place="Enfield", direction="Fell", size="417", unit="a number")
    assert page.title == "The claim does not say what is counted"
    assert page.panels == {}


def test_an_unread_word_is_shown_and_confirmed(show):
    text = "Zorb burglary in London fell 5% in 2025"
    page = show(text=text)
    assert page.title == "We could not read “Zorb”."
    assert page.panels == {}
    assert page.field("indicator") == "Burglary"
    page.app.button(key="confirm_unread").click().run()
    assert page.app.title[0].value.startswith("Right direction")
    confirmed = show(text=text, confirm="Zorb")
    assert confirmed.title == page.app.title[0].value
    assert "not read" in confirmed.html
    # The words of another sentence are not confirmed by it.
    assert show(text=text.replace("Zorb", "Blimp"), confirm="Zorb").title == "We could not read “Blimp”."


def test_without_a_date_the_page_asks_when(show):
    page = show(text="Residential burglary fell by 10%")
    assert page.title == "Said when?"
    assert page.panels == {}
    assert re.search(r"years (?:it would fit|that are held gives)", page.html)
    dated = show(text="Residential burglary fell by 10%", said="2026-08-01")
    assert dated.title.startswith("No clear change: does not match")


def test_several_claims_are_lines_with_a_verdict_each(show):
    page = show(
        text="Knife crime fell 17.5% in the year to February 2026. Robbery rose 50% in 2025. Arrests rose. Hurray."
    )
    assert page.title == "Three claims in this text"
    lines = re.findall(r'<p class="verdict">([^<]*)</p>', page.html.split("Published claims, checked")[0])
    assert lines == ["Matches our figures", "Does not match", "Not in our data", "No claim that figures can check"]
    links = re.findall(r'<a href="\?([^"]*)" target="_self">Its own check', page.html)
    assert show(**dict(parse_qsl(links[0]))).title == "Matches our figures"


def test_the_gallery_is_searched_and_filtered(show):
    page = show()
    page.app.text_input(key="sought").set_value("knife BBC").run()
    assert list(items(page)) == ["12"]
    assert f"1 of {len(gallery())} claims" in page.html
    page.app.text_input(key="sought").set_value("").run()
    assert f"<h3>Homicide ({sum(each.topic == 'Homicide' for each in gallery())})</h3>" in page.html
    page.app.selectbox(key="claim_verdict").set_value("Cannot be compared").run()
    assert {check(each.claim).verdict for each in gallery() if each.id in items(page)} == {"cannot_be_compared"}


def test_the_quotation_is_fit_for_print(show):
    page = show(text=CLAIMS["a rate"])
    quotation = re.search(r'<blockquote class="quotation">(.*?)</blockquote>', page.html, re.DOTALL)[1]
    assert page.title in quotation
    assert "Metropolitan Police" in quotation
    assert "http" not in quotation
    assert len(quotation) < 900


def test_a_corrected_field_stands_against_the_sentence(show):
    page = show(text=KNIFE, indicator="Knife crime", direction="Fell", size="17.5", period="year to February 2026")
    claim = Claim(indicator="knife_crime", direction="down", size=17.5, size_unit="percent",
                  period=parse_period("year to February 2026"))  # fmt: skip
    assert page.title == check(claim).headline
    assert page.field("size") == "17.5"


def test_reading_anew_replaces_every_field(show):
    page = show(text=KNIFE, indicator="Burglary", place="Croydon", direction="Rose", size="5", figure="9")
    page.app.button(key="read").click().run()
    assert [error.message for error in page.app.exception] == []
    assert page.title == check(asked(KNIFE)).headline
    assert (page.field("indicator"), page.field("place"), page.field("figure")) == ("Knife crime", "London", "")
    page.app.button(key="clear").click().run()
    assert page.title.startswith("Is the number right?")
    assert page.field("text") == ""


WRONG = {
    "indicator": "Jaywalking", "place": "Narnia", "direction": "Sideways", "size": "many", "unit": "furlongs",
    "period": "century", "against": "yesterday", "figure": "x", "before": "-", "kind": "x", "order": "Best of all",
    "nth": "0", "other": "Mordor", "share_of": "Cake", "since": "ever", "said": "2025-13-45", "counted": "Nobody", "group": "Cats", "as_of": "soon",
}  # fmt: skip


@pytest.mark.parametrize(("key", "value"), WRONG.items(), ids=WRONG)
def test_a_wrong_value_is_told_and_ignored(show, key, value):
    address = {"indicator": "Knife crime", "direction": "Fell", "size": "19", "period": "year to February 2026"}
    right = show(**{name: text for name, text in address.items() if name != key})
    wrong = show(**address | {key: value})
    assert claim_fields.LABELS[key] in wrong.notices
    assert f"“{value}”" in wrong.notices
    assert wrong.title == right.title
    assert right.notices == ""


@pytest.mark.parametrize(
    "address",
    [
        dict.fromkeys((*WRONG, "text"), "<script>alert(1)</script>"),
        dict.fromkeys((*WRONG, "text"), "'; DROP TABLE edition; --"),
        dict.fromkeys((*WRONG, "text"), "x" * 5000),
        dict.fromkeys((*WRONG, "text"), ""),
        WRONG,
        {"page": "9", "claim": "12"},
        {"subject": "<img src=x onerror=alert(1)>", "direction": "Fell", "size": "5"},
        {"indicator": "Homicide", "size": "1e999", "direction": "Fell"},
        {"indicator": "Homicide", "size": "-5", "direction": "Fell"},
        {"indicator": "Homicide", "period": "1066", "direction": "Fell"},
        {"indicator": "Homicide", "period": "2099", "direction": "Fell"},
        {"indicator": "Homicide", "place": "Croydon", "order": "Largest fall of the boroughs"},
        {"indicator": "The proven reoffending rate", "place": "Croydon", "direction": "Fell"},
        {"indicator": "Violence against women and girls", "place": "Croydon", "direction": "Fell"},
        {"indicator": "Knife crime", "figure": "12", "kind": "per cent"},
        {"order": "The lowest since"},
        {"against": "a year earlier"},
        {"as_of": "2026-03-31"},
    ],
    ids=str,
)
def test_no_address_breaks_the_page(show, address):
    page = show(**address)
    assert len(page.app.title) == 1
    raw = "".join(element.proto.body for element in page.app.get("html"))
    assert "<script" not in foreign(raw)
    assert "<img src=x" not in raw


def test_figures_as_of_a_day_are_those_of_that_day(show):
    text = "Knife crime fell in 2024/25"
    claim = asked(text)
    then, now = check(claim, as_of=date(2025, 9, 1)), check(claim)
    # Handbook: 16,138 in the edition of August 2025, 16,156 in that of March 2026.
    assert (then.stated.count, now.stated.count) == (16_138, 16_156)
    page = show(indicator="Knife crime", direction="Fell", period="2024/25", as_of="2025-09-01")
    assert "16,138 offences" in page.html
    assert page.panels["claim_alternatives"].figures.column("edition").to_pylist()[0] == ";".join(then.stated.editions)


def test_the_link_gives_the_same_check(show):
    page = show(text=KNIFE)
    plain, pinned = [dict(parse_qsl(urlsplit(code.value).query)) for code in page.app.code]
    assert show(**plain).title == page.title
    again = show(**pinned)
    assert again.title == page.title
    # The edition of the knife crime figures; those of recorded crime are newer, and not behind this answer.
    assert again.field("as_of") == pinned["as_of"] == "2026-03-18"
    assert {key: text for key, text in pinned.items() if key != "as_of"} == plain


def topics():
    return list(dict.fromkeys(each.topic for each in gallery()))


def items(page):
    found = re.findall(r'<li id="claim-([^"]+)">(.*?)</li>', page.html, re.DOTALL)
    assert found
    return dict(found)


def test_the_gallery_lists_every_published_claim_with_the_engines_verdict(show):
    listed = items(show())
    assert list(listed) == [each.id for each in sorted(gallery(), key=lambda each: topics().index(each.topic))]
    for each in gallery():
        item = listed[each.id]
        assert check(each.claim).headline in item
        assert each.sentence in item
        assert each.who in item
        assert each.when in item
        assert (f'href="{each.link}"' in item) == bool(each.link)


@pytest.mark.parametrize("id", ["m1", "12", "6", "4", "40", "m9", "m8", "26"])
def test_a_claim_of_the_gallery_opens_in_the_checker(show, id):
    published = next(each for each in gallery() if each.id == id)
    href = re.search(r'href="\?([^"]+)" target="_self"', items(show())[id])[1]
    page = show(**dict(parse_qsl(href)))
    assert page.notices == ""
    assert page.title == check(published.claim).headline
    assert published.who in page.html.split("Published claims, checked")[0]


@pytest.mark.parametrize("published", gallery(), ids=lambda each: each.id)
def test_a_claim_and_its_fields_are_one_thing(published):
    filled = claim_fields.claim_of(claim_fields.fields_of(published.claim))
    assert filled.problems == ()
    assert filled.claim == published.claim


@given(
    st.one_of(
        st.tuples(st.integers(0, 10**6).map(float), st.none()),
        st.tuples(st.integers(0, 10**5).map(lambda n: n / 10), st.just(0.1)),
        st.tuples(st.integers(1, 20).map(lambda n: 5.0 * n), st.just(5.0)),
        st.tuples(st.integers(1, 900).map(lambda n: 1_000.0 * n), st.just(1_000.0)),
        st.tuples(st.integers(10, 99).map(lambda n: 100_000.0 * n), st.just(100_000.0)),
    )
)
def test_a_number_and_its_rounding_are_one_text(case):
    value, rounding = case
    found = amount(written(value, rounding), is_count=rounding not in (0.1, 5.0))
    assert found is not None
    assert found[0] == pytest.approx(value)
    # A rounding that the number shows by itself needs no telling.
    assert found[1] in (rounding, None)


@pytest.mark.parametrize(
    ("fields", "size", "rounding"),
    [
        ({"size": "a quarter"}, 25, 5),
        ({"size": "a third"}, 33.3, 5),
        ({"size": "about 100"}, 100, 5),
        ({"size": "about 100", "unit": "a number"}, 100, 100),
        ({"size": "13.0"}, 13, 0.1),
        ({"size": "31.5%"}, 31.5, None),
        ({"size": "1,154", "unit": "a number"}, 1154, None),
    ],
)
def test_a_size_as_people_write_it(fields, size, rounding):
    claim = claim_fields.claim_of({"indicator": "Burglary", "direction": "Fell"} | fields).claim
    assert (claim.size, claim.rounding) == (size, rounding)


@pytest.mark.parametrize(
    ("against", "period", "expected"),
    [
        ("a year earlier", "year to May 2025", "year to May 2024"),
        ("10 years earlier", "year to May 2025", "year to May 2015"),
        ("ten years ago", "year to May 2025", "year to May 2015"),
        ("year to May 2016", "year to May 2025", "year to May 2016"),
        ("", "year to May 2025", None),
        # No period: the newest year of the series, to June 2026.
        ("10 years earlier", "", "year to June 2016"),
    ],
)
def test_what_a_claim_is_compared_with(against, period, expected):
    filled = claim_fields.claim_of({"indicator": "Burglary", "direction": "Fell", "against": against, "period": period})
    assert filled.problems == ()
    assert filled.claim.baseline == (parse_period(expected) if expected else None)


@pytest.mark.parametrize("text", CLAIMS.values(), ids=CLAIMS)
def test_the_form_makes_the_claim_that_was_read(text):
    assert asked(text) == completed(read(text))


def test_across_a_break_no_levels_are_drawn(show):
    shapes = show(text=CLAIMS["a break between"]).panels["claim_series"].chart.to_dict()["layout"]["shapes"]
    assert [shape for shape in shapes if shape["type"] == "line" and "yref" not in shape] == []
    assert len([shape for shape in shapes if shape["type"] == "rect"]) == 2


def test_the_open_data_have_the_same_answer(show):
    claim = asked(KNIFE)
    links = re.findall(r'href="([^"]*api/v1/claim\.(?:json|csv)[^"]*)"', show(text=KNIFE).html)
    assert {urlsplit(link).query for link in links} == {urlsplit(path_of(claim)).query}
    # The file stands beside the verdict too.
    assert [urlsplit(link).path.rpartition(".")[2] for link in links] == ["csv", "json", "csv"]


def test_the_answers_are_kept(monkeypatch):
    claim = asked(KNIFE)
    first = claim_panels.answer(claim, None)
    monkeypatch.setattr(claim_panels, "check", lambda *_, **__: pytest.fail("asked again"))
    assert claim_panels.answer(claim, None) is first


def test_the_gallery_shows_the_adult_rates_by_cohort(show):
    raw = "".join(element.proto.body for element in show().app.get("html"))
    item = raw[raw.index('id="claim-m9"') :].partition("</li>")[0]
    assert "of adults: 27.8% in the cohort of 2015/16, 22.7% in that of 2021/22." in item


def test_the_gallery_names_a_period_that_was_taken(show):
    raw = "".join(element.proto.body for element in show().app.get("html"))
    taken, stated = (raw[raw.index(f'id="claim-{each}"') :].partition("</li>")[0] for each in ("m1", "2"))
    assert "from 119 to 108 in the year to June 2026." in taken
    assert "from 74,413 to 64,470." in stated


@pytest.mark.parametrize(
    "text",
    [
        "246 shop thefts a day were recorded in London in 2025",
        "One homicide every four days was recorded in London in 2025",
        "Newham had twice the knife crime rate of Camden in the year to February 2026",
        "Knife crime per head is higher in Newham than in Southwark in the year to February 2026",
        "Westminster had nearly ten times as many robberies as Bexley in 2025",
        "Four in ten sexual offences in London in 2025 were rapes",
        "Burglary fell in 27 of London's 32 boroughs in 2025",
        "June 2026 was the lowest June for robbery since 2021",
        "Knife crime did not rise in 2025",
        "Burglary in the City of London rose by 38% in 2025",
        "Burglary in North Area BCU fell in 2025",
    ],
)
def test_the_form_that_a_sentence_fills_is_answered_as_the_sentence(text):
    understanding = read(text)
    claim, filled = completed(understanding), claim_fields.claim_of(claim_fields.fields_understood(understanding))
    assert not filled.problems
    assert check(filled.claim).headline == check(claim).headline
