"""Looks single facts of the graph up, for pages."""

from collections.abc import Iterator
from functools import cached_property
from itertools import chain, islice

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from newsgraph.questions.describing import Describer
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.turtle import Shortener
from newsgraph.rdf.vocabulary import LABEL, NG, NIF, PROV, RDF, SCHEMA

Subject = NamedNode | BlankNode
_NAMES = (LABEL, NG["text"], SCHEMA["headline"], NIF["anchorOf"], NG["argumentText"])
_IN_STATEMENTS = (
    RDF["subject"], RDF["predicate"], RDF["object"],
    NG["mentions"], NG["saidBy"], NG["event"], NG["evidence"], PROV["wasDerivedFrom"],
)  # fmt: skip


def is_statement(node: NamedNode) -> bool:
    """Whether an IRI is one of a statement."""
    return "#statement-" in node.value


class Facts:
    """What the graph says, across all its articles.

    Args:
        store: the graph.
        iris: how it names things.
    """

    def __init__(self, store: Store, iris: Iris) -> None:
        self.store, self.iris = store, iris
        self._shortener = Shortener(iris.prefixes)
        self._dates: dict[NamedNode, str] = {}

    def all(self, subject: Subject, predicate: NamedNode) -> list[NamedNode | BlankNode | Literal]:
        """The objects of a property, each once, sorted."""
        found = {quad.object for quad in self.store.quads_for_pattern(subject, predicate, None, None)}
        return sorted((one for one in found if isinstance(one, NamedNode | BlankNode | Literal)), key=str)

    def subjects(self, predicate: NamedNode, node: NamedNode) -> set[NamedNode]:
        """The things that have a node for a property."""
        quads = self.store.quads_for_pattern(None, predicate, node, None)
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}

    def words(self, subject: Subject, predicate: NamedNode) -> str:
        """The value of a property; empty where there is none."""
        found = self.all(subject, predicate)
        return found[0].value if found else ""

    def node(self, subject: Subject, predicate: NamedNode) -> NamedNode | None:
        """The thing that is the value of a property."""
        return next((one for one in self.all(subject, predicate) if isinstance(one, NamedNode)), None)

    def name(self, node: NamedNode | BlankNode | Literal) -> str:
        """How people call a node."""
        if isinstance(node, Literal):
            return node.value
        for predicate in _NAMES:
            words = self.words(node, predicate)
            if words:
                return words
        if isinstance(node, BlankNode):
            return "something without a name"
        return self._shortener.name(node.value) or node.value

    def short(self, node: NamedNode) -> str:
        """An IRI as a prefixed name, where there is one."""
        return self._shortener.name(node.value) or node.value

    def statements_on(self, node: NamedNode) -> set[NamedNode]:
        """The statements that have a thing as subject, object, source or event, name it or are from it."""
        found: set[NamedNode] = set()
        for predicate in _IN_STATEMENTS:
            found |= self.subjects(predicate, node)
        return {one for one in found if is_statement(one)}

    def status(self, statement: NamedNode) -> str:
        """How an article reports a statement: stated, claimed, denied, planned, possible, demanded or hypothetical."""
        return self._describer.status(statement)

    def doubts(self, statement: NamedNode) -> list[str]:
        """What else keeps a statement from being a plain fact: "unsure", "contested", "has ended"."""
        return self._describer.doubts(statement)

    def reported(self, statement: NamedNode) -> str:
        """The date of the article that a statement is from; empty where the article has none."""
        article = self.node(statement, PROV["wasDerivedFrom"])
        if article is None:
            return ""
        if article not in self._dates:
            self._dates[article] = self.words(article, SCHEMA["datePublished"])
        return self._dates[article]

    def about(self, node: NamedNode, most: int) -> Iterator[Quad]:
        """What is said of a thing, and what is said of others with it, up to a number of quads."""
        find = self.store.quads_for_pattern
        return islice(
            chain(find(node, None, None, None), find(None, None, node, None), find(None, node, None, None)), most
        )

    def knows(self, node: NamedNode) -> bool:
        """Whether anything is said of a thing, or of others with it."""
        return any(True for _ in self.about(node, 1))

    @cached_property
    def _describer(self) -> Describer:
        return Describer(self.store)
