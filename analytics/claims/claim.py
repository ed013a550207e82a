"""What a claim says, as facts: the indicator, the area, how much, over which period, against which baseline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics.periods import Window
from data.areas import MPS

Direction = Literal["up", "down", "same"]
# "percent_or_points": worded so that both readings are possible ("5.3 percent lower" of a rate).
SizeUnit = Literal["percent", "percentage_points", "percent_or_points", "count"]
# all_boroughs: "in all 32 boroughs"; lowest, highest: "the lowest since 2014"; the others rank the boroughs.
Rank = Literal["all_boroughs", "lowest", "highest", "largest_fall", "smallest_fall", "largest_rise", "smallest_rise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim about one indicator. Whatever it leaves open is None and is looked for.

    `indicator`: an id of `analytics.indicators`; None where no published series here counts it, and `subject` says in
    words what is claimed. `area_code`: where; the MPS area stands for London.
    `direction`, `size`, `size_unit`: how much later differs from earlier; `size` is not negative.
    `value`, `base_value`: the later and the earlier figure themselves (`value_unit`: count, rate per `value_per`
    residents, or percent). `rank` with `since` (the first month looked at) for claims of order.
    `period`, `baseline`: the later and the earlier window. `published`: the day the claim was made, if known.
    """

    indicator: str | None
    subject: str = ""
    area_code: str = MPS
    direction: Direction | None = None
    size: float | None = None
    size_unit: SizeUnit | None = None
    value: float | None = None
    base_value: float | None = None
    value_unit: Literal["count", "rate", "percent"] = "count"
    value_per: int | None = None
    rank: Rank | None = None
    since: date | None = None
    period: Window | None = None
    baseline: Window | None = None
    published: date | None = None
