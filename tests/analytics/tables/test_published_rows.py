"""The published columns: declared once, made by two builders that leave none out."""

import ast
import inspect
from dataclasses import fields
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from analytics.tables import published_rows
from analytics.tables.figures_table import table
from analytics.tables.published_rows import COLUMNS, SCHEMA, PublishedRow, joined, rounded_figure, table_of

ROOT = Path(__file__).parents[3]
# What `build` knows from the series itself.
FROM_THE_SERIES = {"indicator", "area_code", "area_name", "period_start", "period_end", "window"}
ROW = PublishedRow(
    indicator="burglary",
    area_code="E09000008",
    area_name="Croydon",
    period_start=date(2025, 7, 1),
    period_end=date(2026, 6, 30),
    window="rolling_12",
    measure="count",
    value=1740,
    lower=None,
    upper=None,
    base_value=None,
    difference=None,
    verdict=None,
    unit="burglaries",
    status="ok",
    note="",
    edition="a;b",
    dispersion=None,
    usual_low=None,
    usual_high=None,
)


def test_the_columns_of_the_contract_come_first_and_in_order() -> None:
    assert COLUMNS[:17] == (
        "indicator", "area_code", "area_name", "period_start", "period_end", "window", "measure", "value", "lower",
        "upper", "base_value", "difference", "verdict", "unit", "status", "note", "edition",
    )  # fmt: skip
    assert tuple(SCHEMA.names) == COLUMNS


def test_every_field_is_required() -> None:
    """A new column breaks whoever makes rows, instead of leaving nulls that nobody sees."""
    for field in fields(PublishedRow):
        without = {name: getattr(ROW, name) for name in COLUMNS if name != field.name}
        with pytest.raises(TypeError, match=field.name):
            PublishedRow(**without)


def test_the_builder_of_arrays_asks_for_every_column_that_a_series_does_not_give() -> None:
    parameters = inspect.signature(published_rows.build).parameters
    asked = {name for name, of in parameters.items() if of.kind is of.KEYWORD_ONLY}
    assert all(parameters[name].default is inspect.Parameter.empty for name in asked)
    assert asked - {"editions"} | {"edition"} == set(COLUMNS) - FROM_THE_SERIES


def test_both_builders_give_one_schema() -> None:
    assert table_of([ROW]).schema == table(["burglary"], last=1).schema == SCHEMA
    assert table_of([ROW]).to_pylist() == [ROW.cells]
    assert table_of([]).num_rows == 0


def test_figures_are_whole_or_absent() -> None:
    assert SCHEMA.field("value").type == pa.float64()
    assert rounded_figure(None) is None
    assert rounded_figure(1 / 3) == 0.333333


def test_editions_are_named_once() -> None:
    assert joined(("b", "a", "b")) == "b;a"


def test_nobody_fills_rows_with_nulls() -> None:
    """`dict.fromkeys(COLUMNS)` makes a row of which a forgotten column is silently null."""
    for path in (p for layer in ("analytics", "api", "pages") for p in (ROOT / layer).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fromkeys":
                names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} | {
                    part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)
                }
                assert not names & {"COLUMNS", "SCHEMA"}, f"{path.relative_to(ROOT)}: use PublishedRow"
