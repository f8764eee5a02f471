"""The program that takes a PDF apart, in a process of its own: PDF in, JSON out.

`{"title": …, "pages": [[[size of the type, [line, …]], …], …]}`, the boxes in reading order; or `{"error": …}`.
"""

import io
import json
import sys
from typing import Any, Final

_MEMORY: Final = 1_500_000_000  # bytes
_MOST_PAGES: Final = 500


def laid_out(data: bytes) -> dict[str, Any]:
    """The boxes of text on the pages of a PDF, column by column."""
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams, LTTextBox
        from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
        from pdfminer.pdfparser import PDFParser
        from pdfminer.utils import decode_text
    except ImportError:
        return {"error": "a PDF, which needs pdfminer.six: pip install newsgraph[formats]"}
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        told = document.info[0].get("Title") if document.info else None
        title = decode_text(told) if isinstance(told, bytes) else None
        pages = []
        for page in extract_pages(io.BytesIO(data), laparams=LAParams(), maxpages=_MOST_PAGES):
            boxes = [box for box in page if isinstance(box, LTTextBox)]
            pages.append([found for box in boxes if (found := _box(box))])
    except PDFPasswordIncorrect:
        return {"error": "a PDF that is locked with a password"}
    except Exception as error:  # whatever the parser stumbles over, the document is at fault
        return {"error": f"a PDF that cannot be read ({type(error).__name__})"}
    return {"title": title, "pages": pages}


def _box(box: Any) -> list[Any] | None:
    lines, sizes = [], []
    for line in box:
        text = "".join(one.get_text() for one in line).strip()
        if text:
            lines.append(text)
            sizes += [one.size for one in line if hasattr(one, "size")]
    return [round(sorted(sizes)[len(sizes) // 2], 2) if sizes else 0, lines] if lines else None


def main() -> None:
    """Read standard input, write to standard output."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):  # not on Windows
        pass
    print(json.dumps(laid_out(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
