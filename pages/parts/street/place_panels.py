"""Places below the ward: LSOAs with counts over twelve months, by points that have been made anonymous."""

from __future__ import annotations

import pyarrow.compute as pc
import streamlit as st

from analytics.comparability import SMALL_BASE
from analytics.geography.areas import Area
from analytics.narrative import number
from analytics.requests.plain_address import PlainAddress
from analytics.street import street_counts
from analytics.street.street_counts import ANTISOCIAL, CALLS_NOTE, CAVEATS, CITY_POLICE, METROPOLITAN, street_table
from data.published_areas import slug
from pages.parts import cached_figures, panels, tables, words
from pages.parts.panels import Panel
from pages.parts.tables import Cell, Row, TableRow
from pages.parts.view import View

ABOUT = (
    ("What this is", CAVEATS),
    ("How it is computed", ("Records of twelve months by the LSOA of their anonymised point, added up.",)),
)
ANONYMISED = (
    "Each record is moved to the nearest of a list of points, so a count is of points, not of homes. No change is "
    f"judged: most of these places have under {SMALL_BASE} records of any one offence in a year."
)


@cached_figures.kept_panel
def below_the_ward(force: str = CITY_POLICE, authority: str = "City of London", category: str = "") -> Panel:
    """The LSOAs of one authority by records of twelve months, of one category or of all.

    Of the City those elsewhere stand below; of a borough the other boroughs' are left out.
    """
    rows = street_table(("lsoa",), force=force, chosen=(category,) if category else ())
    if force == METROPOLITAN:
        rows = rows.filter(pc.starts_with(rows.column("lsoa_name"), f"{authority} "))
    listed = rows.to_pylist()
    own = [row for row in listed if _is_in(row, authority)]
    key = "_".join(("lsoas", slug(authority), *([slug(category)] if category else []))).replace("-", "_")
    if not own:
        return Panel(
            key=key, title=f"Below the ward: {authority}", statistic="No twelve months of records", figures=rows,
            chart="", indicators=(), formulas=(), empty="Twelve months of records have not been added.", about=ABOUT,
            follows_filters=False,
        )  # fmt: skip
    window = street_counts.newest_year(force)
    total = sum(row["value"] for row in own)
    unit = "Calls and reports" if category == ANTISOCIAL else "Records"
    statistic = f"{category or 'All records'} by LSOA, {authority}, {window.name if window else ''}"
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
        title=f"{ordered[0]['lsoa_name']} has {share:.0f}% of the {words.lower(unit)} that have a place in it",
        statistic=statistic,
        figures=rows,
        chart=tables.html_table(statistic, ("LSOA", unit), lines, numbers=(1,), sorted_by=1),
        indicators=(),
        formulas=(),
        note=f"{CALLS_NOTE} {ANONYMISED}" if category == ANTISOCIAL else ANONYMISED,
        # A borough's LSOAs are a part of the force's, which no request gives by itself.
        request=None if force == METROPOLITAN else PlainAddress("street", (("by", "lsoa"), ("force", force))),
        about=ABOUT,
        follows_filters=False,
    )


def _is_in(row: Row, authority: str) -> bool:
    """Whether an LSOA lies in an authority: its name begins with it."""
    return str(row["lsoa_name"]).startswith(f"{authority} ")


def below_the_wards(area: Area, view: View) -> None:
    """A borough's section on places below the ward; nothing where twelve months of the Met's records are not held."""
    window = street_counts.newest_year(METROPOLITAN)
    if window is None or street_counts.missing(window, METROPOLITAN):
        return
    st.html('<div class="section-head" id="below-the-ward"><h2>Below the ward</h2></div>')
    left, right = panels.row(1, 1)
    with left:
        panels.show(below_the_ward(METROPOLITAN, area.name), view)
    with right:
        panels.show(below_the_ward(METROPOLITAN, area.name, ANTISOCIAL), view)
