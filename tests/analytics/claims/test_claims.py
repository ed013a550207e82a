"""Every verdict on a claim, and the words that a statistician would want with it.

Figures: the handbook's golden ones, and sums of the published files made with pandas.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from analytics.claims import WORDS, Claim, check
from analytics.claims.checking.required_facts import SenselessClaim
from analytics.forces.force_figures import is_held
from analytics.written_periods import parse_period
from data.errors import UnknownName

MPS, CROYDON, ENFIELD, LAMBETH = "E23000001", "E09000008", "E09000010", "E09000022"
WESTMINSTER = "E09000033"


def claim(which: str | None, **facts: object) -> Claim:
    for name in ("period", "baseline"):
        if name in facts:
            facts[name] = parse_period(str(facts[name]))
    return Claim(indicator=which, **facts)  # type: ignore[arg-type]


def said(answer) -> str:
    return " ".join(answer.explanation)


def test_each_verdict_has_words_that_do_not_change():
    assert set(WORDS) == {
        "matches", "right_direction_different_size", "matches_other_definition_or_period", "does_not_match",
        "cannot_be_compared", "matches_but_recording_changed", "not_in_our_data",
    }  # fmt: skip
    assert not any(re.search(r"\b(true|false|wrong|liar?|mislead\w*)\b", text.lower()) for text in WORDS.values())


# -- matches


def test_matches_by_rounding():
    answer = check(claim("knife_crime", direction="down", size=17.5, period="year to Feb 2026"))
    assert (answer.verdict, answer.headline) == ("matches", "Matches our figures")
    assert (answer.stated.count, answer.stated.base) == (13_552, 16_429)
    assert "95% interval −22.9% to −11.7%" in said(answer)


def test_matches_within_the_usual_revision_and_says_so():
    answer = check(claim("burglary", value=48_000, period="year to Jun 2026"))
    assert answer.verdict == "matches"
    assert answer.headline.endswith("within the usual revision")
    assert "within 3%" in said(answer)


def test_a_match_under_a_caution_says_so_whatever_is_compared():
    """Harrow in 2023-24: many offences had no known borough, so it read lowest, while the ONS has Richmond lowest."""
    for facts in ({"value": 15_425}, {"rank": "lowest_level", "value_unit": "rate"}):
        answer = check(claim("all_recorded_crime", area_code="E09000015", period="year to Mar 2024", **facts))
        assert answer.stated.status == "caution"
        assert answer.headline.endswith("; read with care") == (answer.verdict == "matches")
        assert "no known borough" in answer.stated.note


def test_the_usual_movement_stands_beside_a_change_or_the_reason_why_not():
    quiet = check(claim("robbery", direction="down", size=3.7, period="year to Jun 2026"))
    assert re.search(r"A quiet year \(\d+% of years moved more\): half of all years moved by more than", said(quiet))
    short = check(claim("knife_crime", direction="down", size=17.5, period="year to Feb 2026"))
    assert "there are 32 months" in said(short)
    level = check(claim("robbery", value=31_000, period="year to Jun 2026"))
    assert "years moved" not in said(level)


def test_matches_an_earlier_edition_and_shows_both():
    """Burglary, year to March 2026: 47,798 in the edition of that month, 48,231 now."""
    answer = check(claim("burglary", value=47_798, period="year to Mar 2026"))
    assert answer.verdict == "matches"
    assert answer.headline.endswith("as an earlier edition had them")
    assert answer.stated.count == 48_231
    assert answer.alternatives[0].count == 47_798
    assert answer.alternatives[0].differs_in == ("edition",)
    assert "47,798" in said(answer)


def test_a_direction_rests_on_the_verdict_of_the_change():
    answer = check(claim("knife_injury_victims_under_25", direction="down", period="year to Feb 2026"))
    assert (answer.verdict, answer.stated.count, answer.stated.base) == ("does_not_match", 1_138, 1_214)
    assert answer.headline == "No clear change: does not match"


def test_residential_burglary_did_not_fall_by_ten_per_cent():
    """32,970 against 33,290 in the year to June 2026; it fell by 10% between April and June 2025, as was published."""
    answer = check(claim("burglary_residential", direction="down", size=10, period="year to Jun 2026"))
    assert answer.verdict == "does_not_match"
    assert answer.headline.startswith("No clear change: does not match. True of April to June 2025 (BBC")
    assert answer.headline.endswith("not of the year to June 2026")


def test_numbers_that_are_right_match_though_there_is_no_clear_change():
    answer = check(claim("homicide", direction="down", value=97, base_value=109, period="2025", baseline="2024"))
    assert answer.verdict == "matches"
    assert "no clear change" in answer.headline


@pytest.mark.parametrize(
    ("bound", "size", "verdict"),
    [("over", 17.5, "matches"), ("over", 18, "right_direction_different_size"), ("at_least", 17.5, "matches"),
     ("under", 18, "matches"), ("nearly", 18, "matches"), ("nearly", 25, "right_direction_different_size"),
     ("just_over", 17, "matches"), ("at_most", 17, "right_direction_different_size")],
)  # fmt: skip
def test_a_bound_is_held_against_the_figure(bound, size, verdict):
    """Knife crime, year to February 2026: −17.51%."""
    stated = replace(claim("knife_crime", direction="down", size=size, period="year to Feb 2026"), size_bound=bound)
    assert check(stated).verdict == verdict


def test_a_share_of_london():
    """Handbook: Westminster holds 8.9 to 9.0% of all recorded crime in the year to February 2026."""
    share = claim("all_recorded_crime", area_code=WESTMINSTER, value=9, value_unit="percent", period="year to Feb 2026")
    assert check(replace(share, whole_area=MPS)).verdict == "matches"
    assert check(replace(share, whole_area=MPS, value=12)).verdict == "does_not_match"


def test_a_place_among_the_boroughs():
    most = claim("robbery", area_code=WESTMINSTER, rank="highest_level", period="2025")
    assert check(most).verdict == "matches"
    second = check(replace(most, rank_place=2))
    assert second.verdict == "does_not_match"
    assert second.headline.startswith("Does not match: it is ")


def test_one_area_against_another():
    more = claim("knife_crime", area_code=WESTMINSTER, direction="up", other_area=CROYDON, period="year to Feb 2026")
    assert check(more).verdict == "matches"
    assert check(replace(more, direction="down")).verdict == "does_not_match"


def test_no_change_matches_within_the_usual_variation():
    unchanged = claim("knife_injury_victims_under_25", direction="same", period="year to Feb 2026")
    assert check(unchanged).verdict == "matches"
    assert check(replace(unchanged, indicator="knife_crime")).verdict == "does_not_match"


def test_figures_of_the_homicide_year_within_one_case():
    """The Met's own year 2025 is 97 against 109; recorded crime has 96 and 107: cases are reclassified."""
    answer = check(claim("homicide", value=97, base_value=109, direction="down", size=11, period="2025"))
    assert answer.verdict == "matches"
    assert {check_.what for check_ in answer.stated.checks} == {"direction", "change", "value", "base_value"}


