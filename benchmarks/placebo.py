"""False verdicts where nothing differs: months exchanged between the two years of every clean stretch.

    python -m benchmarks.placebo [--json | --record]

With --record the pooled shares are written into the file that the methods page reads.

Of two years of a clean stretch the calendar months are exchanged, six each way: the two sums then differ by nothing but
the variation from month to month. The share of them that reads "up" or "down" is to be 5%. Three ways to exchange:

- at random (what φ is made for), several draws a stretch;
- alternate months, which are steadier than chance would be, since neighbours resemble each other;
- blocks of a quarter (+ − − +), which hold the waves of a season or two that φ does not cover.

Then the coverage of the interval on simulated negative binomial series, and how often a true change is found.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analytics.geography.areas import areas_at
from analytics.indicators import INDICATORS, Indicator, Level
from analytics.series.area_dispersion import dispersions, estimates
from analytics.series.clean_stretches import clean_starts
from analytics.series.eligible_changes import eligible_changes
from analytics.series.monthly_series import monthly, windowed, year_before
from analytics.statistics.change import Z95, change_interval
from analytics.statistics.dispersion import STRETCH, YEAR, degrees_of_freedom, shrunken, stretch_dispersions

Floats = NDArray[np.float64]
SEED = 20_100_401
DRAWS = 20
LEAST_BASE = 50
METHODS = ("random", "alternate", "quarters")
LEVELS: tuple[Level, ...] = ("mps", "borough", "ward")
RECORD = Path(__file__).parents[1] / "analytics" / "statistics" / "verdict_record.csv"


@dataclass(frozen=True, slots=True)
class Placebo:
    """One indicator at one level exchanged in one way: pairs judged, and how many read "up" or "down".

    `false` with the dispersion of each area, `poisson` without; `independent` the stretches without overlap.
    """

    level: str
    indicator: str
    method: str
    independent: int
    pairs: int
    false: int
    poisson: int


def exchanges() -> dict[str, Floats]:
    """For each method the patterns, (patterns, 12): 1 where the earlier year gives its month to the first sum."""
    random = np.random.default_rng(SEED)
    half = np.repeat([1.0, 0.0], YEAR // 2)
    return {
        "random": np.array([random.permutation(half) for _ in range(DRAWS)]),
        "alternate": np.array([[1.0, 0.0] * (YEAR // 2)]),
        "quarters": np.array([[1.0] * 3 + [0.0] * 6 + [1.0] * 3]),
    }


def placebos(which: Indicator, level: Level) -> Iterator[Placebo]:
    """The three ways of exchange for all named areas of a level, over every clean stretch."""
    areas = areas_at(level, pseudo=False)
    series = monthly(which, [area.code for area in areas], level=level)
    starts = clean_starts(which, series.months, level=level, area_code=areas[0].code)
    if not starts.size:
        return
    years = np.lib.stride_tricks.sliding_window_view(series.values, STRETCH, axis=1)[:, starts]
    root = np.sqrt(dispersions(which, areas, level=level))[:, None, None]
    independent = max(found.independent for found in estimates(which, level=level))
    for method, give in exchanges().items():
        earlier, later = years[..., :YEAR], years[..., YEAR:]
        one, other = earlier @ give.T + later @ (1 - give).T, earlier @ (1 - give).T + later @ give.T
        judged = (other >= LEAST_BASE) & (one > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            distance = np.abs(np.log(one / other)) / np.sqrt(1 / one + 1 / other)
        yield Placebo(
            level, which.id, method, independent, int(judged.sum()),
            int((judged & (distance > Z95 * root)).sum()), int((judged & (distance > Z95)).sum()),
        )  # fmt: skip


def everywhere() -> list[Placebo]:
    """Every count of crime at every level that it has."""
    return [one for level in LEVELS for entry in _counted() if level in entry.levels for one in placebos(entry, level)]


def pooled(found: list[Placebo], level: str, method: str) -> tuple[float, float]:
    """The percentage of false verdicts over all indicators of a level: with dispersion, and as Poisson."""
    chosen = [one for one in found if (one.level, one.method) == (level, method)]
    pairs = sum(one.pairs for one in chosen)
    return 100 * sum(one.false for one in chosen) / pairs, 100 * sum(one.poisson for one in chosen) / pairs


def simulated(*, phi: float, a_month: float, change: float = 0.0, months: int = 156, times: int = 2_000) -> Floats:
    """Negative binomial series of that dispersion: for each the limits of its last change and its estimated φ.

    Shape (times, 3): lower, upper, φ. φ is estimated from the months before the two years that are compared, as for
    one area alone; `change` in percent lies between these two years.
    """
    random = np.random.default_rng(SEED)
    season = 1 + 0.15 * np.sin(np.arange(months) * np.pi / 6)
    means = a_month * season
    means[-YEAR:] *= 1 + change / 100
    counts = random.negative_binomial(means / (phi - 1), 1 / phi, size=(times, months)).astype(np.float64)
    starts = np.arange(months - 2 * STRETCH + 1)
    own = stretch_dispersions(counts, starts).mean(axis=1)
    degrees = degrees_of_freedom(starts)
    estimated = np.array([shrunken([x], degrees=degrees).phi[0] for x in own])
    now, before = counts[:, -YEAR:].sum(axis=1), counts[:, -2 * YEAR : -YEAR].sum(axis=1)
    lower, upper = change_interval(now, before, dispersion=estimated)
    return np.stack([lower, upper, estimated], axis=1)


def coverage(*, phi: float, a_month: float) -> float:
    """The percentage of simulated intervals that hold the true change, none."""
    found = simulated(phi=phi, a_month=a_month)
    return float(100 * np.mean((found[:, 0] <= 0) & (found[:, 1] >= 0)))


def power(*, phi: float, a_month: float, change: float) -> tuple[float, float]:
    """How often a true change is found, in percent: in simulated series, and as the theory for that φ says."""
    found = simulated(phi=phi, a_month=a_month, change=change)
    seen = float(100 * np.mean((found[:, 1] < 0) if change < 0 else (found[:, 0] > 0)))
    year = YEAR * a_month
    error = np.sqrt(phi * (1 / year + 1 / (year * (1 + change / 100))))
    return seen, float(100 * ndtr(abs(np.log1p(change / 100)) / error - Z95))


def report(found: list[Placebo]) -> str:
    """The tables in words for a terminal."""
    lines = ["level    indicator                        stretches  " + "  ".join(f"{m:>18}" for m in METHODS)]
    by_key: dict[tuple[str, str], dict[str, Placebo]] = {}
    for one in found:
        by_key.setdefault((one.level, one.indicator), {})[one.method] = one
    for (level, name), methods in by_key.items():
        cells = [_cell(methods[m]) for m in METHODS]
        lines.append(f"{level:8} {name:32} {methods['random'].independent:9}  {'  '.join(cells)}")
    for level in ("mps", "borough", "ward"):
        cells = ["{:5.2f} (Poisson {:4.1f})".format(*pooled(found, level, m)) for m in METHODS]
        lines.append(f"{level:8} {'all together, %':42}  {'  '.join(cells)}")
    for phi, size in ((1.3, 30.0), (3.0, 160.0), (5.0, 2_400.0), (9.0, 4_000.0)):
        lines.append(f"simulated, φ {phi}, {size:.0f} a month: coverage {coverage(phi=phi, a_month=size):.1f}%")
    seen, theory = power(phi=3.0, a_month=160, change=-20)
    lines.append(f"a true fall of 20% in a borough's burglary: found {seen:.0f}%, by theory {theory:.0f}%")
    return "\n".join(lines)


def reversals(which: Indicator, level: Level) -> tuple[int, int, int]:
    """Verdicts of a year and of the next: how many were clear, then read the other way, then the same way again.

    Over all named areas of a level and every month end of which both changes are eligible.
    """
    series = windowed(monthly(which, [a.code for a in areas_at(level, pseudo=False)], level=level), "rolling_12")
    changes, base = eligible_changes(series), year_before(series.values)
    phi = dispersions(which, series.areas, level=level)[:, None]
    lower, upper = change_interval(series.values, base, dispersion=phi)
    with np.errstate(invalid="ignore"):
        sign = np.where(np.isnan(changes), np.nan, np.where(lower > 0, 1.0, np.where(upper < 0, -1.0, 0.0)))
    one, next_one = sign[:, :-YEAR], sign[:, YEAR:]
    clear = (np.abs(one) == 1) & ~np.isnan(next_one)
    return int(clear.sum()), int((clear & (next_one == -one)).sum()), int((clear & (next_one == one)).sum())


def record(outcomes: list[Placebo]) -> str:
    """The pooled shares as a CSV: what was tried, the level, how many pairs, the percentage, that of Poisson."""
    lines = ["test,level,pairs,percent,poisson_percent"]
    for level in LEVELS:
        for method in METHODS:
            pairs = sum(one.pairs for one in outcomes if (one.level, one.method) == (level, method))
            lines.append(f"{method},{level},{pairs},{','.join(f'{x:.2f}' for x in pooled(outcomes, level, method))}")
        counts = [reversals(one, level) for one in _counted() if level in one.levels]
        clear, other_way, same_way = (sum(numbers) for numbers in zip(*counts, strict=True))
        lines.append(f"reversed,{level},{clear},{100 * other_way / clear:.2f},")
        lines.append(f"repeated,{level},{clear},{100 * same_way / clear:.2f},")
    return "\n".join(lines) + "\n"


def _counted() -> list[Indicator]:
    return [i for i in INDICATORS.values() if i.kind == "crime" and i.measure == "count"]


def _cell(one: Placebo) -> str:
    share, poisson = (100 * n / one.pairs if one.pairs else float("nan") for n in (one.false, one.poisson))
    return f"{share:5.1f} ({poisson:4.1f}) {one.pairs:>6}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="False verdicts where nothing differs.")
    parser.add_argument("--json", action="store_true", help="the counts behind the tables")
    parser.add_argument("--record", action="store_true", help="write the shares that the methods page shows")
    options, results = parser.parse_args(), everywhere()
    if options.record:
        RECORD.write_text(record(results), encoding="utf-8")
    print(json.dumps([asdict(one) for one in results]) if options.json else report(results))
