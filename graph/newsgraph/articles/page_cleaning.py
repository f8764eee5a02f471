"""Leaving out what stands around the article on a web page: what its classes, its links and its words say it is not."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsgraph.articles.metadata import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEVER: Final = frozenset({
    "amp-ad", "amp-consent", "amp-sidebar", "amp-social-share", "audio", "button", "dialog", "figcaption", "footer",
    "form", "iframe", "input", "nav", "object", "select", "svg", "template", "textarea", "time", "video",
})  # fmt: skip
NO_TEXT: Final = frozenset({"script", "style", "noscript"})
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "div", "dl", "figure", "h2", "h3", "h4", "h5", "h6", "header", "li", "ol", "p",
    "section", "small", "span", "table", "ul",
})  # fmt: skip
_OFFERED: Final = frozenset({"div", "section", "aside", "p", "h2", "h3", "h4", "span", "strong"})
_LINKED: Final = frozenset({"p", "li", "ul", "ol", "h2", "h3", "h4", "h5", "h6", "div", "section"})
HEADLINES: Final = ("h1", "h2", "h3", "h4")
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "strong"})
_LINKED_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5"})
_ROLES: Final = frozenset({"alert", "banner", "complementary", "contentinfo", "dialog", "navigation"})
_WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SENTENCE: Final = re.compile(r"[^.!?]+[.!?]*")
_MOST_SHARE: Final = 0.5  # of a page's text that something around the article holds
_MOST_LINKED: Final = 0.8  # of a text that is in links
_LONG_OFFER, _LONG_LABELLED = 1000, 300  # characters
_LONG_CARD, _MOST_CARD = 1000, 0.3  # characters of what announces another article; its share of the page
_LONG_NOTICE: Final = 5000  # characters of what can be all consent
_MIN_PARAGRAPHS: Final = 0.3  # of a page's text; where less is in paragraphs, it is set otherwise
_MIN_BODY: Final = 200  # characters of paragraphs; where less is left, the page's names for things are not believed


@cache
def listed(name: str) -> Any:
    """Words and phrases of page_furniture.toml."""
    data = tomllib.loads(files(__package__).joinpath("page_furniture.toml").read_text(encoding="utf-8"))[name]
    return frozenset(data) if isinstance(data, list) else data


def clean(root: "HtmlElement", title: str | None) -> bool:
    """Leave out all that is not the article; whether something was offered to those who do not subscribe."""
    for element in _each(root, NO_TEXT):
        drop(element)
    _drop_before(root, title)
    sizes = _Sizes(root)
    for one in _each(root, frozenset({"aside"})):
        if next(one.iter("h1"), None) is not None or sizes.share(one) > _MOST_SHARE:
            one.tag = "div"  # the article itself, whatever the page calls it
    for element in _each(root, NEVER):
        if sizes.share(element) <= _MOST_SHARE:
            drop(element)
    offered = _drop_offers(root)
    _drop_cards(root)
    _drop_named(root)
    drop_links(root)
    for one in list(root.iter("title")):
        drop(one)
    headings = list(root.iter(*HEADLINES))
    alone = [one for one in headings if one.tag == "h1"]
    for one in headings:
        if alone == [one] or one_line(one.text_content()) == title:
            drop(one)
    return offered


def _drop_before(root: "HtmlElement", title: str | None) -> None:
    """Leave out what stands before the headline, unless that is most of the page: no article stands over its own."""
    headline = next((one for one in root.iter(*HEADLINES) if title and one_line(one.text_content()) == title), None)
    if headline is None:
        return
    sizes = _Sizes(root)
    before = [one for above in (headline, *headline.iterancestors()) for one in above.itersiblings(preceding=True)]
    before = [one for one in before if one.tag not in {"head", "link", "meta"}]
    if sum(map(sizes.share, before)) < 1 - _MOST_SHARE:
        for one in before:
            drop(one)


class _Sizes:
    """How many characters each element of a page has: of text, of text in paragraphs, of text in links."""

    def __init__(self, root: "HtmlElement") -> None:
        self._root = root
        self._of: dict[HtmlElement, tuple[int, int, int]] = {}
        for element in reversed(list(root.iter())):  # what is inside an element comes before it
            inside = [self._of[child] for child in element]
            text = len(element.text or "") + sum(one[0] for one in inside) + sum(len(one.tail or "") for one in element)
            paragraphs = text if element.tag == "p" else sum(one[1] for one in inside)
            links = text if element.tag == "a" else sum(one[2] for one in inside)
            self._of[element] = (text, paragraphs, links)
        self._in_paragraphs = self._of[root][1] >= _MIN_PARAGRAPHS * self._of[root][0]

    def text(self, element: "HtmlElement") -> int:
        """All its text."""
        return self._of[element][0]

    def linked(self, element: "HtmlElement") -> float:
        """How much of its text is in links."""
        return self._of[element][2] / max(self._of[element][0], 1)

    def share(self, element: "HtmlElement") -> float:
        """How much of the page's running text it holds."""
        return self.running(element) / max(self.running(self._root), 1)

    def running(self, element: "HtmlElement") -> int:
        """Its running text: in paragraphs, or beside links where the page has hardly any paragraphs."""
        text, paragraphs, links = self._of[element]
        return paragraphs if self._in_paragraphs else text - links


def _each(root: "HtmlElement", tags: frozenset[str]) -> Iterator["HtmlElement"]:
    """The elements of some kinds, outer ones first; none inside of one that was left out meanwhile."""
    gone: set[HtmlElement] = set()
    for element in list(root.iter()):
        parent = element.getparent()
        if element is not root and (parent is None or parent in gone):
            gone.add(element)
        elif element.tag in tags:
            yield element
            if element is not root and element.getparent() is None:
                gone.add(element)


