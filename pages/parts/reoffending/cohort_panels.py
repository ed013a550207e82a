"""Panels on proven reoffending: London against the other regions, by age, by measure, and as quoted for later years."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from analytics.indicators import INDICATORS
from analytics.narrative import number, percent, signed, signed_percent
from analytics.reoffending.cohort_rows import (
    MEASURES,
    PER_OFFENDER,
    PER_REOFFENDER,
    RATE,
    comparison_rows,
    from_rows,
    table,
)
from analytics.reoffending.proven_reoffending import Cohort, compare, pandemic_note, reoffending_rate
from analytics.reoffending.published_cohorts import age_groups, quoted_cohorts, region_cohorts
from analytics.requests.cohort_request import CohortAddress
from pages.parts import tables, words
from pages.parts.cached_figures import LONDON, kept, kept_panel
from pages.parts.figures import Row
from pages.parts.panels import Panel
from pages.parts.reoffending import cohort_figures as drawn
from pages.parts.reoffending.cohort_figures import Course
from pages.parts.tables import Cell, TableRow

OTHERS, ENGLAND = "Other regions", "England"
ENGLAND_AND_WALES = "K04000001"
PEOPLE = {"adult": "adults", "youth": "youths aged 10 to 17", "all": "adults and youths together"}
REGIONS = "Other regions: the eight English regions other than London, added up."
QUOTED = "Hollow points are quoted from later publications and are not computed from their data here."
COVID = "Grey: cohorts whose follow-up met the COVID-19 restrictions, which reduced both offending and court hearings."
NO_BOROUGHS = "By region of residence; there are no cohorts by borough."
Trio = tuple[Cohort, Cohort, Cohort]


@kept
def courses(kind: str) -> tuple[Trio, ...]:
    """For each cohort London, the other English regions together, England; the oldest first."""
    return tuple(region_cohorts(kind))


def percent_of(cohort: Cohort) -> str:
    """A cohort's reoffending rate in words."""
    rate = reoffending_rate(cohort).percent
    return tables.NOTHING if rate is None else percent(rate)


@kept_panel
def trend(kind: str) -> Panel:
    """The rate of London, the other regions and England by cohort, with London's later figures as quoted."""
    trios = courses(kind)
    london, others, _ = trios[-1]
    quoted = quoted_cohorts(kind)
    figures = table([*(trio[place] for place in range(3) for trio in trios), *quoted])
    rows = figures.to_pylist()
    lines = [
        Course(LONDON, _of(rows, london.area_code), has_intervals=True),
        Course(OTHERS, _of(rows, others.area_code)),
        Course(ENGLAND, _of(rows, trios[-1][2].area_code), is_context=True),
    ]
    notes = [REGIONS, *([QUOTED] if quoted else []), COVID]
    return _panel(
        f"reoffending_{kind}",
        _trend_title(kind, trios),
        f"Proven reoffending rate of {PEOPLE[kind]}, per cent of each cohort; bars: 95% intervals for London",
        figures,
        drawn.course(lines, touched=_touched([*(trio[0] for trio in trios), *quoted])),
        alt=_course_alternative(f"Line chart of the proven reoffending rate of {PEOPLE[kind]}", lines),
        note=" ".join(notes),
    )


def _request(cohorts: Sequence[Cohort], indicator_ids: Sequence[str] = (RATE,)) -> CohortAddress:
    """The request for the cohorts of one area and group, from the first to the last of those given."""
    first, last = cohorts[0], cohorts[-1]
    return CohortAddress(
        indicators=tuple(sorted(indicator_ids)),
        areas=(first.area_code,),
        age_group=first.age_group,
        adult_or_youth=first.adult_or_youth,
        start=first.last_month,
        end=last.last_month,
    )


def _of(rows: Sequence[Row], area_code: str, indicator: str = RATE) -> tuple[Row, ...]:
    return tuple(row for row in rows if row["area_code"] == area_code and row["indicator"] == indicator)


