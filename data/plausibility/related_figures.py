"""Figures that must agree with one another: a part with its whole, wards with their borough, parts of a release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa

from data.editions import Edition
from data.plausibility.figure_grid import FigureGrid, Floats, areas_in, grid_of, month_of
from data.plausibility.revision_checks import rolling, score
from data.plausibility.revision_limits import MovementLimits, RevisionLimits
from data.plausibility.suspect_figures import SuspectFigure

Others = Sequence[tuple[Edition, pa.Table]]

# Whole → parts that never exceed it, in any area and month of any genuine edition.
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("violence_against_the_person", ("homicide", "violence_with_injury", "stalking_and_harassment")),
    ("theft", ("shoplifting", "theft_from_the_person")),
    ("burglary", ("burglary_home", "burglary_unconnected_building", "burglary_business_and_community")),
    ("knife_crime", ("knife_crime_with_injury",)),
    ("knife_crime_with_injury", ("knife_crime_with_injury_robbery",)),
    ("domestic_abuse", ("domestic_abuse_with_injury",)),
    ("gun_crime", ("lethal_barrel_discharge",)),
)
# A part that another publication counts, with its whole: of London and a month, at the level of boroughs.
PARTS_ELSEWHERE = (
    ("robbery_phone", "robbery_personal"),
    ("theft_from_the_person_phone", "theft_from_the_person"),
    ("knife_crime_with_injury_robbery", "robbery_personal"),
)
# Victims for each offence of violence against women and girls, by month: 0.91 to 1.02 from 2014 to 2026.
VICTIMS_FOR_EACH_OFFENCE = (0.85, 1.08)
# Wards fall short of their boroughs by 1 to 10 %, some offences by more; by how much at most in London and a month.
SHORT_OF_BOROUGHS = {
    "rape": 0.18, "possession_of_weapons": 0.34, "drug_offences": 0.25, "miscellaneous_crimes": 0.25,
    "burglary_home": 1.0, "burglary_unconnected_building": 1.0, "theft_from_the_person_phone": 0.20,
}  # fmt: skip
SHORT = 0.13
# By how much a borough's wards may stray from what London's shortfall lets expect; drug offences of Tower Hamlets
# fell short by a third from June to October 2024.
STRAY_OF_A_BOROUGH = {"drug_offences": 0.45, "miscellaneous_crimes": 0.40, "possession_of_weapons": 0.30}
STRAY = 0.14
# The airport's offences stood apart from its borough, never from its ward.
HEATHROW = "E09000017"
QUARTER = 3


def parts_beyond_their_whole(arriving: FigureGrid) -> Iterator[SuspectFigure]:
    """Every cell in which parts add up to more than their whole."""
    for whole, parts in PARTS:
        if whole not in arriving.series or not set(parts) & set(arriving.series):
            continue
        rows = [arriving.series.index(part) for part in parts if part in arriving.series]
        total, top = arriving.values[rows].sum(0), arriving.values[arriving.series.index(whole)]
        for area, t in zip(*np.nonzero(total > top), strict=True):
            month = month_of(arriving.months[t])
            points = 1 + float((total[area, t] - top[area, t]) / np.sqrt(total[area, t]))
            kind = f"larger than {whole.replace('_', ' ')}"
            name, figures = arriving.series[rows[0]], (float(top[area, t]), float(total[area, t]))
            yield SuspectFigure(points, kind, name, arriving.areas[area], month, month, *figures)


def disagreements_between_levels(
    edition: Edition, table: pa.Table, others: Others, ward_parents: Mapping[str, str], limits: RevisionLimits
) -> Iterator[SuspectFigure]:
    """Wards added up beside their borough: by borough against London's own shortfall, and London by month."""
    if not ward_parents or not others:
        return
    wards, boroughs = ([(edition, table)], others) if edition.level == "ward" else (others, [(edition, table)])
    months = range(*_span([edition]))
    names = sorted({n for e, _ in wards for n in e.covers} & {n for e, _ in boroughs for n in e.covers} - {"homicide"})
    codes = tuple(sorted(set(ward_parents.values())))
    ward_codes = areas_in([rows for _, rows in wards])
    below = grid_of(wards, series=names, areas=ward_codes, months=months)
    above = grid_of(boroughs, series=names, areas=codes, months=months)
    parents = np.array([ward_parents.get(ward, "") for ward in ward_codes])
    inside = (parents == np.array(codes)[:, None]).astype(np.float64)
    for n, name in enumerate(names):
        same_side = limits.same_side(below.published[n], above.published[n])
        both = np.flatnonzero(below.covered[n] & above.covered[n] & same_side)
        if len(both):
            sums = inside @ below.values[n][:, both], above.values[n][:, both]
            yield from _level_scores(*sums, name, codes, [months[int(m)] for m in both], limits)


