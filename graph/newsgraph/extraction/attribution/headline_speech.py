"""Headlines that say who says so by a mark alone: "Minister: talks have failed", "Army takes airport - witnesses"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.sources import AttributionCandidate
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.parse.passages import Passages

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_DASHES = {"-", "–", "—", "--"}
_MOST_WORDS, _LONGEST_LABEL, _SHORTEST_CONTENT = 25, 6, 2
_SPEAKERS = ("person", "group", "organization")
_LABEL_PARTS = {"NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "X"}
_NAMES = {"PERSON", "ORG", "NORP"}


def headline_attributions(passages: Passages) -> Iterator[AttributionCandidate]:
    """What stands beside a speaker's label in paragraphs that are headlines: short, without a full stop."""
    doc = passages.doc
    for first, last in passages.paragraphs:
        if last - first > _MOST_WORDS or doc[last - 1].text in {".", "”", '"', "!", ":"}:
            continue
        for mark in range(first + 1, last - 1):
            before, after = list(doc[first:mark]), list(doc[mark + 1 : last])
            if doc[mark].text == ":" and _names_speaker(before) and len(after) >= _SHORTEST_CONTENT:
                yield _draft(before, mark, after)
                break
            spaced = doc[mark].text in _DASHES and doc[mark].whitespace_ and doc[mark - 1].whitespace_
            if spaced and _names_speaker(after) and len(before) >= _SHORTEST_CONTENT:
                yield _draft(after, mark, before)
                break


def _draft(label: "list[Token]", mark: int, content: "list[Token]") -> AttributionCandidate:
    return AttributionCandidate(
        cue=[mark], source=[token.i for token in label], content={token.i for token in content}, head=mark
    )


def _names_speaker(label: "list[Token]") -> bool:
    """Whether some words are a noun phrase for somebody who says things, and not the topic: "Ukraine: …", "Live: …"."""
    if not 1 <= len(label) <= _LONGEST_LABEL or any(token.pos_ not in _LABEL_PARTS for token in label):
        return False
    last = next((token for token in label if token.dep_ == "ROOT" or token.head not in label), label[-1])
    lemma = last.lemma_.lower()
    named = last.ent_type_ in _NAMES and last.text.isalpha()
    return (
        named
        or lemma in words("cues", "headlines", "labels")
        or any(lemma in words("nominals", kind) for kind in _SPEAKERS)
    )
