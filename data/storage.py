"""Shared storage by its URL: a folder or a bucket through fsspec, a web server that is only read.

A bucket is `s3://BUCKET/FOLDER`; keys and region come from the environment as for every program that speaks S3
(`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`). Another service than Amazon's is named in the address:
`s3://BUCKET/FOLDER?endpoint_override=HOST:PORT&scheme=http`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

import httpx2
from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.arrow import ArrowFSWrapper
from pyarrow.fs import AwsStandardS3RetryStrategy, S3FileSystem

from data.edition_store import write_atomically
from data.errors import DashboardError

KINDS = ("file", "https", "http", "s3")
# Releases that stay in storage: a reader may be on its way with the one before.
KEPT = 3
PIECE = 1 << 20
# Seconds for a connection, and between two pieces, of a web server or a bucket; how often a bucket is tried.
PATIENCE, TRIES = 30.0, 3
# What an address of a bucket may say of its service.
OF_BUCKETS = ("endpoint_override", "region", "scheme")
KEEPS = "The figures stay those that are in use."


class SourceUnusable(DashboardError):
    """Shared storage cannot be read or written, or what lies there is not a whole release. Nothing has changed."""


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A file of a release: its path below the release, its bytes, their SHA-256."""

    path: str
    size: int
    sha256: str


class Storage(Protocol):
    """What a publisher and its readers ask of storage. Everything raises SourceUnusable where it fails."""

    def read(self, path: str) -> bytes:
        """A small file."""

    def get(self, path: str, into: Path, described: ReleasedFile) -> None:
        """Fetch a file whose size and checksum must be those of the list."""

    def put(self, file: Path, path: str) -> None:
        """Write a file, unless one of its size is there: the name of its folder says what it holds."""

    def write(self, path: str, text: bytes) -> None:
        """Write a small file as a whole."""

    def tidy(self, *, keep: str) -> None:
        """Remove the oldest releases beyond those that are kept."""


def storage(url: str) -> Storage:
    """What a URL leads to. Raises SourceUnusable for a kind that is not known."""
    kind = urlsplit(url).scheme
    if kind not in KINDS:
        kinds = ", ".join(f"{kind}://" for kind in KINDS)
        raise SourceUnusable(f"{url}: is no address of shared storage", f"Give one that begins with {kinds}.")
    return _WebServer(url) if kind in ("http", "https") else _Bucket(url)


def _written(pieces: Iterable[bytes], into: Path) -> tuple[int, str]:
    """Write pieces to a file and to the disk; how many bytes, and their SHA-256."""
    digest, size = hashlib.sha256(), 0
    with into.open("wb") as written:
        for piece in pieces:
            size += len(piece)
            digest.update(piece)
            written.write(piece)
        written.flush()
        os.fsync(written.fileno())
    return size, digest.hexdigest()


def _check(address: str, fetched: tuple[int, str], described: ReleasedFile) -> None:
    if fetched != (described.size, described.sha256):
        message = f"{address}: {fetched[0]:,} bytes are not the file of {described.size:,} that the list names"
        raise SourceUnusable(message, KEEPS)


@contextmanager
def _usable(address: str) -> Iterator[None]:
    """Whatever goes wrong on the way to storage, in one sentence."""
    try:
        yield
    except SourceUnusable:
        raise
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SourceUnusable(f"{address}: cannot be used ({reason})", KEEPS) from error


def _s3(url: str) -> tuple[AbstractFileSystem, str]:
    """The service that an address names, and the folder in it. Arrow speaks S3: no further package is wanted."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    unknown = [name for name in options if name not in OF_BUCKETS]
    if unknown or not parts.netloc:
        what = f"“{unknown[0]}” is no setting of a bucket" if unknown else "names no bucket"
        hint = f"Write s3://BUCKET/FOLDER, if need be with ?{'=…&'.join(OF_BUCKETS)}=…."
        raise SourceUnusable(f"{url}: {what}", hint)
    service = S3FileSystem(
        **options,
        connect_timeout=PATIENCE,
        request_timeout=PATIENCE,
        retry_strategy=AwsStandardS3RetryStrategy(max_attempts=TRIES),
    )
    return ArrowFSWrapper(service), f"{parts.netloc}{parts.path}".rstrip("/")


class _Bucket:
    """A folder, or a bucket of a service that speaks S3."""

    def __init__(self, url: str) -> None:
        self.url = url.partition("?")[0].rstrip("/")
        self._is_folder = urlsplit(url).scheme == "file"
        files: tuple[AbstractFileSystem, str] = url_to_fs(self.url) if self._is_folder else _s3(url)
        self._files, self._root = files

    def read(self, path: str) -> bytes:
        with _usable(f"{self.url}/{path}"), self._files.open(f"{self._root}/{path}", "rb") as opened:
            text: bytes = opened.read()
        return text

    def get(self, path: str, into: Path, described: ReleasedFile) -> None:
        with _usable(f"{self.url}/{path}"), self._files.open(f"{self._root}/{path}", "rb") as opened:
            fetched = _written(iter(lambda: opened.read(PIECE), b""), into)
        _check(f"{self.url}/{path}", fetched, described)

    def put(self, file: Path, path: str) -> None:
        full = f"{self._root}/{path}"
        with _usable(f"{self.url}/{path}"):
            self._files.makedirs(full.rpartition("/")[0], exist_ok=True)
            if not (self._files.exists(full) and self._files.size(full) == file.stat().st_size):
                self._files.put_file(str(file), full)

    def write(self, path: str, text: bytes) -> None:
        full = f"{self._root}/{path}"
        with _usable(f"{self.url}/{path}"):
            # A bucket shows a file once it is whole; a folder shows it while it is written.
            if self._is_folder:
                write_atomically(Path(full), text.decode())
            else:
                self._files.pipe_file(full, text)

    def tidy(self, *, keep: str) -> None:
        with _usable(f"{self.url}/releases"):
            releases = [str(name).rstrip("/") for name in self._files.ls(f"{self._root}/releases", detail=False)]
            others = [name for name in releases if not name.endswith(f"/{keep}")]
            for old in sorted(others, key=self._age, reverse=True)[KEPT - 1 :]:
                self._files.rm(old, recursive=True)

    def _age(self, release: str) -> float:
        """When the newest file of a release was written."""
        files = self._files.find(release, detail=True).values()
        moments = [file.get("mtime") or file.get("LastModified") for file in files]
        return max((m.timestamp() if isinstance(m, dt.datetime) else float(m or 0) for m in moments), default=0.0)


class _WebServer:
    """A folder of releases behind a web server."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def read(self, path: str) -> bytes:
        with _usable(f"{self.url}/{path}"):
            answer = httpx2.get(f"{self.url}/{path}", timeout=PATIENCE, headers={"Cache-Control": "no-cache"})
            answer.raise_for_status()
        return answer.content

    def get(self, path: str, into: Path, described: ReleasedFile) -> None:
        address = f"{self.url}/{path}"
        with _usable(address), httpx2.stream("GET", address, timeout=PATIENCE) as answer:
            answer.raise_for_status()
            fetched = _written(answer.iter_bytes(PIECE), into)
        _check(address, fetched, described)

    def put(self, file: Path, path: str) -> None:  # noqa: ARG002  refused whatever it is
        raise SourceUnusable(f"{self.url}: a web server is read, not written", "Publish to file:// or s3://.")

    def write(self, path: str, text: bytes) -> None:  # noqa: ARG002
        raise SourceUnusable(f"{self.url}: a web server is read, not written", "Publish to file:// or s3://.")

    def tidy(self, *, keep: str) -> None:
        """Nothing: whoever writes there keeps it tidy."""
