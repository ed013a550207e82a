"""From a text to its claims: a reader by rules that accounts for every word.

Each word is read by a rule (indicator, area, period, number, comparison, source, speaker) or stands in a short list of
words that cannot change the meaning. A word that is neither is told as unread, and until the reader has confirmed it
there is no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from analytics.claims.claim import EXTREMES, Claim
from analytics.claims.default_periods import settle
from analytics.claims.reading.claim_facts import Facts, facts_of
from analytics.claims.reading.clause_claims import claims_of
from analytics.claims.reading.clauses import Clause, clauses_of, expanded, sentences_of
from analytics.claims.reading.quantities import Quantities
from analytics.claims.reading.sentence_context import in_context, refers_back, shared
from analytics.claims.reading.subjects import Subject
from analytics.periods import add_months
from analytics.wording.harmless_words import unread_in
from analytics.wording.place_names import place_hint
from analytics.wording.sentence import LONGEST, Piece, Sentence, SeveralClaims, Unreadable
from analytics.wording.spoken_names import names_in, survey_measure_of

EXAMPLE = "knife crime in London fell 19 per cent between April and June 2025"
_CODE = (
    r"<\s*/?\s*[a-z!][^>]*>?|\bselect\b.+\bfrom\b.+(?:\bwhere\b|;|\*)|\b(?:drop table|insert into|union select)\b|"
    r"'\s*;|"
    r"--\s*$|\{\{|\$\{|javascript:|\bonerror\s*="
)
_EACH_OR_TOGETHER = "“{}” may be meant of these together or of each: {}"
_WORDS = re.compile(r"[^\W_]+|[%£$€]")
Asks = Literal["", "confirm", "said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What was read in a sentence or a clause, `text`.

    `claim` is None where it was `declined`, which says why and what to do. `pieces` are the words that were read, each
    with the field as which; `unread` those that were not, with `hints` on them. `missing`: the fields that the sentence
    leaves open. `notes` say how something was read that could be meant otherwise. `months_before`: the baseline lies so
    long before a period that is not said. `is_dated`: whether the sentence says of when it speaks.
    """

    text: str
    claim: Claim | None = None
    pieces: tuple[Piece, ...] = ()
    unread: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    declined: str = ""
    notes: tuple[str, ...] = ()
    months_before: int | None = None
    understood: tuple[tuple[str, str], ...] = field(default=())

    def asks(self, confirmed: Sequence[str] = ()) -> Asks:
        """What has to be answered before there can be a verdict: unread words, or when it was said."""
        if self.claim is None:
            return ""
        known = set(_WORDS.findall(" ".join(confirmed).lower()))
        if any(word not in known for words in self.unread for word in _WORDS.findall(words.lower())):
            return "confirm"
        is_dated = self.claim.period is not None or self.claim.published is not None
        is_checked = self.claim.indicator is not None or survey_measure_of(self.claim.subject) is not None
        return "" if is_dated or not is_checked else "said"


def read_all(text: str, *, said_on: date | None = None) -> tuple[Understanding, ...]:
    """Every claim that a text makes, in its order, and every sentence that makes none, `declined`; at least one.

    `said_on` is the day of the statement: "last year" depends on it. Raises nothing.
    """
    try:
        _refuse_no_text(text)
        sentences = sentences_of(text)
    except Unreadable as why:
        return (_declined(text, why),)
    understandings: list[Understanding] = []
    before: Facts | None = None
    for sentence in sentences:
        read_here, last = _of_sentence(expanded(sentence), said_on, before)
        understandings += read_here
        before = last or before
    return tuple(understandings)


def read(text: str, *, said_on: date | None = None) -> Understanding:
    """The first claim that a text makes; where it makes none, why not."""
    understandings = read_all(text, said_on=said_on)
    return next((part for part in understandings if part.claim is not None), understandings[0])


def completed(understanding: Understanding) -> Claim | None:
    """The claim that was read, with what lies so long before a period that is not said: the newest is taken for it.

    Where nothing is to be completed, it is the claim as it was read.
    """
    claim = understanding.claim
    if claim is None or understanding.months_before is None or claim.indicator is None:
        return claim
    period = settle(replace(claim, rank=None)).claim.period
    if period is None:
        return claim
    if claim.rank in EXTREMES:
        return replace(claim, since=add_months(period.end, -understanding.months_before))
    return replace(claim, baseline=period.shifted(-understanding.months_before))


def _refuse_no_text(text: str) -> None:
    plain = text.strip()
    if not plain:
        raise Unreadable("There is nothing to read yet", f"Paste a sentence, for example: {EXAMPLE}")
    if len(plain) > LONGEST:
        raise Unreadable(f"This has {len(plain):,} characters", f"Paste at most {LONGEST:,}")
    if re.search(_CODE, plain.lower()):
        raise Unreadable("This looks like code or markup, not like a sentence", "Paste plain text")


