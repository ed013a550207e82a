"""Fixtures that every test may ask for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from data import warehouse

pytest_plugins = ["tests.whole_suite"]

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT.parent / "shared" / "published"

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
# A mistake need only be found, not explained, and it is looked for hundreds of times.
settings.register_profile(
    "mutants", deadline=None, derandomize=True, max_examples=30, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile("ci" if "CI" in os.environ else "here")


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root of the project."""
    return ROOT


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of the publishers' files: required in CI, else its tests are skipped without it."""
    if not (PUBLISHED / "MANIFEST.csv").exists():
        message = "the publishers' files are not there: expected ../shared/published/MANIFEST.csv beside the project"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    return PUBLISHED


@pytest.fixture(scope="session", autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests build their warehouse in a folder of their own, from the figures that ship.

    LONDON_CRIME_TEST_VAR names one that is kept, for those who start the same tests again and again.
    """
    given = os.environ.get("LONDON_CRIME_TEST_VAR")
    folder = Path(given) if given else tmp_path_factory.mktemp("var")
    os.environ["LONDON_CRIME_VAR"] = str(folder)
    os.environ.pop("LONDON_CRIME_SNAPSHOT", None)
    warehouse.ensure(progress=False)
    return folder


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Started in the background of a script, tests ignore the keyboard's signal, and what they start inherits that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True)
class Installation:
    """An installation of the data layer: what it has added and built, and what shipped with it."""

    var: Path
    snapshot: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "LONDON_CRIME_VAR": str(self.var), "LONDON_CRIME_SNAPSHOT": str(self.snapshot)}

    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LONDON_CRIME_VAR", str(self.var))
        monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(self.snapshot))


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """An installation with the figures that ship and nothing added, used by the test itself."""
    installation = Installation(tmp_path / "var", ROOT / "data" / "snapshot")
    installation.use(monkeypatch)
    return installation


@pytest.fixture(scope="session")
def from_published(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation that began with nothing and added every published file in one call.

    LONDON_CRIME_TEST_PUBLISHED names one that is kept, for those who start the same tests again and again.
    """
    kept = os.environ.get("LONDON_CRIME_TEST_PUBLISHED")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("published")
    installation = Installation(folder / "var", folder / "snapshot")
    if (installation.var / "warehouse" / "CURRENT").exists():
        return installation
    files = [str(f) for f in publications(published)]
    records = published.parent / "further" / "police_uk"
    for arguments in (["add", *files], ["street", str(records), "--published", "2026-02"]):
        command = [sys.executable, "-m", "data", "--quiet", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=installation.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return installation


def publications(published: Path) -> list[Path]:
    """The files of the figures that ship: of today's editions, of others, and of further publications.

    Not the list of claims, nor what others derived from boundaries, nor the file by former wards, which is refused.
    """
    files = [f for f in published.glob("*/*") if f.parent.name != "claims" and "_derived" not in f.stem]
    vintages = [f for f in (published.parent / "vintages").glob("*/*") if f.stem != "ward_recent_to202208"]
    further = [f for name in ("mopac_pas", "ons_pfa") for f in (published.parent / "further" / name).iterdir()]
    return [*sorted(files), *sorted(vintages), *sorted(further)]
