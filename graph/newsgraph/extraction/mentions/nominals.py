"""Nominals: noun phrases without a name whose head is somebody or somewhere.

A head that often means something else ("fund", "site", "party") counts only with evidence. What one occurrence shows
holds throughout the article (one sense per discourse: Gale, Church and Yarowsky 1992).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.lexicon import words
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token

_KINDS: tuple[EntityType, ...] = ("person", "group", "organization", "place")
_PREMODIFIERS = {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "predet", "punct"}
_PLURAL_TAGS = {"NNS", "NNPS"}

Senses = Mapping[str, set[EntityType | None]]


def find_nominals(doc: "Doc") -> Iterator[Mention]:
    """Noun phrases with a head that is somebody or somewhere."""
    senses = _senses(doc)
    for token in doc:
        if token.lefts and _is_nobody(token):
            continue
        people = token.lower_ in words("nominals", "people_adjectives") and any(c.lower_ == "the" for c in token.lefts)
        if people and token.dep_ not in {"amod", "compound", "advmod"}:
            yield Mention(_phrase(token), token, "nominal", "group")
        elif _may_be_nominal(token) and (kind := _type(token, senses)):
            yield Mention(_phrase(token), token, "nominal", kind)


def _may_be_nominal(token: "Token") -> bool:
    office = token.pos_ == "PROPN" and any(child.dep_ == "det" for child in token.children)
    return (token.pos_ == "NOUN" or office) and token.dep_ != "compound"


def _is_nobody(noun: "Token") -> bool:
    """Whether a noun phrase says that there is none ("no organization") or means somebody unnamed ("my client")."""
    lefts = noun.lefts
    if _lemma(noun) in words("nominals", "senses", "of_speakers") and any(c.lower_ in {"my", "our"} for c in lefts):
        return True
    nobody = words("nominals", "senses", "nobody")
    return any(child.dep_ in {"det", "preconj", "cc"} and child.lower_ in nobody for child in lefts)


def _type(noun: "Token", senses: Senses) -> EntityType | None:
    """Who or what a common noun refers to, by the lexicon of heads; several people are a group."""
    lemma, evidence = _lemma(noun), _evidence(noun)
    if not evidence and lemma in words("nominals", "senses", "bare") and noun.tag_ not in _PLURAL_TAGS:
        return None
    found = senses.get(lemma, set())
    if evidence & _never_with(lemma) or _never_of(noun) or (found == {None} and not evidence & _only_with_any(lemma)):
        return None
    for kind in _KINDS if evidence else ():
        if evidence & _rather_with(kind, lemma):
            return kind
    for kind in _KINDS:
        if noun.lower_ not in words("nominals", kind) and lemma not in words("nominals", kind):
            continue
        own = noun.lower_ != lemma and noun.lower_ in words("nominals", kind)  # "forces", whatever "force" is
        needed = frozenset() if own else _only_with(kind, lemma)
        if not needed or evidence & needed or (kind in found and not _modifiers(noun)):
            return "group" if kind == "person" and noun.tag_ in _PLURAL_TAGS else kind
    return None


def _senses(doc: "Doc") -> Senses:
    """What the ambiguous nouns of an article show themselves to be, by lemma; None is for something else."""
    found: dict[str, set[EntityType | None]] = defaultdict(set)
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        lemma = _lemma(token)
        if not (_never_with(lemma) or _only_with_any(lemma)):
            continue
        evidence = _evidence(token)
        if evidence & _never_with(lemma):
            found[lemma].add(None)
        for kind in _KINDS:
            if evidence & _only_with(kind, lemma):
                found[lemma].add(kind)
        if token.pos_ == "PROPN" and evidence:
            found[lemma].update(kind for kind in _KINDS if lemma in words("nominals", kind))
    return dict(found)


def _lemma(noun: "Token") -> str:
    return noun.lemma_.lower()


def _modifiers(noun: "Token") -> "list[Token]":
    """The words that describe a noun before it; determiners and owners do not."""
    return [child for child in noun.lefts if child.dep_ in {"amod", "compound", "nmod"}]


def _evidence(noun: "Token") -> set[str]:
    """The words that tell what a noun means: those before it in its phrase, "of", "nationality"; lower case."""
    before = [*_modifiers(noun), *(child for child in noun.lefts if child.dep_ in {"poss", "det", "nummod"})]
    parts = [part for child in before for part in child.subtree if part.i < noun.i]
    found = {word for part in parts for word in (part.lower_, part.lemma_.lower())}
    if any(part.ent_type_ == "NORP" for part in _modifiers(noun)):
        found.add("nationality")
    if any(child.lower_ == "of" for child in noun.rights):
        found.add("of")
    return found


@cache
def _only_with(kind: EntityType, lemma: str) -> frozenset[str]:
    return frozenset(read_toml("nominals.toml")["only_with"][kind].get(lemma, "").split())


@cache
def _rather_with(kind: EntityType, lemma: str) -> frozenset[str]:
    return frozenset(read_toml("nominals.toml")["rather_with"].get(kind, {}).get(lemma, "").split())


@cache
def _only_with_any(lemma: str) -> frozenset[str]:
    return frozenset().union(*(_only_with(kind, lemma) for kind in _KINDS))


@cache
def _never_by_lemma() -> dict[str, frozenset[str]]:
    return {lemma: frozenset(listed.split()) for lemma, listed in read_toml("nominals.toml")["never_with"].items()}


def _never_of(noun: "Token") -> bool:
    """Whether what stands behind "of" makes a noun mean something else: "a state of emergency"."""
    listed = read_toml("nominals.toml")["never_of"].get(_lemma(noun), "").split()
    if not listed:
        return False
    governed = (inner for child in noun.rights if child.lower_ == "of" for inner in child.children)
    return any(inner.lemma_.lower() in listed for inner in governed)


def _never_with(lemma: str) -> frozenset[str]:
    return _never_by_lemma().get(lemma, frozenset())


def _phrase(noun: "Token") -> "Span":
    """A noun with what describes it before it."""
    start = noun.i
    for child in noun.lefts:
        if child.dep_ in _PREMODIFIERS:
            start = min(start, child.left_edge.i)
    return noun.doc[start : noun.i + 1]
