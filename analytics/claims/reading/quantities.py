"""Which figures a sentence gives: how much something changed, how much it is now, how much it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from analytics.claims.claim import Direction, SizeUnit
from analytics.claims.reading.amounts import HEDGE, Amount, Unit, take_amounts
from analytics.claims.reading.sentence import NUMBER, Sentence, Unreadable
from analytics.claims.reading.word_patterns import either, words
from analytics.claims.rounding_tolerance import unit_of

_UP = either(
    r"\bup\b(?! to\b)",
    words(
        "upward upwards rose risen rise rises rising increas* grew grow grows growing grown growth higher more surg* "
        "soar* jump* climb* skyrocket* sky-rocket* rocket rocketed rocketing spike spiked spikes spiking extra "
        "additional upsurge uptick"
    ),
    r"\x04 above\b",
    r"[↑▲]",
)
_DOWN = either(
    words(
        "down downward downwards fell fall falls fallen falling decreas* drop drops dropped dropping declin* reduc* "
        "lower lowered fewer less cut cuts cutting slash* plung* plummet* tumbl* slump* shrink* shrank shrunk dip dips "
        "dipped"
    ),
    r"\x04 below\b",
    r"[↓▼]",
)
_SAME = either(
    words(
        "unchanged level_with the_same_as hasn't_changed haven't_changed has_not_changed have_not_changed stable flat"
    ),
    r"\bno (?:percentage |real |overall |significant |clear )?change\b",
    r"\bsteady\b",
    r"\b(?:stay|remain)\w* the same\b",
)
_DENIED = (
    r"\b(?:not|never|no longer|failed to|hasn't|haven't|didn't|isn't|aren't|doesn't|no|negative) (?:\w+ )?"
    rf"(?:{_UP}|{_DOWN})"
)
# Stands before "in 2010".
_THE_LEVEL = r"(?=what it was|the (?:level|number|figure|rate|total))"
_MULTIPLES: dict[str, tuple[Direction, float]] = {
    rf"\bhalv(?:ed|es|ing)\b|\bhalf(?: of)? {_THE_LEVEL}": ("down", 50.0),
    rf"\bdoubl(?:ed|es|ing)\b|\btwice as (?:many|much|high)\b|\b(?:double|twice) {_THE_LEVEL}": ("up", 100.0),
    r"\b(?:tripl|trebl)(?:ed|es|ing)\b": ("up", 200.0),
    r"\bquadrupl(?:ed|es|ing)\b": ("up", 300.0),
}
# People say "halved" of anything near it.
_ROUNDED_MULTIPLE = 5.0
_PREFERRED: tuple[Unit, ...] = ("points", "percent", "count")
_VALUE_UNITS: dict[Unit, Literal["count", "rate", "percent"]] = {"count": "count", "rate": "rate", "percent": "percent"}


@dataclass(slots=True, kw_only=True)
class Quantities:
    """What a sentence says about how much, in the fields of a claim; None where it says nothing."""

    direction: Direction | None = None
    size: float | None = None
    size_unit: SizeUnit | None = None
    rounding: float | None = None
    value: float | None = None
    base_value: float | None = None
    value_unit: Literal["count", "rate", "percent"] = "count"
    value_per: int | None = None
    value_rounding: float | None = None
    said: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return self.direction is None and self.size is None and self.value is None


def take_quantities(sentence: Sentence, *, is_rate: bool) -> Quantities:
    """The figures and the direction. `is_rate`: the indicator is a percentage itself, so a percentage may be its level.

    Raises Unreadable for a range, a share, several figures of one kind, and directions that contradict each other.
    """
    found = Quantities()
    _take_multiples(sentence, found)
    amounts = take_amounts(sentence, is_rate=is_rate)
    told = [each for each in amounts if not each.is_bound]
    found.notes += [_bound_note(each.words) for each in amounts if each.is_bound]
    _sizes(found, [each for each in told if each.part == "size"], is_rate=is_rate)
    _levels(found, [each for each in told if each.part != "size"], sentence)
    _direction(found, told, sentence)
    return found


def _take_multiples(sentence: Sentence, found: Quantities) -> None:
    for pattern, (direction, size) in _MULTIPLES.items():
        for piece, match in sentence.take_all(rf"{HEDGE}?(?:{pattern})", NUMBER):
            found.direction = direction
            found.said["direction"] = piece.words
            if match["bound"]:
                found.notes.append(_bound_note(piece.words))
                continue
            found.size, found.size_unit, found.rounding = size, "percent", _ROUNDED_MULTIPLE
            found.said["size"] = piece.words


def _bound_note(said: str) -> str:
    return f"“{said}” is a bound, not a figure: only the direction is checked, beside our figures."


def _sizes(found: Quantities, amounts: list[Amount], *, is_rate: bool) -> None:
    """One size; of a size given twice, in per cent and as a count, the percentage is checked."""
    by_unit: dict[Unit, Amount] = {}
    for each in amounts:
        other = by_unit.setdefault(each.unit, each)
        if other.value != each.value:
            raise _two_figures(other, each)
    if not by_unit:
        return
    unit = next(each for each in _PREFERRED if each in by_unit)
    chosen = by_unit.pop(unit)
    units: dict[Unit, SizeUnit] = {"points": "percentage_points", "count": "count"}
    found.size = chosen.value
    found.size_unit = units.get(unit, "percent_or_points" if is_rate else "percent")
    found.rounding = _untold(chosen)
    found.said["size"] = chosen.words
    found.notes += [f"“{each.words}” is left out: “{chosen.words}” is checked." for each in by_unit.values()]


def _untold(amount: Amount) -> float | None:
    """How far a number is rounded, where it does not show it by itself."""
    shown = not amount.is_rounded and amount.rounding == unit_of(amount.value)
    return None if shown else amount.rounding


def _levels(found: Quantities, amounts: list[Amount], sentence: Sentence) -> None:
    now = [each for each in amounts if each.part != "base"]
    before = [each for each in amounts if each.part == "base"]
    if len(now) == 2 and not before:
        now, before = _by_period(now, sentence)
    for several in (now, before):
        if len({each.value for each in several}) > 1:
            raise _two_figures(*several[:2])
    if now and before and now[0].unit != before[0].unit:
        raise _two_figures(before[0], now[0])
    for each in now[:1]:
        found.value = each.value
        found.said["value"] = each.words
    for each in before[:1]:
        found.base_value = each.value
        found.said["base_value"] = each.words
    for each in (*before[:1], *now[:1]):
        found.value_unit, found.value_per = _VALUE_UNITS[each.unit], each.per
        found.value_rounding = _untold(each) or found.value_rounding


def _by_period(now: list[Amount], sentence: Sentence) -> tuple[list[Amount], list[Amount]]:
    """Two figures and two periods belong together in their order, unless they stand crosswise."""
    first, second = now
    if len(sentence.periods) != 2:
        raise _two_figures(first, second)
    (at, is_earlier), (next_at, next_is_earlier) = sentence.periods
    crosswise = at < first.start < second.start < next_at or first.start < at < next_at < second.start
    if crosswise or is_earlier == next_is_earlier:
        raise _two_figures(first, second)
    return ([second], [first]) if is_earlier else ([first], [second])


def _two_figures(first: Amount, second: Amount) -> Unreadable:
    return Unreadable(
        f"The sentence gives several figures: “{first.words}” and “{second.words}”", "Check them one at a time"
    )


def _direction(found: Quantities, amounts: list[Amount], sentence: Sentence) -> None:
    """What the words say, the signs, or the two figures; all that speak must agree."""
    if denied := sentence.says(_DENIED):
        raise Unreadable(f"“{denied}” denies a change", "Say what did happen, and it can be checked")
    said: dict[Direction, str] = {}
    patterns: tuple[tuple[Direction, str], ...] = (("same", _SAME), ("up", _UP), ("down", _DOWN))
    for direction, pattern in patterns:
        if found_words := sentence.says(pattern):
            said.setdefault(direction, found_words)
    for each in amounts:
        if each.part == "size" and each.sign:
            said.setdefault("up" if each.sign == "+" else "down", each.words)
    if found.direction:
        said.setdefault(found.direction, found.said["direction"])
    if len(said) > 1:
        listed = " and ".join(f"“{each}”" for each in said.values())
        raise Unreadable(f"The sentence speaks of several directions: {listed}", "Check one change at a time")
    for direction, told in said.items():
        found.direction, found.said["direction"] = direction, told
    _from_figures(found)


def _from_figures(found: Quantities) -> None:
    if found.value is None or found.base_value is None:
        return
    told: Direction = "same" if found.value == found.base_value else "up" if found.value > found.base_value else "down"
    if found.direction is None:
        found.direction = told
        found.said["direction"] = f"from {found.said['base_value']} to {found.said['value']}"
    elif found.direction not in (told, "same"):
        raise Unreadable(
            f"The sentence says “{found.said['direction']}”, but its figures go the other way: from "
            f"{found.said['base_value']} to {found.said['value']}",
            "Correct one of them",
        )
