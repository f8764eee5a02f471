"""Records and identities as RDF quads; the graph model says what belongs where and why.

Entities, events and facts stand in the default graph; the statements and the evidence of an article in its own.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import DefaultGraph, NamedNode, Quad

from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE, checked, rounded
from newsgraph.rdf import literals
from newsgraph.rdf.article_graph import ArticleGraph, Fact, Pair, described, entity_iri
from newsgraph.rdf.iris import BASE, Iris, absolute, relation, web_address
from newsgraph.rdf.vocabulary import (
    DCTERMS,
    ENTITY_CLASSES,
    EVENT_TYPES,
    LABEL,
    NG,
    NIF,
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
from newsgraph.record import ArticleInfo, Record, without_unnamed
from newsgraph.resolution.identities import Entity, Event, Identities


def quads(
    records: Sequence[Record],
    identities: Identities,
    texts: Mapping[str, str],
    base_iri: str = BASE,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
) -> Iterator[Quad]:
    """The graph of some records, the same whatever their order.

    Args:
        records: what was read, one for each article.
        identities: who is who in these records.
        texts: each article's text by the article's id; the offsets of its record count in it.
        base_iri: what the IRIs of entities, events and articles begin with.
        min_confidence: how sure a statement has to be to stand as a fact, from 0 to 1.

    Raises:
        ValueError: `base_iri` is no IRI that others can begin with, a text is not the one that was read, or
            `min_confidence` is not from 0 to 1.
        KeyError: the text of an article is missing.
    """
    iris = Iris(base_iri)
    min_confidence = checked(min_confidence)
    in_order = sorted(map(without_unnamed, records), key=lambda record: record.article.id)
    default = DefaultGraph()
    facts: dict[Fact, None] = {}
    written: set[tuple[str, str]] = set()
    relations: dict[NamedNode, str] = {}

    yield from described(iris.dataset, default, _dataset(iris, min_confidence, len(identities.rejected)))
    yield from _entities(in_order, identities, iris)
    slugs = {entity.slug: entity_iri(entity, iris) for entity in identities.entities}
    for event in sorted(identities.events, key=lambda event: event.slug):
        pairs = [*_event(event, slugs), *_superseded(event.superseded, iris)]
        yield from described(iris.of("event", event.slug), default, pairs)
    for record in in_order:
        said = _article(record.article, _text(record.article, texts))
        yield from described(iris.of("article", record.article.id), default, said)
    for record in in_order:
        page = ArticleGraph(record, texts[record.article.id], identities, iris, min_confidence)
        yield from dict.fromkeys(page.quads())
        facts.update(dict.fromkeys(page.facts()))
        for triple in page.statements:
            written.add((record.article.id, triple.id))
            predicate, label = relation(triple.relation.label), triple.relation.label
            relations[predicate] = min(label, relations.get(predicate, label))
    for predicate, label in sorted(relations.items(), key=lambda item: item[0].value):
        yield from described(
            predicate, default, [(TYPE, NG["Relation"]), (TYPE, RDF["Property"]), (LABEL, literals.text(label))]
        )
    for subject, predicate, object_ in facts:
        yield Quad(subject, predicate, object_, default)
    yield from _contradictions(written, identities, iris)
    known = {record.article.id for record in in_order}
    for one, first in identities.reprints:
        if one in known and first in known:
            yield Quad(iris.of("article", one), NG["reprintOf"], iris.of("article", first), default)


def _text(article: ArticleInfo, texts: Mapping[str, str]) -> str:
    text = texts[article.id]
    if hashlib.sha256(text.encode()).hexdigest() != article.text_sha256:
        raise ValueError(f"the text of {article.id!r} is not the one that its record was read from")
    return text


def _dataset(iris: Iris, min_confidence: float, rejected: int) -> Iterator[Pair]:
    yield TYPE, VOID["Dataset"]
    yield VOID["uriSpace"], literals.plain(iris.base)
    yield DCTERMS["conformsTo"], NamedNode(NG.rstrip("#"))
    least = literals.decimal(min_confidence)
    if least is not None:
        yield NG["minConfidence"], least
    if rejected:
        yield NG["rejectedStatements"], literals.integer(rejected)


def _entities(records: Sequence[Record], identities: Identities, iris: Iris) -> Iterator[Quad]:
    nationality_of = {
        (record.article.id, entity.id): entity.nationality for record in records for entity in record.entities
    }
    places = {entity.slug: entity_iri(entity, iris) for entity in identities.entities if entity.type == "place"}
    for entity in sorted(identities.entities, key=lambda entity: (entity.type == "place", entity.slug)):
        nationalities = {nationality_of.get(key) for key in entity.members}
        pairs = [
            *_entity(entity, sorted(filter(None, nationalities))),
            *_known(entity, iris),
            *((SCHEMA["containedInPlace"], places[slug]) for slug in (entity.contained_in,) if slug in places),
            *((NG["succeededBy"], places[slug]) for slug in entity.succeeded_by if slug in places),
            *((NG["standsFor"], places[slug]) for slug in (entity.stands_for,) if slug in places),
            *_superseded(entity.superseded, iris),
        ]
        yield from described(entity_iri(entity, iris), DefaultGraph(), pairs)


def _known(entity: Entity, iris: Iris) -> Iterator[Pair]:
    """What people's own list says of it; an IRI of this graph's own would name another of its nodes."""
    for iri in entity.same_as:
        node = absolute(iri)
        if node is not None and not iri.startswith(iris.base):
            yield OWL["sameAs"], node
    if entity.description:
        yield SCHEMA["description"], literals.text(entity.description)
    for name in entity.known_as:
        yield NG["knownAs"], literals.text(name)


def _superseded(names: Iterable[str], iris: Iris) -> Iterator[Pair]:
    """The IRIs under which something was known before it was merged."""
    for name in names:
        yield OWL["sameAs"], iris.of(*name.split(":", 1))


def _entity(entity: Entity, nationalities: Iterable[str]) -> Iterator[Pair]:
    yield TYPE, ENTITY_CLASSES[entity.type]
    if entity.type == "place":
        yield TYPE, SEM["Place"]
    if entity.acts or entity.type != "place":
        yield TYPE, NG["Actor"]
        yield TYPE, SEM["Actor"]
    if entity.generic:
        yield NG["generic"], literals.boolean(True)
    yield LABEL, literals.text(entity.label)
    for name in entity.alternative_labels:
        yield SKOS["altLabel"], literals.text(name)
    for role in entity.roles:
        yield NG["role"], literals.text(role)
    for country in nationalities:
        yield NG["nationality"], literals.plain(country)
    if entity.location is not None:
        gazetteer = web_address(entity.location.iri)
        if gazetteer is not None and not any("geonames.org/" in iri for iri in entity.same_as):
            yield OWL["sameAs"], gazetteer
        latitude, longitude = literals.decimal(entity.location.latitude), literals.decimal(entity.location.longitude)
        if latitude is not None and longitude is not None:
            yield WGS84["lat"], latitude
            yield WGS84["long"], longitude
        if entity.location.country:
            yield SCHEMA["addressCountry"], literals.plain(entity.location.country)
        yield NG["placeKind"], literals.plain(entity.location.kind)
        if entity.location.iri is None and entity.location.name is None:  # a town's, that it is named after or with
            yield NG["placedRoughly"], literals.boolean(True)


def _event(event: Event, slugs: Mapping[str, NamedNode]) -> Iterator[Pair]:
    yield TYPE, NG["Event"]
    yield TYPE, SEM["Event"]
    if event.type in EVENT_TYPES:
        yield TYPE, EVENT_TYPES[event.type]
    yield LABEL, literals.text(event.label)
    for role, slug in event.participants:
        if slug in slugs:
            yield ROLES[role], slugs[slug]
            yield SEM["hasActor"], slugs[slug]
    if event.place and event.place in slugs:
        yield SEM["hasPlace"], slugs[event.place]
    if event.time:
        yield SEM["hasTimeStamp"], literals.timestamp(event.time)


def _article(article: ArticleInfo, text: str) -> Iterator[Pair]:
    yield TYPE, SCHEMA["NewsArticle"]
    yield TYPE, NIF["Context"]
    yield LABEL, literals.text(article.title, article.language) if article.title else literals.plain(article.id)
    if article.title:
        yield SCHEMA["headline"], literals.text(article.title, article.language)
    published = literals.published(article.published) if article.published else None
    if published is not None:
        yield SCHEMA["datePublished"], published
    if article.publisher:
        yield SCHEMA["publisher"], literals.plain(article.publisher)
    for name in (article.author or "").split("; "):
        if name:
            yield SCHEMA["author"], literals.plain(name)
    address = web_address(article.url)
    if address is not None:
        yield SCHEMA["url"], address
    yield SCHEMA["inLanguage"], literals.plain(article.language)
    yield NG["textSha256"], literals.plain(article.text_sha256)
    yield NIF["isString"], literals.plain(text)


def _contradictions(written: set[tuple[str, str]], identities: Identities, iris: Iris) -> Iterator[Quad]:
    """Which statements contradict each other, both ways, which deny the others, and how sure that is."""
    found = sorted(
        (one for one in identities.contradictions if written.issuperset((one.one, one.other))),
        key=lambda one: (one.one, one.other),
    )
    default = DefaultGraph()
    ways = {(one.one, one.other) for one in found} | {(one.other, one.one) for one in found}
    for one, other in sorted(ways):
        yield Quad(iris.statement(*one), NG["contradicts"], iris.statement(*other), default)
    for tie in found:
        if tie.kind in ("denial", "negation"):
            yield Quad(iris.statement(*tie.other), NG["denies"], iris.statement(*tie.one), default)
    for tie in found:
        pairs: list[Pair] = [
            (TYPE, NG["Contradiction"]),
            (NG["contradictory"], iris.statement(*tie.one)),
            (NG["contradictory"], iris.statement(*tie.other)),
            (NG["contradictionKind"], literals.plain(tie.kind)),
            (NG["contradictionTier"], literals.plain(tie.tier)),
        ]
        confidence = literals.decimal(rounded(tie.confidence))
        if confidence is not None:
            pairs.append((NG["confidence"], confidence))
        yield from described(iris.contradiction(tie.one, tie.other), default, pairs)
