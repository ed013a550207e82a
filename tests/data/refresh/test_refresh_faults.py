"""Whatever happens on the way or in a file, what is served is one whole edition of each publication, old or new.

A real server misbehaves on purpose; a reader asks throughout (`small.run`) and no question of its fails.
"""

from __future__ import annotations

import email.utils
import gzip
import io
import time
from collections.abc import Callable

import pandas as pd
import pytest

from data.__main__ import main
from data.readers import monthly_dashboard
from data.refresh import refresh_outcomes
from tests.data import publisher as faults
from tests.data.conftest import IMPATIENT
from tests.data.mutations import LONG, WIDE
from tests.data.publisher import Publisher
from tests.data.small import DASHBOARD, KNIFE, RECORDED, digests, edited

FILE = f"/{KNIFE}.csv"
# Of every installation here.
LIMITS = IMPATIENT


def tags(publisher: Publisher, part: str = FILE) -> list[tuple[int, str]]:
    """Status and range of every request of a file."""
    return [(a.status, a.headers.get("Range", "")) for a in publisher.asked if part in a.path]


def assert_failed(small, reason: str, *, resource: str = "knife") -> None:
    """The figures stay, the problem is told, and nothing is left over."""
    (outcome,) = small.run(resource).outcomes
    assert not outcome.ok
    assert reason in outcome.message, outcome.message
    assert digests() == small.old
    small.assert_tidy()


def assert_landed(small, name: str = "knife") -> None:
    assert small.run(name).exit_status == 0
    assert digests()[name] == small.new[name]
    small.assert_tidy()


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


# The catalogue misbehaves


@pytest.mark.parametrize("shape", ["dict", "list"])
def test_either_shape_of_the_catalogue_will_do(small, shape):
    small.publisher.shapes = {shape}
    assert_landed(small)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "is no catalogue"),
        (b"[1, 2]", "is no catalogue"),
        (b'{"success": false, "error": "Not found"}', "is no catalogue"),
        (b'{"success": true, "result": {"resources": [7]}}', "is no catalogue"),
        (b'{"resources": {}}', "it lists nothing"),
    ],
)
def test_a_catalogue_that_makes_no_sense(small, body, reason):
    fault = faults.status(200, {"Content-Type": "application/json"}, body)
    small.publisher.faults[DASHBOARD].extend([fault, fault])
    assert_failed(small, reason)


def test_a_catalogue_that_is_a_web_page(small):
    small.publisher.faults[DASHBOARD].extend([faults.page(), faults.page()])
    assert_failed(small, "sent a web page")


def test_a_renamed_file(small):
    small.publisher.files[DASHBOARD][0].title = "Crimes with blades"
    assert_failed(small, f"has no file with the title '{KNIFE}'; it lists 'Crimes with blades'")


def test_two_files_under_one_title(small):
    small.publisher.files[DASHBOARD].append(edited(small.publisher.files[DASHBOARD][0], b"a,b\n1,2\n"))
    assert_failed(small, "has 2 files for one")


# The file is not what it was


def changed(small, change: Callable[[pd.DataFrame], pd.DataFrame], dataset: str = DASHBOARD, which: int = 0) -> None:
    """One of the publisher's newest files with a change of its columns or rows."""
    file = small.publisher.files[dataset][which]
    table = change(pd.read_csv(io.BytesIO(file.body), dtype="str", keep_default_na=False))
    small.publisher.files[dataset][which] = edited(file, table.to_csv(index=False).encode())


