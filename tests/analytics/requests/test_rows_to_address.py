"""Rows and the address that gives exactly them: found where there is one, never where a row differs."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from analytics.geography.areas import areas_at, find_area
from analytics.indicators import INDICATORS
from analytics.periods import parse_period
from analytics.requests.cohort_request import CohortAddress
from analytics.requests.figures_address import Address
from analytics.requests.request_rules import refusals
from analytics.requests.rows_to_address import COHORT_KEY, KEY, address_of
from analytics.requests.selection import Selection
from analytics.tables.figures_table import MEASURES

CROYDON, LONDON, ABBEY = "Croydon", "London", "E05013810"
ASKED = {
    "every month": {"indicators": ("burglary",), "areas": (LONDON,)},
    "the newest": {"areas": (CROYDON,), "window": "rolling_12", "measures": ("count", "change"), "last": 1},
    "newest that end apart": {
        "indicators": ("domestic_abuse", "homicide"), "areas": (LONDON,), "window": "rolling_12", "last": 2,
    },
    "some months": {"areas": (LONDON, CROYDON, ABBEY), "start": date(2023, 5, 1), "end": date(2024, 4, 1)},
    "rates": {"areas": (CROYDON,), "window": "rolling_12", "measures": ("rate",)},
    "rates per household": {
        "indicators": ("burglary_residential",), "areas": (CROYDON,), "window": "rolling_12",
        "measures": ("household_rate",), "last": 3,
    },
    "percentages": {"indicators": ("knife_positive_outcome_rate",), "areas": (LONDON,), "window": "rolling_12"},
    "a baseline": {
        "indicators": ("homicide",), "areas": (LONDON,), "window": "rolling_12", "measures": ("change",), "last": 1,
        "baseline": parse_period("year to May 2016"),
    },
    "year to date": {"areas": (LONDON,), "window": "financial_year_to_date", "measures": ("change",), "last": 5},
}  # fmt: skip


def asked(name: str) -> Selection:
    given = {"indicators": ("knife_crime",)} | ASKED[name]
    return Selection(**given | {"areas": tuple(find_area(area) for area in given["areas"])})


@pytest.mark.parametrize("name", ASKED)
def test_the_rows_of_an_answer_lead_back_to_an_answer_with_the_same_rows(name):
    rows = asked(name).figures()
    found = address_of(rows)
    assert isinstance(found, Address)
    assert found.selection.figures().equals(rows)


def test_the_order_of_rows_does_not_matter():
    rows = asked("some months").figures()
    turned = rows.take(pa.array(range(rows.num_rows - 1, -1, -1)))
    assert address_of(turned) == address_of(rows)


def test_the_shortest_address_is_found():
    assert address_of(asked("every month").figures()).query == "indicator=burglary"
    every = Selection(("homicide",), areas_at("borough"), "rolling_12", last=1)
    assert address_of(every.figures()).query == "indicator=homicide&level=borough&window=rolling_12&last=1"


def changed(rows: pa.Table, column: str, value: object) -> pa.Table:
    listed = rows.to_pylist()
    listed[0] |= {column: value}
    return pa.Table.from_pylist(listed, schema=rows.schema)


@pytest.mark.parametrize(
    ("column", "value"),
    [("value", 1.5), ("note", "another"), ("edition", "x"), ("status", "quoted"), ("measure", "revision"),
     ("area_code", "X-SIMILAR"), ("indicator", "proven_reoffending_rate"), ("window", "cohort"), ("unit", "apples")],
)  # fmt: skip
def test_rows_that_no_address_gives_have_none(column, value):
    assert address_of(changed(asked("some months").figures(), column, value)) is None


def test_a_row_too_few_or_too_many():
    rows = asked("some months").figures()
    assert address_of(rows.slice(1)) is None
    assert address_of(pa.concat_tables([rows, rows.slice(0, 1)])) is None
    assert address_of(rows.slice(0, 0)) is None
    assert address_of(rows.append_column("mean", pa.nulls(rows.num_rows))) is None


def test_cohorts():
    of = CohortAddress(
        areas=("E12000007",), adult_or_youth="adult", age_group="All", start=date(2012, 3, 1), end=date(2020, 3, 1)
    )
    rows = of.figures()
    assert rows.num_rows > 5
    found = address_of(rows)
    assert isinstance(found, CohortAddress)
    assert found.figures().sort_by(COHORT_KEY).equals(rows.sort_by(COHORT_KEY))
    assert address_of(changed(rows, "value", 1.0)) is None


def test_a_pinned_address_gives_the_same_rows_and_stays():
    found = address_of(asked("rates").figures())
    assert isinstance(found, Address)
    assert "as_of=" in found.pinned.query
    assert found.pinned.pinned == found.pinned
    assert found.pinned.selection.figures().sort_by(KEY).equals(asked("rates").figures().sort_by(KEY))


@pytest.mark.parametrize("which", [i.id for i in INDICATORS.values() if i.kind == "crime"])
def test_what_is_pinned_is_what_stands_now_for_every_indicator_at_every_level(which):
    for level in INDICATORS[which].levels:
        measures = tuple(m for m in MEASURES if not refusals(Selection((which,), areas_at(level), "rolling_12", (m,))))
        now = Selection((which,), areas_at(level)[-40:], "rolling_12", measures, last=13)
        pinned = Address(now).pinned.selection
        assert pinned.as_of
        assert pinned.figures().equals(now.figures()), level
