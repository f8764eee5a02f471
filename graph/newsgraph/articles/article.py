"""An article, and what is said of an input that is none."""

from dataclasses import dataclass, fields
from typing import Final

from newsgraph.articles.metadata import iso_date
from newsgraph.terminal import printable

# The spaCy pipelines refuse longer texts (their default `max_length`); no news article comes near it.
MAX_CHARACTERS: Final = 1_000_000


class UnusableError(ValueError):
    """An input cannot be read as an article; the message is the reason, for people."""


@dataclass(frozen=True, slots=True)
class Article:
    """A news article: its text, and what is known about it.

    A date of publication may be given as any date that `iso_date` reads; it is kept as ISO 8601.

    Raises:
        TypeError: a field is no string.
        ValueError: the id or the text is empty, or a field holds a lone surrogate, which no file can keep.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None  # ISO 8601 date, or year and month
    publisher: str | None = None
    url: str | None = None
    language: str = "en"  # ISO 639-1
    author: str | None = None  # of several, a semicolon and a space between them: "Anna Kask; Mart Laar"

    def __post_init__(self) -> None:
        """Refuse what no later stage could work with."""
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, str) and (value is not None or field.name in {"id", "text", "language"}):
                raise TypeError(f"the {field.name} of an article is a string, not {type(value).__name__}: {value!r}")
        object.__setattr__(self, "published", iso_date(self.published) or self.published)
        for name in ("id", "text"):
            if not getattr(self, name).strip():
                raise ValueError(f"an article needs {'an id' if name == 'id' else 'a text'}")
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and not _is_unicode(value):
                raise ValueError(f"the {field.name} of an article holds a lone surrogate, which is no character")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it was read, where it stands, and what is to be told of it.

    Args:
        article: the article.
        place: where it stands, for people: a file, a line of it, a part of an archive.
        notes: what could not be read of it, or is missing in it: a reason each.
        longer_ids: what it is called where another article has its id, the first that is free.
    """

    article: Article
    place: str
    notes: tuple[str, ...] = ()
    longer_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that was left out: which, and why. Both are one printable line, safe for a terminal.

    Where `skipped` is false, only a field was left out, and the article is there without it.
    """

    source: str
    reason: str
    skipped: bool = True

    def __post_init__(self) -> None:
        """Escape what a terminal would obey: file names and error messages are anybody's."""
        for name in ("source", "reason"):
            object.__setattr__(self, name, printable(getattr(self, name)))

    def __str__(self) -> str:
        """Both in one line."""
        return f"{self.source}: {self.reason}"


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
