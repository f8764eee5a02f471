"""Takes from the record of an article what resolution needs of it (`features.py`)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec
import numpy as np

from newsgraph.normalisation import bare
from newsgraph.record import Entity, Event, Mention, Record
from newsgraph.resolution.bodies import body_candidates
from newsgraph.resolution.features import (
    VERB_PART,
    ArticleFeatures,
    EntityFeatures,
    EventFeatures,
    MentionFeatures,
    ParticipantFeatures,
    ReportedEvent,
    TriggerFeatures,
    without_article,
)
from newsgraph.resolution.names import settings, words
from newsgraph.resolution.quantities import quantity
from newsgraph.resolution.statement_keys import number_of


def features_of(record: Record) -> ArticleFeatures:
    """What resolution takes from a record."""
    article = record.article
    by_entity: dict[str, list[Mention]] = defaultdict(list)
    for one in record.mentions:
        by_entity[one.entity].append(one)
    owners = _owners(record)
    candidates = body_candidates(record, {name: _names(found) for name, found in by_entity.items()})
    first = {name: min((one.start, one.end) for one in found) for name, found in by_entity.items()}
    at = anchors(first.get(one.id) for one in record.entities)
    where = anchors((one.trigger.start, one.trigger.end) for one in record.events)
    verbs = list(dict.fromkeys(one.lemma for one in record.events))
    telling = candidates | {one.id for one in record.entities if one.location}
    agents = [one.entity for event in record.events for one in event.participants if one.role == "agent"]
    sources = [one.source.entity for one in record.attributions if one.source]
    arguments = (one for triple in record.triples for one in triple.arguments if one.role == "place")
    return ArticleFeatures(
        id=article.id,
        title=article.title,
        published=article.published,
        outlet=bare(article.publisher or ""),
        text_sha256=article.text_sha256,
        entities=tuple(
            _entity(one, by_entity[one.id], owners.get(one.id), one.id in candidates, anchor)
            for one, anchor in zip(record.entities, at, strict=True)
        ),
        names=tuple(dict.fromkeys(one.text for one in record.mentions if one.form == "name")),
        demonyms=tuple(_demonyms(record)),
        mentions=tuple(
            MentionFeatures(one.start, one.end, one.text, one.form, one.entity)
            for one in record.mentions
            if one.entity in telling
        ),
        scenes=_each({*(event.place for event in record.events), *(one.entity for one in arguments)}),
        doers=_each({*agents, *sources}),
        reported=tuple(
            ReportedEvent(one.id, anchor, _wording(one)) for one, anchor in zip(record.events, where, strict=True)
        ),
        verbs=np.array([number_of(one) for one in verbs], "<u8").tobytes(),
        parts=np.array(sorted(_verb_parts(record, verbs)), VERB_PART).tobytes(),
        told=msgspec.Raw(msgspec.msgpack.encode(tuple(map(_event, record.events)))),
    )


def _verb_parts(record: Record, verbs: list[str]) -> set[tuple[int, int]]:
    """The number of each verb with those of the entities that have a part in its events."""
    numbers = {one.id: number for number, one in enumerate(record.entities)}
    verb = {lemma: number for number, lemma in enumerate(verbs)}
    parts = (
        (verb[event.lemma], name)
        for event in record.events
        for name in (event.place, *(one.entity for one in event.participants))
    )
    return {(number, numbers[name]) for number, name in parts if name is not None and name in numbers}


def events_of(record: Record) -> Iterator[EventFeatures]:
    """The events of a record."""
    return map(_event, record.events)


def _event(event: Event) -> EventFeatures:
    return EventFeatures(
        id=event.id,
        trigger=TriggerFeatures(event.trigger.start, event.trigger.end, event.trigger.text),
        lemma=event.lemma,
        type=event.type,
        participants=tuple(
            ParticipantFeatures(one.role, one.entity, one.text, one.start) for one in event.participants
        ),
        time=event.time.value if event.time else None,
        place=event.place,
        polarity=event.polarity,
        modality=event.modality,
        attributed=event.attribution is not None,
        nominal=event.nominal,
    )


def _wording(event: Event) -> str:
    parts = sorted(f"{one.role} {bare(one.text)}" for one in event.participants)
    return ", ".join([event.lemma, *parts])


def anchors(places: Iterable[tuple[int, int] | None]) -> Iterator[str]:
    """What stands for some characters of an article, in their order: "17-24"; "17-24.2" for the second there."""
    seen: Counter[str] = Counter()
    for place in places:
        characters = f"{place[0]}-{place[1]}" if place else "-"
        seen[characters] += 1
        yield f"{characters}.{seen[characters]}" if seen[characters] > 1 else characters


def _each(found: set[str | None]) -> tuple[str, ...]:
    return tuple(sorted(one for one in found if one))


def _names(mentions: Iterable[Mention]) -> set[str]:
    """What an entity may be called by, if only some article has it as a name."""
    return {one.text for one in mentions if one.form == "name" or _may_be_name(one)}


def _entity(entity: Entity, mentions: list[Mention], owner: str | None, body: bool, anchor: str) -> EntityFeatures:
    names, maybe, sexes = Counter[str](), Counter[str](), Counter[str]()
    head, plural, by_demonym, label = "", False, False, bare(entity.label)
    for mention in mentions:
        if not head and bare(mention.text).endswith(label):
            head = bare(mention.head)
            plural = mention.plural or head in words("actors", "irregular_plurals")
        if mention.form == "name":
            names[mention.text] += 1
        elif _may_be_name(mention):
            maybe[mention.text] += 1
        elif sex := settings()["person"]["pronouns"].get(mention.text.lower()):
            sexes[sex] += 1
        elif mention.form == "demonym":
            by_demonym = True
    several = plural or head in words("actors", "anybody")
    certain = entity.type == "place" or head in words("actors", "certain")
    several = entity.type == "group" or (several and not certain)
    told_apart = any(one.form != "pronoun" and not _tells_nobody_apart(one) for one in mentions)
    return EntityFeatures(
        entity=entity,
        names=tuple(names.items()),
        maybe_names=tuple(maybe.items()),
        sexes=tuple(sexes.items()),
        head=head,
        plural=plural,
        generic=several and bool(head) and not told_apart,
        by_demonym=by_demonym,
        owner=owner,
        body=body,
        anchor=anchor,
        words=_words(entity, names),
    )


def _words(entity: Entity, names: Counter[str]) -> tuple[str, ...]:
    kind, label = "place" if entity.type == "place" else "actor", bare(entity.label)
    own = Counter[str]()
    for name, count in names.items():
        own[bare(name)] += count
    ordered = sorted(own, key=lambda name: (name != label, -len(name.split()), -own[name], name))
    return tuple(f"{kind} {name}" for name in ordered or [label])


def _may_be_name(mention: Mention) -> bool:
    """Whether a description is a name if some article has it as one."""
    name = without_article(mention.text)
    return (
        mention.form == "nominal" and " " in name and all(word[0].isupper() for word in name.split() if len(word) > 3)
    )


def _demonyms(record: Record) -> Iterator[tuple[str, str]]:
    """The demonyms of a record that mean a country, with its ISO code, in their order."""
    countries = {
        one.id: one.location.country
        for one in record.entities
        if one.location and one.location.country and one.location.kind == "country"
    }
    pronouns: Mapping[str, str] = settings()["person"]["pronouns"]
    for one in record.mentions:
        if one.form == "demonym" and one.entity in countries and one.text.lower() not in pronouns:
            yield bare(one.text), countries[one.entity]


def _tells_nobody_apart(mention: Mention) -> bool:
    """Whether words mean any of many: "people", "the officials", "her friends", "over a thousand people", "one person".

    What else is said of them tells them apart: "two fishermen", "Russian troops".
    """
    if mention.form != "nominal":
        return False
    vague = words("actors", "vague")
    left = [word for word in mention.text.lower().split() if word not in vague]
    if mention.plural and len(left) == 1:
        return True
    counted = words("actors", "approximate")
    rest = [word for word in left if word not in counted and quantity(word) is None]
    return len(rest) == 1 and rest[0] in words("actors", "anybody")


def _owners(record: Record) -> dict[str, str]:
    """After whom the bodies without a name are called, by the bodies: whose name begins the words for them."""
    types = {one.id: one.type for one in record.entities}
    persons = {one.start: one for one in record.mentions if one.form == "name" and types.get(one.entity) == "person"}
    found: dict[str, str] = {}
    for mention in record.mentions:
        owned = mention.form == "nominal" and bare(mention.head) in words("organization", "owned")
        if owned and mention.entity in types:
            start = mention.end - len(without_article(mention.text))
            person = persons.get(start)
            if person and person.end < mention.end and person.entity != mention.entity:
                found.setdefault(mention.entity, person.entity)
    return found
