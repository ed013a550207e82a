"""What to be careful about in a borough: its own peculiarities first, then what touches the figures shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analytics.borough_profile.borough_cautions import airport, by_day, own_caveats
from analytics.borough_profile.scorecard import Standing
from analytics.geography.areas import NO_MET_FIGURES, name_of
from analytics.geography.similar_boroughs import SIMILAR_NOTE, similar_to
from analytics.indicators import Indicator, caveats
from analytics.recording_events import ALL, RecordingEvent
from analytics.statistics.change import INTERVAL_NOTE
from analytics.statistics.ranking import RANK_NOTE
from data.published_areas import BOROUGHS, CITY_OF_LONDON

# Of the indicators' own caveats those without which a figure here would be misread.
CAVEATS_OF = ("all_recorded_crime", "knife_crime", "vawg")


@dataclass(frozen=True, slots=True)
class Caution:
    """What a caution is about, and the caution in whole sentences."""

    about: str
    words: str


def cautions(standings: Sequence[Standing], drawn: Iterable[tuple[RecordingEvent, Indicator]]) -> tuple[Caution, ...]:
    """Each once: of this borough alone; of the comparisons; of the charts; of the indicators."""
    area = standings[0].area
    by_event = _touched(standings, ((event, indicator) for event, indicator in drawn if area.code not in event.areas))
    own = own_caveats(standings)
    listing = [Caution(area.name, " ".join(own))] if own else []
    listing += [_of_event(event, names, standings) for event, names in by_event.items()]
    listing += _of_indicators(standings)
    if not by_day(standings) and not airport(area):
        listing += [Caution("Rates per resident", text) for text in _shared_caveats()]
    listing.append(
        Caution(BOROUGHS[CITY_OF_LONDON], NO_MET_FIGURES.split(": ")[0] + ": it is no part of these figures.")
    )
    # The first to say something says it for all.
    return tuple(
        caution for i, caution in enumerate(listing) if caution.words not in {before.words for before in listing[:i]}
    )


def _touched(
    standings: Sequence[Standing], drawn: Iterable[tuple[RecordingEvent, Indicator]]
) -> dict[RecordingEvent, list[Indicator]]:
    """The indicators whose change or whose chart each event touches."""
    pairs = [
        (event, standing.indicator)
        for standing in standings
        for event in standing.change.comparability.events
        if standing.area.code not in event.areas
    ]
    touched: dict[RecordingEvent, list[Indicator]] = {}
    for event, indicator in dict.fromkeys((*pairs, *drawn)):
        touched.setdefault(event, []).append(indicator)
    return touched


def _of_event(event: RecordingEvent, touched: Sequence[Indicator], standings: Sequence[Standing]) -> Caution:
    """An event of some series only names them."""
    general = len(touched) == len(standings) or (not event.levels and ALL in event.families)
    names = "" if general else f" ({listed([indicator.in_sentence for indicator in touched])})"
    return Caution(f"{event.title}{names}", event.words)


def _shared_caveats() -> list[str]:
    """Caveats that several indicators have."""
    counts = Counter(text for name in CAVEATS_OF for text in caveats(name, level="borough"))
    return [text for text, times in counts.items() if times > 1]


def _of_indicators(standings: Sequence[Standing]) -> list[Caution]:
    known, shared = {standing.indicator.id: standing.indicator for standing in standings}, _shared_caveats()
    listing = [
        Caution(
            known[name].short_title, " ".join(text for text in caveats(name, level="borough") if text not in shared)
        )
        for name in CAVEATS_OF
    ]
    notes = dict.fromkeys(standing.indicator.end_note for standing in standings if standing.indicator.end_note)
    for note in notes:
        names = listed(
            [standing.indicator.in_sentence for standing in standings if standing.indicator.end_note == note]
        )
        listing.append(Caution(f"{names[:1].upper()}{names[1:]}", note))
    return listing


def method(standings: Sequence[Standing]) -> tuple[Caution, ...]:
    """How the rates, intervals, ranks and groups of the scorecard come about."""
    names = [name_of(code) for code in similar_to(standings[0].area.code)]
    populations = dict.fromkeys(standing.rate.note for standing in standings if standing.rate.note)
    return (
        *(Caution("Population", note) for note in populations),
        Caution("Intervals", INTERVAL_NOTE),
        Caution("Ranks", RANK_NOTE),
        Caution("Similar boroughs", f"{listed(names)}, taken together. {SIMILAR_NOTE}"),
    )


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(items[:-1]), items[-1]) if part)
