"""What is answered to a postcode, with and without the directory of its area; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import intake, warehouse
from pages.parts.borough.postcode_answers import answer, is_postcode
from pages.parts.front import front_search
from tests.data.readers.postcode_rows import ROWS, written


@pytest.fixture(scope="module")
def directory(own_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation to which the file of KT was added twice: the newer one ended a postcode and moved another."""
    folder = tmp_path_factory.mktemp("postcodes")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LONDON_CRIME_VAR", str(folder / "var"))
        older = (*ROWS[:1], ("KT5 8AB", "198001", "", *ROWS[1][3:]))
        for name, rows in (("older", older), ("newer", ROWS)):
            intake.add([written(folder / f"{name}.csv", rows=rows)], progress=False)
        warehouse.build(progress=False)
        yield folder


@pytest.mark.parametrize("text", ["KT6 7DT", "kt67dt", "SW1A", " e1 6AN ", "KT6", "EC2V 7HH"])
def test_without_a_directory_it_is_told_what_to_do(text: str) -> None:
    assert is_postcode(text)
    said = answer(text)
    assert said.place == ""
    assert "is a postcode, and the published figures are by borough and ward" in said.words


@pytest.mark.parametrize("text", ["Kingston", "Abbey Road, Westminster", "E05013792", "12", "", "KT6 7DT 1"])
def test_a_name_is_no_postcode(text: str) -> None:
    assert not is_postcode(text)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("kt58aa", "Berrylands, Kingston upon Thames", "KT5 8AA lies in the ward Berrylands, Kingston upon Thames."),
        ("KT5 8AB", "Berrylands, Kingston upon Thames", "It went out of use in June 2012."),
        ("KT6 7DT", "Kingston upon Thames", "only the borough is chosen"),
        ("KT1 1AA", "", "KT1 1AA lies in the City of London."),
        ("KT10 9AA", "", "is no postcode of a London borough"),
        ("KT5", "", "one may lie in several boroughs"),
        ("KT5 8", "", "one may lie in several boroughs"),
        ("SW1A 1AA", "", "Find your ward by its name"),
    ],
)
def test_with_a_directory_it_is_answered(directory: Path, text: str, place: str, words: str) -> None:
    said = answer(text)
    assert (said.place, words in said.words) == (place, True), said.words
    assert (front_search.way_to(text) is not None) == bool(place)
