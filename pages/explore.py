"""Explore data: any figures, as a chart, as files, as an address that can be cited."""

from dataclasses import replace

import streamlit as st

from analytics.address import Address
from pages.parts import explore_choices, explore_files, explore_result, panels
from pages.parts.explore_chart import chart
from pages.parts.view import current_view

chosen = explore_choices.asked()
view = replace(current_view(), query=chosen.query)
if explore_result.opening(chosen, view) and chosen.selection:
    left, right = panels.row(3, 2)
    with left, st.spinner("Adding up …"):
        panels.show(chart(chosen.selection), view)
    with right:
        explore_files.files(Address(chosen.selection))
    explore_files.preview(explore_result.counted(chosen.selection)[1], explore_result.total(chosen.selection))
