"""The catalogue: every indicator, area and publication that the API has, in one document."""

from __future__ import annotations

import json
from dataclasses import asdict
from statistics import fmean
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from analytics import queries
from analytics.comparability import start_note
from analytics.geography.areas import areas_at
from analytics.indicators import ALL_LEVELS, INDICATORS, Indicator, Level, caveats
from analytics.periods import format_month
from analytics.revisions.corrected_editions import corrected_editions
from analytics.series.area_dispersion import DEFINITION, estimates
from analytics.series.coverage import coverage
from analytics.series.monthly_series import WINDOWS
from analytics.series.publication_dates import editions
from analytics.tables.figures_table import MEASURES
from api.openapi import Direct, described
from api.parameters import Given
from api.responses import Representation, respond
from api.series.accompanying_notes import LICENCES, all_breaks
from api.series.csv_metadata import COLUMNS, STATUSES
from api.series.file_formats import JSON
from data.catalogue import DATASET_OF, DATASETS, publications_of

router = APIRouter(route_class=Direct)


@router.get(
    "/catalogue.json",
    summary="What there is: indicators, areas, publications with their editions",
    operation_id="catalogue",
    response_class=Response,
    openapi_extra=described(()),
    responses={200: {"content": {JSON: {"schema": {"type": "object"}}}, "description": "The catalogue"}},
)
async def catalogue(request: Request) -> Response:
    """The catalogue of the figures held now."""
    Given(request.query_params, ())
    answer = Representation(
        key="catalogue.json",
        media_type=JSON,
        file_name="catalogue.json",
        version=queries.version(),
        rows=0,
        parts=lambda: iter((_document(),)),
    )
    return await respond(request, answer)


def _document() -> bytes:
    content = {
        "indicators": [_indicator(indicator) for indicator in INDICATORS.values()],
        "areas": [
            {"code": a.code, "name": a.name, "slug": a.slug, "level": a.level, "parent": a.parent_code}
            | {"is_pseudo": a.is_pseudo}
            for level in ALL_LEVELS
            for a in areas_at(level)
        ],
        "datasets": [_dataset(name) for name in DATASETS],
        "windows": WINDOWS,
        "measures": MEASURES,
        "columns": COLUMNS,
        "dispersion": DEFINITION,
        "statuses": STATUSES,
    }
    return (json.dumps(content, ensure_ascii=False, default=str) + "\n").encode()


def _indicator(indicator: Indicator) -> dict[str, Any]:
    series = indicator.series
    return {
        "id": indicator.id,
        "title": indicator.title,
        "definition": indicator.definition,
        "theme": indicator.theme,
        "unit": indicator.unit,
        "polarity": indicator.polarity,
        "route": "reoffending" if indicator.kind == "reoffending" else "series",
        "levels": indicator.levels,
        "coverage": {level: _span(indicator, level) for level in indicator.levels},
        "starts": start_note(indicator),
        "rate": {"denominator": indicator.denominator, "per": indicator.per} if indicator.denominator else None,
        "household_rate": indicator.household_rate,
        "dispersion": {level: _dispersion(indicator, level) for level in indicator.levels if level != "ward"},
        "caveats": caveats(indicator),
        "breaks": [asdict(change) for change in all_breaks(indicator)],
        "datasets": sorted(dataset.id for dataset in publications_of(series)) or ["moj_reoffending"],
    }


def _dispersion(indicator: Indicator, level: Level) -> dict[str, float | int] | None:
    """How much more than independent events the months vary: φ of London, or of the boroughs from lowest to highest."""
    named = {area.code for area in areas_at(level, pseudo=False)}
    known = [estimate for estimate in estimates(indicator, level=level) if estimate.area_code in named]
    if not known:
        return None
    values = sorted(estimate.phi for estimate in known)
    return {
        "mean": round(fmean(values), 3),
        "lowest": round(values[0], 3),
        "highest": round(values[-1], 3),
        "stretches": max(estimate.stretches for estimate in known),
        "independent_stretches": max(estimate.independent for estimate in known),
    }


def _span(indicator: Indicator, level: Any) -> dict[str, str] | None:
    span = coverage(indicator, level)
    return {"from": format_month(span[0]), "to": format_month(span[1])} if span else None


def _dataset(name: str) -> dict[str, Any]:
    dataset = DATASETS[name]
    return {
        "id": dataset.id,
        "publisher": dataset.publisher,
        "title": dataset.title,
        "page": dataset.page,
        "licence": dataset.licence,
        "licence_url": LICENCES[dataset.licence],
        "attribution": dataset.attribution,
        "accredited": dataset.accredited,
        "editions": [asdict(e) for e in editions().values() if e.dataset == name],
        "corrections": [asdict(c) for c in corrected_editions() if DATASET_OF[c.resource].id == name],
    }
