"""A change: its percentage, interval, verdict, and when there is none to state."""

from pathlib import Path
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.rates import confint_poisson_2indep

from analytics.comparability import COMPARABLE, Comparability
from analytics.series.area_change import change_between
from analytics.series.monthly_series import monthly, windowed
from analytics.statistics.change import (
    FORMULA,
    POISSON_NOTE,
    Verdict,
    change,
    change_interval,
    change_p_values,
    changes,
    missing_note,
    verdicts,
)
from analytics.written_periods import parse_period
from data.published_areas import MPS
from tests.ascii_tables import optional_int, rows

GOLDEN = rows("""
indicator                     | level   | later                       | earlier          | count | base  | percent | lower | upper | verdict         | status
------------------------------+---------+-----------------------------+------------------+-------+-------+---------+-------+-------+-----------------+--------------------
knife_crime                   | mps     | year to Feb 2026            | -                | 13552 | 16429 | -17.5   | -19.4 | -15.6 | down            | ok
knife_crime_with_injury       | mps     | year to Feb 2026            | -                | 3384  | 3815  | -11.3   | -15.3 | -7.1  | down            | ok
knife_injury_victims_under_25 | mps     | year to Feb 2026            | -                | 1138  | 1214  | -6.3    | -13.5 | 1.6   | no clear change | ok
knife_crime                   | mps     | April 2025 to February 2026 | -                | 12396 | 15000 | -17.4   | -19.3 | -15.4 | down            | ok
vawg_offences                 | mps     | year to Feb 2026            | -                | 104881| 96440 | 8.8     | 7.8   | 9.7   | up              | caution
burglary                      | borough | year to Jun 2026            | -                | 1740  | 1905  | -8.7    | -14.4 | -2.5  | down            | caution
homicide                      | mps     | year to Jun 2026            | year to May 2016 | 108   | 119   | -9.2    | -30.1 | 17.8  | no clear change | caution
violence_with_injury          | mps     | year to Jun 2026            | year to May 2016 | 64798 | 74413 | -12.9   | -13.8 | -12.0 | cannot be told from a change in recording | step
homicide                      | mps     | year to Feb 2026            | -                | 0     | 50    | -100.0  | -100.0| -92.3 | down            | caution
domestic_abuse                | mps     | year to Jul 2025            | -                | 91234 | 90000 | -       | -     | -     | withheld        | withheld_break
homicide                      | mps     | year to Feb 2026            | -                | 60    | 49    | -       | -     | -     | withheld        | withheld_small_base
homicide                      | mps     | year to Feb 2026            | -                | 1     | 0     | -       | -     | -     | withheld        | withheld_small_base
burglary_home                 | mps     | year to Feb 2024            | -                | 9000  | -     | -       | -     | -     | withheld        | withheld_start
gun_crime                     | mps     | year to Feb 2026            | -                | -     | 900   | -       | -     | -     | -               | missing
gun_crime                     | mps     | year to Feb 2026            | -                | 900   | -     | -       | -     | -     | -               | missing
""")


def rounded(number: float | None) -> str:
    return "-" if number is None else f"{number:.1f}"


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: f"{row['indicator']} {row['count']} {row['base']}")
def test_golden_changes_of_independent_events(row: dict[str, str]) -> None:
    found = change_between(
        row["indicator"],
        parse_period(row["later"]),
        None if row["earlier"] == "-" else parse_period(row["earlier"]),
        count=optional_int(row["count"]),
        base=optional_int(row["base"]),
        level=row["level"],  # type: ignore[arg-type]
        area_code="E09000008",
        phi=1.0,
    )
    assert [rounded(x) for x in (found.percent, found.lower, found.upper)] == [
        row["percent"],
        row["lower"],
        row["upper"],
    ]
    assert (found.verdict or "-", found.status) == (row["verdict"], row["status"])
    assert bool(found.note) == (found.status != "ok")


def test_the_difference_is_told_unless_a_break_or_start_forbids_it() -> None:
    assert change(13552, 16429).difference == -2877
    assert change(3, 9).difference == -6
    assert change(3, 900, Comparability("withheld_break", ("Why.",))).difference is None
    assert change(3, 900, Comparability("withheld_start", ("Why.",))).difference is None
    assert change(3, None).difference is None


def test_counts_stay_in_a_withheld_change() -> None:
    found = change(3, 900, Comparability("withheld_break", ("Why.",)))
    assert (found.count, found.base, found.note) == (3, 900, "Why.")


