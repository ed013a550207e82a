"""The registry: complete, consistent, and readable in a sentence."""

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics.geography.denominators import PEOPLE
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import (
    INDICATORS,
    VAWG_OUTSIDE,
    Indicator,
    Term,
    caveats,
    headline_indicators,
    indicator,
)
from analytics.recording_events import ALL, EVENTS
from analytics.requests.twelve_months_only import reasons_left_out, shown_for_boroughs
from analytics.tables.figures_table import table
from data.errors import UnknownName
from tests.ascii_tables import rows

EACH = pytest.mark.parametrize("each", INDICATORS.values(), ids=INDICATORS)

REGISTERED = rows("""
id                              | levels          | start
--------------------------------+-----------------+--------
knife_crime                     | mps,borough,ward | 2021-08
knife_crime_with_injury         | mps,borough,ward | 2021-08
knife_crime_with_injury_robbery | mps,borough,ward | 2021-08
knife_injury_victims_under_25   | mps,borough,ward | 2021-08
knife_positive_outcome_rate     | mps,borough      | 2021-08
gun_crime                       | mps,borough,ward | 2021-08
lethal_barrel_discharge         | mps,borough,ward | 2021-08
theft_from_the_person_phone     | mps,borough,ward | 2021-08
robbery_phone                   | mps,borough,ward | 2021-08
homicide                        | mps,borough,ward | 2010-04
violence_with_injury            | mps,borough,ward | 2010-04
robbery                         | mps,borough,ward | 2010-04
robbery_personal                | mps,borough,ward | 2010-04
robbery_business                | mps,borough,ward | 2010-04
theft_from_the_person           | mps,borough,ward | 2010-04
burglary                        | mps,borough,ward | 2010-04
burglary_residential            | mps,borough,ward | 2017-04
burglary_home                   | mps,borough,ward | 2023-07
burglary_unconnected_building   | mps,borough,ward | 2023-07
burglary_business_and_community | mps,borough,ward | 2017-04
vawg                            | mps,borough,ward | 2014-01
vawg_offences                   | mps              | 2014-01
vawg_victims                    | mps              | 2014-01
vawg_recorded_over_a_year_later | mps              | 2014-01
vawg_committed_date_unknown     | mps              | 2014-01
rape                            | mps,borough,ward | 2010-04
other_sexual_offences           | mps,borough,ward | 2010-04
sexual_offences                 | mps,borough,ward | 2010-04
stalking_and_harassment         | mps,borough,ward | 2010-04
violence_against_the_person     | mps,borough,ward | 2010-04
possession_of_weapons           | mps,borough,ward | 2010-04
theft                           | mps,borough,ward | 2010-04
shoplifting                     | mps,borough,ward | 2010-04
domestic_abuse                  | mps,borough,ward | 2021-08
domestic_abuse_with_injury      | mps,borough,ward | 2021-08
hate_crime                      | mps,borough,ward | 2021-08
all_recorded_crime              | mps,borough,ward | 2010-04
vehicle_offences                | mps,borough,ward | 2010-04
theft_from_a_vehicle            | mps,borough,ward | 2010-04
theft_of_a_vehicle              | mps,borough,ward | 2010-04
bicycle_theft                   | mps,borough,ward | 2010-04
drug_offences                   | mps,borough,ward | 2010-04
public_order_offences           | mps,borough,ward | 2010-04
arson_and_criminal_damage       | mps,borough,ward | 2010-04
hate_crime_racist_and_religious | mps,borough | 2021-08
hate_crime_racist               | mps,borough | 2021-08
hate_crime_faith                | mps,borough | 2021-08
hate_crime_antisemitic          | mps,borough | 2021-08
hate_crime_islamophobic         | mps,borough | 2021-08
hate_crime_homophobic           | mps,borough | 2021-08
hate_crime_transphobic          | mps,borough | 2021-08
hate_crime_disability           | mps,borough | 2021-08
domestic_abuse_positive_outcome_rate | mps,borough | 2021-08
hate_crime_positive_outcome_rate | mps,borough | 2021-08
gun_crime_positive_outcome_rate | mps,borough | 2021-08
proven_reoffending_rate         |                  | 2008-04
reoffences_per_reoffender       |                  | 2008-04
reoffences_per_offender         |                  | 2008-04
""")


def test_the_registry_holds_all_that_the_handbook_names() -> None:
    assert {row["id"] for row in REGISTERED} <= set(INDICATORS)


@pytest.mark.parametrize("row", REGISTERED, ids=lambda row: row["id"])
def test_levels_and_start(row: dict[str, str]) -> None:
    found = indicator(row["id"])
    assert ",".join(level for level in found.levels if not AREA_LEVELS[level].is_of_groups) == row["levels"]
    # A group, such as a command unit, is the sum of its boroughs.
    groups = {level.id for level in AREA_LEVELS.values() if level.is_of_groups}
    assert groups & set(found.levels) == (groups if "borough" in found.levels else set())
    assert found.start == date.fromisoformat(f"{row['start']}-01")


