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
    suspects, unusual = dict[str, list[SuspectFigure]](), set[str]()
    for edition, table in sorted(arriving, key=lambda pair: _publication_order(pair[0])):
        if edition.id in beside:
            continue
        if figures := suspect_figures_of(edition, table, beside.values()):
            suspects.setdefault(edition.source_name, []).extend(figures)
            unusual.add(edition.id)
        beside[edition.id] = (edition, table)
    if not accept:
        return list(arriving), [HeldBack(name, figures) for name, figures in suspects.items()]
    # Of one edition in several files each keeps its own source: what came of a file is asked by its checksum.
    return [(replace(e, accepted=accept) if e.id in unusual else e, table) for e, table in arriving], []


def _publication_order(edition: Edition) -> tuple[dt.date, dt.date, str]:
    return edition.published_on or dt.date.min, edition.months_to, edition.id
