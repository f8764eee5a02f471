"""Last parts of IRIs: readable, ASCII, unique."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsgraph.normalisation import slugify

_LONGEST = 80


class Wanted(NamedTuple):
    """A slug that something would like, and what to add, one after the other, where another has it already."""

    base: str
    suffixes: tuple[str, ...]
    fallback: str  # what it is called where its name has no Latin letter


def unique_slugs(wanted: Sequence[Wanted], kept: Sequence[str | None] = (), reserved: Iterable[str] = ()) -> list[str]:
    """A slug for each, none twice. The first to want one has it; the next adds what tells it from the first.

    So a slug stays whose it is when others come after it.

    Args:
        wanted: what each would like to be called.
        kept: the slugs that some have already, none twice; null or missing for those that need one.
        reserved: slugs that nothing new may have.
    """
    has = [*kept, *[None] * (len(wanted) - len(kept))]
    holders = dict.fromkeys(reserved, Wanted("", (), ""))
    holders.update((slug, one) for slug, one in zip(has, wanted, strict=True) if slug is not None)
    found: list[str] = []
    for slug, one in zip(has, wanted, strict=True):
        found.append(_unique(one, holders) if slug is None else slug)
        holders[found[-1]] = one
    return found


def _unique(one: Wanted, holders: dict[str, Wanted]) -> str:
    slug = base = _shorten(slugify(one.base)) or f"{one.fallback}-{_digest(one.base)}"
    for own, other in zip(one.suffixes, holders[base].suffixes if base in holders else (), strict=False):
        if slug in holders and own and own != other:
            slug = f"{slug}-{slugify(own)}".rstrip("-")
    unique, count = slug, 1
    while unique in holders:
        count += 1
        unique = f"{slug}-{count}"
    return unique


def _shorten(slug: str) -> str:
    if len(slug) <= _LONGEST:
        return slug
    return slug[:_LONGEST].rsplit("-", 1)[0]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
