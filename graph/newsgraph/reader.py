"""Has articles read by an extractor: in this process, or in several of their own, which an article can't take along."""

import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLongError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from multiprocessing import Pipe, get_context
from multiprocessing.context import BaseContext, SpawnContext, SpawnProcess
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Any

import msgspec

from newsgraph.articles import Article
from newsgraph.extraction import Extractor, extractor
from newsgraph.garbage import collector_seldom
from newsgraph.record import Record

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from pebble import ProcessFuture, ProcessPool

Outcome = Record | str  # or why the article could not be read
Encoded = bytes | str  # the same, as it goes from process to process

ARTICLES_WORTH_A_PROCESS = 40  # a process needs about as long to load the parser as to read these
ARTICLES_AT_ONCE = 16
AHEAD = 3  # chunks that wait for each process
LARGE = 200_000  # characters of an article that is read in a process of its own, whatever it costs
A_STRETCH = 100_000  # characters, for which an article has its seconds
WAITING = 20  # times the processor's time that an article may take by the clock, on a machine with other work

_TIDYING = 3.0  # seconds in which a process that has read all may end those that it has forked
_MORE, _LOST = 0, 1  # what the process that forks others says: that it wants articles; that it has come to an end
STARTING = threading.Lock()  # held while a process is started: one whose parent ends then complains of it


@dataclass(frozen=True, slots=True)
class Reader:
    """Which extractor reads, on which model, and what an article may cost.

    Args:
        name: the extractor, as it is registered.
        model: its model; empty: the extractor's own choice.
        jobs: processes that read at once; 0: as many as it is worth.
        seconds: of processor time that an article may take for each 100,000 characters begun, where processes can be
            told so (not on Windows, nor in other threads than the first).
        memory: bytes that each of several processes may take, where the system can hold them to that (Linux).
    """

    name: str = "rules"
    model: str = ""
    jobs: int = 0
    seconds: float = 60
    memory: int = 6_000_000_000

    def extractor(self) -> Extractor:
        """The extractor itself.

        Raises:
            LookupError: none is registered by this name.
        """
        return extractor(self.name, self.model) if self.model else extractor(self.name)


class _TooLongError(Exception):
    """An article takes more of the processor's time than it may."""


