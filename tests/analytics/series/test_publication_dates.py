"""Which edition is known by what name, and what a past day has lost since one was dated anew."""

from __future__ import annotations

from datetime import date

from analytics.series.publication_dates import named_in, redated


def test_a_day_that_lost_figures_when_an_edition_was_dated_anew_says_so() -> None:
    """The historical ward file was dated March 2024 and is of March 2026."""
    lost = redated(["burglary"], ["ward"], date(2025, 1, 15))
    words = (
        "The edition of April 2010 to February 2024 (ward level) was taken to be published in March 2024 and is of "
        "March 2026: its figures are no longer among those of 15 January 2025."
    )
    assert lost == (words,)
    for day in (date(2024, 2, 29), date(2026, 3, 1)):
        assert redated(["burglary"], ["ward"], day) == ()
    assert redated(["burglary"], ["mps", "borough"], date(2025, 1, 15)) == ()
    assert redated(["knife_crime"], ["ward"], date(2025, 1, 15)) == ()


def test_an_edition_is_known_by_the_id_that_it_had_before() -> None:
    (edition,) = named_in(["knife-borough-202203-202602-35676113"])
    assert edition.id == "knife-borough-202203-202602-c1b745de"
