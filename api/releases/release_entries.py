"""Editions as they landed: what each said of the headline indicators, for London or for one borough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from analytics.geography.areas import Area
from analytics.indicators import Indicator, headline_indicators
from analytics.narrative import finding
from analytics.periods import month_name, window_ending
from analytics.revisions.latest_revision import revisions
from analytics.series.monthly_series import monthly_of, windowed
from analytics.series.publication_dates import editions
from data.catalogue import DATASETS, SERIES
from data.editions import Edition
from data.published_areas import MPS

MOST = 20


@dataclass(frozen=True, slots=True)
class ReleaseEntry:
    """One release: the editions of a publication that came out on one day, and what they said."""

    key: str
    published: date
    title: str
    lines: tuple[str, ...]


@lru_cache(maxsize=64)
def release_entries(version: str, area: Area) -> tuple[ReleaseEntry, ...]:  # noqa: ARG001  the key of the cache
    """The newest releases of monthly figures first, for an area; a release is told as it stood on its day."""
    releases: dict[tuple[date, str], list[Edition]] = {}
    for edition in editions().values():
        if edition.published_on and edition.table == "observation":
            releases.setdefault((edition.published_on, edition.dataset), []).append(edition)
    newest = sorted(releases, reverse=True)[:MOST]
    return tuple(_entry(day, dataset, releases[day, dataset], area) for day, dataset in newest)


def _entry(day: date, dataset: str, released: list[Edition], area: Area) -> ReleaseEntry:
    last = max(edition.months_to for edition in released)
    about = " (day estimated)" if any(edition.published_estimated for edition in released) else ""
    resources = {edition.resource for edition in released}
    headlines = headline_indicators()
    concerned = tuple(one for one in headlines if resources & {SERIES[name].resource for name in one.series})
    is_newest = all(newer.months_to <= last for newer in editions().values() if newer.resource in resources)
    lines = _findings(concerned, area, day) + (_revised(concerned) if is_newest and area.code == MPS else ())
    title = f"{DATASETS[dataset].title}: figures to {month_name(last)}{about}"
    return ReleaseEntry(f"{dataset}-{day:%Y-%m-%d}", day, title, lines)


def _findings(concerned: tuple[Indicator, ...], area: Area, day: date) -> tuple[str, ...]:
    """The finding of each indicator as it stood on a day."""
    shown = [entry.id for entry in concerned if area.level in entry.levels]
    place = None if area.code == MPS else area.name
    sentences = []
    for series in monthly_of(shown, [area.code], level=area.level, as_of=day) if shown else []:
        windows = windowed(series, "rolling_12")
        window = window_ending(windows.last, "rolling_12")
        if windows.value(area.code, window.end) is not None:
            sentences.append(finding(series.indicator, windows.change_at(area.code, window), window, place))
    return tuple(sentences)


def _revised(concerned: tuple[Indicator, ...]) -> tuple[str, ...]:
    """How far the months before were revised, where they were."""
    return tuple(
        f"Revised: {revision.indicator.short_title}, {revision.window.label}: {revision.before:,} before, "
        f"{revision.after:,} now ({revision.percent:+.1f}%).".replace("-", "−")
        for revision in revisions([entry.id for entry in concerned])
        if revision.difference and revision.percent is not None
    )
