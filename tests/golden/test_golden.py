"""The golden figures: computed once from the published files by independent means; the shipped figures give them.

Each row: indicator, area, window, the last month of the window, the figure, and the same window a year earlier.
"""

from __future__ import annotations

from datetime import date

import pytest

from analytics.comparability import compare_windows
from analytics.geography.denominators import population
from analytics.periods import Window, parse_month, window_ending
from analytics.reoffending.proven_reoffending import (
    reoffences_per_offender,
    reoffences_per_reoffender,
    reoffending_rate,
)
from analytics.reoffending.published_cohorts import cohorts, region_cohorts
from analytics.series.monthly_series import monthly, windowed
from analytics.statistics.change import change, change_interval
from analytics.statistics.control_chart import control_chart
from analytics.tables.composition_rows import makeup
from analytics.tables.figures_table import table

MPS = "E23000001"

FIGURES = """
knife_crime                    | E23000001 | month                    | 2026-02 | 1003   |
knife_crime                    | E23000001 | rolling_12               | 2026-02 | 13552  | 16429
knife_crime_with_injury        | E23000001 | rolling_12               | 2026-02 | 3384   | 3815
knife_injury_victims_under_25  | E23000001 | rolling_12               | 2026-02 | 1138   | 1214
knife_crime                    | E23000001 | financial_year_to_date   | 2026-02 | 12396  | 15000
burglary                       | E23000001 | rolling_12               | 2026-06 | 47880  | 50587
burglary                       | E23000001 | rolling_12               | 2026-03 | 48231  |
burglary_residential           | E23000001 | rolling_12               | 2026-03 | 32687  |
burglary                       | E09000008 | rolling_12               | 2026-06 | 1740   | 1905
homicide                       | E23000001 | rolling_12               | 2016-05 | 119    |
homicide                       | E23000001 | rolling_12               | 2026-06 | 108    |
violence_with_injury           | E23000001 | rolling_12               | 2016-05 | 74413  |
violence_with_injury           | E23000001 | rolling_12               | 2026-06 | 64798  |
stalking_and_harassment        | E23000001 | rolling_12               | 2025-03 | 54106  |
all_recorded_crime             | E23000001 | rolling_12               | 2026-03 | 911005 |
violence_against_the_person    | E23000001 | rolling_12               | 2016-05 | 189167 |
violence_against_the_person    | E23000001 | rolling_12               | 2025-09 | 239202 |
theft                          | E23000001 | rolling_12               | 2016-05 | 202616 |
theft                          | E23000001 | rolling_12               | 2025-09 | 306819 |
shoplifting                    | E23000001 | rolling_12               | 2016-05 | 44914  |
shoplifting                    | E23000001 | rolling_12               | 2025-09 | 93056  |
possession_of_weapons          | E23000001 | rolling_12               | 2015-06 | 4506   |
possession_of_weapons          | E23000001 | rolling_12               | 2025-09 | 6502   |
sexual_offences                | E23000001 | rolling_12               | 2016-05 | 16539  |
sexual_offences                | E23000001 | rolling_12               | 2025-09 | 27192  |
vawg                           | E23000001 | rolling_12               | 2026-02 | 134312 | 123671
vawg_offences                  | E23000001 | rolling_12               | 2026-02 | 104881 | 96440
vehicle_offences               | E23000001 | rolling_12               | 2026-06 | 83927  | 92402
vehicle_offences               | E09000025 | rolling_12               | 2026-06 | 4717   |
theft_from_a_vehicle           | E23000001 | rolling_12               | 2026-06 | 44004  | 49390
theft_of_a_vehicle             | E23000001 | rolling_12               | 2026-06 | 30734  | 32422
bicycle_theft                  | E23000001 | rolling_12               | 2026-06 | 14323  | 15042
drug_offences                  | E23000001 | rolling_12               | 2026-06 | 50128  | 50962
public_order_offences          | E23000001 | rolling_12               | 2026-06 | 57469  | 55676
arson_and_criminal_damage      | E23000001 | rolling_12               | 2026-06 | 54630  | 56064
hate_crime                     | E23000001 | rolling_12               | 2025-07 | 21284  | 25361
hate_crime_racist_and_religious| E23000001 | rolling_12               | 2025-07 | 18528  | 22204
hate_crime_racist              | E23000001 | rolling_12               | 2025-07 | 16428  | 20369
hate_crime_faith               | E23000001 | rolling_12               | 2025-07 | 2887   | 4281
hate_crime_antisemitic         | E23000001 | rolling_12               | 2025-07 | 1113   | 2187
hate_crime_islamophobic        | E23000001 | rolling_12               | 2025-07 | 1264   | 1569
hate_crime_homophobic          | E23000001 | rolling_12               | 2025-07 | 2776   | 3367
hate_crime_transphobic         | E23000001 | rolling_12               | 2025-07 | 310    | 427
hate_crime_disability          | E23000001 | rolling_12               | 2025-07 | 526    | 578
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in FIGURES.strip().splitlines()]


def figure(indicator: str, area: str, window: str, month: date, **options: object) -> int | None:
    level = "mps" if area == MPS else "borough"
    series = windowed(monthly(indicator, [area], level=level, **options), window)
    return series.value(area, month)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r[0]}-{r[2]}-{r[3]}-{r[1]}")
def test_figure(row):
    indicator, area, window, month, expected, before = row
    end = parse_month(month)
    assert figure(indicator, area, window, end) == int(expected)
    if before:
        assert figure(indicator, area, window, end.replace(year=end.year - 1)) == int(before)


@pytest.mark.parametrize(
    ("indicator", "percent", "lower", "upper", "verdict"),
    [
        ("knife_crime", -17.5, -19.4, -15.6, "down"),
        ("knife_crime_with_injury", -11.3, -15.3, -7.1, "down"),
        ("knife_injury_victims_under_25", -6.3, -13.5, 1.6, "no clear change"),
    ],
)
def test_knife_changes(indicator, percent, lower, upper, verdict):
    """The golden intervals are Poisson's, φ = 1; the published row is wider by its dispersion."""
    (row,) = table([indicator], measure="change", start=date(2026, 2, 1), end=date(2026, 2, 1)).to_pylist()
    assert (round(row["value"], 1), row["verdict"]) == (percent, verdict)
    poisson = change_interval(row["base_value"] + row["difference"], row["base_value"])
    assert [round(float(limit), 1) for limit in poisson] == [lower, upper]
    assert row["lower"] < lower < upper < row["upper"]
    assert row["dispersion"] > 1


