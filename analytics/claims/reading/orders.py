"""Claims of order: in every borough, the lowest since, the largest fall, the second highest number of the boroughs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from analytics.claims.claim import Rank
from analytics.wording.changes import DOWN, UP, Direction
from analytics.wording.number_words import FRACTION, WORD_NUMBER, fraction, whole
from analytics.wording.sentence import TAKEN, Sentence, SeveralClaims, Unreadable
from analytics.wording.time_patterns import MONTH
from analytics.wording.word_patterns import BOUNDED, WORDS, Bound, bound_of, either, lines, words

_LONDON = r"(?:london's |london |the capital's )?"
_BOROUGHS = rf"(?:of )?(?:the )?{_LONDON}(?:32 |thirty-two )?(?:of )?{_LONDON}boroughs"
_ALL_BOROUGHS = lines(
    r"""
    all(?: of)? <boroughs>
    (?:32|thirty-two) (?:out )?of (?:the )?(?:32|thirty-two)(?: london)? boroughs
    (?:every|each)(?: single)?(?: one)?(?: of)?(?: the)? ?<london>(?:32 |thirty-two )?<london>boroughs?
    all (?:32|thirty-two)\b(?! (?!boroughs)\w)
    """,
    boroughs=_BOROUGHS,
    london=_LONDON,
)
_EVERY = rf"\b(?:in |across |for )?{_ALL_BOROUGHS}(?: (?:in|of|across) london)?(?! (?:but|except|bar))"
# Among the boroughs: "of all 32 boroughs", "of any borough", "in London", "than any other borough".
_AMONG = (
    r"\b(?:of|among|amongst|in|across|out of|than)(?: (?:any|every|all|the|other|london's|london|32|of))* boroughs?\b"
    r"(?: (?:in|of|across) (?:london|the capital))?"
)
_NTH = r"(?:(?P<nth>second|third|fourth|fifth|2nd|3rd|4th|5th|tenth|sixth|seventh|eighth|ninth)[ -])?"
_MOST = r"(?:largest|biggest|steepest|sharpest|greatest)"
_LEAST = r"(?:smallest|slightest)"
_FALL, _RISE = words(WORDS["orders"]["fall"]), words(WORDS["orders"]["rise"])
_BETWEEN = r" (?:(?:percentage|proportional|annual|overall|year-on-year|numerical) ){0,2}?"
_SINCE_RECORDS = r"(?: ever\b| of all time| on record| since (?:\w+ )?records began(?: in (?:19|20)\d\d)?)"
_LEVEL = (
    rf"(?: (?:ever|recorded|annual|total)\b)*(?: (?:levels?|number|numbers|figure|total|rate|point|count|tally))?(?: "
    rf"(?:of|in) any year)?{_SINCE_RECORDS}?"
)
_YEAR_LOW, _YEAR_HIGH = (rf"(?<=[ -]year )(?:{word}s?)\b" for word in ("low", "high"))
_ITS = r"(?:\b(?:its|their|ever|the) )?"
_LOWEST = either(r"\b(?:lowest|fewest|smallest number|record low|new low|all-time low|(?<!at )least)\b", _YEAR_LOW)
_HIGHEST = either(
    r"\b(?:highest|(?<!at )most(?! recent| part| (?:of )?(?:the |london's |london )*boroughs|"
    r" of (?:them|these|those|it|all|the)\b)|"
    r"record high|record number|record numbers|record level|record levels|record year|record(?= \d)|"
    r"new high|all-time high|worst[- ]hit borough|worst borough|"
    rf"worst(?= (?:level|total|figure|{MONTH[:-3]})\b)|worst year|"
    r"largest number|greatest number|peaked|(?<!\d\d )(?<!from a )(?<!\bits )(?<!\bthe )peak)\b",
    _YEAR_HIGH,
)
# "The lowest January since 2022", "the fewest burglaries of any June on record".
_MONTHS = rf"{MONTH[:-3]}s?\b(?!,? (?:\d|of \d))"
_SAME_MONTH = rf" (?:for )?(?:(?:of |in |for )?(?:any|a|all) (?:other )?)?{_MONTHS}(?: figure| total)?{_SINCE_RECORDS}?"
_OF_ANY_MONTH = rf"\b(?:of|in|for|than(?: in)?) (?:any|a|every|all) (?:other |previous )?{_MONTHS}{_SINCE_RECORDS}?"
# "In 25 of the 32 boroughs", "only three boroughs saw a rise".
_SO_MANY = (
    rf"{BOUNDED}(?:\bin )?\b(?:(?P<most>most|(?:the|a) majority)|(?P<none>no|none|not (?:one|a single)(?: one)?)|"
    rf"(?P<half>half)|(?P<part>{FRACTION}) of|(?P<but>all (?:but|except|bar) )?(?P<count>\d{{1,2}}|{WORD_NUMBER}))"
    rf"(?: (?:out )?of)?(?: (?:the|all|london's|the capital's))*(?: (?:32|thirty-two))?(?: london)? "
    r"boroughs?\b(?: in london)?"
)
_THAN_ANY_OTHER = (
    r"\b(?:(?P<more>more|higher|greater)|fewer|lower|less)\b(?P<between>.{0,50}?) than (?:in )?(?:any|every|all)"
    r"(?: of)?(?: the)?(?: other)?(?: london)? boroughs?\b(?: in london)?"
)
_NO_OTHER = (
    r"\bno (?:other )?(?:london )?borough(?: (?:had|has|saw|recorded|suffered|experienced|reported))? (?:a )?"
    r"(?:(?P<more>more|higher)|fewer|lower|less)\b(?P<between>.{0,60}?) than (?:in )?(?=\w)"
)
_TOPS = (
    r"\b(?:(?:tops?|topped|topping) (?:the|london's) (?:\w+ )?(?:table|list|league|rankings?|chart)"
    r"(?: (?:of|among) (?:london )?boroughs)?|(?:came|comes|ranked|ranks|is|was) top\b(?= (?:for|in|of)))"
)
# "The most reported offence in Bexley" ranks kinds of offence in one place, and no places.
_AMONG_KINDS = (
    rf"(?:{_HIGHEST}|{_LOWEST}|\b{_MOST}\b|\b(?:biggest|top|commonest|main|leading|number one|no\.? ?1)\b)"
    r"(?: [a-z]+){0,2}? (?:offence|category|type|kind|sort|form)\b(?! (?:rates?|figures?|levels?|numbers?|totals?))"
    r"|\bfastest[ -](?:growing|rising|increasing|falling) (?:\x01+|offence)"
)
_ARE_AMONG_KINDS = (
    rf"\x01 (?:is|are|was|were|remains?|became) (?:(?:one of|among) )?(?:the |its )?{_HIGHEST}"
    r"(?: [a-z]+){1,2}? (?:offences|categories|types|kinds)\b"
)
_RUNNING = r"(?:running|in a row|in succession|on the trot)"
# "For the third year running", "fell for five consecutive years", "in each of the last three years".
_NTHS = r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_IN_A_ROW = (
    rf"\b(?:for )?(?:the )?(?:(?P<nth>{_NTHS}) (?:(?:consecutive|successive|straight) year|year {_RUNNING})|"
    rf"(?P<count>\d{{1,2}}|{WORD_NUMBER}) (?:(?:consecutive|successive|straight) years|years {_RUNNING})|"
    rf"(?:in )?(?:each|every one) of the (?:last|past) (?P<last>\d{{1,2}}|{WORD_NUMBER}) years)\b"
)
_QUESTION = r"^(?:which|what|who|where|how many|how much|when|why)\b.*\?"
_FIRST_TIME = r"\b(?:for )?the first time (?:since|in|for) [^,;.]+"
_OF_TIMES = words(WORDS["orders"]["of_times"])
_PLACES = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6,
           "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_RANKS: tuple[tuple[str, Rank, Direction | None], ...] = (
    (rf"{_NTH}{_MOST}{_BETWEEN}{_FALL}", "largest_fall", "down"),
    (rf"{_NTH}{_LEAST}{_BETWEEN}{_FALL}", "smallest_fall", "down"),
    (rf"{_NTH}{_MOST}{_BETWEEN}{_RISE}", "largest_rise", "up"),
    (rf"{_NTH}{_LEAST}{_BETWEEN}{_RISE}", "smallest_rise", "up"),
    (rf"{_NTH}{_ITS}{_LOWEST}{_SAME_MONTH}", "lowest_of_month", None),
    (rf"{_NTH}{_ITS}{_HIGHEST}{_SAME_MONTH}", "highest_of_month", None),
    (rf"{_NTH}{_ITS}{_LOWEST}{_LEVEL}", "lowest", None),
    (rf"{_NTH}{_ITS}{_HIGHEST}{_LEVEL}", "highest", None),
    (rf"(?:{_NTH}{_TOPS})", "highest", None),
)
_OF_MONTH: dict[Rank, Rank] = {"lowest": "lowest_of_month", "highest": "highest_of_month"}
_BOROUGHS_COUNTED = 32


@dataclass(frozen=True, slots=True)
class Order:
    """A claim of order, its direction where it has one, and the words; empty where the sentence makes none.

    `place` is 2 for "the second highest". `count` and `bound`: in how many of the boroughs.
    """

    rank: Rank | None = None
    direction: Direction | None = None
    words: str = ""
    place: int = 1
    is_of_boroughs: bool = False
    count: int | None = None
    bound: Bound | None = None

    @property
    def is_of_times(self) -> bool:
        """Whether the words compare a time with others: "its lowest", "a record high"."""
        return (self.rank or "").endswith("_of_month") or bool(re.search(_OF_TIMES, self.words.lower()))


def take_order(sentence: Sentence) -> Order:
    """The one claim of order. To be taken before places are: "in all 32 London boroughs" is no place.

    Raises SeveralClaims where there are two, Unreadable where kinds of offences are put in order.
    """
    _refuse_others(sentence)
    orders = [
        Order("in_a_row", None, piece.words, _PLACES.get(match["nth"] or "") or whole(match["count"] or match["last"]))
        for piece, match in sentence.take_all(_IN_A_ROW, TAKEN, "rank")
    ]
    orders += _than_any_other(sentence)
    for pattern, rank, direction in _RANKS:
        for piece, match in sentence.take_all(rf"(?:\bthe )?{pattern}", TAKEN, "rank"):
            orders.append(Order(rank, direction, piece.words, _PLACES.get(match["nth"] or "", 1)))
    if orders and sentence.take_all(_AMONG, TAKEN, "rank"):
        orders = [Order(o.rank, o.direction, o.words, o.place, True) for o in orders]
    if orders and (sentence.take_all(_OF_ANY_MONTH, TAKEN, "rank")):
        orders = [replace(o, rank=_OF_MONTH.get(o.rank or "lowest", o.rank)) for o in orders]
    elif orders and (ever := sentence.take_all(rf"(?<=[\x01-\x06 a-z]){_SINCE_RECORDS}", TAKEN, "rank")):
        orders = [replace(o, words=f"{o.words} {ever[0][0].words}") for o in orders]
    every = sentence.take_all(_EVERY, TAKEN, "rank")
    so_many = [] if every or orders else sentence.take_all(_SO_MANY, TAKEN, "rank")
    orders += [_in_so_many(piece.words, match) for piece, match in so_many]
    if not any(order.direction for order in orders):
        # "Of all boroughs … the largest fall" is one order, not two.
        orders += [Order("all_boroughs", None, piece.words, 1, True) for piece, _ in every]
    sentence.take_all(r"\b(?:the )?(?:london )?borough with(?= *\x05)", TAKEN, "rank") if orders else ()
    if len({order.rank for order in orders}) > 1:
        listed = " and ".join(f"“{order.words}”" for order in orders)
        raise SeveralClaims(f"The sentence claims several orders: {listed}", "Check them one at a time")
    return orders[0] if orders else Order()


def _refuse_others(sentence: Sentence) -> None:
    """Raises Unreadable for a question, for kinds of offences put in order, for "the first time since"."""
    if question := sentence.says(_QUESTION):
        raise Unreadable(
            f"“{question}” asks, and claims nothing", "Say which it is: Camden had the most burglaries of any borough"
        )
    if first := sentence.says(_FIRST_TIME):
        raise Unreadable(f"“{first}” speaks of all the time between", "Check the figure, or “the lowest since”")
    if kinds := sentence.says(f"{_AMONG_KINDS}|{_ARE_AMONG_KINDS}"):
        raise Unreadable(
            f"“{kinds}” sets kinds of offences in order, which is not checked here",
            "Check the number of one kind; the page of all indicators lists them side by side",
        )


def _in_so_many(words_: str, match: re.Match[str]) -> Order:
    """`in 25 of 32 boroughs`, `in most boroughs`: all boroughs, of which so many."""
    half = _BOROUGHS_COUNTED // 2
    count, bound = 0 if match["none"] else whole(match["count"] or "") or half, bound_of(match)
    count = _BOROUGHS_COUNTED - count if match["but"] else count
    count = round(_BOROUGHS_COUNTED * (fraction(match["part"]) or 0.0) / 100) if match["part"] else count
    return Order("all_boroughs", None, words_, 1, True, count, "over" if match["most"] else bound)


def _than_any_other(sentence: Sentence) -> list[Order]:
    """`more homicides than any other borough` is the highest of the boroughs; so is `no borough had more … than`."""
    orders = []
    for match in sentence.occurrences(_NO_OTHER):
        rank: Rank = "highest" if match["more"] else "lowest"
        sentence.take(match.end("between"), match.end(), TAKEN, "rank")
        piece = sentence.take(match.start(), match.start("between"), TAKEN, "rank")
        orders.append(Order(rank, None, piece.words, 1, True))
    for match in sentence.occurrences(_THAN_ANY_OTHER):
        if re.search(rf"(?:{UP}|{DOWN})(?: \w+)? $", sentence.rest[: match.start()]):
            # "Rose more than in any other borough" is of changes.
            continue
        rank = "highest" if match["more"] else "lowest"
        sentence.take(match.start(), match.start("between"), TAKEN, "rank")
        piece = sentence.take(match.end("between"), match.end(), TAKEN, "rank")
        orders.append(Order(rank, None, f"{match[0][: match.start('between') - match.start()]} {piece.words}", 1, True))
    return orders
