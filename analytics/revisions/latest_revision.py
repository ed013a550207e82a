"""How much the newest edition revised the months that the edition before it also had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analytics.comparability import SMALL_BASE
from analytics.geography.areas import name_of
from analytics.indicators import Indicator, Level
from analytics.periods import Window, window_ending
from analytics.series.monthly_series import Series, monthly_of, windowed
from analytics.series.publication_dates import editions
from analytics.series.window_totals import total_of
from analytics.statistics.change import Change
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
    """The same months of an area in two editions; the figures are None where `note` says why.

    `percent` is as in `percentage`. `published` is when the newer edition came out. `change_before` and `change_after`
    are the change of these months on a year earlier, as it read then and as it reads now; None for other windows than
    of 12 months.
    """

    indicator: Indicator
    window: Window
    before: int | None
    after: int | None
    published: date | None
    editions: tuple[str, ...]
    note: str = ""
    area_code: str = MPS
    change_before: Change | None = None
    change_after: Change | None = None

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


def revisions(
    indicator_ids: Sequence[str], window: Window | None = None, *, level: Level = "mps", area_code: str = MPS
) -> list[Revision]:
    """The revision of each indicator in an area: the last 12 months that the edition before also had, or `window`.

    What stood before is what the editions published until the day before the newest one said. Raises UnknownName
    for an indicator that does not exist or is published without months.
    """
    now = monthly_of(indicator_ids, [area_code], level=level)
    days = [_published(series) for series in now]
    ids_by_day: dict[date, list[str]] = {}
    for series, day in zip(now, days, strict=True):
        if day:
            ids_by_day.setdefault(day - timedelta(days=1), []).append(series.indicator.id)
    past = (_as_of(ids, day, areas=[area_code], level=level) for day, ids in ids_by_day.items())
    earlier = {series.indicator.id: series for of_day in past for series in of_day}
    return [_revision(s, earlier.get(s.indicator.id), day, window) for s, day in zip(now, days, strict=True)]


def _as_of(ids: Sequence[str], day: date, *, areas: Sequence[str], level: Level) -> list[Series]:
    """The series that had figures on that day."""
    return [s for s in monthly_of(ids, areas, level=level, as_of=day) if not np.isnan(s.values).all()]


def _published(series: Series) -> date | None:
    """When the edition of the last month came out."""
    newest = next((edition for edition in reversed(series.editions) if edition), None)
    return editions()[newest].published_on if newest else None


def _revision(now: Series, before: Series | None, day: date | None, window: Window | None) -> Revision:
    last, area_code = before.last if before else now.last, now.areas[0].code
    shown = window or window_ending(last, "rolling_12")
    own_editions = now.editions_of(shown.start, shown.end)
    if before is None:
        return Revision(now.indicator, shown, None, None, day, own_editions, FIRST_EDITION, area_code)
    then, since = (total_of(series, area_code, shown).count for series in (before, now))
    drawn_on = tuple(dict.fromkeys((*before.editions_of(shown.start, shown.end), *own_editions)))
    is_in_both = then is not None and since is not None
    changes = (_yearly_change(before, shown), _yearly_change(now, shown)) if is_in_both else (None, None)
    note = NO_VERDICT if is_in_both else NOT_IN_BOTH
    return Revision(now.indicator, shown, then, since, day, drawn_on, note, area_code, *changes)


def _yearly_change(series: Series, window: Window) -> Change | None:
    """The change of 12 months on the 12 before, in the figures of one day."""
    if window.kind != "rolling_12":
        return None
    return windowed(series, "rolling_12").change_at(series.areas[0].code, window)


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
            area_code=revision.area_code,
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
    area_code: str = MPS,
) -> PublishedRow:
    """A figure of a window as it was revised, by default London's: a correction has no interval and no verdict."""
    return PublishedRow(
        indicator=measured.id,
        area_code=area_code,
        area_name=name_of(area_code),
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