def _span(editions: Sequence[Edition]) -> tuple[int, int]:
    first = min(edition.months_from for edition in editions)
    last = max(edition.months_to for edition in editions)
    return (first.year - 1970) * 12 + first.month - 1, (last.year - 1970) * 12 + last.month


def _level_scores(
    wards: Floats, boroughs: Floats, name: str, codes: tuple[str, ...], months: list[int], limits: RevisionLimits
) -> Iterator[SuspectFigure]:
    total, of_boroughs = wards.sum(0), boroughs.sum(0)
    london = score(total - of_boroughs, of_boroughs, total, MovementLimits(5.0, SHORT_OF_BOROUGHS.get(name, SHORT)))
    kind = "wards against boroughs"
    for t in np.flatnonzero(london > limits.shown):
        month, figures = month_of(months[int(t)]), (float(of_boroughs[t]), float(total[t]))
        yield SuspectFigure(float(london[t]), kind, name, "", month, month, *figures)
    shortfall = total / np.maximum(of_boroughs, 1)
    for length in {QUARTER, len(months)} if len(months) >= QUARTER else {len(months)}:
        expected, counted = rolling(boroughs * shortfall, length), rolling(wards, length)
        points = score(counted - expected, expected, counted, MovementLimits(5.0, STRAY_OF_A_BOROUGH.get(name, STRAY)))
        for row, t in zip(*np.nonzero(points > limits.shown), strict=True):
            if codes[row] != HEATHROW:
                span = month_of(months[t]), month_of(months[t + length - 1])
                figures = float(expected[row, t]), float(counted[row, t])
                yield SuspectFigure(float(points[row, t]), kind, name, codes[row], *span, *figures)


def disagreements_in_a_release(edition: Edition, table: pa.Table, others: Others) -> Iterator[SuspectFigure]:
    """Parts of London that one publication counts beside their whole in another; victims beside offences."""
    if edition.level not in ("borough", "mps"):
        return
    months = range(*_span([edition]))
    totals = _totals([(edition, table), *others], months)
    own = set(edition.covers)
    for part, whole in PARTS_ELSEWHERE:
        if part in totals and whole in totals and own & {part, whole}:
            yield from _outside(totals[part], totals[whole], (0.0, 1.0), part, months, f"larger than {whole}")
    victims = [total for name, total in totals.items() if name.startswith("vawg_victims_aged")]
    if victims and "vawg" in totals and own & {"vawg", "vawg_victims_aged_20_to_29"}:
        together = np.sum(victims, axis=0)
        kind = "victims against offences"
        yield from _outside(together, totals["vawg"], VICTIMS_FOR_EACH_OFFENCE, "vawg_victims", months, kind)


def _totals(editions: Others, months: Sequence[int]) -> dict[str, Floats]:
    """Series → London's total by month, NaN where it is not covered."""
    totals: dict[str, Floats] = {}
    for level in ("borough", "mps"):
        chosen = [(e, rows) for e, rows in editions if e.level == level]
        names = sorted({name for e, _ in chosen for name in e.covers})
        grid = grid_of(chosen, series=names, areas=areas_in([rows for _, rows in chosen]), months=months)
        for n, name in enumerate(names):
            totals[name] = np.where(grid.covered[n], grid.values[n].sum(0), np.nan)
    return totals


def _outside(
    part: Floats, whole: Floats, bounds: tuple[float, float], name: str, months: Sequence[int], kind: str
) -> Iterator[SuspectFigure]:
    low, high = whole * bounds[0], whole * bounds[1]
    beyond = np.where(part > high, part - high, np.where(part < low, low - part, 0.0))
    points = beyond / np.sqrt(np.maximum(part, whole) + 1) / 2
    for t in np.flatnonzero(points > 1):
        month, figures = month_of(months[int(t)]), (float(whole[t]), float(part[t]))
        yield SuspectFigure(float(points[t]), kind.replace("_", " "), name, "", month, month, *figures)
