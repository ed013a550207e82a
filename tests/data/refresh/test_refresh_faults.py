"""Whatever happens on the way or in a file, what is served is one whole edition of each publication, old or new.

A real server misbehaves on purpose; a reader asks throughout (`small.run`) and no question of its fails.
"""

from __future__ import annotations

import email.utils
import gzip
import time

import pytest

from data.readers import monthly_dashboard
from tests.data import publisher as faults
from tests.data.conftest import IMPATIENT
from tests.data.publisher import Publisher
from tests.data.refresh.landed_and_failed import assert_failed, assert_landed
from tests.data.small import DASHBOARD, KNIFE, digests, edited

FILE = f"/{KNIFE}.csv"
# Of every installation here.
LIMITS = IMPATIENT


def tags(publisher: Publisher, part: str = FILE) -> list[tuple[int, str]]:
    """Status and range of every request of a file."""
    return [(a.status, a.headers.get("Range", "")) for a in publisher.asked if part in a.path]


# The publisher cannot be reached


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:9", "the server cannot be reached"),
        ("https://no-such-host.invalid", "the server cannot be reached"),
        ("http://data.example", "expected an https address"),
    ],
    ids=["server down", "no such host", "not https"],
)
def test_no_publisher(small, monkeypatch, address, reason):
    monkeypatch.setenv("LONDON_CRIME_DATASTORE", address)
    done = small.run()
    assert [reason in o.message for o in done.outcomes] == [True, True]
    assert done.exit_status == 1
    assert digests() == small.old
    small.assert_tidy()


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://data.example/x.csv", "ftp://data.example/x", "https://a b/x"]
)
def test_a_link_that_leads_elsewhere(small, address):
    small.publisher.files[DASHBOARD][0].extra["url"] = address
    assert_failed(small, f"{address}: ")


def test_a_link_that_is_none(small):
    small.publisher.shapes = {"dict"}
    small.publisher.files[DASHBOARD][0].extra["url"] = "http://[::1"
    assert_failed(small, "is no catalogue of a dataset")


def test_what_no_reader_foresaw_costs_no_other(small, monkeypatch, capsys):
    def read(*_):
        raise KeyError("a defect")

    monkeypatch.setattr(monthly_dashboard, "read", read)
    done = small.run()
    assert [(o.resource, o.result) for o in done.outcomes] == [("recorded_crime", "new"), ("knife", "failed")]
    assert small.outcome("knife").reason == "an error of this program (KeyError: 'a defect')"
    assert "Traceback" in capsys.readouterr().err
    small.assert_tidy()


def test_what_is_wrong_with_one_publication_costs_no_other(small):
    small.publisher.files[DASHBOARD][0].title = "Crimes with blades"
    done = small.run()
    assert [(o.resource, o.result) for o in done.outcomes] == [("recorded_crime", "new"), ("knife", "failed")]
    assert done.exit_status == 3
    assert digests() == {"recorded_crime": small.new["recorded_crime"], "knife": small.old["knife"]}
    small.assert_tidy()
    # The next refresh, with the title put right, brings the rest.
    small.publisher.files[DASHBOARD][0].title = KNIFE
    assert [o.result for o in small.run().outcomes] == ["unchanged", "new"]
    assert digests() == small.new


# The server misbehaves for good: the file is given up


