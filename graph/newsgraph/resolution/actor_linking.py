"""Persons, organisations and groups across articles."""

from collections import defaultdict
from collections.abc import Sequence

from newsgraph.normalisation import bare
from newsgraph.resolution.linkage import model, weigh
from newsgraph.resolution.memo import Memo
from newsgraph.resolution.name_comparison import NameVerdict, compare_names, names_exclude
from newsgraph.resolution.name_nodes import Node, companions_of, name_nodes
from newsgraph.resolution.names import words
from newsgraph.resolution.owned_bodies import body_of
from newsgraph.resolution.profiles import Profile
from newsgraph.resolution.short_names import ShortNames
from newsgraph.resolution.weights import Weights


def link_actors(
    found: Sequence[Profile], weights: Weights | None = None, memo: Memo | None = None
) -> list[list[Profile]]:
    """Put together the persons, organisations and groups that are one.

    Named actors are linked by name and context (`linkage.py`). Equal full names are one. A bare surname or an acronym
    joins the one name that it can stand for and stays apart where it could be two. Without a name, organisations and
    groups of two articles are one only where both say of which nation they are and what ("Russian troops"), or after
    whom they are called (`owned_bodies.py`); in one article where their words are the same. A person without a name
    stays apart; several ("residents") are a group.

    Args:
        found: all entities of all articles.
        weights: what the levels of the linkage of names weigh; None: the default.
        memo: what was found before.
    """
    actors = [profile for profile in found if profile.entity.type != "place"]
    return [*_link_named(found, weights, memo), *_group(actors)]


def _group(actors: Sequence[Profile]) -> list[list[Profile]]:
    groups: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
    for profile in actors:
        if not profile.named:
            groups[nominal_key(profile)].append(profile)
    return list(groups.values())


def nominal_key(profile: Profile) -> tuple[str, ...]:
    """What two mentions without a name must share to be one."""
    entity, (article, identifier) = profile.entity, profile.key
    label = bare(entity.label)
    many = entity.type == "group" or profile.plural
    if not label or (entity.type == "person" and not many):
        return ("one", article, identifier)
    counted = any(part.isdigit() or part in words("actors", "quantities") for part in label.split())
    if profile.nationality is None or counted:
        return ("article", article, "group" if many else entity.type, label)
    if many:
        return ("group", profile.nationality, profile.head or label)
    return ("organization", profile.nationality, label)


def is_local(profile: Profile) -> bool:
    """Whether nothing in another article can be the same: it has no name and is of no nation."""
    entity = profile.entity
    if entity.type == "place":
        return not (profile.named or profile.by_demonym or entity.location)
    return not profile.named and body_of(profile) is None and nominal_key(profile)[0] in ("one", "article")


def _link_named(found: Sequence[Profile], weights: Weights | None, memo: Memo | None) -> list[list[Profile]]:
    companions = companions_of(found)
    nodes = name_nodes(found, companions)
    pairs = weigh([node.name_record for node in nodes], weights, memo)
    cluster_of = join_full_names(nodes, pairs)
    chosen = ShortNames(nodes, pairs, cluster_of, found, companions).chosen()
    clusters: dict[int, list[Profile]] = defaultdict(list)
    for number, node in enumerate(nodes):
        clusters[chosen.get(cluster_of[number], cluster_of[number])].extend(node.members)
    return list(clusters.values())


def join_full_names(nodes: Sequence[Node], weights: Sequence[tuple[int, int, float]]) -> list[int]:
    """Join what weighs enough, the heaviest pairs first, unless the names of the two clusters exclude each other."""
    cluster_of = list(range(len(nodes)))
    clusters = {number: [number] for number in cluster_of}
    enough = [one for one in weights if one[2] >= model()["join_weight"]]
    for left, right, weight in sorted(enough, key=lambda one: (-one[2], one[0], one[1])):
        a, b = cluster_of[left], cluster_of[right]
        one, other = nodes[left].name_record, nodes[right].name_record
        if a == b or one.short != other.short or (one.short and one.article != other.article):
            continue
        same = compare_names(one, other, weight).verdict is NameVerdict.SAME
        if not same or _exclude(nodes, clusters[a], clusters[b]):
            continue
        kept, gone = min(a, b), max(a, b)
        clusters[kept] += clusters.pop(gone)
        for number in clusters[kept]:
            cluster_of[number] = kept
    return cluster_of


def _exclude(nodes: Sequence[Node], some: Sequence[int], others: Sequence[int]) -> bool:
    pairs = [(nodes[a], nodes[b]) for a in some for b in others]
    return any(names_exclude(one.name_record, other.name_record) or _are_told_apart(one, other) for one, other in pairs)


def _are_told_apart(one: Node, other: Node) -> bool:
    """Whether an article takes two persons for two though one's full name is the other's and a middle name more.

    Its reader puts such names together, unless the article says that they are two: "her mother, Gloria Morgan Hall".
    """
    a, b = one.name_record.person, other.name_record.person
    if a is None or b is None or a.given is None or b.given is None or len(a.middle) == len(b.middle):
        return False
    mine, its = set(a.plain.split()), set(b.plain.split())
    if not (mine < its or its < mine):
        return False
    return not {each.key[0] for each in one.members}.isdisjoint(each.key[0] for each in other.members)
