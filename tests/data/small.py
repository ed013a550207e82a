"""Small cuts of the publishers' real files: a few months of each, all areas and labels, so that contracts hold."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from data import warehouse
from data.edition_store import Store
from data.editions import Edition
from tests.data.publisher import SPRING_2026, File

KNIFE = "M1045_MonthlyCrimeDashboard_KnifeCrimeData"
OTHER = "M1045_MonthlyCrimeDashboard_OtherCrimeData"
BOROUGH, BOROUGH_BEFORE = "MPS Borough Level Crime (most recent 24 months)", "MPS Borough Level Crime (Historical)"
WARD, WARD_BEFORE = "MPS Ward Level Crime (most recent 24 months)", "MPS Ward Level Crime (Historical)"
AUTUMN_2025 = SPRING_2026 - 180 * 86_400
DASHBOARD, RECORDED = "e5n6w", "exy3m"

SHIPPED = Path(__file__).parents[2] / "data" / "snapshot"


def snapshot_of(folder: Path, holds: Callable[[Edition], bool]) -> None:
    """Make a folder the snapshot of those editions alone that ship and are chosen."""
    store = Store(folder)
    folder.mkdir()
    chosen = [edition for edition in Store(SHIPPED).editions() if holds(edition)]
    for edition in chosen:
        shutil.copy(SHIPPED / edition.file, folder)
    store.write_log(chosen)


# Enough for every series to have a row; the same at both levels, so that wards still add up to their boroughs.
SUBGROUPS = {
    "CRIMINAL DAMAGE", "BURGLARY BUSINESS AND COMMUNITY", "RES BURGLARY OF A HOME",
    "RES BURGLARY OF UNCONNECTED BUILDING", "POSSESSION OF DRUGS", "MISC CRIMES AGAINST SOCIETY", "POSSESSION OF WEAPONS",
    "OTHER OFFENCES PUBLIC ORDER", "ROBBERY OF BUSINESS PROPERTY", "ROBBERY OF PERSONAL PROPERTY",
    "OTHER SEXUAL OFFENCES", "RAPE", "OTHER THEFT", "SHOPLIFTING", "THEFT FROM THE PERSON", "THEFT FROM PERSON",
    "BICYCLE THEFT", "THEFT FROM A VEHICLE", "THEFT FROM A MOTOR VEHICLE", "THEFT OR UNAUTH TAKING OF A MOTOR VEH",
    "THEFT OR TAKING OF A MOTOR VEHICLE", "HOMICIDE", "STALKING AND HARASSMENT", "VIOLENCE WITH INJURY", "VIOLENCE WITHOUT INJURY",
}  # fmt: skip
# One number for all figures of a publication: any other value, area, month or series changes it.
DIGEST = """
SELECT e.resource, count(*)::VARCHAR || ' ' || sum(hash(c.series, c.area_code, c.level, c.month, c.value))::VARCHAR AS d
FROM current c JOIN edition e ON e.id = c.edition_id GROUP BY 1
"""
KNIFE_SPRING = """
SELECT sum(value)::BIGINT AS n FROM current
WHERE series = 'knife_crime' AND level = 'mps' AND month BETWEEN '2025-03-01' AND '2025-07-01'
"""


@dataclass(frozen=True)
class Publications:
    """Two editions of two publications, a good year and a half of change apart."""

    knife_old: bytes
    knife_new: bytes
    knife_new_parquet: bytes
    borough_old: bytes
    borough_new: bytes
    borough_before: bytes
    ward_old: bytes
    ward_new: bytes
    ward_before: bytes

    def files(self, *, new: bool = True) -> dict[str, list[File]]:
        """What the publisher offers, before or after its release."""
        at = SPRING_2026 if new else AUTUMN_2025
        return {
            DASHBOARD: [File(KNIFE, self.knife_new if new else self.knife_old, modified=at)],
            RECORDED: [
                File(BOROUGH, self.borough_new if new else self.borough_old, modified=at),
                File(BOROUGH_BEFORE, self.borough_before, modified=AUTUMN_2025),
                File(WARD, self.ward_new if new else self.ward_old, modified=at),
                File(WARD_BEFORE, self.ward_before, modified=AUTUMN_2025),
            ],
        }


def cut(published: Path) -> Publications:
    """Cut the editions of August 2025 and March 2026 (knife crime), and of 2025 and 2026 (recorded crime)."""
    monthly = published / "mps_monthly_dashboard"
    both = pd.read_parquet(monthly / "other_and_knife_crime_refreshed_2025-08.parquet").drop(columns="sheet")
    old = both[(both.crime_type == "Knife Crime") & (both.month_year >= "2025-03-01")]
    new = pd.read_parquet(monthly / "knife_crime_refreshed_2026-03-18.parquet").drop(columns="sheet")
    new = new[new.month_year.between("2025-03-01", "2025-09-01")]
    boroughs, wards = published / "mps_recorded_crime_borough", published / "mps_recorded_crime_ward"
    parquet = io.BytesIO()
    new.to_parquet(parquet)
    return Publications(
        knife_old=_long(old),
        knife_new=_long(new),
        knife_new_parquet=parquet.getvalue(),
        borough_old=_wide(boroughs / "borough_recent_202404-202603.csv", "202504", "202509"),
        borough_new=_wide(boroughs / "borough_recent_202407-202606.csv", "202507", "202512"),
        borough_before=_wide(boroughs / "borough_historical_201004-202403.csv", "202310", "202403"),
        ward_old=_wide(wards / "ward_recent_202311-202510.csv", "202507", "202508"),
        ward_new=_wide(wards / "ward_recent_202402-202602.parquet", "202508", "202509"),
        ward_before=_wide(wards / "ward_historical_201004-202402.parquet", "202309", "202310"),
    )


def _long(rows: pd.DataFrame) -> bytes:
    return rows.to_csv(index=False, date_format="%d/%m/%Y").encode()


def _wide(path: Path, first: str, last: str) -> bytes:
    frame = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path, dtype="str")
    kept = [name for name in frame.columns if not name.isdigit() or first <= name <= last]
    subgroup = next(name for name in frame.columns if name.lower() in ("minortext", "subgroup"))
    return frame.loc[frame[subgroup].str.upper().isin(SUBGROUPS), kept].to_csv(index=False).encode()


def digests() -> dict[str, str]:
    """Publication → the digest of the figures that are served now."""
    return {row["resource"]: row["d"] for row in warehouse.current().rows(DIGEST)}


def edited(file: File, body: bytes) -> File:
    """The file with another content, published a day later."""
    return replace(file, body=body, modified=file.modified + 86_400)
