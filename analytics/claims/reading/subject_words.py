"""The words that people use for each indicator, the longest expressions first, and for what has no indicator here.

One expression a line, as a regular expression in small letters. `<s>` is an optional noun after a kind of crime.
"""

from __future__ import annotations

from analytics.claims.reading.word_patterns import lines, words

_OFFENCES = r"(?: (?:offences?|crimes?|incidents?|reports?|cases))?"
_YOUNG = lines(
    r"""
    under[- ]?25s?
    under(?:[- ]the[- ]age[- ]of)? 25
    aged (?:under 25|1 to 24|1-24)
    young(?:er)? (?:people|londoners|victims|persons?)
    youths?
    young
    """
)
_KNIFE = r"(?:kni(?:fe|ves)|blades?)"
_HURT = r"(?:injur(?:ed|y|ies)|wounded|hurt|stabbed)"
_HARMING = lines(
    r"""
    with
    causing
    resulting in
    leading to
    involving
    that (?:causes?|caused|leads? to|led to|results? in|resulted in)
    where (?:someone|somebody|people) (?:is|are|was|were)
    """
)
_WITH_INJURY = rf"{_HARMING} (?:an )?injur(?:y|ies|ed)"


def _lines(text: str) -> str:
    parts = {"s": _OFFENCES, "young": _YOUNG, "knife": _KNIFE, "hurt": _HURT, "injuring": _WITH_INJURY}
    return lines(text, **parts)


# Offices and publications that bear a crime in their name, and are no claim about it.
NAMES = _lines(
    r"""
    violence reduction unit
    \bvru\b
    mayor'?s office for policing and crime
    \bmopac\b
    police and crime (?:plan|committee|commissioner)
    (?:deputy mayor|minister|secretary|spokes\w+) for (?:\w+ and )?(?:crime|policing)(?: and (?:crime|policing))?
    national crime agency
    crime (?:minister|agency|correspondent|commissioner|recording|statistics|figures show|data)
    """
)

# What the police or the courts count, but no series here: a pattern, and words for it.
NOT_PUBLISHED: tuple[tuple[str, str], ...] = tuple(
    (_lines(pattern), meaning)
    for meaning, pattern in {
        "Reoffending of people on an electronic tag": r"""
            \btag(?:s|ged|ging)?\b
            electronic(?:ally)? monitor\w+
            """,
        "Offenders recalled to prison": r"\brecall(?:s|ed)?\b",
        "Estimates of the Crime Survey": r"crime survey",
        "Thefts of mobile phones": r"""
            (?:(?:mobile )?phones?|mobiles?)[ -](?:thefts?(?! from (?:the |a )?(?:person|people))|snatch\w*)
            thefts? of (?:a )?(?:mobile )?phones?\b(?! from (?:the |a )?(?:person|people))
            (?:stolen|snatched) (?:mobile )?phones?
            phones? (?:were |was )?(?:stolen|snatched|taken)
            """,
        "Homicide victims by age": r"""
            (?:teen(?:age)?|child(?:ren)?|<young>)[\w\s']{0,25}?(?:homicides?|murder(?:s|ed)?|killed|killings?)
            (?:homicides?|murders?|killings?) of (?:people |londoners )?(?:teen\w*|child\w*|<young>)
            """,
        "Homicide victims by sex": r"""
            (?:women|females?|men|males?) (?:were )?(?:murdered|killed)
            (?:homicides?|murders?) of (?:women|men)
            """,
        "Vehicle crime": r"""
            (?:car|vehicle|motor(?: vehicle|bike|cycle)?|moped|scooter)[ -](?:enabled )?(?:thefts?|crimes?|offences?)
            thefts? (?:of|from)(?: or from)?(?: a)? (?:motor )?(?:vehicles?|cars?)
            stolen cars?
            vehicle<s>
            """,
        "Theft of bicycles": r"""
            (?:bicycle|bike|cycle) thefts?
            thefts? of (?:bicycles|bikes|pedal cycles)
            stolen bikes?
            """,
        "Fraud and computer misuse": r"""
            \bfrauds?\b
            \bscams?\b
            cyber[ -]?crimes?
            """,
        "Anti-social behaviour": r"""
            anti-?social behaviou?r
            \basb\b
            """,
        "Criminal damage and arson": r"""
            criminal damage
            \barson\w*
            vandalism
            """,
        "Drug offences": r"drugs?(?:[ -](?:dealing|trafficking|possession))?<s>\b",
        "Public order offences": r"public order<s>",
        "Stop and search": r"stop[ -]and[ -]search\w*",
        "Attacks with corrosive substances": r"""
            acid attacks?
            corrosive\w*(?: \w+)? attacks?
            """,
        "Possession of knives": r"""
            <knife> possession
            (?:possession of|carrying|possessing) (?:an? )?<knife>
            """,
        "Robbery at knifepoint": r"""
            knife[- ]?point robber(?:y|ies)
            robber(?:y|ies) at knife[- ]?point
            """,
        "Violence without injury": r"""
            violence without injury
            common assaults?
            assaults? without injury
            """,
        "Serious violence, for which several definitions are in use": r"""
            serious (?:youth )?violence
            youth violence
            """,
        "Neighbourhood crime, a group of several offences": r"neighbourhood crimes?",
        "A single strand of hate crime": r"""
            (?:islamophobi\w+|anti-?semiti\w+)(?:[ -]hate)?(?: crimes?| offences?)?
            (?:racist|racial|homophobi\w+|transphobi\w+|disability|faith)(?:[ -]hate)?(?: crimes?| offences?)?
            """,
        "Arrests, charges and convictions": r"""
            (?:charge|charging|detection|clear-?up|sanction detection|solved|conviction)[ -]rates?
            (?:crimes?|offences?|cases) (?:are |were |was )?(?:solved|charged|detected)
            \barrests?\b
            \bconvictions\b
            \bprosecutions?\b
            """,
        "Police officers": r"""
            (?:police )?officers?(?: numbers)?\b
            police numbers
            """,
        "Confidence in the police": r"(?:trust|confidence) in (?:the )?(?:police|met)\w*",
        "Gangs and county lines": r"""
            county lines
            \bgangs?\b
            """,
    }.items()
)

