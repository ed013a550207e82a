"""Dates are what they say: no month that has not ended, no publication in the future or before what it covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from data.editions import Edition
from data.errors import DashboardError, FileRejected

CLOCK = "The clock of this machine stands at {today}, before the figures that ship ({newest}): dates are not checked."


def today() -> dt.date:
    """The day where the machine is."""
    return dt.date.today()


def clock_warning(shipped: Iterable[Edition], day: dt.date) -> str:
    """What to say of a clock that is earlier than the figures that ship; empty where it is right."""
    newest = max((e.published_on for e in shipped if e.published_on and not e.published_estimated), default=day)
    return CLOCK.format(today=day, newest=newest) if day < newest else ""


def check_dates(edition: Edition, name: str, day: dt.date) -> None:
    """Raises FileRejected for months that have not ended, and a publication date that cannot be."""
    months = f"{edition.months_from:%B %Y} to {edition.months_to:%B %Y}"
    if edition.table == "observation" and _after(edition.months_to) > day:
        raise FileRejected(
            f"{name}: covers {months}, but {edition.months_to:%B %Y} has not ended (today is {day})",
            "The dates of the months look wrong, by a year or by their order; get the file again from the publisher.",
        )
    if edition.published_on:
        check_publication(edition, name, edition.published_on, day)


def check_publication(edition: Edition, name: str, published: dt.date, day: dt.date) -> None:
    """Raises FileRejected for a publication date in the future, or before the end of what the edition covers."""
    if published > day and not edition.published_estimated:
        raise FileRejected(
            f"{name}: published on {published}, which is in the future (today is {day})",
            "Check the refresh date in the file, or the date given with --published.",
        )
    covers_months = edition.table == "observation"
    if covers_months and published < _after(edition.months_to) and not _same_month(edition, published):
        raise FileRejected(
            f"{name}: published on {published}, before the end of what it covers, {edition.months_to:%B %Y}",
            "Check the refresh date in the file, or the date given with --published.",
        )


def _same_month(edition: Edition, published: dt.date) -> bool:
    """A date known by its month only stands on the first of it."""
    return edition.published_estimated and published >= edition.months_to


def _after(month: dt.date) -> dt.date:
    """The first day after a month."""
    return (month.replace(day=28) + dt.timedelta(days=5)).replace(day=1)


def parse_day(text: str) -> dt.date:
    """'2026-03-18'. Raises DashboardError."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise DashboardError(f"{text}: is no date", "Give the day as YYYY-MM-DD.") from error
