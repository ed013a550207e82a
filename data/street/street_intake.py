"""Adding record files: find, check, count, compare, record. All of a call, or nothing.

What comes of it: Parquet of the counts of every force in `var/street/`, by year and force; and, for London's forces,
an edition in the store, from which the warehouse is built. An archive is an edition of each force in it, and the
newest wins each month of a force.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
from ibis import ir
from tqdm import tqdm

from data import folders, intake, warehouse
from data.catalogue import Tidy
from data.contracts import Violations
from data.date_rules import today
from data.edition_store import Store
from data.editions import Edition, Publication, describe, to_arrow
from data.errors import DashboardError, FileRejected
from data.plausibility.suspect_figures import HeldBack
from data.street.archive_movement import suspect_counts
from data.street.count_contract import check_counts
from data.street.counting import INSIDE, NOWHERE, OUTSIDE, counts_of
from data.street.engines import DuckDBEngine, Engine
from data.street.forces import LONDON_FORCES, force_title
from data.street.record_files import RecordFile, checked_lines, record_files
from data.street.record_kinds import KINDS, RecordKind

# An archive comes out in the second month after its last.
MONTHS_LATE = 2
FEW_MONTHS = 6
CONTRACT_COLUMNS = ("row_month", "reported_by", "is_last_hour", "year")
ACCEPT = 'If the figures are right, say why: python -m data street PATH --published DATE --accept "REASON".'


@dataclass
class StreetIntake:
    """What came of adding record files: the editions of London's forces, and rows by kind and force."""

    editions: intake.Intake = field(default_factory=intake.Intake)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    """Files that have a header and no row: a month of which nothing is known, not one without crime."""


@dataclass(frozen=True)
class Archive:
    """The files that came out together, and when. `digest` tells it from another of the same day."""

    files: tuple[RecordFile, ...]
    published: Publication

    @property
    def digest(self) -> str:
        names = "\n".join(f"{f.kind.suffix} {f.force} {f.month} {f.size}" for f in self.files)
        return hashlib.sha256(names.encode()).hexdigest()[:8]

    @property
    def folder(self) -> Path:
        return folders.street_folder() / f"published={self.published.day}" / f"archive={self.digest}"


def add(
    paths: Iterable[Path],
    *,
    published: Publication | None,
    accept: str = "",
    engine: Callable[[Path], Engine] = DuckDBEngine,
    progress: bool = True,
) -> StreetIntake:
    """Record the files of an archive. For whoever holds the lock of the store that takes what is added.

    Files marked as of an older archive are an edition before it, whose date is estimated. Raises FileRejected when any
    file is unfit, HeldBack when its figures are: nothing has been recorded.
    """
    archives = _archives(record_files(paths), published)
    outcome = StreetIntake()
    with _working_folder() as working:
        machine = engine(working / "spill")
        try:
            for number, archive in enumerate(archives):
                _take(outcome, archive, working / str(number), machine, accept=accept, progress=progress)
        finally:
            machine.close()
        for number, archive in enumerate(archives):
            _put(working / str(number), archive.folder)
            outcome.folders.append(archive.folder)
    return outcome


def _archives(files: list[RecordFile], published: Publication | None) -> list[Archive]:
    """The older archive first, so that the newer is laid beside it. Raises DashboardError without a date."""
    older, newer = ([f for f in files if f.is_older == is_older] for is_older in (True, False))
    archives = []
    if older:
        last = max(file.month for file in older)
        archives.append(Archive(tuple(older), Publication(_months_after(last, MONTHS_LATE), estimated=True)))
    if newer:
        if published is None or published.day is None:
            raise DashboardError(
                "--published: no date", "Record files do not say when they came out: give the day of the archive."
            )
        _check_day(newer, published.day)
        archives.append(Archive(tuple(newer), published))
    return archives


def _check_day(files: list[RecordFile], day: dt.date) -> None:
    last = max(file.month for file in files)
    if day > today():
        raise FileRejected(f"--published {day}: is in the future (today is {today()})", "Give the archive's day.")
    if day < _months_after(last, 1):
        raise FileRejected(
            f"--published {day}: is before the end of what the files cover, {last:%B %Y}", "Give the archive's day."
        )


