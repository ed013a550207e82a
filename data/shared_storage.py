"""One publisher, many readers: finished warehouses in shared storage, taken from there whole or not at all.

`python -m data publish URL` writes a finished warehouse, what was added to its store, and their checksums to a folder,
a bucket or whatever fsspec opens. With `LONDON_CRIME_SOURCE=URL` a server takes the newest complete one. Under the URL
lie `releases/<version>/…`, written first, and `NEWEST.json`, written last: it names the files of the newest release
with their sizes and SHA-256. A publisher that is stopped on its way leaves the last release as it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data import folders, warehouse
from data.edition_store import write_atomically
from data.errors import DashboardError
from data.file_lock import FOREVER, alone
from data.storage import KEEPS, ReleasedFile, SourceUnusable, storage

VARIABLE = "LONDON_CRIME_SOURCE"
FORMAT, NEWEST = 1, "NEWEST.json"


@dataclass(frozen=True, slots=True)
class Release:
    """What `NEWEST.json` says: the warehouse's version and file, when it was published, every file."""

    version: str
    warehouse: str
    published_at: str
    files: tuple[ReleasedFile, ...]


def source() -> str:
    """The address that LONDON_CRIME_SOURCE names; empty where figures come from this machine's own folder."""
    return os.environ.get(VARIABLE, "").strip().rstrip("/")


def publish(url: str) -> Release:
    """Write the finished warehouse of this installation and its added editions to shared storage.

    Raises SourceUnusable where that cannot be written, and DashboardError where the warehouse is not up to date.
    """
    path = warehouse.ensure(progress=False)
    store = storage(url)
    release = Release(
        version=warehouse.version(),
        warehouse=path.name,
        published_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        files=tuple(_described(name, file) for name, file in _files(path)),
    )
    for described, (_, file) in zip(release.files, _files(path), strict=True):
        store.put(file, f"releases/{release.version}/{described.path}")
    store.write(NEWEST, json.dumps({"format": FORMAT, **asdict(release)}, indent=1).encode())
    store.tidy(keep=release.version)
    return release


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    yield path.name, path
    added = folders.added_folder()
    for file in sorted(added.rglob("*")):
        if file.is_file() and not file.name.startswith(".") and file.suffix != ".lock":
            yield f"editions/{file.relative_to(added).as_posix()}", file


def _described(name: str, file: Path) -> ReleasedFile:
    return ReleasedFile(name, file.stat().st_size, _digest(file))


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def take_newest(url: str) -> str:
    """Take the newest release, if it is another than the one in use; its version, empty where nothing was new.

    It is fetched beside the warehouse in use, verified, opened and read, and only then named in CURRENT. Raises
    SourceUnusable where any of that fails: the warehouse in use stays.
    """
    store = storage(url)
    release = _release(store.read(NEWEST), url)
    folder = folders.warehouse_folder()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / release.warehouse
    with alone(folder / ".lock", "another process is building", wait=FOREVER):
        if warehouse.named() == target.name and warehouse.is_whole(target):
            return ""
        described = next(file for file in release.files if file.path == release.warehouse)
        fetched = folder / f"{release.warehouse}.building"
        try:
            store.get(f"releases/{release.version}/{described.path}", fetched, described)
            if not warehouse.is_whole(fetched):
                raise SourceUnusable(f"{url}: the warehouse {release.warehouse} cannot be read", KEEPS)
            fetched.replace(target)
        finally:
            fetched.unlink(missing_ok=True)
        write_atomically(folder / "CURRENT", target.name)
        warehouse.tidy_up(folder, keep=target)
    return release.version


def restore(url: str, into: Path) -> int:
    """Fetch the editions of the newest release into an empty store; how many files. For a publisher's new machine.

    Raises SourceUnusable where they cannot be had whole, and DashboardError where the store is not empty.
    """
    if into.exists() and any(into.iterdir()):
        raise DashboardError(f"{into}: is not empty", "Move it away first: nothing is written over.")
    store = storage(url)
    release = _release(store.read(NEWEST), url)
    editions = [file for file in release.files if file.path.startswith("editions/")]
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into.parent) as folder:
        for file in editions:
            fetched = Path(folder) / "new" / file.path.removeprefix("editions/")
            fetched.parent.mkdir(parents=True, exist_ok=True)
            store.get(f"releases/{release.version}/{file.path}", fetched, file)
        if editions:
            shutil.rmtree(into, ignore_errors=True)
            (Path(folder) / "new").replace(into)
    return len(editions)


def _release(text: bytes, url: str) -> Release:
    try:
        content: dict[str, Any] = json.loads(text)
        files = tuple(ReleasedFile(**file) for file in content["files"])
        release = Release(content["version"], content["warehouse"], content["published_at"], files)
        is_known = content["format"] == FORMAT
    except (ValueError, KeyError, TypeError) as error:
        raise SourceUnusable(f"{url}/{NEWEST}: is no list of a release ({error})", KEEPS) from error
    if not is_known:
        raise SourceUnusable(f"{url}/{NEWEST}: is of another format than {FORMAT}", "Update this installation.")
    names = [release.version, release.warehouse, *(file.path for file in files)]
    if any(".." in name or name.startswith("/") or "\\" in name for name in names) or "/" in release.warehouse:
        raise SourceUnusable(f"{url}/{NEWEST}: names a file outside of the release", KEEPS)
    if release.warehouse not in [file.path for file in files]:
        raise SourceUnusable(f"{url}/{NEWEST}: names no warehouse", KEEPS)
    return release
