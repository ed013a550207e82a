"""The parameters of every route, declared once: for checking requests, for the contract, for the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, get_args

from starlette.datastructures import QueryParams

from analytics.claims.claim import Rank, SourceBasis
from analytics.confidence.survey_measures import MEASURES as SURVEY_MEASURES
from analytics.forces.force_figures import OFFENCE_TITLES
from analytics.indicators import ALL_LEVELS, INDICATORS
from analytics.requests.request_rules import MOST_AREAS, MOST_INDICATORS, MOST_WINDOWS
from analytics.series.monthly_series import WINDOWS
from analytics.tables.figures_table import MEASURES
from analytics.wording.changes import Direction
from analytics.wording.sentence import LONGEST
from analytics.wording.word_patterns import Bound
from api.problems import Problem, shown

CRIME = tuple(i.id for i in INDICATORS.values() if i.kind == "crime")
REOFFENDING = tuple(i.id for i in INDICATORS.values() if i.kind == "reoffending")
LONGEST_VALUE, LONGEST_SENTENCE = 200, LONGEST
MONTH = {"type": "string", "pattern": r"^(19|20)\d\d-(0[1-9]|1[0-2])$"}


@dataclass(frozen=True)
class Parameter:
    """One query parameter: what it means, what it may be (JSON Schema of one value), whether it may be repeated."""

    name: str
    description: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string", "minLength": 1})
    most: int = 1
    required: bool = False
    example: str = ""

    def openapi(self) -> dict[str, Any]:
        """The parameter as OpenAPI says it."""
        schema: dict[str, Any] = dict(self.schema)
        if self.most > 1:
            schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": self.most}
        parameter = {"name": self.name, "in": "query", "required": self.required, "schema": schema}
        return parameter | {"description": self.description, "style": "form", "explode": True}


def choice(*values: str) -> dict[str, Any]:
    """The schema of a value that is one of a few."""
    return {"type": "string", "enum": list(values)}


AREA_FORMS = (
    "a GSS code (E09000008), a name (Croydon; `Abbey, Merton` where wards share it; `London` for the MPS area) or its "
    "form in an address (tower-hamlets)"
)
SERIES = (
    Parameter(
        "indicator",
        "What is counted; may be repeated, or a list with commas.",
        choice(*CRIME),
        MOST_INDICATORS,
        True,
        "knife_crime",
    ),
    Parameter(
        "area",
        f"Where: {AREA_FORMS}; `boroughs` for all 32, `wards-of-croydon` for the wards of one; may be repeated, "
        "or a list with commas; levels may be mixed. Without it, the MPS area (32 boroughs).",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE},
        MOST_AREAS,
        example="Croydon",
    ),
    Parameter("level", "All areas of a level, instead of `area`.", choice(*ALL_LEVELS), example="borough"),
    Parameter("from", "The first month in which a window ends (YYYY-MM).", MONTH, example="2025-03"),
    Parameter("to", "The last month in which a window ends (YYYY-MM).", MONTH, example="2026-02"),
    Parameter("window", "What is added up: `month` by default.", choice(*WINDOWS), example="rolling_12"),
    Parameter(
        "measure",
        "`count` by default; rates exist for `rolling_12`; `change` is against the same window a year earlier. "
        "May be repeated: the rows of each stand one below the other.",
        choice(*MEASURES),
        len(MEASURES),
        example="change",
    ),
    Parameter(
        "last",
        "Only the newest so many windows of each indicator.",
        {"type": "integer", "minimum": 1, "maximum": MOST_WINDOWS},
        example="12",
    ),
    Parameter(
        "baseline",
        "For `change`: the last month (YYYY-MM) of the window that all others are compared with.",
        MONTH,
        example="2016-05",
    ),
    Parameter(
        "as_of",
        "The figures as they stood on a day (YYYY-MM-DD): editions published later are left out.",
        {"type": "string", "format": "date"},
        example="2026-03-31",
    ),
)
REVISIONS = tuple(p for p in SERIES if p.name in {"indicator", "area", "from", "to", "as_of"})
COHORTS = (
    Parameter(
        "indicator",
        "Which figure of a cohort; `proven_reoffending_rate` by default; may be repeated.",
        choice(*REOFFENDING),
        len(REOFFENDING),
        example="proven_reoffending_rate",
    ),
    Parameter(
        "area",
        "A region by code or name; may be repeated. Without it, all of them and England.",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE},
        20,
        example="London",
    ),
    Parameter("age_group", "`All`, or one age group as published.", example="All"),
    Parameter("adult_or_youth", "Adults or juveniles; `all` only where quoted so.", choice("adult", "youth", "all")),
    Parameter("from", "The first month in which a cohort ends (YYYY-MM).", MONTH, example="2019-03"),
    Parameter("to", "The last month in which a cohort ends (YYYY-MM).", MONTH, example="2020-03"),
)
CONFIDENCE = (
    Parameter(
        "measure", "What was asked; may be repeated. Without it, all measures.", choice(*SURVEY_MEASURES),
        len(SURVEY_MEASURES), example="good_job_locally",
    ),
    Parameter(
        "area", "A borough, or London; may be repeated. Without it, London and all 32 boroughs.",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}, 33, example="Lambeth",
    ),
    Parameter("from", "The first month in which a quarter ends (YYYY-MM).", MONTH, example="2022-03"),
    Parameter("to", "The last month in which a quarter ends (YYYY-MM).", MONTH, example="2023-12"),
)  # fmt: skip
FORCES = (
    Parameter(
        "indicator", "An offence, or a group of them, as the ONS counts it; may be repeated. Without it, all of them.",
        choice(*OFFENCE_TITLES), len(OFFENCE_TITLES), example="robbery",
    ),
    Parameter(
        "force", "A police force by name or GSS code; may be repeated. Without it, all 43.",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}, 43, example="Greater Manchester",
    ),
)  # fmt: skip
_TEXT = {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}
_NUMBER = {"type": "number", "minimum": 0, "maximum": 1_000_000_000}
_PERIODS = "`year to May 2016`, `2024/25`, `Apr-Jun 2025`, `2025` or `February 2026`"
CLAIM = (
    Parameter(
        "text",
        "A sentence, or a text of up to 40: it is read by rules, and what was understood is told. Instead of the "
        "fields.",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_SENTENCE},
        example="Knife crime in London fell by 7% in the year to August 2025",
    ),
    Parameter(
        "confirm",
        "Beside text: its words that could not be read (`unread`) and do not change the claim, separated by commas. "
        "Until all of them are confirmed there is no verdict.",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_SENTENCE},
        example="new research",
    ),
    Parameter("indicator", "What is counted.", choice(*INDICATORS), example="knife_crime"),
    Parameter("subject", "What is claimed, in words, where no indicator counts it.", _TEXT, example="phone thefts"),
    Parameter("area", f"Where: {AREA_FORMS}. Without it, London (the MPS area).", _TEXT, example="Croydon"),
    Parameter("adult_or_youth", "Of reoffending: whose. Without it, everybody's.", choice("adult", "youth")),
    Parameter("direction", "Which way it went.", choice(*get_args(Direction)), example="down"),
    Parameter("size", "By how much, without a sign.", _NUMBER, example="7"),
    Parameter(
        "size_unit",
        "What the size is in; `percent` by default. `percent_or_points` where the words allow both readings.",
        choice("percent", "percentage_points", "percent_or_points", "count"),
        example="percent",
    ),
    Parameter(
        "size_bound", "On which side of the size the change lies, where it is a bound.", choice(*get_args(Bound))
    ),
    Parameter("rounding", "The unit to which the size is rounded; read from its decimals by default.", _NUMBER),
    Parameter("value", "The later figure itself.", _NUMBER, example="97"),
    Parameter("value_bound", "On which side of the value the figure lies.", choice(*get_args(Bound))),
    Parameter("base_value", "The earlier figure itself.", _NUMBER, example="109"),
    Parameter("value_unit", "What the figures are; `count` by default.", choice("count", "rate", "percent")),
    Parameter(
        "value_per", "Of a rate: per how many residents.", {"type": "integer", "minimum": 1, "maximum": 1_000_000}
    ),
    Parameter("value_rounding", "The unit to which the figures are rounded; a count is exact by default.", _NUMBER),
    Parameter(
        "rank",
        "An order that is claimed: in all boroughs, the lowest or highest since a month, or of the boroughs.",
        choice(*get_args(Rank)),
        example="lowest",
    ),
    Parameter(
        "rank_place",
        "2 for the second of the boroughs or of times, 3 for three years in a row, and so on.",
        {"type": "integer", "minimum": 1, "maximum": 32},
    ),
    Parameter("other_area", "The area that has less (`direction=up`) or more.", _TEXT, example="Camden"),
    Parameter("whole", "Of a share: the indicator that it is a share of.", choice(*INDICATORS)),
    Parameter("whole_area", "Of a share: the area that it is a share of.", _TEXT, example="London"),
    Parameter("since", "For `lowest` and `highest`: the month (YYYY-MM) since which.", MONTH, example="2014-01"),
    Parameter("period", f"The later period: {_PERIODS}.", _TEXT, example="year to August 2025"),
    Parameter("baseline", f"The earlier period: {_PERIODS}.", _TEXT, example="year to May 2016"),
    Parameter("basis", "Who counted; `police` by default.", choice(*get_args(SourceBasis))),
    Parameter(
        "published",
        "The day of the claim (YYYY-MM-DD): what it leaves open is taken from the figures known by then.",
        {"type": "string", "format": "date"},
        example="2025-08-31",
    ),
    next(p for p in SERIES if p.name == "as_of"),
)


class Given:
    """The query parameters of a request: every name known, none empty, none twice that may be given once.

    A misspelt name would silently change a number, so it is a problem.
    """

    def __init__(self, query: QueryParams, known: tuple[Parameter, ...]) -> None:
        self.values: dict[str, list[str]] = {}
        by_name = self._known = {p.name: p for p in known}
        for name, value in query.multi_items():
            if name not in by_name:
                raise _unknown_name(name, value, tuple(by_name))
            self.values.setdefault(name, []).append(value)
        for name, values in self.values.items():
            _check_values(by_name[name], values)
        if missing := [p for p in known if p.required and p.name not in self.values]:
            raise _missing(missing[0])

    def all(self, name: str) -> list[str]:
        return self.values.get(name, [])

    def listed(self, name: str) -> list[str]:
        """The values of a parameter, a list in one value (`burglary,robbery`) taken apart. Raises Problem."""
        return self.checked(name, [part.strip() for value in self.all(name) for part in value.split(",")])

    def checked(self, name: str, values: list[str]) -> list[str]:
        """Values that a list was taken apart into: no more than it may have, none empty. Raises Problem."""
        _check_values(self._known[name], values)
        return values

    def one(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)


def _unknown_name(name: str, value: str, known: tuple[str, ...]) -> Problem:
    near = tuple(get_close_matches(name.lower()[:LONGEST_VALUE], known, n=1, cutoff=0.5))
    meant = f" Did you mean {near[0]}?" if near else f" There are {', '.join(known)}."
    return Problem(
        "unknown-parameter", "Unknown parameter", f"There is no parameter {shown(name)!r}.{meant}",
        parameter=shown(name), value=value, allowed=known, did_you_mean=near,
    )  # fmt: skip


def _check_values(known: Parameter, values: list[str]) -> None:
    if len(values) > known.most:
        times = "once" if known.most == 1 else f"{known.most} times"
        more = f"{known.name} may be given {times}, not {len(values):,} times."
        hint = " For all areas of a level use level=borough or level=ward." if known.name == "area" else ""
        raise Problem("too-many-values", f"Too many values of {known.name}", more + hint, parameter=known.name)
    for value in values:
        if not value.strip():
            detail = f"{known.name} is there without a value. Give one, or leave the parameter out."
            raise Problem("empty-value", f"Empty {known.name}", detail, parameter=known.name, value=value)
        longest = max(map(len, value.split(","))) if known.most > 1 else len(value)
        if longest > (most := known.schema.get("maxLength", LONGEST_VALUE)):
            detail = f"A value of {known.name} has at most {most} characters, not {len(value):,}."
            raise Problem("unknown-value", f"Unknown {known.name}", detail, parameter=known.name, value=value)


def _missing(wanted: Parameter) -> Problem:
    allowed = tuple(wanted.schema.get("enum", ()))
    detail = f"The parameter {wanted.name} is required, for example {wanted.name}={wanted.example}."
    return Problem("missing-parameter", f"No {wanted.name}", detail, parameter=wanted.name, allowed=allowed)
