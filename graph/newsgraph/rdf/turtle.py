"""Turtle and TriG for people: one block for each subject, names before numbers, the same bytes every time."""

import re
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode

from newsgraph.rdf.order import Block, GraphName
from newsgraph.rdf.vocabulary import TYPE, XSD

_STRING = XSD["string"]
_NAME = re.compile(r"(.*[#/:])([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)")  # namespace and local name
_BARE = {
    XSD["integer"].value: re.compile(r"[+-]?[0-9]+"),
    XSD["decimal"].value: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD["boolean"].value: re.compile(r"true|false"),
}


class Shortener:
    """Writes IRIs as prefixed names where that needs no escapes, and remembers the prefixes that it has used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Take the IRI that each prefix stands for."""
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}
        self.used: set[str] = set()

    def name(self, iri: str) -> str | None:
        """The prefixed name, or None if there is none."""
        found = _NAME.fullmatch(iri)
        prefix = self._prefixes.get(found[1]) if found else None
        if found is None or prefix is None:
            return None
        self.used.add(prefix)
        return f"{prefix}:{found[2]}"

    def term(self, term: object) -> str:
        """A term as Turtle has it."""
        if isinstance(term, NamedNode):
            return self.name(term.value) or str(term)
        if isinstance(term, Literal) and term.language is None:
            datatype = term.datatype
            if datatype != _STRING:
                bare = _BARE.get(datatype.value)
                if bare is not None and bare.fullmatch(term.value):
                    return term.value
                return f"{Literal(term.value)}^^{self.term(datatype)}"
        return str(term)


def turtle(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> str:
    """What is said of some subjects as Turtle."""
    shortener = Shortener(prefixes)
    body = "".join(_subjects(blocks, shortener, ""))
    return _header(prefixes, shortener) + body


def trig(graphs: Iterable[tuple[GraphName, Iterable[Block]]], prefixes: Mapping[str, str]) -> str:
    """Graphs and what they hold as TriG."""
    shortener = Shortener(prefixes)
    parts: list[str] = []
    for graph, blocks in graphs:
        if isinstance(graph, DefaultGraph):
            parts += _subjects(blocks, shortener, "")
        else:
            parts += [f"\n{shortener.term(graph)} {{\n", *_subjects(blocks, shortener, "    "), "}\n"]
    return _header(prefixes, shortener) + "".join(parts)


def _header(prefixes: Mapping[str, str], shortener: Shortener) -> str:
    used = {prefix: namespace for prefix, namespace in prefixes.items() if prefix in shortener.used}
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in used.items())


def _subjects(blocks: Iterable[Block], shortener: Shortener, indent: str) -> Iterator[str]:
    for subject, said in blocks:
        clauses = []
        for predicate, objects in said:
            verb = "a" if predicate == TYPE else shortener.term(predicate)
            clauses.append(f"{verb} {', '.join(map(shortener.term, objects))}")
        yield f"\n{indent}{shortener.term(subject)} " + f" ;\n{indent}    ".join(clauses) + " .\n"
