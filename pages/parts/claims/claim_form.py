"""The form of a claim: a text to paste, the fields that it fills, and what to say of a wrong address.

Every field is bound to the address, so a link holds the claim. An address with a sentence and no field is read like a
pasted sentence; where there are fields, they stand, since a reader may have corrected them. A text that makes several
claims fills no fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from analytics.claims import Claim
from analytics.claims.reading.sentence_reader import Asks, Understanding, read_all
from analytics.version_cache import kept_by_version
from analytics.wording.sentence import LONGEST
from pages.parts.claims import claim_choices
from pages.parts.claims import claim_fields as fields
from pages.parts.words import html

TEXT, AS_OF, CONFIRM, NOTICES = "text", "as_of", "confirm", "claim_notices"
_READ = kept_by_version(256)


@dataclass(frozen=True)
class Asked:
    """What the reader of the page asks: the claim, None for none yet; the text and what was read in it.

    `confirmed`: unread words that do not change the claim. `problems`: what could not be read in the fields. `as_of`:
    the day whose figures are asked for.
    """

    claim: Claim | None
    text: str = ""
    understandings: tuple[Understanding, ...] = ()
    confirmed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    as_of: date | None = None
    query: tuple[tuple[str, str], ...] = ()

    @property
    def understood(self) -> Understanding | None:
        """What was read where the text makes one claim, or none."""
        return self.understandings[0] if len(self.understandings) == 1 else None

    @property
    def asks(self) -> Asks:
        """What has to be answered first: whether unread words change the claim, or when the sentence was said."""
        if self.understood is None or self.claim is None:
            return ""
        return replace(self.understood, claim=self.claim).asks(self.confirmed)


@_READ
def _understood(text: str, said_on: date | None) -> tuple[Understanding, ...]:
    return read_all(text, said_on=said_on)


def draw() -> Asked:
    """The sentence and the fields, and what they say."""
    _read_address()
    with st.container(key="claim_form", gap="small"):
        st.text_area(
            "Paste a sentence or a press release, or fill the form", key=TEXT, bind="query-params", height=72,
            placeholder="Knife crime in London fell 19 per cent between April and June 2025", max_chars=LONGEST,
            on_change=_fill,
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="claim_buttons"):
            st.text_input(
                fields.LABELS["said"], key="said", bind="query-params", width=140, placeholder="2025-08-31",
                max_chars=120, on_change=_fill,
            )  # fmt: skip
            st.button("Read the sentence", on_click=_fill, key="read")
            st.button("Clear", on_click=_clear, type="tertiary", key="clear")
        _first_row()
        with st.expander("More: figures, order, shares, who counted", key="claim_more"):
            _second_row()
    return _asked()


def _first_row() -> None:
    options = claim_choices.options()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="claim_first"):
        _choice("indicator", options["indicator"], width=270, placeholder="Choose")
        _choice("place", options["place"], width=200, first=True)
        _text("period", width=280, placeholder="for example: year to August 2025")
        _text("against", width=280, placeholder="a year earlier, if nothing is said")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="claim_change"):
        st.segmented_control(
            fields.LABELS["direction"], options["direction"], key="direction", bind="query-params",
            on_change=_forget_notices,
        )  # fmt: skip
        _text("size", width=110)
        _choice("unit", options["unit"], width=180, first=True)


def _second_row() -> None:
    options = claim_choices.options()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="claim_figures"):
        _text("figure", width=140)
        _text("before", width=140)
        _choice("kind", options["kind"], width=200, first=True)
        _choice("order", options["order"], width=260, placeholder="None")
        _text("nth", width=140, placeholder="1")
        _text("since", width=140, placeholder="2014")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="claim_compared"):
        _choice("other", options["other"], width=260, placeholder="None")
        _choice("share_of", options["share_of"], width=270, placeholder="None")
        _text(CONFIRM, width=300, placeholder="of those that could not be read")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="claim_source"):
        _choice("counted", options["counted"], width=300, first=True)
        _choice("group", options["group"], width=160, first=True)
        _text("subject", width=300, placeholder="if it is not in the list")
        _text(AS_OF, width=160, placeholder="newest")


def _choice(
    key: str, options: tuple[str, ...], *, width: int, first: bool = False, placeholder: str | None = None
) -> None:
    st.selectbox(
        fields.LABELS[key], options, index=0 if first else None, key=key, bind="query-params", width=width,
        placeholder=placeholder, on_change=_forget_notices,
    )  # fmt: skip


def _text(key: str, *, width: int, placeholder: str | None = None) -> None:
    st.text_input(
        fields.LABELS[key], key=key, bind="query-params", width=width, placeholder=placeholder, max_chars=120,
        on_change=_forget_notices,
    )  # fmt: skip


def _said() -> dict[str, str]:
    """The fields that say something other than their default."""
    texts = {key: str(st.session_state.get(key) or "").strip() for key in (*fields.KEYS, AS_OF, CONFIRM)}
    return {key: text for key, text in texts.items() if text and text != fields.DEFAULTS.get(key)}


def _asked() -> Asked:
    texts, text = _said(), str(st.session_state.get(TEXT) or "").strip()
    text = text if len(text) <= LONGEST else ""
    filled = fields.claim_of(texts)
    as_of, problem = _day(texts.get(AS_OF, ""))
    problems = (*filled.problems, problem) if problem else filled.problems
    _show((*st.session_state.get(NOTICES, ()), *problems))
    said_on, _ = _day(texts.get("said", ""))
    read_here = _understood(text, said_on) if text else ()
    confirmed = tuple(word.strip() for word in texts.get(CONFIRM, "").split(",") if word.strip())
    query = ((TEXT, text),) if text else ()
    return Asked(filled.claim, text, read_here, confirmed, problems, as_of, (*query, *texts.items()))


def _day(text: str) -> tuple[date | None, str]:
    try:
        return (date.fromisoformat(text), "") if text else (None, "")
    except ValueError:
        label, hint = fields.LABELS[AS_OF], fields.HINTS[AS_OF]
        return None, f"{label}: “{text[:60]}” cannot be read and is left out. {hint}"


def _show(notices: tuple[str, ...]) -> None:
    if notices:
        st.html(f'<div class="notice" role="status">{"".join(f"<p>{html(notice)}</p>" for notice in notices)}</div>')


def _fill() -> None:
    """From a callback: the fields say what the sentence says, and nothing else."""
    text = str(st.session_state.get(TEXT) or "").strip()
    day = str(st.session_state.get("said") or "")
    said_on, _ = _day(day)
    _set(_fields_read(text, said_on) | ({"said": day} if day else {}))


def _fields_read(text: str, said_on: date | None) -> dict[str, str]:
    """The fields of the one claim that a text makes; none where it makes several."""
    read_here = _understood(text, said_on) if text else ()
    return fields.fields_understood(read_here[0]) if len(read_here) == 1 else {}


def confirm(words_: tuple[str, ...]) -> None:
    """From a callback: the reader says that these words do not change the claim. It is kept in the address."""
    st.session_state[CONFIRM] = ",".join(words_)


def _clear() -> None:
    st.session_state[TEXT] = ""
    st.session_state[AS_OF] = ""
    _set({})
    st.session_state["said"] = ""


def _forget_notices() -> None:
    st.session_state[NOTICES] = ()


def _set(texts: Mapping[str, str]) -> None:
    lists = claim_choices.options()
    for key in fields.KEYS:
        empty = fields.DEFAULTS.get(key, None if key in lists else "")
        st.session_state[key] = texts.get(key, empty)
    st.session_state[CONFIRM] = ""
    _forget_notices()


def _read_address() -> None:
    """Before the fields are drawn for the first time: a sentence is read, what is no choice of a list gets a notice."""
    if NOTICES in st.session_state:
        return
    given = {key: st.query_params.get(key, "") for key in (*fields.KEYS, AS_OF, CONFIRM)}
    text = st.query_params.get(TEXT, "")
    wrong = [
        f"{fields.LABELS[key]}: “{given[key][:60]}” is none of the choices and is left out."
        for key, options in claim_choices.options().items()
        if given[key] and given[key] not in options
    ]
    wrong += [f"The sentence is longer than {LONGEST} characters and is left out."] if len(text) > LONGEST else []
    st.session_state[NOTICES] = tuple(wrong)
    # When it was said, and what was confirmed of it, belong to the sentence.
    beside = ("said", CONFIRM)
    if text and len(text) <= LONGEST and not any(value for key, value in given.items() if key not in beside):
        said_on, _ = _day(given["said"])
        read_in_it = _fields_read(text.strip(), said_on) | {key: given[key] for key in beside if given[key]}
        _set(read_in_it)
        st.session_state[CONFIRM] = given[CONFIRM]
        # A field that is filled before it is first drawn does not go into the address by itself. Not yet bound, it may
        # be written there; else a reader who corrects one field would share an address that lacks the others.
        st.query_params.update(read_in_it)


def link(question: Asked, **more: str) -> str:
    """The part of an address after the question mark that asks the same; `more` are further parameters."""
    return urlencode([*((key, text) for key, text in question.query if key not in more), *more.items()])
