"""Whether two names of one article are of the same: spellings, surnames, acronyms, short forms."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.lexicon import words, words_of_any
from newsgraph.extraction.mentions.name_forms import TWO_INITIALS, are_initials, in_order, nickname_in, without_nickname
from newsgraph.normalisation import fold_place
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer, Place

_LONG_WORD = 6  # letters from which on a word may differ by a slip of the pen
_LONG_NAME = 10  # the same for a whole name


@lru_cache(maxsize=1 << 15)
def same_name(one: str, other: str, kind: EntityType) -> bool:
    """Whether two names of one type may be of the same bearer, who is known by no other name of that kind."""
    mine, theirs = spelt(one), spelt(other)
    if mine == theirs:
        return True
    if kind == "person":
        alike = any(_same_person(a, b) for a in _person_names(one) for b in _person_names(other))
        return alike or are_initials(one, other, TWO_INITIALS) or are_initials(other, one, TWO_INITIALS)
    if kind in {"organization", "group"}:  # "ISIS" is the Islamic State
        return _same_organization(one, other)
    return False


@lru_cache(maxsize=4096)
def spelt(name: str) -> str:
    """A name without what only spelling tells apart: accents, the way other alphabets are written in ours."""
    folded = fold_place(name)
    for written, sound in read_toml("name_matching.toml")["spellings"]:
        folded = folded.replace(written, sound)
    return folded


def _alike(one: str, other: str) -> bool:
    """The same word, give or take a letter of a long one, or an initial."""
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    long = min(len(one), len(other)) >= _LONG_WORD and one[0] == other[0]
    return long and DamerauLevenshtein.distance(one, other) <= 1


def _person_names(name: str) -> Iterator[list[str]]:
    """The words of each name that one as it is written gives: with the given name, and with the nickname for it."""
    plain = in_order(without_nickname(name))
    yield spelt(plain).split()
    if nickname := nickname_in(name):
        yield spelt(f"{nickname} {plain.split()[-1]}").split()


def _same_person(one: list[str], other: list[str]) -> bool:
    """A surname or a given name alone stands for the full name; given names that differ tell people apart."""
    (mine, suffix), (theirs, their_suffix) = _without_suffix(_untitled(one)), _without_suffix(_untitled(other))
    if suffix and their_suffix and suffix != their_suffix:
        return False
    short, long = sorted((mine, theirs), key=len)
    if not short:
        return False
    if len(short) == 1:
        # Of two surnames either may stand alone: "Vázquez" for "Wanda Vázquez Garced".
        return len(short[0]) > 1 and (short[0] in long or (len(long[-1]) > 1 and _alike(short[0], long[-1])))
    if not _alike(short[-1], long[-1]):
        spelt_out = [word for word in short[1:] if len(word) > 1]
        return bool(spelt_out) and _alike(short[0], long[0]) and all(word in long for word in spelt_out)
    if len(short) > 2 and len(short[1]) == len(long[1]) == 1 and short[1] != long[1]:
        return False  # "George W. Bush", "George H. W. Bush"
    return all(any(_alike(word, theirs) for theirs in long[:-1]) for word in short[:-1])


def _untitled(name: list[str]) -> list[str]:
    """A name without the titles at its head."""
    titles = words_of_any("names", "titles", "honorifics")
    first = next((number for number, word in enumerate(name[:-1]) if word.rstrip(".") not in titles), len(name) - 1)
    return name[first:]


def has_suffix(name: str) -> bool:
    """Whether a name ends as those of fathers and sons do: "Donald Trump Jr."."""
    parts = name.split()
    return len(parts) > 1 and parts[-1].lower().rstrip(".") in words("name_matching", "suffixes")


def _without_suffix(name: list[str]) -> tuple[list[str], str]:
    """A name without "Jr." and the like, and that suffix."""
    if len(name) > 2 and (suffix := name[-1].rstrip(".")) in words("name_matching", "suffixes"):
        return [word.rstrip(",") for word in name[:-1]], suffix
    return name, ""


@cache
def _aliases() -> dict[str, str]:
    """The first of the names of each body that has several, by each of them."""
    return {name: group[0] for group in read_toml("name_matching.toml")["aliases"] for name in group}


def _same_organization(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if _is_acronym(short, long) or _aliases().get(one.lower(), one) == _aliases().get(other.lower(), other):
        return True
    parts = long.lower().split()
    if len(parts) > 1 and len(short) > 3 and parts[0] == short.lower() and parts[-1] in words("names", "firm_tails"):
        return True
    optional = words("name_matching", "optional")
    few, many = ([word for word in fold_place(name).split() if word not in optional] for name in (short, long))
    if few and few == many:
        return True
    part, whole = fold_place(short), fold_place(long)
    if min(len(short), len(long)) >= _LONG_NAME and DamerauLevenshtein.distance(part, whole) <= 1:
        return True
    return f" of {part}" in f" {whole}" and whole.endswith(part)


def _is_acronym(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    if not (letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 7 and " " not in letters):
        return False
    small = words("name_matching", "small")
    parts = [part for part in long.replace("-", " ").split() if part[:1].isalpha()]
    capitals = "".join(part[0] for part in parts if part[0].isupper())
    initials = "".join(part[0] for part in parts if part[0].isupper() and part.lower() not in small)
    return len(parts) > 1 and short not in parts and letters in {initials, capitals}


def place_of(mention: Mention, gazetteer: "Gazetteer") -> "Place | None":
    """The place that a name or demonym most likely means, going by the gazetteer alone."""
    if mention.form == "demonym":
        return gazetteer.demonym(mention.span.text)
    return next(iter(gazetteer.lookup(mention.span.text)), None)
