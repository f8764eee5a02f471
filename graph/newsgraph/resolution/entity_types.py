"""One typing of a name over all articles: what most take it for, where one alone takes it for something else."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from newsgraph.normalisation import bare
from newsgraph.record import EntityType, Record
from newsgraph.resolution.feature_extraction import features_of
from newsgraph.resolution.features import ArticleFeatures
from newsgraph.resolution.keys import Key
from newsgraph.resolution.names import is_known_organization, known_given_names, parse_person
from newsgraph.resolution.profiles import Profile, best_name, profiles, retype

_FEWEST = 3  # articles that must agree
_LEAD = 4.0  # times as many as those that say what the one in question says
_LEAD_OVER_PLACES = 20.0  # the same where a gazetteer has found a place of that name


def settled_profiles(records: Iterable[Record]) -> list[Profile]:
    """All entities of all records, in the order of the articles' ids, each of one type with its namesakes."""
    return settled(sorted(map(features_of, records), key=lambda one: one.id))


def settled(features: Sequence[ArticleFeatures]) -> list[Profile]:
    """The same of what resolution takes from the articles, sorted by their ids."""
    found = profiles(features)
    settle_types(found, features)
    return found


def settle_types(found: Sequence[Profile], features: Iterable[ArticleFeatures]) -> None:
    """Let names be what most articles take them for, unless their own article tells them apart by more than the name.

    That is a pronoun, a role or a given name of a person, and of a place that something happens there.
    """
    scenes = {(article.id, one) for article in features for one in article.scenes}
    counts: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for one in found:
        for name in {bare(name) for name in one.names}:
            counts[name][one.entity.type] += 1
    for one in found:
        if one.names and one.jurisdiction is None:
            retype(one, _settled(one, counts, scenes))


def _settled(one: Profile, counts: dict[str, Counter[EntityType]], scenes: set[Key]) -> EntityType:
    kind, name = one.entity.type, best_name(one)
    if kind not in {"organization", "group"} and is_known_organization(name):
        return "organization"
    if _tells(one, name, scenes):
        return kind
    of_name = counts[bare(name)]
    most = min(of_name, key=lambda other: (-of_name[other], other))
    lead = _LEAD_OVER_PLACES if one.entity.location else _LEAD
    enough = of_name[most] >= _FEWEST and of_name[most] >= lead * of_name[kind]
    return most if enough and most != "place" else kind


def _tells(one: Profile, name: str, scenes: set[Key]) -> bool:
    """Whether the article itself says what kind of thing a name is of."""
    if one.entity.type == "person":
        person = parse_person(name)
        return bool(one.sexes or one.entity.roles or (person and (person.sex or person.given in known_given_names())))
    if one.entity.type == "place":
        return one.by_demonym or one.key in scenes
    return bool(one.entity.nationality)
