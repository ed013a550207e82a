"""How far figures moved after their first publication."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.revisions.revision_sizes import (
    RevisionSizes,
    could_turn,
    revision_size,
    revision_sizes,
    revision_words,
)
from analytics.statistics.change import change


def test_below_twenty_the_whole_range_and_from_then_on_the_middle_90_percent() -> None:
    few = revision_size(np.arange(19.0), editions=19)
    assert few is not None
    assert (few.low, few.high, few.median, few.is_whole_range) == (0, 18, 9, True)
    many = revision_size([*np.arange(101.0), np.nan], editions=20)
    assert many is not None
    assert (many.low, many.high, many.number, many.is_whole_range) == (5, 95, 101, False)
    assert revision_size([np.nan], editions=1) is None


def test_londons_changes_rise_after_their_publication() -> None:
    """All recorded crime: 0.3 to 0.9 points as published, up to 1.3 with July to September 2024 whole."""
    size = revision_sizes("all_recorded_crime").change
    assert size is not None
    assert 0 < size.low < size.median < size.high < 1.5
    assert size.editions >= 15
    words = revision_words(revision_sizes("all_recorded_crime"))
    assert words.startswith("Changes as new as this have moved by +0.")


def test_young_months_move_more_than_old_ones() -> None:
    by_age = dict(revision_sizes("all_recorded_crime").months)
    assert by_age[0, 0].median > by_age[6, 11].median > by_age[12, 23].median - 0.1
    assert by_age[0, 0].high - by_age[0, 0].low > by_age[12, 23].high - by_age[12, 23].low


def test_one_edition_by_hand(published) -> None:
    """The edition to March 2026 against that to June 2026: London's robbery, by pandas."""
    folder = published / "mps_recorded_crime_borough"
    young, now = (pd.read_csv(folder / f"borough_recent_{span}.csv") for span in ("202404-202603", "202407-202606"))
    historical = pd.read_csv(folder / "borough_historical_201004-202403.csv")

    def robbery(rows: pd.DataFrame) -> pd.Series:
        return rows[rows.iloc[:, 0].str.upper() == "ROBBERY"].iloc[:, 3:].sum()

    then = robbery(young)
    current = pd.concat([then[["202404", "202405", "202406"]], robbery(now)]).loc["202404":"202603"]
    assert len(historical) > 0
    moved = 100 * (current.iloc[-12:].sum() / current.iloc[:12].sum() - then.iloc[-12:].sum() / then.iloc[:12].sum())
    sizes = revision_sizes("robbery")
    assert sizes.change is not None
    assert sizes.change.low - 1e-9 <= moved <= sizes.change.high + 1e-9


def test_offences_that_a_publication_left_out_are_no_correction(published) -> None:
    """The edition to February 2025 by pandas, with July to September 2024 from the last edition that has them whole."""
    folder = published / "mps_recorded_crime_borough"
    then, whole, now = (
        pd.read_csv(path).filter(regex=r"^\d{6}$").sum()
        for path in (
            folder / "borough_recent_202303-202502.csv",
            folder / "borough_recent_202404-202603.csv",
            folder / "borough_recent_202407-202606.csv",
        )
    )
    historical = pd.read_csv(folder / "borough_historical_201004-202403.csv").filter(regex=r"^\d{6}$").sum()
    months = then.index
    standing = pd.concat([historical, whole, now]).groupby(level=0).last()
    restored = standing.copy()
    restored.update(whole[["202407", "202408", "202409"]])

    def change_of(counts: pd.Series) -> float:
        return 100 * (counts[months[12:]].sum() / counts[months[:12]].sum() - 1)

    size = revision_sizes("all_recorded_crime").change
    assert size is not None
    assert size.high == pytest.approx(change_of(restored) - change_of(then), abs=0.01)
    assert size.high > change_of(standing) - change_of(then) + 0.3


def test_a_verdict_near_its_limit_could_turn() -> None:
    size = revision_size([0.2, 0.5, 0.9], editions=3)
    sizes = RevisionSizes("robbery", "mps", (), size)
    near, far = change(9_610, 10_000, dispersion=2.0), change(8_000, 10_000)
    assert near.upper == pytest.approx(-0.2, abs=0.4)
    assert could_turn(near, sizes)
    assert not could_turn(far, sizes)
    assert not could_turn(change(3, 9), sizes)
    assert not could_turn(near, RevisionSizes("robbery", "mps", (), None))
    assert revision_words(RevisionSizes("robbery", "mps", (), None)) == ""
