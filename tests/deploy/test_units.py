"""The files in deploy/ that no test can start: checked by the program that reads them, or against what they name."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.processes import free_port
from data.catalogue import DATASETS
from tests.deploy.conftest import ROOT, needs

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
CONTAINER = DEPLOY / "container"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_the_unit(unit: Path, tmp_path: Path) -> None:
    needs("systemd-analyze")
    text = unit.read_text(encoding="utf-8")
    # As if it were installed where the document says.
    text = text.replace("/srv/london-crime/.venv/bin/uvicorn", sys.executable).replace("/srv/london-crime", str(ROOT))
    for other in UNITS:
        (tmp_path / other.name).write_text(other.read_text(encoding="utf-8"))
    (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(tmp_path / unit.name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if unit.name in line]
    assert complaints == []
    # It must be able to complain.
    (tmp_path / unit.name).write_text(text.replace("[Service]", "[Service]\nRestrt=always").replace(
        "[Timer]", "[Timer]\nOnCalender=daily"))  # fmt: skip
    wrong = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(tmp_path / unit.name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert unit.name in wrong.stderr


def test_the_service_cuts_off_before_systemd_kills() -> None:
    text = (DEPLOY / "systemd" / "london-crime.service").read_text(encoding="utf-8")
    graceful = re.search(r"--timeout-graceful-shutdown (\d+)", text)
    stop = re.search(r"TimeoutStopSec=(\d+)", text)
    assert graceful
    assert stop
    assert int(graceful[1]) + 5 <= int(stop[1])


def test_alerts_ask_for_metrics_that_there_are() -> None:
    from serving.metrics import REGISTRY, generate_latest

    served = {family.name for family in text_string_to_metric_families(generate_latest(REGISTRY).decode())}
    written = set(re.findall(r"^# TYPE (\w+)", (DEPLOY / "refresh").read_text(encoding="utf-8"), re.MULTILINE))
    rules = (DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8")
    expressions = re.findall(r"expr: (.+)", rules)
    assert len(expressions) == rules.count("- alert:") == rules.count("summary:") == rules.count("action:") >= 8
    used = {name.removesuffix("_total") for line in expressions for name in re.findall(r"london_crime_\w+", line)}
    assert used
    assert used <= served | written
    for dataset in re.findall(r'dataset="(\w+)"', rules):
        assert dataset in DATASETS


def test_the_image_does_nothing_but_its_steps() -> None:
    """So what a test of the steps tries is what the image does."""
    lines = (CONTAINER / "Containerfile").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# UNTRIED")
    assert (CONTAINER / "compose.yaml").read_text(encoding="utf-8").startswith("# UNTRIED")
    runs = [line for line in lines if line.startswith(("RUN ", "CMD ")) or " CMD " in line]
    steps = [run for run in runs if "deploy/container/steps" in run]
    assert [run for run in runs if run not in steps] == [
        "RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin london-crime \\"
    ]
    assert "USER 10001:10001" in lines
    named = set(re.findall(r"steps\"?,? \"?(\w+)", " ".join(steps)))
    script = (CONTAINER / "steps").read_text(encoding="utf-8")
    assert named == set(re.findall(r"^    (\w+)\)", script, re.MULTILINE))
    for source in re.findall(r"^COPY (?!--)(.+) \S+$", "\n".join(lines), re.MULTILINE):
        assert all((ROOT / name).exists() for name in source.split())


@pytest.mark.server
def test_the_steps_serve_and_write_into_their_own_folder_alone(tmp_path: Path) -> None:
    """As the image's read-only root asks; bytecode is compiled while it is built."""
    var, port = tmp_path / "var", str(free_port())
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LONDON_CRIME_")} | {
        "LONDON_CRIME_VAR": str(var), "PYTHON": sys.executable, "PORT": port, "HOST": "127.0.0.1",
        "HOME": str(tmp_path / "no-home"), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    steps, began = str(CONTAINER / "steps"), time.time()
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([steps, "serve"], env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + 120
        while subprocess.run([steps, "check"], env=environment, capture_output=True, check=False).returncode:
            assert process.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < deadline, (tmp_path / "log").read_text()
            time.sleep(0.3)
        address = f"http://127.0.0.1:{port}/api/v1/series.csv?indicator=burglary&last=2"
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert answer.status == 200
    finally:
        process.terminate()
        assert process.wait(30) in (0, -signal.SIGTERM)
    assert list(var.rglob("*.duckdb"))
    assert not (tmp_path / "no-home").exists()
    folders = [ROOT / name for name in ("analytics", "api", "data", "deploy", "pages", "serving", ".streamlit")]
    written = [
        path
        for folder in folders
        for path in folder.rglob("*")
        if "__pycache__" not in path.parts and path.stat().st_mtime > began
    ]
    assert written == []
