"""The measures of the Public Attitude Survey: what each asks, in words, and the names it goes by in speech."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.errors import UnknownName

CAVEATS = (
    "A survey of opinion among people who live in London, not a count of crime.",
    "No sample sizes are published, so no change has a verdict: one or two points are within the rounding.",
    "Each quarter covers the twelve months to its end, so neighbouring quarters share most of their answers.",
)
DEFINITION_SOURCE = "MOPAC, Public Attitude Survey, Trust and Confidence dashboard data"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyMeasure:
    """A share of respondents. `title` completes "the share who …"; `start` is the first quarter end it was asked."""

    id: str
    title: str
    short_title: str
    start: date
    spoken: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by in speech, its title among them."""
        return (self.title, *self.spoken)

    @property
    def subject(self) -> str:
        """What a claim about it counts."""
        return f"Share who {self.title}"


_FIRST = date(2014, 12, 31)

MEASURES: dict[str, SurveyMeasure] = {
    measure.id: measure
    for measure in (
        SurveyMeasure(
            id="good_job_locally",
            title="think that the police do a good job in their local area",
            short_title="Good job locally",
            start=_FIRST,
            spoken=(
                "police do a good job",
                "police are doing a good job",
                "police doing a good job",
                "doing a good job",
                "police were doing a good job",
                "local police do a good job",
                "local police are doing a good job",
                "local police were doing a good job",
                "met is doing a good job",
                "met does a good job",
                "good job locally",
                "confidence in the police",
                "confidence in the met",
                "public confidence",
                "public confidence in the police",
                "public confidence in the met",
            ),
        ),
        SurveyMeasure(
            id="trust_in_the_police",
            title="trust the Metropolitan Police",
            short_title="Trust in the police",
            start=date(2016, 3, 31),
            spoken=(
                "trust in the police",
                "trust the police",
                "trust the met",
                "trust in the met",
                "trust in the metropolitan police",
                "public trust",
                "public trust in the police",
                "public trust in the met",
                "trust their police",
                "trusted the police",
                "trusted the met",
                "trusted their police",
            ),
        ),
        SurveyMeasure(
            id="treat_everyone_fairly",
            title="think that the police treat everyone fairly, whoever they are",
            short_title="Treat everyone fairly",
            start=_FIRST,
            spoken=(
                "treat everyone fairly",
                "police treat everyone fairly",
                "police treat people fairly",
                "met treats everyone fairly",
                "treat people fairly",
                "fair treatment by the police",
            ),
        ),
        SurveyMeasure(
            id="informed_locally",
            title="feel informed about what the police do in their local area",
            short_title="Informed locally",
            start=_FIRST,
            spoken=("informed about the police", "feel informed"),
        ),
        SurveyMeasure(
            id="listen_to_concerns",
            title="think that the police listen to the concerns of local people",
            short_title="Listen to concerns",
            start=_FIRST,
            spoken=("police listen to concerns", "listen to local people"),
        ),
        SurveyMeasure(
            id="relied_on_to_be_there",
            title="think that the police can be relied on to be there when needed",
            short_title="Relied on to be there",
            start=_FIRST,
            spoken=("relied on to be there", "rely on the police"),
        ),
        SurveyMeasure(
            id="understand_issues",
            title="think that the police understand the issues that affect their community",
            short_title="Understand issues",
            start=_FIRST,
            spoken=("understand the issues", "police understand issues"),
        ),
        SurveyMeasure(
            id="can_contact_ward_officer",
            title="know how to contact their ward officer",
            short_title="Can contact ward officer",
            start=_FIRST,
            spoken=("contact their ward officer", "know their ward officer"),
        ),
    )
}


def survey_measure(measure: str) -> SurveyMeasure:
    """The measure of an id. Raises UnknownName with those that there are."""
    if measure not in MEASURES:
        raise UnknownName(f"There is no survey measure {measure[:60]!r}.", f"Choose one of {', '.join(MEASURES)}.")
    return MEASURES[measure]
