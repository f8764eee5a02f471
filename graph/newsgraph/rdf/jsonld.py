"""JSON-LD 1.1 with short names for people: one line for each subject, the same bytes every time.

Oxigraph writes JSON-LD without a context; rdflib's serializer orders subjects by Python's hashes.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from pyoxigraph import DefaultGraph, Literal, NamedNode

from newsgraph.rdf.order import Block, GraphName
from newsgraph.rdf.vocabulary import TYPE, XSD

_STRING, _NUMBER, _BOOLEAN = XSD["string"], XSD["integer"], XSD["boolean"]
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what a JSON number gives back as it was


class _Compactor:
    """Writes IRIs as compact IRIs, and remembers the prefixes that it has used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = sorted(prefixes.items(), key=lambda item: -len(item[1]))
        self._known: dict[str, str] = {}
        self.used: set[str] = set()

    def iri(self, node: object) -> str:
        """A node's IRI, by the longest namespace that it begins with; a blank node's label."""
        if not isinstance(node, NamedNode):
            return str(node)
        found = self._known.get(node.value)
        if found is None:
            found = self._known[node.value] = self._compact(node.value)
        return found

    def value(self, term: object) -> Any:
        """What stands as the value of a property."""
        if not isinstance(term, Literal):
            return {"@id": self.iri(term)}
        if term.language is not None:
            return {"@language": term.language, "@value": term.value}
        datatype = term.datatype
        if datatype == _STRING:
            return term.value
        if datatype == _NUMBER and _INTEGER.fullmatch(term.value):
            return int(term.value)
        if datatype == _BOOLEAN and term.value in ("true", "false"):
            return term.value == "true"
        return {"@type": self.iri(datatype), "@value": term.value}

    def _compact(self, iri: str) -> str:
        for prefix, namespace in self._prefixes:
            rest = iri.removeprefix(namespace)
            if rest != iri and rest and not rest.startswith("//"):  # "//" would make the prefix a scheme
                self.used.add(prefix)
                return f"{prefix}:{rest}"
        return iri


def jsonld(graphs: Iterable[tuple[GraphName, Iterable[Block]]], prefixes: Mapping[str, str]) -> bytes:
    """Graphs and what they hold as compact JSON-LD (W3C, JSON-LD 1.1) with a context of prefixes."""
    compactor = _Compactor(prefixes)
    items: list[bytes] = []
    for graph, blocks in graphs:
        nodes = [msgspec.json.encode(_node(block, compactor)) for block in blocks]
        if isinstance(graph, DefaultGraph):
            items += nodes
        else:
            name = msgspec.json.encode(compactor.iri(graph))
            items.append(b'{"@id":' + name + b',"@graph":[\n' + b",\n".join(nodes) + b"\n]}")
    context = {prefix: str(namespace) for prefix, namespace in prefixes.items() if prefix in compactor.used}
    head = b'{"@context":' + msgspec.json.encode(context) + b',\n"@graph":[\n'
    return head + b",\n".join(items) + b"\n]}\n"


def _node(block: Block, compactor: _Compactor) -> dict[str, Any]:
    subject, said = block
    node: dict[str, Any] = {"@id": compactor.iri(subject)}
    for predicate, objects in said:
        if predicate == TYPE:
            node["@type"] = [compactor.iri(kind) for kind in objects]
        else:
            values = [compactor.value(one) for one in objects]
            node[compactor.iri(predicate)] = values if len(values) > 1 else values[0]
    return node
