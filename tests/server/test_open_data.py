"""The questions of a journalist, asked of the real server over the network and of nothing else."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx2
import pandas as pd
import pytest

from pages.parts.explore import code_lines

pytestmark = pytest.mark.server
CROYDON = "indicator=knife_crime&window=rolling_12&area=Croydon"


@pytest.fixture
def api(dashboard: str) -> str:
    return f"{dashboard}/api/v1"


def test_a_golden_figure_is_one_address_away(api: str) -> None:
    frame = pd.read_csv(f"{api}/series.csv?indicator=knife_crime&window=rolling_12&to=2026-02&last=1")
    assert frame["value"].tolist() == [13552]
    assert frame["edition"].tolist() == ["knife-borough-202203-202602-c1b745de"]


def test_one_address_gives_the_csv_of_a_borough(api: str) -> None:
    frame = pd.read_csv(f"{api}/series.csv?{CROYDON}")
    assert frame["area_code"].unique().tolist() == ["E09000008"]
    assert frame["value"].iloc[-1] == 610


def test_the_caveats_are_inside(api: str) -> None:
    answer = httpx2.get(f"{api}/series.zip?{CROYDON}&measure=change", timeout=30)
    readme = zipfile.ZipFile(io.BytesIO(answer.content)).read("README.txt").decode()
    assert "The Home Office counts knife crime in another way" in readme
    assert f"{api}/series.csv?" in readme


def test_a_break_is_withheld(api: str) -> None:
    query = "indicator=domestic_abuse&window=rolling_12&measure=change&last=1"
    (row,) = httpx2.get(f"{api}/series.json?{query}", timeout=30).json()["rows"]
    assert (row["value"], row["status"]) == (None, "withheld_break")


def test_a_pinned_day_gives_the_figures_of_that_day(api: str) -> None:
    query = "indicator=knife_crime&window=rolling_12&from=2025-03&to=2025-03"
    then = pd.read_csv(f"{api}/series.csv?{query}&as_of=2025-08-31")["value"].tolist()
    assert (then, pd.read_csv(f"{api}/series.csv?{query}")["value"].tolist()) == ([16138], [16156])


def test_a_mistake_is_met_with_help(api: str) -> None:
    answer = httpx2.get(f"{api}/series.csv?indicator=knife_crime&area=Croydn", timeout=30)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Did you mean Croydon" in answer.json()["detail"]


def test_http_on_the_wire(api: str) -> None:
    address = f"{api}/series.csv?{CROYDON}"
    tag = httpx2.get(address, timeout=30).headers["etag"]
    assert httpx2.get(address, headers={"If-None-Match": tag}, timeout=30).status_code == 304
    for encoding in ("identity", "gzip"):
        got, head = (
            ask(address, headers={"Accept-Encoding": encoding}, timeout=30) for ask in (httpx2.get, httpx2.head)
        )
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers.get("content-length") in (None, got.headers["content-length"])
        # What is compressed on the way is no longer the same byte for byte, and its tag says so.
        assert got.headers["etag"].startswith("W/") == (got.headers.get("content-encoding") == "gzip")
        assert got.headers["etag"].removeprefix("W/") == tag.removeprefix("W/")
    assert httpx2.options(address, timeout=30).headers["access-control-allow-origin"] == "*"
    assert "default-src 'self'" in httpx2.get(f"{api}/docs", timeout=30).headers["content-security-policy"]


def test_a_request_that_repeats_another_gets_the_same_answer(api: str) -> None:
    """The second is answered before anything else sees it."""
    address = f"{api}/series.csv?{CROYDON}&last=30"
    plain = [httpx2.get(address, headers={"Accept-Encoding": "identity"}, timeout=30) for _ in range(4)]
    assert len({answer.content for answer in plain}) == 1
    # Each request has an id of its own in the log.
    own = ("date", "x-request-id")
    assert len({str(sorted((n, v) for n, v in answer.headers.items() if n not in own)) for answer in plain}) == 1
    packed = httpx2.get(address, headers={"Accept-Encoding": "gzip"}, timeout=30)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain[0].content
    assert httpx2.get(address, headers={"If-None-Match": plain[0].headers["etag"]}, timeout=30).status_code == 304


def test_a_large_answer_comes_in_pieces_and_whole(api: str) -> None:
    query = "indicator=burglary&level=ward&window=month&from=2020-01"
    with httpx2.stream("GET", f"{api}/series.csv?{query}", timeout=60) as answer:
        assert answer.headers["transfer-encoding"] == "chunked"
        lines = sum(piece.count(b"\n") for piece in answer.iter_bytes())
    assert lines > 40_000


def run(language: str, text: str, folder: Path) -> str:
    """What is printed by lines that a reader pastes into a shell or into Python."""
    command = ["bash", "-e", "-c", text] if language in ("sh", "bash") else [sys.executable, "-c", text]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, f"{text}\n{done.stderr}"
    return done.stdout


def test_the_examples_of_the_documentation_run(repo: Path, dashboard: str, tmp_path: Path) -> None:
    """All but those in R, which is not here."""
    text = (repo / "docs" / "data" / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(sh|python|r)\n(.*?)```", text, re.DOTALL)
    assert [language for language, _ in blocks] == ["sh", "python", "python", "r", "sh", "sh"]
    shows = {1: "print(knife['value'].iloc[-1])", 2: "print(len(highest.fetchall()))"}
    printed = [
        run(language, f"{block.replace('http://localhost:8501', dashboard)}{shows.get(i, '')}", tmp_path)
        for i, (language, block) in enumerate(blocks)
        if language != "r"
    ]
    assert printed[1:3] == ["610\n", "5\n"]
    assert pd.read_csv(tmp_path / "knife_crime.csv")["value"].iloc[-1] == 610
    assert pd.read_csv(tmp_path / "as_cited.csv")["value"].tolist() == [13552]
    (archive,) = tmp_path.glob("*.zip")
    assert zipfile.is_zipfile(archive)


def test_the_lines_of_the_explorer_run(api: str, tmp_path: Path) -> None:
    """Those that it shows for the figures of the golden test."""
    url = f"{api}/series.csv?indicator=knife_crime&window=rolling_12&to=2026-02&last=1"
    shown = {line.tool: line for line in code_lines.lines(url, "knife_crime.csv")}
    assert list(shown) == ["curl", "pandas", "DuckDB", "R"]
    run(shown["curl"].language, shown["curl"].text, tmp_path)
    assert pd.read_csv(tmp_path / "knife_crime.csv")["value"].tolist() == [13552]
    (tmp_path / "knife_crime.csv").unlink()
    assert (
        run(
            "python", f"{shown['pandas'].text}\nprint(figures['value'][0], figures.dtypes['period_end'].kind)", tmp_path
        )
        == "13552 M\n"
    )
    assert (
        run("python", f"{shown['DuckDB'].text}\nprint(figures.select('value').fetchall())", tmp_path) == "[(13552,)]\n"
    )
    assert url in shown["R"].text
