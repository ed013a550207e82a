"""The warehouse: build → publish → open read-only → query.

A DuckDB file replaced under its own name keeps serving the old content to a process that has it open, so every
build has a name made from its content, and a small file CURRENT names the one to read. Nothing half-built is
ever named there: a crash leaves the last good warehouse.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

import duckdb

from data import corrections, derived, folders, published_areas, warehouse_tables
from data.catalogue import SERIES
from data.edition_store import Store, write_atomically
from data.errors import DashboardError, WarehouseMissing
from data.file_lock import FOREVER, alone
from data.open_warehouse import BUILD, READ_ONLY, Warehouse, version_of
from data.warehouse_tables import Recorded

# A reader may still have the warehouse before this one open when it looks for the file.
KEPT = 2


def stores() -> list[Store]:
    """The snapshot that ships, and what has been added to it."""
    return [Store(folders.snapshot_folder()), Store(folders.added_folder())]


def recorded() -> Recorded:
    """Every recorded edition by id, with the file of its rows, withdrawn ones too."""
    return {e.id: (e, store.path(e)) for store in stores() for e in store.editions()}


def held() -> Recorded:
    """The recorded editions that count: without those withdrawn, under the dates that they were given."""
    return corrections.corrected(recorded().values())


def version() -> str:
    """What a warehouse built now would be: changes with the recorded editions, the schema, and what is registered."""
    digest = hashlib.sha256()
    schema = (p.read_text() for p in sorted(warehouse_tables.SQL.glob("*.sql")))
    for part in (
        *(s.fingerprint() for s in stores()),
        corrections.fingerprint(),
        *schema,
        *SERIES,
        *published_areas.PSEUDO_AREAS,
    ):
        digest.update(part.encode())
    digest.update(duckdb.__version__.encode())
    return digest.hexdigest()[:12]


def ensure(*, progress: bool = True) -> Path:
    """The path of an up-to-date warehouse, built first when it is absent or older than the recorded editions."""
    expected = _file_of(version())
    if named() == expected.name and is_whole(expected):
        return expected
    return build(progress=progress)


def ensure_or_last(*, progress: bool = False) -> str:
    """The same for a server, which starts on the last warehouse that works where a new one cannot be built.

    What to log of it, empty where all is well. Raises DashboardError when there is none at all.
    """
    try:
        ensure(progress=progress)
    except DashboardError as error:
        last = last_whole()
        if last is None:
            raise
        return f"{error.message}; the figures are those of the last warehouse that works, {last.name}"
    return ""


def is_whole(path: Path) -> bool:
    """Whether a warehouse can be opened and read to its last table: a truncated file cannot."""
    if not path.exists():
        return False
    try:
        with duckdb.connect(str(path), read_only=True, config=READ_ONLY) as con:
            con.execute("SELECT count(*), max(value), max(month) FROM current").fetchall()
            con.execute("SELECT count(*) FROM winner").fetchall()
            ((size,),) = con.execute("SELECT total_blocks * block_size FROM pragma_database_size()").fetchall()
    except duckdb.Error:
        return False
    return path.stat().st_size >= int(size)


def last_whole() -> Path | None:
    """The newest warehouse that can be read, whatever CURRENT names."""
    built = sorted(folders.warehouse_folder().glob("london-*.duckdb"), key=lambda p: p.stat().st_mtime, reverse=True)
    return next((path for path in built if is_whole(path)), None)


def build(*, progress: bool = True) -> Path:
    """Build the warehouse from all recorded editions and publish it.

    Raises DashboardError when nothing is recorded or an edition's rows are damaged; the old one then stays.
    """
    folder = folders.warehouse_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with _builder(folder):
        target = _file_of(version())
        _discard(folder)
        if not is_whole(target):
            building = folder / f"{target.name}.building"
            try:
                _filled(building, progress=progress)
                building.replace(target)
            finally:
                _discard(folder)
        write_atomically(folder / "CURRENT", target.name)
        tidy_up(folder, keep=target)
    return target


def _filled(path: Path, *, progress: bool) -> None:
    try:
        warehouse_tables.fill(path, held(), recorded=recorded(), progress=progress)
    except duckdb.Error as error:
        raise DashboardError(
            f"The warehouse could not be built: {error}",
            "The one before stays in use. Free space on the disk or correct the store: python -m data build",
        ) from error
    except RuntimeError as error:
        # What DuckDB makes of an interrupt from the keyboard.
        if "interrupted" in str(error):
            raise KeyboardInterrupt from error
        raise


def _file_of(build_version: str) -> Path:
    return folders.warehouse_folder() / f"london-{build_version}.duckdb"


def named() -> str | None:
    """The name of the warehouse's file in CURRENT."""
    try:
        return folders.pointer().read_text().strip()
    except FileNotFoundError:
        return None


