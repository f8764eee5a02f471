"""Whether what a clause says is so: its polarity and modality, from its own words and the predicates above it.

After FactBank and De Facto (Saurí and Pustejovsky 2009, 2012): negation, modals and adverbs act on their own clause;
governing predicates turn over ("denies", "fails to"), pass on ("expects", "plans") or weaken ("may", "rumours of") what
stands in their scope. Both are read inside the attribution: what "he said that …" holds is judged without the saying.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from newsgraph.extraction.cues import load_cues
from newsgraph.extraction.layers import Clause
from newsgraph.record import Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALITIES: tuple[Modality, ...] = ("hypothetical", "demanded", "planned", "possible")
_LENT: tuple[Modality, ...] = ("demanded", "planned", "possible")
_BY_MODALS: tuple[Modality, ...] = ("demanded", "possible", "planned")
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
_NOMINAL = {"dobj", "nsubjpass", "nsubj", "attr", "oprd", "dative"}
_LONGEST_CHAIN = 6


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of factuality.toml as sets."""

    negation: dict[str, frozenset[str]]
    reversing: dict[str, frozenset[str]]
    transparent: dict[str, frozenset[str]]
    modality: dict[str, dict[str, frozenset[str]]]
    phrases: tuple[tuple[str, ...], ...]


@cache
def _lexicon() -> Lexicon:
    data = tomllib.loads(files("newsgraph.extraction").joinpath("factuality.toml").read_text(encoding="utf-8"))

    def sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
        return {key: frozenset(words) for key, words in table.items()}

    return Lexicon(
        negation=sets(data["negation"]),
        reversing=sets(data["reversing"]),
        transparent=sets(data["transparent"]),
        modality={name: sets(table) for name, table in data["modality"].items()},
        phrases=tuple(tuple(phrase.split()) for phrase in data["modality"]["hypothetical"]["phrases"]),
    )


def _part_of_speech(token: "Token") -> str:
    if token.pos_ in {"VERB", "AUX"}:
        return "verbs"
    return "adjectives" if token.pos_ in {"ADJ", "ADV"} else "nouns"


def _words(token: "Token") -> set[str]:
    """The word under which a lexicon may list a governor: its lemma, or its form as an adjective."""
    return {token.lemma_.lower(), token.lower_} if token.pos_ in {"ADJ", "ADV"} else {token.lemma_.lower()}


def _listed(token: "Token", table: dict[str, frozenset[str]]) -> bool:
    if _words(token) & table.get(_part_of_speech(token), frozenset()):
        return True
    return any(
        child.dep_ == "prt" and f"{token.lemma_} {child.lemma_}" in table.get("particles", ())
        for child in token.children
    )


def _own_group(predicate: "Token") -> "list[Token]":
    """A predicate with its auxiliaries."""
    return [predicate, *(child for child in predicate.children if child.dep_ in {"aux", "auxpass"})]


def _is_negated(predicate: "Token", beside: "Token | None" = None) -> bool:
    """Whether a predicate is negated by its own particle or by a negative subject, object or determiner.

    Args:
        predicate: a verb, noun or adjective.
        beside: a dependent whose own negation has been counted already.
    """
    negation = _lexicon().negation
    count = 0
    for child in predicate.children:
        if child == beside:
            continue
        if child.dep_ == "neg" or (
            child.dep_ in {"advmod", "preconj", "cc"} and child.lower_ in negation["particles"] - {"no", "nor"}
        ):
            count += 1
        elif child.dep_ in _NOMINAL | {"acomp", "expl"}:
            count += _is_negative_phrase(child)
        elif child.dep_ == "det" and child.lower_ in negation["determiners"]:
            count += 1
    return count % 2 == 1


def _is_negative_phrase(head: "Token") -> bool:
    negation = _lexicon().negation
    if head.lower_ in negation["pronouns"]:
        return True
    return any(
        child.dep_ in {"det", "neg", "preconj"} and child.lower_ in negation["determiners"] for child in head.children
    )


def _governors(predicate: "Token") -> "Iterator[Token]":
    """The predicates in whose scope a predicate stands, the nearest first; prepositions are passed over."""
    token = predicate
    for _ in range(_LONGEST_CHAIN):
        head = token.head
        if head == token:
            return
        if token.dep_ in {
            "xcomp",
            "ccomp",
            "pcomp",
            "acl",
            "acomp",
            "dobj",
            "nsubjpass",
            "pobj",
            "compound",
            "attr",
            "oprd",
        }:
            if token.dep_ == "acl" and token.tag_ in {"VBN", "VBD"}:
                return
            if token.dep_ == "compound" and head.pos_ not in {"NOUN", "PROPN"}:
                return
        elif token.dep_ == "nsubj" and token.pos_ in {"NOUN", "PROPN"}:
            if head.lemma_ not in {"take", "happen", "occur", "be", "exist", "begin", "start"}:
                return
        elif token.dep_ == "conj":
            if any(child.dep_ in _SUBJECTS for child in token.children):
                return
            token = head
            continue
        elif token.dep_ in {"prep", "agent"} or (token.dep_ == "advcl" and token.head.pos_ == "ADJ"):
            pass
        else:
            return
        if head.pos_ == "ADP" or head.dep_ == "prep":
            if head.lower_ == "by":
                return
            token = head
            if _negative_preposition(head):
                yield head
            continue
        if head.lemma_ == "be":
            # a copula's complement speaks for it: "a withdrawal is likely"
            complement = next((c for c in head.children if c.dep_ == "acomp" and c != token), None)
            if complement is not None:
                yield complement
        yield head
        token = head


