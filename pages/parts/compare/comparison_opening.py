"""The opening of a comparison: who lies outside the usual spread, where the chosen stand, what the denominator does."""

from __future__ import annotations

from analytics.borough_profile.borough_comparison import Basis, Comparison, Place, comparison, most_moved, outliers
from analytics.narrative import count_of, number
from analytics.statistics.ranking import ordinal, rank_range_words
from analytics.statistics.rates import rate_decimals
from pages.parts import page_choices, page_opening, words
from pages.parts.view import View

NO_HOUSEHOLDS = "Rates per household exist for residential burglary only, so rates per resident are shown."


def opening(compared: Comparison, per: str, view: View) -> None:
    """Who lies outside the usual spread, where the chosen boroughs stand, and what the denominator does."""
    by_day = next((caveat for caveat in compared.indicator.caveats if "by day" in caveat), "")
    wanted_households = page_choices.BASES[per] == "households" and compared.basis != "households"
    texts = [
        " ".join(_standing(compared.of(area.code), compared) for area in view.boroughs),
        effect(compared),
        by_day,
        NO_HOUSEHOLDS if wanted_households else "",
    ]
    context = (compared.indicator.theme, "32 boroughs", compared.window.label, words.NOT_ACCREDITED)
    ways = [(f"Every indicator and ward of {area.name}", area) for area in view.boroughs]
    page_opening.write(view, context, title(compared), texts, ways)


def title(compared: Comparison) -> str:
    """Which boroughs lie outside the usual spread; of counts, which has the most."""
    name, outside = compared.indicator.short_title, [place.area.name for place in outliers(compared)]
    if compared.basis == "count":
        top = compared.places[0]
        return f"{name}: {top.area.name} has the most, {count_of(compared.indicator, top.count)}"
    if not outside:
        return f"{name}: no borough lies outside the usual spread"
    if len(outside) == 1:
        return f"{name}: only {outside[0]} lies outside the usual spread between boroughs"
    return f"{name}: {words.listed(outside)} lie outside the usual spread between boroughs"


def effect(compared: Comparison) -> str:
    """What the choice of a denominator does to a rank, in a sentence."""
    basis: Basis = "residents" if compared.basis == "count" else "count"
    other = comparison(compared.indicator, basis=basis, end=compared.chosen_end)
    moved = most_moved(compared, other)
    this_basis, other_basis = _named(compared), _named(other)
    sentences = f"What it is measured by matters: {moved.area.name} ranks {ordinal(moved.rank)} {this_basis} and "
    sentences += f"{ordinal(other.of(moved.area.code).rank)} {other_basis}."
    top = compared.places[0]
    elsewhere = other.of(top.area.code).rank
    if top.area.code != moved.area.code:
        ranks = f"{ordinal(top.rank)} either way" if elsewhere == top.rank else f"{ordinal(top.rank)} {this_basis} and "
        sentences += (
            f" {top.area.name} ranks {ranks}{'' if elsewhere == top.rank else f'{ordinal(elsewhere)} {other_basis}'}."
        )
    if compared.basis == "households":
        resident = comparison(compared.indicator, end=compared.chosen_end).of(top.area.code)
        sentences += f" Per resident {top.area.name} ranks {ordinal(resident.rank)}."
    return sentences


def _named(compared: Comparison) -> str:
    return {
        "residents": "per resident",
        "households": "per household",
        "count": f"by number of {compared.indicator.noun[1]}",
    }[compared.basis]


def _standing(place: Place, compared: Comparison) -> str:
    return (
        f"{place.area.name} ranks {ordinal(place.rank)} of {len(compared.places)}"
        f"{range_words(place)} with {value(place.value, compared)} {compared.unit}{_spread_words(place)}."
    )


def _spread_words(place: Place) -> str:
    if place.widened is None:
        return ""
    if place.widened == "inside":
        return ", within the usual spread"
    return f", {place.widened.split()[0]} the usual spread"


def value(figure: float, compared: Comparison) -> str:
    """A rate with as many decimals as tell boroughs apart, a count with none."""
    return number(figure, decimals=decimals(compared))


def decimals(compared: Comparison) -> int:
    """Decimals that the values of a comparison are shown with."""
    return 0 if compared.basis == "count" else rate_decimals(compared.rate)


def range_words(place: Place) -> str:
    """The range of a rank in brackets, with a space before; empty where it is one rank."""
    low, high = place.rank_range
    return "" if low == high else f" ({rank_range_words(low, high)})"
