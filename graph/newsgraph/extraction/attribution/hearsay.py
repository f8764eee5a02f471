"""Hearsay that a word alone marks, with nobody as its source: "allegedly", "reportedly", "the alleged theft"."""

from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.sources import Draft, subtree
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.syntax import child, children, is_verbal
from newsgraph.extraction.parse.passages import Passages

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREDICATIVE = {"attr", "acomp", "oprd"}


def add_hearsay(passages: Passages, drafts: list[Draft]) -> None:
    """Add the clauses and phrases that such words mark, but for those that somebody else is said to say."""
    cues = load_cues()
    claimed = frozenset().union(*(draft.content for draft in drafts)) if drafts else frozenset()
    for token in passages.doc:
        if token.i in claimed:
            continue
        if token.lower_ in cues.hearsay_adverbs and token.pos_ == "ADV":
            content = _clause(_marked(token)) if token.head != token else set()
        elif token.lower_ in cues.hearsay_adjectives and token.dep_ == "amod":
            content = {i for i in subtree(token.head) if i > token.i}
        else:
            continue
        content = _within_marks(passages, content - {token.i}, token.i)
        if content:
            drafts.append(Draft(cue=[token.i], source=[], content=content, hidden=True, head=token.i))


def _within_marks(passages: Passages, content: set[int], cue: int) -> set[int]:
    """What stands between the semicolons around the cue: "Nine fled; the cause was reportedly a fire"."""
    marks = [i for i in range(*passages.sentence(cue)) if passages.doc[i].text == ";"]
    first, last = (
        max((i for i in marks if i < cue), default=-1),
        min((i for i in marks if i > cue), default=len(passages.doc)),
    )
    return {i for i in content if first < i < last}


def _marked(adverb: "Token") -> "Token":
    """The verb that an adverb marks, or the phrase: "allegedly stole", "reportedly 30 people"."""
    head = adverb.head
    while head.dep_ in {"nummod", "quantmod"} | _PREDICATIVE and head.head != head:
        head = head.head
    return head


def _clause(head: "Token") -> set[int]:
    """A clause without the clauses with subjects of their own that are joined to it; a phrase that is none, whole."""
    content = set(subtree(head))
    if not is_verbal(head):
        return content
    for other in children(head, "conj", "parataxis", "advcl"):
        if child(other, "nsubj", "nsubjpass") is not None:
            content -= set(subtree(other))
    return content
