"""Counts and rates of one windowed series as rows, each with its status and its reason in words."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from analytics.comparability import spans
from analytics.geography.denominators import PEOPLE, Denominator, Population, population, rate_unit
from analytics.periods import window_ending
from analytics.series.monthly_series import Floats, Series, ratio
from analytics.statistics.rates import DenominatorYear, denominator_year, no_population_note, poisson_interval
from analytics.tables.published_rows import Codes, Ends, Mask, Words, area_classes, build, joined, sentences, windows_of
from data.errors import UnknownName

CENSUS_YEAR = "Census 2021"
NOT_PUBLISHED = "A month of this period is not published."
NOTHING_TO_SHARE = "There were no offences to take a share of."


def count_figures(series: Series, ends: Ends) -> pa.Table:
    """Counts with exact Poisson intervals; percentages with the count that they are of, and no interval."""
    values = series.values[:, ends]
    notes, texts = _value_notes(series, ends)
    missing = np.isnan(values)
    if series.indicator.measure == "percentage_of":
        below = np.full_like(values, np.nan) if series.denominators is None else series.denominators[:, ends]
        status, note = _statuses(texts, notes, missing, no_denominator=(below == 0, NOTHING_TO_SHARE))
        return build(
            series,
            ends,
            measure="percentage",
            unit="percent",
            value=ratio(series)[:, ends],
            lower=None,
            upper=None,
            base_value=below,
            difference=None,
            verdict=None,
            status=status,
            note=note,
            editions=_editions(series, ends),
        )
    lower, upper = _interval(values)
    status, note = _statuses(texts, notes, missing)
    return build(
        series,
        ends,
        measure="count",
        unit=series.indicator.unit,
        value=values,
        lower=lower,
        upper=upper,
        base_value=None,
        difference=None,
        verdict=None,
        status=status,
        note=note,
        editions=_editions(series, ends),
    )


def _editions(series: Series, ends: Ends) -> list[str]:
    return [joined(series.editions_of(window.start, window.end)) for window in windows_of(series, ends)]


def _value_notes(series: Series, ends: Ends) -> tuple[Codes, Words]:
    """For each cell the words of the breaks and steps inside its window, shape (areas, ends)."""
    words = Words()
    codes, class_of = area_classes(series)
    windows = windows_of(series, ends)
    by_class = [
        words.codes(
            [
                sentences(*(e.words for e in spans(series.indicator, w, level=series.level, area_code=code)))
                for w in windows
            ]
        )
        for code in codes
    ]
    words.code("")
    return np.array(by_class, dtype=np.int32).reshape(len(codes), len(ends))[class_of], words


def _statuses(words: Words, notes: Codes, missing: Mask, **others: tuple[Mask, str]) -> tuple[pa.Array, pa.Array]:
    """Status and note of values: `ok`, `spans` where a note says so, `missing`, or one of `others`."""
    named = Words()
    status = np.where(notes == words.code(""), named.code("ok"), named.code("spans"))
    cases = {"missing": (missing, NOT_PUBLISHED)} | others
    for name, (where, note) in cases.items():
        status = np.where(where, named.code(name), status)
        notes = np.where(where, words.code(note), notes)
    return named.column(status), words.column(notes)


def _interval(counts: Floats) -> tuple[Floats, Floats]:
    """Poisson limits, computed once for each count that occurs: small areas repeat a few."""
    each, where = np.unique(counts, return_inverse=True)
    lower, upper = poisson_interval(each)
    return lower[where].reshape(counts.shape), upper[where].reshape(counts.shape)


def rate_figures(series: Series, ends: Ends, *, households: bool = False, as_of: date | None = None) -> pa.Table:
    """Rates with exact Poisson intervals; where there is no denominator, the reason.

    Raises UnknownName for an indicator that has no rate, or none per household.
    """
    found = series.indicator
    measure = denominator_of(series, households=households)
    per = 1_000 if households else found.per
    held = population(measure, as_of=as_of)
    years = [_year(series, t, measure, held) for t in ends]
    values, sizes = series.values[:, ends], _sizes(series, years, held)
    missing, without = np.isnan(values), ~(sizes > 0)
    scale = per / np.where(without | missing, np.nan, sizes)
    lower, upper = _interval(values)
    status, note = _rate_texts(series, ends, years, missing, without & ~missing, PEOPLE[measure])
    return build(
        series,
        ends,
        measure="rate",
        unit=rate_unit(found.unit, per=per, denominator=measure),
        value=values * scale,
        lower=lower * scale,
        upper=upper * scale,
        base_value=np.where(without | missing, np.nan, sizes),
        difference=None,
        verdict=None,
        status=status,
        note=note,
        editions=_editions(series, ends),
    )


def denominator_of(series: Series, *, households: bool) -> Denominator:
    """The population that a rate is per. Raises UnknownName where there is none."""
    found = series.indicator
    measure: Denominator | None = found.denominator
    if households:
        measure = "households" if found.household_rate else None
    if measure is None:
        raise UnknownName(
            f"{found.title} has no rate{' per household' if households else ''}", "Choose the measure count or change."
        )
    return measure


def _rate_texts(
    series: Series, ends: Ends, years: list[DenominatorYear], missing: Mask, without: Mask, people: str
) -> tuple[pa.Array, pa.Array]:
    plain, words = _value_notes(series, ends)
    of_values = words.column(plain).to_pylist()
    named = Words()
    status = np.where(plain == words.code(""), named.code("ok"), named.code("spans"))
    status = np.where(missing, named.code("missing"), np.where(without, named.code("no_denominator"), status))
    notes = words.codes([sentences(note, years[i % len(years)].note) for i, note in enumerate(of_values)]).reshape(
        plain.shape
    )
    for place, t in zip(*np.nonzero(without), strict=True):
        notes[place, t] = words.code(_no_denominator(series, int(place), years[t], people))
    notes = np.where(missing, words.code(NOT_PUBLISHED), notes)
    return named.column(status), words.column(notes)


def _sizes(series: Series, years: list[DenominatorYear], held: Population) -> Floats:
    """Population of shape (areas, ends), NaN where there is none."""
    each = sorted({year.year or 0 for year in years})
    table = np.array([[held.counts.get((a.code, year)) or np.nan for year in each] for a in series.areas])
    which = [each.index(year.year or 0) for year in years]
    return table.reshape(len(series.areas), len(each))[:, which].astype(np.float64)


def _year(series: Series, t: int, measure: Denominator, held: Population) -> DenominatorYear:
    """The year of the denominator: one census and one table of single ages serve every window, and say so."""
    years = held.years(series.level)
    if measure == "residents" or not years:
        return denominator_year(window_ending(series.months[t], series.window).start, years)
    source = CENSUS_YEAR if measure == "households" else f"the mid-{years[-1]} estimate"
    return DenominatorYear(years[-1], f"The rate uses the {PEOPLE[measure]} of {source}.")


def _no_denominator(series: Series, place: int, year: DenominatorYear, people: str) -> str:
    area = series.areas[place]
    if area.is_pseudo:
        return no_population_note(area.name)
    return year.note if year.year is None and year.note else f"There is no number of {people} for this area."
