"""The 12-month changes of a series that may stand for what is usual: no break, step, late start or COVID-19 in them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analytics.comparability import SMALL_BASE, compare_windows, named_areas
from analytics.geography.areas import areas_at
from analytics.indicators import Indicator, Level, indicator
from analytics.periods import add_months, window_ending
from analytics.recording_events import COVID, EVENTS
from analytics.series.monthly_series import Floats, Series, monthly, windowed, year_before
from analytics.statistics.usual_movement import UsualMovement, usual_movement
from analytics.version_cache import kept_by_version

# A year after the last month of restrictions the later window has none of them.
_COVID = next(event for event in EVENTS if event.id == COVID)
LEFT_OUT = (_COVID.starts, add_months(_COVID.ends or _COVID.starts, 12))
_OPEN = frozenset({"comparable", "caution"})


def eligible_changes(series: Series) -> Floats:
    """(areas, months) of a `rolling_12` series: each 12-month change in percent, NaN where it is left out.

    Left out are ends from March 2020 to June 2022, changes across a break or a step, bases below 50, and changes that
    reach back before the indicator's start: London's older months come from another source.
    """
    base = year_before(series.values)
    with np.errstate(divide="ignore", invalid="ignore"):
        changes: Floats = np.where(base >= SMALL_BASE, 100 * (series.values / base - 1), np.nan)
    first = add_months(series.indicator.start, 23)
    changes[:, [month < first or LEFT_OUT[0] <= month <= LEFT_OUT[1] for month in series.months]] = np.nan
    for key in {_area_class(area.code) for area in series.areas}:
        rows = np.array([_area_class(area.code) == key for area in series.areas])
        judged = _judged(series.indicator.id, series.months, series.level, series.areas[int(np.argmax(rows))].code)
        changes[rows[:, None] & ~judged] = np.nan
    return changes


def _area_class(code: str) -> str:
    return code if code in named_areas() else ""


@lru_cache(maxsize=1024)
def _judged(indicator_id: str, months: tuple[date, ...], level: Level, code: str) -> NDArray[np.bool_]:
    windows = [window_ending(month, "rolling_12") for month in months]
    compared = [compare_windows(indicator_id, w.year_earlier(), w, level=level, area_code=code) for w in windows]
    return np.array([comparability.status in _OPEN for comparability in compared], dtype=bool)


def movement(indicator_or_id: str | Indicator, *, level: Level = "mps", area_code: str = "") -> UsualMovement:
    """The usual yearly movement of an indicator in one area; without a code, of all named areas of the level together.

    At the level `mps` that is London. All current editions; see `UsualMovement`.
    """
    return _movement(indicator(indicator_or_id), level, area_code)


@kept_by_version(maxsize=2048)
def _movement(entry: Indicator, level: Level, area_code: str) -> UsualMovement:
    codes = [area_code] if area_code else [area.code for area in areas_at(level, pseudo=False)]
    if entry.measure != "count" or entry.kind != "crime":
        return usual_movement([])
    return usual_movement(eligible_changes(windowed(monthly(entry, codes, level=level), "rolling_12")))
