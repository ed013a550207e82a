"""A selection of figures: several indicators, areas of several levels and several measures in one table.

It is what a link asks for. A large one comes in chunks that follow one another in the order of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa

from analytics.geography.areas import Area
from analytics.indicators import ALL_LEVELS, Level
from analytics.periods import Window, WindowKind, months_between
from analytics.series.coverage import coverage
from analytics.series.monthly_series import Series, monthly_of, windowed
from analytics.tables.figures_table import MEASURES, SCHEMA, Measure, figures_of

# Areas of one indicator at a time: what a chunk holds is a few tens of thousands of rows.
AREAS_PER_CHUNK = 100
# Places times indicators of one query: a small request is one query a level, a large one a query an indicator.
PLACES_PER_QUERY = 1_000


@dataclass(frozen=True)
class Selection:
    """What is asked for. Indicators, areas and measures are kept sorted, each once: two ways to ask are one.

    `start` and `end` bound the month in which a window ends; `last` keeps the newest windows of each indicator.
    """

    indicators: tuple[str, ...]
    areas: tuple[Area, ...]
    window: WindowKind = "month"
    measures: tuple[Measure, ...] = ("count",)
    start: date | None = None
    end: date | None = None
    last: int | None = None
    baseline: Window | None = None
    as_of: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "indicators", tuple(sorted(set(self.indicators))))
        object.__setattr__(self, "areas", tuple(sorted(set(self.areas), key=lambda area: area.code)))
        object.__setattr__(self, "measures", tuple(m for m in MEASURES if m in self.measures))

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the areas, the widest first."""
        return tuple(level for level in ALL_LEVELS if any(area.level == level for area in self.areas))

    @property
    def rows_at_most(self) -> int:
        """How many rows there are at most, known without a figure being read."""
        places = {level: sum(area.level == level for area in self.areas) for level in self.levels}
        windows = sum(
            places[level] * self._windows(indicator_id, level)
            for indicator_id in self.indicators
            for level in self.levels
        )
        return windows * len(self.measures)

    def _windows(self, indicator_id: str, level: Level) -> int:
        if (covered := coverage(indicator_id, level)) is None:
            return 0
        first, last = max(covered[0], self.start or covered[0]), min(covered[1], self.end or covered[1])
        return min(max(0, months_between(first, last) + 1), self.last or 10_000)

    def figures(self) -> pa.Table:
        """All rows, sorted by indicator, area code, period and measure; see `analytics.tables.figures_table.SCHEMA`."""
        return pa.concat_tables([SCHEMA.empty_table(), *self.chunks()])

    def chunks(self) -> Iterator[pa.Table]:
        """The same in parts that follow one another, none of them empty."""
        for by_level in self._series():
            for first in range(0, len(self.areas), AREAS_PER_CHUNK):
                chunk = self._chunk(by_level, self.areas[first : first + AREAS_PER_CHUNK])
                if chunk.num_rows:
                    yield chunk

    def _series(self) -> Iterator[dict[Level, Series]]:
        """The windowed series of each indicator by level; of a few places, several indicators are asked for at once."""
        at_once = max(1, PLACES_PER_QUERY // len(self.areas))
        for first in range(0, len(self.indicators), at_once):
            some = self.indicators[first : first + at_once]
            levels = {level: self._of_level(some, level) for level in self.levels}
            yield from ({level: of_level[i] for level, of_level in levels.items()} for i in range(len(some)))

    def _of_level(self, indicator_ids: tuple[str, ...], level: Level) -> list[Series]:
        """The series of a level; whole where a pseudo-area is asked for, which is zero where others have figures."""
        here = [area for area in self.areas if area.level == level]
        codes = () if any(area.is_pseudo for area in here) else [area.code for area in here]
        return [
            windowed(series, self.window) for series in monthly_of(indicator_ids, codes, level=level, as_of=self.as_of)
        ]

    def _chunk(self, levels: dict[Level, Series], areas: tuple[Area, ...]) -> pa.Table:
        parts = [
            figures_of(
                self._only(series, areas),
                measure,
                start=self.start,
                end=self.end,
                last=self.last,
                baseline=self.baseline,
                as_of=self.as_of,
            )
            for series in levels.values()
            for measure in self.measures
        ]
        if len(parts) == 1:
            return parts[0]
        order = ("area_code", "period_end", "measure", "unit")
        return pa.concat_tables(parts).sort_by([(name, "ascending") for name in order])

    def _only(self, series: Series, areas: tuple[Area, ...]) -> Series:
        place = {area.code: i for i, area in enumerate(series.areas)}
        rows = [place[area.code] for area in areas if area.code in place]
        below = series.denominators
        return replace(
            series,
            areas=tuple(series.areas[i] for i in rows),
            values=series.values[rows],
            denominators=None if below is None else below[rows],
        )
