"""Finds nodes of a graph by what people call them, and where articles speak of them."""

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from newsgraph.rdf.iris import KINDS
from newsgraph.rdf.names import Names
from newsgraph.rdf.store import iris
from newsgraph.rdf.vocabulary import ENTITY_CLASSES, ITSRDF, LABEL, NG, NIF, OWL, SCHEMA, TYPE

_MENTION = re.compile(r"[:/]article[:/]([^:/#]+)#char=([0-9]+),([0-9]+)$")


class AmbiguousNameError(LookupError):
    """Several nodes bear a name."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Where an article speaks of something: its characters, end exclusive, and the sentence, if the graph has it."""

    article: str  # the article's IRI without its namespace: its id, percent-encoded
    start: int
    end: int
    iri: str
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Found:
    """A node, and the passage that the name speaks of, if the name is one of an article's words."""

    iri: str  # of the node
    asked: str  # the IRI that was asked for: the node's, or one from before it was merged
    label: str
    passage: Passage | None = None


class Listed(NamedTuple):
    """What people's own list says of a node."""

    names: tuple[str, ...]  # by which articles' names were matched to it
    type: str
    elsewhere: tuple[str, ...]  # IRIs that it is the same as, the gazetteer's among them
    description: str


class Lookup:
    """The names in a graph."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._iris = iris(store)
        self._names = Names(store)
        self._read: dict[str, list[tuple[int, int, str]]] = {}  # of articles, their sentences

    def find(self, name: str) -> Found:
        """The node that people mean by a name.

        Args:
            name: an IRI, of a node or a mention; a prefixed name ("actor:saldo"); a label, any case, else another name
                of a node; a name and an article's id ("John Smith@001"): who is called so there.

        Raises:
            AmbiguousNameError: several nodes bear it; names them.
            LookupError: none does.
        """
        iri = self._iri(name)
        if iri:
            return self._by_iri(iri, name)
        words, at, article = name.rpartition("@")
        graph = self._iris.of("article", article)
        if at and any(self._store.quads_for_pattern(graph, TYPE, None, None)):
            return self._in_article(words.strip(), graph.value.removeprefix(self._iris.namespace("article")))
        return self._by_label(name.strip())

    def names_iri(self, name: str) -> bool:
        """Whether a name is an IRI or a prefixed name, whatever it names."""
        return bool(self._iri(name))

    def _iri(self, name: str) -> str:
        prefix, _, rest = name.strip().removeprefix("<").removesuffix(">").partition(":")
        if prefix in KINDS and rest:
            return self._iris.namespace(prefix) + rest
        return f"{prefix}:{rest}" if rest and (prefix == "urn" or rest.startswith("//")) else ""

    def passages(self, node: str) -> list[Passage]:
        """Where the articles speak of a node, in their order."""
        return sorted(
            self._passage(quad.subject.value)
            for quad in self._store.quads_for_pattern(None, ITSRDF["taIdentRef"], NamedNode(node), None)
            if isinstance(quad.subject, NamedNode)
        )

    def passage(self, article: str, start: int, end: int) -> Passage:
        """Some characters of an article, by its id, that are a mention."""
        return self._passage(self._iris.characters(article, start, end).value)

    def node_at(self, passage: Passage) -> str | None:
        """What an article speaks of there."""
        return self._one(NamedNode(passage.iri), ITSRDF["taIdentRef"])

    def known(self) -> dict[str, Listed]:
        """The nodes that are on people's own list of what is known, by IRI."""
        found: dict[str, Listed] = {}
        for quad in self._store.quads_for_pattern(None, NG["knownAs"], None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                one = found.get(quad.subject.value) or self._listed(quad.subject)
                found[quad.subject.value] = one._replace(names=(*one.names, quad.object.value))
        return {node: one._replace(names=tuple(sorted(one.names))) for node, one in sorted(found.items())}

    def reprints(self) -> dict[str, str]:
        """The ids of articles that print the report of another, with that one's."""
        articles = self._iris.namespace("article")
        return {
            unquote(quad.subject.value.removeprefix(articles)): unquote(quad.object.value.removeprefix(articles))
            for quad in self._store.quads_for_pattern(None, NG["reprintOf"], None, None)
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        }

    def _listed(self, node: NamedNode) -> Listed:
        same = (quad.object for quad in self._store.quads_for_pattern(node, OWL["sameAs"], None, None))
        elsewhere = [one.value for one in same if isinstance(one, NamedNode) and self.short(one.value) == one.value]
        types = {quad.object for quad in self._store.quads_for_pattern(node, TYPE, None, None)}
        kind = next(name for name, of_type in ENTITY_CLASSES.items() if of_type in types)
        return Listed((), kind, tuple(sorted(elsewhere)), self._one(node, SCHEMA["description"]) or "")

    def label(self, node: str) -> str:
        """The best name of a node."""
        return self._one(NamedNode(node), LABEL) or node

    def short(self, iri: str) -> str:
        """An IRI as a prefixed name, where it is one of the graph's own."""
        for kind in KINDS:
            if iri.startswith(self._iris.namespace(kind)):
                return f"{kind}:{iri.removeprefix(self._iris.namespace(kind))}"
        return iri

    def _by_iri(self, iri: str, asked: str) -> Found:
        try:
            node = NamedNode(iri)
        except ValueError as error:
            raise LookupError(f"{asked!r} is no IRI") from error
        if _MENTION.search(iri):
            meant = self._one(node, ITSRDF["taIdentRef"])
            if meant:
                return Found(meant, iri, self.label(meant), self._passage(iri))
        elif self._names.is_node(iri):
            return Found(iri, iri, self.label(iri))
        else:
            for quad in self._store.quads_for_pattern(None, OWL["sameAs"], node, None):
                if isinstance(quad.subject, NamedNode):
                    return Found(quad.subject.value, iri, self.label(quad.subject.value))
        raise LookupError(f"there is no {asked!r} in the graph")

    def _in_article(self, words: str, article: str) -> Found:
        graph = NamedNode(self._iris.namespace("article") + article)
        passages = sorted(
            (self._passage(quad.subject.value), quad.object.value)
            for quad in self._store.quads_for_pattern(None, ITSRDF["taIdentRef"], None, graph)
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        )
        bearers = set(self._names.bearers(words))
        for here in (
            [(passage, node) for passage, node in passages if passage.words == words],
            [(passage, node) for passage, node in passages if node in bearers],
        ):
            first = {node: passage for passage, node in reversed(here)}
            if first:
                found = [Found(node, passage.iri, self.label(node), passage) for node, passage in first.items()]
                return self._only(found, f"{words}@{article}")
        return self._only([], f"{words}@{article}")

    def _by_label(self, name: str) -> Found:
        return self._only([self._spelled(node, name) for node in self._names.bearers(name)], name)

    def _spelled(self, node: str, name: str) -> Found:
        passage = next((one for one in self.passages(node) if one.words.casefold() == name.casefold()), None)
        return Found(node, node, self.label(node), passage)

    def _only(self, found: list[Found], name: str) -> Found:
        if len(found) == 1:
            return found[0]
        if found:
            listed = "; ".join(f"{self.short(one.iri)} ({one.label})" for one in sorted(found, key=lambda one: one.iri))
            raise AmbiguousNameError(f"{name!r} may be {listed}: say which by that name")
        near = list(dict.fromkeys(label for _, label in self._names.near(name, 3)))
        hint = f"; there is {', '.join(near)}" if near else ""
        raise LookupError(f"nothing in the graph is called {name!r}{hint}")

    def _passage(self, iri: str) -> Passage:
        place = _MENTION.search(iri)
        if place is None:
            raise LookupError(f"{iri} names no characters of an article")
        article, start, end = place[1], int(place[2]), int(place[3])
        words = self._one(NamedNode(iri), NIF["anchorOf"]) or ""
        return Passage(article, start, end, iri, words, self._sentence(iri, article, start, end))

    def _sentence(self, iri: str, article: str, start: int, end: int) -> str:
        """The sentence around some characters, if something was read from it."""
        around = self._one(NamedNode(iri), NIF["superString"])
        if around is not None:
            return self._one(NamedNode(around), NIF["anchorOf"]) or ""
        found = (iri for first, last, iri in self._sentences(article) if first <= start and end <= last)
        return next((self._one(NamedNode(one), NIF["anchorOf"]) or "" for one in found), "")

    def _sentences(self, article: str) -> list[tuple[int, int, str]]:
        """The sentences of an article that something was read from, in order."""
        if article not in self._read:
            graph = NamedNode(self._iris.namespace("article") + article)
            quads = self._store.quads_for_pattern(None, TYPE, NIF["Sentence"], graph)
            spans = [one.subject.value for one in quads if isinstance(one.subject, NamedNode)]
            places = [(_MENTION.search(iri), iri) for iri in spans]
            self._read[article] = sorted((int(place[2]), int(place[3]), iri) for place, iri in places if place)
        return self._read[article]

    def _one(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        found = [quad.object for quad in self._store.quads_for_pattern(subject, predicate, None, None)]
        return min((one.value for one in found if isinstance(one, Literal | NamedNode)), default=None)
