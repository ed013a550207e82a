"""Rows of the published table for one windowed series: counts, rates and changes, each with its status and reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.change import changes
from analytics.comparability import compare_windows, spans, with_base
from analytics.periods import Window, last_day, months_between, window_ending
from analytics.population import population
from analytics.rates import DenominatorYear, denominator_year, no_population_note, poisson_interval
from analytics.series import Floats, Series, ratio, year_before
from data.errors import UnknownName

Row = dict[str, Any]
Ends = NDArray[np.int64]

COLUMNS = (
    "indicator", "area_code", "area_name", "period_start", "period_end", "window", "measure", "value", "lower", "upper",
    "base_value", "difference", "verdict", "unit", "status", "note", "edition",
)  # fmt: skip
# Decimals in what is written out: enough to recompute any figure shown, without the noise of binary fractions.
DECIMALS = 4
TWO_EDITIONS = "The two periods draw on more than one edition of the publication."
CENSUS_YEAR = "Census 2021"


def count_rows(series: Series, ends: Ends) -> Iterator[Row]:
    """Counts with exact Poisson intervals; percentages with the count that they are of, and no interval."""
    if series.indicator.measure == "percentage_of":
        yield from _percentage_rows(series, ends)
        return
    values = series.values[:, ends]
    lower, upper = poisson_interval(values)
    for place, t, at in _cells(series, ends):
        interval = {"lower": _number(lower[at]), "upper": _number(upper[at])}
        figure = {"measure": "count", "unit": series.indicator.unit, "value": _number(values[at])}
        yield _row(series, place, t) | figure | interval | _value_status(series, place, t)


def _percentage_rows(series: Series, ends: Ends) -> Iterator[Row]:
    shares, below = ratio(series)[:, ends], series.denominators
    for place, t, at in _cells(series, ends):
        of = None if below is None else _number(below[place, t])
        status = _value_status(series, place, t)
        if of == 0:
            status = {"status": "no_denominator", "note": "There were no offences to take a share of."}
        figure = {"measure": "percentage", "unit": "percent", "value": _number(shares[at]), "base_value": of}
        yield _row(series, place, t) | figure | status


def rate_rows(series: Series, ends: Ends, *, households: bool = False) -> Iterator[Row]:
    """Rates with exact Poisson intervals; where there is no denominator, the reason.

    Raises UnknownName for an indicator that has no rate, or none per household.
    """
    found = series.indicator
    measure = "households" if households and found.household_rate else None if households else found.denominator
    if measure is None:
        raise UnknownName(
            f"{found.title} has no rate{' per household' if households else ''}", "Choose the measure count or change."
        )
    per, people = (1_000, "households") if households else (found.per, _people(measure))
    sizes = population(measure)
    lower, upper = poisson_interval(series.values[:, ends])
    for place, t, at in _cells(series, ends):
        year = _year(series, t, measure)
        size = sizes.counts.get((series.areas[place].code, year.year or 0))
        row = _row(series, place, t) | {"measure": "rate", "unit": f"{found.unit} per {per:,} {people}"}
        row |= _value_status(series, place, t)
        if size and row["status"] != "missing":
            scale = per / size
            row |= {"value": _number(series.values[place, t] * scale), "base_value": float(size)}
            row |= {"lower": _number(lower[at] * scale), "upper": _number(upper[at] * scale)}
            row["note"] = _sentences(row["note"], year.note)
        elif row["status"] != "missing":
            row |= {"status": "no_denominator", "note": _no_denominator(series, place, year, people)}
        yield row


def _people(measure: str) -> str:
    return "residents aged 1 to 24" if measure == "residents_1_24" else "residents"


def _year(series: Series, t: int, measure: str) -> DenominatorYear:
    """The year of the denominator: one census and one table of single ages serve every window, and say so."""
    years = population(measure).years(series.level)
    if measure == "residents" or not years:
        return denominator_year(window_ending(series.months[t], series.window).start, years)
    source = CENSUS_YEAR if measure == "households" else f"the mid-{years[-1]} estimate"
    return DenominatorYear(years[-1], f"The rate uses {measure_name(measure)} of {source}.")


def measure_name(measure: str) -> str:
    """A denominator in words."""
    return "the households" if measure == "households" else f"the {_people(measure)}"


def _no_denominator(series: Series, place: int, year: DenominatorYear, people: str) -> str:
    area = series.areas[place]
    if area.is_pseudo:
        return no_population_note(area.name)
    return year.note if year.year is None and year.note else f"There is no number of {people} for this area."


def change_rows(series: Series, ends: Ends, baseline: Window | None) -> Iterator[Row]:
    """Changes against a year earlier or a baseline: interval, verdict, reason. Raises UnknownName for shares."""
    found = series.indicator
    if found.measure == "percentage_of":
        raise UnknownName(f"{found.title} is a percentage: its change is not given", "Choose the measure count.")
    windows = {int(t): window_ending(series.months[t], series.window) for t in ends}
    before = {t: baseline or window.year_earlier() for t, window in windows.items()}
    cells = list(_cells(series, ends))
    now = [_whole(series.values[place, t]) for place, t, _ in cells]
    bases = _bases(series, baseline)
    then = [_whole(bases[place, t]) for place, t, _ in cells]
    judged = [
        compare_windows(found, before[t], windows[t], level=series.level, area_code=series.areas[place].code)
        for place, t, _ in cells
    ]
    judged = [c if base is None else with_base(c, base, found) for c, base in zip(judged, then, strict=True)]
    editions = {t: _editions(series, before[t], windows[t]) for t in windows}
    for (place, t, _), result in zip(cells, changes(now, then, judged), strict=True):
        against = f"Compared with {before[t].name}." if baseline else ""
        yield _row(series, place, t) | {
            "measure": "change",
            "value": _number(result.percent),
            "lower": _number(result.lower),
            "upper": _number(result.upper),
            "base_value": _number(result.base),
            "difference": _number(result.difference),
            "verdict": result.verdict,
            "unit": "percent",
            "status": result.status,
            "note": _sentences(against, result.note, TWO_EDITIONS if len(editions[t]) > 1 else ""),
            "edition": ";".join(editions[t]),
        }


def _bases(series: Series, baseline: Window | None) -> Floats:
    """For each window the count that it is compared with: a year before, or the baseline's throughout."""
    if baseline is None:
        return year_before(series.values)
    bases = np.full_like(series.values, np.nan)
    index = months_between(series.months[0], baseline.end)
    if 0 <= index < len(series.months):
        bases[:] = series.values[:, index : index + 1]
    return bases


