"""A plain page in words, in the dashboard's colours: for what is not found, fails or is full."""

from __future__ import annotations

from html import escape

from api.charts.palette import variables


def plain_page(title: str, body: str) -> str:
    """A document that loads nothing but its icon; `body` is HTML."""
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)} – London crime dashboard</title>
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
{body}
</main>
</body>
</html>
"""
