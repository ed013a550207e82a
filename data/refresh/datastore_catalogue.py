"""Client of the London Datastore's catalogue: which files a dataset has, under which titles, and where.

Two shapes of answer are in public use. `/api/dataset/ID` says more of each file, so it is asked first;
`/api/action/package_show?id=ID` is asked when the first has gone or answers something else.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from data.errors import DashboardError
from data.refresh.downloads import DownloadFailed, fetch
from data.refresh.publisher_addresses import FileSource
from data.refresh.request_limits import MEGABYTE, Limits

BASE = "https://data.london.gov.uk"
SHAPES = ("/api/dataset/{id}", "/api/action/package_show?id={id}")
# Read most easily first. What has another form (a PDF, a page, an archive) is no file of figures.
FORMS = ("csv", "xlsx", "parquet")
HINT = "If the publisher has renamed the file, declare its new title in the dataset's module in data/publications/."


class CatalogueError(DashboardError):
    """The catalogue does not list what a source asks for, or cannot be understood."""


@dataclass(frozen=True)
class Listed:
    """One file as the catalogue lists it; the checks are the catalogue's own, made at `checked`."""

    title: str
    address: str
    form: str
    check_hash: str = ""
    check_size: int | None = None
    checked: dt.datetime | None = None
    covers_to: str = ""


def base() -> str:
    """The catalogue's address; LONDON_CRIME_DATASTORE names another."""
    return os.environ.get("LONDON_CRIME_DATASTORE", BASE).rstrip("/")


def listing(catalogue_id: str, *, limits: Limits) -> tuple[Listed, ...]:
    """Every file of a dataset. Raises DownloadFailed, or CatalogueError when neither shape is understood."""
    first, second = (base() + shape.format(id=catalogue_id) for shape in SHAPES)
    try:
        return _understood(first, limits)
    except CatalogueError as error:
        try:
            return _understood(second, limits)
        except CatalogueError as again:
            raise CatalogueError(f"{error.message}; {again.message}", again.hint) from error


def _understood(address: str, limits: Limits) -> tuple[Listed, ...]:
    body = io.BytesIO()
    try:
        fetch(address, body, limits=replace(limits, size=10 * MEGABYTE))
        entries = _files(json.loads(body.getvalue()))
        return tuple(_listed(entry, address) for entry in entries if entry.get("url") and _title(entry))
    except DownloadFailed as error:
        if error.is_passing:
            raise
        raise CatalogueError(error.message, error.hint) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CatalogueError(f"{address}: is no catalogue of a dataset ({error!r})", "See the API's page.") from error


def _files(document: Any) -> list[dict[str, Any]]:
    """The entries of either shape: a list under `result`, or a dict keyed by the file's id."""
    if "result" in document:
        if document.get("success") is not True:
            raise ValueError("success is not true")
        document = document["result"]
    resources = document["resources"]
    entries = list(resources.values()) if isinstance(resources, dict) else list(resources)
    if not all(isinstance(entry, dict) for entry in entries):
        raise ValueError("a file that is no object")
    return entries


def _title(entry: dict[str, Any]) -> str:
    return str(entry.get("title") or entry.get("name") or "")


def _listed(entry: dict[str, Any], catalogue: str) -> Listed:
    size = str(entry.get("check_size") or "")
    return Listed(
        title=_title(entry),
        address=urljoin(catalogue, str(entry["url"])),
        form=_form(entry),
        check_hash=str(entry.get("check_hash") or ""),
        check_size=int(size) if size.isdigit() else None,
        checked=_moment(str(entry.get("check_timestamp") or "")),
        covers_to=str(entry.get("temporal_coverage_to") or ""),
    )


def _form(entry: dict[str, Any]) -> str:
    """'csv' for CSV, .CSV and text/csv; where no format is given, the ending of the address."""
    given = str(entry.get("format") or "").lower() or str(entry["url"]).split("?")[0]
    return given.rsplit("/", 1)[-1].rsplit(".", 1)[-1]


def _moment(text: str) -> dt.datetime | None:
    """The catalogue's own moments: '2026-06-16 14:53:05', with or without a zone; UTC when it names none."""
    try:
        moment = dt.datetime.fromisoformat(text.replace(" UTC", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def find(source: FileSource, files: tuple[Listed, ...]) -> Listed:
    """The file of a source, by its title: the one that covers most, CSV rather than a workbook.

    Raises CatalogueError, with the titles that there are, when none or more than one can be meant.
    """
    titled = [file for file in files if source.is_titled(file.title) and file.form in FORMS]
    if not titled:
        titles = "; ".join(repr(file.title) for file in files) or "nothing"
        raise CatalogueError(
            f"the publisher's catalogue has no file with the title '{source.title}'; it lists {titles}", HINT
        )
    ranked = sorted(titled, key=_preference, reverse=True)
    equals = [file for file in ranked if _preference(file) == _preference(ranked[0])]
    if len(equals) > 1:
        titles = "; ".join(repr(file.title) for file in equals)
        raise CatalogueError(f"the publisher's catalogue has {len(equals)} files for one: {titles}", HINT)
    return ranked[0]


def _preference(listed: Listed) -> tuple[str, int]:
    return listed.covers_to, -FORMS.index(listed.form)
