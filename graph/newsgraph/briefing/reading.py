"""Reads from a graph what a briefing is made from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.rdf.query import ask
from newsgraph.wording import MARKS

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution, Store

_STATEMENTS = """
SELECT ?statement ?text ?subject ?object ?relation ?relationText ?voice ?modality ?confidence ?cue ?source ?sourceLabel
    ?event ?article ?begin ?end ?sentence WHERE {
  WHICH
  ?statement a ng:Statement ; ng:text ?text ; rdf:subject ?subject ; rdf:predicate/rdfs:label ?relation ;
    ng:relationText ?relationText ; ng:reportedAs ?voice ; ng:modality ?modality ; ng:confidence ?confidence ;
    prov:wasDerivedFrom ?article ; ng:evidence ?evidence .
  ?evidence nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?sentence .
  OPTIONAL { ?statement rdf:object ?object }
  OPTIONAL { ?statement ng:cue ?cue }
  OPTIONAL { ?statement ng:saidBy ?source . ?source rdfs:label ?sourceLabel }
  OPTIONAL { ?statement ng:event ?event }
}"""
_SURE = """?graph ng:minConfidence ?least . ?statement ng:confidence ?sure FILTER(?sure >= ?least)"""
_NAMED = """
SELECT ?statement ?named WHERE {
  { ?statement ng:mentions ?named } UNION { ?statement ng:argument/rdf:value ?named } FILTER(isIRI(?named))
}"""
_EVENTS = """
SELECT ?event ?label ?time ?type ?article WHERE {
  { SELECT DISTINCT ?event { ?told ng:event ?event } }
  ?event a ng:Event ; rdfs:label ?label ; prov:wasDerivedFrom ?article .
  OPTIONAL { ?event sem:hasTimeStamp ?time }
  OPTIONAL { ?event a ?type FILTER(STRSTARTS(STR(?type), STR(ng:)) && ?type != ng:Event) }
}"""
_PARTS = """
SELECT ?event ?part ?is WHERE {
  { ?event sem:hasActor ?part BIND("actor" AS ?is) } UNION { ?event sem:hasPlace ?part BIND("place" AS ?is) }
}"""
_ENTITIES = """
SELECT ?entity ?label ?type ?role ?acts WHERE {
  VALUES ?type { ng:Person ng:Organization ng:Group ng:Place }
  ?entity a ?type ; rdfs:label ?label . FILTER NOT EXISTS { ?entity ng:generic true }
  OPTIONAL { ?entity ng:role ?role }
  BIND(EXISTS { ?entity a ng:Actor } AS ?acts)
}"""
_MENTIONS = """
SELECT ?entity ?article (COUNT(?mention) AS ?number) WHERE {
  ?mention itsrdf:taIdentRef ?entity ; nif:referenceContext ?article
} GROUP BY ?entity ?article"""
_ARTICLES = """
SELECT ?article ?id ?title ?date ?publisher ?url ?first WHERE {
  ?article a schema:NewsArticle ; rdfs:label ?id .
  OPTIONAL { ?article schema:headline ?title }
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article ng:reprintOf ?first }
}"""
_TIES = """
SELECT ?tie ?one ?tier ?kind ?denied WHERE {
  ?tie a ng:Contradiction ; ng:contradictory ?one ; ng:contradictionTier ?tier ; ng:contradictionKind ?kind .
  OPTIONAL { ?one ng:denies ?denied . ?tie ng:contradictory ?denied }
}"""

_SENTENCES = """
SELECT DISTINCT ?entity ?article ?begin ?end ?sentence WHERE {
  VALUES ?entity { WHICH }
  ?mention itsrdf:taIdentRef ?entity ; nif:superString ?span .
  ?span nif:referenceContext ?article ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?sentence .
}"""

Sentence = tuple[str, int, int, str]  # article, begin, end, text


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the graph has it; what it does not have is empty.

    `voice` and `modality` are in lower case; `named` are the IRIs of all that it speaks of; `marks` are what its text
    begins with that the sentence did not have ("planned"); `source` and `source_label` are who says so, `cue` the
    words that tell that somebody does.
    """

    iri: str
    text: str
    subject: str
    has_object: bool
    relation: str
    relation_text: str
    marks: tuple[str, ...]
    voice: str
    modality: str
    confidence: float
    cue: str
    source: str
    source_label: str
    event: str
    article: str
    begin: int
    end: int
    sentence: str
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Event:
    """An event that statements tell of: its label, time (EDTF or ""), type ("assault" or ""), parts and articles."""

    label: str
    time: str
    type: str
    actors: tuple[str, ...]
    places: tuple[str, ...]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or a place that is none of many, and how often each article mentions it."""

    label: str
    type: str
    roles: tuple[str, ...]
    acts: bool
    mentions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Article:
    """An article; `first` is the one whose report it prints, or itself. What is not known is empty."""

    title: str
    date: str
    publisher: str
    url: str
    first: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two statements that contradict each other; `denier` is the one that denies, or ""."""

    one: str
    other: str
    tier: str
    kind: str
    denier: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a graph says, by IRI, as far as a briefing needs it."""

    statements: tuple[Statement, ...]  # the sure ones (all, if asked for), in the order of the articles
    contradictory: Mapping[str, Statement]  # those that contradict others, however sure
    events: Mapping[str, Event]
    entities: Mapping[str, Entity]
    articles: Mapping[str, Article]
    ties: tuple[Tie, ...]


def read(store: "Store", *, unsure: bool = False) -> Known:
    """What a graph says, in a fixed order.

    Args:
        store: the graph.
        unsure: whether to read the statements that are not sure, too.
    """
    reader = _Reader(store)
    found = reader.statements("" if unsure else _SURE)
    ties = reader.ties()
    contradictory = _in_order(side for tie in ties for side in (tie.one, tie.other))
    these = f"VALUES ?statement {{ {' '.join(f'<{iri}>' for iri in contradictory)} }}"
    return Known(
        statements=tuple(sorted(found, key=lambda one: (one.article, one.begin, one.iri))),
        contradictory={one.iri: one for one in reader.statements(these)},
        events=reader.events(),
        entities=reader.entities(),
        articles=reader.articles(),
        ties=ties,
    )


def sentences_naming(store: "Store", nodes: Iterable[str]) -> dict[str, list[Sentence]]:
    """The sentences that mention each of some nodes, in order."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    these = " ".join(f"<{iri}>" for iri in nodes)
    for row in ask(store, _SENTENCES.replace("WHICH", these)).rows:
        place = _text(row, "article"), int(_text(row, "begin")), int(_text(row, "end")), _text(row, "sentence")
        found[_text(row, "entity")].append(place)
    return {iri: sorted(places) for iri, places in found.items()}


