"""What one article says, in a named graph of its own: mentions, events as it reports them, statements, evidence."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from newsgraph.rdf import literals
from newsgraph.rdf.iris import Iris, relation
from newsgraph.rdf.vocabulary import (
    ITSRDF,
    LABEL,
    MODALITIES,
    NG,
    NIF,
    POLARITIES,
    PROV,
    RDF,
    TYPE,
    reported_as,
)
from newsgraph.record import Argument, Attribution, Event, Record, Sentence, Span, Triple
from newsgraph.resolution.identities import Entity, Identities

Pair = tuple[NamedNode, NamedNode | Literal]
Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]


def described(subject: NamedNode, graph: NamedNode | DefaultGraph, pairs: Iterable[Pair]) -> Iterator[Quad]:
    """What is said of a subject in a graph, each pair of predicate and object once."""
    return (Quad(subject, predicate, object_, graph) for predicate, object_ in dict.fromkeys(pairs))


def thing_iri(thing: Entity, iris: Iris) -> NamedNode:
    """The IRI of an actor or a place."""
    return iris.of("place" if thing.type == "place" else "actor", thing.slug)


@dataclass(frozen=True)
class ArticleGraph:
    """The named graph of one article."""

    record: Record
    text: str
    identities: Identities
    iris: Iris

    @property
    def id(self) -> str:
        """The article's id."""
        return self.record.article.id

    @property
    def node(self) -> NamedNode:
        """The article, and the name of its graph."""
        return self.iris.of("article", self.id)

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        """Where the sentences are that events and statements were read from, in order."""
        sentences = [event.sentence for event in self.record.events]
        sentences += [triple.sentence for triple in self.record.triples]
        return sorted({(sentence.start, sentence.end) for sentence in sentences})

    def quads(self) -> Iterator[Quad]:
        """Mentions, events as this article reports them, statements, and what they speak of; with duplicates."""
        attributions = {attribution.id: attribution for attribution in self.record.attributions}
        for mention in self.record.mentions:
            thing = self.identities.entity_of.get((self.id, mention.entity))
            if thing is not None:
                yield from self._named(mention, thing_iri(thing, self.iris))
        for event in self.record.events:
            yield from self._event(event)
        for attribution in self.record.attributions:
            yield from self._span(attribution.cue)
        yield from self._local_things()
        for triple in self.record.triples:
            yield from self._span(triple.sentence, (TYPE, NIF["Sentence"]))
            pairs = self._statement(triple, attributions[triple.attribution] if triple.attribution else None)
            yield from described(self.iris.statement(self.id, triple.id), self.node, pairs)

    def facts(self) -> Iterator[Fact]:
        """What the article states in its own voice as having happened."""
        for triple in self.record.triples:
            if triple.polarity == "affirmed" and triple.modality == "actual" and triple.attribution is None:
                yield self._fact(triple)

    def _fact(self, triple: Triple) -> Fact:
        if triple.object is None:
            return self._subject(triple.subject), relation(triple.relation.label), literals.text("")
        object_: NamedNode | Literal | None = self._known(triple.object)
        if object_ is None:
            without = triple.object.text[len(_fronted(triple)) :].lstrip()
            object_ = literals.text(without, self.record.article.language)
        return self._subject(triple.subject), relation(triple.relation.label), object_

    def _statement(self, triple: Triple, attribution: Attribution | None) -> Iterator[Pair]:
        subject, predicate, object_ = self._fact(triple)
        yield TYPE, NG["Statement"]
        yield RDF["subject"], subject
        yield RDF["predicate"], predicate
        yield RDF["object"], object_
        own = _own_words(triple)
        if own != triple.relation.label:
            yield NG["relationText"], literals.text(own, self.record.article.language)
        happening = self.identities.event_of.get((self.id, triple.event)) if triple.event else None
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
        happening = self.identities.event_of.get((self.id, event.id))
        if happening is None:
            return
        node = self.iris.of("event", happening.slug)
        yield from self._named(event.trigger, node)
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
            yield from described(node, self.node, pairs)

    def _known(self, words: Span) -> NamedNode | None:
        """The thing or event that some words stand for."""
        entity = getattr(words, "entity", None)
        thing = self.identities.entity_of.get((self.id, entity)) if entity else None
        if thing is not None:
            return thing_iri(thing, self.iris)
        event = words.event if isinstance(words, Argument) else None
        happening = self.identities.event_of.get((self.id, event)) if event else None
        return self.iris.of("event", happening.slug) if happening is not None else None

    def _subject(self, words: Span) -> NamedNode:
        return self._known(words) or self.iris.thing(self.id, " ".join(words.text.split()), words.start)

    def _characters(self, span: Span | Sentence) -> NamedNode:
        return self.iris.characters(self.id, span.start, span.end)

    def _named(self, span: Span, node: NamedNode) -> Iterator[Quad]:
        """Evidence that names something, and the sentence around it, if anything was read from that."""
        place = bisect_right(self._sentences, span.start, key=lambda sentence: sentence[0]) - 1
        around: list[Pair] = []
        if place >= 0 and span.end <= self._sentences[place][1]:
            around.append((NIF["superString"], self.iris.characters(self.id, *self._sentences[place])))
        yield from self._span(span, (ITSRDF["taIdentRef"], node), *around)

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
        return described(self._characters(span), self.node, pairs)


def _fronted(triple: Triple) -> str:
    """The preposition that an object begins with and the relation's label ends with: "In" of "In 1972", "die in"."""
    first, _, rest = (triple.object.text if triple.object else "").partition(" ")
    return first if rest.strip() and triple.relation.label.endswith(f" {first.lower()}") else ""


def _own_words(triple: Triple) -> str:
    """The relation as the sentence has it, with the preposition that its object begins with there but not here."""
    told, preposition = triple.relation.text.split(), _fronted(triple).lower()
    if preposition and told[-1:] != [preposition]:
        told.append(preposition)
    return " ".join(told) or triple.relation.label
