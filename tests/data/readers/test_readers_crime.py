"""Recorded crime and the monthly dashboard: the reader's rows against a plain reading of the published files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import intake, readers
from data.contracts import ContractError
from data.readers import tabular
from data.readers.tabular import Published

BOROUGH_FILES = (
    "borough_historical_201004-202102_old_taxonomy",
    "borough_historical_201004-202302",
    "borough_historical_201004-202403",
    "borough_recent_202303-202502",
    "borough_recent_202404-202603",
    "borough_recent_202407-202606",
)


@pytest.fixture(scope="module")
def context():
    return intake.held_context()


def read(path, context):
    return readers.read(tabular.open_published(path), context)


def plain(path: Path) -> pd.DataFrame:
    """The file as pandas sees it, keys under one spelling, labels in capitals."""
    frame = pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)
    frame.columns = [c.lower() for c in frame.columns]
    frame = frame.rename(columns={"majortext": "group", "minortext": "subgroup", "bocu": "borough"})
    frame[["group", "subgroup"]] = frame[["group", "subgroup"]].apply(lambda c: c.str.upper())
    return frame


@pytest.mark.parametrize("name", BOROUGH_FILES)
def test_borough_totals_of_every_edition(name, context, published):
    path = published / "mps_recorded_crime_borough" / f"{name}.csv"
    frame = plain(path)
    months = [c for c in frame.columns if c.isdigit()]
    (tidy,) = read(path, context)
    assert (f"{tidy.months_from:%Y%m}", f"{tidy.months_to:%Y%m}") == (months[0], months[-1])
    sums = tidy.rows.groupby("series")["value"].sum()
    fraud = frame.group.str.contains("FRAUD") & ~frame.group.str.contains("MISC")
    expected = {
        "all_recorded_crime": frame[~fraud],
        "burglary": frame[frame.group == "BURGLARY"],
        "violence_with_injury": frame[frame.subgroup == "VIOLENCE WITH INJURY"],
        "theft_from_the_person": frame[frame.subgroup.str.fullmatch("THEFT FROM (THE )?PERSON")],
        "rape": frame[frame.subgroup == "RAPE"],
    }
    assert {s: sums[s] for s in expected} == {s: int(rows[months].to_numpy().sum()) for s, rows in expected.items()}


def test_what_old_editions_lack_is_declared_not_zero(context, published):
    folder = published / "mps_recorded_crime_borough"
    (old,) = read(folder / "borough_recent_202303-202502.csv", context)
    (new,) = read(folder / "borough_recent_202407-202606.csv", context)
    missing = ("stalking_and_harassment", "burglary_home", "burglary_unconnected_building")
    assert old.lacks == missing
    assert not set(old.rows.series) & set(missing)
    assert new.lacks == ()


def test_pseudo_boroughs_are_kept(context, published):
    path = published / "mps_recorded_crime_borough" / "borough_historical_201004-202403.csv"
    (tidy,) = read(path, context)
    rows = tidy.rows[tidy.rows.series == "all_recorded_crime"]
    # 231,991 and 4,665 offences stand under these names in the file; 4 and none of them are fraud.
    frame = plain(path)
    frame = frame[~frame.group.isin(["NFIB FRAUD", "FRAUD AND FORGERY"])].set_index("boroughname")
    months = [c for c in frame.columns if c.isdigit()]
    for code, name in {"X-UNKNOWN": "Unknown", "X-HEATHROW": "London Heathrow and London City Airports"}.items():
        expected = int(frame.loc[name, months].to_numpy().sum())
        assert expected > 4000
        assert int(rows.loc[rows.area_code == code, "value"].sum()) == expected


def test_a_truncated_first_month_is_dropped_with_a_warning(context, published):
    (tidy,) = read(published / "mps_recorded_crime_ward" / "ward_recent_202402-202602.parquet", context)
    assert tidy.months_from == date(2024, 3, 1)
    assert len(tidy.warnings) == 1
    assert "2024-02 has 40 offences against 73,223" in tidy.warnings[0]


def test_heathrow_villages_is_added_up(context, published):
    """The ward stands under two boroughs in the historical file; its offences are one sum, in one ward."""
    path = published / "mps_recorded_crime_ward" / "ward_historical_201004-202402.parquet"
    (tidy,) = read(path, context)
    ward = tidy.rows[(tidy.rows.area_code == "E05013570") & (tidy.rows.series == "theft_from_the_person")]
    frame = pd.read_parquet(path)
    rows = frame[(frame.wardcode == "E05013570") & (frame.minortext == "THEFT FROM THE PERSON")]
    assert set(rows.lookup_boroughname) == {"Hillingdon", "Aviation Security (SO18)"}
    months = rows.filter(regex=r"^\d{6}$")
    assert (months.to_numpy().sum(axis=1) > 0).all()
    assert ward["value"].sum() == months.to_numpy().sum()


def test_lsoa_files_have_no_sexual_offences(context, published):
    (tidy,) = read(published / "mps_recorded_crime_lsoa" / "lsoa_recent_202402-202602.parquet", context)
    assert tidy.level == "lsoa"
    assert {"rape", "other_sexual_offences"} <= set(tidy.lacks)
    assert tidy.months_from == date(2024, 3, 1)


def knife(published: Path) -> pd.DataFrame:
    return pd.read_parquet(published / "mps_monthly_dashboard" / "knife_crime_refreshed_2026-03-18.parquet")


def test_knife_rows_are_counted_once(context, published):
    frame = knife(published)
    february = frame[frame.month_year == "2026-02-01"]
    assert february["count"].sum() == 3470  # the whole file, two levels and nested subtypes stacked
    borough, ward = read(published / "mps_monthly_dashboard" / "knife_crime_refreshed_2026-03-18.parquet", context)
    for tidy in (borough, ward):
        rows = tidy.rows[(tidy.rows.series == "knife_crime") & (tidy.rows.month == "2026-02-01")]
        assert rows["value"].sum() == 1003


def test_one_publication_in_three_formats_is_one_edition(published, fresh):
    folder = published / "mps_monthly_dashboard"
    files = [
        *folder.glob("*rebuilt.csv"),
        *folder.glob("*rebuilt.xlsx"),
        folder / "knife_crime_refreshed_2026-03-18.parquet",
    ]
    assert len(files) == 3
    outcome = intake.add(files, progress=False)
    assert outcome.recorded == []
    assert {e.id for e in outcome.already_held} == {
        e.id for e in outcome.already_held if e.resource == "knife" and e.published_on == date(2026, 3, 18)
    }
    assert len(outcome.already_held) == 6


def test_a_file_that_stacks_two_editions_is_two(context, published):
    path = published / "mps_monthly_dashboard" / "other_and_knife_crime_refreshed_2025-08.parquet"
    found = {(t.resource, t.level): t.published_on for t in read(path, context)}
    assert found == {
        ("other", "borough"): date(2025, 8, 2),
        ("other", "ward"): date(2025, 8, 2),
        ("knife", "borough"): date(2025, 8, 21),
        ("knife", "ward"): date(2025, 8, 21),
    }


def test_domestic_abuse_with_injury_survives_its_two_spellings(context, published):
    path = published / "mps_monthly_dashboard" / "other_and_knife_crime_refreshed_2025-08.parquet"
    tidy = next(t for t in read(path, context) if (t.resource, t.level) == ("other", "borough"))
    total = tidy.rows.loc[tidy.rows.series == "domestic_abuse_with_injury", "value"].sum()
    frame = pd.read_parquet(path)
    chosen = frame[
        (frame.crime_subtype.str.lower() == "domestic abuse violence with injury")
        & (frame.measure == "Offences") & (frame.area_type == "Borough")
    ]  # fmt: skip
    assert total == chosen["count"].sum() == 88_467


def altered(published: Path, change) -> Published:
    """The knife file of one month with one thing changed."""
    frame = knife(published)
    frame = frame[frame.month_year == "2026-02-01"].reset_index(drop=True)
    frame = change(frame)
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return Published(Path("altered.parquet"), "0" * 64, frame)


def _one_team_more(frame):
    row = frame.index[(frame.area_type != "Borough") & (frame.crime_subtype == "Knife Crime")][0]
    return frame.assign(count=frame["count"].where(frame.index != row, frame["count"] + 1))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_one_team_more, "Safer Neighbourhood Teams"),
        (lambda f: f.assign(crime_subtype=f.crime_subtype.replace("Knife Crime", "Knife Offences")), "Knife Offences"),
        (lambda f: f.assign(area_name=f.area_name.replace("Croydon", "Narnia")), "Narnia"),
        (lambda f: f.assign(area_code=f.area_code.replace("E05011462", "E05999999")), "E05999999"),
        (lambda f: f[f.area_name != "Croydon"], "Croydon"),
        (lambda f: pd.concat([f, f.iloc[[0]]], ignore_index=True), "repeated key"),
    ],
    ids=["teams do not add up", "new label", "new borough", "new ward", "borough gone", "row twice"],
)
def test_a_new_oddity_stops_the_file(change, expected, context, published):
    with pytest.raises(ContractError, match=expected):
        readers.read(altered(published, change), context)
