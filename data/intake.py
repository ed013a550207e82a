"""Adding published files: recognise, validate, record. All files of one call, or none of them."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
from tqdm import tqdm

from data import folders, published_areas, readers, warehouse
from data.catalogue import RESOURCES, Tidy
from data.date_rules import check_dates, clock_warning, today
from data.edition_store import Store
from data.editions import Edition, Publication, describe, to_arrow, with_aliases, with_date, with_day_of
from data.errors import DashboardError, FileRejected
from data.plausibility.holding_back import judged
from data.plausibility.suspect_figures import HeldBack
from data.readers.context import Context, WardsUnknown
from data.readers.tabular import Published, open_published

KNOWN_PUBLICATIONS = Path(__file__).parent / "known_publications.csv"

CUT_OFF = "no line break follows the last line: the download may have been cut off inside its last number"
Fresh = list[tuple[Edition, pa.Table]]


@dataclass
class Intake:
    """What came of adding files; `of_file` has the ids of the editions in each file, by its SHA-256."""

    recorded: list[Edition] = field(default_factory=list)
    already_held: list[Edition] = field(default_factory=list)
    redated: list[Edition] = field(default_factory=list)
    of_file: dict[str, tuple[str, ...]] = field(default_factory=dict)


class SeveralRejected(FileRejected):
    """More than one file of a call is unfit; `each` has them all."""

    def __init__(self, rejections: list[FileRejected]) -> None:
        message = "\n".join(str(error) for error in rejections)
        super().__init__(f"{message}\n{len(rejections)} files rejected; nothing of any file has been recorded.")
        if all(isinstance(error, HeldBack) for error in rejections):
            self.exit_status = HeldBack.exit_status
        self.each = tuple(rejections)


def parse_published(text: str) -> Publication:
    """'2026-04-15' is a known day; '2026-04' a month, marked as estimated. Raises DashboardError."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}", text):
            return Publication(dt.date.fromisoformat(text + "-01"), estimated=True)
        return Publication(dt.date.fromisoformat(text))
    except ValueError as error:
        raise DashboardError(
            f"--published {text}: is no date", "Give YYYY-MM-DD, or YYYY-MM when only the month is known."
        ) from error


@dataclass(frozen=True)
class Arrival:
    """What is known of a file that was fetched: what it must hold, and since when the publisher has had it."""

    resource: str
    levels: tuple[str, ...]
    since: Publication


def add(
    paths: Iterable[Path], *, published: Publication | None = None, accept: str = "", progress: bool = True
) -> Intake:
    """Record the editions in published files.

    The same edition again, in whatever file format, is a no-op; a publication date given for one whose date was
    estimated replaces the estimate. `accept` is the reason for which figures are taken in that no ordinary revision
    explains. Raises FileRejected when any file is unfit, HeldBack when its figures are: nothing has been recorded.
    """
    store = Store(folders.added_folder())
    with store.lock():
        return add_to(store, paths, published=published, accept=accept, progress=progress)


def add_to(
    store: Store,
    paths: Iterable[Path],
    *,
    published: Publication | None = None,
    arrivals: Mapping[Path, Arrival] | None = None,
    accept: str = "",
    progress: bool = True,
) -> Intake:
    """The same, for whoever holds the store's lock already."""
    fresh = _read_all(list(dict.fromkeys(paths)), published, arrivals or {}, accept=accept, progress=progress)
    landing, held_back = judged(fresh, warehouse.held(), accept=accept)
    if held_back:
        raise held_back[0] if len(held_back) == 1 else SeveralRejected([*held_back])
    return record_editions(store, landing, redate=published is not None)


def _read_all(
    paths: list[Path],
    published: Publication | None,
    arrivals: Mapping[Path, Arrival],
    *,
    accept: str,
    progress: bool,
) -> Fresh:
    """Read every file; one that needs the wards waits for the file that has them, if that comes later."""
    context = held_context()
    queue, waited = deque(paths), set[Path]()
    fresh: Fresh = []
    rejected: list[FileRejected] = []
    with tqdm(total=len(paths), desc="Reading", unit="file", disable=not progress, leave=False) as bar:
        while queue:
            path = queue.popleft()
            try:
                editions = _read(path, context, published, arrivals.get(path), accept)
            except WardsUnknown as error:
                if path not in waited and queue:
                    waited.add(path)
                    queue.append(path)
                    continue
                rejected.append(error)
            except FileRejected as error:
                rejected.append(error)
            else:
                fresh += editions
                pa.default_memory_pool().release_unused()
                context = context if context.ward_parents else context_of([t for e, t in editions if _names_wards(e)])
            bar.update()
    if rejected:
        raise rejected[0] if len(rejected) == 1 else SeveralRejected(rejected)
    return fresh


def _read(path: Path, context: Context, published: Publication | None, arrival: Arrival | None, accept: str) -> Fresh:
    file, known_files = open_published(path), _known_publications()
    # A file that is known by its checksum has not been cut off, whatever its last line looks like.
    file = replace(file, ends_mid_line=file.ends_mid_line and file.sha256 not in known_files)
    if arrival:
        _expected(file, readers.recognise(file)[1], arrival)
    date = published or known_files.get(file.sha256)
    editions = []
    for tidy in readers.read(file, context):
        if arrival:
            _expected(file, tidy.resource, arrival, tidy.level)
        table = to_arrow(tidy)
        known = date or (arrived(tidy, arrival.since) if arrival else Publication())
        edition = describe(tidy, table, source=path, sha256=file.sha256, published=known)
        if not clock_warning(Store(folders.snapshot_folder()).editions(), today()):
            check_dates(edition, str(path), today())
        editions.append((edition, table))
    # The police end every line; a table that others have joined may do without.
    is_cut_off = file.ends_mid_line and any(edition.table == "observation" for edition, _ in editions)
    if is_cut_off and accept:
        return [(replace(edition, accepted=accept), table) for edition, table in editions]
    if is_cut_off:
        raise HeldBack(str(path), (), why=CUT_OFF)
    return editions


