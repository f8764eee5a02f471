"""The events of all articles, drafted verb by verb: where no mention of a verb has changed, as they were.

Mentions of two verbs are never of one event (`event_linking.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

import numpy as np

from newsgraph.resolution.archive import Archive
from newsgraph.resolution.contradiction_blocking import mixed
from newsgraph.resolution.event_linking import link_events
from newsgraph.resolution.event_mentions import EventMention, day, event_mention
from newsgraph.resolution.events import EventDraft, draft_event
from newsgraph.resolution.features import VERB_PART, EventFeatures
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.keys import Key
from newsgraph.resolution.memo import Memo
from newsgraph.resolution.statement_keys import Numbers, number_of

_Told = dict[int, list[tuple[str, date | None, EventFeatures]]]  # by verb: the article, its day, an event


class EventDrafts:
    """The events of all articles.

    Args:
        archive: the articles.
        entity_of: who is who.
        memo: what was found before.
    """

    def __init__(self, archive: Archive, entity_of: Mapping[Key, Entity], memo: Memo) -> None:
        self._features, self._entity_of = archive.features, entity_of
        self._places = {one.id: place for place, one in enumerate(archive.features)}
        self._verbs = [np.frombuffer(one.verbs, "<u8").tolist() for one in archive.features]
        content = self._content(archive)
        keys = {verb: verb.to_bytes(8, "little") + number.to_bytes(8, "little") for verb, number in content.items()}
        new = {verb for verb, key in keys.items() if not memo.has("events", key)}
        told = self._told(new)
        kind = tuple[EventDraft, ...]
        self._drafts = {
            one.members: one
            for verb, key in keys.items()
            for one in memo.get("events", key, kind, partial(self._drafted, told, verb))
        }

    @property
    def clusters(self) -> list[tuple[Key, ...]]:
        """The mentions of each event, sorted."""
        return list(self._drafts)

    def of(self, members: Iterable[Key]) -> EventDraft:
        """The event that some mentions are of, if they are of one."""
        keys = tuple(sorted(members))
        if keys not in self._drafts:
            self._drafts[keys] = draft_event([self._mention(key) for key in keys], self._entity_of)
        return self._drafts[keys]

    def _content(self, archive: Archive) -> dict[int, int]:
        """By the number of each verb, 64 bits that stand for all that articles tell with it."""
        entities = list({id(one): one for one in self._entity_of.values()}.values())
        faces = {id(one): number_of(_face(one)) for one in entities}
        of_entity = [
            faces[id(found)] if (found := self._entity_of.get((article.id, one.entity.id))) else 0
            for article in archive.features
            for one in article.entities
        ]
        rows = [np.frombuffer(one.parts, VERB_PART) for one in archive.features]
        sizes = [len(one) for one in rows]
        parts = np.concatenate(rows) if rows else np.empty(0, VERB_PART)
        entity = parts["entity"] + np.repeat(_starts([len(one.entities) for one in archive.features]), sizes)
        verb = parts["verb"] + np.repeat(_starts(list(map(len, self._verbs))), sizes)
        verbs = np.array([one for own in self._verbs for one in own], np.uint64)
        records = np.array([int.from_bytes(one[:8], "little") for one in archive.digests], np.uint64)
        sums = np.zeros(len(verbs), np.uint64)
        with np.errstate(over="ignore"):
            np.add.at(sums, verb, mixed(np.array(of_entity, np.uint64)[entity], parts["entity"]))
        numbers = mixed(mixed(verbs, np.repeat(records, list(map(len, self._verbs)))), sums)
        content: dict[int, int] = defaultdict(int)
        for one, number in zip(verbs.tolist(), numbers.tolist(), strict=True):
            content[one] += number
        return {one: number & _ALL for one, number in content.items()}

    def _told(self, verbs: set[int]) -> _Told:
        """What articles tell with some verbs."""
        found: _Told = defaultdict(list)
        for article, own in zip(self._features, self._verbs, strict=True):
            if not verbs.isdisjoint(own):
                published = day(article.published)
                for event in article.events:
                    if (verb := number_of(event.lemma)) in verbs:
                        found[verb].append((article.id, published, event))
        return found

    def _drafted(self, told: _Told, verb: int) -> tuple[EventDraft, ...]:
        """The events of one verb: their mentions are in memory only meanwhile."""
        mentions = [event_mention(*one, self._entity_of) for one in told.pop(verb)]
        found = (draft_event(cluster, self._entity_of) for cluster in link_events(mentions))
        return tuple(sorted(found, key=lambda one: one.members))

    def _mention(self, key: Key) -> EventMention:
        article = self._features[self._places[key[0]]]
        event = next(one for one in article.events if one.id == key[1])
        return event_mention(article.id, day(article.published), event, self._entity_of)


_ALL = (1 << 64) - 1


def _starts(sizes: Sequence[int]) -> Numbers:
    """Where each of some rows begins, one behind the other."""
    found: Numbers = np.cumsum([0, *sizes])[:-1]
    return found


def _face(entity: Entity) -> str:
    """All of an entity that events follow from."""
    where = entity.location
    located = (where.country or "", where.kind) if where else ()
    rest = (entity.stands_for or "", entity.nationality or "", entity.contained_in or "")
    return "\0".join((entity.slug, entity.type, entity.label, *rest, *located))
