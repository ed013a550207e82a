"""Which period a sentence is about, and which it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from analytics.periods import Window, add_months, last_day
from analytics.wording.harmless_words import SAYING
from analytics.wording.named_windows import year_of
from analytics.wording.sentence import TAKEN, TIME, Sentence, SeveralClaims, Unreadable
from analytics.wording.time_patterns import COUNT, MONTH, YEAR
from analytics.wording.time_words import MAYOR, When, take_whens
from analytics.wording.word_patterns import WORDS, words
from analytics.written_periods import parse_period
from data.errors import DashboardError

# "Compared with" before a period: the words, perhaps a figure with its noun, perhaps "in the".
_COMPARED = re.compile(
    rf"(?P<lead>{words(WORDS['times']['lead'])})\.?(?: {words(WORDS['times']['fillers'])})*"
    r"(?P<figure> [\d,.]*\d(?: ?(?:%|per ?cent))?)?"
    r"(?: (?:\x01+|offences|crimes|cases|incidents|homicides))?(?: (?:recorded|reported|seen))?"
    r"(?: (?:in|during|for|of|at|over))?(?: the)?(?: (?:month|quarter) of)? ?$"
)

_EARLIER = r"\b(?:before|earlier|previous|preceding|prior|previously)\b"
_ON_A_DAY = rf"\bon (?:the )?(?:\w+day,? )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}"
# Of a rank it says how far back it goes: "the lowest for ten years".
_EACH_YEAR = (
    r"\bfor (?:(?:well )?(?:over|more than|at least|almost|nearly|about|around) )?(?:the )?(?:(?:last|past) )?"
    rf"{COUNT} (?:(?:full|straight|consecutive|successive) )?years\b"
)
_SAID_ON = (
    r"\b(?:said|says|announced|published|released|reported|tweeted|told|wrote|statement|speech|interview|article|figures|"
    r"data|post|statistics)(?: \w+){0,2}?,? (?P<when>(?:on )?(?:the )?(?:\w+day,? )?"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH}),? (?P<year>{YEAR}))"
)
_SOME_TIME = rf"(?:(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?|(?P<only>{YEAR}))"
_SPEECH = r"(?:speech|interview|article|letter|statement|press release|report|tweet|post|briefing|leaflet)"
_SPOKEN_AT = rf"(?:{_SOME_TIME}|(?:last|this) (?:year|month|week|morning)|yesterday|today)"
# When it was said or published, and no period of the claim: "published in April", "in a 2025 interview", "in 2025 the
# Mayor said".
_SAID_IN = (
    rf"\b(?:published|released|issued|announced|revealed|unveiled) (?:earlier )?(?:in )?(?:early |late )?{_SOME_TIME}",
    rf"\b(?:a|the|his|her|its) (?P<only>{YEAR})(?= {_SPEECH})",
    rf"\b{_SPEECH} (?:in|of|from) {_SOME_TIME}",
    rf"(?:^|(?<=, ))(?:in |on |during )?{_SPOKEN_AT},? (?={SAYING})",
)
# "Back to 2019 levels", "at the level of 2019".
_AS_HIGH_AS = (
    r"\b(?<!compared )(?:back )?(?:to|at|match(?:ed|es)|regained)(?: around| about| near)?(?: the| its| their)?"
    r"(?: \x03+(?:'s)?(?: levels?)?| levels? (?:of|in|(?:last )?seen in|before) (?:the )?\x03+)"
)
# "As many as in 2019", "the same number as in 2024" compare; "as in 2024" says the same of another year.
_AS_MUCH = r"(?:\b(?:same|many|much|high|low|common|number|level|rate)|half|double|twice|times)\b.{0,60}$"
_HEDGED = r"\b(?:less|more|fewer) $"
# "In 2024 and 2025": of each, or of both together. "Between" is read before.
_JOINED = r" ?(?:,|and|or|&)(?: and)?(?: in)? ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What a sentence says about time; `since` is the first month that "the lowest since" looks at.

    `months_before`: how long the baseline, or that month, lies before a period that is not said. `shift`: how many
    months after the period of the sentence before the period lies. `since_then`: compared with that.
    """

    period: Window | None = None
    baseline: Window | None = None
    since: date | None = None
    months_before: int | None = None
    shift: int | None = None
    since_then: bool = False
    said: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def take_statement_day(sentence: Sentence) -> date | None:
    """The day on which it was said, where the sentence tells it: "said on 28 September 2025".

    Of a month it is the last day. None where no year is told, but the words are read.
    """
    patterns = (_SAID_ON, *_SAID_IN)
    matches = (re.search(pattern, sentence.mixed, re.IGNORECASE) for pattern in patterns)
    match = next((match for match in matches if match), None)
    if match is None:
        return None
    groups = match.groupdict()
    year, month, day = groups.get("year") or groups.get("only"), groups.get("month"), groups.get("day")
    try:
        window = parse_period(f"{(month or '').strip('. ')} {year}".strip()) if year else None
        last = None if window is None else window.start.replace(day=int(day)) if day else last_day(window.end)
    except (DashboardError, ValueError):
        return None
    sentence.take(match.start("when") if day else match.start(), match.end(), TIME, "said")
    return last


