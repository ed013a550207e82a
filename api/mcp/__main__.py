"""`python -m api.mcp`: the server over standard input and output, for a program that starts it."""

from __future__ import annotations

import sys

from api.mcp.figures_server import server
from data import warehouse


def main() -> int:
    """Prepare the figures, then answer until the input ends. Standard output belongs to the protocol."""
    warehouse.ensure(progress=False)
    server.run("stdio")
    return 0


if __name__ == "__main__":
    sys.exit(main())
