"""The levels of areas: what each is called, what it is made of, and what is known of its areas.

A new level is a name in `data.published_areas.Level` and an entry here: the tests then name what is missing for it; the
type checker does not. Groups of boroughs are a name more in `borough_groups`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analytics.geography.borough_groups import parts_of
from analytics.geography.command_units import MADE_OF_BOROUGHS
from data.published_areas import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLevel:
    """One level of areas.

    `plural` names its areas together in a sentence. `parent`: the level in whose areas they lie. `added_up_from`: the
    level whose areas are its figures; None where the level is published itself. `leaves_out_unknown`: whether offences
    whose borough is unknown are in none of its areas, while they are in London's.
    `population_from`: the level whose population estimates serve it, its own or those that are added up.
    `code_prefix`: with what the GSS codes of its areas begin. `shares_names`: whether areas of different parents bear
    one name. `follows_parent`: whether its editions come out together with those of its parent. `has_similar_areas`:
    whether areas like an area are known. `caveats`: what a reader of any figure at the level must know.
    """

    id: Level
    name: str
    plural: str
    parent: Level | None
    added_up_from: Level | None = None
    population_from: Level
    code_prefix: str
    shares_names: bool = False
    follows_parent: bool = False
    leaves_out_unknown: bool = False
    has_similar_areas: bool = False
    caveats: tuple[str, ...] = ()

    @property
    def is_of_groups(self) -> bool:
        """Whether its areas are groups of boroughs and nothing else; London's figures are more than their sum."""
        return self.added_up_from == "borough" and self.leaves_out_unknown

    @property
    def in_editions_of(self) -> tuple[Level, ...]:
        """The levels of the editions that may hold its figures: its own, and the one that it is added up from."""
        return (self.id, self.added_up_from) if self.added_up_from else (self.id,)

    def is_among(self, area_code: str, *, levels: Collection[Level], areas: Collection[str]) -> bool:
        """Whether what is said of some levels and areas, all where empty, is said of this area of the level.

        What is said of boroughs, and of one of them, is true of their sum.
        """
        own = {self.id, "borough"} if self.leaves_out_unknown else {self.id}
        of_level = not levels or not own.isdisjoint(levels)
        return of_level and (not areas or not {area_code, *parts_of(area_code)}.isdisjoint(areas))


# From the widest to the smallest.
AREA_LEVELS: dict[Level, AreaLevel] = {
    "mps": AreaLevel(
        id="mps",
        name="London",
        plural="London",
        parent=None,
        added_up_from="borough",
        population_from="borough",
        code_prefix="E23",
    ),
    "command_unit": AreaLevel(
        id="command_unit",
        name="command unit",
        plural="command units",
        parent="mps",
        added_up_from="borough",
        population_from="borough",
        code_prefix="BCU-",
        leaves_out_unknown=True,
        caveats=(MADE_OF_BOROUGHS,),
    ),
    "borough": AreaLevel(
        id="borough",
        name="borough",
        plural="boroughs",
        parent="mps",
        population_from="borough",
        code_prefix="E09",
        has_similar_areas=True,
        leaves_out_unknown=True,
    ),
    "ward": AreaLevel(
        id="ward",
        name="ward",
        plural="wards",
        parent="borough",
        population_from="ward",
        code_prefix="E05",
        shares_names=True,
        follows_parent=True,
        caveats=("Some offences have no ward (1% to 10%, fewer lately): a change may be up to 2.7 points too high.",),
    ),
}
ALL_LEVELS: tuple[Level, ...] = tuple(AREA_LEVELS)


def levels_supplied_by(edition_level: str) -> tuple[Level, ...]:
    """The levels whose figures come from editions of a level: boroughs are behind the MPS area too, their sum."""
    return tuple(level.id for level in AREA_LEVELS.values() if edition_level in level.in_editions_of)
