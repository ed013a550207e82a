"""What a published file must satisfy before anything of it is kept.

A reader collects every violation of its file in one `Violations` and then raises once, so that the person who
has the file sees the whole list: row or column, what was found, what was expected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.errors import FileRejected

SHOWN = 60
# So many cells with the same wrong value are named one by one; more are one line.
FEW = 5
MOST_DIGITS = 9


@dataclass(frozen=True)
class Violation:
    """One place where a file is not what its publication promises."""

    where: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.where}: found {self.found}; expected {self.expected}"


class ContractError(FileRejected):
    """A file breaks its contract; `violations` has every place."""

    def __init__(self, file: str, violations: list[Violation]) -> None:
        lines = [f"  {v}" for v in violations[:SHOWN]]
        if len(violations) > SHOWN:
            lines.append(f"  … and {len(violations) - SHOWN:,} more")
        problems = "1 problem" if len(violations) == 1 else f"{len(violations):,} problems"
        super().__init__(
            f"{file}: {problems}; nothing has been recorded\n" + "\n".join(lines),
            "Correct the file, or, if the publisher has changed it, declare the change in data/publications/.",
        )
        self.violations = violations


@dataclass
class Violations:
    """Collects what is wrong with one file."""

    file: str
    found: list[Violation] = field(default_factory=list)

    def add(self, where: str, actual: object, expected: str) -> None:
        self.found.append(Violation(where, str(actual), expected))

    def stop(self) -> None:
        """Raise ContractError when anything has been collected."""
        if self.found:
            raise ContractError(self.file, self.found)

    def columns(self, present: Iterable[str], *, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Every required column is there and no other but the optional ones."""
        present, required, optional = list(present), list(required), set(optional)
        for name in required:
            if name not in present:
                self.add("header", f"no column {name}", f"the columns {', '.join(required)}")
        for name in sorted({n for n in present if present.count(n) > 1}):
            self.add(f"column {name}", "the same header twice", "each column once")
        for name in present:
            if name not in required and name not in optional:
                self.add(f"column {name or '(blank)'}", "a column that is not declared", ", ".join(required))

    def counts(self, frame: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
        """The named columns as int64; every cell that is no whole number of zero or more is a violation."""
        return pd.DataFrame({name: self._count(frame[name], name) for name in columns}, index=frame.index)

    def _count(self, cells: Any, name: str) -> Any:
        if (plain := _plain_counts(cells)) is not None:
            return plain
        if pd.api.types.is_integer_dtype(cells):
            good = cells >= 0
        elif pd.api.types.is_float_dtype(cells):
            good = cells.ge(0) & cells.eq(cells.round())
        else:
            cells = cells.astype("string").str.strip()
            good = cells.str.fullmatch(rf"\d{{1,{MOST_DIGITS}}}(\.0)?").fillna(False)
        shown = [("an empty cell" if pd.isna(cell) or cell == "" else f"'{cell}'") for cell in cells[~good]]
        self.cells(pd.Series(shown, index=cells[~good].index, dtype="str"), name, "a whole number, 0 or more")
        return pd.to_numeric(cells.where(good), errors="coerce").fillna(0).astype("int64")

    def cells(self, cells: pd.Series, name: str, expected: str) -> None:
        """Cells of a column that are not as expected: each value that repeats itself once, with its first row."""
        for value, rows in cells.groupby(cells, sort=False).groups.items():
            many = f" ({len(rows):,} in all)" if len(rows) > FEW else ""
            for row in rows[: 1 if many else None]:
                self.add(f"row {row}{many}, column {name}", value, expected)

    def known(self, cells: Any, mapping: Iterable[Any], what: str) -> None:
        """Every distinct value is one of those declared; an unknown one is named once, with its first row."""
        known = set(mapping)
        for value, rows in cells.groupby(cells, dropna=False).groups.items():
            if value not in known and not (pd.isna(value) and None in known):
                shown = "an empty cell" if pd.isna(value) else f"'{value}'"
                self.add(f"row {rows[0]} ({len(rows)} in all)", shown, f"a {what} that is declared")

    def unique(self, frame: pd.DataFrame, key: list[str]) -> None:
        """No key stands twice."""
        again = frame[frame.duplicated(key, keep="first")]
        for row, cells in again[key].iterrows():
            self.add(f"row {row}", f"a repeated key: {', '.join(str(c) for c in cells)}", "each key once")

    def months(self, months: list[Any], where: str = "header") -> None:
        """Months are distinct, ascending and without a gap."""
        for name in sorted({m for m in months if months.count(m) > 1}):
            self.add(where, f"the month {name:%Y-%m} twice", "each month once")
        ordered = sorted(set(months))
        for before, after in pairwise(ordered):
            gap = (after.year - before.year) * 12 + after.month - before.month
            if gap > 1:
                self.add(where, f"a gap between {before:%Y-%m} and {after:%Y-%m}", "every month between")

    def equal(self, left: Any, right: Any, *, left_name: str, right_name: str) -> None:
        """Two totals by the same key agree at every key."""
        both = pd.concat({"left": left, "right": right}, axis=1).fillna(0)
        for key, row in both[both["left"] != both["right"]].iterrows():
            label = ", ".join(str(k) for k in key) if isinstance(key, tuple) else str(key)
            self.add(label, f"{left_name} {row['left']:,.0f}", f"the same as {right_name}: {row['right']:,.0f}")


def _plain_counts(cells: pd.Series) -> pd.Series | None:
    """A column of text in which every cell is plainly a count, as int64; None where one must be looked at.

    Nearly every column is such a one, and to look at each of two million cells takes most of a file's time.
    """
    if not isinstance(cells.dtype, pd.StringDtype):
        return None
    texts = pc.utf8_trim_whitespace(pa.array(cells, pa.string()))
    if texts.null_count or not pc.all(pc.ascii_is_decimal(texts)).as_py():
        return None
    if pc.max(pc.binary_length(texts)).as_py() > MOST_DIGITS:
        return None
    return pd.Series(pc.cast(texts, pa.int64()).to_numpy(), index=cells.index, name=cells.name)
