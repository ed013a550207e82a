"""Offences and parts of offences that no series here counts by themselves."""

from __future__ import annotations

from analytics.not_covered.declaration import (
    MET_DASHBOARDS,
    PART,
    UncoveredSubject,
    phrases,
)

_RECORDED = "Recorded Crime: Geographic Breakdown (London Datastore), where it is a group by itself"
_FOI = "answers to requests under the Freedom of Information Act"
_PAGE = "https://data.london.gov.uk/dataset/exy3m"
_NOT_READ = "Its series is not among the indicators of this dashboard."
_NO_SPLIT = "The Metropolitan Police's open data have no split by it."


def _offence(
    id: str, name: str, spoken: str, nearest: tuple[str, ...] = (), relation: str = PART, *, publisher: str =
    "Metropolitan Police", publication: str = _FOI, url: str = MET_DASHBOARDS, reason: str = _NO_SPLIT,
) -> UncoveredSubject:  # fmt: skip
    return UncoveredSubject(
        id=id, name=name, spoken=phrases(spoken), publisher=publisher, publication=publication, url=url, reason=reason,
        nearest=nearest, relation=relation if nearest else "",
    )  # fmt: skip


OFFENCES = (
    _offence(
        "antisocial_behaviour",
        "Anti-social behaviour",
        """anti-social behaviour | antisocial behaviour | asb | asb call | anti-social behaviour call | nuisance
        rowdy behaviour | begging | noise complaint | graffiti""",
        publisher="Home Office",
        publication="data.police.uk; Metropolitan Police, ASB dashboard",
        url="https://data.police.uk/",
        reason="It is no notifiable offence: calls are logged, not crimes recorded. Here are the calls of the City of "
        "London alone (/city_of_london); for the 32 boroughs the files are not here.",
    ),
    _offence(
        "fraud",
        "Fraud and computer misuse",
        """fraud | scam | cyber-crime | cybercrime | cyber crime | online crime | online fraud
        computer misuse | hacking
        identity theft | romance fraud | online offence | internet crime | action fraud | forgery | money laundering
        corporate crime | white-collar crime | economic crime | financial crime | bribery""",
        publisher="City of London Police",
        publication="Action Fraud and the National Fraud Intelligence Bureau's dashboard",
        url="https://www.actionfraud.police.uk/data",
        reason="Fraud left the forces' own recording between 2011 and 2013.",
    ),
    _offence(
        "phone_thefts",
        "Thefts of mobile phones",
        """phone theft | mobile phone theft | mobile theft | theft of a phone | theft of a mobile phone
        stolen phone
        phone stolen | phones were stolen | phones were snatched | phone snatching | phone snatch | phone snatched
        snatched phone | phone crime | phone taken | mobile phone crime | mobile phone stolen | stolen mobile phone
        mobiles stolen | handset stolen""",
        ("theft_from_the_person_phone", "robbery_phone"),
        "Phones are taken in other thefts too; these are thefts from the person and robberies.",
        reason="The open data count phones in thefts from the person and in robberies only.",
    ),
    _offence(
        "kinds_of_vehicle_theft",
        "Kinds of vehicle and of what is taken from it",
        """car theft | theft of a car | stolen car | car stolen | cars were stolen | theft of a van | van theft
        carjacking | car-jacking | motorbike theft | moped theft | scooter theft | motorcycle theft
        theft of a motorcycle | moped crime | moped-enabled crime | catalytic converter theft
        theft of a catalytic converter | keyless car theft | tool theft | theft of tools | vehicle-related theft
        vehicle interference | number plate theft | lorry theft | e-scooter theft""",
        ("theft_of_a_vehicle", "theft_from_a_vehicle", "vehicle_offences"),
        "What is asked for is a part of one of these.",
        reason="The open data do not tell cars, vans and motorcycles apart, nor what was taken.",
    ),
    _offence(
        "kinds_of_drug_offence",
        "Kinds of drug offence and of drug",
        """drug trafficking | drug dealing | drug possession | possession of drugs | possession of cannabis
        cannabis offence | cannabis | cocaine | class a drug | drug | narcotic | drink spiking | drug supply""",
        ("drug_offences",),
        publication=_RECORDED,
        url=_PAGE,
        reason="Possession and trafficking are subgroups there, which are not among the indicators of this dashboard.",
    ),
    _offence(
        "kinds_of_public_order_offence",
        "Riot, disorder and other public order offences by themselves",
        """public disorder | riot | affray | public fear alarm or distress | violent disorder
        racially aggravated public order offence""",
        ("public_order_offences",),
        publication=_RECORDED,
        url=_PAGE,
        reason=_NOT_READ,
    ),
    _offence(
        "kinds_of_damage",
        "Arson, and damage to property, by themselves",
        "criminal damage | arson | arson attack | vandalism | deliberate fire | damage to vehicles",
        ("arson_and_criminal_damage",),
        publication=_RECORDED,
        url=_PAGE,
        reason=_NOT_READ,
    ),
    _offence(
        "violence_without_injury",
        "Violence without injury and assaults",
        """violence without injury | common assault | assault without injury | assault | common assault and battery
        grievous bodily harm | gbh | actual bodily harm | abh | assault on officers | assault on emergency workers
        assault on police | attempted murder | threat to kill | wounding""",
        ("violence_against_the_person", "violence_with_injury"),
        "What is asked for is a part of one of these.",
        publication=_RECORDED,
        url=_PAGE,
        reason=_NOT_READ,
    ),
    _offence(
        "sexual_assault",
        "Sexual assault and other single sexual offences",
        """sexual assault | sexual abuse | child sexual abuse | child sexual exploitation | indecent exposure
        voyeurism
        sexual harassment | grooming | grooming gang | sex attack | upskirting | sexual exploitation | gang rape
        attempted rape | child abuse""",
        ("other_sexual_offences",),
        publication=_RECORDED,
        url=_PAGE,
    ),
    _offence(
        "corrosive_attacks",
        "Attacks with corrosive substances",
        "acid attack | corrosive attack | corrosive substance | corrosive substance attack | acid crime",
        ("violence_with_injury",),
    ),
    _offence(
        "possession_of_knives",
        "Possession of knives",
        """knife possession | possession of a knife | possession of a bladed article | possession of knives
        carrying a knife | possessing a knife | carrying knives | knife carrying | zombie knife | machete
        possession of an article with a blade""",
        ("possession_of_weapons",),
        publication=_RECORDED,
        url=_PAGE,
        reason=_NOT_READ,
    ),
    _offence(
        "robbery_at_knifepoint",
        "Robbery with a knife or a gun, and other kinds of robbery",
        """knifepoint robbery | knife-point robbery | robbery at knifepoint | robbery at knife-point | armed robbery
        knife robbery | knife-enabled robbery | robbery with a knife | robbery involving a knife | gunpoint robbery
        robbery at gunpoint | bank robbery | jewellery robbery | rolex robbery | watch robbery | watch theft
        rolex theft
        luxury watch theft | luxury watch robbery | moped robbery | moped-enabled robbery | attempted robbery""",
        ("knife_crime", "robbery"),
        "What is asked for is a part of one of these.",
    ),
    _offence(
        "attempted_and_other_burglary",
        "Kinds of burglary and theft",
        """attempted burglary | aggravated burglary | distraction burglary | unsolved burglary | metal theft
        lead theft
        cable theft | parcel theft | dog theft | theft of a dog | pet theft | theft by an employee | mail theft
        other theft | theft in a dwelling | fuel theft | bag theft | handbag theft | bag snatch | jewellery theft
        livestock theft | plant theft | theft of plant machinery | laptop theft""",
        ("burglary", "theft"),
        "What is asked for is a part of one of these.",
    ),
    _offence(
        "serious_violence",
        "Serious violence and youth violence, for which several definitions are in use",
        """serious violence | serious youth violence | youth violence | youth crime | juvenile crime | gang violence
        violence among young people | gang crime | gang-related crime | gang-related violence | gang | county line
        county lines | organised crime | serious organised crime | teenage violence | youth offending
        young offender
        youth knife crime | teenage knife crime""",
        ("violence_with_injury", "knife_injury_victims_under_25"),
        "These are counted by one definition throughout; what is asked for has another.",
    ),
    _offence(
        "neighbourhood_crime",
        "Neighbourhood crime, a group of several offences",
        """neighbourhood crime | acquisitive crime | serious acquisitive crime | volume crime | street crime
        property crime""",
        ("burglary_residential", "robbery_personal", "theft_from_the_person"),
        "These are parts of it.",
        reason="It is a group of offences that publishers put together in several ways.",
    ),
    _offence(
        "other_hostility",
        "Hostility to sex, and to several groups taken together",
        "misogyny | misogynist hate crime | anti-lgbt hate crime | lgbt hate crime | hate crime against women",
        ("hate_crime", "hate_crime_homophobic", "hate_crime_transphobic"),
        "Hate crime is counted for five strands; sex is none of them.",
    ),
    _offence(
        "terrorism_and_modern_slavery",
        "Terrorism, modern slavery and honour-based abuse",
        """terrorism | terrorist offence | terror offence | terror attack | terror-related arrest | modern slavery
        human trafficking | forced marriage | female genital mutilation | fgm | honour-based abuse
        honour-based violence
        exploitation of prostitution""",
        publisher="Home Office",
        publication="statistics on counter-terrorism, modern slavery and honour-based abuse",
        url="https://www.gov.uk/government/organisations/home-office/about/statistics",
        reason="They are few in the Metropolitan Police's open data, or not in them.",
    ),
    _offence(
        "wildlife_and_rural",
        "Rural, wildlife and environmental crime",
        """rural crime | wildlife crime | heritage crime | fly-tipping | fly tipping | environmental crime
        hare coursing
        waste crime""",
        publisher="Local authorities and the National Police Chiefs' Council",
        publication="fly-tipping statistics (Defra); reports on rural crime",
        url="https://www.gov.uk/government/statistical-data-sets/env24-fly-tipping-incidents-and-actions-taken-in-england",
        reason="Police records have no such group.",
    ),
    _offence(
        "child_and_elder_abuse",
        "Missing people, safeguarding and mental-health incidents",
        """missing person | missing people | missing child | mental health incident | mental health call
        safeguarding
        elder abuse | child neglect | suicide""",
        publisher="National Crime Agency; local authorities",
        publication="UK missing persons statistics",
        url="https://www.nationalcrimeagency.gov.uk/",
        reason="They are no offences.",
    ),
)
