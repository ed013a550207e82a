"""The registry, read in one place: every published dataset once, with its resources and its series.

Each entry is a module of `data/publications/`; this module finds them. Nobody else reads that folder, but a reader
that needs the labels of its own publication.
"""

from __future__ import annotations

import datetime as dt
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

import pandas as pd

from data import publications
from data.publications.entry import OGL2, OGL3, Dataset, PublishedSeries, Resource

__all__ = [
    "DATASETS",
    "DATASET_OF",
    "OGL2",
    "OGL3",
    "RESOURCES",
    "SERIES",
    "Dataset",
    "PublishedSeries",
    "Resource",
    "Tidy",
    "publications_of",
    "series_of",
]


def _entries() -> Iterator[Dataset]:
    """The `DATASET` of every module of the folder that has one."""
    for module in pkgutil.iter_modules(publications.__path__):
        entry = getattr(import_module(f"{publications.__name__}.{module.name}"), "DATASET", None)
        if isinstance(entry, Dataset):
            yield entry


DATASETS: dict[str, Dataset] = {d.id: d for d in sorted(_entries(), key=lambda d: (d.order, d.id))}
RESOURCES: dict[str, Resource] = {r.id: r for d in DATASETS.values() for r in d.resources}
DATASET_OF: dict[str, Dataset] = {r.id: d for d in DATASETS.values() for r in d.resources}
SERIES: dict[str, PublishedSeries] = {s.id: s for d in DATASETS.values() for s in d.series}


def series_of(resource: str, level: str) -> list[PublishedSeries]:
    """The series that a resource carries at a level, in the order of the registry."""
    return [s for s in SERIES.values() if s.resource == resource and level in s.levels]


def publications_of(series: Iterable[str]) -> tuple[Dataset, ...]:
    """The datasets that series, by their ids, come from, each once."""
    return tuple({dataset.id: dataset for dataset in (DATASET_OF[SERIES[name].resource] for name in series)}.values())


@dataclass(frozen=True)
class Tidy:
    """What a reader returns: the tidy rows of one edition of one resource at one level.

    `rows` by `table`, without `edition_id`:
    observation(series, area_code, month, value); population(area_code, measure, year, value);
    reoffending(cohort_start, cohort_end, area_code, age_group, adult_or_youth, offenders, reoffenders, reoffences,
    quoted_from); homicide(month, area_code, role, age_group, sex, method, value);
    area(code, name, slug, level, parent_code); boundary(area_code, level, geometry);
    similar_area(area_code, rank, neighbour_code); postcode(postcode, area_code, ward_code, lsoa_code, ended);
    street_count(force, month, lsoa_code, lsoa_name, place, category,
    outcome, value); street_outcome(…without category); search_count(force, month, search_type, object, outcome,
    age_range, ethnicity, value).
    `covers` are all series the file carries, also those whose counts are all zero; `lacks` those it has no label for.
    `unnamed` are the combinations of a borough and a covered series that the file has no row of, as 'series:code'.
    `source_hash` is the hash of all that the file says of this edition, also of what no series takes from it
    (`data.content_hash.of_source`); without one, the edition is named for its rows.
    `months_from`/`months_to`: first and last month (or cohort start, or mid-year) in the file; both inclusive.
    """

    resource: str
    level: str
    rows: pd.DataFrame
    months_from: dt.date
    months_to: dt.date
    covers: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    published_on: dt.date | None = None
    warnings: tuple[str, ...] = ()
    source_hash: str = ""
    unnamed: tuple[str, ...] = ()
