"""PDF, with its columns, cut words and running heads."""

import re
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Final

from newsgraph.articles.article import Reading, UnusableError
from newsgraph.articles.given_input import Input, more_than
from newsgraph.articles.isolation import run_apart
from newsgraph.articles.line_ends import joined
from newsgraph.articles.metadata import one_line
from newsgraph.articles.page_body import is_notice
from newsgraph.articles.raw_article import RawArticle
from newsgraph.articles.text_head import told_in_text

_LARGER: Final = 1.25  # times the size of the text, which headlines have
_LONGEST_HEAD: Final = 30  # words
_HEADS_LINES: Final = 2  # lines at a page's top and bottom that may be running heads
_PAGE_NUMBER: Final = re.compile(
    r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
_LONG_LINE: Final = 12  # words, which no heading has
_NO_TITLE: Final = re.compile(r"microsoft word|untitled|\.(?:docx?|indd|pdf|qxp|pages)\b|^\W*$", re.IGNORECASE)
_END: Final = (".", "?", "!", "…", "”", '"', ":", "’")


def read_pdf(source: Input) -> Iterator[Reading]:
    """The article in a PDF document. Raises UnusableError."""
    limits = source.options.limits
    found = run_apart("pdf_layout", source.data(), limits, limits.pages, what="a PDF")
    pages = [[_Box(*box) for box in page] for page in found["pages"]]
    _drop_running_heads(pages)
    boxes = [box for page in pages for box in page]
    if not any(box.lines for box in boxes):
        raise UnusableError("a PDF without text: pictures of pages, perhaps")
    size = median(box.size for box in boxes for _ in range(sum(map(len, box.lines))))
    told = found["title"] if found["title"] and not _NO_TITLE.search(found["title"]) else None
    title = _headline(pages, size) or told
    everything = "\n".join(line for box in boxes for line in box.lines)
    text = _paragraphs([box for box in boxes if joined(box.lines, everything) != title], everything)
    fields = {"title": title, **told_in_text("\n".join(_told(box) for box in boxes))}
    notes = (more_than(limits.pages, "pages"),) if found["more"] else ()
    yield RawArticle(text, source.place, fields, source.ids, notes).read(source.options)


def _told(box: "_Box") -> str:
    """The text of a box in which a byline and a date may stand, a line each."""
    return "\n".join(box.lines) if len(box.lines) <= _HEADS_LINES else joined(box.lines)


class _Box:
    """A block of lines on a page."""

    def __init__(self, size: float, lines: list[str]) -> None:
        self.size, self.lines = size, lines


def _drop_running_heads(pages: list[list[_Box]]) -> None:
    """Take page numbers, and lines that stand at the top or the bottom of several pages, out of the boxes."""

    def edges(page: list[_Box]) -> list[tuple[_Box, int]]:
        lines = [(box, number) for box in page for number in range(len(box.lines))]
        return [*lines[:_HEADS_LINES], *lines[_HEADS_LINES:][-_HEADS_LINES:]]

    counted = Counter(key for page in pages for key in {_without_figures(box.lines[n]) for box, n in edges(page)})
    for page in pages:
        heads = [
            (box, n)
            for box, n in edges(page)
            if _PAGE_NUMBER.fullmatch(box.lines[n].strip()) or counted[_without_figures(box.lines[n])] > 1
        ]
        for box, n in sorted(heads, key=lambda one: -one[1]):
            del box.lines[n]


def _without_figures(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _headline(pages: list[list[_Box]], size: float) -> str | None:
    """What is set largest on the first page, if that is larger than the text."""
    large = [box for box in (pages[0] if pages else []) if box.lines and box.size > _LARGER * size]
    if not large:
        return None
    text = joined(max(large, key=lambda box: box.size).lines)
    return one_line(text) if len(text.split()) <= _LONGEST_HEAD else None


def _paragraphs(boxes: list[_Box], everything: str) -> str:
    """A line a paragraph; one that ends in the middle of a sentence goes on in the next column or on the next page."""
    found: list[str] = []
    size = 0.0
    for box in boxes:
        text = joined(box.lines, everything)
        if not text or is_notice(text):
            continue
        open_ = bool(found) and not found[-1].endswith(_END)
        if open_ and (text[0].islower() or (box.size == size and len(found[-1].split()) > _LONG_LINE)):
            found[-1] = joined([found[-1], text], everything)
        else:
            found.append(text)
        size = box.size
    return "\n".join(found)
