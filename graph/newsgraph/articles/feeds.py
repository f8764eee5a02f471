"""Feeds: RSS and Atom, an article for each entry."""

import io
from collections.abc import Iterator
from typing import Any

from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.bylines import BETWEEN
from newsgraph.articles.given_input import Input, more_than
from newsgraph.articles.markup import text_of_fragment
from newsgraph.articles.metadata import web_address
from newsgraph.articles.page_body import fragment_body
from newsgraph.articles.raw_article import RawArticle
from newsgraph.articles.stubs import without_stub


def read_feed(source: Input) -> Iterator[Reading | Problem]:
    """The article in each entry of a feed: its whole content, or its summary where the feed has no more.

    Raises UnusableError.
    """
    try:
        import feedparser
    except ImportError:
        raise UnusableError("a feed, which needs feedparser: pip install newsgraph[formats]") from None
    try:
        feed = feedparser.parse(io.BytesIO(source.data()), sanitize_html=False, resolve_relative_uris=False)
    except UnusableError:
        raise
    except Exception as error:  # the parser's own, whatever it is: the feed is at fault
        raise UnusableError(f"a feed that cannot be read ({type(error).__name__})") from error
    if not feed.entries:
        broken = feed.get("bozo_exception")
        raise UnusableError(f"a broken feed ({type(broken).__name__})" if broken else "a feed without entries")
    about = feed.feed if hasattr(feed, "feed") else {}
    for number, entry in enumerate(feed.entries[: source.options.limits.parts], 1):
        place = f"{source.place}: entry {number}"
        try:
            yield _article(entry, place, about, source).read(source.options)
        except UnusableError as error:
            yield Problem(place, str(error))
    if len(feed.entries) > source.options.limits.parts:
        yield Problem(source.place, more_than(source.options.limits.parts, "entries"))


def _article(entry: Any, place: str, feed: Any, source: Input) -> RawArticle:
    contents = [one.get("value") or "" for one in entry.get("content", [])]
    whole = max([*contents, entry.get("summary") or ""], key=len)
    origin = entry.get("source") or {}
    title = entry.get("title")
    url = web_address(entry.get("link"))  # for an entry without one, the parser takes its id
    fields = {
        "title": text_of_fragment(title).replace("\n", " ") if title else None,
        "published": entry.get("published") or entry.get("updated") or entry.get("created"),
        "publisher": origin.get("title") or feed.get("title"),
        "url": url,
        "author": _authors(entry),
        "language": entry.get("language") or feed.get("language"),
    }
    if url is None and entry.get("id"):
        fields["id"] = f"{source.ids[0]}/{entry['id']}"
    text, cut = without_stub(fragment_body(whole))
    return RawArticle(text, place, fields, notes=("only its beginning is in the feed",) if cut else ())


def _authors(entry: Any) -> str | None:
    several = [one.get("name") or "" for one in entry.get("authors", [])]
    return BETWEEN.join(several) if len(several) > 1 else entry.get("author")
