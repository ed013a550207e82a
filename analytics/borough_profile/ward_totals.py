"""The wards of a borough: their newest 12 months, and by how much their sum differs from the borough's figure."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.geography.areas import Area
from analytics.geography.levels import AREA_LEVELS
from analytics.geography.ward_names import HEATHROW_VILLAGES, wards_of
from analytics.indicators import Indicator, indicator
from analytics.narrative import count_of, number, percent
from analytics.periods import Window, window_ending
from analytics.series.monthly_series import monthly, windowed


@dataclass(frozen=True, slots=True)
class WardSum:
    """The 12 months of an indicator in a borough, as its wards add up and as the borough is published.

    `wards` leaves out `unplaced`, what the publication puts in the borough and in none of its present wards.
    `heathrow` is the count of Heathrow Villages, in Hillingdon only. `borough` is None where the borough's own
    figures do not reach the window.
    """

    indicator: Indicator
    area: Area
    window: Window
    wards: int
    unplaced: int
    borough: int | None
    heathrow: int | None = None

    @property
    def short_percent(self) -> float | None:
        """By how many per cent the wards fall short of the borough (below 0: exceed it); None without a figure."""
        return _short(self.wards, self.borough)

    @property
    def short_without_heathrow(self) -> float | None:
        """The same without Heathrow Villages."""
        return None if self.heathrow is None else _short(self.wards - self.heathrow, self.borough)


def _short(wards: int, borough: int | None) -> float | None:
    return 100 * (1 - wards / borough) if borough else None


def ward_sum(indicator_or_id: str | Indicator, borough: Area) -> WardSum:
    """The newest 12 months that wards have, added up, beside the borough's figure for the same months."""
    entry, areas = indicator(indicator_or_id), wards_of(borough.code)
    series = windowed(monthly(entry, [a.code for a in areas], level="ward"), "rolling_12")
    whole = windowed(monthly(entry, [borough.code], level="borough"), "rolling_12")
    counts = {area.code: series.value(area.code, series.last) or 0 for area in areas}
    placed = sum(counts[area.code] for area in areas if not area.is_pseudo)
    return WardSum(
        indicator=entry,
        area=borough,
        window=window_ending(series.last, "rolling_12"),
        wards=placed,
        unplaced=sum(counts.values()) - placed,
        borough=whole.value(borough.code, series.last),
        heathrow=counts.get(HEATHROW_VILLAGES),
    )


def ward_sum_words(sums: WardSum) -> str:
    """By how much the wards differ from the borough, in a sentence; where Heathrow lies, what it weighs."""
    wards = f"{sums.indicator.short_title}: the wards of {sums.area.name} add up to {number(sums.wards)}"
    if sums.borough is None or sums.short_percent is None:
        return f"{wards} in {sums.window.name}; the borough has no figure for those months."
    return f"{wards}, {_difference(sums)} ({number(sums.borough)}) in {sums.window.name}.{_heathrow(sums)}"


def _difference(sums: WardSum) -> str:
    short, size = sums.short_percent or 0.0, abs(sums.wards - (sums.borough or 0))
    if not size:
        return "exactly the borough's figure"
    share = "less than 0.1%" if abs(short) < 0.05 else percent(short)
    return f"{number(size)} ({share}) {'fewer' if short > 0 else 'more'} than the borough's figure"


def _heathrow(sums: WardSum) -> str:
    if sums.heathrow is None or sums.short_without_heathrow is None:
        return ""
    return (
        f" Heathrow Villages, with the airport, has {count_of(sums.indicator, sums.heathrow)} of them: without it "
        f"the wards would fall {percent(sums.short_without_heathrow)} short."
    )


WHY_WARDS_DIFFER = (
    "Borough and ward figures are published apart: offences whose ward is not known are in the borough's only."
)
WARD_DRIFT = AREA_LEVELS["ward"].caveats[0]
