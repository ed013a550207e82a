"""Places below the ward: LSOAs with counts over twelve months, by points that have been made anonymous."""

from __future__ import annotations

from analytics.comparability import SMALL_BASE
from analytics.narrative import number
from analytics.requests.plain_address import PlainAddress
from analytics.street import street_counts
from analytics.street.street_counts import CAVEATS, CITY_POLICE, METROPOLITAN, street_table
from pages.parts import cached_figures, tables
from pages.parts.panels import Panel
from pages.parts.tables import Cell, Row, TableRow

ABOUT = (
    ("What this is", CAVEATS),
    ("How it is computed", ("Records of twelve months by the LSOA of their anonymised point, added up.",)),
)
ANONYMISED = (
    "Each record is moved to the nearest of a list of points, so a count is of points, not of homes. No change is "
    f"judged: most of these places have under {SMALL_BASE} records of any one offence in a year."
)


@cached_figures.kept_panel
def below_the_ward(force: str = CITY_POLICE, authority: str = "City of London") -> Panel:
    """The LSOAs of one authority, by all records of twelve months; below them those elsewhere."""
    rows = street_table(("lsoa",), force=force)
    listed = rows.to_pylist()
    own = [row for row in listed if _is_in(row, authority)]
    key = f"lsoas_{authority.lower().replace(' ', '_')}"
    if not own:
        return Panel(
            key=key, title=f"Below the ward: {authority}", statistic="No twelve months of records", figures=rows,
            chart="", indicators=(), formulas=(), empty="Twelve months of records have not been added.", about=ABOUT,
            follows_filters=False,
        )  # fmt: skip
    window = street_counts.newest_year(force)
    total = sum(row["value"] for row in own)
    statistic = f"All records by LSOA, {authority}, {window.name if window else ''}"
    ordered = sorted(listed, key=lambda row: (not _is_in(row, authority), -row["value"], row["lsoa_code"]))
    most = ordered[0]["value"]
    lines = [
        TableRow(
            (
                Cell(row["lsoa_name"], second=row["lsoa_code"]),
                Cell(number(row["value"]), share=row["value"] / most, key=row["value"]),
            )
        )
        for row in ordered
    ]
    share = 100 * most / total
    return Panel(
        key=key,
        title=f"{ordered[0]['lsoa_name']} has {share:.0f}% of the records that have a place in it",
        statistic=statistic,
        figures=rows,
        chart=tables.html_table(statistic, ("LSOA", "Records"), lines, numbers=(1,), sorted_by=1),
        indicators=(),
        formulas=(),
        note=f"{ANONYMISED} Records of LSOAs elsewhere stand below those of the area.",
        request=PlainAddress("street", (("by", "lsoa"), ("force", force))),
        about=ABOUT,
        follows_filters=False,
    )


def _is_in(row: Row, authority: str) -> bool:
    """Whether an LSOA lies in an authority: its name begins with it."""
    return str(row["lsoa_name"]).startswith(f"{authority} ")


def has_places(force: str = METROPOLITAN) -> bool:
    """Whether twelve whole months of a force's records are held, from which places can be shown."""
    window = street_counts.newest_year(force)
    return window is not None and not street_counts.missing(window, force)
