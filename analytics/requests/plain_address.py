"""The address of a table that is neither a selection of series nor a cohort: its route and its parameters."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from analytics.requests.figures_address import FOLDER, Pairs


@dataclass(frozen=True)
class PlainAddress:
    """A route of the open data and its parameters in their one normal form (sorted by the route's own order)."""

    route: str
    pairs: Pairs = ()

    def path(self, ending: str) -> str:
        """`api/v1/confidence.csv?…`, below the address of the dashboard."""
        query = f"?{urlencode(self.pairs)}" if self.pairs else ""
        return f"{FOLDER}{self.route}.{ending}{query}"
