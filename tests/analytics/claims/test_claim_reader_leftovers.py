"""What a sentence says must not be passed over in silence: it is read, or the sentence is declined with the reason.

Each of these was once read as another claim than the one that it makes.
"""

from __future__ import annotations

from datetime import date

import pytest

from analytics.claims.reading.sentence_reader import read
from analytics.periods import parse_period

DECLINED = [
    # Time that is no period here.
    ("Violence has fallen since the pandemic", "since the pandemic"),
    ("Since Brexit burglary fell 20% in 2025", "Since Brexit"),
    ("Since the general election in 2024 burglary fell 20%", "Since the general election"),
    ("Under Boris Johnson burglary fell 20%", "Under Boris Johnson"),
    ("Knife crime is down 7% since the Mayor's re-election", "re-election"),
    ("Knife crime is up 7% since the Mayor was re-elected in 2021", "re-elected in 2021"),
    ("Robbery fell 12% in summer 2025", "summer"),
    ("Robbery fell 12% in the week to 5 June 2025", "week"),
    ("The Mayor said on 28 September 2025 that burglary fell 12%", "is a day"),
    ("Robbery fell 12% in the year ending 31/03/2026", "date in figures"),
    ("Robbery fell 12% in 24/25", "date in figures"),
    ("Robbery rose in '25", "date in figures"),
    ("Robbery fell 12% this financial year compared to last", "compared to last"),
    ("Robbery was up 12% in April compared to March", "compared to March"),
    ("Burglary is lower than it has been since 2010", "than it has been since 2010"),
    # Several changes one after the other; counts of several years.
    ("Robbery has fallen for three years in a row", "in a row"),
    ("Robbery has fallen every year since 2019", "every year"),
    ("Homicide fell for the first time since 2019", "first time"),
    ("There were 60,000 robberies in the last two years", "counted over"),
    ("There were 12 murders in Croydon since January 2025", "counted over"),
    ("There are 131 burglaries a day in London", "day"),
    # Places.
    ("burglary down 10% in croyden", "If Croydon is meant"),
    ("knife crime in brixton fell 10%", "No borough is called “brixton”"),
    ("Knife crime in Brixton, London, fell 10%", "Brixton"),
    ("Robbery on Oxford Street fell 10%", "Oxford Street"),
    ("Robbery in Camden Town fell 10%", "“Camden Town”"),
    ("Knife crime in Croydon town centre fell 5%", "“Croydon town centre”"),
    ("Theft from the person on the Tube is up 20%", "Tube"),
    ("Crime in our borough fell 10%", "our borough"),
    ("Crime in the City fell 5%", "the City"),
    # Orders.
    ("Violence with injury fell in all but one borough", "all but one borough"),
    ("Violence with injury fell in almost all boroughs", "almost all boroughs"),
    ("Lambeth has the highest rate of knife crime", "of places or of times"),
    ("Croydon's fall in burglary was the biggest in London", "biggest"),
    ("Burglary fell fastest in Croydon", "fastest"),
    ("Homicide is near its lowest level since 2014", "no first place"),
    ("Burglary is not at its lowest since 2014", "no first place"),
    ("97 homicides in 2025, down 11%, the lowest since 2014", "two claims"),
    ("Burglary is 30% below its 2018 peak", "two claims"),
    ("Burglary fell 10% in all 32 boroughs in 2025", "two claims"),
    ("Croydon's burglary rate is lower than the London average", "than the London average"),
    # Parts of what is counted.
    ("Attempted murder fell 10%", "“Attempted murder”"),
    ("Armed robbery rose 10%", "“Armed robbery”"),
    ("Fatal stabbings fell 10%", "“Fatal stabbings”"),
    ("Knife crime among under-18s fell 10%", "among"),
    ("All crime except burglary fell 5%", "except"),
    ("Croydon accounts for 5% of London's burglaries", "is a share"),
    ("Nine out of ten robberies go unsolved", "is a share"),
    ("Anti-social behaviour and burglary are down 5%", "2 different things"),
    ("Theft outside London fell 5%", "“outside London”"),
    ("Theft in Croydon and surrounding areas is up 5%", "Croydon and surrounding"),
    ("Knife crime in Lambeth and across London fell 7%", "Lambeth and across London"),
    ("Theft in every borough but Westminster fell", "but Westminster"),
    ("Theft in Kingston upon Hull is up 5%", "London only"),
    ("No borough saw burglary rise", "No borough"),
    ("Burglary fell everywhere in London", "everywhere"),
    ("Knife crime fell to 15,112 in the year to Aug 25", "date in figures"),
    ("Robbery may have risen 5%", "may have"),
    # Figures.
    ("Burglary per 1,000 households fell 5%", "per 1,000 households"),
    ("Per capita, knife crime is down 5%", "Per capita"),
    ("Burglary topped 50,000 in 2025", "a bound, not a figure."),
    (f"Knife crime fell by {'9' * 500}", "beyond any figure of crime"),
    ("Knife crime fell by 5,000 million", "beyond any figure of crime"),
    ("Robbery increased fivefold", "fivefold"),
    ("Robbery is three times higher than in 2015", "three times"),
    ("Robberies are down 1,2%", "1,2%"),
    ("Crime is down 200 basis points", "basis points"),
    ("Robberies saw negative growth of 5%", "negative growth"),
    ("There were 16,000+ knife offences in 2024", "a bound, not a figure."),
]


