"""The sentence reader: what it understands, what it leaves open, what it declines; and that it never fails."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.claims.claim import Claim
from analytics.claims.reading.claim_facts import FIELDS
from analytics.claims.reading.sentence_reader import completed, read, read_all
from analytics.written_periods import parse_period

DEFAULTS = {field.name: field.default for field in fields(Claim)}
CAMDEN, CROYDON, ENFIELD, GREENWICH, LAMBETH = "E09000007", "E09000008", "E09000010", "E09000011", "E09000022"

# A sentence; the fields of its claim, with windows as people write them; what it leaves open.
UNDERSTOOD = [
    # Indicators, each in a few of its names.
    ("Knife crime is down 19 %", "knife_crime; direction=down; size=19; size_unit=percent", "area period baseline"),
    ("knife-enabled offences rose by 2.5 per cent", "knife_crime; direction=up; size=2.5; size_unit=percent", "area period baseline"),
    ("Knife crime with injury is down 11% in the year to February 2026", "knife_crime_with_injury; direction=down; size=11; size_unit=percent; period=year to Feb 2026", "area baseline"),
    ("stabbings fell 11%", "knife_crime_with_injury; direction=down; size=11; size_unit=percent", "area period baseline"),
    ("number of under-25s injured with knives down by a quarter", "knife_injury_victims_under_25; direction=down; size=25; size_unit=percent", "area period baseline"),
    ("Under-25 knife injury victims fell from 1,214 to 1,138", "knife_injury_victims_under_25; direction=down; value=1138; base_value=1214", "area period baseline"),
    ("violence with injury is down by 13%", "violence_with_injury; direction=down; size=13; size_unit=percent", "area period baseline"),
    ("Violent crime leading to injury fell 13%", "violence_with_injury; direction=down; size=13; size_unit=percent", "area period baseline"),
    ("Violence is up 26%", "violence_against_the_person; direction=up; size=26; size_unit=percent", "area period baseline"),
    ("Violence against women and girls rose 8.6% in London", "vawg_offences; direction=up; size=8.6; size_unit=percent", "period baseline"),
    ("VAWG in Lambeth increased by 9 per cent", f"vawg; direction=up; size=9; size_unit=percent; area_code={LAMBETH}", "period baseline"),
    ("Domestic abuse fell by a fifth in the year to July 2025", "domestic_abuse; direction=down; size=20; size_unit=percent; period=year to Jul 2025", "area baseline"),
    ("Hate crime rose in the first quarter of 2025/26", "hate_crime; direction=up; period=Q1 2025/26", "area size baseline"),
    ("stalking offences unchanged in 2024/25", "stalking_and_harassment; direction=same; period=2024/25", "area baseline"),
    ("Sexual offences are up 75%", "sexual_offences; direction=up; size=75; size_unit=percent", "area period baseline"),
    ("Rape is up 12% in 2024/25 compared with 2023/24", "rape; direction=up; size=12; size_unit=percent; period=2024/25; baseline=2023/24", "area"),
    ("Gun crime fell to 1,208 in the year to July 2025, from 1,499", "gun_crime; direction=down; value=1208; base_value=1499; period=year to Jul 2025", "area baseline"),
    ("possession of offensive weapons up 23%", "possession_of_weapons; direction=up; size=23; size_unit=percent", "area period baseline"),
    ("Burglary has halved since May 2016", "burglary; direction=down; size=50; size_unit=percent; baseline=year to May 2016", "area period"),
    ("residential burglary, 12m to Mar 2026: 32,687", "burglary_residential; value=32687; period=year to Mar 2026", "area"),
    ("Burglary of homes is down 21%", "burglary_home; direction=down; size=21; size_unit=percent", "area period baseline"),
    ("Business burglary fell 4%", "burglary_business_and_community; direction=down; size=4; size_unit=percent", "area period baseline"),
    ("Robbery is up 57% since 2016", "robbery; direction=up; size=57; size_unit=percent; baseline=2016", "area period"),
    ("Muggings fell 3%", "robbery_personal; direction=down; size=3; size_unit=percent", "area period baseline"),
    ("Pickpocketing in Camden rose 40% between 2023 and 2024", f"theft_from_the_person; direction=up; size=40; size_unit=percent; area_code={CAMDEN}; period=2024; baseline=2023", ""),
    ("465,085 thefts (down four per cent)", "theft; direction=down; size=4; size_unit=percent; value=465085", "area period baseline"),
    ("96,227 shoplifting reports (up 37 per cent) in the year ending June 2025", "shoplifting; direction=up; size=37; size_unit=percent; value=96227; period=year to Jun 2025", "area baseline"),
    ("crime in london fell 1.2% in the yr to jun 2026", "all_recorded_crime; direction=down; size=1.2; size_unit=percent; period=year to Jun 2026", "baseline"),
    ("911,005 crimes were recorded in London in the year ending 31 March 2026", "all_recorded_crime; value=911005; period=year to Mar 2026", ""),
    # Areas.
    ("Enfield saw 417 fewer violence with injury offences in the 12 months to August 2025", f"violence_with_injury; direction=down; size=417; size_unit=count; area_code={ENFIELD}; period=year to Aug 2025", "baseline"),
    ("Enfield saw 417 fewer offences", f"all_recorded_crime; direction=down; size=417; size_unit=count; area_code={ENFIELD}", "period baseline"),
    ("Recorded offences in Barking & Dagenham fell by 417 in 2025/26", "all_recorded_crime; direction=down; size=417; size_unit=count; area_code=E09000002; period=2025/26", "baseline"),
    ("K&C burglary down 12%", "burglary; direction=down; size=12; size_unit=percent; area_code=E09000020", "period baseline"),
    ("Burglary in Kingston-upon-Thames fell 3.4% year on year", "burglary; direction=down; size=3.4; size_unit=percent; area_code=E09000021", "period baseline"),
    ("Burglary in the London Borough of Croydon fell 3%", f"burglary; direction=down; size=3; size_unit=percent; area_code={CROYDON}", "period baseline"),
    ("Burglary in Fairfield ward rose 5% in 2025", "burglary; direction=up; size=5; size_unit=percent; area_code=E05011468; period=2025", "baseline"),
    ("Burglary in Abbey ward, Merton, rose 5% in 2025", "burglary; direction=up; size=5; size_unit=percent; area_code=E05013810; period=2025", "baseline"),
    ("Crime in the Met area is up 2%", "all_recorded_crime; direction=up; size=2; size_unit=percent", "period baseline"),
    # Sizes and levels.
    ("theft from the person fell from 25,272 to 21,937 (13%) in April-June 2025 compared with the same quarter of 2024", "theft_from_the_person; direction=down; size=13; size_unit=percent; value=21937; base_value=25272; period=Apr-Jun 2025; baseline=Apr-Jun 2024", "area"),
    ("1,154 fewer knife offences, a seven per cent drop, in the 12 months to August 2025", "knife_crime; direction=down; size=7; size_unit=percent; period=year to Aug 2025", "area baseline"),
    ("97 homicides in 2025, an 11 per cent decrease from 109 in 2024", "homicide; direction=down; size=11; size_unit=percent; value=97; base_value=109; period=2025; baseline=2024", "area"),
    ("27,694 sexual offences in 2025; 16,147 in 2015-16", "sexual_offences; direction=up; value=27694; base_value=16147; period=2025; baseline=2015/16", "area"),
    ("homicide rate 1.1 per 100,000 residents in 2025", "homicide; value=1.1; value_unit=rate; value_per=100000; period=2025", "area"),
    ("Gun crime fell −23 % in 2024", "gun_crime; direction=down; size=23; size_unit=percent; period=2024", "area baseline"),
    ("knife +27% since 2016", "knife_crime; direction=up; size=27; size_unit=percent; baseline=2016", "area period"),
    ("Shoplifting has more than doubled", "shoplifting; direction=up; size=100; size_unit=percent; size_bound=over", "area period baseline"),
    ("Robbery is up by more than a third since 2016", "robbery; direction=up; size=33.3; size_unit=percent; size_bound=over; baseline=2016", "area period"),
    # Rates: a percentage may be the level, the change in points, or a change that can be read either way.
    ("overall reoffending rates for London stand at 24 per cent", "proven_reoffending_rate; value=24; value_unit=percent", "period"),
    ("The reoffending rate fell by 2 percentage points", "proven_reoffending_rate; direction=down; size=2; size_unit=percentage_points", "area period baseline"),
    ("The reoffending rate fell from 27 per cent to 24 per cent", "proven_reoffending_rate; direction=down; value=24; base_value=27; value_unit=percent", "area period baseline"),
    ("the proven reoffending rate is 5.3 percent lower in the year ending September 2023, compared to the year ending June 2016", "proven_reoffending_rate; direction=down; size=5.3; size_unit=percent_or_points; period=year to Sep 2023; baseline=year to Jun 2016", "area"),
    ("Adult reoffending in London fell from 25.4% in 2019/20 to 22.7% in 2021/22", "proven_reoffending_rate; direction=down; value=22.7; base_value=25.4; value_unit=percent; period=2021/22; baseline=2019/20; adult_or_youth=adult", ""),
    # Orders.
    ("Homicides are at their lowest since 2014", "homicide; rank=lowest; since=2014-01-01", "area period"),
    ("Murders in London hit a record low in 2025", "homicide; rank=lowest; period=2025", "since"),
    ("Homicide in 2025 was the lowest in 11 years", "homicide; rank=lowest; period=2025; since=2014-12-01", "area"),
    ("Violence with injury has fallen in all 32 London boroughs in the year to August 2025", "violence_with_injury; direction=down; rank=all_boroughs; period=year to Aug 2025", "baseline"),
    ("Greenwich saw the smallest decrease with 4.3% in violence with injury", f"violence_with_injury; direction=down; size=4.3; size_unit=percent; rank=smallest_fall; area_code={GREENWICH}", "period baseline"),
    ("Of all boroughs, Croydon had the largest rise in shoplifting in 2025", f"shoplifting; direction=up; rank=largest_rise; area_code={CROYDON}; period=2025", "baseline"),
    # Periods and baselines.
    ("knife crime dropped by 19% between April and June 2025", "knife_crime; direction=down; size=19; size_unit=percent; period=Apr-Jun 2025", "area baseline"),
    ("residential burglary fell 10% in the first three months of 2025", "burglary_residential; direction=down; size=10; size_unit=percent; period=Jan-Mar 2025", "area baseline"),
    ("Robbery rose 2.3% in the second half of 2025", "robbery; direction=up; size=2.3; size_unit=percent; period=Jul-Dec 2025", "area baseline"),
    ("Reductions in homicide since the Mayor came to office", "homicide; direction=down; baseline=year to May 2016", "area size period"),
    ("Burglary was 30% lower in 2025 than it was 10 years earlier", "burglary; direction=down; size=30; size_unit=percent; period=2025; baseline=2015", "area"),
    ("Robberies fell 10% in June 2025 compared with June 2024", "robbery; direction=down; size=10; size_unit=percent; period=Jun 2025; baseline=Jun 2024", "area"),
    ("15,689 knife crimes in London in the year to June 2025; 15,707 the previous year, no percentage change", "knife_crime; direction=same; value=15689; base_value=15707; period=year to Jun 2025; baseline=year to Jun 2024", ""),
    ("Between May 2016 and June 2026, homicide fell from 119 to 108", "homicide; direction=down; value=108; base_value=119; period=year to Jun 2026; baseline=year to May 2016", "area"),
    ("overall recorded crime increased by 31.5% in the last 10 years", "all_recorded_crime; direction=up; size=31.5; size_unit=percent", "area period baseline"),
    ("Robbery rose in Q3 2025/26 compared with 2024/25", "robbery; direction=up; period=Oct-Dec 2025; baseline=Oct-Dec 2024", "area size"),
    # Counted elsewhere: a claim about something, with words for it and no indicator.
    ("reoffending of those tagged under the knife crime pilot is five per cent lower", "-; subject=Reoffending of people on an electronic tag", "area period"),
    ("204 domestic abuse offenders were recalled to prison", "-; subject=Prisons, probation and recalls", "area period"),
    ("Phone thefts are down 10% in 2025", "-; subject=Thefts of mobile phones; period=2025", "area"),
    ("Thefts of phones from the person rose by 33% in 2024", "theft_from_the_person_phone; direction=up; size=33; size_unit=percent; period=2024", "area baseline"),
    ("There were 11,125 mobile phone robberies in London in 2024", "robbery_phone; value=11125; period=2024", ""),
    ("ONS: 101 homicides (down six per cent) in the year ending June 2025", "homicide; direction=down; size=6; size_unit=percent; value=101; period=year to Jun 2025; source_basis=home_office", "area baseline"),
]  # fmt: skip


READS = {
    "size": float, "value": float, "base_value": float, "value_per": int, "since": date.fromisoformat,
    "period": parse_period, "baseline": parse_period,
}  # fmt: skip


def expected(text: str) -> dict[str, object]:
    """The fields that a case writes down: the indicator (`-` for none), then `name=value`."""
    which, *others = text.split("; ")
    named = dict(other.split("=", 1) for other in others)
    return {"indicator": None if which == "-" else which} | {
        name: READS.get(name, str)(value) for name, value in named.items()
    }


@pytest.mark.parametrize(("sentence", "claim", "missing"), UNDERSTOOD, ids=[case[0][:50] for case in UNDERSTOOD])
def test_a_sentence_is_understood(sentence: str, claim: str, missing: str) -> None:
    found = read(sentence)
    assert found.declined == ""
    assert found.unread == ()
    assert found.claim is not None
    said = {name: getattr(found.claim, name) for name in DEFAULTS}
    # How far a number is rounded has tests of its own.
    told = {name: value for name, value in said.items() if value != DEFAULTS[name] and "rounding" not in name}
    assert told | {"indicator": said["indicator"]} == expected(claim)
    assert " ".join(found.missing) == missing


@pytest.mark.parametrize("sentence", [case[0] for case in UNDERSTOOD])
def test_what_was_understood_is_shown_in_the_words_of_the_sentence(sentence: str) -> None:
    found = read(sentence)
    plain = sentence.replace("−", "-")
    for name, said in found.understood:
        assert name in FIELDS
        assert said in plain or said.startswith(("from ", "knife crime")), (name, said)
    assert not {name for name, _ in found.understood} & set(found.missing) - {"baseline", "period", "since"}


@pytest.mark.parametrize(
    ("sentence", "said_on", "period", "baseline"),
    [
        ("Knife crime fell 5% last year", date(2026, 1, 15), "2025", None),
        ("10 homicides this year, compared with 26 at the same point last year", date(2025, 9, 3), "Jan-Aug 2025", "Jan-Aug 2024"),
        ("Robberies fell 10% in June", date(2025, 8, 1), "Jun 2025", None),
        ("Robberies fell 10% in September", date(2025, 8, 1), "Sep 2024", None),
        ("Robberies fell 10% in the year to August", date(2025, 12, 1), "year to Aug 2025", None),
        ("Robberies fell 10% last month", date(2025, 8, 1), "Jul 2025", None),
        ("Robberies fell 10% last quarter", date(2025, 8, 1), "Apr-Jun 2025", None),
        ("Robberies fell 10% last year", None, None, None),
        ("Robberies fell 10% in June", None, None, None),
    ],
)  # fmt: skip
def test_the_day_of_the_statement_settles_its_periods(sentence, said_on, period, baseline) -> None:
    claim = read(sentence, said_on=said_on).claim
    assert claim is not None
    assert claim.published == said_on
    assert claim.period == (parse_period(period) if period else None)
    assert claim.baseline == (parse_period(baseline) if baseline else None)


@pytest.mark.parametrize(
    ("sentence", "published"),
    [
        ("Crime statistics published in April show robbery down 5 per cent in 2025", None),
        ("Figures released in April 2026 show that robbery fell by 5% in 2025", date(2026, 4, 30)),
        ("Robbery fell by 5% in 2025, data published in early January 2026 reveal", date(2026, 1, 31)),
    ],
)
def test_when_it_was_published_is_no_period_of_the_claim(sentence, published) -> None:
    understanding = read(sentence)
    assert understanding.unread == ()
    assert (understanding.claim.period, understanding.claim.published) == (parse_period("2025"), published)


def test_a_period_that_depends_on_the_day_is_open_without_it() -> None:
    found = read("Robberies fell 10% last year")
    assert "period" in found.missing
    assert "depends on the day" in " ".join(found.notes)


@pytest.mark.parametrize(
    ("sentence", "months"),
    [
        ("Crime is up 31.5% over the past decade", 120),
        ("Crime is up 5% over the past year", 12),
        ("Crime is up 5% over the last three years", 36),
        ("Crime is up 5% compared with a year earlier", 12),
        ("Homicide is at its lowest in 11 years", 132),
        ("Crime is up 5%", None),
    ],
)
def test_a_baseline_without_its_period_is_so_many_months_before(sentence: str, months: int | None) -> None:
    found = read(sentence)
    assert found.months_before == months
    assert found.claim is not None
    assert found.claim.baseline is None


@pytest.mark.parametrize(
    ("sentence", "baseline", "since"),
    [
        # Recorded crime goes to June 2026 here.
        ("Crime is up 31.5% over the past decade", parse_period("year to Jun 2016"), None),
        ("Crime is up 5% over the past year", parse_period("year to Jun 2025"), None),
        ("Homicide is at its lowest in 11 years", None, date(2015, 6, 1)),
        ("Crime is up 5%", None, None),
    ],
)
def test_it_is_completed_by_the_newest_period(sentence, baseline, since) -> None:
    claim = completed(read(sentence))
    assert claim is not None
    assert (claim.baseline, claim.since, claim.period) == (baseline, since, None)


@pytest.mark.parametrize(
    ("sentence", "rounding"),
    [
        ("Robbery fell 13%", None),
        ("Robbery fell 13.0%", 0.1),
        ("Robbery fell by a quarter", 5.0),
        ("Robbery fell by a third", 5.0),
        ("Robbery fell by about 20%", 5.0),
        ("Robbery has halved", 5.0),
        ("Robbery fell by 417", None),
    ],
)
def test_how_far_a_size_is_rounded_where_it_does_not_show(sentence: str, rounding: float | None) -> None:
    claim = read(sentence).claim
    assert claim is not None
    assert claim.rounding == rounding


@pytest.mark.parametrize(
    ("sentence", "rounding", "value"),
    [
        ("There were 25,272 robberies", None, 25_272),
        ("There were about 99,000 robberies", 1_000, 99_000),
        ("There were 1.2 million crimes", 100_000, 1_200_000),
        ("There were 16k robberies", 1_000, 16_000),
        ("The homicide rate is 1.1 per 100,000", None, 1.1),
    ],
)
def test_how_far_a_level_is_rounded(sentence: str, rounding: float | None, value: float) -> None:
    claim = read(sentence).claim
    assert claim is not None
    assert (claim.value, claim.value_rounding) == (value, rounding)


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Robbery is up 57% under Sadiq Khan", "“under Sadiq Khan” is read as: compared with the year to May 2016"),
        ("Burglary has halved since May 2016", "“since May 2016” is read as: compared with the year to May 2016"),
        ("Robbery rose 2.3% in Q1 2025", "quarter of the calendar year"),
        ("From April 2024 to March 2025 there were 16,156 knife offences", "read as one period"),
        ("Robbery fell 12% in summer 2025", "“summer 2025” is read as June 2025 to August 2025"),
        ("There were 455,768 offences in the six months to June 2026", "“offences” by itself is read as"),
    ],
)
def test_what_could_be_meant_otherwise_is_said(sentence: str, note: str) -> None:
    assert note in " ".join(read(sentence).notes)


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "knife crime burglary London Croydon fell rose by from to 19% 13 25,272 per cent in the year 2016 2025 May June "
        "last since than compared with all 32 boroughs lowest a quarter half ward of not £5m 1.1 100,000 - ( ) . ; + % "
        "E09000001 ten twenty-five more fewer about between and first months",
    )
)


@given(st.text())
def test_it_never_fails_on_any_text(text: str) -> None:
    for found in read_all(text):
        assert (found.claim is None) == bool(found.declined)


@given(st.lists(WORDS, max_size=30).map(" ".join), st.one_of(st.none(), st.dates(date(2011, 1, 1), date(2030, 1, 1))))
def test_it_never_fails_on_any_order_of_its_own_words(text: str, said_on: date | None) -> None:
    found = read(text, said_on=said_on)
    assert (found.claim is None) == bool(found.declined)
    if found.claim:
        assert found.claim.size is None or found.claim.size >= 0
        assert (found.claim.size is None) == (found.claim.size_unit is None)


@given(st.sampled_from(UNDERSTOOD), st.sampled_from(["{}.", "“{}”", "  {}  ", "{}!", "It is said that {}"]))
def test_punctuation_changes_nothing(case: tuple[str, str, str], frame: str) -> None:
    said, framed = read(case[0]), read(frame.format(case[0]))
    assert framed.claim == said.claim
    assert framed.missing == said.missing