@contextmanager
def _builder(folder: Path) -> Iterator[None]:
    """One build at a time; a second process waits and then finds the work done."""
    with alone(folder / ".lock", "another process is building", wait=FOREVER):
        yield


def _discard(folder: Path) -> None:
    """Remove what an interrupted build left behind."""
    for leftover in (*folder.glob("*.building*"), *folder.glob(".CURRENT.*")):
        leftover.unlink()


def tidy_up(folder: Path, *, keep: Path) -> None:
    """Remove warehouses beyond the one in use and the one before."""
    built = sorted(folder.glob("london-*.duckdb"), key=lambda p: p.stat().st_mtime, reverse=True)
    outdated = [p for p in built if p != keep][KEPT - 1 :]
    for old in outdated:
        old.unlink()
    derived.clean(folder, frozenset(version_of(path) for path in {keep, *built} - set(outdated)))


_guard = threading.Lock()
_pinned: ContextVar[Warehouse | None] = ContextVar("_pinned", default=None)


@contextmanager
def pinned() -> Iterator[None]:
    """Within the block, and the threads that it hands its context to, `current` is the warehouse of its beginning.

    So an answer or a page that is made of many queries never mixes the figures of two days. A block within a block
    keeps the warehouse of the outer one.
    """
    try:
        opened = current()
    except WarehouseMissing:
        # Whoever asks for one is told.
        opened = None
    token = _pinned.set(opened)
    try:
        yield
    finally:
        _pinned.reset(token)


def current() -> Warehouse:
    """The published warehouse; a new one is opened as soon as CURRENT names it, unless one is `pinned`.

    Raises WarehouseMissing when none has been built.
    """
    return _pinned.get() or _published()


def _published() -> Warehouse:
    # Asked dozens of times by each page: CURRENT is replaced as a whole, so its number on the disk and its time say
    # whether it must be read again.
    pointer = folders.pointer()
    try:
        state = pointer.stat()
    except FileNotFoundError as error:
        raise WarehouseMissing("No warehouse has been built yet", BUILD) from error
    with _guard:
        try:
            return _pointed(pointer, state.st_ino, state.st_mtime_ns)
        except (WarehouseMissing, duckdb.Error):
            # Two new ones may have been published since CURRENT was read: then what it named has gone.
            state = pointer.stat()
            try:
                return _pointed(pointer, state.st_ino, state.st_mtime_ns)
            except (WarehouseMissing, duckdb.Error) as error:
                return _fallback(pointer, state.st_mtime_ns, error)


def _fallback(pointer: Path, changed: int, error: Exception) -> Warehouse:
    """The last warehouse that works, where the one that CURRENT names is gone or damaged."""
    path = _last_usable(pointer, changed)
    if path is None:
        message = error.message if isinstance(error, WarehouseMissing) else f"the warehouse is damaged ({error})"
        raise WarehouseMissing(message, BUILD) from error
    return _open(path)


@lru_cache(maxsize=1)
def _last_usable(_pointer: Path, _changed: int) -> Path | None:
    return last_whole()


@lru_cache(maxsize=1)
def _pointed(pointer: Path, _inode: int, _changed: int) -> Warehouse:
    return _open(pointer.parent / pointer.read_text().strip())


# Two: the one before may still be answering. Dropping the reference, not closing, is what lets it end in peace.
@lru_cache(maxsize=2)
def _open(path: Path) -> Warehouse:
    if not path.exists():
        raise WarehouseMissing(f"{path.name}: the warehouse that CURRENT names is gone", BUILD)
    return Warehouse(path)
