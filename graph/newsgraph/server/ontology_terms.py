"""The terms of the ontology, in the order and the parts of its file, for a page about it."""

import re
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from newsgraph.rdf.ontology import ontology
from newsgraph.rdf.vocabulary import DCTERMS, LABEL, NAMESPACES, NG, OWL, RDF, RDFS, SKOS, TYPE

_PART = re.compile(r"^# (?P<title>\S.*)$|^(?P<term>ng:\w+) a ", re.MULTILINE)
_SAID = {
    "is a kind of": RDFS["subClassOf"],
    "is a case of": RDFS["subPropertyOf"],
    "of": RDFS["domain"],
    "has as value": RDFS["range"],
    "is the inverse of": OWL["inverseOf"],
    "is the same as": OWL["equivalentClass"],
    "is never also": OWL["disjointWith"],
    "is close to": SKOS["closeMatch"],
    "has to do with": SKOS["relatedMatch"],
}
_PREFIXES = {  # of neighbours that graphs are not written in
    **NAMESPACES,
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or an individual of the ontology."""

    name: str  # without its namespace
    iri: str
    kinds: tuple[str, ...]  # "Class", "ObjectProperty", or for an individual its class
    label: str
    comment: str
    said: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # words, and what they lead to: prefixed name and IRI
    deprecated: bool

    @property
    def is_class(self) -> bool:
        """Whether things can be of this type."""
        return "Class" in self.kinds

    @property
    def is_property(self) -> bool:
        """Whether it stands between a thing and a value."""
        return any(kind.endswith("Property") for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Part:
    """Terms that belong together."""

    title: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The ontology as a page has it."""

    iri: str
    title: str
    description: str
    version: str
    parts: tuple[Part, ...]

    @property
    def terms(self) -> list[Term]:
        """All terms."""
        return [term for part in self.parts for term in part.terms]


@cache
def read_ontology() -> Ontology:
    """The ontology that newsgraph's graphs are written in.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    text = ontology("newsgraph.ttl")
    said: dict[NamedNode | BlankNode, list[Triple]] = {}
    for quad in parse(f"{text}\n{ontology('alignments.ttl')}".encode(), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode | BlankNode):
            said.setdefault(quad.subject, []).append(quad.triple)
    itself = NamedNode(NG.removesuffix("#"))
    parts: list[tuple[str, list[Term]]] = [("Terms", [])]
    for found in _PART.finditer(text):
        if found["title"]:
            parts.append((found["title"], []))
        else:
            name = found["term"].removeprefix("ng:")
            parts[-1][1].append(_term(name, said))
    return Ontology(
        itself.value,
        _words(said[itself], DCTERMS["title"]),
        _words(said[itself], DCTERMS["description"]),
        _words(said[itself], OWL["versionInfo"]),
        tuple(Part(title, tuple(terms)) for title, terms in parts if terms),
    )


def _term(name: str, everything: dict[NamedNode | BlankNode, list[Triple]]) -> Term:
    said = everything[NG[name]]
    objects = {words: _leads_to(everything, NG[name], predicate) for words, predicate in _SAID.items()}
    return Term(
        name,
        NG[name].value,
        tuple(_short(kind.value).partition(":")[2] for kind in _objects(said, TYPE)),
        _words(said, LABEL),
        _words(said, RDFS["comment"]),
        tuple(
            (words, tuple((_short(one.value), one.value) for one in found)) for words, found in objects.items() if found
        ),
        any(one.predicate == OWL["deprecated"] for one in said),
    )


def _objects(said: list[Triple], predicate: NamedNode) -> list[NamedNode]:
    return [one.object for one in said if one.predicate == predicate and isinstance(one.object, NamedNode)]


def _leads_to(
    said: dict[NamedNode | BlankNode, list[Triple]], term: NamedNode, predicate: NamedNode
) -> list[NamedNode]:
    """What a term leads to by a predicate; of a union of classes, these."""
    unions = [one.object for one in said[term] if one.predicate == predicate and isinstance(one.object, BlankNode)]
    lists = [node for union in unions for node in _list(said, union, OWL["unionOf"])]
    return _objects(said[term], predicate) + lists


def _list(
    said: dict[NamedNode | BlankNode, list[Triple]], node: NamedNode | BlankNode, predicate: NamedNode
) -> list[NamedNode]:
    found: list[NamedNode] = []
    rest = next((one.object for one in said[node] if one.predicate == predicate), RDF["nil"])
    while isinstance(rest, BlankNode):
        found += _objects(said[rest], RDF["first"])
        rest = next(one.object for one in said[rest] if one.predicate == RDF["rest"])
    return found


def _words(said: list[Triple], predicate: NamedNode) -> str:
    found = (one.object.value for one in said if one.predicate == predicate and isinstance(one.object, Literal))
    return next(found, "")


def _short(iri: str) -> str:
    for prefix, namespace in _PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
