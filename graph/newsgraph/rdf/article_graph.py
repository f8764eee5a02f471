"""What one article says, in a named graph of its own: mentions, events as it reports them, statements, evidence."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE, rounded
from newsgraph.normalisation import bare
from newsgraph.rdf import literals
from newsgraph.rdf.iris import Iris, pronouns, relation
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
)
from newsgraph.record import Argument, Attribution, Event, FurtherArgument, Record, Sentence, Source, Span, Triple
from newsgraph.resolution.identities import Entity, Identities
from newsgraph.wording import Wording, has_ended, relation_words, report_status, unreported

Pair = tuple[NamedNode, NamedNode | Literal]
Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]


def described(subject: NamedNode, graph: NamedNode | DefaultGraph, pairs: Iterable[Pair]) -> Iterator[Quad]:
    """What is said of a subject in a graph, each pair of predicate and object once."""
    return (Quad(subject, predicate, object_, graph) for predicate, object_ in dict.fromkeys(pairs))


def entity_iri(entity: Entity, iris: Iris) -> NamedNode:
    """The IRI of an actor or a place."""
    return iris.of("place" if entity.type == "place" else "actor", entity.slug)


def _status(told: Event | Triple) -> NamedNode:
    return NG[report_status(told.polarity, told.modality, told.attribution is not None).capitalize()]


@dataclass(frozen=True)
class ArticleGraph:
    """The named graph of one article."""

    record: Record
    text: str
    identities: Identities
    iris: Iris
    min_confidence: float = DEFAULT_MIN_CONFIDENCE

    @property
    def id(self) -> str:
        """The article's id."""
        return self.record.article.id

    @property
    def node(self) -> NamedNode:
        """The article, and the name of its graph."""
        return self.iris.of("article", self.id)

    @cached_property
    def statements(self) -> list[Triple]:
        """The triples that are statements: a clause that only reports others is their source, and none beside them."""
        return unreported(self.record.triples)

    @cached_property
    def _wording(self) -> Wording:
        entities = self.identities.entity_of
        return Wording(self.record, lambda one: entities[self.id, one].label if (self.id, one) in entities else None)

    @cached_property
    def _entity_of_mention(self) -> dict[str, str]:
        return {mention.id: mention.entity for mention in self.record.mentions}

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        """Where the sentences are that events and statements were read from, in order."""
        sentences = [event.sentence for event in self.record.events]
        sentences += [triple.sentence for triple in self.statements]
        return sorted({(sentence.start, sentence.end) for sentence in sentences})

    def quads(self) -> Iterator[Quad]:
        """Mentions, events as this article reports them, statements, and what they speak of; with duplicates."""
        attributions = {attribution.id: attribution for attribution in self.record.attributions}
        for mention in self.record.mentions:
            entity = self.identities.entity_of.get((self.id, mention.entity))
            if entity is not None:
                yield from self._named(mention, entity_iri(entity, self.iris))
        for event in self.record.events:
            yield from self._event(event)
        for attribution in self.record.attributions:
            yield from self._span(attribution.cue)
        yield from self._topics()
        for triple in self.statements:
            yield from self._span(triple.sentence, (TYPE, NIF["Sentence"]))
            pairs = self._statement(triple, attributions[triple.attribution] if triple.attribution else None)
            yield from described(self.iris.statement(self.id, triple.id), self.node, pairs)
            for number, argument in enumerate(triple.arguments):
                node = self.iris.argument(self.id, triple.id, number)
                yield from described(node, self.node, self._argument(triple, argument))

    def facts(self) -> Iterator[Fact]:
        """What the article states in its own voice as being or having been so, of which extraction is sure."""
        for triple in self.statements:
            sure = rounded(triple.confidence) >= self.min_confidence
            stated = _status(triple) == NG["Stated"]
            object_ = self._object(triple)
            if sure and stated and not has_ended(triple.holds) and object_ is not None:
                yield self._subject(triple.subject), relation(triple.relation.label), object_

    def _object(self, triple: Triple) -> NamedNode | Literal | None:
        if triple.object is None:
            return None
        return self._known(triple.object) or self._words(self._wording.object_words(triple))

    def _statement(self, triple: Triple, attribution: Attribution | None) -> Iterator[Pair]:
        yield TYPE, NG["Statement"]
        yield NG["text"], self._words(self._wording.text(triple))
        yield RDF["subject"], self._subject(triple.subject)
        yield RDF["predicate"], relation(triple.relation.label)
        object_ = self._object(triple)
        if object_ is not None:
            yield RDF["object"], object_
        yield NG["relationText"], self._words(relation_words(triple))
        for number in range(len(triple.arguments)):
            yield NG["argument"], self.iris.argument(self.id, triple.id, number)
        yield from self._mentioned(triple)
        event = self.identities.event_of.get((self.id, triple.event)) if triple.event else None
        if event is not None:
            yield NG["event"], self.iris.of("event", event.slug)
        yield NG["polarity"], POLARITIES[triple.polarity]
        yield NG["modality"], MODALITIES[triple.modality]
        yield NG["reportedAs"], _status(triple)
        if attribution is not None:
            yield from self._vouched(attribution)
        if triple.holds is not None:
            for term, value in (("validFrom", triple.holds.from_), ("validUntil", triple.holds.until)):
                if value is not None:
                    yield NG[term], literals.timestamp(value)
        confidence = literals.decimal(rounded(triple.confidence))
        if confidence is not None:
            yield NG["confidence"], confidence
        for doubt in triple.doubts:
            yield NG["doubt"], literals.plain(doubt)
        if (self.id, triple.id) in self.identities.accepted:
            yield NG["accepted"], literals.boolean(True)
        yield NG["evidence"], self._characters(triple.sentence)
        yield PROV["wasDerivedFrom"], self.node

    def _vouched(self, attribution: Attribution) -> Iterator[Pair]:
        """Who vouches for a statement, and by which words."""
        if attribution.source is not None and self._is_told(attribution.source):
            yield NG["saidBy"], self._subject(attribution.source)
        yield NG["cue"], self._words(attribution.cue.text)
        yield NG["cueEvidence"], self._characters(attribution.cue)
        yield NG["quoted"], literals.boolean(attribution.quoted)

    def _is_told(self, source: Source) -> bool:
        """Whether it is known who vouches: not where a pronoun stands for nobody that was found."""
        return self._known(source) is not None or source.text.casefold() not in pronouns()

    def _argument(self, triple: Triple, argument: FurtherArgument) -> Iterator[Pair]:
        yield TYPE, NG["Argument"]
        yield NG["argumentRole"], literals.plain(argument.role)
        yield NG["argumentText"], self._words(self._wording.argument(triple, argument))
        known = self._known(argument)
        if known is not None:
            yield RDF["value"], known

    def _mentioned(self, triple: Triple) -> Iterator[Pair]:
        """The actors and places within subject, object and arguments, but those that these are as a whole."""
        parts = [triple.subject, *([triple.object] if triple.object else []), *triple.arguments]
        whole = {part.entity for part in parts}
        for entity in (self._entity_of_mention.get(mention) for part in parts for mention in part.mentions):
            known = self.identities.entity_of.get((self.id, entity)) if entity and entity not in whole else None
            if known is not None:
                yield NG["mentions"], entity_iri(known, self.iris)

    def _event(self, event: Event) -> Iterator[Quad]:
        known = self.identities.event_of.get((self.id, event.id))
        if known is None:
            return
        node = self.iris.of("event", known.slug)
        yield from self._named(event.trigger, node)
        yield from self._span(event.sentence, (TYPE, NIF["Sentence"]))
        yield Quad(node, NG["evidence"], self._characters(event.sentence), self.node)
        status = _status(event)
        yield Quad(node, NG["reportedAs"], status, self.node)
        yield Quad(node, PROV["wasDerivedFrom"], self.node, self.node)

    def _topics(self) -> Iterator[Quad]:
        """What statements are about or said by, though it is neither actor, place nor event: each named once."""
        used = {triple.attribution for triple in self.statements}
        given = [one.source for one in self.record.attributions if one.source is not None and one.id in used]
        sources = [one for one in given if self._is_told(one)]
        labels: dict[NamedNode, str] = {}
        for triple in self.statements:
            if self._known(triple.subject) is None:
                labels.setdefault(self._subject(triple.subject), self._wording.subject_words(triple))
        for source in sources:
            if self._known(source) is None:
                labels.setdefault(self._subject(source), " ".join(source.text.split()))
        for node, label in labels.items():
            yield from described(node, self.node, [(TYPE, NG["Topic"]), (LABEL, self._words(label))])

    def _known(self, words: Span) -> NamedNode | None:
        """The entity or event that some words stand for."""
        named = getattr(words, "entity", None)
        entity = self.identities.entity_of.get((self.id, named)) if named else None
        if entity is not None:
            return entity_iri(entity, self.iris)
        told = words.event if isinstance(words, Argument) else None
        event = self.identities.event_of.get((self.id, told)) if told else None
        if event is None or not _is_named_by(event.label, words.text):
            return None
        return self.iris.of("event", event.slug)

    def _subject(self, words: Span) -> NamedNode:
        return self._known(words) or self.iris.topic(self.id, " ".join(words.text.split()), words.start)

    def _words(self, text: str) -> Literal:
        return literals.text(text, self.record.article.language)

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


def _is_named_by(label: str, words: str) -> bool:
    """Whether an event's label says all that some words say of it: "roughly 16,000 deaths" are more than "deaths"."""
    told = {*bare(label).split()}
    return all(word in told for word in bare(words).split())
