"""Which propositions are compared: those near in time that share a relation and somebody or something in it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsgraph.resolution.phrases import settings
from newsgraph.resolution.propositions import Proposition
from newsgraph.resolution.senses import noun_groups, scale, senses_of_noun

_Order = tuple[int, tuple[str, str], int]


class _Block:
    """The propositions under one key, each list in the order of time."""

    __slots__ = ("affirmed", "denied", "opposite", "valued")

    def __init__(self) -> None:
        self.affirmed: list[_Order] = []
        self.denied: list[_Order] = []
        self.opposite: list[_Order] = []  # affirmed, of the other pole
        self.valued: list[_Order] = []  # affirmed, with a number, or of what happens once


class _Key(NamedTuple):
    scale: str
    pole: int
    part: str


def candidate_pairs(propositions: Sequence[Proposition]) -> Iterator[tuple[int, int]]:
    """The places of the pairs that may contradict each other, each once.

    Who denies is compared with those who affirm the same, who affirms with those who affirm the opposite or give
    another value: under each key with those nearest in time, so that the pairs grow with the propositions.
    """
    blocks: dict[_Key, _Block] = defaultdict(_Block)
    for number, one in enumerate(propositions):
        order = (one.published.toordinal() if one.published else 0, one.key, number)
        for key, side in _sides(one):
            getattr(blocks[key], side).append(order)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for some, others in (
            (block.denied, block.affirmed),
            (block.opposite, block.affirmed),
            (block.valued, block.valued),
        ):
            for here, there in _nearest(some, sorted(others)):
                pair = (here, there) if here < there else (there, here)
                if here != there and pair not in seen:
                    seen.add(pair)
                    yield pair


def _nearest(some: Sequence[_Order], others: Sequence[_Order]) -> Iterator[tuple[int, int]]:
    """Each of some with those of the others that are nearest in time."""
    half, numbers = settings()["window"]["nearest"] // 2, [other[-1] for other in others]
    for order in some:
        at = bisect_left(others, order)
        for number in numbers[max(0, at - half) : at + half]:
            yield order[-1], number


def _sides(one: Proposition) -> Iterator[tuple[_Key, str]]:
    """Under which keys a proposition stands, and on which side."""
    if one.topic:
        yield from ((_Key("topic", 0, word), "denied") for word in sorted(_topics(one)))
        return
    parts = sorted(_parts(one))
    numbered = any(phrase.quantity is not None for phrase in one.phrases)
    for sense in sorted(one.senses):
        known = scale(sense.scale)
        pole = 0 if known.transfer else sense.pole
        valued = one.affirmed and (numbered or known.once or known.oneway)
        for part in parts:
            yield _Key(sense.scale, pole, part), "affirmed" if one.affirmed else "denied"
            if one.affirmed and pole < 0:
                yield _Key(sense.scale, -pole, part), "opposite"
            if valued:
                yield _Key(sense.scale, pole, part), "valued"
    if one.affirmed:
        yield from ((_Key("topic", 0, word), "affirmed") for word in sorted(_told(one)))


def _parts(one: Proposition) -> set[str]:
    """Who and what takes part: entities, nouns, and the words that are used of those who have a name."""
    found = set(one.slugs)
    for phrase in one.phrases:
        words = phrase.roles if phrase.named else {phrase.head, *map(str, noun_groups(phrase.head))}
        found.update(f":{word}" for word in words if word)
    return found


def _topics(one: Proposition) -> set[str]:
    scales = {sense.scale for word in one.topic for sense in senses_of_noun(word)}
    groups = {str(group) for word in one.topic for group in noun_groups(word)}
    return {*one.topic, *groups, *(f"={name}" for name in scales)}


def _told(one: Proposition) -> set[str]:
    words = {word for phrase in one.phrases for word in (phrase.head, *phrase.words) if word} | {one.verb}
    groups = {str(group) for word in words for group in noun_groups(word)}
    return {*words, *groups, *one.voice_words, *(f"={sense.scale}" for sense in one.senses)}