def _trend_title(kind: str, trios: Sequence[Trio]) -> str:
    verdicts = [compare(london, others).verdict for london, others, _ in trios]
    position = {"up": "above", "down": "below"}.get(verdicts[-1])
    if position is None:
        return f"No clear difference between London’s {PEOPLE[kind]} and those of the other regions"
    same = next((i for i, verdict in enumerate(verdicts[::-1]) if verdict != verdicts[-1]), len(trios))
    since = trios[len(trios) - same][0].label
    people, newest = words.capital(PEOPLE[kind]), trios[-1][0].label
    regions = "the other regions"
    if same == len(trios):
        more = "more" if position == "above" else "less"
        return f"{people} in London have reoffended {more} often than in {regions} in every cohort"
    if verdicts.count(verdicts[-1]) == 1:
        first = f"for the first time in {words.spelled(len(trios))} cohorts"
        return f"{people}: London’s rate was {position} that of {regions} in {newest}, {first}"
    return f"{people}: London’s rate has been {position} that of {regions} since {since}"


def _touched(cohorts: Sequence[Cohort]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cohort.label for cohort in cohorts if pandemic_note(cohort)))


def _course_alternative(what: str, lines: Sequence[Course]) -> str:
    return f"{what}. {' '.join(_line_alternative(line) for line in lines)}"


def _line_alternative(line: Course, decimals: int = 1, unit: str = "%") -> str:
    def value_text(row: Row) -> str:
        return f"{number(row['value'], decimals=decimals)}{unit} in {drawn.label(row)}"

    own = line.own
    parts = [f"from {value_text(own[0])} to {value_text(own[-1])}"] if own else []
    parts += [f"quoted: {words.listed([value_text(row) for row in line.quoted])}"] if line.quoted else []
    return f"{line.name}: {'; '.join(parts)}."


@kept_panel
def by_age() -> Panel:
    """The newest cohort by age group: London against the other regions."""
    pairs = {f"{age}": region_cohorts(kind, age_group=age)[-1][:2] for age, kind in age_groups()}
    figures = table([cohort for pair in pairs.values() for cohort in pair])
    rows = figures.to_pylist()
    groups = {age: (rows[2 * i], rows[2 * i + 1]) for i, age in enumerate(pairs)}
    differences = {age: compare(*pair).verdict for age, pair in pairs.items()}
    period = next(iter(pairs.values()))[0].label
    age_texts = [
        f"{age}: London {percent(a['value'])}, other regions {percent(b['value'])}" for age, (a, b) in groups.items()
    ]
    return _panel(
        "reoffending_ages",
        _age_title(differences),
        f"Proven reoffending rate by age in the cohort of {period}, per cent; bars: 95% intervals",
        figures,
        drawn.dots(groups, (LONDON, OTHERS)),
        alt=f"Dot plot of the proven reoffending rate by age, cohort of {period}. {'; '.join(age_texts)}.",
        note=f"{REGIONS} Ages 10 to 17 are youths, who are counted apart from adults.",
    )


def _age_title(differences: dict[str, str]) -> str:
    counts = {verdict: list(differences.values()).count(verdict) for verdict in ("up", "down", "no clear change")}
    phrases = {"up": "above", "down": "below", "no clear change": "not clearly different from"}
    first, *others = [(phrases[verdict], words.spelled(counts[verdict])) for verdict in counts if counts[verdict]]
    parts = [f"{first[0]} that of the other regions in {first[1]} of {words.spelled(len(differences))} age groups"]
    parts += [f"{how.removesuffix(' from')} in {count}" for how, count in others]
    return f"London’s rate is {words.listed(parts)}"


@kept_panel
def measures() -> Panel:
    """The three measures for London's adults: the rate, reoffences per reoffender, and their product."""
    london = [trio[0] for trio in courses("adult")]
    request = _request(london, MEASURES)
    figures = request.figures()
    rows = figures.to_pylist()
    names = {
        RATE: "Reoffending rate",
        PER_REOFFENDER: "Reoffences per reoffender",
        PER_OFFENDER: "Reoffences per offender (the two multiplied)",
    }
    lines = [Course(name, _of(rows, london[-1].area_code, indicator_id)) for indicator_id, name in names.items()]
    rate, per_reoffender, both = (line.last["value"] for line in lines)
    decimals, units = (1, 2, 2), ("%", "", "")
    alternatives = [_line_alternative(line, decimals[i], units[i]) for i, line in enumerate(lines)]
    return _panel(
        "reoffending_measures",
        f"{percent(rate)} reoffended, {number(per_reoffender, decimals=2)} times each: "
        f"{number(both, decimals=2)} reoffences per offender",
        f"Adults in London, three measures of each cohort, newest {london[-1].label}",
        figures,
        drawn.small_multiples(lines, decimals=decimals, units=units),
        alt=f"Three line charts of adults in London. {' '.join(alternatives)}",
        indicator_ids=MEASURES,
        request=request,
        formulas=("reoffending", "reoffences"),
        note=f"{words.capital(NO_BOROUGHS)} COVID-19 restrictions fell in the follow-up of "
        f"{words.listed(_touched(london))}.",
    )


