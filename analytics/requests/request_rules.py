"""What can be asked for together: the rules that pages and the API share, each with its reason in words.

A rule raises DashboardError: `message` says what does not go together, `hint` what there is instead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import partial

from analytics.indicators import Indicator, Level, indicator
from analytics.narrative import number
from analytics.periods import PeriodNotUnderstood, Window, WindowKind, format_month
from analytics.requests.selection import Selection
from analytics.series.publication_dates import publication_dates
from analytics.tables.figures_table import Measure, check
from data.errors import DashboardError, UnknownName

# What one file may hold, by the end of its address; a workbook is built in memory, cell by cell.
MOST_ROWS = {"csv": 2_000_000, "json": 500_000, "zip": 1_000_000, "parquet": 1_000_000, "xlsx": 50_000}
MOST_INDICATORS, MOST_AREAS, MOST_WINDOWS = 30, 250, 600
# Places of indicators that one request for revisions may have: every month of theirs in every edition.
MOST_REVISED = 120
FORMATS = tuple(MOST_ROWS)
DAY_FORM = "Write a day as YYYY-MM-DD, for example 2026-03-31."


class TooMuch(DashboardError):
    """More than one answer may hold. Nothing is cut off: less must be asked for."""


def check_level(indicator_or_id: str | Indicator, level: Level) -> None:
    """Raises UnknownName, with the levels that there are, where an indicator has no figures at a level."""
    entry = indicator(indicator_or_id)
    if level not in entry.levels:
        has = f"Its levels are: {', '.join(entry.levels)}."
        raise UnknownName(f"{entry.title} has no figures at the level {level}", has)


def check_measure(indicator_or_id: str | Indicator, measure: Measure, window: WindowKind) -> None:
    """Raises UnknownName, with what there is, for a measure that an indicator does not have in such a window."""
    entry = indicator(indicator_or_id)
    check(measure, window)
    if measure == "change" and entry.measure == "percentage_of":
        raise UnknownName(f"{entry.title} is a percentage: its change is not given", "Choose the measure count.")
    if measure == "rate" and entry.denominator is None:
        raise UnknownName(f"{entry.title} has no rate", "Choose the measure count or change.")
    if measure == "household_rate" and not entry.household_rate:
        raise UnknownName(f"{entry.title} has no rate per household", "Choose the measure count, rate or change.")


def check_baseline(measures: Collection[Measure], window: WindowKind, baseline: Window) -> None:
    """Raises UnknownName for a baseline without a change, or of another length than the window."""
    check("change" if "change" in measures else "count", window, baseline)


def check_months(start: date | None, end: date | None) -> None:
    """Raises PeriodNotUnderstood where the first month comes after the last."""
    if start and end and start > end:
        raise PeriodNotUnderstood(
            f"from ({format_month(start)}) comes after to ({format_month(end)})", "Exchange them."
        )


def check_day(day: date) -> None:
    """Raises PeriodNotUnderstood for a day before the first edition, or one that has not come yet."""
    known = publication_dates()
    if day > max(date.today(), known[1] if known else day):
        raise PeriodNotUnderstood(f"{day} has not come yet: a link to it would not stay the same.", DAY_FORM)
    if known and day < known[0]:
        raise PeriodNotUnderstood(f"Nothing here was published by {day}.", f"The first edition is of {known[0]}.")


def past_day(text: str) -> date:
    """`2026-03-31` → a day as of which figures can be given. Raises PeriodNotUnderstood."""
    try:
        day = date.fromisoformat(text.strip()) if len(text.strip()) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise PeriodNotUnderstood(f"{text!r} is not a day.", DAY_FORM)
    check_day(day)
    return day


def check_rows(selection: Selection, kind: str) -> int:
    """The rows that a selection may have at most. Raises TooMuch where a file of this kind cannot hold so many."""
    rows, most = selection.rows_at_most, MOST_ROWS[kind]
    if rows > most:
        raise TooMuch(
            "Too many rows",
            f"This would have up to {number(rows)} rows; {kind} gives at most {number(most)}. Ask for fewer "
            "indicators, for one level or some areas, or for a shorter time with from, to or last"
            f"{'' if kind == 'csv' else '; csv gives more rows than any other format'}.",
        )
    return rows


def refusals(selection: Selection) -> tuple[DashboardError, ...]:
    """Why a selection has no answer: each rule that it breaks, once; empty where it has one."""
    errors: dict[str, DashboardError] = {}
    for rule in _rules(selection):
        try:
            rule()
        except DashboardError as error:
            errors.setdefault(error.message, error)
    return tuple(errors.values())


def _rules(selection: Selection) -> Iterator[Callable[[], None]]:
    yield partial(check_months, selection.start, selection.end)
    for indicator_id in selection.indicators:
        yield from (partial(check_level, indicator_id, level) for level in selection.levels)
        yield from (partial(check_measure, indicator_id, measure, selection.window) for measure in selection.measures)
    if selection.baseline:
        yield partial(check_baseline, selection.measures, selection.window, selection.baseline)
    if selection.as_of:
        yield partial(check_day, selection.as_of)
