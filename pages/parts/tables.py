"""Tables as plain HTML: they wrap, print, and are read aloud; numbers are aligned to the right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from analytics.indicators import INDICATORS
from analytics.narrative import number, signed_percent
from analytics.periods import WindowKind, window_ending
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
NOTHING = "–"
# Rows beyond which a table scrolls in its own frame, save on paper.
LONG = 12
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and, where a bar shows its size, the share of the longest bar."""

    text: str
    share: float | None = None
    second: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, its first cell the heading; `is_marked` sets off the areas that the reader chose."""

    cells: tuple[Cell, ...]
    is_marked: bool = False


def html_table(caption: str, columns: Sequence[str], lines: Sequence[Line], *, numbers: Collection[int]) -> str:
    """A table; the columns of `numbers` are aligned to the right, words to the left."""
    heads = "".join(f"<th scope='col'{_align(i, numbers)}>{html(column)}</th>" for i, column in enumerate(columns))
    body = "".join(_row(line, numbers) for line in lines)
    long = " long" if len(lines) > LONG else ""
    return (
        f"<div class='table{long}' tabindex='0'><table><caption>{html(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _align(column: int, numbers: Collection[int]) -> str:
    return " class='number'" if column in numbers else ""


def _row(line: Line, numbers: Collection[int]) -> str:
    first, *others = line.cells
    marked = " class='marked'" if line.is_marked else ""
    cells = "".join(_cell(cell, i, numbers) for i, cell in enumerate(others, start=1))
    return f"<tr{marked}><th scope='row'>{html(first.text)}</th>{cells}</tr>"


def _cell(cell: Cell, column: int, numbers: Collection[int]) -> str:
    bar = "" if cell.share is None else f"<span class='bar'><i style='width:{100 * cell.share:.0f}%'></i></span>"
    # The two ends of an interval stay on one line.
    second = f"<small>{html(cell.second).replace(' to ', '&nbsp;to&nbsp;')}</small>" if cell.second else ""
    return f"<td{_align(column, numbers)}>{bar}{html(cell.text)}{second}</td>"


def rows_of(figures: pa.Table, caption: str) -> str:
    """The rows of a table of figures as people read them, the newest first."""
    rows = figures.to_pylist()
    measures = dict.fromkeys(row["measure"] for row in rows)
    several = len({row["indicator"] for row in rows}) > 1
    columns = ["Period", *(["Indicator"] if several else []), "Area"]
    names = {"count": "Count", "rate": "Rate", "change": "Change", "percentage": "Per cent"}
    head = names[next(iter(measures))] if len(measures) == 1 else "Figure"
    shown = sorted(rows, key=lambda row: (row["period_end"], row["measure"]), reverse=True)
    lines = [_line(row, several=several) for row in shown]
    first = len(columns)
    return html_table(caption, [*columns, head, "95% interval", "Note"], lines, numbers=(first, first + 1))


def _line(row: Row, *, several: bool) -> Line:
    kind: WindowKind = row["window"]
    period = window_ending(row["period_end"].replace(day=1), kind).label
    names = [Cell(INDICATORS[row["indicator"]].title)] if several else []
    note = row["verdict"] or STATUSES.get(row["status"], "")
    return Line(
        (
            Cell(capital(period)), *names, Cell(row["area_name"]),
            Cell(figure_text(row)), Cell(interval_text(row)), Cell(note),
        )
    )  # fmt: skip


def figure_text(row: Row) -> str:
    """The figure of a row as its measure is written: a count, a rate, a percentage, a dash where there is none."""
    value = row["value"]
    if value is None:
        return NOTHING
    if row["measure"] == "change":
        return signed_percent(value)
    return number(value, decimals=decimals(row["measure"]))


def interval_text(row: Row) -> str:
    """`3.11 to 3.61`."""
    if row["lower"] is None or row["upper"] is None:
        return NOTHING
    if row["measure"] == "change":
        return f"{signed_percent(row['lower'])} to {signed_percent(row['upper'])}"
    places = decimals(row["measure"])
    return f"{number(row['lower'], decimals=places)} to {number(row['upper'], decimals=places)}"


def decimals(measure: str) -> int:
    """Decimals that a measure is shown with."""
    return {"rate": 2, "percentage": 1}.get(measure, 0)
