"""The claims that one clause makes, from what was read in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from analytics.claims.claim import EXTREMES, Claim, Rank
from analytics.claims.reading.claim_facts import Facts
from analytics.claims.reading.shares import SpokenShare
from analytics.claims.reading.subjects import is_part_of
from analytics.geography.borough_groups import is_of_boroughs
from analytics.indicators import indicator
from analytics.wording.changes import ROUNDED_MULTIPLE
from analytics.wording.harmless_words import unread_in
from analytics.wording.place_names import BARE, SpokenPlace
from analytics.wording.sentence import TAKEN, Unreadable
from data.published_areas import MPS

_NO_FIGURES: dict[str, Any] = dict.fromkeys(
    ("size", "size_unit", "rounding", "size_bound", "value", "base_value", "value_rounding", "value_bound")
)
_LEVEL_RANKS: dict[Rank, Rank] = {"lowest": "lowest_level", "highest": "highest_level"}


def claims_of(facts: Facts, said_on: date | None) -> list[Claim]:
    """The claims that a clause makes: a change that is given in per cent and as a count is two, an order is one more.

    Raises Unreadable for an order that may be meant of places or of times, for a share of what is not held.
    """
    said_on = said_on or facts.said_on
    claims = _claims_of_place(facts, said_on)
    if not facts.also:
        return claims
    has_figure = any(part is not None for claim in claims for part in (claim.size, claim.value, claim.rank))
    if has_figure and not facts.sentence.take_all(r"\beach\b", TAKEN, "area"):
        listed = " and ".join(f"“{place.words}”" for place in (facts.place, *facts.also))
        raise Unreadable(f"The figure may be meant of {listed} together or of each", "Check them one at a time")
    return [replace(claim, area_code=place.code) for place in (facts.place, *facts.also) for claim in claims]


def _claims_of_place(facts: Facts, said_on: date | None) -> list[Claim]:
    if facts.subject.is_uncovered:
        times = facts.times
        return [Claim(indicator=None, subject=facts.subject.name, area_code=facts.place.code, period=times.period,
                      baseline=times.baseline, published=said_on)]  # fmt: skip
    quantities, times, order = facts.quantities, facts.times, facts.order
    common = Claim(
        indicator=_for_level(facts.subject.indicator, facts.place),
        subject=facts.subject.name,
        area_code=facts.place.code,
        period=times.period,
        baseline=times.baseline,
        published=said_on,
        source_basis="home_office" if facts.basis else "police",
        adult_or_youth=facts.group,
        value_unit="rate" if facts.is_rate else "count",
    )
    if facts.share is not None:
        return [_share_claim(common, facts, facts.share)]
    if facts.other is not None:
        return [_comparison(common, facts)]
    levels = replace(common, **quantities.facts | {"direction": quantities.direction or order.direction})
    levels = replace(levels, value_unit="rate") if facts.is_rate else levels
    others = replace(common, direction=levels.direction)
    sizes = [replace(others if i else levels, **part.facts) for i, part in enumerate(quantities.sizes)]
    return _with_order(sizes or [levels], facts)


def _with_order(claims: list[Claim], facts: Facts) -> list[Claim]:
    order = facts.order
    if order.rank is None:
        _refuse_count_of_years(facts)
        return claims
    first = claims[0]
    if order.rank == "all_boroughs":
        if facts.place.level == "borough":
            raise Unreadable(f"“{order.words}” and “{facts.place.words}” are two claims", "Check them one at a time")
        if first.size is not None or first.base_value is not None:
            raise Unreadable(
                f"“{order.words}” and “{facts.quantities.words.get('size') or facts.quantities.words['base_value']}”: "
                "whether each borough or all together changed by so much is not said",
                "Check the direction in all boroughs, and the change of London, one at a time",
            )
        if first.value is not None:
            raise Unreadable(f"“{order.words}” and a figure are two claims", "Check them one at a time")
        return [replace(first, rank=order.rank, value=order.count, value_bound=order.bound)]
    if order.rank in EXTREMES:
        return _of_levels(claims, facts)
    if order.rank == "in_a_row":
        if first.direction not in ("up", "down"):
            raise Unreadable(f"“{order.words}”, and it is not said that it rose or fell", "Say which it did")
        streak = replace(first, rank=order.rank, rank_place=order.place, baseline=None, **_NO_FIGURES)
        return [*claims, streak] if first.size is not None or first.value is not None else [streak]
    return [replace(first, rank=order.rank, rank_place=order.place), *claims[1:]]


def _of_levels(claims: list[Claim], facts: Facts) -> list[Claim]:
    """The highest of the boroughs, or of times: by the words beside it. A change beside it is a claim by itself."""
    order, times, first = facts.order, facts.times, claims[0]
    is_of_times = order.is_of_times or times.since is not None or bool(times.months_before)
    rank = order.rank or "highest"
    if rank not in _LEVEL_RANKS and (times.period is None or times.period.months != 1):
        raise Unreadable(f"“{order.words}” is of one month, and it is not said of which year", "Give month and year")
    plain = replace(first, direction=None, size=None, size_unit=None, rounding=None, size_bound=None, base_value=None)
    is_change = first.size is not None or first.base_value is not None
    if facts.place.level == "borough" and not is_of_times:
        ranked = replace(plain, rank=_LEVEL_RANKS[rank], rank_place=order.place, baseline=None)
        return [*claims, ranked] if is_change else [ranked]
    if not is_of_times:
        raise Unreadable(
            f"“{order.words}” may be meant of places or of times",
            f"Say since when, as in: its {rank} since 2014; or name the borough that has the {rank} number",
        )
    since = times.since
    if since and times.period and rank not in _LEVEL_RANKS:
        # "The lowest June since 2021" leaves June 2021 out.
        since = since.replace(month=times.period.start.month)
    ranked = replace(plain, rank=rank, rank_place=order.place, since=since, baseline=None)
    return [replace(claims[0], baseline=times.baseline), *claims[1:], ranked] if is_change else [ranked]


def _refuse_count_of_years(facts: Facts) -> None:
    """In "30,000 in the last two years" and in "30,000 since 2020" nothing is compared."""
    quantities, times = facts.quantities, facts.times
    only_counted = quantities.value is not None and quantities.direction is None and not quantities.sizes
    if (
        only_counted
        and (times.baseline is not None or (times.months_before or 0) > 12)
        and quantities.base_value is None
    ):
        raise Unreadable(
            f"“{quantities.words['value']}” is counted over “{times.said['baseline']}” together",
            "Give the figure of one year, or the two years that are compared",
        )


def _share_claim(common: Claim, facts: Facts, share: SpokenShare) -> Claim:
    """A borough's share of London, or the share of a subgroup in its group; others are shares of what is not held."""
    part, whole = facts.subject.indicator, facts.subject.whole
    stated = replace(common, value=share.value, value_unit="percent", value_rounding=share.rounding,
                     value_bound=share.bound, baseline=None)  # fmt: skip
    if facts.subject.is_survey or (part and indicator(part).measure != "count"):
        return stated
    if part and whole and is_part_of(part, whole):
        return replace(stated, whole=whole)
    if part and whole is None and is_of_boroughs(facts.place.code):
        return replace(stated, whole_area=MPS)
    unread = ", ".join(f"“{piece.words}”" for piece in unread_in(facts.sentence, has_size=True))
    raise Unreadable(
        f"“{share.words}” is a share, and "
        + (f"{unread} could not be read" if unread else "the figures here do not tell what it is a share of"),
        "A borough's share of London, and a kind of offence as a share of its group, can be checked",
    )


