"""The address of figures: the one normal form of a request, the name of its file, and a link that stays.

Pages and the API make addresses here, so a link on a page is the one that the API calls its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from analytics.geography.area_groups import shortest
from analytics.geography.areas import areas_at
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import INDICATORS, Level
from analytics.periods import format_month
from analytics.requests.selection import Selection
from analytics.series import publication_dates
from data.published_areas import MPS

# Where `dashboard.py` mounts the API, below the address of the dashboard.
FOLDER = "api/v1/"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Address:
    """Where a selection is answered. `pairs` are its parameters: sorted, areas by code, defaults left out."""

    selection: Selection

    @cached_property
    def pairs(self) -> Pairs:
        selection = self.selection
        return (
            *(("indicator", name) for name in selection.indicators),
            *self._places,
            *((("window", selection.window),) if selection.window != "month" else ()),
            *((("measure", name) for name in selection.measures) if selection.measures != ("count",) else ()),
            *self._limits,
        )

    @property
    def _places(self) -> Pairs:
        """Nothing for the MPS area alone, the level where all of its areas are meant, else groups and codes."""
        areas = self.selection.areas
        if [area.code for area in areas] == [MPS]:
            return ()
        return (("level", self.level),) if self.level else tuple(("area", name) for name in self.names)

    @property
    def _limits(self) -> Pairs:
        selection = self.selection
        limits = {
            "from": format_month(selection.start) if selection.start else "",
            "to": format_month(selection.end) if selection.end else "",
            "last": str(selection.last or ""),
            "baseline": format_month(selection.baseline.end) if selection.baseline else "",
            "as_of": selection.as_of.isoformat() if selection.as_of else "",
        }
        return tuple((name, text) for name, text in limits.items() if text)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The areas as an address names them: groups that are whole, then codes."""
        return shortest(self.selection.areas)

    @cached_property
    def level(self) -> Level | None:
        """The level of which every area is asked for; None where it is some areas, or of several levels."""
        levels = self.selection.levels
        return levels[0] if len(levels) == 1 and set(self.selection.areas) == set(areas_at(levels[0])) else None

    @cached_property
    def query(self) -> str:
        return urlencode(self.pairs)

    def path(self, ending: str) -> str:
        """`api/v1/series.csv?…`, below the address of the dashboard."""
        return f"{FOLDER}series.{ending}?{self.query}"

    @property
    def revisions_path(self) -> str:
        """Where the same months are told as every edition had them."""
        of = [("indicator", name) for name in self.selection.indicators]
        of += [("area", name) for name in self.names]
        months = [pair for pair in self._limits if pair[0] in ("from", "to", "as_of")]
        return f"{FOLDER}revisions.csv?{urlencode([*of, *months])}"

    @cached_property
    def file_stem(self) -> str:
        """A file name made from the filters: `knife_crime_croydon_rolling_12_change_from_2025-03`."""
        selection = self.selection
        subject = (
            selection.indicators[0] if len(selection.indicators) == 1 else f"{len(selection.indicators)}_indicators"
        )
        limits = (f"{name}_{text}" for name, text in self._limits)
        return "_".join((subject, self._place, selection.window, *selection.measures, *limits))

    @property
    def _place(self) -> str:
        areas = self.selection.areas
        if len(areas) == 1:
            return areas[0].slug
        if self.level:
            return AREA_LEVELS[self.level].plural
        return self.names[0] if len(self.names) == 1 else f"{len(areas)}_areas"

    @property
    def pinned(self) -> Address:
        """The same as of the day of the newest edition behind it: what is published after that leaves it as it is.

        Not of the newest edition of all: the next one of these figures may well come out before that day.
        """
        selection = self.selection
        series = [name for name in selection.indicators for name in INDICATORS[name].series]
        day = publication_dates.newest_day(series, selection.levels, populations="rate" in selection.measures)
        return self if selection.as_of or day is None else Address(replace(selection, as_of=day))


def newest_day() -> date | None:
    """The day on which the newest of the figures held, or of the populations under them, was published."""
    dates = publication_dates.publication_dates()
    return dates[1] if dates else None
