"""Whether an edition's figures can be believed beside those that are held: revisions, new months, parts and copies."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.parquet

from data import published_areas
from data.editions import Edition
from data.plausibility.copied_figures import copied_scores
from data.plausibility.figure_grid import areas_in, grid_of, month_number, read_rows
from data.plausibility.missing_combinations import missing_combinations
from data.plausibility.new_month_checks import new_month_scores
from data.plausibility.related_figures import (
    disagreements_between_levels,
    disagreements_in_a_release,
    parts_beyond_their_whole,
)
from data.plausibility.revision_checks import revision_scores
from data.plausibility.revision_limits import RevisionLimits, limits_of
from data.plausibility.suspect_figures import SuspectFigure

__all__ = ["suspect_figures_of"]

Rows: TypeAlias = Path | pa.Table
# Months before an edition's first that tell season and level.
BEFORE = 24
# The publications that count parts of what a resource counts, or the whole of it.
RELATED = {
    "recorded_crime": ("knife", "other"),
    "knife": ("recorded_crime",),
    "other": ("recorded_crime",),
    "vawg_offences": ("vawg_victims",),
    "vawg_victims": ("vawg_offences",),
}


def suspect_figures_of(
    edition: Edition, table: pa.Table, held: Iterable[tuple[Edition, Rows]], *, limits: RevisionLimits | None = None
) -> tuple[SuspectFigure, ...]:
    """The figures of an arriving edition that no ordinary revision explains, the worst first; empty where all may land.

    `held` are the other editions, of whatever resource: those of the same resource and level are what the figures are
    laid beside, those of other levels and publications what they must agree with.
    """
    if edition.table != "observation" or edition.level == "lsoa":
        return ()
    others = {other.id: (other, rows) for other, rows in held if other.id != edition.id}.values()
    chosen = limits or limits_of(edition.resource, edition.level)
    first, last = month_number(edition.months_from) - BEFORE, month_number(edition.months_to)
    months = range(first, last + 1)
    rivals = _near(others, months, resources=(edition.resource,), levels=(edition.level,))
    areas = areas_in([table, *(rows for _, rows in rivals)])
    before = grid_of(rivals, series=edition.covers, areas=areas, months=months)
    after = grid_of([(edition, table)], series=edition.covers, areas=areas, months=months)
    own = range(month_number(edition.months_from), last + 1)
    other_level = {"ward": "borough", "borough": "ward"}.get(edition.level, "")
    across = _near(others, own, resources=(edition.resource,), levels=(other_level,))
    release = _near(others, own, resources=RELATED.get(edition.resource, ()), levels=("borough", "mps"))
    suspects = [
        *revision_scores(before, after, chosen),
        *new_month_scores(before, after, chosen),
        *missing_combinations(edition, before, after, [rival for rival, _ in rivals]),
        *copied_scores(after),
        *parts_beyond_their_whole(after),
        *disagreements_between_levels(edition, table, across, _ward_parents(others), chosen),
        *disagreements_in_a_release(edition, table, release),
    ]
    return tuple(sorted(suspects, key=lambda figure: -figure.score))


def _near(
    others: Iterable[tuple[Edition, Rows]], months: range, *, resources: tuple[str, ...], levels: tuple[str, ...]
) -> list[tuple[Edition, pa.Table]]:
    """The editions of some resources and levels that cover any of the months, with their rows."""
    return [
        (other, read_rows(other, rows))
        for other, rows in others
        if other.table == "observation"
        and other.resource in resources
        and other.level in levels
        and month_number(other.months_to) >= months.start
        and month_number(other.months_from) < months.stop
    ]


def _ward_parents(others: Iterable[tuple[Edition, Rows]]) -> dict[str, str]:
    """Ward → borough, those that are no current ward too."""
    parents = {published_areas.not_in_a_ward(code): code for code in published_areas.POLICED}
    for other, rows in others:
        if other.table == "area" and other.level == "ward":
            table = rows if isinstance(rows, pa.Table) else pyarrow.parquet.read_table(rows)
            pairs = zip(table["code"].to_pylist(), table["parent_code"].to_pylist(), strict=True)
            parents |= {code: parent for code, parent in pairs if parent in published_areas.POLICED}
    return parents
