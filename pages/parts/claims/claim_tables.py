"""Tables of a checked claim: what was tried beside it, the order that it names, the nearest figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.claims import Claim, Evaluation
from analytics.claims.answer_table import table
from analytics.claims.claim_words import change_words, figure_words
from analytics.indicators import indicator
from analytics.narrative import interval, signed
from analytics.reoffending.proven_reoffending import GROUP_NAMES
from pages.parts import cached_figures, tables, words
from pages.parts.claims.claim_chart import brief
from pages.parts.claims.claim_panels import answer, figure, level_of, place_of
from pages.parts.panels import Panel
from pages.parts.tables import Cell, TableRow

NAMES = {"definition": "Another definition", "period": "Another period", "baseline": "Another baseline",
         "edition": "An earlier edition"}  # fmt: skip


@cached_figures.kept_panel
def tried(claim: Claim, as_of: date | None) -> Panel | None:
    """The claim as stated, and every neighbouring definition, period and baseline that was tried."""
    answered = answer(claim, as_of)
    rows = [*((answered.stated,) if answered.stated else ()), *answered.alternatives]
    if not rows or (answered.ranked and not answered.alternatives):
        return None
    given = sum(evaluation.matches for evaluation in answered.alternatives)
    return Panel(
        key="claim_alternatives",
        title=_tried_title(answered.tried, given),
        statistic="The same numbers under what they are often mixed up with, the closest first; 95% intervals beneath",
        figures=table(replace(answered, ranked=(), nearest=())),
        chart=tables.html_table(
            "What was tried", ("What differs", "Period", "Figure", "Change", "As claimed"),
            [_line(evaluation) for evaluation in rows], numbers=(2, 3),
        ),
        indicators=tuple(dict.fromkeys(indicator(evaluation.indicator) for evaluation in rows)),
        level=level_of(rows[0]),
        formulas=("change",),
        note="Among many windows some give any number by accident: a match here says where a number may come from.",
        follows_filters=False,
    )  # fmt: skip


def _tried_title(tried_in_all: int, given: int) -> str:
    if not tried_in_all:
        return "The claim as stated; no neighbouring definition or period was tried"
    some = "One" if tried_in_all == 1 else f"{words.capital(words.spelled(tried_in_all))}"
    one = "definition, period or baseline was" if tried_in_all == 1 else "other definitions, periods and baselines were"
    gives = "none gives" if not given else "one gives" if given == 1 else f"{words.spelled(given)} give"
    return f"{some} {one} tried: {gives} the numbers of the claim"


def _line(evaluation: Evaluation) -> TableRow:
    differs = [indicator(evaluation.indicator).short_title if name == "definition" else NAMES[name]
               for name in evaluation.differs_in]  # fmt: skip
    against = f"against {brief(evaluation.baseline)}" if evaluation.baseline else ""
    return TableRow(
        (
            Cell(words.capital(words.lower(", ".join(differs))) if differs else "As stated"),
            Cell(words.capital(brief(evaluation.period)), second=against),
            Cell(
                figure(evaluation, evaluation.count),
                second=f"from {figure(evaluation, evaluation.base)}" if evaluation.baseline else "",
            ),
            change_cell(evaluation),
            Cell("Yes" if evaluation.matches else "No"),
        ),
        is_marked=not evaluation.differs_in,
    )


def change_cell(evaluation: Evaluation) -> Cell:
    """A change with its interval beneath, or why there is none."""
    size, _, _ = change_words(evaluation).partition(" (")
    change = evaluation.change
    if not size and change is not None and evaluation.status.startswith("withheld") and change.difference is not None:
        return Cell(signed(change.difference), second="too few for a percentage")
    if not size:
        return Cell(tables.NOTHING, second=tables.STATUSES.get(evaluation.status, "") if evaluation.baseline else "")
    bounds = ""
    if change is not None and change.lower is not None and change.upper is not None and evaluation.points is None:
        bounds = interval(change.lower, change.upper)
    return Cell(size, second=bounds)


@cached_figures.kept_panel
def ranked(claim: Claim, as_of: date | None) -> Panel | None:
    """The boroughs or the periods among which a rank was decided, in their order."""
    answered = answer(claim, as_of)
    if not answered.ranked:
        return None
    of_boroughs = len({evaluation.area_code for evaluation in answered.ranked}) > 1
    # Of boroughs and of years in a row it is changes that are set in order.
    of_changes = of_boroughs or claim.rank == "in_a_row"
    marked = (lambda e: e.area_code == claim.area_code) if of_boroughs else (
        lambda e: answered.stated is not None and e.period == answered.stated.period)  # fmt: skip
    heads = ("Borough" if of_boroughs else "Period", "Figure", *(("Change",) if of_changes else ()))
    lines = [_ranked_line(evaluation, heads, is_marked=marked(evaluation)) for evaluation in answered.ranked]
    first = answered.ranked[0]
    return Panel(
        key="claim_order",
        title=_ranked_title(claim, answered.ranked, of_boroughs=of_boroughs),
        statistic=_ranked_statistic(first, of_boroughs=of_boroughs),
        figures=table(replace(answered, stated=None, alternatives=(), nearest=())),
        chart=tables.html_table(
            "The order", heads, lines, numbers=(1, 2) if of_changes else (1,), whole=not of_boroughs
        ),
        indicators=(indicator(first.indicator),),
        level=level_of(first),
        formulas=("change",) if of_changes else ("count",),
        follows_filters=False,
    )


def _ranked_title(claim: Claim, ranked_: Sequence[Evaluation], *, of_boroughs: bool) -> str:
    first, last = ranked_[0], ranked_[-1]
    if claim.rank == "in_a_row":
        return f"{words.capital(words.spelled(len(ranked_)))} years, each against the year before"
    if not of_boroughs:
        end, _, of_month = (claim.rank or "").partition("_")
        among = " of the months of its name" if of_month else ""
        return f"The {end}{among} is {figure_words(first, first.count)} {first.period.when}"
    return f"From {first.area_name} ({change_cell(first).text}) to {last.area_name} ({change_cell(last).text})"


def _ranked_statistic(first: Evaluation, *, of_boroughs: bool) -> str:
    name = indicator(first.indicator).short_title
    if not of_boroughs:
        compared = (
            "the newest first; 95% intervals beneath" if first.baseline else "the periods that come first in the order"
        )
        return f"{name} in {place_of(first)}: {compared}"
    against = f" against {first.baseline.label}" if first.baseline else ""
    return f"{name}: {first.unit} in {first.period.label}{against}, by borough; 95% intervals beneath"


def _ranked_line(evaluation: Evaluation, heads: Sequence[str], *, is_marked: bool) -> TableRow:
    name = evaluation.area_name if heads[0] == "Borough" else words.capital(evaluation.period.label)
    if "Change" not in heads:
        return TableRow((Cell(name), Cell(figure(evaluation, evaluation.count))), is_marked)
    now = Cell(figure(evaluation, evaluation.count), second=f"from {figure(evaluation, evaluation.base)}")
    return TableRow((Cell(name), now, change_cell(evaluation)), is_marked)


@cached_figures.kept_panel
def nearest(claim: Claim, as_of: date | None) -> Panel | None:
    """The nearest figures to a claim that our data cannot check."""
    answered = answer(claim, as_of)
    if not answered.nearest:
        return None
    names = list(dict.fromkeys(counted(evaluation) for evaluation in answered.nearest))
    return Panel(
        key="claim_nearest",
        title=f"The nearest figures here: {words.listed([words.lower(name) for name in names])}",
        statistic="What the claim speaks of is not among our figures; 95% intervals beneath",
        figures=table(replace(answered, stated=None, alternatives=(), ranked=())),
        chart=tables.html_table(
            "The nearest figures", ("What is counted", "Period", "Figure", "Change"),
            [_nearest_line(evaluation) for evaluation in answered.nearest], numbers=(2, 3), whole=True,
        ),
        indicators=tuple(dict.fromkeys(indicator(evaluation.indicator) for evaluation in answered.nearest)),
        level=level_of(answered.nearest[0]),
        formulas=("reoffending",) if answered.nearest[0].adult_or_youth else ("change",),
        follows_filters=False,
    )  # fmt: skip


def counted(evaluation: Evaluation) -> str:
    """What an evaluation counts, of reoffending with whose."""
    name = indicator(evaluation.indicator).short_title
    return f"{name} of {GROUP_NAMES[evaluation.adult_or_youth]}" if evaluation.adult_or_youth else name


def _nearest_line(evaluation: Evaluation) -> TableRow:
    against = f"against {evaluation.baseline.label}" if evaluation.baseline else ""
    before = f"from {figure(evaluation, evaluation.base)}" if evaluation.baseline else ""
    period = (
        f"Cohort of {evaluation.period.label}" if evaluation.adult_or_youth else words.capital(evaluation.period.label)
    )
    return TableRow(
        (
            Cell(
                counted(evaluation),
                second="" if place_of(evaluation) == cached_figures.LONDON else evaluation.area_name,
            ),
            Cell(period, second=against),
            Cell(figure(evaluation, evaluation.count), second=before),
            change_cell(evaluation),
        )
    )
