"""python -m deploy.bill_of_materials > london-crime.cdx.json: what runs the dashboard, as CycloneDX 1.6.

Written at a release, from what is installed: every package of requirements.txt with all that they bring, its version,
licence and package URL. What only tests need is not in it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import uuid
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent


def wanted(file: Path = ROOT / "requirements.txt") -> list[Requirement]:
    """The requirements of a file, without its options and comments."""
    lines = (line.split("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def canonical(name: str) -> str:
    """A package's name as package URLs write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(requirements: list[Requirement]) -> dict[str, Distribution]:
    """The packages that requirements come to in this environment, by name. Raises PackageNotFoundError for a gap."""
    packages: dict[str, Distribution] = {}
    waiting = [(requirement, True) for requirement in requirements]
    done: set[tuple[str, str]] = set()
    while waiting:
        requirement, is_direct = waiting.pop()
        name = canonical(requirement.name)
        for extra in ("", *sorted(requirement.extras)):
            if (name, extra) in done:
                continue
            done.add((name, extra))
            try:
                package = distribution(requirement.name)
            except PackageNotFoundError:
                if is_direct:
                    raise
                # A marker that this environment meets without needing it is pip's to judge, and pip left it out.
                continue
            packages[name] = package
            needed = map(Requirement, package.requires or ())
            waiting += [(r, False) for r in needed if r.marker is None or r.marker.evaluate({"extra": extra})]
    return dict(sorted(packages.items()))


def component(name: str, package: Distribution) -> dict[str, Any]:
    """A package as CycloneDX describes it."""
    url = f"pkg:pypi/{name}@{package.version}"
    described: dict[str, Any] = {
        "type": "library", "bom-ref": url, "name": package.metadata["Name"], "version": package.version, "purl": url,
    }  # fmt: skip
    if expression := package.metadata.get("License-Expression"):
        described["licenses"] = [{"expression": expression}]
    elif named := _classified(package):
        described["licenses"] = [{"license": {"name": named}}]
    return described


def _classified(package: Distribution) -> str:
    kinds = [text for text in package.metadata.get_all("Classifier") or () if text.startswith("License :: ")]
    return kinds[0].rpartition(" :: ")[2] if kinds else str(package.metadata.get("License") or "").split("\n")[0][:80]


def bill(version: str) -> dict[str, Any]:
    """The whole document, for a version of the dashboard."""
    own = {"type": "application", "bom-ref": "london-crime-dashboard", "name": "london-crime-dashboard"}
    packages = installed(wanted())
    direct = sorted(canonical(requirement.name) for requirement in wanted())
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "component": {**own, "version": version},
            "properties": [
                {"name": "python", "value": sys.version.split()[0]},
                {"name": "platform", "value": sys.platform},
            ],
        },
        "components": [component(name, package) for name, package in packages.items()],
        "dependencies": [
            {"ref": own["bom-ref"], "dependsOn": [f"pkg:pypi/{n}@{packages[n].version}" for n in direct]},
        ],
    }


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    print(json.dumps(bill(_commit()), indent=1))
