"""Words that cannot change what a sentence claims, and who says it: the only ones that may stay unread."""

from __future__ import annotations

import re

from analytics.claims.reading.sentence import TAKEN, Piece, Sentence
from analytics.claims.reading.word_patterns import either, words

# "Not", "than", "per", "except", "all", "some", "most" are not among them: each changes what is claimed.
_GRAMMAR = (
    "a an the this that these those it its it's it's their there there's they them he his she her we our who which "
    "someone somebody while whilst whereas although though despite still "
    "is are was were be been being has have had having do does did and as so also too both now then here "
    "of in on at by to from for with into within across through throughout during around"
)
_REPORTING = (
    "say says said saying show shows showed shown showing reveal reveals revealed suggest suggests suggested report "
    "reports reported reporting records recorded recording register registers registered log logged see sees saw "
    "seen publish published release released reveals announce announced state stated claim claims claimed claiming "
    "note "
    "noted confirm confirmed according compare compared find finds found experience experienced experiencing witness "
    "witnessed suffer suffered suffers face faced know known told hail hailed welcome welcomed tweet tweeted "
    "indicate indicates "
    "indicated list listed post posted boast boasted add added insist insisted warn warned document documented"
)
_FIGURES = (
    "figure figures data statistics stats statistic number numbers total totals totalled totalling tally level "
    "levels volume "
    "volumes count counts counted count's official new newly latest fresh today yesterday recently publicly annual "
    "annually "
    "own statement speech interview overall altogether approximately fully "
    "already actually really whopping staggering mere sharply "
    "significantly slightly dramatically markedly considerably substantially steadily "
    "steeply marginally modestly remarkably strikingly massively hugely sharp steep significant slight dramatic marked "
    "considerable substantial modest huge massive big large small notable impressive encouraging worrying alarming "
    "shocking "
    "welcome percentage change changes difference trend picture occurred happened took take takes place committed "
    "taking "
    "carried out "
    "came come comes coming gone went going go got get stood stands stand standing sat sits remain remains remained "
    "reached reaches "
    "reach hit hits put puts amounted amounts equal equals equivalent meaning means represents represented "
    "true fact indeed however meanwhile police-recorded force force's service officially sir mr ms mrs dr "
    "londoners offence offences incident incidents case cases crimes streets street's"
)
_HARMLESS = re.compile(words(f"{_GRAMMAR} {_REPORTING} {_FIGURES}"))
# Who speaks, where it is published: offices and papers, with what may stand before a name.
_SPEAKERS = words(
    "mayor mayor's mayoral commissioner city_hall scotland_yard new_scotland_yard metropolitan police met_police "
    "met_officers police_officers officers detectives tory labour_councillor "
    "mayor_of_london "
    "sadiq_khan khan sir_sadiq sir_mark_rowley mark_rowley rowley sir_mark bbc bbc_london itv sky_news lbc "
    "the_guardian guardian "
    "the_times evening_standard the_standard the_sun daily_mail the_independent the_telegraph telegraph minister "
    "ministers home_secretary prime_minister "
    "spokesman spokeswoman spokesperson deputy_mayor mopac mayor's_office_for_policing_and_crime "
    "violence_reduction_unit vru london_assembly assembly_member conservatives labour lib_dems liberal_democrats "
    "greens reform_uk "
    "tories gla gla_conservatives opposition campaigners critics politicians chiefs police_chiefs bosses officials "
    "statisticians "
    "government ministry councillor councillors council mp mps' press_release newspaper campaign leaflet article "
    "report "
    "police_and_crime_plan police_and_crime_committee met_commissioner commander chief_superintendent superintendent "
    "crime_figures crime_data crime_statistics crime_stats police_figures police_data scotland_yard's city_hall's"
)
_NAME = r"(?:[A-Z][\w'-]+|[A-Z]\.)"
# "Susan Hall said", "said Councillor Smith", "according to Acme Research": a name beside a verb of saying.
_SAID = r"(?:says|said|claims|claimed|tweeted|wrote|warned|boasted|insisted|announced|told)"
_NAMED_SPEAKERS = (
    rf"(?P<name>{_NAME}(?: {_NAME}){{1,3}}),? (?:has |have )?{_SAID}\b",
    rf"\b{_SAID} (?P<name>{_NAME}(?: {_NAME}){{1,3}})",
    rf"\b[Aa]ccording to (?P<name>(?:the )?{_NAME}(?: (?:of|for|and|the|{_NAME})){{0,5}})",
)
_HOME_OFFICE = either(r"\bons(?:'s)?\b", r"\boffice for national statistics\b", r"\bhome office(?:'s)?\b")
_PREPOSITION = r"\b(?:of|in|on|at|by|to|from|for|with|into|the|a|an)\b"
_DANGLING = rf"{_PREPOSITION}(?= *(?:$|[.!?;)]| (?:of|on|at|by|to|from|for|with|into|and|in)\b))"


def take_source(sentence: Sentence) -> str:
    """Whose count it is, where it is the Home Office's or the ONS's: their words, else empty."""
    taken = sentence.take_all(rf"(?:the )?{_HOME_OFFICE}", TAKEN, "basis")
    return taken[0][0].words if taken else ""


def take_speakers(sentence: Sentence) -> None:
    """Marks who says it. A name that was read as a place or a subject stays that."""
    sentence.take_all(rf"(?:the )?{_SPEAKERS}", TAKEN, "speaker")
    for pattern in _NAMED_SPEAKERS:
        for match in re.finditer(pattern, sentence.text):
            start, end = match.span("name")
            if sentence.rest[start:end] == sentence.text[start:end].lower():
                sentence.take(start, end, TAKEN, "speaker")


def unread_in(sentence: Sentence) -> tuple[Piece, ...]:
    """The words that no rule has read and that could change what is claimed: neighbours are joined to one piece."""
    sentence.rest = re.sub(r"(?<=[\x01-\x06])'s\b", "  ", sentence.rest)
    left = [word for word in sentence.left() if not _HARMLESS.fullmatch(word.words.lower())]
    left += _dangling(sentence)
    joined: list[Piece] = []
    for word in sorted(left, key=lambda piece: piece.start):
        last = joined[-1] if joined else None
        if last and sentence.text[last.end : word.start].strip() == "":
            joined[-1] = Piece(last.start, word.end, sentence.text[last.start : word.end])
        else:
            joined.append(word)
    return tuple(joined)


def _dangling(sentence: Sentence) -> list[Piece]:
    """Prepositions and articles that lead to nothing: at the end of the sentence, or before another preposition."""
    return [
        Piece(match.start(), match.end(), sentence.text[match.start() : match.end()])
        for match in re.finditer(_DANGLING, sentence.rest)
    ]
