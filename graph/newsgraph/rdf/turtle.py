"""Turtle and TriG for people: one block for each subject, names before numbers, the same bytes every time."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from newsgraph.rdf.vocabulary import TYPE, XSD

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE = {
    XSD["integer"].value: re.compile(r"[+-]?[0-9]+"),
    XSD["decimal"].value: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD["boolean"].value: re.compile(r"true|false"),
}


class Shortener:
    """Writes IRIs as prefixed names where that needs no escapes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Take the IRI that each prefix stands for."""
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}

    def name(self, iri: str) -> str | None:
        """The prefixed name, or None if there is none."""
        end = max(iri.rfind(mark) for mark in "#/:") + 1
        prefix = self._prefixes.get(iri[:end])
        return f"{prefix}:{iri[end:]}" if prefix is not None and _LOCAL_NAME.fullmatch(iri, end) else None

    def term(self, term: object) -> str:
        """A term as Turtle has it."""
        if isinstance(term, NamedNode):
            return self.name(term.value) or str(term)
        if isinstance(term, Literal) and term.language is None and term.datatype != XSD["string"]:
            bare = _BARE.get(term.datatype.value)
            if bare is not None and bare.fullmatch(term.value):
                return term.value
            return f"{Literal(term.value)}^^{self.term(term.datatype)}"
        return str(term)


def turtle(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Quads, sorted by subject, as lines of Turtle; which graph they are in is left out."""
    yield from _header(prefixes)
    yield from _subjects(quads, Shortener(prefixes), "")


def trig(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Quads, sorted by graph and subject, as lines of TriG."""
    shortener = Shortener(prefixes)
    yield from _header(prefixes)
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        if isinstance(graph, DefaultGraph):
            yield from _subjects(members, shortener, "")
        else:
            yield f"\n{shortener.term(graph)} {{\n"
            yield from _subjects(members, shortener, "    ")
            yield "}\n"


def _header(prefixes: Mapping[str, str]) -> Iterator[str]:
    for prefix, namespace in prefixes.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"


def _subjects(quads: Iterable[Quad], shortener: Shortener, indent: str) -> Iterator[str]:
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        clauses = []
        for predicate, same in groupby(about, key=lambda quad: quad.predicate):
            verb = "a" if predicate == TYPE else shortener.term(predicate)
            clauses.append(f"{verb} {', '.join(shortener.term(quad.object) for quad in same)}")
        yield f"\n{indent}{shortener.term(subject)} " + f" ;\n{indent}    ".join(clauses) + " .\n"
