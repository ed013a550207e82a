"""What a reader must know beside its file: the wards that exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.errors import FileRejected


class WardsUnknown(FileRejected):
    """A file names wards before the ONS ward lookup has been added."""


@dataclass(frozen=True)
class Context:
    """The wards of policed boroughs, as the ONS names them.

    `wards`: (borough code, `areas.name_key` of the ward's name) → ward code; `ward_names`: code → name;
    `ward_parents`: ward code → borough code. Empty until the ONS ward lookup has been added.
    """

    wards: Mapping[tuple[str, str], str] = field(default_factory=dict)
    ward_names: Mapping[str, str] = field(default_factory=dict)
    ward_parents: Mapping[str, str] = field(default_factory=dict)

    def require_wards(self, file: str) -> None:
        """Raise WardsUnknown when no ward is known yet."""
        if not self.ward_parents:
            raise WardsUnknown(
                f"{file}: no ward is known yet, so its areas cannot be checked",
                "Add the ONS ward lookup first, or name it in the same call.",
            )
