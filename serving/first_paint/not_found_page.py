"""The page for a path that there is not: what was asked for, and the ways on."""

from __future__ import annotations

from html import escape

from api.charts.palette import variables

SHOWN = 120


def not_found_page(path: str) -> str:
    """A plain page in words; the path is repeated, shortened and escaped."""
    shown = escape(path if len(path) <= SHOWN else f"{path[:SHOWN]}…")
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Not found – London crime dashboard</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>
:root {{ {variables("light")} color-scheme: light dark; }}
@media (prefers-color-scheme: dark) {{ :root {{ {variables("dark")} }} }}
body {{ margin: 0 auto; max-width: 40rem; padding: 2rem 1rem; background: var(--chart-ground); color: var(--chart-ink);
  font: 1rem/1.5 "Source Sans", system-ui, sans-serif; overflow-wrap: anywhere; }}
a {{ color: var(--chart-hue-1); }}
</style>
</head>
<body>
<main>
<h1>There is nothing at this address</h1>
<p><code>{shown}</code> is no page of the London crime dashboard.</p>
<ul>
<li><a href="/">Overview</a>: London now, and the way to every page</li>
<li><a href="/borough">Your borough</a>, or <a href="/briefing">a briefing of each borough</a></li>
<li><a href="/explore">Explore data</a>: indicators, areas and months by choosing</li>
<li><a href="/api/v1/docs">Open data</a>: every address that gives figures</li>
</ul>
</main>
</body>
</html>
"""