class _Reader:
    def __init__(self, store: "Store") -> None:
        self._store = store
        named: dict[str, set[str]] = defaultdict(set)
        for row in self._rows(_NAMED):
            named[_text(row, "statement")].add(_text(row, "named"))
        self._named = named

    def _rows(self, question: str) -> "list[QuerySolution]":
        return ask(self._store, question).rows

    def statements(self, which: str) -> list[Statement]:
        found = {}
        for row in self._rows(_STATEMENTS.replace("WHICH", which)):
            iri, event, text = (_text(row, name) for name in ("statement", "event", "text"))
            ends = {_text(row, "subject"), _text(row, "object") if _is_iri(row, "object") else "", event}
            found[iri] = Statement(
                iri=iri,
                text=text,
                subject=_text(row, "subject"),
                has_object=row["object"] is not None,
                relation=_text(row, "relation"),
                relation_text=_text(row, "relationText"),
                marks=_marks(text),
                voice=_name(row, "voice"),
                modality=_name(row, "modality"),
                confidence=float(_text(row, "confidence")),
                cue=_text(row, "cue"),
                source=_text(row, "source"),
                source_label=_text(row, "sourceLabel"),
                event=event,
                article=_text(row, "article"),
                begin=int(_text(row, "begin")),
                end=int(_text(row, "end")),
                sentence=_text(row, "sentence"),
                named=frozenset((ends | self._named.get(iri, set())) - {""}),
            )
        return list(found.values())

    def events(self) -> dict[str, Event]:
        parts: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self._rows(_PARTS):
            parts[_text(row, "event"), _text(row, "is")].append(_text(row, "part"))
        articles: dict[str, set[str]] = defaultdict(set)
        rows = self._rows(_EVENTS)
        for row in rows:
            articles[_text(row, "event")].add(_text(row, "article"))
        return {
            iri: Event(
                label=_text(row, "label"),
                time=_text(row, "time"),
                type=_name(row, "type"),
                actors=_in_order(parts[iri, "actor"]),
                places=_in_order(parts[iri, "place"]),
                articles=frozenset(articles[iri]),
            )
            for row in rows
            for iri in (_text(row, "event"),)
        }

    def entities(self) -> dict[str, Entity]:
        mentions: dict[str, dict[str, int]] = defaultdict(dict)
        for row in self._rows(_MENTIONS):
            mentions[_text(row, "entity")][_text(row, "article")] = int(_text(row, "number"))
        roles: dict[str, list[str]] = defaultdict(list)
        rows = self._rows(_ENTITIES)
        for row in rows:
            if row["role"] is not None:
                roles[_text(row, "entity")].append(_text(row, "role"))
        return {
            iri: Entity(
                label=_text(row, "label"),
                type=_name(row, "type"),
                roles=_in_order(roles[iri]),
                acts=_text(row, "acts") == "true",
                mentions=mentions[iri],
            )
            for row in rows
            for iri in (_text(row, "entity"),)
        }

    def articles(self) -> dict[str, Article]:
        return {
            iri: Article(
                title=_text(row, "title"),
                date=_text(row, "date"),
                publisher=_text(row, "publisher"),
                url=_text(row, "url"),
                first=_text(row, "first") or iri,
            )
            for row in self._rows(_ARTICLES)
            for iri in (_text(row, "article"),)
        }

    def ties(self) -> tuple[Tie, ...]:
        sides: dict[str, set[str]] = defaultdict(set)
        rows = self._rows(_TIES)
        deniers = {_text(row, "tie"): _text(row, "one") for row in rows if row["denied"] is not None}
        for row in rows:
            sides[_text(row, "tie")].add(_text(row, "one"))
        kinds = {_text(row, "tie"): (_text(row, "tier"), _text(row, "kind")) for row in rows}
        found = []
        for tie, both in sorted(sides.items()):
            if len(both) == 2:
                (one, other), (tier, kind) = sorted(both), kinds[tie]
                found.append(Tie(one, other, tier, kind, deniers.get(tie, "")))
        return tuple(found)


def _in_order(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found)))


def _marks(text: str) -> tuple[str, ...]:
    first, colon, _ = text.partition(": ")
    found = tuple(first.split(", ")) if colon else ()
    return found if set(found) <= MARKS else ()


def _text(row: "QuerySolution", name: str) -> str:
    value = row[name]
    return "" if value is None else str(value.value)


def _name(row: "QuerySolution", name: str) -> str:
    """The name of one of our terms, in lower case."""
    return _text(row, name).rpartition("#")[2].lower()


def _is_iri(row: "QuerySolution", name: str) -> bool:
    from pyoxigraph import NamedNode

    return isinstance(row[name], NamedNode)
