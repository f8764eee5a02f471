"""Finds statements of a graph by what a reader sees of them."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from newsgraph.rdf.store import iris
from newsgraph.rdf.vocabulary import NG, NIF, PROV, RDF, TYPE
from newsgraph.record import Record
from newsgraph.statement_decisions import folded
from newsgraph.wording import unreported

_STATEMENT = re.compile(r"^(.*[:/]article[:/]([^:/#]+))#statement-([^#/]+)$")


class StatementFound(NamedTuple):
    """A statement of the graph."""

    iri: str
    key: tuple[str, str]  # ids of the article and of the triple within it
    article: str  # its IRI
    text: str
    sentence: str
    subject: str  # its IRI, where that is an actor or a place; else empty


class StatementLookup:
    """The statements in a graph."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._iris = iris(store)

    def find(self, name: str) -> list[StatementFound]:
        """All statements that people may mean.

        Args:
            name: an IRI; a prefixed name ("article:001#statement-t3"); a text as the graph has it (`ng:text`); a text
                and an article's id ("Saldo asked Moscow@001").
        """
        found = self._named(name)
        words, at, article = name.rpartition("@")
        if not found and at:
            graph = self._iris.of("article", article.strip()).value
            found = [one for one in self._named(words) if one.startswith(f"{graph}#")]
        return [self._described(iri) for iri in found]

    def saying_the_same(self, statement: StatementFound) -> list[StatementFound]:
        """The statements that say the same as one, itself among them, by IRI.

        They have its subject, relation, object, polarity and modality, or its text and sentence, as reprints have.
        """
        said, sentence = self._said(NamedNode(statement.iri)), folded(statement.sentence)
        found = {one.iri: one for one in self.find(statement.text) if folded(one.sentence) == sentence}
        if statement.subject:
            for quad in self._store.quads_for_pattern(None, RDF["subject"], NamedNode(statement.subject), None):
                if isinstance(quad.subject, NamedNode) and self._said(quad.subject) == said:
                    found[quad.subject.value] = self._described(quad.subject.value)
        return [found[iri] for iri in sorted(found)]

    def texts_like(self, text: str) -> list[str]:
        """The texts of the statements that are most like one, to hint at."""
        from rapidfuzz import fuzz, process

        quads = self._store.quads_for_pattern(None, NG["text"], None, None)
        texts = sorted({one.object.value for one in quads if isinstance(one.object, Literal)})
        return [near for near, *_ in process.extract(text, texts, scorer=fuzz.WRatio, limit=3, score_cutoff=75)]

    def keys(self) -> set[tuple[str, str]]:
        """The ids of article and triple of all statements."""
        quads = self._store.quads_for_pattern(None, TYPE, NG["Statement"], None)
        matches = (_STATEMENT.match(one.subject.value) for one in quads if isinstance(one.subject, NamedNode))
        return {(unquote(one[2]), unquote(one[3])) for one in matches if one}

    def has_rejected(self) -> bool:
        """Whether the graph leaves out something because people have said that it is wrong."""
        return any(self._store.quads_for_pattern(None, NG["rejectedStatements"], None, None))

    def rejected(self, records: Iterable[Record]) -> frozenset[tuple[str, str]]:
        """The ids of article and triple of what the graph leaves out because people have said that it is wrong.

        Args:
            records: of all articles, without whom they never name.
        """
        return frozenset((one.article.id, told.id) for one in records for told in unreported(one.triples)) - self.keys()

    def short(self, statement: StatementFound) -> str:
        """A statement's IRI as a prefixed name."""
        return f"article:{statement.iri.removeprefix(self._iris.namespace('article'))}"

    def _named(self, name: str) -> list[str]:
        """The IRIs of the statements that a name or a text means, sorted."""
        asked = name.strip().removeprefix("<").removesuffix(">")
        prefix, _, rest = asked.partition(":")
        iri = self._iris.namespace("article") + rest if prefix == "article" else asked
        if _STATEMENT.match(iri):
            return [iri] if self._is_statement(iri) else []
        words = folded(asked)
        return sorted(
            one.subject.value
            for one in self._store.quads_for_pattern(None, NG["text"], None, None)
            if isinstance(one.subject, NamedNode)
            and isinstance(one.object, Literal)
            and folded(one.object.value) == words
        )

    def _is_statement(self, iri: str) -> bool:
        try:
            node = NamedNode(iri)
        except ValueError:  # a text that only looks like an IRI
            return False
        return any(self._store.quads_for_pattern(node, TYPE, NG["Statement"], None))

    def _described(self, iri: str) -> StatementFound:
        node, place = NamedNode(iri), _STATEMENT.match(iri)
        assert place is not None
        evidence, subject = self._value(node, NG["evidence"]), self._value(node, RDF["subject"])
        return StatementFound(
            iri,
            (unquote(place[2]), unquote(place[3])),
            self._value(node, PROV["wasDerivedFrom"]),
            self._value(node, NG["text"]),
            self._value(NamedNode(evidence), NIF["anchorOf"]) if evidence else "",
            subject if subject.startswith(tuple(map(self._iris.namespace, ("actor", "place")))) else "",
        )

    def _said(self, node: NamedNode) -> list[str]:
        parts = (RDF["predicate"], RDF["object"], NG["polarity"], NG["modality"])
        return [self._value(node, part) for part in parts]

    def _value(self, subject: NamedNode, predicate: NamedNode) -> str:
        found = (quad.object for quad in self._store.quads_for_pattern(subject, predicate, None, None))
        return min((one.value for one in found if isinstance(one, Literal | NamedNode)), default="")
