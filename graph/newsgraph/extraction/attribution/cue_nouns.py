"""Nouns that ascribe: "X's claim that …", "plans to …", "rumours of …", "expressed concern about …"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.sources import AttributionCandidate, full_phrase, subtree
from newsgraph.extraction.base.control import subject
from newsgraph.extraction.base.cues import Cues, load_cues
from newsgraph.extraction.base.syntax import is_finite, is_infinitive
from newsgraph.extraction.parse.passages import Passages

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_HOLDERS = {"NORP", "ORG", "PERSON", "GPE"}
_SOURCE_PREPOSITIONS = {"by", "from", "among"}


def _has_mark(token: "Token", *words: str) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in words for child in token.children)


def _is_clause(token: "Token") -> bool:
    """Whether a verb is finite and has a subject, so that it needs no "that": "claims he had lied"."""
    return is_finite(token) and any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in token.children)


def _content_head(noun: "Token", cues: Cues) -> "Token | None":
    """The head of what a noun ascribes."""
    word = noun.lemma_.lower()
    later = [child for child in noun.children if child.i > noun.i]
    for child in later:
        if child.dep_ in {"acl", "ccomp", "relcl"}:
            marked = _has_mark(child, "that", "whether") or (child.dep_ == "acl" and _is_clause(child))
            if word in cues.nouns["that"] and marked:
                return child
            if word in cues.nouns["to"] and is_infinitive(child):
                return child
    verb = noun.head
    behind = [child for child in verb.children if child.i > max(noun.i, verb.i)]
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ == "be":
        # "the plan is to …", "his claim was that …"
        for child in behind:
            if child.dep_ in {"ccomp", "xcomp"} and (_has_mark(child, "that") or is_infinitive(child)):
                return child
    if noun.dep_ == "nsubj" and verb.lemma_ in cues.spreading and word in cues.nouns["that"]:
        for child in behind:
            if child.dep_ == "ccomp" and _is_clause(child):
                return child
    if not cues.is_verb(verb.lemma_) and noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
        for child in behind:
            if child.dep_ in {"ccomp", "acl", "advcl"} and word in cues.nouns["that"] and _has_mark(child, "that"):
                return child
            if (
                child.dep_ in {"xcomp", "advcl"}
                and word in cues.nouns["to"]
                and noun.dep_ == "dobj"
                and verb.lemma_ in cues.support_verbs
                and is_infinitive(child)
            ):
                return child
    if word in cues.nouns["of"]:
        wanted = cues.noun_prepositions.get(word, {"of"})
        return next((c for c in later if c.dep_ == "prep" and c.lower_ in wanted), None)
    return None


def _own_source(noun: "Token") -> list[int]:
    """The possessive, by-phrase or adjective that says whose noun it is."""
    for child in noun.children:
        if child.dep_ == "poss":
            return subtree(child)
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in _SOURCE_PREPOSITIONS:
            for held in child.children:
                if held.dep_ == "pobj":
                    return full_phrase(held)
    before = noun.doc[noun.left_edge.i : noun.i]
    for token in before:
        if token.tag_ == "POS" and token.i > before.start:
            return list(range(before.start, token.i + 1))
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod"} and child.ent_type_ in _HOLDERS:
            return subtree(child)
    return []


def _lent_source(noun: "Token", stops: set[int], cues: Cues) -> list[int]:
    """The subject of the verb that lends a noun its holder: "X expressed concern", "X came out in support of"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "in" and noun.lemma_ in cues.noun_prepositions:
        verb = verb.head
        if verb.pos_ not in {"VERB", "AUX"}:
            return []
    elif noun.dep_ not in {"dobj", "attr"} or verb.lemma_ not in (cues.support_verbs | {"be"}) - cues.hearers:
        return []
    head = subject(verb)
    if head is None or head.lower_ in {"it", "there", "this", "that", "which"}:
        return []
    return full_phrase(head, without={*stops, verb.i})


def _is_noun(token: "Token") -> bool:
    """Whether a token stands as a noun, whatever the tagger made of it."""
    return token.pos_ in {"NOUN", "PROPN"} or token.dep_ in {"nsubj", "nsubjpass", "pobj"}


def _headline_source(noun: "Token", cues: Cues) -> list[int]:
    """The subject of a verb that was taken for a noun at the head of its sentence: "Brewery plans to …"."""
    verbs = cues.verbs["infinitive"] | cues.verbs["clause"]
    if noun.dep_ != "ROOT" or noun.tag_ != "NNS" or noun.lemma_.lower() not in verbs:
        return []
    return list(range(noun.left_edge.i, noun.i)) if noun.left_edge.pos_ in {"DET", "PROPN", "NOUN", "PRON"} else []


def noun_attributions(passages: Passages) -> Iterator[AttributionCandidate]:
    """Nouns of saying, thinking and wanting with their content."""
    cues = load_cues()
    doc = passages.doc
    known = frozenset().union(*cues.nouns.values())
    for noun in doc:
        if not _is_noun(noun) or noun.lemma_.lower() not in known or noun.dep_ == "compound":
            continue
        head = _content_head(noun, cues)
        if f"{noun.head.lower_} {noun.lower_}" in cues.idioms:
            continue
        if head is None or any(token.text == "-" for token in doc[max(0, noun.i - 1) : noun.i + 2]):
            continue
        first = noun.i
        while first > noun.left_edge.i and doc[first - 1].dep_ in {"amod", "compound"}:
            first -= 1
        content = set(subtree(head))
        source = _headline_source(noun, cues) or _own_source(noun)
        cue = [i for i in range(first, noun.i + 1) if i not in source]
        if not source:
            source = _lent_source(noun, {*cue, *content}, cues)
            if source and noun.dep_ == "dobj" and noun.head.i < first:
                cue = list(range(noun.head.i, noun.i + 1))
        content -= {*cue, *source}
        governed = noun.dep_ in {"dobj", "pobj"} and cues.is_verb(noun.head.lemma_)
        if source or (noun.lemma_.lower() in cues.unsourced and not governed):
            yield AttributionCandidate(cue=cue, source=source, content=content, head=noun.i)
