"""The graph as nodes and links, for programs that draw networks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsgraph.exporting.material import Entity, Event, Material
from newsgraph.exporting.page import Statement

_ROLES = {"other": "participant"}


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, a place, an event, a topic, or a text (words that are the object of one statement)."""

    iri: str
    kind: str
    type: str
    label: str
    facts: dict[str, Any]  # what else is known: strings, numbers, truth values, tuples of strings
    time: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """From one node to another: a statement, or a part that something has in an event, or where something lies."""

    source: str
    target: str
    kind: str  # "statement", "role", "place", "containment" or "standing"
    key: str
    label: str
    facts: dict[str, Any]
    weight: float = 1.0
    time: str = ""  # of its event, or when it was published
    time_of: str = ""  # "event" or "article"


def links(material: Material, nodes: dict[str, Node]) -> Iterator[Link]:
    """All links, those of statements first; the nodes that they need are put into `nodes` by IRI on the way."""
    reported: dict[str, set[str]] = {}
    for page in material.pages():
        for report in page.reports:
            reported.setdefault(report.event, set()).add(report.status)
        for iri, label in page.topics.items():
            nodes.setdefault(iri, Node(iri, "topic", "", label, {}))
        for statement in page.statements:
            yield _statement(statement, material, nodes)
    for iri, event in material.events.items():
        nodes[iri] = Node(
            iri, "event", event.type, event.label, {"reported": tuple(sorted(reported.get(iri, ())))}, event.time
        )
        yield from _parts(event, nodes)
    for iri, entity in material.entities.items():
        nodes[iri] = _entity(entity)
    for iri, entity in material.entities.items():
        for target, kind, label in (
            (entity.within, "containment", "in"),
            (entity.stands_for, "standing", "stands for"),
        ):
            if target in material.entities:
                yield Link(iri, target, kind, f"{iri} {label} {target}", label, {})


def _parts(event: Event, nodes: dict[str, Node]) -> Iterator[Link]:
    facts = nodes[event.iri].facts
    for role, thing in event.parts:
        name = _ROLES.get(role, role)
        yield Link(
            event.iri, thing, "role", f"{event.iri} {name} {thing}", name, facts, time=event.time, time_of="event"
        )
    if event.place:
        yield Link(event.iri, event.place, "place", f"{event.iri} place {event.place}", "place", facts)


def _statement(statement: Statement, material: Material, nodes: dict[str, Node]) -> Link:
    target = statement.object
    if not target:
        target = f"{statement.iri}-object"
        words = statement.object_label or " ".join(one.text for one in statement.arguments)
        nodes[target] = Node(target, "text", "", words, {})
    event, article = material.events.get(statement.event), material.articles.get(statement.article)
    time = event.time if event else ""
    published = article.published if article else ""
    facts = {
        "text": statement.text,
        "relation": statement.relation_label,
        "voice": statement.status,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "said_by_label": statement.said_by_label,
        "cue": statement.cue,
        "confidence": statement.confidence,
        "sure": statement.sure,
        "fact": statement.fact,
        "arguments": tuple(one.text for one in statement.arguments),
        "valid_from": statement.valid_from,
        "valid_until": statement.valid_until,
        "sentence": statement.sentence.text,
        "sentence_begin": statement.sentence.begin,
        "sentence_end": statement.sentence.end,
        "article": statement.article,
        "article_title": article.title if article else "",
        "article_date": published,
        "article_url": article.url if article else "",
        "event": statement.event,
    }
    return Link(
        statement.subject, target, "statement", statement.iri, statement.caption, facts, statement.confidence,
        time or published, "event" if time else "article" if published else "",
    )  # fmt: skip


def _entity(entity: Entity) -> Node:
    kind = "topic" if entity.generic else "place" if entity.type == "place" else "actor"
    facts: dict[str, Any] = {
        "names": entity.names,
        "roles": entity.roles,
        "country": entity.country_code,
        "place_kind": entity.place_kind,
        "geonames": entity.geonames,
        "acts": entity.acts and not entity.generic,
    }
    if entity.latitude is not None:
        facts |= {"latitude": entity.latitude, "longitude": entity.longitude, "roughly": entity.roughly}
    return Node(entity.iri, kind, entity.type, entity.label, facts)
