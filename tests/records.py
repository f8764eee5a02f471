"""Builds extraction records of made-up articles in few words, for the tests of the packages behind extraction.

A record fits a text that is written along with it, word by word: `ArticleBuilder.text`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TypeVar, get_args

import msgspec

from newsgraph.record import (
    Argument,
    ArgumentRole,
    ArticleInfo,
    Attribution,
    Entity,
    EntityType,
    Event,
    Form,
    FurtherArgument,
    Location,
    Mention,
    Modality,
    Participant,
    Polarity,
    Record,
    Relation,
    Role,
    Sentence,
    Source,
    Span,
    Time,
    Triple,
    Validity,
)

UKRAINE = Location(
    iri="https://sws.geonames.org/690791/", latitude=49.0, longitude=32.0, country="UA", kind="country", name="Ukraine"
)
RUSSIA = Location(
    iri="https://sws.geonames.org/2017370/", latitude=60.0, longitude=100.0, country="RU", kind="country", name="Russia"
)
KHERSON = Location(
    iri="https://sws.geonames.org/706448/", latitude=46.6, longitude=32.6, country="UA", kind="city", name="Kherson"
)
KHERSON_REGION = Location(iri=None, latitude=46.5, longitude=33.5, country="UA", kind="region", name="Kherson")

Item = TypeVar("Item", Event, Triple)


class ArticleBuilder:
    """One article's record, put together entity by entity, and the text that it is of.

    Each word that an entity, an event, a triple or an attribution brings is written at the end of the text; with a text
    of one's own it is looked for there instead. All that is written before `new_sentence` is one sentence.

    Args:
        identifier: the article's id.
        published: its day of publication.
        text: what the article says, if the words shall be found there and not be written.
    """

    def __init__(self, identifier: str, published: str | None = None, text: str = "") -> None:
        self.identifier = identifier
        self.published = published
        self.given = bool(text)
        self.text = text
        self.starts = [0]  # of the sentences
        self.found: dict[str, int] = {}  # the end of the last place of these words in a given text
        self.mentions: list[Mention] = []
        self.entities: list[Entity] = []
        self.events: list[Event] = []
        self.triples: list[Triple] = []
        self.attributions: list[Attribution] = []

    def span(self, words: str) -> Span:
        """The next place of some words in a given text (the last one, if there is no other); else at its new end.

        Raises:
            ValueError: the text that was given has no such words.
        """
        if self.given:
            start = self.text.find(words, self.found.get(words, self.starts[-1]))
            start = start if start >= 0 else self.text.rfind(words)
            if start < 0 or not words:
                raise ValueError(f"no {words!r} in {self.text!r}")
            self.found[words] = start + len(words)
        else:
            start = len(self.text) + bool(self.text)
            self.text += f"{' ' if self.text else ''}{words}"
        return Span(start=start, end=start + len(words), text=words)

    def new_sentence(self) -> None:
        """What comes now stands in another sentence: in a given text behind the next full stop."""
        if self.given:
            self.starts.append(self.text.index(". ", self.starts[-1]) + 2)
        else:
            self.text += "."
            self.starts.append(len(self.text) + 1)

    def entity(
        self,
        kind: EntityType,
        *names: str,
        label: str | None = None,
        form: Form = "name",
        roles: Sequence[str] = (),
        location: Location | None = None,
        nationality: str | None = None,
    ) -> str:
        """An entity with one mention for each name; its label is the first."""
        identifier = f"e{len(self.entities)}"
        for name in names:
            self.mention(identifier, name, form)
        self.entities.append(
            Entity(
                id=identifier,
                type=kind,
                label=label or names[0],
                roles=tuple(roles),
                location=location,
                nationality=nationality,
            )
        )
        return identifier

    def mention(self, entity: str, words: str, form: Form = "name") -> str:
        """Another mention of an entity; the last word is its head."""
        identifier, head = f"m{len(self.mentions)}", (words.split() or [""])[-1]
        place = msgspec.structs.asdict(self.span(words))
        plural = head.endswith("s")
        self.mentions.append(Mention(**place, id=identifier, form=form, entity=entity, head=head, plural=plural))
        return identifier

    def event(
        self,
        trigger: str,
        lemma: str,
        kind: str | None = None,
        time: str | None = None,
        place: str | None = None,
        nominal: bool = False,
        polarity: Polarity = "affirmed",
        modality: Modality = "actual",
        attribution: str | None = None,
        **roles: str,
    ) -> str:
        """An event; `roles` are entity ids by role, `time` an EDTF date that the text says as such."""
        identifier = f"v{len(self.events)}"
        assert set(roles) <= set(get_args(Role)), roles
        names: Mapping[str, Role] = {role: role for role in get_args(Role)}
        self.events.append(
            Event(
                id=identifier,
                trigger=self.span(trigger),
                lemma=lemma,
                type=kind,
                participants=tuple(
                    Participant(**self._place(entity), role=names[role], entity=entity)
                    for role, entity in roles.items()
                ),
                time=Time(**msgspec.structs.asdict(self.span(time)), value=time) if time else None,
                place=place,
                polarity=polarity,
                modality=modality,
                attribution=attribution,
                sentence=self._sentence(),
                nominal=nominal,
            )
        )
        return identifier

    def triple(
        self,
        subject: str,
        label: str,
        object_: str | None,
        polarity: Polarity = "affirmed",
        modality: Modality = "actual",
        event: str | None = None,
        object_event: str | None = None,
        *,
        words: str | None = None,
        arguments: Sequence[tuple[ArgumentRole, str | None, str]] = (),
        attribution: str | None = None,
        reports: str | None = None,
        holds: Validity | None = None,
        confidence: float = 1.0,
    ) -> str:
        """A triple; subject, object and further arguments are entity ids or words.

        Args:
            subject: who or what does it.
            label: the relation.
            object_: None where the clause has none.
            polarity: affirmed or negated.
            modality: actual, or what else it is.
            event: the event that it tells of.
            object_event: the event that its object is.
            words: the relation as the text has it, if that is not its label.
            arguments: a role, a preposition and the argument each.
            attribution: the attribution that vouches for it.
            reports: the attribution that it makes.
            holds: since when, until when.
            confidence: the probability that it is right.
        """
        identifier = f"t{len(self.triples)}"
        self.triples.append(
            Triple(
                id=identifier,
                subject=Argument(**self._argument(subject)),
                relation=Relation(**msgspec.structs.asdict(self.span(words or label)), label=label),
                object=None if object_ is None else Argument(**self._argument(object_), event=object_event),
                arguments=tuple(
                    FurtherArgument(**self._argument(one, preposition), role=role, preposition=preposition)
                    for role, preposition, one in arguments
                ),
                event=event,
                sentence=self._sentence(),
                polarity=polarity,
                modality=modality,
                attribution=attribution,
                reports=reports,
                holds=holds,
                confidence=confidence,
            )
        )
        return identifier

    def says(self, entity: str | None, content: str = "so", cue: str = "said", quoted: bool = False) -> str:
        """An attribution with that entity as its source; None where the text hides it."""
        identifier = f"a{len(self.attributions)}"
        self.attributions.append(
            Attribution(
                id=identifier,
                source=Source(**self._place(entity), entity=entity) if entity else None,
                cue=self.span(cue),
                content=(self.span(content),),
                quoted=quoted,
            )
        )
        return identifier

    def record(self) -> Record:
        """The record of the text as it is now."""
        return Record(
            article=ArticleInfo(
                id=self.identifier,
                title=None,
                published=self.published,
                publisher=None,
                url=None,
                language="en",
                text_sha256=hashlib.sha256(self.text.encode()).hexdigest(),
                length=len(self.text),
            ),
            mentions=tuple(self.mentions),
            entities=tuple(self.entities),
            events=tuple(self._ended(one) for one in self.events),
            triples=tuple(self._ended(one) for one in self.triples),
            attributions=tuple(self.attributions),
        )

    def _place(self, entity: str) -> dict[str, int | str]:
        """Where an entity was mentioned last."""
        last = next(one for one in reversed(self.mentions) if one.entity == entity)
        return {"start": last.start, "end": last.end, "text": last.text}

    def _argument(self, words: str, preposition: str | None = None) -> dict[str, object]:
        """An argument that is an entity, or the words that it is, with the mentions that stand within."""
        if any(one.id == words for one in self.entities):
            return self._place(words) | {"entity": words}
        if preposition and not self.given:
            self.span(preposition)
        place = self.span(words)
        within = tuple(one.id for one in self.mentions if place.start <= one.start and one.end <= place.end)
        return msgspec.structs.asdict(place) | {"mentions": within}

    def _sentence(self) -> Sentence:
        """The sentence that is being written; `_ended` knows its end."""
        return Sentence(start=self.starts[-1], end=self.starts[-1])

    def _ended(self, item: Item) -> Item:
        """The item with the end of its sentence."""
        later = [start for start in self.starts if start > item.sentence.start]
        end = later[0] - 1 if later else len(self.text)
        return msgspec.structs.replace(item, sentence=Sentence(start=item.sentence.start, end=end))
