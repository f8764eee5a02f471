"""The graph as TriG and Turtle, streamed from the segments of its articles and the default graph."""

from collections.abc import Iterable, Iterator
from itertools import chain

from newsgraph.rdf.article_graph import Said
from newsgraph.rdf.default_graph import DefaultGraph
from newsgraph.rdf.segments import Segment
from newsgraph.rdf.thing_blocks import ThingBlocks
from newsgraph.rdf.turtle import BLOCK_END, GRAPH_END, INDENT, Shortener, block, graph_start, header

_NEXT = f" ;\n{INDENT}".encode()


class Documents:
    """The graph as text, as UTF-8, in parts.

    Args:
        segments: of all articles in natural order of their IRIs; gone through several times, one at a time.
        default: the default graph.
        known: the blocks of its things that an earlier build has kept.
    """

    def __init__(self, segments: Iterable[Segment], default: DefaultGraph, known: ThingBlocks | None = None) -> None:
        self._segments = segments
        self._default = default
        self._shortener = Shortener(default.iris.prefixes)
        for segment in default.segments:
            self._shortener.used.update(segment.prefixes)
        self.things = (known or ThingBlocks.none(default.iris)).updated(default.things, default.iris)
        self._shortener.used.update(self.things.used_prefixes(default.iris))

    def header(self) -> bytes:
        """The prefixes; all of them when the default graph has been gone through."""
        return header(self._default.iris.prefixes, self._shortener.used).encode()

    def default_graph(self) -> Iterator[bytes]:
        """The default graph as Turtle without prefixes, in parts of whole blocks."""
        return chain(
            self._shared(self.things.trig),
            self._blocks(self._default.relations()),
            self._blocks(self._default.of_topics()),
            self._blocks(self._default.of_statements()),
            self._blocks(self._default.contradictions()),
        )

    def named_graphs(self) -> Iterator[bytes]:
        """The graphs of the articles as TriG without prefixes, an article at a time."""
        return map(named_graph, self._segments)

    def turtle(self) -> Iterator[bytes]:
        """What is shared in the union of all graphs, as Turtle without prefixes; `own` of each article comes after it.

        The union has each triple once.
        """
        return chain(
            self._shared(self.things.turtle),
            self._blocks(self._default.relations()),
            self._blocks(self._default.contradictions()),
        )

    def _shared(self, things: bytes) -> Iterator[bytes]:
        """The graph as a whole, its entities and events, and what is said of the articles themselves."""
        yield self._block(str(self._default.iris.dataset), self._default.dataset())
        yield things
        yield from (segment.article_text for segment in self._default.segments)

    def own(self, segment: Segment) -> bytes:
        """What only this article speaks of, with what the default graph says of it, as Turtle."""
        text = segment.own_text.replace(b"\n" + INDENT.encode(), b"\n")
        for subject, said in self._default.extras(segment.id).items():
            start = f"\n{self._shortener.term(subject)} ".encode()
            more = self._block(subject, said)[len(start) : -len(BLOCK_END)]
            end = text.index(BLOCK_END, text.index(start))
            text = text[:end] + _NEXT + more + text[end:]
        return text

    def _blocks(self, found: Iterable[tuple[str, Said]]) -> Iterator[bytes]:
        return (self._block(subject, said) for subject, said in found)

    def _block(self, subject: str, said: Said) -> bytes:
        return block(subject, said, self._shortener).encode()


def named_graph(segment: Segment) -> bytes:
    """The graph of an article as TriG without prefixes."""
    return b"".join((graph_start(segment.graph).encode(), segment.events_text, segment.own_text, GRAPH_END.encode()))
