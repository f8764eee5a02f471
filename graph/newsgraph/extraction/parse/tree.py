"""What the repairs of a tree ask of it and do to it."""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.syntax import child, children

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NOUNS = frozenset({"NOUN", "PROPN"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
TIMES = frozenset({"DATE", "TIME"})
_GROUP = {"aux", "auxpass", "neg"}


def hang(token: "Token", head: "Token", relation: str) -> None:
    """Hang a token, with all that depends on it, on another; not on what depends on it itself: that is no tree."""
    if not token.is_ancestor(head):
        token.head, token.dep_ = head, relation


def hang_as_subject(noun: "Token", verb: "Token") -> None:
    """Make a noun the subject of a verb."""
    hang(noun, verb, "nsubjpass" if child(verb, "auxpass") is not None else "nsubj")


def governing(sentence: "Span", relation: str) -> "list[Token]":
    """The tokens of a sentence that have dependents in a relation, in the order of the text."""
    places = {token.head.i for token in sentence if token.dep_ == relation}
    return [sentence.doc[place] for place in sorted(places) if sentence.start <= place < sentence.end]


def has_subject(verb: "Token") -> bool:
    """Whether a verb has a subject of its own, were it "there" or a clause."""
    return child(verb, *SUBJECTS) is not None


def first_of_group(verb: "Token") -> int:
    """Where a verb begins: with its auxiliaries and the adverbs right before them."""
    first = min([verb.i, *(one.i for one in children(verb, *_GROUP))])
    while first > verb.sent.start and verb.doc[first - 1].pos_ == "ADV" and verb.doc[first - 1].head == verb:
        first -= 1
    return first


def text_before(token: "Token", count: int = 1) -> str:
    """The word that stands some words before a token in its sentence; empty where there is none."""
    place = token.i - count
    return token.doc[place].lower_ if place >= token.sent.start else ""
