"""The graph as nodes and links, for programs that draw networks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsgraph.exporting.event_reports import EventReports
from newsgraph.exporting.material import Entity, Event, Material
from newsgraph.exporting.page import Statement
from newsgraph.wording import marked

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
    reports = EventReports(material)
    for page in material.pages():
        reports.read(page)
        for iri, label in page.topics.items():
            nodes.setdefault(iri, Node(iri, "topic", "", label, {}))
        for statement in page.statements:
            yield _statement(statement, material, nodes)
    for iri, event in material.events.items():
        reported = reports.of(iri)
        label = _label(event.label, reported, stated=iri in material.stated_events)
        nodes[iri] = Node(iri, "event", event.type, label, {"reported": reported}, event.time)
        yield from _parts(event, reports)
    for iri, entity in material.entities.items():
        nodes[iri] = _entity(entity)
    for iri, entity in material.entities.items():
        for target, kind, label in (
            (entity.within, "containment", "in"),
            (entity.stands_for, "standing", "stands for"),
        ):
            if target in material.entities:
                yield Link(iri, target, kind, f"{iri} {label} {target}", label, {})


def _label(name: str, reported: tuple[str, ...], *, stated: bool) -> str:
    """A name, after all that keeps what it names from being a fact: "claimed, denied: the army shelled Kherson"."""
    doubts = [] if stated else ["unsure" if status == "stated" else status for status in reported or ("unclear",)]
    return marked(doubts, name)


def _parts(event: Event, reports: EventReports) -> Iterator[Link]:
    """The links from an event, each as the sentences that name both of its ends report it."""
    ways = [("role", _ROLES.get(role, role), thing) for role, thing in event.parts]
    for kind, name, thing in [*ways, *([("place", "place", event.place)] if event.place else [])]:
        reported, stated = reports.of_part(event.iri, thing), reports.is_stated(event.iri, thing)
        label, facts = _label(name, reported, stated=stated), {"reported": reported, "fact": stated}
        yield Link(
            event.iri, thing, kind, f"{event.iri} {name} {thing}", label, facts, time=event.time, time_of="event"
        )


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
