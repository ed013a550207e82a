"""Rolling 12 months for all boroughs, and their changes with verdicts: ours beside pandas on the same rows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from analytics.indicators import INDICATORS, headline_indicators
from analytics.series import monthly_series
from analytics.tables.figures_table import table
from data import warehouse

ROWS = "SELECT series, area_code, month, value FROM current WHERE level = 'borough'"
HEADLINES = [i for i in headline_indicators() if i.measure == "count" and "borough" in i.levels]
COUNTS = [i for i in INDICATORS.values() if i.measure == "count" and "borough" in i.levels]


def ours() -> dict[str, monthly_series.Floats]:
    """From the warehouse on disk."""
    monthly = monthly_series.monthly_of(COUNTS, level="borough")
    return {each.indicator.id: monthly_series.windowed(each, "rolling_12").values for each in monthly}


def our_verdicts() -> dict[tuple[str, str], str | None]:
    """The newest change of each headline indicator and borough, judged."""
    rows = table(HEADLINES, level="borough", measure="change", last=1).to_pylist()
    return {(row["indicator"], row["area_code"]): row["verdict"] for row in rows}


def verdicts_by_pandas(rows: pd.DataFrame, terms: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The same changes with intervals, from rows in memory, with no regard to breaks, starts or small bases."""
    found = {}
    for key, sums in by_pandas(rows, terms).items():
        now, before = sums.iloc[-1], sums.iloc[-13]
        with np.errstate(divide="ignore", invalid="ignore"):
            spread = np.exp(1.96 * np.sqrt(1 / now + 1 / before))
            lower, upper = now / before / spread, now / before * spread
        words = np.select([lower > 1, upper < 1], ["up", "down"], "no clear change")
        found |= {(key, area): str(word) for area, word in zip(now.index, words, strict=True)}
    return found


def by_pandas(rows: pd.DataFrame, terms: pd.DataFrame) -> dict[str, Any]:
    """From rows that are in memory already, and with no regard to gaps."""
    merged = rows.merge(terms, on="series")
    merged["value"] *= merged["sign"]
    grid = merged.groupby(["indicator", "month", "area_code"], observed=True)["value"].sum().unstack("area_code")
    return {key: one.droplevel(0).rolling(12).sum() for key, one in grid.groupby(level=0, observed=True)}


def compare(times: int = 20) -> dict[str, float]:
    """Median milliseconds of ours and of pandas. Raises AssertionError when their figures differ."""
    rows = warehouse.current().query(ROWS).to_pandas()
    for name in ("series", "area_code"):
        rows[name] = rows[name].astype("category")
    terms = pd.DataFrame(
        [(i.id, t.series, t.sign) for i in COUNTS for t in i.terms], columns=["indicator", "series", "sign"]
    )
    _agree(ours(), by_pandas(rows, terms))
    headlines = terms[terms.indicator.isin([i.id for i in HEADLINES])]
    _agree_on_verdicts(our_verdicts(), verdicts_by_pandas(rows, headlines))
    return {
        "verdicts": _milliseconds(our_verdicts, times),
        "pandas_verdicts": _milliseconds(lambda: verdicts_by_pandas(rows, headlines), times),
        "headlines": len(HEADLINES),
        "ours": _milliseconds(ours, times),
        "pandas": _milliseconds(lambda: by_pandas(rows, terms), times),
        "rows": len(rows),
        "indicators": len(COUNTS),
    }


def _agree(one: dict[str, monthly_series.Floats], other: dict[str, Any]) -> None:
    """The last window of each indicator, summed over the areas, is the same."""
    for key, values in one.items():
        assert np.nansum(values[:, -1]) == other[key].iloc[-1].sum(), key


def _agree_on_verdicts(one: dict[tuple[str, str], str | None], other: dict[tuple[str, str], str]) -> None:
    """Where we give a direction, pandas finds the same."""
    told = {key: verdict for key, verdict in one.items() if verdict in ("up", "down", "no clear change")}
    assert told.items() <= other.items()


def _milliseconds(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return 1000 * median(taken)


if __name__ == "__main__":
    print(json.dumps(compare()))
