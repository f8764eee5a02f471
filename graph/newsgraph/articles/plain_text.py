"""Plain text and Markdown, with what YAML front matter says of them."""

import re
import tomllib
from collections.abc import Iterator
from typing import Final

from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.bylines import BETWEEN
from newsgraph.articles.decoding import decode
from newsgraph.articles.given_input import Input, more_than
from newsgraph.articles.raw_article import FIELDS, RawArticle
from newsgraph.articles.text_head import told_in_text
from newsgraph.articles.text_headers import split_documents, split_headers
from newsgraph.articles.text_title import title_in_text, without_slugs

_FRONT_MATTER: Final = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TOML: Final = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
_OPEN_FRONT_MATTER: Final = re.compile(r"\A---\n\s*[\w-]+:(?:\s|$)")
_MAX_FRONT_MATTER: Final = 20_000
_OTHER_NAMES: Final = {"author": "authors", "language": "lang"}
_YAML_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


def read_text(source: Input) -> Iterator[Reading | Problem]:
    """The article in a text or Markdown file, or each of those that an archive put into one file.

    Its text is the file less what stands over it: front matter, named lines. Raises UnusableError.
    """
    text = decode(source.data())
    documents = split_documents(text)
    if len(documents) == 1:
        yield _raw(text, source.place, source.ids).read(source.options)
        return
    for number, one in enumerate(documents[: source.options.limits.parts], 1):
        place = f"{source.place}: item {number}"
        try:
            yield _raw(one, place, ()).read(source.options)
        except UnusableError as error:
            yield Problem(place, str(error))
    if len(documents) > source.options.limits.parts:
        yield Problem(source.place, more_than(source.options.limits.parts, "documents"))


def _raw(text: str, place: str, ids: tuple[str, ...]) -> RawArticle:
    fields, body = split_front_matter(text)
    if not fields:
        fields, body = split_headers(body)
    title = title_in_text(body)
    body = without_slugs(body)
    told = {name: value for name, value in told_in_text(body).items() if value and not _is_told(fields, name)}
    titled = {"title": title} if title and "title" not in fields else {}
    return RawArticle(body, place, fields | told | titled, ids)


def _is_told(fields: dict[str, str], name: str) -> bool:
    return name in fields or (name == "published" and "date" in fields)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """What the YAML (between lines of `---`) or TOML (`+++`) at the head of `text` says, and the text after it.

    Values are taken as they are written: YAML would make the id 001 a 1 and the title `No` false. Raises UnusableError.
    """
    if (toml := _TOML.match(text)) and len(toml[1]) <= _MAX_FRONT_MATTER:
        return _fields(_toml(toml[1])), text[toml.end() :]
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
    return _fields(values), text[found.end() :]


def _toml(text: str) -> dict[str, object]:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnusableError(f"front matter that is no TOML: {error}") from error
    return {name: value if isinstance(value, str | list | dict) else str(value) for name, value in values.items()}


def _fields(values: dict[str, object]) -> dict[str, str]:
    """What front matter says, by our names. Raises UnusableError."""
    for name, other in _OTHER_NAMES.items():
        if name not in values and other in values:
            values[name] = values[other]
    authors = values.get("author")
    if isinstance(authors, list) and all(isinstance(one, str) for one in authors):
        values["author"] = BETWEEN.join(authors)
    source = values.get("source")
    if isinstance(source, str):  # clippers call the address so, others the paper
        values.setdefault("url" if "://" in source else "publisher", source)
    found = {}
    for name in FIELDS:
        value = values.get(name, "")
        if not isinstance(value, str):
            raise UnusableError(f"front matter whose {name} is not a single value")
        if value not in _YAML_NULLS:
            found[name] = value
    return found
