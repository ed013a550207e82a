"""Being written."""

from __future__ import annotations

from data.catalogue import Tidy
from data.readers.context import Context
from data.readers.tabular import Published

RESOURCES: tuple[str, ...] = ()


def recognises(file: Published) -> str | None:
    return None


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    return []
