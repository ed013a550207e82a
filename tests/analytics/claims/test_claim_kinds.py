"""Kinds of sentences that newspapers and press offices write, each in several wordings: what is read, and what is not."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.claims.default_periods import settle
from analytics.claims.reading.sentence_reader import Understanding, completed, read_all

# What has no figures here is answered by its name, also inside shares, rates, questions and comparisons.
NOT_COVERED = (
    "Prosecutions for burglary have doubled since 2019",
    "A fifth of the 47,880 burglaries led to a suspect being charged",
    "Seven in ten women feel unsafe on public transport",
    "Detections of robbery fell to 7 per cent in 2025",
    "Six in ten Londoners worry about burglary",
    "The charge rate for rape rose to 9 per cent in 2025",
    "Moped-enabled robbery halved in 2025",
    "Stop and search for knives fell by 20% in 2025",
    "Did the conviction rate for knife crime fall in 2025?",
    "One in four rape suspects was arrested in 2025",
    "The Met solved 10% more burglaries in 2025",
    "Attempted murders rose 5% in 2025",
)
# A word that narrows, negates or supposes is read by no rule, so it is asked for.
ASKED_FIRST = (
    "Rural burglary is up 8% in 2025",
    "Teenage stabbings are down a third in 2025",
    "Knife crime has not fallen by 10% in London in 2025",
    "Experts predict burglary will rise 5% in 2026",
    "If burglary falls by 5% in 2026 it will be below 45,000",
    "Theft in central London rose 5% in 2025",
    "Burglary in the North West fell 5% in 2025",
    "Weekend robberies fell 5% in 2025",
    "Robbery of schoolchildren is up 10% in 2025",
    "Hate crime against Muslims rose 20% in the year to July 2025",
    "Non-domestic burglary fell by 14% in the year to June 2026",
    "Almost half of Londoners lack confidence in the police in 2023",
    "Thefts from vans soared 40% in 2025",
)
# Nothing that one figure could decide: declined in words.
DECLINED = (
    "Two boroughs, Croydon and Bromley, account for 8% of burglary in 2025",
    "Crime cost London a fortune in 2025",
    "Men were the victims in most homicides in 2025",
    # Kinds of offence in one place, put in order.
    "Violence against the person is the most reported offence in Bexley",
    "Burglaries are the most recorded offences in Bexley in 2025",
    "Shoplifting is Camden's most frequent type of offence in 2025",
    "Rape is the fastest growing crime in Lambeth in 2025",
    # As high as then: neither higher nor lower.
    "Robbery has fallen back to 2019 levels",
    "Burglary dropped to the level of 2019 in 2025",
    "Burglary is down to pre-pandemic levels",
    # Of each of these years, or of both.
    "Crime rose 1.5% in 2024 and 2025",
    "Burglary fell 12 per cent in 2023, 2024 and in 2025",
)
# The second figure counts a part of the first, whatever it is of: it is never that of the whole.
A_PART = (
    ("Of the 97 homicides in 2025, 60 were stabbings", 60),
    ("There were 97 homicides in 2025, of which 60 were stabbings", 60),
    ("Out of 32,173 robberies in the year to June 2026, 9,000 were knife crimes", 9_000),
    ("Of all 97 homicides in 2025, 12 were in Lambeth", 12),
    ("Robbery fell 3.7% in the year to June 2026, with 400 of the robberies in Croydon", 400),
    ("Burglary fell to 47,880 in the year to June 2026, 900 of them in Bexley", 900),
    ("Police recorded 13,552 knife crimes in 2025, among them 3,300 robberies", 3_300),
)
COMPARED = (
    "on last year", "compared with last year", "from last year", "on the year", "year on year", "against 2024",
    "on the same period last year", "since last year", "in a decade", "on the previous year", "on a year earlier",
    "below its 2024 level",
)  # fmt: skip
UNDATED = (
    "Burglary is down 12%",
    "Under Sadiq Khan knife crime has risen 50 per cent",
    "Robberies have more than doubled",
    "There were 32,000 robberies in London",
    "Trust in the Met is at 69%",
)
# Field by field, for what decides: bounds, "to" against "by", counts and differences, shares, periods.
READ = (
    ("Stalking has more than tripled since 2012 in 2025", {"size": 200, "size_bound": "over", "direction": "up"}),
    ("Robbery fell by over a third in the year to June 2026", {"size": 33.3, "size_bound": "over"}),
    ("Burglary was down nearly 5.5% in the year to June 2026", {"size": 5.5, "size_bound": "nearly"}),
    ("Homicides in London stood at just under 100 in 2025", {"value": 100, "value_bound": "nearly", "size": None}),
    ("More than 100 murders were recorded in London in 2025", {"value": 100, "value_bound": "over"}),
    ("Shop theft rose by at least 12% in 2025", {"indicator": "shoplifting", "size": 12, "size_bound": "at_least"}),
    ("Violent crime leapt by a quarter to nearly 30,000 in 2025", {"size": 25, "value": 30_000, "direction": "up"}),
    ("Robbery soared by a fifth to 40,000 in 2025", {"size": 20, "value": 40_000, "direction": "up"}),
    ("Shoplifting went from 40,000 to 90,000 between 2019 and 2025", {"base_value": 40_000, "value": 90_000}),
    ("Knife offences: 13,552 against 16,429, year to February 2026", {"value": 13_552, "base_value": 16_429}),
    ("There were 2,877 fewer knife offences in the year to February 2026", {"size": 2_877, "size_unit": "count"}),
    ("Robberies up 2,000 on 2024 in 2025", {"size": 2_000, "size_unit": "count", "direction": "up"}),
    ("Almost one in ten crimes in London is committed in Westminster in 2025", {"value": 10, "whole_area": "E23000001"}),
    ("Half of all violence against the person is violence with injury in 2025",
     {"value": 50, "whole": "violence_against_the_person"}),
    ("Per head, Westminster has the highest crime rate of any London borough in 2025",
     {"rank": "highest_level", "value_unit": "rate"}),
    ("Hackney recorded the third highest number of robberies of any borough in 2025",
     {"rank": "highest_level", "rank_place": 3}),
    ("Lambeth has more knife crime than Southwark in 2025", {"other_area": "E09000028", "direction": "up"}),
    ("108 people were killed in London in the year to June 2026", {"indicator": "homicide", "value": 108}),
    ("Violence against a person dropped 3% in 2025", {"indicator": "violence_against_the_person"}),
    ("Gun crime (lethal barrel discharge) fell 20% in 2024", {"indicator": "lethal_barrel_discharge"}),
    ("Two thirds of burglaries in London in 2025 were residential",
     {"indicator": "burglary_residential", "whole": "burglary", "value": 66.7}),
    ("Half of burglaries in 2025 were of people's homes", {"indicator": "burglary_home", "whole": "burglary"}),
    ("A third of violence offences in 2025 involved injury",
     {"indicator": "violence_with_injury", "whole": "violence_against_the_person"}),
    ("Nine in ten robberies in 2025 were personal", {"indicator": "robbery_personal", "whole": "robbery", "value": 90}),
    ("More than a quarter of offenders in London reoffended",
     {"indicator": "proven_reoffending_rate", "value": 25, "value_bound": "over"}),
    ("Domestic abuse offences with injury fell 3% in the year to July 2025",
     {"indicator": "domestic_abuse_with_injury"}),
    ("Knife crime with injury among under-25s fell by 27% in 2025", {"indicator": "knife_injury_victims_under_25"}),
    ("Burglary in North Area fell by 5% in 2025", {"area_code": "BCU-NORTH-AREA"}),
    ("Knife crime in the Met's Central East command unit fell in 2025", {"area_code": "BCU-CENTRAL-EAST"}),
    ("Robbery fell 10 per cent in 2025, according to the Office for National Statistics",
     {"source_basis": "home_office"}),
)  # fmt: skip
PERIODS = (
    ("Burglary fell in June, July and August 2025 compared with the same months of 2024", "2025-06", "2025-08"),
    ("Theft from the person climbed 12% in H1 2025", "2025-01", "2025-06"),
    ("Robberies rose in 18/19 compared with 17/18", "2018-04", "2019-03"),
    ("There were 455,768 offences in the six months to June 2026", "2026-01", "2026-06"),
    ("Burglary fell 5% in the year leading up to June 2026", "2025-07", "2026-06"),
    ("Burglary fell 5% in summer 2025", "2025-06", "2025-08"),
    ("Burglary fell 5% in the first quarter of 2026", "2026-01", "2026-03"),
    ("Robbery fell 5% between 2016 and 2025", "2025-01", "2025-12"),
    ("Burglary fell by 5% in the 2025/26 financial year", "2025-04", "2026-03"),
    ("Knife crime fell in the twelve months ending February 2026", "2025-03", "2026-02"),
    ("Crime statistics published in April show robbery down 5 per cent in 2025", "2025-01", "2025-12"),
)
SEVERAL = (
    ("Robbery fell 4%, burglary fell 5% and shoplifting rose 3% in the year to June 2026", 3),
    ("Burglary in Croydon fell 8.7% while in Bromley it rose in the year to June 2026", 2),
    ("Crime fell in Wandsworth, Merton and Sutton in 2025", 3),
    ("Theft and burglary are down in the year to June 2026", 2),
    ("Fewer than 100 homicides were recorded in London in 2025. Robbery fell 4% in 2025.", 2),
    ("Crime in London is falling, with robbery down 3.7 per cent in the year to June 2026", 2),
)


def only(sentence: str) -> Understanding:
    (understanding,) = read_all(sentence)
    return understanding


@pytest.mark.parametrize("sentence", NOT_COVERED)
def test_what_is_not_covered_is_told_by_its_name(sentence):
    claim = only(sentence).claim
    assert claim is not None
    assert (claim.indicator, bool(claim.subject)) == (None, True)


@pytest.mark.parametrize("sentence", ASKED_FIRST)
def test_a_word_that_narrows_is_asked_for(sentence):
    assert only(sentence).asks() == "confirm"


@pytest.mark.parametrize("sentence", DECLINED)
def test_what_no_figure_decides_is_declined(sentence):
    assert only(sentence).claim is None
    assert only(sentence).declined


@pytest.mark.parametrize(("sentence", "part"), A_PART)
def test_a_part_of_a_number_is_no_number_by_itself(sentence, part):
    answered = [understanding.claim for understanding in read_all(sentence) if not understanding.asks()]
    assert part not in [claim.value for claim in answered if claim is not None]


@pytest.mark.parametrize("said_on", [date(2026, 1, 11), date(2026, 7, 20), date(2026, 11, 1)])
@pytest.mark.parametrize("compared", COMPARED)
@pytest.mark.parametrize(
    "period", ["", " in the year to June 2026", " in 2025", " in the first half of 2026", " in June 2026"]
)
def test_a_period_is_never_compared_with_one_that_it_shares_months_with(period, compared, said_on):
    for understanding in read_all(f"Robbery{period} was down {compared}", said_on=said_on):
        claim = completed(understanding)
        if claim is None or understanding.asks():
            continue
        checked = settle(claim).claim
        assert checked.period is None or checked.baseline is None or checked.baseline.end < checked.period.start


@pytest.mark.parametrize("sentence", UNDATED)
def test_without_a_date_it_is_asked_when(sentence):
    assert only(sentence).asks() == "said"


@pytest.mark.parametrize(("sentence", "facts"), READ, ids=[sentence[:50] for sentence, _ in READ])
def test_what_decides_is_read(sentence, facts):
    understanding = read_all(sentence)[0]
    assert understanding.unread == ()
    assert {name: getattr(understanding.claim, name) for name in facts} == facts


@pytest.mark.parametrize(("sentence", "first", "last"), PERIODS, ids=[sentence[:50] for sentence, *_ in PERIODS])
def test_the_period_is_the_one_that_is_meant(sentence, first, last):
    period = only(sentence).claim.period
    assert (f"{period.start:%Y-%m}", f"{period.end:%Y-%m}") == (first, last)


@pytest.mark.parametrize(("sentence", "claims"), SEVERAL, ids=[sentence[:50] for sentence, _ in SEVERAL])
def test_each_claim_is_read_by_itself(sentence, claims):
    understandings = read_all(sentence)
    assert [understanding.claim is not None for understanding in understandings] == [True] * claims
