"""The yardstick for starting: a Streamlit app with nothing in it."""

import streamlit as st

st.title("Empty")
