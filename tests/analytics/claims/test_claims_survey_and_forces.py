"""Claims of what people think of their police, of London beside other forces, and of cohorts that are quoted.

Figures: the handbook's reference points of the survey and of the ONS's table, and the file of quoted cohorts.
"""

from __future__ import annotations

from datetime import date

import pytest

from analytics.claims.claim_lines import ClaimLine, check_text
from analytics.claims.reading.sentence_reader import read
from analytics.confidence.survey_measures import MEASURES


def line_of(sentence: str, said_on: date | None = None) -> ClaimLine:
    (line,) = check_text(sentence, said_on=said_on)
    return line


def verdict_of(sentence: str, said_on: date | None = None) -> str:
    answer = line_of(sentence, said_on).answer
    assert answer is not None
    return answer.verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Just 47% of Londoners think the police do a good job in their local area in the year to December 2023", "matches"),
        ("Two in three Londoners believe that the police do a good job locally in 2014", "matches"),
        ("45 per cent think the police do a good job in their local area in 2023", "does_not_match"),
        ("Trust in the Met fell from 86% in March 2016 to 69% in December 2023", "matches"),
        ("Trust in the Met rose from 69% in March 2016 to 86% in December 2023", "does_not_match"),
        ("Public confidence has fallen by 20 percentage points between December 2014 and December 2023", "matches"),
        ("Public confidence fell by 5 percentage points between December 2014 and December 2023",
         "right_direction_different_size"),
        ("Confidence in the police was 47% in 2025", "not_in_our_data"),
        ("Croydon has the lowest trust in the police of any borough in 2023", "cannot_be_compared"),
    ],
)  # fmt: skip
def test_what_people_think_is_held_against_the_survey(sentence, verdict):
    """Good job locally: 67% in December 2014, 47% in December 2023; trust: 86% in March 2016, 69% in December 2023."""
    assert verdict_of(sentence) == verdict


def test_a_difference_within_the_rounding_has_no_verdict():
    """Trust: 71% in December 2022, 69% a year later."""
    answer = line_of("Trust in the police fell in 2023").answer
    assert answer.verdict == "cannot_be_compared"
    assert "no sample sizes" in " ".join(answer.explanation)


def test_the_survey_is_cited_with_its_cautions():
    answer = line_of("Trust in the Met was 69% in December 2023").answer
    assert answer.headline == "Matches our figures, by a survey without sample sizes"
    assert any("Public Attitude Survey" in source for source in answer.sources)
    assert any("not a count of crime" in caveat for caveat in answer.caveats)


def test_an_opinion_without_a_date_is_asked_for_one():
    assert line_of("Six in ten Londoners trust the police").asks == "said"
    assert line_of("Six in ten Londoners trust the police", date(2024, 3, 1)).answer is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Trust in the police among black Londoners fell to 60% in 2023",
        "Trust in the police among cyclists was 69% in 2023",
        "Trust in the fire service and in the police was 69% in 2023",
    ],
)
def test_part_of_the_public_is_no_public(sentence):
    assert line_of(sentence).asks == "confirm"


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_every_name_of_a_measure_is_read_as_it(measure):
    for name in measure.names:
        understanding = read(f"{name} was 50% in 2023")
        assert understanding.claim is not None, name
        assert (understanding.claim.subject, understanding.unread) == (measure.subject, ()), name


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("London's robbery rate is higher than in Greater Manchester in the year to June 2025", "matches"),
        ("London has a lower rate of robbery than the West Midlands in the year to June 2025", "does_not_match"),
        ("London has a lower rate of violence with injury than the West Midlands in the year to June 2025", "matches"),
        ("The crime rate in London is lower than in Greater Manchester in the year to June 2025", "matches"),
        ("Robbery in London was higher than in Merseyside in 2020", "not_in_our_data"),
        ("The knife crime rate in London is higher than in Essex in the year to June 2025", "not_in_our_data"),
    ],
)
def test_london_beside_another_force(sentence, verdict):
    """Per 1,000 residents: robbery 3.70, Greater Manchester 1.53, West Midlands 2.19; all crime 103.65 and 105.30."""
    assert verdict_of(sentence) == verdict


def test_both_rates_are_told_with_their_source():
    answer = line_of("The robbery rate is higher than in Greater Manchester", date(2025, 11, 1)).answer
    told = " ".join(answer.explanation)
    assert "3.70 per 1,000" in told
    assert "1.53 per 1,000" in told
    assert "the one year of the ONS's table" in " ".join(answer.caveats)


def test_a_borough_is_not_set_beside_a_force():
    assert "not of one kind" in read("The burglary rate in Croydon is higher than in Kent in 2025").declined


def test_a_quoted_cohort_of_the_police_area():
    """713 of 2,339 juveniles: 30.48%. The years before are of London as a region."""
    answer = line_of("The reoffending rate of juveniles in London was 30.48% in 2022/23").answer
    assert (answer.verdict, answer.stated.status) == ("matches", "quoted")
    compared = line_of("Juvenile reoffending fell to 30.5 per cent in 2022/23 from 39.1 per cent in 2019/20").answer
    assert compared.verdict == "not_in_our_data"
    assert "not compared" in " ".join(compared.explanation)
