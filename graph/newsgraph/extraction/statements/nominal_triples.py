"""Triples without a verb: who somebody is to whom, from appositions ("his deputy, Ann Lee")."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Triple
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.syntax import children
from newsgraph.extraction.statements.phrases import phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def role_triples(doc: "Doc") -> Iterator[Triple]:
    """Who somebody is to whom, from appositions: "his deputy, Ann Lee", "Ann Lee, the head of the police"."""
    for apposed in doc:
        if apposed.dep_ != "appos":
            continue
        first = _role_above(apposed) or apposed.head
        name, role = (apposed, first) if _is_role(first) else (first, apposed)
        if not _is_role(role) or name.ent_type_ != "PERSON":
            continue
        for relation, one in _role_arguments(role, name):
            thing = phrase(one, without=[name])
            thing.tokens = [token for token in thing.tokens if token not in relation and token.dep_ != "case"]
            if thing.tokens:
                yield Triple(
                    clause=None,
                    predicate=role,
                    subject=phrase(name, without=[role, apposed] if name != apposed else [role]),
                    relation=relation,
                    label=f"{role.lemma_.lower()} of",
                    object=thing,
                    arguments=[],
                    polarity="affirmed",
                    modality="actual",
                )


def _is_role(token: "Token") -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in words("nominals", "person")


def _role_above(apposed: "Token") -> "Token | None":
    """In "the commander of the troops in Ukraine, Ann Lee" the commander, where the parser takes Ukraine."""
    token = apposed.head
    while token.dep_ == "pobj" and token.head.dep_ == "prep":
        token = token.head.head
        if _is_role(token) and apposed.ent_type_ == "PERSON":
            return token
    return None


def _role_arguments(role: "Token", name: "Token") -> "Iterator[tuple[list[Token], Token]]":
    for preposition in children(role, "prep"):
        if preposition.lower_ == "of":
            yield from (([role, preposition], one) for one in children(preposition, "pobj") if one != name)
    for owner in children(role, "poss"):
        yield [role], owner