def test_nothing_is_said_of_a_percentage_without_its_numbers() -> None:
    assert change(None, 900).note == "There is no figure for this period."
    assert change(900, None).note == "There is no figure for the earlier period."


def test_numpy_counts_become_plain_numbers() -> None:
    found = change(np.int64(100), np.int64(90))  # type: ignore[arg-type]
    assert type(found.count) is type(found.base) is type(found.difference) is int


def test_one_interval_per_pair_of_any_shape() -> None:
    lower, upper = change_interval([[13552, 3384], [1138, 0]], [[16429, 3815], [1214, 50]])
    assert lower.shape == upper.shape == (2, 2)
    assert np.round(lower, 1).tolist() == [[-19.4, -15.3], [-13.5, -100.0]]
    assert np.isnan(change_interval([5, np.nan], [0, 10])).all()


# HANDBOOK § 5, London: later, earlier, interval.
WIDENED = rows("""
indicator          | level | later            | percent | lower | upper | verdict
-------------------+-------+------------------+---------+-------+-------+----------------
robbery            | mps   | year to Jun 2026 | -3.7    | -8.8  | 1.7   | no clear change
rape               | mps   | year to Jun 2026 | 3.3     | -1.0  | 7.7   | no clear change
burglary           | mps   | year to Jun 2026 | -5.4    | -8.7  | -1.8  | down
all_recorded_crime | mps   | year to Jun 2026 | -2.2    | -4.1  | -0.2  | down
knife_crime        | mps   | year to Feb 2026 | -17.5   | -22.8 | -11.8 | down
""")


@pytest.mark.parametrize("row", WIDENED, ids=lambda row: row["indicator"])
def test_londons_intervals_of_the_handbook(row: dict[str, str]) -> None:
    window = parse_period(row["later"])
    series = windowed(monthly(row["indicator"]), "rolling_12")
    found = series.change_at(MPS, window)
    expected = [float(row[name]) for name in ("percent", "lower", "upper")]
    assert [found.percent, found.lower, found.upper] == pytest.approx(expected, abs=0.35)
    assert found.verdict == row["verdict"]
    assert found.dispersion > 1


def test_dispersion_widens_by_its_root_and_one_is_poisson() -> None:
    assert change_interval(900, 1000, dispersion=1.0) == change_interval(900, 1000)
    widths = [np.log1p(x / 100) for x in np.array(change_interval(900, 1000, dispersion=[[1.0], [4.0]]))]
    upper, lower = widths[1], widths[0]
    assert (upper[1] - lower[1]) / (upper[0] - lower[0]) == pytest.approx(2.0)


@given(st.integers(0, 5_000), st.integers(50, 5_000), st.floats(1, 60))
def test_the_p_value_is_that_of_the_interval(a: int, b: int, phi: float) -> None:
    found = change(a, b, dispersion=phi)
    assert found.p_value is not None
    if abs(found.p_value - 0.05) > 1e-6:
        assert (found.p_value < 0.05) == (found.verdict in ("up", "down"))
    assert change_p_values(b, a) == pytest.approx(change_p_values(a, b)) if a else True


POSITIVE = st.integers(1, 100_000)


@given(POSITIVE, POSITIVE)
def test_agrees_with_statsmodels(a: int, b: int) -> None:
    expected = confint_poisson_2indep(a, 1, b, 1, method="wald-log", compare="ratio")
    assert [float(limit) for limit in change_interval(a, b)] == pytest.approx([100 * (x - 1) for x in expected])


@given(st.integers(1, 100_000))
def test_without_any_event_left_the_upper_limit_is_the_exact_conditional_one(base: int) -> None:
    share = stats.binomtest(0, base).proportion_ci(method="exact").high
    assert change_interval(0, base)[1] == pytest.approx(100 * (share / (1 - share) - 1), rel=1e-6)


@given(st.integers(0, 100_000), st.integers(50, 100_000))
def test_an_interval_contains_its_estimate_and_decides_the_verdict(count: int, base: int) -> None:
    found = change(count, base)
    assert found.percent is not None
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower <= found.percent <= found.upper
    assert found.verdict in get_args(Verdict)
    assert (found.verdict == "up") == (found.lower > 0)
    assert (found.verdict == "down") == (found.upper < 0)
    assert found.difference == count - base


