"""Counts and rates of one windowed series as rows, each with its status and its reason in words."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from analytics.comparability import spans
from analytics.geography.denominators import PEOPLE, Denominator, Population, population, rate_unit
from analytics.periods import window_ending
from analytics.series.area_dispersion import dispersions
from analytics.series.caution_figures import value_caution
from analytics.series.monthly_series import Floats, Series, ratio
from analytics.statistics.rates import DenominatorYear, count_interval, denominator_year, no_population_note
from analytics.tables.published_rows import Codes, Ends, Mask, Words, area_classes, build, joined, sentences, windows_of
from data.errors import UnknownName

CENSUS_YEAR = "Census 2021"
NOT_PUBLISHED = "A month of this period is not published."
NOTHING_TO_SHARE = "There were no offences to take a share of."


def count_figures(series: Series, ends: Ends) -> pa.Table:
    """Counts with intervals widened by dispersion; percentages with the count that they are of, and no interval."""
    values = series.values[:, ends]
    notes, texts, cautions = _value_notes(series, ends)
    missing = np.isnan(values)
    if series.indicator.measure == "percentage_of":
        below = np.full_like(values, np.nan) if series.denominators is None else series.denominators[:, ends]
        status, note = _statuses(texts, notes, missing, cautions, no_denominator=(below == 0, NOTHING_TO_SHARE))
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
            dispersion=None,
            usual_low=None,
            usual_high=None,
        )
    lower, upper, phi = _interval(series, values)
    status, note = _statuses(texts, notes, missing, cautions)
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
        dispersion=phi,
        usual_low=None,
        usual_high=None,
    )


def _editions(series: Series, ends: Ends) -> list[str]:
    return [joined(series.editions_of(window.start, window.end)) for window in windows_of(series, ends)]


def _value_notes(series: Series, ends: Ends) -> tuple[Codes, Words, Mask]:
    """For each cell the words of what to be careful about, and whether they are a caution and no break or step.

    All of shape (areas, ends). A break or step inside the window comes first.
    """
    words = Words()
    codes, class_of = area_classes(series)
    windows = windows_of(series, ends)
    careful = [value_caution(series.indicator, w, level=series.level, as_of=series.as_of) for w in windows]
    inside = [
        [sentences(*(e.words for e in spans(series.indicator, w, level=series.level, area_code=code))) for w in windows]
        for code in codes
    ]
    by_class = [words.codes([sentences(*both) for both in zip(row, careful, strict=True)]) for row in inside]
    cautions = np.array([[not text for text in row] for row in inside], dtype=bool) & np.array(careful, dtype=bool)
    words.code("")
    notes = np.array(by_class, dtype=np.int32).reshape(len(codes), len(ends))
    return notes[class_of], words, cautions.reshape(notes.shape)[class_of]


def _statuses(
    words: Words, notes: Codes, missing: Mask, cautions: Mask, **others: tuple[Mask, str]
) -> tuple[pa.Array, pa.Array]:
    """Status and note of values: `ok`, `spans` or `caution` where a note says so, `missing`, or one of `others`."""
    named = Words()
    status = _noted(named, notes == words.code(""), cautions)
    cases = {"missing": (missing, NOT_PUBLISHED)} | others
    for name, (where, note) in cases.items():
        status = np.where(where, named.code(name), status)
        notes = np.where(where, words.code(note), notes)
    return named.column(status), words.column(notes)


def _noted(named: Words, clean: Mask, cautions: Mask) -> Codes:
    spanning = np.where(cautions, named.code("caution"), named.code("spans"))
    status: Codes = np.where(clean, named.code("ok"), spanning)
    return status


def _interval(series: Series, counts: Floats) -> tuple[Floats, Floats, Floats]:
    """Limits widened by the dispersion of each area, and that dispersion; all of shape (areas, ends).

    They are computed once for each count that occurs with a dispersion: small areas repeat a few.
    """
    phi = dispersions(series.indicator, series.areas, level=series.level, as_of=series.as_of)
    of_area = np.broadcast_to(phi[:, None], counts.shape)
    pairs, where = np.unique(counts + 1j * of_area, return_inverse=True)
    limits = count_interval(pairs.real, dispersion=pairs.imag)
    lower, upper = (limit[where].reshape(counts.shape) for limit in limits)
    return lower, upper, np.where(np.isnan(counts), np.nan, of_area)


def rate_figures(series: Series, ends: Ends, *, households: bool = False, as_of: date | None = None) -> pa.Table:
    """Rates with intervals widened by dispersion; where there is no denominator, the reason.

    Raises UnknownName for an indicator that has no rate, or none per household.
    """
    entry = series.indicator
    measure = denominator_of(series, households=households)
    per = 1_000 if households else entry.per
    held = population(measure, as_of=as_of)
    years = [_year(series, t, measure, held) for t in ends]
    values, sizes = series.values[:, ends], _sizes(series, years, held)
    missing, without = np.isnan(values), ~(sizes > 0)
    scale = per / np.where(without | missing, np.nan, sizes)
    lower, upper, phi = _interval(series, values)
    status, note = _rate_texts(series, ends, years, missing, without & ~missing, PEOPLE[measure])
    return build(
        series,
        ends,
        measure="rate",
        unit=rate_unit(entry.unit, per=per, denominator=measure),
        value=values * scale,
        lower=lower * scale,
        upper=upper * scale,
        base_value=np.where(without | missing, np.nan, sizes),
        difference=None,
        verdict=None,
        status=status,
        note=note,
        editions=_editions(series, ends),
        dispersion=np.where(np.isnan(scale), np.nan, phi),
        usual_low=None,
        usual_high=None,
    )


def denominator_of(series: Series, *, households: bool) -> Denominator:
    """The population that a rate is per. Raises UnknownName where there is none."""
    entry = series.indicator
    measure: Denominator | None = entry.denominator
    if households:
        measure = "households" if entry.household_rate else None
    if measure is None:
        raise UnknownName(
            f"{entry.title} has no rate{' per household' if households else ''}", "Choose the measure count or change."
        )
    return measure


def _rate_texts(
    series: Series, ends: Ends, years: list[DenominatorYear], missing: Mask, without: Mask, people: str
) -> tuple[pa.Array, pa.Array]:
    plain, words, cautions = _value_notes(series, ends)
    of_values = words.column(plain).to_pylist()
    named = Words()
    status = _noted(named, plain == words.code(""), cautions)
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
    known_years = sorted({year.year or 0 for year in years})
    table = np.array([[held.counts.get((a.code, year)) or np.nan for year in known_years] for a in series.areas])
    columns = [known_years.index(year.year or 0) for year in years]
    return table.reshape(len(series.areas), len(known_years))[:, columns].astype(np.float64)


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
