"""An address as a line for the shell, for Python and for R."""

from __future__ import annotations

import shlex
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeExample:
    """How one tool reads an address: its name, the language, the lines to paste."""

    tool: str
    language: str
    text: str


def lines(url: str, file: str) -> tuple[CodeExample, ...]:
    """The lines for an address of CSV, and a name for the file.

    DuckDB reads the file: to read an address it would have to fetch an extension first.
    """
    return (
        CodeExample(
            "curl", "bash", f"curl --fail --silent --show-error --output {shlex.quote(file)} {shlex.quote(url)}"
        ),
        CodeExample(
            "pandas",
            "python",
            f'import pandas as pd\n\nfigures = pd.read_csv("{url}", parse_dates=["period_start", "period_end"])',
        ),
        CodeExample(
            "DuckDB",
            "python",
            f'import urllib.request\n\nimport duckdb\n\nurllib.request.urlretrieve("{url}", "{file}")\n'
            f"figures = duckdb.sql(\"SELECT * FROM '{file}'\")",
        ),
        CodeExample("R", "r", f'figures <- read.csv("{url}")'),
    )
