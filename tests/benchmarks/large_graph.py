"""A graph of any size, made of copies of another: its articles again and again, of the same actors and places."""

import re
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from newsgraph.rdf import store
from newsgraph.rdf.iris import Iris

_OF_ONE_COPY = ("article", "event", "topic")  # kinds of things of which each copy has its own


def repeated(source: Store, triples: int) -> Iterator[Quad]:
    """The quads of a graph and of its copies, until there are that many.

    Args:
        source: the graph.
        triples: how many there are in the end, at least; a copy more or less.
    """
    iris = store.iris(source)
    quads = list(source)
    yield from quads
    done = len(quads)
    copy = 0
    while done < triples:
        copy += 1
        rename = _Renaming(iris, copy)
        for quad in quads:
            subject = rename.node(quad.subject)
            if subject != quad.subject or rename.node(quad.object) != quad.object:
                graph = quad.graph_name
                yield Quad(
                    subject,
                    quad.predicate,
                    rename.node(quad.object),
                    graph if isinstance(graph, DefaultGraph) else rename.node(graph),
                )
                done += 1


class _Renaming:
    """Gives the things of one copy names of their own; text stays text."""

    def __init__(self, iris: Iris, copy: int) -> None:
        spaces = "|".join(re.escape(iris.namespace(kind)) for kind in _OF_ONE_COPY)
        self._own = re.compile(f"({spaces})")
        self._copy = f"c{copy}-"
        self._known: dict[str, NamedNode] = {}

    def node(self, term: object) -> object:
        if isinstance(term, Literal) or not isinstance(term, NamedNode):
            return term
        found = self._known.get(term.value)
        if found is None:
            found = self._known[term.value] = NamedNode(self._own.sub(rf"\1{self._copy}", term.value, count=1))
        return found
