"""python -m benchmarks.plausibility_replay: every genuine edition beside those before it, and beside the last of them.

Replayed are the editions that ship, which are those of the publishers' files. What moved by more than three quarters
of a floor is what `data/plausibility/largest_revisions.csv` holds; `--write` learns it anew. Then every edition is
judged by the limits that follow from it: none may be held back. Exit status 1 when one is, or when the list that
ships is not the one that was learned.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.parquet
from tqdm import tqdm

from data import warehouse
from data.editions import Edition
from data.plausibility import suspect_figures_of
from data.plausibility.revision_limits import FLOORS, LARGEST, SEASONAL, RevisionLimits, explained, limits_of
from data.plausibility.suspect_figures import SuspectFigure

# A score from which a difference is worth keeping: a third more than it would be beyond the floor.
WORTH_KEEPING = 0.75
COLUMNS = ("resource", "level", "kind", "series", "score", "area", "months_from", "months_to", "held", "arriving",
           "edition")  # fmt: skip
History = list[tuple[Edition, pa.Table]]


@dataclass(frozen=True)
class Replayed:
    """One edition and what was found at it, beside all before it or beside its predecessor alone."""

    edition: Edition
    is_pair: bool
    suspects: tuple[SuspectFigure, ...]

    @property
    def learned_from(self) -> tuple[SuspectFigure, ...]:
        """What limits follow from: against season and level only where all that was published is there to tell them."""
        return tuple(s for s in self.suspects if s.kind in FLOORS and not (self.is_pair and s.kind in SEASONAL))


def genuine_editions(resources: Collection[str] = ()) -> History:
    """The editions of observations that ship, and the lists of wards, in the order of their publication."""
    chosen = [
        (edition, pyarrow.parquet.read_table(file))
        for edition, file in warehouse.held().values()
        if (edition.table == "observation" and edition.level != "lsoa" and _is_chosen(edition, resources))
        or (edition.table == "area" and edition.level == "ward")
    ]
    return sorted(chosen, key=lambda pair: (pair[0].published_on or dt.date.min, pair[0].months_to, pair[0].id))


def _is_chosen(edition: Edition, resources: Collection[str]) -> bool:
    return not resources or edition.resource in resources


def replayed(history: History, *, limits: str, show_progress: bool = True) -> Iterator[Replayed]:
    """Each edition of observations judged by limits `learned`, at `floors` or `unexplained`.

    Beside all before it, and as a pair: beside the last one before it that shares months with it.
    """
    earlier: History = []
    for edition, table in tqdm(history, desc=limits, unit="edition", disable=not show_progress, leave=False):
        if edition.table == "observation":
            chosen = _limits(edition, limits)
            yield Replayed(edition, False, suspect_figures_of(edition, table, earlier, limits=chosen))
            if before := _predecessor(edition, earlier):
                yield Replayed(edition, True, suspect_figures_of(edition, table, [before], limits=chosen))
        earlier.append((edition, table))


def _predecessor(edition: Edition, earlier: History) -> tuple[Edition, pa.Table] | None:
    """The edition before it, of the same resource and level, that shares months with it."""
    sharing = [
        pair
        for pair in earlier
        if (pair[0].resource, pair[0].level) == (edition.resource, edition.level)
        and pair[0].table == "observation"
        and pair[0].months_to >= edition.months_from
        and pair[0].months_from <= edition.months_to
    ]
    return sharing[-1] if sharing else None


def _limits(edition: Edition, name: str) -> RevisionLimits:
    learned = limits_of(edition.resource, edition.level)
    if name == "learned":
        return learned
    if name == "unexplained":
        return replace(learned, stretches=())
    return RevisionLimits(stretches=explained(edition.resource), shown=WORTH_KEEPING, at_floors=True)


def largest(found: list[Replayed]) -> str:
    """For each resource, level, kind and series the largest score and its place, as the CSV that ships."""
    best: dict[tuple[str, str, str, str], tuple[SuspectFigure, Edition]] = {}
    for one in found:
        for suspect in one.learned_from:
            key = (one.edition.resource, one.edition.level, suspect.kind, suspect.series)
            if key not in best or suspect.score > best[key][0].score:
                best[key] = (suspect, one.edition)
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(COLUMNS)
    for key, (suspect, edition) in sorted(best.items()):
        months = f"{suspect.first:%Y-%m}", f"{suspect.last:%Y-%m}"
        figures = f"{suspect.expected:.0f}", f"{suspect.arriving:.0f}"
        lines.writerow([*key, f"{suspect.score:.2f}", suspect.area, *months, *figures, edition.id])
    return written.getvalue()


def table(learned: list[Replayed], at_floors: list[Replayed], unexplained: list[Replayed]) -> str:
    """What docs/refresh.md holds: one line for each publication and level."""
    lines = [
        "| Publication, level | Editions | Pairs | Beyond a bare floor | Held back unless explained | Held back |",
        "|---|---|---|---|---|---|",
    ]
    for name in sorted({(one.edition.resource, one.edition.level) for one in learned}):
        of_name = [one for one in learned if (one.edition.resource, one.edition.level) == name]
        pairs = sum(one.is_pair for one in of_name)
        beyond = [s for s in _suspects(at_floors, name) if s.score > 1]
        counts = f"{len(beyond):,}", f"{len(_suspects(unexplained, name)):,}", f"{len(_suspects(learned, name)):,}"
        title = f"{name[0].replace('_', ' ')}, {name[1]}"
        lines.append(f"| {title} | {len(of_name) - pairs} | {pairs} | {' | '.join(counts)} |")
    return "\n".join(lines)


def _suspects(found: list[Replayed], name: tuple[str, str]) -> list[SuspectFigure]:
    return [s for one in found if (one.edition.resource, one.edition.level) == name for s in one.suspects]


def main() -> int:
    """Replay, and print the table; 1 when a genuine edition is held back or the list is not the learned one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write what was learned to data/plausibility/")
    options = parser.parse_args()
    warehouse.ensure()
    history = genuine_editions()
    at_floors = list(replayed(history, limits="floors"))
    learned = largest(at_floors)
    is_same = learned == LARGEST.read_text(encoding="utf-8")
    if options.write:
        LARGEST.write_text(learned, encoding="utf-8")
        limits_of.cache_clear()
    judged = list(replayed(history, limits="learned"))
    print(table(judged, at_floors, list(replayed(history, limits="unexplained"))))
    for one in judged:
        beside = "beside the one before it" if one.is_pair else "beside all before it"
        for suspect in one.suspects:
            print(f"held back {beside}: {one.edition.id}: {suspect.score:.2f} {' '.join(suspect.cells)}")
    state = "as learned" if is_same else "written anew" if options.write else "is not what was learned"
    print(f"{LARGEST.name}: {state}")
    return 1 if any(one.suspects for one in judged) or not (is_same or options.write) else 0


if __name__ == "__main__":
    sys.exit(main())
