"""What a web page says of its article: JSON-LD of schema.org first, then OpenGraph and other <meta>, then <time>."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsgraph.articles.bylines import BETWEEN, author_names, byline_of
from newsgraph.articles.metadata import iso_date, one_line, web_address
from newsgraph.articles.page_cleaning import HEADLINES, words_of
from newsgraph.articles.text_head import PUBLISHED as _PUBLISHED

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES: Final = re.compile(r"(?:\w*NewsArticle|Article|\w*BlogPosting|Report|SocialMediaPosting)\Z")
_DATES: Final = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "publication_date", "publish-date",
    "publishdate", "pubdate", "cxenseparse:recs:publishtime", "article.published", "date", "citation_publication_date",
)  # fmt: skip
_AUTHORS: Final = (
    "author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "cxenseparse:author",
    "citation_author", "article:author", "twitter:creator",
)  # fmt: skip
_BYLINES: Final = (
    "a",
    "address",
    "b",
    "cite",
    "dd",
    "div",
    "em",
    "font",
    "h4",
    "h5",
    "h6",
    "li",
    "p",
    "small",
    "span",
    "strong",
    "td",
)
_HEADED: Final = ("h1", "h2", "h3", "h4", "b", "strong", "font", "span", "div", "td", "p")
_LONG_BYLINE, _MAX_BYLINES = 200, 5  # characters; how many are looked at
_LONG_DATE: Final = 8  # words
_MAX_ELEMENTS: Final = 100  # of a headline
_DATE_WORDS: Final = frozenset({"date", "published", "posted", "pubdate", "publish", "timestamp"})
_TITLE_STYLES: Final = frozenset({"title", "MsoTitle"})  # of word processors
_PARTS: Final = re.compile(r"\s*[|•·]\s*")
_SUFFIX: Final = re.compile(r"\s+([|–—·«»-])\s+([^|–—·«»]{2,40})\Z")
_MAX_OBJECTS: Final = 10_000


def linked_data(root: "HtmlElement") -> list[dict[str, Any]]:
    """The articles that the page describes in JSON-LD, live blogs first."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        text = script.text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            found += _articles(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue
    return sorted(found, key=lambda one: "LiveBlogPosting" not in types_of(one))


def types_of(item: dict[str, Any]) -> list[str]:
    """The types of an object of JSON-LD, without the vocabulary's address."""
    types = item.get("@type", [])
    return [str(one).rpartition("/")[2] for one in (types if isinstance(types, list) else [types])]


def first_text(value: object, *names: str) -> str | None:
    """The first string in a value of JSON-LD: itself, of a list its first, of an object what one of the names says."""
    for _ in range(5):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[name] for name in names if value.get(name)), None)
    return one_line(value) if isinstance(value, str) else None


def page_fields(root: "HtmlElement", data: list[dict[str, Any]], address: str | None = None) -> dict[str, str | None]:
    """Title, date, publisher, address, authors and language of the article on a page, as far as the page says them.

    Args:
        root: the page.
        data: what `linked_data` found in it.
        address: where the page was, if that is known.
    """
    item = data[0] if data else {}
    metas = _metas(root)
    headings = [text for one in root.iter("h1") if (text := one_line(one.text_content()))]
    titles = [one_line(one.text_content()) for one in root.iter("title")]
    tab = next((one for one in titles if one), None)
    shown = _headline(root, tab)
    site = first_text(item.get("publisher"), "name") or metas.get("og:site_name") or metas.get("application-name")
    told = first_text(item.get("headline")) or first_text(item.get("name")) or metas.get("og:title")
    told = told or metas.get("twitter:title")
    if told and shown and _stands_in(shown, told):
        told = shown
    title = told or shown or (headings[0] if len(headings) == 1 else None)
    suffix = _SUFFIX.search(tab or "")
    known = {one for one in (*headings, title) if one}
    if site is None and tab and suffix and (suffix[1] == "|" or tab[: suffix.start()].strip() in known):
        site = suffix[2]
    links = [one.get("href") for one in root.iter("link") if (one.get("rel") or "").lower() == "canonical"]
    urls = [
        *links,
        metas.get("og:url"),
        first_text(item.get("url")),
        first_text(item.get("mainEntityOfPage"), "@id", "url"),
    ]
    return {
        "title": _without_site(title or tab, site),
        "published": _date(root, item, metas, title),
        "publisher": site,
        "url": next((one for one in (*urls, address) if web_address(one)), None),
        "author": _without(_authors(root, item, metas, title), site),
        "language": first_text(item.get("inLanguage"), "alternateName", "name") or root.get("lang"),
    }


def _headline(root: "HtmlElement", tab: str | None) -> str | None:
    """The headline on the page: what is marked as such, or what stands there and in its title beside the site."""
    marked = (
        one_line(one.text_content())
        for one in root.iter()
        if one.get("itemprop") == "headline"
        or (one.tag == "p" and not _TITLE_STYLES.isdisjoint((one.get("class") or "").split()))
    )
    if found := next((one for one in marked if one), None):
        return found
    if tab is None:
        return None
    texts = (_text_like(tab, one) for one in root.iter(*_HEADED))
    inside = {one for one in texts if one and len(one.split()) > 2 and _stands_in(one, tab)}
    return max(inside, key=len, default=None)


