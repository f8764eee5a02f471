"""How far a build is, for who waits at a terminal; and what happens when they no longer want to."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsgraph.cli_failures import INTERRUPTED, fail

if TYPE_CHECKING:
    from newsgraph import Progress

_PARTS = {"Reading articles": 0.85, "Comparing": 0.05, "Writing": 0.1}  # of the time that a first build takes
_MOMENT = 1.0  # seconds of work that need no bar
_PATIENCE = 1.2  # seconds in which what is interrupted may end by itself
_START = 0.7  # seconds that a process which is being started may take for it
_STOPPED = "stopped; what was there before is as it was, and what was read is not read again"


@contextmanager
def progress_bar() -> "Iterator[Progress | None]":
    """One bar over all that a command does, with rate, time left and failures, on a terminal (standard error)."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[counted]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=120) as display:
        task = display.add_task("Finding articles", total=None, counted="")
        began = display.get_time()

        def show(doing: str, done: int, total: int, failed: int = 0) -> None:
            if doing not in _PARTS:
                display.update(task, description=doing, completed=done, total=total)
                return
            before = sum(list(_PARTS.values())[: list(_PARTS).index(doing)])
            share = before + _PARTS[doing] * done / max(total, 1)
            counted = f"{done:,} of {total:,}"
            if doing == "Reading articles":
                counted += f" · {done / max(display.get_time() - began, 0.1):.1f} a second"
            if failed:
                counted += f" · {failed:,} could not be read"
            display.update(task, description=doing, completed=share, total=1, counted=counted)

        yield show


@contextmanager
def waiting(doing: str) -> Iterator[None]:
    """What a command is doing and for how long, on a terminal (standard error), once it takes longer than a moment."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    display = Progress(*columns, console=Console(stderr=True), transient=True)
    display.add_task(doing, total=None)
    late = threading.Timer(_MOMENT, display.start)
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()
        late.join()
        display.stop()


@contextmanager
def interruptible() -> Iterator[None]:
    """End within two seconds of Ctrl-C with a line that says what became of the work, and exit status 130.

    Python itself is told of a signal only when a library's call returns, which may take longer; a thread that waits for
    the signal ends the process then. That costs nothing: all that is written is put in place at once or not at all.

    Raises:
        SystemExit: somebody interrupted.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    from newsgraph.reader import STARTING

    told, tells = socket.socketpair()
    tells.setblocking(False)
    before = signal.set_wakeup_fd(tells.fileno(), warn_on_full_buffer=False)
    handler = signal.signal(signal.SIGINT, _interrupt_once)
    over = threading.Event()
    threading.Thread(target=_end_soon, args=(told, over, STARTING), daemon=True).start()
    try:
        yield
    except KeyboardInterrupt:
        fail(_STOPPED, INTERRUPTED)
    else:
        signal.signal(signal.SIGINT, handler)
    finally:
        signal.set_wakeup_fd(before)
        over.set()
        tells.close()


def _interrupt_once(*_: object) -> None:
    """Who is impatient and presses again does not disturb the tidying up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _end_soon(told: socket.socket, over: threading.Event, starting: threading.Lock) -> None:
    while number := told.recv(1):
        if number[0] == signal.SIGINT and not over.wait(_PATIENCE):
            starting.acquire(timeout=_START)
            print(f"newsgraph: {_STOPPED}", file=sys.stderr, flush=True)
            os._exit(INTERRUPTED)
