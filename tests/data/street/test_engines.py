"""The same counts from DuckDB and from Spark, row for row: real files, generated ones, and a cluster that loses a worker."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from data.errors import DashboardError
from data.street import engines
from data.street.counting import counts_of
from data.street.engines import DuckDBEngine, Engine
from data.street.record_files import record_files
from data.street.record_kinds import KINDS, STREET, RecordKind
from tests.browser.server import ROOT, free_port
from tests.data.street.generated import write_archive

Rows = list[tuple[str, ...]]


@pytest.fixture(scope="module")
def spark_is_here() -> None:
    """Java and PySpark: required in CI, else the tests of them are skipped without."""
    missing = [
        name for name, is_there in (("java", shutil.which("java")), ("pyspark", find_spec("pyspark"))) if not is_there
    ]
    if missing:
        message = f"Spark is not there: expected {' and '.join(missing)} (requirements-cluster.txt, Java 17)"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="module")
def spark(spark_is_here: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Spark in this process, on two threads."""
    engine = engines.engine_named("spark", master="local[2]")(tmp_path_factory.mktemp("spark"))
    yield engine
    engine.close()


@pytest.fixture
def duck(tmp_path: Path) -> Iterator[Engine]:
    engine = DuckDBEngine(tmp_path / "spill")
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("generated"))


def rows_of(engine: Engine, kind: RecordKind, folder: Path, target: Path) -> Rows:
    """Every row of the counts as text, in order."""
    paths = [str(file.path) for file in record_files([folder]) if file.kind is kind]
    engine.write(counts_of(engine.records(kind, paths), kind), str(target))
    table = engine.written(str(target))
    table = table.select(sorted(table.columns))
    return sorted(tuple(str(cell) for cell in row.values()) for row in table.to_pyarrow().to_pylist())


@pytest.mark.published
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_real_files_give_the_same_rows(
    spark: Engine, duck: Engine, kind: RecordKind, police_files: Path, tmp_path: Path
) -> None:
    one, other = (rows_of(e, kind, police_files, tmp_path / e.name) for e in (duck, spark))
    assert one == other
    assert len(one) > 1_000


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_generated_files_with_every_trap_give_the_same_rows(
    spark: Engine, duck: Engine, kind: RecordKind, generated: Path, tmp_path: Path
) -> None:
    one, other = (rows_of(e, kind, generated, tmp_path / e.name) for e in (duck, spark))
    assert one == other
    assert len(one) > 100


def test_a_row_that_is_cut_off_is_refused_in_words(
    spark: Engine, duck: Engine, generated: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "2023-12-city-of-london-street.csv"
    content = (generated / "2023-12" / broken.name).read_bytes().rstrip(b"\n")
    broken.write_bytes(content[: content.rindex(b"\n") + 90] + b"\n")
    for engine in (duck, spark):
        with pytest.raises(DashboardError, match="cannot be read as"):
            rows_of(engine, STREET, broken, tmp_path / engine.name)


def test_the_whole_intake_records_the_same_edition(
    spark_is_here: None,
    archive: Path,
    add: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    spark: Engine,
) -> None:
    (ours,) = add(archive).editions.recorded

    class Kept:
        """The session of the module, which an intake may not close."""

        def __init__(self, _spill: Path) -> None:
            self.name, self.records, self.write, self.written = spark.name, spark.records, spark.write, spark.written

        def close(self) -> None:
            """Nothing: the module's session goes on."""

    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "other"))
    (theirs,) = add(archive, engine=Kept).editions.recorded
    assert (ours.id, ours.content_hash) == (theirs.id, theirs.content_hash)


def test_without_pyspark_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(engines, "import_module", missing)
    with pytest.raises(DashboardError, match="is not installed") as error:
        engines.engine_named("spark", master="local[2]")
    assert "requirements-cluster.txt" in error.value.hint


def test_duckdb_is_the_default_engine() -> None:
    assert engines.engine_named("duckdb", master="local[2]") is DuckDBEngine


# A cluster of its own process: the session of this one is bound to its master for good.
DRIVER = """
import sys, threading, time
from pathlib import Path
from data.street.counting import counts_of
from data.street.record_files import record_files
from data.street.record_kinds import STREET
from data.street.spark_engine import SparkEngine
folder, target, spill, master = sys.argv[1:]
engine = SparkEngine(Path(spill), master=master, settings={
    "spark.executor.memory": "512m", "spark.executor.cores": "1", "spark.cores.max": "2",
    "spark.sql.files.maxPartitionBytes": "131072", "spark.sql.files.openCostInBytes": "65536"})
tracker = engine.session.sparkContext.statusTracker()
def tell():
    while True:
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if info and info.numCompletedTasks >= 4 and info.numTasks > 8:
                print("RUNNING", info.numCompletedTasks, info.numTasks, flush=True)
                return
        time.sleep(0.01)
threading.Thread(target=tell, daemon=True).start()
paths = [str(f.path) for f in record_files([Path(folder)]) if f.kind is STREET]
engine.write(counts_of(engine.records(STREET, paths), STREET), target)
print("EXECUTORS", engine.session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1, flush=True)
engine.close()
"""


@pytest.fixture
def cluster(spark_is_here: None, tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A standalone cluster on loopback: the address of its master, and its two workers, each with a group of its own."""
    home = Path(import_module("pyspark").__file__ or "").parent
    port = free_port()
    master = f"spark://127.0.0.1:{port}"
    environment = {
        **os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(tmp_path / "work"),
        "SPARK_DAEMON_MEMORY": "256m",
    }  # fmt: skip

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [str(home / "bin" / "spark-class"), *arguments]
        with (tmp_path / f"{arguments[0].rsplit('.', 1)[1]}.log").open("a") as log:
            return subprocess.Popen(
                command, env=environment, text=True, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    deploy = "org.apache.spark.deploy"
    started = [start(f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")]
    try:
        for _ in range(2):
            worker = (f"{deploy}.worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "600m")
            started.append(start(*worker, "--webui-port", "0", master))
        yield master, started[1:]
    finally:
        for process in started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=30)


def test_a_cluster_that_loses_a_worker_gives_the_same_rows(
    cluster: tuple[str, list[subprocess.Popen[str]]], duck: Engine, tmp_path: Path
) -> None:
    master, workers = cluster
    folder = write_archive(tmp_path / "archive", seed=2, rows=6_000)
    target = tmp_path / "spark"
    command = [sys.executable, "-c", DRIVER, str(folder), str(target), str(tmp_path / "spill"), master]
    with (tmp_path / "driver.log").open("w") as errors:
        driver = subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT)
    watchdog = threading.Timer(240, driver.kill)
    watchdog.start()
    assert driver.stdout is not None
    try:
        told = driver.stdout.readline()
        assert told.startswith("RUNNING"), (tmp_path / "driver.log").read_text()[-3000:]
        # The worker and the executor that it started die at once, in the middle of a stage.
        os.killpg(workers[0].pid, signal.SIGKILL)
        rest = driver.stdout.read()
        assert driver.wait() == 0, (tmp_path / "driver.log").read_text()[-3000:]
    finally:
        watchdog.cancel()
        if driver.poll() is None:
            driver.kill()
        driver.stdout.close()
    done, tasks = (int(number) for number in told.split()[1:])
    assert done < tasks, "the worker died while tasks were still to do"
    assert "EXECUTORS" in rest
    expected = rows_of(duck, STREET, folder, tmp_path / "duck")
    table = duck.written(str(target))
    table = table.select(sorted(table.columns))
    assert sorted(tuple(str(cell) for cell in row.values()) for row in table.to_pyarrow().to_pylist()) == expected
