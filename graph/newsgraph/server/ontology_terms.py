"""The terms of the ontology, in the order and the parts of its file, for a page about it."""

import re
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from newsgraph.rdf.ontology import ontology
from newsgraph.rdf.vocabulary import DCTERMS, LABEL, NAMESPACES, NG, OWL, RDFS, TYPE

_PART = re.compile(r"^# (?P<title>\S.*)$|^(?P<term>ng:\w+) a ", re.MULTILINE)
_SAID = {
    "is a kind of": RDFS["subClassOf"],
    "is a case of": RDFS["subPropertyOf"],
    "of": RDFS["domain"],
    "has as value": RDFS["range"],
    "is the inverse of": OWL["inverseOf"],
    "is the same as": OWL["equivalentClass"],
    "is never also": OWL["disjointWith"],
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
    said: dict[NamedNode, list[Triple]] = {}
    for quad in parse(text.encode(), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode):
            said.setdefault(quad.subject, []).append(quad.triple)
    itself = NamedNode(NG.removesuffix("#"))
    parts: list[tuple[str, list[Term]]] = [("Terms", [])]
    for found in _PART.finditer(text):
        if found["title"]:
            parts.append((found["title"], []))
        else:
            name = found["term"].removeprefix("ng:")
            parts[-1][1].append(_term(name, said[NG[name]]))
    return Ontology(
        itself.value,
        _words(said[itself], DCTERMS["title"]),
        _words(said[itself], DCTERMS["description"]),
        _words(said[itself], OWL["versionInfo"]),
        tuple(Part(title, tuple(terms)) for title, terms in parts if terms),
    )


def _term(name: str, said: list[Triple]) -> Term:
    objects = {words: _objects(said, predicate) for words, predicate in _SAID.items()}
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


def _words(said: list[Triple], predicate: NamedNode) -> str:
    found = (one.object.value for one in said if one.predicate == predicate and isinstance(one.object, Literal))
    return next(found, "")


def _short(iri: str) -> str:
    for prefix, namespace in NAMESPACES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
