"""The graph as a network: what pictures are drawn from and GraphML, GEXF and tables are written from."""

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Store

from newsgraph.rdf.order import natural
from newsgraph.rdf.vocabulary import (
    ENTITY_CLASSES,
    EVENT_TYPES,
    ITSRDF,
    LABEL,
    NG,
    NIF,
    OWL,
    PROV,
    RDF,
    ROLES,
    SCHEMA,
    SEM,
    SKOS,
    TYPE,
    VOID,
    WGS84,
)
from newsgraph.wording import MARKS

if TYPE_CHECKING:
    import networkx as nx

_TYPES = {node.value: name for name, node in (ENTITY_CLASSES | EVENT_TYPES).items()}
_GEONAMES = "https://sws.geonames.org/"
_KINDS = (("Place", "place"), ("Actor", "actor"), ("Event", "event"), ("Topic", "topic"))


def network(store: Store) -> "nx.MultiDiGraph[str]":
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
    import networkx as nx

    reader = _Reader(store)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri in reader.members_of("Actor", "Place", "Event", "Topic"):
        graph.add_node(iri, **reader.node(iri))
    for iri in reader.members_of("Statement"):
        edge = reader.statement(iri)
        object_ = reader.one(iri, RDF["object"])
        target = object_
        if iri in reader.texts or not object_:
            target = f"{iri}-object"
            graph.add_node(target, **_text(object_ or " ".join(edge["arguments"]), edge["article"]))
        edge["object"] = object_ if target != object_ else reader.one(object_, LABEL)
        graph.add_edge(reader.one(iri, RDF["subject"]), target, key=iri, **edge)
    for source, target, kind, name in reader.links():
        graph.add_edge(source, target, key=f"{source} {name} {target}", kind=kind, relation=name)
    graph.graph.update(articles=reader.articles_known(), sentences=reader.sentences(), mentions=reader.mentions())
    graph.graph["min_confidence"] = reader.min_confidence
    return graph


def _text(label: str, article: str) -> dict[str, Any]:
    """A node for words that are the object of one statement."""
    known = {"names": (), "iri": "", "acts": False, "articles": (article,)}
    return {"kind": "text", "type": "", "label": label, **known}


