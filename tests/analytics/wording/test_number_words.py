"""Numbers as people write them, read and written again."""

from __future__ import annotations

import pytest

from analytics.wording.number_words import amount, fraction, number, rounding_of, whole, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("417", 417), ("25,272", 25_272), ("1.1", 1.1), ("1.2 million", 1_200_000), ("1.1m", 1_100_000), ("99k", 99_000),
        ("3 hundred", 300), ("ninety-seven", 97), ("twelve", 12), ("twenty", 20), ("forty two", 42), (" Seven ", 7),
        ("a hundred", 100), ("one", 1), ("a", None), ("2,52", None), ("1,2345", None), ("several", None), ("", None),
        ("999999999999 million", None), ("٣", None),
    ],
)  # fmt: skip
def test_a_number_in_figures_or_in_words(text: str, value: float | None) -> None:
    assert number(text) == value
    assert whole(text) == int(value or 0)


@pytest.mark.parametrize(
    ("text", "percent"), [("half", 50), ("a Third", 33.3), ("three-quarters", 75), ("a bit", None)]
)
def test_a_fraction_is_a_percentage(text: str, percent: float | None) -> None:
    assert fraction(text) == percent


@pytest.mark.parametrize(
    ("text", "is_count", "value", "rounding"),
    [
        ("417", True, 417, None), ("5.3%", False, 5.3, None), ("13.0", False, 13, 0.1), ("a quarter", False, 25, 5),
        ("99 thousand", True, 99_000, 1_000), ("about 99,000", True, 99_000, 1_000), ("nearly 20%", False, 20, 5),
        ("roughly 17%", False, 17, 2), ("around 1.2 million", True, 1_200_000, 100_000), ("1.20 million", True, 1_200_000, 10_000),
        ("almost 400", True, 400, 100), ("About  a third", False, 33.3, 5),
    ],
)  # fmt: skip
def test_an_amount_has_the_rounding_that_its_words_say(
    text: str, is_count: bool, value: float, rounding: float | None
) -> None:
    read = amount(text, is_count=is_count)
    assert read is not None
    assert read[0] == pytest.approx(value)
    assert read[1] == (None if rounding is None else pytest.approx(rounding))


@pytest.mark.parametrize("text", ["", "many", "about", "%", "about many"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amount(text, is_count=True) is None


@pytest.mark.parametrize(
    ("value", "rounding", "text"),
    [
        (417, None, "417"), (25_272, None, "25,272"), (5.3, None, "5.3"), (1_234.5, None, "1,234.5"), (13, 0.1, "13.0"),
        (25, 5.0, "a quarter"), (33.3, 5.0, "a third"), (99_000, 1_000, "99 thousand"), (1_200_000, 100_000, "1.2 million"),
        (1_250_000, 10_000, "1,250,000 ±5000"), (400, 100, "about 400"), (20, 5, "a fifth"), (15, 5, "15 ±2.5"), (20, 1, "20"),
        (25, None, "25"),
    ],
)  # fmt: skip
def test_an_amount_is_written_as_it_is_read(value: float, rounding: float | None, text: str) -> None:
    assert written(value, rounding) == text


@pytest.mark.parametrize(
    ("value", "rounding"), [(1_250_000, 10_000), (15, 5), (200, 60), (99_000, 1_000), (400, 100), (7_300, 250)]
)
@pytest.mark.parametrize("is_count", [True, False], ids=["count", "percentage"])
def test_no_rounding_is_lost_in_writing(value: float, rounding: float, is_count: bool) -> None:
    assert amount(written(value, rounding, is_count=is_count), is_count=is_count) == (value, rounding)


def test_a_hedge_rounds_a_count_to_its_last_round_unit_and_a_percentage_to_five() -> None:
    assert rounding_of("99000", 99_000, is_hedged=True, is_count=True) == (1_000, True)
    assert rounding_of("17", 17, is_hedged=True, is_count=False) == (2, True)
    assert rounding_of("15", 15, is_hedged=True, is_count=False) == (5, True)
    assert rounding_of("17", 17, is_hedged=False, is_count=False) == (1, False)
    assert rounding_of("5.25", 5.25, is_hedged=False, is_count=False) == (0.01, False)
