"""Builds extraction records of made-up articles in few words, for the tests of the packages behind extraction."""

from collections.abc import Sequence

from newsgraph.record import (
    Argument,
    ArticleInfo,
    Attribution,
    Entity,
    EntityType,
    Event,
    Form,
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
)

SENTENCE = Sentence(start=0, end=1)
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


class ArticleBuilder:
    """One article's record, put together entity by entity."""

    def __init__(self, identifier: str, published: str | None = None) -> None:
        self.identifier = identifier
        self.published = published
        self.mentions: list[Mention] = []
        self.entities: list[Entity] = []
        self.events: list[Event] = []
        self.triples: list[Triple] = []
        self.attributions: list[Attribution] = []

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
            position, head = len(self.mentions), (name.split() or [""])[-1]
            self.mentions.append(
                Mention(
                    id=f"m{position}",
                    start=position,
                    end=position + 1,
                    text=name,
                    form=form,
                    entity=identifier,
                    head=head,
                    plural=head.endswith("s"),
                )
            )
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

    def event(
        self,
        trigger: str,
        lemma: str,
        kind: str | None = None,
        time: str | None = None,
        place: str | None = None,
        nominal: bool = False,
        **roles: str,
    ) -> str:
        """An event; `roles` are entity ids by role."""
        identifier = f"v{len(self.events)}"
        names: dict[str, Role] = {
            "agent": "agent",
            "patient": "patient",
            "recipient": "recipient",
            "instrument": "instrument",
            "other": "other",
        }
        self.events.append(
            Event(
                id=identifier,
                trigger=Span(start=0, end=1, text=trigger),
                lemma=lemma,
                type=kind,
                participants=tuple(
                    Participant(start=0, end=1, text=entity, role=names[role], entity=entity)
                    for role, entity in roles.items()
                ),
                time=Time(start=0, end=1, text=time, value=time) if time else None,
                place=place,
                polarity="affirmed",
                modality="actual",
                attribution=None,
                sentence=SENTENCE,
                nominal=nominal,
            )
        )
        return identifier

    def triple(
        self,
        subject: str,
        label: str,
        object_: str,
        polarity: Polarity = "affirmed",
        modality: Modality = "actual",
        event: str | None = None,
        object_event: str | None = None,
    ) -> str:
        """A triple; subject and object are entity ids or words."""
        identifier = f"t{len(self.triples)}"
        known = {entity.id for entity in self.entities}
        subject_, found = (
            Argument(start=0, end=1, text=text, entity=text if text in known else None, event=told)
            for text, told in ((subject, None), (object_, object_event))
        )
        self.triples.append(
            Triple(
                id=identifier,
                subject=subject_,
                relation=Relation(start=0, end=1, text=label, label=label),
                object=found,
                event=event,
                sentence=SENTENCE,
                polarity=polarity,
                modality=modality,
                attribution=None,
            )
        )
        return identifier

    def says(self, entity: str) -> None:
        """An attribution with that entity as its source."""
        self.attributions.append(
            Attribution(
                id=f"a{len(self.attributions)}",
                source=Source(start=0, end=1, text=entity, entity=entity),
                cue=Span(start=0, end=1, text="said"),
                content=(Span(start=0, end=1, text="x"),),
                quoted=False,
            )
        )

    def record(self) -> Record:
        """The record."""
        return Record(
            article=ArticleInfo(
                id=self.identifier,
                title=None,
                published=self.published,
                publisher=None,
                url=None,
                language="en",
                text_sha256="0" * 64,
                length=1,
            ),
            mentions=tuple(self.mentions),
            entities=tuple(self.entities),
            events=tuple(self.events),
            triples=tuple(self.triples),
            attributions=tuple(self.attributions),
        )
