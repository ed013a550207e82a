"""The panel: the one frame in which every chart and table stands.

Finding, statistic, chart; then one quiet row of Chart / Table / About / Cite and CSV; then the source. The CSV holds
the rows that the chart is drawn from: a link to the open data where one request there gives them, else to a file for
which the page is run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.comparability import events_for, start_event
from analytics.indicators import Indicator, Level, caveats
from analytics.recording_events import RecordingEvent
from analytics.reoffending.cohort_rows import SCHEMA as COHORT_SCHEMA
from analytics.requests.cohort_request import CohortAddress
from analytics.requests.figures_address import Address
from analytics.requests.plain_address import PlainAddress
from analytics.requests.selection import Selection
from analytics.tables.figures_table import SCHEMA
from data.errors import DashboardError
from pages.parts import copying, panel_files, sharing, sources, tables
from pages.parts.figures import CONFIG, Drawing, Figure
from pages.parts.formulas import FORMULAS
from pages.parts.sources import FiguresAddress
from pages.parts.view import View
from pages.parts.words import html

WHOLE_PAGE = "redraw_page"
# Letters of a note beyond which all but its first sentence is folded.
LONG_NOTE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What a panel shows.

    `figures` are the rows behind the chart, in the columns of the open-data CSV, with columns of the panel's own after
    them where it has any; `request` is the selection that made the rows, None where no single one did. `chart` is a
    Plotly figure or, where the table is the chart, HTML; `is_picture` marks HTML that is a picture of the rows and no
    table. `alt` says in words what a figure shows. `on_select` is called with the key of a chart that is clicked.
    `empty` stands in place of a chart without figures. `table` is the rows as HTML where they are not in the columns
    of the open-data CSV; `about` gives what a reader must know of figures that belong to no indicator, as titles with
    their sentences. `follows_filters` is False where the reader's choice of boroughs, window and measure does not
    touch the panel.
    """

    key: str
    title: str
    statistic: str
    figures: pa.Table
    chart: Figure | Drawing | str
    indicators: tuple[Indicator, ...]
    alt: str = ""
    level: Level = "mps"
    formulas: tuple[str, ...] = ("count",)
    note: str = ""
    empty: str = ""
    follows_filters: bool = True
    on_select: Callable[[str], None] | None = None
    request: Selection | CohortAddress | PlainAddress | None = None
    table: str = ""
    about: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_picture: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.chart, dict) and self.chart:
            object.__setattr__(self, "chart", Drawing(self.chart))

    @property
    def is_empty(self) -> bool:
        """Whether words stand in place of a chart."""
        return not self.figures.num_rows or not self.chart

    @property
    def nearest(self) -> FiguresAddress | None:
        """The address of the rows without the columns that the panel adds to them; None where no request made them."""
        return Address(self.request) if isinstance(self.request, Selection) else self.request

    @property
    def address(self) -> FiguresAddress | None:
        """The address at which the open data have exactly the rows of the chart; None where they have not."""
        return None if self.added_columns else self.nearest

    @property
    def added_columns(self) -> list[str]:
        """The columns that the panel adds to the published ones."""
        if isinstance(self.request, PlainAddress):
            return []
        return [name for name in self.figures.schema.names if name not in {*SCHEMA.names, *COHORT_SCHEMA.names}]

    @property
    def is_table(self) -> bool:
        return isinstance(self.chart, str)


def without_figures(key: str, shown: Indicator, figures: pa.Table) -> Panel:
    """A panel where the files of an installation hold no full period of an indicator."""
    return Panel(
        key=key,
        title=shown.title,
        statistic="No figures yet",
        figures=figures,
        chart="",
        indicators=(shown,),
        empty="No full period has been published yet.",
    )


def show(panel: Panel, view: View) -> None:
    """Draw a panel. Only it is drawn again when its reader turns to the table.

    Where the page runs for the file of a panel alone, that one's rows are handed over and nothing is drawn.
    """
    if wanted := panel_files.wanted_here():
        if wanted.key == panel.key and not panel.is_empty and wanted.figures is None:
            wanted.figures, wanted.name = panel.figures, file_name(panel, view)
        return
    if sharing.is_shown(panel.key):
        with st.container(border=True, height="stretch", key=f"panel_{panel.key}", gap="small"):
            _body(panel, view)


@contextmanager
def guarded() -> Iterator[None]:
    """A problem that a reader can act on, in words, in place of what could not be drawn."""
    try:
        yield
    except DashboardError as error:
        problem(error)


def problem(error: DashboardError) -> None:
    """An error of ours in words."""
    hint = f" {html(error.hint)}." if error.hint else ""
    st.html(f'<p class="notice" role="alert"><strong>{html(error.message)}.</strong>{hint.replace("..", ".")}</p>')


def row(*widths: int) -> Sequence[DeltaGenerator]:
    """Panels side by side, of these relative widths; one below the other on a phone."""
    return st.columns(widths, gap="small")


def redraw_page() -> None:
    """From a callback inside a panel: what it changed concerns more than the panel."""
    st.session_state[WHOLE_PAGE] = True


