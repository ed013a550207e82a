"""The figure of a window as earlier editions had it, by the days on which they came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from analytics.geography.areas import Area
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import Indicator, Level, indicator
from analytics.periods import Window, add_months
from analytics.revisions.month_by_edition import month_by_edition
from analytics.series.publication_dates import editions
from analytics.series.window_totals import NO_TOTAL, Total, total
from data.catalogue import SERIES


def publication_days(counted: str | Indicator, level: Level, windows: Sequence[Window]) -> tuple[date, ...]:
    """The days on which earlier figures of any of these windows came out, the newest first; none before they end."""
    resources = {SERIES[name].resource for name in indicator(counted).series}
    held = AREA_LEVELS[level].in_editions_of
    end = add_months(max(window.end for window in windows), 1)
    known = [edition for edition in editions().values() if edition.resource in resources and edition.level in held]
    newest = max((edition.published_on for edition in known if edition.published_on), default=None)
    days = {
        edition.published_on
        for edition in known
        if edition.published_on is not None
        and any(edition.months_from <= window.end and window.start <= edition.months_to for window in windows)
    }
    return tuple(sorted((day for day in days if end <= day != newest), reverse=True))


def earlier_totals(
    indicator_or_id: str | Indicator, windows: Sequence[Window], area: Area
) -> Iterator[tuple[date, tuple[Total, ...]]]:
    """What earlier editions had for each window, by the day on which they came out, the newest first.

    Of a count it is added up from the newest edition of each month until then, which one question to the warehouse
    answers for all days; of a percentage each day is a question of its own.
    """
    counted, days = indicator(indicator_or_id), publication_days(indicator_or_id, area.level, windows)
    if counted.measure != "count":
        yield from ((day, tuple(total(counted, window, area, as_of=day) for window in windows)) for day in days)
        return
    months: dict[date, list[tuple[date, str, float]]] = {}
    for window in windows if days else ():
        for row in month_by_edition([counted], [area], start=window.start, end=window.end).to_pylist():
            by_edition = months.setdefault(row["period_start"], [])
            by_edition.append((row["published_on"], row["edition"], row["value"]))
    for day in days:
        yield day, tuple(_until(day, window, months) for window in windows)


def _until(day: date, window: Window, months: Mapping[date, Sequence[tuple[date, str, float]]]) -> Total:
    known = [[row for row in months.get(month, ()) if row[0] <= day] for month in window.month_list()]
    if not all(known):
        return NO_TOTAL
    newest = [rows[-1] for rows in known]
    return Total(int(sum(row[2] for row in newest)), None, tuple(dict.fromkeys(row[1] for row in newest)))
