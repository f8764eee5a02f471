"""The graph in the formats that other programs read; the same graph gives the same bytes."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, Quad, RdfFormat, Store, Triple, serialize

from newsgraph.rdf.jsonld import jsonld
from newsgraph.rdf.order import graphs, natural, union
from newsgraph.rdf.store import iris
from newsgraph.rdf.turtle import trig, turtle

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # all but the Char of XML 1.0
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet take a cell for a formula (OWASP)
_COLUMNS = (
    "text", "subject", "relation", "relation_text", "object", "arguments", "voice", "polarity", "modality", "said_by",
    "cue", "confidence", "sure", "valid_from", "valid_until", "event", "event_type", "time", "sentence", "article",
    "title", "published", "url", "begin", "end", "statement",
)  # fmt: skip


def export(store: Store, format: str) -> bytes:  # noqa: A002
    """The graph in one of `FORMATS`.

    Turtle, N-Triples and RDF/XML hold the union of all named graphs; TriG, N-Quads and JSON-LD keep them apart; GraphML
    and GEXF hold the network (`newsgraph.rdf.network`), their lists joined by " | "; CSV has a row for each statement.
    Characters that XML cannot carry become U+FFFD in the three XML formats; a cell of the CSV that a spreadsheet would
    take for a formula begins with an apostrophe.

    Raises:
        ValueError: there is no such format.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    return FORMATS[format](store)


def _triples(store: Store) -> Iterator[Triple]:
    """All triples of the graph, those of named graphs too, each once and in order."""
    return (
        Triple(subject, predicate, one) for subject, said in union(store) for predicate, many in said for one in many
    )


def _quads(store: Store) -> Iterator[Quad]:
    for graph, blocks in graphs(store):
        for subject, said in blocks:
            yield from (Quad(subject, predicate, one, graph) for predicate, many in said for one in many)


def _rdf_xml(store: Store) -> bytes:
    written = serialize(map(_xml_safe, _triples(store)), format=RdfFormat.RDF_XML, prefixes=iris(store).prefixes) or b""
    return _kept_returns(written)


def _xml_safe(triple: Triple) -> Triple:
    value = triple.object
    if not isinstance(value, Literal) or not _NOT_XML.search(value.value):
        return triple
    cleaned = Literal(_xml_text(value.value), language=value.language) if value.language else _xml_text(value.value)
    return Triple(triple.subject, triple.predicate, cleaned if isinstance(cleaned, Literal) else Literal(cleaned))


def _kept_returns(xml: bytes) -> bytes:
    """XML whose carriage returns no parser takes for line ends (XML 1.0, 2.11); outside of text there are none."""
    return xml.replace(b"\r", b"&#13;")


def _xml_text(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _flat(store: Store) -> "nx.MultiDiGraph[str]":
    """The network with attributes that XML can carry."""
    from newsgraph.rdf.network import network

    graph = network(store)
    graph.graph.clear()  # evidence in tables, which XML attributes cannot carry; the RDF formats have it
    records = [data for _, data in graph.nodes(data=True)] + [data for *_, data in graph.edges(data=True)]
    for data in records:
        for name, value in data.items():
            data[name] = _cell(value)
        for name in ("begin", "end"):  # GEXF would take these for times
            if name in data:
                data[f"sentence_{name}"] = data.pop(name)
    return graph


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        value = " | ".join(value)
    return _xml_text(value) if isinstance(value, str) else value


def _graphml(store: Store) -> bytes:
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml_xml(_flat(store), buffer)
    return _kept_returns(buffer.getvalue())


def _gexf(store: Store) -> bytes:
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(_flat(store))
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    buffer = io.BytesIO()
    writer.write(buffer)
    return _kept_returns(buffer.getvalue())


def _csv(store: Store) -> bytes:
    from newsgraph.rdf.network import network

    graph = network(store)
    buffer = io.StringIO()
    table = csv.DictWriter(buffer, _COLUMNS, lineterminator="\r\n")  # RFC 4180
    table.writeheader()
    statements = [edge for edge in graph.edges(data=True) if edge[2]["kind"] == "statement"]
    for source, _, data in sorted(statements, key=lambda edge: natural(edge[2]["statement"])):
        event = graph.nodes[data["event"]] if data["event"] else {}
        row = {
            **{name: data[name] for name in _COLUMNS if name in data},
            "subject": graph.nodes[source]["label"],
            "arguments": " | ".join(data["arguments"]),
            "sure": str(data["sure"]).lower(),
            "said_by": data["said_by_label"],
            "event": event.get("label", ""),
            "event_type": event.get("type", ""),
            "time": event.get("time", ""),
            "title": data["article_title"],
            "published": data["article_date"],
            "url": data["article_url"],
        }
        table.writerow({name: _no_formula(value) for name, value in row.items()})
    return buffer.getvalue().encode()


def _no_formula(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


FORMATS: dict[str, Callable[[Store], bytes]] = {
    "turtle": lambda store: turtle(union(store), iris(store).prefixes).encode(),
    "trig": lambda store: trig(graphs(store), iris(store).prefixes).encode(),
    "ntriples": lambda store: serialize(_triples(store), format=RdfFormat.N_TRIPLES) or b"",
    "nquads": lambda store: serialize(_quads(store), format=RdfFormat.N_QUADS) or b"",
    "jsonld": lambda store: jsonld(graphs(store), iris(store).prefixes),
    "rdfxml": _rdf_xml,
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
}
