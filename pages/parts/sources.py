"""Where figures come from: editions, source lines, citations, the footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urljoin

import pyarrow as pa
import streamlit as st

from analytics.periods import financial_year_name, month_name, short_month
from analytics.requests.cohort_request import CohortAddress
from analytics.requests.figures_address import Address
from analytics.requests.plain_address import PlainAddress
from analytics.revisions.freshness import FOLLOWING, freshness
from analytics.series.publication_dates import editions
from data.catalogue import DATASETS, RESOURCES, Dataset
from data.editions import Edition
from data.refresh.publisher_addresses import in_words
from pages.parts.cached_figures import kept
from pages.parts.view import View
from pages.parts.words import NOT_ACCREDITED, day, html, listed, lower

FiguresAddress = Address | CohortAddress | PlainAddress
COPY = '<button type="button" class="copy">Copy</button>'
LATE, LATE_ONES = "a newer edition should exist by now", "newer editions should exist"
# What rates are per, by the name of their formula.
DENOMINATORS = {
    "rate": "ons_population",
    "household_rate": "ons_households",
    "ward_rate": "ons_wards",
    "force_rate": "ons_population",
}


def of_table(figures: pa.Table) -> tuple[Edition, ...]:
    """The editions that a table draws on, the newest first."""
    known = editions()
    ids = {
        edition_id for cell in figures.column("edition").unique().to_pylist() for edition_id in (cell or "").split(";")
    }
    return tuple(sorted((known[i] for i in ids if i in known), key=lambda e: (e.months_to, e.id), reverse=True))


def published(edition: Edition) -> str:
    """`published 18 March 2026`, `published about July 2026` where the date is an estimate."""
    if edition.published_on is None:
        return "date of publication not stated"
    if edition.published_estimated:
        return f"published about {month_name(edition.published_on.replace(day=1))}"
    return f"published {day(edition.published_on)}"


def source_line(cited: Sequence[Edition], *, denominators: Sequence[str] = ()) -> str:
    """The source under a chart: publisher, title, newest edition, and its standing as a statistic."""
    lines = []
    for dataset, of_it in _by_dataset(cited):
        lines.append(f"{dataset.publisher}, {dataset.title}, {_of_dataset(of_it)}")
    lines += [f"{DATASETS[name].publisher}, {DATASETS[name].title}" for name in denominators]
    standings = dict.fromkeys(d.standing or NOT_ACCREDITED for d, _ in _by_dataset(cited) if not d.accredited)
    return " ".join((f"Source: {'; '.join(lines)}.", *(f"{standing}." for standing in standings)))


def _of_dataset(cited: Sequence[Edition]) -> str:
    """When the newest edition came out; of publications without a date, which tables they are."""
    if not any(edition.published_on for edition in cited):
        titles = dict.fromkeys(lower(RESOURCES[edition.resource].title) for edition in cited)
        return f"{listed(list(titles))}; {published(cited[0])}"
    return f"{published(cited[0])}{' and earlier editions' if len(cited) > 1 else ''}"


def _by_dataset(cited: Iterable[Edition]) -> list[tuple[Dataset, list[Edition]]]:
    grouped: dict[str, list[Edition]] = {}
    for edition in cited:
        grouped.setdefault(edition.dataset, []).append(edition)
    return [(DATASETS[name], of_it) for name, of_it in grouped.items()]


def edition_lines(cited: Sequence[Edition]) -> list[str]:
    """One line for each edition: what it is, when it came out, what it covers."""
    return [f"{e.title}, {published(e)}, covering {coverage(e)}" for e in cited]


def coverage(edition: Edition) -> str:
    """From when to when: months, or the years of cohorts, which are known by the month in which they begin."""
    if edition.table == "reoffending":
        first, last = (financial_year_name(month) for month in (edition.months_from, edition.months_to))
        return f"cohorts {first} to {last}"
    return f"{short_month(edition.months_from)} to {short_month(edition.months_to)}"


def address(view: View) -> str:
    """The address of what is on the screen, to be shared."""
    base = (st.context.url or "").split("?")[0]
    return f"{base}?{view.query_string}" if view.query_string else base


def on_this_server(path: str) -> str:
    """The whole address of a path below the dashboard's own: a page is one step below it."""
    return urljoin(st.context.url or "/", path)


def citation(
    title: str, statistic: str, cited: Sequence[Edition], view: View, figures: FiguresAddress | None = None
) -> str:
    """A reference to a chart: finding, statistic, source, the page, and the address at which its figures stay."""
    reference = f"{title}. {statistic}. London crime dashboard. {source_line(cited)} {address(view)}".strip()
    return f"{reference} Figures: {permanent(figures)}" if figures else reference


def permanent(figures: FiguresAddress) -> str:
    """The address at which rows stay as they are. Cohorts have no `as_of`: theirs is the plain one."""
    return on_this_server((figures.pinned if isinstance(figures, Address) else figures).path("csv"))


