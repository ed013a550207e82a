"""What the reader has chosen, and where a page writes its first line: set by the shell, read by pages."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from urllib.parse import urlencode

from streamlit.delta_generator import DeltaGenerator

from analytics.geography.areas import Area
from analytics.periods import Window, WindowKind

Measure = Literal["count", "rate"]


@dataclass(frozen=True, slots=True)
class View:
    """The chosen boroughs (none: all of London), window and measure, and the container above the filters.

    `baseline`: what changes are against, None for a year earlier. `start` and `end` bound the months of a trend. `page`
    is the page's path, empty for the first one.
    Views that show the same are equal, wherever their first line is written.
    """

    boroughs: tuple[Area, ...]
    window: WindowKind
    measure: Measure
    query: tuple[tuple[str, str], ...]
    head: DeltaGenerator = field(compare=False)
    baseline: Window | None = None
    start: date | None = None
    end: date | None = None
    page: str = ""

    @property
    def against(self) -> str:
        """What changes are against, in words."""
        return f"against {self.baseline.name}" if self.baseline else "against the year before"

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(area.code for area in self.boroughs)

    @property
    def only(self) -> Area | None:
        """The borough that the page is about: the one chosen, if it is one."""
        return self.boroughs[0] if len(self.boroughs) == 1 else None

    @property
    def first(self) -> Area | None:
        """The borough of what is shown for one area only: the first of those chosen."""
        return self.boroughs[0] if self.boroughs else None

    @property
    def query_string(self) -> str:
        return urlencode(self.query)


_view: ContextVar[View] = ContextVar("view")


def set_view(view: View) -> None:
    """Called by the shell before it runs a page."""
    _view.set(view)


def current_view() -> View:
    """What the reader has chosen."""
    return _view.get()
