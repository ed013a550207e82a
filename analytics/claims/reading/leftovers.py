"""What a sentence says beside what was read in it. A period, place or comparison must not be passed over in silence.

To leave out "since the pandemic" or "in Brixton" would be to check another claim than the one that is made.
"""

from __future__ import annotations

import re

from analytics.claims.reading.number_words import WORD_NUMBER
from analytics.claims.reading.sentence import INDICATOR, NUMBER, Sentence, Unreadable
from analytics.claims.reading.time_patterns import MONTH
from analytics.claims.reading.word_patterns import either, lines, words

_COMPARED = words("since compared_with compared_to comparison_with comparison_to against versus vs v relative_to than")
# A figure before the end of the clause may be what is compared with: "against the 109 of the year before".
_CLAUSE_ENDS = r"[,.;:()?!]| (?:and|but|while|whereas|which) "
_UNDER = r"\b[Uu]nder (?:the |his |her |this |last )?(?:previous |last )?[A-Z][\w']*(?: [A-Z][\w']*)*"
# One kind of an offence, some of its victims, or all but some of it.
_NARROWED = lines(
    r"""
    \b(?:attempted|aggravated|armed|distraction|moped|scooter|fatal|non-fatal|domestic) (?:\w+ )?\x01+
    \b(?:female|male|women|men|repeat|minor|serious|violent|non-violent|solved|unsolved|undetected|unreported) \x01+
    \b(?:child|children's|teenage?|juvenile|youth|adult|gang|knife|gun|acid|night-?time|daytime|stranger) \x01+
    \b(?:rolex|watch|jewellery|metal|lead|catalytic converter|cable|parcel|luggage|bag|laptop|bank|taxi|bus) \x01+
    \b(?:[\w-]+-related|anti-[\w+]+) \x01+
    \x01+ (?:victims? )?<among> (?!\x03|\x04|the (?:same|\x03|\x04))
    \bpop(?:ulation\b|\.)
    \b(?:excluding|except|apart from|not including|not counting|leaving out)\b
    \b(?:under|over)[- ]?(?:the age of )?\d\ds?\b
    \b(?:aged|women|children|girls|boys|pensioners|teenagers|students)\b
    """,
    among="(?:among|amongst|involving|targeting|committed by|linked to|related to|against)",
)
_ONLY_WORDS = r"(?:rather|other) $"
_TIME = lines(
    r"""
    <apart>\b(?!(?:year|month of) \x03|year[ -]on[ -]\x03)(?:year|decade|quarter|month)s?\b
    \b(?:week(?:end)?|fortnight|night|day)s?\b
    \b(?:january|february|april|june|july|august|september|october|november|december)\b
    \b(?:in|on|since|from|the) (?:march|may)\b
    \b(?:spring|summer|autumn|winter|christmas|easter|halloween)\b
    \bovernight\b|\bf?ytd\b
    \b(?:weekly|monthly|hourly|daily(?! (?:mail|express|mirror|star|telegraph)))\b
    \b(?:pre-|post-)?(?:pandemic|covid(?:-19)?|lockdowns?)\b
    """,
    # Not beside a period that was read: the 2024/25 financial year.
    apart=r"(?<!\x03 )(?<!\x03 financial )(?<!\x03 calendar )",
)
_RUN = lines(
    r"""
    \b(?:in a row|running|consecutive(?:ly)?|successive(?:ly)?|year after year|month after month)\b
    \b(?:every|each) (?:single )?(?:year|month|quarter|week|day)\b
    \bfor the (?:first|second|third|fourth|fifth|\w+th) (?:time|year|month|quarter)\b
    \bfirst time\b
    """
)
_TIMES = either(
    rf"\b(?:\w+-?fold|(?:[\d.]+|several|many|{WORD_NUMBER}) times|basis points)\b",
    words("twice double half dozen* hundred* thousand* million*"),
)
_EXTREME = either(
    r"(?<!at )\b(?:most(?! recent)|least)\b",
    words(
        "fastest slowest quickest biggest largest smallest steepest sharpest greatest worst best highest lowest fewest "
        "safest peak everywhere across_the_board"
    ),
    r"\ba record\b|\brecord (?:fall|rise|drop|increase|decrease|number|breaking)|record-breaking",
)
_FIGURES_OF_DATES = lines(
    r"""
    (?<![\d.,])\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d(?![\d.,])
    (?<![\d/])(?:0?[1-9]|1[0-2])/20\d\d(?!\d)
    (?<![\d/.,])\d\d/\d\d(?![\d/])
    (?<!\w)'\d\d\b(?!')
    \b<month> \d\d\b(?![,.]?\d)(?!,? \d{4})(?! (?:\x01|fewer|more|offences|per ?cent)|%)
    """,
    month=MONTH,
)
WRITE_PERIOD = "Write the period with its month or year, as in: the year to March 2026, since 2016, in 2024/25"


def refuse_dates_in_figures(sentence: Sentence) -> None:
    """Raises Unreadable for 31/03/2026 and '25, asked before numbers are read: they are no counts."""
    if said := sentence.says(_FIGURES_OF_DATES):
        raise Unreadable(
            f"“{said}” is a date in figures",
            "Write the month in letters and the year with four figures, as in March 2026 or 2024/25",
        )


def refuse_leftovers(sentence: Sentence) -> None:
    """Raises Unreadable for what changes the claim and was not read. Asked when everything else has been taken."""
    if run := sentence.says(_RUN):
        raise Unreadable(f"“{run}” speaks of several changes one after the other", "Check one change at a time")
    if compared := _compared_with(sentence):
        raise Unreadable(f"“{compared}” compares with what could not be read", WRITE_PERIOD)
    if narrowed := sentence.says(_NARROWED):
        raise Unreadable(
            f"“{narrowed}” speaks of a part that is not counted apart here", "Leave it out to check the whole"
        )
    if time := sentence.says(_TIME):
        raise Unreadable(f"“{time}” is a time that cannot be read as a period here", WRITE_PERIOD)
    if figure := sentence.says(r"[\d,.]*\d ?(?:%|per ?cent\b)"):
        raise Unreadable(f"“{figure}” is no figure that can be read", "Write it like 1.2% or 1,200")
    if rate := sentence.says(r"\bper (?!cent\b)\S+(?: \w+)?|\x04+ households?\b"):
        raise Unreadable(f"“{rate}” is a rate that is not read so", "Write it like 5.3 per 1,000 residents")
    if times := sentence.says(_TIMES):
        raise Unreadable(f"“{times}” is not read as a figure", "Write the change in per cent")
    if extreme := sentence.says(_EXTREME):
        raise Unreadable(
            f"“{extreme}” is an order that was not understood",
            "Write it like one of these: the lowest since 2014; Croydon had the largest fall of the boroughs",
        )


def _compared_with(sentence: Sentence) -> str:
    """The words after "since" or "than" in which no period and no figure was read."""
    for match in sentence.occurrences(_COMPARED):
        clause = re.split(_CLAUSE_ENDS, sentence.rest[match.end() :], maxsplit=1)[0]
        with_a_figure = match[0] != "since" and NUMBER in clause
        no_comparison = re.search(_ONLY_WORDS, sentence.rest[: match.start()])
        if match.start() in sentence.compared or with_a_figure or no_comparison:
            continue
        length = len(re.split(rf"[{INDICATOR}{NUMBER}]", clause, maxsplit=1)[0])
        return sentence.text[match.start() : match.end() + length].strip(" \"'")
    under = re.search(_UNDER, sentence.text)
    is_read = under is None or not sentence.rest[under.start() :].startswith("under")
    return "" if under is None or is_read else under[0].strip()
