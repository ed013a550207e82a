"""What the tests of several readers share."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import published_areas
from data.readers.context import Context
from tests.data.readers.published_samples import WARDS


@pytest.fixture(scope="module")
def context(published: Path) -> Context:
    listed = pd.read_csv(published / WARDS)
    listed = listed[listed.borough_code != "E09000001"]
    triples = list(zip(listed.borough_code, listed.ward_name, listed.ward_code, strict=True))
    return Context(
        {(borough, published_areas.name_key(name)): code for borough, name, code in triples},
        {code: name for _, name, code in triples},
        {code: borough for borough, _, code in triples},
    )