def _text_like(wanted: str, element: "HtmlElement") -> str | None:
    """The text of an element, in one line; None of one that is far longer than what is wanted.

    A page may have its whole text in hundreds of elements, each around the next, so that none is read to its end.
    """
    if next(islice(element.iter(), _MAX_ELEMENTS, None), None) is not None:
        return None
    parts: list[str] = []
    left = 2 * len(wanted)
    for part in element.itertext():
        parts.append(part)
        left -= len(part.strip())
        if left < 0:
            return None
    return one_line("".join(parts))


def _stands_in(text: str, tab: str) -> bool:
    """Whether a text is a part of a page's title, with marks around it: "News > Bank fined | Coast Weekly"."""
    start = tab.find(text)
    before, behind = tab[:start].rstrip(), tab[start + len(text) :].lstrip()
    return start >= 0 and all(not side or not side[at].isalnum() for side, at in ((before, -1), (behind, 0)))


def _without(authors: str | None, site: str | None) -> str | None:
    """The authors but the site itself."""
    names = [one for one in (authors or "").split(BETWEEN) if one and one.casefold() != (site or "").casefold()]
    return BETWEEN.join(names) or None


def _authors(root: "HtmlElement", item: dict[str, Any], metas: dict[str, str], title: str | None) -> str | None:
    """The authors: as the page's data has them, else as its bylines do."""
    told = item.get("author") or item.get("creator")
    described = [first_text(one, "name") for one in (told if isinstance(told, list) else [told])]
    metas_told = [metas.get(name) for name in _AUTHORS]
    metas_told += [metas.get("twitter:data1") if "written" in metas.get("twitter:label1", "").lower() else None]
    for names in (described, *([one] for one in metas_told)):
        if found := author_names(names):
            return found
    texts = [(one, text) for one in _behind_headline(root, title) if (text := _spaced(one))]
    marked = (author_names([text]) for one, text in texts if _is_byline(one))
    shown = (byline_of(part) for _, text in texts for part in _PARTS.split(text))
    return next((one for one in (*islice(marked, _MAX_BYLINES), *shown) if one), None)


def _behind_headline(root: "HtmlElement", title: str | None) -> list["HtmlElement"]:
    """The elements in which a byline or a date may stand: behind the headline, not in what announces other articles."""
    shown = list(root.iter(*_BYLINES, *HEADLINES))
    start = next((at for at, one in enumerate(shown) if title and _text_like(title, one) == title), -1)
    return [one for one in shown[start + 1 :] if one.tag in _BYLINES]


def _spaced(element: "HtmlElement") -> str | None:
    """The text of a short element, with spaces between what its parts hold; None of a long one."""
    parts: list[str] = []
    size = 0
    for one in element.iter():
        own = [one.text or "", "|" if one.tag == "br" else "", (one.tail or "") if one is not element else ""]
        parts += own
        size += 1 + sum(map(len, own))
        if size > _LONG_BYLINE:
            return None
    return one_line(" ".join(parts))


def _is_byline(element: "HtmlElement") -> bool:
    if element.get("itemprop") == "author" or "author" in (element.get("rel") or "").split():
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return "byline" in named or not {"author", "authors"}.isdisjoint(re.split(r"[^a-z]+", named))


def _without_site(title: str | None, site: str | None) -> str | None:
    if title and (suffix := _SUFFIX.search(title)) and (site is None or suffix[2].casefold() == site.casefold()):
        return title[: suffix.start()].strip() if len(title[: suffix.start()].split()) > 1 else title
    return title


def _date(root: "HtmlElement", item: dict[str, Any], metas: dict[str, str], title: str | None) -> str | None:
    told = [first_text(item.get("datePublished")), first_text(item.get("dateCreated"))]
    told += [metas.get(name) for name in _DATES]
    times = list(root.iter("time"))
    declared = [one for one in times if one.get("itemprop") == "datePublished" or one.get("pubdate") is not None]
    told += [one.get("datetime") or one.text_content() for one in [*declared, *times]]
    return next((one for one in told if iso_date(one)), None) or _shown_date(root, title)


def _shown_date(root: "HtmlElement", title: str | None) -> str | None:
    """A date that is shown as that of publication: it says so, its element does, or no other stands alone."""
    alone: dict[str, str] = {}
    for element in _behind_headline(root, title):
        for part in _PARTS.split(_spaced(element) or ""):
            told = _PUBLISHED.sub("", part)
            day = iso_date(told) if len(told.split()) <= _LONG_DATE else None
            if day and (told != part or not _DATE_WORDS.isdisjoint(words_of(element))):
                return told
            if day:
                alone[day] = told
    return next(iter(alone.values())) if len(alone) == 1 else None


def _metas(root: "HtmlElement") -> dict[str, str]:
    found: dict[str, str] = {}
    for one in root.iter("meta"):
        name = (one.get("property") or one.get("name") or one.get("itemprop") or "").strip().lower()
        if name and (content := one_line(one.get("content"))):
            found.setdefault(name, content)
    return found


def _articles(data: object) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < _MAX_OBJECTS:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if any(_ARTICLE_TYPES.match(kind) for kind in types_of(one)):
                yield one
                continue
            waiting += [one[name] for name in ("@graph", "mainEntity", "itemListElement", "item") if name in one]
