"""Where the paragraphs of a text begin and end."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy import tokens

    from newsgraph.extraction.base.parsed import Doc

_END_OF_LINE = re.compile(r"[.?!…:;\"”’'»)\]]\s*$")
_WRAPPED_WIDTH = 100
_FULL_LINE = 0.6  # of the longest line, which lines wrapped to a width fill at least


def _is_hard_wrapped(text: str) -> bool:
    """Whether single line ends stand inside sentences, as in texts wrapped to a fixed width."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) <= 5 or max(map(len, lines)) >= _WRAPPED_WIDTH:
        return False
    full = _FULL_LINE * max(map(len, lines))  # a list of headlines has short lines, too
    inner = [line for line in lines[:-1] if len(line) >= full and not _END_OF_LINE.search(line)]
    return len(inner) > len(lines) / 2


def find_paragraphs(doc: "Doc | tokens.Doc") -> list[tuple[int, int]]:
    """First token and one past the last of each paragraph, from the line breaks alone.

    A single line break ends a paragraph, too, unless the text is wrapped to a fixed width.
    """
    line_break = "\n\n" if _is_hard_wrapped(doc.text) else "\n"
    found: list[tuple[int, int]] = []
    first: int | None = None
    for token in doc:
        if not token.is_space:
            first = token.i if first is None else first
        elif first is not None and line_break in re.sub(r"[^\n]", "", token.text):
            found.append((first, token.i))
            first = None
    if first is not None:
        found.append((first, len(doc)))
    return found
