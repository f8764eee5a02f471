"""Who a cue belongs to: its subject, as a whole noun phrase."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsgraph.extraction.base.syntax import is_relative_pronoun

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_EDGE = set(",;:–—-()[]“”‘’\"'.…") | {"--", "``", "''"}


@dataclass(slots=True, eq=False)
class AttributionCandidate:
    """An attribution as token numbers, before it is cut into spans."""

    cue: list[int]
    source: list[int]
    content: set[int]
    quoted: bool = False
    head: int = field(default=-1)  # the cue's verb or noun


def subtree(token: "Token") -> list[int]:
    """The numbers of a token and all that depends on it."""
    return [t.i for t in token.subtree]


def trimmed(doc_tokens: "list[Token]") -> "list[Token]":
    """Tokens without punctuation and space at either end."""
    tokens = list(doc_tokens)
    while tokens and (tokens[0].is_space or tokens[0].text in _EDGE):
        tokens.pop(0)
    while tokens and (tokens[-1].is_space or tokens[-1].text in _EDGE):
        if tokens[-1].text == ")" and any(token.text == "(" for token in tokens):
            break
        tokens.pop()
    return tokens


def full_phrase(head: "Token", without: "Iterable[int]" = ()) -> list[int]:
    """The whole noun phrase of a head, with appositions and relative clauses, up to the cue in `without`.

    Args:
        head: the head of the phrase.
        without: tokens that end the phrase where it runs into them (the cue and what depends on it).
    """
    stops = set(without)
    inside = {t.i for t in head.subtree} - stops
    left = right = head.i
    while left - 1 in inside:
        left -= 1
    while right + 1 in inside:
        right += 1
    tokens = trimmed([head.doc[i] for i in range(left, right + 1)])
    return [t.i for t in tokens] or [head.i]


def antecedent_of(source: "Token") -> "Token":
    """The head of the noun phrase that a relative pronoun stands for; any other head of a source stands for itself."""
    clause = source
    while is_relative_pronoun(source) and clause.dep_ not in {"relcl", "ROOT"}:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" and clause != source else source


def cue_tokens(verb: "Token") -> list[int]:
    """A verb with its auxiliaries, negation, adverbs and particle, as one stretch of text around it."""
    first = last = verb.i
    group = {
        child.i
        for child in verb.children
        if child.dep_ in {"aux", "auxpass", "neg", "prt"} or (child.dep_ == "advmod" and child.tag_ in {"RB", "RBR"})
    }
    while first - 1 in group:
        first -= 1
    while last + 1 in group and verb.doc[last + 1].dep_ in {"neg", "prt"}:
        last += 1
    return list(range(first, last + 1))
