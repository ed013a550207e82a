"""The stretches of 24 months in which nothing is known to have happened to the recording of an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from analytics.comparability import events_for
from analytics.indicators import Indicator, Level
from analytics.periods import add_months
from analytics.recording_events import COVID, RecordingEvent
from analytics.statistics.dispersion import STRETCH
from data.published_areas import MPS

Integers = NDArray[np.int64]


def clean_starts(
    indicator_or_id: str | Indicator, months: Sequence[date], *, level: Level = "mps", area_code: str = MPS
) -> Integers:
    """Positions in `months` (consecutive) at which a clean stretch of 24 months begins, in ascending order.

    Clean: no break, step or month of COVID-19 restrictions inside. A boundary between its first month and the month
    before is outside it. Cautions do not disqualify: the drift by unknown boroughs would leave knife crime none.
    """
    events = events_for(indicator_or_id, level=level, area_code=area_code)
    disturbing = [event for event in events if event.kind in ("break", "step") or event.id == COVID]
    last = range(len(months) - STRETCH + 1)
    return np.array([s for s in last if not _disturbed(disturbing, months[s], months[s + STRETCH - 1])], dtype=np.int64)


def _disturbed(events: Sequence[RecordingEvent], start: date, end: date) -> bool:
    return any(
        event.touches(start, end) if event.kind == "caution" else any(start < at <= end for at in event.boundaries)
        for event in events
    )


def clean_since(indicator_or_id: str | Indicator, *, level: Level = "mps", area_code: str = MPS) -> date | None:
    """The first month since the newest break, step or COVID-19 restrictions; None where there was none."""
    events = events_for(indicator_or_id, level=level, area_code=area_code)
    steps = [at for event in events if event.kind in ("break", "step") for at in event.boundaries]
    ended = [add_months(event.ends, 1) for event in events if event.id == COVID and event.ends]
    return max([*steps, *ended], default=None)
