"""Statements that deny each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newsgraph.record import Argument, Modality, Record, Triple
from newsgraph.resolution.events import times_agree
from newsgraph.resolution.identities import Happening, Key, Thing
from newsgraph.resolution.names import bare

_ASSERTED: tuple[Modality, ...] = ("actual", "possible", "planned")  # to demand or suppose a thing doesn't affirm it


class _Claim(NamedTuple):
    key: Key
    triple: Triple
    time: str | None


def find_contradictions(
    records: Iterable[Record], thing_of: Mapping[Key, Thing], happenings: Sequence[Happening]
) -> list[tuple[Key, Key]]:
    """Pairs of triples of which the first affirms what the second denies, sorted.

    Both must assert: as actual, possible or planned, not as demanded or hypothetical. Both must be about one happening,
    or claim the same: the same relation between the same two things (in one article: between a thing and the same
    words, too), at times that agree.
    """
    happening_of = {key: one.slug for one in happenings for key in one.members}
    claims: dict[tuple[str, ...], list[_Claim]] = defaultdict(list)
    for record in records:
        article = record.article.id
        times = {event.id: event.time.value for event in record.events if event.time}
        for triple in record.triples:
            if triple.modality not in _ASSERTED:
                continue
            claim = _Claim((article, triple.id), triple, times.get(triple.event or ""))
            happening = happening_of.get((article, triple.event)) if triple.event else None
            if happening:
                claims["happening", happening].append(claim)
            subject, object_ = (_meant(article, one, thing_of) for one in (triple.subject, triple.object))
            if subject and object_:
                claims["claim", subject, triple.relation.label, object_].append(claim)
    pairs: set[tuple[Key, Key]] = set()
    for same in claims.values():
        denials = [claim for claim in same if claim.triple.polarity == "negated"]
        for claim in same if denials else ():
            if claim.triple.polarity == "affirmed":
                pairs.update((claim.key, other.key) for other in denials if times_agree(claim.time, other.time))
    return sorted(pairs)


def _meant(article: str, argument: Argument, thing_of: Mapping[Key, Thing]) -> str:
    """What an argument stands for: a thing, or, within its article, words of more than one word; else nothing."""
    if argument.entity and (article, argument.entity) in thing_of:
        return thing_of[article, argument.entity].slug
    words = bare(argument.text)
    return f"{article}:{words}" if " " in words else ""
