"""The forms that an article comes in: plain text and Markdown, saved web pages, JSON Lines."""

import logging
import re
from collections.abc import Mapping
from typing import Final

import msgspec

from newsgraph.articles.article import MAX_CHARACTERS, Article, Reading, UnusableError
from newsgraph.articles.decoding import declared_encoding, decode
from newsgraph.articles.metadata import article_id, iso_date, one_line, web_address
from newsgraph.articles.prose import check_prose

_FRONT_MATTER: Final = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_OPEN_FRONT_MATTER: Final = re.compile(r"\A---\n\s*[\w-]+:(?:\s|$)")
_MAX_FRONT_MATTER: Final = 20_000
_YAML_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_SHOWN: Final = 60  # characters of a value in a message
_FIELDS: Final = ("id", "title", "published", "date", "publisher", "url")


class _Line(msgspec.Struct):
    """An article as a line of JSON."""

    id: str | int
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


def read_text(data: bytes, stem: str) -> Reading:
    """The article in a text or Markdown file named `stem`; its text is the file less its front matter.

    Raises UnusableError.
    """
    fields, text = split_front_matter(decode(data))
    return _article(fields.get("id") or stem, text, fields)


def read_page(data: bytes, stem: str) -> Reading:
    """The article in a saved web page, its boilerplate left out. Raises UnusableError."""
    from trafilatura import bare_extraction

    for library in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(library).addHandler(logging.NullHandler())  # what they report, we report in our own words
    page = decode(data, declared=declared_encoding(data))
    if not page.strip():
        raise UnusableError("empty")
    try:
        document = bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # Only dates that the page declares; and a fixed end, as the default is today.
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2199-12-31"},
        )
    except Exception as error:  # a page is hostile, its parsers are many: whatever goes wrong is the page's problem
        raise UnusableError(f"a web page that cannot be read ({type(error).__name__})") from error
    if document is None or isinstance(document, dict) or not document.text:
        raise UnusableError("a web page without an article")
    fields = {
        "title": document.title,
        "published": document.date,
        "publisher": document.sitename,
        "url": document.url,
    }
    return _article(stem, document.text, fields)


def read_json_line(line: bytes) -> Reading:
    """The article in one line of JSON Lines. Raises UnusableError."""
    try:
        found = msgspec.json.decode(decode(line), type=_Line)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnusableError(f"broken JSON: {error}") from error
    if "\0" in found.text:
        raise UnusableError("a NUL character in the text")
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    fields = {
        "title": found.title,
        "published": found.published,
        "publisher": found.publisher,
        "url": found.url,
    }
    return _article(str(found.id), text, fields)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """What the YAML at the head of `text` says of the article, and the text after it.

    Values are taken as they are written: YAML would make the id 001 a 1 and the title `No` false. Raises UnusableError.
    """
    found = _FRONT_MATTER.match(text)
    if found is None:
        if _OPEN_FRONT_MATTER.match(text):
            raise UnusableError("front matter without an end (a line of three hyphens)")
        return {}, text
    if len(found[1]) > _MAX_FRONT_MATTER:
        raise UnusableError(f"front matter of {len(found[1]):,} characters (at most {_MAX_FRONT_MATTER:,})")
    import yaml

    try:
        values = yaml.load(found[1], Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 2}" if error.problem_mark else ""
        raise UnusableError(f"front matter that is no YAML{line}: {error.problem or error.context}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise UnusableError("front matter that is no YAML") from error
    if values is None:  # nothing but comments
        values = {}
    if not isinstance(values, dict):
        raise UnusableError("front matter that is no list of names and values")
    for name in _FIELDS:
        if not isinstance(values.get(name, ""), str):
            raise UnusableError(f"front matter whose {name} is not a single value")
    fields = {name: values[name] for name in _FIELDS if values.get(name, "") not in _YAML_NULLS}
    return fields, text[found.end() :]


def _article(identity: str, text: str, fields: Mapping[str, str | None]) -> Reading:
    """The article, once its text has proved to be one. Raises UnusableError."""
    if not text.strip():
        raise UnusableError("empty")
    if len(text) > MAX_CHARACTERS:
        raise UnusableError(f"too long: {len(text):,} characters (at most {MAX_CHARACTERS:,})")
    clean = article_id(identity)
    if clean is None:
        raise UnusableError("without a usable id")
    check_prose(text)
    dated = "published" if one_line(fields.get("published")) else "date"
    published, url = iso_date(fields.get(dated)), web_address(fields.get("url"))
    unread = []
    for name, found, wanted in (
        (dated, published, "date such as 2022-10-19 or 19 October 2022"),
        ("url", url, "http or https address"),
    ):
        value = (fields.get(name) or "").strip()
        if found is None and value:
            unread.append(f"article {clean} is read without its {name}, which is no {wanted}: {_shortened(value)!r}")
    try:
        article = Article(
            id=clean,
            text=text,
            title=one_line(fields.get("title")),
            published=published,
            publisher=one_line(fields.get("publisher")),
            url=url,
        )
    except ValueError as error:
        raise UnusableError(str(error)) from error
    return Reading(article, tuple(unread))


def _shortened(value: str) -> str:
    return value if len(value) <= _MAX_SHOWN else f"{value[: _MAX_SHOWN - 1]}…"
