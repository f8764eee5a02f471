"""Records and identities as RDF quads; the graph model says what belongs where and why.

Things, events and facts stand in the default graph; the statements and the evidence of an article in its own.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import DefaultGraph, NamedNode, Quad

from newsgraph.rdf import literals
from newsgraph.rdf.article_graph import ArticleGraph, Fact, Pair, described, thing_iri
from newsgraph.rdf.iris import BASE, Iris, relation, web_address
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
from newsgraph.record import ArticleInfo, Record
from newsgraph.resolution.identities import Entity, Event, Identities


def quads(
    records: Sequence[Record], identities: Identities, texts: Mapping[str, str], base_iri: str = BASE
) -> Iterator[Quad]:
    """The graph of some records, the same whatever their order.

    Args:
        records: what was read, one for each article.
        identities: who is who in these records.
        texts: each article's text by the article's id; the offsets of its record count in it.
        base_iri: what the IRIs of things, events and articles begin with.

    Raises:
        ValueError: `base_iri` is no IRI that others can begin with, or a text is not the one that was read.
        KeyError: the text of an article is missing.
    """
    iris = Iris(base_iri)
    in_order = sorted(records, key=lambda record: record.article.id)
    default = DefaultGraph()
    facts: dict[Fact, None] = {}
    relations: dict[NamedNode, str] = {}

    yield from described(iris.dataset, default, _dataset(iris))
    yield from _things(in_order, identities, iris)
    slugs = {thing.slug: thing_iri(thing, iris) for thing in identities.entities}
    for happening in sorted(identities.events, key=lambda happening: happening.slug):
        pairs = [*_happening(happening, slugs), *_former(happening.superseded, iris)]
        yield from described(iris.of("event", happening.slug), default, pairs)
    for record in in_order:
        yield from described(iris.of("article", record.article.id), default, _article(record.article))
    for record in in_order:
        page = ArticleGraph(record, _text(record.article, texts), identities, iris)
        yield from dict.fromkeys(page.quads())
        facts.update(dict.fromkeys(page.facts()))
        for triple in record.triples:
            predicate, label = relation(triple.relation.label), triple.relation.label
            relations[predicate] = min(label, relations.get(predicate, label))
    for predicate, label in sorted(relations.items(), key=lambda item: item[0].value):
        yield from described(
            predicate, default, [(TYPE, NG["Relation"]), (TYPE, RDF["Property"]), (LABEL, literals.text(label))]
        )
    for subject, predicate, object_ in facts:
        yield Quad(subject, predicate, object_, default)
    yield from _contradictions(in_order, identities, iris)


def _text(article: ArticleInfo, texts: Mapping[str, str]) -> str:
    text = texts[article.id]
    if hashlib.sha256(text.encode()).hexdigest() != article.text_sha256:
        raise ValueError(f"the text of {article.id!r} is not the one that its record was read from")
    return text


def _dataset(iris: Iris) -> Iterator[Pair]:
    yield TYPE, VOID["Dataset"]
    yield VOID["uriSpace"], literals.plain(iris.base)
    yield DCTERMS["conformsTo"], NamedNode(NG.rstrip("#"))


def _things(records: Sequence[Record], identities: Identities, iris: Iris) -> Iterator[Quad]:
    entities = {(record.article.id, entity.id): entity for record in records for entity in record.entities}
    places = {thing.slug: thing_iri(thing, iris) for thing in identities.entities if thing.type == "place"}
    for thing in sorted(identities.entities, key=lambda thing: (thing.type == "place", thing.slug)):
        nationalities = {entities[key].nationality for key in thing.members if key in entities}
        pairs = [
            *_thing(thing, sorted(filter(None, nationalities))),
            *((SCHEMA["containedInPlace"], places[slug]) for slug in (thing.contained_in,) if slug in places),
            *((NG["standsFor"], places[slug]) for slug in (thing.stands_for,) if slug in places),
            *_former(thing.superseded, iris),
        ]
        yield from described(thing_iri(thing, iris), DefaultGraph(), pairs)


def _former(names: Iterable[str], iris: Iris) -> Iterator[Pair]:
    """The IRIs under which something was known before it was merged."""
    for name in names:
        yield OWL["sameAs"], iris.of(*name.split(":", 1))


def _thing(thing: Entity, nationalities: Iterable[str]) -> Iterator[Pair]:
    yield TYPE, ENTITY_CLASSES[thing.type]
    if thing.type == "place":
        yield TYPE, SEM["Place"]
    if thing.acts or thing.type != "place":
        yield TYPE, NG["Actor"]
        yield TYPE, SEM["Actor"]
    yield LABEL, literals.text(thing.label)
    for name in thing.alternative_labels:
        yield SKOS["altLabel"], literals.text(name)
    for role in thing.roles:
        yield NG["role"], literals.text(role)
    for country in nationalities:
        yield NG["nationality"], literals.plain(country)
    if thing.location is not None:
        gazetteer = web_address(thing.location.iri)
        if gazetteer is not None:
            yield OWL["sameAs"], gazetteer
        latitude, longitude = literals.decimal(thing.location.latitude), literals.decimal(thing.location.longitude)
        if latitude is not None and longitude is not None:
            yield WGS84["lat"], latitude
            yield WGS84["long"], longitude
        if thing.location.country:
            yield SCHEMA["addressCountry"], literals.plain(thing.location.country)
        yield NG["placeKind"], literals.plain(thing.location.kind)


def _happening(happening: Event, slugs: Mapping[str, NamedNode]) -> Iterator[Pair]:
    yield TYPE, NG["Event"]
    yield TYPE, SEM["Event"]
    if happening.type in EVENT_TYPES:
        yield TYPE, EVENT_TYPES[happening.type]
    yield LABEL, literals.text(happening.label)
    for role, slug in happening.participants:
        if slug in slugs:
            yield ROLES[role], slugs[slug]
            yield SEM["hasActor"], slugs[slug]
    if happening.place and happening.place in slugs:
        yield SEM["hasPlace"], slugs[happening.place]
    if happening.time:
        yield SEM["hasTimeStamp"], literals.timestamp(happening.time)


def _article(article: ArticleInfo) -> Iterator[Pair]:
    yield TYPE, SCHEMA["NewsArticle"]
    yield LABEL, literals.text(article.title, article.language) if article.title else literals.plain(article.id)
    if article.title:
        yield SCHEMA["headline"], literals.text(article.title, article.language)
    published = literals.published(article.published) if article.published else None
    if published is not None:
        yield SCHEMA["datePublished"], published
    if article.publisher:
        yield SCHEMA["publisher"], literals.plain(article.publisher)
    address = web_address(article.url)
    if address is not None:
        yield SCHEMA["url"], address
    yield SCHEMA["inLanguage"], literals.plain(article.language)
    yield NG["textSha256"], literals.plain(article.text_sha256)


def _contradictions(records: Sequence[Record], identities: Identities, iris: Iris) -> Iterator[Quad]:
    written = {(record.article.id, triple.id) for record in records for triple in record.triples}
    pairs = {pair for pair in identities.contradictions if written.issuperset(pair)}
    for one, other in sorted(pairs | {(other, one) for one, other in pairs}):
        yield Quad(iris.statement(*one), NG["contradicts"], iris.statement(*other), DefaultGraph())
