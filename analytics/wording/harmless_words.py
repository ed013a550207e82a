"""Who says it, and the words that cannot change what a sentence claims: only these may stay unread."""

from __future__ import annotations

import re

from analytics.wording.sentence import AREA, CHANGE, INDICATOR, NUMBER, TAKEN, Piece, Sentence
from analytics.wording.word_patterns import WORDS, either, words

_LISTS, _WHO = WORDS["harmless"], WORDS["speakers"]
_HARMLESS = re.compile(words(" ".join(_LISTS[name] for name in ("grammar", "reporting", "figures"))))
_GRAMMAR = re.compile(words(_LISTS["grammar"]))
_DEGREE = re.compile(words(_LISTS["degree"]))
_DEGREE_VERB = re.compile(words(_LISTS["degree_verbs"]))
_BEFORE_OFFENCE = re.compile(words(_LISTS["before_offence"]))
_VERBS = re.compile(words(f"{_WHO['verbs']} {_WHO['works']}"))
_BEING = r"(?:is|are|was|were|has|have|had|been|being)\b"
_AT_A_CHANGE = f"[{NUMBER}{CHANGE}]"
_SAY, _COUNT, _WORK = words(_WHO["verbs"]), words(_WHO["counting"]), words(_WHO["works"])
_AREA = r"(?: (?:(?:of|in|across|for) (?:the )?)?\x02+(?:'s)?)?"
# A name is told by its capitals.
_NAME = r"(?-i:[A-Z][\w'-]+|[A-Z]\.)"
_TITLED = rf"{words(_WHO['offices'])}(?:'s?)?{_AREA}(?: {_NAME}){{0,3}}"
_POLICE = rf"(?:the |\x02+ )?{words(_WHO['police'])}(?:'s)?{_AREA}"
_UNTITLED = rf"{words(_WHO['police'] + ' ' + _WHO['papers'])}(?:'s?)?{_AREA}"
_OFFICE = rf"(?:(?:the |a |an |london's |\x02+(?:'s)? )?(?:{_UNTITLED}|{_TITLED}))"
_OFFICES = rf"{_OFFICE}(?:(?: and| of| for| at|,)? {_OFFICE})*"
_SOMEBODY = rf"(?:{_OFFICES}|{_NAME}(?: {_NAME}){{1,3}})"
_PREPOSITIONS = "of|in|on|at|by|to|from|for|with|against|within|inside|near|around|among|between"
_ADVERBS = r"(?:,? (?:has|have|had|also|today|yesterday|recently|now|itself|themselves|which|who))*"
# Speakers stand before a word of saying or behind one, the police before a word of counting: not in "robberies of
# officers". `subject` is the speaker that must not belong to what stands before.
_AS_SPEAKER = (
    rf"\baccording to (?P<name>(?:the )?{_NAME}(?: (?:of|for|and|the|{_NAME})){{0,5}})",
    rf"(?P<subject>{_SOMEBODY}){_ADVERBS},? {_SAY}",
    rf"(?P<subject>{_POLICE}){_ADVERBS} (?:{_COUNT}|(?:saw|sees|see|had|has)\b)(?! for\b)",
    rf"(?:^|[,;:\"'-] ?|\b(?:as|that) ){_SAY} (?P<name>{_SOMEBODY})",
    rf"\b(?:told|tells|according to|{words(_WHO['making'])} by) (?P<name>{_SOMEBODY})",
    rf"\b{_COUNT} by (?P<name>{_POLICE})",
    rf"\breported to (?P<name>{_POLICE})",
    rf"(?P<subject>{_SOMEBODY})(?: (?:own|latest|official|recorded|crime|published|new|\x01+))* {_WORK}",
    rf"{_WORK},? (?:{_COUNT} )?(?:from|by|of|in|to|with) (?P<name>{_SOMEBODY})",
    rf"(?:^|[,;] )(?P<name>{_SOMEBODY})(?=:)",
    rf"[(-] ?(?P<name>{_SOMEBODY})\)?[.]?$",
)
# "The Mayor said": what follows the time of a statement.
SAYING = rf"(?:{_SOMEBODY}){_ADVERBS},? {words(_WHO['speech'])}"
_PERSON = words(_WHO["persons"])
# Where the speaker is from, or speaks: "Hackney MP Diane Abbott", "in Camden yesterday, the Met said".
_SPEAKERS_PLACE = (
    rf"(?P<place>\x02+)(?:'s)?(?: and {_NAME}| {_NAME}|'s)* (?:council |borough )?{_PERSON}",
    rf"(?P<place>\x02+)(?:,|,? (?:yesterday|today),?) (?={SAYING})",
    rf"\b{_WORK} (?:to |at |in )?(?P<place>\x02+)",
    rf"{words(_WHO['speech'])} (?:in )?(?P<place>\x02+) that\b",
    rf"^(?P<place>\x02+) {words(_WHO['speech'])}",
)
# What the speaker would be a part of: "robberies of officers", "at Tower Bridge, said police", "Kent Police said".
_BELONGS = rf"(?:\b(?:{_PREPOSITIONS}|the)|\b[A-Z][\w'-]*)$"
# The police or the council of another place speak of that place.
_BODY = r"\b(?:police|council|constabulary|department|force|sheriff)\b"
_HOME_OFFICE = either(r"\bons(?:'s)?\b", r"\boffice for national statistics\b", r"\bhome office(?:'s)?\b")
_PREPOSITION = r"\b(?:of|in|on|at|by|to|from|for|with|into|the|a|an)\b"
_DANGLING = either(
    rf"{_PREPOSITION}(?= *(?:$|[.!?;)]| (?:of|on|at|by|to|from|for|with|into|and|in)\b))",
    # "By 10 per cent by 2025" is until then, "around 2025" not in it.
    r"\b(?:by|around|about|near|from|until|till|as of|before|after)(?= (?:the )?\x03)",
)


