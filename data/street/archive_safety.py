"""Zip archives from elsewhere: what they may hold, and how it is taken out."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

from data.errors import FileRejected

# The largest month of the largest force has about 25 MB; CSV of this kind shrinks to a tenth.
LARGEST_MEMBER = 1_000_000_000
LARGEST_ARCHIVE = 200_000_000_000
MOST_MEMBERS = 200_000
MOST_SHRUNK = 200
CHUNK = 1 << 20
ENCRYPTED = 0x1
HINT = "Nothing has been taken out of it. Fetch the archive again from data.police.uk."


def members(path: Path) -> dict[str, int]:
    """The names of an archive's files, and their sizes.

    Raises FileRejected for one that is damaged, climbs out, or is a zip bomb.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FileRejected(f"{path}: is no archive that can be read ({error})", HINT) from error
    if len(entries) > MOST_MEMBERS:
        raise FileRejected(f"{path}: holds {len(entries):,} files; at most {MOST_MEMBERS:,} are expected", HINT)
    for entry in entries:
        _check_entry(path, entry)
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_ARCHIVE:
        raise FileRejected(f"{path}: would take {total:,} bytes; at most {LARGEST_ARCHIVE:,} are expected", HINT)
    return {entry.filename: entry.file_size for entry in entries if not entry.is_dir()}


def _check_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    name, size = entry.filename, entry.file_size
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or PureWindowsPath(name).drive or "\0" in name:
        raise FileRejected(f"{path}: {name!r} leads out of the archive", HINT)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise FileRejected(f"{path}: {name!r} is a link, not a file", HINT)
    if entry.flag_bits & ENCRYPTED:
        raise FileRejected(f"{path}: {name!r} is encrypted", HINT)
    if size > LARGEST_MEMBER or size > MOST_SHRUNK * max(entry.compress_size, 1_000):
        raise FileRejected(f"{path}: {name!r} would grow from {entry.compress_size:,} to {size:,} bytes", HINT)


def extract(path: Path, member: str, target: Path) -> None:
    """Write one file of an archive, as long as it says it is and no longer. Raises FileRejected where it is not."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as source, target.open("xb") as out:
            size, written = archive.getinfo(member).file_size, 0
            while chunk := source.read(CHUNK):
                written += len(chunk)
                if written > size:
                    raise FileRejected(f"{path}: {member!r} is longer than the archive says", HINT)
                out.write(chunk)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise FileRejected(f"{path}: {member!r} cannot be taken out ({error})", HINT) from error
