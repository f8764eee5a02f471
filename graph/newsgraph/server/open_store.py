"""The store that a worker reads, which may be replaced at any time."""

import time
from pathlib import Path

from pyoxigraph import Store

from newsgraph.rdf import store
from newsgraph.rdf.iris import Iris

State = tuple[int, int, int]
_TRIES = 20
_PAUSE = 0.1  # seconds: a builder that puts a new store in place is done by then


class OpenStore:
    """The newest store at a place: a builder replaces the whole folder by another, never what is in it.

    Args:
        path: the store's folder.
        held: a state in which it was, and the graph that was there then, if that is in memory already.
    """

    def __init__(self, path: Path, held: tuple[State, Store] | None = None) -> None:
        self._path = path
        self._opened: tuple[State, Store, Iris] | None = (*held, store.iris(held[1])) if held else None

    def state(self) -> State | None:
        """What tells one store at the place from the next; None in the moment in which there is none."""
        try:
            folder, file = self._path.stat(), (self._path / "CURRENT").stat()
        except OSError:
            return None
        return folder.st_ino, file.st_ino, file.st_mtime_ns

    def newest(self) -> tuple[Store, Iris]:
        """The store that is there now; while none is, the one before.

        Raises:
            OSError: there is none, or it cannot be read.
        """
        for rest in reversed(range(_TRIES)):
            state = self.state()
            if self._opened and state in (None, self._opened[0]):
                return self._opened[1:]
            try:
                opened = store.read(self._path)
                names = store.iris(opened)
            except OSError:
                if not rest:
                    raise
                time.sleep(_PAUSE)
                continue
            if state is not None and self.state() == state:  # not replaced while it was opened
                self._opened = (state, opened, names)
            elif rest:
                time.sleep(_PAUSE)
                continue
            return opened, names
        raise FileNotFoundError(f"no graph at {self._path}")

    def forget(self) -> None:
        """Open the store anew next time."""
        self._opened = None

    @property
    def name(self) -> str:
        """The name of the state that is open, for files that belong to it."""
        return "-".join(map(str, self._opened[0])) if self._opened else "none"
