"""Words around figures: titles, subtitles, lists, citations. The findings themselves come from analytics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from analytics.change import CANNOT_BE_TOLD, DOWN, NO_CLEAR_CHANGE, UP, WITHHELD, Change
from analytics.comparability import rebase_months
from analytics.narrative import count_of, finding, headline, number, percent, signed_percent, verdict_words
from analytics.periods import month_name, window_ending
from pages.parts.facts import Fact

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NOT_ACCREDITED = "Official statistics, not accredited"


def spelled(count: int) -> str:
    """Small numbers as words, as in running text."""
    return NUMBERS[count] if count < len(NUMBERS) else number(count)


def listed(items: Sequence[str], *, last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def capital(text: str) -> str:
    """With a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """With a small letter at its beginning, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """With a capital at its beginning and a full stop at its end."""
    return f"{capital(text)}{'' if text.endswith('.') else '.'}" if text else ""


def day(when: date) -> str:
    """date(2026, 3, 18) → `18 March 2026`."""
    return f"{when.day} {month_name(when.replace(day=1))}"


def html(text: str) -> str:
    """Text made safe to stand in HTML."""
    return escape(text, quote=True)


def opening(fact: Fact) -> str:
    """A page's first line: the finding, without a full stop."""
    place = None if fact.is_london else fact.place
    return headline(fact.indicator, fact.change, fact.window, place, base_window=fact.base_window)


def evidence(fact: Fact) -> str:
    """What follows the first line: the figures, what chance could have done, the notes."""
    place = None if fact.is_london else fact.place
    whole = finding(fact.indicator, fact.change, fact.window, place, base_window=fact.base_window)
    return sentence(whole.removeprefix(opening(fact)).lstrip(":. "))


def unclear(facts: Sequence[Fact]) -> str:
    """A sentence on what cannot be told apart from chance or from recording; empty where all is clear."""
    chance = [_from_to(f) for f in facts if f.change.verdict == NO_CLEAR_CHANGE]
    others = [_without_verdict(f) for f in facts if f.change.verdict in (WITHHELD, CANNOT_BE_TOLD)]
    parts = [f"No clear change in {listed(chance, last='or')}"] if chance else []
    return " ".join(sentence(part) for part in (*parts, *others))


def _without_verdict(fact: Fact) -> str:
    said, name = verdict_words(fact.change), fact.indicator.in_sentence
    if said.startswith("Change withheld"):
        return f"The change in {name} is withheld{said.removeprefix('Change withheld')}"
    if fact.change.verdict == CANNOT_BE_TOLD:
        return f"The change in {name} {CANNOT_BE_TOLD}"
    return f"{name}: {number(fact.change.count or 0)}, {lower(said)}"


def _from_to(fact: Fact) -> str:
    change = fact.change
    return f"{fact.indicator.in_sentence} ({number(change.count or 0)} against {number(change.base or 0)})"


def tally(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes have each verdict."""
    counts: dict[str, int] = {}
    for change in changes:
        key = change.verdict or "missing"
        counts[key] = counts.get(key, 0) + 1
    return counts


def tally_opening(facts: Sequence[Fact], what: str = "") -> str:
    """How many indicators went which way: `Of nine headline indicators, four fell and one rose`."""
    counts = tally(fact.change for fact in facts)
    said = (
        (DOWN, "fell", "fell"),
        (UP, "rose", "rose"),
        (NO_CLEAR_CHANGE, "shows no clear change", "show no clear change"),
    )
    parts = [
        f"{spelled(counts[verdict])} {one if counts[verdict] == 1 else many}"
        for verdict, one, many in said
        if verdict in counts
    ]
    of = f"Of {spelled(len(facts))} {what} indicators".replace("  ", " ")
    return f"{of}, {listed(parts)}" if parts else f"{of}, none can be compared with the year before"


def overview_evidence(facts: Sequence[Fact]) -> str:
    """Which indicators fell and which rose, with the size of each change."""
    parts = []
    for verdict in (DOWN, UP):
        named = [_sized(fact) for fact in facts if fact.change.verdict == verdict]
        parts += [sentence(f"{verdict}: {listed(named)}")] if named else []
    return " ".join(parts)


def _sized(fact: Fact) -> str:
    return f"{fact.indicator.in_sentence} ({signed_percent(fact.change.percent or 0)})"


def boroughs_opening(changes: Sequence[Change], *, of: str = "boroughs") -> str:
    """`Down in 19 of 32 boroughs, up in 1, no clear change in 12`."""
    counts = tally(changes)
    said = ((DOWN, "down in"), (UP, "up in"), (NO_CLEAR_CHANGE, "no clear change in"))
    parts = [(words, counts[verdict]) for verdict, words in said if verdict in counts]
    rest = len(changes) - sum(count for _, count in parts)
    texts = [
        f"{words} {number(count)}{f' of {number(len(changes))} {of}' if i == 0 else ''}"
        for i, (words, count) in enumerate(parts)
    ]
    texts += [f"no verdict in {number(rest)}"] if rest else []
    return capital(", ".join(texts))


def course_opening(fact: Fact) -> str:
    """The course of a series as a finding: its highest or lowest point since recording last changed."""
    since = max(rebase_months(fact.indicator, level=fact.level, area_code=fact.area.code), default=date.min)
    inside = [
        (value, month)
        for month, value in zip(fact.months, fact.course, strict=True)
        if value is not None and window_ending(month, fact.window.kind).start >= since
    ]
    what = {"month": "The monthly figure", "rolling_12": "The 12-month total"}.get(fact.window.kind, "The figure")
    place = "" if fact.is_london else f" in {fact.place}"
    if len(inside) < 2:
        return sentence(f"{count_of(fact.indicator, fact.change.count or 0)}{place} {fact.window.when}").rstrip(".")
    last, high, low = inside[-1], max(inside), min(inside)
    began = f"since {month_name(inside[0][1])}"
    if last[0] == high[0]:
        return f"{what}{place} is the highest {began}: {number(last[0])}"
    if last[0] == low[0]:
        return f"{what}{place} is the lowest {began}: {number(last[0])}"
    return f"{what}{place} peaked at {number(high[0])} in {month_name(high[1])} and stands at {number(last[0])}"


def since_opening(facts: Sequence[Fact], since: str) -> str:
    """`Since May 2016 burglary is down 31.1%; homicide shows no clear change`."""
    return f"Since {since} {'; '.join(_since(fact) for fact in facts)}"


def _since(fact: Fact) -> str:
    name, change = fact.indicator.in_sentence, fact.change
    if change.verdict in (UP, DOWN) and change.percent is not None:
        return f"{name} is {change.verdict} {percent(change.percent)}"
    if change.verdict == NO_CLEAR_CHANGE:
        return f"{name} shows no clear change"
    return lower(_without_verdict(fact))
