"""The media types that answers are written in, the favourite first."""

from pyoxigraph import QueryResultsFormat, RdfFormat

HTML = "text/html"
TEXT = "text/plain"

# Rows of a SELECT and the answer to an ASK (SPARQL 1.1 Query Results).
RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
# What CONSTRUCT and DESCRIBE give, and things.
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
    "text/xml": RdfFormat.RDF_XML,
    "text/plain": RdfFormat.N_TRIPLES,
}
# Short names by which pages link to a thing's triples.
SHORT = {
    "html": HTML,
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "trig": "application/trig",
    "nquads": "application/n-quads",
}
# What questions are answered in, by the names that addresses have.
ANSWERS = {"html": HTML, "json": "application/json", "csv": "text/csv"}


def with_charset(media_type: str) -> str:
    """A media type as a header has it: text in UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
