"""Changes of one windowed series as rows, each with its interval, its verdict and its reason in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.comparability import SMALL_BASE, Comparability, compare_windows, with_base
from analytics.periods import Window, months_between
from analytics.series.area_dispersion import dispersions
from analytics.series.caution_figures import with_figures
from analytics.series.eligible_changes import eligible_changes
from analytics.series.monthly_series import Floats, Series, year_before
from analytics.statistics.change import (
    change_interval,
    missing_note,
    verdicts,
)
from analytics.statistics.usual_movement import FEWEST_ENDS, too_few_ends, usual_range
from analytics.tables.published_rows import Codes, Ends, Mask, Words, area_classes, build, joined, sentences, windows_of
from analytics.tables.resident_changes import resident_change_notes
from data.errors import UnknownName

TWO_EDITIONS = "The two periods draw on more than one edition of the publication."


@dataclass(frozen=True)
class _Pairs:
    """The windows of a series beside those that they are compared with, and what is known of each pair.

    `judged`: for each class of areas and each window its comparability; `class_of`: the class of each area.
    """

    series: Series
    windows: Sequence[Window]
    before: Sequence[Window]
    judged: Sequence[Sequence[Comparability]]
    class_of: NDArray[np.int64]
    has_baseline: bool

    def property_of_pairs(
        self, what: Callable[[Comparability], object]
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.object_]]:
        """A property of the comparability of every cell, shape (areas, windows)."""
        values = np.empty((len(self.judged), len(self.windows)), dtype=object)
        for i, row in enumerate(self.judged):
            values[i] = [what(comparability) for comparability in row]
        return values[self.class_of]

    @property
    def editions(self) -> list[tuple[str, ...]]:
        pairs = zip(self.before, self.windows, strict=True)
        of = self.series.editions_of
        return [tuple(dict.fromkeys((*of(b.start, b.end), *of(w.start, w.end)))) for b, w in pairs]

    def notes(self, words: Words, note: Callable[[Comparability], str]) -> Codes:
        """For each cell the number of its note, what it is compared with and its editions said beside it."""
        against = [f"Compared with {b.name}." if self.has_baseline else "" for b in self.before]
        mixed = [TWO_EDITIONS if len(pair) > 1 else "" for pair in self.editions]
        rows = [
            words.codes([sentences(a, note(c), m) for a, c, m in zip(against, row, mixed, strict=True)])
            for row in self.judged
        ]
        return np.array(rows, dtype=np.int32).reshape(len(self.judged), len(self.windows))[self.class_of]


def change_figures(series: Series, ends: Ends, baseline: Window | None) -> pa.Table:
    """Changes against a year earlier or a baseline: interval, verdict, reason. Raises UnknownName for shares."""
    if series.indicator.measure == "percentage_of":
        raise UnknownName(
            f"{series.indicator.title} is a percentage: its change is not given", "Choose the measure count."
        )
    pairs = _pairs(series, ends, baseline)
    phi = dispersions(series.indicator, series.areas, level=series.level, as_of=series.as_of)[:, None]
    now, then = series.values[:, ends], _bases(series, baseline)[:, ends]
    status = _statuses(pairs, now, then)
    judged, small = np.isin(status, ("ok", "caution", "step")), status == "withheld_small_base"
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = 100 * (now / then - 1)
    lower, upper = (np.where(judged, bound, np.nan) for bound in change_interval(now, then, dispersion=phi))
    usual = _usual(series, judged) if baseline is None and series.window == "rolling_12" else None
    return build(
        series,
        ends,
        measure="change",
        unit="percent",
        value=np.where(judged, percent, np.nan),
        lower=lower,
        upper=upper,
        base_value=then,
        difference=np.where(judged | small, now - then, np.nan),
        verdict=_column(verdicts(status, lower, upper)),
        status=_column(status),
        note=_notes(
            pairs,
            status,
            now,
            ends=None if usual is None else np.where(judged, usual.ends[:, None], -1),
            per_resident=resident_change_notes(
                series, pairs.windows, pairs.before, now=np.where(judged, now, np.nan), then=then
            ),
        ),
        editions=[joined(pair) for pair in pairs.editions],
        dispersion=np.where(judged, phi, np.nan),
        usual_low=None if usual is None else usual.low,
        usual_high=None if usual is None else usual.high,
    )


@dataclass(frozen=True, eq=False)
class _UsualRange:
    """The middle 80% of each area's own 12-month changes, (areas, windows), and at how many month ends, (areas,)."""

    low: Floats
    high: Floats
    ends: NDArray[np.int64]


