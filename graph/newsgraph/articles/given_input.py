"""A file, or a part of one, that is about to be read; and how much of it is read at most."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from newsgraph.articles.article import UnusableError
from newsgraph.articles.identifiers import ids_of_file


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most, so that no input can fill the memory or take for ever.

    Args:
        article: bytes of one article, as it comes in.
        parts: articles in one file: rows, mails, entries, members.
        unpacked: bytes that one archive holds, unpacked.
        depth: how deep archives may lie in archives.
        seconds: how long one document of a hostile format (PDF) may take.
    """

    article: int = 10_000_000
    parts: int = 1_000_000
    unpacked: int = 2_000_000_000
    depth: int = 3
    seconds: float = 60


@dataclass(frozen=True, slots=True)
class Options:
    """How to read.

    Args:
        columns: which column or field of an export holds what: `{"title": "headline"}`.
        limits: how much is read at most.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


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


def too_large(most: int) -> str:
    """Why what has more bytes is not read."""
    return f"too large: more than {most:,} bytes"
