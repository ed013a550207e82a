"""The parts under a verdict: neighbours, what is left open, the address of a claim, its sentence, its rows, the store."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.claims import Claim, check
from analytics.claims import gallery as store
from analytics.claims.answer_table import CLAIM_SCHEMA, table, to_csv
from analytics.claims.checking.figures_not_held import HOME_OFFICE_DIFFERS
from analytics.claims.checking.neighbours import family, neighbours, periods_near
from analytics.claims.claim_address import FIELDS, pairs_of, path_of, period_text
from analytics.claims.claim_words import claim_sentence
from analytics.claims.default_periods import settle
from analytics.claims.reading.sentence_reader import read
from analytics.indicators import INDICATORS
from analytics.periods import Window, add_months, window_between, window_ending
from analytics.wording.spoken_names import uncovered_subject
from analytics.written_periods import parse_period

CROYDON = "E09000008"
KNIFE = Claim(indicator="knife_crime", direction="down", size=7, period=parse_period("year to Aug 2025"))


# -- neighbours


def test_a_family_is_that_of_the_registry():
    assert set(family("burglary_home")) == {
        "burglary", "burglary_residential", "burglary_business_and_community", "burglary_unconnected_building",
    }  # fmt: skip
    assert family("all_recorded_crime") == ()
    for name in INDICATORS:
        assert name not in family(name)
        assert all(name in family(other) for other in family(name))


def test_a_neighbour_differs_in_what_it_says_and_in_nothing_else():
    stated = settle(KNIFE).claim
    found = neighbours(stated, level="mps")
    assert len({(n.claim.indicator, n.claim.period, n.claim.baseline) for n in found}) == len(found)
    for each in found:
        assert (each.claim.indicator != stated.indicator) is ("definition" in each.differs_in)
        assert (each.claim.period != stated.period) is ("period" in each.differs_in)
        if each.differs_in == ("baseline",):
            assert each.claim.baseline != stated.baseline
        assert (each.claim.size, each.claim.direction, each.claim.area_code) == (7, "down", stated.area_code)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (
            "June 2025",
            {"year to June 2025", "Q1 2025/26 (April to June 2025)", "2024/25", "2024", "January to June 2025"},
        ),
        ("Apr-Jun 2025", {"year to June 2025", "June 2025", "2025", "May to July 2025", "March to May 2025"}),
        ("year to May 2025", {"2024/25", "2024", "May 2025", "year to June 2025", "April to May 2025"}),
    ],
)
def test_periods_that_are_mixed_up(period, expected):
    assert expected <= {each.label for each in periods_near(parse_period(period))}


def test_baselines_that_are_mixed_up():
    stated = settle(KNIFE).claim
    baselines = {n.claim.baseline.label for n in neighbours(stated, level="mps") if n.differs_in == ("baseline",)}
    assert {"year to May 2016", "year to March 2020", "year to August 2015"} <= baselines


def test_a_fixed_baseline_stays_while_the_period_moves():
    stated = settle(Claim(indicator="burglary", direction="down", baseline=parse_period("year to May 2016"))).claim
    moved = [n for n in neighbours(stated, level="mps") if n.is_shifted]
    assert moved
    assert all(n.claim.baseline == stated.baseline for n in moved)


# -- address and sentence


@given(
    st.dates(date(2010, 4, 1), date(2026, 6, 1)),
    st.sampled_from(
        ["month", "rolling_12", "financial_year_to_date", "custom", "quarter", "calendar_year", "financial_year"]
    ),
    st.integers(2, 30),
)
def test_a_period_is_read_back_from_its_address(day, kind, months):
    end = day.replace(day=1)
    ends = {"quarter": -(end.month % 3), "calendar_year": 12 - end.month, "financial_year": (3 - end.month) % 12}
    end = add_months(end, ends.get(kind, 0))
    window = window_between(add_months(end, 1 - months), end) if kind == "custom" else window_ending(end, kind)
    again = parse_period(period_text(window))
    assert (again.start, again.end) == (window.start, window.end)
    if kind not in ("custom", "financial_year_to_date"):
        assert again.kind == window.kind


def test_an_address_leaves_out_what_is_usual():
    assert pairs_of(Claim(indicator="burglary", direction="down")) == (("indicator", "burglary"), ("direction", "down"))
    assert path_of(KNIFE) == (
        "api/v1/claim.json?indicator=knife_crime&direction=down&size=7&period=year+to+August+2025"
    )
    assert set(FIELDS.values()) == set(Claim.__dataclass_fields__)


SENTENCES = [
    (KNIFE, "Knife crime in London fell by 7% in the year to August 2025."),
    (Claim(indicator="burglary", direction="same", area_code=CROYDON, period=parse_period("2025")),
     "Burglary in Croydon did not change in 2025."),
    (Claim(indicator="homicide", value=97, base_value=109, direction="down", size=11, period=parse_period("2025"),
           baseline=parse_period("2024")),
     "Homicide in London: 97 homicides in 2025, against 109 homicides in 2024, a fall of 11%."),
    (Claim(indicator="homicide", value=1.1, value_unit="rate", value_per=100_000, period=parse_period("2025")),
     "Homicide in London: 1.1 per 100,000 residents in 2025."),
    (Claim(indicator="homicide", rank="lowest", since=date(2014, 1, 1), period=parse_period("2025")),
     "Homicide in London was at its lowest since January 2014 in 2025."),
    (Claim(indicator="burglary", rank="all_boroughs", direction="down", period=parse_period("2025")),
     "Burglary fell in all 32 boroughs in 2025."),
    (Claim(indicator="burglary", rank="smallest_fall", area_code=CROYDON, size=0.3),
     "Croydon had the smallest fall in burglary of the 32 boroughs: 0.3%."),
    (Claim(indicator="proven_reoffending_rate", adult_or_youth="adult", direction="down", size=1,
           size_unit="percentage_points"),
     "The proven reoffending rate of adults in London fell by 1 percentage point."),
    (Claim(indicator=None, subject="phone thefts", value=3, period=parse_period("2025")),
     "Phone thefts in London: 3 in 2025."),
    (Claim(indicator="burglary", size=5, period=parse_period("2025")), "Burglary in London changed by 5% in 2025."),
    (Claim(indicator="knife_crime", direction="down", size=19, period=parse_period("Apr-Jun 2025"),
           baseline=parse_period("Apr-Jun 2024")),
     "Knife crime in London fell by 19% in April to June 2025, compared with April to June 2024."),
    (Claim(indicator="homicide", value=101, period=parse_period("year to Jun 2025"), source_basis="home_office"),
     "Homicide in London: 101 homicides in the year to June 2025, by the Home Office's count."),
    (Claim(indicator="burglary", direction="down", size=1_154, size_unit="count"),
     "Burglary in London fell by 1,154 burglaries."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "sentence"), SENTENCES, ids=[sentence[:40] for _, sentence in SENTENCES])
def test_a_claim_as_a_sentence(claim, sentence):
    assert claim_sentence(claim) == sentence


# -- rows


def test_rows_of_an_answer():
    """Knife crime, MPS: 15,112 in the year to August 2025, 16,232 the year before."""
    rows = table(check(KNIFE)).to_pylist()
    first = rows[0]
    assert (first["role"], first["measure"], first["unit"]) == ("stated", "change", "percent")
    assert (first["base_value"], first["difference"]) == (16_232, -1_120)
    assert first["lower"] < first["value"] < first["upper"]
    assert (str(first["baseline_start"]), str(first["baseline_end"])) == ("2023-09-01", "2024-08-31")
    assert all(row["differs_in"] for row in rows[1:])
    text = list(csv.reader(io.StringIO(to_csv(check(KNIFE)).decode())))
    assert text[0] == CLAIM_SCHEMA.names
    assert len(text) == len(rows) + 1


@pytest.mark.parametrize("each", store.gallery(), ids=lambda each: each.id)
def test_every_answer_has_rows(each):
    answer = check(each.claim)
    rows = table(answer)
    rows.validate(full=True)
    shown = bool(answer.stated) + len(answer.alternatives) + len(answer.ranked) + len(answer.nearest)
    assert rows.num_rows == shown
    withheld = [row for row in rows.to_pylist() if row["status"].startswith("withheld")]
    assert all(row["value"] is None or row["measure"] != "change" for row in withheld)


# -- the store


def test_the_store_is_read_whole():
    found = store.gallery()
    assert len({each.id for each in found}) == len(found) > 50
    assert all(each.who and each.topic and each.sentence.endswith(".") for each in found)
    assert all(each.link.startswith("https://") for each in found if not each.id.startswith("m"))
    assert {each.when for each in found if each.id.startswith("m")} == {"date not known"}
    assert store.published_claim("nothing") is None


TOPICS = (
    "Since May 2016", "First three months of 2025", "All crime", "Homicide", "Knife crime", "Weapons",
    "Violence with injury", "Violence against the person", "Sexual offences", "Violence against women and girls",
    "Hate crime", "Theft and robbery", "Phone theft", "Burglary", "Vehicles and bicycles", "Reoffending",
    "What people think of the police",
)  # fmt: skip


def test_every_line_has_a_page_a_topic_and_a_day_that_agree():
    """A reader finds a claim by its topic and goes to the page that it stands on, without what counts its visitors."""
    found = store.gallery()
    assert {each.topic for each in found} == set(TOPICS)
    for each in found:
        page = urlsplit(each.link)
        assert each.id.startswith("m") or (page.scheme == "https" and "." in page.netloc), each.id
        assert not re.search(r"utm_|@", each.link), each.id
        if each.claim.published:
            assert str(each.claim.published.year) in each.when, each.id
            assert each.claim.period is None or each.claim.period.start < each.claim.published, each.id


def test_no_claim_is_stored_twice():
    said = [(each.who, each.sentence) for each in store.gallery()]
    assert len(set(said)) == len(said)


def test_speakers_of_every_party_that_sits_in_the_london_assembly_but_one():
    """No figure that could be checked was found of the Green Party's."""
    who = " ".join(each.who for each in store.gallery())
    assert all(party in who for party in ("Labour", "Conservative", "Liberal Democrat", "Reform UK"))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("period", "last summer"),
        ("area", "Narnia"),
        ("size", "many"),
        ("published", "2025"),
        ("other_area", "E99000001"),
        ("rank_place", "second"),
    ],
)
def test_an_unreadable_line_is_named(tmp_path, monkeypatch, column, value):
    lines = list(csv.DictReader(io.StringIO(store.FILE.read_text(encoding="utf-8"))))
    lines[1][column] = value
    broken = tmp_path / "published.csv"
    with broken.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0].keys())
        writer.writeheader()
        writer.writerows(lines)
    monkeypatch.setattr(store, "FILE", broken)
    with pytest.raises(store.UnreadableClaim, match=rf"line 3, {column}: '{value}'"):
        store.gallery.__wrapped__()


