"""The registry of indicators: every meaning that the dashboard gives to published series, declared once.

A series is rows of a publication; an indicator adds or subtracts a few of them and says what the sum means,
where it exists, from when, and what to be careful about. Pages, CSV files, the API and the tests all read it
from here. Breaks and steps in recording live in `analytics.comparability` and apply by event family.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Literal

from data.errors import UnknownName

Level = Literal["mps", "borough", "ward"]
Measure = Literal["count", "percentage_of", "ratio_of"]
Kind = Literal["crime", "reoffending"]
Polarity = Literal["lower_is_better", "higher_is_better"]
Denominator = Literal["residents", "residents_1_24"]

ALL_LEVELS: tuple[Level, ...] = ("mps", "borough", "ward")
MPS_ONLY: tuple[Level, ...] = ("mps",)


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
    plural. `terms` add up to the count (the numerator, if `measure` is `percentage_of`). `levels` runs from
    the widest to the smallest; reoffending has none, because it is published by region of residence. `per` is
    the population that a rate is expressed for. Polarity says which direction is desirable, and is
    separate from the direction itself.
    """

    id: str
    title: str
    definition: str
    theme: str
    start: date
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
    levels: tuple[Level, ...] = ALL_LEVELS
    end_note: str = ""
    polarity: Polarity = "lower_is_better"
    event_families: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    compositions: tuple[Composition, ...] = ()
    headline: bool = False

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


def _terms(*series: str) -> tuple[Term, ...]:
    """A term for each series; a name that begins with `-` is taken off."""
    return tuple(Term(name.removeprefix("-"), -1 if name.startswith("-") else 1) for name in series)


def _parts(**series: str) -> tuple[Part, ...]:
    return tuple(Part(label.replace("_", " "), _terms(*names.split())) for label, names in series.items())


_RECORDED = date(2010, 4, 1)
_MONTHLY_DASHBOARD = date(2021, 8, 1)
_VAWG = date(2014, 1, 1)

_ENDS_2025_07 = "The newest published file available here ends in July 2025."
RESIDENTS = (
    "Rates per resident mislead where many people come in by day: Westminster has 2% of the residents and, in the "
    "year to February 2026, had 9% of all recorded crime."
)
_NOT_HOME_OFFICE = (
    "The Home Office counts knife crime in another way and its figure differs from this one: never put both "
    "in one series."
)
_ALL_VICTIMS = "All victims are counted, whatever their sex, not only women and girls."
_FLAGGED = (
    "Includes flagged offences that lie outside violence against women and girls (about a fifth of the "
    "total), because the publisher gives boroughs and wards only the sum."
)
_RECORDING = "Figures depend on what victims report and on how the police record it."
_PHONES = "Phones taken in other thefts, from a shop or a car, are not counted."
_NESTED = "Part of knife crime: never add it to the total."

_BASE = Indicator(id="", title="", definition="", theme="", start=_RECORDED)


def _recorded(id: str, title: str, definition: str, *families: str, **changes: object) -> Indicator:
    """An indicator of the recorded-crime publication: the series of its own name unless `terms` are given."""
    values = {
        "terms": _terms(id),
        "theme": "Other crime",
        "short_title": title,
        "event_families": ("recorded_crime", *families),
        **changes,
    }
    return replace(_BASE, id=id, title=title, definition=definition, **values)  # type: ignore[arg-type]


def _dashboard(id: str, title: str, definition: str, *families: str, **changes: object) -> Indicator:
    """An indicator of the monthly dashboard publication, which begins in August 2021."""
    return replace(
        _recorded(id, title, definition, **{"start": _MONTHLY_DASHBOARD, "theme": "Knife crime", **changes}),
        event_families=("monthly_dashboard", *families),
    )


