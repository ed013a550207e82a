"""The dashboard as visitors meet it: the real server in its own process."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

COMMANDS = {
    "streamlit run": ("streamlit", "run", "dashboard.py", "--server.port"),
    "uvicorn": ("uvicorn", "dashboard:app", "--workers", "2", "--port"),
}


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve(*command: str, folder: Path, seconds: float = 300) -> Iterator[str]:
    """The address of the server that `python -m COMMAND PORT` starts, once it is healthy; stopped at the end."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, str(port)], cwd=folder, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            if not healthy(address, process, seconds=seconds):
                log.seek(0)
                pytest.fail(f"{' '.join(command)} {port} did not become healthy:\n{log.read()}")
            yield address
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def healthy(address: str, process: subprocess.Popen[bytes], *, seconds: float) -> bool:
    """Whether the server says within `seconds`, and before it ends, that it is well."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx2.get(f"{address}/_stcore/health", timeout=5).status_code == 200:
                return True
        except httpx2.TransportError:
            time.sleep(0.1)
    return False


@pytest.fixture
def step(request: pytest.FixtureRequest) -> int:
    """Of many alike every first is asked for where one process serves them, every eighth where several do."""
    return 1 if request.node.callspec.params["dashboard"] == "streamlit run" else 8


@pytest.fixture(scope="session", params=COMMANDS)
def dashboard(request: pytest.FixtureRequest, repo: Path) -> Iterator[str]:
    """The address of the dashboard, served each way in turn."""
    with serve(*COMMANDS[request.param], folder=repo) as address:
        yield address