def take_times(sentence: Sentence, *, said_on: date | None = None, is_rank: bool = False) -> Times:
    """The period of the sentence and what it is compared with.

    `said_on` is the day of the statement, for "last year" and the like. `is_rank`: "since 2014" then says how far back
    the order goes. Raises SeveralClaims where more than two periods are named.
    """
    if day := sentence.says(_ON_A_DAY):
        raise Unreadable(f"“{day}” is a day, and the figures are of months", "Leave the day out, or give a month")
    if not is_rank and (years := sentence.says(_EACH_YEAR)):
        raise Unreadable(
            f"“{years}” says that it went on from year to year, and one change is checked at a time",
            "Say since when it has changed, or check each year by itself",
        )
    named = take_whens(sentence, said_on)
    spans = [sentence.text[match.start() : match.end()] for match in sentence.occurrences(_AS_HIGH_AS)]
    if as_high := next((span for span in spans if "level" in span.lower()), ""):
        raise Unreadable(
            f"“{as_high}” says that it is as high as it was then, and not by how much it changed",
            "Say whether it is higher or lower than then, or by how much",
        )
    whens = [_with_role(when, sentence) for when in named]
    _refuse_joined(whens, sentence)
    whens = _referring(whens)
    later, earlier = _told_apart(whens)
    sentence.periods = sorted((when.start, any(when.start == other.start for other in earlier)) for when in whens)
    times = _settled(_only(later), _only(earlier), said_on=said_on, is_rank=is_rank)
    return replace(times, notes=tuple(dict.fromkeys((*(when.note for when in whens if when.note), *times.notes))))


def _with_role(when: When, sentence: Sentence) -> When:
    """The words before a period say whether it is compared with; they are read with it."""
    before = re.sub(r"[(\[]", " ", sentence.rest[: when.start])
    lead = _COMPARED.search(before)
    is_bound = lead and lead["figure"] and (
        lead["lead"] in ("above", "below")
        or (lead["lead"] == "than" and re.search(_HEDGED, before[: lead.start("lead")]))
    )  # fmt: skip
    if is_bound:
        # "By less than 1% in 2025", "fell below 50,000 in 2025": the period of the claim.
        lead = None
    if lead is None:
        return when
    when = replace(when, is_led=True)
    if lead["lead"].startswith("as ") and not re.search(_AS_MUCH, before[: lead.start("lead")]):
        raise Unreadable(
            f"“{sentence.text[lead.start() : when.end]}” says the same of another time", "Check one time at a time"
        )
    if not lead["figure"]:
        # "Above" and "below" say which way it changed.
        side = re.match(r"(?:above|below|higher|lower)\b", lead["lead"])
        sentence.take(lead.start("lead") + (side.end() if side else 0), when.start, TAKEN, "baseline")
    if when.role:
        return when
    words_ = when.words if lead["figure"] else sentence.text[lead.start() : when.end]
    # "On last year" needs no day of the statement: it is a year before the period.
    note = "" if when.months_before else when.note
    return replace(when, role="since" if lead["lead"] == "since" else "baseline", words=words_, note=note)


def _referring(whens: list[When]) -> list[When]:
    """What refers to another time: beside a year, that year is it, and "a year later" is compared with it."""
    named = [when for when in whens if when.window]
    if len(named) != 1 or len(named) == len(whens):
        return whens
    (first,), others = named, [when for when in whens if when.refers]
    later = [replace(when, window=(first.window or MAYOR).shifted(-when.months_before), months_before=None)
             for when in others if when.months_before]  # fmt: skip
    kept = [when for when in whens if not when.refers]
    return [replace(when, role="baseline") if when == first else when for when in kept] + later if later else kept