@given(st.integers(5, 500), st.integers(50, 500), st.integers(2, 50))
def test_an_interval_narrows_with_more_events(a: int, b: int, times: int) -> None:
    (low, high), (narrow_low, narrow_high) = change_interval(a, b), change_interval(a * times, b * times)
    assert low < narrow_low
    assert narrow_high < high


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_the_way_back_mirrors_the_way_there(a: int, b: int) -> None:
    lower, _ = change_interval(a, b)
    _, upper = change_interval(b, a)
    assert (1 + lower / 100) * (1 + upper / 100) == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)), min_size=1, max_size=8))
def test_many_at_once_agree_with_one_by_one(pairs: list[tuple[int, int]]) -> None:
    counts, bases = zip(*pairs, strict=True)
    assert changes(counts, bases, [COMPARABLE] * len(pairs)) == [change(a, b) for a, b in pairs]


def test_a_step_keeps_its_numbers_and_takes_the_verdict() -> None:
    plain, stepped = change(100, 400), change(100, 400, Comparability("step", ("Why.",)))
    assert (stepped.percent, stepped.lower, stepped.upper) == (plain.percent, plain.lower, plain.upper)
    assert (plain.verdict, stepped.verdict) == ("down", "cannot be told from a change in recording")


def test_knife_crime_straight_from_the_published_file(published: Path) -> None:
    file = published / "mps_monthly_dashboard" / "knife_crime_refreshed_2026-03-18.parquet"
    sheet = pd.read_parquet(file)
    boroughs = sheet[(sheet["area_type"] == "Borough") & (sheet["measure"] == "Offences")]
    months = pd.to_datetime(boroughs["month_year"])
    got = {}
    for name in ("Knife Crime", "Knife Crime with Injury", "Knife Injury Victims (non DA 1-24)"):
        rows_of = boroughs["crime_subtype"] == name
        later = int(boroughs.loc[rows_of & (months >= "2025-03-01"), "count"].sum())
        base = int(boroughs.loc[rows_of & (months >= "2024-03-01") & (months < "2025-03-01"), "count"].sum())
        got[name] = (later, base, change(later, base).verdict)
    assert got == {
        "Knife Crime": (13_552, 16_429, "down"),
        "Knife Crime with Injury": (3_384, 3_815, "down"),
        "Knife Injury Victims (non DA 1-24)": (1_138, 1_214, "no clear change"),
    }


VERDICTS = rows("""
status              | lower | upper | verdict
--------------------+-------+-------+-----------------
ok                  | 0.1   | 2     | up
ok                  | 0     | 2     | no clear change
ok                  | -1    | 0     | no clear change
ok                  | -2    | -0.1  | down
caution             | -2    | -0.1  | down
caution             | 0.1   | 2     | up
step                | 0.1   | 2     | cannot be told from a change in recording
missing             | 0.1   | 2     | -
withheld_break      | 0.1   | 2     | withheld
withheld_start      | -2    | -1    | withheld
withheld_small_base | -2    | -1    | withheld
""")


def test_verdicts_of_many_are_those_of_their_status_and_interval() -> None:
    statuses = np.array([row["status"] for row in VERDICTS], dtype=object)
    lower, upper = (np.array([float(row[name]) for row in VERDICTS]) for name in ("lower", "upper"))
    expected = [None if row["verdict"] == "-" else row["verdict"] for row in VERDICTS]
    assert verdicts(statuses, lower, upper).tolist() == expected
    assert verdicts(statuses[:1], lower[:1], upper[:1]).tolist() == ["up"], "a longer word fits in too"


def test_there_is_no_p_value_where_there_is_no_interval() -> None:
    assert change(None, 900).p_value is None
    assert change(60, 49).p_value is None
    assert change(900, 1000).p_value == pytest.approx(float(change_p_values(900, 1000)))


def test_the_bounds_are_those_of_the_interval_where_there_is_one() -> None:
    judged = change(900, 1000)
    assert judged.bounds == (judged.lower, judged.upper)
    assert change(9, 10).bounds is None


def test_the_words_of_the_method() -> None:
    assert FORMULA == (
        "100 × (later ÷ earlier − 1). Interval: exp(ln(a ÷ b) ± 1.96 × √(φ(1/a + 1/b))) − 1, a and b being the counts "
        "and φ the dispersion of the area (Breslow and Day 1987). The interval describes the usual variation from month "
        "to month, wider than that of independent events because crime comes in clusters (φ, the dispersion). Variation "
        "that lasts longer than a month is not in it."
    )
    assert POISSON_NOTE == (
        "The interval is that of independent events (Poisson). Crime comes in clusters, so it is a minimum."
    )
    assert missing_note(None) == "There is no figure for this period."
    assert missing_note(1) == "There is no figure for the earlier period."
