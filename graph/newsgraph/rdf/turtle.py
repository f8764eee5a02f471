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
    """Writes IRIs as prefixed names where that needs no escapes, and remembers the prefixes that it has used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Take the IRI that each prefix stands for."""
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}
        self.used: set[str] = set()

    def name(self, iri: str) -> str | None:
        """The prefixed name, or None if there is none."""
        end = max(iri.rfind(mark) for mark in "#/:") + 1
        prefix = self._prefixes.get(iri[:end])
        if prefix is None or not _LOCAL_NAME.fullmatch(iri, end):
            return None
        self.used.add(prefix)
        return f"{prefix}:{iri[end:]}"

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


def turtle(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> str:
    """Quads, sorted by subject, as Turtle; which graph they are in is left out."""
    shortener = Shortener(prefixes)
    body = "".join(_subjects(quads, shortener, ""))
    return _header(prefixes, shortener) + body


def trig(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> str:
    """Quads, sorted by graph and subject, as TriG."""
    shortener = Shortener(prefixes)
    blocks: list[str] = []
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        if isinstance(graph, DefaultGraph):
            blocks += _subjects(members, shortener, "")
        else:
            blocks += [f"\n{shortener.term(graph)} {{\n", *_subjects(members, shortener, "    "), "}\n"]
    return _header(prefixes, shortener) + "".join(blocks)


def _header(prefixes: Mapping[str, str], shortener: Shortener) -> str:
    used = {prefix: namespace for prefix, namespace in prefixes.items() if prefix in shortener.used}
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in used.items())


def _subjects(quads: Iterable[Quad], shortener: Shortener, indent: str) -> Iterator[str]:
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        clauses = []
        for predicate, same in groupby(about, key=lambda quad: quad.predicate):
            verb = "a" if predicate == TYPE else shortener.term(predicate)
            clauses.append(f"{verb} {', '.join(shortener.term(quad.object) for quad in same)}")
        yield f"\n{indent}{shortener.term(subject)} " + f" ;\n{indent}    ".join(clauses) + " .\n"
