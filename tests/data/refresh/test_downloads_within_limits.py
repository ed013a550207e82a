"""One file over HTTP: no longer than it may be, and never put together from two files."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from data.refresh.downloads import DownloadFailed, ask, fetch
from data.refresh.request_limits import Limits
from tests.data import publisher as faults
from tests.data.publisher import File, Handler, Publisher, publishing

BODY = b"month,offences\n" + b"2026-02,1003\n" * 800
FEW = Limits(connect=2, read=2, total=5, tries=4, pause=0.01)


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with publishing({"knife": [File("Knife crime", BODY)]}) as server:
        yield server


def address(publisher: Publisher) -> str:
    return f"{publisher.address}/download/knife/qbc/Knife_crime.csv"


def statuses(publisher: Publisher) -> list[int]:
    return [asked.status for asked in publisher.asked]


def rest(first: int, last: int, total: int) -> faults.Fault:
    """The rest of another file under the same validators: it ends elsewhere."""

    def fault(handler: Handler, body: bytes) -> None:
        extent = {"Content-Range": f"bytes {first}-{last}/{total}"}
        handler.answer(206, body[first : last + 1], {**handler.server.file(handler.path).validators, **extent})

    return fault


def test_a_rest_whose_file_has_another_length_is_not_joined_on(publisher: Publisher) -> None:
    """Half has arrived of 10,415 bytes; the rest is said to be that of a file of 8,000, and is as long as that says."""
    half = len(BODY) // 2
    publisher.faults["Knife_crime"].extend([faults.cut(0.5), rest(half, 7_999, 8_000)])
    target = io.BytesIO()
    download = fetch(address(publisher), target, limits=FEW)
    assert download is not None
    assert (download.size, target.getvalue()) == (len(BODY), BODY)
    assert statuses(publisher) == [200, 206, 200]


@pytest.mark.parametrize("is_announced", [True, False])
def test_a_file_above_the_limit_is_broken_off(publisher: Publisher, is_announced: bool) -> None:
    """Announced, it is refused before it arrives; else as soon as it is too long: long before the time is up."""
    if not is_announced:
        publisher.faults["Knife_crime"].append(faults.endless())
    target, began = io.BytesIO(), time.monotonic()
    with pytest.raises(DownloadFailed, match=r"is larger than 0\.005 MB"):
        fetch(address(publisher), target, limits=replace(FEW, size=5_000))
    assert time.monotonic() - began < FEW.total
    assert len(target.getvalue()) <= (0 if is_announced else 5_000)


def test_what_is_announced_above_the_limit_is_refused_when_it_is_only_asked_for(publisher: Publisher) -> None:
    with pytest.raises(DownloadFailed, match=r"is larger than 0\.005 MB"):
        ask(address(publisher), limits=replace(FEW, size=5_000))


def test_a_file_of_exactly_the_limit_is_taken(publisher: Publisher) -> None:
    download = fetch(address(publisher), io.BytesIO(), limits=replace(FEW, size=len(BODY)))
    assert download is not None
    assert download.size == len(BODY)
