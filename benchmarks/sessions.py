"""python -m benchmarks.sessions [N]: N visitors on one process, each changing a filter every ten seconds.

Real web sockets speak to the real server as a browser does; an answer counts when the script has finished. Prints
the median and the 95th percentile of the waits, beside those of one visitor alone on the same server and beside a
typical pandas + plotly.express page with a tenth of the visitors.
"""

from __future__ import annotations

import asyncio
import random
import sys
from statistics import median, quantiles

from benchmarks.sockets import run, session
from benchmarks.visits import serving

EVERY, TURNS = 10.0, 3
ADDRESSES = ("", "area=Croydon", "area=Croydon&area=Lambeth", "window=Month", "area=Barnet&measure=Rate")


async def visit(address: str, page: str, start: float, waits: list[float]) -> None:
    """One visitor: the first view, then a change every ten seconds."""
    await asyncio.sleep(start)
    async with session(address) as socket:
        await run(socket, page)
        for _ in range(TURNS):
            await asyncio.sleep(EVERY * random.uniform(0.9, 1.1))  # noqa: S311 - spread, not secrecy
            waits.append((await run(socket, page, random.choice(ADDRESSES))).taken)  # noqa: S311


async def crowd(address: str, page: str, visitors: int) -> list[float]:
    """The waits of all visitors, who arrive over ten seconds."""
    waits: list[float] = []
    async with asyncio.TaskGroup() as group:
        for n in range(visitors):
            group.create_task(visit(address, page, EVERY * n / visitors, waits))
    return waits


def main(visitors: int) -> None:
    """Measure and print."""
    # The typical page cannot bear as many: a tenth of them shows as much.
    for name, script, page, crowded in (
        ("Knife crime", "dashboard.py", "knife_crime", visitors),
        ("Typical page", "benchmarks/typical_app.py", "", max(2, visitors // 10)),
    ):
        with serving(script) as address:
            asyncio.run(crowd(address, page, 1))
            # The same server with a visitor alone, twice: what a change takes while nobody else is there.
            alone = median([wait for _ in range(2) for wait in asyncio.run(crowd(address, page, 1))])
            waits = asyncio.run(crowd(address, page, crowded))
        cuts = quantiles(waits, n=20)
        print(
            f"{name:13} {crowded} visitors, {len(waits)} changes: median {cuts[9]:6.0f} ms ({cuts[9] / alone:4.1f} x), "
            f"95% within {cuts[18]:6.0f} ms ({cuts[18] / alone:4.1f} x); alone, median {alone:6.0f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
