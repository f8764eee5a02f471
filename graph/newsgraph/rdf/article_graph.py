"""What one article says, in a named graph of its own: mentions, events as it reports them, statements, evidence.

Terms are written as N-Triples has them, as strings: they sort, hash and render several times faster than objects.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from newsgraph.confidence import rounded
from newsgraph.normalisation import bare
from newsgraph.rdf import literals
from newsgraph.rdf.characters import Characters
from newsgraph.rdf.iris import Iris, pronouns, relation, web_address
from newsgraph.rdf.vocabulary import LABEL, MODALITIES, NG, NIF, POLARITIES, PROV, RDF, SCHEMA, TYPE
from newsgraph.record import Argument, Attribution, Event, FurtherArgument, Record, Source, Span, Triple
from newsgraph.wording import Wording, has_ended, relation_words, report_status, unreported

Pair = tuple[str, str]  # predicate and object
Said = dict[str, dict[str, None]]  # objects by predicate
Blocks = dict[str, Said]  # what is said of each subject, each triple once

_TYPE, _LABEL = str(TYPE), str(LABEL)
_TOPIC, _STATEMENT, _TEXT, _WORDS = str(NG["Topic"]), str(NG["Statement"]), str(NG["text"]), str(NG["relationText"])
_SUBJECT, _PREDICATE, _OBJECT = str(RDF["subject"]), str(RDF["predicate"]), str(RDF["object"])
_ARGUMENT, _ARGUMENT_CLASS, _VALUE = str(NG["argument"]), str(NG["Argument"]), str(RDF["value"])
_ARGUMENT_ROLE, _ARGUMENT_TEXT, _MENTIONS = str(NG["argumentRole"]), str(NG["argumentText"]), str(NG["mentions"])
_EVENT, _POLARITY, _MODALITY = str(NG["event"]), str(NG["polarity"]), str(NG["modality"])
_REPORTED, _SAID_BY, _CUE = str(NG["reportedAs"]), str(NG["saidBy"]), str(NG["cue"])
_CUE_EVIDENCE, _QUOTED, _CONFIDENCE = str(NG["cueEvidence"]), str(NG["quoted"]), str(NG["confidence"])
_DOUBT, _ACCEPTED, _EVIDENCE = str(NG["doubt"]), str(NG["accepted"]), str(NG["evidence"])
_DERIVED, _FROM, _UNTIL = str(PROV["wasDerivedFrom"]), str(NG["validFrom"]), str(NG["validUntil"])
_POLARITIES = {name: str(node) for name, node in POLARITIES.items()}
_MODALITIES = {name: str(node) for name, node in MODALITIES.items()}
_STATUSES = {name: str(NG[name.capitalize()]) for name in ("stated", "claimed", "denied", "envisaged")}
_TRUE, _FALSE = str(literals.boolean(True)), str(literals.boolean(False))


class Named(NamedTuple):
    """An entity or an event as the graph has it."""

    name: str  # as in a prefixed IRI: "place:kherson"
    label: str


@dataclass(frozen=True, slots=True)
class Names:
    """All that the graph of an article has from other articles: what its entities and events are called."""

    entities: dict[str, Named] = field(default_factory=dict)  # by their ids in the record
    events: dict[str, Named] = field(default_factory=dict)


class Fact(NamedTuple):
    """What an article states in its own voice as being or having been so, and how sure it is that it does."""

    subject: str
    predicate: str
    object: str
    confidence: float


class EventEvidence(NamedTuple):
    """Where an article reports an event, and how."""

    event: str
    start: int
    end: int
    status: str  # as `wording.report_status` has it


def say(blocks: Blocks, subject: str, pairs: Iterable[Pair]) -> None:
    """Add to what is said of a subject."""
    said = blocks.get(subject)
    if said is None:
        said = blocks[subject] = {}
    for predicate, value in pairs:
        objects = said.get(predicate)
        if objects is None:
            said[predicate] = {value: None}
        else:
            objects[value] = None


def event_pairs(article: str, evidence: EventEvidence) -> Iterator[Pair]:
    """What an article, by its IRI, says of an event that it reports."""
    yield _REPORTED, _STATUSES[evidence.status]
    yield _EVIDENCE, f"<{article}#char={evidence.start},{evidence.end}>"
    yield _DERIVED, f"<{article}>"


def status(told: Event | Triple) -> str:
    """How an article puts it: "stated", "claimed", "denied" or "envisaged"."""
    return report_status(told.polarity, told.modality, told.attribution is not None)


@dataclass(frozen=True)
class ArticleGraph:
    """The named graph of one article."""

    record: Record
    text: str
    names: Names
    iris: Iris
    accepted: frozenset[str] = frozenset()  # the triples that people say are right statements

    @property
    def id(self) -> str:
        """The article's id."""
        return self.record.article.id

    @cached_property
    def article(self) -> str:
        """The article's IRI, and the name of its graph."""
        return self.iris.of("article", self.id).value

    @cached_property
    def node(self) -> str:
        """The article as a term."""
        return f"<{self.article}>"

    def article_pairs(self, reprint_of: str = "") -> Iterator[Pair]:
        """What is said of the article itself, in the default graph.

        Args:
            reprint_of: the id of the article whose report it prints, if there is one.

        Raises:
            ValueError: the text is not the one that was read.
        """
        article = self.record.article
        if hashlib.sha256(self.text.encode()).hexdigest() != article.text_sha256:
            raise ValueError(f"the text of {article.id!r} is not the one that its record was read from")
        yield _TYPE, str(SCHEMA["NewsArticle"])
        yield _TYPE, str(NIF["Context"])
        yield _LABEL, self._words(article.title) if article.title else str(literals.plain(article.id))
        if article.title:
            yield str(SCHEMA["headline"]), self._words(article.title)
        published = literals.published(article.published) if article.published else None
        if published is not None:
            yield str(SCHEMA["datePublished"]), str(published)
        if article.publisher:
            yield str(SCHEMA["publisher"]), str(literals.plain(article.publisher))
        for name in (article.author or "").split("; "):
            if name:
                yield str(SCHEMA["author"]), str(literals.plain(name))
        address = web_address(article.url)
        if address is not None:
            yield str(SCHEMA["url"]), str(address)
        yield str(SCHEMA["inLanguage"]), str(literals.plain(article.language))
        yield str(NG["textSha256"]), str(literals.plain(article.text_sha256))
        yield str(NIF["isString"]), str(literals.plain(self.text))
        if reprint_of:
            yield str(NG["reprintOf"]), str(self.iris.of("article", reprint_of))

    @cached_property
    def statements(self) -> list[Triple]:
        """The triples that are statements: a clause that only reports others is their source, and none beside them."""
        return unreported(self.record.triples)

    @cached_property
    def _wording(self) -> Wording:
        labels = {one: named.label for one, named in self.names.entities.items()}
        return Wording(self.record, labels.get)

    @cached_property
    def _entities(self) -> dict[str, str]:
        return {one: self._named_node(named) for one, named in self.names.entities.items()}

    @cached_property
    def _events(self) -> dict[str, str]:
        return {one: self._named_node(named) for one, named in self.names.events.items()}

    def _named_node(self, named: Named) -> str:
        return self.iris.term(*named.name.split(":", 1))

    @cached_property
    def _entity_of_mention(self) -> dict[str, str]:
        return {mention.id: mention.entity for mention in self.record.mentions}

    @cached_property
    def _topics(self) -> dict[tuple[str, int], str]:
        """The topics that were met so far, by their words and where these stand."""
        return {}

    @cached_property
    def _objects(self) -> dict[str, str | None]:
        """What statements are about, by their ids."""
        return {triple.id: self._object(triple) for triple in self.statements}

    @cached_property
    def _language(self) -> str:
        return self.record.article.language

    def events(self) -> list[EventEvidence]:
        """The events that the article reports, each with its evidence."""
        known = ((self._events.get(event.id), event) for event in self.record.events)
        return [
            EventEvidence(node, event.sentence.start, event.sentence.end, status(event))
            for node, event in known
            if node is not None
        ]

    def topics(self) -> Blocks:
        """What statements are about or said by, though it is neither actor, place nor event: each named once."""
        used = {triple.attribution for triple in self.statements}
        given = [one.source for one in self.record.attributions if one.source is not None and one.id in used]
        labels: dict[str, str] = {}
        for triple in self.statements:
            if self._known(triple.subject) is None:
                labels.setdefault(self._subject(triple.subject), self._wording.subject_words(triple))
        for source in filter(self._is_told, given):
            if self._known(source) is None:
                labels.setdefault(self._subject(source), " ".join(source.text.split()))
        return {node: {_TYPE: {_TOPIC: None}, _LABEL: {self._words(label): None}} for node, label in labels.items()}

    def told(self) -> tuple[Blocks, Blocks]:
        """The statements, and their arguments."""
        statements: Blocks = {}
        arguments: Blocks = {}
        attributions = {attribution.id: attribution for attribution in self.record.attributions}
        for triple in self.statements:
            nodes = [str(self.iris.argument(self.id, triple.id, number)) for number in range(len(triple.arguments))]
            vouched = attributions[triple.attribution] if triple.attribution else None
            node = str(self.iris.statement(self.id, triple.id))
            say(statements, node, self._statement(triple, nodes, vouched))
            for node, argument in zip(nodes, triple.arguments, strict=True):
                say(arguments, node, self._argument(triple, argument))
        return statements, arguments

    def characters(self) -> Characters:
        """The characters that mentions, events and statements were read from."""
        return Characters(self.record, self.statements, self._entities, self._events)

    def facts(self) -> Iterator[Fact]:
        """What the article states in its own voice as being or having been so."""
        for triple in self.statements:
            if status(triple) == "stated" and not has_ended(triple.holds):
                object_ = self._objects[triple.id]
                if object_ is not None:
                    confidence = rounded(triple.confidence)
                    yield Fact(self._subject(triple.subject), relation_node(triple.relation.label), object_, confidence)

    def confidences(self) -> Iterator[float]:
        """How sure each of the statements is."""
        return (rounded(triple.confidence) for triple in self.statements)

    def _object(self, triple: Triple) -> str | None:
        if triple.object is None:
            return None
        return self._known(triple.object) or self._words(self._wording.object_words(triple))

    def _statement(self, triple: Triple, arguments: Iterable[str], attribution: Attribution | None) -> Iterator[Pair]:
        yield _TYPE, _STATEMENT
        yield _TEXT, self._words(self._wording.text(triple))
        yield _SUBJECT, self._subject(triple.subject)
        yield _PREDICATE, relation_node(triple.relation.label)
        object_ = self._objects[triple.id]
        if object_ is not None:
            yield _OBJECT, object_
        yield _WORDS, self._words(relation_words(triple))
        for node in arguments:
            yield _ARGUMENT, node
        yield from self._mentioned(triple)
        event = self._events.get(triple.event) if triple.event else None
        if event is not None:
            yield _EVENT, event
        yield _POLARITY, _POLARITIES[triple.polarity]
        yield _MODALITY, _MODALITIES[triple.modality]
        yield _REPORTED, _STATUSES[status(triple)]
        if attribution is not None:
            yield from self._vouched(attribution)
        if triple.holds is not None:
            for term, value in ((_FROM, triple.holds.from_), (_UNTIL, triple.holds.until)):
                if value is not None:
                    yield term, str(literals.timestamp(value))
        confidence = literals.decimal(rounded(triple.confidence))
        if confidence is not None:
            yield _CONFIDENCE, str(confidence)
        for doubt in triple.doubts:
            yield _DOUBT, str(literals.plain(doubt))
        if triple.id in self.accepted:
            yield _ACCEPTED, _TRUE
        yield _EVIDENCE, self._characters(triple.sentence.start, triple.sentence.end)
        yield _DERIVED, self.node

    def _vouched(self, attribution: Attribution) -> Iterator[Pair]:
        """Who vouches for a statement, and by which words."""
        if attribution.source is not None and self._is_told(attribution.source):
            yield _SAID_BY, self._subject(attribution.source)
        yield _CUE, self._words(attribution.cue.text)
        yield _CUE_EVIDENCE, self._characters(attribution.cue.start, attribution.cue.end)
        yield _QUOTED, _TRUE if attribution.quoted else _FALSE

    def _is_told(self, source: Source) -> bool:
        """Whether it is known who vouches: not where a pronoun stands for nobody that was found."""
        return self._known(source) is not None or source.text.casefold() not in pronouns()

    def _argument(self, triple: Triple, argument: FurtherArgument) -> Iterator[Pair]:
        yield _TYPE, _ARGUMENT_CLASS
        yield _ARGUMENT_ROLE, str(literals.plain(argument.role))
        yield _ARGUMENT_TEXT, self._words(self._wording.argument(triple, argument))
        known = self._known(argument)
        if known is not None:
            yield _VALUE, known

    def _mentioned(self, triple: Triple) -> Iterator[Pair]:
        """The actors and places within subject, object and arguments, but those that these are as a whole."""
        parts = [triple.subject, *([triple.object] if triple.object else []), *triple.arguments]
        whole = {part.entity for part in parts}
        for entity in (self._entity_of_mention.get(mention) for part in parts for mention in part.mentions):
            known = self._entities.get(entity) if entity and entity not in whole else None
            if known is not None:
                yield _MENTIONS, known

    def _known(self, words: Span) -> str | None:
        """The entity or event that some words stand for."""
        named = getattr(words, "entity", None)
        entity = self._entities.get(named) if named else None
        if entity is not None:
            return entity
        told = words.event if isinstance(words, Argument) else None
        event = self.names.events.get(told) if told else None
        if told is None or event is None or not _is_named_by(event.label, words.text):
            return None
        return self._events[told]

    def _subject(self, words: Span) -> str:
        known = self._known(words)
        if known is not None:
            return known
        place = words.text, words.start
        if place not in self._topics:
            self._topics[place] = str(self.iris.topic(self.id, " ".join(words.text.split()), words.start))
        return self._topics[place]

    def _words(self, text: str) -> str:
        return str(literals.text(text, self._language))

    def _characters(self, start: int, end: int) -> str:
        return f"<{self.article}#char={start},{end}>"


@lru_cache(maxsize=10_000)
def relation_node(label: str) -> str:
    """The property for a normalised relation, as N-Triples has it."""
    return str(relation(label))


def _is_named_by(label: str, words: str) -> bool:
    """Whether an event's label says all that some words say of it: "roughly 16,000 deaths" are more than "deaths"."""
    told = {*bare(label).split()}
    return all(word in told for word in bare(words).split())
