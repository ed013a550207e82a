"""A *store*: a folder with the log of its editions, `manifest.json`, and one Parquet file of tidy rows for each.

The snapshot that ships is a store, and so is the folder that takes what a user adds; the warehouse is built from both.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from data.editions import Edition, edition_entry, edition_of
from data.errors import DashboardError
from data.file_lock import alone

FORMAT = 1


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
            return [edition_of(entry) for entry in content["editions"]]
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
        entries = [edition_entry(e) for e in sorted(editions, key=lambda e: (e.resource, e.level, e.months_to, e.id))]
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
