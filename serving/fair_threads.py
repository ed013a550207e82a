"""How long Python lets one thread compute before another has its turn."""

from __future__ import annotations

import sys

# Seconds. With Python's own 5 ms a request that waits for its client a few times waits as often for whoever computes:
# a cheap answer beside a large export took 8 times as long as alone, and takes twice as long so.
TURN = 0.0005


def share_the_interpreter() -> None:
    """Let threads take turns ten times as often as Python does by itself."""
    sys.setswitchinterval(TURN)
