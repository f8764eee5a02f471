"""Last parts of IRIs: readable, ASCII, unique."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from newsgraph.resolution.names import slugify

_LONGEST = 80


class Wanted(NamedTuple):
    """A slug that something would like, and what to add, one after the other, where others want the same."""

    base: str
    suffixes: tuple[str, ...]
    fallback: str  # what it is called where its name has no Latin letter; with `suffixes`, tells it from all others


def unique_slugs(wanted: Sequence[Wanted]) -> list[str]:
    """A slug for each, none twice. Whoever shares its slug with another gets its next suffix, until all differ.

    The order of what is wanted counts only between things that differ in nothing.
    """
    slugs = [_shorten(slugify(one.base)) or f"{one.fallback}-{_digest(one.base)}" for one in wanted]
    for level in range(max((len(one.suffixes) for one in wanted), default=0)):
        for numbers in _shared(slugs):
            suffixes = [_suffix(wanted[number], level) for number in numbers]
            if len(set(suffixes)) > 1:
                for number, suffix in zip(numbers, suffixes, strict=True):
                    slugs[number] = f"{slugs[number]}-{suffix}".rstrip("-")
    taken = set(slugs)
    for numbers in _shared(slugs):
        count = 1
        for number in numbers[1:]:
            count += 1
            while f"{slugs[number]}-{count}" in taken:
                count += 1
            slugs[number] = f"{slugs[number]}-{count}"
            taken.add(slugs[number])
    return slugs


def _suffix(one: Wanted, level: int) -> str:
    return slugify(one.suffixes[level]) if level < len(one.suffixes) else ""


def _shared(slugs: Sequence[str]) -> list[list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, slug in enumerate(slugs):
        places[slug].append(number)
    return [numbers for numbers in places.values() if len(numbers) > 1]


def _shorten(slug: str) -> str:
    if len(slug) <= _LONGEST:
        return slug
    return slug[:_LONGEST].rsplit("-", 1)[0]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
