"""What a web page says of its article: JSON-LD of schema.org first, then OpenGraph and other <meta>, then <time>."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsgraph.articles.bylines import author_names
from newsgraph.articles.metadata import iso_date, one_line, web_address

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
_BYLINES: Final = ("a", "address", "div", "p", "span")
_LONG_BYLINE, _MAX_BYLINES = 20, 5  # words; how many are looked at
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
    site = first_text(item.get("publisher"), "name") or metas.get("og:site_name") or metas.get("application-name")
    told = first_text(item.get("headline")) or first_text(item.get("name")) or metas.get("og:title")
    title = told or metas.get("twitter:title") or (headings[0] if len(headings) == 1 else None)
    tab = next((one for one in titles if one), None)
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
        "published": _date(root, item, metas),
        "publisher": site,
        "url": next((one for one in (*urls, address) if web_address(one)), None),
        "author": _authors(root, item, metas),
        "language": first_text(item.get("inLanguage"), "alternateName", "name") or root.get("lang"),
    }


def _authors(root: "HtmlElement", item: dict[str, Any], metas: dict[str, str]) -> str | None:
    """The authors: as the page's data has them, else as its bylines do."""
    told = item.get("author") or item.get("creator")
    described = [first_text(one, "name") for one in (told if isinstance(told, list) else [told])]
    metas_told = [metas.get(name) for name in _AUTHORS]
    shown = (
        one_line(one.text_content())
        for one in root.iter(*_BYLINES)
        if one.get("itemprop") == "author" or "author" in (one.get("rel") or "").split() or _is_byline(one)
    )
    short = (one for one in shown if one and len(one.split()) <= _LONG_BYLINE)
    for names in (described, *([one] for one in (*metas_told, *islice(short, _MAX_BYLINES)))):
        if found := author_names(names):
            return found
    return None


def _is_byline(element: "HtmlElement") -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return "byline" in named or "author" in re.split(r"[^a-z]+", named)


def _without_site(title: str | None, site: str | None) -> str | None:
    if title and (suffix := _SUFFIX.search(title)) and (site is None or suffix[2].casefold() == site.casefold()):
        return title[: suffix.start()].strip() if len(title[: suffix.start()].split()) > 1 else title
    return title


def _date(root: "HtmlElement", item: dict[str, Any], metas: dict[str, str]) -> str | None:
    told = [first_text(item.get("datePublished")), first_text(item.get("dateCreated"))]
    told += [metas.get(name) for name in _DATES]
    times = list(root.iter("time"))
    declared = [one for one in times if one.get("itemprop") == "datePublished" or one.get("pubdate") is not None]
    told += [one.get("datetime") or one.text_content() for one in [*declared, *times]]
    return next((one for one in told if iso_date(one)), None)


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
