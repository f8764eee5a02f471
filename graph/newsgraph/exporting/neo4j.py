"""The graph as CSV with the headers that `neo4j-admin database import` reads (docs/neo4j.md says how).

A relationship that is named by a relation of the texts ("SHELL") is a fact: stated by an article in its own voice,
surely, and as lasting. All that is claimed, denied, planned, possible or unsure is a node, `:Statement`, that points at
whom it is about: it can be read as nothing else than what somebody says.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Store

from newsgraph.exporting.event_reports import EventReports
from newsgraph.exporting.material import Entity, Event, Material
from newsgraph.exporting.page import Page, Statement
from newsgraph.normalisation import lossless_slug
from newsgraph.plain_text import one_line

_HEADERS = {
    "entities.csv": (
        "iri:ID", "label", "names:string[]", "roles:string[]", "nationalities:string[]", "country", "place_kind",
        "latitude:double", "longitude:double", "placed_roughly:boolean", "generic:boolean", "same_as:string[]",
        "description", ":LABEL",
    ),
    "events.csv": ("iri:ID", "label", "type", "time", "reported:string[]", ":LABEL"),
    "articles.csv": ("iri:ID", "title", "published", "publisher", "authors:string[]", "url", "language", ":LABEL"),
    "topics.csv": ("iri:ID", "label", ":LABEL"),
    "statements.csv": (
        "iri:ID", "text", "relation", "relation_text", "object_text", "status", "polarity", "modality", "said_by",
        "cue", "quoted:boolean", "confidence:double", "sure:boolean", "fact:boolean", "doubts:string[]", "valid_from",
        "valid_until", "arguments:string[]", "argument_roles:string[]", "sentence", "begin:int", "end:int", ":LABEL",
    ),
    "facts.csv": (
        ":START_ID", ":END_ID", ":TYPE", "relation", "text", "status", "polarity", "modality", "confidence:double",
        "sure:boolean", "statement", "article", "sentence",
    ),
    "statement_links.csv": (":START_ID", ":END_ID", ":TYPE", "role"),
    "event_links.csv": (":START_ID", ":END_ID", ":TYPE", "reported:string[]", "stated:boolean"),
    "entity_links.csv": (":START_ID", ":END_ID", ":TYPE"),
    "article_links.csv": (":START_ID", ":END_ID", ":TYPE"),
}  # fmt: skip
_CLASSES = {"person": "Person", "organization": "Organization", "group": "Group", "place": "Place"}
_ROLES = {"other": "PARTICIPANT"}


def tables(store: Store) -> Iterator[tuple[str, bytes]]:
    """Ten files: five of nodes, five of relationships."""
    files = {name: _File(header) for name, header in _HEADERS.items()}
    material = Material(store)
    reports = EventReports(material)
    for page in material.pages():
        reports.read(page)
        _page(files, page, material)
    for event in material.events.values():
        _event(files, event, reports, stated=event.iri in material.stated_events)
    for entity in material.entities.values():
        _entity(files, entity, material)
    for article in material.articles.values():
        files["articles.csv"].add(
            article.iri, article.title, article.published, article.publisher, article.authors, article.url,
            article.language, "Article",
        )  # fmt: skip
        if article.reprint_of in material.articles:
            files["article_links.csv"].add(article.iri, article.reprint_of, "REPRINT_OF")
    for name, file in files.items():
        yield name, file.content()


def relationship_type(relation: str) -> str:
    """A relation as Neo4j's types of relationships are called: "withdraw from" is "WITHDRAW_FROM"."""
    return re.sub(r"\W+", "_", lossless_slug(relation)).strip("_").upper() or "RELATED_TO"


class _File:
    """Rows on their way into CSV as Neo4j reads it: lists joined by ";", no line breaks within a value."""

    def __init__(self, header: tuple[str, ...]) -> None:
        self._buffer = io.StringIO()
        self._csv = csv.writer(self._buffer, lineterminator="\n")
        self._csv.writerow(header)

    def add(self, *values: Any) -> None:
        self._csv.writerow(map(_cell, values))

    def content(self) -> bytes:
        return self._buffer.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ";".join(one_line(one).replace(";", ",") for one in value)
    return "" if value is None else one_line(str(value))


def _page(files: dict[str, _File], page: Page, material: Material) -> None:
    for iri, label in page.topics.items():
        files["topics.csv"].add(iri, label, "Topic")
    for statement in page.statements:
        _statement(files, statement, material)


def _statement(files: dict[str, _File], statement: Statement, material: Material) -> None:
    sentence = statement.sentence
    files["statements.csv"].add(
        statement.iri, statement.text, statement.relation_label, statement.relation_text,
        "" if statement.object else statement.object_label, statement.status, statement.polarity, statement.modality,
        statement.said_by_label, statement.cue, statement.quoted, statement.confidence, statement.sure, statement.fact,
        statement.doubts, statement.valid_from, statement.valid_until, tuple(one.text for one in statement.arguments),
        tuple(one.role for one in statement.arguments), sentence.text, sentence.begin, sentence.end, "Statement",
    )  # fmt: skip
    ends = [("SUBJECT", statement.subject, ""), ("OBJECT", statement.object, ""), ("SAID_BY", statement.said_by, "")]
    ends += [("ARGUMENT", one.value, one.role) for one in statement.arguments]
    ends += [("MENTIONS", one, "") for one in statement.mentions]
    ends += [("PART_OF", statement.event, ""), ("FROM", statement.article, "")]
    ends += [("CONTRADICTS", one, "") for one in material.contradicts(statement.iri)]
    ends += [("DENIES", one, "") for one in material.denies(statement.iri)]
    for way, end, role in ends:
        if end:
            files["statement_links.csv"].add(statement.iri, end, way, role)
    if statement.fact and statement.object:
        files["facts.csv"].add(
            statement.subject, statement.object, relationship_type(statement.relation_label), statement.relation_label,
            statement.text, statement.status, statement.polarity, statement.modality, statement.confidence,
            statement.sure, statement.iri, statement.article, sentence.text,
        )  # fmt: skip


def _event(files: dict[str, _File], event: Event, reports: EventReports, *, stated: bool) -> None:
    labels = (
        "Event",
        *([event.type.capitalize()] if event.type else []),
        *([] if stated else ["Unconfirmed"]),
    )
    files["events.csv"].add(event.iri, event.label, event.type, event.time, reports.of(event.iri), labels)
    ways = [(_ROLES.get(role, role.upper()), thing) for role, thing in event.parts]
    for way, thing in [*ways, *([("AT", event.place)] if event.place else [])]:
        known = reports.of_part(event.iri, thing), reports.is_stated(event.iri, thing)
        files["event_links.csv"].add(event.iri, thing, way, *known)


def _entity(files: dict[str, _File], entity: Entity, material: Material) -> None:
    labels = ["Entity", *([_CLASSES[entity.type]] if entity.type else []), *(["Actor"] if entity.acts else [])]
    files["entities.csv"].add(
        entity.iri, entity.label, entity.names, entity.roles, entity.nationalities, entity.country, entity.place_kind,
        entity.latitude, entity.longitude, entity.roughly, entity.generic, entity.elsewhere, entity.description,
        tuple(labels),
    )  # fmt: skip
    for way, target in (("IN", entity.within), ("STANDS_FOR", entity.stands_for)):
        if target in material.entities:
            files["entity_links.csv"].add(entity.iri, target, way)
