"""Triples without a verb: of event nouns ("the Ukrainian shelling of the bridges") and of roles ("his deputy …")."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause, Entity, Phrase, Triple
from newsgraph.extraction.base.lexicon import word_lists, words
from newsgraph.extraction.base.syntax import children
from newsgraph.extraction.clauses.event_nouns import verb_of
from newsgraph.extraction.clauses.factuality import factuality
from newsgraph.extraction.statements.phrases import phrase
from newsgraph.record import Validity

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token

_TITLE = {"amod", "compound", "nmod"}
_NEAR = 8  # words behind a role within which "until" ends it


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
    found = factuality(clause)
    yield Triple(
        clause=clause,
        predicate=noun,
        subject=subject,
        relation=[noun, preposition],
        label=verb_of(noun),
        object=object_,
        arguments=[],
        polarity=found.polarity,
        modality=found.modality,
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
        for relation, label, one in _role_arguments(role, name):
            other_roles = [other for other in children(one, "conj", "cc") if not _is_role(one) and _joins_role(other)]
            thing = phrase(one, without=[name, *other_roles])
            thing.tokens = [token for token in thing.tokens if token not in relation and token.dep_ != "case"]
            if thing.tokens:
                yield Triple(
                    clause=None,
                    predicate=role,
                    subject=phrase(name, without=[role, apposed] if name != apposed else [role]),
                    relation=relation,
                    label=label,
                    object=thing,
                    arguments=[],
                    polarity="affirmed",
                    modality="actual",
                )


def former_role_triples(entities: Iterable[Entity]) -> Iterator[Triple]:
    """Which offices people held, as the article says in its own voice, with when they began and ended, if told."""
    for role in (role for entity in entities for role in entity.former_roles):
        noun, holder = role.span.root, role.holder
        ended = _until(role.span)
        marks = word_lists("relations")["former"]
        relation = [token for token in role.span if token.i < noun.i and token.lower_ in marks][:1] or ended
        if not relation or noun in holder.span:
            continue
        left_out = {token.i for token in [*holder.span, *relation, *ended]}
        words = [token for token in phrase(noun, without=[holder.head]).tokens if token.i not in left_out]
        words = [token for token in words if token.text != "-" or token.i - 1 not in left_out]  # "Ex-President"
        if noun in words:
            yield Triple(
                clause=None,
                predicate=noun,
                subject=Phrase(list(holder.span), holder.head),
                relation=relation,
                label="former",
                object=Phrase(words),
                arguments=[],
                polarity="affirmed",
                modality="actual",
                holds=Validity(from_=role.began, until=role.ended),
            )


def _until(span: "Span") -> "list[Token]":
    """The "until" that ends what stands right before it."""
    after = span.doc[span.end : span.end + _NEAR]
    return [token for token in after if token.lower_ in {"until", "till"} and token.sent.start == span.sent.start][:1]


def _is_role(token: "Token") -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in words("nominals", "person")


def _joins_role(token: "Token") -> bool:
    """Whether "and" joins another role: "the chairman of the club and the head physician"."""
    if token.dep_ == "cc":
        return any(other.i > token.i and _is_role(other) for other in children(token.head, "conj"))
    return _is_role(token)


def _role_above(apposed: "Token") -> "Token | None":
    """In "the commander of the troops in Ukraine, Ann Lee" the commander, where the parser takes Ukraine."""
    token = apposed.head
    while token.dep_ == "pobj" and token.head.dep_ == "prep":
        token = token.head.head
        if _is_role(token) and apposed.ent_type_ == "PERSON":
            return token
    return None


def _role_arguments(role: "Token", name: "Token") -> "Iterator[tuple[list[Token], str, Token]]":
    """A role's words, its label, and whose or of what it is: "chief of staff", "chief of staff of", the governor."""
    title = [*_modifiers(role, name), role]
    for preposition in children(role, "prep"):
        for one in children(preposition, "pobj") if preposition.lower_ == "of" else ():
            if one.pos_ == "NOUN" and not any(True for _ in one.lefts) and role.i + 2 == one.i:
                title += [preposition, one]  # "chief of staff"
    told = " ".join(token.lower_ if token != role else token.lemma_.lower() for token in title)
    for preposition in (one for part in title for one in children(part, "prep") if one not in title):
        if preposition.lower_ == "of":
            yield from (
                ([*title, preposition], f"{told} of", one) for one in children(preposition, "pobj") if one != name
            )
    for owner in children(role, "poss"):
        yield title, f"{told} of", owner


def _modifiers(role: "Token", name: "Token") -> "list[Token]":
    """The words right before a role that are part of the title: "foreign affairs" of a minister."""
    found: list[Token] = []
    for token in reversed(role.doc[role.left_edge.i : role.i]):
        if token.dep_ not in _TITLE or token.pos_ == "PROPN" or token == name:
            break
        found.insert(0, token)
    return found
