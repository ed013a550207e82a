"""python -m deploy.advisories: known weaknesses of what runs the dashboard, asked of the OSV database.

Exit status 0: asked, and nothing is known; 1: something is known; 2: it could not be asked, and so nothing is known
either way. Fit for a timer. `LONDON_CRIME_ADVISORIES` names another address that answers as OSV's `querybatch` does.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import httpx2

from deploy.bill_of_materials import installed, wanted

VARIABLE, USUAL = "LONDON_CRIME_ADVISORIES", "https://api.osv.dev/v1/querybatch"
SECONDS = 30.0
KNOWN, UNASKED = 1, 2


class Unasked(Exception):
    """The database could not be asked, or its answer is none."""


def known(packages: dict[str, str], address: str) -> dict[str, list[str]]:
    """The names of the advisories for each package of a version, of those that have any. Raises Unasked."""
    queries = [{"package": {"name": n, "ecosystem": "PyPI"}, "version": v} for n, v in packages.items()]
    try:
        answer = httpx2.post(address, json={"queries": queries}, timeout=SECONDS)
        answer.raise_for_status()
        results: list[dict[str, Any]] = answer.json()["results"]
    except (httpx2.HTTPError, ValueError, KeyError, TypeError) as error:
        raise Unasked(f"{address}: {error or type(error).__name__}") from error
    if len(results) != len(queries):
        raise Unasked(f"{address}: answered {len(results)} of {len(queries)} questions")
    return {
        name: [advisory["id"] for advisory in result["vulns"]]
        for name, result in zip(packages, results, strict=True)
        if result.get("vulns")
    }


def main() -> int:
    """Ask and print; the exit status."""
    packages = {name: package.version for name, package in installed(wanted()).items()}
    try:
        advisories = known(packages, os.environ.get(VARIABLE, "").strip() or USUAL)
    except Unasked as error:
        print(f"error: the advisories could not be asked, so nothing is known of {len(packages)} packages ({error})",
              file=sys.stderr)  # fmt: skip
        return UNASKED
    for name, names in advisories.items():
        print(f"{name} {packages[name]}: {', '.join(names)}")
    print(f"{len(packages)} packages asked, {len(advisories)} with known weaknesses")
    return KNOWN if advisories else 0


if __name__ == "__main__":
    sys.exit(main())
