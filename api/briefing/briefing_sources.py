"""Where a briefing's figures come from: publications, their editions with dates, their licences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analytics.borough_profile.scorecard import Standing
from analytics.periods import month_name, short_month
from analytics.series.publication_dates import editions
from data.catalogue import DATASETS
from data.editions import Edition

NOT_ACCREDITED = "Official statistics, not accredited."
# What rates and similar boroughs rest on, beside the publications of crime.
GROUNDWORK = ("population_borough", "population_single_age", "similar_areas")


@dataclass(frozen=True, slots=True)
class BriefingSource:
    """One publication with the editions that were drawn on, the newest first."""

    attribution: str
    page: str
    editions: tuple[str, ...]
    standing: str


def sources(standings: Sequence[Standing], drawn: Iterable[str]) -> tuple[BriefingSource, ...]:
    """The publications behind the standings and the charts (edition ids `drawn`), in the catalogue's order."""
    known = editions()
    ids = {name for standing in standings for name in standing.editions} | set(drawn)
    used = [known[name] for name in ids] + [e for e in known.values() if e.resource in GROUNDWORK]
    used.sort(key=lambda e: (e.months_to, e.id), reverse=True)
    return tuple(
        BriefingSource(
            dataset.attribution,
            dataset.page,
            tuple(_line(e) for e in used if e.dataset == dataset.id),
            "" if dataset.accredited or not dataset.id.startswith("mps_") else NOT_ACCREDITED,
        )
        for dataset in DATASETS.values()
        if any(e.dataset == dataset.id for e in used)
    )


def published_newest(standing: Standing) -> str:
    """When the newest edition behind a standing came out: `published about July 2026`."""
    known = editions()
    return _published(max((known[name] for name in standing.editions), key=lambda e: e.months_to))


def _published(edition: Edition) -> str:
    day = edition.published_on
    if day is None:
        return "date of publication not stated"
    month = month_name(day.replace(day=1))
    return f"published about {month}" if edition.published_estimated else f"published {day.day} {month}"


def _line(edition: Edition) -> str:
    if edition.table != "observation":
        return _published(edition)
    return f"{_published(edition)}, covering {short_month(edition.months_from)} to {short_month(edition.months_to)}"
