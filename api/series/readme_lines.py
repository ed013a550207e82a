"""What belongs to figures, as lines of text: the README in a zip, the sheet of notes in a workbook."""

from __future__ import annotations

from analytics.requests.figures_address import Address
from api.series.accompanying_notes import (
    NOT_ACCREDITED,
    RowSummary,
    breaks_of,
    caveats_of,
    datasets_of,
    edition_line,
    indicators_of,
    licences_of,
    populations_of,
)
from api.series.csv_metadata import STATUSES
from data.catalogue import Dataset
from data.editions import Edition


def note_lines(address: Address, version: str, base: str, summary: RowSummary, *, kind: str) -> list[str]:
    """The notes of rows that were given as a file of some kind by the API at `base`."""
    chosen, pinned = address.selection, f"{base}series.csv?{address.pinned.query}"
    editions = (*summary.editions, *populations_of(chosen))
    lines = ["London crime dashboard: figures and what belongs to them", ""]
    lines += [f"Query: {'; '.join(f'{name}={value}' for name, value in address.pairs)}"]
    lines += [f"Address: {base}series.{kind}?{address.query}", f"Permanent address: {pinned}"]
    lines += [
        "  It leaves out editions published after its date, so the figures stay as they are here, unless an edition"
    ]
    lines += ["  of an earlier date is added later.", f"Rows: {summary.rows:,}"]
    lines += [
        "",
        "How to cite",
        f"{sources_of(address, editions)}. Figures: London crime dashboard, version {version}, {pinned}",
    ]
    lines += ["", "Licence and attribution", *(dataset.attribution for dataset in datasets_of(chosen))]
    lines += licences_of(chosen)
    lines += [NOT_ACCREDITED] if not all(dataset.accredited for dataset in datasets_of(chosen)) else []
    lines += ["", "Definitions", *(f"{indicator.id}: {indicator.definition}" for indicator in indicators_of(chosen))]
    lines += ["", "Caveats", *(f"{name}: {words}" for name, known in caveats_of(chosen).items() for words in known)]
    breaks = [change.line for change in breaks_of(chosen, summary.months)]
    lines += ["", "Breaks, steps and cautions in the period of these rows", *(breaks or ["None is known."])]
    lines += ["", "Editions", *(edition_line(edition) for edition in editions)]
    return [*lines, "", "Statuses", *(f"{name}: {words}" for name, words in STATUSES.items())]


def sources_of(address: Address, editions: tuple[Edition, ...]) -> str:
    """The publications behind a selection and the dates of their editions, in one line."""
    return "; ".join(_source(dataset, editions) for dataset in datasets_of(address.selection))


def _source(dataset: Dataset, editions: tuple[Edition, ...]) -> str:
    """`Metropolitan Police Service, Monthly Crime Dashboard Data, published 2025-08-21 and 2026-03-18`."""
    days = {e.published_on: e.published_estimated for e in editions if e.dataset == dataset.id and e.published_on}
    dates = [f"{'about ' if is_estimated else ''}{day}" for day, is_estimated in sorted(days.items())]
    return ", ".join((dataset.publisher, dataset.title, *((f"published {' and '.join(dates)}",) if dates else ())))
