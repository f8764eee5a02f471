"""How the entities and events of an article are known again when its text has changed: by what it calls them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from newsgraph.resolution.features import ArticleFeatures
from newsgraph.resolution.keys import Key

Words = Mapping[Key, Sequence[str]]
K = TypeVar("K")


def entity_words(features: Iterable[ArticleFeatures]) -> dict[Key, tuple[str, ...]]:
    """What each entity is called, the fullest name first; what it is described as where it has no name."""
    return {(article.id, one.entity.id): one.words for article in features for one in article.entities}


def event_words(features: Iterable[ArticleFeatures]) -> dict[Key, tuple[str, ...]]:
    """What each event is told in: its verb and who takes part, in the words of the text."""
    return {(article.id, one.id): (one.wording,) for article in features for one in article.reported}


def by_words(words: Words, known: Mapping[Key, K]) -> dict[tuple[str, str], K]:
    """What is known of those whose article calls them so, by article and words; nothing where these mean several."""
    meant: dict[tuple[str, str], K] = {}
    several: set[tuple[str, str]] = set()
    for key, names in words.items():
        one = known.get(key)
        for name in names if one is not None else ():
            where = (key[0], name)
            if meant.setdefault(where, known[key]) != one:
                several.add(where)
    for where in several:
        del meant[where]
    return meant


def recognise(words: Words, known: Mapping[tuple[str, str], K]) -> dict[Key, K]:
    """What is known of each by its words: by its fullest name, else by another if that is of nothing known so."""
    found = {key: known[key[0], names[0]] for key, names in words.items() if names and (key[0], names[0]) in known}
    taken = {(key[0], one) for key, one in found.items()}
    for key, names in words.items():
        rest = (known[key[0], one] for one in names[1:] if key not in found and (key[0], one) in known)
        if one := next((one for one in rest if (key[0], one) not in taken), None):
            found[key] = one
    return found
