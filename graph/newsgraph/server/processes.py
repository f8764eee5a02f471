"""Workers as processes of the server: started anew, or forked from one that holds the graph in memory."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self

import msgspec

from newsgraph.server.fork_server import FORK, Loaded
from newsgraph.server.messages import LENGTH
from newsgraph.server.worker import Orders

_PID = 8  # bytes


@dataclass(slots=True, eq=False)
class WorkerProcess:
    """A worker's process, and how to talk to it."""

    pid: int
    answers: StreamReader
    questions: StreamWriter
    kill: Callable[[], None]  # at once, whatever it does
    ended: Callable[[], Awaitable[object]]  # waits for its end


class NotLoadedError(Exception):
    """The graph is not in memory; the message says why."""


async def start_worker(orders: Orders) -> WorkerProcess:
    """Start a worker, in a session of its own, so that a terminal's Ctrl-C does not reach it."""
    command = (sys.executable, "-m", "newsgraph.server.worker", msgspec.json.encode(orders).decode())
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, start_new_session=True)
    assert process.stdin
    assert process.stdout
    return WorkerProcess(process.pid, process.stdout, process.stdin, lambda: _kill(process), process.wait)


class ForkServer:
    """A process that has read the graph into memory and forks workers, which share that memory; Linux only."""

    def __init__(self, process: Process, control: socket.socket, loaded: Loaded) -> None:
        self._process, self._control = process, control
        self._one_at_a_time = asyncio.Lock()
        self.loaded = loaded

    @classmethod
    async def start(cls, orders: Orders, budget: int) -> Self:
        """Have the graph read.

        Args:
            orders: what each worker is told.
            budget: bytes that the graph may need.

        Raises:
            NotLoadedError: it needs more, or cannot be read.
        """
        control, theirs = socket.socketpair()
        command = (sys.executable, "-m", "newsgraph.server.fork_server", msgspec.json.encode(orders).decode())
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *command, str(budget), stdin=theirs.fileno(), stdout=PIPE, start_new_session=True
            )
        assert process.stdout
        try:
            length = int.from_bytes(await process.stdout.readexactly(LENGTH))
            loaded = msgspec.msgpack.decode(await process.stdout.readexactly(length), type=Loaded)
            if loaded.refused:
                raise NotLoadedError(loaded.refused)
        except BaseException as error:
            _kill(process)
            control.close()
            await process.wait()
            if isinstance(error, IncompleteReadError):
                raise NotLoadedError("it could not be read into memory") from None
            raise
        return cls(process, control, loaded)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can still fork."""
        return self._process.returncode is None

    async def fork(self) -> WorkerProcess:
        """Fork a worker.

        Raises:
            OSError: it cannot, or has been ended.
        """
        ours, theirs = socket.socketpair()
        assert self._process.stdout
        try:
            with theirs:
                async with self._one_at_a_time:
                    socket.send_fds(self._control, [FORK], [theirs.fileno()])
                    pid = int.from_bytes(await self._process.stdout.readexactly(_PID))
                    # Until it is asked again, the fork server leaves the dead unburied, and their numbers taken.
                    process = os.pidfd_open(pid)
        except IncompleteReadError:
            ours.close()
            raise ConnectionError("the process that holds the graph has ended") from None
        except BaseException:
            ours.close()
            raise
        answers, questions = await asyncio.open_unix_connection(sock=ours)

        def kill() -> None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(process, signal.SIGKILL)

        async def ended() -> None:
            questions.close()
            await _readable(process)
            os.close(process)

        return WorkerProcess(pid, answers, questions, kill, ended)

    async def stop(self) -> None:
        """End it; its workers go on."""
        self._control.close()
        _kill(self._process)
        await self._process.wait()


async def _readable(descriptor: int) -> None:
    """Wait until something can be read; of a process, its end."""
    loop = asyncio.get_running_loop()
    found = asyncio.Event()
    loop.add_reader(descriptor, found.set)
    try:
        await found.wait()
    finally:
        loop.remove_reader(descriptor)


def _kill(process: Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)  # Process.kill() would take its end from asyncio, which waits for it