@pytest.mark.parametrize(
    ("fault", "times", "reason"),
    [
        (faults.status(404), 1, "answered 404 Not Found"),
        (faults.status(403), 1, "answered 403 Forbidden"),
        (faults.status(503), 3, "answered 503 Service Unavailable (tried 3 times)"),
        (faults.status(429, {"Retry-After": "86400"}), 1, "it asks us to wait 86,400 s"),
        (faults.redirect(f"/again{FILE}"), 99, "redirects more than 5 times"),
        (faults.redirect("http://data.example/file.csv"), 1, "leads to http://data.example/file.csv"),
        (faults.drip(bytes_each=10), 3, "sends less than 100000 bytes a second"),
        (faults.silence(1.5), 3, "the server stopped sending"),
        (faults.cut(0.5, validators={}), 3, "the connection was cut"),
        (faults.length(+1000), 3, "the connection was cut"),
        (faults.length(-1000), 1, "as the catalogue says"),
        (faults.page(), 1, "sent a web page"),
        (faults.page("text/csv"), 1, "sent a web page"),
        (faults.status(200, {"Content-Type": "text/csv"}, b""), 1, "sent nothing"),
        (faults.status(200, {"Content-Type": "text/csv"}, b"\x00\x01\x02" * 99), 1, "neither text, a workbook"),
        (faults.status(304), 1, "answered 304"),
        (faults.status(206, {"Content-Range": "bytes 5-9/10"}, b"56789"), 3, "another part of the file"),
        (faults.status(206, {"Content-Range": "bytes 0-4/10"}, b"01234"), 3, "another part of the file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_server_that_misbehaves(small, fault, times, reason):
    small.publisher.faults[FILE].extend([fault] * times)
    assert_failed(small, reason)
    assert len([a for a in small.publisher.asked if FILE in a.path]) >= min(times, 3)


@pytest.mark.parametrize("says_its_length", [True, False])
def test_a_file_larger_than_allowed(small, monkeypatch, says_its_length):
    # Without the limit the time is up soon, instead of after half an hour.
    monkeypatch.setenv("LONDON_CRIME_REFRESH_LIMITS", "size=30000,tries=1,total=20")
    if not says_its_length:
        small.publisher.faults[FILE].append(faults.endless())
    assert_failed(small, "is larger than 0.03 MB")


def test_all_its_time_is_up(small, monkeypatch):
    """Every read is quick enough, the whole is not."""
    monkeypatch.setenv("LONDON_CRIME_REFRESH_LIMITS", "total=0.6,grace=60,read=5")
    small.publisher.faults[FILE].append(faults.drip(bytes_each=100))
    done = small.run("knife")
    assert "took longer than 0.6 s" in done.outcomes[0].message
    assert digests() == small.old


# It misbehaves for a while: the file arrives


@pytest.mark.parametrize(
    "fault",
    [
        faults.status(500),
        faults.status(429, {"Retry-After": "1"}),
        faults.silence(1.2),
        faults.drip(),
        faults.length(9),
    ],
    ids=["500", "429", "silence", "drip", "length"],
)
def test_it_recovers(small, fault):
    small.publisher.faults[FILE].append(fault)
    assert_landed(small)
    assert len(tags(small.publisher)) >= 2


@pytest.mark.parametrize("moment", [False, True], ids=["seconds", "date"])
def test_it_waits_as_long_as_it_is_asked_to(small, moment):
    after = email.utils.formatdate(time.time() + 2, usegmt=True) if moment else "1"
    small.publisher.faults[FILE].append(faults.status(429, {"Retry-After": after}))
    began = time.monotonic()
    assert_landed(small)
    # A date has no fractions of a second.
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize("tenth", range(10))
def test_a_connection_cut_at_every_tenth_is_resumed(small, tenth):
    small.publisher.faults[FILE].append(faults.cut(tenth / 10))
    assert_landed(small)
    (first, _), (second, asked) = tags(small.publisher)
    assert first == 200
    assert second == (206 if tenth else 200)
    assert bool(asked) == bool(tenth)


@pytest.mark.parametrize("tenth", [1, 9])
def test_without_validators_a_cut_file_is_asked_for_anew(small, tenth):
    """What has arrived might be of another file than what would follow."""
    small.publisher.faults[FILE].append(faults.cut(tenth / 10, validators={}))
    assert_landed(small)
    assert tags(small.publisher) == [(200, ""), (200, "")]


def test_a_rest_that_comes_in_parts_is_asked_for_until_it_is_whole(small):
    """The server answers a range with less than was asked for, which no Content-Length of it gives away."""

    def a_part(handler, body):
        first = int(handler.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        last = first + len(body) // 10
        extent = {"Content-Range": f"bytes {first}-{last}/{len(body)}"}
        handler.answer(206, body[first : last + 1], {**handler.server.file(handler.path).validators, **extent})

    small.publisher.faults[FILE].extend([faults.cut(0.5), a_part])
    assert_landed(small)
    assert [status for status, _ in tags(small.publisher)] == [200, 206, 206]


def test_a_file_replaced_between_the_cut_and_the_rest_is_fetched_whole(small, publications):
    """The old file begins to arrive, then the release: the rest of the old one is refused by If-Range."""
    knife = small.publisher.files[DASHBOARD]
    released = knife[0]
    knife[0] = edited(released, publications.knife_old)

    def cut_then_release(handler, body):
        faults.cut(0.6)(handler, body)
        knife[0] = released

    small.publisher.faults[FILE].append(cut_then_release)
    # The catalogue was asked before the release; its size is the old file's, its look at it older than the release.
    knife[0].extra["check_timestamp"] = "2026-01-01 00:00:00"
    assert_landed(small)
    assert [status for status, _ in tags(small.publisher)] == [200, 200]


def test_a_body_that_is_compressed_all_the_same(small):
    """We ask for it plain; its length is then not the file's, and a cut is not resumed."""

    def zipped(handler, body):
        packed = gzip.compress(body)
        headers = {**handler.server.file(handler.path).validators, "Content-Encoding": "gzip"}
        handler.answer(200, packed, headers)

    def zipped_and_cut(handler, body):
        packed = gzip.compress(body)
        handler.begin(200, {"ETag": '"x"', "Content-Encoding": "gzip"}, length=len(packed))
        handler.wfile.write(packed[: len(packed) // 2])
        handler.hang_up()

    small.publisher.faults[FILE].extend([zipped_and_cut, zipped])
    assert_landed(small)
    assert tags(small.publisher) == [(200, ""), (200, "")]
