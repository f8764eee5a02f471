"""A graph for programs that put single questions to rdflib by the million, as SHACL validators do."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import BNode, Literal, URIRef
from rdflib.term import IdentifiedNode, Node

from newsgraph.rdf.vocabulary import XSD

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.query import Result

Index = dict[Node, list[Node]]
_STRING = XSD["string"]


class Snapshot(OxigraphStore):
    """The union of a graph's named graphs, to read; SPARQL goes to Oxigraph, all else to dictionaries.

    The triples of a predicate are taken from Oxigraph when they are first asked for, and are then as they were. One
    question to oxrdflib costs some 30 times what it costs here; and rdflib's own memory takes everything at once.
    """

    def __init__(self, store: ox.Store, terms: ox.Store | None = None) -> None:
        """Show a store, and with it, but not to SPARQL, the triples of another: an ontology."""
        super().__init__(store=store)
        self._stores = (store, terms) if terms is not None else (store,)
        self._objects: dict[Node, Index] = {}
        self._subjects: dict[Node, Index] = {}
        self._term = cache(_from_oxigraph)
        self._size = sum(map(len, self._stores))

    def triples(
        self,
        triple_pattern: tuple[Node | None, Node | None, Node | None],
        context: "Graph | None" = None,  # noqa: ARG002
    ) -> "Iterator[tuple[tuple[Node, Node, Node], Iterator[Graph | None]]]":
        """The triples that fit a pattern; in which graph they are is not told, nor is a graph chosen."""
        subject, predicate, value = triple_pattern
        for known in (predicate,) if predicate is not None else self._predicates():
            for triple in self._with_predicate(subject, known, value):
                yield triple, iter(())

    def __len__(self, context: "Graph | None" = None) -> int:
        """How many quads there were at first: Oxigraph counts slowly, and pySHACL asks before each result."""
        return self._size

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Any],  # noqa: N803
        queryGraph: str,  # noqa: N803, ARG002
        **kwargs: object,
    ) -> "Result":
        """What the union of the named graphs answers."""
        return super().query(query, initNs, initBindings, "__UNION__", **kwargs)

    def _predicates(self) -> list[IdentifiedNode | Literal]:
        return sorted({self._term(quad.predicate) for store in self._stores for quad in store})

    def _with_predicate(
        self, subject: Node | None, predicate: Node, value: Node | None
    ) -> Iterator[tuple[Node, Node, Node]]:
        forward = self._forward(predicate)
        if subject is not None:
            values = forward.get(subject, ())
            return ((subject, predicate, one) for one in values if value is None or one == value)
        if value is not None:
            return ((one, predicate, value) for one in self._backward(predicate).get(value, ()))
        return ((one, predicate, other) for one, values in forward.items() for other in values)

    def _forward(self, predicate: Node) -> Index:
        index = self._objects.get(predicate)
        if index is None:
            index = self._objects[predicate] = {}
            if not isinstance(predicate, URIRef):
                return index
            node = ox.NamedNode(predicate)
            for quad in chain(*(store.quads_for_pattern(None, node, None, None) for store in self._stores)):
                values = index.setdefault(self._term(quad.subject), [])
                value = self._term(quad.object)
                if value not in values:  # it may stand in several graphs
                    values.append(value)
        return index

    def _backward(self, predicate: Node) -> Index:
        index = self._subjects.get(predicate)
        if index is None:
            index = self._subjects[predicate] = {}
            for subject, values in self._forward(predicate).items():
                for value in values:
                    index.setdefault(value, []).append(subject)
        return index


def _from_oxigraph(term: object) -> IdentifiedNode | Literal:
    """A term as rdflib has it; a string is a plain literal, as rdflib's parsers make it."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=None if term.datatype == _STRING else URIRef(term.datatype.value))
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    raise TypeError(f"no term of RDF 1.1: {term!r}")
