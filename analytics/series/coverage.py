"""The months for which an indicator has figures, by level."""

from __future__ import annotations

from datetime import date

from analytics import queries
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import Indicator, Level, indicator
from analytics.periods import month_name
from analytics.version_cache import kept_by_version


def coverage(indicator_or_id: str | Indicator, level: Level) -> tuple[date, date] | None:
    """First and last month with a figure of the indicator at a level; None where it has none."""
    entry = indicator(indicator_or_id)
    held = "borough" if AREA_LEVELS[level].is_of_groups else level
    spans = [_series().get((term.series, held)) for term in entry.terms]
    known = [span for span in spans if span]
    if level not in entry.levels or not known or len(known) < len(spans):
        return None
    return max(entry.start_at(level), *(first for first, _ in known)), min(last for _, last in known)


def coverage_words(indicator_or_id: str | Indicator, level: Level) -> str:
    """`April 2010 to June 2026`: the months for which there are figures; empty where there are none."""
    covered = coverage(indicator_or_id, level)
    return f"{month_name(covered[0])} to {month_name(covered[1])}" if covered else ""


@kept_by_version()
def _series() -> dict[tuple[str, str], tuple[date, date]]:
    rows = queries.rows("coverage")
    return {(row["series"], row["level"]): (row["first_month"], row["last_month"]) for row in rows}
