"""The genuine editions, each beside those before it: none is held back, and the list of the largest is what they show.

All of them are replayed by `python -m benchmarks.plausibility_replay`; here the publications that take a moment.
"""

from __future__ import annotations

import csv
import io

from benchmarks.plausibility_replay import genuine_editions, largest, replayed
from data.plausibility.revision_limits import LARGEST

QUICK = ("knife", "vawg_offences", "vawg_victims")


def test_genuine_editions_are_never_held_back():
    judged = list(replayed(genuine_editions(QUICK), limits="learned", show_progress=False))
    assert sum(one.is_pair for one in judged) == 2
    assert [one.edition.id for one in judged if one.suspects] == []


def test_the_list_that_ships_is_what_the_editions_show():
    learned = largest(list(replayed(genuine_editions(QUICK), limits="floors", show_progress=False)))
    rows = list(csv.DictReader(io.StringIO(learned)))
    with LARGEST.open(encoding="utf-8", newline="") as lines:
        assert rows == [row for row in csv.DictReader(lines) if row["resource"] in QUICK]
    assert rows
