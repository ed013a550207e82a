"""Published claims with the verdict of the same check, as a list that reads on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

import streamlit as st

from analytics.claims import WORDS, Answer, Claim, Evaluation
from analytics.claims.claim_words import change_words
from analytics.claims.gallery import PublishedClaim, gallery
from data.errors import DashboardError
from pages.parts import words
from pages.parts.cached_figures import kept
from pages.parts.claims import claim_fields, claim_panels, claim_tables
from pages.parts.words import html

ABOUT = (
    "What public bodies, parties and the press have published, in our own words, each put to the same check. Follow a "
    "claim to see its figures and what else was tried."
)


@st.fragment
def show() -> None:
    """The published claims by topic, searched and filtered; the first reader after a new edition waits a moment."""
    st.html(f'<div class="section-head"><h2>Published claims, checked</h2><p class="statistic">{html(ABOUT)}</p></div>')
    with st.container(horizontal=True, gap="small", key="claim_search"):
        sought = st.text_input(
            "Search the claims", key="sought", width=270, placeholder="knife, BBC, 2025", max_chars=80
        )
        topic = st.selectbox("Topic", _topics(), index=None, key="claim_topic", width=230, placeholder="All topics")
        verdict = st.selectbox(
            "Verdict", list(WORDS.values()), index=None, key="claim_verdict", width=270, placeholder="All verdicts"
        )
    with st.spinner("Checking the published claims"):
        checked = _checked()
    shown = [published for published in checked if _is_sought(published, sought or "", topic, verdict)]
    st.html(_listed(shown, of=len(checked)))


@dataclass(frozen=True)
class CheckedClaim:
    """A published claim, the words of its verdict, and its line."""

    claim: PublishedClaim
    verdict: str
    item: str


@kept
def _checked() -> tuple[CheckedClaim, ...]:
    """Every published claim with its verdict, by topic."""
    by_topic = sorted(gallery(), key=lambda published: _topics().index(published.topic))
    return tuple(CheckedClaim(published, _verdict(published), _item(published)) for published in by_topic)


def _verdict(published: PublishedClaim) -> str:
    try:
        return claim_panels.answer(published.claim).words
    except DashboardError:
        return ""


def _is_sought(checked: CheckedClaim, sought: str, topic: str | None, verdict: str | None) -> bool:
    published = checked.claim
    searched = f"{published.sentence} {published.who} {published.when} {published.topic}".lower()
    return (
        all(word in searched for word in sought.lower().split())
        and topic in (None, published.topic)
        and verdict in (None, checked.verdict)
    )


def _listed(checked: list[CheckedClaim], *, of: int) -> str:
    """The claims under their topics, after how many of all they are."""
    if not checked:
        return '<p class="statistic">None of the published claims is like that.</p>'
    many = f"{len(checked)} of {of} claims" if len(checked) < of else f"{of} claims"
    by_topic = [(topic, list(items)) for topic, items in groupby(checked, key=lambda item: item.claim.topic)]
    return f'<p class="statistic">{many}</p>' + "".join(
        f'<section class="claims"><h3>{html(topic)} ({len(items)})</h3>'
        f"<ul>{''.join(item.item for item in items)}</ul></section>"
        for topic, items in by_topic
    )


def _topics() -> list[str]:
    return list(dict.fromkeys(published.topic for published in gallery()))


def _item(published: PublishedClaim) -> str:
    try:
        answer = claim_panels.answer(published.claim)
        verdict, ours = answer.headline, _ours(answer, published.claim)
    except DashboardError as error:
        verdict, ours = error.message, ""
    link = html(urlencode(claim_fields.fields_of(published.claim)))
    who = f"{html(published.who)}, {html(published.when)}"
    source = f'<a href="{html(published.link)}" rel="noopener">{who}</a>' if published.link else who
    claim = f'<a href="?{link}" target="_self">{html(published.sentence)}</a>'
    return (
        f'<li id="claim-{html(published.id)}"><p class="claim">{claim}</p><p class="who">{source}</p>'
        f'<p class="ours">{html(ours)}</p><p class="verdict">{html(verdict)}</p></li>'
    )


def _ours(answer: Answer, claim: Claim) -> str:
    """Our figures in a few words, as in: Ours: −14.3%, from 4,257 to 3,649. A period that was taken is named."""
    # Of reoffending the rate of adults has the later cohorts.
    adults = next((evaluation for evaluation in answer.nearest if evaluation.adult_or_youth == "adult"), None)
    shown = adults or claim_panels.shown(answer)
    if shown is None or shown.count is None:
        return "We have no figure near it."
    whose = "Ours" if answer.stated else f"Nearest here, {words.lower(claim_tables.counted(shown))}"
    now, before = claim_panels.figure(shown, shown.count), claim_panels.figure(shown, shown.base)
    if shown.adult_or_youth and shown.baseline is None:
        return f"{whose}: {_by_cohort(answer, shown)}."
    when = shown.period.when
    if shown.baseline is None:
        return f"{whose}: {now} {when}."
    if shown.base is None:
        return f"{whose}: {now} {when}, and no figure for {shown.baseline.name}."
    size = change_words(shown).partition(" (")[0]
    taken = "" if claim.period else f" {when}"
    return f"{whose}: {f'{size}, ' if size else ''}from {before} to {now}{taken}."


def _by_cohort(answer: Answer, shown: Evaluation) -> str:
    """The rates of one group by cohort: 27.8% in the cohort of 2015/16, 22.7% in that of 2021/22."""
    group = [rate_of for rate_of in answer.nearest or (shown,) if rate_of.adult_or_youth == shown.adult_or_youth]
    first, *others = [(claim_panels.figure(rate_of, rate_of.count), rate_of.period.label) for rate_of in group]
    return ", ".join(
        [f"{first[0]} in the cohort of {first[1]}", *(f"{rate} in that of {cohort}" for rate, cohort in others)]
    )