def test_a_rate_per_residents():
    answer = check(claim("homicide", value=1.1, value_unit="rate", value_per=100_000, period="2025"))
    assert answer.verdict == "matches"
    assert answer.stated.unit == "homicides per 100,000 residents"


def test_no_rate_without_a_population():
    answer = check(claim("burglary", value=8.0, value_unit="rate", period="year to May 2016"))
    assert answer.verdict == "cannot_be_compared"
    assert "no mid-2015 population estimate" in said(answer)


# -- a step


def test_matches_but_recording_changed():
    answer = check(
        claim("violence_with_injury", direction="down", period="year to Jun 2026", baseline="year to May 2016")
    )
    assert answer.verdict == "matches_but_recording_changed"
    assert (answer.stated.count, answer.stated.base) == (64_798, 74_413)
    assert "28 February 2024" in said(answer)


def test_a_wrong_number_across_a_step_is_not_excused_by_it():
    answer = check(
        claim("violence_with_injury", direction="up", period="year to Jun 2026", baseline="year to May 2016")
    )
    assert answer.verdict == "does_not_match"
    assert "28 February 2024" in said(answer)


# -- another size, another definition, another period


def test_right_direction_different_size():
    answer = check(claim("knife_crime", direction="down", size=25, period="year to Feb 2026"))
    assert answer.verdict == "right_direction_different_size"
    assert "none of them gives the number" in said(answer)
    assert f"{answer.tried} neighbouring" in said(answer)


