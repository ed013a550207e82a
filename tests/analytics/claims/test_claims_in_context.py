"""Sentences that follow one another, side clauses, and what stands beside what is not covered."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.claims.claim_lines import check_text

SAID_ON = date(2026, 11, 1)
NEARLY_THREE_TIMES = "There were nearly three times as many thefts from the person in Westminster as in Southwark in the year to June 2026"


def verdicts(text: str) -> list[str]:
    """The verdict on each line, or what is asked, or `declined`."""
    lines = check_text(text, said_on=SAID_ON)
    return [line.answer.verdict if line.answer else line.asks or "declined" for line in lines]


def test_a_sentence_takes_its_period_from_the_one_before():
    text = "In 2025 robbery fell by 6.8 per cent. Burglary fell by 10.2 per cent. Homicides fell to 96."
    lines = check_text(text, said_on=SAID_ON)
    assert [line.claim.period.label for line in lines] == ["2025", "2025", "2025"]
    assert verdicts(text) == ["matches", "matches", "matches"]
    assert any(note.startswith("The period is taken") for note in lines[1].understanding.notes)


def test_a_sentence_takes_its_place_from_the_one_before():
    lines = check_text("Burglary in Sutton rose in 2025. Robbery fell by 3 per cent.", said_on=SAID_ON)
    assert len({line.claim.area_code for line in lines}) == 1
    assert any("Sutton" in note for note in lines[1].understanding.notes)


def test_an_own_period_or_place_is_kept():
    lines = check_text("Burglary in Sutton rose in 2025. Across London robbery fell in 2024.", said_on=SAID_ON)
    assert lines[0].claim.area_code != lines[1].claim.area_code
    assert lines[1].claim.period.label == "2024"


def test_a_heading_dates_what_follows():
    assert verdicts("The Met's figures for 2025 are out. Burglary fell by 10.2 per cent.") == ["declined", "matches"]


@pytest.mark.parametrize(
    "text",
    ["In 2025, as in 2024, robbery fell", "As in 2023, bicycle theft fell in 2025", "Robbery in 2025 fell as it had in 2024",
     "Burglary fell in 2025, as it did in 2024"],
)  # fmt: skip
def test_another_year_of_which_the_same_is_said_is_no_baseline(text):
    assert verdicts(text) == ["declined"]


@pytest.mark.parametrize(
    "text",
    [
        "Rapes rose by 11.8 per cent in 2025 because officer numbers fell",
        "Rapes rose by 11.8 per cent in 2025, and the charge rate was four per cent",
        "Rapes rose by 11.8 per cent in 2025, when stop and search was doubled",
        "Rapes rose by 11.8 per cent in 2025 as stop and search was stepped up",
        "Rapes rose by 11.8 per cent in 2025, while the charge rate fell to four per cent",
        "The charge rate for rape was four per cent in 2025, when rapes rose by 11.8 per cent",
        "Stop and search is down by a quarter since 2021, while rapes rose by 11.8 per cent in 2025",
        "Rapes rose by 11.8 per cent in 2025 despite more arrests",
        "Rapes rose by 11.8 per cent in 2025 amid a fall in police numbers",
        "Rapes rose by 11.8 per cent in 2025 after police numbers were cut",
    ],
)
def test_what_is_held_is_answered_beside_what_is_not(text):
    assert set(verdicts(text)) == {"matches", "not_in_our_data"}


@pytest.mark.parametrize(
    "text",
    ["Knife crime fell by 17.5% in the year to February 2026; with-injury offences fell by 11.3%",
     "Knife crime fell by 17.5 per cent in the year to February 2026 and offences with injury by 11.3 per cent"],
)  # fmt: skip
def test_with_injury_is_of_the_offence_before(text):
    lines = check_text(text, said_on=SAID_ON)
    assert [line.claim.indicator for line in lines] == ["knife_crime", "knife_crime_with_injury"]
    assert verdicts(text) == ["matches", "matches"]


def test_a_positive_outcome_of_knife_crime_is_held():
    text = "A positive outcome was recorded for 16.8 per cent of knife crimes in the year to February 2026"
    assert verdicts(text) == ["matches"]


@pytest.mark.parametrize(
    "text",
    ["A quarter of adults in London reoffended in 2019/20, against 39 per cent of juveniles",
     "Adults in London reoffended at a higher rate than juveniles in 2019/20"],
)  # fmt: skip
def test_adults_and_juveniles_are_two(text):
    assert verdicts(text) == ["declined"]


def test_a_share_of_those_counted_before_is_a_claim_of_its_own():
    text = "Burglary in Croydon stood at 1,740 offences, a fifth of them in Fairfield ward, in the year to June 2026"
    assert verdicts(text) == ["matches", "declined"]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Robbery in 2025 was back to where it was in 2012", "back"),
        ("Every third theft in London in 2025 was from a stall", "Every third"),
        ("Burglary fell by 10 per cent in 2025, unlike robbery", "unlike"),
        ("Robbery fell 6.8 per cent in 2025, but only where knife crime was not involved", "only where"),
        ("Excluding shoplifting, theft fell by 7.8 per cent in 2025", "Excluding"),
    ],
)
def test_a_decline_names_the_words_that_could_not_be_read(text, unread):
    (line,) = check_text(text, said_on=SAID_ON)
    assert unread in line.understanding.declined


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Knife crime fell in all but three boroughs in the year to February 2026", "matches"),
        ("Knife crime fell in all but two boroughs in the year to February 2026", "does_not_match"),
        ("Not one borough recorded a rise in shoplifting in 2025", "does_not_match"),
        ("In 2025 robbery fell in each of the 32 boroughs", "does_not_match"),
        ("No borough recorded more arson and criminal damage than Croydon in the year to June 2026", "matches"),
        ("Newham came top for vehicle crime in the year to June 2026", "matches"),
        ("2025 was a record year for business robbery", "matches"),
        ("With 54,962 drug offences recorded, 2025 was the worst year since 2020", "matches"),
        ("In Kingston upon Thames, not a single homicide was recorded in the year to June 2026", "matches"),
        ("There was not one homicide in Southwark in 2025", "does_not_match"),
        ("It is not true that knife crime rose in the year to February 2026", "matches"),
        ("Burglary in Tower Hamlets, far from falling, rose by a fifth in the year to June 2026", "does_not_match"),
        ("The murder rate in London in 2025 was about one per 100,000 people", "matches"),
        ("Phone robberies numbered 10,429 in 2024/25, down from 13,774 in the previous financial year", "matches"),
        ("Robberies in the West End ward of Westminster fell from 1,607 in 2024 to 1,435 in 2025", "matches"),
        ("At the end of 2025, rape in the capital was at its lowest level for ten years", "does_not_match"),
        ("London's robbery rate in the year to June 2025 was more than double Greater Manchester's", "matches"),
        ("Which borough had the most knife crime in 2025?", "declined"),
    ],
)
def test_kinds_of_claim(text, verdict):
    assert verdicts(text) == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict", "headline"),
    [
        ("Homicide fell for the second year running in 2025", "does_not_match", "No clear change in 2 of the 2 years"),
        ("Vehicle crime dropped for the third year running in the year to June 2026", "does_not_match", "No clear"),
        ("Robbery has fallen for four consecutive years to 2025", "does_not_match", "Does not match: in"),
        ("Theft from the person fell in 2025 for the fourth straight year", "does_not_match", "Does not match: in"),
        ("The number of homicides in London last year was the second lowest on record", "matches", "Matches"),
        ("Robbery in 2025 was the third highest since 2014", "does_not_match", "Does not match"),
        ("Westminster's robbery rate in the year to June 2026 was four times the London average", "matches", "Matches"),
        ("Hackney's robbery rate was below the London average in 2025", "does_not_match", "Does not match"),
        ("Crime per head in Westminster in 2025 was four times the average for London", "matches", "Matches"),
        (NEARLY_THREE_TIMES, "matches", "Matches"),
    ],
)  # fmt: skip
def test_rows_of_years_places_in_time_and_averages(text, verdict, headline):
    (line,) = check_text(text, said_on=SAID_ON)
    assert line.answer is not None
    assert line.answer.verdict == verdict
    assert line.answer.headline.startswith(headline)


def test_a_row_of_years_is_each_year_by_itself():
    """What the row says is what each of its years says alone."""
    for count, words in ((2, "two"), (3, "three"), (5, "five")):
        (row,) = check_text(f"Vehicle crime has fallen for {words} years in a row to 2025", said_on=SAID_ON)
        years = [check_text(f"Vehicle crime fell in {2025 - back}", said_on=SAID_ON)[0] for back in range(count)]
        assert row.answer is not None
        assert (row.answer.verdict == "matches") == all(year.answer.verdict == "matches" for year in years)
        assert len(row.answer.ranked) == count


def test_the_order_may_be_right_and_the_figure_another():
    text = "Westminster had the highest theft from the person rate, 900 per 1,000 residents, in 2025"
    for line in check_text(text, said_on=SAID_ON):
        if line.claim and line.claim.rank and line.claim.value:
            assert line.answer.headline == "The order is right, the figure is another"
            break
    else:
        pytest.fail("the order and the figure are no claim")


def test_an_undated_opinion_says_which_figure_was_taken():
    (line,) = check_text("Just 28 per cent of Londoners feel informed about the police", said_on=SAID_ON)
    assert any(words.startswith("No period is given") for words in line.answer.explanation)
