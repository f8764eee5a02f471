"""Subject, relation, object: what each clause says of each of its arguments, in the words of the text.

Where a relation ends and its object begins follows the guideline of BenchIE (Gashteovski et al., ACL 2022): conjuncts
apart, every argument in a triple of its own, each true by itself.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause, Triple
from newsgraph.extraction.base.syntax import is_relative_pronoun
from newsgraph.extraction.clauses.factuality import modality, polarity
from newsgraph.extraction.statements.arguments import Argument, arguments_of
from newsgraph.extraction.statements.nominal_triples import event_triples, role_triples
from newsgraph.extraction.statements.noun_phrases import noun_phrases
from newsgraph.extraction.statements.predicates import Predicates, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_triples(doc: "Doc", clauses: Sequence[Clause]) -> list[Triple]:
    """The triples that the clauses and roles of a text state, with polarity and modality of the clause; none twice."""
    predicates = Predicates(clauses)
    found: list[Triple] = []
    for clause in clauses:
        if clause.kind == "noun":
            found += event_triples(clause)
            continue
        arguments = list(arguments_of(clause))
        for relation in predicates.relations(clause):
            for argument in arguments:
                found += _triples(relation, argument)
    found += role_triples(doc)
    return list({_key(triple): triple for triple in reversed(found)}.values())[::-1]


def _key(triple: Triple) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(token.i for token in part) for part in (triple.subject, triple.relation, triple.object))


def _triples(relation: Relation, argument: Argument) -> Iterator[Triple]:
    if is_relative_pronoun(relation.subject) or argument.is_asked:
        return
    if relation.participle and argument.kind.startswith("in "):
        return
    words = sorted({*relation.words, *argument.words}, key=lambda token: token.i)
    label = f"{relation.label} {argument.label}".strip()
    if argument.kind == "state":
        words = [word for word in words if word not in argument.object]
        label = label.partition(f" {argument.head.lower_}")[0]
    objects = [token for token in argument.object if token not in words]
    for subject in noun_phrases(relation.subject):
        if not words or not objects or {*subject} & {*words, *objects} or any(one.tag_ == "WP$" for one in subject):
            continue
        clause = relation.clause
        yield Triple(
            clause=clause,
            subject=subject,
            subject_head=relation.subject,
            relation=words,
            label=label,
            object=objects,
            object_head=argument.head,
            polarity=polarity(clause),
            modality=modality(clause),
        )