def _comparison(common: Claim, facts: Facts) -> Claim:
    other, quantities = facts.other or SpokenPlace(), facts.quantities
    if quantities.value is not None:
        listed = f"“{quantities.words['value']}” and the comparison with “{other.words}”"
        raise Unreadable(f"{listed} are two claims", "Check them one at a time")
    if quantities.direction not in ("up", "down") or len(quantities.sizes) > 1:
        raise Unreadable(f"“{facts.place.words}” and “{other.words}” are compared, but it is not said how", BARE)
    is_of_forces = (facts.place.level, other.level) == ("mps", "force")
    if not is_of_forces and other.level != facts.place.level and (not facts.is_rate or other.level == "force"):
        raise Unreadable(
            f"“{facts.place.words}” and “{other.words}” are not of one kind", "Compare their rates, or two boroughs"
        )
    compared = replace(common, direction=quantities.direction, other_area=other.code, baseline=None)
    for size in quantities.sizes:
        compared = replace(compared, **size.facts)
        if size.rounding == ROUNDED_MULTIPLE and size.unit == "percent":
            # "Three times as many" is said of 2.7 and of 3.3.
            times = 100 + size.value if quantities.direction == "up" else 100 - size.value
            compared = replace(compared, rounding=min(100.0, 0.2 * times))
    return compared


def _for_level(id: str | None, place: SpokenPlace) -> str | None:
    """Boroughs and wards have no violence against women and girls by group, so there the wider total stands."""
    return "vawg" if id == "vawg_offences" and place.level != "mps" else id