def _drop_offers(root: "HtmlElement") -> bool:
    if not _offers(root):
        return False
    found, sizes = False, _Sizes(root)
    for element in _each(root, _OFFERED):
        if sizes.text(element) > _LONG_OFFER or not _offers(element):
            continue
        alone = words_of(element) & listed("gates") or not any(child.tag in _BLOCKS for child in element)
        if alone and next(element.iter("h1"), None) is None:
            drop(element)
            found = True
    return found


def _offers(element: "HtmlElement") -> bool:
    text = text_in(element).casefold().replace("’", "'")
    return any(phrase in text for phrase in listed("offers"))


def _drop_named(root: "HtmlElement") -> None:
    """Leave out what its class, id or role says is not the article."""
    sizes = _Sizes(root)
    found = [
        element
        for element in _each(root, _BLOCKS)
        if _is_named(element, sizes)
        and next(element.iter("h1"), None) is None
        and (sizes.share(element) <= _MOST_SHARE or _is_short_consent(element, sizes))
    ]
    outer = _outermost(found)
    left = sizes.running(root) - sum(map(sizes.running, outer))
    for element in root.iter(*_BLOCKS):
        if listed("linking_names").intersection(word_list(element)):
            element.attrib.pop("class", None)  # what stays is no teaser, whatever the next reader takes it for
            element.attrib.pop("id", None)
    for element in outer:
        running = sizes.running(element)
        if left >= _MIN_BODY or running <= left or _is_short_consent(element, sizes):
            drop(element)


def _is_named(element: "HtmlElement", sizes: _Sizes) -> bool:
    words = word_list(element)
    if listed("linking_names").intersection(words) and sizes.linked(element) > _MOST_LINKED / 2:
        return True
    joined = f"-{'-'.join(words)}-"
    if listed("names").intersection(words) or any(f"-{one}-" in joined for one in listed("phrases")):
        return True
    return _is_hidden(element) or (element.get("role") or "").lower() in _ROLES


def _is_hidden(element: "HtmlElement") -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def drop_hidden(root: "HtmlElement") -> None:
    """Leave out what no reader sees: the words that mail programs show beside a subject."""
    for element in _each(root, _BLOCKS | {"td", "tr"}):
        if _is_hidden(element):
            drop(element)


def _outermost(elements: list["HtmlElement"]) -> list["HtmlElement"]:
    """Those that lie in no other, of elements in the page's order."""
    found: list[HtmlElement] = []
    chosen: set[HtmlElement] = set()
    for element in elements:
        if chosen.isdisjoint(element.iterancestors()):
            found.append(element)
            chosen.add(element)
    return found


def _is_short_consent(element: "HtmlElement", sizes: _Sizes) -> bool:
    return sizes.text(element) <= _LONG_NOTICE and is_consent(text_in(element))


def drop_links(root: "HtmlElement") -> None:
    """Leave out what only leads to other pages: lists of links, paragraphs that are a link, headings over them."""
    _drop_cards(root)
    sizes = _Sizes(root)
    for element in _each(root, _LINKED):
        size, linked = sizes.text(element), sizes.linked(element)
        if not linked:
            continue
        only_link = linked > _MOST_LINKED and (element.tag != "p" or len(text_in(element).split()) > 2)
        if not only_link and not (size <= _LONG_LABELLED and _is_labelled(element)):
            continue
        if element.tag in {"p", "ul", "ol", "li"} or sizes.share(element) <= _MOST_LINKED:
            drop(element)
    for element in _each(root, _HEADINGS):
        if sizes.text(element) <= _LONG_LABELLED and plain(text_in(element)) in listed("headings"):
            drop(element)


def _drop_cards(root: "HtmlElement") -> None:
    """Leave out what announces other articles: a heading that leads there, with what stands around it alone."""
    sizes = _Sizes(root)
    for element in _each(root, _LINKED_HEADINGS):
        if sizes.linked(element) > _MOST_LINKED and (card := _card(element, sizes)) is not None:
            drop(card)


def _card(heading: "HtmlElement", sizes: _Sizes) -> "HtmlElement | None":
    """What announces another article: the element around a heading that leads there, with its first words."""
    found = None
    for one in heading.iterancestors():
        several = next(islice(one.iter(*_LINKED_HEADINGS, "h1"), 1, None), None) is not None
        if several or sizes.text(one) > _LONG_CARD or sizes.share(one) > _MOST_CARD:
            break
        found = one
    return found


def _is_labelled(element: "HtmlElement") -> bool:
    label, colon, _ = text_in(element).partition(":")
    return bool(colon) and plain(label) in listed("labels")


def is_consent(text: str) -> bool:
    """Whether most of a text's sentences speak of cookies and consent."""
    if len(text) > _LONG_NOTICE:
        return False
    sentences = [one.casefold() for one in _SENTENCE.findall(text) if len(one.split()) > 2]
    about = [one for one in sentences if _consent_words().search(one)]
    return bool(about) and len(about) * 2 >= len(sentences)


@cache
def _consent_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(listed('consent'))))})")


def words_of(element: "HtmlElement") -> frozenset[str]:
    """The words of an element's class and id, in small letters."""
    return frozenset(word_list(element))


def word_list(element: "HtmlElement") -> list[str]:
    """The words of an element's class and id, in their order, in small letters."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return [word.lower() for word in _WORDS.findall(named[:500])]


def plain(text: str) -> str:
    """A heading or label without its marks, in small letters."""
    return " ".join(text.split()).strip(" :.!…|»>›→").casefold().replace("’", "'")


def text_in(element: "HtmlElement") -> str:
    """The text of an element, in one line."""
    return " ".join(element.text_content().split())


def drop(element: "HtmlElement") -> None:
    """Leave an element out of its page; what stands behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()
