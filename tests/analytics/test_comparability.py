"""Breaks, steps, cautions: which comparisons they touch, in what words, and where a value spans one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.comparability import (
    COMPARABLE,
    Comparability,
    all_events,
    compare_windows,
    drawn_events,
    events_for,
    publication_break,
    rebase_months,
    spans,
    start_event,
    with_base,
)
from analytics.indicators import INDICATORS, Level
from analytics.periods import Window, add_months, format_month, window_ending
from analytics.recording_events import EVENTS, HILLINGDON, RecordingEvent
from analytics.written_periods import parse_period
from tests.ascii_tables import optional_int, rows

CROYDON = "E09000008"
AREAS = {"mps": "E23000001", "borough": CROYDON, "ward": "E05011462", "Hillingdon": HILLINGDON}

JUDGED = rows("""
indicator                       | level      | earlier          | later            | base  | status              | events
--------------------------------+------------+------------------+------------------+-------+---------------------+-------------------------------
knife_crime                     | mps        | year to Feb 2025 | year to Feb 2026 | 16429 | comparable          |
knife_crime                     | borough    | year to Feb 2025 | year to Feb 2026 | 400   | caution             | unknown_borough_2023
knife_crime                     | ward       | year to Feb 2025 | year to Feb 2026 | 60    | comparable          |
knife_crime                     | mps        | Jan to Mar 2024  | Jan to Mar 2025  | -     | comparable          |
knife_crime                     | mps        | year to Jun 2022 | year to Feb 2026 | -     | withheld_start      |
knife_crime                     | mps        | year to Jul 2022 | year to Feb 2026 | -     | comparable          |
homicide                        | borough    | year to Feb 2025 | year to Feb 2026 | 3     | withheld_small_base | unknown_borough_2023
homicide                        | mps        | year to Feb 2025 | year to Feb 2026 | 49    | withheld_small_base | london_total_2024
homicide                        | mps        | year to Feb 2025 | year to Feb 2026 | 50    | caution             | london_total_2024
homicide                        | mps        | year to May 2016 | year to Jun 2026 | 119   | caution             | covid_2020
domestic_abuse                  | mps        | year to Jul 2024 | year to Jul 2025 | -     | withheld_break      | connect_break_2024
domestic_abuse                  | mps        | year to Feb 2024 | year to Feb 2025 | -     | withheld_break      | connect_break_2024
domestic_abuse                  | mps        | year to Jul 2024 | year to Jul 2025 | 3     | withheld_break      | connect_break_2024
domestic_abuse                  | mps        | Mar to May 2024  | Mar to May 2025  | -     | comparable          |
domestic_abuse                  | mps        | year to Feb 2023 | year to Feb 2024 | -     | comparable          |
hate_crime                      | borough    | year to Jul 2024 | year to Jul 2025 | -     | withheld_break      | connect_break_2024 unknown_borough_2023
violence_with_injury            | mps        | year to May 2016 | year to Jun 2026 | 74413 | step                | connect_step_2024 crime_recording_2014 covid_2020
violence_with_injury            | mps        | year to Feb 2025 | year to Feb 2026 | -     | caution             | london_total_2024
all_recorded_crime              | mps        | year to Jun 2025 | year to Jun 2026 | -     | caution             | london_total_2024
all_recorded_crime              | mps        | Oct to Dec 2024  | Oct to Dec 2025  | -     | comparable          |
stalking_and_harassment         | borough    | year to Feb 2025 | year to Feb 2026 | -     | caution             | unknown_borough_2023 connect_first_year_2025
violence_with_injury            | mps        | year to Jan 2025 | year to Jan 2026 | -     | step                | connect_step_2024 london_total_2024
violence_with_injury            | mps        | Feb 2024         | Feb 2025         | 20    | withheld_small_base | connect_step_2024
violence_with_injury            | mps        | 2014             | 2018             | -     | caution             | crime_recording_2014
violence_with_injury            | mps        | 2012             | 2013             | -     | comparable          |
stalking_and_harassment         | mps        | year to Mar 2012 | year to Mar 2013 | -     | step                | stalking_classification_2012
stalking_and_harassment         | mps        | year to Apr 2015 | year to Apr 2016 | -     | step                | malicious_communications_2015 crime_recording_2014
stalking_and_harassment         | mps        | year to Apr 2023 | year to Jan 2024 | -     | caution             | principal_crime_2023
stalking_and_harassment         | mps        | year to Apr 2022 | year to Apr 2023 | -     | caution             | covid_2020
rape                            | mps        | year to Oct 2013 | year to Oct 2014 | -     | comparable          |
rape                            | mps        | year to Oct 2013 | year to Nov 2014 | -     | caution             | crime_recording_2014
vawg                            | borough    | year to Feb 2024 | year to Feb 2025 | -     | step                | connect_step_2024 unknown_borough_2023
vawg_offences                   | mps        | year to Feb 2025 | year to Feb 2026 | 96440 | caution             | connect_first_year_2025
vawg_victims                    | mps        | year to Jan 2025 | year to Jan 2026 | -     | step                | connect_step_2024 connect_first_year_2025
robbery_business                | mps        | Aug 2010         | Aug 2011         | 100   | caution             | riots_2011
robbery_business                | mps        | Sep 2011         | Sep 2012         | 100   | comparable          |
robbery_business                | mps        | Jul 2011         | Sep 2011         | 100   | caution             | riots_2011
robbery_personal                | mps        | Aug 2010         | Aug 2011         | 100   | comparable          |
burglary                        | mps        | 2016             | 2018             | -     | comparable          |
burglary_residential            | mps        | 2016/17          | 2017/18          | -     | withheld_start      | burglary_classes_2017
burglary_residential            | mps        | 2017/18          | 2018/19          | -     | comparable          |
burglary_home                   | mps        | year to Jun 2024 | year to Jun 2025 | -     | caution             | london_total_2024
burglary_home                   | mps        | year to May 2024 | year to May 2025 | -     | withheld_start      | burglary_split_2023
burglary                        | mps        | year to Feb 2020 | year to Feb 2021 | -     | caution             | covid_2020
burglary                        | mps        | year to Jun 2022 | year to Jun 2023 | -     | comparable          |
burglary                        | borough    | year to Feb 2023 | year to Oct 2026 | -     | caution             | unknown_borough_2023
burglary                        | borough    | Oct 2025         | Oct 2026         | -     | comparable          |
burglary                        | Hillingdon | year to Feb 2024 | year to Feb 2025 | -     | step                | heathrow_apart_2023 unknown_borough_2023
burglary                        | Hillingdon | year to Apr 2023 | year to Mar 2024 | -     | step                | heathrow_apart_2023 unknown_borough_2023
burglary                        | Hillingdon | year to Feb 2025 | year to Feb 2026 | -     | caution             | unknown_borough_2023
burglary                        | Hillingdon | Jun 2023         | Nov 2023         | -     | caution             | unknown_borough_2023
burglary                        | Hillingdon | year to Mar 2023 | year to Mar 2025 | -     | caution             | unknown_borough_2023
burglary                        | borough    | year to Feb 2024 | year to Feb 2025 | -     | caution             | unknown_borough_2023
knife_positive_outcome_rate     | mps        | year to Feb 2024 | year to Feb 2025 | -     | step                | outcomes_2024
knife_positive_outcome_rate     | mps        | year to Jun 2025 | year to Jun 2026 | -     | step                | outcomes_2025
knife_positive_outcome_rate     | mps        | Mar to May 2024  | Mar to May 2025  | -     | comparable          |
""")

SPANNED = rows("""
indicator               | level      | window           | events
------------------------+------------+------------------+---------------------
domestic_abuse          | mps        | year to Feb 2024 |
domestic_abuse          | mps        | year to Mar 2024 | connect_break_2024
domestic_abuse          | mps        | year to Jan 2025 | connect_break_2024
domestic_abuse          | mps        | year to Feb 2025 |
domestic_abuse          | mps        | March 2024       |
violence_with_injury    | mps        | 2024             | connect_step_2024
knife_crime             | mps        | 2024             |
burglary                | Hillingdon | 2023             | heathrow_apart_2023
burglary                | Hillingdon | year to Mar 2024 | heathrow_apart_2023
burglary                | Hillingdon | Apr 2023 to Feb 2024 |
burglary                | Hillingdon | year to Feb 2024 | heathrow_apart_2023
burglary                | borough    | 2023             |
burglary                | mps        | year to Feb 2021 |
""")


def area_of(row: dict[str, str]) -> tuple[Level, str]:
    level = "borough" if row["level"] == "Hillingdon" else row["level"]
    return level, AREAS[row["level"]]  # type: ignore[return-value]


@pytest.mark.parametrize(
    "row", JUDGED, ids=lambda row: f"{row['indicator']}, {row['level']}, {row['earlier']} - {row['later']}"
)
def test_two_windows(row: dict[str, str]) -> None:
    level, code = area_of(row)
    earlier, later = parse_period(row["earlier"]), parse_period(row["later"])
    found = compare_windows(
        row["indicator"], earlier, later, level=level, area_code=code, earlier_count=optional_int(row["base"])
    )
    assert found.status == row["status"]
    assert " ".join(event.id for event in found.events) == row["events"]
    assert bool(found.notes) == (found.status != "comparable")
    assert all(note.endswith(".") for note in found.notes)


@pytest.mark.parametrize("row", SPANNED, ids=lambda row: f"{row['indicator']}, {row['level']}, {row['window']}")
def test_a_value_spans_what_happens_inside_its_window(row: dict[str, str]) -> None:
    level, code = area_of(row)
    found = spans(row["indicator"], parse_period(row["window"]), level=level, area_code=code)
    assert " ".join(event.id for event in found) == row["events"]


def test_every_event_is_worded_for_a_chart_and_for_a_reader() -> None:
    assert len({event.id for event in EVENTS}) == len(EVENTS)
    for event in EVENTS:
        assert len(event.title.split()) <= 3
        assert event.words.endswith(".")
        assert event.source
        assert event.starts.day == 1
        assert event.ends is None or event.ends >= event.starts


def test_starts_agree_with_the_registry() -> None:
    starts = {each.id: event.starts for each in INDICATORS.values() if (event := start_event(each))}
    assert set(starts) == {
        "burglary_residential",
        "burglary_business_and_community",
        "burglary_home",
        "burglary_unconnected_building",
    }
    assert all(INDICATORS[name].start == start for name, start in starts.items())


def test_covid_cautions_every_crime_indicator_and_no_reoffending_one() -> None:
    concerned = {each.id for each in INDICATORS.values() if "covid_2020" in [e.id for e in events_for(each)]}
    assert concerned == {each.id for each in INDICATORS.values() if each.kind == "crime"}


def test_events_of_boroughs_stay_with_boroughs() -> None:
    def ids(level: Level, code: str) -> set[str]:
        return {event.id for event in events_for("burglary", level=level, area_code=code)}

    assert "unknown_borough_2023" not in ids("mps", "E23000001") | ids("ward", "E05000001")
    assert "heathrow_apart_2023" in ids("borough", HILLINGDON)
    assert "heathrow_apart_2023" not in ids("borough", CROYDON) | ids("mps", "E23000001")


def test_a_figure_published_before_october_2017_cannot_be_compared() -> None:
    assert publication_break("proven_reoffending_rate", date(2017, 3, 22)) is not None
    assert publication_break("proven_reoffending_rate", date(2017, 10, 26)) is None
    assert publication_break("knife_crime", date(2017, 3, 22)) is None
    assert events_for("proven_reoffending_rate") == ()


def test_a_chart_is_annotated_with_what_lies_in_it() -> None:
    def ids(name: str, start: str, end: str) -> list[str]:
        window = parse_period(f"{start} to {end}")
        return [event.id for event in drawn_events(name, window.start, window.end)]

    assert ids("domestic_abuse", "2021-08", "2025-07") == ["connect_break_2024"]
    assert ids("domestic_abuse", "2024-03", "2025-07") == []
    assert ids("burglary", "2020-06", "2021-01") == ["covid_2020"]
    assert ids("burglary", "2021-07", "2024-06") == []
    assert ids("burglary", "2021-07", "2026-01") == ["london_total_2024"]


def test_control_charts_start_anew_at_breaks_and_steps_only() -> None:
    def months(name: str, code: str = "E23000001", level: Level = "mps") -> list[str]:
        return [format_month(month) for month in rebase_months(name, level=level, area_code=code)]

    assert months("stalking_and_harassment") == ["2012-04", "2015-05", "2024-03"]
    assert months("knife_crime") == []
    assert months("burglary", HILLINGDON, "borough") == ["2023-04", "2024-03"]


def test_the_note_on_a_small_base_uses_the_unit_and_keeps_the_rest() -> None:
    found = with_base(Comparability("caution", ("Beware.",)), 49, "knife_injury_victims_under_25")
    assert found.notes == ("The earlier period has fewer than 50 victims, too few for a percentage.", "Beware.")


MONTHS = st.dates(date(2010, 4, 1), date(2026, 6, 1)).map(lambda day: day.replace(day=1))
WINDOWS = st.builds(lambda start, more: Window(start, add_months(start, more)), MONTHS, st.integers(0, 23))


@given(WINDOWS, WINDOWS)
def test_withheld_for_a_break_if_and_only_if_not_both_wholly_on_one_side(one: Window, other: Window) -> None:
    start = INDICATORS["domestic_abuse"].start
    sides = {month >= date(2024, 3, 1) for window in (one, other) for month in window.month_list()}
    found = compare_windows("domestic_abuse", one, other)
    if min(one.start, other.start) < start:
        assert found.status == "withheld_start"
    else:
        assert (found.status == "withheld_break") == (len(sides) == 2)


@given(st.sampled_from(sorted(INDICATORS)), WINDOWS, WINDOWS, st.sampled_from(["mps", "borough"]))
def test_the_order_of_the_windows_does_not_matter(name: str, one: Window, other: Window, level: Level) -> None:
    there = compare_windows(name, one, other, level=level, area_code=HILLINGDON)
    assert there == compare_windows(name, other, one, level=level, area_code=HILLINGDON)


@given(st.sampled_from(sorted(INDICATORS)), WINDOWS)
def test_a_step_or_break_is_spanned_where_it_separates_the_halves(name: str, window: Window) -> None:
    halves = [Window(month, month) for month in (window.start, window.end)]
    separating = [
        event
        for event in events_for(name)
        if event.kind in ("break", "step") and event.ends is None and event.separates(*halves)
    ]
    assert list(spans(name, window)) == separating


def test_all_events_of_an_indicator_are_those_of_every_level_and_area() -> None:
    for each in INDICATORS.values():
        found = all_events(each)
        somewhere = {
            event
            for level in each.levels
            for area in AREAS.values()
            for event in events_for(each, level=level, area_code=area)
        }
        assert {event for event in found if event.kind != "start" and not event.by_publication} == somewhere
        assert start_event(each) in (None, *found)
    assert {event.id for event in all_events("burglary")} >= {"heathrow_apart_2023", "unknown_borough_2023"}


def test_a_caution_without_an_end_divides_and_with_one_is_touched() -> None:
    point = RecordingEvent("p", "caution", date(2023, 5, 1), None, ("x",), "t", "w.", "s")
    ranged = RecordingEvent("r", "caution", date(2020, 3, 1), date(2021, 6, 1), ("x",), "t", "w.", "s")
    before, after = parse_period("2019"), parse_period("2022")
    assert not point.cautions(before, after)
    assert point.cautions(before, parse_period("2024"))
    assert ranged.cautions(before, after), "the span from one window to the other touches the range"


def test_london_compared_across_april_2010_carries_a_caution_and_boroughs_have_no_comparison() -> None:
    before, after = window_ending(date(2010, 3, 1)), window_ending(date(2011, 3, 1))
    london = compare_windows("burglary", before, after)
    assert london.status == "caution"
    assert "until March 2010" in london.note.replace("Until", "until")
    assert compare_windows("burglary", window_ending(date(2009, 3, 1)), before).status == "comparable"
    assert compare_windows("burglary", before, after, level="borough").status == "withheld_start"
    assert compare_windows("homicide", before, after).status == "withheld_start"


def test_london_is_meant_where_no_level_is_named() -> None:
    july = date(2026, 6, 1)
    for name in INDICATORS:
        assert rebase_months(name) == rebase_months(name, level="mps")
        assert events_for(name) == events_for(name, level="mps", area_code="E23000001")
        assert spans(name, Window(date(2010, 4, 1), july)) == spans(name, Window(date(2010, 4, 1), july), level="mps")


def test_a_small_base_of_nothing_in_particular_is_one_of_offences() -> None:
    assert with_base(COMPARABLE, 49).note == "The earlier period has fewer than 50 offences, too few for a percentage."
    assert with_base(COMPARABLE, 50) == COMPARABLE
    withheld = Comparability("withheld_break", ("A break.",))
    assert with_base(withheld, 1) is withheld
