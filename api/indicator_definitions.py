"""The definitions of all indicators as a page for `docs/`: `python -m api.indicator_definitions` writes it."""

from __future__ import annotations

from pathlib import Path

from analytics.indicators import INDICATORS, Indicator, caveats
from analytics.periods import month_name
from analytics.tables.value_rows import measure_name

PAGE = Path(__file__).parent.parent / "docs" / "data" / "definitions.md"
OPENING = """# Definitions

What each indicator counts, at which levels, from when, and what to be careful about. Made from the registry by \
`python -m api.indicator_definitions`; `/api/v1/catalogue.json` has the same with the changes in recording, as JSON. \
[Using the data](README.md)
"""


def page() -> str:
    """The page: a section for each theme, an entry for each indicator."""
    themes = dict.fromkeys(each.theme for each in INDICATORS.values())
    sections = [
        f"## {theme}\n\n" + "\n".join(_entry(each) for each in INDICATORS.values() if each.theme == theme)
        for theme in themes
    ]
    return "\n".join((OPENING, *sections))


def _entry(found: Indicator) -> str:
    where = ", ".join(found.levels) or "English regions (reoffending.csv)"
    people = measure_name(found.denominator).removeprefix("the ") if found.denominator else ""
    per = f" Rate: per {found.per:,} {people}." if people else ""
    lines = [
        f"**`{found.id}`** {found.title}\n",
        f"{found.definition} Unit: {found.unit}. Levels: {where}. From {month_name(found.start)}.{per}\n",
        *(f"- {caveat}" for caveat in caveats(found)),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
