"""Holding back what cannot be an ordinary revision, or taking it in with the reason that somebody gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from data.editions import Edition
from data.plausibility import Rows, suspect_figures_of
from data.plausibility.suspect_figures import HeldBack, SuspectFigure

Arriving = Sequence[tuple[Edition, pa.Table]]


def judged(
    arriving: Arriving,
    held: Mapping[str, tuple[Edition, Path]],
    *,
    accept: str = "",
) -> tuple[list[tuple[Edition, pa.Table]], list[HeldBack]]:
    """The editions that may land, and for each file the error that holds it back.

    Editions are judged in the order of publication, each beside those held and those that came before it in the same
    call. With `accept` all land, and those that would have been held back keep the reason.
    """
    beside: dict[str, tuple[Edition, Rows]] = dict(held)
    landing, suspects = dict[str, tuple[Edition, pa.Table]](), dict[str, list[SuspectFigure]]()
    for edition, table in sorted(arriving, key=lambda pair: _publication_order(pair[0])):
        if edition.id in beside:
            landing[edition.id] = (edition, table)
            continue
        figures = suspect_figures_of(edition, table, beside.values())
        if figures:
            suspects.setdefault(edition.source_name, []).extend(figures)
        taken = replace(edition, accepted=accept) if figures and accept else edition
        landing[edition.id] = (taken, table)
        beside[edition.id] = (taken, table)
    errors = [] if accept else [HeldBack(name, figures) for name, figures in suspects.items()]
    return [landing[edition.id] for edition, _ in arriving], errors


def _publication_order(edition: Edition) -> tuple[dt.date, dt.date, str]:
    return edition.published_on or dt.date.min, edition.months_to, edition.id
