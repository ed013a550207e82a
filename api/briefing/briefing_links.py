"""Ways on from a briefing: the borough's page and the figures as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from analytics.geography.areas import Area
from analytics.tables.figures_table import Measure


def borough_page(area: Area) -> str:
    """The borough's page in the dashboard."""
    return f"/borough?{urlencode({'area': area.name}, quote_via=quote)}"


def csv_file(indicators: Sequence[str], areas: Sequence[str], *, measure: Measure) -> str:
    """The figures of 12 months to each month, from the open-data API."""
    pairs = [("indicator", name) for name in indicators] + [("area", name) for name in areas]
    pairs += [("window", "rolling_12"), ("measure", measure)]
    return f"/api/v1/series.csv?{urlencode(pairs, quote_via=quote)}"
