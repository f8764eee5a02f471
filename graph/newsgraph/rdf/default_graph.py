"""The default graph: what is known across articles. Entities, events and facts; relations; contradictions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from newsgraph.confidence import rounded
from newsgraph.rdf import literals
from newsgraph.rdf.article_graph import Blocks, Said, say
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.order import in_natural_order
from newsgraph.rdf.segments import Segment
from newsgraph.rdf.things import Things
from newsgraph.rdf.vocabulary import DCTERMS, LABEL, NG, RDF, TYPE, VOID
from newsgraph.resolution.identities import Contradiction, Identities

Pair = tuple[NamedNode, NamedNode | Literal]

_RELATION: Said = {str(TYPE): {str(NG["Relation"]): None, str(RDF["Property"]): None}}


@dataclass(frozen=True)
class DefaultGraph:
    """What is known across articles, by the articles' segments and who is who in them.

    Args:
        segments: one for each article, in natural order of their IRIs; the texts of their graphs are not looked at.
        identities: who is who.
        iris: how things are named.
        min_confidence: how sure a statement has to be to stand as a fact.
    """

    segments: Sequence[Segment]
    identities: Identities
    iris: Iris
    min_confidence: float

    def dataset(self) -> Said:
        """What is said of the graph as a whole."""
        pairs: list[Pair] = [
            (TYPE, VOID["Dataset"]),
            (VOID["uriSpace"], literals.plain(self.iris.base)),
            (DCTERMS["conformsTo"], NamedNode(NG.rstrip("#"))),
        ]
        least = literals.decimal(self.min_confidence)
        if least is not None:
            pairs.append((NG["minConfidence"], least))
        if self.identities.rejected:
            pairs.append((NG["rejectedStatements"], literals.integer(len(self.identities.rejected))))
        return _said(pairs)

    @cached_property
    def things(self) -> Things:
        """The entities and events, each with its facts."""
        return Things(self.segments, self.identities, self.iris, self._facts)

    def relations(self) -> Iterator[tuple[str, Said]]:
        """The normalised relations of the statements."""
        labels: dict[str, str] = {}
        for segment in self.segments:
            for predicate, label in segment.relations.items():
                labels[predicate] = min(label, labels.get(predicate, label))
        for predicate in sorted(labels, key=in_natural_order):
            yield predicate, {**_RELATION, str(LABEL): {str(literals.text(labels[predicate])): None}}

    def of_topics(self) -> Iterator[tuple[str, Said]]:
        """The facts about what only one article speaks of."""
        for topic in sorted((one for facts in self.topic_facts.values() for one in facts), key=in_natural_order):
            yield topic, self._facts[topic]

    def of_statements(self) -> Iterator[tuple[str, Said]]:
        """Which statements contradict or deny which."""
        blocks: Blocks = {}
        for found in self.ties.values():
            blocks |= found
        for statement in sorted(blocks, key=in_natural_order):
            yield statement, blocks[statement]

    def contradictions(self) -> Iterator[tuple[str, Said]]:
        """How sure it is that two statements contradict each other."""
        blocks: Blocks = {}
        for tie in self._contradictions:
            pairs: list[Pair] = [
                (TYPE, NG["Contradiction"]),
                (NG["contradictory"], self.iris.statement(*tie.one)),
                (NG["contradictory"], self.iris.statement(*tie.other)),
                (NG["contradictionKind"], literals.plain(tie.kind)),
                (NG["contradictionTier"], literals.plain(tie.tier)),
            ]
            confidence = literals.decimal(rounded(tie.confidence))
            if confidence is not None:
                pairs.append((NG["confidence"], confidence))
            say(blocks, str(self.iris.contradiction(tie.one, tie.other)), _terms(pairs))
        for node in sorted(blocks, key=in_natural_order):
            yield node, blocks[node]

    @cached_property
    def topic_facts(self) -> Mapping[str, list[str]]:
        """The topics that facts are about, by the ids of their articles."""
        known = {thing.node for thing in self.things.all}
        found: dict[str, list[str]] = {}
        for segment in self.segments:
            subjects = dict.fromkeys(
                one.subject
                for one in segment.facts
                if one.confidence >= self.min_confidence and one.subject not in known
            )
            if subjects:
                found[segment.id] = list(subjects)
        return found

    @cached_property
    def ties(self) -> Mapping[str, Blocks]:
        """What statements contradict and deny, by the ids of their articles."""
        found: dict[str, Blocks] = {}
        contradicts, denies = str(NG["contradicts"]), str(NG["denies"])

        def tie(one: tuple[str, str], how: str, other: tuple[str, str]) -> None:
            pair = (how, str(self.iris.statement(*other)))
            say(found.setdefault(one[0], {}), str(self.iris.statement(*one)), [pair])

        for known in self._contradictions:
            tie(known.one, contradicts, known.other)
            tie(known.other, contradicts, known.one)
            if known.kind in ("denial", "negation"):
                tie(known.other, denies, known.one)
        return found

    def extras(self, article: str) -> Blocks:
        """What the default graph says of an article's own topics and statements."""
        found = {topic: self._facts[topic] for topic in self.topic_facts.get(article, ())}
        return {**found, **self.ties.get(article, {})}

    @cached_property
    def _contradictions(self) -> list[Contradiction]:
        triples = {segment.id: frozenset(segment.triples) for segment in self.segments}
        return sorted(
            (
                one
                for one in self.identities.contradictions
                if all(triple in triples.get(article, ()) for article, triple in (one.one, one.other))
            ),
            key=lambda one: (one.one, one.other),
        )

    @cached_property
    def _facts(self) -> Blocks:
        found: Blocks = {}
        for segment in self.segments:
            for fact in segment.facts:
                if fact.confidence >= self.min_confidence:
                    say(found, fact.subject, [(fact.predicate, fact.object)])
        return found


def _terms(pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    return ((str(predicate), str(value)) for predicate, value in pairs)


def _said(pairs: Iterable[Pair]) -> Said:
    blocks: Blocks = {}
    say(blocks, "", _terms(pairs))
    return blocks[""]