@pytest.mark.parametrize(
    ("offence", "outcomes", "offences"),
    [("domestic_abuse", 9283, 90990), ("hate_crime", 2042, 21284), ("gun_crime", 375, 1928)],
)
def test_positive_outcome_rates_and_their_break(offence, outcomes, offences):
    """The twelve months to July 2025 lie after the new recording system, those before them do not."""
    names, month = [f"{offence}_positive_outcome_rate"], date(2025, 7, 1)
    (value,) = table(names, window="rolling_12", start=month, end=month).to_pylist()
    assert value["value"] == pytest.approx(100 * outcomes / offences)
    window = window_ending(month, "rolling_12")
    assert compare_windows(names[0], window.year_earlier(), window).status == "withheld_break"


def test_knife_control_chart():
    series = monthly("knife_crime")
    months, values = series.months[-24:], series.of(MPS)[-24:]
    chart = control_chart(months, values=values)
    (segment,) = chart.segments
    assert (round(segment.mean, 1), round(segment.lower, 1), round(segment.upper, 1)) == (1249.2, 1015.1, 1483.3)
    by_month = dict(zip(months, values, strict=True))
    found: dict[str, dict[date, float]] = {}
    for signal in chart.signals:
        if "limit" in signal.kind:
            found.setdefault(signal.kind, {}).update({month: by_month[month] for month in signal.months})
    assert found == {
        "below the limit": {date(2025, 12, 1): 932, date(2026, 2, 1): 1003},
        "above the limit": {date(2024, 5, 1): 1552},
    }


def test_knife_first_quarters():
    counts = monthly("knife_crime")
    assert [sum(counts.value(MPS, date(year, month, 1)) for month in (1, 2, 3)) for year in (2024, 2025)] == [
        3938,
        3501,
    ]


@pytest.mark.parametrize(("as_of", "expected"), [(date(2025, 8, 31), 16138), (date(2026, 3, 31), 16156)])
def test_knife_financial_year_was_revised(as_of, expected):
    assert figure("knife_crime", MPS, "rolling_12", date(2025, 3, 1), as_of=as_of) == expected


