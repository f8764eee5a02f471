"""The pairs of names that the last build compared, so that only those with a new name are compared again.

What two names weigh follows from the two alone, but for how common their surname is, which is added at the end.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

from newsgraph.resolution.linkage_sql import Statements
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


PAIR = np.dtype([("one", "<u4"), ("other", "<u4"), ("weight", "<f8"), ("same_surname", "?")])  # the same, as a row


class _Known(msgspec.Struct, frozen=True, array_like=True):
    """The comparisons of a build: names by what they say, their keys (`meeting_keys`), and the pairs (`PAIR`)."""

    weights: bytes = b""  # what the model was
    names: bytes = b""
    named: bytes = b""
    keys: bytes = b""
    pairs: bytes = b""
    statements: Statements = ()  # what compared them; none where no two have a key in common


def pairs_of(
    name_records: Sequence[NameRecord],
    model: Any,
    compare: Callable[[Sequence[Row], Statements], tuple[Sequence[Pair], Statements]],
    memo: Memo,
) -> Numbers:
    """The pairs that may be one (`PAIR`), sorted.

    Args:
        name_records: the names.
        model: all that the weights follow from beside the names.
        compare: what compares rows (`name_records.row_of`) of which one is fresh; the places of the pairs are the
            rows' `unique_id`. It is given what it gave back beside the pairs the last time.
        memo: what was found before.
    """
    names, version = _digests(name_records), digest(model)
    before = memo.last("names", _Known, _Known())
    before = before if before.weights == version else _Known()
    known = _Table(before, names)
    fresh = [place for place in range(len(names)) if not known.has[place]]
    rows = {place: row_of(place, name_records[place]) for place in fresh}
    keys = {place: sorted(map(number_of, meeting_keys(row))) for place, row in rows.items()}
    met = known.meeting({key for found in keys.values() for key in found})
    compared = sorted({*rows, *met}) if met or _any_meet(keys.values()) else []
    given = [rows.get(place) or row_of(place, name_records[place], fresh=False) for place in compared]
    found, statements = compare(given, before.statements) if compared else ([], before.statements)
    pairs = np.concatenate([known.pairs(), np.array(found, PAIR)])
    pairs = pairs[np.lexsort([pairs["other"], pairs["one"]])]
    memo.keep("names", _kept(version, names, known, keys, pairs, statements))
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

    def pairs(self) -> Numbers:
        """The known pairs of two names at hand."""
        then = np.frombuffer(self._before.pairs, PAIR)
        one, other = self._now[then["one"]], self._now[then["other"]]
        both = (one >= 0) & (other >= 0)
        found: Numbers = then[both]
        found["one"], found["other"] = np.minimum(one, other)[both], np.maximum(one, other)[both]
        return found


def _kept(
    version: bytes,
    names: Numbers,
    known: _Table,
    keys: dict[int, list[int]],
    pairs: Numbers,
    statements: Statements,
) -> _Known:
    own = np.array([place for place, found in keys.items() for _ in found], np.int64)
    named = np.concatenate([known.named, own])
    flat = np.concatenate([known.keys, np.array([key for found in keys.values() for key in found], np.uint64)])
    order = np.lexsort([flat, named])
    return _Known(
        weights=version,
        names=names.tobytes(),
        named=named[order].astype("<u4").tobytes(),
        keys=flat[order].tobytes(),
        pairs=pairs.tobytes(),
        statements=statements if len(np.unique(flat)) < len(flat) else (),
    )
