"""Words for periods in running prose, and the window that each stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analytics.claims.reading import time_patterns as spoken
from analytics.claims.reading.number_words import whole
from analytics.claims.reading.relative_times import (
    Build,
    PeriodReading,
    Role,
    last_months,
    last_year,
    month_alone,
    months_alone,
    no_year,
    this_financial_year,
    this_year,
    year_to_month,
)
from analytics.claims.reading.sentence import TIME, Sentence
from analytics.periods import PeriodNotUnderstood, Window, add_months, month_name, window_between, window_ending
from analytics.written_periods import parse_period

# A mayor's term began in May 2016: the twelve months to it are what the plans of City Hall compare with.
MAYOR = window_ending(date(2016, 5, 1), "rolling_12")
BEFORE_PANDEMIC = window_ending(date(2020, 3, 1), "rolling_12")
LONGEST_AGO = 1200

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_HALVES = {"first": 0, "second": 6, "last": 6, "final": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """One period in the sentence: named in full, or so many months before another, or the same months of a year."""

    start: int
    end: int
    words: str
    window: Window | None = None
    months_before: int | None = None
    same_in: Window | None = None
    role: Role = ""
    note: str = ""


_A_YEAR_EARLIER: PeriodReading = {"months_before": 12, "role": "baseline"}


def take_whens(sentence: Sentence, said_on: date | None) -> list[When]:
    """Every period that the sentence names, in its order. What looks like one and is none stays in the sentence."""
    whens: list[When] = []
    for pattern, build in _EXPRESSIONS:
        for match in sentence.occurrences(pattern):
            try:
                readings = build(match, said_on)
            except PeriodNotUnderstood:
                continue
            whens += [_when(sentence, match, reading) for reading in readings]
            sentence.mark(match.start(), match.end(), TIME)
    return sorted(whens, key=lambda when: when.start)


def _when(sentence: Sentence, match: re.Match[str], reading: PeriodReading) -> When:
    group = reading.get("group", 0)
    piece = sentence.take(match.start(group), match.end(group), TIME, "period")
    return When(
        start=piece.start, end=piece.end, words=piece.words, window=reading.get("window"), role=reading.get("role", ""),
        months_before=reading.get("months_before"), same_in=reading.get("same_in"),
        note=reading.get("note", "").format(piece.words),
    )  # fmt: skip


def window_named(text: str) -> Window:
    """A period by its words. Two years that follow each other are a financial year, as in prose: `2010-11`."""
    plain = re.sub(rf"^{spoken.DAY}(?={spoken.MONTH})", "", _without_day(text.strip()))
    plain = re.sub(
        rf"(?:calendar |whole of |entire |all of |(?<!financial )(?<!fiscal )years? |the )+(?={spoken.YEAR})", "", plain
    )
    if ending := re.fullmatch(spoken.YEAR_TO, plain):
        return window_ending(parse_period(ending["month"]).end, "rolling_12")
    plain = re.sub(r"^(?:financial year|fiscal year|fy),? ?|,? (?:financial year|fiscal year|fy)$", "", plain)
    pair = re.fullmatch(r"'?(\d{2}|\d{4}) ?[/-] ?(?:20|19)?(\d\d)", plain)
    if pair and int(pair[2]) == (int(pair[1]) + 1) % 100:
        first = pair[1] if len(pair[1]) == 4 else f"20{pair[1]}"
        return parse_period(f"{first}/{pair[2]}")
    return parse_period(plain)


def _without_day(text: str) -> str:
    """`March 31st, 2026` → `March, 2026`."""
    return re.sub(spoken.DAY_AFTER, "", text)


def year_of(window: Window) -> Window:
    """The twelve months to a month: what "since May 2016" compares with. Other windows are what they are."""
    return window_ending(window.end, "rolling_12") if window.kind == "month" else window


def _named(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    return [{"window": window_named(match[0])}]


def _month(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    """A month; "fell 9% to June 2026" is of the year to it."""
    window = window_named(match[0])
    if not re.search(r"\bto (?:the end of )?$", match.string[: match.start()]):
        return [{"window": window}]
    return [{"window": year_of(window), "note": f"“{{}}” is read as {year_of(window).name}."}]


def _from_to(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    """`between 2016 and 2025`: from one to the other, unless both are months within a year, which is one period."""
    first, last = window_named(match["first"]), window_named(match["last"])
    if first.kind == last.kind == "month" and 0 < (last.end - first.start).days < 365:
        words = f"{month_name(first.start)} to {month_name(last.end)}"
        note = f"“{{}}” is read as one period, {words}. If the two months are compared with each other, correct it."
        return [{"window": window_between(first.start, last.end), "note": note}]
    if last.end <= first.end:
        raise PeriodNotUnderstood("The second period comes first.")
    note = "“{}” is read as the twelve months to it." if first.kind == last.kind == "month" else ""
    return [
        {"window": year_of(first), "role": "baseline", "group": "first", "note": note},
        {"window": year_of(last), "role": "period", "group": "last", "note": note},
    ]


def _years(match: re.Match[str], said_on: date | None) -> list[PeriodReading]:
    """`2015-2025`; two years that follow each other are one financial year, unless "to" stands between them."""
    if int(match["last"]) == int(match["first"]) + 1 and " to " not in match[0]:
        return [{"window": window_named(f"{match['first']}/{match['last']}")}]
    return _from_to(match, said_on)


def _months(match: re.Match[str], said_on: date | None) -> list[PeriodReading]:
    """`April to June 2025`, `December 2024 to February 2025`."""
    if re.search(spoken.YEAR, match["first"]):
        return _from_to(match, said_on)
    return [{"window": parse_period(f"{match['first'].strip('. ')} to {match['last']}")}]


def _months_to(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    months = whole(match["count"]) if match["count"] else 3 if match["part"] == "quarter" else 6
    return [{"window": parse_period(f"{months} months to {_without_day(match['month'])}")}]


def _years_to(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    """`the two years to March 2025`: how much it changed in that time, from one year to another."""
    years = 10 if match["decade"] else whole(match["count"])
    period = year_of(window_named(match["month"]))
    if years <= 1:
        return [{"window": period}]
    baseline = period.shifted(-min(12 * years, LONGEST_AGO))
    note = f"“{{}}” is read as {period.name}, compared with {baseline.name}."
    return [
        {"window": baseline, "role": "baseline", "note": note},
        {"window": period, "role": "period"},
    ]


def _part_of_year(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    """`the first three months of 2025`."""
    months, year = whole(match["count"]), int(match["year"])
    if not 1 <= months <= 12:
        raise PeriodNotUnderstood(f"{match[0]} is no part of a year.")
    start = date(year, 1 if match["which"] == "first" else 13 - months, 1)
    return [{"window": window_between(start, add_months(start, months - 1))}]


def _quarter(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    number = _ORDINALS[match["which"]] if match["which"] else int(match["number"])
    if match["financial"]:
        return [{"window": parse_period(f"Q{number} {match['financial'].replace('-', '/')}")}]
    start = date(int(match["year"]), 3 * number - 2, 1)
    window = window_between(start, add_months(start, 2))
    return [{"window": window, "note": "“{}” is read as a quarter of the calendar year."}]


def _half(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    start = add_months(date(int(match["year"]), 1, 1), _HALVES[match["which"]])
    return [{"window": window_between(start, add_months(start, 5))}]


def _half_year(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    start = date(int(match["year"]), 1 if match["number"] == "1" else 7, 1)
    window = window_between(start, add_months(start, 5))
    return [{"window": window, "note": "“{}” is read as half of the calendar year."}]


def _season(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    """`summer 2025`: June to August; winter begins in the year that is named."""
    start = date(int(match["year"]), {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[match["season"]], 1)
    window = window_between(start, add_months(start, 2))
    words = f"{month_name(window.start)} to {month_name(window.end)}"
    return [{"window": window, "note": f"“{{}}” is read as {words}."}]


def _month_list(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    """`June, July and August 2025`: only months that follow each other are a period."""
    window = parse_period(f"{match['first'].strip('. ')} to {match['last']}")
    if window.months != len(re.findall(spoken.MONTH, match[0])):
        raise PeriodNotUnderstood(f"{match[0]} are no months that follow each other.")
    return [{"window": window}]


def _months_since(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    start = add_months(window_named(match["month"]).end, 1)
    return [{"window": window_between(start, add_months(start, whole(match["count"]) - 1))}]


def _same(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    """`the same quarter of 2024`, `the same period last year`."""
    return [{"same_in": window_named(match["year"]), "role": "baseline"} if match["year"] else _A_YEAR_EARLIER]


def _a_year(_match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    return [_A_YEAR_EARLIER]


def _years_ago(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    """`ten years ago`, `over the past decade`."""
    return [{"months_before": _span(match), "role": "baseline"}]


def _in_years(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    """`in eleven years`: how far back an order goes, or what a change is against."""
    return [{"months_before": _span(match), "role": "since"}]


def _span(match: re.Match[str]) -> int:
    count = match["count"] or "a"
    years = 1 if count == "a" else whole(count)
    return min(years * (120 if "decade" in match[0] else 12), LONGEST_AGO)


def _one_before(match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    return [{"months_before": 3 if "quarter" in match[0] else 1, "role": "baseline"}]


def _mayor(_match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    note = f"“{{}}” is read as: compared with {MAYOR.name}, when the Mayor's first term began."
    return [{"window": MAYOR, "role": "since", "note": note}]


def _pandemic(_match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    note = f"“{{}}” is read as {BEFORE_PANDEMIC.name}."
    return [{"window": BEFORE_PANDEMIC, "role": "baseline", "note": note}]


# In this order: a longer expression is taken before the shorter ones that it contains.
_EXPRESSIONS: tuple[tuple[str, Build], ...] = (
    (spoken.MAYOR_WORDS, _mayor),
    (r"(?:\bbefore (?:the )?|\bpre-?)(?:pandemic|covid(?:-19)?)(?: levels?)?", _pandemic),
    (spoken.FROM_TO, _from_to),
    (rf"(?<![\d,])(?P<first>{spoken.YEAR})(?: ?- ?| to )(?P<last>{spoken.YEAR}){spoken.NO_NUMBER}", _years),
    (spoken.YEAR_TO, _named),
    (spoken.MONTHS_TO, _months_to),
    (spoken.YEARS_TO, _years_to),
    (
        rf"\b(?P<which>first|last|final) (?P<count>{spoken.COUNT}) months of (?P<year>{spoken.YEAR})(?!\d)",
        _part_of_year,
    ),
    (spoken.QUARTER, _quarter),
    (rf"\b(?P<which>first|second|last|final) half of (?P<year>{spoken.YEAR})(?!\d)", _half),
    (spoken.HALF_YEAR, _half_year),
    (spoken.SAME_PART, _same),
    (spoken.MONTH_LIST, _month_list),
    (spoken.MONTHS, _months),
    (spoken.MONTHS_SINCE, _months_since),
    (spoken.SEASON, _season),
    (spoken.MONTHS_ALONE, months_alone),
    (spoken.A_YEAR, _a_year),
    (rf"\b(?P<count>{spoken.COUNT}|a) (?:years?|decades?) (?:earlier|ago|before|previously)\b", _years_ago),
    (spoken.SOME_YEARS, _years_ago),
    (spoken.IN_YEARS, _in_years),
    (spoken.YEAR_LOW, _in_years),
    (spoken.ONE_PART, _one_before),
    (r"\blast year(?:'s)?\b", last_year),
    (r"\b(?:so far )?this financial year(?: so far| to date)?\b|\bfinancial year to date\b", this_financial_year),
    (r"\b(?:so far )?this (?:calendar )?year(?: so far)?\b|\b(?:calendar )?year to date\b", this_year),
    (spoken.LAST_MONTHS, last_months),
    (r"\bq[1-4]\b|\b(?:first|second|third|fourth|final) (?:quarter|half)\b(?! of)", no_year),
    (spoken.FINANCIAL, _named),
    (rf"{spoken.DAY}\b{spoken.MONTH_YEAR}", _month),
    (spoken.ONE_YEAR, _named),
    (rf"\b{spoken.TWELVE}{spoken.TO} (?P<month>{spoken.MONTH})", year_to_month),
    (rf"\b(?:in|during|for|since|last|this) (?P<month>{spoken.MONTH})", month_alone),
)
