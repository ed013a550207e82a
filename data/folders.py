"""Where the figures lie: the snapshot that ships, and the folder that takes what a user adds."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


def snapshot_folder() -> Path:
    """The store that ships with the project; LONDON_CRIME_SNAPSHOT names another."""
    return Path(os.environ.get("LONDON_CRIME_SNAPSHOT", ROOT / "data" / "snapshot"))


def var_folder() -> Path:
    """What this installation adds and builds; LONDON_CRIME_VAR names another folder."""
    return Path(os.environ.get("LONDON_CRIME_VAR", ROOT / "var"))


def added_folder() -> Path:
    """The store of the editions that were added here."""
    return var_folder() / "editions"


def warehouse_folder() -> Path:
    """The built warehouses and CURRENT, which names the one in use."""
    return var_folder() / "warehouse"


def pointer() -> Path:
    """CURRENT. Asked for with every figure, so its path is put together once."""
    return _pointer(os.environ.get("LONDON_CRIME_VAR"))


@lru_cache(maxsize=8)
def _pointer(_var: str | None) -> Path:
    return warehouse_folder() / "CURRENT"


def street_folder() -> Path:
    """The counts of record files, of every force that was added, as Parquet by archive, year and force."""
    return var_folder() / "street"


def downloads_folder() -> Path:
    """Files on their way from the publishers: empty but for the time of a refresh."""
    return var_folder() / "downloads"
