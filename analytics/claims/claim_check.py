"""A claim held against the published figures: the one entry to what this package does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date

from analytics.claims.answer import WORDS, Answer, Evaluation, Finding
from analytics.claims.checking.borough_ranks import rank_boroughs
from analytics.claims.checking.cohort_claims import hold_cohorts
from analytics.claims.checking.counts_of_others import by_ons, compare_forces, hold_city, with_quoted
from analytics.claims.checking.figures_in_order import compare_areas, hold_extreme, rank_levels
from analytics.claims.checking.figures_not_held import HOME_OFFICE_BASIS, hold_absent, hold_unpublished
from analytics.claims.checking.level_and_change import hold
from analytics.claims.checking.required_facts import check_sense
from analytics.claims.checking.survey_claims import hold_survey
from analytics.claims.checking.years_in_a_row import hold_in_a_row
from analytics.claims.claim import EXTREMES, Claim
from analytics.claims.claim_words import claim_sentence
from analytics.claims.default_periods import BOROUGH_RANKS, LEVEL_RANKS, Settled, level_of, settle
from analytics.comparability import COMPARABLE
from analytics.indicators import RESIDENTS, caveats, indicator
from analytics.series.publication_dates import named_in
from analytics.statistics.change import INTERVAL_NOTE
from analytics.wording.spoken_names import survey_measure_of
from data.catalogue import DATASETS, Dataset, publications_of
from data.published_areas import CITY_OF_LONDON

CARE = "; read with care"
_ORDERS: dict[str, Callable[..., Finding]] = {
    **dict.fromkeys(BOROUGH_RANKS, rank_boroughs),
    **dict.fromkeys(LEVEL_RANKS, rank_levels),
    **dict.fromkeys(EXTREMES, hold_extreme),
    "in_a_row": hold_in_a_row,
}


def check(claim: Claim, *, as_of: date | None = None) -> Answer:
    """What the figures say about a claim; with `as_of`, those that stood on a day.

    Raises UnknownName for an indicator or an area that does not exist, SenselessClaim for what does not go together.
    """
    check_sense(claim)
    as_it_is = Settled(claim, ())
    if claim.indicator is None:
        measure = survey_measure_of(claim.subject)
        finding = hold_survey(claim, measure) if measure else hold_unpublished(claim, as_of=as_of)
        return _answer(claim, as_it_is, finding)
    if claim.area_code == CITY_OF_LONDON:
        settled = settle(claim)
        return _answer(claim, settled, hold_city(settled.claim))
    if indicator(claim.indicator).kind == "reoffending":
        return _answer(claim, as_it_is, hold_cohorts(claim))
    if (of_forces := compare_forces(claim)) is not None:
        return _answer(claim, as_it_is, of_forces)
    settled = settle(claim) if level_of(claim) in indicator(claim.indicator).levels else as_it_is
    known = by_ons(settled.claim) or _finding(settled.claim, is_open=claim.period is None, as_of=as_of)
    return _answer(claim, settled, known)


def _finding(claim: Claim, *, is_open: bool, as_of: date | None) -> Finding:
    if (absent := hold_absent(claim, as_of=as_of)) is not None:
        return with_quoted(claim, absent)
    held = _ORDERS.get(claim.rank or "") or (compare_areas if claim.other_area else None)
    if held is not None:
        return held(claim, as_of=as_of)
    return with_quoted(claim, hold(claim, is_open=is_open, as_of=as_of))


def _answer(claim: Claim, settled: Settled, finding: Finding) -> Answer:
    shown = [*([finding.stated] if finding.stated else []), *finding.nearest]
    is_of_theirs = claim.source_basis == "home_office" and claim.area_code != CITY_OF_LONDON
    basis = (HOME_OFFICE_BASIS,) if is_of_theirs else ()
    of_finding = {field.name: getattr(finding, field.name) for field in fields(Finding)}
    completed = {
        "headline": _headline(finding),
        "explanation": tuple(dict.fromkeys(sentence for sentence in (*basis, *finding.explanation) if sentence)),
        "caveats": _caveats(claim, finding, shown),
        "sources": finding.sources or _sources(shown),
    }
    return Answer(
        **(of_finding | completed),
        claim=settled.claim,
        sentence=claim_sentence(claim),
        assumed=settled.assumed,
        editions=named_in(edition for evaluation in shown for edition in evaluation.editions),
    )


def _headline(finding: Finding) -> str:
    """The verdict with its reservation. A match of figures that a caution is on says so, whatever was compared."""
    careful = finding.verdict == "matches" and finding.stated is not None and finding.stated.status == "caution"
    return finding.headline or WORDS[finding.verdict] + finding.reservation + (CARE if careful else "")


def _caveats(claim: Claim, finding: Finding, shown: Sequence[Evaluation]) -> tuple[str, ...]:
    """What must be read with the figures and is not in the explanation."""
    cautions = list(finding.caveats)
    for evaluation in shown:
        change = evaluation.change
        compared = change.comparability if change else COMPARABLE
        grave = {event.words for event in compared.events if event.kind != "caution"}
        cautions += [note for note in compared.notes if note not in grave]
        cautions += caveats(evaluation.indicator, level=level_of(claim) if change else "mps")
        cautions += [INTERVAL_NOTE] if change and change.lower is not None else []
    # Where no rate is shown, nothing is to be said of rates.
    needless = set() if any(" per " in evaluation.unit for evaluation in shown) else {RESIDENTS}
    explained = " ".join(finding.explanation)
    return tuple(words for words in dict.fromkeys(cautions) if words not in needless and words not in explained)


def _sources(shown: Iterable[Evaluation]) -> tuple[str, ...]:
    """The publications that the figures come from, as their licence wants them named."""
    publications: list[Dataset] = []
    for evaluation in shown:
        series = indicator(evaluation.indicator).series
        publications += publications_of(series) if series else (DATASETS["moj_reoffending"],)
        publications += [DATASETS["ons_population"]] if series and " per " in evaluation.unit else []
    return tuple(dict.fromkeys(dataset.attribution for dataset in publications))
