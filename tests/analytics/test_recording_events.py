"""Where an event lies beside a window: before, inside, after; and whether it comes between two windows."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.periods import Window, parse_month
from analytics.recording_events import RecordingEvent
from tests.ascii_tables import rows

# A state that lasted from March to May 2024, and one that began in March 2024 and lasts.
AFFECTED = rows("""
from    | to      | passing | lasting
--------+---------+---------+--------
2024-01 | 2024-02 | no      | no
2024-02 | 2024-03 | partly  | partly
2024-03 | 2024-03 | yes     | yes
2024-03 | 2024-05 | yes     | yes
2024-04 | 2024-04 | yes     | yes
2024-05 | 2024-05 | yes     | yes
2024-03 | 2024-06 | partly  | yes
2024-05 | 2024-06 | partly  | yes
2024-06 | 2024-07 | no      | yes
2024-01 | 2024-12 | partly  | partly
""")
ANSWERS = {True: "yes", False: "no", None: "partly"}

BETWEEN = rows("""
earlier            | later              | passing | lasting
-------------------+--------------------+---------+--------
2023-01 to 2023-12 | 2024-01 to 2024-02 | no      | no
2024-01 to 2024-02 | 2024-03 to 2024-05 | yes     | yes
2024-03 to 2024-03 | 2024-05 to 2024-05 | no      | no
2024-01 to 2024-02 | 2024-06 to 2024-07 | no      | yes
2024-03 to 2024-05 | 2024-06 to 2024-07 | yes     | no
2024-02 to 2024-03 | 2024-06 to 2024-07 | yes     | yes
2024-06 to 2024-06 | 2025-06 to 2025-06 | no      | no
""")


def event(ends: date | None) -> RecordingEvent:
    return RecordingEvent("x", "step", date(2024, 3, 1), ends, ("knife",), "A step", "It moved.", "Nobody")


EVENTS = {"passing": event(date(2024, 5, 1)), "lasting": event(None)}


def window(text: str) -> Window:
    start, _, end = text.partition(" to ")
    return Window(parse_month(start), parse_month(end))


@pytest.mark.parametrize("row", AFFECTED, ids=lambda row: f"{row['from']} to {row['to']}")
@pytest.mark.parametrize("name", EVENTS)
def test_how_much_of_a_window_is_affected(row: dict[str, str], name: str) -> None:
    months = window(f"{row['from']} to {row['to']}")
    assert ANSWERS[EVENTS[name].affects(months)] == row[name]
    assert EVENTS[name].touches(months.start, months.end) == (row[name] != "no")


@pytest.mark.parametrize("row", BETWEEN, ids=lambda row: f"{row['earlier']} and {row['later']}")
@pytest.mark.parametrize("name", EVENTS)
def test_whether_it_comes_between(row: dict[str, str], name: str) -> None:
    earlier, later = window(row["earlier"]), window(row["later"])
    assert EVENTS[name].separates(earlier, later) == (row[name] == "yes")
    assert EVENTS[name].separates(later, earlier) == (row[name] == "yes")


def test_the_new_states_begin_at_its_start_and_after_its_end() -> None:
    assert EVENTS["lasting"].boundaries == (date(2024, 3, 1),)
    assert EVENTS["passing"].boundaries == (date(2024, 3, 1), date(2024, 6, 1))


@pytest.mark.parametrize(
    ("earlier", "later", "is_cautioned"),
    [
        ("2024-01 to 2024-02", "2024-06 to 2024-07", True),  # it lies between them
        ("2024-06 to 2024-07", "2024-01 to 2024-02", True),
        ("2024-01 to 2024-01", "2024-02 to 2024-03", True),
        ("2023-01 to 2023-12", "2024-01 to 2024-02", False),
        ("2024-06 to 2024-06", "2024-07 to 2024-07", False),
        ("2024-05 to 2024-05", "2024-07 to 2024-07", True),
    ],
)
def test_a_range_cautions_every_span_that_touches_it(earlier: str, later: str, is_cautioned: bool) -> None:
    assert EVENTS["passing"].cautions(window(earlier), window(later)) is is_cautioned


def test_a_lasting_event_cautions_what_it_separates() -> None:
    assert EVENTS["lasting"].cautions(window("2024-01 to 2024-02"), window("2024-06 to 2024-07"))
    assert not EVENTS["lasting"].cautions(window("2024-03 to 2024-03"), window("2024-06 to 2024-07"))
