"""Whom a wire story only describes is one in all papers that print it: "two fishermen" of five reprints are two."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from newsgraph.normalisation import bare
from newsgraph.resolution.actor_linking import is_local
from newsgraph.resolution.profiles import Profile

_Description = tuple[str, str, str]  # the article that the report is from, type, folded words


def unite_reprinted(clusters: Iterable[Sequence[Profile]], reprints: Mapping[str, str]) -> list[list[Profile]]:
    """The clusters, with those together that one report describes by the same words, wherever it is printed.

    Words that a printing has for several say nothing.

    Args:
        clusters: entities that are one.
        reprints: ids of articles that print the report of another, with that one's.
    """
    found = [list(cluster) for cluster in clusters]
    if not reprints:
        return found
    printed = {*reprints, *reprints.values()}
    numbers: dict[_Description, list[int]] = defaultdict(list)
    articles: dict[_Description, Counter[str]] = defaultdict(Counter)
    for number, cluster in enumerate(found):
        described = {_description(one, reprints) for one in cluster if one.key[0] in printed and is_local(one)}
        if len(described) == 1 and len({one.key[0] for one in cluster}) == 1:
            (description,) = described
            numbers[description].append(number)
            articles[description][cluster[0].key[0]] += 1
    gone: set[int] = set()
    for description, (first, *others) in numbers.items():
        if description[2] and max(articles[description].values()) == 1:
            for other in others:
                found[first] += found[other]
                gone.add(other)
    return [cluster for number, cluster in enumerate(found) if number not in gone]


def _description(profile: Profile, reprints: Mapping[str, str]) -> _Description:
    article = profile.key[0]
    return (reprints.get(article, article), profile.entity.type, bare(profile.entity.label))
