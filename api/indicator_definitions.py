"""The definitions of all indicators as a page for `docs/`: `make docs` writes it."""

from __future__ import annotations

from pathlib import Path

from analytics.indicators import INDICATORS, Indicator, caveats
from analytics.periods import month_name

PAGE = Path(__file__).parent.parent / "docs" / "data" / "definitions.md"
OPENING = """# Definitions

What each indicator counts, at which levels, from when, and what to be careful about. Made from the registry by \
`make docs`; `/api/v1/catalogue.json` has the same with the changes in recording, as JSON. \
[Using the data](README.md)
"""


def page() -> str:
    """The page: a section for each theme, an entry for each indicator."""
    themes = dict.fromkeys(indicator.theme for indicator in INDICATORS.values())
    sections = [
        f"## {theme}\n\n"
        + "\n".join(_entry(indicator) for indicator in INDICATORS.values() if indicator.theme == theme)
        for theme in themes
    ]
    return "\n".join((OPENING, *sections))


def _entry(indicator: Indicator) -> str:
    where = ", ".join(indicator.levels) or "English regions (reoffending.csv)"
    per = f" Rate: per {indicator.per:,} {indicator.people}." if indicator.denominator else ""
    begins = month_name(indicator.start)
    if indicator.london_start:
        begins += f" (London as a whole: {month_name(indicator.london_start)})"
    lines = [
        f"**`{indicator.id}`** {indicator.title}\n",
        f"{indicator.definition} Unit: {indicator.unit}. Levels: {where}. From {begins}.{per}\n",
        *(f"- {caveat}" for caveat in caveats(indicator)),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
