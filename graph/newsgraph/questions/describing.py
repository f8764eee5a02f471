"""What is shown of the statements that answer a question: only of those on the page that is asked for."""

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Store

from newsgraph.questions.model import Finding
from newsgraph.rdf.store import iris
from newsgraph.rdf.turtle import Shortener
from newsgraph.rdf.vocabulary import LABEL, NG, NIF, PROV, SCHEMA, TYPE, VOID

OWN_VOICE, NOT_NAMED = "the article", "not named"
_TIER = Literal("contested")


class Describer:
    """Reads from a graph what is told of statements and nodes.

    Args:
        store: the graph.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shortener = Shortener(iris(store).prefixes)
        self._least = max(
            (
                float(value)
                for dataset in store.quads_for_pattern(None, TYPE, VOID["Dataset"], None)
                for value in self._values(dataset.subject, NG["minConfidence"])
            ),
            default=0.0,
        )

    def finding(self, node: NamedNode, more: Mapping[str, object]) -> Finding:
        """A statement, with what else a question asks for."""
        article = self._node(node, PROV["wasDerivedFrom"])
        evidence = self._node(node, NG["evidence"])
        title = self._one(article, SCHEMA["headline"]) or self._one(article, LABEL) if article else ""
        return Finding(
            text=_on_one_line(self._one(node, NG["text"])),
            status=self.status(node),
            doubt=", ".join(self.doubts(node)),
            source=self.source(node),
            date=self._one(article, SCHEMA["datePublished"])[:10] if article else "",
            article=_on_one_line(title),
            sentence=_on_one_line(self._one(evidence, NIF["anchorOf"])) if evidence else "",
            confidence=float(self._one(node, NG["confidence"]) or 0),
            url=self._one(article, SCHEMA["url"]) if article else "",
            statement=node.value,
            more={name: self.shown(value) for name, value in more.items()},
        )

    def status(self, node: NamedNode) -> str:
        """How an article reports a statement: as a fact, as a claim, as not so, as planned …"""
        reported = self._one(node, NG["reportedAs"]).rpartition("#")[2].lower()
        return self._one(node, NG["modality"]).rpartition("#")[2].lower() if reported == "envisaged" else reported

    def source(self, node: NamedNode) -> str:
        """Who vouches for a statement."""
        if not self._values(node, NG["cue"]):
            return OWN_VOICE
        speakers = [self._one(NamedNode(one), LABEL) or one for one in self._values(node, NG["saidBy"])]
        return ", ".join(map(_on_one_line, speakers)) or NOT_NAMED

    def shown(self, value: object) -> str:
        """A value in words: a node by its label, a statement by its text and who vouches for it."""
        if value is None:
            return ""
        if isinstance(value, Literal):
            return _on_one_line(value.value)
        if not isinstance(value, NamedNode):
            return str(value)
        text = self._one(value, NG["text"])
        if text:
            return f"{_on_one_line(text)} ({self.status(value)}: {self.source(value)})"
        label = self._one(value, LABEL)
        return _on_one_line(label) if label else self._shortener.name(value.value) or value.value

    def doubts(self, node: NamedNode) -> list[str]:
        """What else keeps a statement from being a plain fact: "unsure", "contested", "has ended"."""
        ties = self._store.quads_for_pattern(None, NG["contradictory"], node, None)
        contested = any(
            any(self._store.quads_for_pattern(tie.subject, NG["contradictionTier"], _TIER, None)) for tie in ties
        )
        found = {
            "unsure": float(self._one(node, NG["confidence"]) or 0) < self._least,
            "contested": contested,
            "has ended": bool(self._values(node, NG["validUntil"])),
        }
        return [doubt for doubt, holds in found.items() if holds]

    def _node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        value = self._one(subject, predicate)
        return NamedNode(value) if value else None

    def _one(self, subject: NamedNode, predicate: NamedNode) -> str:
        return min(self._values(subject, predicate), default="")

    def _values(self, subject: object, predicate: NamedNode) -> list[str]:
        if not isinstance(subject, NamedNode):
            return []
        quads = self._store.quads_for_pattern(subject, predicate, None, None)
        return sorted({quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)})


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