def where(exact: FiguresAddress | None, nearest: FiguresAddress | None, added_columns: Sequence[str]) -> str:
    """In HTML: the addresses of a chart's rows; where no request gives them, that, and the nearest request."""
    if isinstance(exact, Address):
        return _items(
            (permanent(exact), f"To cite: these rows as they stood on {day(_pinned_to(exact))}, whatever comes later."),
            (on_this_server(exact.path("csv")), "To follow: the same rows, revised with each edition."),
            (on_this_server(exact.path("zip")), "To keep: with caveats, definitions, editions and a checksum."),
        )
    if exact:
        return _items((permanent(exact), "These rows, as published."))
    reason = "No single request to the open data gives these rows; their file is made by running this page again."
    if nearest is None:
        return f"<p>{reason}</p>"
    return _items((permanent(nearest), f"{reason} To cite, without the columns {listed(added_columns)}:"))


def _pinned_to(address: Address) -> date:
    return address.pinned.selection.as_of or date.today()


def _items(*links: tuple[str, str]) -> str:
    return "".join(link_to(url, purpose) for url, purpose in links)


def link_to(url: str, purpose: str = "") -> str:
    """An address to be followed or copied, in HTML."""
    return f'<p class="address">{html(purpose)} <a href="{html(url)}">{html(url)}</a>{COPY}</p>'


def _newest() -> list[tuple[Dataset, Edition]]:
    """The newest edition of each monthly dataset, by publication."""
    newest: dict[str, Edition] = {}
    for edition in editions().values():
        if edition.table == "observation" and edition.level not in FOLLOWING:
            held = newest.get(edition.resource)
            if held is None or _order(edition) > _order(held):
                newest[edition.resource] = edition
    return [(DATASETS[e.dataset], e) for e in newest.values()]


def _order(edition: Edition) -> tuple[date, date]:
    """Of two editions to the same month the later corrects the earlier."""
    return edition.months_to, edition.published_on or date.min


def data_to(cited: Sequence[Edition], *, today: date | None = None) -> str:
    """`data to February 2026, published 18 March 2026`, with a warning once a newer edition should exist."""
    if not cited:
        return ""
    late = f" ({LATE})" if cited[0].id in _overdue(today or date.today()) else ""
    return f"data to {month_name(cited[0].months_to)}, {published(cited[0])}{late}"


def data_between(ends: Iterable[date], *, today: date | None = None) -> str:
    """`data to months from July 2025 to June 2026`, with a warning as in `data_to`."""
    first, last = min(ends := list(ends)), max(ends)
    period = month_name(last) if first == last else f"months from {month_name(first)} to {month_name(last)}"
    return f"data to {period}{f' ({LATE_ONES})' if _overdue(today or date.today()) else ''}"


@kept
def _overdue(today: date) -> frozenset[str]:
    """The newest editions, by id, that should have been followed by another one by that day."""
    return frozenset(publication.edition.id for publication in freshness() if publication.is_overdue(today))


def footer() -> None:
    """What the figures are, until when, under which licences, and what they are not."""
    st.html(_footer(date.today()))


@kept
def _footer(today: date) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{html(d.publisher)}, {html(d.title)} "
        f"<small>{html(in_words(e.resource))}</small></th>"
        f"<td>to {html(month_name(e.months_to))}</td><td>{html(published(e))}</td></tr>"
        for d, e in sorted(_newest(), key=lambda pair: pair[1].title)
    )
    overdue = sum(edition.id in _overdue(today) for _, edition in _newest())
    late = f"Newer editions should exist by now of {overdue} of these. " if overdue else ""
    held = {edition.dataset for edition in editions().values()}
    contained = [dataset for name, dataset in DATASETS.items() if name in held]
    attributions = "".join(f"<li>{html(d.attribution)}</li>" for d in contained)
    publishers = listed(sorted({d.publisher for d in contained}))
    return f"""<footer class="site-footer">
<p><strong>Police recorded crime: {html(NOT_ACCREDITED.lower())}.</strong> Counts are what was recorded in a month,
not what happened in it, and every edition revises earlier months. The Metropolitan Police Service covers 32 boroughs;
the City of London has its own force.</p>
<table><caption>Newest editions</caption><tbody>{rows}</tbody></table>
<p>{late}<a href="/methods" target="_self">Methods and sources</a>: every definition, edition, break and formula.
<a href="/methods#not_covered" target="_self">What is not here</a>, and who publishes it.
<a href="/methods#service" target="_self">Report a wrong figure, accessibility, privacy</a>.</p>
<details><summary>Licences and attribution</summary><p>Contains public sector information from the
{html(publishers)}.</p><ul>{attributions}</ul></details>
</footer>"""
