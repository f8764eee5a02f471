"""Paragraphs and sentences of a text in which quotations stay whole.

The parser's sentences break inside quotations and around them; these do not.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.parse.furniture import furniture_of
from newsgraph.extraction.parse.paragraphs import find_paragraphs
from newsgraph.extraction.parse.quotes import Quote, find_quotes

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

_KEY = "newsgraph_passages"
_LONGEST_SPEAKER = 20
_LONGEST_SENTENCE = 300  # tokens, from which on the parser's sentences count
_TERMINALS = {".", "?", "!", "…", "..."}


_Parts = tuple[list[tuple[int, int]], list[Quote], list[int], list[tuple[int, int]], list[int], list[int]]


@dataclass(slots=True)
class Passages:
    """A text cut into paragraphs and, with quotations kept whole, into sentences."""

    doc: "Doc"
    paragraphs: list[tuple[int, int]]
    quotes: list[Quote]
    quote_of: list[int]  # for each token the number of the quotation that it stands in, or -1
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    paragraph_of: list[int]

    def sentence(self, token: int) -> tuple[int, int]:
        """First token and one past the last of the sentence that a token stands in."""
        return self.sentences[self.sentence_of[token]]

    def dateline_end(self, paragraph: int) -> int:
        """Where the text of a paragraph begins, behind its dateline if it has one."""
        return _dateline_end(self.doc, *self.paragraphs[paragraph])

    def quotes_in(self, start: int, stop: int) -> list[Quote]:
        """The quotations that lie within a range of tokens."""
        first = bisect_left(self.quotes, start, key=lambda quote: quote.start)
        return self.quotes[first : bisect_right(self.quotes, stop, key=lambda quote: quote.end)]

    def part(self, first: int, last: int, bounds: tuple[int, int], openings: str = ";") -> tuple[int, int]:
        """The part of a sentence that a cue stands in: "A fell; B, she said, rose" tells only that B rose.

        Marks within a quotation that the cue is not in part nothing.

        Args:
            first: the first token of the cue and its source.
            last: one past the last.
            bounds: where the sentence begins and ends.
            openings: the marks before the cue that the part begins behind; it ends at a semicolon.
        """
        start, stop = bounds
        inside = {-1, self.quote_of[first]}
        words = self.doc.tokens[start:stop]
        marks = [one.i for one in words if one.text in openings and self.quote_of[one.i] in inside]
        begin = max((i + 1 for i in marks if i < first), default=start)
        return begin, min((i for i in marks if i >= last and self.doc[i].text == ";"), default=stop)

    def quoted(self, token: int) -> bool:
        """Whether a token stands in quotation marks."""
        return self.quote_of[token] >= 0


def _sentences(doc: "Doc", paragraph: tuple[int, int], quote_of: list[int]) -> list[tuple[int, int]]:
    first, last = paragraph
    tokens = doc.tokens
    start = _dateline_end(doc, first, last)
    found = [(first, start)] if start > first else []
    for i in range(start, last - 1):
        if quote_of[i] >= 0 and quote_of[i + 1] == quote_of[i]:
            continue
        after = tokens[i + 1]
        if quote_of[i] >= 0:
            inside = next(
                (
                    tokens[k].text
                    for k in range(i - 1, first - 1, -1)
                    if tokens[k].text[-1].isalnum() or tokens[k].text in _TERMINALS or tokens[k].text == ","
                ),
                "",
            )
            begins = quote_of[i + 1] >= 0 or after.text[0].isupper() or after.is_digit
            ends = (inside in {".", "…", "..."} and begins) or (
                inside in {"?", "!"} and begins and after.is_sent_start and not _cue_follows(doc, i + 1, last)
            )
        else:
            ends = tokens[i].text in _TERMINALS and not after.text[0].islower() and not after.is_punct
            ends = ends or (tokens[i].text in _TERMINALS and quote_of[i + 1] >= 0)
            ends = ends or (tokens[i].is_space and bool(after.is_sent_start) and tokens[i - 1].text in _TERMINALS)
        ends = ends or (i - start >= _LONGEST_SENTENCE and bool(after.is_sent_start))
        if ends:
            found.append((start, i + 1))
            start = i + 1
    found.append((start, last))
    return found


def _dateline_end(doc: "Doc", first: int, last: int) -> int:
    """One past the dash of a dateline at the head of a paragraph ("CHATTANOOGA, Tenn. (AP) —"), or `first`."""
    return next((one.stop for one in furniture_of(doc) if one.start == first and one.stop < last), first)


def _cue_follows(doc: "Doc", start: int, stop: int) -> bool:
    """Whether what follows a quoted question is "Mr X asked the minister." rather than a sentence of its own."""
    for token in doc[start : min(stop, start + _LONGEST_SPEAKER)]:
        if token.text in _TERMINALS or token.text in {'"', "“", ":"}:
            return False
        if token.tag_ in {"VBD", "VBZ", "VBP"}:
            speaks = token.lemma_ in load_cues().verbs["quote"]
            return speaks and not any(
                child.dep_ in {"ccomp", "xcomp"} and child.i > token.i for child in token.children
            )
    return False


def read_passages(doc: "Doc") -> Passages:
    """Cut a parsed text into paragraphs and sentences, and find its quotations.

    Done once for a doc and kept in its `user_data`.
    """
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = _read(doc)
    return Passages(doc, *doc.user_data[_KEY])


def _read(doc: "Doc") -> _Parts:
    paragraphs = find_paragraphs(doc)
    quotes = find_quotes(doc, paragraphs)
    quote_of = [-1] * len(doc)
    for number, quote in enumerate(quotes):
        quote_of[quote.start : quote.end] = [number] * (quote.end - quote.start)
    sentences: list[tuple[int, int]] = []
    sentence_of, paragraph_of = [0] * len(doc), [0] * len(doc)
    for number, paragraph in enumerate(paragraphs):
        for sentence in _sentences(doc, paragraph, quote_of):
            for token in range(*sentence):
                sentence_of[token], paragraph_of[token] = len(sentences), number
            sentences.append(sentence)
    return paragraphs, quotes, quote_of, sentences, sentence_of, paragraph_of
