"""Do the tests notice a small mistake? `python -m tests.mutants [MODULE…]`, or `make mutants`.

Every mutant of a module is tried with the tests of that module, and those that survive are listed. What has died is
remembered in `.mutants/` until the module changes, so an interrupted run goes on where it was; survivors are tried
again each time, because the tests may be better by then. A survivor that is equivalent - it does what the module does -
is declared in `equivalents.toml`, with the reason. `--fail-under 95` is the share of the others that must die.
`--sample 100` tries so many of each module, always the same ones while the module stays as it is.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import duckdb
import hypothesis
import numpy
import pandas
import pyarrow
import pyarrow.csv
import pyarrow.parquet
import scipy.special
import scipy.stats
import statsmodels.tsa.seasonal
import xdist.scheduler

from tests.mutants.mutations import Mutant, mutants
from tests.mutants.trial import Verdict, trial

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
# What a trial need not import itself.
LIBRARIES = (
    duckdb,
    hypothesis,
    numpy,
    pandas,
    pyarrow,
    pyarrow.csv,
    pyarrow.parquet,
    scipy.special,
    scipy.stats,
    statsmodels.tsa.seasonal,
    xdist.scheduler,
)


def modules() -> dict[str, list[str]]:
    """Each module whose mutants are tried, with its tests."""
    return tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))["modules"]


def equivalents() -> set[tuple[str, ...]]:
    """The mutants that do what the module does: module, line, code before, code after."""
    declared = tomllib.loads((HERE / "equivalents.toml").read_text(encoding="utf-8"))
    return {
        (module, entry["line"], entry["before"], entry["after"])
        for module, entries in declared.items()
        for entry in entries
    }


class Memory:
    """The verdicts of earlier trials, one line each."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.file = folder / "verdicts.jsonl"
        lines = self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []
        self.verdicts: dict[str, Verdict] = {entry["id"]: entry["verdict"] for entry in map(json.loads, lines)}

    def keep(self, mutant: Mutant, verdict: Verdict) -> None:
        self.verdicts[mutant.id] = verdict
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"id": mutant.id, "verdict": verdict}) + "\n")


def chosen(candidates: Sequence[Mutant], sample: int | None) -> list[Mutant]:
    """All of them, or `sample` drawn with a fixed seed; a larger sample begins with the smaller one."""
    if sample is None:
        return list(candidates)
    order = list(candidates)
    random.Random(2026).shuffle(order)
    return order[:sample]


def try_module(
    module: str, tests: Sequence[str], memory: Memory, *, sample: int | None = None
) -> list[tuple[Mutant, Verdict]]:
    """The verdict on the mutants of a module. Raises SystemExit when its tests fail without any mistake."""
    path = Path(module)
    source = path.read_text(encoding="utf-8")
    before = os.times()
    if trial(path, source, tests, seconds=600, output=memory.file.parent / "unchanged.log") != "survived":
        raise SystemExit(f"{module}: its tests fail without a mistake, see {memory.file.parent}/unchanged.log")
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    results: list[tuple[Mutant, Verdict]] = []
    for mutant in chosen(mutants(source), sample):
        verdict = memory.verdicts.get(mutant.id)
        if verdict in (None, "survived"):
            verdict = trial(path, mutant.source, tests, seconds=5 * seconds + 5)
            memory.keep(mutant, verdict)
            if verdict == "survived":
                print(f"  {module}:{mutant.line}: {mutant.before!r} -> {mutant.after!r}", flush=True)
        results.append((mutant, verdict))
    return results


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the modules, print a line for each; 1 when too many mutants survive."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("module", nargs="*", help="such as analytics/periods.py; default: all of modules.toml")
    parser.add_argument("--fail-under", type=float, default=95.0, metavar="PERCENT")
    parser.add_argument("--sample", type=int, metavar="NUMBER", help="mutants of each module; default: all")
    given = parser.parse_args(arguments)
    declared, known, memory = modules(), equivalents(), Memory(ROOT / ".mutants")
    os.chdir(ROOT)
    # A trial collects its own garbage, not what the libraries made.
    gc.freeze()
    os.environ |= {"LONDON_CRIME_TEST_VAR": str(ROOT / ".mutants" / "var"), "PYTHONHASHSEED": "0"}
    is_enough = True
    for module in given.module or declared:
        began = time.monotonic()
        results = try_module(module, declared[module], memory, sample=given.sample)
        equal = [m for m, verdict in results if verdict == "survived" and (module, m.text, m.before, m.after) in known]
        verdicts = Counter(verdict for _, verdict in results)
        different = len(results) - len(equal)
        share = 100 * (different - verdicts["survived"] + len(equal)) / different
        is_enough &= share >= given.fail_under
        print(
            f"{module}: {len(results)} mutants, {verdicts['died']} died, {verdicts['timed out']} timed out, "
            f"{len(equal)} equivalent, {verdicts['survived'] - len(equal)} survived: {share:.1f} % "
            f"({time.monotonic() - began:.0f} s)",
            flush=True,
        )
    return 0 if is_enough else 1


if __name__ == "__main__":
    sys.exit(main())
