"""The record files in folders and archives, by kind, force and month, and whether each is whole."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from data.contracts import Violations
from data.errors import FileRejected
from data.street import archive_safety
from data.street.forces import REPORTED_AS
from data.street.record_kinds import KINDS, RecordKind

NAME = re.compile(
    r"(?P<month>\d{4}-\d{2})-(?P<force>[a-z-]+?)-(?P<kind>street|outcomes|stop-and-search)(?P<older>_older_archive)?\.csv"
)
NAMED = "YYYY-MM-FORCE-street.csv, -outcomes.csv or -stop-and-search.csv, as in the archives of data.police.uk"
FIRST_MONTH = dt.date(2010, 12, 1)
CHUNK = 1 << 22


@dataclass(frozen=True)
class RecordFile:
    """One file of an archive: where it lies, and what its name says. `member` is its name within a zip."""

    path: Path
    kind: RecordKind
    force: str
    month: dt.date
    is_older: bool
    size: int
    member: str = ""

    @property
    def name(self) -> str:
        """Where it lies, for a message."""
        return f"{self.path}: {self.member}" if self.member else str(self.path)

    def unpacked(self, folder: Path) -> Path:
        """The file itself, taken out of its archive into a folder where it lies in one."""
        if not self.member:
            return self.path
        target = folder / PurePosixPath(self.member).name
        archive_safety.extract(self.path, self.member, target)
        return target


def local_path(address: str) -> Path:
    """The path that an address of record files leads to: one as it is, or `file://`. Raises FileRejected for others."""
    parts = urlsplit(address)
    if "://" not in address:
        return Path(address)
    if parts.scheme == "file" and parts.netloc in ("", "localhost") and parts.path:
        return Path(unquote(parts.path))
    raise FileRejected(
        f"{address}: record files are read from paths and file:// alone, also on a cluster",
        "Copy the archive, or mount its bucket, where this machine and every worker read it under one path.",
    )


def record_files(paths: Iterable[Path]) -> list[RecordFile]:
    """Every record file of folders, zips and single files. Raises FileRejected for what cannot be one.

    A name that is none, an unknown force, a month outside its folder, and a force and month given twice are refused.
    """
    check = Violations("the files given")
    files: list[RecordFile] = []
    for path in paths:
        for source, member, size in _members(path):
            if file := _recognised(check, source, member, size):
                files.append(file)
    _check_repeats(check, files)
    check.stop()
    if not files:
        raise FileRejected(f"{', '.join(map(str, paths))}: has no record files", f"Expected {NAMED}.")
    return sorted(files, key=lambda file: (file.is_older, file.kind.suffix, file.month, file.force))


def _members(path: Path) -> Iterator[tuple[Path, str, int]]:
    if path.is_dir():
        yield from ((file, "", file.stat().st_size) for file in sorted(path.rglob("*.csv")))
    elif path.suffix.lower() == ".zip" and path.exists():
        sizes = archive_safety.members(path)
        yield from ((path, name, size) for name, size in sizes.items() if name.lower().endswith(".csv"))
    elif path.exists():
        yield path, "", path.stat().st_size
    else:
        raise FileRejected(f"{path}: there is no such file or folder", f"Give folders, zips or files: {NAMED}.")


def _recognised(check: Violations, path: Path, member: str, size: int) -> RecordFile | None:
    pure = PurePosixPath(member) if member else PurePosixPath(path.as_posix())
    where = f"{path}: {member}" if member else str(path)
    match = NAME.fullmatch(pure.name)
    if not match:
        check.add(where, "a name that says neither force nor month", NAMED)
        return None
    force = match["force"]
    try:
        month = dt.date.fromisoformat(match["month"] + "-01")
    except ValueError:
        check.add(where, f"the month {match['month']}", "a month of a year")
        return None
    if force not in REPORTED_AS:
        check.add(where, f"the force {force!r}", f"one of {', '.join(REPORTED_AS)}")
        return None
    folder = pure.parent.name
    if re.fullmatch(r"\d{4}-\d{2}", folder) and folder != match["month"]:
        check.add(where, f"a file of {match['month']} in the folder {folder}", "each month in its own folder")
    if not FIRST_MONTH <= month <= dt.date.today():
        check.add(where, f"the month {match['month']}", f"a month from {FIRST_MONTH:%Y-%m} until today")
    return RecordFile(path, KINDS[match["kind"]], force, month, bool(match["older"]), size, member)


def _check_repeats(check: Violations, files: list[RecordFile]) -> None:
    first: dict[tuple[object, ...], RecordFile] = {}
    for file in files:
        key = (file.kind.suffix, file.force, file.month, file.is_older)
        if key in first:
            check.add(file.name, f"the same force and month as {first[key].name}", "one archive in a call")
        first.setdefault(key, file)


def checked_lines(files: Iterable[tuple[RecordFile, Path]]) -> dict[RecordFile, int]:
    """The rows of each file by its line breaks, its header aside.

    Every file must have the header of its kind and end with a whole line, and no byte in it may be NUL. Raises
    ContractError with all that have not, so that nothing is counted of an archive that is damaged.
    """
    check = Violations("the files given")
    lines: dict[RecordFile, int] = {}
    for file, path in files:
        with path.open("rb") as content:
            header = content.readline().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        _check_header(check, file, header)
        lines[file] = _breaks(check, file, path) - 1
    check.stop()
    return lines


def _check_header(check: Violations, file: RecordFile, header: str) -> None:
    columns = tuple(cell.strip().strip('"') for cell in header.rstrip("\r\n").split(","))
    if columns == file.kind.columns:
        return
    missing = [name for name in file.kind.columns if name not in columns]
    more = [name for name in columns if name not in file.kind.columns]
    parts = (
        f"without {', '.join(missing)}" if missing else "",
        f"with {', '.join(more)[:200]}" if more else "",
        "in another order" if not missing and not more else "",
    )
    words = " and ".join(part for part in parts if part)
    check.add(file.name, f"a header {words}", f"the columns {', '.join(file.kind.columns)}")


def _breaks(check: Violations, file: RecordFile, path: Path) -> int:
    breaks, last, has_nul = 0, b"", False
    with path.open("rb") as content:
        while chunk := content.read(CHUNK):
            breaks, last, has_nul = breaks + chunk.count(b"\n"), chunk[-1:], has_nul or b"\0" in chunk
    if has_nul:
        check.add(file.name, "NUL bytes", "text")
    if last != b"\n":
        check.add(file.name, "a last line without a line break: it may have been cut off", "whole lines")
    return breaks
