"""Transcripts: paragraphs that begin with a speaker's name and a colon."""

from collections import Counter
from collections.abc import Iterator

from newsgraph.extraction.attribution.sources import Draft
from newsgraph.extraction.parse.passages import Passages

_LONGEST_LABEL = 5
_LABEL_TAGS = {"NNP", "NNPS", "NN", "NNS", "CD", "POS", "DT"}


def transcript_attributions(passages: Passages) -> Iterator[Draft]:
    """One attribution for each turn: the label, its colon, and the rest of the paragraph.

    A label counts if a quotation follows it, if it stands in capitals, or if it comes back in the article.
    """
    labels: list[tuple[int, int, int]] = []
    for first, last in passages.paragraphs:
        colon = _label_end(passages, first, last)
        if colon is not None:
            labels.append((first, colon, last))
    doc = passages.doc
    texts = [doc[first:colon].text.casefold() for first, colon, _ in labels]
    turns = Counter(texts)
    for (first, colon, last), text in zip(labels, texts, strict=True):
        quoted = passages.quoted(colon + 1)
        capitals = doc[first:colon].text.isupper() and sum(map(str.isalpha, text)) > 1
        if quoted or (turns[text] > 1 and len(turns) > 1) or (capitals and len(texts) > 1):
            yield Draft(
                cue=[colon],
                source=list(range(first, colon)),
                content=set(range(colon + 1, last)),
                quoted=True,
                head=colon,
            )


def _label_end(passages: Passages, first: int, last: int) -> int | None:
    """The colon that ends a speaker's label at the beginning of a paragraph, if there is one with words behind it."""
    doc = passages.doc
    for colon in range(first + 1, min(first + _LONGEST_LABEL + 1, last - 1)):
        if doc[colon].text == ":":
            label = doc[first:colon]
            named = all(token.tag_ in _LABEL_TAGS or token.is_upper for token in label)
            return colon if named and label[0].text[0].isupper() else None
        if doc[colon].is_punct:
            return None
    return None
