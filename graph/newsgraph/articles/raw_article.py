"""An article on its way in: text and metadata as some format has them, not yet checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from newsgraph.articles.article import MAX_CHARACTERS, Article, Reading, UnusableError
from newsgraph.articles.bylines import author_names
from newsgraph.articles.given_input import Options
from newsgraph.articles.identifiers import digest, id_of_address, id_of_words
from newsgraph.articles.metadata import article_id, iso_date, language_code, one_line, web_address
from newsgraph.articles.prose import ENGLISH, check_prose

FIELDS: Final = ("id", "title", "published", "date", "publisher", "url", "author", "language")
_SEPARATED: Final = re.compile(r"(?<=\S)\s+[-–—|·•:»]{1,2}\s+\Z")
_MIN_TITLE: Final = 2  # words that are left of a title
_MAX_SHOWN: Final = 60  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class RawArticle:
    """Text and metadata as they were found.

    Args:
        text: the body.
        place: where it stands, for people.
        fields: what is said of it, by the names of `FIELDS`.
        ids: what it can be called if it has no id of its own, the best first.
        notes: what else is to be told of it.
    """

    text: str
    place: str
    fields: Mapping[str, str | None] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def read(self, options: Options) -> Reading:
        """The article, once its text has proved to be one. Raises UnusableError."""
        if not self.text.strip():
            raise UnusableError("empty")
        if len(self.text) > MAX_CHARACTERS:
            raise UnusableError(f"too long: {len(self.text):,} characters (at most {MAX_CHARACTERS:,})")
        if "\0" in self.text:
            raise UnusableError("a NUL character in the text")
        declared = language_code(self.fields.get("language")) or ENGLISH
        language = check_prose(self.text, declared, any_language=options.any_language)
        publisher = one_line(self.fields.get("publisher"))
        title = without_publisher(one_line(self.fields.get("title")), publisher)
        url = web_address(self.fields.get("url"))
        first, *longer = self._ids(title, url)
        published, notes = self._published(first)
        if url is None and (value := (self.fields.get("url") or "").strip()):
            notes.append(_unread(first, "url", "http or https address", value))
        given = one_line(self.fields.get("id"))
        if given and article_id(given) is None:
            notes.append(f"an id that cannot be used ({_shortened(given)!r}); the article is called {first}")
        try:
            article = Article(
                id=first,
                text=self.text,
                title=title,
                published=published,
                publisher=publisher,
                url=url,
                language=language,
                author=author_names([self.fields.get("author")]),
            )
        except ValueError as error:
            raise UnusableError(str(error)) from error
        return Reading(article, self.place, (*notes, *self.notes), tuple(longer))

    def _ids(self, title: str | None, url: str | None) -> list[str]:
        """What the article can be called, the best first; the last one no other article has."""
        given = article_id(self.fields.get("id"))
        address = article_id(id_of_address(url)) if url and not self.ids else None
        names = [name for one in self.ids if (name := article_id(one))]
        candidates = [name for name in (given, address, *names) if name]
        own = id_of_words(title, self.text)
        if not candidates:
            return [own]
        return [*dict.fromkeys(([given] if given else candidates) + [f"{candidates[0]}-{digest(title, self.text)}"])]

    def _published(self, name: str) -> tuple[str | None, list[str]]:
        dated = "published" if one_line(self.fields.get("published")) else "date"
        value = (self.fields.get(dated) or "").strip()
        found = iso_date(value)
        if found is None and value:
            return None, [_unread(name, dated, "date such as 2022-10-19 or 19 October 2022", value)]
        return found, []


def without_publisher(title: str | None, publisher: str | None) -> str | None:
    """A title without " - Publisher" behind it, as pages and feeds add it; one that is hardly more stays as it is."""
    if not title or not publisher or not title.casefold().endswith(publisher.casefold()):
        return title
    rest = _SEPARATED.sub("", title[: -len(publisher)])
    return rest if rest != title[: -len(publisher)] and len(rest.split()) >= _MIN_TITLE else title


def _unread(article: str, name: str, wanted: str, value: str) -> str:
    return f"article {article} is read without its {name}, which is no {wanted}: {_shortened(value)!r}"


def _shortened(value: str) -> str:
    return value if len(value) <= _MAX_SHOWN else f"{value[: _MAX_SHOWN - 1]}…"
