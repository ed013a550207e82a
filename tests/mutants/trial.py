"""The trial of one mutant: the tests of its module, in a process of its own that imports the mutant instead.

The process is a fork of one that has imported the libraries and none of our modules, so that a trial costs its tests
and little more. Its time is counted in seconds of the processor, so a busy machine does not kill a mutant.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Literal

import pytest

Verdict = Literal["survived", "died", "timed out"]
OUR_OWN = ("analytics", "api", "data", "pages", "serving", "dashboard")
ARGUMENTS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:cov", "-p", "no:xdist", "-p", "no:schemathesis",
             "-p", "no:anyio", "--override-ini=addopts=",
             "--import-mode=importlib", "--hypothesis-profile=mutants")  # fmt: skip
_NOT_IMPORTED = 99


class _Mutated(MetaPathFinder, Loader):
    """Gives out another source for one module."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self.name, self.path, self.source, self.is_used = name, path, source, False

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return spec_from_loader(fullname, self, origin=str(self.path), is_package=self.path.name == "__init__.py")

    def exec_module(self, module: ModuleType) -> None:
        self.is_used = True
        module.__file__ = str(self.path)
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)


def trial(path: Path, source: str, tests: Sequence[str], *, seconds: float, output: Path | None = None) -> Verdict:
    """Whether the tests notice that the module at `path` has this source. `output` keeps what pytest says.

    Raises RuntimeError when the tests never import the module: then they say nothing of it.
    """
    assert not any(name.split(".")[0] in OUR_OWN for name in sys.modules), "our modules must be imported in the trial"
    child = os.fork()
    if child == 0:
        os._exit(_run(path, source, tests, seconds, output))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "timed out"
    if os.WEXITSTATUS(status) == _NOT_IMPORTED:
        raise RuntimeError(f"{path}: its tests do not import it: {' '.join(tests)}")
    return "died" if os.WEXITSTATUS(status) else "survived"


def _run(path: Path, source: str, tests: Sequence[str], seconds: float, output: Path | None) -> int:
    os.setsid()
    spent = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(spent.ru_utime + spent.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    sink = os.open(output or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    package = path.parent if path.name == "__init__.py" else path.with_suffix("")
    mutated = _Mutated(".".join(package.parts), path, source)
    sys.meta_path.insert(0, mutated)
    code = int(pytest.main([*ARGUMENTS, *tests]))
    return code if mutated.is_used else _NOT_IMPORTED
