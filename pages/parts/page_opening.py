"""The opening of a page: context, finding, evidence, and what is not clear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from analytics.geography.areas import Area
from analytics.indicators import indicator as registered
from analytics.requests.twelve_months_only import shown_for_boroughs
from pages.parts import cached_figures, sources, words
from pages.parts.cached_figures import LONDON, Fact
from pages.parts.finding_evidence import evidence, revisions
from pages.parts.view import View

MARKS = re.compile(r"[\\`*_\[\]<>$~]|:(?=\w)|&(?=[\w#])")


def indicator(indicator_ids: Sequence[str], view: View) -> None:
    """The finding on the first indicator, for the chosen boroughs or for London; the others where unclear."""
    if len(view.boroughs) > 1:
        _of_several(indicator_ids[0], view)
        return
    area = (view.only.code,) if view.only else ()
    level = "borough" if area else "mps"
    available = shown_for_boroughs(indicator_ids, view.window) if area else tuple(indicator_ids)
    facts = cached_figures.latest(available, areas=area, level=level, kind=view.window, baseline=view.baseline)
    context = (registered(indicator_ids[0]).theme, facts[0].place, sources.data_to(_editions(facts[0])))
    texts = [evidence(facts[0]), words.unclear(facts[1:]), revisions(facts[0])]
    if view.only:
        london = cached_figures.latest((indicator_ids[0],), kind=view.window, baseline=view.baseline)[0]
        texts.insert(1, f"{LONDON}: {words.lower(words.opening(london))}.")
    write(view, context, words.opening(facts[0]), texts)


def _of_several(indicator_id: str, view: View) -> None:
    """The finding on an indicator in each of several boroughs, London's after it."""
    period = {"kind": view.window, "baseline": view.baseline}
    facts = cached_figures.latest((indicator_id,), areas=view.codes, level="borough", **period)
    (london,) = cached_figures.latest((indicator_id,), **period)
    names = words.listed([area.name for area in view.boroughs])
    context = (registered(indicator_id).theme, names, sources.data_to(_editions(facts[0])))
    texts = [words.in_figures(fact) for fact in facts]
    write(view, context, words.among_places(facts), [" ".join([*texts, words.in_figures(london)])])


def overview(indicator_ids: Sequence[str], view: View) -> None:
    """Which headline indicators fell and which rose, in the first chosen borough or in London; the way to its page."""
    area = view.boroughs[0] if view.boroughs else None
    facts = cached_figures.latest(
        tuple(indicator_ids), areas=(area.code,) if area else (), level="borough" if area else "mps"
    )
    place = area.name if area else LONDON
    newest = sources.data_between([fact.window.end for fact in facts])
    context = (place, "police recorded crime", newest, words.NOT_ACCREDITED)
    texts = [
        f"Twelve months against the twelve before. {words.overview_evidence(facts)}",
        words.unclear(facts),
        words.with_care([fact.change for fact in facts], facts),
    ]
    ways = [(f"All about {one.name}", one) for one in view.boroughs]
    write(view, context, words.clear_movements(facts, place), texts, ways)


def _editions(fact: Fact) -> list[sources.Edition]:
    known = sources.editions()
    return [known[fact.editions[-1]]]


def write(
    view: View,
    context: Sequence[str],
    opening: str,
    texts: Sequence[str],
    ways: Sequence[tuple[str, Area]] = (),
) -> None:
    """Context, first line and paragraphs, above the filters; `ways` are links to the pages of boroughs.

    As Markdown and not as HTML: what draws Markdown has come with the page itself, so a reader has the finding and its
    figures before the rest is there.
    """
    with view.head, st.container(gap="xxsmall", key="lead"):
        st.caption(plain(" · ".join(context)))
        st.title(plain(opening), anchor=False)
        st.markdown("\n\n".join(plain(text) for text in texts if text))
        if ways:
            st.html(f'<p class="briefing">{" ".join(_link(text, area) for text, area in ways)}</p>')


def _link(text: str, area: Area) -> str:
    address = f"borough?{urlencode({'area': area.name})}"
    return f'<a href="{words.html(address)}" target="_self">{words.html(text)}</a>'


def plain(text: str) -> str:
    """Text in which nothing is Markdown: no emphasis, no formula, no link, no colour."""
    return MARKS.sub(r"\\\g<0>", text)
