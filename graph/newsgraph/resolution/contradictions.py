"""Statements that deny each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from newsgraph.normalisation import bare
from newsgraph.record import Argument, Modality, Participant, Record, Triple
from newsgraph.record import Event as RecordedEvent
from newsgraph.resolution.event_mentions import day, days_agree, says_nothing, settings, times_agree, word_set
from newsgraph.resolution.identities import Entity, Event
from newsgraph.resolution.keys import Key

_ASSERTED: tuple[Modality, ...] = ("actual", "possible", "planned")  # to demand or suppose a thing doesn't affirm it
_ARTICLES_ENOUGH = 2
_MOST_PAIRS = 100  # of those who affirm one entity and those who deny it; beyond, not all are paired with all


class _Claim(NamedTuple):
    key: Key
    affirms: bool
    time: str | None
    voice: str  # who vouches for it; of the article itself, its id
    published: date | None = None  # of an event that is not linked; what lasts may be contested at any time
    relation: str = ""
    entity: str = ""  # to which it relates the event that it is a part of


def find_contradictions(
    records: Iterable[Record], entity_of: Mapping[Key, Entity], events: Sequence[Event]
) -> list[tuple[Key, Key]]:
    """Pairs of triples of which the first affirms what the second denies, sorted.

    Both must assert: as actual, possible or planned, not as demanded or hypothetical. Both must be about one event,
    as a part of it or with it as their subject or object, or claim the same: the same relation between the same two
    entities (in one article: between an entity and the same words, too), at times that agree. In one article they must
    be of two voices: who qualifies what he has said does not contest it. To deny what an event is or does ("the
    marriage is no question of dignity") is not to deny the event; to deny that it is planned, expected or takes place
    is.

    Where many affirm and many deny one thing, each is paired with the first on the other side, so that the pairs grow
    with the statements.
    """
    event_of = {key: one.slug for one in events for key in one.members}
    claims: dict[tuple[str, ...], list[_Claim]] = defaultdict(list)
    for record in records:
        article = record.article.id
        voices = _voices(record, entity_of)
        published = day(record.article.published)
        recorded = {event.id: event for event in record.events}
        unlike = {
            one.event
            for one in record.triples
            if one.event in recorded and one.polarity != recorded[one.event].polarity
        }
        nameless = _nameless(record)
        for triple in record.triples:
            if triple.modality not in _ASSERTED:
                continue
            own = recorded.get(triple.event or "")
            claim = _Claim(
                key=(article, triple.id),
                affirms=triple.polarity == "affirmed",
                time=_time(own),
                voice=voices.get(triple.attribution, article),
            )
            for relation, about, affirms in _related(triple, recorded):
                for subject, object_, lasts in _claimed(article, triple, about, entity_of, nameless):
                    for span in ("",) if lasts else _spans(published):
                        claims["claim", subject, relation, object_, span].append(
                            claim._replace(affirms=affirms, published=None if lasts else published)
                        )
            if own and (article, own.id) in event_of:
                entity = entity_of.get((article, triple.object.entity or "")) if triple.object else None
                claims["happening", event_of[article, own.id]].append(
                    claim._replace(relation=triple.relation.label, entity=entity.slug if entity else "")
                )
            for told, affirms in _told(triple, recorded):
                if (article, told.id) in event_of and told.id not in unlike:
                    voice = voices.get(told.attribution, claim.voice)
                    claims["happening", event_of[article, told.id]].append(
                        _Claim(claim.key, affirms, _time(told), voice)
                    )
    return sorted({pair for same in claims.values() for pair in _pairs(same)})


def _pairs(claims: Sequence[_Claim]) -> Iterator[tuple[Key, Key]]:
    """Who affirms with who denies: all with all where they are few, else each with the first on the other side."""
    affirmed = [claim for claim in claims if claim.affirms]
    denied = [claim for claim in claims if not claim.affirms]
    if len(affirmed) * len(denied) <= _MOST_PAIRS:
        yield from ((a.key, b.key) for a in affirmed for b in denied if _contest(a, b))
        return
    for claim, other in _with_first(affirmed, denied):
        yield claim.key, other.key
    for claim, other in _with_first(denied, affirmed):
        yield other.key, claim.key


def _contest(one: _Claim, other: _Claim) -> bool:
    """Whether two claims, one affirmed and one denied, can't both hold, and are of two voices."""
    if one.key[0] == other.key[0] and one.voice == other.voice:
        return False
    of_two_entities = one.relation == other.relation and one.entity and other.entity and one.entity != other.entity
    return not of_two_entities and times_agree(one.time, other.time) and days_agree(one.published, other.published)


def _with_first(claims: Sequence[_Claim], others: Sequence[_Claim]) -> Iterator[tuple[_Claim, _Claim]]:
    """Each claim with the first of the others that it contests, of the first two articles for each time and day."""
    first: dict[tuple[str | None, date | None], dict[str, _Claim]] = defaultdict(dict)
    for other in sorted(others, key=lambda one: one.key):
        known = first[other.time, other.published]
        if len(known) < _ARTICLES_ENOUGH:
            known.setdefault(other.key[0], other)
    for claim in claims:
        contested = (other for known in first.values() for other in known.values() if _contest(claim, other))
        if found := next(contested, None):
            yield claim, found


def _voices(record: Record, entity_of: Mapping[Key, Entity]) -> dict[str | None, str]:
    """Who vouches for what an attribution covers: an entity, else the words for it; nobody known is one more voice."""
    found: dict[str | None, str] = {}
    for one in record.attributions:
        entity = entity_of.get((record.article.id, one.source.entity or "")) if one.source else None
        found[one.id] = entity.slug if entity else f":{bare(one.source.text)}" if one.source else f":{one.cue.text}"
    return found


def _spans(published: date | None) -> tuple[str, ...]:
    """The two spans of time that an article's day is in, so that days that are near share one."""
    if published is None:
        return ("undated",)
    number = published.toordinal() // settings()["news_cycle_days"]
    return (str(number), str(number + 1))


def _time(event: RecordedEvent | None) -> str | None:
    return event.time.value if event and event.time else None


def _told(triple: Triple, recorded: Mapping[str, RecordedEvent]) -> Iterator[tuple[RecordedEvent, bool]]:
    """The events that a triple tells of, and whether it affirms them; none that it leaves open."""
    verb, *_ = [*triple.relation.label.split(), ""]
    if triple.relation.label == "be" and triple.object is None:  # "there were rumours about the withdrawal"
        around = triple.subject
        inside = (one for one in recorded.values() if around.start <= one.trigger.start < around.end)
        yield from ((one, triple.polarity == "affirmed") for one in inside if one.modality in _ASSERTED)
        return
    for told, is_subject in ((triple.subject.event, True), (triple.object.event if triple.object else None, False)):
        event = recorded.get(told or "")
        if event is None or event.modality not in _ASSERTED:
            continue
        if not is_subject and verb in word_set("denying"):
            yield event, triple.polarity == "negated"
        elif event.polarity == triple.polarity:
            says_what = triple.relation.label == "be" and not is_subject
            if not says_what and (triple.polarity == "affirmed" or _denies(triple, verb, is_subject)):
                yield event, triple.polarity == "affirmed"


def _denies(triple: Triple, verb: str, is_subject: bool) -> bool:
    """Whether a negated triple denies its subject or object, an event, rather than something about it."""
    if is_subject:
        said = {*bare(triple.relation.label).split(), *bare(triple.object.text if triple.object else "").split()}
        return not said.isdisjoint(word_set("occurring"))
    return verb in word_set("bringing_about")


def _related(
    triple: Triple, recorded: Mapping[str, RecordedEvent]
) -> Iterator[tuple[str, Argument | Participant, bool]]:
    """How a triple relates its subject, to what, and whether it affirms that.

    Who "denied the attack on the power plant" denies having done it, to whomever it was done to.
    """
    if triple.object is None:
        return
    for relation, affirms in _relations(triple):
        yield relation, triple.object, affirms
    denied = recorded.get(triple.object.event or "")
    if denied and triple.relation.label in word_set("denying"):
        for one in denied.participants:
            if one.role in ("patient", "recipient"):
                yield denied.lemma, one, triple.polarity == "negated"


def _relations(triple: Triple) -> list[tuple[str, bool]]:
    """The relation that a triple claims or denies, and whether it affirms it: who "denied bombing" denies "bomb"."""
    label, affirms = triple.relation.label, triple.polarity == "affirmed"
    verb, _, denied = label.partition(" ")
    if verb not in word_set("denying") or not denied:
        return [(label, affirms)]
    noun, *preposition = denied.split()
    return [(denied, not affirms), *([(noun, not affirms)] if preposition else [])]


def _claimed(
    article: str, triple: Triple, about: Argument | Participant, entity_of: Mapping[Key, Entity], nameless: Set[str]
) -> Iterator[tuple[str, str, bool]]:
    """What a triple relates to what, for its article and for all, and whether it may be contested at any time.

    Entities that have names are the same in all articles. Words are the same in their article; in others of the same
    days where one side has a name ("Israel bombed the hospital").
    """
    entities = [entity_of.get((article, one.entity or "")) for one in (triple.subject, about)]
    said = [_words(one) for one in (triple.subject, about)]
    subject, object_ = (
        entity.slug if entity else words and f"{article}:{words}" for entity, words in zip(entities, said, strict=True)
    )
    if subject and object_:
        yield subject, object_, triple.event is None
    named = [
        entity is not None and one.entity not in nameless
        for entity, one in zip(entities, (triple.subject, about), strict=True)
    ]
    if named == [True, False] and said[1]:
        yield subject, f"={said[1]}", False
    elif named == [False, True] and said[0]:
        yield f"={said[0]}", object_, False


def _words(argument: Argument | Participant) -> str:
    """The words of an argument that say what is meant: several, or one with "the"; not "a hospital", which is any."""
    words, first = bare(argument.text), argument.text.lower().partition(" ")[0]
    if says_nothing(argument.text) or first in word_set("indefinite"):
        return ""
    return words if " " in words or first == "the" else ""


def _nameless(record: Record) -> set[str]:
    """The entities that have no name in an article, so that nothing elsewhere is sure to be the same."""
    named = {one.entity for one in record.mentions if one.form in ("name", "demonym")}
    return {one.id for one in record.entities if one.id not in named and not one.location and not one.nationality}
