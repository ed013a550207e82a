"""The linter, the formatter and the type checker, so that one command tests everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "."), ("ruff", "format", "--check", "--output-format=concise", "."), ("mypy",)],
    ids=lambda command: " ".join(command[:2]),
)
def test_code_style(command: tuple[str, ...], repo: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=repo, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
