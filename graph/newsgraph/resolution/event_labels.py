"""What events are called: the clause that tells of one best, which says how far it is a fact."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from newsgraph import record
from newsgraph.confidence import rounded
from newsgraph.record import Modality, Polarity, Record, Triple
from newsgraph.resolution.archive import Archive
from newsgraph.resolution.events import STATUSES, EventDraft
from newsgraph.resolution.identities import Entity, Event
from newsgraph.resolution.keys import Key
from newsgraph.resolution.memo import Memo, digest
from newsgraph.wording import ReportStatus, Wording, marked, report_status, unreported

_LONGEST = 200  # characters of a clause in a label

_Told = tuple[int, bool, bool, float, Key, int, str]  # how well it tells of its event, and in which words


def label_events(
    events: Iterable[Event],
    drafts: "Callable[[tuple[Key, ...]], EventDraft]",
    articles: Iterable[str],
    told: Iterable["Clauses"],
) -> list[Event]:
    """The events, each called by the whole clause of the statement that tells of it best, or by a noun that names it.

    Best is what an article states as a fact, then what is claimed, envisaged, denied; with an object before without, a
    verb before a noun. Where no article states it as a fact, the label shows that: by its own words ("has never paid",
    "may withdraw") or by what stands before them ("claimed: …", "denied: …"). What articles name by a noun with its
    participants ("withdrawal of Russian troops") keeps that name if it is a part of other statements, or no article
    states it as a fact by a clause: "withdrawal of Russian troops (denied)".

    Args:
        events: of all articles.
        drafts: gives what an event was made of, by its members.
        articles: the ids of all articles.
        told: what the statements of each of these tell of its events (`clauses_of`).
    """
    best: dict[Key, _Told] = {}
    parts: set[Key] = set()
    for article, clauses in zip(articles, told, strict=True):
        parts.update((article, part) for part in clauses.parts)
        best.update(((article, event), (*rank, (article, event), *words)) for event, rank, words in clauses.best)
    found = []
    for event in events:
        draft = drafts(event.members)
        clause = min((best[key] for key in event.members if key in best), default=None)
        stated = clause is not None and clause[0] == 0
        if draft.noun and not (stated and parts.isdisjoint(event.members)):
            how = draft.marks if not stated else ()
            label = f"{event.label} ({', '.join(how)})" if how else event.label
        else:
            label = clause[-1] if clause else marked(draft.marks, event.label)
        found.append(event if label == event.label else _labelled(event, label))
    return found


def _labelled(event: Event, label: str) -> Event:
    """The same as `dataclasses.replace` gives, in a third of its time."""
    return Event(
        event.slug,
        label,
        event.type,
        event.participants,
        event.place,
        event.time,
        event.members,
        event.superseded,
    )


class Clauses(msgspec.Struct, frozen=True, array_like=True):
    """What the statements of an article tell of its events.

    Attributes:
        best: of each event that a clause tells of, how well the best does, and its place and words.
        parts: the events that statements speak of.
    """

    best: tuple[tuple[str, tuple[int, bool, bool, float], tuple[int, str]], ...]
    parts: tuple[str, ...]


def clauses_of(archive: Archive, place: int, entity_of: Mapping[Key, Entity], memo: Memo) -> Clauses:
    """What an article's statements tell: that follows from its record and what its entities are called."""
    labels = {name: entity.label for name, entity in archive.known(place, entity_of).items()}

    def find() -> Clauses:
        record = archive.record(place)
        best: dict[str, tuple[tuple[int, bool, bool, float], tuple[int, str]]] = {}
        for event, rank, words in _clauses(record, labels):
            best[event] = min((rank, words), best.get(event, (rank, words)))
        return Clauses(
            tuple((event, *found) for event, found in sorted(best.items())), tuple(sorted(set(_parts(record))))
        )

    return memo.get("clauses", digest(archive.digests[place], labels), Clauses, find)


def _parts(one: Record) -> Iterable[str]:
    """The events that statements of an article speak of."""
    for triple in one.triples:
        for part in (triple.subject, triple.object, *triple.arguments):
            if part is not None and part.event is not None:
                yield part.event


def _clauses(
    one: Record, labels: Mapping[str, str]
) -> Iterable[tuple[str, tuple[int, bool, bool, float], tuple[int, str]]]:
    """The clause of each statement of an article that tells of an event, by that event."""
    wording = Wording(one, labels.get)
    events = {event.id: event for event in one.events}
    for number, triple in enumerate(unreported(one.triples)):
        event = events.get(triple.event or "")
        if event is None:
            continue
        status, label = _label(triple, event, wording)
        rank = STATUSES.index(status), triple.object is None, event.nominal, -rounded(triple.confidence)
        yield event.id, rank, (number, label)


def _label(triple: Triple, event: record.Event, wording: Wording) -> tuple[ReportStatus, str]:
    """How a clause puts its event, by itself or by what is known of the event, and its words."""
    polarity: Polarity = "negated" if "negated" in (triple.polarity, event.polarity) else "affirmed"
    modality: Modality = event.modality if triple.modality == "actual" else triple.modality
    attributed = triple.attribution is not None or event.attribution is not None
    whole = msgspec.structs.replace(triple, polarity=polarity, modality=modality)
    found = [*(["claimed"] if attributed else []), *wording.marks(whole)]
    return report_status(polarity, modality, attributed), marked(found, _cut(wording.clause(triple)))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"
