"""Addresses on the web as sources."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.given_input import Input, Options
from newsgraph.articles.kinds import HEAD, kind_of, read_input

_KINDS: Final = {
    "application/atom+xml": "feed", "application/feed+json": "json", "application/json": "json",
    "application/ld+json": "json", "application/pdf": "pdf", "application/rss+xml": "feed",
    "application/xhtml+xml": "page", "text/csv": "csv", "text/html": "page", "text/plain": "text",
}  # fmt: skip
_SINGLE: Final = frozenset({"docx", "odt", "pdf", "rtf", "text"})  # kinds whose address is their article's


def is_address(source: str) -> bool:
    """Whether a source is an address on the web."""
    return source.lower().startswith(("http://", "https://"))


def read_address(address: str, options: Options) -> Iterator[Reading | Problem]:
    """What stands at an address on the web, if it is to be fetched."""
    try:
        if options.fetch is None:
            raise UnusableError("an address on the web, which is only read if asked to (--fetch)")
        found = options.fetch.fetch(address, options.limits)
        name = PurePosixPath(unquote(urlsplit(found.address).path)).name or "index"
        head = found.data[:HEAD]
        kind = kind_of(name, head)
        if kind in {None, "page"} or found.media_type in {"text/html", "application/xhtml+xml"}:
            kind = _KINDS.get(found.media_type, "page")
        source = Input(io.BytesIO(found.data), "" if kind == "page" else name, address, options=options)
        if kind == "page":
            from newsgraph.articles.web_pages import read_page_at

            yield from read_page_at(source, found.address)
            return
        for one in read_input(source, kind or "page"):
            if isinstance(one, Reading) and kind in _SINGLE and one.article.url is None:
                one = replace(one, article=replace(one.article, url=found.address))
            yield one
    except UnusableError as error:
        yield Problem(address, str(error))
