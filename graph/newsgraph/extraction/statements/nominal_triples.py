"""Triples without a verb: of event nouns ("the Ukrainian shelling of the bridges") and of roles ("his deputy …")."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause, Triple
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.syntax import children, conjuncts, governed
from newsgraph.extraction.clauses.event_nouns import verb_of
from newsgraph.extraction.clauses.factuality import modality, polarity
from newsgraph.extraction.statements.noun_phrases import noun_phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def event_triples(clause: Clause) -> Iterator[Triple]:
    """What an event noun says: who does it to whom, and where from or to, if it says who does it."""
    noun = clause.predicate
    verb = verb_of(noun)
    inside = [token for token in clause.agents if noun in token.ancestors or token.i + 1 == noun.i]
    phrases = [(_preposition(one, noun), one, verb) for one in clause.objects]
    phrases += [(preposition, one, f"{verb} {preposition.lower_}") for preposition, one in clause.obliques]
    for agent in inside:
        for preposition, one, label in phrases:
            if preposition is None or one.ent_type_ in {"DATE", "TIME"} or one.pos_ == "VERB":
                continue
            for subject in noun_phrases(agent):
                for thing in noun_phrases(one):
                    relation = [noun, preposition]
                    if {*subject} & {*relation, *thing}:
                        continue
                    yield Triple(
                        clause=clause,
                        subject=subject,
                        subject_head=agent,
                        relation=relation,
                        label=label,
                        object=thing,
                        object_head=one,
                        polarity=polarity(clause),
                        modality=modality(clause),
                    )


def _preposition(token: "Token", noun: "Token") -> "Token | None":
    """The preposition between an event noun and one of its arguments."""
    return next((above for above in token.ancestors if above.head == noun and above.dep_ == "prep"), None)


def role_triples(doc: "Doc") -> Iterator[Triple]:
    """Who somebody is to whom, from appositions: "his deputy, Ann Lee", "Ann Lee, the head of the police"."""
    for apposed in doc:
        if apposed.dep_ != "appos":
            continue
        first = _role_above(apposed) or apposed.head
        name, role = (apposed, first) if _is_role(first) else (first, apposed)
        if not _is_role(role) or name.pos_ != "PROPN":
            continue
        for relation, one in _role_arguments(role, name):
            for thing in noun_phrases(one):
                thing = [token for token in thing if token not in relation and token.dep_ != "case"]
                yield Triple(
                    clause=None,
                    subject=noun_phrases(name)[0],
                    subject_head=name,
                    relation=relation,
                    label=f"{role.lemma_.lower()} of",
                    object=thing,
                    object_head=one,
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
            yield from (([role, preposition], one) for one in governed(preposition) if one != name)
    for owner in children(role, "poss"):
        yield from (([role], one) for one in conjuncts(owner))
