"""Brings clusters, what people have decided, and the names of the last build together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from newsgraph.resolution.decisions import Decisions, Reference
from newsgraph.resolution.id_registry import Anchor, Names, Naming, slug_of, superseded_ids
from newsgraph.resolution.identities import Entity, Event
from newsgraph.resolution.keys import Key


class Member(Protocol):
    """What is clustered: a profile or a mention."""

    @property
    def key(self) -> Key:
        """The article and the id in its record."""


class _Meant(NamedTuple):
    """Members that a reference may be about."""

    named: set[Key]  # so named by their articles, or mentioned there
    formerly: set[Key]  # so named before they were merged


M = TypeVar("M", bound=Member)
N = TypeVar("N", Entity, Event)


@dataclass(frozen=True, slots=True)
class NamedClusters(Generic[N]):
    """What the clusters have become."""

    found: list[N]  # before labels and types are corrected
    originals: Mapping[Key, str]
    superseded: Mapping[str, tuple[str, ...]]  # other names, by name
    matches: Mapping[Reference, N]  # what decisions are about, where that is one of these


@dataclass(frozen=True, slots=True)
class ConstrainedClustering(Generic[M, N]):
    """How one kind of cluster is named, taken apart and put together."""

    make: Callable[[Sequence[Sequence[M]], Naming], list[N]]
    name: Callable[[N], str]  # as in a prefixed IRI: "actor:vladimir-saldo"
    anchors: Mapping[Key, Anchor]
    known: Names
    characters: Mapping[tuple[str, int, int], Key]  # what is meant by some characters of an article
    kinds: frozenset[str]  # the kinds of references that are about these
    named_by: Callable[[M], Iterable[str]]  # the slugs of the names that a member has
    alike: Callable[[M], object]  # equal for members that go together where a cluster is taken apart
    shrunk: bool = False  # articles of the last build are no more

    def constrain(self, clusters: Sequence[Sequence[M]], decisions: Decisions) -> NamedClusters[N]:
        """Name the clusters as they are known, after taking apart and putting together what people have decided."""
        apart, wanted = self._separate(clusters, decisions) if decisions.different else (clusters, {})
        naming = Naming(self.anchors, self.known, wanted, self.shrunk)
        found = self.make(apart, naming)
        named = self._named(found)
        originals = naming.originals(named)
        matches = self._matches(found, originals, apart, decisions)
        if not decisions.same:
            return NamedClusters(found, originals, superseded_ids(named, originals), matches)
        known = {slug_of(name) for one in self.known.values() for name in one}
        known |= {slug_of(original) for original in originals.values()}
        united, wanted = self._unite(apart, matches, known, decisions)
        if wanted:
            found = self.make(united, Naming(self.anchors, naming.remember(named, originals), wanted, self.shrunk))
            matches = self._matches(found, originals, united, decisions)
        return NamedClusters(found, originals, superseded_ids(self._named(found), originals), matches)

    def _named(self, found: Iterable[N]) -> dict[str, tuple[Key, ...]]:
        return {self.name(one): one.members for one in found}

    def _key(self, reference: Reference) -> Key | None:
        """Who is meant by a mention."""
        return self.characters.get((reference.article, reference.start, reference.end))

    def _matches(
        self,
        found: Sequence[N],
        originals: Mapping[Key, str],
        clusters: Sequence[Sequence[M]],
        decisions: Decisions,
    ) -> dict[Reference, N]:
        """What the references are about: who is mentioned; who bears the name, else what that was merged into.

        What is the same as another may also be all who are called so: it is no node of its own, if that is so anyway.
        """
        if not decisions.references:
            return {}
        by_key = {key: one for one in found for key in one.members}
        by_slug = {slug_of(originals[key]): one for key, one in by_key.items()}
        by_slug.update((one.slug, one) for one in found)
        matches: dict[Reference, N] = {}
        for one in decisions.references:
            key = self._key(one)
            matched = by_slug.get(one.slug) if one.kind in self.kinds else by_key.get(key) if key else None
            if matched is not None:
                matches[one] = matched
        for one in {one for pair in decisions.same for one in pair if one.kind in self.kinds} - matches.keys():
            keys = {member.key for cluster in clusters for member in cluster if one.slug in self.named_by(member)}
            slugs = {by_key[key].slug for key in keys}
            if len(slugs) == 1:
                matches[one] = by_slug[slugs.pop()]
        return matches

    def _separate(self, clusters: Sequence[Sequence[M]], decisions: Decisions) -> tuple[list[list[M]], dict[Key, str]]:
        """Take apart what was decided to be different: who is the second, and not the first, leaves the first.

        Those that are like the second, and not like the first, go with it; all others stay with the first.
        """
        kept = [list(cluster) for cluster in clusters]
        cluster_of = {member.key: number for number, cluster in enumerate(kept) for member in cluster}
        meant = self._meant(clusters, decisions)
        wanted: dict[Key, str] = {}
        for one, other in decisions.different:
            leaving = (meant[other].named | meant[other].formerly) - meant[one].named
            staying = (meant[one].named | meant[one].formerly) - leaving
            for number in sorted({cluster_of[key] for key in staying} & {cluster_of[key] for key in leaving}):
                first = [member for member in kept[number] if member.key in staying]
                second = [member for member in kept[number] if member.key in leaving]
                likes = {self.alike(member) for member in second} - {self.alike(member) for member in first}
                gone = {member.key for member in second}
                if other.kind == "mention":
                    others = [member for member in kept[number] if member.key not in staying]
                    gone |= {near.key for near in others if self.alike(near) in likes}
                cluster_of.update(dict.fromkeys(gone, len(kept)))
                kept.append([member for member in kept[number] if member.key in gone])
                kept[number] = [member for member in kept[number] if member.key not in gone]
                wanted.update((some[0].key, ref.slug) for some, ref in ((first, one), (second, other)) if ref.slug)
            for ref, opposite in ((one, other), (other, one)):
                named = {cluster_of[key]: key for key in sorted(meant[ref].named, reverse=True)}
                matches = {cluster_of[key] for key in meant[opposite].named if ref.slug in self._bore(key)}
                if named and matches - named.keys():  # who is named otherwise must not keep the name
                    wanted.setdefault(named[min(named)], ref.slug)
        return kept, wanted

    def _bore(self, key: Key) -> set[str]:
        """What a member was called in the last build."""
        known = self.known.get(self.anchors[key])
        return {slug_of(known.name)} if known else set()

    def _meant(self, clusters: Sequence[Sequence[M]], decisions: Decisions) -> dict[Reference, _Meant]:
        """The members that the references of what is different may be about."""
        named: dict[str, set[Key]] = defaultdict(set)
        formerly: dict[str, set[Key]] = defaultdict(set)
        for cluster in clusters:
            for member in cluster:
                key: Key = member.key
                for slug in self.named_by(member):
                    named[slug].add(key)
                if self.anchors[key] in self.known:
                    formerly[slug_of(self.known[self.anchors[key]].original)].add(key)
        together: dict[Key, set[Key]] = {}
        for pair in decisions.same:
            a, b = map(self._key, pair)
            if all(ref.kind == "mention" for ref in pair) and a and b:
                group = together.get(a, {a}) | together.get(b, {b})
                together.update(dict.fromkeys(group, group))
        found: dict[Reference, _Meant] = {}
        for ref in {ref for pair in decisions.different for ref in pair}:
            mentioned = self._key(ref)
            if mentioned:
                found[ref] = _Meant(together.get(mentioned, {mentioned}), set())
            else:
                found[ref] = (
                    _Meant(named[ref.slug], formerly[ref.slug]) if ref.kind in self.kinds else _Meant(set(), set())
                )
        return found

    def _unite(
        self, clusters: Sequence[Sequence[M]], matches: Mapping[Reference, N], known: set[str], decisions: Decisions
    ) -> tuple[list[list[M]], dict[Key, str]]:
        """Put together what was decided to be the same, and call it as the first of the two is called."""
        cluster_of = {member.key: number for number, cluster in enumerate(clusters) for member in cluster}
        united = {number: list(cluster) for number, cluster in enumerate(clusters)}
        into: dict[int, int] = {}
        wanted: dict[Key, str] = {}
        for pair in decisions.same:
            a, b = (matches.get(one) for one in pair)
            if a is None or b is None:
                continue
            kept, gone = (_end(into, cluster_of[one.members[0]]) for one in (a, b))
            if kept != gone:
                wanted.setdefault(united[kept][0].key, a.slug)
                wanted.pop(united[gone][0].key, None)
                united[kept] += united.pop(gone)
                into[gone] = kept
            elif pair[0].slug != a.slug and pair[0].slug in known:  # one anyway, and called as the second
                wanted.setdefault(united[kept][0].key, pair[0].slug)
        return list(united.values()), wanted


def _end(into: Mapping[int, int], number: int) -> int:
    while number in into:
        number = into[number]
    return number