_KNIFE = (
    _dashboard(
        "knife_crime",
        "Knife crime",
        "Homicide, attempted murder, threats to kill, assault with injury, rape, sexual assault and robbery "
        "in which a knife or sharp instrument was used, threatened or intimated. Possession is not included.",
        caveats=(_NOT_HOME_OFFICE, RESIDENTS),
        headline=True,
    ),
    _dashboard(
        "knife_crime_with_injury",
        "Knife crime with injury",
        "Knife crime in which somebody was injured with the knife or sharp instrument.",
        caveats=(_NESTED,),
        headline=True,
    ),
    _dashboard(
        "knife_crime_with_injury_robbery",
        "Knife-enabled personal robbery with injury",
        "Robbery of a person in which somebody was injured with a knife or sharp instrument.",
        noun=("robbery", "robberies"),
        unit="robberies",
        caveats=(_NESTED,),
    ),
    _dashboard(
        "knife_injury_victims_under_25",
        "Under-25 knife injury victims (not domestic abuse)",
        "People aged 1 to 24 injured with a knife or sharp instrument, domestic abuse excluded.",
        short_title="Under-25 knife injury victims",
        plural_title=True,
        noun=("victim", "victims"),
        unit="victims",
        denominator="residents_1_24",
        per=100_000,
        caveats=(
            "Counts people, not offences.",
            "Three in four borough-months have fewer than five victims: read it over twelve months only.",
        ),
        headline=True,
    ),
    _dashboard(
        "knife_positive_outcome_rate",
        "The positive-outcome rate for knife crime",
        "Positive outcomes (a charge, a caution and the like) recorded in the period for every 100 knife "
        "offences recorded in the same period.",
        "knife_positive_outcomes",
        short_title="The knife crime positive-outcome rate",
        noun=("per cent", "per cent"),
        unit="percent",
        measure="percentage_of",
        terms=_terms("knife_positive_outcomes"),
        denominator_terms=_terms("knife_crime"),
        denominator=None,
        levels=("mps", "borough"),
        polarity="higher_is_better",
        caveats=("Outcomes may belong to earlier offences, so it is no clear-up rate and may exceed 100%.",),
    ),
)

_GUNS_AND_ABUSE = (
    _dashboard(
        "gun_crime",
        "Gun crime",
        "Offences in which a firearm was fired, used as a blunt instrument or used as a threat.",
        theme="Violence",
        end_note=_ENDS_2025_07,
    ),
    _dashboard(
        "lethal_barrel_discharge",
        "Lethal-barrelled firearm discharges",
        "Offences in which a lethal-barrelled firearm was fired.",
        theme="Violence",
        plural_title=True,
        noun=("discharge", "discharges"),
        unit="discharges",
        end_note=_ENDS_2025_07,
        caveats=("Few a month: read it over twelve months only.",),
    ),
    _dashboard(
        "theft_from_the_person_phone",
        "Mobile phone theft from the person",
        "Theft from the person in which a mobile phone was taken.",
        theme="Robbery and theft",
        noun=("theft", "thefts"),
        unit="thefts",
        end_note=_ENDS_2025_07,
        caveats=("Part of theft from the person: never add it to the total.", _PHONES, RESIDENTS),
    ),
    _dashboard(
        "robbery_phone",
        "Mobile phone robbery",
        "Robbery in which a mobile phone was taken.",
        theme="Robbery and theft",
        noun=("robbery", "robberies"),
        unit="robberies",
        end_note=_ENDS_2025_07,
        caveats=("Part of robbery: never add it to the total.", _PHONES),
    ),
    _dashboard(
        "domestic_abuse",
        "Domestic abuse",
        "Offences flagged as domestic abuse, as defined in the Domestic Abuse Act 2021.",
        "domestic_abuse",
        theme="Domestic abuse and hate crime",
        end_note=_ENDS_2025_07,
        caveats=(_RECORDING,),
        headline=True,
    ),
    _dashboard(
        "domestic_abuse_with_injury",
        "Domestic abuse with injury",
        "Violence with injury that was flagged as domestic abuse.",
        "domestic_abuse",
        theme="Domestic abuse and hate crime",
        end_note=_ENDS_2025_07,
        caveats=("Part of domestic abuse: never add it to the total.", _RECORDING),
    ),
    _dashboard(
        "hate_crime",
        "Hate crime",
        "Offences that the victim or anybody else saw as driven by hostility to a person's race, religion, "
        "sexual orientation, disability or transgender identity.",
        "hate_crime",
        theme="Domestic abuse and hate crime",
        end_note=_ENDS_2025_07,
        caveats=("The strands overlap, so they do not add up to this total.", _RECORDING),
    ),
)