# -- what is elsewhere


def test_what_the_home_office_counts_otherwise_names_indicators():
    assert set(HOME_OFFICE_DIFFERS) <= set(INDICATORS)


@pytest.mark.parametrize(
    ("subject", "nearest"),
    [("Thefts of mobile phones", ("theft_from_the_person_phone", "robbery_phone")),
     ("homicides of people under 25", ("homicide",)), ("Possession of knives", ("possession_of_weapons",)),
     ("violence without injury", ("violence_against_the_person", "violence_with_injury")),
     ("reoffending of people tagged under the knife crime pilot", ("proven_reoffending_rate",))],
)  # fmt: skip
def test_the_nearest_to_a_subject(subject, nearest):
    assert uncovered_subject(subject).nearest == nearest


def test_windows_of_the_alternatives_are_whole_and_inside_the_figures():
    for each in check(KNIFE).alternatives:
        assert isinstance(each.period, Window)
        assert each.period.end <= date(2026, 2, 1)
        assert each.count is not None


def test_our_own_sentences_are_read_back_to_the_same_verdict():
    """Those that the reader takes: it declines what it is not sure of."""
    read_back = 0
    for each in store.gallery():
        found = read(each.sentence, said_on=each.claim.published).claim
        if found is not None:
            read_back += 1
            assert check(found).verdict == check(each.claim).verdict, each.sentence
    assert read_back >= 45
