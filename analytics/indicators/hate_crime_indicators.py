"""Hate crime as a whole and by strand. An offence may be of several strands: they are never added to one another."""

from __future__ import annotations

from analytics.indicators.declaration import (
    DOWN_TO_BOROUGHS,
    ENDS_2025_07,
    RECORDING_PRACTICE,
    Indicator,
    monthly_dashboard_indicator,
)

_THEME = "Domestic abuse and hate crime"


def _hate_crime(id: str, title: str, definition: str, caveat: str, **changes: object) -> Indicator:
    return monthly_dashboard_indicator(
        id,
        title,
        definition,
        "hate_crime",
        theme=_THEME,
        end_note=ENDS_2025_07,
        caveats=(caveat, RECORDING_PRACTICE),
        family="hate_crime",
        **changes,
    )


def _strand(key: str, title: str, hostility: str, *spoken: str, part: str = "") -> Indicator:
    """A strand: its key among the published series, and what its hostility is about, "to a person's …".

    London and boroughs alone: a ward has a few offences of a strand in a year.
    """
    return _hate_crime(
        f"hate_crime_{key}",
        title,
        f"Offences that the victim or anybody else saw as driven by hostility to {hostility}.{part}",
        "A strand of hate crime: the strands overlap, so never add it to another or to the total.",
        levels=DOWN_TO_BOROUGHS,
        spoken=spoken,
    )


HATE_CRIME = (
    _hate_crime(
        "hate_crime",
        "Hate crime",
        "Offences that the victim or anybody else saw as driven by hostility to a person's race, religion, "
        "sexual orientation, disability or transgender identity.",
        "The strands overlap, so they do not add up to this total.",
        spoken=("hate offence",),
    ),
    _strand(
        "racist_and_religious",
        "Racist and religious hate crime",
        "a person's race or religion",
        "racist or religious hate crime",
        "racist and religious crime",
        "racial and religious hate crime",
        "race and religious hate crime",
        "racially or religiously motivated crime",
        part=" An offence with both motives counts once.",
    ),
    _strand(
        "racist",
        "Racist hate crime",
        "a person's race",
        "racist crime",
        "racist offence",
        "racial hate crime",
        "race hate crime",
        "racially motivated crime",
    ),
    _strand(
        "faith",
        "Faith hate crime",
        "a person's religion",
        "faith crime",
        "religious hate crime",
        "religiously motivated crime",
        part=" Antisemitic and Islamophobic offences are also published as strands of their own.",
    ),
    _strand(
        "antisemitic",
        "Antisemitic hate crime",
        "Jews",
        "antisemitic offence",
        "antisemitic crime",
        "anti-semitic hate crime",
        "anti-semitic offence",
        "anti-semitic crime",
        "antisemitism",
        "anti-semitism",
        "antisemitic",
        "anti-semitic",
    ),
    _strand(
        "islamophobic",
        "Islamophobic hate crime",
        "Muslims",
        "islamophobic offence",
        "islamophobic crime",
        "islamophobia",
        "islamophobic",
        "anti-muslim hate crime",
        "anti-muslim offence",
    ),
    _strand(
        "homophobic",
        "Homophobic hate crime",
        "a person's sexual orientation",
        "homophobic offence",
        "homophobic crime",
        "homophobic",
        "sexual orientation hate crime",
    ),
    _strand(
        "transphobic",
        "Transphobic hate crime",
        "a person's transgender identity",
        "transphobic offence",
        "transphobic crime",
        "transphobic",
        "transgender hate crime",
    ),
    _strand(
        "disability",
        "Disability hate crime",
        "a person's disability",
        "disability crime",
        "disability-related hate crime",
        "disabled hate crime",
    ),
)
