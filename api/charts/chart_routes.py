"""The routes of the static charts: `/chart.svg` and `/chart.png`, by the parameters of `series.csv`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from analytics import queries
from api.charts.chart_document import drawing_size, standalone_svg
from api.charts.chart_png import png
from api.charts.chart_request import CHART, ChartRequest, chart_query
from api.charts.series_chart import series_chart
from api.charts.trend_figure import ChartSize, trend_figure
from api.openapi import Direct, described
from api.responses import Representation, respond
from api.series.series_routes import FORMATS, bounded, cost_of, links

router = APIRouter(route_class=Direct)
# Where there is no figure there is nothing to draw: the words say so.
EMPTY = {"data": (), "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False, "showgrid": False}}}


@dataclass(frozen=True, slots=True)
class PictureFormat:
    """A kind of picture: the end of its address, its media type, and what makes it from SVG."""

    name: str
    media_type: str
    make: Callable[[str], bytes]
    words: str


PICTURES = (
    PictureFormat("svg", "image/svg+xml", str.encode, "A chart of figures as SVG"),
    PictureFormat("png", "image/png", png, "The same chart as PNG"),
)


def chart_svg(chart_request: ChartRequest) -> str:
    """The chart that is asked for, with title, statistic, source and link."""
    chart = series_chart(chart_request.address)
    width, height = drawing_size(chart.words, width=chart_request.width, height=chart_request.height)
    size = ChartSize(width, height)
    figure = (
        trend_figure(chart.months, chart.lines, chart.marks, size=size, decimals=chart.decimals)
        if chart.lines
        else EMPTY
    )
    return standalone_svg(
        figure, chart.words, width=chart_request.width, height=chart_request.height, theme=chart_request.theme
    )


@lru_cache(maxsize=2048)
def _picture(kind: PictureFormat, raw: str, version: str) -> Representation:
    """The picture that a query string asks for. Raises Problem."""
    chart_request = chart_query(raw, version)
    bounded(chart_request.address, FORMATS["json"])
    return Representation(
        key=f"chart.{kind.name}?{chart_request.address.query}&width={chart_request.width}&theme={chart_request.theme}",
        media_type=kind.media_type,
        file_name=f"{chart_request.address.file_stem}.{kind.name}",
        version=version,
        rows=0,
        cost=cost_of(chart_request.address, 0),
        parts=lambda: iter((kind.make(chart_svg(chart_request)),)),
        links=links(chart_request.address, raw)[:-1],
        is_by_query=True,
        is_shown=True,
    )


def _route(kind: PictureFormat) -> None:
    @router.get(
        f"/chart.{kind.name}",
        summary=kind.words,
        operation_id=f"chart_{kind.name}",
        response_class=Response,
        openapi_extra=described(CHART),
        responses={200: {"content": {kind.media_type: {}}, "description": kind.words}},
    )
    async def chart(request: Request) -> Response:
        raw = str(request.scope["query_string"], "latin-1")
        return await respond(request, _picture(kind, raw, queries.version()))


for _kind in PICTURES:
    _route(_kind)
