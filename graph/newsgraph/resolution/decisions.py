"""What people have decided: their word wins over that of the machine.

The file is Turtle: `owl:sameAs` and `owl:differentFrom` between nodes of the graph, and `rdfs:label` and `rdf:type`
(`ng:Person`, `ng:Organization`, `ng:Group`, `ng:Place`) to correct a node's. Instead of a node, a decision may name the
characters of a mention (`<urn:newsgraph:article:001#char=17,24>`): who is meant there, whichever node that is. What is
decided about single statements is an `ng:Rejection` or `ng:Acceptance` each (`newsgraph.statement_decisions`).
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from newsgraph.record import EntityType
from newsgraph.statement_decisions import StatementDecision, statement_decisions

_OWL = "http://www.w3.org/2002/07/owl#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TYPES: dict[str, EntityType] = {
    "https://w3id.org/newsgraph#Person": "person",
    "https://w3id.org/newsgraph#Organization": "organization",
    "https://w3id.org/newsgraph#Group": "group",
    "https://w3id.org/newsgraph#Place": "place",
}
_NODE = re.compile(r"(?:.*[:/])?(?P<kind>actor|place|event)[:/](?P<slug>[^:/#]+)")
_CHARACTERS = re.compile(r".*article[:/](?P<article>[^:/#]+)#char=(?P<start>[0-9]+),(?P<end>[0-9]+)")


class Reference(NamedTuple):
    """What a decision is about: a node by its name, or a mention by its article and characters."""

    written: str  # for reports: "actor:saldo", or the IRI
    kind: str  # actor, place, event, mention
    slug: str = ""
    article: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a file."""

    same: tuple[tuple[Reference, Reference], ...] = ()
    different: tuple[tuple[Reference, Reference], ...] = ()
    labels: dict[Reference, str] = field(default_factory=dict)
    types: dict[Reference, EntityType] = field(default_factory=dict)
    statements: tuple[StatementDecision, ...] = ()

    @property
    def references(self) -> tuple[Reference, ...]:
        """All nodes and mentions that the decisions are about, sorted."""
        pairs = {one for pair in (*self.same, *self.different) for one in pair}
        return tuple(sorted(pairs | set(self.labels) | set(self.types)))


def read_decisions(path: Path) -> Decisions:
    """Read a file of decisions.

    Raises:
        OSError: the file can't be read.
        SyntaxError: it is no Turtle.
    """
    import pyoxigraph as ox

    same, different = set(), set()
    labels: dict[Reference, str] = {}
    types: dict[Reference, EntityType] = {}
    quads = sorted(ox.parse(path=path, format=ox.RdfFormat.TURTLE), key=str)
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        subject, predicate = refer(quad.subject.value), quad.predicate.value
        if isinstance(quad.object, ox.Literal):
            if predicate == _LABEL and quad.object.value.strip():
                labels[subject] = " ".join(quad.object.value.split())
        elif isinstance(quad.object, ox.NamedNode):
            if predicate == _TYPE and quad.object.value in _TYPES:
                types[subject] = _TYPES[quad.object.value]
            elif predicate == f"{_OWL}sameAs":
                same.add((subject, refer(quad.object.value)))
            elif predicate == f"{_OWL}differentFrom":
                different.add((subject, refer(quad.object.value)))
    statements = tuple(statement_decisions(quads))
    return Decisions(tuple(sorted(same)), tuple(sorted(different)), labels, types, statements)


def refer(iri: str) -> Reference:
    """What an IRI refers to, whichever base the graph's IRIs begin with."""
    if found := _CHARACTERS.fullmatch(iri):
        article = unquote(found["article"])
        return Reference(iri, "mention", "", article, int(found["start"]), int(found["end"]))
    if found := _NODE.fullmatch(iri):
        return Reference(f"{found['kind']}:{found['slug']}", found["kind"], found["slug"])
    return Reference(iri, "actor", re.split(r"[:/#]", iri)[-1])
