"""What an indicator is made of: parts that add up, of one window, in the columns of the open data."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.geography.areas import areas_at
from analytics.indicators import INDICATORS, VAWG_OUTSIDE
from analytics.periods import window_ending
from analytics.tables.composition_rows import WHOLE, composition_of, makeup
from analytics.tables.figures_table import SCHEMA
from data.errors import UnknownName

SPLITS = [(each.id, split.name) for each in INDICATORS.values() for split in each.compositions]


@pytest.mark.parametrize("window", ["rolling_12", "month", "financial_year_to_date"])
@pytest.mark.parametrize(("which", "split"), SPLITS)
def test_parts_make_the_whole(which: str, split: str, window: str) -> None:
    found = makeup(which, split, window=window)
    assert sum(part.count for part in found.parts) == found.whole.count
    assert sum(part.percent or 0 for part in found.parts) == pytest.approx(100)
    assert found.rows.schema.names == [*SCHEMA.names, "part"]
    assert found.rows.num_rows == 3 * (len(found.parts) + 1)
    assert len(set(found.rows.column("period_end").to_pylist())) == 1


def test_a_part_that_is_an_indicator_is_that_indicator() -> None:
    found = makeup("burglary", "kind of building since July 2023")
    by_part = {row["part"]: row["indicator"] for row in found.rows.to_pylist()}
    assert by_part[WHOLE] == "burglary"
    assert by_part["A home"] == "burglary_home"
    assert by_part["A business or community building"] == "burglary_business_and_community"


def test_what_stands_apart_is_in_no_total() -> None:
    found = makeup("vawg_offences", "offence group", apart=VAWG_OUTSIDE)
    assert found.window == window_ending(date(2026, 2, 1))
    assert found.apart is not None
    assert found.whole.count == 104_881
    assert found.whole.count + found.apart.count == 134_312
    assert round(found.apart.percent or 0, 1) == 21.9


def test_a_borough() -> None:
    croydon = next(area for area in areas_at("borough") if area.name == "Croydon")
    found = makeup("burglary", "kind of building", croydon.code, level="borough")
    assert found.area == croydon
    assert found.whole.count == 1_740


def test_a_few_have_no_percentage() -> None:
    found = makeup("vawg_offences", "offence group")
    homicide = next(part for part in found.parts if part.label == "Homicide")
    assert homicide.change.status == "withheld_small_base"
    assert homicide.change.percent is None


def test_a_split_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(UnknownName) as refusal:
        composition_of("burglary", "colour")
    assert "kind of building" in refusal.value.hint
