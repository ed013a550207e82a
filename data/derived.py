"""Tables that are computed once for each version of the warehouse and kept beside it.

`data` keeps them and knows nothing of what they mean: `analytics` computes them. A table belongs to one version of
the warehouse and goes when that warehouse goes. Where the folder cannot be written to, nothing is kept, and whoever
asked computes again in the next process.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from data import folders

PREFIX = "derived-"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def once(name: str, version: str, compute: Callable[[], pa.Table]) -> pa.Table:
    """The table that is kept under this name for this version of the warehouse, computed first where there is none.

    `name` also says by which method it was computed ("dispersion-2"): a new method takes a new name, since a table
    of the old one may still be kept. Two processes that compute at once keep the same table twice, which is harmless.
    """
    kept = read(name, version)
    if kept is not None:
        return kept
    table = compute()
    write(name, version, table)
    return table


def read(name: str, version: str) -> pa.Table | None:
    """The table kept under this name for this version; None where there is none or it cannot be read."""
    try:
        return pyarrow.parquet.read_table(_path(name, version))
    except (OSError, pa.ArrowInvalid):
        return None


def write(name: str, version: str, table: pa.Table) -> bool:
    """Keep a table, in one step; False where the folder does not take it (read-only, full, or not there)."""
    path = _path(name, version)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        pyarrow.parquet.write_table(table, temporary, compression="zstd")
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        return False
    return True


def clean(folder: Path, versions: frozenset[str]) -> None:
    """Remove the tables of all versions but these, and what interrupted writers left. For the warehouse's builder."""
    for file in folder.glob(f"{PREFIX}*.parquet"):
        if file.stem.removeprefix(PREFIX).split(".")[0] not in versions:
            file.unlink(missing_ok=True)
    for leftover in folder.glob(f".{PREFIX}*"):
        leftover.unlink(missing_ok=True)


def _path(name: str, version: str) -> Path:
    if not (NAME.fullmatch(name) and NAME.fullmatch(version)):
        raise ValueError(f"name {name!r} of version {version!r}: expected lower-case letters, digits, - and _")
    return folders.warehouse_folder() / f"{PREFIX}{version}.{name}.parquet"
