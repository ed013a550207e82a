"""A text that makes several claims: each on its own line with its own verdict, and the sentences that claim nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from analytics.claims.claim_lines import ClaimLine, check_understanding
from analytics.claims.reading.sentence_reader import Understanding
from analytics.version_cache import kept_by_version
from pages.parts import page_opening, words
from pages.parts.claims import claim_fields, claim_form, claim_panels, claim_reading
from pages.parts.claims.claim_form import Asked
from pages.parts.view import View
from pages.parts.words import html

CONTEXT = ("Check a claim", "police recorded crime and proven reoffending", words.NOT_ACCREDITED)
NO_CLAIM = "No claim that figures can check"
ASKED = {"confirm": "No verdict: words not read", "said": "No verdict: said when?"}
_KEPT = kept_by_version(64)


@_KEPT
def _lines(
    understandings: tuple[Understanding, ...], confirmed: tuple[str, ...], as_of: date | None
) -> tuple[ClaimLine, ...]:
    return tuple(
        check_understanding(understanding, confirmed=confirmed, as_of=as_of) for understanding in understandings
    )


def show(question: Asked, view: View) -> None:
    """Every claim of the text in its order; a line leads to its own check."""
    lines = _lines(question.understandings, question.confirmed, question.as_of)
    page_opening.write(view, CONTEXT, opening(lines), [summary(lines)])
    items = "".join(_item(question, line) for line in lines)
    st.html(f'<section class="claims lines" aria-label="The claims of the text"><ol>{items}</ol></section>')


def opening(lines: Sequence[ClaimLine]) -> str:
    """How many claims there are."""
    claims = sum(line.claim is not None for line in lines)
    return f"{words.capital(words.spelled(claims))} {'claim' if claims == 1 else 'claims'} in this text"


def summary(lines: Sequence[ClaimLine]) -> str:
    """How many match, how many do not, how many wait for an answer."""
    answers = [line.answer for line in lines if line.answer]
    match = sum(answer.verdict.startswith("matches") for answer in answers)
    waiting = sum(bool(line.asks) for line in lines)
    none = sum(line.claim is None for line in lines)
    parts = [f"{words.spelled(match)} of {words.spelled(len(answers))} with a verdict match our figures"]
    if len(answers) < 2:
        # "None of one" is no English.
        parts = [f"the one with a verdict {'matches our figures' if match else 'does not match'}"] if answers else []
    parts += [f"{words.spelled(waiting)} wait for an answer of yours"] if waiting else []
    parts += (
        [f"{words.spelled(none)} {'part is' if none == 1 else 'parts are'} no claim that figures can check"]
        if none
        else []
    )
    return f"{words.capital('; '.join(parts))}." if parts else ""


def _item(question: Asked, line: ClaimLine) -> str:
    verdict, ours = _verdict(line), _figures(line)
    text = claim_reading.marked(line.understanding)
    link = f'<a href="?{html(_link(question, line))}" target="_self">Its own check</a>' if line.claim else ""
    return (
        f'<li><p class="claim">{text}</p><p class="who">{link}</p><p class="ours">{html(ours)}</p>'
        f'<p class="verdict">{html(verdict)}</p></li>'
    )


def _verdict(line: ClaimLine) -> str:
    if line.answer:
        return line.answer.headline
    return ASKED.get(line.asks, NO_CLAIM)


def _figures(line: ClaimLine) -> str:
    """Our figures, or why there is no verdict."""
    if line.answer:
        shown = claim_panels.shown(line.answer)
        return f"{claim_panels.title(shown)}." if shown else line.answer.explanation[0]
    if line.asks == "confirm":
        return claim_reading.unread_words(line.understanding.unread)
    if line.fits is not None:
        return claim_reading.fit_words(line.fits)
    return line.problem or line.understanding.declined


def _link(question: Asked, line: ClaimLine) -> str:
    """The line by itself: as a sentence where something is to be answered, else as its fields."""
    kept = [(key, text) for key, text in question.query if key in ("said", claim_form.AS_OF)]
    if line.asks == "confirm":
        return urlencode([(claim_form.TEXT, line.understanding.text), *kept])
    fields = claim_fields.fields_understood(line.understanding)
    return urlencode([*fields.items(), *((key, text) for key, text in kept if key not in fields)])
