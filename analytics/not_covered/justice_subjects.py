"""What happens after an offence is recorded: suspects, arrests, charges, courts, prison, probation."""

from __future__ import annotations

from analytics.not_covered.declaration import (
    HOME_OFFICE_STATISTICS,
    MET_DASHBOARDS,
    MOJ_STATISTICS,
    MOPAC,
    OUTCOMES_NEAREST,
    OUTCOMES_RELATION,
    UncoveredSubject,
    phrases,
)

_OF_OFFENCES = (
    "The publications that are read here count offences, not what became of them, except for positive outcomes of "
    "knife crime, domestic abuse, hate crime and gun crime."
)
_OF_ALL_OFFENCES = (
    f"{_OF_OFFENCES} For six offences in the City of London what became of them is here (/city_of_london)."
)
_OF_COURTS = "The publications that are read here end with the police record; courts are not part of them."
_OF_PRISONS = "Of the Ministry of Justice's publications only proven reoffending is read here."

JUSTICE = (
    UncoveredSubject(
        id="outcomes_and_charges",
        name="Outcomes and charges",
        spoken=phrases("""
            charge rate | charging rate | detection | detection rate | sanction detection | sanction detection rate
            clear-up rate | clearance rate | solved | unsolved | solve rate | solved rate | suspect charged
            ended with a charge | ended in a charge | resulted in a charge | resulting in a charge | led to a charge
            suspect being charged | charged or summonsed | charged | criminal charge | charge for | charges for
            case closed | outcome rate | crime outcome
            no suspect identified | investigation closed | caution issued | out-of-court disposal | detected crime
            undetected crime | cleared up | positive outcome rate | positive outcome
        """),
        publisher="Home Office",
        publication="Crime outcomes in England and Wales",
        url=HOME_OFFICE_STATISTICS,
        reason=_OF_ALL_OFFENCES,
        nearest=OUTCOMES_NEAREST,
        relation=OUTCOMES_RELATION,
    ),
    UncoveredSubject(
        id="arrests",
        name="Arrests",
        spoken=phrases("arrest | arrested | people arrested | detained in custody | taken into custody"),
        publisher="Home Office",
        publication="Arrests in England and Wales",
        url=HOME_OFFICE_STATISTICS,
        reason=_OF_OFFENCES,
        nearest=OUTCOMES_NEAREST,
        relation=OUTCOMES_RELATION,
    ),
    UncoveredSubject(
        id="prosecutions_and_convictions",
        name="Prosecutions and convictions",
        spoken=phrases("""
            prosecution | prosecuted | prosecution rate | conviction | convicted | conviction rate | found guilty
            sentenced | sentencing | jailed | prison sentence | custodial sentence | court case | court backlog
            crown court | magistrates court | acquittal | guilty plea | defendant
        """),
        publisher="Ministry of Justice",
        publication="Criminal justice statistics quarterly",
        url=MOJ_STATISTICS,
        reason=_OF_COURTS,
        nearest=OUTCOMES_NEAREST,
        relation=OUTCOMES_RELATION,
    ),
    UncoveredSubject(
        id="suspects",
        name="Suspects and offenders",
        spoken=phrases("""
            suspect | offender profile | perpetrator | alleged offender | offender committing | offender responsible
            age of offender | ethnicity of offender | nationality of offender | foreign national offender
            foreign offender | migrant crime | crime by migrant | crime by foreigner | first-time entrant
            prolific offender | repeat offender
        """),
        publisher="Metropolitan Police",
        publication="answers to requests under the Freedom of Information Act, and Home Office arrest statistics",
        url=MET_DASHBOARDS,
        reason=_OF_OFFENCES,
        nearest=("proven_reoffending_rate",),
        relation="It counts the people of a cohort who reoffend, wherever the offence was committed.",
    ),
    UncoveredSubject(
        id="stop_and_search",
        name="Stop and search",
        spoken=phrases("""
            stop and search | stop-and-search | stop & search | search conducted | person searched | people searched
            section 60 | stopped and searched | stop and account | strip search | vehicle stop
        """),
        publisher="Metropolitan Police",
        publication="Stop and search dashboard; Home Office, data.police.uk",
        url=MET_DASHBOARDS,
        reason="Searches are no offences. Their records can be added here from data.police.uk (/stop_and_search); none "
        "comes with the dashboard.",
        nearest=("possession_of_weapons",),
        relation="Offences of possession are found mostly by stop and search.",
    ),
    UncoveredSubject(
        id="tagging",
        name="Reoffending of people on an electronic tag",
        spoken=phrases("""
            tag | tagged | tagging | gps tag | electronic tag | electronic monitoring | electronically monitored
            tagging pilot | sobriety tag | people tagged
        """),
        publisher="The Mayor's Office for Policing and Crime",
        publication="evaluations of its tagging pilots",
        url=MOPAC,
        reason="The evaluations are reports without a table that could be read.",
        nearest=("proven_reoffending_rate",),
        relation="The rate is that of all offenders of a cohort, with a tag or without.",
    ),
    UncoveredSubject(
        id="recalls_and_prisons",
        name="Prisons, probation and recalls",
        spoken=phrases("""
            recall | recalled | recalled to prison | prison population | prisoner | inmate | probation caseload
            on probation | early release | released from prison | released early | domestic abuse offender recalled
        """),
        publisher="Ministry of Justice",
        publication="Offender management statistics quarterly",
        url=MOJ_STATISTICS,
        reason=_OF_PRISONS,
        nearest=("proven_reoffending_rate",),
        relation="It counts offences within a year of release, not recalls.",
    ),
)
