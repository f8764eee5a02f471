"""The body of the article on a web page, without what stands around it."""

import re
from typing import TYPE_CHECKING, Final

from newsgraph.articles.article import MAX_CHARACTERS, UnusableError
from newsgraph.articles.bylines import byline_of
from newsgraph.articles.markup import parsed_fragment, text_of, text_of_fragment
from newsgraph.articles.metadata import one_line
from newsgraph.articles.page_cleaning import (
    HEADLINES,
    clean,
    drop,
    drop_hidden,
    drop_links,
    is_consent,
    listed,
    plain,
    text_in,
)
from newsgraph.articles.stubs import without_stub

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BYLINE: Final = re.compile(r"(?:by|words by|from|story by|written by)\s+[A-Z][^.!?]{2,80}\Z", re.IGNORECASE)
_DATE_LINE: Final = re.compile(
    r"(?:(?:last\s+)?(?:updated|published|posted|modified)\b:?\s*(?:on|at)?\s*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?|[a-z]{3,9}\.?\s+\d{1,2},?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
    r"(?:\s+\d{4})?"
    r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}.{0,12})?\Z",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}\Z")
# Who wrote and edited it, in initials and agencies: "ab/cd (AP, AFP)", "SOURCE Coast Wire".
_SIGNED: Final = re.compile(r"[a-z]{2,3}/[a-z]{2,3}(?:,? [a-z]{2,3}/[a-z]{2,3})*(?: \([\w, ]+\))?|SOURCE:? [A-Z].*")
_TIME: Final = re.compile(r"\d{1,2}(?:[:.h]\d\d)?\s*(?:[apAP]\.?[mM]\.?)?\s*(?:[A-Z]{2,4}(?:[+-]\d{1,2})?)?")
_PARTS: Final = re.compile(r"\s*[|•·]\s*")
_FOLLOW: Final = re.compile(
    r"follow [A-Z][\w .'’-]{2,40} on (?:twitter|x|facebook|instagram|bluesky|threads)\b", re.IGNORECASE
)
_ADDRESSED: Final = re.compile(r"\b(?:we|our|you|your)\b", re.IGNORECASE)
_IS: Final = re.compile(
    r"(?:,[^.]{0,60},)?\s+(?:is|was|has|covers|covered|edits|hosts|leads|lives|runs|teaches|writes|reports|reported|"
    r"joined|can be reached|works)\b"
)
_BLOCKS: Final = ("div", "p", "ul", "ol", "table", "section", "article", "blockquote")
_LEAD: Final = 15  # words of a paragraph that is set apart, at least
_SENTENCE_END: Final = (".", "?", "!", "”", '"')
_TOP_LINES, _SHORT_LINE = 6, 6  # lines over which a title may stand, and their words
_LONGEST_WORD: Final = 25  # characters on an average, of a paragraph that can be a notice
_LONG_NOTE, _LONG_BYLINE, _SHORT_NOTE = 40, 12, 10  # words of a paragraph that can be a notice, a byline, a label
_INSTEAD_WORDS: Final = 120  # what stands instead of an article is short
_MOST_TEXT: Final = 2 * MAX_CHARACTERS  # of a page, before its body is looked for


def find_body(root: "HtmlElement", title: str | None, author: str | None = None) -> tuple[str, list[str]]:
    """The text of the article on a page, a line a paragraph, and what is to be told of it. Changes the page.

    Raises:
        UnusableError: there is none; says what there is instead.
    """
    whole = text_in(root)
    headed = any(one_line(one.text_content()) == title for one in root.iter(*HEADLINES))
    offered = clean(root, title)
    if len(text_in(root)) > _MOST_TEXT:
        raise UnusableError(f"too long: more than {_MOST_TEXT:,} characters")
    paragraphs = [text_in(one) for one in root.iter("p", "div") if next(one.iterdescendants(*_BLOCKS), None) is None]
    order = _packed(root.text_content())
    blocks = text_of(root).split("\n")
    lines = _in_order(_apart(_extracted(root).split("\n"), blocks), order)
    lines = [line for line in (*_leads(lines, paragraphs, headed), *lines) if line.strip() and not is_notice(line)]
    lines = _without_consent(_without_end(_behind_title(lines, title), author))
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
    drop_hidden(root)
    for one in list(root.iter("figcaption")):
        drop(one)
    drop_links(root)
    return "\n".join(line for line in text_of(root).split("\n") if not is_notice(line))


def _behind_title(lines: list[str], title: str | None) -> list[str]:
    """The lines without the title and what stands over it: a menu, a rubric."""
    for number, line in enumerate(lines[:_TOP_LINES]):
        if len(line.split()) > _SHORT_LINE and one_line(line) != title:
            break
        if one_line(line) == title:
            return lines[number + 1 :]
    return lines


def _in_order(lines: list[str], order: str) -> list[str]:
    """The lines as they follow each other on the page: what is found later is not always what stands later."""
    places = [order.find(_packed(line)) for line in lines]
    if -1 in places or places == sorted(places):
        return lines
    return [line for _, line in sorted(zip(places, lines, strict=True), key=lambda one: one[0])]


