"""Reads a graph's tables from its quads."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from newsgraph.rdf.literals import value_of
from newsgraph.rdf.order import natural
from newsgraph.rdf.tables import (
    Argument,
    Article,
    ArticleTable,
    Entity,
    Event,
    Mention,
    SharedTable,
    Statement,
    Tables,
    Tie,
)
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

if TYPE_CHECKING:
    from pyoxigraph import Store

Blocks = Mapping[str, Mapping[str, Collection[str]]]  # what is said of subjects: objects by predicate

_TYPES = {node.value: name for name, node in (ENTITY_CLASSES | EVENT_TYPES).items()}
_GEONAMES = "https://sws.geonames.org/"
_CHARACTERS = re.compile(r"(.*)#char=(\d+),(\d+)")


def read(store: "Store") -> Tables:
    """The tables of a store."""
    shared = shared_table(store.quads_for_pattern(None, None, None, DefaultGraph()))
    if _is_regular(store):
        graphs = (store.quads_for_pattern(None, None, None, graph) for graph in store.named_graphs())
        return Tables(shared, (table for graph in graphs for table in article_tables(graph)))
    return Tables(shared_table(store), article_tables(store))


def _is_regular(store: "Store") -> bool:
    """Whether named graphs have statements and evidence alone, and these stand nowhere else."""
    default = DefaultGraph()
    evidence = (NG["Statement"], NG["Topic"], NG["Argument"], NIF["RFC5147String"])
    if any(next(store.quads_for_pattern(None, TYPE, one, default), None) for one in evidence):
        return False
    classes = (NG["Actor"], NG["Place"], NG["Event"], SCHEMA["NewsArticle"])
    shared = (quad for one in classes for quad in store.quads_for_pattern(None, TYPE, one, None))
    return all(quad.graph_name == default for quad in shared)


def article_tables(quads: Iterable[Quad]) -> list[ArticleTable]:
    """The tables of the articles in some graphs; of one named graph, the table of its article."""
    evidence = _Evidence()
    evidence.add_quads(quads)
    return evidence.tables()


def article_tables_of(blocks: Iterable[Blocks]) -> list[ArticleTable]:
    """The same, from what is said of subjects before it is written; all terms as N-Triples has them."""
    evidence = _Evidence()
    evidence.add_blocks(blocks)
    return evidence.tables()


def shared_table(quads: Iterable[Quad]) -> SharedTable:
    """What is known across articles, from the default graph."""
    shared = _Shared()
    shared.add_quads(quads)
    return shared.table()


def range_of(iri: str) -> tuple[str, int, int]:
    """The article and the characters of it that a piece of evidence is, by its IRI (RFC 5147)."""
    found = _CHARACTERS.fullmatch(iri)
    return (found[1], int(found[2]), int(found[3])) if found else ("", 0, 0)


class _Values:
    """The values that a graph gives to subjects by predicate: IRIs and words alone.

    Args:
        wanted: the predicates that are of use.
    """

    def __init__(self, wanted: Iterable[NamedNode]) -> None:
        self.columns: dict[str, dict[str, list[str]]] = {one.value: defaultdict(list) for one in wanted}
        self.words: set[str] = set()  # subjects of statements whose object is words

    def add_quads(self, quads: Iterable[Quad]) -> None:
        """Add what some quads say."""
        get, object_ = self.columns.get, RDF["object"].value
        for quad in quads:
            predicate = quad.predicate.value
            column = get(predicate)
            if column is None:
                continue
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                column[subject.value].append(value.value)
                if predicate == object_ and isinstance(value, Literal):
                    self.words.add(subject.value)

    def add_blocks(self, blocks: Iterable[Blocks]) -> None:
        """Add what is said of some subjects."""
        get, object_ = self.columns.get, RDF["object"].value
        for subject, said in chain.from_iterable(some.items() for some in blocks):
            iri = subject[1:-1]
            for term, objects in said.items():
                predicate = term[1:-1]
                column = get(predicate)
                if column is None:
                    continue
                column[iri] += map(value_of, objects)
                if predicate == object_ and any(one.startswith('"') for one in objects):
                    self.words.add(iri)

    def all(self, predicate: NamedNode) -> Callable[[str], tuple[str, ...]]:
        """What gives all values that a predicate gives to a subject, each once and in order."""
        get = self.columns[predicate.value].get

        def values(subject: str) -> tuple[str, ...]:
            found = get(subject)
            if found is None:
                return ()
            return (found[0],) if len(found) == 1 else tuple(sorted(set(found)))

        return values

    def one(self, predicate: NamedNode) -> Callable[[str], str]:
        """What gives the first of these values, "" where there is none."""
        get = self.columns[predicate.value].get

        def value(subject: str) -> str:
            found = get(subject)
            return "" if found is None else found[0] if len(found) == 1 else min(found)

        return value

    def by_class(self, *classes: NamedNode) -> list[set[str]]:
        """The subjects of each of some classes."""
        found: dict[str, set[str]] = {one.value: set() for one in classes}
        for subject, values in self.columns[TYPE.value].items():
            for value in values:
                if value in found:
                    found[value].add(subject)
        return list(found.values())


class _Evidence(_Values):
    """What articles' graphs say: statements, and the evidence."""

    _WANTED = (
        TYPE, LABEL, RDF["subject"], RDF["predicate"], RDF["object"], RDF["value"], NIF["anchorOf"],
        ITSRDF["taIdentRef"], PROV["wasDerivedFrom"],
        *(NG[name] for name in (
            "text", "relationText", "argument", "argumentRole", "argumentText", "mentions", "event", "polarity",
            "modality", "reportedAs", "saidBy", "cue", "quoted", "validFrom", "validUntil", "confidence", "doubt",
            "evidence",
        )),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(self._WANTED)

    def tables(self) -> list[ArticleTable]:
        """The table of each article, in order."""
        statements, sentences, topics = self.by_class(NG["Statement"], NIF["Sentence"], NG["Topic"])
        parts: dict[str, _Parts] = defaultdict(_Parts)
        statement = self._statements()
        for iri in sorted(statements):
            found = statement(iri)
            parts[found.article].statements.append(found)
        text = self.one(NIF["anchorOf"])
        for iri in sorted(sentences):
            article, begin, end = range_of(iri)
            parts[article].sentences[iri] = begin, end, text(iri)
        for iri, things in self.columns[ITSRDF["taIdentRef"].value].items():
            article, begin, end = range_of(iri)
            parts[article].mentions.update((thing, begin, end) for thing in things)
        voices = self.all(NG["reportedAs"])
        for iri, articles in self.columns[PROV["wasDerivedFrom"].value].items():
            if iri not in statements:
                for article in articles:
                    parts[article].events[iri] = tuple(map(name_of, voices(iri)))
        label = self.one(LABEL)
        for part in parts.values() if len(parts) == 1 else ():  # of several, nobody knows whose they are
            part.topics = {iri: label(iri) for iri in sorted(topics)}
        return [part.table(iri) for iri, part in sorted(parts.items())]

    def _statements(self) -> Callable[[str], Statement]:
        """What makes a statement of what is said of its IRI."""
        one, each = self.one, self.all
        article, evidence, event = one(PROV["wasDerivedFrom"]), one(NG["evidence"]), one(NG["event"])
        subject, predicate, object_ = (one(RDF[name]) for name in ("subject", "predicate", "object"))
        text, relation_text, confidence = (one(NG[name]) for name in ("text", "relationText", "confidence"))
        polarity, modality, voice = (one(NG[name]) for name in ("polarity", "modality", "reportedAs"))
        said_by, cue, quoted = (one(NG[name]) for name in ("saidBy", "cue", "quoted"))
        since, until = one(NG["validFrom"]), one(NG["validUntil"])
        arguments, mentions, doubts = (each(NG[name]) for name in ("argument", "mentions", "doubt"))
        role, words, value = one(NG["argumentRole"]), one(NG["argumentText"]), one(RDF["value"])

        def statement(iri: str) -> Statement:
            _, begin, end = range_of(evidence(iri))
            told, is_words = object_(iri), iri in self.words
            return Statement(
                iri=iri,
                article=article(iri),
                begin=begin,
                end=end,
                subject=subject(iri),
                predicate=predicate(iri),
                object="" if is_words else told,
                words=told if is_words else "",
                text=text(iri),
                relation_text=relation_text(iri),
                polarity=name_of(polarity(iri)),
                modality=name_of(modality(iri)),
                voice=name_of(voice(iri)),
                said_by=said_by(iri),
                cue=cue(iri),
                quoted=quoted(iri) == "true",
                confidence=float(confidence(iri) or 1),
                valid_from=since(iri),
                valid_until=until(iri),
                event=event(iri),
                arguments=tuple(Argument(role(a), words(a), value(a)) for a in sorted(arguments(iri), key=natural)),
                mentions=mentions(iri),
                doubts=doubts(iri),
            )

        return statement


class _Parts:
    """What belongs to one article."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.sentences: dict[str, tuple[int, int, str]] = {}
        self.mentions: set[Mention] = set()
        self.events: dict[str, tuple[str, ...]] = {}
        self.topics: dict[str, str] = {}

    def table(self, iri: str) -> ArticleTable:
        statements, mentions = tuple(self.statements), tuple(sorted(self.mentions))
        return ArticleTable(iri, statements, self.sentences, mentions, self.topics, dict(sorted(self.events.items())))


class _Shared(_Values):
    """What is known across articles."""

    _WANTED = (
        TYPE, LABEL, SKOS["altLabel"], OWL["sameAs"], WGS84["lat"], WGS84["long"], SEM["hasTimeStamp"], SEM["hasActor"],
        SEM["hasPlace"], *ROLES.values(), NIF["isString"],
        *(SCHEMA[name] for name in (
            "addressCountry", "containedInPlace", "headline", "datePublished", "url", "publisher",
        )),
        *(NG[name] for name in (
            "generic", "role", "nationality", "placeKind", "placedRoughly", "standsFor", "reprintOf", "contradicts",
            "denies", "contradictory", "contradictionKind", "contradictionTier", "minConfidence",
        )),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(self._WANTED)

    def table(self) -> SharedTable:
        """The table, all in order."""
        classes = (NG[name] for name in ("Actor", "Place", "Event", "Topic", "Relation", "Contradiction"))
        actors, places, events, topics, relations, ties = self.by_class(*classes)
        articles, datasets = self.by_class(SCHEMA["NewsArticle"], VOID["Dataset"])
        label, least = self.one(LABEL), self.one(NG["minConfidence"])
        entity, event, article = self._entities(), self._events(), self._articles()
        contradicts, denies, sides = (self.all(NG[name]) for name in ("contradicts", "denies", "contradictory"))
        kind, tier = self.one(NG["contradictionKind"]), self.one(NG["contradictionTier"])
        return SharedTable(
            entities={iri: entity(iri, iri in places, iri in actors) for iri in sorted(actors | places)},
            events={iri: event(iri) for iri in sorted(events - actors - places)},
            topics={iri: label(iri) for iri in sorted(topics - actors - places - events)},
            articles={iri: article(iri) for iri in sorted(articles)},
            relations={iri: label(iri) for iri in sorted(relations)},
            contradicts={iri: contradicts(iri) for iri in sorted(self.columns[NG["contradicts"].value])},
            denies={iri: denies(iri) for iri in sorted(self.columns[NG["denies"].value])},
            ties={iri: Tie(sides(iri), kind(iri), tier(iri)) for iri in sorted(ties)},
            min_confidence=max((float(least(iri) or 0) for iri in datasets), default=0.0),
        )

    def _entities(self) -> Callable[[str, bool, bool], Entity]:
        one, each = self.one, self.all
        classes, label, names, generic = each(TYPE), one(LABEL), each(SKOS["altLabel"]), one(NG["generic"])
        roles, nationalities, same = each(NG["role"]), each(NG["nationality"]), each(OWL["sameAs"])
        country, kind, roughly = one(SCHEMA["addressCountry"]), one(NG["placeKind"]), one(NG["placedRoughly"])
        latitude, longitude = one(WGS84["lat"]), one(WGS84["long"])
        inside, stands_for = each(SCHEMA["containedInPlace"]), each(NG["standsFor"])

        def entity(iri: str, is_place: bool, acts: bool) -> Entity:
            is_located = bool(latitude(iri))
            return Entity(
                label=label(iri),
                type=_type_of(classes(iri)),
                is_place=is_place,
                acts=acts,
                generic=generic(iri) == "true",
                names=names(iri),
                roles=roles(iri),
                nationalities=nationalities(iri),
                geonames=next((one for one in same(iri) if one.startswith(_GEONAMES)), ""),
                country=country(iri),
                place_kind=kind(iri),
                roughly=roughly(iri) == "true",
                latitude=float(latitude(iri)) if is_located else None,
                longitude=float(longitude(iri)) if is_located else None,
                contained_in=inside(iri) if is_place else (),
                stands_for=stands_for(iri) if acts else (),
            )

        return entity

    def _events(self) -> Callable[[str], Event]:
        classes, label, names = self.all(TYPE), self.one(LABEL), self.all(SKOS["altLabel"])
        time, actors, places = self.one(SEM["hasTimeStamp"]), self.all(SEM["hasActor"]), self.all(SEM["hasPlace"])
        roles = [(name_of(role.value), self.all(role)) for role in ROLES.values()]

        def event(iri: str) -> Event:
            parts = tuple((role, thing) for role, things in roles for thing in things(iri))
            return Event(label(iri), _type_of(classes(iri)), time(iri), names(iri), parts, actors(iri), places(iri))

        return event

    def _articles(self) -> Callable[[str], Article]:
        label, title, text = self.one(LABEL), self.one(SCHEMA["headline"]), self.one(NIF["isString"])
        date, url, publisher = (self.one(SCHEMA[name]) for name in ("datePublished", "url", "publisher"))
        reprint_of = self.one(NG["reprintOf"])

        def article(iri: str) -> Article:
            known = label(iri), title(iri), date(iri), url(iri), publisher(iri)
            return Article(*known, reprint_of(iri), text(iri))

        return article


def _type_of(classes: Iterable[str]) -> str:
    return next((_TYPES[name] for name in classes if name in _TYPES), "")


def name_of(iri: str) -> str:
    """The name of one of our terms, in lower case."""
    return iri.rpartition("#")[2].lower()
