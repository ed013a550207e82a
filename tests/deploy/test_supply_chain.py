"""What is known of what we install: hashes, the bill of materials, the audit."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from deploy.bill_of_materials import bill, canonical, installed, wanted

ROOT = Path(__file__).parents[2]


def held() -> dict[str, str]:
    """What constraints.txt holds: name → version."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {canonical(name): version for name, _, version in (line.partition("==") for line in lines) if version}


def test_the_bill_names_what_is_installed_with_its_version() -> None:
    made = bill("test")
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    listed = {canonical(part["name"]): part for part in made["components"]}
    assert {canonical(requirement.name) for requirement in wanted()} <= listed.keys()
    assert {name: part["version"] for name, part in listed.items()} == {
        name: version for name, version in held().items() if name in listed
    }
    # What others bring, and nothing that only tests want.
    assert {"markupsafe", "idna", "six" if "six" in held() else "attrs"} <= listed.keys()
    assert not {"pytest", "mypy", "playwright", "hypothesis"} & listed.keys()
    assert all(part["purl"] == f"pkg:pypi/{name}@{part['version']}" for name, part in listed.items())
    assert sum("licenses" in part for part in listed.values()) > 0.9 * len(listed)
    (own,) = made["dependencies"]
    assert set(own["dependsOn"]) <= {part["bom-ref"] for part in made["components"]}


@contextmanager
def database(body: object, status: int = 200) -> Iterator[str]:
    """A database of advisories on loopback that gives one answer."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            count = len(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"])
            text = json.dumps(body(count) if callable(body) else body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_arguments: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1/querybatch"
        server.shutdown()


def audit(address: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deploy.advisories"], cwd=ROOT, env={**os.environ, "LONDON_CRIME_ADVISORIES": address},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def nothing(count: int) -> dict[str, object]:
    return {"results": [{} for _ in range(count)]}


def one(count: int) -> dict[str, object]:
    return {"results": [{"vulns": [{"id": "GHSA-test"}]}, *({} for _ in range(count - 1))]}


def test_the_audit_says_what_is_known() -> None:
    count = len(installed(wanted()))
    with database(nothing) as address:
        clean = audit(address)
    assert (clean.returncode, clean.stdout) == (0, f"{count} packages asked, 0 with known weaknesses\n")
    with database(one) as address:
        hit = audit(address)
    assert hit.returncode == 1
    assert re.search(r"^\S+ \S+: GHSA-test$", hit.stdout, re.MULTILINE)


@pytest.mark.parametrize("body", [{"results": []}, {"error": "no"}, [1], "text"])
def test_an_answer_that_is_none_is_no_good_news(body: object) -> None:
    with database(body) as address:
        done = audit(address)
    assert (done.returncode, done.stdout) == (2, "")
    assert "could not be asked" in done.stderr


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "no address"])
def test_a_database_that_is_not_reached_is_said(address: str) -> None:
    done = audit(address)
    assert (done.returncode, done.stdout) == (2, "")
    assert "could not be asked, so nothing is known" in done.stderr
    assert "Traceback" not in done.stderr
    with database({}, 503) as refusing:
        assert audit(refusing).returncode == 2
