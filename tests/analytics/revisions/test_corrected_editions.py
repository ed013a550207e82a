"""What was done to an edition, in one sentence for a reader."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.revisions.corrected_editions import CorrectedEdition
from analytics.revisions.revision_sizes import TURN_NOTE, could_turn, revision_note, revision_sizes
from analytics.statistics.change import change

TITLE = "Metropolitan Police Service, Knife crime"
OF_KNIFE = {"resource": "knife", "level": "borough", "title": TITLE, "published_on": date(2026, 3, 18)}


@pytest.mark.parametrize(
    ("kind", "done_on", "given_on", "sentence"),
    [
        ("withdraw", date(2026, 4, 2), None, "was withdrawn on 2026-04-02"),
        ("withdraw", None, None, "was withdrawn"),
        ("date", date(2026, 4, 2), date(2026, 3, 20), "was dated 2026-03-20 on 2026-04-02"),
        ("accept", None, None, "was taken in although its figures are unusual"),
    ],
)
def test_an_action_in_words(kind: str, done_on: date | None, given_on: date | None, sentence: str) -> None:
    for why in ("The publisher has said so", "The publisher has said so."):
        entry = CorrectedEdition("knife-1", kind, why, done_on, given_on, **OF_KNIFE)  # type: ignore[arg-type]
        assert entry.line == f"Edition knife-1 ({TITLE}) {sentence}: The publisher has said so."


def test_a_change_that_a_usual_revision_could_turn_says_so() -> None:
    sizes = revision_sizes("burglary", level="borough")
    assert sizes.change is not None
    assert revision_note(change(None, 900), sizes) == ""
    clear, narrow = change(500, 1_000), change(1_000, 1_088)
    assert not could_turn(clear, sizes)
    assert TURN_NOTE not in revision_note(clear, sizes)
    assert could_turn(narrow, sizes) is (TURN_NOTE in revision_note(narrow, sizes))
