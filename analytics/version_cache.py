"""Answers kept for as long as the warehouse that gave them is the published one: one decorator for every cache."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from analytics import queries

P = ParamSpec("P")
T = TypeVar("T")


def kept_by_version(maxsize: int = 2) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember the `maxsize` answers of a function that were asked for last, each for one version of the figures.

    Arguments are hashable and answers are never changed. The function runs with its warehouse pinned, so that an
    answer is made of the figures of the version under which it is kept, whatever is published meanwhile. Without
    arguments two answers are enough: the published warehouse, and the one before for those who are still reading it.
    """

    def keeper(function: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=maxsize)
        def answer(_version: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> T:
            return function(*args, **dict(kwargs))

        @wraps(function)
        def kept(*args: P.args, **kwargs: P.kwargs) -> T:
            with queries.pinned():
                return answer(queries.version(), args, tuple(sorted(kwargs.items())))

        return kept

    return keeper
