"""Words around figures: titles, subtitles, lists, citations. The findings themselves come from analytics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import Protocol

from analytics.comparability import rebase_months
from analytics.indicators import Indicator
from analytics.narrative import (
    capital,
    change_in_cell,
    headline,
    interval,
    number,
    percent,
    signed_percent,
    verdict_words,
)
from analytics.periods import month_name, window_ending
from analytics.statistics.change import CANNOT_BE_TOLD, DOWN, NO_CLEAR_CHANGE, UP, WITHHELD, Change
from analytics.statistics.multiple_comparisons import expected_words
from pages.parts.cached_figures import Fact


class Named(Protocol):
    """What bears the name of an indicator: a fact, a standing."""

    @property
    def indicator(self) -> Indicator: ...


NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NOT_ACCREDITED = "Official statistics, not accredited"


def spelled(count: int) -> str:
    """Small numbers as words, as in running text."""
    return NUMBERS[count] if count < len(NUMBERS) else number(count)


def as_high(others: int, place: str) -> str:
    """Whether the highest stands alone: with how many others' intervals its own overlaps (`place`: `ward`)."""
    if not others:
        return f"no other {place}’s interval overlaps with its"
    places = (
        f"that of one other {place} overlaps" if others == 1 else f"those of {spelled(others)} other {place}s overlap"
    )
    return f"of the 95% intervals, {places} with its"


