"""Refresh after refresh with whatever can go wrong on the way or in a file, under a reader: no wrong figure is served."""

from __future__ import annotations

import io
import random

import pandas as pd

from tests.data import publisher as faults
from tests.data.conftest import IMPATIENT
from tests.data.mutations import LONG
from tests.data.small import DASHBOARD, KNIFE, digests, edited

# Of every installation here.
LIMITS = IMPATIENT
FILE = f"/{KNIFE}.csv"
TIMES = 30
ON_THE_WAY = {
    "cut": lambda: faults.cut(0.4),
    "busy": lambda: faults.status(503),
    "a web page": faults.page,
    "not there": lambda: faults.status(404),
}


def test_faults_of_transport_and_lies_mixed(small):
    """`Small.run` asks throughout: every answer is the whole old edition, until the true file lands."""
    true = small.publisher.files[DASHBOARD][0]
    chance = random.Random(14)
    table = pd.read_csv(io.BytesIO(true.body), dtype="str", keep_default_na=False)
    for _ in range(TIMES):
        lie, trouble = chance.choice([*LONG, ""]), chance.choice([*ON_THE_WAY, ""])
        if not lie and not trouble:
            continue
        # Without a lie nothing arrives whole.
        times = chance.randint(1, 3) if lie else 3
        kind = trouble if lie else "busy"
        small.publisher.faults[FILE].extend(ON_THE_WAY[kind]() for _ in range(times if kind else 0))
        body = LONG[lie](table).to_csv(index=False).encode() if lie else true.body
        small.publisher.files[DASHBOARD][0] = edited(true, body)
        (outcome,) = small.run("knife").outcomes
        assert not outcome.ok, (lie, trouble)
        assert digests()["knife"] == small.old["knife"], (lie, trouble)
        small.publisher.faults[FILE].clear()
    small.publisher.files[DASHBOARD][0] = true
    assert small.run("knife").exit_status == 0
    assert digests()["knife"] == small.new["knife"]
    small.assert_tidy()
