"""Violence, weapons, stalking, sexual offences."""

from __future__ import annotations

from analytics.indicators.declaration import (
    ALL_VICTIMS,
    RECORDING_PRACTICE,
    Composition,
    parts_of,
    recorded_crime_indicator,
    terms_of,
)

VIOLENCE = (
    recorded_crime_indicator(
        "homicide",
        "Homicide",
        "Murder, manslaughter, corporate manslaughter and infanticide; one offence for each victim.",
        theme="Violence",
        noun=("homicide", "homicides"),
        unit="homicides",
        caveats=("Offences are reclassified as cases proceed, so recent months change.",),
        headline=True,
    ),
    recorded_crime_indicator(
        "violence_with_injury",
        "Violence with injury",
        "Offences of violence against the person in which somebody was injured, homicide excluded.",
        "violence",
        "violence_with_injury",
        theme="Violence",
        headline=True,
    ),
    recorded_crime_indicator(
        "violence_against_the_person",
        "Violence against the person",
        "All offences of violence against a person: with and without injury, homicide, stalking and harassment, and "
        "deaths or serious injuries caused by illegal driving.",
        "violence",
        "violence_against_the_person",
        theme="Violence",
        caveats=(
            "Wide: nearly three quarters are offences without an injury, stalking and harassment among them.",
            RECORDING_PRACTICE,
        ),
    ),
    recorded_crime_indicator(
        "possession_of_weapons",
        "Possession of weapons",
        "Having a knife, a firearm or another weapon without lawful reason, whether or not it was used.",
        theme="Violence",
        caveats=("Found mostly by stop and search, so it follows how much the police search.", RECORDING_PRACTICE),
    ),
    recorded_crime_indicator(
        "stalking_and_harassment",
        "Stalking and harassment",
        "Stalking, harassment, controlling or coercive behaviour and malicious communications.",
        "violence",
        "stalking_and_harassment",
        theme="Violence",
        caveats=(ALL_VICTIMS, RECORDING_PRACTICE),
    ),
    recorded_crime_indicator(
        "sexual_offences",
        "Sexual offences",
        "Rape and all other sexual offences, against women, men and children.",
        "sexual_offences",
        theme="Sexual offences",
        plural_title=True,
        terms=terms_of("rape", "other_sexual_offences"),
        compositions=(Composition("offence", parts_of(Rape="rape", Other_sexual_offences="other_sexual_offences")),),
        caveats=(
            ALL_VICTIMS,
            "Dated by the month of recording, which may be years after the offence.",
            RECORDING_PRACTICE,
        ),
    ),
    recorded_crime_indicator(
        "rape",
        "Rape",
        "Rape of women, men and children.",
        "sexual_offences",
        theme="Sexual offences",
        caveats=(
            ALL_VICTIMS,
            "Dated by the month of recording, which may be years after the offence.",
            RECORDING_PRACTICE,
        ),
    ),
    recorded_crime_indicator(
        "other_sexual_offences",
        "Sexual offences other than rape",
        "Sexual assault, sexual activity with children, exposure and other sexual offences except rape.",
        "sexual_offences",
        theme="Sexual offences",
        plural_title=True,
        caveats=(ALL_VICTIMS, RECORDING_PRACTICE),
    ),
)
