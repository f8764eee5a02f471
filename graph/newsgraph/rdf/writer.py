"""Records and identities as RDF quads; the graph model says what belongs where and why.

Entities, events and facts stand in the default graph; the statements and the evidence of an article in its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import Quad, RdfFormat, parse

from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE, checked
from newsgraph.rdf.default_graph import DefaultGraph
from newsgraph.rdf.documents import Documents
from newsgraph.rdf.iris import BASE, Iris
from newsgraph.rdf.order import in_natural_order
from newsgraph.rdf.segments import contexts, make_segment
from newsgraph.record import Record, without_unnamed
from newsgraph.resolution.identities import Identities


def quads(
    records: Sequence[Record],
    identities: Identities,
    texts: Mapping[str, str],
    base_iri: str = BASE,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
) -> Iterator[Quad]:
    """The graph of some records, the same whatever their order.

    Args:
        records: what was read, one for each article.
        identities: who is who in these records.
        texts: each article's text by the article's id; the offsets of its record count in it.
        base_iri: what the IRIs of entities, events and articles begin with.
        min_confidence: how sure a statement has to be to stand as a fact, from 0 to 1.

    Raises:
        ValueError: `base_iri` is no IRI that others can begin with, a text is not the one that was read, or
            `min_confidence` is not from 0 to 1.
        KeyError: the text of an article is missing.
    """
    iris = Iris(base_iri)
    min_confidence = checked(min_confidence)
    by_id = {record.article.id: record for record in records}
    ordered = in_order(by_id, iris)
    segments = [
        make_segment(without_unnamed(by_id[article]), texts[article], context)
        for article, context in zip(ordered, contexts(identities, iris, ordered), strict=True)
    ]
    documents = Documents(segments, DefaultGraph(segments, identities, iris, min_confidence))
    yield from all_quads(documents)


def all_quads(documents: Documents) -> Iterator[Quad]:
    """The quads of a whole graph."""
    shared = b"".join(documents.default_graph())
    for part in chain([shared], documents.named_graphs()):
        yield from parsed(documents.header() + part)


def in_order(articles: Iterable[str], iris: Iris) -> list[str]:
    """The ids of articles in natural order of their IRIs."""
    return sorted(articles, key=lambda article: in_natural_order(str(iris.of("article", article))))


def parsed(text: bytes) -> Iterator[Quad]:
    """The quads of a document in TriG."""
    return parse(text, RdfFormat.TRIG)
