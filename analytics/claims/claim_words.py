"""A claim as one sentence, made of its facts in our own words; figures and sizes as they are said in explanations."""

from __future__ import annotations

from typing import Final

from analytics.claims.answer import Evaluation
from analytics.claims.claim import Claim
from analytics.claims.default_periods import BOROUGH_RANKS, LEVEL_RANKS
from analytics.forces.force_figures import force_names
from analytics.geography.areas import find_area
from analytics.indicators import indicator
from analytics.narrative import capital, count_of, interval, number, percent, signed, signed_percent
from analytics.periods import Window, month_name
from analytics.reoffending.proven_reoffending import GROUP_NAMES
from analytics.wording.number_words import decimals_of
from analytics.wording.word_patterns import Bound
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
    counted = ", by the Home Office's count" if claim.source_basis == "home_office" else ""
    is_placed = claim.is_share or claim.other_area or claim.rank in (*BOROUGH_RANKS, *LEVEL_RANKS)
    return f"{_of_places(claim) if is_placed else _of_periods(claim)}{counted}."


def _of_periods(claim: Claim) -> str:
    """A change, a figure, or the lowest or highest of the periods."""
    name, when = f"{title(claim)} in {_THE_CITY.get(claim.area_code, place_name(claim))}", _when(claim)
    if claim.rank == "in_a_row":
        return f"{name} {_MOVED[claim.direction or 'same']} for {number(claim.rank_place)} years in a row{when}"
    if claim.rank is not None:
        since = f" since {month_name(claim.since)}" if claim.since else ""
        month = month_name(claim.period.start).split()[0] if claim.period else "month"
        extreme = f"{ordinal(claim.rank_place)}{claim.rank.replace('_of_month', f' of any {month}')}"
        return f"{name} was at its {extreme}{since}{when}{_after(', at ', _level(claim, claim.value))}"
    if claim.value is not None or claim.base_value is not None:
        return f"{name}: {_figures(claim)}"
    # Of what is not covered here nothing is read but its name.
    moved = _MOVED[claim.direction] if claim.direction else "changed" if claim.size is not None else ""
    return f"{name}{_after(' ', moved)}{_after(' by ', _size(claim))}{when}"


def _of_places(claim: Claim) -> str:
    """A place among the boroughs by change or by figure, one area against another, or a part of a whole."""
    name, place, when = title(claim), place_name(claim), _when(claim)
    level, size = _level(claim, claim.value), _size(claim)
    measure = "rate" if claim.value_unit == "rate" else "number"
    if claim.whole:
        share = f"{bound_words(claim.value_bound)}{level} of {indicator(claim.whole).in_sentence}"
        return f"{name} was {share} in {place}{when}"
    if claim.whole_area:
        share = f"{bound_words(claim.value_bound)}{level} of those in {area_name(claim.whole_area)}"
        return f"{name}: {place} had {share}{when}"
    if claim.other_area:
        more = f"{'a lower' if claim.direction == 'down' else 'a higher'} {measure}{_after(', by ', size, ',')}"
        return f"{name}: {place} had {more} than {area_name(claim.other_area)}{when}"
    if claim.rank == "all_boroughs":
        so_many = "all" if claim.value is None else f"{bound_words(claim.value_bound)}{number(claim.value)} of the"
        return f"{name} {_MOVED[claim.direction or 'same']} in {so_many} 32 boroughs{when}"
    what = f"in {name if name[:2].isupper() else name[0].lower() + name[1:]} of the 32 boroughs"
    end, _, moved = (claim.rank or "").partition("_")
    nth = f"{place} had the {ordinal(claim.rank_place)}{end}"
    if moved == "level":
        return f"{nth} {measure} {what}{when}{_after(', ', level)}"
    return f"{nth} {moved} {what}{_after(': ', size)}{when}"


def _after(before: str, words: str, closing: str = "") -> str:
    """Words with what leads to them; nothing where there are none."""
    return f"{before}{words}{closing}" if words else ""


def ordinal(place: int) -> str:
    """`second ` for 2; empty for the first."""
    return {1: "", 2: "second ", 3: "third "}.get(place, f"{place}th ")


def bound_words(bound: Bound | None) -> str:
    """`more than ` before a number that is a bound; empty before one that is none."""
    return f"{BOUND_WORDS[bound]} " if bound else ""


def title(claim: Claim) -> str:
    """What is counted, as a sentence begins: `The proven reoffending rate of adults`."""
    if claim.indicator is None:
        return capital(claim.subject or "What is claimed")
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
    base, about = "", ""
    if claim.value_unit == "count" and (claim.value_rounding or 0) > 1:
        # Rounded by more than it shows.
        about = "about "
    level = (bound_words(claim.value_bound) or about) + _level(claim, claim.value)
    level = "a figure that is not stated" if claim.value is None else level
    if claim.base_value is not None:
        before = f" in {period_name(claim.baseline)}" if claim.baseline else " before"
        base = f", against {about}{_level(claim, claim.base_value)}{before}"
    size = _size(claim) if claim.direction != "same" else ""
    moved = f", {DIRECTIONS[claim.direction]}{_after(' of ', size)}" if claim.direction else ""
    when = f" in {period_name(claim.period)}" if claim.period else ""
    against = "" if base or not moved or claim.baseline is None else f" on {period_name(claim.baseline)}"
    return f"{level}{when}{base}{moved}{against}"


def _level(claim: Claim, value: float | None) -> str:
    if value is None:
        return ""
    decimals = decimals_of(value)
    text = number(value, decimals=decimals)
    if claim.value_unit == "percent":
        return f"{text}%"
    if claim.value_unit == "rate":
        per = claim.value_per or (indicator(claim.indicator).per if claim.indicator else 1_000)
        return f"{text} per {number(per)} residents"
    return text if claim.indicator is None or decimals else count_of(claim.indicator, int(value))


def _size(claim: Claim) -> str:
    if claim.size is None:
        return ""
    text = number(claim.size, decimals=decimals_of(claim.size))
    units = {
        "percentage_points": f"{text} percentage {'point' if text == '1' else 'points'}",
        "percent_or_points": f"{text} per cent or percentage points",
        "count": count_of(claim.indicator, int(claim.size)) if claim.indicator else text,
    }
    return bound_words(claim.size_bound) + units.get(claim.size_unit or "percent", f"{text}%")


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
