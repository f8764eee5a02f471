"""What the statements of one article are looked up by when contradictions are sought, as numbers.

All of it follows from the article's record alone, so that a memo can keep it: entities stand there by their numbers in
the record, and words by 64 bits of a digest.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsgraph.record import Record
from newsgraph.resolution.entity_words import words_by_entity
from newsgraph.resolution.propositions import Proposition, referred
from newsgraph.resolution.senses import noun_groups, scale, senses_of_noun

AFFIRMED, DENIED, OPPOSITE, VALUED = range(4)  # on which side of a key a proposition stands
IS, ROLES, VOICE, SPEAKER = range(4)  # what an entity is to a proposition: who or what it speaks of; whose words it has

SENSE = np.dtype([("of", "<u4"), ("side", "u1"), ("key", "<u8")])  # of a proposition, by its number in the article
PART = np.dtype([("of", "<u4"), ("key", "<u8")])
REFERENCE = np.dtype([("of", "<u4"), ("use", "u1"), ("entity", "<u4")])
TOPIC = SENSE
ROLE = np.dtype([("entity", "<u4"), ("key", "<u8")])

Numbers = NDArray[Any]


class StatementKeys(msgspec.Struct, frozen=True, array_like=True):
    """The propositions of an article, in their order, and the words that it tells them in.

    Attributes:
        triples: of each proposition the id of its triple.
        events: of each the id of its event.
        senses: its relations, with the side on which it stands (`SENSE`).
        parts: the words for who and what takes part (`PART`).
        references: the entities that it speaks of (`REFERENCE`).
        topics: the words of what it tells, or of what it denies (`TOPIC`).
        terms: the words that all are told in, each once.
        named: the entities that the article names.
        roles: the words that it uses of each entity, as numbers (`ROLE`).
        called: the same as text, encoded, since few are ever read (`called_in`).
    """

    triples: tuple[str, ...]
    events: tuple[str | None, ...]
    senses: bytes
    parts: bytes
    references: bytes
    topics: bytes
    terms: bytes
    named: tuple[int, ...]
    roles: bytes
    called: bytes


def called_in(keys: StatementKeys) -> dict[int, tuple[str, ...]]:
    """The words that an article uses of its entities, by their numbers."""
    return dict(msgspec.msgpack.decode(keys.called, type=tuple[tuple[int, tuple[str, ...]], ...]))


@lru_cache(maxsize=1 << 17)
def number_of(text: str) -> int:
    """64 bits that stand for a text: no two texts of an archive share them, as far as chance goes."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def word_number(word: str) -> int:
    """The number of a word, which is none of a slug."""
    return number_of(f":{word}")


def sense_number(name: str, pole: int) -> int:
    """The number of a pole of a scale."""
    return number_of(f"{pole}\0{name}")


def statement_keys(record: Record, known: Mapping[str, str], found: Sequence[Proposition]) -> StatementKeys:
    """What the propositions of an article are looked up by.

    Args:
        record: what the article says.
        known: its entities that are some entity of all articles, each with the first that is the same.
        found: its propositions, as `PropositionReader` reads them.
    """
    numbers = {one.id: number for number, one in enumerate(record.entities)}
    references = sorted({(of, use, numbers[name]) for of, one in enumerate(found) for use, name in _references(one)})
    named = {numbers[known[one.entity]] for one in record.mentions if one.form == "name" and one.entity in known}
    called = [(numbers[name], sorted(words)) for name, words in sorted(words_by_entity(record, known).items())]
    return StatementKeys(
        triples=tuple(one.key[1] for one in found),
        events=tuple(one.event for one in found),
        senses=_array([(of, *row) for of, one in enumerate(found) for row in _senses(one)], SENSE),
        parts=_array([(of, key) for of, one in enumerate(found) for key in sorted(_parts(one))], PART),
        references=_array(references, REFERENCE),
        topics=_array([(of, *row) for of, one in enumerate(found) for row in _topics(one)], TOPIC),
        terms=_array(sorted({word_number(word) for one in found for word in _terms(one)}), np.dtype("<u8")),
        named=tuple(sorted(named)),
        roles=_array([(number, word_number(word)) for number, words in called for word in words if word], ROLE),
        called=msgspec.msgpack.encode(called),
    )


def _array(rows: Sequence[Any], kind: np.dtype[Any]) -> bytes:
    return np.fromiter(rows, kind, len(rows)).tobytes()


def _senses(one: Proposition) -> Iterator[tuple[int, int]]:
    """On which sides of which relations a proposition stands."""
    if one.topic:
        return
    numbered = any(phrase.quantity is not None for phrase in one.phrases)
    for sense in sorted(one.senses):
        known = scale(sense.scale)
        pole = 0 if known.transfer else sense.pole
        key = sense_number(sense.scale, pole)
        yield AFFIRMED if one.affirmed else DENIED, key
        if one.affirmed and pole < 0:
            yield OPPOSITE, sense_number(sense.scale, -pole)
        if one.affirmed and (numbered or known.once or known.oneway):
            yield VALUED, key


def _parts(one: Proposition) -> set[int]:
    """The words for who and what takes part, beside entities and the words that are used of those who have a name."""
    words: set[str] = set()
    for phrase in one.phrases if not one.topic else ():
        if not phrase.named:
            words.update((phrase.head, *map(str, noun_groups(phrase.head))))
    return {word_number(word) for word in words if word}


def _references(one: Proposition) -> Iterator[tuple[int, str]]:
    yield from ((IS, name) for text in one.slugs if (name := referred(text)) is not None)
    for phrase in one.phrases if not one.topic else ():
        if phrase.named:
            yield from ((ROLES, name) for text in phrase.roles if (name := referred(text)) is not None)
    if one.affirmed and not one.topic:
        yield from ((VOICE, name) for text in one.voice_words if (name := referred(text)) is not None)
    others = {one.voice, *one.voice_words, *(text for phrase in one.phrases for text in phrase.roles)}
    yield from ((SPEAKER, name) for text in others if (name := referred(text)) is not None)


def _topics(one: Proposition) -> Iterator[tuple[int, int]]:
    if one.topic:
        scales = {sense.scale for word in one.topic for sense in senses_of_noun(word)}
        words, side = set(one.topic), DENIED
    elif one.affirmed:
        scales = {sense.scale for sense in one.senses}
        words, side = {word for phrase in one.phrases for word in (phrase.head, *phrase.words) if word}, AFFIRMED
        words.add(one.verb)
    else:
        return
    groups = {str(group) for word in words for group in noun_groups(word)}
    said = {word for word in one.voice_words if referred(word) is None} if side == AFFIRMED else set()
    for word in sorted({*words, *groups, *said, *(f"={name}" for name in scales)}):
        yield side, word_number(word)


def _terms(one: Proposition) -> Iterable[str]:
    """The words that a proposition is told in."""
    yield one.verb
    for phrase in one.phrases:
        yield from phrase.words
        if phrase.head:
            yield phrase.head
