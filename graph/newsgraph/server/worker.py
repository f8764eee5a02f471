"""A process that answers, one job at a time, on standard output what it is asked on standard input.

It reads the store and nothing else, and dies by itself when an answer takes longer than it may.
"""

import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec
from pyoxigraph import Store

from newsgraph.server import asking, resources, site, sparql
from newsgraph.server.confinement import confine
from newsgraph.server.media_types import with_charset
from newsgraph.server.messages import HELLO, Answer, Job, frame, read_job
from newsgraph.server.open_store import OpenStore, State
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
        held: a state of the store, and the graph that was there then, if that is in memory already.
    """

    def __init__(self, orders: Orders, held: tuple[State, Store] | None = None) -> None:
        self._orders = orders
        self._store = OpenStore(Path(orders.store), held)
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


class Footprint:
    """How much memory a worker has for itself."""

    def __init__(self, resident: int = 0, *, forked: bool = False) -> None:
        self._resident, self._forked = resident, forked
        self._counted = 0  # page faults up to the last close look, in bytes, less what it found

    @classmethod
    def of_fork(cls) -> "Footprint":
        """That of a process that shares with its parent all that it has now (Linux)."""
        return cls(_resident(), forked=True)

    def exceeds(self, limit: int) -> bool:
        """Whether it is larger than some bytes; False where the system does not say."""
        grown = _resident() - self._resident
        if not self._forked:
            return grown > limit
        from resource import RUSAGE_SELF, getrusage

        # The copy of a shared page makes nothing grow, but is a page fault. Faults are counted anyway; a look at each
        # page takes milliseconds.
        faults = getrusage(RUSAGE_SELF).ru_minflt * os.sysconf("SC_PAGE_SIZE")
        if max(grown, 0) + faults - self._counted <= limit:
            return False
        own = _private()
        self._counted = faults - own
        return own > limit


def serve(worker: Worker, orders: Orders, questions: BinaryIO, answers: BinaryIO, footprint: Footprint) -> None:
    """Answer until there are no more questions."""
    worker.prepare()
    answers.write(HELLO)
    answers.flush()
    while (job := read_job(questions)) is not None:
        signal.setitimer(signal.ITIMER_REAL, orders.time_limit + _GRACE)  # whose signal ends the process
        made = worker.answer(job)
        signal.setitimer(signal.ITIMER_REAL, 0)
        retire = footprint.exceeds(orders.memory_limit // 4)
        answers.write(frame(Answer(made.status, with_charset(made.media_type), len(made.body), made.headers, retire)))
        answers.write(made.body)
        answers.flush()


def _resident() -> int:
    """The memory that this process holds, in bytes; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _private() -> int:
    """The memory that this process shares with no other, in bytes (Linux)."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))


def main() -> None:
    """Run a worker with the orders of the command line."""
    orders = msgspec.json.decode(sys.argv[1], type=Orders)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints does not get between the answers
        confine(orders.memory_limit)
        serve(Worker(orders), orders, sys.stdin.buffer, answers, Footprint())


if __name__ == "__main__":
    main()
