"""The service of docs/operating.md on loopback, set up by the commands that stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from benchmarks.replica_set import Replica, ReplicaSet, nginx_program, settings_of

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "operating.md"
TRIED = re.compile(r"^<!-- tried: (.+?) -->\n```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = dict(TRIED.findall(DOCUMENT.read_text(encoding="utf-8")))


def needs(*programs: str) -> None:
    """Skip where a program is missing; fail in CI, which installs them."""
    missing = [name for name in programs if not (nginx_program() if name == "nginx" else shutil.which(name))]
    if missing:
        message = f"not installed: {', '.join(missing)}"
        pytest.fail(message) if "CI" in os.environ else pytest.skip(message)


@dataclass
class Operator:
    """Somebody who follows the document, in a folder that stands for a machine's root."""

    root: Path
    replicas: ReplicaSet | None = None

    def settings(self) -> dict[str, str]:
        own = {
            "ETC": str(self.root / "etc"), "VAR": str(self.root / "var"), "PUBLISHER": str(self.root / "publisher"),
            "FIGURES": (self.root / "figures").as_uri(), "BACKUPS": str(self.root / "backups"),
            "PROXY": "127.0.0.1", "PYTHON": sys.executable,
        }  # fmt: skip
        return {**(self.replicas.nginx_settings() if self.replicas else {}), **own}

    def follow(self, name: str, **settings: str) -> str:
        """Run the commands of a block; what they print."""
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("LONDON_CRIME_")
        } | self.settings()
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", COMMANDS[name]],
            cwd=ROOT, env=environment | settings, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{name}:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    @property
    def warehouse(self) -> str:
        """The publisher's warehouse."""
        return (self.root / "publisher" / "warehouse" / "CURRENT").read_text(encoding="utf-8").strip()

    @property
    def version(self) -> str:
        """What its warehouse is called where a replica says which one it has."""
        return self.warehouse.removeprefix("london-").removesuffix(".duckdb")


def publisher_at(root: Path, built: Path) -> Operator:
    """A publisher's machine whose warehouse is built already, as for all tests: the command finds it up to date."""
    for name in ("etc", "var", "publisher"):
        (root / name).mkdir(parents=True, exist_ok=True)
    shutil.copytree(built / "warehouse", root / "publisher" / "warehouse")
    return Operator(root)


@dataclass
class Service(Operator):
    """Three replicas behind nginx. The third is started later, by the steps of the container image."""

    replicas: ReplicaSet

    @property
    def latecomer(self) -> Replica:
        return self.replicas.replicas[2]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, own_folder: Path) -> Iterator[Service]:
    """An operator who has come to two replicas behind nginx, and has a third one to add."""
    needs("nginx", "openssl", "curl")
    root = tmp_path_factory.mktemp("machine")
    publisher_at(root, own_folder)
    replicas = ReplicaSet(root, {})
    service = Service(root, replicas)
    service.follow("publish")
    service.follow("settings")
    given = settings_of((root / "etc" / "london-crime.env").read_text(encoding="utf-8"))
    # The name with the port of this test; and releases looked for more often.
    given |= {"LONDON_CRIME_URL": replicas.address, "LONDON_CRIME_SOURCE_EVERY": "1"}
    for replica in replicas.replicas:
        replica.environment = given
    late = service.latecomer
    late.command = [str(ROOT / "deploy" / "container" / "steps"), "serve"]
    late.environment = given | {
        "PORT": str(late.port), "HOST": "127.0.0.1", "PYTHON": sys.executable, "HOME": str(root / "no-home"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    replicas.certify()
    service.follow("nginx", REPLICAS=replicas.nginx_settings(late)["REPLICAS"])
    try:
        replicas.start(late)
        yield service
    finally:
        replicas.close()


@pytest.fixture
def reader(service: Service) -> Iterator[Callable[[], httpx2.Client]]:
    """Makes readers, who come by way of nginx."""
    with ExitStack() as clients:
        yield lambda: clients.enter_context(service.replicas.reader())
