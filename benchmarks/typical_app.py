"""The yardstick for pages: the same figures on a page as most dashboards are written, pandas and plotly.express."""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

SNAPSHOT = Path(__file__).parents[1] / "data" / "snapshot"


@st.cache_data
def load() -> pd.DataFrame:
    """Knife crime by borough and month, from the newest edition."""
    file = max(SNAPSHOT.glob("knife-borough-*.parquet"), key=lambda p: p.name.split("-")[3])
    return pd.read_parquet(file).query("series == 'knife_crime'")


st.title("Knife crime")
rows = load()
grid = rows.pivot_table(index="month", columns="area_code", values="value", aggfunc="sum").fillna(0)
window = st.segmented_control("Window", ["12 months", "Month"], default="12 months")
shown = grid.rolling(12).sum().dropna() if window == "12 months" else grid
long = shown.reset_index().melt(id_vars="month", value_name="offences")
for column, (name, value) in zip(st.columns(4), shown.iloc[-1].nlargest(4).items(), strict=True):
    column.metric(str(name), f"{value:,.0f}")
st.plotly_chart(px.line(long, x="month", y="offences", color="area_code", title="By borough"))
st.plotly_chart(px.bar(shown.iloc[-1].reset_index(name="offences"), x="area_code", y="offences", title="Latest"))
st.plotly_chart(px.line(shown.sum(axis=1).reset_index(name="offences"), x="month", y="offences", title="London"))
st.dataframe(shown.iloc[-1])
