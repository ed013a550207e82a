"""The edition log: what was published when, and the tidy rows of each edition.

A *store* is a folder with `manifest.json` and one Parquet file per edition. The snapshot that ships is a store,
and so is the folder that takes what a user adds; the warehouse is built from both. An edition is known by its
content: its id ends with a hash of all that its file says, so one publication in three file formats is one edition,
and a series that is read from it later does not rename it.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from data import content_hash
from data.catalogue import DATASET_OF, RESOURCES, Tidy, series_of
from data.errors import DashboardError
from data.file_lock import alone

FORMAT = 1
FORMER_IDS = Path(__file__).parent / "former_edition_ids.csv"


@dataclass(frozen=True)
class Edition:
    """One publication of one resource at one level. Months are first-of-month; both ends inclusive.

    `content_hash` is that of the tidy rows; `aliases` are ids that it had before. `dated_before` is the day on which
    it was taken to be published until that was corrected.
    """

    id: str
    dataset: str
    resource: str
    level: str
    table: str
    title: str
    published_on: dt.date | None
    published_estimated: bool
    months_from: dt.date
    months_to: dt.date
    rows: int
    content_hash: str
    source_name: str
    source_sha256: str
    url: str
    licence: str
    covers: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    dated_before: dt.date | None = None
    accepted: str = ""
    """Why figures that no ordinary revision explains were taken in; empty where there were none."""
    unnamed: tuple[str, ...] = ()
    """What the file has no row of, as 'series:borough': its zeros are nobody's statement, and the rows hold no zero."""

    @property
    def file(self) -> str:
        """Another name for other rows: the log names the old file until the new one is whole."""
        rows = self.content_hash[:8]
        return f"{self.id}.parquet" if self.id.endswith(rows) else f"{self.id}.{rows}.parquet"


def describe(tidy: Tidy, table: pa.Table, *, source: Path, sha256: str, published: Publication) -> Edition:
    """The log entry of a tidy edition."""
    dataset = DATASET_OF[tidy.resource]
    digest = content_hash.of_table(table)
    date, estimated = _publication_date(tidy, published)
    months, source_digest = f"{tidy.months_from:%Y%m}-{tidy.months_to:%Y%m}", tidy.source_hash or digest
    edition_id = f"{tidy.resource}-{tidy.level}-{months}-{source_digest[:8]}"
    return Edition(
        id=edition_id,
        dataset=dataset.id,
        resource=tidy.resource,
        level=tidy.level,
        table=_table_of(tidy),
        title=f"{dataset.publisher}, {RESOURCES[tidy.resource].title}",
        published_on=date,
        published_estimated=estimated,
        months_from=tidy.months_from,
        months_to=tidy.months_to,
        rows=table.num_rows,
        content_hash=digest,
        source_name=source.name,
        source_sha256=sha256,
        url=dataset.page,
        licence=dataset.licence,
        covers=tidy.covers,
        lacks=tidy.lacks,
        warnings=tidy.warnings,
        aliases=_former_ids().get(edition_id, ()),
        dated_before=published.dated_before,
        unnamed=tidy.unnamed,
    )


@lru_cache(maxsize=1)
def _former_ids() -> dict[str, tuple[str, ...]]:
    """Edition → the ids that it shipped under before."""
    former: dict[str, tuple[str, ...]] = {}
    with FORMER_IDS.open() as lines:
        for row in csv.DictReader(lines):
            former[row["edition"]] = (*former.get(row["edition"], ()), row["former"])
    return former


@dataclass(frozen=True)
class Publication:
    """What is known of a publication date from outside the file; `day` is the first of the month when only that.

    `dated_before` is a day that was wrongly given to it.
    """

    day: dt.date | None = None
    estimated: bool = False
    dated_before: dt.date | None = None


def _publication_date(tidy: Tidy, given: Publication) -> tuple[dt.date | None, bool]:
    """The file's own date, else the one given; for a monthly publication else the month after its last.

    A historical file came out with the recent one that continues it: the month after the last month of that.
    """
    if tidy.published_on:
        return tidy.published_on, False
    if given.day:
        return given.day, given.estimated
    resource = RESOURCES[tidy.resource]
    if resource.table != "observation":
        return None, True
    last, length = _month_number(tidy.months_to), _month_number(tidy.months_to) - _month_number(tidy.months_from) + 1
    # One more: a recent file can begin with a month that is cut short.
    is_historical = resource.recent_months is not None and length > resource.recent_months + 1
    return _month(last + 1 + (resource.recent_months or 0 if is_historical else 0)), True


def _month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)


def _table_of(tidy: Tidy) -> str:
    """A resource can carry two tables (ward names and ward populations): the rows say which this is."""
    return "population" if "measure" in tidy.rows.columns else RESOURCES[tidy.resource].table


def to_arrow(tidy: Tidy) -> pa.Table:
    """Tidy rows as an Arrow table, zero counts left out of observations, sorted by every column but the value."""
    rows = tidy.rows
    if _table_of(tidy) == "observation":
        rows = rows[rows["value"] != 0]
    order = [c for c in rows.columns if c not in {"value", "geometry"}]
    table = pa.Table.from_pandas(rows.sort_values(order, kind="stable"), preserve_index=False)
    table = table.replace_schema_metadata(None)
    for i, column in enumerate(table.schema):
        if pa.types.is_timestamp(column.type):
            table = table.set_column(i, column.name, table.column(i).cast(pa.date32()))
        elif pa.types.is_large_string(column.type) or pa.types.is_string(column.type):
            # A million rows repeat a few names: kept once each, they take a tenth of the memory.
            table = table.set_column(i, column.name, table.column(i).cast(pa.string()).dictionary_encode())
    return table


