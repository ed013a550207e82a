"""Findings as sentences, and text alternatives for charts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.indicators import INDICATORS
from analytics.narrative import (
    bars_alternative,
    count_of,
    finding,
    headline,
    interval,
    line_alternative,
    number,
    signed,
    signed_percent,
    usual_words,
    verdict_words,
)
from analytics.periods import Window, add_months
from analytics.reoffending.cohort_findings import reoffending_finding
from analytics.reoffending.proven_reoffending import LONDON, Cohort
from analytics.series.area_change import change_between
from analytics.statistics.change import Change
from analytics.statistics.usual_movement import usual_movement
from analytics.written_periods import parse_period
from tests.ascii_tables import optional_int, rows

HEADLINES = rows("""
indicator                     | area    | window              | base window      | count  | base   | headline
------------------------------+---------+---------------------+------------------+--------+--------+---------
knife_crime                   | -       | year to Feb 2026    | -                | 13,552 | 16,429 | Knife crime fell 17.5% in the year to February 2026
knife_crime                   | Croydon | year to Feb 2026    | -                | 700    | 500    | Knife crime in Croydon rose 40.0% in the year to February 2026
knife_crime                   | -       | February 2026       | -                | 1,003  | 1,126  | Knife crime fell 10.9% in February 2026 on a year earlier
knife_crime                   | -       | Apr 2025 to Feb 2026 | -               | 12,396 | 15,000 | Knife crime fell 17.4% in the 11 months to February 2026 on a year earlier
knife_crime                   | -       | Q1 2025/26          | -                | 3,649  | 4,257  | Knife crime fell 14.3% in Q1 2025/26 (April to June 2025) on a year earlier
knife_injury_victims_under_25 | -       | year to Feb 2026    | -                | 1,138  | 1,214  | No clear change in under-25 knife injury victims in the year to February 2026
all_recorded_crime            | -       | year to Jun 2026    | year to May 2016 | 911,005 | 757,000 | All recorded crime rose 20.3% between the year to May 2016 and the year to June 2026
all_recorded_crime            | -       | 2025                | -                | 900,100 | 900,000 | No clear change in all recorded crime in 2025
domestic_abuse                | -       | year to Jul 2025    | -                | 91,234 | 90,000 | Domestic abuse: 91,234 offences in the year to July 2025; the change is withheld
burglary_home                 | -       | year to Feb 2024    | -                | 20,000 | -      | Burglary of a home: 20,000 burglaries in the year to February 2024; the change is withheld
violence_with_injury          | -       | year to Jun 2026    | year to May 2016 | 64,798 | 74,413 | Violence with injury: 64,798 offences in the year to June 2026, against 74,413 in the year to May 2016; the change cannot be told from a change in recording
homicide                      | Croydon | year to Feb 2026    | -                | 1      | 3      | Homicide in Croydon: 1 homicide in the year to February 2026, against 3 a year earlier
homicide                      | Croydon | year to Feb 2026    | -                | 0      | 0      | Homicide in Croydon: no homicides in the year to February 2026, against none a year earlier
homicide                      | Croydon | year to Feb 2026    | year to May 2016 | 2      | 0      | Homicide in Croydon: 2 homicides in the year to February 2026, against none in the year to May 2016
homicide                      | -       | year to Feb 2026    | -                | 0      | 60     | Homicide fell to none in the year to February 2026
gun_crime                     | -       | year to Feb 2026    | -                | -      | 900    | Gun crime: no figure for the year to February 2026
gun_crime                     | -       | year to Jul 2024    | -                | 900    | -      | Gun crime: 900 offences in the year to July 2024; there is no earlier figure to compare it with
vawg_offences                 | -       | year to Feb 2026    | -                | 104,881 | 96,440 | Violence against women and girls rose 8.8% in the year to February 2026
""")

TILES = rows("""
indicator                     | window           | count  | base   | words
------------------------------+------------------+--------+--------+---------------------------------------------
knife_crime                   | year to Feb 2026 | 13,552 | 16,429 | Down, from 16,429
vawg_offences                 | year to Feb 2026 | 104,881 | 96,440 | Up, from 96,440
knife_injury_victims_under_25 | year to Feb 2026 | 1,138  | 1,214  | No clear change, from 1,214
domestic_abuse                | year to Jul 2025 | 91,234 | 90,000 | Change withheld: new recording system
burglary_home                 | year to Feb 2024 | 20,000 | -      | Change withheld: the series starts later
violence_with_injury          | year to Jan 2025 | 60,000 | 70,000 | Cannot be told from a change in recording
homicide                      | year to Feb 2026 | 40     | 49     | From 49: too few for a percentage
homicide                      | year to Feb 2026 | 40     | 0      | From none: too few for a percentage
gun_crime                     | year to Feb 2026 | -      | 900    | No figure
gun_crime                     | year to Jul 2024 | 900    | -      | No earlier figure
""")

NUMBERS = rows("""
value   | number | signed | percent
--------+--------+--------+---------
16429   | 16,429 | +16,429 | +16,429.0%
-2877   | −2,877 | −2,877 | −2,877.0%
0       | 0      | 0      | 0.0%
0.04    | 0      | 0      | 0.0%
-0.04   | 0      | 0      | 0.0%
-0.4    | 0      | 0      | −0.4%
1.55    | 2      | +2     | +1.6%
""")


def judged(row: dict[str, str]) -> tuple[Change, Window, Window | None]:
    window = parse_period(row["window"])
    base_window = parse_period(row["base window"]) if row.get("base window", "-") != "-" else None
    count, base = optional_int(row["count"]), optional_int(row["base"])
    return change_between(row["indicator"], window, base_window, count=count, base=base, phi=1.0), window, base_window


@pytest.mark.parametrize("row", HEADLINES, ids=lambda row: row["headline"])
def test_headlines(row: dict[str, str]) -> None:
    found, window, base_window = judged(row)
    area = None if row["area"] == "-" else row["area"]
    assert headline(row["indicator"], found, window, area, base_window=base_window) == row["headline"]
    assert finding(row["indicator"], found, window, area, base_window=base_window).startswith(row["headline"])


@pytest.mark.parametrize("row", TILES, ids=lambda row: row["words"])
def test_words_for_tiles(row: dict[str, str]) -> None:
    assert verdict_words(judged(row)[0]) == row["words"]


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row["value"])
def test_numbers(row: dict[str, str]) -> None:
    value = float(row["value"])
    assert (number(value), signed(value), signed_percent(value)) == (row["number"], row["signed"], row["percent"])


def found(name: str, period: str, count: int, base: int, base_period: str | None = None) -> str:
    window, earlier = parse_period(period), parse_period(base_period) if base_period else None
    return finding(
        name, change_between(name, window, earlier, count=count, base=base, phi=1.0), window, base_window=earlier
    )


def test_the_finding_of_a_fall() -> None:
    assert found("knife_crime", "year to Feb 2026", 13_552, 16_429) == (
        "Knife crime fell 17.5% in the year to February 2026: 13,552 offences against 16,429. "
        "The fall is larger than the usual variation from month to month (95% interval −19.4% to −15.6%)."
    )


def test_the_finding_without_a_clear_change() -> None:
    assert found("knife_injury_victims_under_25", "year to Feb 2026", 1_138, 1_214) == (
        "No clear change in under-25 knife injury victims in the year to February 2026: 1,138 victims against 1,214. "
        "The difference (−6.3%) is within the usual variation from month to month (95% interval −13.5% to +1.6%)."
    )


def test_no_finding_speaks_of_chance() -> None:
    for counts in ((130, 100), (1000, 100), (101, 100)):
        assert "chance" not in found("homicide", "year to Feb 2026", *counts)


USUAL = usual_movement([*range(-40, 40), *range(-20, 20)])


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (
            963,
            "A quiet year (88% of years moved more): half of all years moved by more than 15.0%, and eight in ten lay between",
        ),
        (800, "An ordinary year (32% of years moved more): half"),
        (620, "An unusual year (2% of years moved more): half"),
        (200, "An unusual year (no year moved more): half"),
    ],
)
def test_a_change_beside_those_of_all_years(count: int, words: str) -> None:
    window = parse_period("year to Jun 2026")
    change = change_between("robbery", window, count=count, base=1000, phi=1.0)
    assert usual_words(change, USUAL).startswith(words)
    assert usual_words(change, USUAL) in finding("robbery", change, window, usual=USUAL)


def test_nothing_is_usual_where_there_are_too_few_years() -> None:
    few = usual_movement([1.0] * 32)
    change = change_between("knife_crime", parse_period("year to Feb 2026"), count=90, base=100, phi=1.0)
    assert usual_words(change, few) == few.reason
    assert "there are 32 months" in few.reason


def test_a_step_gives_the_figures_and_no_verdict() -> None:
    words = found("violence_with_injury", "year to Jan 2025", 60_000, 70_000)
    assert "fell" not in words.split("Metropolitan")[0]
    assert "The figures differ by −14.3% (95% interval −15.2% to −13.3%)." in words
    assert "The Metropolitan Police replaced its recording system" in words


def test_a_withheld_change_gives_its_reason_and_no_percentage() -> None:
    words = found("domestic_abuse", "year to Jul 2025", 91_234, 90_000)
    assert words.endswith("says that its figures before and after are not comparable.")
    assert "%" not in words
    small = found("homicide", "year to Feb 2024", 40, 49)
    assert small.endswith("The earlier period has fewer than 50 homicides, too few for a percentage.")
    assert "%" not in small


def test_a_change_that_rounds_to_nothing_says_so() -> None:
    window = parse_period("2025")
    tiny = change_between("all_recorded_crime", window, count=99_960_000, base=100_000_000, phi=1.0)
    assert headline("all_recorded_crime", tiny, window) == "All recorded crime fell by less than 0.1% in 2025"


def test_a_caution_stands_beside_the_verdict() -> None:
    words = found("burglary", "year to Jan 2021", 40_000, 60_000)
    assert words.startswith("Burglary fell 33.3%")
    assert "COVID-19 restrictions" in words


def test_units_agree_with_their_number() -> None:
    assert [count_of("burglary", n) for n in (0, 1, 2, 1_740)] == [
        "no burglaries",
        "1 burglary",
        "2 burglaries",
        "1,740 burglaries",
    ]
    assert interval(-19.37, -15.61) == "−19.4% to −15.6%"


COUNTS = st.one_of(st.none(), st.integers(0, 200_000))
ENDS = st.integers(0, 190).map(lambda i: add_months(date(2011, 3, 1), i))
CRIMES = sorted(name for name, each in INDICATORS.items() if each.kind == "crime")


@given(st.sampled_from(CRIMES), ENDS, COUNTS, COUNTS)
def test_every_finding_is_printable(name: str, end: date, count: int | None, base: int | None) -> None:
    window = Window(add_months(end, -11), end, "rolling_12")
    judgement = change_between(name, window, count=count, base=base)
    words = finding(name, judgement, window, "Croydon")
    assert words.endswith((".", ")."))
    assert not any(wrong in words for wrong in ("  ", "None", "nan", "..", " .", "-0", "--"))
    if judgement.verdict not in ("up", "down"):
        clause = headline(name, judgement, window, "Croydon")
        assert not any(f" {verb} " in clause for verb in ("rose", "fell"))
    if judgement.status.startswith("withheld"):
        assert "95%" not in words
    assert verdict_words(judgement)[0].isupper()


def test_a_line_chart_in_words() -> None:
    months = [add_months(date(2025, 10, 1), i) for i in range(5)]
    assert line_alternative("knife_crime", months, [None, 1_113, 932, 1_090, 1_003]) == (
        "Line chart of knife crime in London, a month, November 2025 to February 2026: from 1,113 to 1,003; "
        "highest 1,113 in November 2025, lowest 932 in December 2025; 1 month without a figure."
    )
    assert line_alternative("knife_crime", months[:1], [None]).endswith(": no figures.")
    assert line_alternative(
        "knife_crime", months[:1], [5], area_name="Croydon", statistic="12 months to each"
    ).endswith("in Croydon, 12 months to each: 5 in October 2025.")


def test_a_bar_chart_in_words() -> None:
    names, values = list("abcdefg"), [1.0, 7, 3, 6, 2, 5, None]
    assert bars_alternative("Bar chart", names, values, ends=2) == (
        "Bar chart, 6 in all: highest b 7, d 6; lowest a 1, e 2; 1 without a figure."
    )
    assert bars_alternative("Bar chart", ["a", "b"], [1, 2.5], decimals=1) == "Bar chart: b 2.5, a 1.0."
    assert bars_alternative("Bar chart", [], []) == "Bar chart: no figures."


def cohort(start: int, offenders: int, reoffenders: int, **changes: object) -> Cohort:
    values = {"area_code": LONDON, "area_name": "London", "age_group": "All", "adult_or_youth": "adult", **changes}
    return Cohort(
        date(start, 4, 1),
        date(start + 1, 3, 31),
        offenders=offenders,
        reoffenders=reoffenders,
        reoffences=None,
        **values,  # type: ignore[arg-type]
    )


def test_reoffending_in_words() -> None:
    assert reoffending_finding(cohort(2015, 51_071, 12_995)) == (
        "25.4% of adult offenders in London in the cohort of 2015/16 reoffended within a year: 12,995 of 51,071 "
        "(95% interval 25.1% to 25.8%)."
    )
    words = reoffending_finding(cohort(2021, 45_381, 10_285, quoted=True), cohort(2019, 51_071, 12_995))
    assert "2.8 percentage points below 2019/20 (95% interval −3.3 to −2.2). Quoted from a later publication" in words
    youth = cohort(2015, 100, 40, adult_or_youth="youth", age_group="15 to 17")
    assert reoffending_finding(youth).startswith("40.0% of juvenile offenders aged 15 to 17 in London")
    assert "is withheld. Juveniles cannot be compared with adults." in reoffending_finding(youth, cohort(2015, 100, 40))
    assert "No clear difference from 2014/15" in reoffending_finding(cohort(2015, 100, 40), cohort(2014, 100, 41))
    assert reoffending_finding(cohort(2015, 0, 0)).startswith("There were no adult offenders in London")
