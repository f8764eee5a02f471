"""Files, folders and standard input, in a fixed order, each article once."""

import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from newsgraph.articles.article import Article, Problem, Reading, UnusableError
from newsgraph.articles.exports import read_json_lines
from newsgraph.articles.given_input import Input, Options
from newsgraph.articles.identifiers import is_nameless
from newsgraph.articles.kinds import HEAD, KINDS, SUFFIXES, kind_of, read_input
from newsgraph.articles.left_out import (
    RESOURCES_TOLD,
    LeftOut,
    is_of_page,
    with_languages_told_once,
    with_many_told_once,
)
from newsgraph.articles.unique_ids import ArticleIds, with_unique_ids
from newsgraph.articles.web_addresses import is_address, read_address

_STANDARD_INPUT: Final = "-"

Source = str | os.PathLike[str] | Article
_Found = Reading | Problem
ReadFile = Callable[[Input, str], Iterator[_Found]]


@dataclass(frozen=True, slots=True)
class _How:
    """How sources are read, and what was read before."""

    options: Options
    read_file: ReadFile
    seen: set[str]


def as_sources(sources: Source | Iterable[Source]) -> list[Source]:
    """The sources one by one.

    Raises:
        TypeError: it is neither a path, an article nor some of these.
    """
    if isinstance(sources, str | os.PathLike | Article):
        return [sources]
    if isinstance(sources, bytes | bytearray | Mapping) or not isinstance(sources, Iterable):
        raise TypeError(f"sources are paths and articles (newsgraph.Article), or a list of these, not {_type(sources)}")
    found = list(sources)
    for one in found:
        if not isinstance(one, str | os.PathLike | Article):
            raise TypeError(f"a source is a path or an article (newsgraph.Article), not {_type(one)}")
    return found


def read_sources(
    sources: Source | Iterable[Source],
    options: Options | None = None,
    ids: ArticleIds | None = None,
    read_file: ReadFile = read_input,
) -> Iterator[Article | Problem]:
    """Every article in `sources`, and a problem for each input that is none, in a fixed order.

    A source is a file, a folder (read with all folders in it, by name; what is left out is told, one problem a kind),
    an article, an address on the web (if `options.fetch` is there), or `-`, JSON Lines on standard input. What is met
    twice is read once. Ids are unique: where two articles have one, both are called by longer names of their files,
    or one by its content. A date or an address that can't be read is a problem before its article, which is there
    without it (`Problem.skipped`). Several articles in one other language are one problem.

    Args:
        sources: the sources, or one of them.
        options: how to read.
        ids: what articles were called in the last build, which keep their names; learns what they are called now.
        read_file: reads a file that is open, of a kind.

    Raises:
        TypeError: a source is none of these. Never for what it reads.
    """
    seen: set[str] = set()
    how = _How(options or Options(), read_file, seen)
    found = chain.from_iterable(_read(source, how) for source in as_sources(sources))
    yield from chain.from_iterable(
        map(_told, with_languages_told_once(with_unique_ids(with_many_told_once(found), ids)))
    )


def _told(found: _Found) -> Iterator[Article | Problem]:
    if isinstance(found, Problem):
        yield found
        return
    yield from (Problem(found.place, reason, skipped=False) for reason in found.notes)
    yield found.article


def _read(source: Source, how: _How) -> Iterator[_Found]:
    if isinstance(source, Article):
        yield Reading(source, f"article {source.id}")
        return
    if str(source) == _STANDARD_INPUT:
        if _STANDARD_INPUT not in how.seen:
            how.seen.add(_STANDARD_INPUT)
            yield from _read_standard_input(how.options)
        return
    if is_address(str(source)):
        if str(source) not in how.seen:
            how.seen.add(str(source))
            yield from read_address(str(source), how.options)
        return
    path = Path(source)
    if not _is_folder(path):
        yield from _read_file(path, path.name, how)
        return
    yield from _read_folder(path, how)


def _read_folder(folder: Path, how: _How) -> Iterator[_Found]:
    left_out, hidden, known, files = LeftOut(str(folder)), Counter[str](), len(how.seen), 0
    for found in _files(folder, how.seen, hidden):
        if isinstance(found, Problem):
            yield found
        else:
            files += 1
            yield from _read_file(found, found.relative_to(folder).as_posix(), how, left_out)
    yield from left_out.told()
    for name, number in sorted(hidden.items()):
        told = f"{number} {name} left out" if name != RESOURCES_TOLD else f"{name} left out ({number} of them)"
        yield Problem(str(folder), told, skipped=False)
    if files == left_out.number and len(how.seen) > known:
        yield Problem(str(folder), f"a folder without an article ({SUFFIXES})")


def _files(folder: Path, seen: set[str], hidden: "Counter[str]") -> Iterator[Path | Problem]:
    """The files in a folder and all folders in it, by name; each folder once, whatever links lead to it."""
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
        names = {entry.name for entry in inside}
        for entry in inside:
            if entry.name.startswith("."):
                if entry.suffix.lower() in KINDS:
                    hidden[f"hidden {entry.suffix.lower()}"] += 1
            elif is_of_page(entry.name, names):
                hidden[RESOURCES_TOLD] += 1
            else:
                waiting.append(entry)


def _read_file(path: Path, name: str, how: _How, left_out: LeftOut | None = None) -> Iterator[_Found]:
    try:
        real = os.path.realpath(path)
        if real in how.seen:
            return
        how.seen.add(real)
        suffix = path.suffix.lower()
        regular = stat.S_ISREG(path.stat().st_mode)
        if not regular:
            if left_out is None or suffix in KINDS:
                raise UnusableError("not a regular file")
            left_out.add(name, suffix, looks_like_article=False)
            return
        with path.open("rb") as stream:
            head = stream.read(HEAD)
            kind = kind_of(path.name, head)
            if left_out is not None and left_out.takes(name, head, kind):
                return
            if kind is None and left_out is None and suffix:
                raise UnusableError(f"not a kind of file that is read ({SUFFIXES})")
            stream.seek(0)
            parent = (
                "" if "/" in name or (left_out is not None and not is_nameless(name)) else path.absolute().parent.name
            )
            yield from how.read_file(Input(stream, name, str(path), parent, how.options), kind or "text")
    except OSError as error:
        yield Problem(str(path), _reason(error))
    except ValueError as error:  # unusable, or a NUL in its name
        yield Problem(str(path), str(error))


def _read_standard_input(options: Options) -> Iterator[_Found]:
    name = "standard input"
    if sys.stdin is None:
        yield Problem(name, "closed")
        return
    try:
        yield from read_json_lines(Input(sys.stdin.buffer, "", name, options=options))
    except (OSError, ValueError) as error:  # closed while it was read
        yield Problem(name, str(error))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # not to be looked at: reading it says why
        return False


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _type(value: object) -> str:
    return "None" if value is None else f"an object of type {type(value).__name__}"
