"""The ONS's postcode files, under the headers of three editions: London's rows alone, and what is wrong named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data import readers
from data.contracts import ContractError
from data.readers import postcodes
from data.readers.context import Context
from data.readers.tabular import open_published
from tests.data.readers.postcode_rows import BERRYLANDS, CITY, ELMBRIDGE, HEADERS, KINGSTON, ROWS, written


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_every_edition_gives_the_same_rows_of_london(header: str, tmp_path: Path) -> None:
    file = open_published(written(tmp_path / "ONSPD_KT.csv", header))
    assert [name for name, reader in readers.READERS.items() if reader.recognises(file)] == ["postcodes"]
    (tidy,) = postcodes.read(file, "postcodes", Context())
    rows = tidy.rows.set_index("postcode")
    assert list(rows.index) == ["KT58AA", "KT58AB", "KT67DT", "KT11AA"]
    assert list(rows["area_code"]) == [KINGSTON, KINGSTON, KINGSTON, CITY]
    assert rows["ward_code"]["KT58AA"] == BERRYLANDS
    assert rows["ended"].dropna().to_dict() == {"KT58AB": "201206"}
    assert (tidy.months_from, tidy.months_to) == (dt.date(2024, 5, 1), dt.date(2024, 5, 1))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("KT5 8A", "198001", "", KINGSTON, BERRYLANDS), "'KT58A'; expected a postcode"),
        (("KT5 8AC", "198013", "", KINGSTON, BERRYLANDS), "'198013'; expected a month YYYYMM"),
        (("KT5 8AC", "198001", "2012", KINGSTON, BERRYLANDS), "'2012'; expected a month YYYYMM, or blank"),
        (("KT5 8AC", "198001", "", KINGSTON, "Berrylands"), "'Berrylands'; expected a ward code"),
        (("KT5 8AA", "198001", "", KINGSTON, BERRYLANDS), "a repeated key: KT58AA"),
    ],
)
def test_a_wrong_row_is_named(row: tuple[str, ...], expected: str, tmp_path: Path) -> None:
    file = open_published(written(tmp_path / "wrong.csv", rows=(*ROWS, row)))
    with pytest.raises(ContractError) as caught:
        postcodes.read(file, "postcodes", Context())
    assert expected in str(caught.value)
    assert "row 7" in str(caught.value)


def test_a_file_without_london_or_without_wards_is_refused(tmp_path: Path) -> None:
    elsewhere = open_published(written(tmp_path / "elsewhere.csv", rows=ROWS[3:4]))
    with pytest.raises(ContractError, match="no postcode of a London borough"):
        postcodes.read(elsewhere, "postcodes", Context())
    assert ROWS[3][3] == ELMBRIDGE
    without = open_published(written(tmp_path / "without.csv", HEADERS["NSPL 2024"].replace(",ward,", ",somewhere,")))
    with pytest.raises(ContractError, match="one of the columns osward, ward, wd25cd"):
        postcodes.read(without, "postcodes", Context())
