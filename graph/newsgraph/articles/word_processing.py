"""What word processors write: DOCX, ODT and RTF."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, Final

from newsgraph.articles.article import Reading, UnusableError
from newsgraph.articles.given_input import Input, too_large
from newsgraph.articles.isolation import run_apart
from newsgraph.articles.metadata import one_line
from newsgraph.articles.page_body import is_notice
from newsgraph.articles.raw_article import RawArticle
from newsgraph.articles.set_text import (
    Paragraph,
    docx_headline,
    is_title,
    may_be_headline,
    odt_paragraphs,
    without_breaks,
)
from newsgraph.articles.text_head import told_in_text

_MOST_UNPACKED: Final = 10  # times the bytes of an article
_HEADINGS: Final = frozenset({"Title", "Heading 1"})
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHOWN: Final = {f"{_W}t": "", f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_RTF_TITLE: Final = re.compile(rb"\{\\title\s+([^{}\\]{1,300})\}")


def read_docx(source: Input) -> Iterator[Reading]:
    """The article in a Word document. Raises UnusableError."""
    try:
        import docx
    except ImportError:
        raise UnusableError(_needs("a Word document", "python-docx")) from None
    try:
        document = docx.Document(_unpacked_in_bounds(source))
        elements = list(document.element.body.iter(f"{_W}p"))
        found = [_paragraph(one, document) for one in elements]
        if not any(heading for _, heading in found):
            head = docx_headline(elements, [text for text, _ in found], _W)
            found = [(text, number == head) for number, (text, _) in enumerate(found)]
        title = document.core_properties.title
    except UnusableError:
        raise
    except Exception as error:  # the parser's own, whatever it is: the document is at fault
        raise UnusableError(f"a Word document that cannot be read ({type(error).__name__})") from error
    yield _article(found, title, source)


def _paragraph(element: Any, document: Any) -> Paragraph:
    """A paragraph, wherever it stands (in a table, in a box), as it is after all changes that are marked in it."""
    from docx.text.paragraph import Paragraph as Styled

    if next(element.iterancestors(_FALLBACK), None) is not None:  # what stands there again for old programs
        return "", False
    own = [one for one in element.iter(*_SHOWN) if next(one.iterancestors(f"{_W}p")) is element]
    text = "".join(one.text or "" if one.tag == f"{_W}t" else _SHOWN[one.tag] for one in own)
    style = Styled(element, document).style
    return without_breaks(text), style is not None and style.name in _HEADINGS


def read_odt(source: Input) -> Iterator[Reading]:
    """The article in an OpenDocument text. Raises UnusableError."""
    try:
        import odfdo
    except ImportError:
        raise UnusableError(_needs("an OpenDocument text", "odfdo")) from None
    try:
        document = odfdo.Document(_unpacked_in_bounds(source))
        found = odt_paragraphs(document.body._xml_element)
        title = document.meta.title
    except UnusableError:
        raise
    except Exception as error:  # as above
        raise UnusableError(f"an OpenDocument text that cannot be read ({type(error).__name__})") from error
    yield _article(found, title, source)


def read_rtf(source: Input) -> Iterator[Reading]:
    """The article in a Rich Text file. Raises UnusableError."""
    data = source.data()
    told = run_apart("rtf_text", data, source.options.limits, what="a Rich Text file")
    title = _RTF_TITLE.search(data)
    lines = [line for line in told["text"].split("\n") if line.strip()]
    headed = bool(lines) and told["headed"] and may_be_headline(lines[0])
    found = [(line, headed and number == 0) for number, line in enumerate(lines)]
    yield _article(found, title[1].decode("cp1252", "replace") if title else None, source)


def _needs(what: str, library: str) -> str:
    return f"{what}, which needs {library}: pip install newsgraph[formats]"


def _unpacked_in_bounds(source: Input) -> io.BytesIO:
    """A packed document. Raises UnusableError where it is far larger than it looks."""
    data = source.data()
    most = _MOST_UNPACKED * source.options.limits.article
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(one.file_size for one in archive.infolist()) > most:
            raise UnusableError(too_large(most))
    return io.BytesIO(data)


def _article(paragraphs: Sequence[Paragraph], told: str | None, source: Input) -> Reading:
    """The article of some paragraphs. Raises UnusableError."""
    title = next((text.strip() for text, heading in paragraphs if heading and text.strip()), None)
    title = title or (one_line(told) if is_title(told) else None)
    everything = "\n".join(text for text, _ in paragraphs)
    lines = [line.strip() for line in everything.split("\n") if line.strip() and not is_notice(line)]
    if title in lines[:3]:
        lines.remove(title)
    fields = {"title": title, **told_in_text(everything)}
    return RawArticle("\n".join(lines), source.place, fields, source.ids).read(source.options)
