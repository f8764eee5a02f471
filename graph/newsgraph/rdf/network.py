"""The graph as a network: what GraphML, GEXF and tables are written from, and people's own programs ask."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newsgraph.rdf.table_reading import read
from newsgraph.rdf.tables import Entity, Statement, Tables
from newsgraph.wording import marks_of

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store


def network(store: "Store") -> "nx.MultiDiGraph[str]":
    """Entities and events as nodes, statements and the parts that entities play in events as edges, in a fixed order.

    A node is known by its IRI (a text that is a statement's object: the statement's IRI and "-object") and has

    - kind: "actor", "place", "event", "topic" (neither of these, named by one article; or any of many: "people"), or
      "text" (where a statement has no object: its arguments);
    - type: "person", "organization", "group", "place", one of the 16 PLOVER types in lower case, or "";
    - label: its best name; names: the others, a tuple; iri: "" for a text; acts: whether it is an actor;
    - for actors and places: roles and nationalities, tuples; geonames: an IRI or ""; country: an ISO 3166-1 code or "";
      place_kind: "city", "country", …, or ""; latitude and longitude in degrees, both missing where they are not known;
      roughly (whether these are only those of a town that it is named after or with);
    - for events: time, as written in the graph, or ""; reported: a tuple of "stated", "claimed", "denied", "envisaged";
    - articles: the IRIs of the articles that speak of it, a tuple.

    An edge has kind and relation, its label:

    - kind "statement" (subject → object; key: the statement's IRI):
      - text (the statement as a reader reads it), relation_text (the relation in the sentence's own words), marks (what
        these don't show of it: "denied", "planned", …; a tuple), object (what it is called, "" where there is none);
      - arguments, argument_roles, argument_values: tuples of one length, of words, of roles, of the IRIs of the actors,
        places and events that they are ("" for others); mentions: IRIs of actors and places within it, a tuple;
      - polarity, modality, voice ("stated", "claimed", "denied" or "envisaged"), said_by (IRI) and said_by_label (""
        where nobody else vouches for it or the source is hidden), cue ("" where the article itself vouches for it),
        quoted, confidence (from 0 to 1), sure (whether that is the graph's `min_confidence` or more), doubts (why it is
        not: "reading", "who", …, a tuple), valid_from and valid_until ("" where the text does not say), event (IRI or
        ""), contradicts (IRIs of statements, a tuple),
        contradiction_kinds and contradiction_tiers (tuples of the same length: "denial", "negation", "antonym" or
        "value"; "contested" or "possibly contested"), denies (IRIs of those of them that it denies, a tuple);
      - article, article_title, article_date, article_url, and the evidence: sentence, begin, end (characters of the
        article's text, end exclusive); statement: its own IRI; predicate: that of the relation;
    - kind "role" (event → entity): relation is "agent", "patient", "recipient", "instrument" or "participant";
    - kind "place" (event → place): relation is "place";
    - kind "containment" (place → place): relation is "in";
    - kind "standing" (actor or place → place): relation is "stands for".

    Places without any edge are not left out. The network's own attributes (`network.graph`) are

    - articles: title, date, url, publisher, reprint_of (the IRI of the article whose report it prints, or "") and text
      of each article, by its IRI;
    - sentences: article, begin, end and text of each sentence that statements and events were read from, by its IRI;
    - mentions: for each entity and event (by IRI) where the articles speak of it: article, begin and end;
    - min_confidence: how sure a statement has to be to stand as a fact.
    """
    return network_of(read(store))


def network_of(tables: Tables) -> "nx.MultiDiGraph[str]":
    """The same network, from a graph's tables."""
    import networkx as nx

    maker = _Maker(tables)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(sorted(maker.nodes(), key=lambda node: node[0]))
    statements = (one for article in tables.articles for one in article.statements)
    for statement in sorted(statements, key=lambda one: one.iri):
        edge = maker.statement(statement)
        target = statement.object
        if not target:
            target = f"{statement.iri}-object"
            graph.add_node(target, **_text(statement.words or " ".join(edge["arguments"]), statement.article))
        graph.add_edge(statement.subject, target, key=statement.iri, **edge)
    for source, target, kind, name in sorted(links(tables)):
        graph.add_edge(source, target, key=f"{source} {name} {target}", kind=kind, relation=name)
    graph.graph.update(articles=maker.articles(), sentences=maker.sentences(), mentions=maker.mentions())
    graph.graph["min_confidence"] = tables.shared.min_confidence
    return graph


def links(tables: Tables) -> Iterator[tuple[str, str, str, str]]:
    """Which things play which part in which events, where these are, and which place lies in which: no order."""
    for iri, event in tables.shared.events.items():
        yield from ((iri, thing, "role", role) for role, thing in event.parts)
        yield from ((iri, place, "place", "place") for place in event.places)
    for iri, entity in tables.shared.entities.items():
        yield from ((iri, place, "containment", "in") for place in entity.contained_in)
        yield from ((iri, place, "standing", "stands for") for place in entity.stands_for)


def _text(label: str, article: str) -> dict[str, Any]:
    """A node for words that are the object of one statement."""
    known = {"names": (), "iri": "", "acts": False, "articles": (article,)}
    return {"kind": "text", "type": "", "label": label, **known}


class _Maker:
    """Makes nodes and edges of rows."""

    def __init__(self, tables: Tables) -> None:
        self.tables, self.shared = tables, tables.shared
        self.labels = tables.labels
        self.texts = {iri: text for one in tables.articles for iri, (_, _, text) in one.sentences.items()}

    def nodes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """All nodes but texts."""
        for iri, entity in self.shared.entities.items():
            kind = "place" if entity.is_place else "actor"
            node = self._node(iri, kind, entity.type, entity.label, entity.names, acts=entity.acts)
            yield iri, {**node, "kind": "topic", "acts": False} if entity.generic else node | _known(entity)
        for iri, event in self.shared.events.items():
            node = self._node(iri, "event", event.type, event.label, event.names)
            yield iri, {**node, "time": event.time, "reported": self.tables.reported.get(iri, ())}
        for iri, label in self.tables.topics:
            yield iri, self._node(iri, "topic", "", label, ())

    def _node(
        self, iri: str, kind: str, type_: str, label: str, names: tuple[str, ...], *, acts: bool = False
    ) -> dict[str, Any]:
        articles = tuple(sorted(self.tables.articles_of.get(iri, ())))
        called = {"kind": kind, "type": type_, "label": label, "names": names}
        return {**called, "iri": iri, "acts": acts, "articles": articles}

    def statement(self, one: Statement) -> dict[str, Any]:
        """What an edge knows of a statement."""
        article = self.shared.articles.get(one.article)
        others = self.shared.contradicts.get(one.iri, ())
        ways = [self.tables.tie(one.iri, other) for other in others]
        return {
            "kind": "statement",
            "text": one.text,
            "relation": self.shared.relations.get(one.predicate, ""),
            "relation_text": one.relation_text,
            "marks": marks_of(one.text),
            "arguments": tuple(argument.text for argument in one.arguments),
            "argument_roles": tuple(argument.role for argument in one.arguments),
            "argument_values": tuple(argument.value for argument in one.arguments),
            "mentions": one.mentions,
            "confidence": one.confidence,
            "sure": one.confidence >= self.shared.min_confidence,
            "doubts": one.doubts,
            "valid_from": one.valid_from,
            "valid_until": one.valid_until,
            "polarity": one.polarity,
            "modality": one.modality,
            "voice": one.voice,
            "said_by": one.said_by,
            "said_by_label": self.labels.get(one.said_by, ""),
            "cue": one.cue,
            "quoted": one.quoted,
            "event": one.event,
            "contradicts": others,
            "contradiction_kinds": tuple(kind for kind, _ in ways),
            "contradiction_tiers": tuple(tier for _, tier in ways),
            "denies": self.shared.denies.get(one.iri, ()),
            "article": one.article,
            "article_title": article.label if article else "",
            "article_date": article.date if article else "",
            "article_url": article.url if article else "",
            "sentence": self.texts.get(one.evidence, ""),
            "begin": one.begin,
            "end": one.end,
            "statement": one.iri,
            "predicate": one.predicate,
            "object": self.labels.get(one.object, "") if one.object else one.words,
        }

    def articles(self) -> dict[str, dict[str, str]]:
        """What is known of each article."""
        return {
            iri: {
                "title": one.label,
                "date": one.date,
                "url": one.url,
                "publisher": one.publisher,
                "reprint_of": one.reprint_of,
                "text": one.text,
            }
            for iri, one in self.shared.articles.items()
        }

    def sentences(self) -> dict[str, dict[str, Any]]:
        """All sentences, in the order of their IRIs."""
        found = {
            iri: {"article": table.iri, "begin": begin, "end": end, "text": text}
            for table in self.tables.articles
            for iri, (begin, end, text) in table.sentences.items()
        }
        return dict(sorted(found.items()))

    def mentions(self) -> dict[str, tuple[tuple[str, int, int], ...]]:
        """Where the articles speak of each thing."""
        found: dict[str, list[tuple[str, int, int]]] = {}
        for table in self.tables.articles:
            for thing, begin, end in table.mentions:
                found.setdefault(thing, []).append((table.iri, begin, end))
        return {thing: tuple(places) for thing, places in sorted(found.items())}


def _known(entity: Entity) -> dict[str, Any]:
    """What is known of an actor or a place alone."""
    known = {name: getattr(entity, name) for name in ("roles", "nationalities", "geonames", "country", "place_kind")}
    known["roughly"] = entity.roughly
    if entity.latitude is not None:
        known |= {"latitude": entity.latitude, "longitude": entity.longitude}
    return known