def _apart(lines: list[str], blocks: list[str]) -> list[str]:
    """The lines; what the extraction ran into one, as it does where little is found, as the page sets it apart."""
    if len(lines) != 1:
        return lines
    whole = _packed(lines[0])
    inside = [one for one in blocks if (packed := _packed(one)) and packed in whole]
    return inside if "".join(map(_packed, inside)) == whole else lines


def _leads(lines: list[str], paragraphs: list[str], headed: bool) -> list[str]:
    """Whole sentences between the headline and the first line that was found: the first paragraph, set apart."""
    packed = [_packed(one) for one in paragraphs]
    if not headed or not lines or _packed(lines[0]) not in packed:
        return []
    before = paragraphs[: packed.index(_packed(lines[0]))]
    return [one for one in before if len(one.split()) >= _LEAD and one.endswith(_SENTENCE_END) and one not in lines]


def _packed(text: str) -> str:
    """A text's letters and figures."""
    return "".join(character for character in text if character.isalnum())


def _without_end(lines: list[str], author: str | None) -> list[str]:
    """The lines without what stands under an article: its sources, notes behind a rule, who its authors are."""
    start = max(len(lines) * 2 // 3, 1)
    for number in range(start, len(lines)):
        if plain(lines[number]).removesuffix("[edit]") in listed("endings"):
            lines = lines[:number]
            break
    names = tuple((author or "").split("; ")) if author else ()
    while len(lines) > 1 and (plain(lines[-1]) in listed("headings") or _is_of_author(lines[-1], names)):
        lines = lines[:-1]
    return lines


def _without_consent(lines: list[str]) -> list[str]:
    """The lines without those that ask the reader for consent, unless these are most of them."""
    kept = [line for line in lines if not (_ADDRESSED.search(line) and is_consent(line))]
    return kept if sum(len(line.split()) for line in kept) >= _LEAD else lines


def _is_of_author(line: str, names: tuple[str, ...]) -> bool:
    """Whether a paragraph says who the author is: "Anna Kask is our correspondent in Riga."."""
    told = next((line.removeprefix(name) for name in names if line.startswith(name)), None)
    return told is not None and len(line.split()) <= _LONG_NOTE and _IS.match(told) is not None


def _extracted(root: "HtmlElement") -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(root, with_metadata=False, include_comments=False, include_tables=False)
    if found is None or isinstance(found, dict):
        return ""
    return found.text or ""


def is_notice(line: str) -> bool:
    """Whether a paragraph is a byline, a date, a credit or a word to the reader."""
    stripped = line.strip()
    told = stripped.strip(" -–—•*|()[]").casefold().replace("’", "'")
    words = len(told.split())
    if words > _LONG_NOTE or len(stripped) > _LONG_NOTE * _LONGEST_WORD:
        return False
    if (words <= _LONG_BYLINE and _BYLINE.match(stripped)) or _DATE_LINE.match(stripped) or _FOLLOW.match(stripped):
        return True
    if plain(line) in listed("headings") or any(one in told for one in listed("said")):
        return True
    if any(told.startswith(one) for one in listed("openings")):
        return True
    short = words <= _SHORT_NOTE and not stripped.endswith((".", "?", "!", "”", '"'))
    if short and any(told.startswith(one) for one in listed("short_openings")):
        return True
    return words <= _LONG_BYLINE and _is_no_sentence(stripped)


def _is_no_sentence(line: str) -> bool:
    """Whether a short line is a rule, an address to write to, a byline or a dateline that stands alone."""
    if not any(character.isalnum() for character in line) or _MAIL.search(line):
        return True
    if line.endswith(("—", "–")) or _SIGNED.fullmatch(line):
        return True
    parts = [part for part in _PARTS.split(line) if part]
    return any(map(byline_of, parts)) or all(_DATE_LINE.match(part) or _TIME.fullmatch(part) for part in parts)


def _refuse(text: str, whole: str, offered: bool) -> None:
    """Raise UnusableError where what is left is no article."""
    plain = whole.casefold().replace("’", "'")
    short = text if text.strip() else whole
    if kind := _instead(text, plain):
        raise UnusableError(f"no article text found: {kind}")
    if text.strip() and not is_consent(text):
        return
    if offered:
        raise UnusableError("no article text found: a paywall")
    if is_consent(short) or (not text.strip() and is_consent(plain)):
        raise UnusableError("no article text found: consent notice")
    raise UnusableError("no article text found" if plain.strip() else "no article text found: an empty page")


def _instead(text: str, whole: str) -> str | None:
    """What a page is that stands where an article should: short, and in words that no article has so early."""
    if len(text.split()) > _INSTEAD_WORDS or len(whole.split()) > 3 * _INSTEAD_WORDS:
        return None
    short = len(text.split()) < _INSTEAD_WORDS // 3
    body = text.casefold().replace("’", "'")
    for kind, phrases in listed("instead").items():
        if any(phrase in (whole if short else body) for phrase in phrases):
            return str(kind)
    return None
