"""Similar boroughs: the London members of the published neighbours."""

from pathlib import Path

import pandas as pd
import pytest

from analytics.geography.similar_boroughs import similar_boroughs, similar_to
from tests.ascii_tables import rows

CHOSEN = rows("""
borough   | neighbours                                                                  | similar
----------+-----------------------------------------------------------------------------+-------------------------------------------------------
E09000002 | E06000032 E09000025 E08000028 E09000015                                     | E09000025 E09000015
E09000007 | E09000001 E09000033 E09000007 E06000001                                     | E09000033
E09000003 | E09000031 E09000005 E09000008 E09000014 E09000004 E09000024                 | E09000031 E09000005 E09000008 E09000014 E09000004
E09000016 | E06000034 E10000015                                                         |
E09000004 | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 E09000016 E09000029         | E09000016
""")


@pytest.mark.parametrize("row", CHOSEN, ids=lambda row: row["borough"])
def test_the_rule(row: dict[str, str]) -> None:
    found = similar_boroughs(row["borough"], neighbours=row["neighbours"].split())
    assert " ".join(found) == row["similar"]


def test_bexley_and_havering_have_three(published: Path) -> None:
    sheet = pd.read_csv(published / "similar_areas" / "la_nearest_neighbours_england.csv").set_index(
        "Upper tier local authority code"
    )
    neighbours = sheet[[name for name in sheet.columns if name.startswith("Neighbour ")]]
    boroughs = [code for code in sheet.index if code.startswith("E09") and code != "E09000001"]
    found = {code: similar_boroughs(code, neighbours=neighbours.loc[code].dropna().tolist()) for code in boroughs}
    assert len(found) == 32
    assert len(found["E09000004"]) == len(found["E09000016"]) == 3
    assert max(len(group) for group in found.values()) == 5
    assert all("E09000001" not in group and code not in group for code, group in found.items())


def test_groups_of_the_shipped_list_are_those_of_the_published_file(published: Path) -> None:
    sheet = pd.read_csv(published / "similar_areas" / "la_nearest_neighbours_england.csv", index_col=0)
    listed = [code for code in sheet.loc["E09000008"].iloc[1:21] if code.startswith("E09") and code != "E09000001"]
    assert list(similar_to("E09000008")) == listed[:5]
    assert len(similar_to("E09000004")) == 3
    assert similar_to("E09000001") == ()
