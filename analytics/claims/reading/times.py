"""Which period a sentence is about, and which it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from analytics.claims.reading.sentence import Sentence, Unreadable
from analytics.claims.reading.time_patterns import DAY_AFTER, MONTH
from analytics.claims.reading.time_words import MAYOR, When, take_whens, year_of
from analytics.claims.reading.word_patterns import words
from analytics.periods import Window, add_months

# "Compared with" before a period: the words, perhaps a figure with its noun, perhaps "in the".
_LEAD = words(
    "since compared_with compared_to comparison_with comparison_to against versus vs v than relative_to on from "
    "above_its below_its above_the below_the as_in as_it_was_in what_it_was_in the_level_of the_level_in level_in"
)
_FILLERS = words(
    "it_was they_were there_were that those the_figure the_figures figures the_level the_levels level levels just only "
    "a_high a_high_of a_low a_low_of a_peak_of"
)
_COMPARED = re.compile(
    rf"(?P<lead>{_LEAD})\.?(?: {_FILLERS})*(?P<figure> [\d,.]+(?: ?(?:%|per ?cent))?)?"
    r"(?: (?:\x01+|offences|crimes|cases|incidents|homicides))?(?: (?:recorded|reported|seen))?"
    r"(?: (?:in|during|for|of|at|over))?(?: the)?(?: (?:month|quarter) of)? ?$"
)

_HEDGED = r"\b(?:less|more|fewer) $"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)? |{MONTH}{DAY_AFTER}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What a sentence says about time; `since` is the first month that "the lowest since" looks at.

    `months_before`: how long the baseline, or that month, lies before a period that is not said.
    """

    period: Window | None = None
    baseline: Window | None = None
    since: date | None = None
    months_before: int | None = None
    said: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def take_times(sentence: Sentence, *, said_on: date | None = None, is_rank: bool = False) -> Times:
    """The period of the sentence and what it is compared with.

    `said_on` is the day of the statement, for "last year" and the like. `is_rank`: "since 2014" then says how far back
    the order goes. Raises Unreadable where more than two periods are named.
    """
    found = [_with_role(when, sentence) for when in take_whens(sentence, said_on)]
    later, earlier = _told_apart(found)
    sentence.periods = sorted((when.start, any(when.start == each.start for each in earlier)) for when in found)
    times = _settled(_only(later), _only(earlier), said_on=said_on, is_rank=is_rank)
    return replace(times, notes=tuple(dict.fromkeys((*(when.note for when in found if when.note), *times.notes))))


def _with_role(when: When, sentence: Sentence) -> When:
    """The words before a period say whether it is compared with."""
    before = re.sub(r"[(\[]", " ", sentence.rest[: when.start])
    if re.search(r"\bon (?:the )?$", before) and re.match(_DAY, when.words.lower()):
        raise Unreadable(
            f"“{when.words}” is a day, and the figures are of months", "Leave the day out, or give a month"
        )
    found = _COMPARED.search(before)
    if found and found["lead"] == "than" and found["figure"] and re.search(_HEDGED, before[: found.start("lead")]):
        # "By less than 1% in 2025": the period of the claim.
        found = None
    if found:
        sentence.compared.add(found.start("lead"))
    if when.role or found is None:
        return when
    said = when.words if found["figure"] else sentence.text[found.start() : when.end]
    # "On last year" needs no day of the statement: it is a year before the period.
    note = "" if when.months_before else when.note
    return replace(when, role="since" if found["lead"] == "since" else "baseline", words=said, note=note)


def _told_apart(found: Sequence[When]) -> tuple[list[When], list[When]]:
    """What is claimed of, and what it is compared with. Of two without a word of comparison the earlier is the base."""
    later = [when for when in found if when.role in ("", "period")]
    earlier = [when for when in found if when.role in ("baseline", "since")]
    windows = {when.window: when for when in later if when.window}
    if len(windows) == 2 and not any(when.window or when.same_in for when in earlier):
        first, second = sorted(windows.values(), key=lambda when: (when.window or MAYOR).end)
        return [second], [replace(first, role="baseline")]
    # "Last year" without a comparison is the calendar year before.
    return [replace(when, months_before=None) for when in later], earlier


def _only(whens: Sequence[When]) -> When | None:
    distinct = {(when.window, when.months_before, when.same_in): when for when in whens}
    if len(distinct) > 1:
        names = "; ".join(f"“{when.words}”" for when in distinct.values())
        raise Unreadable(
            f"The sentence names several periods: {names}",
            "Check one change at a time, between two periods at most",
        )
    return next(iter(distinct.values()), None)


def _settled(later: When | None, earlier: When | None, *, said_on: date | None, is_rank: bool) -> Times:
    period = later.window if later else None
    said = {"period": later.words} if later else {}
    if earlier is None:
        return Times(period=period, said=said)
    if is_rank and earlier.role == "since":
        since = _since(earlier, period)
        before = earlier.months_before if since is None else None
        return Times(period=period, since=since, months_before=before, said=said | {"since": earlier.words})
    baseline, note = _baseline(earlier, period, said_on)
    return Times(
        period=period,
        baseline=baseline,
        months_before=earlier.months_before if baseline is None else None,
        said=said | {"baseline": earlier.words},
        notes=(note,) if note else (),
    )


def _since(earlier: When, period: Window | None) -> date | None:
    """The first month that "the lowest since …" looks at."""
    if earlier.window:
        return earlier.window.end if earlier.window.kind == "rolling_12" else earlier.window.start
    return add_months(period.end, -earlier.months_before) if period and earlier.months_before else None


def _baseline(earlier: When, period: Window | None, said_on: date | None) -> tuple[Window | None, str]:
    """The earlier window, and how its words were read where they could be meant otherwise."""
    if earlier.same_in:
        return _same_months(earlier.same_in, period), ""
    if earlier.months_before is not None:
        return _months_before(earlier, period, said_on), ""
    window = earlier.window
    if window and period and window.kind in ("calendar_year", "financial_year") and period.months < 12:
        return _same_months(window, period), f"“{earlier.words}” is read as the same months of that year."
    if window and window.kind == "month" and (earlier.role == "since" or (period and period.months == 12)):
        year = year_of(window)
        return year, f"“{earlier.words}” is read as: compared with {year.name}."
    return window, ""


def _months_before(earlier: When, period: Window | None, said_on: date | None) -> Window | None:
    """`a year earlier`; "last year" is the year before that of the statement, which need not be that of the period."""
    months = earlier.months_before or 0
    if earlier.window and said_on and (period is None or period.start.year != said_on.year):
        return earlier.window
    if period is None or (months % 12 and period.months > months):
        return None
    return period.shifted(-months)


def _same_months(year: Window, period: Window | None) -> Window | None:
    """The months of `period` in another year, which may be a financial one."""
    if period is None:
        return None
    ends = year.start.year + (period.end.month < 4) if year.kind == "financial_year" else year.end.year
    return period.shifted(12 * (ends - period.end.year))
