"""A page is drawn from one warehouse, even when another is published while it is being drawn."""

from __future__ import annotations

import os
from pathlib import Path

from streamlit.testing.v1 import AppTest

from analytics import queries
from pages.parts import sources

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"


def test_a_page_is_drawn_from_one_warehouse(monkeypatch):
    """Before its last part is drawn, the pointer to the warehouse leads elsewhere."""
    seen, footer, var = [], sources.footer, os.environ["LONDON_CRIME_VAR"]

    def drawn_last() -> None:
        seen.append(queries.version())
        monkeypatch.setenv("LONDON_CRIME_VAR", "/nowhere")
        seen.append(queries.version())
        footer()
        monkeypatch.setenv("LONDON_CRIME_VAR", var)

    monkeypatch.setattr(sources, "footer", drawn_last)
    app = AppTest.from_file(str(SHELL), default_timeout=60).run()
    assert not app.exception
    assert len(seen) == 2
    assert seen[0] == seen[1]
