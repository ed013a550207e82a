"""How the whole suite runs: on several workers, with the coverage of `analytics` and `data` measured.

A few named tests run in one process, unmeasured: they are quicker so, and would cover too little.
"""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Folders whose files share a server, a browser or figures built for them, the longest first: a worker takes one
# whole, and begins with it, lest one worker be left alone with it at the end.
TOGETHER = ("tests/browser/", "tests/server/", "tests/data/refresh/", "tests/golden/")
# Files long enough to be shared out by test function.
SHARED_OUT = ("tests/pages/",)


class FolderScheduling(LoadScopeScheduling):
    """Hands the workers one folder, file or function after the other, in the order of collection."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, function = nodeid.partition("::")
        if file.startswith(SHARED_OUT):
            return f"{file}::{function.partition('[')[0]}"
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def is_whole(config: pytest.Config) -> bool:
    """Whether all tests were asked for: no path, no selection by name or mark."""
    narrowed = config.option.keyword or config.option.markexpr or config.getoption("lf", default=False)
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not narrowed


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Without the whole suite there is no coverage to speak of."""
    measuring = config.pluginmanager.getplugin("_cov")
    if measuring is None or hasattr(config, "workerinput") or is_whole(config):
        return
    measuring.cov_controller.cov.stop()
    config.pluginmanager.unregister(measuring)
    config.option.cov_source = []


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
