"""How much of what the explorer was asked for goes into one chart, and what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analytics.geography.areas import Area, areas_at, name_of
from analytics.indicators import Indicator, indicator
from analytics.narrative import number
from analytics.requests.selection import Selection
from analytics.tables.figures_table import Measure
from pages.parts import cached_figures, words
from pages.parts.cached_figures import kept
from pages.parts.figures import HUES

COLOURED = len(HUES)
# Lines that can be drawn each in a chart of its own, bars that can be read, points that a browser draws at once.
MOST_LINES, MOST_BARS, MOST_POINTS = 40, 40, 2_400


def is_one_period(selection: Selection) -> bool:
    """Whether there is one period of each indicator: bars, not lines."""
    return selection.last == 1 or (selection.start is not None and selection.start == selection.end)


def charts_of(selection: Selection) -> tuple[Selection, ...]:
    """A selection for each chart: one measure of the indicators that share an axis."""
    charts: list[Selection] = []
    for measure in selection.measures:
        groups: dict[tuple[object, ...], list[str]] = {}
        for indicator_id in selection.indicators:
            groups.setdefault(_axis(indicator(indicator_id), measure), []).append(indicator_id)
        charts += [replace(selection, indicators=tuple(ids), measures=(measure,)) for ids in groups.values()]
    return tuple(charts)


def drawable(selection: Selection) -> Selection:
    """The part of a selection of one chart that it can show."""
    return _fewer(_places_only(selection))


def _places_only(selection: Selection) -> Selection:
    """Of the areas those that are places, as far as there are any."""
    return replace(selection, areas=tuple(area for area in selection.areas if not area.is_pseudo) or selection.areas)


def _axis(candidate: Indicator, measure: Measure) -> tuple[object, ...]:
    """What two indicators must have in common to share an axis."""
    of_rate = (candidate.per, candidate.denominator) if measure == "rate" else ()
    return (candidate.measure, candidate.noun[1] == "victims" and measure != "change", *of_rate)


def _fewer(selection: Selection) -> Selection:
    """As much of a selection as can be drawn: the areas that are highest in the first indicator, the newest periods."""
    several, bars = len(selection.indicators), is_one_period(selection)
    most = MOST_BARS if bars else MOST_LINES
    if several * len(selection.areas) > most:
        newest = replace(selection, indicators=selection.indicators[:1], last=1).figures()
        values = dict(zip(newest.column("area_code").to_pylist(), newest.column("value").to_pylist(), strict=True))
        highest = sorted(selection.areas, key=lambda area: -(values.get(area.code) or 0.0))
        selection = replace(selection, areas=tuple(highest[: max(1, (most if bars else COLOURED) // several)]))
    if selection.rows_at_most > MOST_POINTS:
        selection = replace(selection, last=max(2, MOST_POINTS // (len(selection.indicators) * len(selection.areas))))
    return selection


def left_out(selection: Selection, drawn: Selection) -> str:
    """What the files have that the chart has not."""
    left = []
    if other := len(selection.areas) - len(drawn.areas):
        lower = any(not area.is_pseudo for area in set(selection.areas) - set(drawn.areas))
        than = f", lower in {indicator(drawn.indicators[0]).in_sentence}" if lower else ""
        left.append(f"{number(other)} more areas{than}")
    if drawn.last and drawn.last != selection.last:
        left.append("earlier periods")
    return f"Not drawn, but in the files: {words.listed(left)}." if left else ""


def places_of(areas: Sequence[Area]) -> dict[str, str]:
    """The areas' names by code; of wards whose name others in London share, with their boroughs."""
    shared = _shared_names()
    return {
        area.code: f"{area.name} ({name_of(area.parent_code)})"
        if area.name in shared
        else cached_figures.place_name(area)
        for area in areas
    }


@kept
def _shared_names() -> frozenset[str]:
    """What more than one ward is called."""
    times = Counter(area.name for area in areas_at("ward"))
    return frozenset(name for name, count in times.items() if count > 1)
