"""How much the newest edition revised the months that the edition before it also had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analytics.comparability import SMALL_BASE
from analytics.geography.areas import name_of
from analytics.indicators import Indicator
from analytics.periods import Window, add_months, window_ending
from analytics.series.monthly_series import Series, monthly_of
from analytics.series.publication_dates import editions
from analytics.tables.published_rows import PublishedRow, joined
from data.published_areas import MPS

FIRST_EDITION = "First edition here: there is no earlier one to compare it with."
NOT_IN_BOTH = "The two editions do not both have these months."
FORMULA = (
    "100 × (now ÷ before − 1) for the same months. It is a correction, not a change over time, so it has no interval."
)
NO_VERDICT = "A revision is a correction of the same months, not a change over time, so it has no interval."


@dataclass(frozen=True, slots=True)
class Revision:
    """The same months of London in two editions; the figures are None where `note` says why.

    `percent` is as in `percentage`. `published` is when the newer edition came out.
    """

    indicator: Indicator
    window: Window
    before: int | None
    after: int | None
    published: date | None
    editions: tuple[str, ...]
    note: str = ""

    @property
    def difference(self) -> int | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def percent(self) -> float | None:
        return None if self.before is None or self.after is None else percentage(self.before, self.after)


def percentage(before: int, after: int) -> float | None:
    """100 × (after ÷ before − 1); None where the count before is too small for a percentage, as with any change."""
    return 100 * (after / before - 1) if before >= SMALL_BASE else None


def status(before: int | None, percent: float | None) -> str:
    """The status of a row, in the words of the open-data CSV."""
    if percent is not None:
        return "ok"
    return "missing" if before is None else "withheld_small_base"


def revisions(indicator_ids: Sequence[str], window: Window | None = None) -> list[Revision]:
    """The revision of each indicator for London: the last 12 months that the edition before also had, or `window`.

    What stood before is what the editions published until the day before the newest one said. Raises UnknownName
    for an indicator that does not exist or is published without months.
    """
    now = monthly_of(indicator_ids)
    days = [_published(series) for series in now]
    ids_by_day: dict[date, list[str]] = {}
    for series, day in zip(now, days, strict=True):
        if day:
            ids_by_day.setdefault(day - timedelta(days=1), []).append(series.indicator.id)
    earlier = {s.indicator.id: s for day, ids in ids_by_day.items() for s in _as_of(ids, day)}
    return [_revision(s, earlier.get(s.indicator.id), day, window) for s, day in zip(now, days, strict=True)]


def _as_of(ids: Sequence[str], day: date) -> list[Series]:
    """The series that had figures on that day."""
    return [series for series in monthly_of(ids, as_of=day) if not np.isnan(series.values).all()]


def _published(series: Series) -> date | None:
    """When the edition of the last month came out."""
    newest = next((edition for edition in reversed(series.editions) if edition), None)
    return editions()[newest].published_on if newest else None


def _revision(now: Series, before: Series | None, day: date | None, window: Window | None) -> Revision:
    last = before.last if before else now.last
    shown = window or window_ending(last, "rolling_12")
    if before is None:
        return Revision(now.indicator, shown, None, None, day, now.editions_of(shown.start, shown.end), FIRST_EDITION)
    then, since = _total(before, shown), _total(now, shown)
    drawn_on = (*before.editions_of(shown.start, shown.end), *now.editions_of(shown.start, shown.end))
    note = NO_VERDICT if then is not None and since is not None else NOT_IN_BOTH
    return Revision(now.indicator, shown, then, since, day, tuple(dict.fromkeys(drawn_on)), note)


def _total(series: Series, window: Window) -> int | None:
    """The sum of the months of a window, None where one of them has no figure."""
    counts = [series.value(MPS, add_months(window.start, i)) for i in range(window.months)]
    return None if None in counts else sum(count for count in counts if count is not None)


def rows(revised: Sequence[Revision]) -> list[PublishedRow]:
    """Revisions in the columns of the open-data CSV: `value` in percent, `base_value` what stood before."""
    return [
        revision_row(
            revision.indicator,
            revision.window,
            percent=revision.percent,
            before=revision.before,
            difference=revision.difference,
            status=status(revision.before if revision.after is not None else None, revision.percent),
            note=revision.note,
            editions=revision.editions,
        )
        for revision in revised
    ]


def revision_row(
    measured: Indicator,
    window: Window,
    *,
    percent: float | None,
    before: int | None,
    difference: int | None,
    status: str,
    note: str,
    editions: Sequence[str],
) -> PublishedRow:
    """London's figure of a window as it was revised, as a row: a correction has no interval and no verdict."""
    return PublishedRow(
        indicator=measured.id,
        area_code=MPS,
        area_name=name_of(MPS),
        period_start=window.period_start,
        period_end=window.period_end,
        window=window.kind,
        measure="revision",
        value=percent,
        lower=None,
        upper=None,
        base_value=before,
        difference=difference,
        verdict=None,
        unit="percent",
        status=status,
        note=note,
        edition=joined(editions),
        dispersion=None,
        usual_low=None,
        usual_high=None,
    )