@kept_panel
def changes() -> Panel:
    """London now against the first cohort, the cohort before and the other regions: points and per cent."""
    pairs = [pair for kind in ("adult", "youth") for pair in _pairs(kind)]
    adults = compare(*pairs[0][1:])
    points, relative = adults.points or 0, adults.percent or 0
    moved = {"up": ("up", "a rise"), "down": ("down", "a fall")}.get(
        adults.verdict, ("not clearly changed,", "a difference")
    )
    return _panel(
        "reoffending_changes",
        f"London’s adult rate is {moved[0]} {number(abs(points), decimals=1)} percentage points since "
        f"{pairs[0][2].label}, {moved[1]} of {number(abs(relative), decimals=1)} per cent",
        f"Reoffending rate of London’s cohort of {pairs[0][1].label} against other cohorts, in percentage points "
        "(95% interval beneath) and in per cent",
        from_rows([row for _, *pair in pairs for row in comparison_rows(*pair)]),
        tables.html_table(
            "Differences in the proven reoffending rate",
            ("Compared with", f"London {pairs[0][1].label}", "The other", "Points", "Per cent"),
            [_change_line(*pair) for pair in pairs],
            numbers=(1, 2, 3, 4),
        ),
        formulas=("reoffending", "points"),
        note="A fall of 4 points from 30% to 26% is a fall of 13 per cent: the two are often confused. "
        f"{pandemic_note(pairs[0][1])}",
    )


def _pairs(kind: str) -> list[tuple[str, Cohort, Cohort]]:
    """What London's newest cohort of a group is compared with, each under its name."""
    (first, _, _), (before, _, _), (london, others, _) = courses(kind)[0], *courses(kind)[-2:]
    name = {"adult": "Adults", "youth": "Youths"}[kind]
    return [
        (f"{name}, {first.label}", london, first),
        (f"{name}, {before.label}", london, before),
        (f"{name}, other regions", london, others),
    ]


def _change_line(name: str, cohort: Cohort, against: Cohort) -> TableRow:
    difference = compare(cohort, against)
    bounds = ""
    if difference.lower is not None and difference.upper is not None:
        bounds = f"{signed(difference.lower, decimals=1)} to {signed(difference.upper, decimals=1)}"
    return TableRow(
        (
            Cell(name),
            Cell(percent_of(cohort)),
            Cell(percent_of(against)),
            Cell(signed(difference.points or 0, decimals=1), second=bounds),
            Cell(signed_percent(difference.percent or 0)),
        )
    )


@kept_panel
def england_and_wales() -> Panel:
    """England and Wales as quoted: everybody, adults and youths together, in later publications."""
    quoted = quoted_cohorts("all", area_code=ENGLAND_AND_WALES)
    request = _request(quoted) if quoted else None
    figures = request.figures() if request else table(quoted)
    line = Course("England and Wales, quoted", tuple(figures.to_pylist()))
    title = "There are no quoted figures"
    if quoted:
        title = f"England and Wales, quoted: {percent_of(quoted[-1])} of all offenders reoffended in {quoted[-1].label}"
    return _panel(
        "reoffending_england_and_wales",
        title,
        "Proven reoffending rate, adults and youths together, per cent of each cohort. Not London",
        figures,
        drawn.course([line], touched=_touched(quoted)) if quoted else {},
        alt=_course_alternative("Line chart of quoted figures", [line]),
        note=f"{QUOTED} They hold adults and youths together, so they cannot be set beside those of either. {COVID}",
        empty="No later figures are quoted here.",
        request=request,
    )


def _panel(
    key: str, title: str, statistic: str, figures: pa.Table, chart: drawn.Figure | str, *,
    note: str = "", alt: str = "",
    indicator_ids: Sequence[str] = (RATE,), formulas: tuple[str, ...] = ("reoffending",), empty: str = "",
    request: CohortAddress | None = None,
) -> Panel:  # fmt: skip
    return Panel(
        key=key,
        title=title,
        statistic=statistic,
        alt=alt,
        figures=figures,
        chart=chart,
        indicators=tuple(INDICATORS[indicator_id] for indicator_id in indicator_ids),
        formulas=(*formulas, "basis"),
        note=note,
        empty=empty,
        follows_filters=False,
        request=request,
    )