@pytest.mark.parametrize(("sentence", "reason"), DECLINED, ids=[case[0][:50] for case in DECLINED])
def test_what_would_be_lost_is_declined(sentence: str, reason: str) -> None:
    found = read(sentence)
    assert found.claim is None
    assert reason in found.declined


TWO_PERIODS = [
    ("Shoplifting doubled in the two years to March 2025", "year to Mar 2025", "year to Mar 2023"),
    ("Crime rose 5% in the decade to 2025", "2025", "2015"),
    ("Homicide: 109 in 2024, 97 in 2025", "2025", "2024"),
    ("Homicide: 97 in 2025 vs 109 in 2024", "2025", "2024"),
    ("Robbery: 34,804 (2024) to 32,446 (2025), -6.8%", "2025", "2024"),
    ("Burglary fell by less than 1% in 2025", "2025", None),
    ("Violence fell 9% in the 12 months up to and including March 2026", "year to Mar 2026", None),
    ("Robbery is twice as high as in 2015", None, "2015"),
    ("Robbery is half what it was in 2010", None, "2010"),
    ("Robbery is now at half the level of 2010", None, "2010"),
    ("Knife crime is 27 per cent above its 2016 level", None, "2016"),
    ("Knife crime is lower now than when the Mayor took office", None, "year to May 2016"),
    ("Knife crime is up 7% since the Mayor was elected in May 2016", None, "year to May 2016"),
    ("Robbery fell 12% in the quarter to June 2025", "Apr-Jun 2025", None),
    ("Robbery fell 12% in the year ending March 31st, 2026", "year to Mar 2026", None),
    ("Robbery fell 12% between April 1 2024 and March 31 2025", "2024/25", None),
    ("Hate crime rose by 12% between July 2024 and July 2025", "year to Jul 2025", "year to Jul 2024"),
    ("Burglary fell 5.4% year-on-year to June 2026", "year to Jun 2026", None),
    ("Adult reoffending in London is 22.7% for the cohort to March 2022", "year to Mar 2022", None),
]


@pytest.mark.parametrize(("sentence", "period", "baseline"), TWO_PERIODS)
def test_both_periods_are_read(sentence: str, period: str | None, baseline: str | None) -> None:
    claim = read(sentence).claim
    assert claim is not None
    assert claim.period == (parse_period(period) if period else None)
    assert claim.baseline == (parse_period(baseline) if baseline else None)


def test_figures_go_with_their_periods() -> None:
    for sentence in ("Homicide: 109 in 2024, 97 in 2025", "Homicide: 97 in 2025 vs 109 in 2024"):
        claim = read(sentence).claim
        assert claim is not None
        assert (claim.value, claim.base_value, claim.direction) == (97, 109, "down")


