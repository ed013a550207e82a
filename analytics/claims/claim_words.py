"""A claim as one sentence, made of its facts in our own words; figures and sizes as they are said in explanations."""

from __future__ import annotations

from typing import Final

from analytics.claims.answer import Evaluation
from analytics.claims.claim import Bound, Claim
from analytics.claims.default_periods import BOROUGH_RANKS, LEVEL_RANKS
from analytics.claims.rounding_tolerance import decimals_of
from analytics.forces.force_figures import force_names
from analytics.geography.areas import find_area
from analytics.indicators import indicator
from analytics.narrative import count_of, interval, number, percent, signed, signed_percent
from analytics.periods import Window, month_name
from analytics.reoffending.proven_reoffending import GROUP_NAMES
from data.published_areas import BOROUGHS, CITY_OF_LONDON, MPS, REGIONS

_MOVED: Final = {"up": "rose", "down": "fell", "same": "did not change", "not_up": "did not rise",
                 "not_down": "did not fall"}  # fmt: skip
DIRECTIONS: Final = {"up": "a rise", "down": "a fall", "same": "no change", "not_up": "no rise", "not_down": "no fall"}
BOUND_WORDS: Final[dict[Bound, str]] = {
    "over": "more than", "at_least": "at least", "under": "less than", "at_most": "at most", "nearly": "nearly",
    "just_over": "just over",
}  # fmt: skip
# As it is called within a sentence.
_THE_CITY: Final = {CITY_OF_LONDON: "the City of London"}
_GROUPS: Final = {"adult": " of adults", "youth": " of juveniles"}


def claim_sentence(claim: Claim) -> str:
    """The claim in one sentence: what, where, how much, when, against what, by whose count."""
    counted = ", by the Home Office's count." if claim.source_basis == "home_office" else "."
    return _sentence(claim).removesuffix(".") + counted


def _sentence(claim: Claim) -> str:
    if claim.is_share:
        return _share_sentence(claim)
    if claim.rank == "all_boroughs" and not claim.other_area:
        return f"{title(claim)} {_MOVED[claim.direction or 'same']} in {_boroughs(claim)}{_when(claim)}."
    if claim.rank in (*BOROUGH_RANKS, *LEVEL_RANKS) or claim.other_area:
        return _order_sentence(claim)
    name = f"{title(claim)} in {_THE_CITY.get(claim.area_code, place_name(claim))}"
    if claim.rank is None:
        return _change_sentence(claim, name)
    if claim.rank == "in_a_row":
        return (
            f"{name} {_MOVED[claim.direction or 'same']} for {number(claim.rank_place)} years in a row{_when(claim)}."
        )
    since = f" since {month_name(claim.since)}" if claim.since else ""
    level = f", at {_level(claim, claim.value)}" if claim.value is not None else ""
    month = month_name(claim.period.start).split()[0] if claim.period else "month"
    end = f"{ordinal(claim.rank_place)}{claim.rank.replace('_of_month', f' of any {month}')}"
    return f"{name} was at its {end}{since}{_when(claim)}{level}."


def _boroughs(claim: Claim) -> str:
    if claim.value is None:
        return "all 32 boroughs"
    return f"{bound_words(claim.value_bound)}{number(claim.value)} of the 32 boroughs"


def _change_sentence(claim: Claim, name: str) -> str:
    if claim.value is not None or claim.base_value is not None:
        return f"{name}: {_figures(claim)}."
    if claim.direction is None and claim.size is not None:
        return f"{name} changed by {_size(claim)}{_when(claim)}."
    by = f" by {_size(claim)}" if claim.size is not None else ""
    if claim.direction is None:
        # Of what is not covered here nothing is read but its name.
        return f"{name}{_when(claim)}."
    return f"{name} {_MOVED[claim.direction]}{by}{_when(claim)}."


def _order_sentence(claim: Claim) -> str:
    """A place among the boroughs by change or by figure, or one area against another."""
    place, when = place_name(claim), _when(claim)
    measure = "rate" if claim.value_unit == "rate" else "number"
    if claim.other_area:
        more = "a lower" if claim.direction == "down" else "a higher"
        by = f", by {_size(claim)}," if claim.size is not None else ""
        return f"{title(claim)}: {place} had {more} {measure}{by} than {area_name(claim.other_area)}{when}."
    name, nth = title(claim), ordinal(claim.rank_place)
    what = f"in {name if name[:2].isupper() else name[0].lower() + name[1:]} of the 32 boroughs"
    end, _, moved = (claim.rank or "").partition("_")
    if moved != "level":
        size = f": {_size(claim)}" if claim.size is not None else ""
        return f"{place} had the {nth}{end} {moved} {what}{size}{when}."
    level = f", {_level(claim, claim.value)}" if claim.value is not None else ""
    return f"{place} had the {nth}{end} {measure} {what}{when}{level}."


def _share_sentence(claim: Claim) -> str:
    value = f"{bound_words(claim.value_bound)}{_level(claim, claim.value or 0.0)}"
    if claim.whole:
        whole = indicator(claim.whole).in_sentence
        return f"{title(claim)} was {value} of {whole} in {place_name(claim)}{_when(claim)}."
    whole_place = "London" if claim.whole_area == MPS else area_name(claim.whole_area or MPS)
    return f"{title(claim)}: {place_name(claim)} had {value} of those in {whole_place}{_when(claim)}."


def ordinal(place: int) -> str:
    """`second ` for 2; empty for the first."""
    return {1: "", 2: "second ", 3: "third "}.get(place, f"{place}th ")


def bound_words(bound: Bound | None) -> str:
    """`more than ` before a number that is a bound; empty before one that is none."""
    return f"{BOUND_WORDS[bound]} " if bound else ""


