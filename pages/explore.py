"""Explore data: any figures, as a chart, as files, as an address that can be cited."""

from dataclasses import replace

import streamlit as st

from analytics.requests.figures_address import Address
from pages.parts import panels
from pages.parts.explore import explore_files, explore_form, explore_summary
from pages.parts.explore.chart_selection import charts_of
from pages.parts.explore.explore_chart import chart
from pages.parts.view import current_view

chosen = explore_form.asked()
view = replace(current_view(), query=chosen.query)
if explore_summary.opening(chosen, view) and chosen.selection:
    left, right = panels.row(3, 2)
    with left, st.spinner("Adding up …"):
        for number, part in enumerate(charts_of(chosen.selection)):
            panel = chart(part)
            panels.show(replace(panel, key=f"{panel.key}_{number + 1}") if number else panel, view)
    with right:
        explore_files.files(Address(chosen.selection))
    explore_files.preview(explore_summary.counted(chosen.selection)[1], explore_summary.total(chosen.selection))