@st.fragment
def _body(panel: Panel, view: View) -> None:
    if st.session_state.pop(WHOLE_PAGE, False):
        st.rerun()
    st.html(
        f'<div class="panel-head"><h2>{html(panel.title)}</h2><p class="statistic">{html(panel.statistic)}</p></div>'
    )
    if panel.is_empty:
        st.html(f'<p class="empty">{html(panel.empty or "There are no figures for this selection.")}</p>')
        return
    choices = _choices(panel)
    # Read before the control is drawn beneath the chart: a container to come back to would be one message more.
    shown = st.session_state.get(f"show_{panel.key}") or choices[0]
    if shown == "About":
        st.html(_about(panel))
    elif shown == "Cite":
        st.html(_cite(panel, view))
    elif shown == "Table" and (panel.is_picture or not panel.is_table):
        st.html(panel.table or tables.rows_of(panel.figures, panel.title))
    else:
        _draw(panel)
    _tools(panel, view, choices, shown)
    beneath = [dataset for formula, dataset in sources.DENOMINATORS.items() if formula in panel.formulas]
    source = sources.source_line(sources.of_table(panel.figures), denominators=beneath)
    st.html(f'<div class="source">{_note(panel.note)}{html(source)}{sharing.full_page(view)}</div>')


def _note(text: str) -> str:
    """A note in HTML; of a long one the first sentence, the rest behind a word."""
    first, dot, rest = text.partition(". ")
    if len(text) <= LONG_NOTE or not dot:
        return f"{html(text)} " if text else ""
    return f'{html(first)}. <details class="more-notes"><summary>Notes</summary>{html(rest)}</details> '


def _draw(panel: Panel) -> None:
    if isinstance(panel.chart, str):
        st.html(panel.chart)
        return
    key = f"chart_{panel.key}"
    select = panel.on_select
    if select is None:
        st.plotly_chart(panel.chart, key=key, config=CONFIG, alt=panel.alt)
        return
    st.plotly_chart(
        panel.chart, key=key, config=CONFIG, alt=panel.alt, selection_mode="points", on_select=lambda: select(key)
    )


def _choices(panel: Panel) -> tuple[str, ...]:
    return (
        ("Table", "About", "Cite") if panel.is_table and not panel.is_picture else ("Chart", "Table", "About", "Cite")
    )


def _tools(panel: Panel, view: View, choices: Sequence[str], shown: str) -> None:
    """The quiet row under a chart; every control is named with the panel that it belongs to."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools_{panel.key}"):
        st.segmented_control(
            f"Show: {panel.title}", choices, default=choices[0], required=True, key=f"show_{panel.key}",
            label_visibility="collapsed",
        )  # fmt: skip
        _csv(panel, view)
        is_drawn = shown == "Chart" and not panel.is_table
        if is_drawn or shown == "Table":
            of_chart = {"address": sources.address(view), "file": file_name(panel, view).removesuffix(".csv")}
            buttons = copying.picture(panel.title, **of_chart) if is_drawn else copying.table(panel.title)
            st.html(buttons, width="content")


def _csv(panel: Panel, view: View) -> None:
    """The rows of the chart as a file: a link that any process can answer, to the open data where they have them."""
    name = f"CSV: {panel.title}"
    path = panel.address.path("csv") if panel.address else panel_files.path(view.page, panel.key)
    link = html(sources.on_this_server(path))
    st.html(
        f'<a class="tool" href="{link}" download aria-label="{html(name)}" title="{html(name)}">CSV</a>',
        width="content",
    )


def _cite(panel: Panel, view: View) -> str:
    """How to quote the panel, as text to be selected, and where its rows are."""
    address = panel.address
    text = sources.citation(panel.title, panel.statistic, sources.of_table(panel.figures), view, address)
    return (
        f'<div class="about"><h3>How to quote this</h3><p class="cite">{html(text)}</p>{sources.COPY}'
        f"{sharing.ways(panel.key, panel.title, view, address)}"
        f"<h3>The figures</h3>{sources.where(address, panel.nearest, panel.added_columns)}</div>"
    )


def file_name(panel: Panel, view: View) -> str:
    """The name of the CSV, from what is shown: `knife-crime-trend_croydon_rolling-12_count_2026-02.csv`."""
    chosen = [*(area.slug for area in view.boroughs), view.window, view.measure] if panel.follows_filters else []
    parts = (panel.key, *chosen)
    stem = "_".join(part.replace("_", "-") for part in parts)
    if "period_end" not in panel.figures.schema.names:
        return f"{stem}.csv"
    last = pc.max(panel.figures.column("period_end")).as_py()
    return f"{stem}_{last:%Y-%m}.csv"


def _about(panel: Panel) -> str:
    parts = [
        _list(indicator.title, caveats(indicator, level=panel.level), first=indicator.definition)
        for indicator in panel.indicators
    ]
    parts += [_list(title, items) for title, items in panel.about]
    events = dict.fromkeys(event for indicator in panel.indicators for event in _events(indicator, panel.level))
    parts.append(_list("Changes in recording", [f"{event.title}: {event.words}" for event in events]))
    parts.append(_list("How it is computed", [FORMULAS[name] for name in panel.formulas]))
    parts.append(_list("Editions", sources.edition_lines(sources.of_table(panel.figures))))
    return f'<div class="about">{"".join(parts)}</div>'


def _events(indicator: Indicator, level: Level) -> list[RecordingEvent]:
    """The changes in recording that fall within the indicator's time, those of single areas left out."""
    begins = start_event(indicator)
    events = (*([begins] if begins else []), *events_for(indicator, level=level))
    return [event for event in events if not event.areas and (event.ends is None or event.ends >= indicator.start)]


def _list(title: str, items: Sequence[str], *, first: str = "") -> str:
    if not items and not first:
        return ""
    opening = f"<p>{html(first)}</p>" if first else ""
    return f"<h3>{html(title)}</h3>{opening}<ul>{''.join(f'<li>{html(item)}</li>' for item in items)}</ul>"