def test_another_definition_gives_the_number():
    """Knife crime with injury fell 11.3%, knife crime 17.5%."""
    answer = check(claim("knife_crime", direction="down", size=11.3, period="year to Feb 2026"))
    assert answer.verdict == "matches_other_definition_or_period"
    assert answer.headline.endswith(": knife crime with injury")
    assert (answer.alternatives[0].count, answer.alternatives[0].base) == (3_384, 3_815)
    assert "by accident" in said(answer)


def test_where_ours_begin_too_late_another_definition_may_give_it():
    """Residential burglary begins in 2017; all burglary, 69,456 to 52,812, fell 24.0%."""
    late = claim(
        "burglary_residential", direction="down", size=24, period="year to Feb 2025", baseline="year to May 2016"
    )
    answer = check(late)
    assert answer.verdict == "matches_other_definition_or_period"
    assert answer.headline.endswith(": burglary")
    assert check(replace(late, size=31.0)).verdict == "cannot_be_compared"


def test_another_kind_of_period_gives_the_number():
    """Knife crime, April to February: 12,396 against 15,000, a fall of 17.4% where the month fell by 27%."""
    answer = check(claim("knife_crime", direction="down", size=17.36, period="Feb 2026"))
    assert answer.verdict == "matches_other_definition_or_period"
    assert answer.alternatives[0].period.name == "the 11 months to February 2026"


def test_another_baseline_gives_the_number():
    """Burglary, year to June 2026: 47,880; to June 2025: 50,587; to May 2016: 69,456."""
    answer = check(claim("burglary", direction="down", size=31.1, period="year to Jun 2026"))
    assert answer.verdict == "matches_other_definition_or_period"
    assert answer.headline.endswith("against the year to May 2016")


def test_a_direction_alone_is_no_hit():
    """Half of all windows have it."""
    answer = check(claim("burglary", direction="up", period="year to Jun 2026"))
    assert answer.verdict == "does_not_match"
    assert not any(each.matches for each in answer.alternatives)


def test_nothing_is_looked_for_that_could_not_be_known():
    early = claim("knife_crime", direction="down", size=19, period="Apr-Jun 2025", published=date(2025, 8, 15))
    assert all(each.period.end < date(2025, 8, 1) for each in check(early).alternatives)
    late = check(replace(early, published=None))
    assert any(each.period.end > date(2025, 8, 1) for each in late.alternatives)


def test_the_search_is_short():
    """A long one would find any number by chance."""
    for which in ("knife_crime", "burglary", "sexual_offences"):
        assert 5 <= check(claim(which, direction="down", size=99, period="year to Feb 2026")).tried <= 30


# -- what is left open


def test_what_is_left_open_is_taken_and_said():
    answer = check(claim("knife_crime", direction="down", size=17.5))
    assert answer.verdict == "matches"
    assert answer.claim.period == parse_period("year to Feb 2026")
    assert len(answer.assumed) == 2


def test_the_newest_figures_are_those_of_the_day_of_the_claim():
    answer = check(claim("burglary", direction="down", published=date(2024, 5, 17)))
    assert answer.claim.period.end == date(2024, 4, 1)


@pytest.mark.parametrize(
    ("baseline", "period"),
    [
        ("2016", "2025"),
        ("2015/16", "financial year 2025/26"),
        ("Jan-Mar 2024", "Jan-Mar 2026"),
        ("May 2024", "May 2026"),
    ],
)
def test_an_open_period_is_of_the_kind_of_its_baseline(baseline, period):
    taken = check(claim("burglary", direction="down", baseline=baseline)).claim.period
    assert (taken.start, taken.end) == (parse_period(period).start, parse_period(period).end)


