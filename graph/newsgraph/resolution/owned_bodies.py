"""Bodies that are called after who leads them: "the Trump administration" of several articles is one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsgraph.normalisation import bare
from newsgraph.resolution.keys import Key
from newsgraph.resolution.names import PersonName, parse_person, words
from newsgraph.resolution.profiles import Profile

_OWNER_LAST = re.compile(r"(?P<head>\w+) of (?:the )?(?P<owner>.+)")
_OWNER_FIRST = re.compile(r"(?P<owner>.+?)(?:['’]s|['’])? (?P<head>\w+)")
_OFFICES = re.compile(r"^(?:(?:then|former|current|late|us|u\.s\.|american)[ -])*", re.IGNORECASE)


class OwnedBody(NamedTuple):
    """What body it is, and whose."""

    head: str  # "administration"
    owner: PersonName


@dataclass(frozen=True, slots=True)
class _Leaders:
    """The clusters of the persons of all articles."""

    by_key: Mapping[Key, int]
    by_article: Mapping[tuple[str, str], set[int]]  # by article and surname
    by_name: Mapping[str, set[int]]  # by full name


def owned_body(label: str) -> OwnedBody | None:
    """The body that a label names by its leader: "Trump administration", "the cabinet of Theresa May"."""
    text = " ".join(label.split())
    text = text[4:] if text[:4].lower() == "the " else text
    for pattern in (_OWNER_LAST, _OWNER_FIRST):
        found = pattern.fullmatch(text)
        if found and bare(found["head"]) in words("organization", "owned"):
            name = _OFFICES.sub("", found["owner"])
            person = parse_person(name) if name[:1].isupper() else None
            return OwnedBody(bare(found["head"]), person) if person else None
    return None


def body_of(profile: Profile) -> OwnedBody | None:
    """The body that an entity is, if it is called after who leads it."""
    if profile.entity.type in ("person", "place") or profile.nationality:
        return None
    return owned_body(profile.entity.label)


def unite_owned(clusters: Iterable[Sequence[Profile]]) -> list[list[Profile]]:
    """The clusters, with the bodies of one head and one leader together.

    The leader is the person of that name in the same article; where it names none, the one leader of such a body that
    the other articles have by that surname. Where these have several, the body stays by itself.
    """
    found = [list(cluster) for cluster in clusters]
    leaders = _leaders(found)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    unclear: dict[tuple[str, str], list[int]] = defaultdict(list)
    of_name: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)  # the groups, by head and surname
    for number, cluster in enumerate(found):
        bodies = [body for one in cluster if (body := body_of(one))]
        if len(bodies) < len(cluster):
            continue
        head, surname = bodies[0].head, bodies[0].owner.surname
        whose = {leader for one, body in zip(cluster, bodies, strict=True) for leader in _leader(one, body, leaders)}
        if len(whose) == 1:
            group = (head, str(whose.pop()))
            groups[group].append(number)
            of_name[head, surname].add(group)
        else:
            unclear[head, surname].append(number)
    for name, numbers in unclear.items():
        known = of_name[name]
        if len(known) == 1:
            groups[next(iter(known))] += numbers
        elif not known:
            groups[name] = numbers
    return _merged(found, groups.values())


def _leaders(clusters: Sequence[Sequence[Profile]]) -> _Leaders:
    by_key: dict[Key, int] = {}
    by_article: dict[tuple[str, str], set[int]] = defaultdict(set)
    by_name: dict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(clusters):
        for one in cluster:
            by_key[one.key] = number
            for name in one.names if one.entity.type == "person" else ():
                if person := parse_person(name):
                    by_article[one.key[0], person.surname].add(number)
                    by_name[person.full].add(number)
    return _Leaders(by_key, by_article, by_name)


def _leader(profile: Profile, body: OwnedBody, leaders: _Leaders) -> set[int]:
    """Who may lead a body, as its article has it: whose name begins its own; a full name says it by itself."""
    if profile.owner and profile.owner in leaders.by_key:
        return {leaders.by_key[profile.owner]}
    if body.owner.given and (found := leaders.by_name.get(body.owner.full)):
        return found
    return leaders.by_article.get((profile.key[0], body.owner.surname), set())


def _merged(clusters: list[list[Profile]], groups: Iterable[Sequence[int]]) -> list[list[Profile]]:
    into = {number: min(group) for group in groups for number in group}
    merged: dict[int, list[Profile]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        merged[into.get(number, number)] += cluster
    return list(merged.values())
