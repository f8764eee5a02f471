"""Keys that hold for one language's names only, beside `transliteration_key`, which fits them all."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from newsgraph.normalisation import transliteration_key
from newsgraph.resolution.names import PersonName

_VOWELS = re.compile("[aeiouy]+")
_FEWEST_CONSONANTS = 3
_FEWEST_SYLLABLES = 2  # of a given name: in Li Wei and Li Hui a letter is the whole difference
_G_OR_J = re.compile("[gj]")  # as Egypt and others say one letter: Golani, Jolani; or another: Gaddafi, Qaddafi


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("romanisation.toml").read_text(encoding="utf-8"))


@cache
def _rules(table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one["rule"][0]), one["rule"][1]) for one in _tables()[table])


def _rewrite(table: str, word: str) -> str:
    for pattern, replacement in _rules(table):
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=1 << 16)
def reading_key(folded: str) -> str | None:
    """The transliteration key of a name as French, Ukrainian, Belarusian, Arabic or Greek custom has it read.

    None where it is the usual one. "Loukachenko" has the reading "Lukashenko" and the usual key of "Lukakhenko".
    """
    found = transliteration_key(" ".join(_rewrite("reading", word) for word in folded.split()))
    return found if found != transliteration_key(folded) else None


def keys(folded: str) -> frozenset[str]:
    """The key of a name, and that of its other reading."""
    return frozenset(filter(None, (transliteration_key(folded), reading_key(folded))))


def romanised_alike(one: str, other: str) -> bool:
    """Whether two folded names may be romanisations of one."""
    return not keys(one).isdisjoint(keys(other))


@lru_cache(maxsize=1 << 16)
def skeleton(person: PersonName) -> str | None:
    """The consonants of an Arabic or Persian surname; None for others, short ones and those that are given names."""
    given_names = _arabic_given_names()
    given = [person.given or "", *person.middle]
    arabic = person.surname.startswith("bin ") or given[0].startswith("abdul") or not given_names.isdisjoint(given)
    if not arabic:
        return None
    last = person.surname.split()[-1]
    consonants = _G_OR_J.sub("k", _VOWELS.sub("", transliteration_key(last)))
    if last in given_names or len(consonants) < _FEWEST_CONSONANTS:
        return None
    return consonants


@cache
def _arabic_given_names() -> frozenset[str]:
    return frozenset(_tables()["arabic"]["given_names"].split())


@lru_cache(maxsize=1 << 16)
def han_key(person: PersonName) -> str | None:
    """A key that a Chinese or Korean name has in pinyin, Wade-Giles and the spellings of Taiwan and Korea.

    Source of the correspondences: ALA-LC Romanization Table for Chinese (pinyin and Wade-Giles). None for a name that
    is none of these, or of a single syllable.
    """
    if not person.family_first or person.given is None or len(_VOWELS.findall(person.given)) < _FEWEST_SYLLABLES:
        return None
    surname = _tables()["korean"]["surnames"].get(person.surname, person.surname)
    return f"{_rewrite('han', person.given)} {_rewrite('han', surname)}"