class Store:
    """A folder of editions. Reading is safe at any time; `record` is atomic: all of it or nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.json"

    def editions(self) -> list[Edition]:
        """What is recorded, oldest first. Raises DashboardError when the manifest cannot be read."""
        if not self.manifest.exists():
            return []
        try:
            content = json.loads(self.manifest.read_text())
            return [_edition(entry) for entry in content["editions"]]
        except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise DashboardError(
                f"{self.manifest}: the edition log cannot be read ({error})",
                "Restore the file from a backup or from version control.",
            ) from error

    def path(self, edition: Edition) -> Path:
        return self.folder / edition.file

    def fingerprint(self) -> str:
        """A short hash of what is recorded: changes when, and only when, the editions do."""
        return hashlib.sha256(self.manifest.read_bytes() if self.manifest.exists() else b"").hexdigest()[:12]

    def record(
        self,
        new: list[tuple[Edition, pa.Table]],
        *,
        instead_of: frozenset[str] = frozenset(),
        extra: dict[str, Any] | None = None,
    ) -> None:
        """Add editions: their rows first, the log last and in one step, so that a crash leaves the old log.

        The editions named by `instead_of` leave the log in the same step.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for edition, table in new:
            _write_parquet(table, self.path(edition))
        kept = {e.id: e for e in self.editions() if e.id not in instead_of}
        self.write_log(list((kept | {e.id: e for e, _ in new}).values()), extra=extra)

    def write_log(self, editions: list[Edition], *, extra: dict[str, Any] | None = None) -> None:
        entries = [_entry(e) for e in sorted(editions, key=lambda e: (e.resource, e.level, e.months_to, e.id))]
        write_atomically(self.manifest, json.dumps({"format": FORMAT, **(extra or {}), "editions": entries}, indent=1))

    @contextlib.contextmanager
    def lock(self, *, wait: float = 0) -> Iterator[None]:
        """One writer at a time. Raises DashboardError when another is at work and not done within `wait` seconds."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with alone(self.folder / ".lock", f"{self.folder}: another process is adding or building", wait=wait):
            self._tidy_up()
            yield

    @contextlib.contextmanager
    def or_nothing(self) -> Iterator[None]:
        """What is recorded within stays only if the block ends well. Only for whoever holds the lock.

        The old log is put back by renaming a copy, for which a full disk has room.
        """
        before = self.folder / ".manifest.before"
        had_one, rows = self.manifest.exists(), set(self.folder.glob("*.parquet"))
        if had_one:
            try:
                shutil.copyfile(self.manifest, before)
            except OSError:
                # Not even room for the copy.
                before.unlink(missing_ok=True)
                raise
        try:
            yield
        except BaseException:
            if had_one:
                before.replace(self.manifest)
            else:
                self.manifest.unlink(missing_ok=True)
                for new in set(self.folder.glob("*.parquet")) - rows:
                    new.unlink()
            self._tidy_up()
            raise
        before.unlink(missing_ok=True)

    def _tidy_up(self) -> None:
        """Remove what writers that were killed, or had no room, left behind. Without a log nothing is touched."""
        if not self.manifest.exists():
            return
        known = {".lock", *(edition.file for edition in self.editions())}
        for file in (*self.folder.glob("*.parquet"), *self.folder.glob(".*")):
            if file.name not in known:
                file.unlink()


def write_atomically(path: Path, text: str) -> None:
    """Replace a small file in one step that a crash cannot split."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w") as handle:
        handle.write(text + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path)


def _write_parquet(table: pa.Table, path: Path) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("wb") as handle:
        pyarrow.parquet.write_table(table, handle, compression="zstd", compression_level=15, use_dictionary=True)
        # On the disk before the log names it.
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path)


def _entry(edition: Edition) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in asdict(edition).items()}


def _edition(entry: dict[str, Any]) -> Edition:
    dates = {k: dt.date.fromisoformat(entry[k]) for k in ("months_from", "months_to")}
    maybe = {k: entry.get(k) and dt.date.fromisoformat(entry[k]) for k in ("published_on", "dated_before")}
    lists = {k: tuple(entry.get(k, ())) for k in ("covers", "lacks", "warnings", "aliases", "unnamed")}
    edition = Edition(**{**entry, **dates, **maybe, **lists})
    return replace(edition, lacks=lacking(edition))


def lacking(edition: Edition) -> tuple[str, ...]:
    """The series that an edition has no figures of: no label for them, or read before they were registered."""
    known = {*edition.covers, *edition.lacks}
    return (*edition.lacks, *(s.id for s in series_of(edition.resource, edition.level) if s.id not in known))


def with_date(edition: Edition, day: dt.date) -> Edition:
    """The edition with a publication date that is known for certain."""
    return replace(edition, published_on=day, published_estimated=False)


def with_day_of(edition: Edition, before: Edition | None) -> Edition:
    """The edition with the publication date of the one before, where that was known and this is estimated."""
    if before is None or before.published_estimated or not edition.published_estimated:
        return edition
    return replace(edition, published_on=before.published_on, published_estimated=False)


def with_aliases(edition: Edition, former: Iterable[Edition]) -> Edition:
    """The edition, known also by the ids that it was held under before."""
    ids = (*edition.aliases, *(name for other in former for name in (*other.aliases, other.id)))
    return replace(edition, aliases=tuple(dict.fromkeys(ids)))
