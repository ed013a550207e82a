"""What somebody has said of editions: withdrawn, dated anew, or taken in although unusual; each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from analytics import queries


@dataclass(frozen=True, slots=True)
class CorrectedEdition:
    """One edition and what was done to it: `withdraw`, `date` or `accept`. `given_on` is the day that it was given."""

    edition_id: str
    kind: str
    why: str
    done_on: date | None
    given_on: date | None
    resource: str
    level: str
    title: str
    published_on: date | None

    @property
    def line(self) -> str:
        """One sentence for a reader."""
        on = f" on {self.done_on}" if self.done_on else ""
        action = {
            "withdraw": f"was withdrawn{on}",
            "date": f"was dated {self.given_on}{on}",
            "accept": "was taken in although its figures are unusual",
        }[self.kind]
        return f"Edition {self.edition_id} ({self.title}) {action}: {self.why.rstrip('.')}."


def corrected_editions() -> tuple[CorrectedEdition, ...]:
    """Every such edition, by resource and level."""
    return _corrected(queries.version())


@lru_cache(maxsize=2)
def _corrected(version: str) -> tuple[CorrectedEdition, ...]:  # noqa: ARG001  the key of the cache
    return tuple(CorrectedEdition(**row) for row in queries.rows("corrections"))
