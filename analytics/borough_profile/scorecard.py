"""How a borough stands: every indicator against a year ago, London, similar boroughs and the other boroughs.

A standing carries its uncertainty with it: the change its verdict, the rate its interval, the rank the range in
which the usual variation from month to month could put it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from analytics.comparability import SMALL_BASE
from analytics.geography.areas import Area, areas_at
from analytics.geography.borough_names import find_borough
from analytics.geography.denominators import population
from analytics.geography.similar_boroughs import similar_to
from analytics.indicators import INDICATORS, Indicator
from analytics.periods import Window, window_ending
from analytics.series.area_dispersion import dispersion, dispersions, group_dispersion
from analytics.series.monthly_series import Floats, Series, monthly_of, windowed
from analytics.statistics.change import Change
from analytics.statistics.funnel import Funnel, Position, change_positions, funnel
from analytics.statistics.multiple_comparisons import singled_out
from analytics.statistics.ranking import Ranking, ranking
from analytics.statistics.rates import Rate, denominator_year, pooled_rate, rate
from analytics.version_cache import kept_by_version
from data.published_areas import MPS


@dataclass(frozen=True)
class Standing:
    """One indicator in one borough, over the newest 12 months.

    `similar`: the rate of the similar boroughs taken together; `similar_range`: the lowest and highest of their
    rates; `similar_limits`: the lowest lower and the highest upper end of their intervals. `rank` 1 is the highest
    rate; `rank_range` what the usual variation allows. `plain` and `widened` are the places in the funnel without and
    with over-dispersion. All None where the indicator has no rate. `change_widened` is the place of the change among
    those of all boroughs, over-dispersion allowed for; None where the borough has too few for a percentage.
    `change_survives`: the verdict bears being singled out among all indicators of the borough (Benjamini–Hochberg).
    """

    indicator: Indicator
    area: Area
    window: Window
    change: Change
    london_change: Change
    rate: Rate
    london: Rate
    similar: Rate
    similar_range: tuple[float, float] | None
    similar_limits: tuple[float, float] | None
    rank: int | None
    rank_range: tuple[int, int] | None
    boroughs: int
    plain: Position | None
    widened: Position | None
    change_widened: Position | None
    change_survives: bool
    editions: tuple[str, ...]


@dataclass(frozen=True)
class _Field:
    """One indicator in all boroughs: arrays in the order of `boroughs`."""

    series: Series
    london: Series
    boroughs: tuple[Area, ...]
    window: Window
    counts: tuple[int, ...]
    people: tuple[int, ...]
    people_note: str
    ranking: Ranking
    funnel: Funnel
    changes: tuple[Position | None, ...]


def scorecard(borough: str) -> tuple[Standing, ...]:
    """A borough's standing on every indicator that is published for boroughs, in the order of the registry.

    `borough` is a GSS code, a name or a slug. Raises UnknownName for anything else, the City of London included.
    """
    area = find_borough(borough)
    standings = [_standing(field, area) for field in _fields()]
    survive = singled_out([standing.change for standing in standings])
    return tuple(
        replace(standing, change_survives=survives) for standing, survives in zip(standings, survive, strict=True)
    )


@kept_by_version()
def _fields() -> tuple[_Field, ...]:
    listed = [i for i in INDICATORS.values() if i.kind == "crime" and "borough" in i.levels and i.measure == "count"]
    boroughs = areas_at("borough", pseudo=False)
    pairs = zip(monthly_of(listed, [a.code for a in boroughs], level="borough"), monthly_of(listed), strict=True)
    return tuple(_field(windowed(one, "rolling_12"), windowed(london, "rolling_12"), boroughs) for one, london in pairs)


def _field(series: Series, london: Series, boroughs: tuple[Area, ...]) -> _Field:
    window = window_ending(series.last, "rolling_12")
    counts = tuple(series.value(a.code, window.end) or 0 for a in boroughs)
    sizes = population(series.indicator.population)
    year = denominator_year(window.start, sizes.years("borough"))
    people = tuple(sizes.counts[a.code, year.year or 0] for a in boroughs)
    phi = dispersions(series.indicator, boroughs, level="borough")
    return _Field(
        series, london, boroughs, window, counts, people, year.note,
        ranking(counts, population=people, dispersion=phi), funnel(counts, population=people),
        _among_changes(series, boroughs, window, phi),
    )  # fmt: skip


def _among_changes(
    series: Series, boroughs: tuple[Area, ...], window: Window, phi: Floats
) -> tuple[Position | None, ...]:
    """Where the change of each borough lies among the changes; a base too small for a percentage is left out."""
    bases = [series.value(a.code, window.year_earlier().end) or 0 for a in boroughs]
    large = [base if base >= SMALL_BASE else 0 for base in bases]
    return change_positions([series.value(a.code, window.end) or 0 for a in boroughs], large, dispersion=phi)


def _standing(field: _Field, area: Area) -> Standing:
    place = field.boroughs.index(area)
    similar = similar_to(area.code)
    like = [i for i, b in enumerate(field.boroughs) if b.code in similar]
    theirs = [_rate(field, [i]) for i in like]
    london_count = field.london.value(MPS, field.window.end)
    return Standing(
        indicator=field.series.indicator,
        area=area,
        window=field.window,
        change=field.series.change_at(area.code, field.window),
        london_change=field.london.change_at(MPS, field.window),
        rate=_rate(field, [place]),
        london=rate(
            london_count,
            sum(field.people),
            per=field.series.indicator.per,
            note=field.people_note,
            dispersion=dispersion(field.series.indicator),
        ),
        similar=_rate(field, like),
        similar_range=_ends([peer.value for peer in theirs], [peer.value for peer in theirs]),
        similar_limits=_ends([peer.lower for peer in theirs], [peer.upper for peer in theirs]),
        rank=int(field.ranking.rank[place]),
        rank_range=(int(field.ranking.lower[place]), int(field.ranking.upper[place])),
        boroughs=len(field.boroughs),
        plain=field.funnel.plain[place],
        widened=field.funnel.widened[place],
        change_widened=field.changes[place],
        change_survives=False,
        editions=field.series.editions_of(field.window.year_earlier().start, field.window.end),
    )


def _ends(lows: list[float | None], highs: list[float | None]) -> tuple[float, float] | None:
    """The lowest of some and the highest of others; None where there is none."""
    low, high = ([x for x in values if x is not None] for values in (lows, highs))
    return (min(low), max(high)) if low and high else None


def _rate(field: _Field, places: list[int]) -> Rate:
    """The rate of some boroughs taken together."""
    counts, people = ([values[place] for place in places] for values in (field.counts, field.people))
    entry, codes = field.series.indicator, [field.boroughs[place].code for place in places]
    alone = len(codes) == 1
    phi = dispersion(entry, level="borough", area_code=codes[0]) if alone else group_dispersion(entry, codes)
    return pooled_rate(counts, people, per=entry.per, note=field.people_note, dispersion=phi)
