"""Tables as plain HTML: they wrap, print, and are read aloud; numbers are aligned to the right."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import pyarrow as pa

from analytics.indicators import INDICATORS
from analytics.narrative import interval, number, signed, signed_percent
from analytics.periods import Window, WindowKind, window_between, window_ending
from analytics.reoffending.proven_reoffending import ALL_AGES
from analytics.statistics.change import Change
from data.published_areas import MPS
from pages.parts.cached_figures import LONDON
from pages.parts.words import capital, html

STATUSES = {
    "spans": "spans a change in recording",
    "missing": "not published",
    "no_denominator": "no rate",
    "withheld_break": "withheld: recording changed",
    "withheld_start": "withheld: the series starts later",
    "withheld_small_base": "withheld: too few",
    "step": "cannot be told from a change in recording",
    "caution": "see About",
    "quoted": "quoted",
}
MEASURES = {
    "count": "Count", "rate": "Rate", "change": "Change", "percentage": "Per cent", "ratio": "Number",
    "difference": "Difference", "duration": "Months", "revision": "Revision",
}  # fmt: skip
NOTHING = "–"
_BETWEEN_BOUNDS = re.compile(r"(?<=[\d%]) to (?=[−+\d])")
# Rows beyond which a table scrolls in its own frame, save on paper.
LONG = 12
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, what a bar shows as a share of the longest, and the figure that it is sorted by.

    `link` is where its text leads, `picture` HTML of a sparkline that stands for it.
    """

    text: str
    share: float | None = None
    second: str = ""
    key: float | None = None
    link: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, its first cell the heading; `is_marked` sets off the areas that the reader chose.

    A row `of_other_source` is hatched: its figures stand beside the others and are not ordered among them.
    """

    cells: tuple[Cell, ...]
    is_marked: bool = False
    of_other_source: bool = False


def html_table(
    caption: str, columns: Sequence[str], lines: Sequence[TableRow], *, numbers: Collection[int], whole: bool = False,
    stacking: bool = False, sorted_by: int | None = None, on_demand: str = "",
) -> str:  # fmt: skip
    """A table; the columns of `numbers` are aligned to the right, words to the left; `whole` never scrolls.

    On a phone the cells of a `stacking` table stand below the row's heading, each under the name of its column. A table
    that is `sorted_by` a column can be sorted by any (clicks.js): names by their letters, cells by their `key`.
    A table `on_demand` is folded under these words until the reader opens it; on paper it is open.
    """
    heads = "".join(_head(column, i, numbers, sorted_by) for i, column in enumerate(columns))
    names = columns if stacking else ()
    body = "".join(_row(line, numbers, names) for line in lines)
    kind = " long" if len(lines) > LONG and not whole else ""
    kind += " cards" if stacking else ""
    counted = f"<p class='rows'>{number(len(lines))} rows: scroll to see them all.</p>" if "long" in kind else ""
    table = (
        f"<div class='table{kind}' role='region' aria-label='{html(caption)}' tabindex='0'>"
        f"<table><caption>{html(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>{counted}"
    )
    return f"<details class='folded'><summary>{html(on_demand)}</summary>{table}</details>" if on_demand else table


def marked_first(lines: Sequence[TableRow]) -> list[TableRow]:
    """The rows set off before the others, each in the order given: in sight before a long table is scrolled."""
    return sorted(lines, key=lambda line: not line.is_marked)


def _head(column: str, at: int, numbers: Collection[int], sorted_by: int | None) -> str:
    name, order = html(column), ""
    if sorted_by is not None:
        name = f"<button type='button' title='Sort'>{name}</button>"
        order = f" aria-sort='{'descending' if at else 'ascending'}'" if at == sorted_by else ""
    return f"<th scope='col'{_align(at, numbers)}{order}>{name}</th>"


def _align(column: int, numbers: Collection[int]) -> str:
    return " class='number'" if column in numbers else ""


def _row(line: TableRow, numbers: Collection[int], names: Sequence[str] = ()) -> str:
    first, *others = line.cells
    marked = " class='marked'" if line.is_marked else " class='other-source'" if line.of_other_source else ""
    cells = "".join(_cell(cell, i, numbers, names[i] if names else "") for i, cell in enumerate(others, start=1))
    return f"<tr{marked}><th scope='row'>{_text(first)}{_second(first)}</th>{cells}</tr>"


def _cell(cell: Cell, column: int, numbers: Collection[int], name: str = "") -> str:
    bar = "" if cell.share is None else f"<span class='bar'><i style='width:{100 * cell.share:.0f}%'></i></span>"
    label = f" data-is='{html(name)}'" if name else ""
    label += "" if cell.key is None else f" data-key='{cell.key}'"
    return f"<td{_align(column, numbers)}{label}>{bar}{_text(cell)}{_second(cell)}</td>"


def _text(cell: Cell) -> str:
    text = f"<a href='{html(cell.link)}' target='_self'>{html(cell.text)}</a>" if cell.link else html(cell.text)
    return f"{text}{cell.picture}"


def _second(cell: Cell) -> str:
    """The line beneath, in small; the two ends of an interval stay on one line."""
    # Of an interval no bound stands alone on a line; words may break.
    return f"<small>{_BETWEEN_BOUNDS.sub('&nbsp;to&nbsp;', html(cell.second))}</small>" if cell.second else ""


def rows_of(figures: pa.Table, caption: str) -> str:
    """The rows of a table of figures as people read them, the newest first; columns that say nothing are left out."""
    rows = sorted(figures.to_pylist(), key=lambda row: (row["period_end"], row["measure"]), reverse=True)
    measures = {row["measure"] for row in rows}
    columns = {
        "Period": [_period(row) for row in rows],
        "Indicator": [INDICATORS[row["indicator"]].short_title for row in rows],
        "Area": [area_text(row) for row in rows],
        MEASURES.get(measures.pop(), "") if len(measures) == 1 else "Figure": [figure_text(row) for row in rows],
        "95% interval": [interval_text(row) for row in rows],
        "Note": [row["verdict"] or STATUSES.get(row["status"], "") for row in rows],
    }
    dull = {name for name in ("Indicator", "Area") if len(set(columns[name])) == 1}
    dull |= {name for name in ("Note",) if not any(columns[name])}
    shown = {name: texts for name, texts in columns.items() if name not in dull}
    lines = [TableRow(tuple(Cell(text) for text in texts)) for texts in zip(*shown.values(), strict=True)]
    interval = list(shown).index("95% interval")
    return html_table(caption, tuple(shown), lines, numbers=(interval - 1, interval))


def _period(row: Row) -> str:
    return capital(window_of(row).label)


def area_text(row: Row) -> str:
    """The area of a row as people say it and, of a group of people, their age."""
    name = LONDON if row["area_code"] == MPS else capital(str(row["area_name"]))
    age = row.get("age_group")
    return f"{name}, {age}" if age and age != ALL_AGES else name


def window_of(row: Row) -> Window:
    """The window of a row. A cohort is known by its first month and its last."""
    start, end = (row[column].replace(day=1) for column in ("period_start", "period_end"))
    return window_ending(end, row["window"]) if row["window"] in get_args(WindowKind) else window_between(start, end)


def figure_text(row: Row) -> str:
    """The figure of a row as its measure is written: a count, a rate, a percentage, a dash where there is none."""
    value = row["value"]
    if value is None:
        return NOTHING
    if row["measure"] in ("change", "revision"):
        return signed_percent(value)
    if row["measure"] == "difference":
        return f"{signed(value, decimals=1)} points"
    return number(value, decimals=decimals(row["measure"]))


def interval_text(row: Row) -> str:
    """`3.11 to 3.61`."""
    if row["lower"] is None or row["upper"] is None:
        return NOTHING
    if row["measure"] == "change":
        return f"{signed_percent(row['lower'])} to {signed_percent(row['upper'])}"
    if row["measure"] == "difference":
        return f"{signed(row['lower'], decimals=1)} to {signed(row['upper'], decimals=1)}"
    places = decimals(row["measure"])
    return f"{number(row['lower'], decimals=places)} to {number(row['upper'], decimals=places)}"


def rate_text(value: float) -> str:
    """A rate as tables write it."""
    return number(value, decimals=decimals("rate"))


def bounds_of(change: Change) -> str:
    """The interval of a change; empty where it has none."""
    return interval(*change.bounds) if change.bounds else ""


def decimals(measure: str) -> int:
    """Decimals that a measure is shown with."""
    return {"rate": 2, "percentage": 1, "ratio": 2}.get(measure, 0)
