"""One process at a time: what adds, builds or refreshes holds a lock file while it works."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import DashboardError

FOREVER = -1.0


@contextlib.contextmanager
def alone(lock: Path, otherwise: str, *, wait: float = 0) -> Iterator[None]:
    """Hold a lock file. Raises DashboardError(otherwise) when another process holds it for longer than `wait` s.

    The operating system lets go of the lock of a process that was killed; the file itself stays.
    """
    try:
        holder = FileLock(lock, timeout=wait, thread_local=False, preserve_lock_file=True)
        holder.acquire()
    except Timeout as error:
        raise DashboardError(otherwise, "Wait for it to end, then try again.") from error
    try:
        yield
    finally:
        holder.release()
