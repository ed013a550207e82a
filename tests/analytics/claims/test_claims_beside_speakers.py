"""When and where it was said is not of when and where it is; what was named before is not forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.claims.claim_lines import check_text

SAID_ON = date(2026, 11, 1)
FELL = "burglary fell by 10.2 per cent in 2025"
LONDON = "burglary in London fell by 10.2 per cent in 2025"


def outcomes(text: str) -> list[str]:
    """The verdict on each line, or what is asked, or `declined`."""
    lines = check_text(text, said_on=SAID_ON)
    return [line.answer.verdict if line.answer else line.asks or "declined" for line in lines]


@pytest.mark.parametrize(
    "when",
    ["In 2024 the Commissioner said", "In a 2026 interview, the Mayor said", "Published in 2026, the figures show",
     "A report of 2026 said", "In a speech in 2026, the Mayor said that", "In June 2026 the Met said that",
     "In May the Mayor said that", "This year the Mayor said", "Last month the Met said", "Yesterday the Met said",
     "Figures published in April 2026 show"],
)  # fmt: skip
def test_when_it_was_said_is_no_period_of_the_claim(when):
    (line,) = check_text(f"{when} {FELL}", said_on=SAID_ON)
    assert line.claim.period.label == "2025"
    assert line.answer is not None
    assert line.answer.verdict == "matches"
    (false,) = check_text(f"{when} burglary fell by 10.2 per cent in 2023", said_on=SAID_ON)
    assert false.claim.period.label == "2023"


@pytest.mark.parametrize(
    "speaker",
    ["Hackney MP Diane Abbott said", "A Bromley councillor warned that", "Croydon's mayor said",
     "In Camden yesterday, the Met said that", "In a speech in Lewisham the Mayor said that",
     "The Mayor said in Croydon that", "Sutton and Cheam MP Luke Taylor said"],
)  # fmt: skip
def test_where_the_speaker_is_from_is_no_place_of_the_claim(speaker):
    (line,) = check_text(f"{speaker} {LONDON}", said_on=SAID_ON)
    assert line.answer is not None
    assert line.answer.verdict == "matches"
    assert all(line.answer is None for line in check_text(f"{speaker} {FELL}", said_on=SAID_ON))


@pytest.mark.parametrize(
    "text",
    ["New York is safer. It recorded 96 homicides in 2025.", "In Birmingham burglary soared. It rose in 2025.",
     "Manchester has more knife crime. There were 840 offences in 2025.", "Paris has problems. Robbery there fell in 2025.",
     "Kent Police had a good year. Burglary fell by 10.2 per cent in 2025.",
     "Oxford Street is worst. There were 32,446 robberies in 2025.",
     "Greater Manchester Police recorded 4,591 robberies in 2025. The force recorded 32,446 in 2024."],
)  # fmt: skip
def test_a_name_before_may_be_the_place(text):
    """What London has is no answer to what is said of another place."""
    assert all(line.answer is None for line in check_text(text, said_on=SAID_ON))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bexley is a safe place to live. In 2025 it had 753 burglaries.", ["declined", "matches"]),
        ("In 2024, London recorded 107 homicides. A year later there were 96. This was the lowest figure since 2014.",
         ["matches", "matches", "matches"]),
        ("In June 2026 there were 3,666 burglaries. A month earlier there were 3,532. A year earlier there were 3,630.",
         ["matches", "matches", "declined"]),
        ("Camden had 1,456 robberies in 2025. That is 400 fewer than the year before.", ["matches", "matches"]),
        ("Burglary fell in 2025. In the previous year it fell by 5 per cent.", ["matches", "matches"]),
        ("Burglary fell in 2025. Two years earlier it rose by 5.8 per cent.", ["matches", "matches"]),
        ("Shoplifting rose by 13 per cent in Barnet in the year to June 2026. The borough recorded 3,393 offences.",
         ["matches", "matches"]),
        ("Theft fell in Westminster in 2025. Both had fallen the year before.", ["matches", "confirm"]),
        ("A year later burglary fell by 10 per cent.", ["declined"]),
        ("Since then burglary has fallen by 10 per cent.", ["declined"]),
    ],
)  # fmt: skip
def test_times_and_places_of_the_sentence_before(text, expected):
    assert outcomes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Data theft fell by 10 per cent in 2025", "Burglary claims fell by 10.2 per cent in 2025",
        "Home Office burglary fell by 10.2 per cent in 2025", "ONS burglary fell by 10.2 per cent in 2025",
        "True burglary fell by 10.2 per cent in 2025", "Known burglary fell by 10.2 per cent in 2025",
        "Our burglary fell by 10.2 per cent in 2025", "Here burglary fell by 10.2 per cent in 2025",
        "Burglary fell by 10.2 per cent by 2025", "Burglary fell by 10.2 per cent around 2025",
        "Burglary fell by well over 10 per cent in 2025", "Burglary edged down in 2025", "Burglary plunged in 2025",
        "Burglary crept up in Camden in 2025", "Burglary plummeted in the year to June 2026",
        "Burglary fell from 10.2 per cent in 2025", "The burglary rate was 5.3 per cent in 2025",
        "Between May and June 2026 burglary rose by 3.8 per cent",
        "Adult burglary fell by 10.2 per cent in 2025", "Robbery was 6.8 per cent below the peak in 2025",
    ],
)  # fmt: skip
def test_a_small_word_is_not_dropped(text):
    assert all(line.answer is None for line in check_text(text, said_on=SAID_ON))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The 2025 burglary figure fell by 10.2 per cent", "matches"),
        ("The 2025 robbery total was the lowest for three years", "matches"),
        ("By 2025 burglary had fallen to 48,407", "matches"),
        ("Burglary plunged by 10.2 per cent in 2025", "matches"),
        ("In the financial year to June 2026, shoplifting is up 14.7 per cent", "matches"),
        ("Robbery Falls In Every London Borough In 2025", "does_not_match"),
        ("BURGLARY DOWN 10.2% IN 2025", "matches"),
        ("Richmond's robbery rate in the year to June 2026 was less than a tenth of Westminster's", "matches"),
        ("Personal robbery fell in three quarters of London's boroughs in 2025", "matches_but_recording_changed"),
        ("In Barking and Dagenham, homicides fell from three in 2024 to none in 2025", "matches"),
        ("Lethal barrel discharges averaged three a week in 2024", "matches"),
        ("London recorded more than seven times as many robberies as Greater Manchester in the year to June 2025",
         "matches"),
        ("Robberies of businesses more than quadrupled between the financial years 2021/22 and 2025/26", "matches"),
        ("Half of all thefts in London in 2025 were from shops", "does_not_match"),
        ("Public order offences were all but unchanged in 2025: 56,227, against 56,229 in 2024", "matches"),
        ("Westminster alone accounted for 30 per cent of thefts from the person in the capital in 2025", "matches"),
        ("Croydon Council said burglary had fallen by 5% in 2025", "does_not_match"),
    ],
)  # fmt: skip
def test_more_kinds_of_claim(text, verdict):
    assert outcomes(text) == [verdict]


def test_what_is_said_of_each_is_checked_of_each():
    text = "Sutton and Kingston upon Thames recorded fewer than 300 robberies each in the year to June 2026"
    assert outcomes(text) == ["matches", "matches"]


def test_a_part_of_a_borough_s_name_is_said_to_be_the_borough():
    (line,) = check_text("Robbery in Barking fell in 2025", said_on=SAID_ON)
    assert any("Barking and Dagenham" in note for note in line.understanding.notes)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # Every 53.7 minutes.
        ("A rape was reported to the Met every half an hour in 2025", "does_not_match"),
        ("A rape was reported to the Met every hour in 2025", "matches"),
        # 52.5%, 73.9%, 67.3%.
        ("Two in three vehicle offences were thefts from a vehicle in 2025", "does_not_match"),
        ("Four in five robberies were personal in 2025", "does_not_match"),
        ("Three in five burglaries were residential in 2025", "does_not_match"),
        ("The positive outcome rate for knife crime more than doubled in the year to February 2026",
         "matches_but_recording_changed"),
        ("Trust in the police fell by more than 15 percentage points between March 2016 and December 2023", "matches"),
        ("Trust in the police fell by more than 20 percentage points between March 2016 and December 2023",
         "right_direction_different_size"),
        ("Fewer than half of young offenders in London reoffended in 2019/20", "matches"),
        ("Half of young offenders in London reoffended in 2019/20", "does_not_match"),
        ("Nearly half of young offenders in London reoffended in 2013/14", "matches"),
        ("According to the ONS there were 1,372 thefts from the person in the City of London in the year to June 2025",
         "matches"),
        ("There were 180 robberies in the Square Mile in the year to June 2025", "matches_other_definition_or_period"),
        ("Burglary fell 10 per cent in the space of three years to 2025", "matches"),
    ],
)  # fmt: skip
def test_how_far_a_number_reaches(text, verdict):
    assert outcomes(text) == [verdict]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Theft made up almost a third of all crime recorded in London in 2025, and robbery less than 3 per cent",
         ["matches", "does_not_match"]),
        ("Westminster accounted for 11 per cent of robberies in London in 2025, and Camden 4 per cent",
         ["matches", "matches"]),
        ("Burglary made up 5 per cent of all crime recorded in London in 2025, and robbery 4 per cent",
         ["matches", "matches"]),
    ],
)  # fmt: skip
def test_a_share_is_carried_to_the_next_clause(text, expected):
    """It is no fall on the year before."""
    assert outcomes(text) == expected


@pytest.mark.parametrize(
    "speaker",
    ["The Mayor of London, Sadiq Khan, today welcomed new figures showing that", "The Mayor of London said",
     "Met Commissioner Sir Mark Rowley said", "London's deputy mayor said that", "City Hall said that in London",
     "The Met Commissioner, Sir Mark Rowley, said in London that"],
)  # fmt: skip
def test_who_speaks_for_london_speaks_of_london(speaker):
    assert outcomes(f"{speaker} {FELL}") == ["matches"]
