"""The workers, as the server sees them: a few processes, some of them always ready, and who waits for them."""

import asyncio
import contextlib
from asyncio import IncompleteReadError, Queue, Semaphore, Task
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO

import msgspec

from newsgraph.server.messages import HELLO, LENGTH, Answer, Job, frame
from newsgraph.server.processes import WorkerProcess, start_worker
from newsgraph.server.worker import Orders

_IN_MEMORY = 2**20  # bytes of an answer that are not written to a file
_CHUNK = 2**18
_SPARE = 1  # workers beyond those that may work at once: one is ready when another has been ended
_START = 60.0  # seconds that a worker may take to start
_PAUSE = 1.0  # seconds after one could not


class BusyError(Exception):
    """More clients wait than may."""


class OutOfTimeError(Exception):
    """An answer took too long."""


class WorkerDiedError(Exception):
    """A worker could not bear a question: it was nested too deeply, or needed too much memory."""


@dataclass(slots=True)
class Reply:
    """An answer; `body` is read once, and closed by whoever has read it."""

    head: Answer
    body: IO[bytes]


class Pool:
    """Has jobs done by workers.

    Args:
        orders: what each worker is told.
        size: how many work at once.
        queue_limit: how many clients may wait.
        wait_limit: seconds that a client waits for a worker.
    """

    def __init__(self, orders: Orders, size: int, queue_limit: int, wait_limit: float = 30.0) -> None:
        self._orders, self._size = orders, size
        self._queue_limit, self._wait_limit = queue_limit, wait_limit
        self._slots = Semaphore(size)
        self._start_new: Callable[[], Awaitable[WorkerProcess]] = partial(start_worker, orders)
        self._start: Callable[[], Awaitable[WorkerProcess]] = self._start_new
        self._ready: Queue[WorkerProcess] = Queue()
        self._waiting = 0
        self._tasks: set[Task[None]] = set()  # workers that start or end
        self._all: set[WorkerProcess] = set()
        self._outdated: set[WorkerProcess] = set()  # those that are to be ended as soon as others are ready
        self._closed = False

    async def start(self) -> None:
        """Start the workers; some may still be on their way."""
        for _ in range(self._size + _SPARE):
            self._replace()

    async def stop(self) -> None:
        """End the workers, whatever they do."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        for process in list(self._all):
            process.kill()
        await asyncio.gather(*(process.ended() for process in list(self._all)), return_exceptions=True)

    def start_by(self, start: Callable[[], Awaitable[WorkerProcess]] | None) -> None:
        """Start workers in another way from now on, and have them take the places of those that are there.

        Args:
            start: starts one, or raises OSError; None: as at first.
        """
        self._start = start or self._start_new
        self._outdated |= self._all
        for _ in range(self._size + _SPARE):
            self._replace()

    @property
    def pids(self) -> list[int]:
        """The processes."""
        return [process.pid for process in self._all]

    async def run(self, job: Job, time_limit: float | None = None) -> Reply:
        """Have a job done.

        Args:
            job: the job.
            time_limit: seconds; None: as every question has.

        Raises:
            BusyError: too many wait already, or one would wait too long.
            OutOfTimeError: it took too long; the worker has been ended.
            WorkerDiedError: the worker died of it.
        """
        if self._waiting >= self._queue_limit:
            raise BusyError
        self._waiting += 1
        try:
            async with asyncio.timeout(self._wait_limit):
                await self._slots.acquire()
        except TimeoutError:
            raise BusyError from None
        finally:
            self._waiting -= 1
        try:
            return await self._run(job, time_limit or self._orders.time_limit)
        finally:
            self._slots.release()

    async def _run(self, job: Job, time_limit: float) -> Reply:
        try:
            async with asyncio.timeout(_START):
                while (process := await self._ready.get()).answers.at_eof():  # somebody ended it as it waited
                    if process not in self._outdated:
                        self._replace()
                    self._end(process)
        except TimeoutError:
            raise BusyError from None
        whole = False
        try:
            async with asyncio.timeout(time_limit):
                reply = await _ask(process, job)
            whole = not reply.head.retire and process not in self._outdated
            return reply
        except TimeoutError:
            raise OutOfTimeError from None
        except (IncompleteReadError, ConnectionError, BrokenPipeError):
            raise WorkerDiedError from None
        finally:
            if whole:
                self._ready.put_nowait(process)
            else:  # also where the client has gone: nobody waits for this answer any more
                if process not in self._outdated:
                    self._replace()
                self._end(process)

    def _replace(self) -> None:
        if not self._closed:
            task = asyncio.create_task(self._start_one())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _end(self, process: WorkerProcess) -> None:
        process.kill()
        task = asyncio.create_task(self._bury(process))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _bury(self, process: WorkerProcess) -> None:
        await process.ended()
        self._all.discard(process)
        self._outdated.discard(process)

    async def _start_one(self) -> None:
        while not self._closed:
            start = self._start
            try:
                process = await start()
            except OSError:
                await asyncio.sleep(_PAUSE if start is self._start_new else 0)
                if start is self._start:
                    self._start = self._start_new
                continue
            self._all.add(process)
            if start is not self._start:  # the others of its kind are outdated, and somebody else takes its place
                self._end(process)
                return
            with contextlib.suppress(IncompleteReadError, ConnectionError, TimeoutError):
                async with asyncio.timeout(_START):
                    await process.answers.readexactly(len(HELLO))
                    self._ready.put_nowait(process)
                    self._retire_outdated()
                    return
            self._end(process)
            await asyncio.sleep(_PAUSE)

    def _retire_outdated(self) -> None:
        """End a worker whose place another has taken; one that is busy ends when it has answered."""
        for _ in range(self._ready.qsize()):
            process = self._ready.get_nowait()
            if process in self._outdated:
                self._end(process)
                return
            self._ready.put_nowait(process)


async def run_once(orders: Orders, job: Job) -> None:
    """Have a worker of its own do a job, however it ends; it is ended with who waits for it."""
    process = await start_worker(orders)
    try:
        with contextlib.suppress(IncompleteReadError, ConnectionError, TimeoutError):
            async with asyncio.timeout(orders.time_limit):
                await process.answers.readexactly(len(HELLO))
                (await _ask(process, job)).body.close()
    finally:
        process.kill()
        await process.ended()


async def _ask(process: WorkerProcess, job: Job) -> Reply:
    process.questions.write(frame(job))
    await process.questions.drain()
    length = int.from_bytes(await process.answers.readexactly(LENGTH))
    head = msgspec.msgpack.decode(await process.answers.readexactly(length), type=Answer)
    body: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by whoever reads it
    left = head.size
    while left:
        chunk = await process.answers.read(min(left, _CHUNK))
        if not chunk:
            raise IncompleteReadError(b"", left)
        body.write(chunk)
        left -= len(chunk)
    body.seek(0)
    return Reply(head, body)
