"""The version of the methods: what was computed and kept by other code is computed anew."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def method_version() -> str:
    """A short name of all that `analytics` consists of: definitions, recording events and formulas.

    A list of what decides a figure would have to be kept complete by hand; computing once more costs seconds.
    """
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