def _negative_preposition(token: "Token") -> bool:
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    negative = _lexicon().negation["prepositions"]
    return token.lower_ in negative or f"{token.lower_} {following}" in negative


def polarity(clause: Clause) -> Polarity:
    """Whether a clause affirms or negates what it says."""
    lexicon = _lexicon()
    predicate = clause.predicate
    negated = _is_negated(predicate)
    if clause.kind == "copula":
        complement = next((c for c in predicate.children if c.dep_ == "acomp"), None)
        negated ^= complement is not None and complement.lower_ in lexicon.reversing["adjectives"]
    below = predicate
    for governor in _governors(predicate):
        if governor.pos_ == "ADP" or governor.dep_ == "prep":
            negated = not negated
            continue
        reversing = _listed(governor, lexicon.reversing)
        if not reversing and not _listed(governor, lexicon.transparent):
            break
        negated ^= reversing ^ _is_negated(governor, beside=below)
        below = governor
    return "negated" if negated else "affirmed"


def modality(clause: Clause) -> Modality:
    """Whether a clause tells what is, may be, is to be, is asked for, or would be."""
    predicate = clause.predicate
    own = _own_modality(predicate, clause.kind)
    if own is not None:
        return own
    for governor in _governors(predicate):
        if governor.pos_ == "ADP" or governor.dep_ == "prep":
            continue
        lent = _lent_modality(governor, predicate)
        if lent is not None:
            return lent
        if not (_listed(governor, _lexicon().reversing) or _listed(governor, _lexicon().transparent)):
            break
        above = _own_modality(governor, "noun" if governor.pos_ in {"NOUN", "PROPN"} else "verb")
        if above is not None:
            return above
    return "actual"


def _lent_modality(governor: "Token", predicate: "Token") -> Modality | None:
    """The modality that a governing predicate lends to what it governs."""
    for name in _LENT:
        if _listed(governor, _lexicon().modality[name]):
            if name == "planned" and governor.lemma_ == "want" and _has_other_subject(governor, predicate):
                return "demanded"
            return name
    return None


def _has_other_subject(governor: "Token", predicate: "Token") -> bool:
    return any(child.dep_ in _SUBJECTS for child in predicate.children) or any(
        child.dep_ == "dobj" and child != predicate for child in governor.children
    )


def _own_modality(predicate: "Token", kind: str) -> Modality | None:
    """The modality of a clause's own modals, adverbs, adjectives, conditions and mood."""
    lexicon = _lexicon()
    if kind == "noun":
        for name in _MODALITIES:
            adjectives = lexicon.modality[name].get("adjectives", frozenset())
            if any(child.dep_ == "amod" and child.lower_ in adjectives for child in predicate.children):
                return name
        return "hypothetical" if _in_hypothetical_phrase(predicate) else None
    group = _own_group(predicate)
    words = {token.lower_ for token in group[1:] if token.tag_ in {"MD", "VBZ", "VBP", "VBD"} and token.tag_ == "MD"}
    if _is_conditional(predicate):
        return "hypothetical"
    if words & lexicon.modality["hypothetical"]["modals"]:
        return "planned" if _is_reported_in_past(predicate) else "hypothetical"
    conditioned = any(child.dep_ == "advcl" and _is_conditional(child) for child in predicate.children)
    for name in _BY_MODALS:
        if words & lexicon.modality[name]["modals"]:
            return "hypothetical" if conditioned and name == "planned" else name
    if any(
        child.dep_ == "advmod" and child.lower_ in lexicon.modality["possible"]["adverbs"]
        for child in predicate.children
    ):
        return "possible"
    if any(child.dep_ == "mark" and child.lower_ == "whether" for child in predicate.children):
        return "possible"
    if kind == "copula":
        complement = next((c for c in predicate.children if c.dep_ == "acomp"), None)
        if complement is not None and complement.lower_ in {"likely", "unlikely", "possible", "probable"}:
            return "possible"
    if (
        predicate.tag_ == "VB"
        and predicate.dep_ == "ROOT"
        and not group[1:]
        and not any(child.dep_ in _SUBJECTS for child in predicate.children)
    ):
        return "demanded"
    if predicate.dep_ == "conj" and not group[1:] and predicate.tag_ == "VB":
        return _own_modality(predicate.head, "verb")
    return None


def _is_conditional(predicate: "Token") -> bool:
    markers = _lexicon().modality["hypothetical"]["markers"]
    return predicate.dep_ == "advcl" and any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in markers for child in predicate.children
    )


def _is_reported_in_past(predicate: "Token") -> bool:
    """Whether "would" is the future seen from a past report: "said that the region would not be evacuated"."""
    token = predicate
    while token.dep_ in {"conj", "ccomp", "acl", "advcl", "relcl"} and token.head != token:
        if token.dep_ in {"ccomp", "acl"} and token.head.tag_ in {"VBD", "VBN", "NN", "NNS"}:
            head = token.head
            cues = load_cues()
            return head.lemma_ in cues.verbs["clause"] or head.lemma_ in cues.nouns["that"]
        token = token.head
    return False


def _in_hypothetical_phrase(noun: "Token") -> bool:
    if noun.dep_ != "pobj":
        return False
    preposition = noun.head.i
    for phrase in _lexicon().phrases:
        start = preposition + 1 - len(phrase)
        if start >= 0 and tuple(t.lower_ for t in noun.doc[start : preposition + 1]) == phrase:
            return True
    return False