def _replace(column: str, before: str, after: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda table: table.assign(**{column: table[column].replace(before, after)})


CHANGES = {
    "new column, knife": (
        DASHBOARD, lambda table: table.assign(Ethnicity="x"), "the publisher's file has a new column ethnicity"),
    "new column, recorded": (
        RECORDED, lambda table: table.assign(Severity="1"), "the publisher's file has a new column severity"),
    "lost column": (
        DASHBOARD, lambda table: table.drop(columns="area_code"), "the publisher's file has no column area_code"),
    "new label, knife": (
        DASHBOARD, _replace("crime_subtype", "Knife Crime", "Bladed Crime"),
        "the publisher's file has a new label 'Bladed Crime'"),
    "new label, recorded": (
        RECORDED, _replace("SubGroup", "HOMICIDE", "MURDER"),
        "the publisher's file has a new label 'VIOLENCE AGAINST THE PERSON / MURDER'"),
    "removed borough, knife": (
        DASHBOARD, lambda table: table[table.area_name != "Croydon"], "the publisher's file"),
    "removed borough, recorded": (
        RECORDED, lambda table: table[table.iloc[:, 2] != "Croydon"],
        "the publisher's file has no row for 1 areas (Croydon)"),
    "renamed borough": (
        RECORDED, lambda table: table.replace("Croydon", "Cronx"), "the publisher's file has an unknown borough 'Cronx'"),
    "a number that is none": (
        DASHBOARD, lambda table: table.assign(count=table["count"].where(table.index > 0, "<5")), "found '<5'"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_with(small, change):
    dataset, make, reason = CHANGES[change]
    changed(small, make, dataset)
    assert_failed(small, reason, resource="knife" if dataset == DASHBOARD else "recorded_crime")


LIES = {
    ("knife", "every count of knife crime times ten"): "held back",
    ("knife", "dates in US order"): "the dates look like month/day/year",
    ("knife", "published in 2099"): "in the future",
    ("recorded_crime", "two boroughs exchanged"): "held back",
    ("recorded_crime", "a column ten times too large"): "held back",
    ("recorded_crime", "a month of zeros in the middle"): "held back",
}


@pytest.mark.parametrize(("resource", "lie"), LIES)
def test_a_file_that_lies(small, resource, lie):
    """Its shape is right: what it says is not. The files of one release land together or not at all."""
    mutation, dataset = (LONG[lie], DASHBOARD) if resource == "knife" else (WIDE[lie], RECORDED)
    changed(small, mutation, dataset)
    assert_failed(small, LIES[resource, lie], resource=resource)


def test_the_sentence_that_people_read(small):
    changed(small, _replace("crime_subtype", "Knife Crime", "X"))
    small.run("knife")
    (told,) = refresh_outcomes.outcomes()
    day = refresh_outcomes.day_in_words(told.at)
    assert told.message.startswith(f"knife crime: refresh of {day} failed: the publisher's file has a new label 'X' (")
    assert told.message.endswith("); figures are those of 21 August 2025")


def test_a_title_that_leads_to_another_file(small, publications):
    file = small.publisher.files[DASHBOARD][0]
    small.publisher.files[DASHBOARD][0] = edited(file, publications.borough_new)
    assert_failed(small, "holds MPS Recorded Crime: Geographic Breakdown; expected M1045_MonthlyCrimeDashboard_Knife")


@pytest.mark.parametrize("which", range(4))
def test_one_bad_file_of_four_keeps_all_four_back(small, which):
    """The other files of recorded crime are good and new: half a release is none."""
    before = small.editions()
    changed(small, lambda table: table.assign(Severity="1"), RECORDED, which)
    assert_failed(small, "has a new column severity", resource="recorded_crime")
    assert small.editions() == before
    small.assert_tidy()


# Editions that are no news


def test_the_same_edition_again_in_other_bytes(small, publications):
    small.run("knife")
    before = small.editions()
    changed(small, lambda table: table.iloc[::-1])
    done = small.run("knife")
    assert [o.result for o in done.outcomes] == ["unchanged"]
    assert small.editions() == before
    assert digests()["knife"] == small.new["knife"]


@pytest.mark.parametrize("name", ["knife", "recorded_crime"])
def test_an_older_edition_than_ours_is_kept_and_wins_nothing(small, publications, name):
    """The publisher puts an old file back, with a new date of the file."""
    released = small.publisher.files
    small.run(name)
    assert digests()[name] == small.new[name]
    small.publisher.files = {
        dataset: [edited(new, old.body) for new, old in zip(files, publications.files(new=False)[dataset], strict=True)]
        for dataset, files in released.items()
    }
    done = small.run(name)
    assert [(o.ok, o.reason) for o in done.outcomes] == [(True, "")]
    assert digests()[name] == small.new[name]


def test_an_older_edition_that_we_never_had(small, publications):
    older = pd.read_csv(io.BytesIO(publications.knife_old), dtype="str", keep_default_na=False)
    older = older[~older.month_year.str.endswith("07/2025")].assign(refresh_date="21/07/2025")
    file = small.publisher.files[DASHBOARD][0]
    small.publisher.files[DASHBOARD][0] = edited(file, older.to_csv(index=False).encode())
    done = small.run("knife")
    assert "the publisher's file is older than ours" in done.outcomes[0].message
    assert digests()["knife"] == small.old["knife"]
    assert len([e for e in small.editions() if e.startswith("knife-borough")]) == 2


def test_an_older_edition_without_a_date_is_not_dated_by_the_server(small, publications):
    """Put back after ours, with other figures: its Last-Modified is the newest of all, and it must win no month."""
    small.run("recorded_crime")
    older = pd.read_csv(io.BytesIO(publications.borough_old), dtype="str")
    older.loc[0, "202509"] = str(int(older.loc[0, "202509"]) + 1)
    files = small.publisher.files[RECORDED]
    files[0] = edited(files[0], older.to_csv(index=False).encode())
    done = small.run("recorded_crime")
    assert "the publisher's file is older than ours" in done.outcomes[0].message
    assert digests()["recorded_crime"] == small.new["recorded_crime"]
    assert len([e for e in small.editions() if e.startswith("recorded_crime-borough-202504-202509")]) == 2


# What people and programs are told


def test_exit_status_and_what_is_printed(small, capsys):
    assert main(["--quiet", "refresh", "--dataset", "knife", "--dataset", "recorded_crime"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "refresh: 2 new, 0 unchanged, 0 failed"
    small.publisher.files[DASHBOARD][0].title = "Crimes with blades"
    assert main(["--quiet", "refresh", "--dataset", "knife", "--dataset", "recorded_crime"]) == 3
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "refresh: 0 new, 1 unchanged, 1 failed"
    assert "declare its new title" in told.err
    assert main(["--quiet", "refresh", "--dataset", "knife"]) == 1
    capsys.readouterr()
    main(["--quiet", "status"])
    assert f"Warning: knife crime: refresh of {refresh_outcomes.day_in_words(small.outcome('knife').at)} failed" in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--dataset", "nonsense"), "--dataset nonsense: no such dataset"),
        (("--dataset", "dfe_nearest_neighbours"), "no address of it is registered"),
    ],
)
def test_wrong_usage(small, capsys, arguments, said):
    assert main(["refresh", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert digests() == small.old


@pytest.mark.parametrize("setting", ["tries", "tries=0", "tries=many", "patience=3", "read=-1"])
def test_a_wrong_limit_is_told(small, monkeypatch, capsys, setting):
    monkeypatch.setenv("LONDON_CRIME_REFRESH_LIMITS", setting)
    assert main(["refresh"]) == 2
    assert f"'{setting}' is no limit" in capsys.readouterr().err


def test_outcomes_that_cannot_be_read_are_told(small, capsys):
    (small.var / "refresh.json").write_text("{")
    assert main(["refresh"]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert digests() == small.old
