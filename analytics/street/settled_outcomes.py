"""What became of crimes: the last outcome of a cohort of months that is old enough to be settled, in a few groups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from analytics.periods import months_between

# Months from a crime's month to the archive's last.
SETTLED_AFTER = 12
UNSETTLED_NOTE = (
    "Too recent: many of these cases are still under investigation, and later archives overwrite their outcomes."
)
CHARGED = "Charged or taken to court"
OUT_OF_COURT = "Dealt with out of court"
NO_SUSPECT = "No suspect identified"
NOT_PROSECUTED = "Suspect known, not prosecuted"
OPEN = "Still open, or not known"
# A court's result means that there had been a charge.
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        CHARGED: (
            "Suspect charged",
            "Suspect charged as part of another case",
            "Awaiting court outcome",
            "Court result unavailable",
            "Court case unable to proceed",
            "Defendant found not guilty",
            "Defendant sent to Crown Court",
            "Offender deprived of property",
            "Offender fined",
            "Offender given absolute discharge",
            "Offender given community sentence",
            "Offender given conditional discharge",
            "Offender given suspended prison sentence",
            "Offender ordered to pay compensation",
            "Offender otherwise dealt with",
            "Offender sent to prison",
        ),
        OUT_OF_COURT: (
            "Action to be taken by another organisation",
            "Local resolution",
            "Offender given a caution",
            "Offender given a drugs possession warning",
            "Offender given penalty notice",
        ),
        NOT_PROSECUTED: (
            "Formal action is not in the public interest",
            "Further action is not in the public interest",
            "Further investigation is not in the public interest",
            "Unable to prosecute suspect",
        ),
        NO_SUSPECT: ("Investigation complete; no suspect identified",),
        OPEN: ("Status update unavailable", "Under investigation", "None given"),
    }
)
GROUP_OF: Mapping[str, str] = MappingProxyType({name: group for group, names in GROUPS.items() for name in names})


def is_settled(month: date, last: date) -> bool:
    """Whether the crimes of a month have had a year until the archive's last month."""
    return months_between(month, last) >= SETTLED_AFTER
