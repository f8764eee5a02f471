"""Persons, organisations and groups across articles."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from newsgraph.normalisation import bare, transliteration_key
from newsgraph.resolution.linkage import model, weigh
from newsgraph.resolution.name_records import NameRecord
from newsgraph.resolution.names import PersonName, brand, kin_forms, organization_words, short_forms, words
from newsgraph.resolution.profiles import Profile, best_name, head_word
from newsgraph.resolution.romanisation import han_key, romanised_alike, skeleton
from newsgraph.resolution.weights import Weights

_COMMON_COMPANION = 0.2  # share of the articles above which being named beside it tells nothing
_FEW_ARTICLES = 10
_VOWELS = re.compile("[aeiouy]+")


def link_actors(found: Sequence[Profile], weights: Weights | None = None) -> list[list[Profile]]:
    """Put together the persons, organisations and groups that are one.

    Named actors are linked by name and context (`linkage.py`). Equal full names are one. A bare surname or an acronym
    joins the one name that it can stand for and stays apart where it could be two. Without a name, organisations and
    groups of two articles are one only where both say whose they are and what ("Russian troops"); in one article where
    their words are the same. A person without a name stays apart; several ("residents") are a group.

    Args:
        found: all entities of all articles.
        weights: what the levels of the linkage of names weigh; None: the default.
    """
    actors = [profile for profile in found if profile.entity.type != "place"]
    named = [profile for profile in actors if profile.named]
    return [*_link_named(named, _companions(found), weights), *_group(actors)]


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
    return not profile.named and nominal_key(profile)[0] in ("one", "article")


def _companions(found: Sequence[Profile]) -> dict[str, list[str]]:
    """By article, the folded names of what it names, without what every other article names, too; the rarest first."""
    by_article: dict[str, set[str]] = defaultdict(set)
    for profile in found:
        by_article[profile.key[0]].update(bare(name) for name in profile.names)
    spread = Counter(name for names in by_article.values() for name in names)
    limit = max(_FEW_ARTICLES, _COMMON_COMPANION * len(by_article))
    return {
        article: sorted((name for name in names if spread[name] <= limit), key=lambda name: (spread[name], name))
        for article, names in by_article.items()
    }


@dataclass(slots=True)
class Node:
    """Profiles of equal name, and the candidate that stands for them."""

    members: list[Profile]
    name_record: NameRecord


def name_nodes(found: Sequence[Profile]) -> list[Node]:
    """The named actors, those of equal name together; a short name by article where several full names may be meant."""
    return _nodes([one for one in found if one.entity.type != "place" and one.named], _companions(found))


def _link_named(
    named: Sequence[Profile], companions: dict[str, list[str]], weights: Weights | None
) -> list[list[Profile]]:
    nodes = _nodes(named, companions)
    pairs = weigh([node.name_record for node in nodes], weights)
    cluster_of = _join_full_names(nodes, pairs)
    _attach_short_names(nodes, pairs, cluster_of)
    clusters: dict[int, list[Profile]] = defaultdict(list)
    for number, node in enumerate(nodes):
        clusters[cluster_of[number]].extend(node.members)
    return list(clusters.values())


def _nodes(named: Sequence[Profile], companions: dict[str, list[str]]) -> list[Node]:
    """Equal full names together; a short name by article where several full names may be meant."""
    name_records = {
        one.key: NameRecord(one.entity.type, best_name(one), None, jurisdiction=one.jurisdiction) for one in named
    }
    bearers: dict[str, set[str]] = defaultdict(set)
    for name_record in name_records.values():
        person = name_record.person
        if person and person.given:
            bearers[transliteration_key(person.surname)].add(person.full)
    groups: dict[tuple[str, str, str], list[Profile]] = defaultdict(list)
    for profile in named:
        if profile.jurisdiction:
            body, country, article = profile.jurisdiction.node
            groups["body", f"{body} of {country}", article].append(profile)
            continue
        name_record = name_records[profile.key]
        person = name_record.person
        told = " ".join(filter(None, (name_record.full, person.generation, person.sex))) if person else name_record.full
        ambiguous = person and name_record.short and len(bearers[transliteration_key(person.surname)]) > 1
        groups[profile.entity.type, told, profile.key[0] if ambiguous else ""].append(profile)
    return [
        Node(members, _name_record(members, article or None, companions))
        for (_, _, article), members in sorted(groups.items())
    ]


def _name_record(members: Sequence[Profile], article: str | None, companions: dict[str, list[str]]) -> NameRecord:
    nations = Counter(one.nationality for one in members if one.nationality)
    own = {bare(name) for one in members for name in one.names}
    beside = [name for key in sorted({one.key[0] for one in members}) for name in companions[key] if name not in own]
    return NameRecord(
        type=members[0].entity.type,
        name=min(best_name(one) for one in members),
        article=article,
        roles=tuple(sorted({head_word(bare(role)) for one in members for role in one.entity.roles if bare(role)})),
        nationality=min(nations, key=lambda code: (-nations[code], code)) if nations else None,
        companions=tuple(dict.fromkeys(beside)),
        jurisdiction=members[0].jurisdiction,
    )


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


def _join_full_names(nodes: Sequence[Node], weights: Sequence[tuple[int, int, float]]) -> list[int]:
    """Join what weighs enough, the heaviest pairs first, unless the names of the two clusters exclude each other."""
    cluster_of = list(range(len(nodes)))
    clusters = {number: [number] for number in cluster_of}
    for left, right, weight in sorted(weights, key=lambda one: (-one[2], one[0], one[1])):
        if weight < model()["join_weight"]:
            break
        a, b = cluster_of[left], cluster_of[right]
        one, other = nodes[left].name_record, nodes[right].name_record
        if a == b or one.short != other.short or compare_names(one, other, weight).verdict is not NameVerdict.SAME:
            continue
        if _exclude(nodes, clusters[a], clusters[b]):
            continue
        kept, gone = min(a, b), max(a, b)
        clusters[kept] += clusters.pop(gone)
        for number in clusters[kept]:
            cluster_of[number] = kept
    return cluster_of


def _exclude(nodes: Sequence[Node], some: Sequence[int], others: Sequence[int]) -> bool:
    return any(names_exclude(nodes[a].name_record, nodes[b].name_record) for a in some for b in others)


def names_exclude(one: NameRecord, other: NameRecord) -> bool:
    """Whether two names cannot be one's: of persons whose titles, given names, middle names or generations differ, of
    organisations with the noun and the adjective of one word ("Council of Europe", "European Council"), of bodies of
    state of two countries.
    """
    a, b = one.person, other.person
    if one.jurisdiction and other.jurisdiction:
        return one.jurisdiction.node != other.jurisdiction.node
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
        return not _given_names_agree(a.given, b.given)
    return not _given_names_agree(a.given, b.given) or _one_longer(a.surname, b.surname)


def _written_alike(a: PersonName, b: PersonName) -> bool:
    """Whether the whole names are one in another romanisation or division, or one is the other's beginning or end."""
    if a.full.replace(" ", "") == b.full.replace(" ", "") or (han_key(a) is not None and han_key(a) == han_key(b)):
        return True
    one, other = transliteration_key(a.full), transliteration_key(b.full)
    return one_within_other(one, other) or one.startswith(f"{other} ") or other.startswith(f"{one} ")


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


def _given_names_agree(a: str, b: str) -> bool:
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    return (
        romanised_alike(a, b)
        or not set(short_forms(a)).isdisjoint(short_forms(b))
        or not set(kin_forms(a)).isdisjoint(kin_forms(b))
    )


def _attach_short_names(
    nodes: Sequence[Node], weights: Sequence[tuple[int, int, float]], cluster_of: list[int]
) -> None:
    """Give each short name to the cluster of full names that it stands for, if one leads all others clearly."""
    options: dict[int, dict[int, float]] = defaultdict(dict)
    for left, right, weight in weights:
        for short, full in ((left, right), (right, left)):
            if nodes[short].name_record.short and not nodes[full].name_record.short:
                known = options[cluster_of[short]]
                known[cluster_of[full]] = max(weight, known.get(cluster_of[full], weight))
    chosen: dict[int, int] = {}
    for short, found in sorted(options.items()):
        (cluster, best), *rest = sorted(found.items(), key=lambda one: (-one[1], one[0]))
        clear = not rest or best - rest[0][1] >= model()["short_margin"]
        if best >= model()["short_weight"] and clear:
            chosen[short] = cluster
    cluster_of[:] = [chosen.get(cluster, cluster) for cluster in cluster_of]