def take_source(sentence: Sentence) -> str:
    """Whose count it is, where it is the Home Office's or the ONS's: their words, else empty."""
    taken = sentence.take_all(rf"(?:the )?{_HOME_OFFICE}", TAKEN, "basis")
    return taken[0][0].words if taken else ""


def put_back_source(sentence: Sentence) -> bool:
    """Whether the source was none, and is unread again: "Home Office burglary" is no burglary by its count."""
    figures = words(WORDS["speakers"]["works"])
    for piece in [piece for piece in sentence.pieces if piece.field == "basis"]:
        if re.match(rf" {INDICATOR}+(?! {figures})", sentence.rest[piece.end :]):
            sentence.put_back(piece)
            return True
    return False


def speakers_places(sentence: Sentence) -> list[Piece]:
    """The places that are read and say where the speaker is from or speaks, and not what is claimed of.

    A council speaks of its own borough.
    """
    matches = (match for pattern in _SPEAKERS_PLACE for match in re.finditer(pattern, sentence.mixed, re.IGNORECASE))
    spans = [match.span("place") for match in matches]
    pieces = [piece for piece in sentence.pieces if (piece.start, piece.end) in spans]
    return [piece for piece in pieces if not re.search(r"council(?:'s)?$", piece.words.lower())]


def take_speakers(sentence: Sentence) -> None:
    """Marks who says or counts it, by the words around. A name that was read as a place or a subject stays that."""
    for pattern in _AS_SPEAKER:
        for match in re.finditer(pattern, sentence.mixed, re.IGNORECASE):
            group = "subject" if "subject" in match.groupdict() else "name"
            before, speaker = sentence.mixed[: match.start(group)].rstrip(), match[group]
            if speaker.startswith(AREA):
                before = re.sub(r"\b(?:[Tt]he|[Aa]n?)$", "", before).rstrip()
            is_ours = re.fullmatch(_OFFICES, speaker, re.IGNORECASE) or not re.search(_BODY, speaker, re.IGNORECASE)
            if is_ours and (group == "name" or not re.search(_BELONGS, before)):
                sentence.take(*match.span(group), TAKEN, "speaker")


def unread_in(sentence: Sentence, *, has_size: bool) -> tuple[Piece, ...]:
    """The words that no rule has read and that could change what is claimed: neighbours are joined to one piece.

    `has_size`: a figure says how much it changed, beside which "sharply" claims nothing more.
    """
    sentence.rest = re.sub(r"(?<=[\x01-\x06])'s\b", "  ", sentence.rest)
    remaining = sentence.left()
    harmful = [not _is_harmless(word, sentence, has_size=has_size) for word in remaining]
    left = []
    for i, word in enumerate(remaining):
        # "New York" is no new thing: a name is unread as a whole.
        begins_name = i + 1 < len(remaining) and harmful[i + 1] and remaining[i + 1].words[0].isupper()
        begins_name = begins_name and (word.start > 0 or not _GRAMMAR.fullmatch(word.words.lower()))
        left += [word] if harmful[i] or (begins_name and word.words[0].isupper()) else []
    left += [] if has_size else [piece for piece in sentence.pieces if _is_degree(piece)]
    left += _dangling(sentence)
    joined: list[Piece] = []
    for word in sorted(left, key=lambda piece: piece.start):
        last = joined[-1] if joined else None
        if last and sentence.text[last.end : word.start].strip() == "":
            joined[-1] = Piece(last.start, word.end, sentence.text[last.start : word.end])
        else:
            joined.append(word)
    return tuple(joined)


def _is_harmless(word: Piece, sentence: Sentence, *, has_size: bool) -> bool:
    """Whether a word changes nothing by itself; a degree does not beside the change that a figure tells."""
    written, before, after = word.words.lower(), sentence.rest[: word.start], sentence.rest[word.end :]
    if re.match(r" \x01", after) and not _BEFORE_OFFENCE.fullmatch(written):
        return False
    if written == "both":
        return bool(re.match(r" (?:in |of |the )*[\x01-\x03]", after))
    if written in ("there", "here"):
        # "There were": but "robbery there" is of a place that was named before.
        return bool(re.match(rf" {_BEING}", after) or re.search(rf"{_BEING} $", before))
    if re.search(r"\x01 $", before) and re.match(rf" (?:{CHANGE}|{_BEING})", after):
        # "Burglary claims fell" speaks of claims.
        return not _VERBS.fullmatch(written) and bool(_HARMLESS.fullmatch(written))
    if not _DEGREE.fullmatch(written):
        return bool(_HARMLESS.fullmatch(written))
    beside = re.search(rf"{_AT_A_CHANGE}(?: (?:very|more|most|so|a|an|by))*[ ,]*$", before)
    beside = beside or re.match(rf"[ ,]*(?:and \w+ )?(?:by )?(?:an? )?{_AT_A_CHANGE}", after)
    return has_size and beside is not None


def _is_degree(piece: Piece) -> bool:
    """Whether a word that says which way it changed also says how much: "plunged", "edged up"."""
    return piece.field == "direction" and any(_DEGREE_VERB.fullmatch(word) for word in piece.words.lower().split())


def _dangling(sentence: Sentence) -> list[Piece]:
    """Prepositions and articles that lead to nothing: at the end of the sentence, or before another preposition."""
    return [
        Piece(match.start(), match.end(), sentence.text[match.start() : match.end()])
        for match in re.finditer(_DANGLING, sentence.rest)
    ]