_VIOLENCE = (
    _recorded(
        "homicide",
        "Homicide",
        "Murder, manslaughter, corporate manslaughter and infanticide; one offence for each victim.",
        theme="Violence",
        noun=("homicide", "homicides"),
        unit="homicides",
        caveats=("Offences are reclassified as cases proceed, so recent months change.",),
        headline=True,
    ),
    _recorded(
        "violence_with_injury",
        "Violence with injury",
        "Offences of violence against the person in which somebody was injured, homicide excluded.",
        "violence",
        "violence_with_injury",
        theme="Violence",
        headline=True,
    ),
    _recorded(
        "violence_against_the_person",
        "Violence against the person",
        "All offences of violence against a person: with and without injury, homicide, stalking and harassment, and "
        "deaths or serious injuries caused by illegal driving.",
        "violence",
        "violence_against_the_person",
        theme="Violence",
        caveats=(
            "Wide: nearly three quarters are offences without an injury, stalking and harassment among them.",
            _RECORDING,
        ),
    ),
    _recorded(
        "possession_of_weapons",
        "Possession of weapons",
        "Having a knife, a firearm or another weapon without lawful reason, whether or not it was used.",
        theme="Violence",
        caveats=("Found mostly by stop and search, so it follows how much the police search.", _RECORDING),
    ),
    _recorded(
        "stalking_and_harassment",
        "Stalking and harassment",
        "Stalking, harassment, controlling or coercive behaviour and malicious communications.",
        "violence",
        "stalking_and_harassment",
        theme="Violence",
        caveats=(_ALL_VICTIMS, _RECORDING),
    ),
    _recorded(
        "sexual_offences",
        "Sexual offences",
        "Rape and all other sexual offences, against women, men and children.",
        "sexual_offences",
        theme="Sexual offences",
        plural_title=True,
        terms=_terms("rape", "other_sexual_offences"),
        compositions=(Composition("offence", _parts(Rape="rape", Other_sexual_offences="other_sexual_offences")),),
        caveats=(
            _ALL_VICTIMS,
            "Dated by the month of recording, which may be years after the offence.",
            _RECORDING,
        ),
    ),
    _recorded(
        "rape",
        "Rape",
        "Rape of women, men and children.",
        "sexual_offences",
        theme="Sexual offences",
        caveats=(
            _ALL_VICTIMS,
            "Dated by the month of recording, which may be years after the offence.",
            _RECORDING,
        ),
    ),
    _recorded(
        "other_sexual_offences",
        "Sexual offences other than rape",
        "Sexual assault, sexual activity with children, exposure and other sexual offences except rape.",
        "sexual_offences",
        theme="Sexual offences",
        plural_title=True,
        caveats=(_ALL_VICTIMS, _RECORDING),
    ),
)

