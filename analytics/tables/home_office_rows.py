"""The Home Office's count of knife crime in London, as quoted, beside the police's own: never one series."""

from __future__ import annotations

from analytics.indicators import indicator
from analytics.narrative import number
from analytics.periods import Window
from analytics.series.monthly_series import monthly, windowed
from analytics.tables.published_rows import PublishedRow, joined
from analytics.written_periods import parse_period
from data.published_areas import MPS

KNIFE = "knife_crime"
PERIOD = "year to March 2023"
# Quoted in the letter of the Office for Statistics Regulation of 28 February 2024 on violent crime statistics.
HOME_OFFICE_COUNTS = {"year to March 2016": 9_086, PERIOD: 12_786}
HOME_OFFICE = "Home Office definition"
METHOD = (
    "The Home Office finds knife crime by classifying the text of crime records; the Metropolitan Police counts "
    "by a definition of its own. The two figures differ and are never put in one series."
)
SOURCE = "Home Office figure quoted from the Office for Statistics Regulation, letter of 28 February 2024"


def period() -> Window:
    """The year for which both figures are known here."""
    return parse_period(PERIOD)


def quoted_count(window: Window) -> int | None:
    """The Home Office's count of knife crime in a year; None for a window of which none is quoted."""
    years = ((parse_period(year), count) for year, count in HOME_OFFICE_COUNTS.items())
    return next((count for year, count in years if year.is_same(window)), None)


def knife_crime_rows() -> list[PublishedRow]:
    """Both counts of knife crime in the same year: the police's from its publication, the Home Office's as quoted."""
    window, series = period(), windowed(monthly(KNIFE), "rolling_12")
    area = series.areas[0]
    return [
        _row(
            window,
            area_name=area.name,
            value=series.value(MPS, window.end),
            status="ok",
            note="",
            edition=joined(series.editions_of(window.start, window.end)),
        ),
        _row(
            window,
            area_name=f"{area.name}, {HOME_OFFICE}",
            value=quoted_count(window),
            status="quoted",
            note=f"{SOURCE}. {METHOD}",
            edition="",
        ),
    ]


def _row(window: Window, *, area_name: str, value: int | None, status: str, note: str, edition: str) -> PublishedRow:
    return PublishedRow(
        indicator=KNIFE,
        area_code=MPS,
        area_name=area_name,
        period_start=window.period_start,
        period_end=window.period_end,
        window="rolling_12",
        measure="count",
        value=value,
        lower=None,
        upper=None,
        base_value=None,
        difference=None,
        verdict=None,
        unit=indicator(KNIFE).unit,
        status=status,
        note=note,
        edition=edition,
        dispersion=None,
        usual_low=None,
        usual_high=None,
    )


def finding() -> str:
    """How far the two counts lie apart, in one sentence without a full stop."""
    own, quoted = (row.value or 0 for row in knife_crime_rows())
    direction = "more" if own > quoted else "fewer"
    size = number(abs(own - quoted))
    return f"Our definition and the Home Office’s: {size} {direction} offences by ours in the {PERIOD}"
