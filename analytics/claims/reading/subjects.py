"""What a sentence is about: one indicator, or something that is not covered here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from analytics.confidence.survey_measures import MEASURES
from analytics.indicators import INDICATORS, indicator
from analytics.not_covered import NOT_COVERED
from analytics.wording.sentence import INDICATOR, TAKEN, Sentence, SeveralClaims
from analytics.wording.spoken_names import NamedSubject, names_in

_DESCRIBED = (
    rf"(?:\b(?:were|was|are|is|left|resulted|result|led|ended|caused?|had)|{TAKEN}+)(?: (?:of|in|on|at|against|from|to|"
    r"an|someone|somebody|people|victims|a victim|the victim|with))* "
    r"(?P<words>[\w'-]+(?: [\w'-]+){0,3})"
)
_OFFENCES = r"\b(?:offences|crimes)\b"
EVERYTHING = "all_recorded_crime"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence is about: an indicator's id, or the name of what is not covered; both empty if unsaid.

    `whole`: of a share, the indicator that it is a share of. `is_survey`: `name` is that of a survey's measure.
    """

    indicator: str | None = None
    name: str = ""
    words: str = ""
    whole: str | None = None
    is_survey: bool = False

    @property
    def is_uncovered(self) -> bool:
        return bool(self.name) and not self.is_survey


def subject_of(named: list[NamedSubject], *, share_ends: int | None = None) -> Subject:
    """The one thing that the sentence is about. Raises SeveralClaims where it is about two."""
    if joined := _joined(named):
        return joined
    for name in named:
        if not name.meaning.is_covered:
            return Subject(None, NOT_COVERED[name.meaning.id].name, name.piece.words)
    opinions = {name.meaning.id: name.piece.words for name in named if name.meaning.kind == "survey"}
    if len(opinions) == 1 and len({name.meaning.id for name in named}) == 1:
        ((id, asked_for),) = opinions.items()
        return Subject(None, MEASURES[id].subject, asked_for, is_survey=True)
    ids = list(dict.fromkeys(name.meaning.id for name in named))
    if opinions:
        listed = "; ".join(f"“{name.piece.words}”" for name in named)
        raise SeveralClaims(f"The sentence speaks of {len(ids)} different things: {listed}", "Check them one at a time")
    if share_ends is None:
        ids = _without_nouns(ids, named)
    words = {name.meaning.id: name.piece.words for name in reversed(named)}
    if share_ends is not None and len(ids) == 2:
        whole = next((name.meaning.id for name in named if name.piece.start >= share_ends), ids[-1])
        part = next(id for id in ids if id != whole)
        return Subject(part, "", words[part], whole)
    if len(ids) > 1:
        listed = "; ".join(f"“{words[id]}” ({indicator(id).in_sentence})" for id in ids)
        raise SeveralClaims(f"The sentence speaks of {len(ids)} different things: {listed}", "Check them one at a time")
    return Subject(ids[0], "", words[ids[0]]) if ids else Subject()


def described_part(sentence: Sentence, subject: Subject) -> Subject:
    """Of "two thirds of burglaries were residential" the part is named by what is said of the whole.

    The words behind "were" are the part where they make a name together with the whole: "residential burglary".
    """
    if subject.indicator is None or subject.whole is not None:
        return subject
    whole = subject.words.lower()
    for match in re.finditer(_DESCRIBED, sentence.rest):
        words = match["words"].split()
        for end in range(len(words), 0, -1):
            described = re.sub(r"^(?:injured|hurt)$|^injuries$", "injury", " ".join(words[:end]))
            for name in (
                f"{described} {whole}",
                f"{whole} of {described}",
                f"{whole} with {described}",
                f"{whole} from {described}",
            ):
                parts = [part.id for start, stop, part in names_in(name) if (start, stop) == (0, len(name))]
                if len(parts) == 1 and parts[0] in INDICATORS and is_part_of(parts[0], subject.indicator):
                    piece = sentence.take(
                        match.start(), match.start("words") + len(" ".join(words[:end])), INDICATOR, "indicator"
                    )
                    return Subject(parts[0], "", piece.words, subject.indicator)
    return subject


def _joined(named: list[NamedSubject]) -> Subject | None:
    """What two names make together, of which one is not covered by itself: a positive outcome of knife crimes."""
    if len(named) != 2 or all(name.meaning.is_covered for name in named):
        return None
    first, second = (name.piece.words.lower() for name in named)
    for name in (f"{first} {second}", f"{second} {first}"):
        whole = [meaning for start, stop, meaning in names_in(name) if (start, stop) == (0, len(name))]
        if whole and whole[0].kind == "indicator":
            return Subject(whole[0].id, "", named[0].piece.words)
    return None


def completed_by(subject: Subject, before: Subject) -> Subject:
    """What "offences with injury" means behind a subject: knife crime with injury behind knife crime."""
    kind = re.fullmatch(r"(?:offences |crimes )?(?:with )?(injury)(?: offences| crimes)?", subject.words.lower())
    name = f"{before.words.lower()} with {kind[1]}" if kind else ""
    whole = [meaning.id for start, stop, meaning in names_in(name) if (start, stop) == (0, len(name))]
    return replace(subject, indicator=whole[0]) if whole and whole[0] in INDICATORS else subject


def _without_nouns(ids: list[str], named: list[NamedSubject]) -> list[str]:
    """The subjects without those that are but the noun of another: "theft from the person: 21,937 thefts"."""
    words = {name.meaning.id: name.piece.words.lower() for name in reversed(named)}
    nouns = {id: INDICATORS[id].noun for id in ids}
    return [id for id in ids if not any(words[id] in nouns[other] for other in ids if other != id)] or ids


def counts_offences(sentence: Sentence) -> str:
    """The words that count offences without saying which; empty where there are none."""
    match = re.search(_OFFENCES, sentence.rest)
    return sentence.take(match.start(), match.end(), INDICATOR, "indicator").words if match else ""


def is_part_of(part: str, whole: str) -> bool:
    """Whether an indicator counts a part of what another one counts."""
    one, other = INDICATORS[part], INDICATORS[whole]
    if one.measure != "count" or other.measure != "count" or one.unit == "victims":
        return False
    if whole == EVERYTHING:
        return "recorded_crime" in one.event_families
    family = [member.id for member in INDICATORS.values() if other.family and member.family == other.family]
    return part in family and whole in (other.family, "violence_against_the_person", "vawg") and part != whole
