"""Whether two names can be, and are, those of one actor."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from newsgraph.normalisation import transliteration_key
from newsgraph.resolution.linkage import model
from newsgraph.resolution.name_records import NameRecord
from newsgraph.resolution.names import PersonName, brand, is_noun, kin_forms, organization_words, short_forms
from newsgraph.resolution.romanisation import han_key, romanised_alike, skeleton

_VOWELS = re.compile("[aeiouy]+")


class NameVerdict(Enum):
    """Whether two names are one's, if nobody else is in question."""

    SAME = "the same"
    TOO_LIGHT = "too little speaks for it"
    EXCLUDED = "the names exclude each other"


class NameComparison(NamedTuple):
    """What the comparison of two names comes to."""

    verdict: NameVerdict
    needed: float  # the weight, in bits, from which two such names are one


def compare_names(one: NameRecord, other: NameRecord, weight: float) -> NameComparison:
    """Whether two names of that match weight (bits) are one's: by this linkage decides, and `why` explains it.

    A short form needs less than a full name, as it joins the best only, and only if that leads clearly.
    """
    if one.short != other.short:
        needed, excluded = float(model()["short_weight"]), False
    else:
        needed, excluded = float(model()["join_weight"]), names_exclude(one, other)
    enough = NameVerdict.SAME if weight >= needed else NameVerdict.TOO_LIGHT
    return NameComparison(NameVerdict.EXCLUDED if excluded else enough, needed)


def is_one(one: NameRecord, other: NameRecord, weight: float) -> bool:
    """Whether two names of that match weight (bits) are one's, if nobody else is in question."""
    return compare_names(one, other, weight).verdict is NameVerdict.SAME


def names_exclude(one: NameRecord, other: NameRecord) -> bool:
    """Whether two names cannot be one's: of persons whose titles, given names, middle names or generations differ, of
    organisations with the noun and the adjective of one word ("Council of Europe", "European Council"), of bodies of
    state of two countries, of an organisation and of whom pronouns or a title show to be a person, of what two
    articles call by a noun alone ("the Ministry").
    """
    a, b = one.person, other.person
    if one.jurisdiction and other.jurisdiction:
        return one.jurisdiction.node != other.jurisdiction.node
    if one.article != other.article and is_noun(one.name) and is_noun(other.name):
        return True
    if (a is None) != (b is None):
        return bool(one.sex or other.sex)
    if a is None or b is None:
        return one.type == other.type and _a_word_derived(one.name, other.name)
    if a.sex and b.sex and a.sex != b.sex:
        return True
    if a.given is None or b.given is None:
        return False
    if sorted(a.full.split()) == sorted(b.full.split()):
        return a.generation != b.generation
    if a.generation != b.generation:
        return True
    if _written_alike(a, b):
        return False
    middles = a.middle[:1] + b.middle[:1]
    if len(middles) == 2 and middles[0][0] != middles[1][0] and not romanised_alike(*middles):
        return True
    if skeleton(a) is not None and skeleton(a) == skeleton(b):
        return not _given_names_agree(a, b)
    return not _given_names_agree(a, b) or _one_longer(a.surname, b.surname)


def _written_alike(a: PersonName, b: PersonName) -> bool:
    """Whether the whole names are one in another romanisation or division, or one is the other's beginning or end."""
    if a.full.replace(" ", "") == b.full.replace(" ", "") or (han_key(a) is not None and han_key(a) == han_key(b)):
        return True
    if one_within_other(transliteration_key(a.full), transliteration_key(b.full)):
        return True
    one, other = transliteration_key(a.plain), transliteration_key(b.plain)
    return one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _a_word_derived(one: str, other: str) -> bool:
    """Whether names differ by an ending of one word, the plural's excepted, or by what they trade in."""
    left, right = (set(organization_words(name)) for name in (one, other))
    if left - right and right - left and set(brand(tuple(left))) == set(brand(tuple(right))):
        return True
    pairs = [sorted((a, b), key=len) for a in left - right for b in right - left]
    return any(longer.startswith(shorter) and longer != f"{shorter}s" for shorter, longer in pairs if len(shorter) > 2)


def _one_longer(a: str, b: str) -> bool:
    """Whether one surname has a consonant or an ending more than the other: Johnston, Johnson; Ivanova, Ivanov.

    Romanisations differ in how they write a sound, not in how many there are.
    """
    shorter, longer = sorted(map(transliteration_key, (a, b)), key=len)
    return not romanised_alike(a, b) and (
        longer.startswith(shorter) or len(_VOWELS.sub("", shorter)) < len(_VOWELS.sub("", longer))
    )


def one_within_other(a: str, b: str) -> bool:
    """Whether one name of several words is the end of the other."""
    return a.endswith(f" {b}") or b.endswith(f" {a}")


def _given_names(person: PersonName) -> Iterator[str]:
    yield from filter(None, (person.given, person.nickname))


def _given_names_agree(a: PersonName, b: PersonName) -> bool:
    return any(_given_name_agrees(one, other) for one in _given_names(a) for other in _given_names(b))


def _given_name_agrees(a: str, b: str) -> bool:
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    return (
        romanised_alike(a, b)
        or not set(short_forms(a)).isdisjoint(short_forms(b))
        or not set(kin_forms(a)).isdisjoint(kin_forms(b))
    )
