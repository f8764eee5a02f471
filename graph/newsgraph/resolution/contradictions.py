"""Statements that deny each other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from newsgraph.record import Argument, Record, Triple
from newsgraph.resolution.events import times_agree
from newsgraph.resolution.identities import Happening, Key, Thing
from newsgraph.resolution.names import bare


def find_contradictions(
    records: Iterable[Record], things: Sequence[Thing], happenings: Sequence[Happening]
) -> list[tuple[Key, Key]]:
    """Pairs of triples of which the first affirms what the second denies, sorted.

    They must be about the same happening, or claim the same (the same relation between the same things, or the same
    words), with times that agree.
    """
    thing_of = {key: thing.slug for thing in things for key in thing.members}
    happening_of = {key: one.slug for one in happenings for key in one.members}
    claims: dict[tuple[str, ...], list[tuple[Key, Triple, str | None]]] = defaultdict(list)
    for record in records:
        article = record.article.id
        times = {event.id: event.time.value if event.time else None for event in record.events}
        for triple in record.triples:
            entry = ((article, triple.id), triple, times.get(triple.event or ""))
            if triple.event and (article, triple.event) in happening_of:
                claims["event", happening_of[article, triple.event]].append(entry)
            subject, object_ = (_meant(article, one, thing_of) for one in (triple.subject, triple.object))
            claims["claim", subject, triple.relation.label, object_].append(entry)
    pairs: set[tuple[Key, Key]] = set()
    for entries in claims.values():
        denials = [entry for entry in entries if entry[1].polarity == "negated"]
        for key, triple, time in entries:
            if triple.polarity == "affirmed":
                pairs.update((key, other) for other, _, when in denials if times_agree(time, when))
    return sorted(pairs)


def _meant(article: str, argument: Argument, thing_of: dict[Key, str]) -> str:
    if argument.entity and (article, argument.entity) in thing_of:
        return f"thing:{thing_of[article, argument.entity]}"
    return bare(argument.text)
