"""What lies in the repository beside the code: files, requirements, README, theme."""

from __future__ import annotations

import ast
import csv
import hashlib
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from data.catalogue import DATASETS

ROOT = Path(__file__).parents[2]
RUNTIME = ("dashboard.py", "serving", "data", "analytics", "api", "pages")
# Not imported by us: started by name; called by Streamlit, which takes a figure as plain data.
NOT_IMPORTED = {"uvicorn", "plotly"}
SNAPSHOT_LIMIT = 12_000_000


def tracked(repo: Path) -> list[Path]:
    """The files that git knows or would add."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=repo, capture_output=True, check=True)
    return [path for name in done.stdout.decode().split("\0") if name and (path := repo / name).is_file()]


def requirements(name: str) -> list[str]:
    lines = (line.split("#")[0].strip().lower() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    # What is installed has no extras in its name: `ibis-framework[duckdb]==12.0.0`.
    return [re.sub(r"\[[\w,]+\]", "", line) for line in lines if line and not line.startswith("-")]


def fenced(text: str) -> list[str]:
    return [block.strip() for block in re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]


@pytest.mark.published
def test_no_publishers_file_is_in_the_repository(repo: Path, published: Path) -> None:
    with (published / "MANIFEST.csv").open(encoding="utf-8", newline="") as manifest:
        theirs = {row["sha256"]: row["file"] for row in csv.DictReader(manifest)}
    ours = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in tracked(repo)}
    assert {path: theirs[digest] for path, digest in ours.items() if digest in theirs} == {}


def test_the_snapshot_is_small(repo: Path) -> None:
    sizes = {p.name: p.stat().st_size for p in (repo / "data" / "snapshot").rglob("*") if p.is_file()}
    assert 0 < sum(sizes.values()) <= SNAPSHOT_LIMIT, sizes


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_every_dataset_is_acknowledged(dataset: Any, repo: Path) -> None:
    assert dataset.attribution in (repo / "DATA-LICENCE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-cluster.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_explained(file: str, repo: Path) -> None:
    record = (repo / "docs" / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8")
    held = set(requirements("constraints.txt"))
    for requirement in requirements(file):
        assert re.fullmatch(r"[\w-]+==[\w.]+", requirement)
        assert requirement in held, f"{requirement}: run make constraints"
        assert f"| {requirement.split('==')[0]} |" in record, requirement


PIN = re.compile(
    r"^([\w.-]+(?:\[[\w,]+\])?==\S+)( ; .+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def normal(pin: str) -> str:
    """`jinja2==3.1.6` for `Jinja2==3.1.6`, without extras."""
    name, _, version = pin.partition("==")
    return f"{re.sub(r'[-_.]+', '-', name.split('[')[0]).lower()}=={version}"


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-cluster.txt", "requirements-dev.txt"])
def test_what_the_readme_installs_has_a_hash_and_the_versions_that_were_tested(file: str, repo: Path) -> None:
    """A file and those beneath it hold each requirement; beside what is held by constraints.txt, only what it cannot hold."""
    name, pins = file.replace(".txt", "-hashed.txt"), {}
    while name:
        text = (repo / name).read_text(encoding="utf-8")
        layer = re.match(r"#.*\n(?:-r (\S+)\n)?", text)
        assert layer
        found = PIN.findall(text)
        assert text[layer.end() :] == "".join(f"{pin}{marker} \\\n{hashes}" for pin, marker, hashes in found), name
        pins |= {normal(pin): marker for pin, marker, _ in found}
        name = layer[1]
    held = set(map(normal, requirements("constraints.txt")))
    assert set(map(normal, requirements(file))) <= pins.keys(), "run make hashes"
    # What this platform does not install, the file holds for those that do.
    assert {pin for pin, marker in pins.items() if not marker} <= held, "run make hashes"
    if file == "requirements-dev.txt":
        assert held <= pins.keys(), "run make hashes"


def test_what_is_imported_is_declared_and_what_is_declared_is_used(repo: Path) -> None:
    files = [path for part in RUNTIME for path in (repo / part, *(repo / part).rglob("*.py")) if path.suffix == ".py"]
    names = {name.split(".")[0] for path in files if path.is_file() for name in imported(path)}
    ours = {Path(part).stem for part in RUNTIME} | {"parts"}
    distributions = packages_distributions()
    used = {distributions.get(name, [name])[0].lower() for name in names - ours - sys.stdlib_module_names}
    files = ("requirements.txt", "requirements-cluster.txt")
    declared = {requirement.split("==")[0] for file in files for requirement in requirements(file)}
    assert used | NOT_IMPORTED == declared


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module)
    return names


def test_the_readme_begins_with_the_two_commands(repo: Path) -> None:
    run, test, *_ = fenced((repo / "README.md").read_text(encoding="utf-8"))
    install = "python3 -m venv .venv && .venv/bin/pip install -q -r"
    assert run == f"{install} requirements-hashed.txt && .venv/bin/streamlit run dashboard.py"
    assert test == f"{install} requirements-dev-hashed.txt && .venv/bin/python -m pytest"


def test_ci_runs_the_command_of_the_readme(repo: Path) -> None:
    script = (repo / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    assert "pip install" not in script, "the command must come from the README"
    extract = next(line for line in script.splitlines() if line.startswith("command="))
    shown = subprocess.run(
        ["bash", "-c", f'{extract}\nprintf %s "$command"'], cwd=repo, capture_output=True, text=True, check=True
    )
    assert shown.stdout == fenced((repo / "README.md").read_text(encoding="utf-8"))[1]


def test_the_readme_names_only_what_exists(repo: Path) -> None:
    readme = (repo / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", readme):
        assert (repo / target).exists(), target


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_legible(scheme: str, repo: Path) -> None:
    theme = tomllib.loads((repo / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][scheme]
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        for text in ("textColor", "linkColor", "grayTextColor", "blueTextColor", "primaryColor", "codeTextColor"):
            assert contrast(theme[text], ground) >= 4.5, (text, ground)
    assert contrast(theme["dataframeHeaderTextColor"], theme["dataframeHeaderBackgroundColor"]) >= 4.5
    # Lines of a chart need 3:1; the palette's orange is for a fourth series, which is labelled as well.
    for colour in theme["chartCategoricalColors"]:
        assert contrast(colour, theme["backgroundColor"]) >= 2.9, colour
