"""Claims of order: in every borough, the lowest since, the largest fall; and orders that cannot be checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analytics.claims.claim import Direction, Rank
from analytics.claims.reading.sentence import TAKEN, Sentence, Unreadable
from analytics.claims.reading.word_patterns import either, lines, words

_LONDON = r"(?:london's |london )?"
_BOROUGHS = rf"(?:of )?(?:the )?{_LONDON}(?:32 |thirty-two )?(?:of )?{_LONDON}boroughs"
_ALL_BOROUGHS = lines(
    r"""
    all(?: of)? <boroughs>
    (?:32|thirty-two) (?:out )?of (?:the )?(?:32|thirty-two)(?: london)? boroughs
    (?:^|(?<=, ))of the (?:32|thirty-two)(?: london)? boroughs
    (?:every|each)(?: single)?(?: one of (?:the )?)? ?<london>(?:32 )?boroughs?
    all 32\b
    """,
    boroughs=_BOROUGHS,
    london=_LONDON,
)
_EVERY = rf"\b(?:in |across |for )?{_ALL_BOROUGHS}(?: in london| of london)?"
_A_FEW = words("most many some several half majority two_thirds one two three four five six seven eight nine ten")
_SOME = rf"(?:\b\d+|{_A_FEW}) (?:out )?(?:of )?{_BOROUGHS}"
_ALMOST = either(
    rf"\b(?:almost|nearly|virtually|practically|not|just about)(?: in| across)? {_ALL_BOROUGHS}",
    r"\ball but (?:\w+ ){1,4}?boroughs?\b",
    r"\bbar (?:one|two|three)\b",
    r"\b(?:no|none of the|neither)(?: \w+)? boroughs?\b",
)
_MOST = words("largest biggest steepest sharpest greatest")
_LEAST = words("smallest slowest lowest least")
_FALL = words("fall falls drop decrease decline reduction cut")
_RISE = words("rise increase growth jump surge")
_BETWEEN = r" (?:\w+ ){0,2}?"
_SINCE_RECORDS = r"(?: ever| of all time| on record| since (?:\w+ )?records began(?: in (?:19|20)\d\d)?)"
_LEVEL = rf"(?: (?:levels?|number|figure|total|rate|point|count))?(?: (?:of|in) any year)?{_SINCE_RECORDS}?"
# "A ten-year low": the years are read as a time.
_YEAR_LOW, _YEAR_HIGH = (rf"(?<=[ -]year )(?:{word}s?)\b" for word in ("low", "high"))
_LOWEST = either(words("lowest fewest record_low new_low all-time_low smallest_number"), _YEAR_LOW)
_HIGHEST = either(
    words("highest record_high record_number* record_level* new_high all-time_high largest_number peak peaked"),
    _YEAR_HIGH,
)
_ITS = r"(?:\b(?:its|their|ever) )?"
_OF_TIMES = words("its their ever record new_low new_high all-time peak* records of_all_time")
_RANKS: tuple[tuple[str, Rank, Direction | None], ...] = (
    (_MOST + _BETWEEN + _FALL, "largest_fall", "down"),
    (_LEAST + _BETWEEN + _FALL, "smallest_fall", "down"),
    (_MOST + _BETWEEN + _RISE, "largest_rise", "up"),
    (_LEAST + _BETWEEN + _RISE, "smallest_rise", "up"),
    (_ITS + _LOWEST + _LEVEL, "lowest", None),
    (_ITS + _HIGHEST + _LEVEL, "highest", None),
)
_NEAR = (
    r"\b(?:near(?:ly|ing)?|almost|close to|not|no longer|never|one of|among|amongst|isn't|wasn't|far from|joint|equal)"
    rf"(?: \w+){{0,2}}? (?:{_LOWEST}|{_HIGHEST}|{_MOST}|{_LEAST})"
)
_BETWEEN_PLACES = lines(
    r"""
    \b(?:most dangerous|more dangerous|safest|safer than|per head than)\b
    \bworst(?: \w+)? boroughs?\b
    \b(?:second|third|fourth|fifth)[ -](?:highest|lowest|worst|most)\b
    \btop (?:\w+ )?boroughs?\b
    \b<extreme>(?: \w+){0,4} (?:of|among|in) (?:any|all|every|london'?s?)(?: (?:the|london))* boroughs?\b
    \b(?:highest|lowest)(?: \w+){0,3} in (?:london|the capital|the (?:uk|country))\b
    \bany (?:other )?(?:city|place)\b
    \bthan (?:in )?(?:any|other|the rest|elsewhere|neighbouring)\b
    \branks? (?:first|second|third|\w+th)\b
    """,
    extreme="(?:highest|lowest|worst|most|fewest)",
)


@dataclass(frozen=True, slots=True)
class Order:
    """A claim of order, its direction where it has one, and the words; empty where the sentence makes none."""

    rank: Rank | None = None
    direction: Direction | None = None
    said: str = ""

    @property
    def is_of_times(self) -> bool:
        """Whether the words compare a time with others: "its lowest", "a record high"."""
        return bool(re.search(_OF_TIMES, self.said.lower()))


def take_order(sentence: Sentence) -> Order:
    """The one claim of order, to be taken before places are: "in all 32 London boroughs" is no place.

    Raises Unreadable for an order of places, and for "most boroughs".
    """
    if between := sentence.says(_BETWEEN_PLACES):
        raise Unreadable(
            f"“{between}” puts places in an order, and that is not checked here",
            "The page Compare shows every borough with the uncertainty of its rank",
        )
    if near := sentence.says(_NEAR):
        raise Unreadable(f"“{near}” claims no first place", "Only the lowest, the highest, the largest can be checked")
    almost = sentence.says(_ALMOST)
    every = sentence.take_all(_EVERY, TAKEN)
    if some := almost or sentence.says(_SOME):
        raise Unreadable(
            f"“{some}”: only a claim about all 32 boroughs, or about one of them, can be checked",
            "Name one borough, or ask for all 32",
        )
    orders = [
        Order(rank, direction, piece.words)
        for pattern, rank, direction in _RANKS
        for piece, _ in sentence.take_all(pattern, TAKEN)
    ]
    if not any(order.direction for order in orders):
        # "Of all boroughs … the largest fall" is one order, not two.
        orders += [Order("all_boroughs", None, piece.words) for piece, _ in every]
    if len({order.rank for order in orders}) > 1:
        said = " and ".join(f"“{order.said}”" for order in orders)
        raise Unreadable(f"The sentence claims several orders: {said}", "Check them one at a time")
    return orders[0] if orders else Order()
