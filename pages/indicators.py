"""Indicators: all of them by theme, each with its newest figure and the way to its own page; what is not here."""

import streamlit as st

from pages.parts import panels
from pages.parts.index import indicator_index
from pages.parts.view import current_view

view = current_view()
indicator_index.opening(view)
sought = indicator_index.search_field()
themes = indicator_index.themes_about(sought)
indicator_index.not_covered(sought, anything=bool(themes))
for theme, indicator_ids in themes.items():
    if indicator_index.is_of_crime(indicator_ids):
        panels.show(indicator_index.theme(theme, indicator_ids, view), view)
    else:
        indicator_index.reoffending()
st.html(indicator_index.BESIDE)
