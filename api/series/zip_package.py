"""The zip: the CSV, its metadata, and a README that says where it comes from and what belongs to these rows."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator

import pyarrow as pa

from analytics.requests.figures_address import Address
from analytics.tables import csv_writer
from analytics.tables.figures_table import SCHEMA
from api.responses import IN_MEMORY, PIECE
from api.series import csv_metadata
from api.series.accompanying_notes import RowSummary
from api.series.readme_lines import note_lines

# What a zip can say of the time of a file; the same rows must give the same bytes.
UNDATED = (1980, 1, 1, 0, 0, 0)


def package(address: Address, version: str, base: str) -> Iterator[bytes]:
    """The bytes of the zip. It is finished before the first piece leaves, since the README has the CSV's hash."""
    summary, digest = RowSummary(), hashlib.sha256()
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
        with zipfile.ZipFile(file, "w") as archive:
            with archive.open(_entry("data.csv"), "w", force_zip64=True) as data:
                for piece in _csv(address, summary):
                    digest.update(piece)
                    data.write(piece)
            archive.writestr(_entry("data.csv-metadata.json"), csv_metadata.metadata(address, "data.csv"))
            readme = "\n".join(_readme(address, version, base, summary, digest.hexdigest())) + "\n"
            archive.writestr(_entry("README.txt"), readme)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _csv(address: Address, summary: RowSummary) -> Iterator[bytes]:
    yield csv_writer.header(SCHEMA)
    chunk: pa.Table
    for chunk in address.selection.chunks():
        summary.add(chunk)
        yield csv_writer.lines(chunk)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, UNDATED)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return entry


def _readme(address: Address, version: str, base: str, summary: RowSummary, digest: str) -> list[str]:
    return [
        *note_lines(address, version, base, summary, kind="csv"),
        "",
        "Files",
        f"data.csv: SHA-256 {digest}",
        "data.csv-metadata.json: what the columns mean (CSV on the Web)",
    ]
