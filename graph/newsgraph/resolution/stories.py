"""Which articles tell one story: they share words that few others have, and names."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import fsum, log1p

import numpy as np

from newsgraph.resolution.phrases import settings
from newsgraph.resolution.statement_keys import Numbers

_FEWEST = 20  # articles from which it is reckoned how rare a word is
_UNDATED = -(1 << 40)  # in days: far from all
_ROUNDED = 1e-9  # more than a sum of floating-point numbers depends on their order


class Stories:
    """The stories of all articles, which are numbered.

    Args:
        terms: the words that each is told in, each word once.
        named: the entities that each names, each once.
        published: the day of each.
    """

    def __init__(self, terms: Sequence[Numbers], named: Sequence[Numbers], published: Sequence[date | None]) -> None:
        flat, starts = _together(terms)
        _, flat, counts = np.unique(flat, return_inverse=True, return_counts=True)
        # How much it says that two articles share a word: the fewer have it, the more.
        fewest = max(len(named), _FEWEST)
        by_count = {count: log1p(fewest / count) for count in np.unique(counts).tolist()}
        self._weight = np.array([by_count[count] for count in counts.tolist()], float)
        self._terms = [flat[first:last] for first, last in pairwise(starts)]
        self._whole = np.array([fsum(self._weight[words].tolist()) for words in self._terms], float)
        flat, starts = _together(named)
        _, flat = np.unique(flat, return_inverse=True)
        self._named = [flat[first:last] for first, last in pairwise(starts)]
        self._day = np.array([one.toordinal() if one else _UNDATED for one in published], np.int64)

    def are_one(self, one: Numbers, other: Numbers) -> Numbers:
        """Whether each of some articles and the other one of its pair tell one story."""
        count = max(len(self._terms), 1)
        pairs, place = np.unique(np.minimum(one, other) * count + np.maximum(one, other), return_inverse=True)
        first, second = np.divmod(pairs, count)
        found: Numbers = ((first == second) | self._overlap(first, second))[place]
        return found

    def _overlap(self, one: Numbers, other: Numbers) -> Numbers:
        """Whether two articles of each pair share enough; the pairs are sorted by the first."""
        window = settings()["window"]
        least = np.minimum(self._whole[one], self._whole[other])
        shared, strange = self._shared(one, other)
        near = np.abs(self._day[one] - self._day[other]) <= window["near"]
        near &= self._day[one] != _UNDATED
        needed = np.where(strange, window["overlap"], window["overlap_named"])
        needed = needed * np.where(near, window["near_share"], 1.0)
        needed = needed / 2 if len(self._terms) <= window["few"] else needed
        share = np.divide(shared, least, out=np.zeros(len(least)), where=least > 0)
        for number in np.flatnonzero(np.abs(share - needed) < _ROUNDED).tolist():  # where the last bit decides
            words = np.intersect1d(self._terms[one[number]], self._terms[other[number]], assume_unique=True)
            share[number] = fsum(self._weight[words].tolist()) / least[number] if least[number] else 0.0
        found: Numbers = share >= needed
        return found

    def _shared(self, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
        """The weight of the words that two articles of each pair share, and whether they name nobody in common."""
        shared, strange = np.zeros(len(one)), np.ones(len(one), bool)
        weight, names = np.zeros(len(self._weight)), np.zeros(1 + max(map(_highest, self._named), default=0), bool)
        starts = np.flatnonzero(np.diff(one, prepend=-1)).tolist()
        for first, last in zip(starts, [*starts[1:], len(one)], strict=True):
            mine, its = int(one[first]), other[first:last].tolist()
            weight[self._terms[mine]] = self._weight[self._terms[mine]]
            shared[first:last] = _sums(weight, [self._terms[each] for each in its])
            weight[self._terms[mine]] = 0.0
            names[self._named[mine]] = True
            strange[first:last] = _sums(names, [self._named[each] for each in its]) == 0
            names[self._named[mine]] = False
        return shared, strange


def _together(rows: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """All numbers of all rows, and where those of each row begin; one more for the end."""
    flat = np.concatenate(rows) if len(rows) else np.empty(0, np.int64)
    return flat, np.cumsum([0, *map(len, rows)])


def _highest(row: Numbers) -> int:
    return int(row.max()) if len(row) else 0


def _sums(values: Numbers, rows: Sequence[Numbers]) -> Numbers:
    """Of each row the sum of the values that it points at."""
    row = np.repeat(np.arange(len(rows)), list(map(len, rows)))
    found: Numbers = np.bincount(row, values[np.concatenate(rows)], len(rows))
    return found
