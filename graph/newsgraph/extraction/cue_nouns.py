"""Nouns and phrases that ascribe: "X's claim that …", "plans to …", "according to X", "in X's view"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.cues import Cues, load_cues
from newsgraph.extraction.passages import Passages
from newsgraph.extraction.sources import Draft, noun_phrase, subject, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token


def _noun_content(noun: "Token", cues: Cues) -> "Token | None":
    """The head of what a noun ascribes."""
    word = noun.lemma_.lower()
    for child in noun.children:
        if child.i < noun.i:
            continue
        marked = any(c.dep_ == "mark" and c.lower_ in {"that", "whether"} for c in child.children)
        infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in child.children)
        if word in cues.nouns["that"] and child.dep_ in {"acl", "ccomp", "relcl"} and marked:
            return child
        if word in cues.nouns["to"] and child.dep_ in {"acl", "xcomp", "relcl"} and infinitive:
            return child
    # a clause the parser hung on the verb: "Fears are growing that …"
    if word in cues.nouns["that"] and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        for child in noun.head.children:
            if (
                child.dep_ in {"ccomp", "acl", "advcl"}
                and child.i > noun.i
                and child.i > noun.head.i
                and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
                and not cues.is_verb(noun.head.lemma_)
            ):
                return child
    if word in cues.nouns["of"]:
        wanted = cues.noun_prepositions.get(word, {"of"})
        for child in noun.children:
            if child.dep_ == "prep" and child.lemma_ in wanted and child.i > noun.i:
                return child
    return None


def _noun_source(noun: "Token", cue: list[int], content: set[int], cues: Cues) -> list[int]:
    """Who holds what a noun says: its possessive, its by-phrase, or the subject of the verb that lends it one."""
    for child in noun.children:
        if child.dep_ == "poss":
            return subtree(child)
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "among"}:
            for held in child.children:
                if held.dep_ == "pobj":
                    return noun_phrase(held)
    verb = noun.head
    if noun.dep_ in {"dobj", "attr"} and verb.lemma_ in cues.support_verbs and verb.lemma_ not in cues.hearers:
        head = subject(verb)
        if head is not None and not any(c.dep_ == "auxpass" for c in verb.children):
            return noun_phrase(head, without={*cue, *content, verb.i})
    return []


def noun_attributions(passages: Passages) -> Iterator[Draft]:
    """Nouns of saying, thinking and wanting with their content."""
    cues = load_cues()
    known = frozenset().union(*cues.nouns.values())
    for noun in passages.doc:
        if noun.pos_ not in {"NOUN", "PROPN"} or noun.lemma_.lower() not in known or noun.dep_ == "compound":
            continue
        head = _noun_content(noun, cues)
        if head is None:
            continue
        first = noun.i
        while first > noun.left_edge.i and noun.doc[first - 1].dep_ in {"amod", "compound"}:
            first -= 1
        cue = list(range(first, noun.i + 1))
        content = set(subtree(head))
        source = _noun_source(noun, cue, content, cues)
        if source and noun.dep_ == "dobj" and not any(c.dep_ == "poss" for c in noun.children) and noun.head.i < first:
            cue = list(range(noun.head.i, noun.i + 1))
        content -= {*cue, *source}
        if content:
            yield Draft(cue=cue, source=source, content=content, hidden=not source, head=noun.i)


def phrase_attributions(passages: Passages) -> Iterator[Draft]:
    """Prepositional cues: "according to X", "in the words of X", "in X's view"."""
    cues = load_cues()
    doc = passages.doc
    for start, stop in passages.sentences:
        for i in range(start, stop):
            for phrase in cues.object_phrases:
                if tuple(t.lower_ for t in doc[i : i + len(phrase)]) == phrase:
                    draft = _phrase_draft(passages, i, i + len(phrase), start, stop)
                    if draft is not None:
                        yield draft
            if doc[i].lower_ in cues.possessive_phrases:
                draft = _possessive_draft(passages, doc[i], start, stop, cues)
                if draft is not None:
                    yield draft


def _phrase_draft(passages: Passages, begin: int, end: int, start: int, stop: int) -> Draft | None:
    """The source is what follows the words, the content is the rest of the sentence."""
    doc = passages.doc
    held = next((c for c in doc[end - 1].children if c.dep_ == "pobj" and c.i >= end), None)
    if held is None or held.left_edge.i != end:
        chunk = next((c for c in doc[end:stop].noun_chunks), None)
        if chunk is None or chunk.start > end + 1:
            return None
        source = list(range(end, chunk.end))
    else:
        source = noun_phrase(held)
    return _rest_of_sentence(passages, list(range(begin, end)), source, start, stop)


def _possessive_draft(passages: Passages, preposition: "Token", start: int, stop: int, cues: Cues) -> Draft | None:
    for noun in preposition.children:
        if noun.dep_ == "pobj" and noun.lower_ in cues.possessive_phrases[preposition.lower_]:
            for owner in noun.children:
                if owner.dep_ == "poss":
                    source = subtree(owner)
                    cue = [i for i in range(preposition.i, noun.i + 1) if i not in source]
                    return _rest_of_sentence(passages, cue, source, start, stop)
    return None


def _rest_of_sentence(passages: Passages, cue: list[int], source: list[int], start: int, stop: int) -> Draft | None:
    doc = passages.doc
    left, right = min(*cue, *source), max(*cue, *source) + 1
    before = [i for i in range(start, left) if not doc[i].is_punct and not doc[i].is_space]
    begin = start
    # a clause of its own: "A rose, and according to X, B fell" ascribes only B
    if before and doc[before[-1]].dep_ in {"cc", "mark"}:
        begin = left
    content = set(range(begin, left)) if before else set()
    starts_sentence = not before or begin == left or all(doc[i].pos_ in {"CCONJ", "ADV", "SCONJ"} for i in before)
    between = right < stop and doc[right].text in {",", "–", "—"}
    if starts_sentence or (between and not _is_new_clause(doc, right + 1, stop)):
        content.update(range(right, stop))
    if not any(doc[i].is_alpha for i in content):
        return None
    return Draft(cue=cue, source=source, content=content, head=cue[0])


def _is_new_clause(doc: object, start: int, stop: int) -> bool:
    tokens = doc[start:stop]  # type: ignore[index]
    return bool(len(tokens)) and tokens[0].lower_ in {"and", "but", "which", "who", "while", "although", "though"}
