"""Whether there are figures to serve, and what is wrong with them: for readiness, log and metrics."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data import folders, warehouse
from data.errors import DashboardError, WarehouseMissing
from data.open_warehouse import BUILD, Warehouse
from data.shared_storage import source

NEWEST = """
SELECT dataset, max(months_to) AS months_to, max(published_on) AS published_on
FROM edition WHERE "table" <> 'area' GROUP BY dataset ORDER BY dataset
"""


@dataclass(frozen=True, slots=True)
class FiguresState:
    """The version of the figures that are served, empty where none can be; and what is wrong, a sentence each."""

    version: str
    problems: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether figures can be served, be they those of the last warehouse that works."""
        return bool(self.version)


def state() -> FiguresState:
    """Read the warehouse in use to its last table, and compare it with what CURRENT names and what is recorded."""
    try:
        opened = warehouse.current()
    except WarehouseMissing as error:
        return FiguresState("", (f"{error.message}. {error.hint}",))
    if not opened.is_intact or not warehouse.is_whole(opened.path):
        return FiguresState("", (f"{opened.path.name}: the warehouse is damaged or gone. {BUILD}",))
    return FiguresState(opened.version, tuple(filter(None, (_another(opened), _older(opened)))))


def _another(opened: Warehouse) -> str:
    """What CURRENT names cannot be read: the one before is in use."""
    try:
        named = folders.pointer().read_text(encoding="utf-8").strip()
    except OSError as error:
        return f"CURRENT cannot be read ({error.strerror}). {BUILD}"
    if named == opened.path.name:
        return ""
    return f"{named}: the warehouse is damaged or gone; {opened.path.name} is served. {BUILD}"


def _older(opened: Warehouse) -> str:
    if source():
        # What is recorded on this machine is not what it serves.
        return ""
    try:
        expected = warehouse.version()
    except DashboardError as error:
        return f"{error.message}. {error.hint}"
    if opened.version == expected:
        return ""
    return f"{opened.path.name}: the warehouse is older than the recorded editions. {BUILD}"


@dataclass(frozen=True, slots=True)
class DatasetAge:
    """The last month that a dataset has figures of, and the day on which its newest edition came out."""

    dataset: str
    months_to: dt.date
    published_on: dt.date | None


def ages() -> tuple[DatasetAge, ...]:
    """How new the figures of each dataset are. Raises WarehouseMissing where there are none."""
    return tuple(DatasetAge(**row) for row in warehouse.current().rows(NEWEST))
