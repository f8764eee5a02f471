"""The propositions of all articles, looked up and compared by numbers; only those that meet are read."""

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec
import numpy as np

from newsgraph.resolution.archive import Archive
from newsgraph.resolution.contradiction_blocking import Blocks, candidate_pairs, mixed, once
from newsgraph.resolution.entity_words import places_around
from newsgraph.resolution.event_mentions import day
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.keys import Key
from newsgraph.resolution.memo import Memo, digest
from newsgraph.resolution.phrases import settings
from newsgraph.resolution.proposition_binding import Binding
from newsgraph.resolution.proposition_reader import PropositionReader
from newsgraph.resolution.propositions import Proposition
from newsgraph.resolution.statement_keys import (
    IS,
    PART,
    REFERENCE,
    ROLE,
    SENSE,
    TOPIC,
    Numbers,
    StatementKeys,
    called_in,
    number_of,
    statement_keys,
)


class Statements(NamedTuple):
    """The propositions of an article, as they are looked up.

    Attributes:
        known: who its entities are.
        keys: the keys of its propositions.
        digest: what stands for its record, and which of its entities are the same.
        fresh: the propositions, encoded and packed, if they were read just now: objects take fifty times the memory.
    """

    known: dict[str, Entity]
    keys: StatementKeys
    digest: bytes
    fresh: bytes


def statements_of(archive: Archive, place: int, entity_of: Mapping[Key, Entity], memo: Memo) -> Statements:
    """The propositions of an article, from the memo or from its record."""
    known = archive.known(place, entity_of)
    same, fresh = _same(known), []

    def read() -> StatementKeys:
        record = archive.record(place)
        found = PropositionReader(record, same).read()
        fresh.append(zlib.compress(msgspec.msgpack.encode(found), 1))
        return statement_keys(record, same, found)

    key = digest(archive.digests[place], same)
    return Statements(known, memo.get("statements", key, StatementKeys, read), key, b"".join(fresh))


def _same(known: Mapping[str, Entity]) -> dict[str, str]:
    """The entities of an article, each with the first there that is the same."""
    first: dict[int, str] = {}
    return {name: first.setdefault(id(one), name) for name, one in known.items()}


