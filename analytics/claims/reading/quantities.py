"""Which figures a sentence gives: how much something changed, how much it is now, how much it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from analytics.claims.claim import SizeUnit
from analytics.claims.rounding_tolerance import bound_holds
from analytics.wording.amounts import Amount, Unit, take_amounts
from analytics.wording.changes import DOWN, ROUNDED_MULTIPLE, UP, Direction, take_directions, take_multiples
from analytics.wording.number_words import ROUNDED_FRACTION, unit_of
from analytics.wording.sentence import CHANGE, TAKEN, Sentence, SeveralClaims, Unreadable
from analytics.wording.word_patterns import Bound

_PREFERRED: tuple[Unit, ...] = ("points", "percent", "count")
# "Has not fallen", "did not really rise": before the word that says which way.
_NOT = (
    r"\b(?:(?:did|has|have|had|is|are|was|were|does|do)(?: not|n't)|not|never|no|fail(?:ed|s) to)"
    r"(?: (?:been|gone|really|actually|in fact|real|clear|significant))*(?= \x06)"
)
_UNTRUE = (
    r"\b(?:it is|it's|it was|that is|it isn't|it is simply) (?:just |simply )?"
    r"(?:not true|untrue|false|wrong|not the case|a myth|a lie) that\b"
)
_DENIED: dict[Direction, Direction] = {"up": "not_up", "down": "not_down"}
_LEVELS = ("direction", "value", "base_value", "value_unit", "value_per", "value_rounding", "value_bound")
_VALUE_UNITS: dict[Unit, Literal["count", "rate", "percent"]] = {"count": "count", "rate": "rate", "percent": "percent"}
_SIZE_UNITS: dict[Unit, SizeUnit] = {"points": "percentage_points", "count": "count"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much something changed."""

    value: float
    unit: SizeUnit
    rounding: float | None
    bound: Bound | None
    words: str

    @property
    def facts(self) -> dict[str, Any]:
        """The size in the fields of a claim."""
        return {"size": self.value, "size_unit": self.unit, "rounding": self.rounding, "size_bound": self.bound}