_ACQUISITIVE = (
    _recorded(
        "robbery",
        "Robbery",
        "Theft with force or the threat of force, from persons and from businesses.",
        "robbery_business",
        theme="Robbery and theft",
        noun=("robbery", "robberies"),
        unit="robberies",
        terms=_terms("robbery_personal", "robbery_business"),
        compositions=(
            Composition("property", _parts(Personal_property="robbery_personal", Business="robbery_business")),
        ),
        caveats=(RESIDENTS,),
        headline=True,
    ),
    _recorded(
        "robbery_personal",
        "Personal robbery",
        "Theft from a person with force or the threat of force.",
        theme="Robbery and theft",
        noun=("robbery", "robberies"),
        unit="robberies",
    ),
    _recorded(
        "robbery_business",
        "Business robbery",
        "Theft from a business with force or the threat of force.",
        "robbery_business",
        theme="Robbery and theft",
        noun=("robbery", "robberies"),
        unit="robberies",
    ),
    _recorded(
        "theft_from_the_person",
        "Theft from the person",
        "Theft of what somebody carries, without force: picked pockets and snatched telephones.",
        theme="Robbery and theft",
        noun=("theft", "thefts"),
        unit="thefts",
        caveats=(RESIDENTS,),
        headline=True,
    ),
    _recorded(
        "theft",
        "Theft",
        "Theft from the person, shoplifting, theft of bicycles and other theft; burglary, robbery and theft of or from "
        "vehicles are groups of their own.",
        theme="Robbery and theft",
        noun=("theft", "thefts"),
        unit="thefts",
        caveats=(RESIDENTS,),
    ),
    _recorded(
        "shoplifting",
        "Shoplifting",
        "Theft from a shop, as far as shops report it.",
        theme="Robbery and theft",
        caveats=("Most shoplifting is never reported: a rise may be more reporting.", _RECORDING),
    ),
    _recorded(
        "burglary",
        "Burglary",
        "Entering a building as a trespasser to steal, or to commit other serious crime: homes, sheds and "
        "garages, businesses and community buildings.",
        "burglary",
        theme="Burglary",
        noun=("burglary", "burglaries"),
        unit="burglaries",
        compositions=(
            Composition(
                "kind of building",
                _parts(
                    Residential="burglary -burglary_business_and_community",
                    Business_and_community="burglary_business_and_community",
                ),
            ),
            Composition(
                "kind of building since July 2023",
                _parts(
                    A_home="burglary_home",
                    An_unconnected_building="burglary_unconnected_building",
                    A_business_or_community_building="burglary_business_and_community",
                    A_residential_building_not_told_apart="burglary -burglary_business_and_community -burglary_home "
                    "-burglary_unconnected_building",
                ),
            ),
        ),
        headline=True,
    ),
    _recorded(
        "burglary_residential",
        "Residential burglary",
        "All burglary except that of business and community buildings: homes, and the sheds and garages that "
        "belong to them.",
        "burglary_classes",
        theme="Burglary",
        start=date(2017, 4, 1),
        noun=("burglary", "burglaries"),
        unit="burglaries",
        terms=_terms("burglary", "-burglary_business_and_community"),
        household_rate=True,
        compositions=(
            Composition(
                "kind of building",
                _parts(
                    A_home="burglary_home",
                    An_unconnected_building="burglary_unconnected_building",
                    Not_told_apart="burglary -burglary_business_and_community -burglary_home "
                    "-burglary_unconnected_building",
                ),
            ),
        ),
        headline=True,
    ),
    _recorded(
        "burglary_home",
        "Burglary of a home",
        "Residential burglary of a building that people live in, or of one connected to it.",
        "burglary_split",
        theme="Burglary",
        start=date(2023, 7, 1),
        noun=("burglary", "burglaries"),
        unit="burglaries",
    ),
    _recorded(
        "burglary_unconnected_building",
        "Burglary of an unconnected building",
        "Residential burglary of a shed, garage or other building that is not connected to the home.",
        "burglary_split",
        theme="Burglary",
        start=date(2023, 7, 1),
        noun=("burglary", "burglaries"),
        unit="burglaries",
    ),
    _recorded(
        "burglary_business_and_community",
        "Business and community burglary",
        "Burglary of a building used for business or by the community.",
        "burglary_classes",
        theme="Burglary",
        start=date(2017, 4, 1),
        noun=("burglary", "burglaries"),
        unit="burglaries",
    ),
    _recorded(
        "all_recorded_crime",
        "All recorded crime",
        "Every offence that the Metropolitan Police recorded, except fraud and forgery, which moved to "
        "Action Fraud between 2011 and 2013.",
        theme="All crime",
        compositions=(
            Composition(
                "offence group",
                _parts(
                    Violence_against_the_person="violence_against_the_person",
                    Sexual_offences="rape other_sexual_offences",
                    Robbery="robbery_personal robbery_business",
                    Burglary="burglary",
                    Theft="theft",
                    Vehicle_offences="vehicle_offences",
                    Arson_and_criminal_damage="arson_and_criminal_damage",
                    Drug_offences="drug_offences",
                    Possession_of_weapons="possession_of_weapons",
                    Public_order_offences="public_order_offences",
                    Crimes_against_society="miscellaneous_crimes",
                ),
                exact=False,
            ),
        ),
        caveats=(
            "A sum of very different offences: the largest groups, such as theft, decide its course.",
            RESIDENTS,
        ),
        headline=True,
    ),
)

