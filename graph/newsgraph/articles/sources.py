"""Files, folders and standard input, in a fixed order, each article once."""

import codecs
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from newsgraph.articles.article import Article, Problem, Reading, UnusableError
from newsgraph.articles.formats import read_json_line, read_page, read_text

MAX_BYTES: Final = 10_000_000  # of one article, as it comes in
_MAX_UTF16_LINES: Final = 10 * MAX_BYTES
_READERS: Final[dict[str, Callable[[bytes, str], Reading]]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_page,
    ".htm": read_page,
}
_JSON_LINES: Final = ".jsonl"
_SUFFIXES: Final = (*_READERS, _JSON_LINES)
_STANDARD_INPUT: Final = "-"

_Found = tuple[str, Reading] | Problem  # where it stands, and the article


def read_sources(sources: Sequence[Path | str]) -> Iterator[Article | Problem]:
    """Every article in `sources`, and a problem for each input that is none, in a fixed order.

    A source is a file, a folder (read with all folders in it, by name; hidden files and other kinds of files in it are
    passed over) or `-`, JSON Lines on standard input. A file that is met twice is read once. Of two articles with one
    id, the second is a problem. A date or an address that can't be read is a problem before its article, which is
    there without it (`Problem.skipped`). Never raises for what it reads.
    """
    seen: set[str] = set()
    places: dict[str, str] = {}
    for source in sources:
        for found in _read(source, seen):
            if isinstance(found, Problem):
                yield found
                continue
            place, reading = found
            article = reading.article
            first = places.setdefault(article.id, place)
            if first == place:
                yield from (Problem(place, reason, skipped=False) for reason in reading.unread)
                yield article
            else:
                yield Problem(place, f"has the same id as {first}: {article.id}")


def _read(source: Path | str, seen: set[str]) -> Iterator[_Found]:
    if str(source) == _STANDARD_INPUT:
        if _STANDARD_INPUT not in seen:
            seen.add(_STANDARD_INPUT)
            yield from _read_standard_input()
        return
    path = Path(source)
    if not _is_folder(path):
        yield from _read_file(path, seen)
        return
    known, empty = len(seen), True
    for inside in _files(path, seen):
        empty = False
        if isinstance(inside, Problem):
            yield inside
        else:
            yield from _read_file(inside, seen)
    if empty and len(seen) > known:
        yield Problem(str(path), f"a folder without an article ({', '.join(_SUFFIXES)})")


def _files(folder: Path, seen: set[str]) -> Iterator[Path | Problem]:
    """The readable files in a folder and all folders in it, by name; each folder once, whatever links lead to it."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not _is_folder(path):
            yield path
            continue
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        try:
            inside = sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield Problem(str(path), _reason(error))
            continue
        waiting += [
            entry
            for entry in inside
            if not entry.name.startswith(".") and (entry.suffix.lower() in _SUFFIXES or _is_folder(entry))
        ]


def _read_file(path: Path, seen: set[str]) -> Iterator[_Found]:
    suffix = path.suffix.lower()
    try:
        real = os.path.realpath(path)
        if real in seen:
            return
        seen.add(real)
        status = path.stat()
        if suffix not in _SUFFIXES:
            raise UnusableError(f"not a kind of file that is read ({', '.join(_SUFFIXES)})")
        if not stat.S_ISREG(status.st_mode):
            raise UnusableError("not a regular file")
        if suffix == _JSON_LINES:
            with path.open("rb") as stream:
                yield from _read_json_lines(stream, str(path))
            return
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise UnusableError(_too_large())
        yield str(path), _READERS[suffix](data, path.stem)
    except OSError as error:
        yield Problem(str(path), _reason(error))
    except ValueError as error:  # unusable, or a NUL in its name
        yield Problem(str(path), str(error))


def _read_standard_input() -> Iterator[_Found]:
    name = "standard input"
    if sys.stdin is None:
        yield Problem(name, "closed")
        return
    try:
        yield from _read_json_lines(sys.stdin.buffer, name)
    except (OSError, ValueError) as error:  # closed while it was read
        yield Problem(name, str(error))


def _read_json_lines(stream: BinaryIO, name: str) -> Iterator[_Found]:
    empty = True
    for number, line in enumerate(_lines(stream), 1):
        if not line.removeprefix(codecs.BOM_UTF8).strip():
            continue
        empty = False
        place = f"{name}:{number}"
        try:
            if len(line) > MAX_BYTES:
                raise UnusableError(_too_large())
            yield place, read_json_line(line)
        except UnusableError as error:
            yield Problem(place, str(error))
    if empty:
        yield Problem(name, "empty")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Its lines; of one that is too large, only so much as shows that it is."""
    while line := stream.readline(MAX_BYTES + 1):
        if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # as PowerShell redirects output
            data = line + stream.read(_MAX_UTF16_LINES)
            yield from data.decode("utf-16", "replace").encode().split(b"\n")
            return
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # not to be looked at: reading it says why
        return False


def _too_large() -> str:
    return f"too large: more than {MAX_BYTES:,} bytes"


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
