"""The change of an indicator in an area, judged: the one way in which pages, files, briefings and claims come by it."""

from __future__ import annotations

from datetime import date

from analytics.comparability import compare_windows
from analytics.indicators import Indicator, Level
from analytics.periods import Window
from analytics.series.area_dispersion import dispersion
from analytics.series.caution_figures import with_figures
from analytics.statistics.change import Change, change
from data.published_areas import MPS


def change_between(
    indicator_or_id: str | Indicator,
    later: Window,
    earlier: Window | None = None,
    *,
    count: int | None,
    base: int | None,
    level: Level = "mps",
    area_code: str = MPS,
    as_of: date | None = None,
    phi: float | None = None,
) -> Change:
    """The change of an indicator from `earlier` (by default `later` a year before) to `later`, judged.

    Its interval is widened by the dispersion of the indicator in the area, or by `phi` where it is given (1 for a
    Poisson interval); its notes carry the figures of their cautions for these windows. `as_of` is the day on which
    the counts stood so.
    """
    before = earlier or later.year_earlier()
    compared = compare_windows(indicator_or_id, before, later, level=level, area_code=area_code, earlier_count=base)
    compared = with_figures(compared, indicator_or_id, before, later, level=level, as_of=as_of)
    widened = dispersion(indicator_or_id, level=level, area_code=area_code, as_of=as_of) if phi is None else phi
    return change(count, base, compared, dispersion=widened)
