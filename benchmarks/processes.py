"""Time and peak memory of a program that runs in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent
# Seconds after which a server that is not healthy will not become so.
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `seconds` on the clock, `megabytes` resident at the peak, what it printed.

    `processor` are the seconds of all processors together, which other work on the machine lengthens less.
    """

    seconds: float
    megabytes: float
    output: str
    processor: float


def run(*module: str, environment: Mapping[str, str] | None = None) -> Run:
    """`python -m MODULE…` from start to end. Raises RuntimeError, with its output, when it fails."""
    return _measure(module, environment or {}, until=lambda _process: True)


def start(*module: str, environment: Mapping[str, str] | None = None) -> Run:
    """`python -m MODULE… --server.port PORT` from start until it says that it is healthy; then it is stopped."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/_stcore/health"

    def until_healthy(process: subprocess.Popen[bytes]) -> bool:
        deadline = time.monotonic() + PATIENCE
        while not is_healthy(address):
            if _has_ended(process) or time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    return _measure((*module, "--server.port", str(port)), environment or {}, until=until_healthy, stop=True)


def best(times: int, measure: Callable[[], Run]) -> Run:
    """The quickest of several runs: the one that other work on the machine disturbed least."""
    return min((measure() for _ in range(times)), key=lambda done: done.seconds)


def _measure(
    module: tuple[str, ...],
    environment: Mapping[str, str],
    *,
    until: Callable[[subprocess.Popen[bytes]], bool],
    stop: bool = False,
) -> Run:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as log:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *module], cwd=ROOT, env=os.environ | environment, stdout=out, stderr=log
        )
        good = until(process)
        reached = time.perf_counter()
        if stop:
            process.send_signal(signal.SIGTERM)
        # wait4, because the memory of one child is wanted and not the largest of all.
        _, status, usage = os.wait4(process.pid, 0)
        ended = reached if stop else time.perf_counter()
        process.returncode = os.waitstatus_to_exitcode(status)
        if not good or (process.returncode and not stop):
            raise RuntimeError(f"python -m {' '.join(module)} failed:\n{_text(out)}{_text(log)}")
        return Run(
            ended - began,
            usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024),
            _text(out),
            usage.ru_utime + usage.ru_stime,
        )


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether it has ended, without collecting it: wait4 needs it still."""
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def is_healthy(address: str) -> bool:
    """Whether a server answers at its health address."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310 - our own address
            return bool(response.status == 200)
    except OSError:
        return False


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
