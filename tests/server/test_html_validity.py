"""HTML that the server sends holds to the standard: the Nu Html Checker finds no error in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.pages.test_pages import PAGES
from tests.server.test_front_door import ask, painted, path_of

pytestmark = pytest.mark.server
DOCUMENTS = ("briefing", "briefing/croydon", "briefing/narnia", "nothing", "api/v1/docs", "borough?area=Croydon")


@pytest.fixture(scope="session")
def checker(repo: Path) -> list[str]:
    """The command of the checker: `npm install --prefix tests/markup` and Java; required in CI."""
    jar = repo / "tests" / "markup" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.exists() or shutil.which("java") is None:
        message = "the Nu Html Checker is not there: npm install --prefix tests/markup, and Java"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    return ["java", "-jar", str(jar), "--errors-only", "--format", "json"]


def test_every_document_is_valid(dashboard: str, checker: list[str], tmp_path: Path, step: int) -> None:
    for page in PAGES[::step]:
        name = path_of(page) or "overview"
        (tmp_path / f"{name}.html").write_text(painted(f"{dashboard}/{path_of(page)}"), encoding="utf-8")
    for path in DOCUMENTS[::step]:
        name = path.replace("/", "-").replace("?", "-")
        (tmp_path / f"{name}.html").write_text(ask(f"{dashboard}/{path}").text, encoding="utf-8")
    files = sorted(str(file) for file in tmp_path.glob("*.html"))
    done = subprocess.run([*checker, *files], capture_output=True, text=True, check=False, timeout=120)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    assert [f"{m['url'].rsplit('/')[-1]}:{m.get('lastLine')}: {m['message']}" for m in messages] == []
