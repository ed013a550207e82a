"""What was asked for, in words: how many rows of what, or why there is no answer."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import indicator
from analytics.narrative import number
from analytics.periods import month_name
from analytics.requests.figures_address import Address
from analytics.requests.request_rules import refusals
from analytics.requests.selection import Selection
from analytics.series.coverage import coverage_words
from pages.parts import page_opening, words
from pages.parts.cached_figures import kept
from pages.parts.explore.chart_selection import places_of
from pages.parts.explore.explore_form import ExploreRequest
from pages.parts.indicator.time_series_panels import STATISTICS
from pages.parts.view import View

CONTEXT = ("Explore data", "open data", words.NOT_ACCREDITED)
ABOUT = (
    "Every figure comes with its interval, its status, the caveats and breaks that apply to it, and its edition. The "
    "address of this page holds every choice, and each file has an address of its own that any program can read."
)
# Rows up to which they are made in order to be counted; above, they are estimated, and never too low.
COUNTED, SHOWN = 60_000, 6


@kept
def counted(selection: Selection) -> tuple[int | None, pa.Table]:
    """How many rows there are (None where they are not counted), and the first of them."""
    if selection.rows_at_most <= COUNTED:
        rows = selection.figures()
        return rows.num_rows, rows.take(pa.array(range(min(SHOWN, rows.num_rows)), pa.int64()))
    first = replace(selection, indicators=selection.indicators[:1], areas=selection.areas[:1])
    return None, first.figures().slice(0, SHOWN)


def total(selection: Selection) -> str:
    """`55 rows`, `up to 127,000 rows`."""
    rows = counted(selection)[0]
    return f"up to {number(selection.rows_at_most)} rows" if rows is None else _rows(rows)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{number(count)} rows"


def opening(chosen: ExploreRequest, view: View) -> bool:
    """The first lines of the page; whether there is an answer to show."""
    finding, texts, has_answer = _said(chosen)
    page_opening.write(view, CONTEXT, finding, texts)
    return has_answer


def _said(chosen: ExploreRequest) -> tuple[str, list[str], bool]:
    selection = chosen.selection
    if selection is None:
        return "Nothing is asked for yet", [chosen.lacks], False
    if refused := refusals(selection):
        texts = [f"{words.sentence(error.message)} {error.hint}" for error in refused]
        return "There is no answer to these choices", texts, False
    if counted(selection)[0] == 0:
        return (
            "There are no rows in these months",
            [_published(indicator_id) for indicator_id in selection.indicators],
            False,
        )
    return f"{words.capital(total(selection))}: {_what(selection)}", [_first_window(selection), ABOUT], True


def _first_window(selection: Selection) -> str:
    """What the first window holds, where it reaches back beyond the month that was chosen as the first."""
    first = counted(selection)[1].slice(0, 1).to_pylist()[0]
    if selection.start is None or first["period_start"] >= selection.start:
        return ""
    begins, ends = month_name(first["period_start"]), month_name(first["period_end"])
    return f"Rows go by the month in which a window ends: the first holds {begins} to {ends}."


def _published(indicator_id: str) -> str:
    registered = indicator(indicator_id)
    span = coverage_words(registered, "mps")
    return f"{registered.short_title} is published from {span}." if span else ""


def _what(selection: Selection) -> str:
    """`knife crime in Croydon, 12 months to each month`."""
    names = [indicator(indicator_id).in_sentence for indicator_id in selection.indicators]
    what = words.listed(names) if len(names) <= 3 else f"{words.spelled(len(names))} indicators"
    return f"{what} in {_where(selection)}, {STATISTICS[selection.window]}"


def _where(selection: Selection) -> str:
    if len(selection.areas) <= 3:
        return words.listed(list(places_of(selection.areas).values()))
    level = Address(selection).level
    return f"every {AREA_LEVELS[level].name}" if level else f"{number(len(selection.areas))} areas"
