"""A borough by other counts, in words with their sources: people present by day, and the ONS's figure."""

from __future__ import annotations

import streamlit as st

from analytics.borough_profile.other_counts import by_day_words, ons_words
from analytics.forces.force_figures import SOURCE as ONS_SOURCE
from analytics.geography.areas import Area
from analytics.geography.daytime_population import PAGE, SOURCE
from pages.parts.words import html


def other_counts(area: Area) -> None:
    """What another denominator and another publisher make of the borough's recorded crime; nothing without figures."""
    by_day, of_ons = by_day_words(area), ons_words(area)
    items = []
    if by_day:
        items.append(f'{html(by_day)} <small>From <a href="{PAGE}" rel="noopener">{html(SOURCE)}</a>.</small>')
    if of_ons:
        ways = (
            '<a href="compare#other-forces" target="_self">London beside other forces</a>, '
            '<a href="api/v1/forces.csv?indicator=all_recorded_crime">CSV</a>'
        )
        items.append(f"{html(of_ons)} <small>From {html(ONS_SOURCE)}; {ways}.</small>")
    if items:
        st.html(
            '<div class="section-head" id="other-counts"><h2>By other counts</h2></div>'
            f'<ul class="plain-list">{"".join(f"<li>{item}</li>" for item in items)}</ul>'
        )
