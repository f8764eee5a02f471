"""Entities and events as documents tell of them, by who is who and what articles state and report of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from newsgraph.rdf import literals
from newsgraph.rdf.article_graph import Blocks, Pair, Said, event_pairs, say
from newsgraph.rdf.iris import Iris, absolute, web_address
from newsgraph.rdf.segments import Segment
from newsgraph.rdf.vocabulary import (
    ENTITY_CLASSES,
    EVENT_TYPES,
    LABEL,
    NG,
    OWL,
    ROLES,
    SCHEMA,
    SEM,
    SKOS,
    TYPE,
    WGS84,
)
from newsgraph.resolution.identities import Entity, Event, Identities

PLACE, ACTOR, EVENT = range(3)  # in the order in which they are told of

_TYPE, _LABEL, _SAME = str(TYPE), str(LABEL), str(OWL["sameAs"])
_ALTERNATIVE, _ROLE, _NATIONALITY = str(SKOS["altLabel"]), str(NG["role"]), str(NG["nationality"])
_CONTAINED, _SUCCEEDED, _STANDS = str(SCHEMA["containedInPlace"]), str(NG["succeededBy"]), str(NG["standsFor"])
_HAS_ACTOR, _HAS_PLACE, _TIME = str(SEM["hasActor"]), str(SEM["hasPlace"]), str(SEM["hasTimeStamp"])
_CLASSES = {name: str(node) for name, node in ENTITY_CLASSES.items()}
_EVENT_TYPES = {name: str(node) for name, node in EVENT_TYPES.items()}
_ROLES = {name: str(node) for name, node in ROLES.items()}
_AS_PLACE, _AS_ACTOR = str(SEM["Place"]), (str(NG["Actor"]), str(SEM["Actor"]))
_AS_EVENT = ((_TYPE, str(NG["Event"])), (_TYPE, str(SEM["Event"])))
_TRUE = str(literals.boolean(True))

# Who the members are shows only in what else is said.
_entity_data = attrgetter(*(one.name for one in fields(Entity) if one.name != "members"))
_event_data = attrgetter(*(one.name for one in fields(Event) if one.name != "members"))


class Thing(NamedTuple):
    """An entity or event by its node, as N-Triples has it."""

    kind: int  # PLACE, ACTOR or EVENT
    node: str
    known: Entity | Event


class Things:
    """All entities and events.

    Args:
        segments: of the articles.
        identities: who is who.
        iris: how things are named.
        facts: what is stated of whom as a fact.
    """

    def __init__(self, segments: Sequence[Segment], identities: Identities, iris: Iris, facts: Blocks) -> None:
        self._segments, self._iris, self._facts = segments, iris, facts
        self._places = {one.slug for one in identities.entities if one.type == "place"}
        self._entities = {one.slug: self._node(one) for one in identities.entities}
        self.all = [
            Thing(PLACE if one.slug in self._places else ACTOR, self._entities[one.slug], one)
            for one in identities.entities
        ]
        self.all += [Thing(EVENT, iris.term("event", one.slug), one) for one in identities.events]

    def _node(self, entity: Entity) -> str:
        return self._iris.term("place" if entity.type == "place" else "actor", entity.slug)

    def data(self, thing: Thing) -> object:
        """All that is said of a thing depends on, as plain data."""
        facts = self._facts.get(thing.node)
        told = [(predicate, list(objects)) for predicate, objects in facts.items()] if facts else None
        known = thing.known
        if isinstance(known, Event):
            slugs = [*(slug for _, slug in known.participants), known.place or ""]
            found = ((self._segments[one], number) for one, number in self._evidence.get(thing.node, ()))
            evidence = [(segment.node, segment.events[number]) for segment, number in found]
            return _event_data(known), list(map(self._entities.get, slugs)), evidence, told
        return _entity_data(known), self._nationalities(known), list(self._relatives(known)), told

    def said(self, thing: Thing) -> Said:
        """What the default graph says of a thing."""
        known = thing.known
        if isinstance(known, Event):
            pairs = [*self._event(known), *self._superseded(known.superseded)]
        else:
            pairs = [
                *_entity(known, self._nationalities(known)),
                *_listed(known, self._iris),
                *self._relatives(known),
                *self._superseded(known.superseded),
            ]
        blocks: Blocks = {}
        say(blocks, thing.node, pairs)
        said = blocks[thing.node]
        for predicate, values in self._facts.get(thing.node, {}).items():
            said.setdefault(predicate, {}).update(values)
        return said

    def reported(self, thing: Thing) -> Said:
        """What articles say of an event: where they report it, and how."""
        blocks: Blocks = {}
        for one, number in self._evidence.get(thing.node, ()):
            segment = self._segments[one]
            say(blocks, thing.node, event_pairs(segment.node[1:-1], segment.events[number]))
        return blocks.get(thing.node, {})

    @cached_property
    def _evidence(self) -> Mapping[str, list[tuple[int, int]]]:
        """Where events are reported: numbers of segments, and of the evidence in them."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, segment in enumerate(self._segments):
            for place, one in enumerate(segment.events):
                found.setdefault(one.event, []).append((number, place))
        return found

    @cached_property
    def _nationality_of(self) -> Mapping[tuple[str, str], str]:
        return {
            (segment.id, one): country for segment in self._segments for one, country in segment.nationalities.items()
        }

    def _nationalities(self, entity: Entity) -> list[str]:
        return sorted({self._nationality_of[key] for key in entity.members if key in self._nationality_of})

    def _relatives(self, entity: Entity) -> Iterator[Pair]:
        """Other places that an entity has to do with."""
        for predicate, slug in (
            (_CONTAINED, entity.contained_in),
            *((_SUCCEEDED, one) for one in entity.succeeded_by),
            (_STANDS, entity.stands_for),
        ):
            if slug in self._places:
                yield predicate, self._entities[slug]

    def _superseded(self, names: Iterable[str]) -> Iterator[Pair]:
        """The IRIs under which something was known before it was merged."""
        for name in names:
            yield _SAME, self._iris.term(*name.split(":", 1))

    def _event(self, event: Event) -> Iterator[Pair]:
        yield from _AS_EVENT
        if event.type in _EVENT_TYPES:
            yield _TYPE, _EVENT_TYPES[event.type]
        yield _LABEL, str(literals.text(event.label))
        for role, slug in event.participants:
            node = self._entities.get(slug)
            if node is not None:
                yield _ROLES[role], node
                yield _HAS_ACTOR, node
        place = self._entities.get(event.place) if event.place else None
        if place is not None:
            yield _HAS_PLACE, place
        if event.time:
            yield _TIME, str(literals.timestamp(event.time))


