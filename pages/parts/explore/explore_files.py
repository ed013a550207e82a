"""The files of what was asked for: as links that any process answers, as addresses to copy, as lines to paste."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from analytics.requests.figures_address import FOLDER, Address
from analytics.requests.request_rules import MOST_REVISED, TooMuch, check_rows
from pages.parts.explore.code_lines import lines
from pages.parts.sources import on_this_server
from pages.parts.words import day, html

KINDS = {
    "csv": "one row each",
    "xlsx": "a workbook, with notes",
    "parquet": "typed columns",
    "zip": "CSV, README, metadata",
    "json": "with caveats and editions",
}
LONG_TEXTS = ("note",)


def files(address: Address) -> None:
    """Links to every format, the address and its pinned form, and the lines that read it."""
    with st.container(border=True, key="panel_files", gap="small"):
        st.html('<div class="panel-head"><h2>Download</h2></div>' + _links(address))
        stood = address.selection.as_of
        plain = f"the figures as they stood on {day(stood)}, whatever comes later" if stood else "the newest figures"
        _code("Address", plain, on_this_server(address.path("csv")))
        if not stood and (newest := address.pinned.selection.as_of):
            pinned = on_this_server(address.pinned.path("csv"))
            _code("To cite", f"the figures as they stood on {day(newest)}, whatever comes later", pinned)
        url, file = on_this_server(address.path("csv")), f"{address.file_stem}.csv"
        known = lines(url, file)
        for tab, line in zip(st.tabs([line.tool for line in known]), known, strict=True):
            with tab:
                st.code(line.text, language=line.language, wrap_lines=True)
        st.html(_more(address))


def _code(name: str, means: str, text: str) -> None:
    st.html(f'<p class="statistic"><strong>{html(name)}</strong>: {html(means)}</p>')
    st.code(text, language=None, wrap_lines=True)


def _links(address: Address) -> str:
    return f'<ul class="files">{"".join(_link(address, kind, means) for kind, means in KINDS.items())}</ul>'


def _link(address: Address, kind: str, means: str) -> str:
    try:
        check_rows(address.selection, kind)
    except TooMuch as error:
        return f"<li><span>{kind.upper()}</span> <small>{html(error.hint)}</small></li>"
    link = html(on_this_server(address.path(kind)))
    return f'<li><a href="{link}" download>{kind.upper()}</a> <small>{html(means)}</small></li>'


def _more(address: Address) -> str:
    """What the open data have besides."""
    folder, chosen = html(on_this_server(FOLDER)), address.selection
    revised = "revisions.csv"
    if len(chosen.indicators) * len(chosen.areas) <= MOST_REVISED:
        revised = f'<a href="{html(on_this_server(address.revisions_path))}" download>{revised}</a>'
    return (
        f'<p class="more">Every route and parameter: <a href="{folder}docs" target="_blank">the API’s own page</a>. '
        f'What there is: <a href="{folder}catalogue.json" target="_blank">catalogue</a>. Cohorts of reoffending: '
        f'<a href="{folder}reoffending.csv" download>reoffending.csv</a>. The same month '
        f"in every edition: {revised}.</p>"
    )


def preview(rows: pa.Table, total: str) -> None:
    """The first rows, as they stand in the file."""
    heads = "".join(f"<th scope='col'>{html(name)}</th>" for name in rows.schema.names)
    body = "".join(f"<tr>{''.join(_cell(name, value) for name, value in row.items())}</tr>" for row in rows.to_pylist())
    summary = (
        f"The first {rows.num_rows} of {total}, as they stand in the file. The API’s own page explains the columns"
    )
    with st.container(border=True, key="panel_preview", gap="small"):
        st.html(
            f'<div class="panel-head"><h2>Preview</h2><p class="statistic">{html(summary)}</p></div>'
            "<div class='table raw' tabindex='0'><table><caption>First rows of the file</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        )


def _cell(name: str, value: object) -> str:
    text = "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    kind = " class='number'" if isinstance(value, float) else " class='long-text'" if name in LONG_TEXTS else ""
    return f"<td{kind}>{html(text)}</td>"
