"""Files that are there whole or not at all."""

import os
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Bytes = TypeVar("Bytes", bytes, memoryview)
Content = bytes | Iterable[bytes]  # of a file: whole, or in parts

GRAPH_FILES = ("trig", "ttl", "html")  # what a build writes beside the store, unless it is told otherwise

_PART = ".part"
_CHECKSUM = 4  # bytes before what it is of


@contextmanager
def exclusive_lock(folder: Path) -> Iterator[None]:
    """Wait until no other process is alone in a folder, then be it: two builds don't write at once.

    A lock on the file `.lock` in it, which ends with the process, however that ends.
    """
    from filelock import FileLock

    with FileLock(folder / ".lock"):
        yield


def write_atomically(path: Path, content: Content) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part.

    Raises:
        OSError: the file can't be written.
    """
    with atomic_writes() as write:
        write(path, content)


@contextmanager
def atomic_writes() -> Iterator[Callable[[Path, Content], None]]:
    """What writes files beside those that they replace, all at the end, in order; none, if anything goes wrong before.

    Raises:
        OSError: a file can't be written.
    """
    parts: dict[Path, Path] = {}

    def write(path: Path, content: Content) -> None:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=_PART)
        parts[path] = Path(name)
        with os.fdopen(handle, "wb", 1 << 20) as file:
            file.writelines([content] if isinstance(content, bytes) else content)
        parts[path].chmod(0o666 & ~_umask())

    try:
        yield write
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def remove_leftovers(path: Path) -> None:
    """Remove what writers of this file who were killed have left beside it. Nobody may be writing it now."""
    for part in path.parent.glob(f"{_prefix(path)}*{_PART}"):
        part.unlink(missing_ok=True)


def content_of(path: Path) -> bytes:
    """What a file holds; nothing where there is none or it can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def with_checksum(content: bytes) -> bytes:
    """Content as `checked` takes it."""
    return checksum(content) + content


def checksum(content: bytes) -> bytes:
    """What `with_checksum` puts before content."""
    return zlib.crc32(content).to_bytes(_CHECKSUM)


def checked(content: Bytes) -> Bytes:
    """The content that `with_checksum` was given; of a memoryview, a view.

    Raises:
        ValueError: it was changed since.
    """
    if zlib.crc32(content[_CHECKSUM:]).to_bytes(_CHECKSUM) != content[:_CHECKSUM]:
        raise ValueError("the file was changed")
    return content[_CHECKSUM:]


def signature(path: Path) -> tuple[int, int] | None:
    """What tells whether a file was written again: its size in bytes and time in nanoseconds; None: there is none."""
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_size, known.st_mtime_ns


def _prefix(path: Path) -> str:
    return f".{path.name[:40]}-"


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
