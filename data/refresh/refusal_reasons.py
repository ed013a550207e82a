"""Why something was not taken, in one sentence that a reader of a page can follow."""

from __future__ import annotations

import re

from data import folders
from data.contracts import ContractError, Violation
from data.errors import DashboardError
from data.intake import SeveralRejected
from data.plausibility.suspect_figures import HeldBack

# What the contracts call a label of the publisher's.
LABELS = ("group and subgroup", "crime subtype", "subtype and measure", "offence group", "area type")
LONGEST = 300


def reason_of(error: Exception) -> str:
    """The first thing that is wrong, and how many more there are; of files of the installation, only their names."""
    first = error.each[0] if isinstance(error, SeveralRejected) else error
    if isinstance(first, ContractError):
        return _shortened(_with_more(first))
    if isinstance(first, HeldBack):
        return _shortened(f"held back: {first.why}")
    if isinstance(first, OSError):
        return _shortened(f"the store cannot be written ({first.strerror or first})")
    if not isinstance(first, DashboardError):
        return _shortened(f"an error of this program ({type(first).__name__}: {first})")
    return _shortened(re.sub(rf"{re.escape(str(folders.var_folder()))}/([\w-]+/)*", "", first.message))


def _with_more(error: ContractError) -> str:
    more = len(error.violations) - 1
    return _said(error.violations[0]) + (f" (and {more:,} more)" if more else "")


def _said(violation: Violation) -> str:
    actual, expected = violation.found, violation.expected
    declared = re.fullmatch(r"an? (.*) that is declared", expected)
    if declared and actual.startswith("'"):
        kind = "a new label" if declared[1] in LABELS else f"an unknown {declared[1]}"
        return f"the publisher's file has {kind} {actual}"
    if actual == "a column that is not declared":
        return f"the publisher's file has a new {violation.where}"
    if actual.startswith("no "):
        return f"the publisher's file has {actual}"
    return f"the publisher's file, {violation.where}: found {actual}, expected {expected}"


def _shortened(text: str) -> str:
    """One line, without a full stop at its end."""
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
