"""What a claim says, as facts: the indicator, the area, how much, over which period, against which baseline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from analytics.periods import Window
from analytics.wording.changes import Direction
from analytics.wording.word_patterns import Bound
from data.published_areas import MPS

# "percent_or_points": worded so that both readings are possible ("5.3 percent lower" of a rate).
SizeUnit = Literal["percent", "percentage_points", "percent_or_points", "count"]
# all_boroughs: "in all 32 boroughs", or in so many of them; lowest, highest: "the lowest since 2014", among all months
# or, in lowest_of_month and highest_of_month, among those of one name; the others rank the boroughs, by their change
# or, in lowest_level and highest_level, by how many there are.
Rank = Literal[
    "all_boroughs", "lowest", "highest", "largest_fall", "smallest_fall", "largest_rise", "smallest_rise",
    "lowest_level", "highest_level", "lowest_of_month", "highest_of_month", "in_a_row",
]  # fmt: skip
EXTREMES: Final[tuple[Rank, ...]] = ("lowest", "highest", "lowest_of_month", "highest_of_month")
# Who counted: the police by their own definition, or the Home Office, whose counts the ONS publishes for London with
# the City.
SourceBasis = Literal["police", "home_office"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim about one indicator. Whatever it leaves open is None and is looked for. The order is that of an address.

    `indicator`: an id of `analytics.indicators`; None where no published series here counts it, and `subject` says in
    words what is claimed. `area_code`: where; the MPS area stands for London.
    `direction`, `size`, `size_unit`: how much later differs from earlier; `size` is not negative.
    `value`, `base_value`: the later and the earlier figure themselves (`value_unit`: count, rate per `value_per`
    residents, or percent). `size_bound` and `value_bound` where these are no figures but bounds. `rank` with
    `since` (the first month looked at) for claims of order.
    `period`, `baseline`: the later and the earlier window. `published`: the day the claim was made, if known.
    `rounding` and `value_rounding`: the unit to which the size and the figures are rounded (1 for "13%", 0.1 for
    "5.3", 5 for "a quarter", 1,000 for "about 99,000"); None takes it from the decimals that are given, a count as
    exact. `source_basis`: who counted. `adult_or_youth`: of reoffending, whose rate; None for everybody's.
    `rank_place`: 2 for the second highest. `value` beside `all_boroughs`: in how many of them. `other_area`: "more than
    Camden"; then `size` is by how much more than there. `whole` and `whole_area`: of a share, the indicator and the
    area that it is a share of.
    """

    indicator: str | None
    subject: str = ""
    area_code: str = MPS
    adult_or_youth: Literal["adult", "youth"] | None = None
    direction: Direction | None = None
    size: float | None = None
    size_unit: SizeUnit | None = None
    rounding: float | None = None
    value: float | None = None
    base_value: float | None = None
    value_unit: Literal["count", "rate", "percent"] = "count"
    value_per: int | None = None
    value_rounding: float | None = None
    rank: Rank | None = None
    since: date | None = None
    period: Window | None = None
    baseline: Window | None = None
    size_bound: Bound | None = None
    value_bound: Bound | None = None
    rank_place: int = 1
    other_area: str | None = None
    whole: str | None = None
    whole_area: str | None = None
    source_basis: SourceBasis = "police"
    published: date | None = None

    @property
    def windows(self) -> tuple[Window, ...]:
        """The period and the baseline, as far as they are known."""
        return tuple(window for window in (self.period, self.baseline) if window)

    @property
    def numbers(self) -> tuple[float, ...]:
        """What is stated beside a direction or a rank: the size, the later and the earlier figure."""
        return tuple(stated for stated in (self.size, self.value, self.base_value) if stated is not None)

    @property
    def is_share(self) -> bool:
        return self.whole is not None or self.whole_area is not None
