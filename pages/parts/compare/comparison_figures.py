"""Figures that compare areas: the funnel, the ranking with its intervals, change against level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analytics.borough_profile.borough_comparison import Comparison, Place
from analytics.narrative import number
from analytics.statistics.normal_quantiles import Z95, Z998
from analytics.tables.published_rows import DECIMALS
from pages.parts.figures import HUES, QUIET, SHADE, SMALL, STRONG, Figure, note

HEIGHT = 440
# Names are placed so that they keep apart on a phone, where a chart is this wide; elsewhere there is more room.
PHONE = 240
LETTER, LINE = 6.4, 14
STEPS = 24
ROW = 21


@dataclass(frozen=True, slots=True)
class Look:
    """How a borough is drawn: the chosen ones, those like the first of them, those outside the limits, the rest."""

    colour: str
    symbol: str
    size: int
    named: bool
    matters: int


CHOSEN = Look(HUES[0], "diamond", 12, named=True, matters=3)
OUTSIDE = Look(HUES[2], "circle", 9, named=True, matters=2)
LIKE = Look(HUES[1], "square", 9, named=True, matters=1)
OTHER = Look(QUIET, "circle-open", 8, named=False, matters=0)


def look_of(place: Place, *, chosen: Sequence[str], similar: Sequence[str]) -> Look:
    """The look of a borough."""
    if place.area.code in chosen:
        return CHOSEN
    if place.widened not in (None, "inside"):
        return OUTSIDE
    return LIKE if place.area.code in similar else OTHER


def funnel(comparison: Comparison, looks: Sequence[Look], *, decimals: int) -> Figure:
    """Boroughs by population and rate between limits: grey band plain, lines widened by φ."""
    sizes = [float(place.size or 0) for place in comparison.places]
    left, right = min(sizes) * 0.86, max(sizes) * 1.04
    steps = [left + (right - left) * i / STEPS for i in range(STEPS + 1)]
    _, highest = comparison.limit([left], z=Z998, widened=True)
    top = 1.12 * max([*highest, *(place.value for place in comparison.places)])
    space = _space([left, right], [0.0, top], height=HEIGHT, right=74)
    space["xaxis"] |= {
        "tickformat": "~s",
        "title": {"text": _people(comparison), "font": {"size": SMALL, "color": QUIET}},
    }
    low, high = comparison.limit(steps, z=Z998, widened=False)
    space["shapes"] = [
        {"type": "path", "path": _path(steps, low, high), "fillcolor": SHADE, "line": {"width": 0}, "layer": "below"},
        *_curves(comparison, steps, Z95, "dot"),
        *_curves(comparison, steps, Z998, "solid"),
        _across(comparison.rate or 0.0, left, right),
    ]
    labels = _names(
        comparison.places, looks, x=lambda p: float(p.size or 0), y=lambda p: p.value, space=space,
        lines=[comparison.rate or 0.0], sides=_OF_A_POINT,
    )  # fmt: skip
    space["annotations"] = [*labels, *_limit_names(comparison, right, top, decimals=decimals)]
    hover = f"<b>%{{text}}</b><br>%{{y:,.{decimals}f}} {comparison.unit}<br>%{{x:,}}<extra></extra>"
    return {
        "data": [_points(comparison.places, looks, sizes, [p.value for p in comparison.places], hover)],
        "layout": space,
    }


def _people(comparison: Comparison) -> str:
    people = "households" if comparison.basis == "households" else comparison.indicator.people
    return people.capitalize()


def _curves(comparison: Comparison, steps: Sequence[float], z: float, dash: str) -> list[Figure]:
    low, high = comparison.limit(steps, z=z, widened=True)
    line = {"color": QUIET, "width": 1, "dash": dash}
    return [{"type": "path", "path": _path(steps, curve), "line": line, "layer": "below"} for curve in (low, high)]


def _path(x: Sequence[float], low: Sequence[float], high: Sequence[float] = ()) -> str:
    forward = list(zip(x, low, strict=True))
    back = list(zip(x, high, strict=True))[::-1] if high else []
    return "M" + "L".join(f"{a:.0f},{b:.4f}" for a, b in (*forward, *back)) + ("Z" if back else "")


def _across(level: float, left: float, right: float) -> Figure:
    return {"type": "line", "x0": left, "x1": right, "y0": level, "y1": level, "line": {"color": QUIET, "width": 1.5}}


def _limit_names(comparison: Comparison, right: float, top: float, *, decimals: int) -> list[Figure]:
    """What each line is, at its right end; that of the boroughs together first, the others where there is room."""
    rate = comparison.rate or 0.0
    ends = [(rate, f"32 boroughs<br>{number(rate, decimals=decimals)}")]
    for z, name in ((Z998, "99.8%"), (Z95, "95%")):
        low, high = comparison.limit([right], z=z, widened=True)
        ends += [(high[0], name), (low[0], name)]
    taken: list[float] = []
    notes = []
    for value, text in ends:
        at = value / top * (HEIGHT - 60)
        if value <= 0 or any(abs(at - other) < LINE for other in taken):
            continue
        taken.append(at)
        notes.append(note(right, value, text, xanchor="left", align="left", xshift=4))
    return notes


def ranking(comparison: Comparison, looks: Sequence[Look], *, decimals: int) -> Figure:
    """Boroughs from the highest down: a dot at the value, its interval as a line, the range of its rank at the end."""
    names = [place.area.name for place in comparison.places]
    values = [place.value for place in comparison.places]
    error = {
        "type": "data", "symmetric": False, "thickness": 2, "width": 0, "color": QUIET,
        "array": [place.upper - place.value for place in comparison.places],
        "arrayminus": [place.value - place.lower for place in comparison.places],
    }  # fmt: skip
    trace = _points(
        comparison.places,
        looks,
        values,
        names,
        f"<b>%{{y}}</b><br>%{{x:,.{decimals}f}} {comparison.unit}<extra></extra>",
    )
    top = 1.05 * max(place.upper for place in comparison.places)
    space = _space([0.0, top], None, height=ROW * len(names) + 60, right=64)
    space["margin"] |= {"l": 148, "t": 24}
    space["xaxis"] |= {"side": "top", "showgrid": True}
    space["yaxis"] = {
        "type": "category", "fixedrange": True, "showgrid": False, "automargin": False,
        "tickfont": {"size": SMALL, "color": STRONG}, "dtick": 1,
        "range": [len(names) - 0.5, -0.5],
    }  # fmt: skip
    ranges = [place.rank_range for place in comparison.places]
    at = {"xref": "paper", "xanchor": "left", "xshift": 6}
    space["annotations"] = [
        note(1, name, number(low) if low == high else f"{low}–{high}", **at)
        for name, (low, high) in zip(names, ranges, strict=True)
    ]
    space["annotations"].append(note(1, 1, "Rank", yref="paper", yanchor="bottom", yshift=4, **at))
    return {"data": [trace | {"error_x": error}], "layout": space}


def quadrant(comparison: Comparison, looks: Sequence[Look], *, level: float, decimals: int) -> Figure:
    """Boroughs by rate and change; bars are the intervals of both; lines: the common rate, and no change."""
    places = comparison.places
    lows, highs = [p.change.lower or 0.0 for p in places], [p.change.upper or 0.0 for p in places]
    changes = [round(p.change.percent or 0.0, DECIMALS) for p in places]
    error = {
        "type": "data", "symmetric": False, "thickness": 1.25, "width": 0, "color": QUIET,
        "array": [high - at for high, at in zip(highs, changes, strict=True)],
        "arrayminus": [at - low for low, at in zip(lows, changes, strict=True)],
    }  # fmt: skip
    rates = [p.value for p in places]
    across = error | {
        "array": [p.upper - p.value for p in places],
        "arrayminus": [p.value - p.lower for p in places],
    }
    pad = 0.06 * (max(highs) - min(lows))
    space = _space([0.0, 1.1 * max(rates)], [min(*lows, 0) - pad, max(*highs, 0) + pad], height=HEIGHT, right=16)
    space["yaxis"] |= {"ticksuffix": "%", "zeroline": False}
    space["xaxis"] |= {"title": {"text": comparison.unit.capitalize(), "font": {"size": SMALL, "color": QUIET}}}
    line = {"line": {"color": QUIET, "width": 1.5}}
    space["shapes"] = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "layer": "below"} | line,
        {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": level, "x1": level, "layer": "below"} | line,
    ]
    labels = _names(
        places, looks, x=lambda p: p.value, y=lambda p: p.change.percent or 0.0, space=space, lines=[0.0],
        sides=_OF_A_CROSS,
    )  # fmt: skip
    label = f"32 boroughs {number(level, decimals=decimals)}"
    space["annotations"] = [*labels, note(level, 1, label, yref="paper", yanchor="bottom")]
    hover = f"<b>%{{text}}</b><br>%{{x:,.{decimals}f}}<br>%{{y:.1f}}%<extra></extra>"
    points = _points(places, looks, rates, changes, hover) | {"error_x": across, "error_y": error}
    return {"data": [points], "layout": space}


def _points(
    places: Sequence[Place], looks: Sequence[Look], x: Sequence[object], y: Sequence[object], hover: str
) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(x),
        "y": list(y),
        "text": [place.area.name for place in places],
        "hovertemplate": hover,
        "cliponaxis": False,
        "marker": {
            "color": [look.colour for look in looks],
            "symbol": [look.symbol for look in looks],
            "size": [look.size for look in looks],
            "opacity": 1,
            "line": {"width": 1.5, "color": [look.colour for look in looks]},
        },
    }


def _space(x: Sequence[float], y: Sequence[float] | None, *, height: int, right: int) -> Figure:
    ticks = {"fixedrange": True, "tickfont": {"color": QUIET, "size": SMALL}, "nticks": 6, "zeroline": False}
    return {
        "height": height,
        "margin": {"l": 4, "r": right, "t": 20, "b": 4},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "xaxis": ticks | {"range": list(x), "showgrid": False, "automargin": True},
        "yaxis": ticks | {"range": list(y) if y else None, "tickformat": ",", "automargin": True},
    }


Reading = Callable[[Place], float]


def _names(
    places: Sequence[Place], looks: Sequence[Look], *, x: Reading, y: Reading, space: Figure, lines: Sequence[float],
    sides: Sequence[str],
) -> list[Figure]:  # fmt: skip
    """The names of boroughs that matter, the weightiest first, each beside its point and over no other name.
    `sides` are tried in their order.
    """
    (left, right), (low, high) = space["xaxis"]["range"], space["yaxis"]["range"]
    across, up = PHONE / (right - left), (HEIGHT - 60) / (high - low)
    edge = (right - left) * across
    named = [(p, look) for p, look in zip(places, looks, strict=True) if look.named]
    points = [((x(p) - left) * across, (y(p) - low) * up) for p, _ in named]
    taken = [(0.0, edge, (at - low) * up - 3, (at - low) * up + 3) for at in lines]
    taken += [(a - 4, a + 4, b - 4, b + 4) for a, b in points]
    notes = []
    for place, look in sorted(named, key=lambda pair: -pair[1].matters):
        at = ((x(place) - left) * across, (y(place) - low) * up)
        width = LETTER * len(place.area.name)
        free = [
            side
            for side in sides
            if _fits(at[0], width, side, edge) and not any(_meet(_box(at, width, side), box) for box in taken)
        ]
        if not free and look.matters < CHOSEN.matters:
            continue
        side = (free or [_towards_the_middle(at[0], edge)])[0]
        taken.append(_box(at, width, side))
        notes.append(note(x(place), y(place), place.area.name, colour=STRONG, **_SIDES[side]))
    return notes


def _towards_the_middle(x: float, edge: float) -> str:
    return "left" if x > edge / 2 else "right"


def _fits(x: float, width: float, side: str, edge: float) -> bool:
    """Whether a name stays inside the chart."""
    left, right, _, _ = _box((x, 0.0), width, side)
    return left > 0 and right < edge


_OF_A_POINT = ("right", "left", "top", "bottom", "top left", "top right", "bottom left", "bottom right")
# Of a point with bars across and upright, its corners are free.
_OF_A_CROSS = ("top right", "bottom right", "top left", "bottom left")
_SIDES: dict[str, dict[str, object]] = {
    "right": {"xanchor": "left", "xshift": 8},
    "left": {"xanchor": "right", "xshift": -8},
    "top": {"yanchor": "bottom", "yshift": 6},
    "bottom": {"yanchor": "top", "yshift": -6},
    "top left": {"xanchor": "right", "yanchor": "bottom", "yshift": 5},
    "top right": {"xanchor": "left", "yanchor": "bottom", "yshift": 5},
    "bottom left": {"xanchor": "right", "yanchor": "top", "yshift": -5},
    "bottom right": {"xanchor": "left", "yanchor": "top", "yshift": -5},
}


def _box(at: tuple[float, float], width: float, side: str) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a name beside a point, in pixels."""
    x, y = at
    upright, _, aside = side.rpartition(" ")
    starts = {"right": x, "left": x - width}.get(aside, x - width / 2)
    if not upright and aside in ("left", "right"):
        starts += 8 if aside == "right" else -8
    middle = {"top": y + 6 + LINE / 2, "bottom": y - 6 - LINE / 2}.get(upright or aside, y)
    return starts, starts + width, middle - LINE / 2, middle + LINE / 2


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
