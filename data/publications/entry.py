"""What an entry of the catalogue is made of.

A *dataset* is what a publisher announces. A *resource* is one kind of file in it, published by itself; editions
of one resource compete with one another. A *series* is rows of a resource, under the labels that they have had.
What a series *means* is not said here but in `analytics.indicators`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.labels import Label

OGL2 = "Open Government Licence v2.0"
OGL3 = "Open Government Licence v3.0"
OS_LINE = "Contains OS data © Crown copyright and database right"
DATASTORE = "https://data.london.gov.uk/dataset/"
BOROUGH_WARD = ("borough", "ward")


@dataclass(frozen=True)
class ListedFile:
    """One file of a resource as the publisher's catalogue lists it; a refresh looks for it.

    It is found by `pattern`, a regular expression for a normalised title; `title` is how it was last seen.
    `name` tells apart the files of one resource; `levels` are those it may carry, by default the resource's.
    """

    title: str
    pattern: str
    name: str = ""
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resource:
    """One kind of file: `id`, the title under which the publisher lists it, the levels that it is published at.

    `in_words` is what a message calls its figures. A resource without `files` is in no catalogue that can be asked.
    `recent_months` is the length of its recent file, where a historical one ends where that begins.
    """

    id: str
    title: str
    levels: tuple[str, ...]
    table: str = "observation"
    oddities: tuple[str, ...] = ()
    in_words: str = ""
    files: tuple[ListedFile, ...] = ()
    recent_months: int | None = None


@dataclass(frozen=True)
class PublishedSeries:
    """Rows of a resource.

    `labels`: any of these, under whichever spelling an edition has; a label without subgroup is the whole group.
    `may_lack`: older editions had no such label; a newer edition without it is refused. `filled_from`: the month from
    which an edition that has such a label fills it, where that is not its first.
    """

    id: str
    resource: str
    levels: tuple[str, ...]
    labels: tuple[Label, ...]
    may_lack: bool = False
    filled_from: date | None = None


@dataclass(frozen=True)
class Dataset:
    """One publication as the publisher announces it, with what its licence asks us to say.

    `order` is its place in every list of datasets, series and files. `standing` says what the figures are where they
    are neither accredited nor official statistics.
    """

    id: str
    publisher: str
    title: str
    licence: str
    page: str
    resources: tuple[Resource, ...]
    order: int
    series: tuple[PublishedSeries, ...] = ()
    catalogue_id: str | None = None
    notice: str = ""
    accredited: bool = False
    standing: str = ""

    @property
    def attribution(self) -> str:
        line = f"{self.publisher}, {self.title}. Licensed under the {self.licence}."
        return f"{line} {self.notice}." if self.notice else line
