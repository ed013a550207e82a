"""The files of a resource as the publisher has them now: those that have changed are fetched, the others left alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from data.catalogue import DATASET_OF
from data.editions import Publication
from data.errors import DashboardError
from data.intake import Arrival
from data.refresh import datastore_catalogue
from data.refresh.datastore_catalogue import Listed
from data.refresh.downloads import Download, DownloadFailed, Validators, ask, fetch
from data.refresh.publisher_addresses import FileSource
from data.refresh.refresh_outcomes import SeenFile
from data.refresh.request_limits import Limits


@dataclass(frozen=True)
class Arrived:
    """One file: what to remember of it once it has landed; `path` is None when it is as it was."""

    source: FileSource
    seen: SeenFile
    path: Path | None = None
    since: Publication | None = None

    @property
    def arrival(self) -> Arrival:
        """What it must hold when it is read."""
        return Arrival(self.source.resource, self.source.levels, self.since or Publication())

    def remembered(self, of_file: Mapping[str, tuple[str, ...]]) -> SeenFile:
        """What to remember, with the ids of the editions that were found in it."""
        return replace(self.seen, editions=of_file.get(self.seen.sha256, self.seen.editions))


@dataclass
class Gatherer:
    """Fetches what has changed. Each catalogue is asked once, whatever the answer; `today` dates undated files."""

    folder: Path
    limits: Limits
    today: dt.date
    show_progress: bool = False
    _listings: dict[str, tuple[Listed, ...] | DashboardError] = field(default_factory=dict)
    _count: int = 0

    def changed(self, source: FileSource, before: SeenFile | None) -> Arrived:
        """The file of a source. Raises CatalogueError, DownloadFailed."""
        listed = self._listed(source)
        known = _known(before, listed)
        if _is_same_by_check(before, listed, known):
            return Arrived(source, _seen(listed, before))
        path = self._place(listed.address)
        with path.open("wb+") as target:
            bar = listed.title[:40] if self.show_progress else ""
            download = fetch(listed.address, target, known=known, limits=self.limits, bar=bar)
        if download is None or (before and before.sha256 == download.sha256):
            path.unlink()
            return Arrived(source, _seen(listed, before, download))
        _check_size(listed, download)
        return Arrived(source, _seen(listed, None, download), path, self._since(source, download))

    def would_fetch(self, source: FileSource, before: SeenFile | None) -> Download | None:
        """What `changed` would fetch, without fetching it; None when nothing."""
        listed = self._listed(source)
        known = _known(before, listed)
        if _is_same_by_check(before, listed, known):
            return None
        return ask(listed.address, known=known, limits=self.limits)

    def _listed(self, source: FileSource) -> Listed:
        if source.address:
            return Listed(title=source.id, address=source.address, form="")
        dataset = DATASET_OF[source.resource]
        if dataset.id not in self._listings:
            try:
                self._listings[dataset.id] = datastore_catalogue.listing(dataset.catalogue_id or "", limits=self.limits)
            except DashboardError as error:
                self._listings[dataset.id] = error
        files = self._listings[dataset.id]
        if isinstance(files, DashboardError):
            raise files
        return datastore_catalogue.find(source, files)

    def _place(self, address: str) -> Path:
        """A place of its own for each file, under the publisher's name of it."""
        self._count += 1
        folder = self.folder / str(self._count)
        folder.mkdir(parents=True)
        name = unquote(urlsplit(address).path).rsplit("/", 1)[-1]
        return folder / (re.sub(r"[^\w.() -]", "_", name).lstrip(".")[:120] or "file")

    def _since(self, source: FileSource, download: Download) -> Publication:
        """Since when the publisher has had the file: as registered, or as the server says, or since today."""
        if source.released:
            return Publication(source.released)
        moment = download.validators.moment
        return Publication(min(moment.date() if moment else self.today, self.today), estimated=True)


def _known(before: SeenFile | None, listed: Listed) -> Validators | None:
    return Validators(before.etag, before.last_modified) if before and before.address == listed.address else None


def _is_same_by_check(before: SeenFile | None, listed: Listed, known: Validators | None) -> bool:
    """Where the server gave no validators, the catalogue's own checksum says whether a file has changed."""
    can_be_asked = known is not None and (known.etag or known.last_modified)
    return bool(before and not can_be_asked and listed.check_hash and listed.check_hash == before.check_hash)


def _seen(listed: Listed, before: SeenFile | None, download: Download | None = None) -> SeenFile:
    """What to remember of a file: as it was downloaded, or as before where it has not changed."""
    same = before or SeenFile(listed.address)
    validators = download.validators if download else _known(before, listed) or Validators()
    return SeenFile(
        address=listed.address,
        etag=validators.etag,
        last_modified=validators.last_modified,
        check_hash=listed.check_hash,
        sha256=download.sha256 if download else same.sha256,
        size=download.size if download else same.size,
        editions=same.editions,
    )


def _check_size(listed: Listed, download: Download) -> None:
    """The catalogue's size of the file holds when the file has not changed since the catalogue looked at it."""
    changed = download.validators.moment
    if listed.check_size is None or listed.checked is None or changed is None or changed > listed.checked:
        return
    if download.size != listed.check_size:
        raise DownloadFailed(
            f"{listed.address}: has {download.size:,} bytes, expected {listed.check_size:,} as the catalogue says",
            "Try again later.",
        )
