"""One module per publication: a published file, in any form, → tidy rows that satisfy its contract."""

from __future__ import annotations

from types import ModuleType

from data.catalogue import RESOURCES, Tidy
from data.errors import FileRejected
from data.readers import (
    boundaries,
    homicide,
    monthly_dashboard,
    population,
    recorded_crime,
    reoffending,
    similar_areas,
    vawg,
    wards,
)
from data.readers.context import Context
from data.readers.tabular import Published

READERS: tuple[ModuleType, ...] = (
    recorded_crime,
    monthly_dashboard,
    vawg,
    homicide,
    reoffending,
    population,
    wards,
    boundaries,
    similar_areas,
)


def recognise(file: Published) -> tuple[ModuleType, str]:
    """The reader and the resource id of a file, by its content. Raises FileRejected when no reader knows it."""
    for reader in READERS:
        resource = reader.recognises(file)
        if resource:
            return reader, resource
    found = ", ".join(file.columns[:8]) or "a JSON document"
    raise FileRejected(
        f"{file.path}: is no publication that this project knows; its columns are {found}",
        "Known are: " + "; ".join(sorted(r.title for r in RESOURCES.values())) + ".",
    )


def read(file: Published, context: Context) -> list[Tidy]:
    """The editions in a file. Raises FileRejected, or ContractError with every violation."""
    reader, resource = recognise(file)
    tidy: list[Tidy] = reader.read(file, resource, context)
    return tidy
