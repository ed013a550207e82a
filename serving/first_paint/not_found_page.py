"""The page for a path that there is not: what was asked for, and the ways on."""

from __future__ import annotations

from html import escape

from serving.plain_page import plain_page

SHOWN = 120


def not_found_page(path: str) -> str:
    """A plain page in words; the path is repeated, shortened and escaped."""
    shown = escape(path if len(path) <= SHOWN else f"{path[:SHOWN]}…")
    return plain_page(
        "Not found",
        f"""<h1>There is nothing at this address</h1>
<p><code>{shown}</code> is no page of the London crime dashboard.</p>
<ul>
<li><a href="/">Overview</a>: London now, and the way to every page</li>
<li><a href="/borough">Your borough</a>, or <a href="/briefing">a briefing of each borough</a></li>
<li><a href="/explore">Explore data</a>: indicators, areas and months by choosing</li>
<li><a href="/api/v1/docs">Open data</a>: every address that gives figures</li>
</ul>""",
    )
