"""What is said, thought or seen to be: the clause that completes a verb, its coordinated parts one by one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import child, children, conjuncts, is_finite, is_verbal
from newsgraph.extraction.statements.noun_phrases import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token


_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def contents(verb: "Token", complement: "Token") -> "Iterator[list[Token]]":
    """The words of a clause that completes a verb, one list for each coordinated part that is true by itself.

    A clause before the verb is its content only if the verb is one of saying or thinking; the parser hangs any sentence
    that a semicolon joins there.
    """
    if complement.dep_ != "ccomp" or not is_finite(complement) or not child(complement, *_SUBJECTS):
        return
    if complement.i < verb.i and verb.lemma_ not in word_lists("relations")["content_verbs"]:
        return
    parts = [complement, *_coordinated(complement)]
    others = [set(part.subtree) for part in parts[1:]]
    first = [token for token in complement.subtree if not any(token in other for other in others)]
    shared = [token for token in first if token.i < complement.i and _is_shared(token, complement)]
    yield from _split(_trimmed(first), complement)
    for number, part in enumerate(parts[1:], 1):
        words = [token for token in part.subtree if not any(token in other for other in others[number:])]
        lead = [] if child(part, "mark") else [token for token in shared if token.dep_ == "mark"]
        if child(part, *_SUBJECTS) is None:
            lead = shared
        yield from _split([*lead, *_trimmed(words)], part)


def _split(words: "list[Token]", verb: "Token") -> "Iterator[list[Token]]":
    """A clause for each subject and object that it coordinates: "it makes mines and bombs" says two things."""
    for slot in children(verb, "nsubj", "nsubjpass", "dobj", "attr"):
        every = conjuncts(slot)
        if len(every) > 1:
            # "are all up": a quantifier of all of them says nothing of one.
            coordination = {*slot.subtree, *(word for word in verb.children if word.lower_ in {"all", "both"})}
            for chosen in every:
                kept = set(noun_phrase(chosen))
                yield [word for word in words if word not in coordination or word in kept]
            return
    yield words


def _coordinated(verb: "Token") -> "list[Token]":
    found = []
    for other in children(verb, "conj"):
        if is_verbal(other):
            found += [other, *_coordinated(other)]
    return found


def _is_shared(token: "Token", verb: "Token") -> bool:
    """Whether a word belongs to the first clause's subject or its "that"."""
    while token.head not in (verb, token):
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass", "mark"}


def _trimmed(words: "list[Token]") -> "list[Token]":
    while words and (words[-1].is_punct or words[-1].is_space or words[-1].dep_ == "cc"):
        words = words[:-1]
    while words and (words[0].is_punct or words[0].is_space or words[0].dep_ in {"cc", "preconj"}):
        words = words[1:]
    return words
