"""Articles that are one report: a wire story in five papers, cut or with another first sentence."""

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Protocol, TypeVar

from rensa import RMinHash, RMinHashLSH

from newsgraph.articles.article import Article

_WORDS = 4  # of a shingle: whoever writes for himself rarely has four words in a row of another
_FEWEST_SHINGLES = 25  # of an article that is long enough to be known again
_PERMUTATIONS = 128
_BANDS = 32  # with rows of four: texts of which half is the same are found with a chance of .87, of .7 with .9998
_SEED = 42
_SAME = 0.6  # the share of the shingles of both together that two prints of one report have in common
_CONTAINED = 0.8  # the share of those of the shorter one, where one of the two was cut


_T = TypeVar("_T")


class Kept(Protocol):
    """Keeps what follows from a key for the next time (`resolution.memo`)."""

    def get(self, table: str, key: bytes, kind: type[_T], find: Callable[[], _T]) -> _T:
        """What is known under a key, or else what `find` finds."""


def find_reprints(articles: Sequence[Article], kept: Kept | None = None) -> dict[str, str]:
    """Which articles print the report of another one, by their ids: each with the one that printed it first.

    Candidates are found by MinHash and locality-sensitive hashing (Broder 1997; Leskovec et al., Mining of Massive
    Datasets, chapter 3), so that the work grows with the articles, and then compared word by word. Of articles without
    a date, or of one day, the first is the one whose id comes first.

    Args:
        articles: the articles, no two of one id.
        kept: the sketches that were made before.
    """
    index = RMinHashLSH(threshold=_SAME, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    known = kept or _Nothing()
    firsts: list[Article] = []
    found: dict[str, str] = {}
    for article in sorted(articles, key=lambda one: (_day(one), one.id)):
        state = known.get("sketches", _digest(article.text), bytes, partial(_sketch, article.text))
        if not state:
            continue
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.__setstate__(state)
        candidates = (firsts[number] for number in sorted(index.query(sketch)))
        first = next((one for one in candidates if _is_reprint(one.text, article.text, known)), None)
        if first is not None:
            found[article.id] = first.id
            continue
        index.insert(len(firsts), sketch)
        firsts.append(article)
    return found


class _Nothing:
    """Keeps nothing."""

    def get(self, table: str, key: bytes, kind: type[_T], find: Callable[[], _T]) -> _T:  # noqa: ARG002
        return find()


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _sketch(text: str) -> bytes:
    """The state of the sketch of a text's shingles; empty where they are too few."""
    shingles = _shingles(text)
    if len(shingles) < _FEWEST_SHINGLES:
        return b""
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(shingles))
    return bytes(sketch.__getstate__())


def _is_reprint(one: str, other: str, known: Kept) -> bool:
    """Whether two texts are prints of one report."""
    # The shingles of all articles would take more memory than their texts.
    return known.get(
        "reprints", _digest(one) + _digest(other), bool, lambda: _is_same(_shingles(one), _shingles(other))
    )


def _shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[start : start + _WORDS]) for start in range(len(words) - _WORDS + 1))


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _SAME * len(one | other) or shared >= _CONTAINED * min(len(one), len(other))


def _day(article: Article) -> str:
    """The day of publication, to sort by; one without comes after all others."""
    try:
        return date.fromisoformat((article.published or "")[:10]).isoformat()
    except ValueError:
        return "9999"
