"""The answer to a claim: a verdict with a stable code, what was compared with what, and the words that go with it."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Final, Literal

from analytics.claims.claim import Claim, SizeUnit
from analytics.periods import Window
from analytics.statistics.change import Change
from data.editions import Edition

Verdict = Literal[
    "matches",
    "matches_but_recording_changed",
    "matches_other_definition_or_period",
    "right_direction_different_size",
    "does_not_match",
    "cannot_be_compared",
    "not_in_our_data",
]
WORDS: Final[dict[Verdict, str]] = {
    "matches": "Matches our figures",
    "matches_but_recording_changed": "Matches, but a change in recording lies between",
    "matches_other_definition_or_period": "Matches only under another definition or period",
    "right_direction_different_size": "Right direction, different size",
    "does_not_match": "Does not match",
    "cannot_be_compared": "Cannot be compared",
    "not_in_our_data": "Not in our data",
}
# What a claim may differ in from the figure beside it.
Difference = Literal["definition", "period", "baseline", "edition"]
# What let a stated number pass: the number as it is, its rounding, that it is a bound which holds, an edition that has
# been revised since, the revision to be expected between editions; of "no change", and of a rise or fall whose numbers
# are right, that the difference lies within the usual variation.
Tolerance = Literal["exact", "rounding", "bound", "earlier_edition", "revision", "variation"]
What = Literal["direction", "change", "difference", "value", "base_value", "rank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that a claim states, beside ours: `tolerance` says what let it pass, None that nothing did.

    `stated` and `found` are in `unit`; both signed where the thing is a change. They are None for a direction or a
    rank, which `words` puts into a sentence like everything else.
    """

    what: What
    stated: float | None = None
    found: float | None = None
    unit: str = ""
    tolerance: Tolerance | None
    words: str

    @property
    def passed(self) -> bool:
        return self.tolerance is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Our figures for one indicator, area, period and baseline, held against a claim.

    `count` and `base` are the later and the earlier figure in `unit`: counts, rates or percentages; None where there
    is none. `change` is that of two counts, with interval, verdict and comparability. `points` is the difference of
    two percentages. `status` is one of the published statuses: of the change, or of the figure where nothing is
    compared. `differs_in` says what is other than the claim states: nothing for the claim as stated.
    `adult_or_youth` is empty but for reoffending.
    """

    indicator: str
    area_code: str
    area_name: str
    period: Window
    baseline: Window | None = None
    count: float | None
    base: float | None = None
    unit: str
    change: Change | None = None
    points: float | None = None
    status: str = "ok"
    matches: bool = False
    differs_in: tuple[Difference, ...] = ()
    checks: tuple[Check, ...] = ()
    note: str = ""
    editions: tuple[str, ...] = ()
    adult_or_youth: str = ""

    @property
    def is_revised(self) -> bool:
        """Whether a stated number is there only within what editions revise."""
        return any(check.tolerance == "revision" for check in self.checks)

    @property
    def percent(self) -> float | None:
        """The change in percent, unrounded; of rates and percentages, how much one is of the other."""
        if self.change is not None and self.change.count == self.count:
            return self.change.percent
        return 100 * (self.count / self.base - 1) if self.count is not None and self.base else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a size that could be percent or percentage points.

    `implied`: the later figure that the claim comes to if read so, from our earlier one; `found` is our later one.
    """

    unit: SizeUnit
    implied: float
    found: float | None
    matches: bool
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one way of checking finds: a verdict with its reasons, before the words that every answer has.

    `explanation`: whole sentences, what matters most first; empty ones are left out of the answer. `reservation`
    completes the headline, with the punctuation before it; `headline` stands in its place. `stated` is the claim as
    stated; `alternatives` the neighbouring definitions, periods and baselines that were tried, the closest first: those
    that give the stated number have `matches`. `ranked` holds the boroughs or windows that a rank was decided among, in
    their order, and `nearest` the nearest figures to a claim that is not in our data. `where` says where its own figure
    would be found. `sources` are the publications behind figures that are not among the evaluations.
    """

    verdict: Verdict
    explanation: tuple[str, ...]
    _: KW_ONLY
    reservation: str = ""
    headline: str = ""
    readings: tuple[Reading, ...] = ()
    stated: Evaluation | None = None
    alternatives: tuple[Evaluation, ...] = ()
    ranked: tuple[Evaluation, ...] = ()
    nearest: tuple[Evaluation, ...] = ()
    where: str = ""
    caveats: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Finding):
    """What the figures say about a claim: a finding with its `headline`, the verdict with its reservation.

    `claim` has its windows filled in, `sentence` is the claim in our own words, `assumed` what it left open and how
    that was taken.
    """

    claim: Claim
    sentence: str
    assumed: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = ()

    @property
    def words(self) -> str:
        """The verdict in words that do not change."""
        return WORDS[self.verdict]

    @property
    def tried(self) -> int:
        """How many neighbours of the claim were looked at; an earlier edition of the same figures is none."""
        return sum("edition" not in neighbour.differs_in for neighbour in self.alternatives)
