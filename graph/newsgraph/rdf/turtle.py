"""Turtle and TriG for people: one block for each subject, names before numbers, the same bytes every time."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph

from newsgraph.rdf.order import Block, GraphName, in_order, object_key, predicate_key
from newsgraph.rdf.vocabulary import TYPE, XSD

INDENT = "    "
GRAPH_END = "}\n"
BLOCK_END = b" .\n"  # nothing else: line ends within literals are escaped

Clause = tuple[tuple[int, str], str]  # what sorts predicates, and predicate and objects as Turtle has them

_TYPE = str(TYPE)
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")  # a name within a namespace, without escapes
_BARE = {
    str(XSD["integer"]): re.compile(r"[+-]?[0-9]+"),
    str(XSD["decimal"]): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(XSD["boolean"]): re.compile(r"true|false"),
}


class Shortener:
    """Writes IRIs as prefixed names where that needs no escapes, and remembers the prefixes that it has used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Take the IRI that each prefix stands for."""
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._known: dict[str, str] = {}
        self.used: set[str] = set()

    def name(self, iri: str) -> str | None:
        """The prefixed name, or None if there is none."""
        start = max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1
        prefix = self._prefixes.get(iri[:start])
        if prefix is None or not _LOCAL.fullmatch(iri, start):
            return None
        self.used.add(prefix)
        return f"{prefix}:{iri[start:]}"

    def term(self, term: object) -> str:
        """A term, or what N-Triples has for it, as Turtle has it."""
        token = term if isinstance(term, str) else str(term)
        if token[-1] != ">":
            return token
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._typed(token) if token[0] == '"' else self.name(token[1:-1]) or token
        return known

    def _typed(self, token: str) -> str:
        """A literal with a datatype: a quotation mark before "^^" is the closing one, all others are escaped."""
        end = token.rindex('"^^<')
        datatype = token[end + 3 :]
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(token, 1, end):
            return token[1:end]
        return f"{token[: end + 1]}^^{self.term(datatype)}"


def turtle(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> str:
    """What is said of some subjects as Turtle."""
    shortener = Shortener(prefixes)
    body = "".join(_subjects(blocks, shortener, ""))
    return header(prefixes, shortener.used) + body


def trig(graphs: Iterable[tuple[GraphName, Iterable[Block]]], prefixes: Mapping[str, str]) -> str:
    """Graphs and what they hold as TriG."""
    shortener = Shortener(prefixes)
    parts: list[str] = []
    for graph, blocks in graphs:
        if isinstance(graph, DefaultGraph):
            parts += _subjects(blocks, shortener, "")
        else:
            parts += [graph_start(shortener.term(graph)), *_subjects(blocks, shortener, INDENT), GRAPH_END]
    return header(prefixes, shortener.used) + "".join(parts)


def graph_start(name: str) -> str:
    """What stands before the blocks of a named graph."""
    return f"\n{name} {{\n"


def header(prefixes: Mapping[str, str], used: Iterable[str]) -> str:
    """The prefixes that are used, in their order."""
    known = set(used)
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in prefixes.items() if prefix in known)


def block(subject: str, said: Mapping[str, Collection[str]], shortener: Shortener, indent: str = "") -> str:
    """What is said of a subject; all terms as N-Triples has them, objects by predicate, in any order."""
    found = []
    term = shortener.term
    for predicate in in_order(tuple(said)):
        values = said[predicate]
        if len(values) == 1:
            (value,) = values
            objects = value if value[-1] != ">" else term(value)
        else:
            objects = ", ".join(map(term, sorted(values, key=object_key)))
        found.append(f"{'a' if predicate == _TYPE else term(predicate)} {objects}")
    return f"\n{indent}{term(subject)} " + f" ;\n{indent}    ".join(found) + " .\n"


def subject_of(text: bytes, prefixes: Mapping[str, str]) -> str:
    """The IRI that a block of ours is about, by its first words."""
    term = text.split(maxsplit=1)[0].decode()
    if term[0] == "<":
        return term[1:-1]
    prefix, _, name = term.partition(":")
    return prefixes[prefix] + name


def clauses(said: Mapping[str, Collection[str]], shortener: Shortener) -> list[Clause]:
    """What is said of a subject by predicate, in order; all terms as N-Triples has them."""
    found = []
    term = shortener.term
    for predicate, values in said.items():
        objects = ", ".join(map(term, sorted(values, key=object_key) if len(values) > 1 else values))
        found.append((predicate_key(predicate), f"{'a' if predicate == _TYPE else term(predicate)} {objects}"))
    return sorted(found)


def block_of(subject: str, found: Iterable[Clause], shortener: Shortener) -> str:
    """What is said of a subject, by `clauses`."""
    return f"\n{shortener.term(subject)} " + f" ;\n{INDENT}".join([clause for _, clause in found]) + " .\n"


def _subjects(blocks: Iterable[Block], shortener: Shortener, indent: str) -> Iterator[str]:
    for subject, said in blocks:
        clauses = []
        for predicate, objects in said:
            verb = "a" if predicate == TYPE else shortener.term(predicate)
            clauses.append(f"{verb} {', '.join(map(shortener.term, objects))}")
        yield f"\n{indent}{shortener.term(subject)} " + f" ;\n{indent}    ".join(clauses) + " .\n"
