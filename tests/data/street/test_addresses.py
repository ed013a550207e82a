"""Addresses of record files: a path, or one as file://; what lies elsewhere is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.__main__ import main
from data.errors import FileRejected
from data.street.record_files import local_path, record_files
from tests.data.street.generated import write_archive


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("archives/2026-02.zip", "archives/2026-02.zip"),
        ("/srv/archives/100%25", "/srv/archives/100%25"),
        ("file:///srv/archives/2026-02", "/srv/archives/2026-02"),
        ("file://localhost/srv/two%20words", "/srv/two words"),
    ],
)
def test_a_path_and_a_file_address_lead_to_a_path(address: str, path: str) -> None:
    assert local_path(address) == Path(path)


def test_files_are_read_by_a_file_address(tmp_path: Path) -> None:
    folder = write_archive(tmp_path / "two words", rows=5)
    assert record_files([local_path(folder.as_uri())]) == record_files([folder])


@pytest.mark.parametrize(
    "address",
    [
        "s3://bucket/2026-02", "s3a://bucket/2026-02", "gs://bucket/x.zip", "hdfs://name:9000/x", "https://host/x.zip",
        "file://elsewhere/srv", "file://",
    ],
)  # fmt: skip
def test_another_address_is_refused_and_says_what_to_do(address: str) -> None:
    with pytest.raises(FileRejected, match="paths and file:// alone") as error:
        local_path(address)
    assert str(error.value).startswith(address)
    assert "mount its bucket" in error.value.hint


def test_the_command_refuses_it_in_words_on_either_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path))
    for more in ([], ["--engine", "spark", "--master", "spark://127.0.0.1:7077"]):
        assert main(["--quiet", "street", "s3://bucket/2026-02", "--published", "2026-02-15", *more])
        words = capsys.readouterr().err
        assert "s3://bucket/2026-02" in words
        assert "Traceback" not in words
