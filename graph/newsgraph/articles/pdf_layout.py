"""The program that takes a PDF apart, in a process of its own: PDF in, JSON out.

`{"title": …, "pages": [[[size of the type, [line, …]], …], …], "more": whether there are more pages than are read}`,
the boxes in reading order; or `{"error": …}`.

Text stands in a PDF in the order in which it was set, which is that of reading: column by column. Where a line was set
across two columns all the same, the white corridor between them tells.
"""

import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any, Final

from newsgraph.articles.isolation import answer

# All in units of the size of the type.
_SAME_LINE: Final = 0.35  # how far a letter's base may be off its line's
_WORD_GAP: Final = 0.18  # white between two letters that is a space
_GUTTER: Final = 0.9  # white that can be one between columns
_LEADING: Final = 1.55  # from one base to the next, at most, within a paragraph
_INDENT: Final = 0.8
_SAME_SIZE: Final = 0.12  # share by which sizes of one paragraph may differ
_CORRIDOR_LINES: Final = 4  # lines that show a corridor, at least, and the share of the lines that cross it
_CORRIDOR_SHARE: Final = 0.6


@dataclass(slots=True)
class _Line:
    """A line: its letters from left to right, each with where it begins and ends."""

    base: float
    size: float
    letters: list[tuple[float, float, str]] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.letters[0][0]

    @property
    def right(self) -> float:
        return self.letters[-1][1]

    @property
    def text(self) -> str:
        parts: list[str] = []
        end = self.left
        for left, right, letter in self.letters:
            if left - end > _WORD_GAP * self.size:
                parts.append(" ")
            parts.append(letter)
            end = max(end, right)
        words = "".join(parts)
        ligatures = "".join(unicodedata.normalize("NFKC", one) if "\ufb00" <= one <= "\ufb06" else one for one in words)
        return " ".join(ligatures.split())

    def gaps(self) -> Iterator[tuple[float, float]]:
        """The wide gaps in it."""
        inked = [one for one in self.letters if not one[2].isspace()]
        for (_, end, _), (begin, _, _) in pairwise(inked):
            if begin - end > _GUTTER * self.size:
                yield end, begin


def laid_out(data: bytes, most_pages: int) -> dict[str, Any]:
    """The boxes of text on the first pages of a PDF, column by column."""
    try:
        from pdfminer.converter import PDFPageAggregator
        from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
        from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdfparser import PDFParser
        from pdfminer.utils import decode_text
    except ImportError:
        return {"error": "a PDF, which needs pdfminer.six: pip install newsgraph[formats]"}
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        told = document.info[0].get("Title") if document.info else None
        title = decode_text(told) if isinstance(told, bytes) else None
        pages = []
        resources = PDFResourceManager()
        device = PDFPageAggregator(resources, laparams=None)
        interpreter = PDFPageInterpreter(resources, device)
        rest = PDFPage.create_pages(document)
        for page in islice(rest, most_pages):
            interpreter.process_page(page)
            lines = _in_columns(list(_lines(_letters(device.get_result()))))
            pages.append([[round(box[0].size, 2), [one.text for one in box]] for box in _boxes(lines)])
        more = next(rest, None) is not None
    except PDFPasswordIncorrect:
        return {"error": "a PDF that is locked with a password"}
    except Exception as error:  # whatever the parser stumbles over, the document is at fault
        return {"error": f"a PDF that cannot be read ({type(error).__name__})"}
    return {"title": title, "pages": pages, "more": more}


def _letters(page: Any) -> Iterator[Any]:
    """The letters of a page in the order in which they were set."""
    from pdfminer.layout import LTChar, LTFigure

    waiting = list(reversed(list(page)))
    while waiting:
        one = waiting.pop()
        if isinstance(one, LTChar):
            if one.upright and one.size > 0:
                yield one
        elif isinstance(one, LTFigure):
            waiting += reversed(list(one))


def _lines(letters: Iterable[Any]) -> Iterator[_Line]:
    line: _Line | None = None
    for one in letters:
        base, size, text = one.matrix[5], one.size, one.get_text()
        near = line is not None and abs(base - line.base) <= _SAME_LINE * max(size, line.size)
        if line is None or not near or (line.letters and one.x0 < line.right - size):
            if line is not None and line.text:
                yield line
            line = _Line(base, size)
        line.letters.append((one.x0, one.x1, text))
    if line is not None and line.text:
        yield line


def _in_columns(lines: list[_Line]) -> list[_Line]:
    """The lines, those that were set across two columns cut in two; the left column comes first."""
    corridor = _corridor(lines)
    if corridor is None:
        return lines
    found: list[_Line] = []
    right: list[_Line] = []
    for line in lines:
        if any(begin <= corridor <= end for begin, end in line.gaps()):
            found.append(_Line(line.base, line.size, [one for one in line.letters if one[1] <= corridor]))
            right.append(_Line(line.base, line.size, [one for one in line.letters if one[1] > corridor]))
        else:
            found += right if line.left < corridor < line.right else []
            right = [] if line.left < corridor < line.right else right
            (right if line.left >= corridor and right else found).append(line)
    return [*found, *right]


def _corridor(lines: list[_Line]) -> float | None:
    """Where between two columns no line has a letter, though most are set across it; None where there is none."""
    counted = Counter(round((begin + end) / 2 / 4) for line in lines for begin, end in line.gaps())
    for place, _ in counted.most_common(3):
        middle = place * 4.0
        across = [line for line in lines if line.left < middle < line.right]
        open_ = [line for line in across if any(begin <= middle <= end for begin, end in line.gaps())]
        if len(open_) >= _CORRIDOR_LINES and len(open_) >= _CORRIDOR_SHARE * len(across):
            return middle
    return None


def _boxes(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Paragraphs, as far as distance, size and indentation show them."""
    box: list[_Line] = []
    for line in lines:
        if box and not _goes_on(box, line):
            yield box
            box = []
        box.append(line)
    if box:
        yield box


def _goes_on(box: list[_Line], line: _Line) -> bool:
    last = box[-1]
    down = last.base - line.base
    if not 0 < down <= _LEADING * max(last.size, line.size) or abs(last.size - line.size) > _SAME_SIZE * last.size:
        return False
    if line.left > max(one.right for one in box) or line.right < min(one.left for one in box):
        return False
    indented = line.left - min(one.left for one in box) > _INDENT * line.size
    return not (indented and last.text.endswith((".", "!", "?", "”", '"')))


if __name__ == "__main__":
    answer(laid_out)
