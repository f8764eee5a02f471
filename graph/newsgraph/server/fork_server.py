"""A process that reads the graph into memory once and forks workers, which share that memory with it.

A worker that has been ended is replaced within milliseconds. Pages of memory are shared until a worker reads from
them: Oxigraph counts references in the graph itself, so that what a worker has read is its own copy from then on.

Only a process without threads can fork safely, and RocksDB starts some. So a child opens the store on the disk and
sends the graph through a pipe; this process never does.
"""

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec
from pyoxigraph import RdfFormat, Store

from newsgraph.rdf import store
from newsgraph.server.confinement import confine
from newsgraph.server.messages import frame
from newsgraph.server.open_store import OpenStore, State
from newsgraph.server.worker import Footprint, Orders, Worker, serve

FORK = b"f"
_PER_QUAD = 400  # bytes of memory, measured: 330 in a graph of 1.5 million quads, 390 in small ones
_COUNT = 8  # bytes
_BUFFER = 2**20


class Loaded(msgspec.Struct, frozen=True):
    """What became of the attempt to read the graph into memory."""

    refused: str = ""  # why it was not read; else empty
    state: State | None = None  # of the store that was read
    quads: int = 0


class RefusedError(Exception):
    """The graph was not read into memory; the message says why."""


def load(path: Path, budget: int) -> tuple[State, Store]:
    """Read a graph from the disk into memory.

    Args:
        path: the store.
        budget: bytes of memory that the graph may need.

    Raises:
        RefusedError: it needs more, cannot be read, or has been replaced meanwhile.
    """
    place, graph = OpenStore(path), Store()
    before = place.state()
    try:
        with _dumped(path) as quads:
            needed = int.from_bytes(quads.read(_COUNT)) * _PER_QUAD
            if needed > budget:
                raise RefusedError(f"it would need about {_megabytes(needed)}, more than {_megabytes(budget)}")
            graph.bulk_load(quads, RdfFormat.N_QUADS, lenient=True)
    except (OSError, SyntaxError) as error:
        raise RefusedError(f"it cannot be read: {error}") from None
    if before is None or place.state() != before:
        raise RefusedError("it was replaced meanwhile")
    return before, graph


@contextmanager
def _dumped(path: Path) -> Iterator[BinaryIO]:
    """How many quads a store has, and the quads in N-Quads, read by a process of its own.

    Raises:
        OSError: that process could not read it to the end.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _leave(lambda: _dump(path, writing))
    os.close(writing)
    try:
        with os.fdopen(reading, "rb", buffering=_BUFFER) as quads:
            yield quads
    except RefusedError:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    except BaseException:
        os.waitpid(child, 0)
        raise
    if os.waitpid(child, 0)[1]:
        raise OSError("the store could not be read to its end")


def _dump(path: Path, writing: int) -> None:
    os.nice(5)  # whoever asks meanwhile goes first
    found = store.read(path)
    with os.fdopen(writing, "wb", buffering=_BUFFER) as out:
        out.write(len(found).to_bytes(_COUNT))
        found.dump(out, RdfFormat.N_QUADS)


def fork_workers(orders: Orders, state: State, graph: Store, control: socket.socket, replies: BinaryIO) -> None:
    """Fork a worker for each socket that comes, and say its number, until there are no more."""
    gc.freeze()  # what is there stays, and a child's collector does not copy it by looking at it
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, len(FORK), 1)
        if not message:
            return
        _bury()
        child = os.fork()
        if not child:
            control.close()
            replies.close()
            _leave(partial(_work, orders, state, graph, descriptors[0]))
        os.close(descriptors[0])
        replies.write(child.to_bytes(8))
        replies.flush()


def _work(orders: Orders, state: State, graph: Store, descriptor: int) -> None:
    os.setsid()
    footprint = Footprint.of_fork()
    confine(orders.memory_limit, shared=True)
    with os.fdopen(descriptor, "rb") as questions, os.fdopen(os.dup(descriptor), "wb") as answers:
        serve(Worker(orders, (state, graph)), orders, questions, answers, footprint)


def _leave(work: Callable[[], None]) -> None:
    """Do something in a child and end it, without what its parent would do at its end."""
    status = 1
    try:
        work()
        status = 0
    except BrokenPipeError:  # nobody waits for it any more
        pass
    except Exception as error:
        print(f"newsgraph serve: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(status)


def _bury() -> None:
    """Let go of children that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def _megabytes(size: int) -> str:
    return f"{size / 10**6:,.0f} MB"


def main() -> None:
    """Read the graph and fork workers, by the orders and the budget of the command line."""
    orders = msgspec.json.decode(sys.argv[1], type=Orders)
    control = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        try:
            state, graph = load(Path(orders.store), int(sys.argv[2]))
            if len(list(Path("/proc/self/task").iterdir())) > 1:
                raise RefusedError("this version of Oxigraph reads with threads, and cannot be forked")
        except RefusedError as error:
            replies.write(frame(Loaded(str(error))))
            return
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), sys.stdin.fileno())
        replies.write(frame(Loaded(state=state, quads=len(graph))))
        replies.flush()
        fork_workers(orders, state, graph, control, replies)


if __name__ == "__main__":
    main()
