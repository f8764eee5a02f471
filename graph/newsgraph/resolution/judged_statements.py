"""Applies what people have decided about statements: what is wrong leaves the records, and all that only it tells.

A statement is known again by its article, its sentence and its words. In the words, each name may be any that the
entity has here: a statement stays the same when an actor is renamed or merged.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from newsgraph.record import Argument, Event, FurtherArgument, Record, Span, Triple
from newsgraph.resolution.decisions import refer
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.keys import Key
from newsgraph.statement_decisions import StatementDecision
from newsgraph.wording import Wording, unreported

_MARK = re.compile("\ue000(.*?)\ue001(’s)?")
_Told = TypeVar("_Told", Argument, FurtherArgument)


class Verdicts(NamedTuple):
    """Which statements people say are wrong and which right, and what they decided that is about none."""

    wrong: frozenset[Key]
    right: frozenset[Key]
    unmet: tuple[str, ...]


def find_judged(
    records: Sequence[Record],
    decisions: Iterable[StatementDecision],
    standing: Mapping[StatementDecision, frozenset[Key]],
    entity_of: Mapping[Key, Entity],
) -> Verdicts:
    """The statements that decisions are about; whichever is called both right and wrong is wrong.

    Args:
        records: of all articles.
        decisions: what people have decided about statements.
        standing: the triples that stand where a decision says, by article and sentence.
        entity_of: the entities that those of the records are.
    """
    by_article = {record.article.id: record for record in records}
    statements = {(record.article.id, one.id): one for record in records for one in unreported(record.triples)}
    found: dict[bool, set[Key]] = {True: set(), False: set()}
    unmet = []
    for decision in decisions:
        texts = [" ".join(text.split()) for text in decision.texts]
        met = {
            key
            for key in standing.get(decision, frozenset()) & statements.keys()
            if _is_on(decision.subject, statements[key], key[0], entity_of)
            and any(map(_pattern(by_article[key[0]], statements[key], entity_of).fullmatch, texts))
        }
        found[decision.right] |= met
        if not met:
            unmet.append(decision.written)
    return Verdicts(frozenset(found[False]), frozenset(found[True] - found[False]), tuple(unmet))


def _is_on(subject: str, triple: Triple, article: str, entity_of: Mapping[Key, Entity]) -> bool:
    """Whether a statement's subject is what an IRI names, if it names anything."""
    if not subject:
        return True
    entity = entity_of.get((article, triple.subject.entity or ""))
    meant = refer(subject)
    return entity is not None and (entity.slug == meant.slug or meant.written in entity.superseded)


def _pattern(record: Record, triple: Triple, entity_of: Mapping[Key, Entity]) -> re.Pattern[str]:
    """What a statement's text may be, as the entities may be called."""
    text = Wording(record, lambda one: f"\ue000{one}\ue001").text(triple)
    labels = {one.id: one.label for one in record.entities}
    parts, last = [], 0
    for mark in _MARK.finditer(text):
        entity = entity_of.get((record.article.id, mark[1]))
        names = {labels[mark[1]], *((entity.label, *entity.alternative_labels) if entity else ())}
        owned = "’s?" if mark[2] else ""
        alternatives = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        parts += [re.escape(text[last : mark.start()]), f"(?:{alternatives}){owned}"]
        last = mark.end()
    return re.compile("".join([*parts, re.escape(text[last:])]), re.IGNORECASE)


def apply_verdicts(records: Iterable[Record], wrong: frozenset[Key], right: frozenset[Key]) -> list[Record]:
    """The records without the statements that are wrong and what only these tell; those that are right are certain."""
    gone, sure = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for found, keys in ((gone, wrong), (sure, right)):
        for article, triple in keys:
            found[article].add(triple)
    return [_certain(_without(one, gone[one.article.id]), sure[one.article.id]) for one in records]


def _certain(record: Record, right: set[str]) -> Record:
    """A careful reader has found these right: that is all that confidence estimates."""
    if not right:
        return record
    triples = tuple(msgspec.structs.replace(one, confidence=1.0) if one.id in right else one for one in record.triples)
    return msgspec.structs.replace(record, triples=triples)


def _without(record: Record, wrong: set[str]) -> Record:
    """The record without some statements, and without events and participants that nothing else tells."""
    if not wrong:
        return record
    shown = {one.id for one in unreported(record.triples)}
    vouched = {one.attribution for one in record.triples if one.id in shown - wrong}
    # What was no statement because it only reports one that is wrong now is none either.
    kept = [one for one in record.triples if one.id not in wrong and (one.id in shown or one.reports in vouched)]
    names = {one.id for one in kept}
    gone = [one for one in record.triples if one.id not in names]
    told = {one.event for one in kept}
    lost = {one.event for one in gone if one.event} - told
    events = tuple(_untold(one, gone, kept) for one in record.events if one.id not in lost)
    return msgspec.structs.replace(
        record, events=events, triples=tuple(_without_events(one, lost) for one in kept) if lost else tuple(kept)
    )


def _without_events(triple: Triple, lost: set[str]) -> Triple:
    def plain(words: _Told) -> _Told:
        return msgspec.structs.replace(words, event=None) if words.event in lost else words

    return msgspec.structs.replace(
        triple,
        subject=plain(triple.subject),
        object=plain(triple.object) if triple.object else None,
        arguments=tuple(map(plain, triple.arguments)),
    )


def _untold(event: Event, gone: Iterable[Triple], kept: Iterable[Triple]) -> Event:
    """An event without the participants, the time and the place that only statements that are gone tell of it."""
    wrong = [part for one in gone if one.event == event.id for part in _parts(one)]
    if not wrong:
        return event
    right = [part for one in kept if one.event == event.id for part in _parts(one)]

    def stays(words: Span) -> bool:
        return not _holds(wrong, words) or _holds(right, words)

    places = {part.entity for part in wrong} - {part.entity for part in right}
    return msgspec.structs.replace(
        event,
        participants=tuple(filter(stays, event.participants)),
        time=event.time if event.time and stays(event.time) else None,
        place=None if event.place in places else event.place,
    )


def _parts(triple: Triple) -> list[Argument]:
    return [triple.subject, *([triple.object] if triple.object else []), *triple.arguments]


def _holds(parts: Iterable[Argument], words: Span) -> bool:
    return any(part.start <= words.start and words.end <= part.end for part in parts)