# -- cannot be compared


def test_a_break_withholds():
    answer = check(claim("domestic_abuse", direction="up", size=1, period="year to Jul 2025"))
    assert answer.verdict == "cannot_be_compared"
    assert answer.stated.percent is None
    assert not any(each.matches for each in answer.alternatives)


def test_a_late_start_withholds_and_says_where_to_look():
    answer = check(
        claim("knife_crime", direction="up", size=27, period="year to Feb 2026", baseline="year to May 2016")
    )
    assert answer.verdict == "cannot_be_compared"
    assert "August 2021" in said(answer)
    assert "Metropolitan Police Service" in answer.where


def test_periods_of_different_length():
    answer = check(claim("burglary", direction="down", period="year to Jun 2026", baseline="May 2016"))
    assert answer.verdict == "cannot_be_compared"
    assert "12 and 1 months" in said(answer)


def test_no_percentage_from_a_few_but_counts_are_checked():
    few = claim("homicide", area_code=CROYDON, direction="down", size=25, period="year to Jun 2026")
    assert check(few).verdict == "cannot_be_compared"
    assert "fewer than 50" in said(check(few))
    assert check(replace(few, size=None)).verdict == "cannot_be_compared"
    assert check(replace(few, size=1.0, size_unit="count")).verdict == "matches"


def test_reoffending_published_before_october_2017():
    before = claim("proven_reoffending_rate", value=24, value_unit="percent", published=date(2017, 9, 30))
    answer = check(before)
    assert answer.verdict == "cannot_be_compared"
    assert "October 2017" in said(answer)
    assert answer.nearest
    assert check(replace(before, published=date(2017, 10, 26))).verdict != "cannot_be_compared"


# -- the Home Office's counts


def test_home_office_knife_crime_is_another_count():
    answer = check(claim("knife_crime", value=15_689, period="year to Jun 2025", source_basis="home_office"))
    assert answer.verdict == "not_in_our_data"
    assert answer.nearest[0].count == 15_548
    assert answer.explanation[0].startswith("The claim goes by the Home Office's counts")


def test_a_count_of_others_is_theirs_or_another_count_but_never_a_revision():
    answer = check(claim("shoplifting", value=96_227, period="year to Jun 2025", source_basis="home_office"))
    assert answer.verdict == ("matches" if is_held() else "not_in_our_data")
    assert "usual revision" not in answer.headline
    assert "City of London" in " ".join(answer.explanation)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [({"direction": "down"}, "does_not_match"), ({"direction": "up"}, "matches_other_definition_or_period"),
     ({"direction": "up", "size": 41.0}, "matches_other_definition_or_period"),
     ({"direction": "up", "size": 20.0}, "right_direction_different_size"),
     ({"direction": "up", "source_basis": "home_office"}, "matches")],
)  # fmt: skip
def test_quoted_counts_of_the_home_office_for_their_two_years(facts, verdict):
    """9,086 in the year to March 2016, 12,786 in the year to March 2023: +40.7%."""
    answer = check(claim("knife_crime", period="year to Mar 2023", baseline="year to Mar 2016", **facts))
    assert answer.verdict == verdict
    assert "Office for Statistics Regulation" in said(answer)


# -- not in our data


@pytest.mark.parametrize(
    ("subject", "where", "nearest"),
    [
        ("phone thefts", "Freedom of Information", ["theft_from_the_person_phone", "robbery_phone"]),
        ("homicides of people under 25", "Homicide dashboard", ["homicide"]),
        ("Reoffending of people on an electronic tag", "tagging", ["proven_reoffending_rate"]),
        ("Offenders recalled to prison", "Offender management", ["proven_reoffending_rate"]),
        ("car theft", "Freedom of Information", ["theft_of_a_vehicle", "theft_from_a_vehicle", "vehicle_offences"]),
        ("unicorns", "no publication", []),
    ],
)
def test_what_no_series_counts(subject, where, nearest):
    answer = check(claim(None, subject=subject, direction="down"))
    assert answer.verdict == "not_in_our_data"
    assert where in answer.where
    assert [each.indicator for each in answer.nearest] == nearest
    assert answer.stated is None


