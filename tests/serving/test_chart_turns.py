"""Charts take turns: what is put into Streamlit's code of charts, and what is left as it is."""

from __future__ import annotations

import logging

import pytest

from serving.chart_turns import with_turns
from serving.early_modules import STATIC


def test_the_installed_code_of_charts_asks_before_it_draws() -> None:
    """An upgrade that changes that code fails here; until then the charts of a page are drawn all at once."""
    (file,) = (STATIC / "static" / "js").glob("PlotlyChart.*.js")
    body = file.read_bytes()
    asking = with_turns(f"/static/js/{file.name}", body)
    assert asking.count(b"window.chartTurn?.(") == 1
    assert len(asking) - len(body) < 100


def test_any_other_file_is_left_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    body = "a.current=a.current.then(()=>{}) –".encode()
    assert with_turns("/static/js/index.DormvYxC.js", body) is body
    assert not caplog.records
    with caplog.at_level(logging.WARNING):
        assert with_turns("/static/js/PlotlyChart.D9Z0_fxz.js", body) is body
    assert "drawn all at once" in caplog.text
