"""In whose scope a predicate stands: the predicates that govern it, from the nearest up."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.syntax import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
_COMPLEMENTS = {"xcomp", "ccomp", "pcomp", "acl", "acomp", "dobj", "nsubjpass", "pobj", "compound", "attr", "oprd"}
_LONGEST_CHAIN = 6


@dataclass(frozen=True, slots=True)
class Governor:
    """A governing predicate, or a negative preposition, and the dependent through which it governs."""

    token: "Token"
    below: "Token"
    is_preposition: bool = False

    @property
    def over_finite(self) -> bool:
        """Whether it governs a finite clause: "said that he left", but not "told him to leave"."""
        return self.below.dep_ in {"ccomp", "acl"} and is_finite(self.below)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of data/factuality.toml as sets."""

    negation: dict[str, frozenset[str]]
    reversing: dict[str, frozenset[str]]
    transparent: dict[str, frozenset[str]]
    scope: dict[str, frozenset[str]]
    modality: dict[str, dict[str, frozenset[str]]]
    phrases: tuple[tuple[str, ...], ...]


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon."""
    data = read_toml("factuality.toml")

    def sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
        return {key: frozenset(words) for key, words in table.items()}

    return Lexicon(
        negation=sets(data["negation"]),
        reversing=sets(data["reversing"]),
        transparent=sets(data["transparent"]),
        scope=sets(data["scope"]),
        modality={name: sets(table) for name, table in data["modality"].items()},
        phrases=tuple(tuple(phrase.split()) for phrase in data["modality"]["hypothetical"]["phrases"]),
    )


def listed(token: "Token", table: dict[str, frozenset[str]]) -> bool:
    """Whether a table of the lexicon has a word under its part of speech, or with its particle."""
    if token.pos_ in {"VERB", "AUX"}:
        kind, words = "verbs", {token.lemma_.lower()}
    elif token.pos_ in {"ADJ", "ADV"}:
        kind, words = "adjectives", {token.lemma_.lower(), token.lower_}
    else:
        kind, words = "nouns", {token.lemma_.lower()}
    particles = table.get("particles", frozenset())
    return bool(words & table.get(kind, frozenset())) or any(
        child.dep_ == "prt" and f"{token.lemma_} {child.lemma_}" in particles for child in token.children
    )


def governors(predicate: "Token") -> "Iterator[Governor]":
    """The predicates in whose scope a predicate stands, the nearest first.

    Complements stand in the scope of what they complete, adjuncts do not: "plans for a vote", but not "left after a
    vote". Conjuncts share the governors of the first.
    """
    lexicon = load_lexicon()
    token = below = predicate
    for _ in range(_LONGEST_CHAIN):
        head = token.head
        if head == token or not _is_in_scope(token, head, lexicon):
            return
        if token.dep_ == "conj":
            token = head
            continue
        if head.dep_ == "prep" or head.pos_ == "ADP":
            if _is_negative(head, lexicon):
                yield Governor(head, below, is_preposition=True)
            elif head.lower_ not in lexicon.scope["prepositions"]:
                return
            token = head
            continue
        if head.lemma_ == "be":
            # a copula's complement speaks for it: "a withdrawal is likely"
            complement = next((c for c in head.children if c.dep_ == "acomp" and c != token), None)
            if complement is not None:
                yield Governor(complement, below)
        yield Governor(head, below)
        token = below = head


def _is_in_scope(token: "Token", head: "Token", lexicon: Lexicon) -> bool:
    """Whether a token's relation to its head puts it in the head's scope."""
    if token.dep_ == "acl":
        if head.lower_ == "order" and head.dep_ == "pobj" and head.head.lower_ == "in":
            return False  # "in order to" tells a purpose, and gives no order
        return token.tag_ not in {"VBN", "VBD"} or is_finite(token)
    if token.dep_ == "compound":
        return head.pos_ in {"NOUN", "PROPN"}
    if token.dep_ == "nsubj":
        return token.pos_ in {"NOUN", "PROPN"} and head.lemma_ in lexicon.scope["occurrence"]
    if token.dep_ == "conj":
        return not any(child.dep_ in SUBJECTS for child in token.children)
    if token.dep_ == "advcl":
        return head.pos_ == "ADJ"
    return token.dep_ in _COMPLEMENTS or token.dep_ == "prep"


def _is_negative(preposition: "Token", lexicon: Lexicon) -> bool:
    """Whether a preposition denies what it governs: "without", "instead of"."""
    doc = preposition.doc
    following = doc[preposition.i + 1].lower_ if preposition.i + 1 < len(doc) else ""
    before = doc[preposition.i - 1].lower_ if preposition.i else ""
    phrases = {preposition.lower_, f"{preposition.lower_} {following}", f"{before} {preposition.lower_}"}
    return bool(phrases & lexicon.negation["prepositions"])
