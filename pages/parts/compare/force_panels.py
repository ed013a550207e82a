"""London beside other police forces: a year of offences per resident, as the ONS counts them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.forces.force_figures import (
    INTERVAL_NOTE,
    MPS_FORCE,
    OFFENCE_TITLES,
    SOURCE,
    ForceFigure,
    force_figures,
    force_names,
    force_table,
    is_held,
)
from analytics.narrative import bars_alternative, number
from analytics.periods import month_name
from analytics.requests.plain_address import PlainAddress
from pages.parts import cached_figures, figures, panels, tables, words
from pages.parts.figures import HUES, QUIET, SMALL, STRONG, Figure
from pages.parts.panels import Panel
from pages.parts.tables import Cell, TableRow
from pages.parts.view import View

MOST_FORCES = 4
USUAL = ("Greater Manchester", "West Midlands", "West Yorkshire", "Merseyside")
CITY_OF_LONDON = "E23000034"
NOT_OURS = (
    "Counted by the ONS, with its own revisions: not the Metropolitan Police's own figures, which stand elsewhere on "
    "this page."
)
ALL_FORCES = "All forces"


def section(view: View) -> None:
    """The heading, the two choices, and the panel; nothing where no force figures have been added."""
    if not is_held():
        return
    st.html('<h2 class="section" id="other-forces">London beside other police forces</h2>')
    names = force_names()
    others = tuple(name for code, name in names.items() if code not in (MPS_FORCE, CITY_OF_LONDON))
    by_title = {title: offence for offence, title in OFFENCE_TITLES.items()}
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="force_choices"):
        title = st.selectbox(
            "Offence", tuple(by_title), index=list(by_title).index("Robbery"), key="offence", bind="query-params",
            width=320,
        )  # fmt: skip
        chosen = st.multiselect(
            "Forces beside London (up to four)", others, default=[name for name in USUAL if name in others],
            max_selections=MOST_FORCES, key="force", bind="query-params", width=520, wrap=True,
        )  # fmt: skip
    panels.show(beside(by_title[title], tuple(chosen)), view)


@cached_figures.kept_panel
def beside(offence: str, forces: tuple[str, ...]) -> Panel:
    """The Metropolitan Police, the chosen forces and all of them, per 1,000 residents."""
    everyone = [figure for figure in force_figures(offence) if figure.rate is not None]
    by_name = {figure.force_name: figure for figure in everyone}
    met = next(figure for figure in everyone if figure.force_code == MPS_FORCE)
    shown = [met, *(by_name[name] for name in forces if name in by_name)]
    shown.sort(key=lambda figure: -(figure.rate or 0))
    year = month_name(met.year_ending)
    statistic = f"{OFFENCE_TITLES[offence]} per 1,000 residents, year ending {year}"
    background = [figure for figure in everyone if figure.force_code != CITY_OF_LONDON]
    return Panel(
        key=f"forces_{offence}",
        title=_title(offence, met, shown),
        statistic=statistic,
        figures=force_table((offence,)),
        chart=_chart(shown, background),
        indicators=(),
        alt=bars_alternative(
            f"Dots with intervals. {statistic}",
            [figure.force_name for figure in shown],
            [figure.rate for figure in shown],
            decimals=2,
        ),
        formulas=("force_rate",),
        note=f"{NOT_OURS} {INTERVAL_NOTE} Grey dots: the other forces, without the City of London.",
        request=PlainAddress("forces", (("indicator", offence),)),
        table=_table(everyone, statistic),
        about=(("What this is", (f"{SOURCE}.", NOT_OURS, INTERVAL_NOTE)),),
        follows_filters=False,
    )


def _title(offence: str, met: ForceFigure, shown: Sequence[ForceFigure]) -> str:
    """Where London's rate lies beside those chosen; where two intervals meet there is no clear difference."""
    subject = words.lower(OFFENCE_TITLES[offence].split(" (")[0])
    rate = f"London’s rate of {subject}, {number(met.rate or 0, decimals=2)} per 1,000 residents"
    others = [figure for figure in shown if figure.force_code != MPS_FORCE]
    sides: dict[str, list[str]] = {"above that of": [], "below that of": [], "near that of": []}
    for other in others:
        sides[_side(met, other)].append(other.force_name)
    standings = [f"{side} {words.listed(names)}" for side, names in sides.items() if names]
    return f"{rate}, is {words.listed(standings)}" if standings else rate


