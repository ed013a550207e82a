"""The police themselves, their money, what people think of them, and other bodies' counts."""

from __future__ import annotations

from analytics.not_covered.declaration import (
    HOME_OFFICE_STATISTICS,
    MET_DASHBOARDS,
    MOPAC,
    ONS_CRIME,
    UncoveredSubject,
    phrases,
)

POLICE = (
    UncoveredSubject(
        id="workforce",
        name="Police workforce and vacancies",
        spoken=phrases("""
            officer number | number of officers | number of police officers | police officer number | police number
            police workforce | police staff | police strength | headcount | vacancy | vacancies | more officers
            fewer officers | extra officers | officers on the beat | bobby on the beat | frontline officer
            neighbourhood officer | pcso | special constable | police recruitment | response officer
            police station | station closure | front counter | dedicated ward officer
        """),
        publisher="Home Office",
        publication="Police workforce, England and Wales",
        url=HOME_OFFICE_STATISTICS,
        reason="Only offences and reoffending are held here.",
    ),
    UncoveredSubject(
        id="police_conduct",
        name="Complaints, misconduct and use of force",
        spoken=phrases("""
            misconduct | complaint against the police | complaint against officer | police complaint | use of force
            taser | vetting | gross misconduct | officer sacked | officer dismissed | death in custody
        """),
        publisher="Independent Office for Police Conduct and Home Office",
        publication="Police complaints statistics; Police misconduct statistics; Police use of force statistics",
        url=HOME_OFFICE_STATISTICS,
        reason="Only offences and reoffending are held here.",
    ),
    UncoveredSubject(
        id="funding",
        name="Funding and spending",
        spoken=phrases("""
            funding | police funding | police budget | budget | spending | council tax precept | precept
            cost of crime
            police cuts | investment in policing | overtime bill | pounds spent
        """),
        publisher="The Mayor's Office for Policing and Crime; Home Office",
        publication="budget submissions; Police funding for England and Wales",
        url=MOPAC,
        reason="Money is not counted in the publications that are read here.",
    ),
    UncoveredSubject(
        id="response_times",
        name="Response times and emergency calls",
        spoken=phrases("""
            response time | emergency response | 999 call | 101 call | emergency call | call handling
            call answered
            call waiting time | grade one call | immediate call | attendance time | attended within | 999 response
            calls answered within
        """),
        publisher="Metropolitan Police; Home Office",
        publication="999 performance data; Met performance pages",
        url=MET_DASHBOARDS,
        reason="Calls are no offences; they are not part of the publications that are read here.",
    ),
    UncoveredSubject(
        id="worry_about_crime",
        name="Worry about crime and feeling safe",
        spoken=phrases("""
            public attitude | feel safe | feel safer | feel unsafe | feeling safe | feeling unsafe | feel less safe
            feel safe walking | worry about | worried about | fear of crime | fear of | afraid of | concerned about
            think crime | say crime | believe crime | perception | anxious about | survey respondent
            people surveyed | londoners surveyed | poll | opinion poll | satisfied with the police
        """),
        publisher="The Mayor's Office for Policing and Crime",
        publication="Public Attitude Survey (London Datastore)",
        url="https://data.london.gov.uk/",
        reason="Of the survey only what people think of the police is held here, not what they fear.",
    ),
    UncoveredSubject(
        id="victim_satisfaction",
        name="Satisfaction of victims",
        spoken=phrases("""
            victim satisfaction | satisfaction of victims | user satisfaction | satisfied victim | victim satisfied
            victims were satisfied | satisfied with the service | victim care | victims code | victim support
            victim withdrawal | victim attrition
        """),
        publisher="The Mayor's Office for Policing and Crime",
        publication="User Satisfaction Survey",
        url=MOPAC,
        reason="It is a survey of victims of four offences, and is not read here.",
    ),
    UncoveredSubject(
        id="mayors_programmes",
        name="The Mayor's programmes (V100, Violence Reduction Unit)",
        spoken=phrases("""
            v100 | v-100 | most harmful offender | diversion programme | mentoring programme
            young people supported
            vru programme | knife amnesty | weapon surrender | knife surrendered
            weapons seized | knife seized | knife taken off the street | gun seized | weapon sweep
        """),
        publisher="The Mayor's Office for Policing and Crime; Metropolitan Police",
        publication="answers to the London Assembly, and programme reports",
        url=MOPAC,
        reason="Their counts are given in announcements, without a table that could be read.",
    ),
    UncoveredSubject(
        id="crime_survey",
        name="Estimates of the Crime Survey",
        spoken=phrases("""
            crime survey | crime survey for england and wales | csew | survey estimate | unreported crime
            unreported offence | never reported | go unreported | goes unreported | experienced crime
            victimisation rate
        """),
        publisher="Office for National Statistics",
        publication="Crime Survey for England and Wales",
        url=ONS_CRIME,
        reason="It asks people, reported or not, and is too small for boroughs; only police records are held here.",
        nearest=("all_recorded_crime",),
        relation="It counts what the police recorded.",
    ),
    UncoveredSubject(
        id="british_transport_police",
        name="Crime on railways and the Underground (British Transport Police)",
        spoken=phrases("""
            british transport police | btp | on the tube | on the underground | on london underground | tube crime
            on trains | on the railway | railway crime | rail crime | tube network | rail network
            transport network
            public transport | on public transport | on the elizabeth line | on the dlr | on the overground
            london overground | tube station | railway station | train station | on a train | commuter
            transport for london | on the transport network
        """),
        publisher="British Transport Police; Transport for London",
        publication="Annual report; Crime and anti-social behaviour on public transport",
        url="https://www.btp.police.uk/police-forces/british-transport-police/areas/stats-and-data/",
        reason="Railways and the Underground have their own force, whose records are not among the Met's.",
        nearest=("all_recorded_crime",),
        relation="It counts what the Metropolitan Police recorded, not what the British Transport Police did.",
    ),
    UncoveredSubject(
        id="hospital_admissions",
        name="Hospital admissions and ambulance calls",
        spoken=phrases("""
            hospital admission | a&e admission | a & e admission | admitted to hospital | ambulance call | ambulance
            ambulance callout | a&e | trauma unit | treated for stab wound | stab wound | hospital treatment
            emergency department | hospital
        """),
        publisher="NHS England; London Ambulance Service",
        publication="Hospital admissions for assault; SafeStats (Greater London Authority)",
        url="https://digital.nhs.uk/",
        reason="Patients are not offences; health records are not read here.",
        nearest=("knife_crime_with_injury",),
        relation="It counts offences that the police recorded, not patients.",
    ),
    UncoveredSubject(
        id="road_deaths",
        name="Road deaths and driving offences",
        spoken=phrases("""
            road death | road casualty | killed on the road | killed or seriously injured | speeding
            speeding offence
            drink-driving | drink driving | drug-driving | dangerous driving | motoring offence | driving offence
            uninsured driver | hit-and-run | collision | traffic offence | road traffic
        """),
        publisher="Transport for London; Department for Transport",
        publication="Casualties in Greater London; Reported road casualties",
        url="https://tfl.gov.uk/corporate/publications-and-reports/road-safety",
        reason="Driving offences are no notifiable crime, except deaths caused by illegal driving, a part of violence.",
        nearest=("violence_against_the_person",),
        relation="Deaths and serious injuries caused by illegal driving are a small part of it.",
    ),
)
