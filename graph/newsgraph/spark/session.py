"""A Spark session, and the one way in which work is handed to it."""

import os
import pickle
import re
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Task = TypeVar("Task")
Result = TypeVar("Result")

_TASKS_OF_A_WORKER = 32  # in a wave, so that none of them waits long for the last one
_BYTES_OF_A_WAVE = 128_000_000
_LOCAL = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.adaptive.enabled": "false",  # pays for itself where data are large
}
_ALWAYS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1",  # a record is a task, which may be large
}


class NoSparkError(OSError):
    """Spark can't be started: it is not installed, there is no Java, or there is no such master."""


class ClusterError(OSError):
    """A task has failed on a cluster; the message says why, in one line."""


class Cluster:
    """A Spark session that does tasks.

    Args:
        session: the session.
    """

    def __init__(self, session: "SparkSession") -> None:
        self.session = session

    @property
    def workers(self) -> int:
        """How many tasks are done at once."""
        return max(1, int(self.session.sparkContext.defaultParallelism))

    def map(self, do: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """What comes of some tasks, in their order; in waves, so that not all of it is in memory at once.

        Args:
            do: does one; a function of a module, or a `partial` of one.
            tasks: what it is given.

        Raises:
            ClusterError: a task has failed, as often as Spark tries it.
        """
        waiting = (pickle.dumps(task) for task in tasks)
        while wave := list(self._wave(waiting)):
            yield from self._done(do, wave)

    def _wave(self, waiting: Iterator[bytes]) -> Iterator[bytes]:
        size = 0
        for task in islice(waiting, _TASKS_OF_A_WORKER * self.workers):
            yield task
            size += len(task)
            if size > _BYTES_OF_A_WAVE:
                return

    def _done(self, do: Callable[[Any], Any], wave: list[bytes]) -> Iterator[Any]:
        import pyarrow as pa  # type: ignore[import-untyped]

        table = pa.table({"number": range(len(wave)), "content": pa.array(wave, pa.binary())})
        tasks = self.session.createDataFrame(table).repartition(min(len(wave), 4 * self.workers))
        try:
            done = tasks.mapInArrow(partial(_do, do), "number long, content binary").toArrow()
        except Exception as error:
            if type(error).__module__.startswith(("py4j", "pyspark")):
                raise ClusterError(f"the cluster could not do its work: {_last_error(error)}") from error
            raise
        results = dict(zip(done["number"].to_pylist(), done["content"].to_pylist(), strict=True))
        for number in range(len(wave)):
            yield pickle.loads(results.pop(number))


def batched(found: Iterable[Task], number: int) -> Iterator[list[Task]]:
    """The same, so many at a time."""
    rest = iter(found)
    while some := list(islice(rest, number)):
        yield some


def _do(do: Callable[[Any], Any], batches: Iterator[Any]) -> Iterator[Any]:
    """What a worker does with its tasks."""
    import pyarrow as pa

    for batch in batches:
        contents = [pickle.dumps(do(pickle.loads(task))) for task in batch.column("content").to_pylist()]
        columns = [batch.column("number"), pa.array(contents, pa.binary())]
        yield pa.RecordBatch.from_arrays(columns, ["number", "content"])


def start(master: str) -> Cluster:
    """A session on a cluster.

    Args:
        master: where it is, as Spark names it: `local[2]`, `spark://host:7077`, `yarn`; empty: as Spark's own
            configuration says.

    Raises:
        NoSparkError: it can't be started.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise NoSparkError("--engine spark needs PySpark: pip install newsgraph[spark]") from None
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)  # it is given none
    settings: dict[str, bool | float | int | str | None] = dict(_ALWAYS)
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        settings |= _LOCAL
        settings["spark.sql.warehouse.dir"] = str(
            Path(tempfile.gettempdir(), "newsgraph-spark")
        )  # nothing is put there
    builder = SparkSession.builder.appName("newsgraph").config(map=settings)
    if master:
        builder = builder.master(master)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise NoSparkError(f"Spark can't be started ({_first_line(error)}); it needs Java 17 or newer") from error
    except Exception as error:
        if type(error).__module__.startswith("py4j"):  # what Java says, such as that there is no such master
            raise NoSparkError(f"Spark can't be started ({_first_line(error)})") from error
        raise
    session.sparkContext.setLogLevel("ERROR")
    if master.startswith("local"):
        session.conf.set("spark.sql.shuffle.partitions", str(session.sparkContext.defaultParallelism))
    return Cluster(session)


def _last_error(error: BaseException) -> str:
    """What went wrong in the end: the last line of a traceback."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [line for line in lines if re.match(r"[\w.]+(?:Error|Exception): ", line)]
    return (told or lines or [type(error).__name__])[-1][:200]


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return next((line for line in lines if "Exception:" in line), lines[0] if lines else type(error).__name__)[:200]
