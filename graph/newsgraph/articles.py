"""Articles as they come in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A news article: its text, and what is known about it."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None  # ISO 8601 date
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
