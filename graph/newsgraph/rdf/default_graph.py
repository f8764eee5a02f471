"""The default graph: what is known across articles. Entities, events and facts; relations; contradictions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from newsgraph.confidence import rounded
from newsgraph.rdf import literals
from newsgraph.rdf.article_graph import Blocks, Said, event_pairs, say
from newsgraph.rdf.iris import Iris, absolute, web_address
from newsgraph.rdf.order import in_natural_order
from newsgraph.rdf.segments import Segment
from newsgraph.rdf.vocabulary import (
    DCTERMS,
    ENTITY_CLASSES,
    EVENT_TYPES,
    LABEL,
    NG,
    OWL,
    RDF,
    ROLES,
    SCHEMA,
    SEM,
    SKOS,
    TYPE,
    VOID,
    WGS84,
)
from newsgraph.resolution.identities import Contradiction, Entity, Event, Identities

Pair = tuple[NamedNode, NamedNode | Literal]

_RELATION: Said = {str(TYPE): {str(NG["Relation"]): None, str(RDF["Property"]): None}}


@dataclass(frozen=True)
class DefaultGraph:
    """What is known across articles, by the articles' segments and who is who in them.

    Args:
        segments: one for each article, in any order; their texts are not looked at.
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

    def entities(self) -> Iterator[tuple[str, Said]]:
        """The places, then the actors, each with its facts."""
        nationality_of = {
            (segment.id, one): country for segment in self.segments for one, country in segment.nationalities.items()
        }
        known = self.identities.entities
        nodes = {one.slug: _node(one, self.iris) for one in known}
        places = {one.slug: nodes[one.slug] for one in known if one.type == "place"}
        keyed = ((one.type != "place", in_natural_order(str(_node(one, self.iris))), one) for one in known)
        for _, (_, node), entity in sorted(keyed, key=lambda one: one[:2]):
            nationalities = {nationality_of.get(key) for key in entity.members}
            pairs = [
                *_entity(entity, sorted(filter(None, nationalities))),
                *_listed(entity, self.iris),
                *((SCHEMA["containedInPlace"], places[slug]) for slug in (entity.contained_in,) if slug in places),
                *((NG["succeededBy"], places[slug]) for slug in entity.succeeded_by if slug in places),
                *((NG["standsFor"], places[slug]) for slug in (entity.stands_for,) if slug in places),
                *_superseded(entity.superseded, self.iris),
            ]
            yield node, self._with_facts(node, _said(pairs))

    def events(self, *, reported: bool = False) -> Iterator[tuple[str, Said]]:
        """The events, each with its facts.

        Args:
            reported: whether to say, too, what each article says of them: where, and how.
        """
        nodes = {one.slug: _node(one, self.iris) for one in self.identities.entities}
        evidence = self._evidence if reported else {}
        keyed = ((in_natural_order(str(self.iris.of("event", one.slug))), one) for one in self.identities.events)
        for (_, node), event in sorted(keyed, key=lambda one: one[0]):
            said = _said([*_event(event, nodes), *_superseded(event.superseded, self.iris)])
            said = self._with_facts(node, said)
            if node in evidence:
                blocks = {node: said}
                for one, number in evidence[node]:
                    segment = self.segments[one]
                    say(blocks, node, event_pairs(segment.node[1:-1], segment.events[number]))
            yield node, said

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
        known = {str(_node(one, self.iris)) for one in self.identities.entities}
        known |= {str(self.iris.of("event", one.slug)) for one in self.identities.events}
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

    def _with_facts(self, node: str, said: Said) -> Said:
        for predicate, values in self._facts.get(node, {}).items():
            said.setdefault(predicate, {}).update(values)
        return said

    @cached_property
    def _evidence(self) -> Mapping[str, list[tuple[int, int]]]:
        """Where events are reported: numbers of segments, and of the evidence in them."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, segment in enumerate(self.segments):
            for place, one in enumerate(segment.events):
                found.setdefault(one.event, []).append((number, place))
        return found


def _node(entity: Entity, iris: Iris) -> NamedNode:
    return iris.of("place" if entity.type == "place" else "actor", entity.slug)


def _terms(pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    return ((str(predicate), str(value)) for predicate, value in pairs)


def _said(pairs: Iterable[Pair]) -> Said:
    blocks: Blocks = {}
    say(blocks, "", _terms(pairs))
    return blocks[""]


def _listed(entity: Entity, iris: Iris) -> Iterator[Pair]:
    """What people's own list says of it; an IRI of this graph's own would name another of its nodes."""
    for iri in entity.same_as:
        node = absolute(iri)
        if node is not None and not iri.startswith(iris.base):
            yield OWL["sameAs"], node
    if entity.description:
        yield SCHEMA["description"], literals.text(entity.description)
    for name in entity.known_as:
        yield NG["knownAs"], literals.text(name)


def _superseded(names: Iterable[str], iris: Iris) -> Iterator[Pair]:
    """The IRIs under which something was known before it was merged."""
    for name in names:
        yield OWL["sameAs"], iris.of(*name.split(":", 1))


def _entity(entity: Entity, nationalities: Iterable[str]) -> Iterator[Pair]:
    yield TYPE, ENTITY_CLASSES[entity.type]
    if entity.type == "place":
        yield TYPE, SEM["Place"]
    if entity.acts or entity.type != "place":
        yield TYPE, NG["Actor"]
        yield TYPE, SEM["Actor"]
    if entity.generic:
        yield NG["generic"], literals.boolean(True)
    yield LABEL, literals.text(entity.label)
    for name in entity.alternative_labels:
        yield SKOS["altLabel"], literals.text(name)
    for role in entity.roles:
        yield NG["role"], literals.text(role)
    for country in nationalities:
        yield NG["nationality"], literals.plain(country)
    if entity.location is not None:
        gazetteer = web_address(entity.location.iri)
        if gazetteer is not None and not any("geonames.org/" in iri for iri in entity.same_as):
            yield OWL["sameAs"], gazetteer
        latitude, longitude = literals.decimal(entity.location.latitude), literals.decimal(entity.location.longitude)
        if latitude is not None and longitude is not None:
            yield WGS84["lat"], latitude
            yield WGS84["long"], longitude
        if entity.location.country:
            yield SCHEMA["addressCountry"], literals.plain(entity.location.country)
        yield NG["placeKind"], literals.plain(entity.location.kind)
        if entity.location.iri is None and entity.location.name is None:  # a town's, that it is named after or with
            yield NG["placedRoughly"], literals.boolean(True)


def _event(event: Event, slugs: Mapping[str, NamedNode]) -> Iterator[Pair]:
    yield TYPE, NG["Event"]
    yield TYPE, SEM["Event"]
    if event.type in EVENT_TYPES:
        yield TYPE, EVENT_TYPES[event.type]
    yield LABEL, literals.text(event.label)
    for role, slug in event.participants:
        if slug in slugs:
            yield ROLES[role], slugs[slug]
            yield SEM["hasActor"], slugs[slug]
    if event.place and event.place in slugs:
        yield SEM["hasPlace"], slugs[event.place]
    if event.time:
        yield SEM["hasTimeStamp"], literals.timestamp(event.time)
