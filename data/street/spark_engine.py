"""The counting on Spark: in this process (`local[2]`) or on a cluster (`spark://HOST:PORT`), the same expression.

Wants `requirements-cluster.txt` and Java 17. The files must lie where every worker reads them under one name.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import ibis
from ibis import ir
from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.functions import input_file_name
from pyspark.sql.types import StringType, StructField, StructType

from data.errors import DashboardError, FileRejected
from data.street.counting import FILE
from data.street.engines import PARTITIONS
from data.street.record_kinds import RecordKind

MALFORMED = ("MALFORMED_RECORD_IN_PARSING", "Malformed records are detected")
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    # A row with too few or too many cells is an error, also where its cells are not asked for.
    "spark.sql.csv.parser.columnPruning.enabled": "false",
    "spark.sql.parquet.compression.codec": "zstd",
}
HERE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.sql.shuffle.partitions": "8"}


class SparkEngine:
    """A Spark session. `master` is as Spark writes it; `settings` are more of Spark's own."""

    name = "spark"

    def __init__(self, spill: Path, *, master: str = "local[2]", settings: dict[str, str] | None = None) -> None:
        chosen = {**SETTINGS, **(HERE if "local" in master or "127.0.0.1" in master else {}), **(settings or {})}
        builder = SparkSession.builder.appName("street").master(master)
        for name, value in {**chosen, "spark.local.dir": str(spill)}.items():
            builder = builder.config(name, value)
        try:
            self.session = builder.getOrCreate()
        except (PySparkException, Py4JJavaError, RuntimeError) as error:
            raise DashboardError(
                f"Spark could not be started at {master}: {str(error).splitlines()[0]}",
                "Java 17 is wanted, and a master that answers: spark://HOST:PORT or local[2].",
            ) from error
        self.session.sparkContext.setLogLevel("ERROR")
        self._connection = ibis.pyspark.connect(self.session)
        self._numbers = count()

    def records(self, kind: RecordKind, paths: Sequence[str]) -> ir.Table:
        schema = StructType([StructField(name, StringType()) for name in kind.columns])
        reader = self.session.read.schema(schema).options(
            header=True, sep=",", quote='"', escape='"', mode="FAILFAST", enforceSchema=True
        )
        return self._table(reader.csv(list(paths)).withColumn(FILE, input_file_name()))

    def write(self, expression: ir.Table, folder: str) -> None:
        with _in_words():
            rows = self.session.sql(self._connection.compile(expression))
            rows.write.partitionBy(*PARTITIONS).parquet(folder)

    def written(self, folder: str) -> ir.Table:
        return self._table(self.session.read.parquet(folder))

    def close(self) -> None:
        self.session.stop()

    def _table(self, frame: object) -> ir.Table:
        name = f"street_{next(self._numbers)}"
        frame.createOrReplaceTempView(name)  # type: ignore[attr-defined]
        return self._connection.table(name)


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """What Spark says of a line that it cannot read, in one sentence."""
    try:
        yield
    except (PySparkException, Py4JJavaError) as error:
        text = str(error)
        if any(sign in text for sign in MALFORMED):
            line = next((line.strip() for line in text.splitlines() if "alformed" in line), "a malformed row")
            raise FileRejected(
                f"a file cannot be read as rows ({line[:300]}); nothing has been recorded",
                "The file may have been cut off or edited: fetch the archive again.",
            ) from error
        raise DashboardError(
            f"Spark could not count: {text.splitlines()[0][:300]}", "See the log of the master and of the workers."
        ) from error