def _declined(text: str, why: Unreadable) -> Understanding:
    return Understanding(text=text, declined=f"{why.message}. {why.hint.rstrip('.')}.")


def _of_sentence(text: str, said_on: date | None, before: Facts | None) -> tuple[list[Understanding], Facts | None]:
    """The claims of one sentence: as a whole where it makes one, else clause by clause."""
    if _mixes_subjects(text) and len(apart := clauses_of(text)) > 1:
        return _of_clauses(apart, said_on, before)
    try:
        facts = in_context(facts_of(Sentence(text), said_on, before=before), before)
        return _understandings(facts, said_on), _with_names(facts, before)
    except SeveralClaims as several:
        clauses = clauses_of(text)
        if len(clauses) == 1 and not clauses[0].also:
            return [_declined(text, several)], None
        return _of_clauses(clauses, said_on, before)
    except Unreadable as why:
        return [_declined(text, why)], _named_only(text, said_on, before)


def _named_only(text: str, said_on: date | None, before: Facts | None) -> Facts | None:
    """What a sentence without a claim names, for those that follow: "The figures for 2025 are out"."""
    try:
        facts = facts_of(Sentence(text), said_on, before=before, is_clause=True, is_subject=True)
    except Unreadable:
        return before
    subject = before.subject if before else Subject()
    times = facts.times if facts.times.said or before is None else before.times
    return _with_names(replace(facts, subject=subject, times=times, quantities=Quantities()), before)


def _with_names(facts: Facts, before: Facts | None) -> Facts:
    """With the names that were not read, which may be places of which the next sentences speak."""
    if facts.sentence.is_headline:
        return facts
    unread = [piece for piece in unread_in(facts.sentence, has_size=True) if re.search(r"\b[A-Z]", piece.words)]
    names = tuple(piece.words for piece in unread if piece.start)
    is_of_it = before is not None and not facts.place.words and refers_back(facts.sentence.text)
    carried = before.names if before is not None and is_of_it else ()
    # One word that begins a sentence has a capital whatever it is.
    first = [piece.words for piece in unread if not piece.start]
    long = tuple(words for words in first if re.search(r" [A-Z]", words))
    return replace(facts, names=carried + names + long, first_names=tuple(first))


def _mixes_subjects(text: str) -> bool:
    """Whether a sentence names both what is counted here and what is not."""
    return len({meaning.is_covered for _, _, meaning in names_in(text.lower())}) == 2


def _of_clauses(
    clauses: list[Clause], said_on: date | None, before: Facts | None
) -> tuple[list[Understanding], Facts | None]:
    read_here: list[Facts | Understanding] = []
    last = before
    for clause in clauses:
        try:
            facts = facts_of(Sentence(clause.text), said_on, before=last, is_clause=True)
            facts = in_context(facts, last, is_clause=True)
            read_here += [facts, *_also(clause, facts, said_on)]
            last = facts
        except Unreadable as why:
            read_here.append(_declined(clause.text, why))
    everything = shared([part for part in read_here if isinstance(part, Facts)])
    filled = iter(everything)
    understandings: list[Understanding] = []
    for part in read_here:
        try:
            understandings += [part] if isinstance(part, Understanding) else _understandings(next(filled), said_on)
        except Unreadable as why:
            understandings.append(_declined(clauses[0].text, why))
    return understandings, everything[-1] if everything else None


def _also(clause: Clause, facts: Facts, said_on: date | None) -> list[Facts]:
    """The same said of further subjects. A figure beside several may be that of all together."""
    if not clause.also:
        return []
    others = []
    for text in clause.also:
        other = Sentence(text)
        named = facts_of(other, said_on, before=facts, is_clause=True, is_subject=True)
        if unread := unread_in(other, has_size=False):
            raise Unreadable(f"“{unread[0].words}” in “{text}” could not be read", "Check one thing at a time")
        others.append(replace(facts, sentence=other, subject=named.subject))
    if facts.quantities.sizes or facts.quantities.value is not None:
        figure = facts.quantities.words.get("size") or facts.quantities.words["value"]
        listed = ", ".join([*clause.also, facts.subject.words])
        raise Unreadable(_EACH_OR_TOGETHER.format(figure, listed), "Write it for one of them")
    return others


def _understandings(facts: Facts, said_on: date | None) -> list[Understanding]:
    claims = claims_of(facts, said_on)
    left = () if facts.subject.is_uncovered else unread_in(facts.sentence, has_size=facts.tells_size)
    words = tuple(dict.fromkeys((*(piece.words for piece in left), *facts.names)))
    return [
        Understanding(
            text=facts.sentence.text,
            claim=claim,
            pieces=tuple(sorted(facts.sentence.pieces, key=lambda piece: piece.start)),
            unread=words,
            hints=tuple(hint for part in words if (hint := place_hint(part))),
            missing=facts.missing(claim),
            notes=facts.notes,
            months_before=facts.times.months_before,
            understood=facts.understood(claim),
        )
        for claim in claims
    ]