def _months_after(month: dt.date, number: int) -> dt.date:
    count = month.year * 12 + month.month - 1 + number
    return dt.date(count // 12, count % 12 + 1, 1)


@contextmanager
def _working_folder() -> Iterator[Path]:
    """A folder beside the one that is written to, so that what is whole can be renamed; gone in any case."""
    root = folders.street_folder()
    root.mkdir(parents=True, exist_ok=True)
    for leftover in root.glob(".working-*"):
        shutil.rmtree(leftover)
    working = root / f".working-{os.getpid()}"
    working.mkdir()
    try:
        yield working
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _put(whole: Path, target: Path) -> None:
    """The counts of an archive where they belong, in one step; the same archive again takes the place of the first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(target, ignore_errors=True)
    whole.replace(target)


def _take(
    outcome: StreetIntake, archive: Archive, working: Path, engine: Engine, *, accept: str, progress: bool
) -> None:
    """Count an archive into `working`, and record the editions of London's forces."""
    working.mkdir()
    london: dict[tuple[RecordKind, str], list[pd.DataFrame]] = {}
    for kind, counts in counted_years(outcome, archive.files, working, engine, progress=progress):
        for row in counts.group_by("force").aggregate(rows=counts.value.sum()).to_pyarrow().to_pylist():
            key = (kind.suffix, row["force"])
            outcome.rows[key] = outcome.rows.get(key, 0) + row["rows"]
            if row["force"] in LONDON_FORCES:
                own = counts.filter(counts.force == row["force"])
                london.setdefault((kind, row["force"]), []).append(own.to_pandas())
    fresh = [_edition(archive, kind, force, parts) for (kind, force), parts in london.items()]
    judged = [_judged(edition, table, accept=accept) for edition, table in fresh]
    taken = intake.record_editions(Store(folders.added_folder()), judged, redate=True)
    outcome.editions.recorded += taken.recorded
    outcome.editions.already_held += taken.already_held
    outcome.editions.redated += taken.redated


def counted_years(
    outcome: StreetIntake, files: Iterable[RecordFile], working: Path, engine: Engine, *, progress: bool = False
) -> Iterator[tuple[RecordKind, ir.Table]]:
    """The checked counts of files, a year of a kind at a time: so memory and disk bear a year, not an archive.

    They end as Parquet below `working`, by kind, year and force. Raises FileRejected for what is unfit.
    """
    batches = [(key, list(group)) for key, group in groupby(files, key=lambda f: (f.kind.suffix, f.month.year))]
    for (suffix, _), batch in tqdm(
        batches, desc="Counting record files", unit="year", disable=not progress, leave=False
    ):
        kind, counting = KINDS[suffix], working / ".counting"
        counts = _count(outcome, batch, kind, counting, engine)
        if counts is None:
            continue
        yield kind, counts
        (working / kind.resource).mkdir(exist_ok=True)
        for part in counting.glob("year=*"):
            part.replace(working / kind.resource / part.name)
        shutil.rmtree(counting)


def _count(
    outcome: StreetIntake, files: list[RecordFile], kind: RecordKind, target: Path, engine: Engine
) -> ir.Table | None:
    """The counts of one year's files of one kind, checked, as they stand in `target`; None where none has a row."""
    unpacking = target.with_name(".unpacked")
    unpacking.mkdir()
    try:
        paths = [(file, file.unpacked(unpacking)) for file in files]
        lines = checked_lines(paths)
        outcome.empty += [file.name for file, rows in lines.items() if rows == 0]
        filled = [str(path) for file, path in paths if lines[file]]
        if not filled:
            return None
        engine.write(counts_of(engine.records(kind, filled), kind), str(target))
    finally:
        shutil.rmtree(unpacking)
    counts = engine.written(str(target))
    check = Violations("the files given")
    rows = {(file.force, f"{file.month:%Y-%m}"): number for file, number in lines.items()}
    check_counts(check, counts, kind, rows)
    check.stop()
    return counts


def _edition(archive: Archive, kind: RecordKind, force: str, parts: list[pd.DataFrame]) -> tuple[Edition, pa.Table]:
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.drop(columns=[name for name in CONTRACT_COLUMNS if name in rows])
    rows["month"] = pd.to_datetime(rows["month"] + "-01").astype("datetime64[s]")
    keys = [name for name in rows.columns if name != "value"]
    rows = rows.groupby(keys, dropna=False, as_index=False)["value"].sum()
    first, last = rows["month"].min().date(), rows["month"].max().date()
    tidy = Tidy(kind.resource, force, rows, first, last, warnings=_warnings(kind, rows))
    table = to_arrow(tidy)
    source = Path(f"{force}-{kind.suffix}")
    edition = describe(tidy, table, source=source, sha256="", published=archive.published)
    digest = hashlib.sha256(f"{archive.digest}{edition.content_hash}".encode()).hexdigest()
    return replace(edition, source_sha256=digest), table


def _warnings(kind: RecordKind, rows: pd.DataFrame) -> tuple[str, ...]:
    """Months that lie between two others and are not there, and rows that lie elsewhere or nowhere."""
    months = pd.date_range(rows["month"].min(), rows["month"].max(), freq="MS")
    missing = [f"{month:%Y-%m}" for month in months if month not in set(rows["month"])]
    listed = ", ".join(missing) if len(missing) <= FEW_MONTHS else f"{len(missing)} from {missing[0]} to {missing[-1]}"
    warnings = [f"Months without rows, which are missing and not zero: {listed}."] if missing else []
    if kind.is_placed:
        sums = rows.groupby("place")["value"].sum()
        counts = {place: int(sums.get(place, 0)) for place in (INSIDE, OUTSIDE, NOWHERE)}
        warnings.append(
            f"Of {sum(counts.values()):,} rows {counts[OUTSIDE]:,} lie outside the force's area and "
            f"{counts[NOWHERE]:,} nowhere; all of them count."
        )
    return tuple(warnings)


def _judged(edition: Edition, table: pa.Table, *, accept: str) -> tuple[Edition, pa.Table]:
    """The edition, where its counts are no more unlike those held than archives have been. Raises HeldBack."""
    kind = next(kind for kind in KINDS.values() if kind.resource == edition.resource)
    held = newest_counts(warehouse.held(), edition)
    if held is None:
        return edition, table
    suspects = suspect_counts(kind, edition.level, table.to_pandas(), held)
    if not suspects:
        return edition, table
    if accept:
        return replace(edition, accepted=accept), table
    error = HeldBack(force_title(edition.level), suspects)
    error.hint = ACCEPT
    raise error


def newest_counts(held: Mapping[str, tuple[Edition, Path]], edition: Edition) -> pd.DataFrame | None:
    """The rows that stand for each month of the edition's force before it came; None where there are none."""
    others = [
        (other, path)
        for other, path in held.values()
        if (other.resource, other.level) == (edition.resource, edition.level) and other.id != edition.id
    ]
    rows: pd.DataFrame | None = None
    for _, path in sorted(others, key=lambda pair: (pair[0].published_on or dt.date.min, pair[0].id)):
        table = pyarrow.parquet.read_table(path).to_pandas()
        rows = table if rows is None else pd.concat([rows[~rows["month"].isin(set(table["month"]))], table])
    return rows
