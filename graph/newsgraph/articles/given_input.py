"""A file, or a part of one, that is about to be read; and how much of it is read at most."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from newsgraph.articles.article import UnusableError
from newsgraph.articles.identifiers import ids_of_file

if TYPE_CHECKING:
    from newsgraph.articles.fetching import Fetcher


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most, so that no input can fill the memory or take for ever.

    Args:
        article: bytes of one article, as it comes in.
        parts: articles in one file: rows, mails, entries, members.
        unpacked: bytes that one archive holds, unpacked.
        depth: how deep archives may lie in archives.
        seconds: how long one document of a hostile format (PDF), or one address on the web, may take.
        pages: pages of a PDF.
        memory: bytes that reading a PDF may take.
    """

    article: int = 10_000_000
    parts: int = 1_000_000
    unpacked: int = 2_000_000_000
    depth: int = 3
    seconds: float = 60
    pages: int = 500
    memory: int = 1_500_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How to read.

    Args:
        columns: which column or field of an export holds what: `{"title": "headline"}`.
        limits: how much is read at most.
        fetch: reads addresses on the web; None: they are left out.
        any_language: whether articles in other languages than English are read, too; for an extractor that can.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    fetch: "Fetcher | None" = None
    any_language: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """A file or a part of one.

    Args:
        stream: its bytes.
        name: what it is called, with the folders below the one that is read: `coast/index.html`.
        place: where it stands, for people.
        parent: the folder around what `name` says.
        options: how to read it.
        depth: in how many archives it lies.
    """

    stream: BinaryIO
    name: str
    place: str
    parent: str = ""
    options: Options = field(default_factory=Options)
    depth: int = 0

    @property
    def suffix(self) -> str:
        """Its suffix in small letters, with the point."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def ids(self) -> tuple[str, ...]:
        """What an article that fills the file is called."""
        return ids_of_file(self.name, self.parent)

    def data(self) -> bytes:
        """All its bytes. Raises UnusableError where they are more than one article may have."""
        most = self.options.limits.article
        data = self.stream.read(most + 1)
        if len(data) > most:
            raise UnusableError(too_large(most))
        return data


def more_than(most: int, what: str) -> str:
    """Why the rest of a file is not read."""
    return f"more than {most:,} {what}; the rest is left out"


def too_large(most: int) -> str:
    """Why what has more bytes is not read."""
    return f"too large: more than {most:,} bytes"
