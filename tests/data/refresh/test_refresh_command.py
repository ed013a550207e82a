"""`python -m data refresh` as a person meets it: exit status, messages, wrong usage."""

from __future__ import annotations

import pytest

from data.__main__ import main
from data.refresh import refresh_outcomes
from tests.data.conftest import IMPATIENT
from tests.data.small import DASHBOARD, digests

LIMITS = IMPATIENT


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
