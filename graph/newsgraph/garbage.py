"""Python's collector of circular garbage, out of the way of work that makes many objects and no circles."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

_SELDOM = 200_000  # objects by which they have to become more; Python's own choice is 700
_LOCK = Lock()
_inside: list[None] = []  # one for each that wants it so, of whatever threads
_before: list[tuple[int, int, int]] = []  # what it was before the first of them


@contextmanager
def collector_seldom() -> Iterator[None]:
    """Collect circular garbage seldom meanwhile.

    A parsed text is a circle of some ten thousand objects, which are all in use until it has been read: looking through
    them again and again takes a sixth of the time of reading. Some dozen texts are garbage together here.
    """
    with _LOCK:
        if not _before and gc.get_threshold()[0]:
            _before.append(gc.get_threshold())
            gc.set_threshold(max(_before[0][0], _SELDOM), *_before[0][1:])
        _inside.append(None)
    try:
        yield
    finally:
        with _LOCK:
            _inside.pop()
            if not _inside and _before:
                gc.set_threshold(*_before.pop())


@contextmanager
def collector_paused() -> Iterator[None]:
    """Collect no circular garbage meanwhile.

    The collector looks through all objects again and again as they become more: that takes a third of the time of a
    comparison of many records, and finds nothing there. What nobody refers to is freed all the same.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # all are old now: nothing has the collector look through them at once
            gc.enable()


def give_back() -> None:
    """Hand free memory back to the machine, where the C library holds on to it (GNU's does) and can be told so."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
