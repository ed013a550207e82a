"""The methods page: generated from the registries, the revisions of any indicator, freshness by a given clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.indicators import INDICATORS
from analytics.not_covered import NOT_COVERED
from analytics.recording_events import EVENTS
from data.catalogue import DATASETS
from data.refresh import refresh_outcomes
from pages.parts import sources
from pages.parts.formulas import FORMULAS
from pages.parts.methods import freshness_panel, method_statements

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"


def methods(**query: str) -> AppTest:
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page("methods.py")
    app.run()
    assert [error.message for error in app.exception] == []
    return app


def text_of(app: AppTest) -> str:
    return unescape("\n".join(element.proto.body for element in app.get("html")))


@pytest.fixture(scope="module")
def page() -> str:
    return text_of(methods())


def test_every_entry_of_the_registries_is_there(page: str) -> None:
    for dataset in DATASETS.values():
        for said in (dataset.title, dataset.publisher, dataset.licence, dataset.page):
            assert said in page
    for each in INDICATORS.values():
        assert each.title in page
        assert each.definition in page
    for event in EVENTS:
        assert event.words in page
        # The two ends of a span stay on one line.
        assert event.source in page.replace("\xa0", " ").replace("&nbsp;", " ")
    for formula in FORMULAS.values():
        assert formula in page


def test_the_contents_lead_to_every_section() -> None:
    app = methods()
    anchors = [header.proto.anchor for header in app.header]
    links = re.findall(r'<a href="#(\w+)">([^<]+)</a>', text_of(app))
    assert links == [(anchor, header.value) for anchor, header in zip(anchors, app.header, strict=True)]
    assert anchors == list(method_statements.SECTIONS)


def test_a_change_of_recording_says_where_it_was_felt(page: str) -> None:
    for event, reach in (("Heathrow counted apart", "Hillingdon"), ("Borough often unknown", "boroughs")):
        assert f"{event}<small>Every indicator of crime: {reach} only</small>" in page
        assert f"{event} ({reach} only)</li>" in page
    assert "August 2011 riots<small>Robbery, business robbery, burglary</small>" in page
    assert "COVID-19 restrictions<small>Every indicator of crime</small>" in page


FAILED = refresh_outcomes.Record(
    "knife", datetime(2026, 11, 6, 12, tzinfo=UTC), "failed", "the publisher's file has a new label 'X'"
)


@pytest.fixture
def failed(own_folder: Path) -> Iterator[Path]:
    """What is kept of a refresh that failed."""
    refresh_outcomes.remember(FAILED)
    yield refresh_outcomes.outcomes_file()
    refresh_outcomes.outcomes_file().unlink()


def test_a_failed_refresh_is_told_once_with_its_reason(failed: Path) -> None:
    page = text_of(methods())
    assert page.count("new label 'X'") == 1
    assert (
        "<li>Knife crime: refresh of 6 November 2026 failed: the publisher's file has a new label 'X'; "
        "figures are those of 18 March 2026.</li>"
    ) in page
    assert "6 November 2026: failed, see above" in page


def test_outcomes_that_cannot_be_read_cost_nothing_else(failed: Path) -> None:
    failed.write_text("{")
    page = text_of(methods())
    assert "the outcomes of refreshes cannot be read" in page
    assert "16,138 and now reads 16,156" in page
    assert "Never, or added by hand" in page


def test_every_edition_is_there_with_its_checksum(page: str) -> None:
    held = sources.editions()
    assert len(held) > 20
    for edition in held.values():
        assert edition.id in page
        assert edition.source_sha256[:12] in page


def test_the_rows_of_an_indicator_are_those_of_the_publisher(page: str) -> None:
    assert "burglary: BURGLARY" in page
    assert "less burglary_business_and_community: BURGLARY / BURGLARY BUSINESS AND COMMUNITY" in page


def test_the_revision_of_knife_crime_is_the_first_thing_shown(page: str) -> None:
    assert "Knife crime in the financial year 2024/25 was first published as 16,138 and now reads 16,156" in page


def test_another_indicator_by_the_address() -> None:
    assert "Burglary in the financial year 2025/26 was first published as 47,798 and now reads 48,231" in text_of(
        methods(indicator="Burglary")
    )


def test_an_indicator_with_one_edition_says_so() -> None:
    assert "Only one edition of" in text_of(methods(indicator="Violence against women and girls"))


def test_a_wrong_indicator_is_told() -> None:
    page = text_of(methods(indicator="<b>Vibes</b>"))
    assert "is no indicator that can be chosen here" in page
    assert "16,138" in page


def test_the_clock_decides_what_is_overdue() -> None:
    assert freshness_panel.overdue(date(2026, 3, 20), resources=("knife",)) == ()
    (late,) = freshness_panel.overdue(date(2026, 11, 23), resources=("knife",))
    assert late.due == date(2026, 5, 2)


def test_a_source_line_warns_once_a_newer_edition_should_exist() -> None:
    (newest,) = [e for e in sources.editions().values() if e.id.startswith("knife-borough-202203-202602")]
    assert sources.data_to([newest], today=date(2026, 4, 1)) == "data to February 2026, published 18 March 2026"
    assert sources.LATE in sources.data_to([newest], today=date(2026, 11, 23))


def test_every_subject_that_is_not_here_says_who_publishes_it(page: str) -> None:
    # The two ends of a span stay on one line.
    texts = page.replace("\xa0", " ")
    for subject in NOT_COVERED.values():
        assert subject.name in texts
        assert subject.url in texts
        assert subject.reason in texts


def test_what_the_ons_assigns_to_no_borough_is_said(page: str) -> None:
    """Handbook, section 2.1: 38,004 offences, 4.0%."""
    assert "It assigns 38,004 offences of the Metropolitan Police, 4.0% of those of the year to June 2025" in page
