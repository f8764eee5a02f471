"""Text as word processors set it: without what is struck out or noted, its headline by its size."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGER: Final = 1.25  # times the size of the text, which headlines have
_LONGEST_HEAD: Final = 30  # words
_NO_TITLE: Final = re.compile(
    r"(?:document|dokument|documento|unnamed|unbenannt|untitled|new document|microsoft word)[\s\d-]*"
    r"|copy of .*|.*\btemplate\b.*|.*\.(?:docx?|odt|rtf|dotx?)",
    re.IGNORECASE,
)
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_NO_TEXT: Final = frozenset({
    f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}note", f"{_TEXT}p",
    f"{_TEXT}h",
})  # fmt: skip
_SPACES: Final = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_DELETED: Final = re.compile(r"\\deleted(?![a-z0-9]) ?")
_BRACES: Final = re.compile(r"\\[\\{}]|[{}]|\\deleted0 ?|\\plain(?![a-z])")
_ASIDE: Final = re.compile(r"\{\\(?:\*|fonttbl|stylesheet|info|header|footer|colortbl|pict)[a-z]*")
_SIZE: Final = re.compile(r"\\fs(\d{1,3})(?!\d)|\\par(?![a-z])")

Paragraph = tuple[str, bool]  # its text, and whether it is a heading over all


def is_title(told: str | None) -> bool:
    """Whether what a document says to be its title may be one, and is no name that its program gave."""
    return bool(told and told.strip()) and not _NO_TITLE.fullmatch((told or "").strip())


def may_be_headline(text: str) -> bool:
    """Whether a paragraph may be a headline: short, no sentence with a full stop."""
    return 2 <= len(text.split()) <= _LONGEST_HEAD and not text.rstrip().endswith((".", ":", ";", ",", "-", "–", "—"))


def without_breaks(text: str) -> str:
    """A paragraph without the line breaks within its sentences (Shift-Enter)."""
    return re.sub(r"(?<![.?!:”\"\s])[ \t]*\n[ \t]*(?=[^\W\d_]*[a-z])(?![A-Z])", " ", text)


def odt_paragraphs(body: "_Element") -> list[Paragraph]:
    """The paragraphs of an OpenDocument text: no deleted text, no annotations; a note is a paragraph of its own."""
    found = []
    for one in body.iter(f"{_TEXT}p", f"{_TEXT}h"):
        if any(around.tag in {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation"} for around in one.iterancestors()):
            continue
        head = one.tag == f"{_TEXT}h" and one.get(f"{_TEXT}outline-level") == "1"
        found.append((without_breaks("".join(_odt_text(one))), head))
    return found


def _odt_text(element: "_Element") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _SPACES:
            yield _SPACES[child.tag]
        elif isinstance(child.tag, str) and child.tag not in _NO_TEXT:
            yield from _odt_text(child)
        yield child.tail or ""


def without_deleted(rtf: str) -> str:
    """Rich text without what is marked as deleted: `{\\deleted …}`, `\\deleted … \\deleted0`."""
    kept, place = [], 0
    for found in _DELETED.finditer(rtf):
        if found.start() < place:
            continue
        kept.append(rtf[place : found.start()])
        place = _end_of(rtf, found.end())
    return "".join([*kept, rtf[place:]])


def _end_of(rtf: str, start: int) -> int:
    """Where what is deleted ends: before the brace that closes its group, or behind the word that ends it."""
    depth = 0
    for found in _BRACES.finditer(rtf, start):
        if found[0].startswith("\\deleted") and not depth:
            return found.end()
        if (found[0] == "}" and not depth) or (found[0].startswith("\\plain") and not depth):
            return found.start()
        depth += {"{": 1, "}": -1}.get(found[0], 0)
    return len(rtf)


def is_headed(rtf: str) -> bool:
    """Whether the first paragraph of a rich text is set larger than the others."""
    counted: Counter[int] = Counter()
    first: int | None = None
    size, begun = 24, False
    for found in _SIZE.finditer(_without_asides(rtf)):
        if found[1]:
            size = int(found[1])
            begun = True
        elif begun:
            first = size if first is None else first
            counted[size] += 1
    usual = max(counted, key=lambda one: counted[one], default=0)
    return first is not None and first >= _LARGER * usual > 0


def _without_asides(rtf: str) -> str:
    kept, place = [], 0
    for found in _ASIDE.finditer(rtf):
        if found.start() >= place:
            kept.append(rtf[place : found.start()])
            place = _end_of(rtf, found.end())
    return "".join([*kept, rtf[place:]])


def docx_headline(elements: Sequence[Any], texts: Sequence[str], namespace: str) -> int | None:
    """The number of a document's first paragraph, where it is set as a headline: larger, or bold over plain text."""
    shown = [number for number, text in enumerate(texts) if text.strip()][:2]
    if len(shown) < 2 or not may_be_headline(texts[shown[0]]):
        return None
    (size, bold), (usual, plain) = (_set(elements[number], namespace) for number in shown)
    return shown[0] if size >= _LARGER * usual or (bold and not plain) else None


def _set(paragraph: Any, namespace: str) -> tuple[float, bool]:
    """The size of a paragraph's letters in half points, and whether all of them are bold."""
    runs = [run for run in paragraph.iter(f"{namespace}r") if next(run.iter(f"{namespace}t"), None) is not None]
    sizes = [int(one.get(f"{namespace}val", "0")) for run in runs for one in run.iter(f"{namespace}sz")]
    bold = [
        one for run in runs for one in run.iter(f"{namespace}b") if one.get(f"{namespace}val") not in {"0", "false"}
    ]
    return max(sizes, default=22), bool(runs) and len(bold) >= len(runs)
