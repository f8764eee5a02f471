"""Fragments of HTML, as feeds, mails and exports hold them, to text with a line for each paragraph."""

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_NO_TEXT: Final = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "head"})
_MIN_CELLS, _LONG_CELL = 2, 8  # of a row in a table; words
_STOPS: Final = (".", "?", "!")
_SPACE: Final = re.compile(r"[ \t\r\f\v\n]+")


def text_of_fragment(fragment: str) -> str:
    """The text of a piece of HTML, a line for each paragraph; comments, scripts and styles are left out."""
    root = parsed_fragment(fragment)
    return re.sub(r"<[^>]{0,1000}>", " ", fragment) if root is None else text_of(root)


def parsed_fragment(fragment: str) -> "HtmlElement | None":
    """A piece of HTML as an element of lxml, or None where the parser can make nothing of it."""
    from lxml import html

    try:
        return html.fragment_fromstring(fragment, create_parent="div")
    except Exception:  # anybody's markup; whatever the parser stumbles over, the text is still there
        return None


def text_of(root: object) -> str:
    """The text of an element of lxml, a line for each paragraph."""
    parts: list[str] = []
    stack: list[object] = [root]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        tag = one.tag  # type: ignore[attr-defined]
        if not isinstance(tag, str) or tag in _NO_TEXT:
            continue
        if tag == "tr" and (row := _row(one)):
            parts.append(f"\n\n{row}\n\n")
            continue
        apart = tag in _BLOCKS
        inside: list[object] = ["\n\n"] if apart else ["\n"] if tag == "br" else []
        inside.append(_SPACE.sub(" ", one.text or ""))  # type: ignore[attr-defined]
        for child in one:  # type: ignore[attr-defined]
            inside += [child, _SPACE.sub(" ", child.tail or "")]
        if apart:
            inside.append("\n\n")
        stack.extend(reversed(inside))
    lines = (line.strip(" \t") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _row(row: Any) -> str | None:
    """A row of figures and names as a line of its own; None where whole sentences stand in its cells."""
    cells = [" ".join("".join(one.itertext()).split()) for one in row if one.tag in {"td", "th"}]
    cells = [one for one in cells if one]
    if len(cells) < _MIN_CELLS or any(len(one.split()) > _LONG_CELL or one.endswith(_STOPS) for one in cells):
        return None
    return f"{', '.join(cells)}."