def title(claim: Claim) -> str:
    """What is counted, as a sentence begins: `The proven reoffending rate of adults`."""
    if claim.indicator is None:
        name = claim.subject or "What is claimed"
        return name[0].upper() + name[1:]
    return indicator(claim.indicator).short_title + _GROUPS.get(claim.adult_or_youth or "", "")


def place_name(claim: Claim) -> str:
    """`London` for the MPS area, else the area's name."""
    return area_name(claim.area_code)


def area_name(code: str) -> str:
    """The same of a code. A ward with its borough, since wards share names."""
    if code == MPS:
        return "London"
    if named := REGIONS.get(code) or force_names().get(code) or BOROUGHS.get(code):
        return named
    area = find_area(code)
    borough = BOROUGHS.get(area.parent_code or "") if area.level == "ward" else None
    return f"{area.name} ward, {borough}" if borough else area.name


def _figures(claim: Claim) -> str:
    base, size, level = "", "", "a figure that is not stated"
    if claim.value is not None:
        level = (bound_words(claim.value_bound) or _about(claim)) + _level(claim, claim.value)
    if claim.base_value is not None:
        before = f" in {period_name(claim.baseline)}" if claim.baseline else " before"
        base = f", against {_about(claim)}{_level(claim, claim.base_value)}{before}"
    if claim.direction:
        of_size = claim.size is not None and claim.direction != "same"
        size = f", {DIRECTIONS[claim.direction]}" + (f" of {_size(claim)}" if of_size else "")
    when = f" in {period_name(claim.period)}" if claim.period else ""
    against = "" if base or not size or claim.baseline is None else f" on {period_name(claim.baseline)}"
    return f"{level}{when}{base}{size}{against}"


def _about(claim: Claim) -> str:
    """`about ` before counts that are rounded by more than they show."""
    return "about " if claim.value_unit == "count" and (claim.value_rounding or 0) > 1 else ""


def _level(claim: Claim, value: float) -> str:
    decimals = decimals_of(value)
    if claim.value_unit == "percent":
        return f"{number(value, decimals=decimals)}%"
    if claim.value_unit == "rate":
        per = claim.value_per or (indicator(claim.indicator).per if claim.indicator else 1_000)
        return f"{number(value, decimals=decimals)} per {number(per)} residents"
    if claim.indicator is None:
        return number(value, decimals=decimals)
    return count_of(claim.indicator, int(value)) if not decimals else number(value, decimals=decimals)


def _size(claim: Claim) -> str:
    size = claim.size or 0.0
    text = number(size, decimals=decimals_of(size))
    side = bound_words(claim.size_bound)
    units = {
        "percentage_points": f"{text} percentage {'point' if text == '1' else 'points'}",
        "percent_or_points": f"{text} per cent or percentage points",
        "count": count_of(claim.indicator, int(size)) if claim.indicator else text,
    }
    return side + units.get(claim.size_unit or "percent", f"{text}%")


def _when(claim: Claim) -> str:
    """` in 2025, compared with 2024`: begins with a space where there is anything to say."""
    when = f" in {period_name(claim.period)}" if claim.period else ""
    return f"{when}, compared with {period_name(claim.baseline)}" if claim.baseline else when


def period_name(window: Window) -> str:
    """A window as claims speak of it: a quarter by its months."""
    return window.label.partition("(")[2].rstrip(")") if window.kind == "quarter" else window.name


def figure_words(evaluation: Evaluation, value: float | None) -> str:
    """A figure in its unit: `13,552 offences`, `27.8%`, `1.06 homicides per 100,000 residents`."""
    counted = indicator(evaluation.indicator)
    if value is None:
        return "no figure"
    if evaluation.unit == "percent":
        return percent(value)
    if evaluation.unit == counted.unit and counted.measure == "count":
        return count_of(counted, int(value))
    return f"{number(value, decimals=2)} {evaluation.unit}"


def change_words(evaluation: Evaluation) -> str:
    """`−17.5% (95% interval −19.4% to −15.6%)`, `−1.2 percentage points (−4.3%)`; empty where none is stated."""
    if evaluation.points is not None:
        relative = f" ({signed_percent(evaluation.percent)})" if evaluation.percent is not None else ""
        return f"{signed(evaluation.points, decimals=1)} percentage points{relative}"
    change, size = evaluation.change, evaluation.percent
    if size is None or change is None or evaluation.status.startswith("withheld"):
        return ""
    bounds = change.bounds if evaluation.count == change.count else None
    return signed_percent(size) + (f" (95% interval {interval(*bounds)})" if bounds else "")


def figures_words(evaluation: Evaluation, *, whose: str = "Our") -> str:
    """What our figures are, in one sentence; `whose` where they are somebody else's."""
    named = _THE_CITY.get(evaluation.area_code, evaluation.area_name)
    place = "" if evaluation.area_code == MPS else f" in {named}"
    group = f" of {GROUP_NAMES[evaluation.adult_or_youth]}" if evaluation.adult_or_youth else ""
    now = f"{figure_words(evaluation, evaluation.count)}{group}{place} {_in(evaluation, evaluation.period)}"
    if evaluation.baseline is None:
        return f"{whose} figure: {now}."
    change = change_words(evaluation)
    then = f"{figure_words(evaluation, evaluation.base)} {_in(evaluation, evaluation.baseline)}"
    return f"{whose} figures: {now}, {then}{f': {change}' if change else ''}."


def _in(evaluation: Evaluation, window: Window) -> str:
    return f"in the cohort of {window.label}" if evaluation.adult_or_youth else window.when
