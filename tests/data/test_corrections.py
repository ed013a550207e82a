"""An edition taken out or dated anew, and put back; what is damaged is found and built again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from data import corrections, folders, warehouse
from data.__main__ import main
from tests.data.small import snapshot_of

# Knife crime of the financial year 2024/25, as the editions of March 2026 and of August 2025 have it.
NEWEST, BEFORE = 16_156, 16_138
EDITION = "c1b745de"
WHY = ("--why", "The publisher has taken it back")
FIGURE = """
SELECT sum(value)::BIGINT AS n FROM current
WHERE series = 'knife_crime' AND level = 'mps' AND month BETWEEN '2024-04-01' AND '2025-03-01'
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Knife crime by borough of both editions, and its warehouse."""
    root = tmp_path_factory.mktemp("knife")
    snapshot_of(root / "snapshot", lambda edition: (edition.resource, edition.level) == ("knife", "borough"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LONDON_CRIME_SNAPSHOT", str(root / "snapshot"))
        patch.setenv("LONDON_CRIME_VAR", str(root / "var"))
        warehouse.build(progress=False)
    return root


@pytest.fixture(autouse=True)
def installation(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "installation"
    shutil.copytree(built, root)
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(root / "snapshot"))
    monkeypatch.setenv("LONDON_CRIME_VAR", str(root / "var"))
    return root


def run(*arguments: str) -> int:
    return main(["--quiet", *arguments])


def figure() -> int:
    (row,) = warehouse.current().rows(FIGURE)
    return int(row["n"])


def test_withdrawn_the_figures_of_before_are_back_until_it_is_undone(capsys):
    assert figure() == NEWEST
    assert run("withdraw", EDITION, *WHY) == 0
    assert figure() == BEFORE
    told = warehouse.current().rows("SELECT kind, why FROM correction")
    assert told == [{"kind": "withdraw", "why": WHY[1]}]
    assert run("withdraw", EDITION, "--undo") == 0
    assert figure() == NEWEST
    assert [entry.kind for entry in corrections.corrections()] == ["withdraw", "restore"]


def test_dated_anew_and_back(capsys):
    (edition,) = (e for e, _ in warehouse.held().values() if e.id.endswith(EDITION))
    assert run("date", EDITION, "2026-04-20", *WHY) == 0
    assert str(warehouse.held()[edition.id][0].published_on) == "2026-04-20"
    assert run("date", EDITION, "--undo") == 0
    assert warehouse.held()[edition.id][0].published_on == edition.published_on


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("withdraw", EDITION), "--why: no reason"),
        (("withdraw", EDITION, "--why", "wrong"), "is no reason"),
        (("withdraw", "00000000", *WHY), "is no recorded edition"),
        (("date", EDITION, "2026-01-01", *WHY), "before the end of what it covers"),
        (("date", EDITION, "2099-01-01", *WHY), "in the future"),
        (("date", EDITION, "spring", *WHY), "is no date"),
        (("date", EDITION, *WHY), "give a DATE"),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(arguments, said, capsys):
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err
    assert not corrections.corrections_file().exists()
    assert figure() == NEWEST


def test_verify_names_what_is_not_as_it_was_recorded(installation, capsys):
    assert run("verify") == 0
    (victim,) = (installation / "snapshot").glob(f"*{EDITION}*.parquet")
    victim.write_bytes(victim.read_bytes()[:500])
    capsys.readouterr()
    assert run("verify") == 2
    assert f"{victim}: cannot be read" in capsys.readouterr().out


def test_a_log_that_says_other_rows_is_found(installation, capsys):
    log = installation / "snapshot" / "manifest.json"
    content = json.loads(log.read_text())
    content["editions"][0]["content_hash"] = content["editions"][0]["content_hash"][:8] + "0" * 56
    log.write_text(json.dumps(content))
    assert run("verify") == 2
    assert "its rows are not those that were recorded" in capsys.readouterr().out


def test_a_truncated_warehouse_is_built_again(capsys):
    path = folders.warehouse_folder() / folders.pointer().read_text().strip()
    path.write_bytes(path.read_bytes()[:5000])
    assert not warehouse.is_whole(path)
    assert run("build") == 0
    assert warehouse.is_whole(path)
    assert run("verify") == 0
