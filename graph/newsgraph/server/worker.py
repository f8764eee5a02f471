"""A process that answers, one job at a time, on standard output what it is asked on standard input.

It reads the store and nothing else, and dies by itself when an answer takes longer than it may.
"""

import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec

from newsgraph.server import asking, resources, site, sparql
from newsgraph.server.confinement import confine
from newsgraph.server.media_types import with_charset
from newsgraph.server.messages import HELLO, Answer, Job, frame, read_job
from newsgraph.server.open_store import OpenStore
from newsgraph.server.search_index import write_index
from newsgraph.server.sparql import Limits, Made, said

NEEDS_INDEX = 425  # what only the server sees: search again when the index is there
_GRACE = 5.0  # seconds after which a worker ends itself, if the server has not


class Orders(msgspec.Struct, frozen=True):
    """What a worker is told when it starts."""

    store: str
    indexes: str  # the folder of the search indexes
    time_limit: float
    row_limit: int
    size_limit: int
    memory_limit: int


class Worker:
    """Answers jobs on the newest store.

    Args:
        orders: where it is, and how much an answer may take.
    """

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._store = OpenStore(Path(orders.store))
        self._limits = Limits(orders.row_limit, orders.size_limit)

    def prepare(self) -> None:
        """Open the store, if it is there already."""
        try:
            self._store.newest()
        except OSError:
            return

    def answer(self, job: Job) -> Made:
        """Answer a job; on the next store, where the one that was open has been removed meanwhile."""
        for again in (True, False):
            try:
                return self._answered(job)
            except FileNotFoundError:
                self._store.forget()
                if not again:
                    return said(503, "there is no graph; `newsgraph build` makes one")
            except OSError as error:
                self._store.forget()
                if not again:
                    return said(503, f"the graph cannot be read: {error}")
            except MemoryError:
                return said(503, "this needs more memory than one answer may have")
        raise AssertionError

    def _answered(self, job: Job) -> Made:
        store, iris = self._store.newest()
        index = Path(self._orders.indexes) / f"{self._store.name}.sqlite"
        match job.kind:
            case "sparql":
                return sparql.answer(store, iris, job, self._limits)
            case "describe-service":
                return sparql.description(store, iris, job)
            case "resource":
                return resources.resource(store, iris, job, self._limits)
            case "query-page":
                return site.query_page(store, iris, job)
            case "ontology":
                return site.ontology_page(store, iris, job)
            case "search":
                return site.search(store, iris, job, index) if index.is_file() else said(NEEDS_INDEX, "")
            case "ask":
                return asking.asking(store, iris, job, Path(self._orders.store).parent)
            case "index":
                if not index.is_file():
                    write_index(store, iris, index)
                for other in index.parent.glob("*.sqlite"):
                    if other != index:
                        other.unlink(missing_ok=True)
                return said(200, "")


def serve(worker: Worker, orders: Orders, questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more questions."""
    worker.prepare()
    answers.write(HELLO)
    answers.flush()
    while (job := read_job(questions)) is not None:
        signal.setitimer(signal.ITIMER_REAL, orders.time_limit + _GRACE)  # whose signal ends the process
        made = worker.answer(job)
        signal.setitimer(signal.ITIMER_REAL, 0)
        retire = _held() > orders.memory_limit // 4
        answers.write(frame(Answer(made.status, with_charset(made.media_type), len(made.body), made.headers, retire)))
        answers.write(made.body)
        answers.flush()


def _held() -> int:
    """The memory that this process holds, in bytes; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def main() -> None:
    """Run a worker with the orders of the command line."""
    orders = msgspec.json.decode(sys.argv[1], type=Orders)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints does not get between the answers
        confine(orders.memory_limit)
        serve(Worker(orders), orders, sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
