"""python -m benchmarks.runs: what one run of each page takes on the server, and how much its charts weigh.

One visitor, from the question to the end of the script. `new` are views that nobody has asked for since the server
started (one borough after another), `again` is a view that was drawn before. Beside them, on the same two cores, the
typical pandas + plotly.express page of `benchmarks/typical_app.py`.
"""

from __future__ import annotations

import asyncio
from statistics import median

from benchmarks.sockets import Run, run, session
from benchmarks.visits import serving

PAGES = {
    "overview": "", "knife_crime": "knife_crime", "burglary": "burglary", "vawg": "vawg",
    "reoffending": "reoffending", "borough": "borough", "compare": "compare", "claims": "claims",
    "methods": "methods", "explore": "explore",
}  # fmt: skip
TYPICAL = "benchmarks/typical_app.py"
WARMING, *BOROUGHS = "Sutton", "Croydon", "Barnet", "Lambeth", "Ealing", "Camden", "Bexley", "Hackney"
TIMES = 7


async def visit(address: str, page: str) -> tuple[float, float, Run]:
    """Median milliseconds of new views and of one that was drawn before, and the view with the heaviest charts."""
    async with session(address) as socket:
        opened = [await run(socket, page), await run(socket, page, f"area={WARMING}")]
        new = [await run(socket, page, f"area={borough}") for borough in BOROUGHS]
        again = [await run(socket, page, f"area={WARMING}") for _ in range(TIMES)]
    heaviest = max((*opened, *new), key=lambda each: sum(each.charts))
    return median(each.taken for each in new), median(each.taken for each in again), heaviest


def main() -> None:
    """Measure and print a line for each page."""
    for script, pages in (("dashboard.py", PAGES), (TYPICAL, {"typical page": ""})):
        with serving(script) as address:
            for name, page in pages.items():
                new, again, heaviest = asyncio.run(visit(address, page))
                weight = f"{len(heaviest.charts):2} charts, {sum(heaviest.charts) / 1000:4.0f} kB"
                print(f"{name:13} new {new:6.1f} ms   again {again:6.1f} ms   {weight}", flush=True)


if __name__ == "__main__":
    main()
