"""Reads what statements say as propositions: each clause, and each content of a report or of a denial."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from newsgraph.normalisation import bare
from newsgraph.record import Argument, Event, Mention, Participant, Record, Source, Triple
from newsgraph.resolution.clause_senses import (
    adverbs,
    before,
    denies,
    is_idiom,
    is_passive,
    is_quality,
    is_refused,
    is_time,
    preposition_of,
    reckoned_time,
    relation_of,
    verb_senses,
    whereabouts,
    without_infinitive,
)
from newsgraph.resolution.event_mentions import day, word_set
from newsgraph.resolution.phrases import Phrase, content_words, head_of, read_phrase, words_for
from newsgraph.resolution.propositions import Further, Proposition, refer
from newsgraph.wording import unreported

_TAIL = re.compile(r"\b(to|with|from) ((?:the |a |an )?\w.*)$")
_SHORT_NAME = 4  # words


class PropositionReader:
    """Reads the propositions of one article, by itself: entities stand there by references (`propositions.refer`).

    Args:
        record: what the article says.
        known: the entities of the record that are some entity of all articles, each with the first of the record that
            is the same.
    """

    def __init__(self, record: Record, known: Mapping[str, str]) -> None:
        self.record = record
        self.id = record.article.id
        self._known = {name: refer(first) for name, first in known.items()}
        self._events = {one.id: one for one in record.events}
        self._named = {one.entity for one in record.mentions if one.form in ("name", "demonym")}
        self._published = day(record.article.published)
        self._said = unreported(record.triples)
        self._phrases: dict[tuple[int, int, str, str | None], Phrase] = {}

    def read(self, only: Collection[str] | None = None) -> list[Proposition]:
        """The propositions of the article's statements, in their order.

        Args:
            only: the ids of the statements that are asked for; None: all.
        """
        said = self._said if only is None else [one for one in self._said if one.id in only]
        if only is not None and any(map(self._points_back, said)):  # what they deny is another statement
            return [one for one in self.read() if one.key[1] in only]
        found: list[Proposition] = []
        for triple in sorted(said, key=lambda one: (one.sentence.start, one.relation.start)):
            voice = self._voice_words(triple)
            told = [
                replace(one, sentence=triple.sentence.start, voice_words=voice) for one in self._of_statement(triple)
            ]
            if not told and self._points_back(triple):
                told = list(self._denied_before(triple, found))
            found += told
        return [one for one in found if one.senses or one.topic]

    def _voice_words(self, triple: Triple) -> frozenset[str]:
        source = self._sources.get(triple.attribution)
        if source is None:
            return frozenset()
        entity = self._known.get(source.entity or "")
        return frozenset(content_words(source.text)) | _words_of(entity)

    def _points_back(self, triple: Triple) -> bool:
        """Whether a statement denies what was said just before: "called that untrue", "rejected the claim"."""
        return denies(triple) and triple.polarity == "affirmed" and triple.modality == "actual"

    def _denied_before(self, triple: Triple, before: Sequence[Proposition]) -> Iterator[Proposition]:
        """What the last sentence that somebody else vouches for says, denied."""
        denier = self._denier(triple)
        others = [one for one in before if one.sentence < triple.sentence.start]
        last = max((one.sentence for one in others), default=-1)
        for one in others:
            if one.sentence == last and one.affirmed and one.senses and one.voice not in (denier, self.id):
                yield replace(
                    one,
                    key=(self.id, triple.id),
                    affirmed=False,
                    denial=True,
                    voice=denier,
                    sentence=triple.sentence.start,
                    confidence=min(one.confidence, triple.confidence),
                )

    @cached_property
    def _sources(self) -> dict[str | None, Source | None]:
        return {one.id: one.source for one in self.record.attributions}

    @cached_property
    def voices(self) -> dict[str | None, str]:
        """Who vouches for what an attribution covers: an entity, else the words for it; nobody known is one more."""
        found: dict[str | None, str] = {}
        for one in self.record.attributions:
            entity = self._known.get(one.source.entity or "") if one.source else None
            found[one.id] = entity or (f":{bare(one.source.text)}" if one.source else f":{one.cue.text}")
        return found

    def _of_statement(self, triple: Triple) -> Iterator[Proposition]:
        if denies(triple):
            yield from self._denied(triple)
            return
        if triple.reports is None:
            told = self._existing(triple)
            yield from told or self._own(triple)
        for event in self._within(triple):
            negated = event.polarity == "negated"
            verb = triple.relation.label.split()[0]
            barred = negated and (verb in words_for("barring") or (verb == "have" and event.nominal))
            if not barred and (negated or triple.polarity == "affirmed"):
                yield self._of_event(triple, event, denied=False)

    def _existing(self, triple: Triple) -> list[Proposition]:
        """The events of which a statement says only that they are, or are planned: "there was talk of a strike"."""
        verb, *more = triple.relation.label.split() or [""]
        exists = verb == "be" and triple.object is None and not more
        if not exists and not ({verb, *more} & word_set("occurring") and triple.object is None):
            return []
        subject = triple.subject
        events = [one for one in self.record.events if one.nominal and subject.start <= one.trigger.start < subject.end]
        planned = not exists and "plan" in triple.relation.label
        found = [self._of_event(triple, one, denied=triple.polarity == "negated") for one in events[-1:]]
        modality = "planned" if planned else triple.modality
        rumoured = exists and head_of(subject.text) in words_for("claims")
        return [
            replace(one, denial=False, modality="possible" if rumoured else modality, voice=self._voice(triple))
            for one in found
        ]

    @cached_property
    def _untold(self) -> list[Event]:
        """The events that no statement of their own tells."""
        told = {one.event for one in self._said if one.event and not denies(one)}
        return [one for one in self.record.events if one.id not in told]

    def _within(self, triple: Triple) -> list[Event]:
        """The events that a statement speaks of within its object and arguments, told by no statement of their own."""
        spans = [one for one in (triple.object, *triple.arguments) if one is not None and " " in one.text]
        return [
            one
            for one in (self._untold if spans else ())
            if any(span.start <= one.trigger.start and one.trigger.end <= span.end for span in spans)
        ]

    def _own(self, triple: Triple) -> Iterator[Proposition]:
        """What the clause of a statement says by itself."""
        event = self._events.get(triple.event or "")
        verb, senses, light = relation_of(triple, event)
        if event is not None and event.nominal and not light and verb not in (event.lemma, "be", "have"):
            told = self._of_event(triple, event, denied=triple.polarity == "negated")
            yield replace(told, denial=False, modality=triple.modality, voice=self._voice(triple))
            return
        agent, patient, others = self._parts(triple, event, light)
        if patient is not None and triple.object is not None and (tails := self._tails(triple.object)):
            others += tails
            patient = self._phrase(before(triple.object, _TAIL))
        others += self._unsaid(event, [agent, patient, *(one.phrase for one in others)]) if light else []
        senses |= whereabouts(triple, patient is not None)
        said = adverbs(f"{triple.relation.text} {triple.object.text if triple.object else ''}", triple.polarity)
        yield Proposition(
            key=(self.id, triple.id),
            affirmed=triple.polarity == "affirmed",
            denial=triple.polarity == "negated" and triple.relation.text.lower().startswith(("deni", "deny", "refute")),
            modality=triple.modality,
            verb=verb,
            senses=senses,
            agent=agent,
            patient=patient,
            others=tuple(others),
            time=(time := self._time(triple, event)),
            beside="" if time else reckoned_time(triple),
            voice=self._voice(triple),
            published=self._published,
            event=event.id if event else None,
            lasting=event is None or verb in words_for("lasting"),
            confidence=triple.confidence,
            ever=said.ever,
            so_far=said.so_far,
            hedged=said.hedged,
        )

    def _parts(
        self, triple: Triple, event: Event | None, light: bool
    ) -> tuple[Phrase | None, Phrase | None, list[Further]]:
        """Who does it, to whom, and what else a clause says: a passive's subject is whom it is done to."""
        subject = self._subject(triple)
        others = [Further(one.role, one.preposition or "", self._phrase(one)) for one in triple.arguments]
        passive, preposition = is_passive(triple, event), preposition_of(triple)
        object_ = triple.object
        particle = event.lemma.partition(" ")[2] if event is not None else ""
        split = next((one for one in others if particle and one.preposition == particle), None)
        if split is not None and object_ is None and not passive:  # "handed over forty prisoners"
            return subject, split.phrase, [one for one in others if one is not split]
        if object_ is None or (preposition == "by" and is_time(triple, event)):
            return (None, subject, others) if passive else (subject, None, others)
        phrase = self._phrase(without_infinitive(object_) if triple.relation.label == "let" else object_)
        if light or is_quality(triple, event) or is_idiom(triple):
            told = Further("other", "", replace(phrase, head="", words=frozenset()))
            return subject, None, [*others, told]
        if preposition == "by" and passive:
            return phrase, subject, others
        if passive or preposition:
            told = Further("other", preposition, phrase)
            return (None, subject, [*others, told]) if passive else (subject, None, [*others, told])
        return subject, phrase, others

    def _of_event(self, triple: Triple, event: Event, *, denied: bool) -> Proposition:
        """What a clause without a statement of its own says, which stands within the words of one."""
        sides: dict[str, list[Phrase]] = {"agent": [], "patient": [], "recipient": [], "other": [], "instrument": []}
        for one in event.participants:
            sides[one.role].append(self._phrase(one))
        others = [Further("other", "", one) for one in sides["patient"][1:] + sides["other"]]
        others += [Further("recipient", "", one) for one in sides["recipient"]]
        agents = sides["agent"]
        agent = agents[0] if len(agents) == 1 else _joined(agents) if agents else None
        reported = self.record.article.id if not triple.reports else self.voices.get(triple.reports, "")
        affirmed = event.polarity == "affirmed" and not is_refused(event)
        return Proposition(
            key=(self.id, triple.id),
            affirmed=False if denied else affirmed,
            denial=denied,
            modality="actual" if denied else event.modality,
            verb=event.lemma.replace(" ", "_"),
            senses=verb_senses(event.lemma, ""),
            agent=agent,
            patient=sides["patient"][0] if sides["patient"] else None,
            others=tuple(others),
            time=event.time.value if event.time else None,
            voice=self._denier(triple) if denied else reported or self._voice(triple),
            published=self._published,
            event=event.id,
            confidence=triple.confidence,
        )

    def _tails(self, one: Argument) -> list[Further]:
        """What an object says of somebody else: "with Azul" of "a contract with Azul", "to" whom a letter is."""
        found = []
        for match in list(_TAIL.finditer(one.text))[:1]:
            begin = one.start + match.start(2) if len(one.text) == one.end - one.start else one.start
            inside = {known for mention, known in self._mentioned(begin, one.end) if mention.form != "pronoun"}
            slug = next(iter(inside)) if len(inside) == 1 and len(match[2].split()) <= _SHORT_NAME else None
            role = {"to": "recipient", "from": "source"}.get(match[1], "other")
            phrase = read_phrase(
                match[2],
                slug=slug,
                named=slug is not None,
                inside=frozenset(inside),
                names=frozenset(inside),
                roles=_words_of(slug),
            )
            found.append(Further(role, match[1], phrase))
        return found

    def _unsaid(self, event: Event | None, said: Sequence[Phrase | None]) -> list[Further]:
        """Who takes part in an event that a clause's own phrases leave out: with whom talks are held."""
        known = {slug for one in said if one is not None for slug in one.slugs}
        parts = [self._phrase(one) for one in event.participants] if event else []
        return [Further("other", "", one) for one in parts if one.slug and one.slug not in known]

    def _subject(self, triple: Triple) -> Phrase:
        """The subject of a statement; of one who speaks of himself, who he is said to be."""
        phrase = self._phrase(triple.subject)
        if phrase.slug is None and triple.subject.text == "I":
            source = self._sources.get(triple.attribution)
            return self._phrase(source) if source else phrase
        return phrase

    def _denied(self, triple: Triple) -> Iterator[Proposition]:
        """What a statement denies by its verb: the clause or the event within its object, or what that is about."""
        if triple.polarity != "affirmed" or triple.modality != "actual" or triple.object is None:
            return
        inner = self._within(triple)
        verbal = [one for one in inner if not one.nominal]
        for event in verbal[:1] or inner[-1:]:
            told = self._of_event(triple, event, denied=True)
            if told.agent is not None and told.agent.pronoun:
                told = replace(told, agent=self._phrase(triple.subject))
            elif told.agent is None and told.patient is not None and told.patient.pronoun:
                told = replace(told, patient=self._phrase(triple.subject))
            if event.nominal and told.agent is None and triple.relation.label in words_for("denying"):
                told = replace(told, agent=self._phrase(triple.subject))
            yield told
        words = frozenset(content_words(triple.object.text)) - words_for("claims") - words_for("false")
        clause = any(
            not one.nominal and triple.object.start <= one.trigger.start < triple.object.end
            for one in self.record.events
        )
        if not clause and words:
            yield Proposition(
                key=(self.id, triple.id),
                affirmed=False,
                denial=True,
                modality="actual",
                verb="",
                senses=frozenset(),
                agent=None,
                patient=None,
                others=(Further("topic", "", self._phrase(triple.object)),),
                time=None,
                voice=self._denier(triple),
                published=self._published,
                confidence=triple.confidence,
                topic=words,
            )

    def _denier(self, triple: Triple) -> str:
        return self._known.get(triple.subject.entity or "") or f":{bare(triple.subject.text)}"

    def _voice(self, triple: Triple) -> str:
        return self.voices.get(triple.attribution, self.id)

    def _time(self, triple: Triple, event: Event | None) -> str | None:
        """When a clause says it was: its event's time, or that of the event that is its object."""
        if triple.holds is not None:
            return f"{triple.holds.from_ or '..'}/{triple.holds.until or '..'}"
        if triple.polarity == "negated" and is_time(triple, event) and triple.relation.label.endswith(" by"):
            return f"../{event.time.value}" if event and event.time and event.time.value else None
        told = self._events.get((triple.object.event if triple.object else None) or "")
        times = [one.time.value for one in (event, told) if one is not None and one.time is not None]
        return next((one for one in times if one), None)

    def _phrase(self, one: Argument | Participant | Source) -> Phrase:
        place = (one.start, one.end, one.text, one.entity)
        if place not in self._phrases:
            self._phrases[place] = self._read_phrase(one)
        return self._phrases[place]

    def _read_phrase(self, one: Argument | Participant | Source) -> Phrase:
        name = one.entity or self._pronoun_at.get((one.start, one.end))
        entity = self._known.get(name or "")
        inside: set[str] = set()
        names: set[str] = set()
        for mention, known in self._mentioned(one.start, one.end):
            inside.add(known)
            if mention.form in ("name", "demonym"):
                names.add(known)
        return read_phrase(
            one.text,
            slug=entity,
            named=name in self._named,
            inside=frozenset(inside),
            names=frozenset(names),
            roles=_words_of(entity),
            stands_for=entity,
        )

    def _mentioned(self, start: int, end: int) -> Iterator[tuple[Mention, str]]:
        """The mentions within a span, with who is meant."""
        for place in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            mention = self._mentions[place]
            known = self._known.get(mention.entity)
            if known is not None and mention.end <= end:
                yield mention, known

    @cached_property
    def _mentions(self) -> list[Mention]:
        return sorted(self.record.mentions, key=lambda one: one.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self._mentions]

    @cached_property
    def _pronoun_at(self) -> dict[tuple[int, int], str]:
        return {(one.start, one.end): one.entity for one in self.record.mentions if one.form == "pronoun"}


def _words_of(entity: str | None) -> frozenset[str]:
    """What stands for the words that all articles use of an entity."""
    return frozenset([entity]) if entity else frozenset()


def _joined(phrases: Sequence[Phrase]) -> Phrase:
    """Several who act together, as one."""
    slugs = frozenset(slug for one in phrases for slug in one.slugs)
    return replace(phrases[0], slug=None, named=False, inside=slugs, head="", words=frozenset())
