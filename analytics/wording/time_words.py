"""Words for periods in running prose, and the window that each stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from analytics.periods import PeriodNotUnderstood, Window, add_months, month_name, window_between, window_ending
from analytics.wording import time_patterns as spoken
from analytics.wording.named_windows import window_named, without_day, year_of
from analytics.wording.number_words import whole
from analytics.wording.sentence import TIME, Sentence, Unreadable
from analytics.written_periods import parse_period

# A mayor's term began in May 2016: the twelve months to it are what the plans of City Hall compare with.
MAYOR = window_ending(date(2016, 5, 1), "rolling_12")
BEFORE_PANDEMIC = window_ending(date(2020, 3, 1), "rolling_12")
# Months that are read as one period, and that a comparison goes back.
LONGEST, LONGEST_AGO = 24, 1200
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
Role = Literal["period", "baseline", "since", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """One period in the sentence: named in full, or so many months before another, or the same months of a year.

    `is_led`: "compared with" stands before it. `refers`: to the period of the sentence before. `group`: the part of the
    expression that names it.
    """

    start: int = 0
    end: int = 0
    words: str = ""
    window: Window | None = None
    months_before: int | None = None
    same_in: Window | None = None
    role: Role = ""
    note: str = ""
    is_led: bool = False
    refers: bool = False
    group: int | str = 0


_Match = re.Match[str]
# From an expression and the day on which it was said, if that is known; in a note, {} is the words of the expression.
_Build = Callable[[_Match, date | None], When | tuple[When, ...]]
_A_YEAR_EARLIER = When(months_before=12, role="baseline")
_UNDATED = When(role="period", note="“{}” depends on the day on which it was said, which is not given.")


def take_whens(sentence: Sentence, said_on: date | None) -> list[When]:
    """Every period that the sentence names, in its order. What looks like one and is none stays in the sentence."""
    whens: list[When] = []
    for pattern, build in _EXPRESSIONS:
        for match in sentence.occurrences(pattern):
            try:
                built = build(match, said_on)
            except PeriodNotUnderstood:
                continue
            for when in built if isinstance(built, tuple) else (built,):
                piece = sentence.take(*match.span(when.group), TIME, "period")
                note = when.note.format(piece.words)
                whens.append(replace(when, start=piece.start, end=piece.end, words=piece.words, note=note))
            sentence.mark(match.start(), match.end(), TIME)
    return sorted(whens, key=lambda when: when.start)


def _months_from(start: date, months: int) -> Window:
    return window_between(start, add_months(start, months - 1))


def _named(match: _Match, _said_on: date | None) -> When:
    return When(window=window_named(match[0]))


def _month(match: _Match, _said_on: date | None) -> When:
    """A month; "fell 9% to June 2026" is of the year to it."""
    window = window_named(match[0])
    if not re.search(r"\bto (?:the end of )?$", match.string[: match.start()]):
        return When(window=window)
    return When(window=year_of(window), note=f"“{{}}” is read as {year_of(window).name}.")


def _financial_year_to(match: _Match, _said_on: date | None) -> When:
    """`the financial year to June 2026`: from April."""
    return When(window=window_ending(window_named(match["month"]).end, "financial_year_to_date"))


def _from_to(match: _Match, _said_on: date | None) -> When | tuple[When, ...]:
    """`between 2016 and 2025`: from one to the other, unless both are months within a year, which is one period."""
    first, last = window_named(match["first"]), window_named(match["last"])
    if first.kind == last.kind == "month" and 0 < (last.end - first.start).days < 365:
        words = f"{month_name(first.start)} to {month_name(last.end)}"
        if first.shifted(1).start == last.start:
            raise Unreadable(f"“{match[0]}” may be meant of both months or from one to the other", "Say which it is")
        note = f"“{{}}” is read as one period, {words}. If the two months are compared with each other, correct it."
        return When(window=window_between(first.start, last.end), note=note)
    if last.end <= first.end:
        raise PeriodNotUnderstood("The second period comes first.")
    note = "“{}” is read as the twelve months to it." if first.kind == last.kind == "month" else ""
    return (
        When(window=year_of(first), role="baseline", group="first", note=note),
        When(window=year_of(last), role="period", group="last", note=note),
    )


def _years(match: _Match, said_on: date | None) -> When | tuple[When, ...]:
    """`2015-2025`; two years that follow each other are one financial year, unless "to" stands between them."""
    if int(match["last"]) == int(match["first"]) + 1 and " to " not in match[0]:
        return When(window=window_named(f"{match['first']}/{match['last']}"))
    return _from_to(match, said_on)


def _months(match: _Match, said_on: date | None) -> When | tuple[When, ...]:
    """`April to June 2025`, `December 2024 to February 2025`; `June, July and August 2025`, which follow each other."""
    if re.search(spoken.YEAR, match["first"]):
        return _from_to(match, said_on)
    window = parse_period(f"{match['first'].strip('. ')} to {match['last']}")
    if window.months == 2 and re.match(r"(?:between|from) ", match[0]):
        raise Unreadable(f"“{match[0]}” may be meant of both months or from one to the other", "Say which it is")
    if "," in match["between"] and window.months != len(re.findall(spoken.MONTH, match[0])):
        raise PeriodNotUnderstood(f"{match[0]} are no months that follow each other.")
    return When(window=window)


def _months_to(match: _Match, _said_on: date | None) -> When:
    months = whole(match["count"]) if match["count"] else 3 if match["part"] == "quarter" else 6
    return When(window=parse_period(f"{months} months to {without_day(match['month'])}"))


def _months_since(match: _Match, _said_on: date | None) -> When:
    return When(window=_months_from(add_months(window_named(match["month"]).end, 1), whole(match["count"])))


def _years_to(match: _Match, _said_on: date | None) -> When | tuple[When, ...]:
    """`the two years to March 2025`: how much it changed in that time, from one year to another."""
    years = 10 if match["decade"] else whole(match["count"])
    period = year_of(window_named(match["month"]))
    if years <= 1:
        return When(window=period)
    baseline = period.shifted(-min(12 * years, LONGEST_AGO))
    note = f"“{{}}” is read as {period.name}, compared with {baseline.name}."
    return When(window=baseline, role="baseline", note=note), When(window=period, role="period")


def _part_of_year(match: _Match, _said_on: date | None) -> When:
    """`the first three months of 2025`, `the second quarter of 2025`, `H1 2025`, `Q2 2025/26`."""
    part = match["part"] or match["short"][0]
    months = {"q": 3, "h": 6}.get(part[0]) or whole(part.split()[0])
    number = _ORDINALS.get(match["which"] or "") or (12 // months if match["which"] else int(match["short"][1]))
    if not 1 <= number * months <= 12 or (match["financial"] and months != 3):
        raise PeriodNotUnderstood(f"{match[0]} is no part of a year.")
    if match["financial"]:
        return When(window=parse_period(f"Q{number} {match['financial'].replace('-', '/')}"))
    last_begins = 13 - months if match["which"] in ("last", "final") else (number - 1) * months + 1
    window = _months_from(date(int(match["year"]), last_begins, 1), months)
    unit = {3: "a quarter", 6: "half"}.get(months) if part[0] == "q" or match["short"] else None
    return When(window=window, note=f"“{{}}” is read as {unit} of the calendar year." if unit else "")


def _later(match: _Match, _said_on: date | None) -> When:
    """`a year later`, `the following month`: than the period of the sentence before."""
    months = 12 if "year" in match[0] else 1
    count = whole(match["count"]) if match["count"] not in (None, "a") else 1
    return When(months_before=-count * months, role="period", refers=True)


def _season(match: _Match, _said_on: date | None) -> When:
    """`summer 2025`: June to August; winter begins in the year that is named."""
    window = _months_from(date(int(match["year"]), _SEASONS[match["season"]], 1), 3)
    return When(window=window, note=f"“{{}}” is read as {month_name(window.start)} to {month_name(window.end)}.")


def _same(match: _Match, _said_on: date | None) -> When:
    """`the same quarter of 2024`, `the same period last year`."""
    return When(same_in=window_named(match["year"]), role="baseline") if match["year"] else _A_YEAR_EARLIER


def _span(role: Role) -> _Build:
    """`ten years ago`, `over the past decade`; `in eleven years`, which may say how far back an order goes."""

    def build(match: _Match, _said_on: date | None) -> When:
        years = 1 if (match["count"] or "a") == "a" else whole(match["count"])
        return When(months_before=min(years * (120 if "decade" in match[0] else 12), LONGEST_AGO), role=role)

    return build


def _always(when: When) -> _Build:
    return lambda _match, _said_on: when


def _read_as(window: Window, role: Role, meaning: str) -> _Build:
    return _always(When(window=window, role=role, note=f"“{{}}” is read as{meaning.format(window.name)}."))


def _by_day(build: Callable[[_Match, date], When]) -> _Build:
    """Of words that depend on the day on which they were said: no period without it."""
    return lambda match, said_on: _UNDATED if said_on is None else build(match, said_on)


def _one_before(match: _Match, _said_on: date | None) -> When:
    return When(months_before=3 if "quarter" in match[0] else 1, role="baseline")


def _last_year(_match: _Match, said_on: date | None) -> When:
    """The calendar year before; beside a comparison, a year earlier."""
    window = parse_period(str(said_on.year - 1)) if said_on else None
    return When(window=window, months_before=12, note="" if said_on else _UNDATED.note)


def _last_financial(_match: _Match, said_on: date) -> When:
    """April to March, the last that had ended."""
    return When(window=window_ending(date(said_on.year - (said_on.month < 4), 3, 1), "financial_year"))


def _this_year(match: _Match, said_on: date) -> When:
    """January or, of the financial year, April to the month before, as far as it had gone on the day."""
    is_financial = "financial" in match[0]
    if said_on.month == (4 if is_financial else 1):
        return _UNDATED
    last = add_months(said_on.replace(day=1), -1)
    january = date(said_on.year, 1, 1)
    return When(window=window_ending(last, "financial_year_to_date") if is_financial else window_between(january, last))


def _last_months(match: _Match, said_on: date) -> When:
    """The last month, quarter or number of months that had ended."""
    last = add_months(said_on.replace(day=1), -1)
    if "quarter" in match[0]:
        last = add_months(last, -(last.month % 3))
    months = min(max(whole(match["count"]), 1), LONGEST) if match["count"] else 3 if "quarter" in match[0] else 1
    return When(window=_months_from(add_months(last, 1 - months), months))


def _without_year(kind: Literal["month", "rolling_12"]) -> _Build:
    """`in June`, `the year to August`: the last one before the day on which it was said."""

    def build(match: _Match, said_on: date) -> When:
        month = parse_period(f"{match['month'].strip('. ')} {said_on.year}").end
        month = month if month < said_on.replace(day=1) else add_months(month, -12)
        return When(window=window_ending(month, kind), role="since" if match[0].startswith("since") else "")

    return _by_day(build)


def _months_alone(match: _Match, said_on: date) -> When:
    """`between April and June`: the last ones that had ended on the day on which it was said."""
    window = parse_period(f"{match['first'].strip('. ')} to {match['last'].strip('. ')} {said_on.year}")
    return When(window=window if window.end < said_on.replace(day=1) else window.year_earlier())


# In this order: a longer expression is taken before the shorter ones that it contains.
_EXPRESSIONS: tuple[tuple[str, _Build], ...] = (
    (spoken.MAYOR_WORDS, _read_as(MAYOR, "since", ": compared with {}, when the Mayor's first term began")),
    (spoken.BEFORE_PANDEMIC, _read_as(BEFORE_PANDEMIC, "baseline", " {}")),
    (spoken.FROM_TO, _from_to),
    (spoken.YEARS, _years),
    (spoken.FINANCIAL_YEAR_TO, _financial_year_to),
    (spoken.YEAR_TO, _named),
    (spoken.MONTHS_TO, _months_to),
    (spoken.YEARS_TO, _years_to),
    (spoken.PART_OF_YEAR, _part_of_year),
    (spoken.LATER, _later),
    (spoken.THAT_TIME, _always(When(months_before=0, role="period", refers=True))),
    (spoken.SINCE_THEN, _always(When(months_before=0, role="since", refers=True))),
    (spoken.SAME_PART, _same),
    (spoken.MONTHS, _months),
    (spoken.MONTHS_SINCE, _months_since),
    (spoken.SEASON, _season),
    (spoken.MONTHS_ALONE, _by_day(_months_alone)),
    (spoken.A_YEAR, _always(_A_YEAR_EARLIER)),
    (spoken.YEARS_AGO, _span("baseline")),
    (spoken.SOME_YEARS, _span("baseline")),
    (spoken.IN_YEARS, _span("since")),
    (spoken.YEAR_LOW, _span("since")),
    (spoken.ONE_PART, _one_before),
    (r"\blast year(?:'s)?\b", _last_year),
    (spoken.LAST_FINANCIAL, _by_day(_last_financial)),
    (spoken.THIS_YEAR, _by_day(_this_year)),
    (spoken.LAST_MONTHS, _by_day(_last_months)),
    (spoken.NO_YEAR, _always(When(role="period", note="“{}” names no year, so no period."))),
    (spoken.FINANCIAL, _named),
    (rf"{spoken.DAY}\b{spoken.MONTH_YEAR}", _month),
    (spoken.ONE_YEAR, _named),
    (spoken.YEAR_TO_MONTH, _without_year("rolling_12")),
    (spoken.IN_MONTH, _without_year("month")),
)
