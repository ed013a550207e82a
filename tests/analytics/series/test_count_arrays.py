"""Counts cut from what is kept are those of the warehouse, whatever was asked before."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from analytics.geography.areas import areas_at
from analytics.series.count_arrays import cube
from data import warehouse

SERIES = ["burglary", "knife_crime", "vawg"]
PAST = date(2025, 12, 31)


def stored(level: str, as_of: date | None) -> dict[tuple[str, str, date], tuple[int, str]]:
    """(series, area, month) → (count, edition), straight from the warehouse."""
    figures = "current" if as_of is None else "figures_of($as_of, $series)"
    sql = f"FROM {figures} WHERE series = ANY($series::series_id[]) AND level = $level::level_name"
    parameters = {"series": SERIES, "level": level} | ({"as_of": as_of} if as_of else {})
    return {
        (row["series"], row["area_code"], row["month"]): (row["value"], row["edition_id"])
        for row in warehouse.current().rows(sql, parameters)
    }


@pytest.mark.parametrize("as_of", [None, PAST])
@pytest.mark.parametrize("level", ["mps", "borough", "ward"])
def test_some_areas_in_any_order_have_the_counts_of_the_warehouse(level, as_of):
    expected, pseudo = stored(level, as_of), {area.code for area in areas_at(level) if area.is_pseudo}
    chosen = areas_at(level)[::-5]
    found = cube(SERIES[::-1], chosen, level, as_of=as_of)
    assert found.names == tuple(SERIES[::-1])
    assert {month for _, _, month in expected} == set(found.months)
    for s, series in enumerate(found.names):
        covered = {month: edition for (name, _, month), (_, edition) in expected.items() if name == series}
        assert dict(zip(found.months, found.editions[s], strict=True)) == {m: covered.get(m) for m in found.months}
        for a, area in enumerate(chosen):
            for t, month in enumerate(found.months):
                # A pseudo-area that an edition does not name has none of its offences.
                none = (0, "") if area.code in pseudo and month in covered else (np.nan, "")
                assert found.values[s, a, t] == pytest.approx(
                    expected.get((series, area.code, month), none)[0], abs=0, nan_ok=True
                )


def test_what_is_done_with_an_answer_does_not_touch_the_next():
    first = cube(SERIES, areas_at("borough"), "borough")
    before = first.values.copy()
    first.values[:] = -1
    first.editions[:] = "none"
    again = cube(SERIES, areas_at("borough"), "borough")
    np.testing.assert_array_equal(again.values, before)
    assert "none" not in again.editions


def test_a_series_without_figures_at_a_level_is_missing_there():
    found = cube(["vawg_recorded_over_a_year_later", "burglary"], areas_at("borough"), "borough")
    assert np.isnan(found.values[0]).all()
    assert not np.isnan(found.values[1]).any()