@pytest.mark.parametrize(
    ("indicator", "before_july", "now"),
    [
        ("burglary", 47798, 48231),
        ("burglary_residential", 32446, 32687),
        ("all_recorded_crime", 903863, 911005),
    ],
)
def test_year_to_march_2026_as_it_stood_before_the_edition_of_july(indicator, before_july, now):
    march = date(2026, 3, 1)
    assert figure(indicator, MPS, "rolling_12", march, as_of=date(2026, 6, 30)) == before_july
    assert figure(indicator, MPS, "rolling_12", march, as_of=date(2026, 7, 31)) == now


def test_an_old_edition_without_a_label_gives_no_figure_for_it():
    """In May 2025 the newest editions had no stalking and harassment: the figure is missing, not a smaller one."""
    assert figure("stalking_and_harassment", MPS, "rolling_12", date(2025, 2, 1), as_of=date(2025, 5, 31)) is None
    assert figure("burglary", MPS, "rolling_12", date(2025, 2, 1), as_of=date(2025, 5, 31)) is not None


def test_violence_since_may_2016_is_a_step():
    earlier, later = (window_ending(date(y, m, 1), "rolling_12") for y, m in ((2016, 5), (2026, 6)))
    found = change(64798, 74413, compare_windows("violence_with_injury", earlier, later))
    assert (found.status, found.verdict) == ("step", "cannot be told from a change in recording")
    assert found.percent == pytest.approx(-12.9, abs=0.05)


def test_domestic_abuse_is_withheld_across_march_2024():
    rows = table(["domestic_abuse"], measure="change", start=date(2025, 2, 1), end=date(2025, 7, 1)).to_pylist()
    by_end = {r["period_end"]: r for r in rows}
    assert by_end[date(2025, 2, 28)]["status"] == "withheld_break"
    withheld = by_end[date(2025, 7, 31)]
    assert withheld["value"] is None
    assert withheld["lower"] is None
    assert withheld["verdict"] == "withheld"
    assert "CONNECT" in withheld["note"] or "recording system" in withheld["note"]


def test_population_of_the_mps_area():
    assert population("residents").counts[MPS, 2024] == 9_074_625
    assert population("residents").counts["E09000001", 2024] == 15_111


def test_window_of_the_knife_figures():
    window = Window(date(2025, 3, 1), date(2026, 2, 1), "rolling_12")
    rows = table(["knife_crime"], start=window.end, end=window.end).to_pylist()
    assert (rows[0]["period_start"], rows[0]["period_end"]) == (date(2025, 3, 1), date(2026, 2, 28))


def test_reoffending_of_london_adults():
    london, elsewhere, england = region_cohorts("adult")[-1]
    assert london.label == "2019/20"
    assert (london.offenders, london.reoffenders, london.reoffences) == (51_071, 12_995, 41_765)
    rate = reoffending_rate(london)
    assert round(rate.percent, 1) == 25.4
    assert rate.lower < rate.percent < rate.upper
    assert london.offenders + elsewhere.offenders == england.offenders
    per_offender = reoffences_per_offender(london)
    assert per_offender == pytest.approx(rate.percent / 100 * reoffences_per_reoffender(london))


def test_later_reoffending_figures_are_quoted():
    rates = {
        c.label: round(reoffending_rate(c).percent, 1)
        for c in cohorts(quoted=True)
        if (c.area_name, c.adult_or_youth) == ("London", "adult")
    }
    assert rates == {"2020/21": 23.7, "2021/22": 22.7}


def test_offence_groups_of_all_recorded_crime() -> None:
    """Year to June 2026, from the newest file by pandas; `makeup` refuses parts that do not add up."""
    found = makeup("all_recorded_crime", "offence group")
    assert found.whole.count == 910_587
    assert {part.label: part.count for part in found.parts} == {
        "Violence against the person": 252_379,
        "Sexual offences": 27_806,
        "Robbery": 32_173,
        "Burglary": 47_880,
        "Theft": 283_458,
        "Vehicle offences": 83_927,
        "Arson and criminal damage": 54_630,
        "Drug offences": 50_128,
        "Possession of weapons": 7_449,
        "Public order offences": 57_469,
        "Crimes against society": 13_288,
    }
