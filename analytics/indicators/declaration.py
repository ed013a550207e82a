"""What an indicator is: the declaration that pages, CSV files, the API and the tests hang on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from analytics.geography.denominators import PEOPLE, Denominator, rate_unit
from analytics.geography.levels import ALL_LEVELS, levels_supplied_by
from data.published_areas import Level

Measure = Literal["count", "percentage_of", "ratio_of"]
Kind = Literal["crime", "reoffending"]
Polarity = Literal["lower_is_better", "higher_is_better"]

MPS_ONLY: tuple[Level, ...] = ("mps",)
DOWN_TO_BOROUGHS = levels_supplied_by("borough")


@dataclass(frozen=True, slots=True)
class Term:
    """One series of an indicator and whether it is added (+1) or taken off (−1)."""

    series: str
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A share of an indicator under the label that a reader sees."""

    label: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """A way to split an indicator into parts that add up to it: `name` completes the phrase "by …".

    `exact` is False where the equality is the publisher's (two sheets of one workbook with the same total)
    and not an identity of the terms.
    """

    name: str
    parts: tuple[Part, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A meaning given to one series or a few.

    `title` and `short_title` read as the subject of a sentence; `noun` is the unit counted, singular and
    plural. `start` is its first comparable month, and `london_start` that of London as a whole where it goes further
    back. `terms` add up to the count (the numerator, if `measure` is `percentage_of`). `levels` runs from
    the widest to the smallest; reoffending has none, because it is published by region of residence. `denominator` is
    the population that a rate divides by, None where there is no rate; `per` the number of people that it is expressed
    for. `twelve_months_only` says why smaller areas than London are shown for twelve months only, where they are.
    Polarity says which direction is desirable, and is separate from the direction itself. `spoken` are the names that
    it goes by in speech beside its titles: plain phrases in the singular (plurals, hyphens, articles and a following
    "offences" are understood by themselves).
    Indicators whose names are mixed up in speech share a `family`.
    """

    id: str
    title: str
    definition: str
    theme: str
    start: date
    london_start: date | None = None
    short_title: str = ""
    plural_title: bool = False
    noun: tuple[str, str] = ("offence", "offences")
    unit: str = "offences"
    kind: Kind = "crime"
    measure: Measure = "count"
    terms: tuple[Term, ...] = ()
    denominator_terms: tuple[Term, ...] = ()
    denominator: Denominator | None = "residents"
    per: int = 1_000
    household_rate: bool = False
    twelve_months_only: str = ""
    levels: tuple[Level, ...] = ALL_LEVELS
    end_note: str = ""
    polarity: Polarity = "lower_is_better"
    event_families: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    compositions: tuple[Composition, ...] = ()
    headline: bool = False
    spoken: tuple[str, ...] = ()
    family: str = ""

    def start_at(self, level: Level) -> date:
        """The first comparable month at a level."""
        return self.london_start if level == "mps" and self.london_start else self.start

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by: its titles, then those of speech."""
        titles = (self.title, self.short_title)
        return tuple(dict.fromkeys(name.removeprefix("The ").lower() for name in (*titles, *self.spoken) if name))

    @property
    def population(self) -> Denominator:
        """The population beside which its counts are set, in funnels and ranks too: residents unless declared."""
        return self.denominator or "residents"

    @property
    def people(self) -> str:
        """Whom a rate is per: `residents aged 1 to 24`."""
        return PEOPLE[self.population]

    @property
    def rate_unit(self) -> str:
        """The unit of its rate: `offences per 1,000 residents`."""
        return rate_unit(self.unit, per=self.per, denominator=self.population)

    @property
    def lower_is_better(self) -> bool:
        return self.polarity == "lower_is_better"

    @property
    def in_sentence(self) -> str:
        """The short title inside a sentence: its first letter lowered, unless an initialism comes first."""
        name = self.short_title
        return name if name[:2].isupper() else name[0].lower() + name[1:]

    @property
    def series(self) -> tuple[str, ...]:
        """Every series that the indicator needs, in order, each once."""
        parts = [term for split in self.compositions for part in split.parts for term in part.terms]
        return tuple(dict.fromkeys(term.series for term in (*self.terms, *self.denominator_terms, *parts)))


def terms_of(*series: str) -> tuple[Term, ...]:
    """A term for each series; a name that begins with `-` is taken off."""
    return tuple(Term(name.removeprefix("-"), -1 if name.startswith("-") else 1) for name in series)


def parts_of(**series: str) -> tuple[Part, ...]:
    """A part for each label (underscores read as spaces) from the names of its series, separated by spaces."""
    return tuple(Part(label.replace("_", " "), terms_of(*names.split())) for label, names in series.items())


RECORDED_FROM = date(2010, 4, 1)
# Burglary and robbery of London as a whole, from a file in the oldest taxonomy.
OLDEST_RECORDED_FROM = date(2008, 1, 1)
MONTHLY_DASHBOARD_FROM = date(2021, 8, 1)
VAWG_FROM = date(2014, 1, 1)

ENDS_2025_07 = "The newest published file available here ends in July 2025."
RESIDENTS = (
    "Rates per resident mislead where many people come in by day: Westminster has 2% of the residents and, in the "
    "year to February 2026, had 9% of all recorded crime."
)
NOT_HOME_OFFICE = (
    "The Home Office counts knife crime in another way and its figure differs from this one: never put both "
    "in one series."
)
ALL_VICTIMS = "All victims are counted, whatever their sex, not only women and girls."
FLAGGED = (
    "Includes flagged offences that lie outside violence against women and girls (about a fifth of the "
    "total), because the publisher gives boroughs and wards only the sum."
)
RECORDING_PRACTICE = "Figures depend on what victims report and on how the police record it."
PHONES = "Phones taken in other thefts, from a shop or a car, are not counted."
NESTED = "Part of knife crime: never add it to the total."

BASE = Indicator(id="", title="", definition="", theme="", start=RECORDED_FROM)


def recorded_crime_indicator(id: str, title: str, definition: str, *families: str, **changes: object) -> Indicator:
    """An indicator of the recorded-crime publication: the series of its own name unless `terms` are given."""
    values = {
        "terms": terms_of(id),
        "theme": "Other crime",
        "short_title": title,
        "event_families": ("recorded_crime", *families),
        **changes,
    }
    return replace(BASE, id=id, title=title, definition=definition, **values)  # type: ignore[arg-type]


def monthly_dashboard_indicator(id: str, title: str, definition: str, *families: str, **changes: object) -> Indicator:
    """An indicator of the monthly dashboard publication, which begins in August 2021."""
    return replace(
        recorded_crime_indicator(
            id, title, definition, **{"start": MONTHLY_DASHBOARD_FROM, "theme": "Knife crime", **changes}
        ),
        event_families=("monthly_dashboard", *families),
    )