def _listed(entity: Entity, iris: Iris) -> Iterator[Pair]:
    """What people's own list says of it; an IRI of this graph's own would name another of its nodes."""
    for iri in entity.same_as:
        node = absolute(iri)
        if node is not None and not iri.startswith(iris.base):
            yield _SAME, str(node)
    if entity.description:
        yield str(SCHEMA["description"]), str(literals.text(entity.description))
    for name in entity.known_as:
        yield str(NG["knownAs"]), str(literals.text(name))


def _entity(entity: Entity, nationalities: Iterable[str]) -> Iterator[Pair]:
    yield _TYPE, _CLASSES[entity.type]
    if entity.type == "place":
        yield _TYPE, _AS_PLACE
    if entity.acts or entity.type != "place":
        for actor in _AS_ACTOR:
            yield _TYPE, actor
    if entity.generic:
        yield str(NG["generic"]), _TRUE
    yield _LABEL, str(literals.text(entity.label))
    for name in entity.alternative_labels:
        yield _ALTERNATIVE, str(literals.text(name))
    for role in entity.roles:
        yield _ROLE, str(literals.text(role))
    for country in nationalities:
        yield _NATIONALITY, str(literals.plain(country))
    if entity.location is not None:
        gazetteer = web_address(entity.location.iri)
        if gazetteer is not None and not any("geonames.org/" in iri for iri in entity.same_as):
            yield _SAME, str(gazetteer)
        latitude, longitude = literals.decimal(entity.location.latitude), literals.decimal(entity.location.longitude)
        if latitude is not None and longitude is not None:
            yield str(WGS84["lat"]), str(latitude)
            yield str(WGS84["long"]), str(longitude)
        if entity.location.country:
            yield str(SCHEMA["addressCountry"]), str(literals.plain(entity.location.country))
        yield str(NG["placeKind"]), str(literals.plain(entity.location.kind))
        if entity.location.iri is None and entity.location.name is None:  # a town's, that it is named after or with
            yield str(NG["placedRoughly"]), _TRUE