def _editions(series: Series, before: Window, window: Window) -> tuple[str, ...]:
    found = (*series.editions_of(before.start, before.end), *series.editions_of(window.start, window.end))
    return tuple(dict.fromkeys(found))


def _cells(series: Series, ends: Ends) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """(area row, month column, index into an array of the ends only) of every cell, area by area."""
    for place in range(len(series.areas)):
        for column, t in enumerate(ends):
            yield place, int(t), (place, column)


def _row(series: Series, place: int, t: int) -> Row:
    area, window = series.areas[place], window_ending(series.months[t], series.window)
    return dict.fromkeys(COLUMNS) | {
        "indicator": series.indicator.id,
        "area_code": area.code,
        "area_name": area.name,
        "period_start": window.start,
        "period_end": last_day(window.end),
        "window": series.window,
        "note": "",
        "edition": ";".join(series.editions_of(window.start, window.end)),
    }


def _value_status(series: Series, place: int, t: int) -> Row:
    if np.isnan(series.values[place, t]):
        return {"status": "missing", "note": "A month of this period is not published."}
    window = window_ending(series.months[t], series.window)
    inside = spans(series.indicator, window, level=series.level, area_code=series.areas[place].code)
    return {"status": "spans" if inside else "ok", "note": _sentences(*(event.words for event in inside))}


def _sentences(*notes: str) -> str:
    return " ".join(note for note in notes if note)


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def _number(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else round(float(value), DECIMALS)


def last_windows(series: Series, ends: Sequence[int], last: int | None) -> Ends:
    """The ends asked for from the first whole window on: earlier ones are not missing, they never existed."""
    whole = ~np.isnan(series.values).all(axis=0)
    first = int(np.argmax(whole)) if whole.any() else len(series.months)
    final = int(np.flatnonzero(whole)[-1]) if whole.any() else -1
    kept = [t for t in ends if first <= t <= final]
    return np.array(kept[-last:] if last else kept, dtype=np.int64)
