"""Control charts on daily rates: no false February, limits from the months before, and what they still find."""

from calendar import monthrange
from datetime import date

import numpy as np
import pytest
from scipy import stats

from analytics.periods import add_months
from analytics.statistics.adjusted_control_chart import (
    DAYS,
    FORMULA,
    AdjustedChart,
    NoChart,
    adjusted_control_chart,
    baseline_limits,
    daily_rates,
)

RANDOM = np.random.default_rng(11)
MONTHS = [add_months(date(2019, 1, 1), i) for i in range(84)]
SEASON = 1 + 0.15 * np.sin(np.arange(84) * np.pi / 6)
LENGTHS = np.array([monthrange(m.year, m.month)[1] for m in MONTHS]) / DAYS


def chart(counts: np.ndarray) -> AdjustedChart:
    found = adjusted_control_chart(MONTHS, counts=counts)
    assert isinstance(found, AdjustedChart)
    return found


def test_february_is_not_low_because_it_is_short() -> None:
    assert daily_rates([date(2026, 2, 1)], [1003])[0] == pytest.approx(1090, abs=0.5)


def test_a_season_alone_is_no_signal() -> None:
    random = np.random.default_rng(12)
    found = [chart(random.poisson(900 * SEASON * LENGTHS)) for _ in range(30)]
    assert {(one.judged, one.baseline) for one in found} == {(24, (date(2019, 1, 1), date(2023, 12, 1)))}
    outside = [month for one in found for month in one.outside]
    assert sum(month.month == 2 for month in outside) <= 2


def test_few_months_lie_outside_by_themselves() -> None:
    outside = [len(chart(RANDOM.poisson(200 * SEASON * LENGTHS)).outside) for _ in range(60)]
    assert np.sum(outside) / (60 * 24) < 0.015


def test_hardly_a_chart_without_any_change_singles_out_a_month() -> None:
    """Where nothing differs, Benjamini–Hochberg at 5% leaves 5% of the families with something singled out."""
    charts = [chart(RANDOM.poisson(200 * SEASON * LENGTHS)) for _ in range(80)]
    assert sum(any(len(s.months) == 1 for s in one.singled_out) for one in charts) <= 9
    assert all(set(one.singled_out) <= set(one.signals) for one in charts)


def test_a_great_jump_is_singled_out_and_a_flat_series_singles_out_nothing() -> None:
    counts = RANDOM.poisson(400 * SEASON * LENGTHS).astype(float)
    counts[80] *= 1.8
    assert MONTHS[80] in [s.months[0] for s in chart(counts).singled_out]
    assert chart(np.full(84, 100.0) * LENGTHS).singled_out == ()


def test_a_long_run_is_singled_out_and_a_short_one_is_not() -> None:
    counts = RANDOM.poisson(900 * SEASON * LENGTHS).astype(float)
    counts[60:] *= 0.93
    runs = [s for s in chart(counts).singled_out if len(s.months) > 1]
    assert runs
    assert all(len(s.months) >= 10 for s in runs)


def test_a_jump_of_a_judged_month_is_found_and_does_not_move_its_own_limits() -> None:
    counts = RANDOM.poisson(400 * SEASON * LENGTHS).astype(float)
    before = chart(counts)
    counts[80] *= 1.6
    after = chart(counts)
    assert MONTHS[80] in after.outside
    assert (after.mean, after.lower, after.upper) == (before.mean, before.lower, before.upper)


def test_a_baseline_of_three_years_at_least() -> None:
    few = adjusted_control_chart(MONTHS[:40], counts=np.full(40, 100.0))
    assert isinstance(few, NoChart)
    assert "36 months" in few.reason
    cut = adjusted_control_chart(MONTHS, counts=np.full(84, 100.0), clean_from=MONTHS[60])
    assert isinstance(cut, NoChart)
    shorter = adjusted_control_chart(MONTHS[:50], counts=RANDOM.poisson(100, 50))
    assert isinstance(shorter, AdjustedChart)
    assert shorter.judged == 14


def test_the_limits_by_hand() -> None:
    values = [10.0, 14.0] * 18
    mean, lower, upper = baseline_limits(values)
    width = 2.66 * 4 * np.sqrt(4 / 2)
    assert (mean, lower, upper) == pytest.approx((12, max(12 - width, 0), 12 + width))


def test_gaps_are_refused() -> None:
    with pytest.raises(ValueError, match="consecutive"):
        adjusted_control_chart([MONTHS[0], MONTHS[2]], counts=[1, 2])


@pytest.mark.parametrize(("a_month", "is_drawn"), [(10, True), (9.9, False), (0, False)])
def test_few_counts_a_month_have_no_chart(a_month: float, is_drawn: bool) -> None:
    counts = adjusted_control_chart(MONTHS, counts=np.full(84, a_month))
    assert isinstance(counts, AdjustedChart) is is_drawn
    assert is_drawn or "twelve months together" in counts.reason


def test_the_words_of_the_method_and_of_a_chart() -> None:
    assert FORMULA == (
        "Months as rates per 30.4 days without their season (STL, Cleveland and others 1990). Limits: mean ± 2.66 × the "
        "mean difference of neighbouring months (Wheeler 1993), from the baseline alone, widened for the season that "
        "was estimated from it."
    )
    drawn = chart(np.full(84, 100.0) * LENGTHS)
    assert drawn.statistic == (
        "per 30.4 days, seasonally adjusted by us; limits and season from January 2019 to December 2023"
    )


@pytest.mark.parametrize("clean", [0, -3])
def test_a_change_of_recording_after_the_last_month_leaves_no_chart(clean: int) -> None:
    found = adjusted_control_chart(MONTHS, counts=[100.0] * 84, clean_from=add_months(MONTHS[-1], 1 - clean))
    assert found == NoChart("There is no control chart: recording has changed since the last month.")
    last = adjusted_control_chart(MONTHS, counts=[100.0] * 84, clean_from=MONTHS[-1])
    assert isinstance(last, NoChart)
    assert last.reason.endswith("; since December 2025 there are 1.")


@pytest.mark.parametrize("seed", [47, 131])
def test_signals_are_singled_out_by_benjamini_and_hochberg_by_hand(seed: int) -> None:
    """Each month judged has the p-value of Student's t at its distance, each run that of so many tosses of a coin."""
    counts = np.random.default_rng(seed).poisson(400 * SEASON * LENGTHS).astype(float)
    counts[75] *= 1.3
    counts[62:73] *= 0.96
    drawn = chart(counts)
    width = (drawn.upper - drawn.mean) / 3
    away = [abs(one - drawn.mean) / width for one in drawn.adjusted[-drawn.judged :]]
    runs = [signal for signal in drawn.signals if len(signal.months) > 1]
    values = [2 * float(stats.t.sf(one, 13)) for one in away] + [2 * 0.5 ** len(run.months) for run in runs]
    ordered = sorted(values)
    last = max((n for n, p in enumerate(ordered, 1) if p <= 0.05 * n / len(values)), default=0)
    bound = ordered[last - 1] if last else -1.0
    months = {month for month, p in zip(drawn.months[-drawn.judged :], values, strict=False) if p <= bound}
    kept = {run for run, p in zip(runs, values[drawn.judged :], strict=True) if p <= bound}
    singles = {signal for signal in drawn.signals if len(signal.months) == 1 and signal.months[0] in months}
    assert set(drawn.singled_out) == kept | singles
    of_one_month = {signal for signal in drawn.signals if len(signal.months) == 1}
    assert singles
    assert singles < of_one_month, "of one month, some are singled out and some are not"
    assert runs
