"""The files of the whole data set: made once for each version of the warehouse, kept beside it."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
from filelock import FileLock

from analytics.geography.areas import areas_at
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import ALL_LEVELS, INDICATORS, Indicator, Level
from analytics.method_version import method_version
from analytics.requests.selection import Selection
from analytics.tables.figures_table import SCHEMA
from api.series.accompanying_notes import LICENCES
from api.series.csv_metadata import COLUMNS, STATUSES
from data.catalogue import DATASETS
from data.folders import var_folder

DESCRIPTION, ARCHIVE = "datapackage.json", "all.zip"
UNDATED = (1980, 1, 1, 0, 0, 0)
TYPES = {"date32[day]": "date", "double": "number", "int64": "integer", "string": "string"}


def whole_data(version: str) -> Path:
    """The folder with `datapackage.json`, `all/LEVEL.parquet` and `all.zip` of a version; made where it is missing."""
    home = var_folder() / "whole"
    home.mkdir(parents=True, exist_ok=True)
    # What is made of the figures changes with the indicators and their levels as well.
    folder = home / f"{version}-{method_version()}"
    with FileLock(home / "making.lock"):
        if not (folder / ARCHIVE).exists():
            for older in home.iterdir():
                if older.is_dir():
                    shutil.rmtree(older)
            _make(folder, version)
    return folder


def _make(folder: Path, version: str) -> None:
    building = folder.with_suffix(".building")
    (building / "all").mkdir(parents=True)
    rows = {level: _write(building / "all" / f"{level}.parquet", level, version) for level in ALL_LEVELS}
    content = description(building, rows, version)
    (building / DESCRIPTION).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    with zipfile.ZipFile(building / ARCHIVE, "w") as archive:
        # Parquet is compressed as it is.
        for name in (DESCRIPTION, *(f"all/{level}.parquet" for level in ALL_LEVELS)):
            archive.writestr(zipfile.ZipInfo(name, UNDATED), (building / name).read_bytes())
    building.rename(folder)


def published_at(level: Level) -> Sequence[Indicator]:
    """The indicators that have monthly counts at a level."""
    return [entry for entry in INDICATORS.values() if entry.kind == "crime" and level in entry.levels]


def _write(path: Path, level: Level, version: str) -> int:
    """All monthly counts of a level, in the columns of `series.csv`; how many rows they are."""
    names = tuple(entry.id for entry in published_at(level))
    selection, rows = Selection(names, areas_at(level)), 0
    about = SCHEMA.with_metadata({"data_version": version})
    with pa.parquet.ParquetWriter(path, about, compression="zstd") as writer:
        for chunk in selection.chunks():
            writer.write_table(chunk.replace_schema_metadata(about.metadata))
            rows += chunk.num_rows
    return rows


def description(folder: Path, rows: dict[Level, int], version: str) -> dict[str, Any]:
    """The data package: its files with hash, size and rows, the meaning of their columns, its sources and licences."""
    plurals = [AREA_LEVELS[level].plural for level in ALL_LEVELS]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "london-crime",
        "title": f"Recorded crime in London by month, for {', '.join(plurals[:-1])} and {plurals[-1]}",
        "version": version,
        "licenses": [{"name": name, "path": path, "title": name} for name, path in LICENCES.items()],
        "sources": [
            {"title": f"{dataset.publisher}: {dataset.title}", "path": dataset.page} for dataset in DATASETS.values()
        ],
        "contributors": [{"title": publisher} for publisher in sorted({d.publisher for d in DATASETS.values()})],
        "resources": [_resource(folder, level, rows[level]) for level in ALL_LEVELS],
    }


def _resource(folder: Path, level: Level, rows: int) -> dict[str, Any]:
    path = folder / "all" / f"{level}.parquet"
    body = path.read_bytes()
    return {
        "name": level,
        "path": f"all/{level}.parquet",
        "title": f"Monthly counts at the level {level}",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "rows": rows,
        "schema": {"fields": [_field(field) for field in SCHEMA], "primaryKey": list(SCHEMA.names[:5])},
    }


def _field(field: pa.Field) -> dict[str, Any]:
    described = {"name": field.name, "type": TYPES.get(str(field.type), "string")}
    described["description"] = str(COLUMNS[field.name])
    if field.name == "status":
        return described | {"constraints": {"enum": list(STATUSES)}}
    return described
