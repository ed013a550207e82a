"""A publisher's label, and when two spellings of it are the same.

Each publication declares all labels that its files may carry, in all its taxonomies (`data.publications`). A label
that is not declared stops a file: either the publisher renamed something, and a series would silently lose rows, or
the file is another one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """A group with or without its subgroup, in the publisher's words."""

    group: str
    subgroup: str | None = None


def label_key(text: str) -> str:
    """'Public Fear, Alarm or Distress' and 'PUBLIC FEAR ALARM OR DISTRESS' are the same label."""
    return " ".join(text.replace(",", " ").upper().split())