@EACH
def test_an_indicator_reads_in_a_sentence(each: Indicator) -> None:
    assert each.title[0].isupper()
    assert each.short_title[0].isupper()
    assert each.in_sentence != each.short_title
    assert each.definition.endswith(".")
    assert all(caveat.endswith(".") for caveat in caveats(each, level="ward"))
    assert each.theme
    assert all(each.noun)


@EACH
def test_a_crime_indicator_has_terms_and_reoffending_none(each: Indicator) -> None:
    assert bool(each.terms) == (each.kind == "crime")
    assert bool(each.denominator_terms) == (each.kind == "crime" and each.measure == "percentage_of")
    assert all(term.sign in (1, -1) for term in each.terms)


@EACH
def test_every_event_family_is_known(each: Indicator) -> None:
    groups = {"recorded_crime", "monthly_dashboard"}
    known = groups.union(*(event.families for event in EVENTS))
    assert ALL in known
    assert set(each.event_families) <= known


@EACH
def test_parts_add_up_to_the_indicator(each: Indicator) -> None:
    whole = Counter({term.series: term.sign for term in each.terms})
    for split in each.compositions:
        if split.exact:
            total = Counter[str]()
            for term in (term for part in split.parts for term in part.terms):
                total[term.series] += term.sign
            assert {s: n for s, n in total.items() if n} == dict(whole), split.name


def test_the_inexact_splits_add_up_in_the_published_files(published: Path) -> None:
    inexact = [split.name for each in INDICATORS.values() for split in each.compositions if not split.exact]
    assert sorted(inexact) == ["ethnic appearance", "offence group"]
    sheets = pd.read_parquet(published / "mps_vawg" / "vawg_victims_201401-202602.parquet")
    totals = sheets.groupby("sheet")["count"].sum()
    assert totals["Victim count by ethnic group"] == totals["Victim count by age group"] == 1_527_047


def test_every_group_of_recorded_crime_but_fraud_is_one_of_its_parts(published: Path) -> None:
    file = pd.read_csv(published / "mps_recorded_crime_borough" / "borough_recent_202407-202606.csv")
    groups = {group.lower() for group in file[file.columns[0]] if "FRAUD" not in group}
    (split,) = indicator("all_recorded_crime").compositions
    named = {part.label.lower() for part in split.parts}
    assert groups - named == {"miscellaneous crimes against society"}
    assert named - groups == {"crimes against society"}


def test_the_group_outside_vawg_is_no_part_of_it() -> None:
    (outside,) = VAWG_OUTSIDE.terms
    assert outside.series not in indicator("vawg_offences").series


def test_residential_burglary_is_what_is_left() -> None:
    assert indicator("burglary_residential").terms == (
        Term("burglary", 1),
        Term("burglary_business_and_community", -1),
    )


def test_only_a_positive_outcome_rate_is_better_when_higher() -> None:
    higher = [each.id for each in INDICATORS.values() if not each.lower_is_better]
    assert higher == [
        f"{offence}_positive_outcome_rate" for offence in ("knife", "domestic_abuse", "hate_crime", "gun_crime")
    ]


def test_denominators() -> None:
    assert indicator("knife_injury_victims_under_25").denominator == "residents_1_24"
    assert indicator("knife_injury_victims_under_25").per == 100_000
    assert [each.id for each in INDICATORS.values() if each.household_rate] == ["burglary_residential"]
    assert indicator("knife_positive_outcome_rate").denominator is None


def test_headlines_exist_and_mopac_has_its_own() -> None:
    assert {"knife_crime", "knife_injury_victims_under_25"} <= {each.id for each in headline_indicators()}


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="knife_crime"):
        indicator("knife_crim")
    with pytest.raises(UnknownName) as refusal:
        indicator("zzz")
    assert refusal.value.hint


def test_caveats_grow_with_the_level() -> None:
    assert len(caveats("burglary", level="ward")) == len(caveats("burglary", level="borough")) + 1
    assert any("July 2025" in caveat for caveat in caveats("gun_crime"))


@EACH
def test_a_rate_is_per_the_people_that_the_indicator_declares(each: Indicator) -> None:
    assert each.people == PEOPLE[each.denominator or "residents"]
    assert each.rate_unit == f"{each.unit} per {each.per:,} {each.people}"
    if each.denominator and each.kind == "crime" and each.measure == "count":
        assert set(table([each], measure="rate", last=1).column("unit").to_pylist()) == {each.rate_unit}


def test_small_numbers_are_shown_over_twelve_months_only() -> None:
    names = ("knife_crime", "knife_injury_victims_under_25")
    assert shown_for_boroughs(names, "rolling_12") == names
    assert reasons_left_out(names, "rolling_12") == ""
    assert shown_for_boroughs(names, "month") == ("knife_crime",)
    assert "three months in four have fewer than five" in reasons_left_out(names, "month")
