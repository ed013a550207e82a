"""A bucket as shared storage: a server that speaks S3 on loopback, written, read, and cut off in the middle."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow.fs import S3FileSystem

from data import shared_storage, source_schedule, warehouse
from data.__main__ import main
from data.storage import SourceUnusable, storage

pytestmark = pytest.mark.server
# It wants other versions than the dashboard, so it lives in an environment of its own.
SERVER = ("moto[s3]==5.2.5", "flask==3.1.3", "flask-cors==6.0.5")
PATIENCE_S = 60


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server that speaks S3, installed for this file; required in CI."""
    folder = tmp_path_factory.mktemp("s3")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", *SERVER]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        message = f"{SERVER[0]} cannot be installed: {done.stderr.strip().splitlines()[-1:]}"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    return folder / "bin" / "moto_server"


@pytest.fixture
def server(program: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The server at work, and the address of a folder in its bucket."""
    for name, value in (("ACCESS_KEY_ID", "key"), ("SECRET_ACCESS_KEY", "secret"), ("REGION", "eu-west-2")):
        monkeypatch.setenv(f"AWS_{name}", value)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([program, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    S3FileSystem(endpoint_override=f"127.0.0.1:{port}", scheme="http", allow_bucket_creation=True).create_dir("figures")
    yield process, f"s3://figures/crime?endpoint_override=127.0.0.1:{port}&scheme=http"
    process.kill()
    process.wait()


def test_a_release_goes_through_a_bucket_and_the_last_good_one_stays_without_it(
    server: tuple[subprocess.Popen[bytes], str], tmp_path: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process, url = server
    shutil.copytree(own_folder / "warehouse", tmp_path / "publisher" / "warehouse")
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "publisher"))
    version = warehouse.current().version
    assert main(["--quiet", "publish", url]) == 0
    assert main(["--quiet", "publish", url]) == 0, "the same again changes nothing"
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "replica"))
    monkeypatch.setenv(shared_storage.VARIABLE, url)
    assert source_schedule.ensure_figures() == ""
    assert warehouse.current().version == version
    published, taken = (
        (tmp_path / who / "warehouse" / f"london-{version}.duckdb").stat().st_size for who in ("publisher", "replica")
    )
    assert taken == published
    process.kill()
    process.wait()
    with pytest.raises(SourceUnusable, match="cannot be used") as failure:
        shared_storage.take_newest(url)
    assert "secret" not in str(failure.value)
    assert warehouse.current().version == version


def test_old_releases_leave_the_bucket(server: tuple[subprocess.Popen[bytes], str], tmp_path: Path) -> None:
    bucket = storage(server[1])
    file = tmp_path / "figures.bin"
    file.write_bytes(b"figures")
    for version in "abcde":
        bucket.put(file, f"releases/{version}/figures.bin")
        # A bucket knows the moment of a file to the second.
        time.sleep(1.1)
    bucket.tidy(keep="a")
    left = [version for version in "abcde" if _is_there(bucket, f"releases/{version}/figures.bin")]
    assert left == ["a", "d", "e"], "the one in use and the two newest of the others"


def _is_there(bucket: object, path: str) -> bool:
    try:
        return bool(bucket.read(path))  # type: ignore[attr-defined]
    except SourceUnusable:
        return False


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("s3://figures/crime?endpoint=127.0.0.1", "“endpoint” is no setting of a bucket"),
        ("s3://", "names no bucket"),
        ("s3:///crime", "names no bucket"),
    ],
)
def test_an_address_of_no_bucket_is_refused(url: str, reason: str) -> None:
    with pytest.raises(SourceUnusable, match=reason):
        storage(url)
