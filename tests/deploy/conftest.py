"""The service of docs/operating.md on loopback, set up by the commands that stand there."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from benchmarks.replica_set import NAME, ReplicaSet, nginx_program, settings_of

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
    replicas: ReplicaSet
    followed: list[str] = field(default_factory=list)

    def settings(self) -> dict[str, str]:
        own = {
            "ETC": str(self.root / "etc"), "VAR": str(self.root / "var"), "PUBLISHER": str(self.root / "publisher"),
            "FIGURES": (self.root / "figures").as_uri(), "BACKUPS": str(self.root / "backups"),
            "PROXY": "127.0.0.1", "PYTHON": sys.executable,
        }  # fmt: skip
        return {**self.replicas.nginx_settings(), **own}

    def follow(self, name: str, **settings: str) -> str:
        """Run the commands of a block; what they print."""
        self.followed.append(name)
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("LONDON_CRIME_")
        } | self.settings()
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", COMMANDS[name]],
            cwd=ROOT, env=environment | settings, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{name}:\n{done.stdout}\n{done.stderr}"
        return done.stdout


@pytest.fixture(scope="package")
def operator(tmp_path_factory: pytest.TempPathFactory, own_folder: Path) -> Iterator[Operator]:
    """An operator who has come to three replicas behind nginx."""
    needs("nginx", "openssl", "curl")
    root = tmp_path_factory.mktemp("machine")
    for name in ("var", "publisher"):
        (root / name).mkdir()
    # Built already for all tests: the command finds that it is up to date.
    shutil.copytree(own_folder / "warehouse", root / "publisher" / "warehouse")
    replicas = ReplicaSet(root, {})
    person = Operator(root, replicas)
    person.follow("publish")
    person.follow("settings")
    given = settings_of((root / "etc" / "london-crime.env").read_text(encoding="utf-8"))
    # The name with the port of this test; and releases looked for more often.
    given |= {"LONDON_CRIME_URL": replicas.address, "LONDON_CRIME_SOURCE_EVERY": "1"}
    for replica in replicas.replicas:
        replica.environment = given
    replicas.certify()
    person.follow("nginx")
    try:
        replicas.start()
        yield person
    finally:
        replicas.close()


class ToThisMachine(httpx2.HTTPTransport):
    """Sends requests for the service's name to loopback, as its DNS entry would."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        # Another request, for the cookies belong to the name.
        here = httpx2.Request(
            request.method, request.url.copy_with(host="127.0.0.1"), headers=request.headers, stream=request.stream,
            extensions={**request.extensions, "sni_hostname": NAME},
        )  # fmt: skip
        return super().handle_request(here)


@pytest.fixture(scope="package")
def tls(operator: Operator) -> ssl.SSLContext:
    """What trusts the service's certificate."""
    return ssl.create_default_context(cafile=str(operator.root / "certificate" / "fullchain.pem"))


@pytest.fixture
def reader(operator: Operator, tls: ssl.SSLContext) -> Iterator[Callable[[], httpx2.Client]]:
    """Makes readers, who come by way of nginx."""
    clients: list[httpx2.Client] = []

    def made() -> httpx2.Client:
        clients.append(
            httpx2.Client(base_url=operator.replicas.address, transport=ToThisMachine(verify=tls), timeout=120)
        )
        return clients[-1]

    yield made
    for client in clients:
        client.close()
