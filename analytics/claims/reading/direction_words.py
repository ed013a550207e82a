"""The words that say which way something changed: a rise, a fall, neither."""

from __future__ import annotations

from analytics.claims.reading.word_patterns import WORDS, either, words

_WORDS = WORDS["directions"]
_MOVING = rf"(?:(?:has|have|had|was|were|is|are) )?{words(_WORDS['moving'])}"
# "More patrols" says nothing of a crime: beside a number, or before what is counted, these say which way.
_COUNTED = (
    r"(?= (?:recorded |reported |such )?"
    r"(?:[\x01\x02]|than\b|offences|crimes|cases|incidents|reports|victims|people|so\b))"
)


def _more(listed: str) -> str:
    return rf"(?:(?<=\x04 )(?:{listed})\b|\b(?:{listed}){_COUNTED})"


UP = either(
    rf"{_MOVING} up(?:wards?)?\b(?! to \d)", words(_WORDS["up"]), _more("more|greater|extra|additional"), r"[↑▲]"
)
DOWN = either(rf"{_MOVING} down(?:wards?)?\b", words(_WORDS["down"]), _more("fewer|less"), r"[↓▼]")
SAME = either(words(_WORDS["same"]), r"\b(?:stay|remain)\w* (?:about |broadly |roughly )?the same\b")