@pytest.mark.parametrize(
    ("sentence", "direction", "size"),
    [
        ("Robbery is half what it was in 2010", "down", 50),
        ("Robbery is twice as high as in 2015", "up", 100),
        ("Knife crime is 27 per cent above its 2016 level", "up", 27),
        ("Knife crime is 7 per cent below its 2016 level", "down", 7),
        ("Burglary ↓31% since 2016", "down", 31),
        ("Robbery saw a 6.8 percentage decrease in 2025", "down", 6.8),
        ("Knife crime decreased 6.9% (16,232 to 15,112)", "down", 6.9),
    ],
)
def test_direction_and_size(sentence: str, direction: str, size: float) -> None:
    claim = read(sentence).claim
    assert claim is not None
    assert (claim.direction, claim.size, claim.size_unit) == (direction, size, "percent")


def test_a_unit_that_is_said_once_is_that_of_both_figures() -> None:
    claim = read("The homicide rate fell to 1.1 per 100,000 people in 2025, from 1.2 in 2024").claim
    assert claim is not None
    assert (claim.value, claim.base_value, claim.value_unit, claim.value_per) == (1.1, 1.2, "rate", 100_000)
    claim = read("The reoffending rate fell from 27 to 24 per cent").claim
    assert claim is not None
    assert (claim.value, claim.base_value, claim.value_unit) == (24, 27, "percent")


def test_a_count_beside_a_percentage_may_be_either_and_is_left_out() -> None:
    found = read("Burglary is down by 30.5% (21,576 offences) since 2016")
    assert found.claim is not None
    assert (found.claim.size, found.claim.value) == (30.5, None)


@pytest.mark.parametrize(
    ("sentence", "rank"),
    [
        ("Burglary hit a 10-year low", "lowest"),
        ("Burglary is at its lowest since records began in 2010", "lowest"),
        ("Knife crime peaked in 2024", "highest"),
        ("Knife crime hits a new high of 16,736", "highest"),
        ("Homicides in 2021 were the highest of any year since 2008", "highest"),
    ],
)
def test_orders_of_times(sentence: str, rank: str) -> None:
    claim = read(sentence).claim
    assert claim is not None
    assert claim.rank == rank
    assert claim.size is None


@pytest.mark.parametrize(
    ("sentence", "period", "baseline"),
    [
        ("Knife crime fell 7% between April and June", "Apr-Jun 2025", None),
        ("Knife crime fell 7% from April to June compared to last year", "Apr-Jun 2025", "Apr-Jun 2024"),
        ("Knife crime fell 7% between October and December", "Oct-Dec 2024", None),
        ("Knife crime fell 7% in the last six months", "Apr-Sep 2025", None),
        ("Knife crime fell 7% so far this financial year", "Apr-Sep 2025", None),
        ("Knife crime fell 7% since January", None, "year to Jan 2025"),
    ],
)
def test_months_without_a_year(sentence: str, period: str | None, baseline: str | None) -> None:
    claim = read(sentence, said_on=date(2025, 10, 14)).claim
    assert claim is not None
    assert [w and (w.start, w.end) for w in (claim.period, claim.baseline)] == [
        w and (w.start, w.end) for w in (text and parse_period(text) for text in (period, baseline))
    ]


def test_without_its_day_the_period_is_open_and_the_reader_is_told() -> None:
    for sentence in ("Knife crime fell 7% between April and June", "Knife crime fell 7% in the last six months"):
        found = read(sentence)
        assert "period" in found.missing
        assert "depends on the day" in " ".join(found.notes)
    assert "names no year" in " ".join(read("Burglary fell 10% in Q2").notes)


@pytest.mark.parametrize(
    "sentence",
    [
        "New figures published today show burglary in London fell 5% in 2025",
        "The Met's own figures show burglary fell 5% in 2025, said Scotland Yard",
        "Burglary has fallen 5% in total, the Mayor said in a statement",
        "Burglary on London's streets fell 5% in 2025",
        "Croydon Council said burglary had fallen by 5% in 2025",
        "A record number of homicides was recorded in 2021",
    ],
)
def test_harmless_words_stop_nothing(sentence: str) -> None:
    assert read(sentence).declined == ""
