"""What the methods page promises of the service: whom to write to is a setting, and never an empty name."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from analytics.series.publication_dates import editions
from data.catalogue import DATASETS
from pages.parts import sources
from pages.parts.methods.service_statements import CONTACT, statements


def test_a_wrong_figure_is_reported_to_whom_the_setting_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONTACT, "figures@example.org")
    assert statements()["Report a wrong figure"].startswith("Write to figures@example.org.")


@pytest.mark.parametrize("contact", [None, ""])
def test_without_a_contact_the_reader_is_sent_to_whoever_runs_it(
    contact: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CONTACT, raising=False)
    if contact is not None:
        monkeypatch.setenv(CONTACT, contact)
    assert "whoever gave you its address" in statements()["Report a wrong figure"]


def test_the_footer_attributes_what_is_held_and_nothing_else() -> None:
    footer = unescape(sources._footer(date.today()))
    held = {edition.dataset for edition in editions().values()}
    assert held < set(DATASETS)
    for name, dataset in DATASETS.items():
        assert (dataset.attribution in footer) == (name in held), name
