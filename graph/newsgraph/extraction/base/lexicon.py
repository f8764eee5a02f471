"""Word lists of the layers: the entries of data files as sets."""

from functools import cache
from typing import Any

from newsgraph.extraction.base.data_files import read_toml


@cache
def words(name: str, *keys: str, separator: str | None = None) -> frozenset[str]:
    """One entry of `name`.toml as a set of its words, or of its phrases where a `separator` stands between them.

    Raises:
        KeyError: the file has no such entry.
    """
    entry: Any = read_toml(f"{name}.toml")
    for key in keys:
        entry = entry[key]
    return frozenset(" ".join(part.split()) for part in entry.split(separator) if part.strip())


@cache
def words_of_any(name: str, *entries: str) -> frozenset[str]:
    """Several entries of `name`.toml as one set.

    Args:
        name: the name of the file.
        entries: each the keys of an entry with points between ("heads.organization").

    Raises:
        KeyError: the file has no such entry.
    """
    return frozenset().union(*(words(name, *entry.split(".")) for entry in entries))


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of `name`.toml as sets, by their names.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return {entry: frozenset(listed) for entry, listed in read_toml(f"{name}.toml").items()}