_VAWG_GROUPS = _parts(
    Violence_with_injury="vawg_group_violence_with_injury",
    Stalking_and_harassment="vawg_group_stalking_and_harassment",
    Public_fear_alarm_or_distress="vawg_group_public_fear_alarm_distress",
    Rape="vawg_group_rape",
    Other_sexual_offences="vawg_group_other_sexual_offences",
    Modern_slavery="vawg_group_modern_slavery",
    Homicide="vawg_group_homicide",
    Exploitation_of_prostitution="vawg_group_exploitation_of_prostitution",
)
VAWG_OUTSIDE = Part("Flagged offences outside violence against women and girls", _terms("vawg_group_outside"))

_VICTIM_AGES = (
    *(
        Part(f"Aged {first} to {first + 9}", _terms(f"vawg_victims_aged_{first}_to_{first + 9}"))
        for first in range(10, 80, 10)
    ),
    Part("Aged 80 and over", _terms("vawg_victims_aged_80_and_over")),
)

_VICTIM_ETHNICITIES = _parts(
    Asian="vawg_victims_ethnic_asian",
    Black="vawg_victims_ethnic_black",
    White="vawg_victims_ethnic_white",
    Any_other="vawg_victims_ethnic_any_other",
    Unknown="vawg_victims_ethnic_unknown",
)

_VAWG_INDICATORS = tuple(
    replace(
        indicator,
        start=_VAWG,
        theme="Violence against women and girls",
        # Its offences are mostly violence and sexual offences, so whatever moved their recording moved it.
        event_families=("vawg", "violence", "sexual_offences"),
    )
    for indicator in (
        _recorded(
            "vawg",
            "Violence against women and girls with all flagged offences",
            "Offences with a female victim that the Metropolitan Police flags in its publication on "
            "violence against women and girls, including those outside that definition.",
            caveats=(_FLAGGED, "By borough and ward there is no split by offence.", _RECORDING),
        ),
        _recorded(
            "vawg_offences",
            "Violence against women and girls",
            "Offences of violence against women and girls by the Metropolitan Police's classification, "
            "flagged offences outside it left out.",
            levels=MPS_ONLY,
            terms=tuple(term for part in _VAWG_GROUPS for term in part.terms),
            compositions=(Composition("offence group", _VAWG_GROUPS),),
            caveats=(_RECORDING, "Dated by the month of recording."),
            headline=True,
        ),
        _recorded(
            "vawg_victims",
            "Victims of violence against women and girls",
            "Women and girls aged 10 and over recorded as victims in the Metropolitan Police's publication "
            "on violence against women and girls.",
            plural_title=True,
            noun=("victim", "victims"),
            unit="victims",
            levels=MPS_ONLY,
            terms=tuple(term for part in _VICTIM_AGES for term in part.terms),
            compositions=(
                Composition("age", _VICTIM_AGES),
                Composition("ethnic appearance", _VICTIM_ETHNICITIES, exact=False),
            ),
            caveats=(
                "Ethnic appearance is what an officer saw, not what the victim says, and often unknown.",
                "A person who is a victim more than once counts more than once.",
            ),
        ),
    )
)

_VAWG_SHEET = tuple(term for part in (*_VAWG_GROUPS, VAWG_OUTSIDE) for term in part.terms)


def _of_the_sheet(id: str, title: str, definition: str, short_title: str) -> Indicator:
    """A percentage of all offences in the publication on violence against women and girls, by month of recording."""
    found = _recorded(
        id,
        title,
        definition,
        short_title=short_title,
        start=_VAWG,
        theme="Violence against women and girls",
        noun=("per cent", "per cent"),
        unit="percent",
        measure="percentage_of",
        denominator_terms=_VAWG_SHEET,
        denominator=None,
        levels=MPS_ONLY,
        caveats=("The whole publication is counted, flagged offences outside violence against women and girls too.",),
    )
    return replace(found, event_families=("violence", "sexual_offences"))


