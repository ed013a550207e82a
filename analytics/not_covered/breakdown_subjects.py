"""Splits that the open data do not have: who the victims are, when and where exactly; and times that are not held."""

from __future__ import annotations

from analytics.not_covered.declaration import MET_DASHBOARDS, UncoveredSubject, phrases

_MET = "Metropolitan Police"
_FOI = "answers to requests under the Freedom of Information Act"

BREAKDOWNS = (
    UncoveredSubject(
        id="homicide_victims",
        name="Homicide victims by age, sex or method",
        spoken=phrases("""
            teenage homicide | teenage murder | teen murder | teenager killed | teenagers killed
            teenagers were killed
            teenager murdered | teenagers murdered | teenagers were murdered | child homicide | child killed
            children killed
            children were killed | children murdered | young people killed | young people murdered
            women killed | women were killed
            women murdered | women were murdered | men killed | men murdered | men were killed | murder of women
            homicide of women | homicide of people under 25 | homicide of under-25s | murder of teenagers
            murder of children
            homicide of teenagers | homicide of children | homicide victim under 25 | teenage homicide victim
            homicide victim aged under 25 | domestic homicide | fatal stabbing | fatally stabbed | stabbed to death
            fatal shooting | shot dead | gun homicide | knife homicide | knife murder | gun murder
            killed with a knife
            under-25 homicide | under-25s killed | teenage victim of homicide | femicide | gang murder
        """),
        publisher=_MET,
        publication="Homicide dashboard data (London Datastore), which has one row for each victim",
        url="https://data.london.gov.uk/dataset/2l1w8",
        reason=(
            "Victims by age group, sex, method and borough are held to December 2020, on the page Homicide victims and "
            "in homicide-victims.csv, as persons; there is no indicator of them, and no later edition here."
        ),
        nearest=("homicide",),
        relation="Homicides of all victims are counted here.",
    ),
    UncoveredSubject(
        id="victims_by_offence",
        name="Age, sex and ethnicity of victims by offence",
        spoken=phrases("""
            victims aged | women victims | female victim | male victim | men as victims | elderly victim
            young victim
            child victim | teenage victim | black victim | white victim | asian victim | victims who are women
            victims were women | victims were men | victims were female | victims were male | victims were black
            against men | against children | against the elderly | against older people | against pensioners
            against disabled people | ethnicity of victim | age of victim | victim ethnicity | repeat victim
            repeat victimisation | women victims of violence | lgbt victim | victim aged | victims under 18
            under-18 victim
            among under-18s | among teenagers | among women | among children | among young people | business victim
            women attacked | women were attacked | tourist victim
        """),
        publisher=_MET,
        publication=_FOI,
        url=MET_DASHBOARDS,
        reason="The open data give victims for violence against women and girls and for young knife victims only.",
        nearest=("vawg_victims", "knife_injury_victims_under_25"),
        relation="These are the victims that are counted here.",
    ),
    UncoveredSubject(
        id="time_of_day",
        name="Time of day and day of the week",
        spoken=phrases("""
            at night | at night-time | night-time crime | after dark | in the evening | overnight | in the daytime
            daytime crime | time of day | rush hour | at the weekend | weekend crime | on friday nights
            on saturdays
            on weekends | new year's eve | after midnight | late-night crime | in the small hours | school run
            after school
            between midnight and | during the day
        """),
        publisher=_MET,
        publication=_FOI,
        url=MET_DASHBOARDS,
        reason="The open data are counted by month.",
    ),
    UncoveredSubject(
        id="location_type",
        name="Kinds of place: schools, shops, parks, buses",
        spoken=phrases("""
            in schools | at school | at schools | in a school | near schools | on buses | on a bus | bus crime
            bus network
            in parks | in a park | in hospitals | at hospitals | in pubs | in nightclubs | in supermarkets
            in shops
            in car parks | on estates | on housing estates | in prisons | in care homes | at universities
            on campus | in town centres | on the high street | high-street crime | hotspot | crime hotspot
            at airports
            at festivals | at notting hill carnival | notting hill carnival | at football matches | football-related
            retail crime | crime against shop workers | attack on shopworkers | shop worker | shopworker
            school crime
            night-time economy | licensed premises | places of worship | at atms | cashpoint
        """),
        publisher=_MET,
        publication=_FOI,
        url=MET_DASHBOARDS,
        reason="The open data give the borough, the ward and the small area, not the kind of place.",
        nearest=("all_recorded_crime",),
        relation="It counts offences wherever they were committed.",
    ),
    UncoveredSubject(
        id="public_events",
        name="Ages, places of birth and circumstances of offences",
        spoken=phrases("""
            alcohol-related | alcohol-fuelled | drink-related | mental health-related | covid-related
            lockdown breach
            homeless people attacked | rough sleeper
        """),
        publisher=_MET,
        publication=_FOI,
        url=MET_DASHBOARDS,
        reason="The open data do not tell them apart.",
    ),
    UncoveredSubject(
        id="recent_hate_crime",
        name="Hate crime after July 2025",
        spoken=phrases("hate crime after july 2025 | hate crime since july 2025"),
        publisher=_MET,
        publication="Monthly Crime Dashboard Data (London Datastore)",
        url="https://data.london.gov.uk/dataset/e5n6w",
        reason="The newest edition of the file that is held ends in July 2025.",
        nearest=("hate_crime",),
        relation="It is held to July 2025.",
    ),
    UncoveredSubject(
        id="early_gun_crime",
        name="Gun crime, knife crime, domestic abuse and hate crime before August 2021",
        spoken=phrases("""
            gun crime before 2021 | gun crime before august 2021 | knife crime before 2021
            knife crime before august 2021
            hate crime before 2021 | domestic abuse before 2021
        """),
        publisher=_MET,
        publication="older editions of its dashboards; Office for National Statistics, Police Force Area data tables",
        url=MET_DASHBOARDS,
        reason="The monthly dashboard's files that are held begin in August 2021.",
        nearest=("gun_crime", "knife_crime"),
        relation="They are held from August 2021.",
    ),
)
