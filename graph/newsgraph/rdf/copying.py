"""Documents of which the last build wrote most: parts that are the same are copied from what it wrote."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from io import SEEK_END
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

Part = tuple[str, Callable[[], bytes]]  # what stands for it, and what makes it
Size = tuple[str, int, int]  # what stands for a part, how many bytes it has, and their CRC-32


def with_copies(parts: Iterable[Part], sizes: list[Size], old: Path, known: Sequence[Size]) -> Iterator[bytes]:
    """The parts at the end of a document, of which only those are made that another one does not have undamaged.

    Args:
        parts: all parts, in order.
        sizes: is told the size of each.
        old: the other document, which nobody changes meanwhile.
        known: the parts at its end, in order; none: it is not looked at, and need not be there.

    Raises:
        OSError: the other document can't be read.
    """
    with old.open("rb") if known else nullcontext() as file:
        copied = _copies(file, known) if file else {}
        for key, make in parts:
            content = copied[key]() if key in copied else None
            if content is None:
                content = make()
            sizes.append((key, len(content), crc32(content)))
            yield content


def _copies(file: BinaryIO, known: Sequence[Size]) -> dict[str, Callable[[], bytes | None]]:
    """What reads each of the parts at the end of a file, if it is what it was."""
    start = file.seek(0, SEEK_END) - sum(size for _, size, _ in known)
    found: dict[str, Callable[[], bytes | None]] = {}
    for key, size, check in known if start >= 0 else ():
        found[key] = partial(_read, file, start, size, check)
        start += size
    return found


def _read(file: BinaryIO, start: int, size: int, check: int) -> bytes | None:
    file.seek(start)
    content = file.read(size)
    return content if crc32(content) == check else None
