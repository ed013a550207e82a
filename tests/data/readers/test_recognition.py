"""Each published file is recognised by one reader, by its content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from data import readers
from data.readers.tabular import open_published
from tests.data.readers.published_samples import RESOURCE_OF

pytestmark = pytest.mark.published

NOT_DATA = {
    "boundaries/borough_adjacency_derived.csv",
    "claims/published_claims.csv",
}


def test_every_published_file_is_recognised_by_exactly_one_reader(published: Path, tmp_path: Path) -> None:
    for name in pd.read_csv(published / "MANIFEST.csv").file:
        renamed = shutil.copyfile(published / name, tmp_path / "download")
        file = open_published(renamed)
        found = [resource for reader in readers.READERS.values() if (resource := reader.recognises(file))]
        assert len(found) == (0 if name in NOT_DATA else 1), name
        assert RESOURCE_OF.get(name) in {None, *found}, name
