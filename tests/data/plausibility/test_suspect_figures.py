"""What no ordinary revision explains is found, whatever its kind and size; genuine editions always land.

The arriving edition is the newest that ships, mutated; what is held is everything else that ships.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import warehouse
from data.editions import Edition
from data.plausibility import suspect_figures_of
from data.plausibility.suspect_figures import SuspectFigure

Figures = pd.DataFrame
MONTH, LAST = pd.Timestamp(2025, 6, 1), pd.Timestamp(2026, 6, 1)
CROYDON, EALING, HACKNEY, WESTMINSTER = "E09000008", "E09000009", "E09000012", "E09000033"
SERIES = ("all_recorded_crime", "burglary", "robbery_personal", "theft", "vehicle_offences", "violence_with_injury")


class Arriving:
    """The newest borough edition that ships, and all that is held beside it."""

    def __init__(self) -> None:
        held = warehouse.held()
        boroughs = [e for e, _ in held.values() if (e.resource, e.level) == ("recorded_crime", "borough")]
        self.edition: Edition = max(boroughs, key=lambda e: e.months_to)
        self.figures: Figures = pyarrow.parquet.read_table(held[self.edition.id][1]).to_pandas()
        self.figures = self.figures.astype({"series": "str", "area_code": "str", "month": "datetime64[s]"})
        # Wards hide nothing here: what is found must be found among the boroughs' own figures.
        self.others = [
            pair for name, pair in held.items() if name != self.edition.id and pair[0].level in ("borough", "mps")
        ]

    def judged(self, figures: Figures) -> tuple[SuspectFigure, ...]:
        rows = figures[figures.value != 0].assign(month=lambda f: f.month.dt.date)
        table = pa.Table.from_pandas(rows[["series", "area_code", "month", "value"]], preserve_index=False)
        return suspect_figures_of(replace(self.edition, id=f"{self.edition.id}-mutated"), table, self.others)


@pytest.fixture(scope="module")
def arriving() -> Arriving:
    return Arriving()


def where(f: Figures, *, series: str = "", area: str = "", month: pd.Timestamp | None = None) -> pd.Series:
    chosen = pd.Series(True, index=f.index)
    chosen &= (f.series == series) if series else True
    chosen &= (f.area_code == area) if area else True
    return chosen & ((f.month == month) if month is not None else True)


def times(f: Figures, factor: float, **at: object) -> Figures:
    chosen = where(f, **at)  # type: ignore[arg-type]
    return f.assign(value=np.where(chosen, (f.value * factor).round(), f.value).astype("int64"))


def without(f: Figures, **at: object) -> Figures:
    return f[~where(f, **at)]  # type: ignore[arg-type]


def exchanged(f: Figures, first: str, second: str, series: str = "") -> Figures:
    swapped = f.area_code.replace({first: second, second: first})
    return f.assign(area_code=np.where(where(f, series=series), swapped, f.area_code))


FAULTS: dict[str, Callable[[Figures], Figures]] = {
    "a row deleted": lambda f: without(f, series="theft_from_the_person", area=WESTMINSTER),
    "a subgroup deleted for all boroughs": lambda f: without(f, series="rape"),
    "a borough silent for six months": lambda f: f[~(where(f, area=HACKNEY) & (f.month >= pd.Timestamp(2026, 1, 1)))],
    "a cell ten times too large, new": lambda f: times(f, 10, series="burglary", area=CROYDON, month=LAST),
    "a cell ten times too large, held": lambda f: times(f, 10, series="burglary", area=CROYDON, month=MONTH),
    "a column ten times too large": lambda f: times(f, 10, month=LAST),
    "two boroughs exchanged": lambda f: exchanged(f, CROYDON, EALING),
    "two boroughs exchanged in one offence": lambda f: exchanged(f, CROYDON, EALING, "vehicle_offences"),
    "months moved by one": lambda f: f.assign(month=f.month + pd.offsets.MonthBegin(1))[lambda g: g.month <= LAST],
    "every count times ten": lambda f: times(f, 10),
    "every count of an offence a tenth more": lambda f: times(f, 1.1, series="robbery_personal"),
    "a last month 60 % complete": lambda f: times(f, 0.6, month=LAST),
    "a month of zeros in the middle": lambda f: without(f, month=MONTH),
    "a last month copied from the one before": lambda f: pd.concat(
        [without(f, month=LAST), f[f.month == pd.Timestamp(2026, 5, 1)].assign(month=LAST)]
    ),
    "one borough's figures under another's name": lambda f: pd.concat(
        [without(f, area=EALING), f[f.area_code == CROYDON].assign(area_code=EALING)]
    ),
    "two offences exchanged": lambda f: f.assign(
        series=f.series.replace({"rape": "other_sexual_offences", "other_sexual_offences": "rape"})
    ),
}


def test_the_genuine_edition_lands(arriving):
    assert arriving.judged(arriving.figures) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault, arriving):
    suspects = arriving.judged(FAULTS[fault](arriving.figures.copy()))
    assert suspects
    assert suspects[0].score > 1
    assert all(suspects[n].score >= suspects[n + 1].score for n in range(len(suspects) - 1))


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(series=st.sampled_from(SERIES), boroughs=st.lists(st.integers(2, 33), min_size=2, max_size=2, unique=True))
def test_any_two_boroughs_exchanged_are_found(arriving, series, boroughs):
    first, second = (f"E090000{n:02}" for n in boroughs)
    assert arriving.judged(exchanged(arriving.figures, first, second, series))


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(
    series=st.sampled_from(SERIES),
    borough=st.integers(2, 33),
    month=st.integers(0, 20),
    factor=st.sampled_from([0.0, 0.2, 3.0, 10.0]),
)
def test_any_held_cell_that_jumps_is_found(arriving, series, borough, month, factor):
    at = pd.Timestamp(2024, 7, 1) + pd.DateOffset(months=month)
    cell = {"series": series, "area": f"E090000{borough:02}", "month": at}
    before = arriving.figures[where(arriving.figures, **cell)].value.sum()
    found = arriving.judged(times(arriving.figures, factor, **cell))
    # Five square roots of the count: a genuine cell has gone from 18 to 45.
    if abs(before * factor - before) > 7 * np.sqrt(max(before, before * factor) + 1):
        assert found


KINDS = ("scaled", "moved by a month", "exchanged", "dropped", "doubled rows")
BOROUGHS = tuple(f"E090000{n:02}" for n in range(2, 34))


def mutated(f: Figures, kind: str, series: str, boroughs: list[str], months: tuple[int, int], factor: float) -> Figures:
    """A block of one series: some boroughs, a stretch of months; a cell, a row, a column or more."""
    first, last = (pd.Timestamp(2024, 7, 1) + pd.DateOffset(months=n) for n in sorted(months))
    block = (f.series == series) & f.area_code.isin(boroughs) & f.month.between(first, last)
    if kind == "dropped":
        return f[~block]
    if kind == "doubled rows":
        return pd.concat([f, f[block]]).groupby(["series", "area_code", "month"], as_index=False)["value"].sum()
    if kind == "moved by a month":
        moved = f[block].assign(month=f.month[block] + pd.offsets.MonthBegin(1))
        return (
            pd.concat([f[~block], moved[moved.month <= LAST]])
            .groupby(["series", "area_code", "month"], as_index=False)["value"]
            .sum()
        )
    if kind == "exchanged":
        names = dict(zip(boroughs, [*boroughs[1:], boroughs[0]], strict=True))
        return f.assign(area_code=f.area_code.mask(block, f.area_code.replace(names)))
    return f.assign(value=f.value.mask(block, (f.value * factor).round()).astype("int64"))


def years(f: Figures, series: str) -> pd.DataFrame:
    """Borough × the two years to June 2026: what pages are made of."""
    chosen = f[(f.series == series) & f.area_code.isin(BOROUGHS)]
    later = np.where(chosen.month > LAST - pd.DateOffset(years=1), "later", "earlier")
    return chosen.groupby(["area_code", later])["value"].sum().unstack().reindex(BOROUGHS).fillna(0)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from(KINDS),
    series=st.sampled_from(SERIES),
    boroughs=st.one_of(
        st.lists(st.sampled_from(BOROUGHS), min_size=1, max_size=4, unique=True), st.just(list(BOROUGHS))
    ),
    months=st.tuples(st.integers(0, 23), st.integers(0, 23)),
    factor=st.sampled_from([0.0, 0.1, 0.5, 2.0, 10.0]),
)
def test_nothing_that_changes_a_year_beyond_a_revision_lands(arriving, kind, series, boroughs, months, factor):
    """A year of a borough that moves by ten square roots and three tenths of itself is no revision, whatever did it."""
    changed = mutated(arriving.figures, kind, series, boroughs, months, factor)
    before, after = years(arriving.figures, series), years(changed, series)
    size = np.maximum(before, after)
    beyond = (abs(after - before) > 10 * np.sqrt(size + 1)) & (abs(after - before) > 0.3 * size)
    if beyond.to_numpy().any():
        assert arriving.judged(changed)
