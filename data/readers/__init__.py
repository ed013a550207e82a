"""One module per publication: a published file, in any form, → tidy rows that satisfy its contract.

A module of this folder that has `RESOURCES` is a reader, and is found here; the others are what readers share.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Protocol, cast

from data.catalogue import RESOURCES, Tidy
from data.errors import FileRejected
from data.readers.column_headers import normalise
from data.readers.context import Context
from data.readers.tabular import Published
from data.street.record_kinds import KINDS


class Reader(Protocol):
    """What a module of this folder offers that reads a publication: the resources it reads, and how."""

    RESOURCES: tuple[str, ...]

    def recognises(self, file: Published) -> str | None:
        """The resource that a file holds, by its content; None when it is none of this reader's."""
        ...

    def read(self, file: Published, resource: str, context: Context) -> list[Tidy]:
        """The editions in a file. Raises FileRejected, or ContractError with every violation."""
        ...


def _readers() -> dict[str, Reader]:
    """Module name → reader, in the order of the alphabet: each file is recognised by one reader alone."""
    modules = {module.name: import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)}
    return {name: cast(Reader, module) for name, module in sorted(modules.items()) if hasattr(module, "RESOURCES")}


READERS: dict[str, Reader] = _readers()


def recognise(file: Published) -> tuple[Reader, str]:
    """The reader and the resource id of a file, by its content. Raises FileRejected when no reader knows it."""
    for reader in READERS.values():
        resource = reader.recognises(file)
        if resource:
            return reader, resource
    if any(file.has(*(normalise(name) for name in kind.columns)) for kind in KINDS.values()):
        raise FileRejected(
            f"{file.path}: is a record file of data.police.uk, a row for each crime, outcome or search",
            "Add the folder or archive with: python -m data street PATH --published DATE",
        )
    columns = ", ".join(file.columns[:8]) or "a JSON document"
    raise FileRejected(
        f"{file.path}: is no publication that this project knows; its columns are {columns}",
        "Known are: " + "; ".join(sorted(r.title for r in RESOURCES.values())) + ".",
    )


def read(file: Published, context: Context) -> list[Tidy]:
    """The editions in a file. Raises FileRejected, or ContractError with every violation."""
    reader, resource = recognise(file)
    return reader.read(file, resource, context)
