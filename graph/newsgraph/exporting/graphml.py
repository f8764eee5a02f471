"""The network as GraphML, its lists joined by " | "."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newsgraph.plain_text import kept_returns, xml_text

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store


def graphml(store: "Store") -> Iterator[bytes]:
    """The network of `newsgraph.rdf.network` as GraphML."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml_xml(_flat(store), buffer)
    yield kept_returns(buffer.getvalue())


def _flat(store: "Store") -> "nx.MultiDiGraph[str]":
    """The network with attributes that XML can carry."""
    from newsgraph.rdf.network import network

    graph = network(store)
    graph.graph.clear()  # evidence in tables, which XML attributes cannot carry; the RDF formats have it
    records = [data for _, data in graph.nodes(data=True)] + [data for *_, data in graph.edges(data=True)]
    for data in records:
        for name, value in data.items():
            data[name] = _cell(value)
        for name in ("begin", "end"):  # programs may take these for times
            if name in data:
                data[f"sentence_{name}"] = data.pop(name)
    return graph


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        value = " | ".join(value)
    return xml_text(value) if isinstance(value, str) else value
