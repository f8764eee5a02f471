"""Which relations are one or opposites, as `senses.toml` says of English."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

_PREFIXES = ("un", "dis", "in", "im", "il", "ir", "non")
_SHORTEST_BASE = 4


class Sense(NamedTuple):
    """A pole of a scale: 1 for up, -1 for down; of a word in no scale, the word itself."""

    scale: str
    pole: int
    changes_object: bool = False  # whether it is the verb's object, not its subject, that is so


class Scale(NamedTuple):
    """What is true of the relations of a scale."""

    symmetric: bool = False
    once: bool = False
    cause: bool = False
    transfer: bool = False
    oneway: bool = False


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("senses.toml").read_text(encoding="utf-8"))


@cache
def _scales() -> dict[str, Scale]:
    flags = Scale._fields
    return {
        one["name"]: Scale(**{key: value for key, value in one.items() if key in flags}) for one in _tables()["scale"]
    }


@cache
def _senses() -> dict[str, frozenset[Sense]]:
    found: dict[str, set[Sense]] = {}
    for one in _tables()["scale"]:
        for pole, words in ((1, one["up"]), (-1, one.get("down", ""))):
            for word in words.split():
                found.setdefault(word.rstrip(">"), set()).add(Sense(one["name"], pole, word.endswith(">")))
    return {word: frozenset(senses) for word, senses in found.items()}


def scale(name: str) -> Scale:
    """What is true of the relations of a scale, by its name; of a single word nothing is known."""
    return _scales().get(name, Scale())


def is_scale(name: str) -> bool:
    """Whether a name is that of a scale of two poles or of synonyms, not of a word in none."""
    return name in _scales()


@lru_cache(maxsize=1 << 14)
def senses_of(word: str) -> frozenset[Sense]:
    """The senses of a word, in lower case, its parts joined by "_"; a prefix like "un-" is the opposite of its base."""
    if any(letter.isdigit() for letter in word):
        return frozenset()
    found = {Sense(f"={word}", 1), *_senses().get(word, ())}
    for prefix in _PREFIXES:
        base = word.removeprefix(prefix).removeprefix("-")
        if base != word and len(base) >= _SHORTEST_BASE:
            found.add(Sense(f"={base}", -1))
    return frozenset(found)


def senses_of_noun(word: str) -> frozenset[Sense]:
    """The senses of a word, also of the verb of a gerund ("copying")."""
    stem = word.removesuffix("ing")
    if stem == word or len(stem) < len("do"):
        return senses_of(word)
    return senses_of(word) | senses_of(stem) | senses_of(f"{stem}e")


def is_known(word: str) -> bool:
    """Whether a word stands in some scale."""
    return word in _senses()


@cache
def _opposites() -> dict[str, int]:
    lists = [*_tables()["modifiers"]["opposites"], *_tables()["exclusive"].values()]
    found: dict[str, int] = {}
    for number, words in enumerate(lists):
        for word in words.split():
            found.setdefault(word, number)
    return found


@cache
def _alike() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, words in enumerate(_tables()["nouns"]["alike"]):
        for word in words.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def noun_groups(word: str) -> frozenset[int]:
    """The groups of nouns that may mean one thing which a noun is in, by number."""
    return _alike().get(word, frozenset())


def are_alike(one: str, other: str) -> bool:
    """Whether two nouns mean one thing in the news of one story: "trawler" and "ship"."""
    return one == other or not _alike().get(one, frozenset()).isdisjoint(_alike().get(other, frozenset()))


def exclude_each_other(one: str, other: str) -> bool:
    """Whether two words tell two things of a kind apart: "upper" and "lower", "red" and "green"."""
    numbers = _opposites()
    return one != other and one in numbers and numbers[one] == numbers.get(other)