def test_a_month_that_is_not_published_yet():
    answer = check(claim("burglary", direction="down", period="year to Dec 2026"))
    assert answer.verdict == "not_in_our_data"
    assert answer.nearest[0].count == 47_880


def test_a_level_that_is_not_published():
    answer = check(claim("vawg_offences", area_code=CROYDON, direction="up", period="year to Feb 2026"))
    assert answer.verdict == "not_in_our_data"
    assert "not published for boroughs" in said(answer)
    assert answer.nearest[0].indicator == "vawg"


def test_figures_that_had_not_come_out():
    asked = claim("knife_crime", direction="down", period="year to Jul 2025")
    assert check(asked, as_of=date(2025, 8, 20)).verdict == "not_in_our_data"
    assert check(asked, as_of=date(2025, 8, 21)).verdict != "not_in_our_data"


# -- ranks


def test_all_boroughs_but_some():
    """Burglary by borough, year to June 2026: Bexley, Brent, Ealing, Enfield, Harrow, Hounslow, Newham, Tower Hamlets rose."""
    answer = check(claim("burglary", rank="all_boroughs", direction="down", period="year to Jun 2026"))
    assert (answer.verdict, len(answer.ranked)) == ("does_not_match", 32)
    assert "24 of 32" in answer.headline
    assert "Hounslow (+15.5%)" in said(answer)


def test_the_borough_at_the_end_is_named():
    """Richmond upon Thames fell most, by 17.7%, Croydon by 8.7%."""
    croydon = claim("burglary", rank="largest_fall", area_code=CROYDON, period="year to Jun 2026")
    answer = check(croydon)
    assert answer.verdict == "does_not_match"
    assert "Richmond upon Thames (−17.7%)" in said(answer)
    assert "intervals of the two overlap" in said(answer)
    right = check(replace(croydon, area_code="E09000027"))
    assert right.verdict == "matches"
    assert check(replace(croydon, area_code="E09000027", size=17.7)).verdict == "matches"
    assert check(replace(croydon, area_code="E09000027", size=40.0)).verdict == "right_direction_different_size"


def test_first_by_number_and_not_in_per_cent():
    """Violence with injury, year to August 2025: Westminster fell by the most offences, 451."""
    westminster = claim("violence_with_injury", rank="largest_fall", area_code="E09000033", period="year to Aug 2025")
    assert check(westminster).verdict == "matches_other_definition_or_period"
    counted = replace(westminster, size=451.0, size_unit="count")
    assert check(counted).verdict == "matches_but_recording_changed"


def test_lowest_since():
    """Homicides by calendar year: 95 in 2014, 96 in 2025, never fewer between."""
    lowest = claim("homicide", rank="lowest", period="2025", since=date(2014, 1, 1))
    assert check(lowest).verdict == "matches"
    since_2013 = check(replace(lowest, since=date(2013, 1, 1)))
    assert since_2013.verdict == "does_not_match"
    assert "2014" in said(since_2013)
    assert check(replace(lowest, rank="highest")).verdict == "does_not_match"
    assert check(replace(lowest, value=96.0)).verdict == "matches"
    assert check(replace(lowest, value=120.0)).verdict == "right_direction_different_size"


def test_lowest_since_before_the_series_begins():
    assert (
        check(claim("burglary", rank="lowest", period="2025", since=date(2003, 1, 1))).verdict == "cannot_be_compared"
    )
    assert check(claim("burglary", rank="highest", period="2025", since=date(2003, 1, 1))).verdict == "does_not_match"


def test_lowest_across_a_step_and_across_a_break():
    step = claim("violence_with_injury", rank="lowest", period="2025", since=date(2014, 1, 1))
    assert check(step).verdict == "matches_but_recording_changed"
    assert check(claim("domestic_abuse", rank="highest", period="year to Jul 2025")).verdict == "cannot_be_compared"


