"""How tests of a refresh look at what landed and what failed."""

from __future__ import annotations

import io
from collections.abc import Callable

import pandas as pd

from tests.data.small import DASHBOARD, digests, edited


def assert_failed(small, reason: str, *, resource: str = "knife") -> None:
    """The figures stay, the problem is told, and nothing is left over."""
    (outcome,) = small.run(resource).outcomes
    assert not outcome.ok
    assert reason in outcome.message, outcome.message
    assert digests() == small.old
    small.assert_tidy()


def assert_landed(small, name: str = "knife") -> None:
    assert small.run(name).exit_status == 0
    assert digests()[name] == small.new[name]
    small.assert_tidy()


def changed(small, change: Callable[[pd.DataFrame], pd.DataFrame], dataset: str = DASHBOARD, which: int = 0) -> None:
    """One of the publisher's newest files with a change of its columns or rows."""
    file = small.publisher.files[dataset][which]
    table = change(pd.read_csv(io.BytesIO(file.body), dtype="str", keep_default_na=False))
    small.publisher.files[dataset][which] = edited(file, table.to_csv(index=False).encode())