def extract(articles: Sequence[Article], reader: Reader) -> Iterator[Outcome]:
    """Each article's record, in their order, or why it could not be read; few of them are in memory at a time.

    Raises:
        OSError: no such spaCy pipeline is installed.
    """
    if not articles:
        return
    jobs = reader.jobs or min(_processors(), 1 + len(articles) // ARTICLES_WORTH_A_PROCESS)
    chunks = (articles[first : first + ARTICLES_AT_ONCE] for first in range(0, len(articles), ARTICLES_AT_ONCE))
    if jobs > 1 or any(len(article.text) > LARGE for article in articles):
        yield from _extract_apart(chunks, reader, jobs)
        return
    for chunk in chunks:
        yield from _extract_chunk(chunk, reader)


def _extract_apart(chunks: Iterator[Sequence[Article]], reader: Reader, jobs: int) -> Iterator[Outcome]:
    """Have processes read, which share the models where the system can fork and the extractor says what to load."""
    sharing = jobs > 1 and sys.platform == "linux" and hasattr(reader.extractor(), "prepare")
    found = _extract_by_host(chunks, reader, jobs) if sharing else _extract_by_pool(chunks, reader, jobs, _Context())
    for outcome in found:
        yield outcome if isinstance(outcome, str) else msgspec.msgpack.decode(outcome, type=Record)


def _extract_by_host(chunks: Iterator[Sequence[Article]], reader: Reader, jobs: int) -> Iterator[Encoded]:
    """Have a process load the models once and fork those that read; should it come to an end, go on without it."""
    connection, theirs = Pipe()
    host = _Process(target=_host, args=(theirs, os.getpid(), reader, jobs))
    waiting: deque[Article] = deque()  # those that it has, in order
    patience = 0.0
    try:
        host.start()
        theirs.close()
        while True:
            message = _received(connection)
            if isinstance(message, bytes | str):
                waiting.popleft()
                patience = 0.0 if waiting else _TIDYING
                yield message
            elif message == _MORE:
                chunk = next(chunks, None)
                waiting.extend(chunk or ())
                with suppress(OSError):  # it has come to an end, which the next message tells
                    connection.send(chunk)
            elif isinstance(message, Exception):
                raise message
            else:
                break
    finally:
        connection.close()
        if host.pid is not None:
            host.join(patience)
            _end_group(host)
    if message == _LOST:
        left = chain([list(waiting)] if waiting else [], chunks)
        yield from _extract_by_pool(left, reader, jobs, _Context())


def _received(connection: "Connection[Any, Any]") -> Any:
    try:
        return connection.recv()
    except (EOFError, OSError):
        return _LOST


def _end_group(host: "_Process") -> None:
    """End a process and those that it has forked, if it has not ended by itself."""
    assert host.pid is not None
    if host.exitcode is not None:
        return
    try:
        os.killpg(host.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # it has ended, or has no group of its own yet
        host.kill()
    host.join()


def _host(connection: "Connection[Any, Any]", parent: int, reader: Reader, jobs: int) -> None:
    """Be the process that loads the models and forks those that read."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as many read at once; and a process with threads forks badly
    with suppress(Exception):  # those that read meet it, too
        reader.extractor().prepare()  # type: ignore[attr-defined]  # it has that
    gc.collect()
    gc.freeze()  # what is there stays, and looking at it would copy it
    try:
        for outcome in _extract_by_pool(_asked_for(connection, parent), reader, jobs, get_context("fork")):
            connection.send(outcome)
        connection.send(None)
    except (BrokenPipeError, ConnectionResetError, EOFError):  # nobody waits for it any more
        pass
    except Exception as error:
        connection.send(error)
    os._exit(0)  # it would take a while to let go of all objects


def _asked_for(connection: "Connection[Any, Any]", parent: int) -> Iterator[Sequence[Article]]:
    """The chunks, as they are wanted."""
    watched = False
    while True:
        connection.send(_MORE)
        chunk = connection.recv()
        if chunk is None:
            return
        yield chunk
        if not watched:  # the first processes are forked: now there may be threads
            threading.Thread(target=_end_with, args=(parent, True), daemon=True).start()
            watched = True


def _extract_by_pool(
    chunks: Iterable[Sequence[Article]], reader: Reader, jobs: int, context: BaseContext
) -> Iterator[Encoded]:
    from pebble import ProcessPool

    pool = ProcessPool(jobs, initializer=_begin, initargs=(os.getpid(), reader.memory), context=context)
    try:
        waiting: deque[tuple[Sequence[Article], ProcessFuture[list[Encoded]]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, _schedule(pool, chunk, reader)))
            if len(waiting) > AHEAD * jobs:
                yield from _outcomes(pool, *waiting.popleft(), reader)
        while waiting:
            yield from _outcomes(pool, *waiting.popleft(), reader)
    finally:
        pool.stop()
        pool.join()


def _schedule(pool: "ProcessPool", chunk: Sequence[Article], reader: Reader) -> "ProcessFuture[list[Encoded]]":
    timeout = WAITING * _seconds_for(chunk, reader)
    return pool.schedule(_extract_in_process, args=[chunk, reader], timeout=timeout)


def _outcomes(
    pool: "ProcessPool", chunk: Sequence[Article], future: "ProcessFuture[list[Encoded]]", reader: Reader
) -> Iterator[Encoded]:
    """What a process has found; where it came to an end over an article, the others are read once more, each alone."""
    from pebble import ProcessExpired

    try:
        yield from future.result()
    except (ProcessExpired, TookTooLongError) as error:
        if len(chunk) == 1:
            yield _ended(error)
            return
        alone = [([article], _schedule(pool, [article], reader)) for article in chunk]
        for article, again in alone:
            yield from _outcomes(pool, article, again, reader)


def _ended(error: Exception) -> str:
    if isinstance(error, TookTooLongError):
        return "could not be read: it takes too long"
    return "could not be read: the process that read it came to an end, perhaps for want of memory"


def _begin(parent: int, memory: int) -> None:
    """Be a process that reads: held to its memory, ended by its parent or with it, and not by the keyboard."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):  # not on Windows
        pass


def _extract_in_process(articles: Sequence[Article], reader: Reader) -> list[Encoded]:
    """Read articles; what is there after the first ones, the models, stays, and need not be searched for waste."""
    found = _extract_chunk(articles, reader)
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()
    return [one if isinstance(one, str) else msgspec.msgpack.encode(one) for one in found]


def _end_with(parent: int, group: bool = False) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    if group:
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


class _Process(SpawnProcess):
    """A process that does not run the user's script again: one without a `__main__` guard would build once more."""

    def start(self) -> None:
        """Start it."""
        with STARTING, _uninterrupted():
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                super().start()
            finally:
                sys.modules["__main__"] = main


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: a signal that is only blocked here is taken by another thread, and raised in this one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[tuple[int, FrameType | None]] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pressed.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed and callable(before):
        before(*pressed[0])


class _Context(SpawnContext):
    """Threads of a parent that has loaded a parser don't survive a fork."""

    Process = _Process


def _extract_chunk(articles: Sequence[Article], reader: Reader) -> list[Outcome]:
    """Read articles together, for speed; if one of them can't be read, each by itself."""
    reads = reader.extractor()
    try:
        with collector_seldom(), _processor_time(_seconds_for(articles, reader)):
            return list(reads.extract(articles))
    except OSError:
        raise
    except Exception as error:
        if len(articles) == 1:
            return [f"could not be read: {_one_line(error)}"]
        return [outcome for article in articles for outcome in _extract_chunk([article], reader)]


def _seconds_for(articles: Sequence[Article], reader: Reader) -> float:
    return reader.seconds * (1 + max(len(article.text) for article in articles) // A_STRETCH)


@contextmanager
def _processor_time(seconds: float) -> Iterator[None]:
    """Raise an error when what is done has taken so much of the processor's time, where this thread can be told."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise _TooLongError(f"it takes longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _one_line(error: Exception) -> str:
    if isinstance(error, _TooLongError):
        return str(error)
    if isinstance(error, MemoryError):
        return "it takes more memory than a process may"
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS or Windows
        return os.cpu_count() or 1