def listed(items: Sequence[str], *, last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def lower(text: str) -> str:
    """With a small letter at its beginning, for the middle of a sentence; an initialism stays as it is."""
    return text if text[:2].isalpha() and text[:2].isupper() else text[:1].lower() + text[1:]


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


def in_figures(fact: Fact) -> str:
    """One place in a sentence, `Croydon: down 22.3%, 610 against 785 (95% interval −30.1% to −13.6%)`."""
    change, bounds = fact.change, ""
    if change.lower is not None and change.upper is not None:
        bounds = f" (95% interval {interval(change.lower, change.upper)})"
    counts = f"{number(change.count or 0)} against {number(change.base or 0)}"
    return f"{fact.place}: {lower(change_in_cell(change))}, {counts}{bounds}."


def unclear(facts: Sequence[Fact]) -> str:
    """A sentence on changes within the usual variation, and on those without a verdict; empty where all is clear."""
    within = [_from_to(f) for f in facts if f.change.verdict == NO_CLEAR_CHANGE]
    parts = [f"No clear change in {listed(within, last='or')}"] if within else []
    return " ".join(sentence(part) for part in (*parts, *_unjudged(facts)))


def _unjudged(facts: Sequence[Fact]) -> list[str]:
    """What has no verdict; what has none for one and the same reason, together."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.change.verdict in (WITHHELD, CANNOT_BE_TOLD):
            alone = fact.indicator.id if fact.change.status == "withheld_small_base" else ""
            groups.setdefault(f"{verdict_words(fact.change)} {alone}", []).append(fact)
    return [_without_verdict(*group) for group in groups.values()]


def _without_verdict(*facts: Fact) -> str:
    change, names = facts[0].change, listed([fact.indicator.in_sentence for fact in facts])
    verdict, what, are = verdict_words(change), f"The change in {names}", "is"
    if len(facts) > 1:
        what, are = f"The changes in {names}", "are"
    if verdict.startswith("Change withheld"):
        return f"{what} {are} withheld{verdict.removeprefix('Change withheld')}"
    if change.verdict == CANNOT_BE_TOLD:
        return f"{what} {CANNOT_BE_TOLD}"
    return f"{names}: {number(change.count or 0)}, {lower(verdict)}"


def cautions(facts: Iterable[Fact]) -> str:
    """The changes in recording that touch any of the comparisons, each told once."""
    return " ".join(dict.fromkeys(event.words for fact in facts for event in fact.change.comparability.events))


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


def movements(changes: Sequence[Change], named: Sequence[Named]) -> str:
    """Which indicators fell, rose or did neither: `Burglary and robbery fell; no clear change in homicide`."""
    names = [one.indicator.in_sentence for one in named]

    def having(*verdicts: str | None) -> list[str]:
        return [name for name, change in zip(names, changes, strict=True) if change.verdict in verdicts]

    fell, rose, alike = having(DOWN), having(UP), having(NO_CLEAR_CHANGE)
    unjudged = having(WITHHELD, CANNOT_BE_TOLD, None)
    phrases = [
        f"{listed(fell)} fell" if fell else "",
        f"{listed(rose)} rose" if rose else "",
        f"no clear change in {listed(alike, last='or')}" if alike else "",
        f"no verdict on {listed(unjudged, last='or')}" if unjudged else "",
    ]
    return capital("; ".join(filter(None, phrases)))


def with_care(changes: Sequence[Change], named: Sequence[Named]) -> str:
    """Which changes lie across something that happened to their recording, in a sentence; empty where none does."""
    names: dict[str, list[str]] = {}
    for one, change in zip(named, changes, strict=True):
        if change.status == "caution":
            reason = listed([event.title for event in change.comparability.events])
            names.setdefault(reason, []).append(one.indicator.in_sentence)
    texts = [f"{listed(named)} ({reason})" for reason, named in names.items()]
    return f"Read with care: {'; '.join(texts)}." if texts else ""


def clear_movements(facts: Sequence[Fact], place: str) -> str:
    """A first line: which indicators clearly fell and which rose, `In London, burglary fell; homicide rose`."""
    clear = [fact for fact in facts if fact.change.verdict in (UP, DOWN)]
    if not clear:
        return f"In {place}, no headline indicator clearly fell or rose"
    return f"In {place}, {lower(movements([fact.change for fact in clear], clear))}"


def among_places(facts: Sequence[Fact]) -> str:
    """One indicator in several places: `Robbery in the year to June 2026: down in Croydon; up in Brent`."""
    groups: dict[str, list[str]] = {}
    for fact in facts:
        verdict = fact.change.verdict or "missing"
        text = verdict if verdict in (UP, DOWN, NO_CLEAR_CHANGE) else "no verdict"
        groups.setdefault(text, []).append(fact.place)
    places = "; ".join(f"{verdict} in {listed(names)}" for verdict, names in groups.items())
    return f"{facts[0].indicator.short_title} {facts[0].window.when}: {places}"


def movements_in_places(facts: Sequence[Fact]) -> str:
    """What clearly moved in each place: `Croydon: burglary fell; Lambeth: nothing clearly fell or rose`."""
    texts = []
    for place in dict.fromkeys(fact.place for fact in facts):
        clear = [fact for fact in facts if fact.place == place and fact.change.verdict in (UP, DOWN)]
        moved = movements([fact.change for fact in clear], clear) if clear else "Nothing clearly fell or rose"
        texts.append(f"{place}: {lower(moved)}")
    return "; ".join(texts)


def overview_evidence(facts: Sequence[Fact]) -> str:
    """Which indicators fell and which rose, with the size of each change."""
    parts = []
    for verdict in (DOWN, UP):
        named = [_sized(fact) for fact in facts if fact.change.verdict == verdict]
        parts += [sentence(f"{verdict}: {listed(named)}")] if named else []
    return " ".join(parts)


def _sized(fact: Fact) -> str:
    return f"{fact.indicator.in_sentence} ({signed_percent(fact.change.percent or 0)})"


def expected(changes: Sequence[Change]) -> str:
    """How many of these verdicts would appear without any change, in one sentence; empty where none is judged."""
    judged = sum(change.verdict in (UP, DOWN, NO_CLEAR_CHANGE) for change in changes)
    return expected_words(judged) if judged else ""


def boroughs_opening(changes: Sequence[Change], *, of: str = "boroughs") -> str:
    """`Down in 19 of 32 boroughs, up in 1, no clear change in 12`."""
    counts = tally(changes)
    phrases = ((DOWN, "down in"), (UP, "up in"), (NO_CLEAR_CHANGE, "no clear change in"))
    parts = [(words, counts[verdict]) for verdict, words in phrases if verdict in counts]
    rest = len(changes) - sum(count for _, count in parts)
    texts = [
        f"{words} {number(count)}{f' of {number(len(changes))} {of}' if i == 0 else ''}"
        for i, (words, count) in enumerate(parts)
    ]
    if not parts:
        reasons = {verdict_words(change).removeprefix("Change withheld: ") for change in changes}
        why = f": {lower(reasons.pop())}" if len(reasons) == 1 else ""
        return f"No verdict in any of {number(len(changes))} {of}{why}"
    texts += [f"no verdict in {number(rest)}"] if rest else []
    return capital(", ".join(texts))


def course_opening(
    fact: Fact,
    points: Sequence[tuple[date, float]],
    what: str,
    *,
    decimals: int,
    is_newest: bool,
    names_london: bool = False,
) -> str:
    """The course of a series as a finding: its highest or lowest point, since recording last changed if it did.

    `points` are the months shown that have a value, `what` names the value; `is_newest` is False where the reader has
    cut off the newest months, `names_london` True where London is not what the page is about.
    """
    end = points[-1][0]
    months = rebase_months(fact.indicator, level=fact.level, area_code=fact.area.code)
    changed = max((month for month in months if month <= end), default=date.min)
    inside = [(value, at) for at, value in points if window_ending(at, fact.window.kind).start >= changed]
    place = "" if fact.is_london and not names_london else f" in {fact.place}"
    stands = number(points[-1][1], decimals=decimals)
    if len(inside) < 2:
        when = window_ending(end, fact.window.kind).when
        return f"{what}{place} {'stands' if is_newest else 'stood'} at {stands} {when}"
    is_cut = len(inside) < len(points)
    began = (
        f"since recording changed in {month_name(changed)}" if is_cut else f"of those from {month_name(inside[0][1])}"
    )
    high, low = max(inside), min(inside)
    for (value, _), extreme in ((high, "highest"), (low, "lowest")):
        if inside[-1][0] == value:
            of_end = "" if is_newest else f" of {month_name(end)}"
            return f"{what}{of_end}{place} is the {extreme} {began}: {stands}"
    peak = f"peaked at {number(high[0], decimals=decimals)} in {month_name(high[1])}"
    ends = f"stands at {stands}" if is_newest else f"stood at {stands} in {month_name(end)}"
    if is_cut:
        return f"{capital(began)} {lower(what)}{place} {peak} and {ends}"
    return f"{what}{place} {peak} and {ends}"


def since_opening(facts: Sequence[Fact], since: str) -> str:
    """`Since May 2016: burglary down 31.1%; no clear change in homicide; rape cannot be judged`."""
    moved = [
        f"{fact.indicator.in_sentence} {fact.change.verdict} {percent(fact.change.percent or 0)}"
        for fact in facts
        if fact.change.verdict in (UP, DOWN)
    ]
    alike = [fact.indicator.in_sentence for fact in facts if fact.change.verdict == NO_CLEAR_CHANGE]
    others = [fact.indicator.in_sentence for fact in facts if fact.change.verdict in (WITHHELD, CANNOT_BE_TOLD)]
    parts = [
        listed(moved),
        f"no clear change in {listed(alike, last='or')}" if alike else "",
        f"{listed(others)} cannot be judged" if others else "",
    ]
    return f"Since {since}: {'; '.join(filter(None, parts))}"
