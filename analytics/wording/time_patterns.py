"""Regular expressions of periods in running prose, in small letters."""

from __future__ import annotations

from analytics.wording.number_words import WORD_NUMBER
from analytics.wording.word_patterns import lines

YEAR = r"(?:19|20)\d\d"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
# After the month, as in March 31st, 2026.
DAY_AFTER = rf" {_ORDINAL}(?=,? {YEAR})"
MONTH_YEAR = rf"(?:{MONTH}(?:{DAY_AFTER})?,? {YEAR}|{YEAR}-(?:0[1-9]|1[0-2])(?!\d))"
FINANCIAL = (
    rf"(?:(?:financial year|fy|fiscal year),? ?)?(?:{YEAR} ?[/-] ?(?:{YEAR}|\d\d)|"
    rf"(?<![\d/.,-])'?\d\d/\d\d(?![\d/]))(?!\d|,\d|%)"
    r"(?: (?:financial year|fiscal year|fy))?"
)
DAY = rf"(?:the )?(?:{_ORDINAL} (?:of )?)?"
COUNT = rf"(?:\d{{1,3}}|{WORD_NUMBER})"
TO = (
    r"(?: (?:to|until|till|up to|up until|leading up to|leading to|running to|and including|ending(?: in| on)?|"
    r"ended(?: in| on)?|that ended(?: in| on)?|which ended(?: in| on)?|end|through))+"
)
TWELVE = (
    r"(?:(?:latest |rolling |full |whole |financial |fiscal |calendar |statistical |most recent |past |last )*"
    r"(?:year|(?:12|twelve)[ -]months?)(?:[ -]period)?|cohorts?|yr|y/?e\b|12m)"
)
YEAR_TO = rf"\b{TWELVE}(?:{TO})? (?:the end of )?{DAY}(?P<month>{MONTH_YEAR})"
FINANCIAL_YEAR_TO = rf"\bfinancial year(?: to date)?(?: to| to the end of|,) {DAY}(?P<month>(?!mar){MONTH_YEAR})"
NO_NUMBER = r"(?!\d|,\d|%|[./-]\d| ?per ?cent)"
_NO_COUNT = rf"{NO_NUMBER}(?! (?:\x01|fewer|more|offences|crimes|incidents|cases|victims|people))"
_PREPOSITIONS = ("in", "since", "during", "of", "to", "for", "and", "than", "from", "year", "against", "with", "on")
_AFTER_IN = "|".join(f"(?<={word} )" for word in _PREPOSITIONS)
ONE_YEAR = (
    rf"(?:(?:\b(?:at|by|in) )?(?:the )?end of (?={YEAR}))?"
    rf"(?:(?:calendar |whole of |entire |all of )*(?:year |years )?)?(?:(?:{_AFTER_IN}){YEAR}{NO_NUMBER}|"
    rf"(?:(?<=\bthe )|^by |(?<=, )by ){YEAR}(?= \x01)|"
    rf"(?<![\d,.£$€/-])\b{YEAR}{_NO_COUNT})"
)
_NAMED = (
    rf"(?:{TWELVE}(?:{TO})? (?:the end of )?{DAY}{MONTH_YEAR}|{FINANCIAL}|{DAY}{MONTH_YEAR}|(?:calendar )?"
    rf"{YEAR}{NO_NUMBER})"
)
_PAST = r"(?:past|last|previous|preceding|latest|most recent)"
_PREVIOUS = r"(?:previous|preceding|prior)"
MAYOR_WORDS = lines(
    r"""
    \b<lead> <mayor>(?!<later>)(?:'s)?(?:,? <name>)?(?: <began><then>)?(?!<other>)
    \bsince (?:he|his) <began><then>(?!<other>)
    """,
    then=r"(?:(?: in)?(?: may)? 2016)?",
    lead=r"(?:since|under|during|when|before)(?: the| this| our)?(?: current| present)?",
    # Neither a later term nor another year.
    later=r"(?:'s)? (?:was )?(?:re-?elect\w*|second|third|latest|last|current term|new)\b",
    other=rf"(?: in)?(?: \w+)? (?!2016){YEAR}",
    mayor=r"(?:mayor of london|mayor|sir sadiq(?: khan)?|sadiq khan|mr khan|khan)",
    name=r"(?:(?:sir )?sadiq khan|khan)",
    began=r"(?:first )?(?:took|came|became|was (?:first )?elected|entered|assumed|won|time|tenure|mayoralty|election|"
    r"term|leadership)(?: (?:over|into|in(?! (?:\w+ )?20\d\d)|to|office|power|city hall|charge|control|mayor|"
    r"the mayoralty)\b)*",
)
PART = r"(?:quarter|period|months?|time|point|stretch|year|weeks?|half)"
A_YEAR = lines(
    r"""
    \b<previous> financial year\b
    \b(?:a|one|the) year (?:earlier|before(?: that)?|ago|previously)
    \b<previous> (?:year|(?:12|twelve) months)\b(?: period)?
    \b(?:12|twelve) months (?:earlier|before|ago|previously)
    \byear[ -]on[ -]year\b
    \bannually\b
    \bon the year\b(?! before)
    \b(?:over|in|during|within|across) (?:the )?<last> (?:year|(?:12|twelve) months)\b
    \b(?:over|in|within) the space of (?:a year|(?:12|twelve) months)\b
    \b(?:over|in|within) a (?:single )?year\b
    \b(?:past|latest) (?:year|(?:12|twelve) months)\b
    \blast (?:12|twelve) months\b
    \bin (?:just |only )?(?:12|twelve) months\b(?! to)
    \bthis time last year\b
    """,
    previous=_PREVIOUS,
    last="(?:past|last|latest|course of the|most recent)",
)
SAME_PART = lines(
    r"""
    <same> (?:<year>|<previous> year|last year|year before(?: that)?|a year <ago>|year earlier)
    <same>
    """,
    same=rf"\b(?:same|corresponding|equivalent|comparable) (?:[\w-]+ )?{PART}\b(?:,? (?:of|in|the|during))*",
    ago="(?:earlier|before|ago|previously)",
    year=rf"(?P<year>{FINANCIAL}|{MONTH_YEAR}|{YEAR}(?!\d))",
    previous=_PREVIOUS,
)
ONE_PART = lines(
    r"""
    \b<previous> (?:quarter|month)\b
    \b(?:a|one) (?:month|quarter) (?:earlier|ago|before)\b
    \bmonth[ -]on[ -]month\b
    """,
    previous=_PREVIOUS,
)
PART_OF_YEAR = (
    rf"\b(?:(?P<which>first|second|third|fourth|last|final)(?: calendar)? (?P<part>quarter|half|{COUNT} months)|"
    rf"(?P<short>q[1-4]|h[12])),? ?(?:of |in )?(?:(?P<financial>{YEAR}[/-]\d\d(?!\d))|(?P<year>{YEAR}))(?!\d)"
)
NO_YEAR = r"\bq[1-4]\b|\b(?:first|second|third|fourth|final) (?:quarter|half)\b(?! of)"
FROM_TO = (
    rf"\b(?:between|from) (?:the )?(?:(?:financial |calendar )?years? )?(?P<first>{_NAMED}) (?:and|to|until) (?:the )?"
    rf"(?P<last>{_NAMED}){NO_NUMBER}"
)
YEARS = rf"(?<![\d,])(?P<first>{YEAR})(?: ?- ?| to )(?P<last>{YEAR}){NO_NUMBER}"
_TO_MONTH = rf"{TO} (?:the end of )?{DAY}(?P<month>{MONTH_YEAR}"
MONTHS_TO = rf"\b(?:(?P<count>{COUNT})[ -]months?(?: period)?|(?P<part>(?:quarter|half[ -]year))){_TO_MONTH})"
YEARS_TO = (
    rf"(?:\b(?:in|over) (?:the )?space of )?\b(?:(?P<count>{COUNT})[ -]years?|(?P<decade>decade))(?: period)?"
    rf"{_TO_MONTH}|{YEAR}(?!\d))"
)
_SPAN = r"(?:(?:quarter|period|three months|six months|nine months|months)(?: of| from| between|,)? )?"
_UNTIL = r" ?(?:to|and|-|until|through) ?"
# "April to June 2025"; "June, July and August 2025".
MONTHS = (
    rf"\b{_SPAN}(?:between |from )?(?P<first>{MONTH}(?: {YEAR})?)(?P<between>{_UNTIL}|(?:,| and|, and) (?:{MONTH}"
    rf"(?:,| and|, and) )*)(?P<last>{MONTH},? {YEAR})(?!\d)"
)
MONTHS_ALONE = rf"\b(?:between|from|in) (?P<first>{MONTH}){_UNTIL}(?P<last>{MONTH})(?! (?:\d|{YEAR}))"
YEARS_AGO = rf"\b(?P<count>{COUNT}|a) (?:years?|decades?) (?:earlier|ago|before|previously)\b"
SOME_YEARS = rf"\b(?:(?:over|in|during|within|for) (?:the )?)?{_PAST} (?:(?P<count>{COUNT}|a)[ -])?(?:years|decades?)\b"
# "A ten-year low": "low" is taken before.
YEAR_LOW = rf"\b(?P<count>{COUNT})[ -]year(?= \x05)"
IN_YEARS = (
    rf"\b(?:in|for|over)(?: (?:the )?space of)?(?: (?:more than|over|almost|nearly|at least|about))? "
    rf"(?P<count>{COUNT}|a)(?: full)? (?:years?|decades?)\b"
)
LAST_MONTHS = rf"\b(?:last|past|latest|most recent) (?:month|quarter|(?P<count>{COUNT}) months)\b(?! of)"
SEASON = rf"\b(?:the )?(?P<season>spring|summer|autumn|winter)(?: months)?(?: of)? (?P<year>{YEAR})(?:[/-]\d\d)?(?!\d)"
MONTHS_SINCE = rf"\b(?P<count>{COUNT}) months (?:since|after|from) (?:the end of )?{DAY}(?P<month>{MONTH_YEAR})"
LATER = rf"\b(?:(?P<count>{COUNT}|a) (?P<unit>year|month)s? later|the (?:following|next) (?P<next>year|month))\b"
THAT_TIME = r"\b(?:in |during )?(?:the same|that) (?:year|month)\b(?! (?:of|last|as|before|earlier|to)\b)"
SINCE_THEN = r"\bsince then\b"
BEFORE_PANDEMIC = r"(?:\bbefore (?:the )?|\bpre-?)(?:pandemic|covid(?:-19)?)(?: levels?)?"
LAST_FINANCIAL = r"\b(?:last|past|latest) (?:full )?financial year\b"
THIS_YEAR = (
    r"\b(?:so far )?this (?:calendar |financial )?year(?: so far| to date)?\b|\b(?:financial |calendar )?year to date\b"
)
YEAR_TO_MONTH = rf"\b{TWELVE}{TO} (?P<month>{MONTH})"
IN_MONTH = rf"\b(?:in|during|for|since|last|this) (?P<month>{MONTH})"
