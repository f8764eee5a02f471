"""Documents of which the last build wrote most: parts that are the same are copied from what it wrote."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import SEEK_END
from pathlib import Path
from typing import BinaryIO

Part = tuple[str, Callable[[], bytes]]  # what stands for it, and what makes it
Size = tuple[str, int]  # what stands for a part, and how many bytes it has

_READ_AT_ONCE = 1 << 20  # bytes


def with_copies(parts: Iterable[Part], sizes: list[Size], old: Path, known: Sequence[Size]) -> Iterator[bytes]:
    """The parts at the end of a document, of which only those are made that another one does not have.

    Args:
        parts: all parts, in order.
        sizes: is told the size of each.
        old: the other document, which nobody changes meanwhile.
        known: the parts at its end, in order; none: it is not looked at, and need not be there.

    Raises:
        OSError: the other document can't be read.
    """
    if not known:
        for key, make in parts:
            made = make()
            sizes.append((key, len(made)))
            yield made
        return
    with old.open("rb") as file:
        places = _places(file, known)
        start = end = 0  # what is to be copied next
        for key, make in parts:
            place = places.get(key)
            if place is None:
                yield from _copied(file, start, end)
                start = end = 0
                made = make()
                yield made
                sizes.append((key, len(made)))
                continue
            if place[0] != end:
                yield from _copied(file, start, end)
                start = place[0]
            end = place[1]
            sizes.append((key, end - place[0]))
        yield from _copied(file, start, end)


def _places(file: BinaryIO, known: Sequence[Size]) -> dict[str, tuple[int, int]]:
    """Where the parts at the end of a file begin and end."""
    start = file.seek(0, SEEK_END) - sum(size for _, size in known)
    places: dict[str, tuple[int, int]] = {}
    for key, size in known if start >= 0 else ():
        places[key] = (start, start + size)
        start += size
    return places


def _copied(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while start < end:
        content = file.read(min(_READ_AT_ONCE, end - start))
        if not content:
            raise OSError(f"{file.name} was changed while it was in use")
        start += len(content)
        yield content
