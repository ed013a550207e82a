"""The opening of a page: context, finding, evidence, and what is not clear."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.indicators import indicator as registered
from pages.parts import facts, sources, words
from pages.parts.facts import LONDON, Fact
from pages.parts.view import View


def indicator(which: Sequence[str], view: View) -> None:
    """The finding on the first indicator, for the one chosen borough or for London; the others where unclear."""
    area = (view.only.code,) if view.only else ()
    level = "borough" if area else "mps"
    found = facts.latest(tuple(which), areas=area, level=level, kind=view.window, baseline=view.baseline)
    context = (registered(which[0]).theme, found[0].place, sources.data_to(_editions(found[0])))
    texts = [words.evidence(found[0]), words.unclear(found[1:])]
    if view.only:
        london = facts.latest((which[0],), kind=view.window, baseline=view.baseline)[0]
        texts.insert(1, f"{LONDON}: {words.opening(london)}.")
    write(view, context, words.opening(found[0]), texts)


def overview(found: Sequence[Fact], view: View) -> None:
    """How the headline indicators of London moved, all in one sentence."""
    ends = [fact.window.end for fact in found]
    context = (LONDON, "police recorded crime", sources.data_between(ends), words.NOT_ACCREDITED)
    texts = [words.overview_evidence(found), words.unclear(found)]
    write(view, context, words.tally_opening(found, "headline"), texts)


def _editions(fact: Fact) -> list[sources.Edition]:
    known = sources.editions()
    return [known[fact.editions[-1]]]


def write(view: View, context: Sequence[str], opening: str, texts: Sequence[str]) -> None:
    """Context, first line and paragraphs, above the filters."""
    with view.head:
        st.html(f'<p class="context">{words.html(" · ".join(context))}</p>')
        st.title(opening, anchor=False)
        st.html("".join(f'<p class="lead">{words.html(text)}</p>' for text in texts if text))
