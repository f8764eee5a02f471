"""JSON-LD 1.1 with short names for people: one line for each subject, the same bytes every time.

Oxigraph writes JSON-LD without a context; rdflib's serializer orders subjects by Python's hashes. The context is that
of `ontology/context.jsonld`, written into the file, so that it can be read without any network.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
from pyoxigraph import DefaultGraph, Literal, NamedNode

from newsgraph.rdf.ontology import ontology
from newsgraph.rdf.order import Block, GraphName
from newsgraph.rdf.vocabulary import TYPE, XSD

_STRING, _NUMBER, _BOOLEAN = XSD["string"], XSD["integer"], XSD["boolean"]
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what a JSON number gives back as it was


@cache
def published_context() -> Mapping[str, Any]:
    """The terms and prefixes of `ontology/context.jsonld`."""
    context: Mapping[str, Any] = json.loads(ontology("context.jsonld"))["@context"]
    return context


class _Compactor:
    """Writes IRIs as terms or compact IRIs, and values as the terms of their properties want them."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        given = published_context()
        known = {name: iri for name, iri in given.items() if isinstance(iri, str) and iri.endswith(("#", "/", ":"))}
        self._prefixes = sorted((known | dict(prefixes)).items(), key=lambda item: -len(item[1]))
        self._terms: dict[str, tuple[str, Mapping[str, str]]] = {}  # by IRI: the name, and how values are written
        for name, term in given.items():
            iri = term["@id"] if isinstance(term, dict) else term
            prefix, _, local = str(iri).partition(":")
            if name not in known and prefix in known:
                self._terms[known[prefix] + local] = (name, term if isinstance(term, dict) else {})
        self._known: dict[str, str] = {}

    def iri(self, node: object) -> str:
        """A node's IRI, by the longest namespace that it begins with; a blank node's label."""
        if not isinstance(node, NamedNode):
            return str(node)
        found = self._known.get(node.value)
        if found is None:
            found = self._known[node.value] = self._compact(node.value)
        return found

    def term(self, node: NamedNode) -> str:
        """The name of a property or a class."""
        known = self._terms.get(node.value)
        return known[0] if known else self.iri(node)

    def value(self, predicate: NamedNode, term: object) -> Any:
        """What stands as the value of a property."""
        wanted = self._terms.get(predicate.value, ("", {}))[1]
        if not isinstance(term, Literal):
            iri = self.iri(term)
            return iri if wanted.get("@type") == "@id" else {"@id": iri}
        if term.language is not None:
            plain = wanted.get("@language") == term.language
            return term.value if plain else {"@language": term.language, "@value": term.value}
        datatype = term.datatype
        if datatype == _STRING:
            return {"@value": term.value} if wanted.keys() & {"@type", "@language"} else term.value
        name = self.iri(datatype)
        if wanted.get("@type") == name:
            return term.value
        if not wanted and datatype == _NUMBER and _INTEGER.fullmatch(term.value):
            return int(term.value)
        if not wanted and datatype == _BOOLEAN and term.value in ("true", "false"):
            return term.value == "true"
        return {"@type": name, "@value": term.value}

    def _compact(self, iri: str) -> str:
        for prefix, namespace in self._prefixes:
            rest = iri.removeprefix(namespace)
            if rest != iri and rest and not rest.startswith("//"):  # "//" would make the prefix a scheme
                return f"{prefix}:{rest}"
        return iri


def jsonld(graphs: Iterable[tuple[GraphName, Iterable[Block]]], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Graphs and what they hold as compact JSON-LD (W3C, JSON-LD 1.1), part by part, with the published context."""
    compactor = _Compactor(prefixes)
    own = {name: str(iri) for name, iri in prefixes.items() if published_context().get(name) != iri}
    yield b'{"@context":' + msgspec.json.encode([published_context(), own]) + b',\n"@graph":[\n'
    between = b""
    for graph, blocks in graphs:
        nodes = (msgspec.json.encode(_node(block, compactor)) for block in blocks)
        if isinstance(graph, DefaultGraph):
            for node in nodes:
                yield between + node
                between = b",\n"
        else:
            name = msgspec.json.encode(compactor.iri(graph))
            yield between + b'{"@id":' + name + b',"@graph":[\n' + b",\n".join(nodes) + b"\n]}"
            between = b",\n"
    yield b"\n]}\n"


def _node(block: Block, compactor: _Compactor) -> dict[str, Any]:
    subject, said = block
    node: dict[str, Any] = {"@id": compactor.iri(subject)}
    for predicate, objects in said:
        if predicate == TYPE and all(isinstance(kind, NamedNode) for kind in objects):
            node["@type"] = [compactor.term(kind) for kind in objects if isinstance(kind, NamedNode)]
        else:
            values = [compactor.value(predicate, one) for one in objects]
            node[compactor.term(predicate)] = values if len(values) > 1 else values[0]
    return node
