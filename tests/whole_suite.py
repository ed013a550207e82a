"""How the whole suite runs: on several workers, with the coverage of `analytics` and `data` measured.

A few named tests run in one process, unmeasured: they are quicker so, and would cover too little.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from types import CellType
from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Folders whose files share a server, a browser or figures built for them, the longest first: a worker takes one
# whole, and begins with it, lest one worker be left alone with it at the end.
TOGETHER = ("tests/browser/", "tests/server/", "tests/deploy/test_replicas.py", "tests/data/refresh/", "tests/golden/")
# Half of a whole suite's time: two workers share its files, each with a server and a browser.
HALVED = re.compile(r"(tests/browser/)test_(?:[a-e]|(?P<second>[f-z]))")
# Its figures are made again from the published files, as those of golden figures are: once for both.
WITH_GOLDEN = "tests/data/test_snapshot.py"
# Files long enough to be shared out: by the page that a test looks at, which one worker then runs once for all its
# tests, else by test function.
SHARED_OUT = ("tests/pages/",)
PAGE = re.compile(r"\[(?:[\w ]+-)?(\w+\.py)\b")
# What is measured is how well the tests of `analytics`, `data` and `api` cover the first two; a page that happens to
# pass through a line says nothing of the line, and would run half as fast.
UNMEASURED = (
    "tests/pages/", "tests/browser/", "tests/server/", "tests/serving/", "tests/deploy/",
    "tests/api/test_hostile_requests.py",
)  # fmt: skip
CACHED = type(lru_cache(len))


class FolderScheduling(LoadScopeScheduling):
    """Hands the workers one folder, file or function after the other, in the order of collection."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, function = nodeid.partition("::")
        if file == WITH_GOLDEN:
            return "tests/golden/"
        if half := HALVED.match(file):
            return f"{half[1]}{'second' if half['second'] else 'first'}"
        if file.startswith(SHARED_OUT):
            page = PAGE.search(function)
            return f"{file}::{page[1] if page else function.partition('[')[0]}"
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def is_whole(config: pytest.Config) -> bool:
    """Whether all tests were asked for: no path, no selection by name or mark."""
    narrowed = config.option.keyword or config.option.markexpr or config.getoption("lf", default=False)
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not narrowed


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Without the whole suite there is no coverage to speak of."""
    measuring = config.pluginmanager.getplugin("_cov")
    # With `--no-cov` the plugin is there and measures nothing.
    if not (measuring and measuring.cov_controller) or hasattr(config, "workerinput") or is_whole(config):
        return
    measuring.cov_controller.cov.stop()
    config.pluginmanager.unregister(measuring)
    config.option.cov_source = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Coverage rests while a test runs that is not measured.

    What such tests have left in the caches is emptied before the next that is: it would find its answers there, and
    nothing would be measured of how they come about.
    """
    plugin = item.config.pluginmanager.getplugin("_cov")
    coverage = plugin and plugin.cov_controller and plugin.cov_controller.cov
    if not coverage or not item.nodeid.startswith(UNMEASURED):
        return (yield)
    coverage.stop()
    try:
        return (yield)
    finally:
        if nextitem is not None and not nextitem.nodeid.startswith(UNMEASURED):
            empty_caches()
        coverage.start()


def empty_caches() -> None:
    """Empty every cache of a function of `analytics` and `data`, those that `kept_by_version` makes too."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("analytics", "data"):
            for value in list(vars(module).values()):
                for part in (value, *map(_content, getattr(value, "__closure__", None) or ())):
                    if isinstance(part, CACHED):
                        part.cache_clear()


def _content(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """None: as many as there are processors."""
    return None if is_whole(config) else 0


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FolderScheduling:
    config.option.loadscopereorder = False
    return FolderScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What lasts longest comes first; otherwise the order stays."""
    items.sort(key=lambda item: next((i for i, f in enumerate(TOGETHER) if item.nodeid.startswith(f)), len(TOGETHER)))
