"""The opening of a page: context, finding, evidence, and what is not clear."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from analytics.indicators import indicator as registered
from analytics.requests.twelve_months_only import shown_for_boroughs
from pages.parts import cached_figures, sources, words
from pages.parts.cached_figures import LONDON, Fact
from pages.parts.view import View

MARKS = re.compile(r"[\\`*_\[\]<>$~]|:(?=\w)|&(?=[\w#])")


def indicator(indicator_ids: Sequence[str], view: View) -> None:
    """The finding on the first indicator, for the one chosen borough or for London; the others where unclear."""
    area = (view.only.code,) if view.only else ()
    level = "borough" if area else "mps"
    available = shown_for_boroughs(indicator_ids, view.window) if area else tuple(indicator_ids)
    facts = cached_figures.latest(available, areas=area, level=level, kind=view.window, baseline=view.baseline)
    context = (registered(indicator_ids[0]).theme, facts[0].place, sources.data_to(_editions(facts[0])))
    texts = [words.evidence(facts[0]), words.unclear(facts[1:])]
    if view.only:
        london = cached_figures.latest((indicator_ids[0],), kind=view.window, baseline=view.baseline)[0]
        texts.insert(1, f"{LONDON}: {words.lower(words.opening(london))}.")
    write(view, context, words.opening(facts[0]), texts)


def overview(facts: Sequence[Fact], view: View) -> None:
    """How the headline indicators of London moved, all in one sentence."""
    ends = [fact.window.end for fact in facts]
    context = (LONDON, "police recorded crime", sources.data_between(ends), words.NOT_ACCREDITED)
    texts = [f"Twelve months against the twelve before. {words.overview_evidence(facts)}", words.unclear(facts)]
    write(view, context, words.tally_opening(facts, "headline"), texts)


def _editions(fact: Fact) -> list[sources.Edition]:
    known = sources.editions()
    return [known[fact.editions[-1]]]


def write(view: View, context: Sequence[str], opening: str, texts: Sequence[str]) -> None:
    """Context, first line and paragraphs, above the filters.

    As Markdown and not as HTML: what draws Markdown has come with the page itself, so a reader has the finding and its
    figures before the rest is there.
    """
    with view.head, st.container(gap="xxsmall", key="lead"):
        st.caption(plain(" · ".join(context)))
        st.title(plain(opening), anchor=False)
        st.markdown("\n\n".join(plain(text) for text in texts if text))


def plain(text: str) -> str:
    """Text in which nothing is Markdown: no emphasis, no formula, no link, no colour."""
    return MARKS.sub(r"\\\g<0>", text)