def _usual(series: Series, judged: Mask) -> _UsualRange:
    """Beside every change of 12 months that is told."""
    changes = eligible_changes(series)
    low, high = (np.where(judged, bound[:, None], np.nan) for bound in usual_range(changes))
    return _UsualRange(low, high, (~np.isnan(changes)).sum(axis=1))


def _pairs(series: Series, ends: Ends, baseline: Window | None) -> _Pairs:
    windows = windows_of(series, ends)
    before = [baseline or window.year_earlier() for window in windows]
    codes, class_of = area_classes(series)
    judged = [
        [
            with_figures(
                compare_windows(series.indicator, b, w, level=series.level, area_code=code),
                series.indicator,
                b,
                w,
                level=series.level,
                as_of=series.as_of,
            )
            for b, w in zip(before, windows, strict=True)
        ]
        for code in codes
    ]
    return _Pairs(series, windows, before, judged, class_of, baseline is not None)


def _bases(series: Series, baseline: Window | None) -> Floats:
    """For each window the count that it is compared with: a year before, or the baseline's throughout."""
    if baseline is None:
        return year_before(series.values)
    bases = np.full_like(series.values, np.nan)
    index = months_between(series.months[0], baseline.end)
    if 0 <= index < len(series.months):
        bases[:] = series.values[:, index : index + 1]
    return bases


_Statuses = np.ndarray[tuple[int, ...], np.dtype[np.object_]]


def _statuses(pairs: _Pairs, now: Floats, then: Floats) -> _Statuses:
    """The gravest reason decides: a late start, a missing figure, a break, a small base, then the rest."""
    status = pairs.property_of_pairs(lambda c: "ok" if c.status == "comparable" else c.status)
    is_open = (status != "withheld_start") & (status != "withheld_break")
    status[is_open & (then < SMALL_BASE)] = "withheld_small_base"
    status[(status != "withheld_start") & (np.isnan(now) | np.isnan(then))] = "missing"
    return status


def _notes(
    pairs: _Pairs,
    status: _Statuses,
    now: Floats,
    *,
    ends: NDArray[np.int64] | None,
    per_resident: Mapping[tuple[int, int], str],
) -> pa.Array:
    """`ends`: at how many month ends a change of the area can be called usual, −1 where none is told; None for none."""
    words, indicator = Words(), pairs.series.indicator
    notes = pairs.notes(words, lambda c: c.note)
    small = pairs.notes(words, lambda c: with_base(c, 0, indicator).note)
    no_now, no_then = (pairs.notes(words, _always(missing_note(count))) for count in (None, 0))
    is_missing = status == "missing"
    notes = np.where(status == "withheld_small_base", small, notes)
    notes = np.where(is_missing, np.where(np.isnan(now), no_now, no_then), notes)
    for few in np.unique(ends[(ends >= 0) & (ends < FEWEST_ENDS)]) if ends is not None else ():
        notes = words.appended(notes, ends == few, too_few_ends(int(few)))
    texts, notes = words.texts, notes.copy()
    for cell, text in per_resident.items():
        notes[cell] = words.code(sentences(texts[notes[cell]] or "", text))
    return words.column(notes)


def _always(note: str) -> Callable[[Comparability], str]:
    return lambda _comparability: note


def _column(texts: _Statuses) -> pa.Array:
    words = Words()
    return words.column(words.codes(texts.ravel().tolist()))
