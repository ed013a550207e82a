"""What a subject that is not covered here is: its name, the ways it is said, who publishes it, what is nearest."""

from __future__ import annotations

from dataclasses import dataclass

MET_DASHBOARDS = "https://www.met.police.uk/sd/stats-and-data/"
DATASTORE = "https://data.london.gov.uk/"
HOME_OFFICE_STATISTICS = "https://www.gov.uk/government/organisations/home-office/about/statistics"
MOJ_STATISTICS = "https://www.gov.uk/government/organisations/ministry-of-justice/about/statistics"
MOPAC = "https://www.london.gov.uk/programmes-strategies/mayors-office-policing-and-crime-mopac"
ONS_CRIME = "https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice"
OUTCOMES_NEAREST = ("knife_positive_outcome_rate",)
OUTCOMES_RELATION = "Outcomes are held here for knife crime, domestic abuse, hate crime and gun crime only."
PART = "What is asked for is a part of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class UncoveredSubject:
    """A subject of crime, policing or justice for which this dashboard has no figures.

    `spoken` are the ways it is said: plain phrases in the singular, as with the names of an indicator. `publisher`,
    `publication` and `url` say where its figures are; `reason` why they are not here. `nearest` are ids of indicators,
    the nearest first, and `relation` says how near they are.
    """

    id: str
    name: str
    spoken: tuple[str, ...]
    publisher: str
    publication: str
    url: str
    reason: str
    nearest: tuple[str, ...] = ()
    relation: str = ""

    @property
    def where(self) -> str:
        """Who publishes it, and in what."""
        return f"{self.publisher}, {self.publication}"


def phrases(text: str) -> tuple[str, ...]:
    """Phrases that stand one on a line or are separated by a vertical bar."""
    return tuple(phrase.strip() for line in text.strip().splitlines() for phrase in line.split("|") if phrase.strip())
