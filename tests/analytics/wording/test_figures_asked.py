"""A few words that ask for figures, and texts that do not."""

from __future__ import annotations

import pytest

from analytics.wording.figures_asked import figures_asked
from analytics.wording.sentence import LONGEST


@pytest.mark.parametrize(
    ("text", "indicator", "place", "since"),
    [
        ("burglary in Croydon since 2023", "burglary", "Croydon", 2023),
        ("Croydon burglary", "burglary", "Croydon", None),
        ("knife crime", "knife_crime", None, None),
        ("shoplifting figures for Camden from 2020", "shoplifting", "Camden", 2020),
        ("robbery in Berrylands ward", "robbery", "Berrylands", None),
        ("crime in Kingston", "all_recorded_crime", "Kingston upon Thames", None),
        ("burglary in London", "burglary", None, None),
    ],
)
def test_a_subject_with_or_without_a_place(text: str, indicator: str, place: str | None, since: int | None) -> None:
    request = figures_asked(text)
    assert request is not None
    assert (request.indicator, request.area and request.area.name, request.since) == (indicator, place, since)


@pytest.mark.parametrize(
    "text",
    [
        "", "Kingston", "Narnia", "fraud in Croydon",
        # Claims: a verb, a figure, two subjects or places.
        "burglary in Croydon down", "Knife crime fell 17% in the year to February 2026", "burglary and robbery in Croydon",
        "burglary in Croydon and Camden", "burglary in Kent", "burglary since 2020 from 2021",
        # A ward's name that several have says nothing of which.
        "burglary in Abbey ward", "burglary " * LONGEST,
    ],
)  # fmt: skip
def test_whatever_says_more_or_nothing_asks_for_no_figures(text: str) -> None:
    assert figures_asked(text) is None
