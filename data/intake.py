"""Adding published files: recognise, validate, record. All files of one call, or none of them."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
from tqdm import tqdm

from data import areas, places, readers, warehouse
from data.editions import Edition, Publication, Store, describe, to_arrow, with_date
from data.errors import DashboardError, FileRejected
from data.readers.context import Context, WardsUnknown
from data.readers.tabular import open_published

KNOWN_PUBLICATIONS = Path(__file__).parent / "known_publications.csv"

Fresh = list[tuple[Edition, pa.Table]]


@dataclass
class Intake:
    """What came of adding files."""

    recorded: list[Edition] = field(default_factory=list)
    already_held: list[Edition] = field(default_factory=list)
    redated: list[Edition] = field(default_factory=list)


def parse_published(text: str) -> Publication:
    """'2026-04-15' is a known day; '2026-04' a month, marked as estimated. Raises DashboardError."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}", text):
            return Publication(dt.date.fromisoformat(text + "-01"), estimated=True)
        return Publication(dt.date.fromisoformat(text))
    except ValueError as error:
        raise DashboardError(
            f"--published {text}: is no date", "Give YYYY-MM-DD, or YYYY-MM when only the month is known."
        ) from error


def add(paths: Iterable[Path], *, published: Publication | None = None, progress: bool = True) -> Intake:
    """Record the editions in published files.

    The same edition again, in whatever file format, is a no-op; a publication date given for one whose date was
    estimated replaces the estimate. Raises FileRejected when any file is unfit: then nothing has been recorded.
    """
    store = Store(places.added_folder())
    with store.lock():
        fresh = _read_all(list(dict.fromkeys(paths)), published, progress=progress)
        return _record(store, fresh, redate=published is not None)


def _read_all(paths: list[Path], published: Publication | None, *, progress: bool) -> Fresh:
    """Read every file; one that needs the wards waits for the file that has them, if that comes later."""
    context = held_context()
    queue, waited = deque(paths), set[Path]()
    fresh: Fresh = []
    rejected: list[FileRejected] = []
    with tqdm(total=len(paths), desc="Reading", unit="file", disable=not progress, leave=False) as bar:
        while queue:
            path = queue.popleft()
            try:
                editions = _read(path, context, published)
            except WardsUnknown as error:
                if path not in waited and queue:
                    waited.add(path)
                    queue.append(path)
                    continue
                rejected.append(error)
            except FileRejected as error:
                rejected.append(error)
            else:
                fresh += editions
                pa.default_memory_pool().release_unused()
                context = context if context.ward_parents else context_of([t for e, t in editions if _names_wards(e)])
            bar.update()
    if rejected:
        raise rejected[0] if len(rejected) == 1 else _several(rejected)
    return fresh


def _read(path: Path, context: Context, published: Publication | None) -> Fresh:
    file = open_published(path)
    date = published or _known_publications().get(file.sha256, Publication())
    editions = []
    for tidy in readers.read(file, context):
        table = to_arrow(tidy)
        editions.append((describe(tidy, table, source=path, sha256=file.sha256, published=date), table))
    return editions


def _record(store: Store, fresh: Fresh, *, redate: bool) -> Intake:
    held = {edition_id: edition for edition_id, (edition, _) in warehouse.held().items()}
    outcome, new = Intake(), dict[str, tuple[Edition, pa.Table]]()
    for edition, table in fresh:
        before = held.get(edition.id) or (new[edition.id][0] if edition.id in new else None)
        if before is None:
            new[edition.id] = (edition, table)
            outcome.recorded.append(edition)
        elif redate and before.published_estimated and not edition.published_estimated and edition.published_on:
            new[edition.id] = (with_date(before, edition.published_on), table)
            outcome.redated.append(new[edition.id][0])
        else:
            outcome.already_held.append(before)
    if new:
        store.record(list(new.values()))
    return outcome


def held_context() -> Context:
    """The wards of the editions that are recorded already."""
    files = [file for edition, file in warehouse.held().values() if _names_wards(edition)]
    return context_of([pyarrow.parquet.read_table(file) for file in files])


def _names_wards(edition: Edition) -> bool:
    return edition.table == "area" and edition.level == "ward"


def context_of(tables: list[pa.Table]) -> Context:
    """The context that ward tables make: the wards of policed boroughs."""
    if not tables:
        return Context()
    wards = pd.concat([t.to_pandas() for t in tables]).drop_duplicates("code", keep="last")
    wards = wards[wards.parent_code.isin(list(areas.POLICED))]
    names = dict(zip(wards.code, wards.name, strict=True))
    parents = dict(zip(wards.code, wards.parent_code, strict=True))
    return Context({(parents[c], areas.name_key(n)): c for c, n in names.items()}, names, parents)


def _known_publications() -> dict[str, Publication]:
    with KNOWN_PUBLICATIONS.open() as lines:
        return {row["sha256"]: parse_published(row["published"]) for row in csv.DictReader(lines)}


def _several(rejected: list[FileRejected]) -> FileRejected:
    message = "\n".join(str(e) for e in rejected)
    return FileRejected(f"{message}\n{len(rejected)} files rejected; nothing of any file has been recorded.")
