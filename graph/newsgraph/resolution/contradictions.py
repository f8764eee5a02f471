"""Statements that deny each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newsgraph.record import Argument, Event, Modality, Record, Triple
from newsgraph.resolution.identities import Happening, Key, Thing
from newsgraph.resolution.names import bare
from newsgraph.resolution.reports import times_agree

_ASSERTED: tuple[Modality, ...] = ("actual", "possible", "planned")  # to demand or suppose a thing doesn't affirm it


class _Claim(NamedTuple):
    key: Key
    affirms: bool
    time: str | None


def find_contradictions(
    records: Iterable[Record], thing_of: Mapping[Key, Thing], happenings: Sequence[Happening]
) -> list[tuple[Key, Key]]:
    """Pairs of triples of which the first affirms what the second denies, sorted.

    Both must assert: as actual, possible or planned, not as demanded or hypothetical. Both must be about one happening,
    as a part of it or with it as their subject or object, or claim the same: the same relation between the same two
    things (in one article: between a thing and the same words, too), at times that agree.
    """
    happening_of = {key: one.slug for one in happenings for key in one.members}
    claims: dict[tuple[str, ...], list[_Claim]] = defaultdict(list)
    for record in records:
        article = record.article.id
        events = {event.id: event for event in record.events}
        unlike = {
            one.event for one in record.triples if one.event in events and one.polarity != events[one.event].polarity
        }
        for triple in record.triples:
            own = events.get(triple.event or "")
            claim = _Claim((article, triple.id), triple.polarity == "affirmed", _time(own))
            if triple.modality in _ASSERTED:
                subject, object_ = (_meant(article, one, thing_of) for one in (triple.subject, triple.object))
                if subject and object_:
                    claims["claim", subject, triple.relation.label, object_].append(claim)
                if own and (article, own.id) in happening_of:
                    claims["happening", happening_of[article, own.id]].append(claim)
            for told in _told(triple, events):
                if (article, told.id) in happening_of and told.id not in unlike:
                    claims["happening", happening_of[article, told.id]].append(claim._replace(time=_time(told)))
    pairs: set[tuple[Key, Key]] = set()
    for same in claims.values():
        denials = [claim for claim in same if not claim.affirms]
        for claim in same if denials else ():
            if claim.affirms:
                pairs.update((claim.key, other.key) for other in denials if times_agree(claim.time, other.time))
    return sorted(pairs)


def _time(event: Event | None) -> str | None:
    return event.time.value if event and event.time else None


def _told(triple: Triple, events: Mapping[str, Event]) -> list[Event]:
    """The events that a triple tells of, where it affirms or denies them as the text does the event itself."""
    told = [events[one.event] for one in (triple.subject, triple.object) if one.event and one.event in events]
    return [event for event in told if event.modality in _ASSERTED and event.polarity == triple.polarity]


def _meant(article: str, argument: Argument, thing_of: Mapping[Key, Thing]) -> str:
    """What an argument stands for: a thing, or, within its article, words of more than one word; else nothing."""
    if argument.entity and (article, argument.entity) in thing_of:
        return thing_of[article, argument.entity].slug
    words = bare(argument.text)
    return f"{article}:{words}" if " " in words else ""
