"""Fetching the newest editions from the publishers: each resource by itself, all of its files or none.

A resource that cannot be fetched, read or built keeps the figures that it had, and the others land. What came of
each is kept by `data.refresh.refresh_outcomes`. Two refreshes never meet; a refresh and `add` wait for one another.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from tqdm import tqdm

from data import folders, intake, warehouse
from data.catalogue import RESOURCES, series_of
from data.edition_store import Store
from data.errors import DashboardError
from data.file_lock import alone
from data.intake import Intake
from data.refresh.changed_files import Arrived, Gatherer
from data.refresh.downloads import Download
from data.refresh.publisher_addresses import FileSource, in_words, sources_of
from data.refresh.refresh_outcomes import Outcome, Record, SeenFile, outcomes, outcomes_file, remember, remembered
from data.refresh.refusal_reasons import reason_of
from data.refresh.request_limits import limits

__all__ = ["Outcome", "Refreshed", "outcomes", "refresh", "would_fetch"]

ALL_FAILED, SOME_FAILED = 1, 3


@dataclass(frozen=True)
class Refreshed:
    """What came of one refresh: the outcome of each resource that was asked for."""

    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.ok)

    @property
    def exit_status(self) -> int:
        """0: all is well; 1: nothing could be refreshed; 3: some could not."""
        if not self.failed:
            return 0
        return ALL_FAILED if len(self.failed) == len(self.outcomes) else SOME_FAILED

    @property
    def summary(self) -> str:
        """'refresh: 2 new, 4 unchanged, 1 failed'."""
        results = [outcome.result for outcome in self.outcomes]
        return "refresh: " + ", ".join(f"{results.count(kind)} {kind}" for kind in ("new", "unchanged", "failed"))


def refresh(names: tuple[str, ...] = (), *, show_progress: bool = True) -> Refreshed:
    """Refresh the datasets or resources named, or all.

    Raises DashboardError for an unknown name, a wrong setting, another refresh at work, or a store that cannot be
    read. What is wrong with one resource is no error here but its outcome.
    """
    wanted, bounds = sources_of(names), limits()
    folders.var_folder().mkdir(parents=True, exist_ok=True)
    with alone(folders.var_folder() / ".refresh.lock", "another refresh is at work"), _empty_downloads():
        gatherer = Gatherer(folders.downloads_folder(), bounds, dt.date.today(), show_progress)
        bar = tqdm(wanted.items(), desc="Refreshing", unit="publication", disable=not show_progress, leave=False)
        for resource, sources in bar:
            remember(_refreshed(resource, sources, gatherer))
        # What a killed run has recorded and not built, too.
        warehouse.ensure(progress=show_progress)
    return Refreshed(tuple(outcome for outcome in outcomes() if outcome.resource in wanted))


def would_fetch(names: tuple[str, ...] = ()) -> Iterator[tuple[str, bool]]:
    """What a refresh would do, file by file, in words, and whether it could: asks the publishers, changes nothing."""
    gatherer = Gatherer(folders.downloads_folder(), limits(), dt.date.today())
    for resource, sources in sources_of(names).items():
        before = _usable(remembered().get(resource))
        for source in sources:
            try:
                download = gatherer.would_fetch(source, before.get(source.id))
            except DashboardError as error:
                yield f"{source.id}: {reason_of(error)}", False
            else:
                yield f"{source.id}: {_would_fetch(download)}", True


def _would_fetch(download: Download | None) -> str:
    if download is None:
        return "unchanged"
    size = f"{download.size:,} bytes" if download.size else "a file"
    return f"would fetch {size} from {download.address}"


@contextmanager
def _empty_downloads() -> Iterator[None]:
    """No file stays, neither of this refresh nor of one that was killed."""
    for leftover in outcomes_file().parent.glob(f".{outcomes_file().name}.*"):
        leftover.unlink()
    shutil.rmtree(folders.downloads_folder(), ignore_errors=True)
    try:
        yield
    finally:
        shutil.rmtree(folders.downloads_folder(), ignore_errors=True)


def _refreshed(resource: str, sources: tuple[FileSource, ...], gatherer: Gatherer) -> Record:
    """One resource. Whatever goes wrong with it is its own affair: the others are refreshed all the same."""
    now = dt.datetime.now(dt.UTC)
    before = remembered().get(resource) or Record(resource, now, "unchanged")
    try:
        return _landed(resource, sources, gatherer, before, now)
    except Exception as error:  # noqa: BLE001 - a defect of ours in one reader must not cost the other datasets
        is_told = isinstance(error, DashboardError | OSError)
        tqdm.write(f"{in_words(resource)}: {error if is_told else traceback.format_exc()}", file=sys.stderr)
        return replace(before, at=now, result="failed", reason=reason_of(error))
    finally:
        # Before the outcome is written: the files may be what fills the disk.
        shutil.rmtree(gatherer.folder, ignore_errors=True)


def _landed(
    resource: str, sources: tuple[FileSource, ...], gatherer: Gatherer, before: Record, now: dt.datetime
) -> Record:
    known = _usable(before)
    files = [gatherer.changed(source, known.get(source.id)) for source in sources]
    took = _added([file for file in files if file.path], gatherer)
    newest = [edition.months_to for edition in took.recorded if not intake.is_older(edition)]
    reason = f"to {max(newest):%B %Y}" if newest else "the publisher's file is older than ours" if took.recorded else ""
    return Record(
        resource,
        at=now,
        result="new" if newest else "unchanged",
        reason=reason,
        last_success=now,
        readers=_readers(resource),
        files={file.source.id: file.remembered(took.of_file) for file in files},
    )


def _added(files: list[Arrived], gatherer: Gatherer) -> Intake:
    """Record the editions of all files and build; when they cannot be built, the log is as it was before."""
    if not files:
        return Intake()
    store = Store(folders.added_folder())
    arrivals = {file.path: file.arrival for file in files if file.path}
    with store.lock(wait=gatherer.limits.lock), store.or_nothing():
        took = intake.add_to(store, arrivals, arrivals=arrivals, progress=gatherer.show_progress)
        if took.recorded:
            warehouse.build(progress=gatherer.show_progress)
    return took


def _usable(record: Record | None) -> dict[str, SeenFile]:
    """What is remembered of each file, as long as it was read as it would be now and its editions are still held."""
    if record is None or record.readers != _readers(record.resource):
        return {}
    held = warehouse.recorded()
    return {name: seen for name, seen in record.files.items() if seen.editions and set(seen.editions) <= set(held)}


def _readers(resource: str) -> str:
    """Changes when other series are read from a resource: its files must then be read again."""
    series = [series_of(resource, level) for level in RESOURCES[resource].levels]
    return hashlib.sha256(repr(series).encode()).hexdigest()[:12]
