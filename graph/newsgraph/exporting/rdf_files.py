"""The graph in the serialisations of RDF.

Turtle, N-Triples and RDF/XML hold the union of all named graphs; TriG, N-Quads and JSON-LD keep them apart.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from pyoxigraph import Literal, Quad, RdfFormat, Store, Triple, serialize

from newsgraph.exporting.jsonld import jsonld
from newsgraph.plain_text import has_forbidden, kept_returns, xml_text
from newsgraph.rdf.order import graphs, union
from newsgraph.rdf.store import iris
from newsgraph.rdf.turtle import trig, turtle

_AT_ONCE = 20_000  # lines
_Said = TypeVar("_Said", Triple, Quad)


def turtle_file(store: Store) -> Iterator[bytes]:
    """Turtle 1.1."""
    yield turtle(union(store), iris(store).prefixes).encode()


def trig_file(store: Store) -> Iterator[bytes]:
    """TriG 1.1."""
    yield trig(graphs(store), iris(store).prefixes).encode()


def ntriples(store: Store) -> Iterator[bytes]:
    """N-Triples 1.1."""
    return _lines(_triples(store), RdfFormat.N_TRIPLES)


def nquads(store: Store) -> Iterator[bytes]:
    """N-Quads 1.1."""
    return _lines(_quads(store), RdfFormat.N_QUADS)


def jsonld_file(store: Store) -> Iterator[bytes]:
    """JSON-LD 1.1, with the context of `ontology/context.jsonld` in it."""
    return jsonld(graphs(store), iris(store).prefixes)


def rdfxml(store: Store) -> Iterator[bytes]:
    """RDF/XML 1.1; characters that XML cannot carry become U+FFFD."""
    triples = map(_xml_safe, _triples(store))
    yield kept_returns(serialize(triples, format=RdfFormat.RDF_XML, prefixes=iris(store).prefixes) or b"")


def _lines(statements: Iterable[_Said], form: RdfFormat) -> Iterator[bytes]:
    waiting = iter(statements)
    while some := list(islice(waiting, _AT_ONCE)):
        yield serialize(some, format=form) or b""


def _triples(store: Store) -> Iterator[Triple]:
    """All triples of the graph, those of named graphs too, each once and in order."""
    return (
        Triple(subject, predicate, one) for subject, said in union(store) for predicate, many in said for one in many
    )


def _quads(store: Store) -> Iterator[Quad]:
    for graph, blocks in graphs(store):
        for subject, said in blocks:
            yield from (Quad(subject, predicate, one, graph) for predicate, many in said for one in many)


def _xml_safe(triple: Triple) -> Triple:
    value = triple.object
    if not isinstance(value, Literal) or not has_forbidden(value.value):
        return triple
    text = xml_text(value.value)
    cleaned = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, cleaned)