class _Reader:
    """All that the network needs of a graph, by subject and predicate."""

    def __init__(self, store: Store) -> None:
        self.values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.members: dict[str, list[str]] = defaultdict(list)
        self.texts: set[str] = set()  # statements whose object is a text
        type_, object_ = TYPE.value, RDF["object"].value
        for quad in store:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                predicate = quad.predicate.value
                self.values[subject.value][predicate].append(value.value)
                if predicate == type_:
                    self.members[value.value].append(subject.value)
                elif predicate == object_ and isinstance(value, Literal):
                    self.texts.add(subject.value)
        self.articles: dict[str, set[str]] = defaultdict(set)  # those that speak of a thing or event
        for values in self.values.values():
            articles = [
                a for way in (NIF["referenceContext"], PROV["wasDerivedFrom"]) for a in values.get(way.value, ())
            ]
            for way in (ITSRDF["taIdentRef"], RDF["subject"], RDF["object"], NG["saidBy"]):
                for thing in values.get(way.value, ()):
                    self.articles[thing].update(articles)

    @cached_property
    def min_confidence(self) -> float:
        """How sure a statement has to be to stand as a fact; 0 where the graph does not say."""
        datasets = self.members[VOID["Dataset"].value]
        return max((float(self.one(iri, NG["minConfidence"]) or 0) for iri in datasets), default=0.0)

    def members_of(self, *classes: str) -> list[str]:
        """All that is of one of our classes, in order."""
        return sorted({iri for name in classes for iri in self.members[NG[name].value]})

    def all(self, iri: str, predicate: NamedNode) -> tuple[str, ...]:
        return tuple(sorted(set(self.values[iri].get(predicate.value, ()))))

    def one(self, iri: str, predicate: NamedNode) -> str:
        return next(iter(self.all(iri, predicate)), "")

    def node(self, iri: str) -> dict[str, Any]:
        classes = self.all(iri, TYPE)
        node: dict[str, Any] = {
            "kind": next(kind for name, kind in _KINDS if NG[name].value in classes),
            "type": next((_TYPES[name] for name in classes if name in _TYPES), ""),
            "label": self.one(iri, LABEL),
            "names": self.all(iri, SKOS["altLabel"]),
            "iri": iri,
            "acts": NG["Actor"].value in classes,
            "articles": tuple(sorted(self.articles[iri])),
        }
        if self.one(iri, NG["generic"]) == "true":  # "people", of whom there is no more to be told than of a topic
            node["kind"], node["acts"] = "topic", False
        elif node["kind"] == "event":
            node["time"] = self.one(iri, SEM["hasTimeStamp"])
            node["reported"] = tuple(map(_name, self.all(iri, NG["reportedAs"])))
        elif node["kind"] != "topic":
            node["roles"] = self.all(iri, NG["role"])
            node["nationalities"] = self.all(iri, NG["nationality"])
            node["geonames"] = next((one for one in self.all(iri, OWL["sameAs"]) if one.startswith(_GEONAMES)), "")
            node["country"] = self.one(iri, SCHEMA["addressCountry"])
            node["place_kind"] = self.one(iri, NG["placeKind"])
            node["roughly"] = self.one(iri, NG["placedRoughly"]) == "true"
            if self.one(iri, WGS84["lat"]):
                node["latitude"] = float(self.one(iri, WGS84["lat"]))
                node["longitude"] = float(self.one(iri, WGS84["long"]))
        return node

    def article(self, iri: str) -> dict[str, str]:
        return {
            "title": self.one(iri, LABEL),
            "date": self.one(iri, SCHEMA["datePublished"]),
            "url": self.one(iri, SCHEMA["url"]),
        }

    def articles_known(self) -> dict[str, dict[str, str]]:
        return {
            iri: {
                **self.article(iri),
                "publisher": self.one(iri, SCHEMA["publisher"]),
                "reprint_of": self.one(iri, NG["reprintOf"]),
                "text": self.one(iri, NIF["isString"]),
            }
            for iri in sorted(self.members[SCHEMA["NewsArticle"].value])
        }

    def sentences(self) -> dict[str, dict[str, Any]]:
        found = {}
        for iri in sorted(set(self.members[NIF["Sentence"].value])):
            article, begin, end = self.range(iri)
            found[iri] = {"article": article, "begin": begin, "end": end, "text": self.one(iri, NIF["anchorOf"])}
        return found

    def mentions(self) -> dict[str, tuple[tuple[str, int, int], ...]]:
        found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for iri, values in self.values.items():
            for thing in values.get(ITSRDF["taIdentRef"].value, ()):
                found[thing].append(self.range(iri))
        return {thing: tuple(sorted(set(found[thing]))) for thing in sorted(found)}

    def range(self, iri: str) -> tuple[str, int, int]:
        """The article and the characters of it that a piece of evidence is."""
        begin, end = (int(self.one(iri, NIF[name])) for name in ("beginIndex", "endIndex"))
        return self.one(iri, NIF["referenceContext"]), begin, end

    def statement(self, iri: str) -> dict[str, Any]:
        predicate, article = self.one(iri, RDF["predicate"]), self.one(iri, PROV["wasDerivedFrom"])
        speaker, evidence = self.one(iri, NG["saidBy"]), self.one(iri, NG["evidence"])
        arguments = sorted(self.all(iri, NG["argument"]), key=natural)
        confidence = float(self.one(iri, NG["confidence"]) or 1)
        return {
            "kind": "statement",
            "text": self.one(iri, NG["text"]),
            "relation": self.one(predicate, LABEL),
            "relation_text": self.one(iri, NG["relationText"]),
            "marks": self.marks(iri),
            "arguments": tuple(self.one(argument, NG["argumentText"]) for argument in arguments),
            "argument_roles": tuple(self.one(argument, NG["argumentRole"]) for argument in arguments),
            "argument_values": tuple(self.one(argument, RDF["value"]) for argument in arguments),
            "mentions": self.all(iri, NG["mentions"]),
            "confidence": confidence,
            "sure": confidence >= self.min_confidence,
            "doubts": self.all(iri, NG["doubt"]),
            "valid_from": self.one(iri, NG["validFrom"]),
            "valid_until": self.one(iri, NG["validUntil"]),
            "polarity": _name(self.one(iri, NG["polarity"])),
            "modality": _name(self.one(iri, NG["modality"])),
            "voice": _name(self.one(iri, NG["reportedAs"])),
            "said_by": speaker,
            "said_by_label": self.one(speaker, LABEL),
            "cue": self.one(iri, NG["cue"]),
            "quoted": self.one(iri, NG["quoted"]) == "true",
            "event": self.one(iri, NG["event"]),
            **self.contradictions(iri),
            "article": article,
            **{f"article_{name}": value for name, value in self.article(article).items()},
            "sentence": self.one(evidence, NIF["anchorOf"]),
            "begin": int(self.one(evidence, NIF["beginIndex"])),
            "end": int(self.one(evidence, NIF["endIndex"])),
            "statement": iri,
            "predicate": predicate,
        }

    @cached_property
    def _ties(self) -> dict[frozenset[str], tuple[str, str]]:
        """The kind and the tier of the contradiction between two statements."""
        return {
            frozenset(self.all(tie, NG["contradictory"])): (
                self.one(tie, NG["contradictionKind"]),
                self.one(tie, NG["contradictionTier"]),
            )
            for tie in self.members[NG["Contradiction"].value]
        }

    def contradictions(self, iri: str) -> dict[str, tuple[str, ...]]:
        """What a statement contradicts, how, and how surely."""
        others = self.all(iri, NG["contradicts"])
        ties = [self._ties.get(frozenset((iri, other)), ("negation", "contested")) for other in others]
        return {
            "contradicts": others,
            "contradiction_kinds": tuple(kind for kind, _ in ties),
            "contradiction_tiers": tuple(tier for _, tier in ties),
            "denies": self.all(iri, NG["denies"]),
        }

    def marks(self, iri: str) -> tuple[str, ...]:
        """What a statement's wording begins with, as its words don't show it: "denied: …"."""
        first, colon, _ = self.one(iri, NG["text"]).partition(": ")
        found = tuple(first.split(", ")) if colon else ()
        return found if set(found) <= MARKS else ()

    def links(self) -> list[tuple[str, str, str, str]]:
        """Which things play which part in which events, where these are, and which place lies in which."""
        ways = [("Event", role, "role", _name(role.value)) for role in ROLES.values()]
        ways.append(("Event", SEM["hasPlace"], "place", "place"))
        ways.append(("Place", SCHEMA["containedInPlace"], "containment", "in"))
        ways.append(("Actor", NG["standsFor"], "standing", "stands for"))
        return sorted(
            (source, target, kind, name)
            for class_, predicate, kind, name in ways
            for source in self.members_of(class_)
            for target in self.all(source, predicate)
        )


def _name(iri: str) -> str:
    """The name of one of our terms, in lower case."""
    return iri.rpartition("#")[2].lower()