# -- reoffending


def test_percentages_are_checked_in_points_and_in_percent():
    """London adults: 23.7% in 2020/21, 22.7% in 2021/22: 1.1 points, 4.5 per cent."""
    asked = claim("proven_reoffending_rate", adult_or_youth="adult", direction="down", period="2021/22", size=1.1)
    points, percent = (replace(asked, size_unit=unit) for unit in ("percentage_points", "percent"))
    assert check(points).verdict == "matches"
    assert check(percent).verdict == "right_direction_different_size"
    assert check(replace(percent, size=4.5)).verdict == "matches"
    either = check(replace(asked, size_unit="percent_or_points"))
    assert either.verdict == "matches"
    assert [each.matches for each in either.readings] == [False, True]
    assert "Both readings" in said(either)


def test_adults_and_everybody_are_two_things():
    """2019/20, London: 25.4% of adults."""
    level = claim("proven_reoffending_rate", value=25.4, value_unit="percent", period="2019/20")
    assert check(replace(level, adult_or_youth="adult")).verdict == "matches"
    everybody = check(level)
    assert everybody.verdict == "matches_other_definition_or_period"
    assert everybody.headline.endswith("adults")
    assert "added up" in everybody.explanation[0]


def test_a_share_of_offences_has_readings_too():
    answer = check(claim("knife_positive_outcome_rate", direction="up", size=9, size_unit="percent_or_points",
                         period="year to Feb 2026"))  # fmt: skip
    assert answer.stated.points is not None
    assert [each.unit for each in answer.readings] == ["percent", "percentage_points"]


def test_points_of_a_count_are_read_as_per_cent_and_said_to():
    answer = check(
        claim("knife_crime", direction="down", size=17.5, size_unit="percentage_points", period="year to Feb 2026")
    )
    assert answer.verdict == "matches"
    assert "no percentage points" in answer.explanation[0]


