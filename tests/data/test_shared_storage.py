"""One publisher, many readers: a release is taken whole and verified, or not at all, and the last good one stays."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from data import folders, shared_storage, source_schedule, warehouse
from data.__main__ import main
from data.errors import DashboardError
from data.storage import SourceUnusable, storage

EDITION = "editions/editions.jsonl"


@pytest.fixture
def built(own_folder: Path) -> Path:
    """The warehouse that all tests share."""
    return own_folder / "warehouse" / (own_folder / "warehouse" / "CURRENT").read_text().strip()


def release(folder: Path, built: Path, version: str) -> Path:
    """A release as `publish` writes it, of a warehouse with some version; the file of the warehouse in it."""
    file = folder / "releases" / version / f"london-{version}.duckdb"
    file.parent.mkdir(parents=True)
    shutil.copy(built, file)
    edition = folder / "releases" / version / EDITION
    edition.parent.mkdir()
    edition.write_text(f"{version}\n")
    files = [
        {"path": name, "size": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for name, path in ((file.name, file), (EDITION, edition))
    ]
    about = {"format": 1, "version": version, "warehouse": file.name, "published_at": "2026-11-01", "files": files}
    (folder / "NEWEST.json").write_text(json.dumps(about))
    return file


@pytest.fixture
def shared(tmp_path: Path, built: Path) -> Path:
    """A folder with one release."""
    folder = tmp_path / "shared"
    release(folder, built, "aaaaaaaaaaaa")
    return folder


@pytest.fixture
def replica(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: Path) -> Path:
    """An empty installation whose figures come from the folder: where its warehouses lie."""
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "replica"))
    monkeypatch.setenv(shared_storage.VARIABLE, shared.as_uri())
    return tmp_path / "replica" / "warehouse"


def take() -> str:
    return shared_storage.take_newest(shared_storage.source())


def in_use() -> str:
    return warehouse.current().version


def test_a_replica_takes_the_newest_release_and_each_that_follows(replica: Path, shared: Path, built: Path) -> None:
    assert source_schedule.ensure_figures() == ""
    assert in_use() == "aaaaaaaaaaaa"
    assert take() == "", "nothing is new"
    release(shared, built, "bbbbbbbbbbbb")
    assert take() == "bbbbbbbbbbbb"
    assert in_use() == "bbbbbbbbbbbb"
    release(shared, built, "cccccccccccc")
    take()
    assert sorted(path.name for path in replica.glob("*.duckdb")) == [
        "london-bbbbbbbbbbbb.duckdb", "london-cccccccccccc.duckdb",
    ], "the one before stays for whoever still reads it"  # fmt: skip


def cut_off(shared: Path) -> None:
    shared.rename(shared.with_name("away"))


def cut_short(shared: Path) -> None:
    (file,) = shared.glob("releases/bbbbbbbbbbbb/*.duckdb")
    os.truncate(file, file.stat().st_size - 1)


def altered(shared: Path) -> None:
    (file,) = shared.glob("releases/bbbbbbbbbbbb/*.duckdb")
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2)
        opened.write(b"!")


def gone(shared: Path) -> None:
    (file,) = shared.glob("releases/bbbbbbbbbbbb/*.duckdb")
    file.unlink()


def half_a_list(shared: Path) -> None:
    text = (shared / "NEWEST.json").read_text()
    (shared / "NEWEST.json").write_text(text[: len(text) // 2])


def another_format(shared: Path) -> None:
    text = (shared / "NEWEST.json").read_text()
    (shared / "NEWEST.json").write_text(text.replace('"format": 1', '"format": 2'))


def outside(shared: Path) -> None:
    text = (shared / "NEWEST.json").read_text()
    (shared / "NEWEST.json").write_text(text.replace("london-bbbbbbbbbbbb", "../../london-bbbbbbbbbbbb"))


def no_database(shared: Path) -> None:
    (file,) = shared.glob("releases/bbbbbbbbbbbb/*.duckdb")
    about = json.loads((shared / "NEWEST.json").read_text())
    file.write_bytes(b"no database")
    about["files"][0] |= {"size": 11, "sha256": hashlib.sha256(b"no database").hexdigest()}
    (shared / "NEWEST.json").write_text(json.dumps(about))


@pytest.mark.parametrize(
    "wrong", [cut_off, cut_short, altered, gone, half_a_list, another_format, outside, no_database]
)
def test_whatever_is_wrong_the_last_good_release_stays(wrong, replica: Path, shared: Path, built: Path) -> None:
    take()
    release(shared, built, "bbbbbbbbbbbb")
    wrong(shared)
    with pytest.raises(SourceUnusable) as refused:
        take()
    assert refused.value.hint
    assert in_use() == "aaaaaaaaaaaa"
    assert [path.name for path in replica.iterdir() if not path.name.startswith(".")].count("CURRENT") == 1
    assert not list(replica.glob("*.building*"))
    # A server that starts meanwhile says so, and serves.
    assert "london-aaaaaaaaaaaa.duckdb" in source_schedule.ensure_figures()


def test_without_any_release_it_begins_with_the_figures_that_ship(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_folder: Path
) -> None:
    shutil.copytree(own_folder / "warehouse", tmp_path / "replica" / "warehouse")
    for pointer in (tmp_path / "replica" / "warehouse").glob("london-*"):
        pointer.unlink()
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "replica"))
    monkeypatch.setenv(shared_storage.VARIABLE, (tmp_path / "nothing").as_uri())
    monkeypatch.setattr(warehouse, "build", lambda **_: own_folder)
    assert "figures are those that ship" in source_schedule.ensure_figures()


def test_what_is_published_can_be_taken_and_restored(
    tmp_path: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    var = tmp_path / "publisher"
    shutil.copytree(own_folder / "warehouse", var / "warehouse")
    monkeypatch.setenv("LONDON_CRIME_VAR", str(var))
    url = (tmp_path / "shared").as_uri()
    assert main(["--quiet", "publish", url]) == 0
    assert "published release" in capsys.readouterr().out
    version = in_use()
    about = json.loads((tmp_path / "shared" / "NEWEST.json").read_text())
    assert about["version"] == version
    assert main(["--quiet", "publish", url]) == 0, "the same again changes nothing"
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "replica"))
    assert shared_storage.take_newest(url) == version
    assert in_use() == version


def test_a_release_is_named_last(
    tmp_path: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch, built: Path
) -> None:
    """A publisher that is stopped before its end leaves the release before as the newest."""
    shutil.copytree(own_folder / "warehouse", tmp_path / "publisher" / "warehouse")
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "publisher"))
    shared = tmp_path / "shared"
    release(shared, built, "aaaaaaaaaaaa")
    before = (shared / "NEWEST.json").read_text()

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("data.storage._Bucket.write", stopped)
    with pytest.raises(KeyboardInterrupt):
        shared_storage.publish(shared.as_uri())
    assert (shared / "NEWEST.json").read_text() == before
    assert len(list(shared.glob("releases/*"))) == 2


def test_editions_are_restored_into_an_empty_store_only(tmp_path: Path, shared: Path) -> None:
    store = tmp_path / "var" / "editions"
    assert shared_storage.restore(shared.as_uri(), store) == 1
    assert (store / "editions.jsonl").read_text() == "aaaaaaaaaaaa\n"
    with pytest.raises(DashboardError, match="is not empty"):
        shared_storage.restore(shared.as_uri(), store)


class Cut(SimpleHTTPRequestHandler):
    """A web server that sends half of each large file, then ends the connection."""

    def copyfile(self, source, outputfile) -> None:
        text = source.read()
        outputfile.write(text if len(text) < 10_000 else text[: len(text) // 2])

    def log_message(self, *_: object) -> None:
        pass


class Whole(Cut):
    """One that sends all of it."""

    copyfile = SimpleHTTPRequestHandler.copyfile


@pytest.fixture
def web(request: pytest.FixtureRequest, shared: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(request.param, directory=str(shared)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("web", [Whole], indirect=True)
def test_a_web_server_is_read(web: str, replica: Path) -> None:
    assert shared_storage.take_newest(web) == "aaaaaaaaaaaa"
    with pytest.raises(SourceUnusable, match="read, not written"):
        storage(web).write("NEWEST.json", b"")


@pytest.mark.parametrize("web", [Cut], indirect=True)
def test_a_connection_that_breaks_off_changes_nothing(web: str, replica: Path) -> None:
    with pytest.raises(SourceUnusable):
        shared_storage.take_newest(web)
    assert not (replica / "CURRENT").exists()


@pytest.mark.parametrize("url", ["", "shared", "ftp://example.org/a", "/srv/shared"])
def test_an_address_of_no_storage_is_refused(url: str) -> None:
    with pytest.raises(SourceUnusable, match="no address of shared storage"):
        storage(url)


@pytest.mark.parametrize("text", ["0", "soon", "-5", "nan"])
def test_a_setting_that_is_no_time_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(source_schedule.VARIABLE, text)
    with pytest.raises(DashboardError, match="number of seconds"):
        source_schedule.every()


def test_a_running_server_takes_a_release_by_itself(
    replica: Path, shared: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(source_schedule.VARIABLE, "0.05")
    source_schedule.ensure_figures()
    with source_schedule.watching():
        away = shared.with_name("away")
        shared.rename(away)
        threading.Event().wait(0.3)
        away.rename(shared)
        release(shared, built, "bbbbbbbbbbbb")
        for _ in range(200):
            if folders.pointer().read_text() == "london-bbbbbbbbbbbb.duckdb\n" or in_use() == "bbbbbbbbbbbb":
                break
            threading.Event().wait(0.05)
    assert in_use() == "bbbbbbbbbbbb"
