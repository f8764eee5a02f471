"""Saved web pages: the article on them, or the posts of a live blog."""

import logging
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.decoding import declared_encoding, decode
from newsgraph.articles.given_input import Input
from newsgraph.articles.live_blogs import Post, find_posts
from newsgraph.articles.markup import text_of_fragment
from newsgraph.articles.page_body import find_body
from newsgraph.articles.page_metadata import linked_data, page_fields
from newsgraph.articles.raw_article import RawArticle
from newsgraph.articles.text_head import told_in_text
from newsgraph.articles.text_title import title_in_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_ELEMENTS: Final = 100_000  # of a page; live blogs of a whole day have half as many
_MOST_MISSING: Final = 0.5  # of the body that the page's data holds, in what is shown


def read_page(source: Input) -> Iterator[Reading | Problem]:
    """The article in a saved web page, or the posts of a live blog. Raises UnusableError."""
    yield from read_page_at(source, None)


def read_page_at(source: Input, address: str | None) -> Iterator[Reading | Problem]:
    """The article in a page that was at some address. Raises UnusableError."""
    data = source.data()
    page = decode(data, declared=declared_encoding(data))
    if not page.strip():
        raise UnusableError("empty")
    if "<" not in page:  # a text, whatever it is called
        told = {"title": title_in_text(page), **told_in_text(page)}
        yield RawArticle(page, source.place, told, source.ids).read(source.options)
        return
    yield from read_markup(page, source, address)


def read_markup(
    page: str, source: Input, address: str | None, otherwise: Mapping[str, str | None] | None = None
) -> Iterator[Reading | Problem]:
    """The article in the HTML of a page.

    Args:
        page: the HTML.
        source: where it comes from.
        address: where it was, if that is known.
        otherwise: what is known of the article, as far as the page does not say it.

    Raises:
        UnusableError: there is none.
    """
    for library in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(library).addHandler(logging.NullHandler())  # what they report, we report in our own words
    try:
        root = _parsed(page)
        if root.xpath("//head/meta[@name='generator'][@content='newsgraph']"):
            yield Problem(source.place, "a picture or briefing that newsgraph made is no article", skipped=False)
            return
        if sum(1 for _ in islice(root.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
            raise UnusableError(f"too large: a page of more than {_MOST_ELEMENTS:,} elements")
        described = linked_data(root)
        fields = page_fields(root, described, address)
        fields |= {name: value for name, value in (otherwise or {}).items() if not fields.get(name)}
        if posts := find_posts(root, described):
            yield from _read_posts(posts, source, fields)
            return
        fields["published"] = fields["published"] or _guessed_date(page)
        text, notes = _body(root, described, fields)
    except UnusableError:
        raise
    except Exception as error:  # a page is hostile, its parsers are many: whatever goes wrong is the page's problem
        raise UnusableError(f"a web page that cannot be read ({type(error).__name__})") from error
    yield RawArticle(text, source.place, fields, source.ids if source.name else (), tuple(notes)).read(source.options)


def _parsed(page: str) -> "HtmlElement":
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)


def _guessed_date(page: str) -> str | None:
    from htmldate import find_date

    # Only dates that the page declares; and a fixed end, as the default is today.
    found: str | None = find_date(page, original_date=True, extensive_search=False, max_date="2199-12-31")
    return found


def _body(
    root: "HtmlElement", described: list[dict[str, Any]], fields: Mapping[str, str | None]
) -> tuple[str, list[str]]:
    """What is shown; or the body in the page's data, where the page shows less than half of it."""
    whole = next((text for one in described if (text := one.get("articleBody")) and isinstance(text, str)), "")
    body = text_of_fragment(whole) if "</" in whole else whole.strip()
    try:
        text, notes = find_body(root, fields["title"], fields["author"])
    except UnusableError:
        if len(body.split()) < 20:
            raise
        return body, []
    if len(text) < _MOST_MISSING * len(body):
        return body, []
    return text, notes


def _read_posts(posts: list[Post], source: Input, page: dict[str, str | None]) -> Iterator[Reading | Problem]:
    for number, post in enumerate(posts, 1):
        place = f"{source.place}: post {number}"
        fields = {
            **page,
            "title": post.title or page["title"],
            "published": post.published or page["published"],
            "url": post.url or page["url"],
        }
        day = fields["published"] or "post"
        ids = tuple(f"{one}/{day[:16]}" for one in source.ids) if source.name else ()
        try:
            yield RawArticle(post.text, place, fields, ids).read(source.options)
        except UnusableError as error:
            yield Problem(place, str(error))
