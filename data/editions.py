"""The edition log: what was published when, and the tidy rows of each edition.

A *store* is a folder with `manifest.json` and one Parquet file per edition. The snapshot that ships is a store,
and so is the folder that takes what a user adds; the warehouse is built from both. An edition is known by its
content: its id ends with a hash of its tidy rows, so one publication in three file formats is one edition.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from data.catalogue import DATASET_OF, RESOURCES, Tidy
from data.errors import DashboardError
from data.file_lock import alone

FORMAT = 1


@dataclass(frozen=True)
class Edition:
    """One publication of one resource at one level. Months are first-of-month; both ends inclusive."""

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

    @property
    def file(self) -> str:
        return f"{self.id}.parquet"


def describe(tidy: Tidy, table: pa.Table, *, source: Path, sha256: str, published: Publication) -> Edition:
    """The log entry of a tidy edition."""
    dataset = DATASET_OF[tidy.resource]
    digest = content_hash(table)
    date, estimated = _publication_date(tidy, published)
    return Edition(
        id=f"{tidy.resource}-{tidy.level}-{tidy.months_from:%Y%m}-{tidy.months_to:%Y%m}-{digest[:8]}",
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
    )


@dataclass(frozen=True)
class Publication:
    """What is known of a publication date from outside the file; `day` is the first of the month when only that."""

    day: dt.date | None = None
    estimated: bool = False


def _publication_date(tidy: Tidy, given: Publication) -> tuple[dt.date | None, bool]:
    """The file's own date, else the one given; for a monthly publication else the month after its last."""
    if tidy.published_on:
        return tidy.published_on, False
    if given.day:
        return given.day, given.estimated
    if RESOURCES[tidy.resource].table != "observation":
        return None, True
    after = tidy.months_to.replace(day=28) + dt.timedelta(days=5)
    return after.replace(day=1), True


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


def content_hash(table: pa.Table) -> str:
    """SHA-256 of the rows as CSV: the same rows give the same hash, whatever file they came in."""
    digest = hashlib.sha256(",".join(table.column_names).encode())
    for batch in table.to_batches(max_chunksize=65_536):
        buffer = io.BytesIO()
        plain = pa.table(dict(zip(batch.schema.names, map(_plain, batch.columns), strict=True)))
        pyarrow.csv.write_csv(plain, buffer, pyarrow.csv.WriteOptions(include_header=False))
        digest.update(buffer.getvalue())
    return digest.hexdigest()


def _plain(column: pa.Array) -> pa.Array:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


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
            shutil.copyfile(self.manifest, before)
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
    published = entry["published_on"] and dt.date.fromisoformat(entry["published_on"])
    lists = {k: tuple(entry[k]) for k in ("covers", "lacks", "warnings")}
    return Edition(**{**entry, **dates, **lists, "published_on": published})


def with_date(edition: Edition, day: dt.date) -> Edition:
    """The edition with a publication date that is known for certain."""
    return replace(edition, published_on=day, published_estimated=False)
