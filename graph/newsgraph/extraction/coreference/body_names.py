"""Names of bodies as English writes them: whose a body is, before it or after "of", and what it is short for.

"US Supreme Court" and "Supreme Court of the United States" are one name, "Supreme Court" may be short for it; "Justice
Department" and "Department of Justice" are one; "House" is short for "House of Representatives".
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.lexicon import words, words_of_any
from newsgraph.normalisation import fold_place

if TYPE_CHECKING:
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

_LONGEST_OWNER = 3  # words of the name of a place whose body it is
_ARTICLE = "the "
_KNOWN = 0.6  # prominence from which on a town is taken for the owner: "Supreme" and "Union" are towns, too


class BodyName(NamedTuple):
    """A name of a body, taken apart.

    Attributes:
        owner: the country, region or town whose body it is, as the gazetteer calls it; "" where the name has none.
        rest: the name without its owner.
        core: the words that count of the rest, folded and sorted.
        head: the noun that says what it is ("court"), lower case.
    """

    owner: str
    rest: str
    core: tuple[str, ...]
    head: str


@lru_cache(maxsize=4096)
def body_name(name: str, gazetteer: "Gazetteer") -> BodyName:
    """A name taken apart."""
    parts = name.split()
    if parts[0].lower() == "the":
        parts = parts[1:] or parts
    owner = ""
    for size in range(min(_LONGEST_OWNER, len(parts) - 1), 0, -1):
        if parts[size][:1].isupper() and (found := _owner(" ".join(parts[:size]), gazetteer)):
            owner, parts = found, parts[size:]
            break
    last = max((i for i, part in enumerate(parts) if part == "of" and 0 < i < len(parts) - 1), default=0)
    if not owner and last and (found := _owner(" ".join(parts[last + 1 :]).removeprefix(_ARTICLE), gazetteer)):
        owner, parts = found, parts[:last]
    small = words("name_matching", "small")
    first = next((i for i, part in enumerate(parts) if part.lower() in small and i), len(parts))
    core = sorted(word for word in fold_place(" ".join(parts)).split() if word not in small)
    return BodyName(owner, " ".join(parts), tuple(core), parts[first - 1].lower())


def _owner(name: str, gazetteer: "Gazetteer") -> str:
    place = gazetteer.demonym(name) or next(iter(gazetteer.lookup(name)), None)
    known = place is not None and (place.kind != "city" or gazetteer.prominence(name) >= _KNOWN)
    return place.name if place is not None and known else ""


def same_body(one: BodyName, other: BodyName) -> bool:
    """Whether two names may be of one body, as far as whose it is goes, too."""
    if one.owner and other.owner and one.owner != other.owner:
        return False
    return one.core == other.core or _short_for(one, other) or _short_for(other, one)


def _short_for(short: BodyName, long: BodyName) -> bool:
    return [" ".join(short.core), " ".join(long.core)] in read_toml("name_matching.toml")["short_bodies"]


def owners(names: Iterable[str], gazetteer: "Gazetteer") -> set[str]:
    """Whose the body of some names is."""
    return {found.owner for name in names if (found := body_name(name, gazetteer)).owner}


def is_bare_head(name: str) -> bool:
    """Whether a name is only the noun that says what a body or a building is: "the Court" of some supreme court."""
    return name.lower() in words_of_any("names", "heads.organization", "heads.place", "bodies")


def whole_names(names: Iterable[str], gazetteer: "Gazetteer") -> list[str]:
    """Those names of one body that are not short for another: "US Supreme Court" of it, "Supreme Court", "Court"."""
    apart = {name: body_name(name, gazetteer) for name in names}
    return [
        name
        for name, mine in apart.items()
        if not any(_says_more(one, mine) or (" " in other and _is_shorthand(name)) for other, one in apart.items())
    ]


def _is_shorthand(name: str) -> bool:
    """Whether one word stands for a longer name: its head, or an acronym that is no household name."""
    known = name.lower() in words("names", "known", "organization", separator=";")
    return is_bare_head(name) or (" " not in name and sum(map(str.isupper, name)) > 1 and not known)


def _says_more(one: BodyName, other: BodyName) -> bool:
    """Whether a name says whose the body is where another does not, or has words that the other leaves out."""
    return _short_for(other, one) or (one.core == other.core and bool(one.owner) and not other.owner)
