"""What a triple tells by its form: whether its object is what is said, whether it is told beside the main thing."""

from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.sources import antecedent_of
from newsgraph.extraction.base.annotations import Phrase, Triple
from newsgraph.extraction.base.syntax import is_verbal
from newsgraph.extraction.statements.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Span, Token


def is_said_aside(triple: Triple) -> bool:
    """Whether it is told beside the main thing: by a relative clause, a participle after a noun, an apposition."""
    if triple.clause is None:
        return True
    verb = triple.predicate
    while verb.dep_ == "conj":
        verb = verb.head
    marked = any(token.dep_ == "mark" for token in verb.children)
    return verb.dep_ in {"relcl", "acl"} and not marked


def is_restrictive(triple: Triple) -> bool:
    """Whether a relative clause is a part of what is said with it, and not set off by a comma."""
    verb = triple.predicate
    while verb.dep_ == "conj":
        verb = verb.head
    before = verb.doc[verb.left_edge.i - 1] if verb.left_edge.i else verb
    return triple.clause is not None and verb.dep_ == "relcl" and before.text not in {",", "(", "–", "—", "-"}


def is_clause(phrase: Phrase) -> bool:
    """Whether the object is what is said, and no thing: "denied that it had paid"."""
    return phrase.head is None and any(is_verbal(token) and token.head not in phrase.tokens for token in phrase.tokens)


def has_content_clause(verb: "Token") -> bool:
    """Whether what is said stands beside whom it is said to: "told reporters that …"."""
    return any(one.dep_ == "ccomp" for one in verb.children)


def words_of_source(source: "Span") -> "Iterable[Token]":
    """A source, or the words that it stands for where it is a relative pronoun: "a statement which read"."""
    head = source.root
    antecedent = antecedent_of(head)
    if antecedent == head or antecedent.pos_ == "PRON":
        return source
    return phrase(antecedent, without=[one for one in antecedent.children if one.dep_ == "relcl"]).tokens