def _refuse_joined(whens: Sequence[When], sentence: Sentence) -> None:
    """Two years named side by side are no comparison: what is said may be meant of each or of both."""
    for first, second in pairwise(whens):
        between = sentence.text[first.end : second.start].lower()
        if first.window != second.window and not (first.role or second.role) and re.fullmatch(_JOINED, between):
            raise Unreadable(
                f"“{sentence.text[first.start : second.end]}” may be meant of each of these times or of all together",
                "Check them one at a time; if they are compared, write “against”",
            )


def _told_apart(whens: Sequence[When]) -> tuple[list[When], list[When]]:
    """What is claimed of, and what it is compared with. Of two without a word of comparison the earlier is the base."""
    later = [when for when in whens if when.role in ("", "period")]
    earlier = [when for when in whens if when.role in ("baseline", "since")]
    if len(later) == len(earlier) == 1 and _is_after(earlier[0], later[0]):
        # "4,257 in April to June 2024 … 3,649 in the same months of 2025": the second is what is claimed of.
        return [replace(earlier[0], window=_same_months(earlier[0].same_in, later[0].window), role="period")], [
            replace(later[0], role="baseline")
        ]
    windows = {when.window: when for when in later if when.window}
    if len(windows) == 2 and not any(when.window or when.same_in for when in earlier):
        first, second = sorted(windows.values(), key=lambda when: (when.window or MAYOR).end)
        return [second], [replace(first, role="baseline")]
    # "Last year" without a comparison is the calendar year before.
    return [when if when.refers else replace(when, months_before=None) for when in later], earlier


def _is_after(same: When, other: When) -> bool:
    return bool(same.same_in and other.window and same.same_in.start > other.window.end)


def _only(whens: Sequence[When]) -> When | None:
    distinct = {(when.window, when.months_before, when.same_in): when for when in whens}
    if len(distinct) > 1:
        names = "; ".join(f"“{when.words}”" for when in distinct.values())
        raise SeveralClaims(
            f"The sentence names several periods: {names}",
            "Check one change at a time, between two periods at most",
        )
    return next(iter(distinct.values()), None)


def _settled(later: When | None, earlier: When | None, *, said_on: date | None, is_rank: bool) -> Times:
    if later is not None and later.refers and earlier is None:
        return Times(shift=-(later.months_before or 0), said={"period": later.words})
    if earlier is not None and earlier.refers and earlier.role == "since":
        return Times(since_then=True, said={"baseline": earlier.words})
    if earlier is not None and later is None and not earlier.is_led and re.search(_EARLIER, earlier.words.lower()):
        # "The year before there were 99": of that year, where a sentence before says of which.
        shift = None if earlier.months_before is None else -earlier.months_before
        return Times(months_before=earlier.months_before, shift=shift, said={"baseline": earlier.words})
    period = later.window if later else None
    wordings = {"period": later.words} if later else {}
    if earlier is None:
        return Times(period=period, said=wordings)
    if is_rank and earlier.role == "since":
        since = _since(earlier, period)
        before = earlier.months_before if since is None else None
        return Times(period=period, since=since, months_before=before, said=wordings | {"since": earlier.words})
    baseline, note = _baseline(earlier, period, said_on)
    return Times(
        period=period,
        baseline=baseline,
        months_before=earlier.months_before if baseline is None else None,
        said=wordings | {"baseline": earlier.words},
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
    is_whole = re.search(r"\b(?:whole|all|entire|full)\b", earlier.words.lower())
    if window and period and window.kind in ("calendar_year", "financial_year") and period.months < 12 and not is_whole:
        return _same_months(window, period), f"“{earlier.words}” is read as the same months of that year."
    if window and window.kind == "month" and (earlier.role == "since" or (period and period.months == 12)):
        year = year_of(window)
        return year, f"“{earlier.words}” is read as: compared with {year.name}."
    return window, ""


def _months_before(earlier: When, period: Window | None, said_on: date | None) -> Window | None:
    """`a year earlier`; "last year" is the year before that of the statement, which need not be that of the period.

    Beside a period that reaches into that year it is the twelve months before.
    """
    months = earlier.months_before or 0
    window = earlier.window
    if window and said_on and period and (window.end < period.start or period.end < window.start):
        return period.shifted(-months) if period.start.year == said_on.year else window
    if period is None or (months % 12 and period.months > months):
        return None
    return period.shifted(-months)


def _same_months(year: Window | None, period: Window | None) -> Window | None:
    """The months of `period` in another year, which may be a financial one."""
    if period is None or year is None:
        return None
    ends = year.start.year + (period.end.month < 4) if year.kind == "financial_year" else year.end.year
    return period.shifted(12 * (ends - period.end.year))
