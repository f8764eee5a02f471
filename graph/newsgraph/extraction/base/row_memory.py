"""Rows of numbers by what they tell of, remembered: what is reckoned of a word need not be reckoned again."""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ODD = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x165667B19E3779F9)  # multipliers that spread 64 bits


def keys_of(attributes: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """One number for the three attributes of each word, a word a row: others give another one, as hashes do."""
    keys: NDArray[np.uint64] = (attributes * np.array(_ODD, dtype=np.uint64)).sum(axis=1, dtype=np.uint64)
    return keys


class RowMemory:
    """Rows by their keys; when there are too many, it begins anew.

    Args:
        width: how many numbers a row has.
        dtype: of which kind.
        most: how many rows are remembered.
    """

    def __init__(self, width: int, dtype: Any, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._places: dict[int, int] = {}
        self._rows: NDArray[Any] = np.empty((0, width), dtype=dtype)

    def rows_of(self, keys: Sequence[int], make: "Callable[[Sequence[int]], NDArray[Any]]") -> "NDArray[Any]":
        """The rows of keys, in a table of their own; several threads may ask.

        Args:
            keys: what is asked for, also more than once.
            make: gives rows for the places, among the keys, of those that are not known.
        """
        with self._lock:
            places = self._missing(keys)
            if places:
                self._add(list(places), make(list(places.values())))
            found: NDArray[Any] = self._rows[[self._places[key] for key in keys]]
        return found

    def _missing(self, keys: Sequence[int]) -> dict[int, int]:
        """The keys whose rows have to be added before all are asked for, each with where it stands."""
        found = {key: place for place, key in enumerate(keys) if key not in self._places}
        if len(self._places) + len(found) > self._most and self._places:
            self._places.clear()
            return self._missing(keys)
        return found

    def _add(self, keys: Sequence[int], rows: "NDArray[Any]") -> None:
        begin, end = len(self._places), len(self._places) + len(rows)
        if end > len(self._rows):
            grown = np.empty((2 * end, self._rows.shape[1]), dtype=self._rows.dtype)
            grown[:begin] = self._rows[:begin]
            self._rows = grown
        self._rows[begin:end] = rows
        self._places.update(zip(keys, range(begin, end), strict=True))
