"""What no figure can decide: predictions, causes, opinions; and what is no sentence at all."""

from __future__ import annotations

import re

from analytics.claims.reading.sentence import LONGEST, Sentence, Unreadable
from analytics.claims.reading.word_patterns import either, words

EXAMPLE = "knife crime in London fell 19 per cent between April and June 2025"

_CODE = either(
    r"<\s*/?\s*[a-z!][^>]*>?",
    r"\bselect\b.+\bfrom\b.+(?:\bwhere\b|;|\*)",
    r"\b(?:drop table|insert into|union select)\b",
    r"'\s*;",
    r"--\s*$",
    r"\{\{|\$\{",
    r"javascript:|\bonerror\s*=",
)
_PREDICTION = either(
    words(
        "will won't shall would going_to expected_to is_set_to are_set_to forecast* predict* projection* on_course_to "
        "on_course_for on_track_to on_track_for aim_to aims_to aiming_to target targets pledg* promis* vow vows vowed "
        "hope_to hopes_to plan_to plans_to could might may_have"
    ),
    r"\bprojected to\b",
    r"\bmay (?:fall|rise|drop|increase|decrease|be|grow|reach)\b",
    r"\bby 20[3-9]\d\b",
)
_CAUSE = words(
    "because because_of due_to thanks_to caused_by causes as_a_result_of as_a_direct_result_of owing_to driven_by "
    "fuelled_by fueled_by blamed_on on_the_back_of led_to leads_to attributed_to attributable_to consequence_of "
    "in_response_to resulting_from"
)
_OPINION = words(
    "out_of_control lawless* dangerous unsafe safe safer safest safety terrible shocking awful crisis epidemic soft_on "
    "fail* disgrac* worst best great brilliant wonderful excellent hellhole hell-hole warzone war_zone no-go "
    "everywhere rampant spiral* feel feels afraid fear fears feared should must better worse"
)


def refuse_no_sentence(text: str) -> None:
    """Raises Unreadable for nothing, for code, and for what is far longer than a sentence."""
    plain = text.strip()
    if not plain:
        raise Unreadable("There is nothing to read yet", f"Paste a sentence, for example: {EXAMPLE}")
    if len(plain) > LONGEST:
        raise Unreadable(
            f"This has {len(plain):,} characters, and one claim is read at a time",
            f"Paste the one sentence that makes it, of at most {LONGEST} characters",
        )
    if re.search(_CODE, plain.lower()):
        raise Unreadable("This looks like code or markup, not like a sentence", "Paste plain text")


def refuse_undecidable(sentence: Sentence) -> None:
    """Raises Unreadable for a prediction and for a cause. Asked once the subject is taken: "causing injury" is none."""
    if prediction := sentence.says(_PREDICTION):
        raise Unreadable(
            f"“{prediction}” speaks of what is to come or might be, which no published figure can show",
            "Only what has been recorded can be checked",
        )
    if cause := sentence.says(_CAUSE):
        raise Unreadable(
            f"“{cause}” gives a cause, and figures cannot show why something changed",
            "Leave the reason out, and the change itself can be checked",
        )


def no_claim(sentence: Sentence, subject: str) -> Unreadable:
    """Why there is nothing to check: the sentence gives neither a figure nor a direction."""
    if opinion := sentence.says(_OPINION):
        return Unreadable(f"“{opinion}” is a judgement, not a figure", "Give a figure or a direction, and a period")
    if subject:
        return Unreadable(
            f"The sentence names “{subject}”, but says neither how much nor in which direction",
            "Add a figure, “up” or “down”",
        )
    return Unreadable("No crime, figure or direction was recognised in this", f"Write it like this: {EXAMPLE}")
