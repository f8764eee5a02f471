"""The keys under which the gazetteer keeps a place and is asked for it."""

import re

from newsgraph.normalisation import fold_place

_INITIALS = re.compile(r"(?:[A-Z]\.?){2,4}")


def keys(name: str) -> tuple[str, ...]:
    """The keys under which a name of a text is looked up, the most telling first.

    Initials ("US", "U.K.") and abbreviations that end in a point ("Miss.") have keys of their own, so that "us" is no
    country and "Miss" no state.
    """
    name, folded = name.strip(), fold_place(name)
    special = []
    if _INITIALS.fullmatch(name):
        special.append(name.replace(".", ""))
        if len(special[0]) < 4:  # too short for a name in capitals
            return tuple(special)
    if name.endswith("."):
        special.append(folded.replace(" ", "") + ".")
    return (*special, folded)


def index_keys(name: str) -> tuple[str, ...]:
    """The keys under which a name of our own lists is stored; see `keys`."""
    return keys(name)[:1]