def _side(met: ForceFigure, other: ForceFigure) -> str:
    own, theirs = ([force.per_resident(count) or 0.0 for count in force.interval] for force in (met, other))
    if own[0] > theirs[1]:
        return "above that of"
    return "below that of" if own[1] < theirs[0] else "near that of"


def _chart(shown: Sequence[ForceFigure], everyone: Sequence[ForceFigure]) -> Figure:
    rows = [figure.force_name for figure in shown]
    rates = [figure.rate or 0.0 for figure in shown]
    bounds = [tuple(figure.per_resident(count) or 0.0 for count in figure.interval) for figure in shown]
    colours = [HUES[0] if figure.force_code == MPS_FORCE else QUIET for figure in shown]
    names = [ALL_FORCES, *reversed(rows)]
    strip = {
        "type": "scatter",
        "mode": "markers",
        "x": [figure.rate for figure in everyone],
        "y": [ALL_FORCES] * len(everyone),
        "text": [figure.force_name for figure in everyone],
        "hovertemplate": "%{text}: %{x:.2f}<extra></extra>",
        "marker": {
            "size": 9,
            "opacity": [1 if figure.force_code == MPS_FORCE else 0.35 for figure in everyone],
            "color": [HUES[0] if figure.force_code == MPS_FORCE else QUIET for figure in everyone],
        },
    }
    points = {
        "type": "scatter",
        "mode": "markers+text",
        "x": rates,
        "y": rows,
        "text": [number(rate, decimals=2) for rate in rates],
        "textposition": "top center",
        "textfont": {"size": SMALL, "color": STRONG},
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{x:.2f}<extra></extra>",
        "marker": {"size": 10, "color": colours},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [high - rate for rate, (_, high) in zip(rates, bounds, strict=True)],
            "arrayminus": [rate - low for rate, (low, _) in zip(rates, bounds, strict=True)],
            "color": QUIET,
            "thickness": 1.5,
            "width": 0,
        },
    }
    top = 1.1 * max(figure.rate or 0 for figure in everyone)
    space = figures.layout([], top, margin_top=16, margin_right=24, height=90 + 46 * len(names))
    space["xaxis"] = {
        "range": [0, top], "fixedrange": True, "showgrid": True, "tickfont": {"color": QUIET, "size": SMALL},
    }  # fmt: skip
    space["yaxis"] = {
        "type": "category", "categoryorder": "array", "categoryarray": names, "fixedrange": True, "showgrid": False,
        "tickfont": {"size": SMALL, "color": STRONG}, "automargin": True,
    }  # fmt: skip
    return {"data": [strip, points], "layout": space}


def _table(everyone: Sequence[ForceFigure], caption: str) -> str:
    ordered = sorted(everyone, key=lambda figure: -(figure.rate or 0))
    most = max(figure.rate or 0 for figure in ordered)
    lines = [
        TableRow(
            (
                Cell(figure.force_name),
                Cell(number(figure.count), key=figure.count),
                Cell(number(figure.population.residents or 0), key=figure.population.residents),
                Cell(
                    number(figure.rate or 0, decimals=2),
                    share=(figure.rate or 0) / most,
                    second=" to ".join(number(figure.per_resident(c) or 0, decimals=2) for c in figure.interval),
                    key=figure.rate,
                ),
            ),
            is_marked=figure.force_code == MPS_FORCE,
        )
        for figure in ordered
    ]
    heads = ("Force", "Offences", "Residents", "Per 1,000 residents")
    return tables.html_table(caption, heads, lines, numbers=(1, 2, 3), sorted_by=3)
