"""What the SPARQL endpoint is, in terms of the SPARQL 1.1 Service Description."""

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from newsgraph.rdf.vocabulary import DCTERMS, TYPE, Namespace

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip


def describe(store: Store, endpoint: str) -> Iterator[Triple]:
    """The triples that describe the endpoint.

    Args:
        store: the graph.
        endpoint: its address.
    """
    service, dataset, graph = NamedNode(endpoint), BlankNode("dataset"), BlankNode("default")
    yield Triple(service, TYPE, _SD["Service"])
    yield Triple(service, _SD["endpoint"], service)
    yield Triple(service, DCTERMS["title"], Literal("newsgraph: who did what to whom, and who says so", language="en"))
    yield Triple(service, _SD["supportedLanguage"], _SD["SPARQL11Query"])
    for name in _RESULT_FORMATS:
        yield Triple(service, _SD["resultFormat"], _FORMATS[name])
    yield Triple(service, _SD["feature"], _SD["UnionDefaultGraph"])
    yield Triple(service, _SD["defaultDataset"], dataset)
    yield Triple(dataset, TYPE, _SD["Dataset"])
    yield Triple(dataset, _SD["defaultGraph"], graph)
    yield Triple(graph, TYPE, _SD["Graph"])
    graphs = sorted((one for one in store.named_graphs() if isinstance(one, NamedNode)), key=lambda one: one.value)
    for number, iri in enumerate(graphs):
        named = BlankNode(f"g{number}")
        yield Triple(dataset, _SD["namedGraph"], named)
        yield Triple(named, TYPE, _SD["NamedGraph"])
        yield Triple(named, _SD["name"], iri)