# What no publication on crime counts, though a sentence on it may name one: people treated for stab wounds.
COUNTED_ELSEWHERE = rf"\ba ?& ?e\b|{words('ambulance* hospital* admission* nhs budget* spending funding')}"
OTHER_SUBJECTS = words(
    "fire fires house_price house_prices salary salaries rent rents unemployment inflation fare fares weather "
    "temperature* road_deaths collision* traffic congestion population school schools wages gdp immigration migrants "
    "poverty homeless* rough_sleep* pollution council_tax housing election* covid vaccin* tourist* visitor*"
)

# A pattern, and the indicator that it means.
INDICATOR_WORDS: tuple[tuple[str, str], ...] = tuple(
    (_lines(pattern), which)
    for which, pattern in {
        "knife_injury_victims_under_25": r"""
            <young>[\w\s',]{0,30}?\b<hurt> (?:with|by|in|using)[\w\s]{0,10}?<knife>(?: crime)?
            <young>[\w\s]{0,12}?<knife>[ -](?:crime )?(?:injur(?:y|ies)|victims?)(?: victims?)?
            (?:knife|stabbing)[\w\s-]{0,25}?(?:victims?|injur(?:y|ies|ed))[\w\s,(]{0,20}?<young>\)?
            """,
        "knife_positive_outcome_rate": r"""
            (?:knife crime )?positive[ -]outcomes?(?: rates?)?(?: (?:for|of|in) knife(?: crime)?)?
            """,
        "knife_crime_with_injury_robbery": r"knife[ -](?:enabled )?(?:personal )?robber(?:y|ies) <injuring>",
        "knife_crime_with_injury": r"""
            (?:knife|blade)(?:[ -](?:enabled )?(?:crimes?|offences?|attacks?|violence))? <injuring>
            knife[ -]injur(?:y|ies)(?: offences?)?
            stabbings?
            (?:people|londoners)? ?<hurt> (?:with|by) (?:a )?<knife>
            """,
        "knife_crime": r"""
            knife[ -](?:enabled )?(?:crimes?|offences?|offending|attacks?|violence|incidents?)
            knife(?= (?:and|or) gun crime)
            (?:crimes?|offences?) (?:involving|with) (?:a )?<knife>
            \bknife(?= [+-]\d)
            """,
        "lethal_barrel_discharge": r"""
            lethal[ -]barrel\w*(?: firearms?)?(?: discharges?)?
            (?:firearms?|gun) discharges?
            shootings?
            """,
        "gun_crime": r"""
            (?:gun|firearms?)[ -](?:enabled )?(?:crimes?|offences?|violence)
            (?:crimes?|offences?) involving (?:a )?(?:guns?|firearms?)
            """,
        "possession_of_weapons": r"""
            (?:possession of|carrying)(?: an?)?(?: offensive)? weapons?
            (?:offensive )?weapons?(?: possession)?<s>
            """,
        "domestic_abuse_with_injury": r"""
            domestic (?:abuse|violence)(?: (?:violence|offences?|crimes?))? <injuring>
            """,
        "domestic_abuse": r"domestic (?:abuse|violence)<s>",
        "hate_crime": r"hate[ -](?:crimes?|offences?|incidents?)",
        "vawg_offences": r"""
            violence against women(?: and girls)?<s>
            \bvawg\b<s>
            (?:violent )?(?:crimes?|offences?) against women(?: and girls)?
            """,
        "homicide": r"""
            (?:homicides?|murders?|manslaughters?)(?: and manslaughters?)?(?: rates?| offences?)?\b
            \bkillings?\b
            people (?:were |have been |are )?(?:murdered|killed)
            """,
        "violence_with_injury": r"""
            violen(?:ce|t)(?: against the person)?<s> <injuring>
            (?:crimes?|offences?|assaults?|attacks?) <injuring>
            injury (?:violence|offences)
            """,
        "violence_against_the_person": r"""
            violence against the person<s>
            violent (?:crimes?|offences?|offending|incidents?)
            violence<s>
            """,
        "other_sexual_offences": r"""
            other sexual offences?
            sexual offences? (?:other than|except|excluding) rape
            """,
        "sexual_offences": r"""
            rapes? and (?:other )?(?:sexual|sex) (?:offences?|assaults?|crimes?)
            sexual (?:offences?|crimes?|assaults?|violence|offending)
            sex (?:crimes?|offences?|attacks?)
            """,
        "rape": r"\brapes?\b<s>",
        "stalking_and_harassment": r"""
            stalking(?: (?:and|or) harassment)?<s>
            harassment(?: and stalking)?<s>
            """,
        "burglary_business_and_community": r"""
            (?:business(?: and community)?|commercial|non-?residential|shop|office) burglar(?:y|ies)
            burglar(?:y|ies) (?:of|at|in) business (?:premises|and community\w*)(?: buildings?)?
            burglar(?:y|ies) (?:of|at|in) (?:businesses|shops?|offices?)
            """,
        "burglary_unconnected_building": r"""
            (?:shed|garage|outbuilding)s? burglar(?:y|ies)
            burglar(?:y|ies) (?:of|in|from) (?:an? )?(?:sheds?|garages?)(?: (?:and|or) (?:sheds?|garages?))?
            burglar(?:y|ies) (?:of|in|from) (?:an? )?(?:unconnected buildings?|outbuildings?)
            """,
        "burglary_home": r"""
            burglar(?:y|ies) (?:of|in|from) (?:an? |people's )?(?:homes?|houses?)
            (?:home|house) burglar(?:y|ies)
            (?:homes?|houses?) (?:were |was |being |are )?burgled
            """,
        "burglary_residential": r"""
            (?:residential|domestic|household|dwelling) burglar(?:y|ies)
            burglar(?:y|ies) (?:in|of|from) (?:an? )?(?:dwellings?|residential (?:property|properties|buildings?))
            """,
        "burglary": r"""
            burglar(?:y|ies)<s>
            break-?ins?\b
            """,
        "robbery_phone": r"""
            (?:mobile )?phone[ -]robber(?:y|ies)
            robber(?:y|ies) of (?:a )?(?:mobile )?phones?
            """,
        "robbery_personal": r"""
            (?:personal|street) robber(?:y|ies)
            robber(?:y|ies) \(personal(?: property)?\)
            robber(?:y|ies) of (?:personal property|the person|people)
            muggings?
            """,
        "robbery_business": r"""
            (?:business|commercial|shop) robber(?:y|ies)
            robber(?:y|ies) of (?:a )?(?:business(?:es)?|business property|shops?)
            """,
        "robbery": r"robber(?:y|ies)<s>",
        "theft_from_the_person_phone": r"""
            (?:mobile )?phone[ -]thefts? from (?:the |a )?(?:person|people)
            thefts? of (?:a )?(?:mobile )?phones? from (?:the |a )?(?:person|people)
            """,
        "theft_from_the_person": r"""
            thefts? from (?:the |a |an )?(?:person|people|persons|individuals?)\b<s>
            pick-?pocket\w*
            snatch thefts?<s>
            """,
        "shoplifting": r"""
            shop-?lifting<s>
            shop ?thefts?
            thefts? from shops?
            retail thefts?
            """,
        "theft": r"\bthefts?\b<s>",
        "reoffences_per_reoffender": r"re-?offences per re-?offender",
        "reoffences_per_offender": r"re-?offences per offender",
        "proven_reoffending_rate": r"""
            (?:proven )?(?:adult |juvenile |youth )?(?:proven )?re-?offending(?: rates?)?
            re-?offen(?:ders?|d|ded|ces?)\b
            """,
    }.items()
)
# "Crime" by itself, which also stands beside every other subject.
ALL_CRIME = _lines(
    r"""
    (?:(?:all|overall|total|general) )?(?:(?:police[ -])?recorded )?\b(?:crimes?|criminality)\b(?: rates?| levels?)?
    (?:all|total|overall|recorded) (?:recorded |notifiable )?offences?
    \btnos?\b
    """
)
