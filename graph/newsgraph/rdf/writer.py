"""Records and identities as RDF quads; the graph model says what belongs where and why.

Things, events and facts stand in the default graph; the statements and the evidence of an article in its own.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from newsgraph.rdf import literals
from newsgraph.rdf.iris import BASE, Iris, relation, web_address
from newsgraph.rdf.vocabulary import (
    DCTERMS,
    ENTITY_CLASSES,
    EVENT_TYPES,
    ITSRDF,
    LABEL,
    MODALITIES,
    NG,
    NIF,
    OWL,
    POLARITIES,
    PROV,
    RDF,
    ROLES,
    SCHEMA,
    SEM,
    SKOS,
    TYPE,
    VOID,
    WGS84,
    reported_as,
)
from newsgraph.record import Argument, ArticleInfo, Attribution, Event, Record, Sentence, Span, Triple
from newsgraph.resolution.identities import Happening, Identities, Thing

Pair = tuple[NamedNode, NamedNode | Literal]
Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]


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

    yield from _described(iris.dataset, default, _dataset(iris))
    yield from _things(in_order, identities, iris)
    slugs = {thing.slug: _thing_iri(thing, iris) for thing in identities.things}
    for happening in sorted(identities.happenings, key=lambda happening: happening.slug):
        yield from _described(iris.of("event", happening.slug), default, _happening(happening, slugs))
    for record in in_order:
        yield from _described(iris.of("article", record.article.id), default, _article(record.article))
    for record in in_order:
        page = _Page(record, _text(record.article, texts), identities, iris)
        yield from dict.fromkeys(page.quads())
        facts.update(dict.fromkeys(page.facts()))
        for triple in record.triples:
            predicate, label = relation(triple.relation.label), triple.relation.label
            relations[predicate] = min(label, relations.get(predicate, label))
    for predicate, label in sorted(relations.items(), key=lambda item: item[0].value):
        yield from _described(
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


def _described(subject: NamedNode, graph: NamedNode | DefaultGraph, pairs: Iterable[Pair]) -> Iterator[Quad]:
    return (Quad(subject, predicate, object_, graph) for predicate, object_ in dict.fromkeys(pairs))


def _dataset(iris: Iris) -> Iterator[Pair]:
    yield TYPE, VOID["Dataset"]
    yield VOID["uriSpace"], literals.plain(iris.base)
    yield DCTERMS["conformsTo"], NamedNode(NG.rstrip("#"))


def _thing_iri(thing: Thing, iris: Iris) -> NamedNode:
    return iris.of("place" if thing.type == "place" else "actor", thing.slug)


def _things(records: Sequence[Record], identities: Identities, iris: Iris) -> Iterator[Quad]:
    entities = {(record.article.id, entity.id): entity for record in records for entity in record.entities}
    places = {thing.slug: _thing_iri(thing, iris) for thing in identities.things if thing.type == "place"}
    for thing in sorted(identities.things, key=lambda thing: (thing.type == "place", thing.slug)):
        nationalities = {entities[key].nationality for key in thing.members if key in entities}
        container = places.get(thing.contained_in) if thing.contained_in else None
        pairs = _thing(thing, sorted(filter(None, nationalities)), container)
        yield from _described(_thing_iri(thing, iris), DefaultGraph(), pairs)


def _thing(thing: Thing, nationalities: Iterable[str], container: NamedNode | None) -> Iterator[Pair]:
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
    if container is not None:
        yield SCHEMA["containedInPlace"], container


def _happening(happening: Happening, slugs: Mapping[str, NamedNode]) -> Iterator[Pair]:
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


@dataclass(frozen=True, slots=True)
class _Page:
    """The named graph of one article."""

    record: Record
    text: str
    identities: Identities
    iris: Iris

    @property
    def id(self) -> str:
        return self.record.article.id

    @property
    def node(self) -> NamedNode:
        return self.iris.of("article", self.id)

    def quads(self) -> Iterator[Quad]:
        """Mentions, events as this article reports them, statements, and what they speak of; with duplicates."""
        attributions = {attribution.id: attribution for attribution in self.record.attributions}
        for mention in self.record.mentions:
            thing = self.identities.thing_of.get((self.id, mention.entity))
            if thing is not None:
                yield from self._span(mention, (ITSRDF["taIdentRef"], _thing_iri(thing, self.iris)))
        for event in self.record.events:
            yield from self._event(event)
        for attribution in self.record.attributions:
            yield from self._span(attribution.cue)
        yield from self._local_things()
        for triple in self.record.triples:
            yield from self._span(triple.sentence, (TYPE, NIF["Sentence"]))
            pairs = self._statement(triple, attributions[triple.attribution] if triple.attribution else None)
            yield from _described(self.iris.statement(self.id, triple.id), self.node, pairs)

    def facts(self) -> Iterator[Fact]:
        """What the article states in its own voice as having happened."""
        for triple in self.record.triples:
            if triple.polarity == "affirmed" and triple.modality == "actual" and triple.attribution is None:
                yield self._fact(triple)

    def _fact(self, triple: Triple) -> Fact:
        object_: NamedNode | Literal | None = self._known(triple.object)
        if object_ is None:
            object_ = literals.text(triple.object.text, self.record.article.language)
        return self._subject(triple.subject), relation(triple.relation.label), object_

    def _statement(self, triple: Triple, attribution: Attribution | None) -> Iterator[Pair]:
        subject, predicate, object_ = self._fact(triple)
        yield TYPE, NG["Statement"]
        yield RDF["subject"], subject
        yield RDF["predicate"], predicate
        yield RDF["object"], object_
        happening = self.identities.happening_of.get((self.id, triple.event)) if triple.event else None
        if happening is not None:
            yield NG["event"], self.iris.of("event", happening.slug)
        yield NG["polarity"], POLARITIES[triple.polarity]
        yield NG["modality"], MODALITIES[triple.modality]
        yield NG["reportedAs"], reported_as(triple.polarity, triple.modality, attribution is not None)
        if attribution is not None:
            if attribution.source is not None:
                yield NG["saidBy"], self._subject(attribution.source)
            yield NG["cue"], literals.text(attribution.cue.text, self.record.article.language)
            yield NG["cueEvidence"], self._characters(attribution.cue)
            yield NG["quoted"], literals.boolean(attribution.quoted)
        yield NG["evidence"], self._characters(triple.sentence)
        yield PROV["wasDerivedFrom"], self.node

    def _event(self, event: Event) -> Iterator[Quad]:
        happening = self.identities.happening_of.get((self.id, event.id))
        if happening is None:
            return
        node = self.iris.of("event", happening.slug)
        yield from self._span(event.trigger, (ITSRDF["taIdentRef"], node))
        yield from self._span(event.sentence, (TYPE, NIF["Sentence"]))
        yield Quad(node, NG["evidence"], self._characters(event.sentence), self.node)
        voice = reported_as(event.polarity, event.modality, event.attribution is not None)
        yield Quad(node, NG["reportedAs"], voice, self.node)
        yield Quad(node, PROV["wasDerivedFrom"], self.node, self.node)

    def _local_things(self) -> Iterator[Quad]:
        """What statements are about or said by, though it is neither actor, place nor event: each named once."""
        sources = [attribution.source for attribution in self.record.attributions if attribution.source is not None]
        labels: dict[NamedNode, str] = {}
        for words in (*(triple.subject for triple in self.record.triples), *sources):
            if self._known(words) is None:
                labels.setdefault(self._subject(words), " ".join(words.text.split()))
        for node, label in labels.items():
            pairs: list[Pair] = [(TYPE, NG["Thing"]), (LABEL, literals.text(label, self.record.article.language))]
            yield from _described(node, self.node, pairs)

    def _known(self, words: Span) -> NamedNode | None:
        """The thing or event that some words stand for."""
        entity = getattr(words, "entity", None)
        thing = self.identities.thing_of.get((self.id, entity)) if entity else None
        if thing is not None:
            return _thing_iri(thing, self.iris)
        event = words.event if isinstance(words, Argument) else None
        happening = self.identities.happening_of.get((self.id, event)) if event else None
        return self.iris.of("event", happening.slug) if happening is not None else None

    def _subject(self, words: Span) -> NamedNode:
        return self._known(words) or self.iris.thing(self.id, " ".join(words.text.split()), words.start)

    def _characters(self, span: Span | Sentence) -> NamedNode:
        return self.iris.characters(self.id, span.start, span.end)

    def _span(self, span: Span | Sentence, *more: Pair) -> Iterator[Quad]:
        """Evidence: the characters as they stand in the text, also where only some of the words count."""
        pairs: list[Pair] = [
            (TYPE, NIF["RFC5147String"]),
            (NIF["beginIndex"], literals.integer(span.start)),
            (NIF["endIndex"], literals.integer(span.end)),
            (NIF["anchorOf"], literals.plain(self.text[span.start : span.end])),
            (NIF["referenceContext"], self.node),
            *more,
        ]
        return _described(self._characters(span), self.node, pairs)
