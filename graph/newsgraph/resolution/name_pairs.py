"""The pairs of names that the last build compared, so that only those with a new name are compared again.

What two names weigh follows from the two alone, but for how common their surname is, which is added at the end.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

from newsgraph.resolution.memo import Memo, digest
from newsgraph.resolution.name_records import MOST_COMPANIONS, NameRecord, meeting_keys, row_of
from newsgraph.resolution.statement_keys import Numbers, number_of

Row = dict[str, Any]


class Pair(NamedTuple):
    """Two names by their places, the lower first, with their weight before it counts how common the surname is."""

    one: int
    other: int
    weight: float
    same_surname: bool  # whether that counts


class _Known(msgspec.Struct, frozen=True, array_like=True):
    """The comparisons of a build: names by what they say, their keys (`meeting_keys`), and the pairs, as columns."""

    weights: bytes = b""  # what the model was
    names: bytes = b""
    named: bytes = b""
    keys: bytes = b""
    ones: bytes = b""
    others: bytes = b""
    bits: bytes = b""
    same_surname: bytes = b""


def pairs_of(
    name_records: Sequence[NameRecord],
    model: Any,
    compare: Callable[[Sequence[Row]], Sequence[Pair]],
    memo: Memo,
) -> list[Pair]:
    """The pairs that may be one, sorted.

    Args:
        name_records: the names.
        model: all that the weights follow from beside the names.
        compare: what compares rows (`name_records.row_of`); the places of the pairs are the rows' `unique_id`.
        memo: what was found before.
    """
    names, version = _digests(name_records), digest(model)
    before = memo.last("names", _Known, _Known())
    known = _Table(before if before.weights == version else _Known(), names)
    fresh = [place for place in range(len(names)) if not known.has[place]]
    rows = {place: row_of(place, name_records[place]) for place in fresh}
    keys = {place: sorted(map(number_of, meeting_keys(row))) for place, row in rows.items()}
    met = known.meeting({key for found in keys.values() for key in found})
    compared = sorted({*rows, *met}) if met or _any_meet(keys.values()) else []
    found = compare([rows.get(place) or row_of(place, name_records[place]) for place in compared]) if compared else []
    pairs = sorted([*known.pairs(), *(pair for pair in found if pair.one in rows or pair.other in rows)])
    memo.keep("names", _kept(version, names, known, keys, pairs))
    return pairs


def _digests(name_records: Sequence[NameRecord]) -> Numbers:
    """What stands for each name and all that is said of it; names of which the same is said are counted."""
    seen: dict[bytes, int] = defaultdict(int)
    found = []
    for one in name_records:
        said = digest(one.type, one.name, one.article, one.roles, one.nationality, one.alias, one.pronouns)
        said = digest(said, sorted(one.companions[:MOST_COMPANIONS]))
        seen[said] += 1
        found.append(int.from_bytes(digest(said, seen[said])[:8], "little"))
    return np.array(found, np.uint64)


def _any_meet(keys: Iterable[Sequence[int]]) -> bool:
    """Whether two of some names have a key in common."""
    found = [key for some in keys for key in some]
    return len(found) > len(set(found))


class _Table:
    """What is known of the names at hand.

    Args:
        before: what the last build has found.
        names: what stands for the names at hand.
    """

    def __init__(self, before: _Known, names: Numbers) -> None:
        then = np.frombuffer(before.names, "<u8")
        order = np.argsort(names)
        place = np.minimum(np.searchsorted(names[order], then), max(len(names) - 1, 0))
        self._now = np.where(names[order][place] == then, order[place], -1) if len(names) else np.full(len(then), -1)
        self.has = np.zeros(len(names), bool)
        self.has[self._now[self._now >= 0]] = True
        named, self.keys = np.frombuffer(before.named, "<u4"), np.frombuffer(before.keys, "<u8")
        here = self._now[named] >= 0
        self.named, self.keys = self._now[named][here], self.keys[here]
        self._before = before

    def meeting(self, keys: set[int]) -> set[int]:
        """The known names that have one of some keys."""
        found = np.isin(self.keys, np.array(sorted(keys), np.uint64))
        return set(self.named[found].tolist())

    def pairs(self) -> Iterator[Pair]:
        """The known pairs of two names at hand."""
        one, other = (self._now[np.frombuffer(some, "<u4")] for some in (self._before.ones, self._before.others))
        both = (one >= 0) & (other >= 0)
        bits = np.frombuffer(self._before.bits, "<f8")[both]
        same = np.frombuffer(self._before.same_surname, bool)[both]
        low, high = np.minimum(one[both], other[both]), np.maximum(one[both], other[both])
        return map(Pair, low.tolist(), high.tolist(), bits.tolist(), same.tolist())


def _kept(version: bytes, names: Numbers, known: _Table, keys: dict[int, list[int]], pairs: Sequence[Pair]) -> _Known:
    own = np.array([place for place, found in keys.items() for _ in found], np.int64)
    named = np.concatenate([known.named, own])
    flat = np.concatenate([known.keys, np.array([key for found in keys.values() for key in found], np.uint64)])
    order = np.lexsort([flat, named])
    columns = list(zip(*pairs, strict=True)) or [(), (), (), ()]
    return _Known(
        weights=version,
        names=names.tobytes(),
        named=named[order].astype("<u4").tobytes(),
        keys=flat[order].tobytes(),
        ones=np.array(columns[0], "<u4").tobytes(),
        others=np.array(columns[1], "<u4").tobytes(),
        bits=np.array(columns[2], "<f8").tobytes(),
        same_surname=np.array(columns[3], bool).tobytes(),
    )
