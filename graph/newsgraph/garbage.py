"""Python's collector of circular garbage, out of the way of work that makes many objects and no circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
            gc.enable()