def _expected(file: Published, resource: str, arrival: Arrival, level: str | None = None) -> None:
    """A link can lead to another file than its title says."""
    if resource != arrival.resource or level not in (None, *arrival.levels):
        raise FileRejected(
            f"{file.path}: holds {RESOURCES[resource].title}{f', {level}' if level else ''}; "
            f"expected {RESOURCES[arrival.resource].title}, {' and '.join(arrival.levels)}",
            "The publisher's link leads to another file. Add files by hand with: python -m data add FILE",
        )


def arrived(tidy: Tidy, since: Publication) -> Publication:
    """The publication date of an edition whose file does not state it: since when the publisher has had the file.

    Without one it is left to be estimated: for a file that is older than what is held (an old one put back), and
    for a date before the end of what the file covers.
    """
    ended = (tidy.months_to.replace(day=28) + dt.timedelta(days=5)).replace(day=1)
    return Publication() if is_older(tidy) or since.day is None or since.day < ended else since


def is_older(new: Tidy | Edition) -> bool:
    """Whether a later edition of the same file is held."""
    return any(_succeeds(edition, new) for edition, _ in warehouse.held().values())


def _succeeds(held: Edition, new: Tidy | Edition) -> bool:
    """Same first month, or as many months (a truncated one aside), and a later end."""
    if (held.resource, held.level) != (new.resource, new.level) or held.months_to <= new.months_to:
        return False
    ours, theirs = (_length(edition.months_from, edition.months_to) for edition in (held, new))
    return held.months_from == new.months_from or abs(ours - theirs) <= 1


def _length(first: dt.date, last: dt.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def record_editions(store: Store, fresh: Fresh, *, redate: bool) -> Intake:
    """Record editions with their rows; those held already stay as they are, but for a date that is now known."""
    held = {edition_id: edition for edition_id, (edition, _) in warehouse.recorded().items()}
    by_content = {_content(e): e for e in held.values()}
    outcome, new = Intake(), dict[str, tuple[Edition, pa.Table]]()
    for edition, table in fresh:
        outcome.of_file[edition.source_sha256] = (*outcome.of_file.get(edition.source_sha256, ()), edition.id)
        before = new[edition.id][0] if edition.id in new else held.get(edition.id)
        before = before or by_content.get(_content(edition))
        if before is None or before.content_hash != edition.content_hash:
            # The file of a held edition from which other series are read now: its id and its known date stay.
            fuller = with_day_of(edition, before)
            new[edition.id] = (fuller, table)
            outcome.recorded.append(fuller)
        elif redate and before.published_estimated and not edition.published_estimated and edition.published_on:
            new[edition.id] = (with_date(before, edition.published_on), table)
            outcome.redated.append(new[edition.id][0])
        else:
            outcome.already_held.append(before)
    if new:
        former = _read_before(store, new)
        renamed = [(with_aliases(edition, former.get(_origin(edition), ())), table) for edition, table in new.values()]
        store.record(renamed, instead_of=frozenset(e.id for editions in former.values() for e in editions))
    return outcome


def _read_before(
    store: Store, new: Mapping[str, tuple[Edition, pa.Table]]
) -> dict[tuple[object, ...], tuple[Edition, ...]]:
    """By origin: editions of the very files that have now been read anew, held under the id that they then had."""
    again = {_origin(edition) for edition, _ in new.values()}
    former: dict[tuple[object, ...], tuple[Edition, ...]] = {}
    for edition in store.editions():
        if edition.id not in new and _origin(edition) in again:
            former[_origin(edition)] = (*former.get(_origin(edition), ()), edition)
    return former


def _content(edition: Edition) -> tuple[object, ...]:
    return edition.resource, edition.level, edition.months_from, edition.months_to, edition.content_hash


def _origin(edition: Edition) -> tuple[object, ...]:
    return edition.source_sha256, edition.resource, edition.level, edition.months_from, edition.months_to


def held_context() -> Context:
    """The wards of the editions that are recorded already."""
    files = [file for edition, file in warehouse.held().values() if _names_wards(edition)]
    return context_of([pyarrow.parquet.read_table(file) for file in files])


def _names_wards(edition: Edition) -> bool:
    return edition.table == "area" and edition.level == "ward"


def context_of(tables: list[pa.Table]) -> Context:
    """The context that ward tables make: the wards of policed boroughs."""
    if not tables:
        return Context()
    wards = pd.concat([t.to_pandas() for t in tables]).drop_duplicates("code", keep="last")
    wards = wards[wards.parent_code.isin(list(published_areas.POLICED))]
    names = dict(zip(wards.code, wards.name, strict=True))
    parents = dict(zip(wards.code, wards.parent_code, strict=True))
    return Context({(parents[c], published_areas.name_key(n)): c for c, n in names.items()}, names, parents)


def _known_publications() -> dict[str, Publication]:
    with KNOWN_PUBLICATIONS.open() as lines:
        return {row["sha256"]: _known(row) for row in csv.DictReader(lines)}


def _known(row: Mapping[str, str]) -> Publication:
    before = row["dated_before"]
    return replace(parse_published(row["published"]), dated_before=parse_published(before).day if before else None)
