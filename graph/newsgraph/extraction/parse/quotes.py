"""Quotation marks: which tokens stand between them, found on the text alone.

Parsers err around quotation marks, so nothing here asks the parse. Marks of all styles are paired within a paragraph;
single ones are told from apostrophes by what stands beside them. A quotation that no mark closes ends with its
paragraph, and goes on in the next one if that begins with an opening mark.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

# What closes a quotation that each mark opens; low-high pairs for German style.
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "'": "'", "``": "''", "''": "''", "‹": "›"}
_MARKS = re.compile(r"``|''|[“”„«»\"‘’'‹›]")
_ELISION = re.compile(r"\d\ds|(?:em|tis|twas|til|till|cause|bout|round|n)\b", re.IGNORECASE)
PAUSES = {".", "?", "!", ";", ",", ":", "…", "...", "–", "—", "--", '"', "“"}  # marks that end a phrase
_TERMINAL = ".?!…,"


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens from an opening mark to its closing one, both included where the marks are tokens."""

    start: int  # first token
    end: int  # one past the last token
    closed: bool
    continues: bool = False  # goes on from a quotation that the paragraph before left open


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a mark that looks the same on both sides stands where one can open."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([{—–-/“‘\"'") and not after.isspace() and after not in ",.;:!?)]"


def _closes_single(text: str, position: int, stop: int, *, runs_on: bool) -> bool:
    """Whether a single mark at `position` closes a quotation rather than marking an omission or a possessive.

    In a paragraph whose quotation `runs_on` into the next one, a mark that can be a possessive's is one.
    """
    after = text[position + 1] if position + 1 < stop else " "
    before = text[position - 1]
    if after.isalnum():
        return False
    if before in "sz" and after.isspace():
        # "the dockers' union": a possessive if the quotation is still to be closed
        rest = text[position + 1 : stop]
        closing = re.search(r"[,.?!…]['’]|\w['’](?=[,.;:?!)]|$)", rest)
        opening = re.search(r"(?:^|\s)['‘](?=\w)", rest)
        if closing is None:
            return not runs_on
        return opening is not None and opening.start() < closing.start()
    return True


def _character_ranges(text: str, start: int, stop: int, following: str = "") -> list[tuple[int, int, bool]]:
    """Outermost quotations in a paragraph as character ranges, and whether each is closed.

    Args:
        text: the whole text.
        start: where the paragraph begins.
        stop: where it ends.
        following: the character that the next paragraph begins with.
    """
    found: list[tuple[int, int, bool]] = []
    opened: tuple[int, str] | None = None
    for match in _MARKS.finditer(text, start, stop):
        mark = match.group()
        if opened is None:
            before = text[match.start() - 1] if match.start() > start else " "
            if mark not in _CLOSING:
                continue
            if mark in "‘'" and (
                before.isalnum() or not _opens(text, *match.span()) or _ELISION.match(text, match.end(), stop)
            ):
                continue
            if mark in '"»' and not _opens(text, *match.span()):
                continue
            opened = (match.start(), mark)
        elif mark in _CLOSING[opened[1]] and (
            mark not in "’'" or _closes_single(text, match.start(), stop, runs_on=following == opened[1])
        ):
            found.append((opened[0], match.end(), True))
            opened = None
    if opened is not None:
        if opened[1] in "‘'" and following != opened[1]:
            # an apostrophe taken for a mark: look again behind it
            return [*found, *_character_ranges(text, opened[0] + 1, stop, following)]
        found.append((opened[0], stop, False))
    return found


def find_quotes(doc: "Doc", paragraphs: list[tuple[int, int]]) -> list[Quote]:
    """The outermost quotations of a text, in order.

    Args:
        doc: the text; only its characters and token borders are used.
        paragraphs: first token and one past the last of each paragraph.
    """
    quotes: list[Quote] = []
    left_open = False
    text, tokens = doc.text, doc.tokens
    for number, (first, last) in enumerate(paragraphs):
        start, stop = tokens[first].idx, tokens[last - 1].idx + len(tokens[last - 1].text)
        following = text[tokens[paragraphs[number + 1][0]].idx] if number + 1 < len(paragraphs) else ""
        ranges = _character_ranges(text, start, stop, following)
        token = first
        for begin, end, closed in ranges:
            while token < last and tokens[token].idx + len(tokens[token].text) <= begin:
                token += 1
            opening = token
            while token < last and tokens[token].idx < end:
                token += 1
            if token > opening:
                quotes.append(Quote(opening, token, closed, continues=left_open and begin == start))
            left_open = False
        left_open = bool(ranges) and not ranges[-1][2]
    return quotes


def ends_a_clause(doc: "Doc", quote: Quote) -> bool:
    """Whether the quoted words end in a comma or a sentence's end, before or just after the closing mark."""
    inside = [t.text for t in doc[quote.start : quote.end] if t.text not in _CLOSING and t.text not in "”’›"]
    after = doc[quote.end].text if quote.end < len(doc) else ""
    return bool(inside) and (inside[-1][-1] in _TERMINAL or inside[-1] in "-—–" or after == ",")
