"""Statements that deny each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsgraph.record import Argument, Event, Modality, Record, Triple
from newsgraph.resolution.identities import Happening, Key, Thing
from newsgraph.resolution.names import bare
from newsgraph.resolution.reports import times_agree

_ASSERTED: tuple[Modality, ...] = ("actual", "possible", "planned")  # to demand or suppose a thing doesn't affirm it
_MOST_PAIRS = 100  # of those who affirm one thing and those who deny it; beyond, not all are paired with all


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
    things (in one article: between a thing and the same words, too), at times that agree. Where many affirm and many
    deny one thing, each is paired with the first on the other side, so that the pairs grow with the statements.
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
    return sorted({pair for same in claims.values() for pair in _pairs(same)})


def _pairs(claims: Sequence[_Claim]) -> Iterator[tuple[Key, Key]]:
    """Who affirms with who denies: all with all where they are few, else each with the first on the other side."""
    affirmed = [claim for claim in claims if claim.affirms]
    denied = [claim for claim in claims if not claim.affirms]
    if len(affirmed) * len(denied) <= _MOST_PAIRS:
        yield from ((a.key, b.key) for a in affirmed for b in denied if times_agree(a.time, b.time))
        return
    for claim, other in _with_first(affirmed, denied):
        yield claim.key, other.key
    for claim, other in _with_first(denied, affirmed):
        yield other.key, claim.key


def _with_first(claims: Sequence[_Claim], others: Sequence[_Claim]) -> Iterator[tuple[_Claim, _Claim]]:
    """Each claim with the first of the others whose time agrees."""
    first: dict[str | None, _Claim] = {}
    for other in sorted(others, key=lambda one: one.key):
        first.setdefault(other.time, other)
    for claim in claims:
        agreeing = (other for time, other in first.items() if times_agree(claim.time, time))
        if found := next(agreeing, None):
            yield claim, found


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
