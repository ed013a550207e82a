"""An edition: what was published when, and its entry in the log of a store.

An edition is known by its content: its id ends with a hash of all that its file says, so one publication in three file
formats is one edition, and a series that is read from it later does not rename it.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from data import content_hash
from data.catalogue import DATASET_OF, RESOURCES, Tidy, series_of

FORMER_IDS = Path(__file__).parent / "former_edition_ids.csv"


@dataclass(frozen=True)
class Edition:
    """One publication of one resource at one level. Months are first-of-month; both ends inclusive.

    `content_hash` is that of the tidy rows; `aliases` are ids that it had before. `dated_before` is the day on which
    it was taken to be published until that was corrected.
    """

    id: str
    dataset: str
    resource: str
    level: str
    table: str
    title: str
    published_on: dt.date | None
    published_estimated: bool
    months_from: dt.date
    months_to: dt.date
    rows: int
    content_hash: str
    source_name: str
    source_sha256: str
    url: str
    licence: str
    covers: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    dated_before: dt.date | None = None
    accepted: str = ""
    """Why figures that no ordinary revision explains were taken in; empty where there were none."""
    unnamed: tuple[str, ...] = ()
    """What the file has no row of, as 'series:borough': its zeros are nobody's statement, and the rows hold no zero."""

    @property
    def file(self) -> str:
        """Another name for other rows: the log names the old file until the new one is whole."""
        rows = self.content_hash[:8]
        return f"{self.id}.parquet" if self.id.endswith(rows) else f"{self.id}.{rows}.parquet"


def describe(tidy: Tidy, table: pa.Table, *, source: Path, sha256: str, published: Publication) -> Edition:
    """The log entry of a tidy edition."""
    dataset = DATASET_OF[tidy.resource]
    digest = content_hash.of_table(table)
    date, estimated = _publication_date(tidy, published)
    months, source_digest = f"{tidy.months_from:%Y%m}-{tidy.months_to:%Y%m}", tidy.source_hash or digest
    edition_id = f"{tidy.resource}-{tidy.level}-{months}-{source_digest[:8]}"
    return Edition(
        id=edition_id,
        dataset=dataset.id,
        resource=tidy.resource,
        level=tidy.level,
        table=_table_of(tidy),
        title=f"{dataset.publisher}, {RESOURCES[tidy.resource].title}",
        published_on=date,
        published_estimated=estimated,
        months_from=tidy.months_from,
        months_to=tidy.months_to,
        rows=table.num_rows,
        content_hash=digest,
        source_name=source.name,
        source_sha256=sha256,
        url=dataset.page,
        licence=dataset.licence,
        covers=tidy.covers,
        lacks=tidy.lacks,
        warnings=tidy.warnings,
        aliases=_former_ids().get(edition_id, ()),
        dated_before=published.dated_before,
        unnamed=tidy.unnamed,
    )


@lru_cache(maxsize=1)
def _former_ids() -> dict[str, tuple[str, ...]]:
    """Edition → the ids that it shipped under before."""
    former: dict[str, tuple[str, ...]] = {}
    with FORMER_IDS.open() as lines:
        for row in csv.DictReader(lines):
            former[row["edition"]] = (*former.get(row["edition"], ()), row["former"])
    return former


@dataclass(frozen=True)
class Publication:
    """What is known of a publication date from outside the file; `day` is the first of the month when only that.

    `dated_before` is a day that was wrongly given to it.
    """

    day: dt.date | None = None
    estimated: bool = False
    dated_before: dt.date | None = None


def _publication_date(tidy: Tidy, given: Publication) -> tuple[dt.date | None, bool]:
    """The file's own date, else the one given; for a monthly publication else the month after its last.

    A historical file came out with the recent one that continues it: the month after the last month of that.
    """
    if tidy.published_on:
        return tidy.published_on, False
    if given.day:
        return given.day, given.estimated
    resource = RESOURCES[tidy.resource]
    if resource.table != "observation":
        return None, True
    last, length = _month_number(tidy.months_to), _month_number(tidy.months_to) - _month_number(tidy.months_from) + 1
    # One more: a recent file can begin with a month that is cut short.
    is_historical = resource.recent_months is not None and length > resource.recent_months + 1
    return _month(last + 1 + (resource.recent_months or 0 if is_historical else 0)), True


def _month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)


def _table_of(tidy: Tidy) -> str:
    """A resource can carry two tables (ward names and ward populations): the rows say which this is."""
    return "population" if "measure" in tidy.rows.columns else RESOURCES[tidy.resource].table


def to_arrow(tidy: Tidy) -> pa.Table:
    """Tidy rows as an Arrow table, zero counts left out of observations, sorted by every column but the value."""
    rows = tidy.rows
    if _table_of(tidy) == "observation":
        rows = rows[rows["value"] != 0]
    order = [c for c in rows.columns if c not in {"value", "geometry"}]
    table = pa.Table.from_pandas(rows.sort_values(order, kind="stable"), preserve_index=False)
    table = table.replace_schema_metadata(None)
    for i, column in enumerate(table.schema):
        if pa.types.is_timestamp(column.type):
            table = table.set_column(i, column.name, table.column(i).cast(pa.date32()))
        elif pa.types.is_large_string(column.type) or pa.types.is_string(column.type):
            # A million rows repeat a few names: kept once each, they take a tenth of the memory.
            table = table.set_column(i, column.name, table.column(i).cast(pa.string()).dictionary_encode())
    return table


def edition_entry(edition: Edition) -> dict[str, Any]:
    """An edition as the log writes it."""
    return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in asdict(edition).items()}


def edition_of(entry: dict[str, Any]) -> Edition:
    """The edition of an entry of the log. Raises KeyError, TypeError or ValueError for one that is none."""
    dates = {k: dt.date.fromisoformat(entry[k]) for k in ("months_from", "months_to")}
    maybe = {k: entry.get(k) and dt.date.fromisoformat(entry[k]) for k in ("published_on", "dated_before")}
    lists = {k: tuple(entry.get(k, ())) for k in ("covers", "lacks", "warnings", "aliases", "unnamed")}
    edition = Edition(**{**entry, **dates, **maybe, **lists})
    return replace(edition, lacks=lacking(edition))


def lacking(edition: Edition) -> tuple[str, ...]:
    """The series that an edition has no figures of: no label for them, or read before they were registered."""
    known = {*edition.covers, *edition.lacks}
    return (*edition.lacks, *(s.id for s in series_of(edition.resource, edition.level) if s.id not in known))


def with_date(edition: Edition, day: dt.date) -> Edition:
    """The edition with a publication date that is known for certain."""
    return replace(edition, published_on=day, published_estimated=False)


def with_day_of(edition: Edition, before: Edition | None) -> Edition:
    """The edition with the publication date of the one before, where that was known and this is estimated."""
    if before is None or before.published_estimated or not edition.published_estimated:
        return edition
    return replace(edition, published_on=before.published_on, published_estimated=False)


def with_aliases(edition: Edition, former: Iterable[Edition]) -> Edition:
    """The edition, known also by the ids that it was held under before."""
    ids = (*edition.aliases, *(name for other in former for name in (*other.aliases, other.id)))
    return replace(edition, aliases=tuple(dict.fromkeys(ids)))
