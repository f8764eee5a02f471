"""Hearsay that a word alone marks, with nobody as its source: "allegedly", "the alleged theft", "is said to be"."""

from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.sources import AttributionCandidate, cue_tokens, subtree
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.reports import is_report
from newsgraph.extraction.base.syntax import child, children, is_finite, is_infinitive, is_verbal
from newsgraph.extraction.parse.passages import Passages

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_PREDICATIVE = {"attr", "acomp", "oprd"}


def add_hearsay(passages: Passages, drafts: list[AttributionCandidate]) -> None:
    """Add the clauses and phrases that such words mark, but for those that somebody else is said to say."""
    cues = load_cues()
    claimed = frozenset().union(*(draft.content for draft in drafts)) if drafts else frozenset()
    for token in passages.doc:
        if token.i in claimed:
            continue
        if token.lower_ in cues.hearsay_adverbs:
            content = _marked_by(passages, token)
        elif token.lower_ in cues.hearsay_adjectives and token.dep_ == "amod":
            content = {i for i in subtree(token.head) if i > token.i}
        else:
            continue
        first, last = passages.part(token.i, token.i + 1, passages.sentence(token.i))
        content = {i for i in content if first <= i < last and i != token.i}
        if content:
            drafts.append(AttributionCandidate(cue=[token.i], source=[], content=content, head=token.i))


def add_reports(passages: Passages, drafts: list[AttributionCandidate]) -> None:
    """Add the clauses that a verb makes a report and that are in nobody's mouth yet: "This suggests that they met"."""
    claimed = frozenset().union(*(draft.content for draft in drafts)) if drafts else frozenset()
    cues = {draft.head for draft in drafts}
    verbs = {one.head.i for one in passages.doc if one.dep_ in {"ccomp", "xcomp"}}
    for verb in (passages.doc.tokens[i] for i in sorted(verbs)):
        clauses = [one for one in children(verb, "ccomp", "xcomp") if _is_told(verb, one) and one.i not in claimed]
        if clauses and verb.i not in cues:
            cue = cue_tokens(verb)
            content = {i for clause in clauses for i in subtree(clause)} - set(cue)
            if any(is_infinitive(clause) for clause in clauses):  # "the mine is said to have closed"
                content.update(i for own in children(verb, "nsubj", "nsubjpass") for i in subtree(own))
            drafts.append(AttributionCandidate(cue=cue, source=[], content=content, head=verb.i))


def _is_told(verb: "Token", clause: "Token") -> bool:
    """Whether a clause is what somebody says: a report, or a finite clause of a verb of speech."""
    cues = load_cues()
    speaks = is_verbal(verb) and verb.lemma_ in cues.verbs["quote"] and verb.lemma_ in cues.verbs["clause"]
    return is_report(verb, clause) or (speaks and clause.i > verb.i and clause.dep_ == "ccomp" and is_finite(clause))


def _marked_by(passages: Passages, adverb: "Token") -> set[int]:
    """What an adverb marks: the rest of the sentence where it opens that, or hangs on nothing; else its clause."""
    start, stop = passages.sentence(adverb.i)
    if adverb.head == adverb or not any(token.is_alpha for token in passages.doc[start : adverb.i]):
        return set(range(start, stop))
    return _clause(_marked(adverb))


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