_VAWG_DELAY = (
    _of_the_sheet(
        "vawg_recorded_over_a_year_later",
        "The share of flagged offences recorded over a year after they were committed",
        "Offences committed more than twelve months before the month in which they were recorded, for every 100 "
        "recorded in the period. Only the month of either is published.",
        "The share recorded over a year later",
    ),
    _of_the_sheet(
        "vawg_committed_date_unknown",
        "The share of flagged offences without a date of the offence",
        "Offences whose publication gives no month in which they were committed, or a placeholder for it, for "
        "every 100 recorded in the period. They are not counted as recorded late.",
        "The share without a date of the offence",
    ),
)

_REOFFENDING_CAVEATS = (
    "By where the offender lives, not where the offence was committed: never divide it by crime counts.",
    "Figures come about two years late, because a year of follow-up and six months for the court must pass.",
    "Adults and juveniles are counted apart.",
)


def _reoffending(
    id: str, title: str, definition: str, *, unit: str, measure: Measure, headline: bool = False
) -> Indicator:
    return replace(
        _BASE,
        id=id,
        title=title,
        short_title=title,
        definition=definition,
        theme="Reoffending",
        start=date(2008, 4, 1),
        kind="reoffending",
        measure=measure,
        noun=("reoffender", "reoffenders") if measure == "percentage_of" else ("reoffence", "reoffences"),
        unit=unit,
        denominator=None,
        levels=(),
        event_families=("reoffending",),
        caveats=_REOFFENDING_CAVEATS,
        headline=headline,
    )


_REOFFENDING = (
    _reoffending(
        "proven_reoffending_rate",
        "The proven reoffending rate",
        "Of the people released from custody, given a non-custodial conviction or cautioned in the period, "
        "the percentage who committed an offence within a year that led to a conviction or caution within "
        "that year or the six months after it.",
        unit="percent",
        measure="percentage_of",
        headline=True,
    ),
    _reoffending(
        "reoffences_per_reoffender",
        "The number of reoffences per reoffender",
        "Proven reoffences of a cohort divided by the people in it who reoffended.",
        unit="reoffences per reoffender",
        measure="ratio_of",
    ),
    _reoffending(
        "reoffences_per_offender",
        "The number of reoffences per offender",
        "Proven reoffences of a cohort divided by everybody in it: the reoffending rate times the "
        "reoffences per reoffender.",
        unit="reoffences per offender",
        measure="ratio_of",
    ),
)

INDICATORS: dict[str, Indicator] = {
    each.id: each
    for each in (
        *_KNIFE, *_VIOLENCE, *_ACQUISITIVE, *_VAWG_INDICATORS, *_VAWG_DELAY, *_GUNS_AND_ABUSE, *_REOFFENDING,
    )
}  # fmt: skip

LEVEL_CAVEATS: dict[Level, tuple[str, ...]] = {
    "mps": (),
    "borough": (),
    "ward": ("Some offences have no ward (1% to 10%, fewer lately): a change may be up to 2.7 points too high.",),
}


def indicator(which: str | Indicator) -> Indicator:
    """The indicator of an id (an Indicator is returned as it is). Raises UnknownName with the nearest ids."""
    if isinstance(which, Indicator):
        return which
    if which in INDICATORS:
        return INDICATORS[which]
    near = get_close_matches(which.lower(), INDICATORS, n=3, cutoff=0.5)
    titles = [f"{INDICATORS[each].short_title} ({each})" for each in near]
    hint = f"Did you mean {' or '.join(titles)}?" if near else "Choose one of the list."
    raise UnknownName(f"There is no indicator {which[:60]!r}.", hint)


def caveats(which: str | Indicator, *, level: Level = "mps") -> tuple[str, ...]:
    """What a reader of the indicator at that level must know, the level's own caveats last."""
    found = indicator(which)
    note = (found.end_note,) if found.end_note else ()
    return (*found.caveats, *note, *LEVEL_CAVEATS[level])


def headline_indicators() -> Sequence[Indicator]:
    """The indicators that the overview shows, in their order there."""
    return [each for each in INDICATORS.values() if each.headline]
