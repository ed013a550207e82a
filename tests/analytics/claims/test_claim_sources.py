"""Who says it is read by the words around: an office that is the victim, the offender or the place is asked about."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from analytics.claims.claim_lines import check_text

SAID_ON = date(2026, 11, 1)
CLAIM = "robberies fell by 6.8 per cent in 2025"
OFFICES = (
    "police officers", "officers", "detectives", "councillors", "campaigners", "ministers", "MPs", "the Mayor",
    "the council", "the government", "journalists", "Londoners", "bosses", "the force", "the Met",
    "the Metropolitan Police", "the BBC", "Labour councillors", "opposition politicians", "the London Assembly",
    "statisticians", "Scotland Yard", "the police",
)  # fmt: skip
# How a noun narrows what is counted: whose, by whom, where.
NARROWED = (
    "Robberies of {} fell by 6.8 per cent in 2025",
    "Robberies by {} fell by 6.8 per cent in 2025",
    "Robberies committed by {} fell by 6.8 per cent in 2025",
    "Robberies within {} fell by 6.8 per cent in 2025",
    "Robberies against {} fell by 6.8 per cent in 2025",
    "Robberies near {} fell by 6.8 per cent in 2025",
    "There were 32,446 robberies of {} in 2025",
    "Robberies involving {} fell by 6.8 per cent in 2025",
    "In 2025 {} committed 6.8 per cent fewer robberies",
)


@pytest.mark.parametrize("office", OFFICES)
def test_an_office_that_is_no_source_is_asked_about(office):
    for frame in NARROWED:
        for line in check_text(frame.format(office), said_on=SAID_ON):
            assert line.answer is None, frame.format(office)


@pytest.mark.parametrize(
    "text",
    [
        f"The Met said {CLAIM}",
        f"Police said that {CLAIM}",
        f"{CLAIM[0].upper()}{CLAIM[1:]}, said the Mayor",
        f"Mayor Sadiq Khan announced that {CLAIM}",
        f"The councillor warned that {CLAIM}",
        f"Susan Hall claimed {CLAIM}",
        f"According to the Mayor, {CLAIM}",
        f"According to Acme Research, {CLAIM}",
        f"Figures from the Metropolitan Police show {CLAIM}",
        f"Met Police figures show {CLAIM}",
        f"The force's own data show {CLAIM}",
        f"City Hall: {CLAIM}",
        f"{CLAIM[0].upper()}{CLAIM[1:]} (BBC)",
        f"The Mayor told the London Assembly that {CLAIM}",
        f"Figures published by the Met show {CLAIM}",
        "The Met recorded 6.8 per cent fewer robberies in 2025",
        "Police in London recorded 32,446 robberies in 2025",
        "There were 32,446 robberies recorded by the police in 2025",
        "32,446 robberies were reported to the Met in 2025",
    ],
)
def test_who_says_or_counts_it_changes_nothing(text):
    (line,) = check_text(text, said_on=SAID_ON)
    assert line.answer is not None, (line.understanding.unread, line.understanding.declined)
    assert line.answer.verdict == "matches"


@pytest.mark.parametrize(
    "place", ["Tower Bridge", "Canary Wharf", "Milton Keynes", "Oxford University", "Elephant Park"]
)
@pytest.mark.parametrize("said", [", said police,", ", police said,", ", said the Mayor,", " said"])
def test_a_place_beside_a_word_of_saying_is_no_speaker(place, said):
    for line in check_text(f"Robberies at {place}{said} fell by 6.8 per cent in 2025", said_on=SAID_ON):
        assert line.answer is None


@pytest.mark.parametrize(
    "source", ["Surrey Police", "Birmingham City Council", "the New York Police Department", "Police Scotland",
               "Kent Police", "Thames Valley Police"],
)  # fmt: skip
@pytest.mark.parametrize("frame", ["According to {}, {}", "{} said {}", "{} figures show {}", "{} recorded that {}"])
def test_the_police_of_another_place_speak_of_that_place(source, frame):
    for line in check_text(frame.format(source, CLAIM), said_on=SAID_ON):
        assert line.answer is None


DEGREES = ("slightly", "marginally", "modestly", "sharply", "dramatically", "massively", "considerably", "hugely")


@pytest.mark.parametrize("degree", DEGREES)
def test_a_degree_without_a_figure_is_asked_about(degree):
    """A fall of a tenth is not slight, and no figure here says what is sharp."""
    (line,) = check_text(f"Burglary fell {degree} in 2025", said_on=SAID_ON)
    assert line.asks == "confirm"
    (line,) = check_text(f"Burglary fell {degree}, by 10.2 per cent, in 2025", said_on=SAID_ON)
    assert line.answer is not None
    assert line.answer.verdict == "matches"


SIZES = ("large", "small", "massive", "huge", "shocking", "notable", "big", "alarming")


@pytest.mark.parametrize(("size", "counted"), itertools.product(SIZES, ["burglaries", "robberies", "rapes"]))
def test_an_adjective_of_the_offence_narrows_it(size, counted):
    for line in check_text(f"{size.capitalize()} {counted} fell by 10 per cent in 2025", said_on=SAID_ON):
        assert line.answer is None


def test_a_name_is_unread_as_a_whole():
    (line,) = check_text("Burglary in New Malden High Street fell by 10% in 2025", said_on=SAID_ON)
    assert line.understanding.unread == ("New Malden High Street",)
