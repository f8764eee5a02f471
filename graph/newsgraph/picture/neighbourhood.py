"""A part of a graph: what is around one thing."""

from collections import defaultdict
from typing import TypeVar

import msgspec

from newsgraph.rdf.network import links
from newsgraph.rdf.tables import ArticleTable, Tables

Row = TypeVar("Row")


def neighbourhood(tables: Tables, around: str, steps: int) -> Tables:
    """All within some steps of a thing, whichever way these lead, with the sentences and articles it is read from.

    Statements, the parts that things play in events and what stands for what are steps; words that are a statement's
    object are one step farther than its subject. Which place lies in which is no step: by way of its country,
    everything would be around everything.

    Args:
        tables: those of the graph.
        around: the thing's IRI.
        steps: how many, at most.
    """
    inner, near = _reached(tables, around, steps)
    parts = [_part(table, inner, near) for table in tables.articles]
    read = {part.iri for part in parts if part.mentions or part.statements}
    read |= {article for thing in near for article in tables.articles_of.get(thing, ())}
    shared = tables.shared
    return Tables(
        msgspec.structs.replace(
            shared,
            entities=_of(shared.entities, near),
            events=_of(shared.events, near),
            topics=_of(shared.topics, near),
            articles=_of(shared.articles, read),
        ),
        (part for part in parts if part.iri in read),
        tables,
    )


def _reached(tables: Tables, around: str, steps: int) -> tuple[set[str], set[str]]:
    """The things less than so many steps away, and those that are no more."""
    ways: dict[str, set[str]] = defaultdict(set)
    pairs = [(one.subject, one.object) for table in tables.articles for one in table.statements if one.object]
    pairs += [(source, target) for source, target, kind, _ in links(tables) if kind != "containment"]
    for one, other in pairs:
        ways[one].add(other)
        ways[other].add(one)
    inner: set[str] = set()
    near = last = {around}
    for _ in range(steps):
        inner = near
        last = {other for thing in last for other in ways[thing]} - near
        near = near | last
    return inner, near


def _part(table: ArticleTable, inner: set[str], near: set[str]) -> ArticleTable:
    statements = tuple(
        one
        for one in table.statements
        if (one.subject in near and one.object in near) or (not one.object and one.subject in inner)
    )
    mentions = tuple(mention for mention in table.mentions if mention[0] in near)
    places = {(begin, end) for _, begin, end in mentions} | {(one.begin, one.end) for one in statements}
    sentences = {
        iri: (first, last, text)
        for iri, (first, last, text) in table.sentences.items()
        if any(first <= begin and end <= last for begin, end in places)
    }
    return msgspec.structs.replace(
        table,
        statements=statements,
        mentions=mentions,
        sentences=sentences,
        topics=_of(table.topics, near),
        events=_of(table.events, near),
    )


def _of(rows: dict[str, Row], wanted: set[str]) -> dict[str, Row]:
    return {iri: row for iri, row in rows.items() if iri in wanted}