@dataclass(slots=True, kw_only=True)
class Quantities:
    """What a sentence says about how much, in the fields of a claim; None where it says nothing.

    `sizes`: a change that is given twice, in per cent and as a count, makes two claims.
    """

    direction: Direction | None = None
    sizes: list[Size] = field(default_factory=list)
    value: float | None = None
    base_value: float | None = None
    value_unit: Literal["count", "rate", "percent"] = "count"
    value_per: int | None = None
    value_rounding: float | None = None
    value_bound: Bound | None = None
    words: dict[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        """The direction and the levels in the fields of a claim."""
        return {name: getattr(self, name) for name in _LEVELS}

    @property
    def is_empty(self) -> bool:
        return self.direction is None and not self.sizes and self.value is None


def take_quantities(sentence: Sentence, *, is_rate: bool) -> Quantities:
    """The figures and the direction. `is_rate`: the indicator is a percentage itself, so a percentage may be its level.

    Raises SeveralClaims for several figures of one kind and for directions that contradict each other, Unreadable for
    a range.
    """
    quantities = Quantities()
    multiples = take_multiples(sentence)
    amounts = take_amounts(sentence, is_rate=is_rate)
    _add_sizes(quantities, [amount for amount in amounts if amount.part == "size"], is_rate=is_rate)
    for direction, size, bound, piece in multiples:
        if quantities.sizes and quantities.sizes[0].value != size:
            raise SeveralClaims(
                f"“{piece.words}” and “{quantities.sizes[0].words}” are two changes", "Check them one at a time"
            )
        quantities.direction = direction
        quantities.words["direction"] = quantities.words["size"] = piece.words
        quantities.sizes = [Size(value=size, unit="percent", rounding=ROUNDED_MULTIPLE, bound=bound, words=piece.words)]
    _add_levels(quantities, [amount for amount in amounts if amount.part != "size"], sentence)
    _add_direction(quantities, amounts, sentence)
    return quantities


def _add_sizes(quantities: Quantities, amounts: Sequence[Amount], *, is_rate: bool) -> None:
    by_unit: dict[Unit, Amount] = {}
    for amount in amounts:
        other = by_unit.setdefault(amount.unit, amount)
        if other.value != amount.value:
            by_unit[amount.unit] = _more_exact(other, amount)
    for unit in _PREFERRED:
        if unit in by_unit:
            amount = by_unit[unit]
            size_unit = _SIZE_UNITS.get(unit, "percent_or_points" if is_rate else "percent")
            quantities.sizes.append(
                Size(
                    value=amount.value, unit=size_unit, rounding=_untold(amount), bound=amount.bound, words=amount.words
                )
            )
    if quantities.sizes:
        quantities.words["size"] = quantities.sizes[0].words


def _more_exact(first: Amount, second: Amount) -> Amount:
    """Of "almost a fifth (18.5%)" the percentage, which bears the fraction out. Raises SeveralClaims for any others."""
    rough, exact = (first, second) if first.is_fraction else (second, first)
    is_near = abs(rough.value - exact.value) <= ROUNDED_FRACTION / 2
    holds = rough.bound is None or bound_holds(rough.bound, rough.value, exact.value, is_count=False)
    if not rough.is_fraction or exact.is_fraction or not is_near or not holds:
        raise _two_figures(first, second)
    return exact


def _untold(amount: Amount) -> float | None:
    """How far a number is rounded, where it does not show it by itself."""
    shown = not amount.is_rounded and amount.rounding == unit_of(amount.value)
    return None if shown else amount.rounding


def _add_levels(quantities: Quantities, amounts: Sequence[Amount], sentence: Sentence) -> None:
    now = [amount for amount in amounts if amount.part == "value"]
    before = [amount for amount in amounts if amount.part == "base_value"]
    if len(now) == 2 and not before:
        now, before = _by_period(now, sentence)
    for several in (now, before):
        if len({amount.value for amount in several}) > 1:
            raise _two_figures(*several[:2])
    if now and before and now[0].unit != before[0].unit:
        raise _two_figures(before[0], now[0])
    for amount in before[:1]:
        quantities.base_value, quantities.words["base_value"] = amount.value, amount.words
    for amount in now[:1]:
        quantities.value, quantities.value_bound = amount.value, amount.bound
        quantities.words["value"] = amount.words
    for amount in (*before[:1], *now[:1]):
        quantities.value_unit, quantities.value_per = _VALUE_UNITS[amount.unit], amount.per
        quantities.value_rounding = _untold(amount) or quantities.value_rounding


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


def _two_figures(first: Amount, second: Amount) -> SeveralClaims:
    return SeveralClaims(
        f"The sentence gives several figures: “{first.words}” and “{second.words}”", "Check them one at a time"
    )


def _add_direction(quantities: Quantities, amounts: Sequence[Amount], sentence: Sentence) -> None:
    """What the words say, the signs, or the two figures; all that speak must agree."""
    sentence.take_all(rf"\bfar from (?:{UP}|{DOWN})", TAKEN, "direction")
    words: dict[Direction, str] = {direction: piece.words for direction, piece in take_directions(sentence).items()}
    for amount in amounts:
        if amount.part == "size" and amount.sign:
            words.setdefault("up" if amount.sign == "+" else "down", amount.words)
    if quantities.direction:
        words.setdefault(quantities.direction, quantities.words["direction"])
    if len(words) > 1:
        listed = " and ".join(f"“{amount}”" for amount in words.values())
        raise SeveralClaims(f"The sentence speaks of several directions: {listed}", "Check one change at a time")
    for direction, wording in words.items():
        quantities.direction, quantities.words["direction"] = direction, wording
    is_bare = not quantities.sizes and quantities.value is None and quantities.base_value is None
    if is_bare and (denied := _DENIED.get(quantities.direction or "same")):
        for piece, _ in sentence.take_all(f"{_NOT}|{_UNTRUE}", CHANGE, "direction")[:1]:
            quantities.direction = denied
            quantities.words["direction"] = f"{piece.words} {quantities.words['direction']}"
    _add_direction_of_figures(quantities)


def _add_direction_of_figures(quantities: Quantities) -> None:
    if quantities.value is None or quantities.base_value is None:
        return
    is_up = quantities.value > quantities.base_value
    by_figures: Direction = "same" if quantities.value == quantities.base_value else "up" if is_up else "down"
    if quantities.direction is None:
        quantities.direction = by_figures
        quantities.words["direction"] = f"from {quantities.words['base_value']} to {quantities.words['value']}"
    elif quantities.direction not in (by_figures, "same"):
        raise Unreadable(
            f"The sentence says “{quantities.words['direction']}”, but its figures go the other way: from "
            f"{quantities.words['base_value']} to {quantities.words['value']}",
            "Correct one of them",
        )
