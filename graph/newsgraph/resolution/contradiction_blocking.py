"""Which propositions are compared: those near in time that share a relation and somebody or something in it.

All of it runs on numbers (`statement_keys.py`), of all articles at once: a key is a relation, or its opposite, together
with somebody, something or a word.
"""

from typing import Any, NamedTuple

import numpy as np

from newsgraph.resolution.statement_keys import AFFIRMED, DENIED, IS, OPPOSITE, ROLES, VALUED, VOICE, Numbers, number_of

_ENDS = 20  # bits of a key that tell most keys apart
_TOPIC = number_of("topic")  # of what is only denied by what it is about: in the place of a relation


class Blocks(NamedTuple):
    """The rows of `statement_keys` of all articles: `of` counts all propositions, `entity` all entities.

    Attributes:
        order: of each proposition its rank in time.
        senses: their relations.
        parts: the words for who and what takes part in them.
        references: their entities.
        topics: the words of what they tell or deny.
        slugs: of each entity the number of its slug.
        roles: the words that articles use of entities, as numbers, in the order of the entities.
        role_starts: where those of each entity begin there; one more for the end.
    """

    order: Numbers
    senses: Numbers
    parts: Numbers
    references: Numbers
    topics: Numbers
    slugs: Numbers
    roles: Numbers
    role_starts: Numbers


class _Rows(NamedTuple):
    """Propositions under keys."""

    of: Numbers
    key: Numbers

    def where(self, chosen: Numbers) -> "_Rows":
        """Those of which this is true."""
        return _Rows(self.of[chosen], self.key[chosen])


def candidate_pairs(blocks: Blocks, nearest: int) -> Numbers:
    """The pairs that may contradict each other, each once and sorted: two columns, the lower number first.

    Who denies is compared with those who affirm the same, who affirms with those who affirm the opposite or give
    another value: under each key with those nearest in time, so that the pairs grow with the propositions.

    Args:
        blocks: the propositions.
        nearest: how many of the others under a key are looked at.
    """
    parts = _parts(blocks)
    denied = _joined(_topics(blocks, DENIED), _under(blocks, parts, DENIED))
    opposite = _under(blocks, parts, OPPOSITE)
    valued = _under(blocks, parts, VALUED)
    sought = _Sought(once(np.concatenate([denied.key, opposite.key])))
    affirmed = _joined(_topics(blocks, AFFIRMED, sought), sought.among(_under(blocks, parts, AFFIRMED)))
    pairs = [
        _nearest(some, others, blocks.order, nearest // 2)
        for some, others in ((denied, affirmed), (opposite, affirmed), (valued, valued))
    ]
    lower, higher = np.divmod(once(np.concatenate(pairs)), max(len(blocks.order), 1))
    return np.stack([lower, higher], axis=1)


def mixed(one: Any, other: Any) -> Any:
    """64 bits that stand for two numbers, in this order (the finaliser of SplitMix64, Steele et al., OOPSLA 2014)."""
    with np.errstate(over="ignore"):
        found = np.asarray(one, np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.asarray(other, np.uint64)
        found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return found ^ (found >> np.uint64(31))


def once(numbers: Numbers) -> Numbers:
    """The numbers, sorted, each once: `numpy.unique` has a table of hashes for it, which takes longer."""
    ordered = np.sort(numbers)
    found: Numbers = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered
    return found


def among(numbers: Numbers, ordered: Numbers) -> Numbers:
    """Whether each of some numbers is among others, which are sorted."""
    if not len(ordered):
        return np.zeros(len(numbers), bool)
    found: Numbers = ordered[np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)] == numbers
    return found


def expanded(starts: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """For rows that each stand for some of another table: the row, and the place there, for each."""
    row = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return row, np.arange(len(row)) - before[row] + starts[row]


def _parts(blocks: Blocks) -> _Rows:
    """Who and what takes part in each proposition, each once, in the order of the propositions."""
    slugs = blocks.references[blocks.references["use"] == IS]
    words = _role_words(blocks, ROLES)
    of = np.concatenate([blocks.parts["of"], slugs["of"], words.of]).astype(np.int64)
    key = np.concatenate([blocks.parts["key"], blocks.slugs[slugs["entity"]], words.key])
    chosen = np.unique(mixed(key, of), return_index=True)[1]
    chosen = chosen[np.argsort(of[chosen], kind="stable")]
    return _Rows(of[chosen], key[chosen])


def _role_words(blocks: Blocks, use: int) -> _Rows:
    """The words that the articles use of the entities that have this use for a proposition."""
    chosen = blocks.references[blocks.references["use"] == use]
    starts = blocks.role_starts[chosen["entity"]]
    row, place = expanded(starts, blocks.role_starts[chosen["entity"] + 1] - starts)
    return _Rows(chosen["of"][row].astype(np.int64), blocks.roles[place])


def _under(blocks: Blocks, parts: _Rows, side: int) -> _Rows:
    """The keys under which propositions stand on a side."""
    senses = blocks.senses[blocks.senses["side"] == side]
    counts = np.bincount(parts.of, minlength=len(blocks.order))
    starts = np.cumsum(counts) - counts
    row, place = expanded(starts[senses["of"]], counts[senses["of"]])
    return _Rows(senses["of"][row].astype(np.int64), mixed(senses["key"][row], parts.key[place]))


def _topics(blocks: Blocks, side: int, sought: "_Sought | None" = None) -> _Rows:
    chosen = blocks.topics[blocks.topics["side"] == side]
    found = _Rows(chosen["of"].astype(np.int64), mixed(np.uint64(_TOPIC), chosen["key"]))
    if sought is None:
        return found
    words = _role_words(blocks, VOICE)
    found = sought.among(_joined(found, _Rows(words.of, mixed(np.uint64(_TOPIC), words.key))))
    return found.where(np.unique(mixed(found.key, found.of), return_index=True)[1])


class _Sought:
    """Some keys, sorted, among which few of many are."""

    def __init__(self, keys: Numbers) -> None:
        self._keys, self._ends = keys, np.zeros(1 << _ENDS, bool)
        self._ends[self._end(keys)] = True

    def _end(self, keys: Numbers) -> Numbers:
        return keys & np.uint64((1 << _ENDS) - 1)

    def among(self, rows: _Rows) -> _Rows:
        """The rows with one of these keys."""
        likely = rows.where(self._ends[self._end(rows.key)])
        return likely.where(among(likely.key, self._keys))


def _joined(one: _Rows, other: _Rows) -> _Rows:
    return _Rows(np.concatenate([one.of, other.of]), np.concatenate([one.key, other.key]))


def _nearest(some: _Rows, others: _Rows, order: Numbers, half: int) -> Numbers:
    """Each of some with those of the others under its key that are nearest in time."""
    keys = once(others.key)
    some = some.where(among(some.key, keys))
    width = len(order) + 1
    block, rank = np.searchsorted(keys, others.key) * width, order[others.of]
    sequence = np.argsort(block + rank, kind="stable")
    ranked = (block + rank)[sequence]
    own = np.searchsorted(keys, some.key) * width
    at = np.searchsorted(ranked, own + order[some.of])
    first = np.maximum(np.searchsorted(ranked, own), at - half)
    last = np.minimum(np.searchsorted(ranked, own + width), at + half)
    row, place = expanded(first, last - first)
    here, there = some.of[row], others.of[sequence[place]]
    apart = here != there
    return once(np.minimum(here, there)[apart] * len(order) + np.maximum(here, there)[apart])
