"""Which articles tell one story: they share words that few others have, and names."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import fsum, log1p

from newsgraph.resolution.phrases import settings

_FEWEST = 20  # articles from which it is reckoned how rare a word is


class Stories:
    """The stories of all articles, which are numbered.

    Args:
        terms: the words that each is told in.
        named: the entities that each names.
        published: the day of each.
    """

    def __init__(
        self, terms: Sequence[frozenset[int]], named: Sequence[frozenset[int]], published: Sequence[date | None]
    ) -> None:
        self._terms, self._named, self._published = terms, named, published
        # How much it says that two articles share a word: the fewer have it, the more.
        fewest, found = max(len(named), _FEWEST), Counter[int]()
        for words in terms:
            found.update(words)
        by_number = {number: log1p(fewest / number) for number in set(found.values())}
        self._weight = {term: by_number[number] for term, number in found.items()}
        # Sets have no order, and only fsum gives one sum in any.
        self._whole = [fsum(map(self._weight.__getitem__, words)) for words in terms]
        self._stories: dict[tuple[int, int], bool] = {}

    def is_one(self, one: int, other: int) -> bool:
        """Whether two articles tell one story."""
        if one == other:
            return True
        pair = (one, other) if one < other else (other, one)
        if pair not in self._stories:
            self._stories[pair] = self._overlap(*pair)
        return self._stories[pair]

    def _overlap(self, one: int, other: int) -> bool:
        window = settings()["window"]
        shared = fsum(map(self._weight.__getitem__, self._terms[one] & self._terms[other]))
        least = min(self._whole[one], self._whole[other])
        share = shared / least if least else 0.0
        days = (self._published[one], self._published[other])
        near = days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= window["near"]
        needed = window["overlap"] if self._named[one].isdisjoint(self._named[other]) else window["overlap_named"]
        needed *= window["near_share"] if near else 1.0
        return bool(share >= (needed / 2 if len(self._named) <= window["few"] else needed))
