"""A sentence as it was understood: each word marked by what it was read as, and what has to be answered first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.claims import Claim, Evaluation
from analytics.claims.checking.said_elsewhere import PastWindows, years_that_fit
from analytics.claims.claim_words import change_words, figure_words
from analytics.claims.reading.sentence_reader import Understanding
from pages.parts import words
from pages.parts.cached_figures import kept
from pages.parts.claims import claim_fields, claim_form
from pages.parts.claims.claim_form import Asked
from pages.parts.words import html

LABELS = {
    "indicator": claim_fields.LABELS["indicator"], "subject": "Not covered here", "area": claim_fields.LABELS["place"],
    "direction": claim_fields.LABELS["direction"], "size": claim_fields.LABELS["size"],
    "value": claim_fields.LABELS["figure"], "base_value": claim_fields.LABELS["before"],
    "rank": claim_fields.LABELS["order"], "since": claim_fields.LABELS["since"],
    "period": claim_fields.LABELS["period"], "baseline": claim_fields.LABELS["against"],
    "basis": claim_fields.LABELS["counted"], "speaker": "Who says it", "share": "A share", "said": "Said on",
}  # fmt: skip
OPEN = {
    "indicator": "what is counted", "area": "where", "direction": "in which direction", "size": "by how much",
    "since": "since when", "period": "when", "baseline": "what it is compared with",
}  # fmt: skip
UNREAD = "Until you confirm that this does not change the claim, or correct the sentence, there is no verdict."
WHEN = (
    "The sentence does not say of when it speaks, and numbers that fit some year are found for almost any claim. "
    "Give the "
    "day on which it was said or published, or a period."
)
SHOWN = 6


def show(question: Asked) -> None:
    """The sentence with its marks, what it leaves open, and how what could be meant otherwise was read."""
    understood = question.understood
    if understood is None:
        return
    open_ = [OPEN[name] for name in understood.missing]
    left = f"<p>Not said: {html(words.listed(open_))}.</p>" if open_ and understood.claim else ""
    notes = "".join(f"<p>{html(note)}</p>" for note in understood.notes)
    declined = f"<p><strong>{html(understood.declined)}</strong></p>" if understood.declined else ""
    st.html(
        f'<section class="understood" aria-label="What was understood">{declined}'
        f"<p>{marked(understood)}</p>{left}{notes}</section>"
    )


def marked(understood: Understanding) -> str:
    """The words of a sentence as HTML, each that was read with what it was read as, each that was not told apart."""
    text = understood.text
    spans = [(piece.start, piece.end, LABELS.get(piece.field, "")) for piece in understood.pieces]
    for left in understood.unread:
        start = text.find(left)
        spans += [(start, start + len(left), "unread")] if start >= 0 else []
    parts, at = [], 0
    for start, end, label in sorted(spans):
        if start < at:
            continue
        parts.append(html(text[at:start]))
        name = "not read" if label == "unread" else words.lower(label)
        kind = "unread" if label == "unread" else "read"
        tag = f"<small> {html(name)}</small>" if label else ""
        parts.append(f'<span class="{kind}">{html(text[start:end])}{tag}</span>')
        at = end
    return "".join([*parts, html(text[at:])])


def ask_to_confirm(understood: Understanding) -> None:
    """The words that were not read, and the control that says that they change nothing."""
    hints = "".join(f"<p>{html(hint)}</p>" for hint in understood.hints)
    st.html(f'<div class="notice" role="status"><p>{UNREAD}</p>{hints}</div>')
    st.button(
        "It does not change the claim: check without it", key="confirm_unread", on_click=claim_form.confirm,
        args=(understood.unread,),
    )  # fmt: skip


def unread_words(unread: Sequence[str]) -> str:
    """The words that were not read, in a sentence."""
    return f"We could not read {words.listed([f'“{word}”' for word in unread])}."


@kept
def _years(claim: Claim) -> PastWindows:
    return years_that_fit(claim)


def ask_when(claim: Claim) -> None:
    """Which years the numbers fit, as long as it is not known when the sentence was said."""
    fits = _years(claim)
    st.html(f'<div class="notice" role="status"><p>{html(WHEN)}</p><p>{html(fit_words(fits))}</p></div>')


def fit_words(fits: PastWindows) -> str:
    """Which of the years give what is claimed, with their figures."""
    if not fits.tried:
        return ""
    if not fits.fitting:
        return f"None of the {words.spelled(fits.tried)} years that are held gives what is claimed."
    listed = [f"{year.period.name} ({_figure(year)})" for year in fits.fitting[:SHOWN]]
    more = f", and {words.spelled(len(fits.fitting) - SHOWN)} more" if len(fits.fitting) > SHOWN else ""
    return f"Of {words.spelled(fits.tried)} years it would fit {words.listed(listed)}{more}."


def _figure(year: Evaluation) -> str:
    return change_words(year).partition(" (")[0] if year.baseline else figure_words(year, year.count)
