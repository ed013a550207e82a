"""What ships: the figures that this pipeline computed, as a store in `data/snapshot/`, never a publisher's file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pyarrow.parquet

from data import folders, warehouse
from data.catalogue import DATASETS
from data.editions import Edition, Store
from data.errors import DashboardError

LIMIT = 8_000_000
# Read and checked, but no indicator or page needs them: they stay out of what ships.
LEFT_OUT = frozenset({"homicide_accused", "lsoa_lookup"})


def write(folder: Path | None = None) -> tuple[Path, int]:
    """Write the snapshot from all recorded editions; the folder and its size in bytes.

    All editions of the MPS and borough levels ship, of the wards those that win a month, and no LSOAs.
    Raises DashboardError when the result is larger than what may ship; the folder is then left as it was.
    """
    store = Store(folder or folders.snapshot_folder())
    winning = {row["edition_id"] for row in warehouse.current().rows("SELECT DISTINCT edition_id FROM winner")}
    held = warehouse.held()
    chosen = [(e, file) for e, file in held.values() if _ships(e, winning)]
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


def _ships(edition: Edition, winning: set[str]) -> bool:
    if edition.resource in LEFT_OUT or edition.level == "lsoa":
        return False
    return edition.table != "observation" or edition.level != "ward" or edition.id in winning


def _about(store: Store, editions: list[Edition]) -> dict[str, Any]:
    used = sorted({e.dataset for e in editions})
    return {
        "about": "Figures computed from the publications named here; no publisher's file is included.",
        "attribution": {d: DATASETS[d].attribution for d in used},
        "sha256": {e.file: hashlib.sha256(store.path(e).read_bytes()).hexdigest() for e in editions},
    }
