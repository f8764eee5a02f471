"""The picture, which a build may replace at any time: kept in memory, once, as it is now."""

import hashlib
from pathlib import Path

State = tuple[int, int, int]


class PictureFile:
    """The newest picture.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: tuple[State, bytes, str] | None = None

    def newest(self) -> tuple[bytes, str]:
        """The page, and a name of its state (an entity tag).

        Raises:
            OSError: there is none, or it cannot be read.
        """
        found = self._path.stat()
        state = found.st_ino, found.st_mtime_ns, found.st_size
        if self._held is None or self._held[0] != state:
            content = self._path.read_bytes()
            self._held = state, content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        return self._held[1:]
