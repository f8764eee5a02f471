"""The events of all articles, drafted verb by verb: where no mention of a verb has changed, as they were.

Mentions of two verbs are never of one event (`event_linking.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

import numpy as np

from newsgraph.resolution.archive import Archive
from newsgraph.resolution.contradiction_blocking import mixed
from newsgraph.resolution.event_linking import link_events
from newsgraph.resolution.event_mentions import EventMention, day, event_mention
from newsgraph.resolution.events import EventDraft, draft_event
from newsgraph.resolution.features import VERB_PART
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.keys import Key
from newsgraph.resolution.memo import Memo
from newsgraph.resolution.statement_keys import number_of

_Mentions = dict[int, list[EventMention]]  # by the number of their verb


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
        mentions = self._mentions(new)
        kind = tuple[EventDraft, ...]
        self._drafts = {
            one.members: one
            for verb, key in keys.items()
            for one in memo.get("events", key, kind, partial(self._drafted, mentions, verb))
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
        found: dict[int, int] = defaultdict(int)
        for article, own, verbs in zip(archive.features, archive.digests, self._verbs, strict=True):
            parts = np.frombuffer(article.parts, VERB_PART)
            known = (self._entity_of.get((article.id, one.entity.id)) for one in article.entities)
            face = np.array([faces[id(one)] if one else 0 for one in known], np.uint64)
            told = np.array(verbs, np.uint64)
            with np.errstate(over="ignore"):
                sums = np.zeros(len(verbs), np.uint64)
                np.add.at(sums, parts["verb"], mixed(face[parts["entity"]], parts["entity"]))
                numbers = mixed(mixed(told, np.uint64(int.from_bytes(own[:8], "little"))), sums)
            for verb, number in zip(verbs, numbers.tolist(), strict=True):
                found[verb] += number
        return {verb: number & _ALL for verb, number in found.items()}

    def _mentions(self, verbs: set[int]) -> _Mentions:
        """The mentions of some verbs."""
        found: _Mentions = defaultdict(list)
        for article, own in zip(self._features, self._verbs, strict=True):
            if not verbs.isdisjoint(own):
                published = day(article.published)
                for event in article.events:
                    if (verb := number_of(event.lemma)) in verbs:
                        found[verb].append(event_mention(article.id, published, event, self._entity_of))
        return found

    def _drafted(self, mentions: _Mentions, verb: int) -> tuple[EventDraft, ...]:
        found = (draft_event(cluster, self._entity_of) for cluster in link_events(mentions.pop(verb)))
        return tuple(sorted(found, key=lambda one: one.members))

    def _mention(self, key: Key) -> EventMention:
        article = self._features[self._places[key[0]]]
        event = next(one for one in article.events if one.id == key[1])
        return event_mention(article.id, day(article.published), event, self._entity_of)


_ALL = (1 << 64) - 1


def _face(entity: Entity) -> str:
    """All of an entity that events follow from."""
    where = entity.location
    located = (where.country or "", where.kind) if where else ()
    rest = (entity.stands_for or "", entity.nationality or "", entity.contained_in or "")
    return "\0".join((entity.slug, entity.type, entity.label, *rest, *located))
