"""The reader of similar areas, against a plain reading of the published file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import published_areas
from data.readers import similar_areas
from data.readers.tabular import open_published
from tests.data.readers.published_samples import CROYDON, NEIGHBOURS, problems, reading

pytestmark = pytest.mark.published


def test_similar_areas_are_the_published_neighbours_in_their_order(published: Path) -> None:
    rows = reading(published / NEIGHBOURS).rows
    assert set(rows.area_code) == published_areas.POLICED
    plain = pd.read_csv(published / NEIGHBOURS, encoding="utf-8-sig").set_index("Upper tier local authority code")
    for code in (CROYDON, "E09000004"):
        kept = rows[rows.area_code == code].sort_values("rank")
        assert kept.neighbour_code.tolist() == plain.loc[code].iloc[1:].tolist()


SIMILAR_BROKEN: dict[str, tuple[Callable[[pd.DataFrame], pd.DataFrame], str]] = {
    "a borough that is absent": (lambda f: f[f.iloc[:, 0] != CROYDON], "no row for Croydon"),
    "an authority twice": (lambda f: pd.concat([f, f.iloc[[0]]]), "repeated key"),
    "a neighbour twice": (lambda f: f.assign(neighbour_2=f.neighbour_1), "an authority twice"),
    "a name for a code": (lambda f: f.assign(neighbour_3="Hartlepool"), "Hartlepool"),
    "a column that is absent": (lambda f: f.drop(columns="neighbour_5"), "neighbour_5"),
}


@pytest.mark.parametrize("problem", SIMILAR_BROKEN)
def test_similar_areas_contract(problem: str, published: Path) -> None:
    breaking, expected = SIMILAR_BROKEN[problem]
    frame = breaking(open_published(published / NEIGHBOURS).frame)
    assert expected in problems(similar_areas.read, frame, "similar_areas")
