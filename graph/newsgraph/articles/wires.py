"""The XML of news agencies: NITF, NewsML-G2 and NewsML 1."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.bylines import BETWEEN
from newsgraph.articles.given_input import Input
from newsgraph.articles.markup import text_of, text_of_fragment
from newsgraph.articles.metadata import one_line
from newsgraph.articles.page_body import is_notice
from newsgraph.articles.raw_article import RawArticle

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODIES: Final = ("body.content", "inlineXML", "inlineData", "DataContent", "text", "body")
_TITLES: Final = ("hl1", "headline", "HeadLine", "title")
_DATES: Final = (
    "date.issue",
    "date.release",
    "pubdata",
    "contentCreated",
    "firstCreated",
    "versionCreated",
    "FirstCreated",
    "DateAndTime",
    "ThisRevisionCreated",
)
_AUTHORS: Final = ("byline", "by", "ByLine")
_NO_TEXT: Final = ("media", "media-caption", "table", "body.end", "script", "style", "tagline", "byline", "dateline")


def read_news_xml(source: Input) -> Iterator[Reading | Problem]:
    """The article in each item of an agency's file. Raises UnusableError."""
    from lxml import etree

    # Nothing is fetched and no entity is replaced: a file says nothing but its own words.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(source.data(), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusableError("broken XML") from error
    if root is None:
        raise UnusableError("broken XML")
    for one in root.iter():
        if isinstance(one.tag, str):
            one.tag = etree.QName(one).localname
    items = list(root.iter("newsItem", "NewsItem", "newsitem")) or list(root.iter("nitf"))
    items = [one for one in items if _body(one) is not None]
    if not items:
        raise UnusableError("XML that holds no news: neither NITF, NewsML, RSS nor Atom, or none with a text")
    for number, item in enumerate(items, 1):
        place = f"{source.place}: item {number}" if len(items) > 1 else source.place
        ids = source.ids if len(items) == 1 else ()
        try:
            yield _article(item, place, ids).read(source.options)
        except UnusableError as error:
            yield Problem(place, str(error))


def _body(item: "_Element") -> "_Element | None":
    return next((one for name in _BODIES for one in item.iter(name) if name != "body" or item.tag == "nitf"), None)


def _article(item: "_Element", place: str, ids: tuple[str, ...]) -> RawArticle:
    body = _body(item)
    assert body is not None
    title = next((text for name in _TITLES for one in item.iter(name) if (text := _line(one))), None)
    fields = {
        "title": title,
        "published": next((text for name in _DATES for one in item.iter(name) if (text := _date(one))), None)
        or item.get("date"),
        "publisher": _publisher(item),
        "url": next((one.get("href") for one in item.iter("remoteContent", "link") if _is_canonical(one)), None),
        "author": BETWEEN.join(text for name in _AUTHORS for one in item.iter(name) if (text := _author(one))),
        "language": _language(item),
        "id": None if ids else item.get("guid"),
    }
    return RawArticle(_text(body, title), place, fields, ids)


def _is_canonical(element: "_Element") -> bool:
    return "canonical" in (element.get("rel") or "").lower()


def _text(body: "_Element", title: str | None) -> str:
    for one in list(body.iter(*_NO_TEXT)):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
    content = next(body.iter("body.content"), None)
    inner = content if content is not None else next(body.iter("body"), body)
    text = text_of(inner)
    if "</p>" in text:  # markup that was written as text
        text = text_of_fragment(text)
    lines = [line for line in text.split("\n") if not is_notice(line)]
    return "\n".join(lines[1:] if lines and lines[0] == title else lines)


def _line(element: "_Element") -> str | None:
    return one_line("".join(element.itertext()))


def _author(byline: "_Element") -> str | None:
    """The people whom a byline marks as such, or all of it."""
    people = [text for one in byline.iter("person") if (text := _line(one))]
    return BETWEEN.join(people) or _line(byline)


def _language(item: "_Element") -> str | None:
    told = [one.get("tag") or one.get("FormalName") for one in item.iter("language", "Language")]
    return next((one for one in told if one), None)


def _date(element: "_Element") -> str | None:
    return element.get("norm") or element.get("date.publication") or (_line(element) if not len(element) else None)


def _publisher(item: "_Element") -> str | None:
    for one in item.iter("pubdata", "doc.copyright", "provider", "infoSource", "Provider", "distributor"):
        inside = [_line(part) or part.get("FormalName") for part in one.iter("name", "Party")]
        told = [*inside, *(one.get(name) for name in ("name", "holder", "literal")), _line(one)]
        if found := next((text for value in told if (text := one_line(value))), None):
            return found
    return None
