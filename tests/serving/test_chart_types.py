"""Charts without unused code: what is left out of Streamlit's code of charts, and what is served as it came."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from serving.chart_turns import with_turns
from serving.chart_types import TRACE_TYPES, with_our_types
from serving.early_modules import STATIC


@pytest.fixture(scope="module")
def installed() -> tuple[str, bytes]:
    """The installed code of charts: its path as it is asked for, and its content."""
    (file,) = (STATIC / "static" / "js").glob("PlotlyChart.*.js")
    return f"/static/js/{file.name}", file.read_bytes()


@pytest.fixture(scope="module")
def served(installed: tuple[str, bytes]) -> str:
    return with_our_types(*installed).decode("utf-8")


def test_a_page_gets_under_a_third_of_the_code(installed: tuple[str, bytes], served: str) -> None:
    """An upgrade that changes that code fails here; until then every type of chart is served as before."""
    assert len(served) < len(installed[1]) / 3


def test_our_types_are_there_and_the_others_are_not(served: str) -> None:
    registered = set(re.findall(r'"lib/(\w+)\.js"\(e,t\)\{', served))
    assert set(TRACE_TYPES) <= registered
    assert not {"scattermap", "scatter3d", "sankey", "pie"} & registered
    assert '"src/traces/scatter/index.js"' in served
    assert "maplibre_worker" not in served


def test_no_module_is_begun_that_was_left_out(installed: tuple[str, bytes], served: str) -> None:
    declared = r"""(?<=[,;\s])([\w$]+)=[_g]\(\{"[^"]+"\("""
    left_out = set(re.findall(declared, installed[1].decode("utf-8"))) - set(re.findall(declared, served))
    assert len(left_out) > 500
    assert not left_out & set(re.findall(r"(?<![\w$.])([\w$]+)\(\)", served))


def test_what_is_left_is_a_script(served: str, tmp_path: Path) -> None:
    if shutil.which("node") is None:
        message = "node is not there: install npm"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    script = tmp_path / "charts.mjs"
    script.write_text(served, encoding="utf-8")
    checked = subprocess.run(["node", "--check", script], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr[-300:]


def test_charts_still_take_turns(served: str, installed: tuple[str, bytes]) -> None:
    assert with_turns(installed[0], served.encode("utf-8")).count(b"window.chartTurn?.(") == 1


@pytest.mark.parametrize("name", ["PlotlyChart.AAAAAAAA.js", "PlotlyChart.D9Z0_fxz.js"])
def test_another_version_is_served_whole(name: str, caplog: pytest.LogCaptureFixture) -> None:
    body = b'other=_({"lib/index.js"(e,t){register([bar()])}})'
    with caplog.at_level(logging.WARNING):
        assert with_our_types(f"/static/js/{name}", body) is body
    assert "every type of chart" in caplog.text


def test_any_other_file_is_left_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    body = "a.current=a.current.then(()=>{}) –".encode()
    assert with_our_types("/static/js/index.DormvYxC.js", body) is body
    assert not caplog.records