# -- what makes no sense


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"which": "burglary"}, "states no number"),
        ({"which": None, "direction": "down"}, "what is counted"),
        ({"which": "burglary", "size": -3.0, "direction": "down"}, "negative"),
        ({"which": "burglary", "size": float("nan"), "direction": "down"}, "is none"),
        ({"which": "burglary", "value": 24.0, "value_unit": "percent"}, "no percentage"),
        ({"which": "knife_positive_outcome_rate", "value": 2.0, "value_unit": "rate"}, "no rate"),
        ({"which": "proven_reoffending_rate", "direction": "up", "size": 3.0, "size_unit": "count"}, "no count"),
        ({"which": "burglary", "rank": "largest_fall"}, "no borough"),
        ({"which": "burglary", "rank": "all_boroughs"}, "did what"),
        ({"which": "homicide", "rank": "lowest", "size": 11, "size_unit": "percent"}, "two claims"),
        ({"which": "burglary", "rank": "all_boroughs", "direction": "down", "size": 50}, "second claim"),
        ({"which": "burglary", "direction": "same", "period": "2025", "baseline": "2025"}, "with itself"),
        ({"which": "homicide", "rank": "lowest", "since": date(2030, 1, 1), "period": "2025"}, "ends before"),
        ({"which": "burglary", "direction": "up", "size": 1e300}, "far beyond"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(facts, problem):
    which = facts.pop("which")
    with pytest.raises(SenselessClaim, match=problem):
        check(claim(which, **facts))


def test_what_is_first_of_one_is_not_compared():
    alone = check(claim("homicide", rank="lowest", since=date(2025, 1, 1), period="2025"))
    assert alone.verdict == "cannot_be_compared"
    assert "no other window" in " ".join(alone.explanation)
    cohort = check(claim("proven_reoffending_rate", rank="lowest", since=date(2019, 4, 1), period="2019/20"))
    assert cohort.verdict == "cannot_be_compared"


def test_boroughs_with_the_same_figure_share_a_place():
    """Homicides, 2024 and 2025: Croydon 1 and 5, Lewisham 7 and 11, the largest rise of the boroughs."""
    for area, other in ((CROYDON, "Lewisham"), ("E09000023", "Croydon")):
        answer = check(claim("homicide", rank="largest_rise", direction="up", area_code=area, period="2025"))
        assert answer.verdict == "matches"
        assert f"together with {other} (+4)" in answer.explanation[1]
        assert answer.headline == f"Matches our figures, together with {other}"
        assert any("counts are small" in each for each in answer.explanation)
    behind = check(claim("homicide", rank="largest_fall", direction="down", area_code="E09000029", period="2025"))
    assert "Sutton is number 9 of 16" in " ".join(behind.explanation)


def test_one_small_count_is_not_looked_for_elsewhere():
    """Fairfield ward had two homicides in 2025, and none in most quarters."""
    answer = check(claim("homicide", value=0.0, area_code="E05011468", period="2025"))
    assert answer.verdict == "does_not_match"
    # Only earlier editions of the same figure are beside it.
    assert answer.tried == 0
    assert check(claim("homicide", value=1.0, area_code="E09000021", period="2025")).verdict == "does_not_match"


def test_a_number_found_elsewhere_makes_no_claim_of_the_wrong_direction_half_right():
    """Violence against the person: 242,963 in 2025, 234,987 in 2024, up clearly; 251,422 in 2023, 3.4% more than in 2025."""
    answer = check(claim("violence_against_the_person", direction="down", size=3.0, period="2025"))
    assert answer.verdict == "does_not_match"


@pytest.mark.parametrize(
    ("which", "facts"),
    [("shoplifting", {"size": 100.0, "size_unit": "percent", "rounding": 5.0, "value": 89_823.0, "baseline": "2023"}),
     ("rape", {"size": 5.0})],
)  # fmt: skip
def test_a_loose_number_tells_no_baseline_and_no_definition(which, facts):
    """Shoplifting doubled against the year to May 2016 as well, sexual offences other than rape rose by 5%."""
    answer = check(claim(which, direction="up", period="2025", **facts))
    assert answer.verdict == "right_direction_different_size"


def test_periods_that_overlap_are_said_to():
    answer = check(claim("burglary", direction="down", period="year to Jun 2026", baseline="year to Mar 2026"))
    assert "9 months in common" in " ".join(answer.explanation)


def test_a_period_that_had_not_ended_is_said_to():
    answer = check(claim("robbery", direction="down", period="2025", published=date(2025, 9, 1)))
    assert "had not ended" in " ".join(answer.assumed)


def test_unknown_names():
    with pytest.raises(UnknownName):
        check(claim("burglry", direction="down"))
    with pytest.raises(UnknownName):
        check(claim("burglary", direction="down", area_code="E09999999"))


@pytest.mark.parametrize("area", [MPS, ENFIELD, LAMBETH])
def test_caveats_and_sources_come_with_the_figures(area):
    answer = check(claim("violence_with_injury", direction="down", area_code=area, period="year to Aug 2025"))
    assert any("usual variation" in each for each in answer.caveats)
    # A borough's figures drift with the offences that no borough is known for; London's lack three months of these.
    caution = "London's total lacks 3,667 offences" if area == MPS else "a borough's change is too high by about 2.5"
    assert [caution in each for each in answer.caveats].count(True) == 1
    assert answer.sources == (
        "Metropolitan Police Service, Recorded Crime: Geographic Breakdown. Licensed under the Open Government Licence v2.0.",
    )
    assert {each.id for each in answer.editions} == set(answer.stated.editions)


def test_nothing_is_said_of_rates_where_none_is_shown():
    counted = check(claim("burglary", direction="down", period="2025", area_code=CROYDON))
    assert not any("Rates per resident" in each for each in check(claim("robbery", direction="down")).caveats)
    assert not any("Rates per resident" in each for each in counted.caveats)
    rate = check(claim("robbery", value=3.6, value_unit="rate", value_per=1_000, period="2025"))
    assert any("Rates per resident" in each for each in rate.caveats)
