"""Clauses without "that" which the parser tore from their verb: "claimed Iran, among others, is behind it"."""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.syntax import is_finite, is_passive

if TYPE_CHECKING:
    from newsgraph.extraction.attribution.complements import Complements
    from newsgraph.extraction.base.parsed import Token

_SUBJECTS = {"nsubj", "nsubjpass", "expl"}
_FEWEST_COMMAS = 2  # around what is set off


def add_torn_clause(verb: "Token", found: "Complements") -> None:
    """Add the finite clause behind a verb of saying that the parser took for a clause beside it.

    English joins two finite verbs by a conjunction or a comma. Where neither stands between them, the second is what is
    said. Where it has no subject, the first verb's object is its subject.

    Args:
        verb: a verb that takes a clause.
        found: its complements, none of them a clause; the clause is added to them.
    """
    if is_passive(verb):
        return
    thing = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    clause = next((one for one in _candidates(verb, thing) if _is_torn(verb, one, thing)), None)
    if clause is None:
        return
    found.clauses.append(clause)
    if not _has_subject(clause) and thing is not None and thing not in found.objects:
        found.objects.append(thing)


def _candidates(verb: "Token", thing: "Token | None") -> "list[Token]":
    """Finite verbs behind a verb that the parser may have taken for its conjuncts, or for its object's participles."""
    beside = [child for child in verb.children if child.dep_ in {"conj", "ccomp"} and child.i > verb.i]
    if verb.dep_ in {"acl", "advcl", "relcl"}:
        top = verb.head
        while top.dep_ in {"dobj", "pobj", "attr"} and top.head != top:
            top = top.head
        beside += [child for child in top.children if child.dep_ == "conj" and child.i > verb.right_edge.i]
    if thing is not None:
        beside += [
            child
            for child in thing.children
            if child.dep_ == "acl" and child.tag_ == "VBD" and any(one.dep_ == "dobj" for one in child.children)
        ]
    return [one for one in beside if is_finite(one)]


def _is_torn(verb: "Token", clause: "Token", thing: "Token | None") -> bool:
    doc = verb.doc
    if _has_subject(clause):
        before = doc[clause.left_edge.i - 1]
        return clause.dep_ == "conj" and before.pos_ != "CCONJ" and not before.is_punct
    first = min([clause.i, *(one.i for one in clause.children if one.dep_ in {"aux", "auxpass", "neg"})])
    while first > 0 and doc[first - 1].pos_ == "ADV":
        first -= 1
    if thing is None or not thing.i < first or doc[first - 1].pos_ == "CCONJ":
        return False
    commas = sum(token.text == "," for token in doc[thing.i : first])
    if doc[first - 1].text == "," and commas < _FEWEST_COMMAS:
        return False  # "declared an emergency, shut the schools and …"
    return not any(token.text == ";" or (token.pos_ == "CCONJ" and token.head == verb) for token in doc[verb.i : first])


def _has_subject(clause: "Token") -> bool:
    return any(child.dep_ in _SUBJECTS for child in clause.children)
