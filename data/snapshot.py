"""What ships: the figures that this pipeline computed, as a store in `data/snapshot/`, never a publisher's file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pyarrow.parquet

from data import folders, warehouse
from data.catalogue import DATASETS
from data.edition_store import Store
from data.editions import Edition
from data.errors import DashboardError

LIMIT = 12_000_000
# Read and checked, but no indicator or page needs them: they stay out of what ships.
LEFT_OUT = frozenset({"homicide_accused", "lsoa_lookup", "street_outcomes", "stop_and_search"})
# Levels too large to ship.
LEFT_OUT_LEVELS = frozenset({"lsoa", "metropolitan"})


def write(folder: Path | None = None) -> tuple[Path, int]:
    """Write the snapshot from all recorded editions; the folder and its size in bytes.

    All editions of London, boroughs and wards ship, since it is from them that a reader sees how figures were revised;
    of LSOAs none, and of record files the counts of the City of London alone.
    Raises DashboardError when the result is larger than what may ship; the folder is then left as it was.
    """
    store = Store(folder or folders.snapshot_folder())
    chosen = [(e, file) for e, file in warehouse.held().values() if _ships(e)]
    size = sum(file.stat().st_size for _, file in chosen)
    if size > LIMIT:
        raise DashboardError(f"The snapshot would be {size:,} bytes; at most {LIMIT:,} ship", "Leave editions out.")
    tables = [(e, pyarrow.parquet.read_table(file)) for e, file in chosen]
    store.record(tables)
    keep = {e.file for e, _ in tables}
    for stale in store.folder.glob("*.parquet"):
        if stale.name not in keep:
            stale.unlink()
    store.write_log([e for e, _ in tables], extra=_about(store, [e for e, _ in tables]))
    return store.folder, sum(f.stat().st_size for f in store.folder.iterdir() if f.is_file())


def _ships(edition: Edition) -> bool:
    return edition.resource not in LEFT_OUT and edition.level not in LEFT_OUT_LEVELS


def _about(store: Store, editions: list[Edition]) -> dict[str, Any]:
    used = sorted({e.dataset for e in editions})
    return {
        "about": "Figures computed from the publications named here; no publisher's file is included.",
        "attribution": {d: DATASETS[d].attribution for d in used},
        "sha256": {e.file: hashlib.sha256(store.path(e).read_bytes()).hexdigest() for e in editions},
    }