class StatementIndex:
    """The propositions of some articles, numbered in their order.

    Args:
        archive: all articles.
        told: the propositions of those that are compared, by their places in the archive, in that order.
        entity_of: who is who.

    Attributes:
        article: the number of the article of each proposition, among those that are compared.
        features: what resolution takes from these articles.
    """

    def __init__(self, archive: Archive, told: Mapping[int, Statements], entity_of: Mapping[Key, Entity]) -> None:
        self._archive, self._places = archive, list(told)
        self._entities = list({id(one): one for one in entity_of.values()}.values())
        number = {id(one): place for place, one in enumerate(self._entities)}
        self.features = [archive.features[place] for place in told]
        self._known = [one.known for one in told.values()]
        self._keys = [one.keys for one in told.values()]
        self._digests = [int.from_bytes(one.digest[:8], "little") for one in told.values()]
        self._fresh = {place: one.fresh for place, one in enumerate(told.values()) if one.fresh}
        self._needed: dict[int, list[int]] = {}
        self._bound: dict[int, Proposition] = {}
        self._forgotten = 0  # all before this one are
        self._said: dict[int, dict[int, tuple[str, ...]]] = {}  # `called_in` of the articles where that was asked for
        self._called: dict[str, frozenset[str]] = {}
        self._numbers = [  # of each article's entities among all
            [number[id(known[one.entity.id])] if one.entity.id in known else 0 for one in article.entities]
            for article, known in zip(self.features, self._known, strict=True)
        ]
        sizes = [len(one.triples) for one in self._keys]
        self.article: Numbers = np.repeat(np.arange(len(told)), sizes)
        self._first = np.cumsum([0, *sizes])

    def candidates(self) -> Numbers:
        """The pairs that may contradict each other (`contradiction_blocking.candidate_pairs`)."""
        blocks = Blocks(
            order=self._order(),
            senses=self._rows("senses", SENSE),
            parts=self._rows("parts", PART),
            references=self._references,
            topics=self._rows("topics", TOPIC),
            slugs=np.array([number_of(one.slug) for one in self._entities], np.uint64),
            roles=self._roles[1],
            role_starts=self._roles[0],
        )
        return candidate_pairs(blocks, settings()["window"]["nearest"])

    def _rows(self, table: str, kind: np.dtype[Any]) -> Numbers:
        """One table of all articles, with propositions numbered throughout."""
        found = [np.frombuffer(getattr(one, table), kind) for one in self._keys]
        rows = np.concatenate(found) if found else np.empty(0, kind)
        rows["of"] += np.repeat(self._first[:-1], [len(one) for one in found]).astype(np.uint32)
        return rows

    @cached_property
    def _references(self) -> Numbers:
        """What propositions have to do with entities, with both numbered throughout."""
        rows = self._rows("references", REFERENCE)
        rows["entity"] = self._among_all(self.article[rows["of"]], rows["entity"])
        return rows

    def _order(self) -> Numbers:
        """The rank of each proposition in time; on one day, by its key."""
        published = [day(one.published) for one in self.features]
        days = [one.toordinal() if one else 0 for one in published]
        places = sorted(range(len(days)), key=lambda place: (days[place], self.features[place].id))
        first, triples = self._first.tolist(), [one.triples for one in self._keys]
        ordered = [
            first[place] + own
            for place in places
            for own in sorted(range(len(triples[place])), key=triples[place].__getitem__)
        ]
        rank = np.empty(len(ordered), np.int64)
        rank[ordered] = np.arange(len(ordered))
        return rank

    @cached_property
    def _roles(self) -> tuple[Numbers, Numbers]:
        """Where the words that articles use of each entity begin, and the words, each once, as numbers."""
        found = [np.frombuffer(one.roles, ROLE) for one in self._keys]
        rows = np.concatenate(found) if found else np.empty(0, ROLE)
        entity = self._among_all(np.repeat(np.arange(len(found)), [len(one) for one in found]), rows["entity"])
        chosen = np.unique(mixed(entity, rows["key"]), return_index=True)[1]
        chosen = chosen[np.argsort(entity[chosen], kind="stable")]
        starts = np.searchsorted(entity[chosen], np.arange(len(self._entities) + 1))
        return starts, rows["key"][chosen]

    def _among_all(self, article: Numbers, entity: Numbers) -> Numbers:
        """The numbers of entities among all, from those that they have in their articles."""
        starts = np.cumsum([0, *map(len, self._numbers)])
        flat = np.array([number for numbers in self._numbers for number in numbers], np.int64)
        found: Numbers = flat[starts[article] + entity]
        return found

    @cached_property
    def _articles_of(self) -> dict[int, set[int]]:
        """The articles that speak of each entity."""
        found: dict[int, set[int]] = defaultdict(set)
        for place, numbers in enumerate(self._numbers):
            for number in numbers:
                found[number].add(place)
        return found

    def called(self, slug: str) -> frozenset[str]:
        """The words that all articles use of an entity."""
        if slug not in self._called:
            found: set[str] = set()
            number = self._by_slug[slug]
            for place in self._articles_of[number]:
                if place not in self._said:
                    self._said[place] = called_in(self._keys[place])
                for own, words in self._said[place].items():
                    if self._numbers[place][own] == number:
                        found.update(words)
            self._called[slug] = frozenset(found)
        return self._called[slug]

    @cached_property
    def _by_slug(self) -> dict[str, int]:
        return {one.slug: number for number, one in enumerate(self._entities)}

    @cached_property
    def _within(self) -> dict[str, frozenset[str]]:
        return places_around(self._entities)

    def content(self) -> Numbers:
        """64 bits for each proposition that stand for all that it says, and who is who in it."""
        starts, roles = self._roles
        texts = [
            "\0".join([one.slug, one.type, one.stands_for or "", *sorted(self._within.get(one.slug, ()))])
            for one in self._entities
        ]
        with np.errstate(over="ignore"):
            words = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed(roles, 0), dtype=np.uint64)])
            entities = mixed(
                np.array([number_of(text) for text in texts], np.uint64), words[starts[1:]] - words[starts[:-1]]
            )
            own = np.arange(len(self.article)) - self._first[self.article]
            found: Numbers = mixed(np.array(self._digests, np.uint64)[self.article], own)
            pairs = once(self._references["of"].astype(np.uint64) << np.uint64(32) | self._references["entity"])
            np.add.at(
                found, (pairs >> np.uint64(32)).astype(np.int64), mixed(entities[pairs & np.uint64(0xFFFFFFFF)], 1)
            )
        return found

    def terms(self) -> list[Numbers]:
        """What each article's propositions are told in: the numbers of the words, and of the slugs that they name."""
        slugs = np.array([number_of(f"={one.slug}") for one in self._entities], np.uint64)
        rows = self._references[self._references["use"] == IS]
        count = max(len(self._entities), 1)
        place, entity = np.divmod(once(self.article[rows["of"]] * count + rows["entity"]), count)
        starts = np.searchsorted(place, np.arange(len(self._keys) + 1))
        return [
            np.concatenate([np.frombuffer(one.terms, "<u8"), slugs[entity[first:last]]])
            for one, first, last in zip(self._keys, starts[:-1], starts[1:], strict=True)
        ]

    def named(self) -> list[Numbers]:
        """The entities that each article names."""
        return [
            np.array(sorted({numbers[one] for one in own.named}), np.int64)
            for numbers, own in zip(self._numbers, self._keys, strict=True)
        ]

    def events(self) -> list[Key | None]:
        """The event of each proposition."""
        return [
            (article.id, event) if event else None
            for article, own in zip(self.features, self._keys, strict=True)
            for event in own.events
        ]

    def need(self, numbers: Numbers) -> None:
        """Say which propositions will be asked for: those of an article are read together."""
        for number in once(numbers.ravel()).tolist():
            place = int(self.article[number])
            self._needed.setdefault(place, []).append(number - int(self._first[place]))

    def proposition(self, number: int) -> Proposition:
        """What is said, with who is who."""
        if number not in self._bound:
            place = int(self.article[number])
            first = int(self._first[place])
            needed = (number - first, *self._needed.pop(place, ()))
            told, binding = self._read(place, needed), Binding(self._known[place], self.called, self._within)
            for own in needed:
                if first + own >= self._forgotten:
                    self._bound[first + own] = binding.bind(told[own])
        return self._bound[number]

    def forget_before(self, number: int) -> None:
        """Say that no proposition before this one will be asked for any more."""
        while self._forgotten < number:
            self._bound.pop(self._forgotten, None)
            self._forgotten += 1

    def _read(self, place: int, needed: Sequence[int]) -> dict[int, Proposition]:
        """The propositions of an article by their numbers there, at least those that are needed."""
        fresh = self._fresh.pop(place, None)
        if fresh is not None:
            return dict(enumerate(msgspec.msgpack.decode(zlib.decompress(fresh), type=list[Proposition])))
        triples = self._keys[place].triples
        only = {triples[own] for own in needed}
        numbers = [own for own, triple in enumerate(triples) if triple in only]
        told = PropositionReader(self._archive.record(self._places[place]), _same(self._known[place])).read(only)
        return dict(zip(numbers, told, strict=True))

    def key(self, number: int) -> Key:
        """The statement that a proposition is of."""
        place = int(self.article[number])
        return self.features[place].id, self._keys[place].triples[number - int(self._first[place])]

    def numbers_of(self, key: Key) -> list[int]:
        """The propositions of a statement."""
        places = [place for place, one in enumerate(self.features) if one.id == key[0]]
        return [
            int(self._first[place]) + own
            for place in places
            for own, triple in enumerate(self._keys[place].triples)
            if triple == key[1]
        ]
