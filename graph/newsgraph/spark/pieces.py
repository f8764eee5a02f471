"""Files in pieces that are read apart: ranges of lines of JSON Lines, groups of rows of Parquet, other files whole."""

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from newsgraph.articles import Options, Problem
from newsgraph.articles.article import Reading, UnusableError
from newsgraph.articles.exports import Taken, read_lines, splits_into_lines
from newsgraph.articles.given_input import Input
from newsgraph.articles.kinds import read_input
from newsgraph.articles.parquet import read_rows, row_groups

PIECE: Final = 32_000_000  # bytes of a file that are read at once
_SMALL: Final = 500  # files of one task
_AT_ONCE: Final = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file.

    Args:
        path: the file.
        name: what it is called, as `Input` has it.
        place: where it stands, for people.
        parent: the folder around what `name` says.
        kind: which kind of file it is.
        size: its bytes.
        lines: of JSON Lines, the first byte, the byte after the last one, and the number of the first line.
        group: of Parquet, the group of rows.
    """

    path: Path
    name: str
    place: str
    parent: str
    kind: str
    size: int
    lines: tuple[int, int, int] | None = None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a piece holds.

    Args:
        found: articles and problems, in order.
        taken: from which columns they were taken, where that is told of a whole file.
        unusable: why the rest of it can't be read.
    """

    found: Sequence[Reading | Problem]
    taken: Taken | None = None
    unusable: str = ""


def pieces_of(source: Input, kind: str, size: int) -> list[Piece]:
    """The pieces of a file that is open, all lines counted from 1: `numbered` puts that right.

    Raises:
        OSError: it can't be read.
    """
    path = Path(source.place)
    whole = Piece(path, source.name, source.place, source.parent, kind, os.fstat(source.stream.fileno()).st_size)
    if whole.size <= size:
        return [whole]
    if kind == "json lines" and splits_into_lines(source.stream):
        return [replace(whole, size=end - start, lines=(start, end, 1)) for start, end in _ranges(source.stream, size)]
    if kind == "parquet":
        try:
            groups = row_groups(source)
        except UnusableError:
            return [whole]
        return [replace(whole, size=found, group=number) for number, (_, found) in enumerate(groups)] or [whole]
    return [whole]


def _ranges(stream: BinaryIO, size: int) -> Iterator[tuple[int, int]]:
    """Ranges of bytes that end where lines end."""
    length, start = os.fstat(stream.fileno()).st_size, 0
    while start < length:
        stream.seek(min(start + size, length))
        while (read := stream.readline(_AT_ONCE)) and not read.endswith(b"\n"):
            pass
        yield start, stream.tell()
        start = stream.tell()


def tasks_of(pieces: Sequence[Piece], size: int) -> Iterator[list[Piece]]:
    """The same pieces, small ones together."""
    task: list[Piece] = []
    for piece in pieces:
        if task and (len(task) >= _SMALL or sum(one.size for one in task) + piece.size > size):
            yield task
            task = []
        task.append(piece)
    if task:
        yield task


def count_lines(piece: Piece) -> int:
    """How many lines end in a piece of JSON Lines."""
    assert piece.lines
    start, end, _ = piece.lines
    found = 0
    with piece.path.open("rb") as stream:
        stream.seek(start)
        while start < end and (read := stream.read(min(_AT_ONCE, end - start))):
            found += read.count(b"\n")
            start += len(read)
    return found


def numbered(pieces: Sequence[Piece], counts: Sequence[int]) -> list[Piece]:
    """The pieces of one file with the numbers of their first lines."""
    found, first = [], 1
    for piece, count in zip(pieces, counts, strict=True):
        assert piece.lines
        found.append(replace(piece, lines=(*piece.lines[:2], first)))
        first += count
    return found


def read_pieces(options: Options, pieces: Sequence[Piece]) -> list[Outcome]:
    """What some pieces hold."""
    return [_read(piece, options) for piece in pieces]


def _read(piece: Piece, options: Options) -> Outcome:
    found: list[Reading | Problem] = []
    taken = None
    try:
        with piece.path.open("rb") as stream:
            for one in _parts(piece, Input(stream, piece.name, piece.place, piece.parent, options)):
                if isinstance(one, Taken):
                    taken = one
                else:
                    found.append(one)
    except OSError as error:
        return Outcome(found, taken, (error.strerror or type(error).__name__).lower())
    except ValueError as error:  # unusable
        return Outcome(found, taken, str(error))
    return Outcome(found, taken)


def _parts(piece: Piece, source: Input) -> Iterator[Reading | Problem | Taken]:
    if piece.lines:
        start, end, first = piece.lines
        source.stream.seek(start)
        return read_lines(replace(source, stream=io.BytesIO(source.stream.read(end - start))), first)
    if piece.group is not None:
        return read_rows(source, piece.group)
    return iter(read_input(source, piece.kind))
