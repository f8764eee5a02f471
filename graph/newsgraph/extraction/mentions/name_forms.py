"""Names of people as they are written: the surname first, with a nickname in quotes, as initials."""

import re

from newsgraph.extraction.base.lexicon import words

_NICKNAME = re.compile(r"[\"“«](.+?)[\"”»]|(?<=\s)[‘'](.+?)[’'](?=\s)")
_NO_BRACKETS = str.maketrans("", "", "[]")
_FEWEST_INITIALS = 3
TWO_INITIALS = 2  # enough where it is known that somebody is meant


def in_order(name: str) -> str:
    """A person's name with the given name first: "John Smith" for "Smith, John"."""
    surname, comma, given = name.partition(", ")
    generations = words("names", "generations")
    return f"{given} {surname}" if comma and given and given.lower() not in generations else name


def without_nickname(name: str) -> str:
    """A name without what it has in quotes, or an editor's brackets: "Ruben Salcedo" for "Ruben “Tito” Salcedo"."""
    return " ".join(_NICKNAME.sub(" ", name).translate(_NO_BRACKETS).split())


def nickname_in(name: str) -> str:
    """What a name has in quotes: "Tito" of "Ruben “Tito” Salcedo"; "" for nothing."""
    found = _NICKNAME.search(name)
    return (found.group(1) or found.group(2)) if found is not None else ""


def are_initials(short: str, name: str, fewest: int = _FEWEST_INITIALS) -> bool:
    """Whether a name is made of the initials of a person's: "RFK Jr." of "Robert F. Kennedy Jr.".

    Args:
        short: the name that may be one of initials.
        name: a person's name.
        fewest: how many initials there must be; two letters are many things.
    """
    letters, *rest = short.split()
    plain = [part.rstrip(".").lower() for part in name.split()]
    size = next((i for i, part in enumerate(plain) if part in words("name_matching", "suffixes")), len(plain))
    same_suffix = [part.rstrip(".").lower() for part in rest] == plain[size:]
    if not letters.isupper() or len(letters) < fewest or not same_suffix:
        return False
    return letters == "".join(part[0] for part in name.split()[:size])
