"""Triples without a verb: of event nouns ("the Ukrainian shelling of the bridges") and of roles ("his deputy …")."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause, Triple
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.syntax import children
from newsgraph.extraction.clauses.event_nouns import verb_of
from newsgraph.extraction.clauses.factuality import modality, polarity
from newsgraph.extraction.statements.phrases import phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def event_triples(clause: Clause) -> Iterator[Triple]:
    """What an event noun says, where it names both who does it and whom or what it is done to."""
    noun = clause.predicate
    inside = [token for token in clause.agents if noun in token.ancestors or token.i + 1 == noun.i]
    if len(inside) != 1 or len(clause.objects) != 1:
        return
    agent, patient = inside[0], clause.objects[0]
    preposition = next((above for above in patient.ancestors if above.head == noun and above.dep_ == "prep"), None)
    subject, object_ = phrase(agent), phrase(patient)
    object_.tokens = [token for token in object_.tokens if token.i > noun.i]
    if preposition is None or not object_.tokens or {*subject.tokens} & {*object_.tokens}:
        return
    yield Triple(
        clause=clause,
        predicate=noun,
        subject=subject,
        relation=[noun, preposition],
        label=verb_of(noun),
        object=object_,
        arguments=[],
        polarity=polarity(clause),
        modality=modality(clause),
    )


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
