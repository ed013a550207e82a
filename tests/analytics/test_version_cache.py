"""Answers are kept for one version of the figures, and made of that version's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from analytics import queries
from analytics.version_cache import kept_by_version


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A warehouse that a test can replace, pinned like the real one."""
    state = {"published": "one"}

    @contextmanager
    def pinned() -> Iterator[None]:
        before = state.get("pinned")
        state["pinned"] = before or state["published"]
        yield
        if before is None:
            del state["pinned"]

    monkeypatch.setattr(queries, "version", lambda: state.get("pinned", state["published"]))
    monkeypatch.setattr(queries, "pinned", pinned)
    return state


def test_an_answer_is_made_once_for_each_version_and_question(published: dict[str, str]) -> None:
    asked: list[tuple[str, int, str]] = []

    @kept_by_version(maxsize=8)
    def answer(number: int, *, name: str = "") -> str:
        """What it says."""
        asked.append((queries.version(), number, name))
        return f"{queries.version()} {number} {name}"

    assert answer(1, name="a") == answer(1, name="a") == "one 1 a"
    assert answer(2) == "one 2 "
    published["published"] = "two"
    assert answer(1, name="a") == answer(1, name="a") == "two 1 a"
    assert asked == [("one", 1, "a"), ("one", 2, ""), ("two", 1, "a")]
    assert answer.__name__ == "answer"
    assert answer.__doc__ == "What it says."


def test_a_warehouse_published_meanwhile_is_in_no_kept_answer(published: dict[str, str]) -> None:
    @kept_by_version()
    def answer() -> str:
        published["published"] = "two"
        return queries.version()

    assert answer() == "one"
    assert answer() == "two"


def test_as_many_answers_as_allowed_are_kept(published: dict[str, str]) -> None:
    asked: list[int] = []

    @kept_by_version(maxsize=2)
    def answer(number: int) -> None:
        asked.append(number)

    for number in (1, 2, 1, 3, 1, 2):
        answer(number)
    assert asked == [1, 2, 3, 2]
