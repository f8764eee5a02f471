"""The layers of reading, put together into the record of one article."""

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

import msgspec

from newsgraph import record
from newsgraph.extraction.attribution.attribution import Voices
from newsgraph.extraction.base.annotations import (
    Attribution,
    Clause,
    Entity,
    Event,
    FurtherArgument,
    Introduction,
    Participant,
    Phrase,
    Reading,
    Triple,
    text_span,
)
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.entity_index import EntityIndex, Numbered
from newsgraph.extraction.statements import confidence
from newsgraph.extraction.statements.doubts import doubts
from newsgraph.extraction.statements.forms import (
    has_content_clause,
    is_clause,
    is_pointing,
    is_restrictive,
    is_said_aside,
    tells_nothing,
    words_of_source,
)
from newsgraph.extraction.statements.phrases import is_nobody

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token


def features_of(reading: Reading) -> list[tuple[record.Triple, dict[str, float]]]:
    """The triples of a reading with the features that their confidence is reckoned from, to train it."""
    return _Assembly(reading).features()


def assemble(reading: Reading) -> record.Record:
    """The article's record; its ids count in the order of the text."""
    return _Assembly(reading).assembled()


class _Assembly:
    """Numbers what was found and joins it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.who = EntityIndex(reading.entities)
        self.attributions = sorted(reading.attributions, key=lambda one: (one.cue.start, _extent(one)))
        self.voices = Voices(self.attributions, lambda source: self.who.of_source(source) is not None)
        self.attribution_ids = {id(one): f"a{number}" for number, one in enumerate(self.attributions)}
        self.events = sorted(reading.events, key=lambda event: (event.trigger.start, event.trigger.end))
        self.event_ids = {id(event): f"v{number}" for number, event in enumerate(self.events)}
        self.sentences: dict[int, record.Sentence] = {}  # by first token
        self.sentence_features: dict[int, dict[str, float]] = {}  # likewise
        self.attribution_by_cue = {token.i: one for one in self.attributions for token in one.cue}
        self.second = _by_predicate(reading.second_triples) if reading.second_triples is not None else None
        self.event_of = {event.clause.predicate.i: event for event in reversed(self.events)}
        self.event_at = {token.i: event for event in reversed(self.events) for token in event.trigger}

    def assembled(self) -> record.Record:
        """The record of the article that was read."""
        article = self.reading.article
        return record.Record(
            article=record.ArticleInfo(
                id=article.id,
                title=article.title,
                published=article.published,
                publisher=article.publisher,
                url=article.url,
                language=article.language,
                text_sha256=hashlib.sha256(article.text.encode()).hexdigest(),
                length=len(article.text),
                author=article.author,
            ),
            mentions=tuple(map(self._mention, self.who.mentions)),
            entities=tuple(self._entity(entity) for entity in self.who.entities),
            events=tuple(self._event(event) for event in self.events),
            triples=self._triples(),
            attributions=tuple(self._attribution(one) for one in self.attributions),
        )

    def _mention(self, one: Numbered) -> record.Mention:
        mention = one.mention
        span = text_span(mention.span)
        return record.Mention(
            id=one.id,
            start=span.start,
            end=span.end,
            text=span.text,
            form=mention.form,
            entity=self.who.id_of(one.entity),
            head=mention.head.text,
            plural=mention.head.tag_ in {"NNS", "NNPS"},
            possessive=mention.head.tag_ == "PRP$",
        )

    def _entity(self, entity: Entity) -> record.Entity:
        return record.Entity(
            id=self.who.id_of(entity),
            type=entity.type,
            label=entity.label,
            roles=tuple(dict.fromkeys(entity.roles)),
            location=entity.location,
            nationality=entity.nationality,
        )

    def _event(self, event: Event) -> record.Event:
        time = event.time
        return record.Event(
            id=self.event_ids[id(event)],
            trigger=text_span(event.trigger),
            lemma=event.lemma,
            type=event.type,
            participants=tuple(map(self._participant, event.participants)),
            time=record.Time(value=time.value, **_fields(text_span(time.span))) if time else None,
            place=self.who.id_at(event.place.head) if event.place else None,
            polarity=event.polarity,
            modality=event.modality,
            attribution=self._id_of(self.voices.attribution_of(event.trigger)),
            sentence=self._sentence(event.trigger.root),
            nominal=event.trigger.root.pos_ in {"NOUN", "PROPN"},
        )

    def features(self) -> "list[tuple[record.Triple, dict[str, float]]]":
        """Each triple of the record with the features that its confidence is reckoned from."""
        told = [confidence.features(one, self._context(one)) for one in self._in_order()]
        return list(zip(self._triples(), told, strict=True))

    def _triples(self) -> tuple[record.Triple, ...]:
        return tuple(self._triple(f"t{number}", triple) for number, triple in enumerate(self._in_order()))

    def _in_order(self) -> list[Triple]:
        return sorted(
            (one for one in self.reading.triples if self._is_clear(one)),
            key=lambda one: (one.predicate.i, one.subject.tokens[0].i, one.object.tokens[0].i if one.object else -1),
        )

    def _is_clear(self, triple: Triple) -> bool:
        """Whether it is known what a triple is about: neither side is a pronoun that nothing was found for.

        Nor is it a verb of saying without what is said.
        """
        told = self.attribution_by_cue.get(triple.predicate.i)
        said = self._reports(triple) is None or self._quotation(triple) is not None
        if told is not None and tells_nothing(triple, told, said=said):
            return False
        if is_said_aside(triple) and not is_restrictive(triple):
            one = self.voices.attribution_of(triple.relation)
            if one is not None and not one.quoted:
                return False  # whether it is the source or the article that says so is not clear
        return not any(self._is_open(one) for one in (triple.subject, triple.object) if one is not None)

    def _is_open(self, phrase: Phrase) -> bool:
        head = phrase.head
        if head is None or len(phrase.tokens) > 1 or head.i in self.who.entity_at or is_nobody(phrase):
            return False
        return is_pointing(head)

    def _triple(self, identifier: str, triple: Triple) -> record.Triple:
        event = self._event_of(triple.clause)
        subject = self._argument(triple.subject, event)
        object_ = self._argument(triple.object, event) if triple.object else self._quotation(triple)
        copula = triple.clause is not None and triple.clause.kind == "copula"
        if copula and object_ and object_.entity and object_.entity == subject.entity:
            object_ = msgspec.structs.replace(object_, entity=None)  # what a thing is said to be tells it by the words
        context = self._context(triple)
        known = confidence.features(triple, context)
        sure = confidence.confidence(triple, context, known)
        return record.Triple(
            id=identifier,
            subject=subject,
            relation=record.Relation(label=triple.label, **_fields(text_span(triple.relation))),
            object=object_,
            arguments=tuple(self._further(one, event) for one in triple.arguments),
            event=self.event_ids[id(event)] if event else None,
            sentence=self._sentence(triple.predicate),
            polarity=triple.polarity,
            modality=triple.modality,
            attribution=self._id_of(context.attribution),
            reports=self._reports(triple),
            holds=triple.holds,
            nominal=triple.clause is None,
            confidence=sure,
            doubts=doubts(known, sure),
        )

    def _context(self, triple: Triple) -> confidence.Context:
        sentence = triple.predicate.sent
        if sentence.start not in self.sentence_features:
            self.sentence_features[sentence.start] = confidence.features_of_sentence(sentence)
        told = self.voices.attribution_of(triple.relation)
        source = told.source if told is not None else None
        return confidence.Context(
            subject=self.who.known(triple.subject),
            object=self.who.known(triple.object) if triple.object else None,
            attribution=told,
            names_source=source is not None and self.who.of_source(source) is not None,
            agreement=self.reading.agreement,
            second=self.second.get(triple.predicate.i, ()) if self.second is not None else None,
            entity_at=self.who.entity_at,
            sentence=self.sentence_features[sentence.start],
            introduced=self.reading.introductions.keys(),
        )

    def _participant(self, one: Participant) -> record.Participant:
        """Who takes part, as an entity where the whole phrase is one: not "farmers who refused the vaccine"."""
        entity = self.who.entity_of(Phrase(list(one.span), one.head))
        return record.Participant(role=one.role, entity=entity, **_fields(text_span(one.span)))

    def _argument(self, phrase: Phrase, own: Event | None) -> record.Argument:
        """What an argument stands for; an event is no argument of itself."""
        entity = self.who.entity_of(phrase)
        event = None if entity or phrase.head is None else self._event_told(phrase)
        told = self._introduction(phrase) if entity is None else None
        if told is not None:
            event = self.event_at.get(told.head.i, event)
        if event is own:
            event = None
        return record.Argument(
            entity=entity,
            antecedent=text_span(told.words) if told else None,
            event=self.event_ids[id(event)] if event else None,
            mentions=self.who.mentions_within(phrase, entity),
            **_fields(text_span(phrase.tokens)),
        )

    def _introduction(self, phrase: Phrase) -> Introduction | None:
        """The words that a phrase takes up, where it has not got them itself."""
        found = self.reading.introductions.get(phrase.head.i) if phrase.head is not None else None
        return found if found and found.words[0] not in phrase.tokens else None

    def _event_told(self, phrase: Phrase) -> Event | None:
        """The event that a phrase is: not what is said, wished or decided, nor what is somebody's that is not known."""
        head = phrase.head
        if head is None or head.lemma_.lower() in word_lists("relations")["no_events"]:
            return None
        unclear = any(
            token.tag_ in {"PRP$", "DT"} and token.lower_ not in {"the", "a", "an"} for token in phrase.tokens
        )
        return None if unclear else self.event_at.get(head.i)

    def _further(self, one: FurtherArgument, own: Event | None) -> record.FurtherArgument:
        said = self._argument(one.phrase, own)
        return record.FurtherArgument(
            role=one.role,
            preposition=text_span(one.preposition).text.lower() if one.preposition else None,
            entity=said.entity,
            event=said.event,
            mentions=said.mentions,
            antecedent=said.antecedent,
            start=said.start,
            end=said.end,
            text=said.text,
        )

    def _quotation(self, triple: Triple) -> record.Argument | None:
        """The quotation that a verb of saying stands beside: its object, though the parser does not join the two."""
        one = self.attribution_by_cue.get(triple.predicate.i)
        if one is None or triple.clause is None or len(one.content) != 1:
            return None
        near = one.content[0].start >= triple.predicate.sent.start and one.content[0].end <= triple.predicate.sent.end
        taken = {token.i for token in [*triple.subject.tokens, *triple.relation]}
        taken.update(token.i for argument in triple.arguments for token in argument.phrase.tokens)
        if not near or taken & {token.i for token in one.content[0]}:
            return None
        words = Phrase(list(one.content[0]))
        return record.Argument(mentions=self.who.mentions_within(words, None), **_fields(text_span(words.tokens)))

    def _reports(self, triple: Triple) -> str | None:
        """The attribution that a clause makes, where all that it says is that somebody says something."""
        one = self.attribution_by_cue.get(triple.predicate.i)
        if one is None or triple.clause is None:
            return None
        said = triple.object is None or is_clause(triple.object) or has_content_clause(triple.predicate)
        said = said or triple.predicate.lemma_.lower() in word_lists("relations")["speaking"]
        return self.attribution_ids[id(one)] if said else None

    def _attribution(self, one: Attribution) -> record.Attribution:
        source = None
        if one.source is not None:
            entity = self.who.of_source(one.source)
            words = text_span(one.source if entity else words_of_source(one.source))
            source = record.Source(entity=entity, **_fields(words))
        return record.Attribution(
            id=self.attribution_ids[id(one)],
            source=source,
            cue=text_span(one.cue),
            content=tuple(text_span(span) for span in one.content),
            quoted=one.quoted,
        )

    def _event_of(self, clause: Clause | None) -> Event | None:
        return self.event_of.get(clause.predicate.i) if clause else None

    def _sentence(self, token: "Token") -> record.Sentence:
        sentence = token.sent
        if sentence.start not in self.sentences:
            words = text_span(sentence)
            self.sentences[sentence.start] = record.Sentence(start=words.start, end=words.end)
        return self.sentences[sentence.start]

    def _id_of(self, one: Attribution | None) -> str | None:
        return self.attribution_ids[id(one)] if one else None


def _by_predicate(triples: Iterable[Triple]) -> dict[int, list[confidence.Parts]]:
    """The parts of what each predicate states, by its place."""
    found: dict[int, list[confidence.Parts]] = {}
    for triple in triples:
        found.setdefault(triple.predicate.i, []).append(confidence.parts_of(triple))
    return found


def _extent(one: Attribution) -> tuple[int, int]:
    return min(span.start for span in one.content), -max(span.end for span in one.content)


class _Fields(TypedDict):
    start: int
    end: int
    text: str


def _fields(span: record.Span) -> _Fields:
    return {"start": span.start, "end": span.end, "text": span.text}
