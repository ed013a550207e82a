"""Rolling 12 months of every indicator for all boroughs: our query beside pandas on the same rows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from analytics import series
from analytics.indicators import INDICATORS
from data import warehouse

ROWS = "SELECT series, area_code, month, value FROM current WHERE level = 'borough'"
COUNTS = [i for i in INDICATORS.values() if i.measure == "count" and "borough" in i.levels]


def ours() -> dict[str, series.Floats]:
    """From the warehouse on disk."""
    monthly = series.monthly_of(COUNTS, level="borough")
    return {each.indicator.id: series.windowed(each, "rolling_12").values for each in monthly}


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
    return {
        "ours": _milliseconds(ours, times),
        "pandas": _milliseconds(lambda: by_pandas(rows, terms), times),
        "rows": len(rows),
        "indicators": len(COUNTS),
    }


def _agree(one: dict[str, series.Floats], other: dict[str, Any]) -> None:
    """The last window of each indicator, summed over the areas, is the same."""
    for key, values in one.items():
        assert np.nansum(values[:, -1]) == other[key].iloc[-1].sum(), key


def _milliseconds(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return 1000 * median(taken)


if __name__ == "__main__":
    print(json.dumps(compare()))
