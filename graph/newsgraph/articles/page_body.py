"""The body of the article on a web page, without what stands around it."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from newsgraph.articles.article import UnusableError
from newsgraph.articles.markup import parsed_fragment, text_of, text_of_fragment
from newsgraph.articles.metadata import one_line
from newsgraph.articles.stubs import without_stub

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER: Final = (
    "nav",
    "footer",
    "form",
    "button",
    "select",
    "figcaption",
    "script",
    "style",
    "noscript",
    "template",
    "dialog",
    "iframe",
    "svg",
    "audio",
    "video",
    "object",
    "input",
    "textarea",
    "time",
)
_BLOCKS: Final = (
    "div",
    "section",
    "aside",
    "ul",
    "ol",
    "dl",
    "table",
    "header",
    "figure",
    "article",
    "p",
    "span",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "small",
    "address",
    "amp-social-share",
    "amp-ad",
    "amp-consent",
)
_WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_ROLES: Final = frozenset({"alert", "banner", "complementary", "contentinfo", "dialog", "navigation"})
_FOLLOW: Final = re.compile(
    r"follow [A-Z][\w .'’-]{2,40} on (?:twitter|x|facebook|instagram|bluesky|threads)\b", re.IGNORECASE
)
_BYLINE: Final = re.compile(r"(?:by|words by|from|story by|written by)\s+[A-Z][^.!?]{2,80}\Z", re.IGNORECASE)
_DATE_LINE: Final = re.compile(
    r"(?:(?:last\s+)?(?:updated|published|posted|modified)\b:?\s*(?:on|at)?\s*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?|[a-z]{3,9}\.?\s+\d{1,2},?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
    r"(?:\s+\d{4})?"
    r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}.{0,12})?\Z",
    re.IGNORECASE,
)
_TOP_LINES, _SHORT_LINE = 6, 6  # lines over which a title may stand, and their words
_SENTENCE: Final = re.compile(r"[^.!?]+[.!?]*")
_MOST_SHARE: Final = 0.5  # of a page's text that something around the article holds
_MOST_LINKED = 0.8  # of a text that is in links
_LONG_OFFER = 120  # words
_INSTEAD_WORDS: Final = 120  # what stands instead of an article is short
_LONG_NOTE: Final = 40  # words of a paragraph that can be a notice


@cache
def _listed(name: str) -> Any:
    data = tomllib.loads(files(__package__).joinpath("page_furniture.toml").read_text(encoding="utf-8"))[name]
    return frozenset(data) if isinstance(data, list) else data


def find_body(root: "HtmlElement", title: str | None) -> tuple[str, list[str]]:
    """The text of the article on a page, a line a paragraph, and what is to be told of it. Changes the page.

    Raises:
        UnusableError: there is none; says what there is instead.
    """
    whole = _text(root)
    for one in list(root.iter("aside")):
        if next(one.iter("h1"), None) is not None or _share(one, root) > _MOST_SHARE:
            one.tag = "div"  # the article itself, whatever the page calls it
    for element in list(root.iter(*_NEVER)):
        if _share(element, root) <= _MOST_SHARE or element.tag in {"script", "style", "noscript"}:
            _drop(element)
    offered = _drop_offers(root)
    _drop_named(root)
    _drop_links(root)
    _drop_headlines(root, title)
    body = _extracted(root)
    lines = [line for line in body.split("\n") if line.strip() and not is_notice(line)]
    while lines and _plain(lines[-1]) in _listed("headings"):
        lines.pop()
    lines = _behind_title(lines, title)
    text = "\n".join(lines)
    _refuse(text, whole, offered)
    if not offered:
        return text, []
    return without_stub(text)[0], ["cut off by a paywall: only what stands before it is read"]


def fragment_body(fragment: str) -> str:
    """The text of a piece of HTML, as feeds, mails and exports hold it, without links to other pages and notices."""
    root = parsed_fragment(fragment)
    if root is None:
        return text_of_fragment(fragment)
    _drop_links(root)
    return "\n".join(line for line in text_of(root).split("\n") if not is_notice(line))


def _behind_title(lines: list[str], title: str | None) -> list[str]:
    """The lines without the title and what stands over it: a menu, a rubric."""
    for number, line in enumerate(lines[:_TOP_LINES]):
        if len(line.split()) > _SHORT_LINE and one_line(line) != title:
            break
        if one_line(line) == title:
            return lines[number + 1 :]
    return lines


def _extracted(root: "HtmlElement") -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(root, with_metadata=False, include_comments=False, include_tables=False)
    if found is None or isinstance(found, dict):
        return ""
    return found.text or ""


def _drop_offers(root: "HtmlElement") -> bool:
    """Leave out what is offered to those who do not subscribe; whether there was such an offer."""
    found = False
    if not _offers(root):
        return False
    for element in list(root.iter("div", "section", "aside", "p", "h2", "h3", "h4", "span", "strong")):
        if not _is_in(element, root) or not _offers(element):
            continue
        text = _text(element)
        gate = bool(words_of(element) & _listed("gates"))
        alone = gate or not any(child.tag in _BLOCKS for child in element)
        if alone and len(text.split()) <= _LONG_OFFER and next(element.iter("h1"), None) is None:
            _drop(element)
            found = True
    return found


def _offers(element: "HtmlElement") -> bool:
    text = _text(element).casefold().replace("’", "'")
    return any(phrase in text for phrase in _listed("offers"))


def _drop_named(root: "HtmlElement") -> None:
    """Leave out what its class or id says is not the article."""
    for element in list(root.iter(*_BLOCKS)):
        if not _is_in(element, root):
            continue
        words = words_of(element)
        joined = f"-{'-'.join(_word_list(element))}-"
        named = words & _listed("names") or any(f"-{one}-" in joined for one in _listed("phrases"))
        role = (element.get("role") or "").lower() in {
            "navigation",
            "complementary",
            "dialog",
            "contentinfo",
            "banner",
            "alert",
        }
        hidden = element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "")
        if not (named or role or hidden) or next(element.iter("h1"), None) is not None:
            continue
        if _share(element, root) <= _MOST_SHARE or _is_consent(_text(element)):
            _drop(element)


def _drop_links(root: "HtmlElement") -> None:
    """Leave out what only leads to other pages: lists of links, paragraphs that are a link, headings over them."""
    for element in list(root.iter("p", "li", "ul", "ol", "h2", "h3", "h4", "h5", "h6", "div", "section")):
        if not _is_in(element, root):
            continue
        linked = " ".join(_text(link) for link in element.iter("a"))
        if not linked or not (text := _text(element)):
            continue
        label, colon, _ = text.partition(":")
        labelled = bool(colon) and _plain(label) in _listed("labels")
        share = len(linked) / len(text)
        only_link = share > _MOST_LINKED and (len(text.split()) > 2 or element.tag != "p")
        if not only_link and not (labelled and len(text.split()) <= _LONG_NOTE):
            continue
        if element.tag in {"p", "ul", "ol", "li"} or _share(element, root) <= _MOST_LINKED:
            _drop(element)
    for element in list(root.iter("h2", "h3", "h4", "h5", "h6", "p", "strong")):
        if _plain(_text(element)) in _listed("headings"):
            _drop(element)


def _drop_headlines(root: "HtmlElement", title: str | None) -> None:
    headings = list(root.iter("h1"))
    for one in headings:
        if len(headings) == 1 or one_line(one.text_content()) == title:
            _drop(one)


def is_notice(line: str) -> bool:
    """Whether a paragraph is a byline, a date, a credit or a word to the reader."""
    plain = line.strip(" \t-–—•*|").casefold().replace("’", "'")
    words = plain.split()
    if len(words) > _LONG_NOTE:
        return False
    if _BYLINE.match(line.strip()) and len(words) <= 12:
        return True
    if _DATE_LINE.match(line.strip()) or _plain(line) in _listed("headings"):
        return True
    if any(plain.startswith(one) for one in _listed("openings")):
        return True
    return bool(
        re.match(
            r"follow [A-Z][\w .'’-]{2,40} on (?:twitter|x|facebook|instagram|bluesky|threads)\b",
            line.strip(),
            re.IGNORECASE,
        )
    )


def _refuse(text: str, whole: str, offered: bool) -> None:
    """Raise UnusableError where what is left is no article."""
    plain = whole.casefold().replace("’", "'")
    short = text if text.strip() else whole
    if kind := _instead(text, plain):
        raise UnusableError(f"no article text found: {kind}")
    if text.strip() and not _is_consent(text):
        return
    if offered:
        raise UnusableError("no article text found: a paywall")
    if _is_consent(short) or (not text.strip() and _is_consent(plain)):
        raise UnusableError("no article text found: consent notice")
    raise UnusableError("no article text found" if plain.strip() else "no article text found: an empty page")


def _instead(text: str, whole: str) -> str | None:
    """What a page is that stands where an article should: short, and in words that no article has so early."""
    if len(text.split()) > _INSTEAD_WORDS or len(whole.split()) > 3 * _INSTEAD_WORDS:
        return None
    short = len(text.split()) < _INSTEAD_WORDS // 3
    body = text.casefold().replace("’", "'")
    for kind, phrases in _listed("instead").items():
        if any(phrase in (whole if short else body) for phrase in phrases):
            return str(kind)
    return None


def _is_consent(text: str) -> bool:
    """Whether most of a text's sentences speak of cookies and consent."""
    sentences = [one.casefold() for one in _SENTENCE.findall(text) if len(one.split()) > 2]
    about = [one for one in sentences if any(re.search(rf"\b{re.escape(word)}", one) for word in _listed("consent"))]
    return bool(about) and len(about) * 2 >= len(sentences)


def _share(element: "HtmlElement", root: "HtmlElement") -> float:
    """How much of a page's running text an element holds."""
    whole = sum(len(one.text_content()) for one in root.iter("p"))
    inside = sum(len(one.text_content()) for one in element.iter("p"))
    if whole == 0:
        whole, inside = len(_text(root)), len(_text(element))
    return inside / max(whole, 1)


def words_of(element: "HtmlElement") -> frozenset[str]:
    """The words of an element's class and id, in small letters."""
    return frozenset(_word_list(element))


def _word_list(element: "HtmlElement") -> list[str]:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return [word.lower() for word in _WORDS.findall(named[:2000])]


def _is_in(element: "HtmlElement", root: "HtmlElement") -> bool:
    """Whether an element has not been left out."""
    return element.getroottree().getroot() is root.getroottree().getroot()


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" :.!…|»>›→").casefold().replace("’", "'")


def _text(element: "HtmlElement") -> str:
    return " ".join(element.text_content().split())


def _drop(element: "HtmlElement") -> None:
    if element.getparent() is not None:
        element.drop_tree()
