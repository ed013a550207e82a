"""The files in deploy/ that no test can start: checked by the program that reads them, or against what they name."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from data.catalogue import DATASETS
from tests.deploy.conftest import COMMANDS, ROOT, needs

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
    drain = re.search(r"^LONDON_CRIME_DRAIN=(\d+)$", COMMANDS["settings"], re.MULTILINE)
    assert drain
    assert int(drain[1]) + int(graceful[1]) + 5 <= int(stop[1])


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
    """So what tests/deploy/test_replicas.py tries, which starts a replica by the steps, is what the image does."""
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
