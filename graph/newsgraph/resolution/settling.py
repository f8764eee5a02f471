"""Brings clusters, what people have decided, and the names of the last build together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from newsgraph.resolution.decisions import Decisions, Reference
from newsgraph.resolution.identities import Happening, Key, Thing
from newsgraph.resolution.memory import Names, Naming, Spot, former_names, slug_of


class Member(Protocol):
    """What is clustered: a profile or a report."""

    @property
    def key(self) -> Key:
        """The article and the id in its record."""


class _Meant(NamedTuple):
    """Members that a reference may be about."""

    called: set[Key]  # so called by their articles, or mentioned there
    born: set[Key]  # so called before they were merged


M = TypeVar("M", bound=Member)
N = TypeVar("N", Thing, Happening)


@dataclass(frozen=True, slots=True)
class Settled(Generic[N]):
    """What the clusters have become."""

    found: list[N]  # before labels and types are corrected
    origins: Mapping[Key, str]
    former: Mapping[str, tuple[str, ...]]  # other names, by name
    bearers: Mapping[Reference, N]  # what decisions are about, where that is one of these


@dataclass(frozen=True, slots=True)
class Settlement(Generic[M, N]):
    """How one kind of cluster is named, taken apart and put together."""

    make: Callable[[Sequence[Sequence[M]], Naming], list[N]]
    name: Callable[[N], str]  # as in a prefixed IRI: "actor:vladimir-saldo"
    spots: Mapping[Key, Spot]
    known: Names
    characters: Mapping[tuple[str, int, int], Key]  # what is meant by some characters of an article
    kinds: frozenset[str]  # the kinds of references that are about these
    called: Callable[[M], Iterable[str]]  # the slugs of the names that a member is called by
    alike: Callable[[M], object]  # equal for members that go together where a cluster is taken apart
    shrunk: bool = False  # articles of the last build are no more

    def settle(self, clusters: Sequence[Sequence[M]], decisions: Decisions) -> Settled[N]:
        """Name the clusters as they are known, after taking apart and putting together what people have decided."""
        apart, wanted = self._separate(clusters, decisions) if decisions.different else (clusters, {})
        naming = Naming(self.spots, self.known, wanted, self.shrunk)
        found = self.make(apart, naming)
        named = self._named(found)
        origins = naming.origins(named)
        bearers = self._bearers(found, origins, apart, decisions)
        born = {slug_of(name) for known in self.known.values() for name in known}
        born |= {slug_of(origin) for origin in origins.values()}
        united, wanted = self._unite(apart, bearers, born, decisions)
        if wanted:
            found = self.make(united, Naming(self.spots, naming.remember(named, origins), wanted, self.shrunk))
            bearers = self._bearers(found, origins, united, decisions)
        return Settled(found, origins, former_names(self._named(found), origins), bearers)

    def _named(self, found: Iterable[N]) -> dict[str, tuple[Key, ...]]:
        return {self.name(one): one.members for one in found}

    def _key(self, reference: Reference) -> Key | None:
        """Who is meant by a mention."""
        return self.characters.get((reference.article, reference.start, reference.end))

    def _bearers(
        self,
        found: Sequence[N],
        origins: Mapping[Key, str],
        clusters: Sequence[Sequence[M]],
        decisions: Decisions,
    ) -> dict[Reference, N]:
        """What the references are about: who is mentioned; who bears the name, else what that was merged into.

        What is the same as another may also be all who are called so: it is no node of its own, if that is so anyway.
        """
        if not decisions.references:
            return {}
        by_key = {key: one for one in found for key in one.members}
        by_slug = {slug_of(origins[key]): one for key, one in by_key.items()}
        by_slug.update((one.slug, one) for one in found)
        bearers: dict[Reference, N] = {}
        for one in decisions.references:
            key = self._key(one)
            bearer = by_slug.get(one.slug) if one.kind in self.kinds else by_key.get(key) if key else None
            if bearer is not None:
                bearers[one] = bearer
        for one in {one for pair in decisions.same for one in pair if one.kind in self.kinds} - bearers.keys():
            keys = {member.key for cluster in clusters for member in cluster if one.slug in self.called(member)}
            slugs = {by_key[key].slug for key in keys}
            if len(slugs) == 1:
                bearers[one] = by_slug[slugs.pop()]
        return bearers

    def _separate(self, clusters: Sequence[Sequence[M]], decisions: Decisions) -> tuple[list[list[M]], dict[Key, str]]:
        """Take apart what was decided to be different: who is the second, and not the first, leaves the first.

        Those that are like the second, and not like the first, go with it; all others stay with the first.
        """
        kept = [list(cluster) for cluster in clusters]
        cluster_of = {member.key: number for number, cluster in enumerate(kept) for member in cluster}
        meant = self._meant(clusters, decisions)
        wanted: dict[Key, str] = {}
        for one, other in decisions.different:
            leaving = (meant[other].called | meant[other].born) - meant[one].called
            staying = (meant[one].called | meant[one].born) - leaving
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
                called = {cluster_of[key]: key for key in sorted(meant[ref].called, reverse=True)}
                bearers = {cluster_of[key] for key in meant[opposite].called if ref.slug in self._bore(key)}
                if called and bearers - called.keys():  # who is called otherwise must not keep the name
                    wanted.setdefault(called[min(called)], ref.slug)
        return kept, wanted

    def _bore(self, key: Key) -> set[str]:
        """What a member was called in the last build."""
        known = self.known.get(self.spots[key])
        return {slug_of(known.name)} if known else set()

    def _meant(self, clusters: Sequence[Sequence[M]], decisions: Decisions) -> dict[Reference, _Meant]:
        """The members that the references of what is different may be about."""
        called: dict[str, set[Key]] = defaultdict(set)
        born: dict[str, set[Key]] = defaultdict(set)
        for cluster in clusters:
            for member in cluster:
                key: Key = member.key
                for slug in self.called(member):
                    called[slug].add(key)
                if self.spots[key] in self.known:
                    born[slug_of(self.known[self.spots[key]].origin)].add(key)
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
                    _Meant(called[ref.slug], born[ref.slug]) if ref.kind in self.kinds else _Meant(set(), set())
                )
        return found

    def _unite(
        self, clusters: Sequence[Sequence[M]], bearers: Mapping[Reference, N], born: set[str], decisions: Decisions
    ) -> tuple[list[list[M]], dict[Key, str]]:
        """Put together what was decided to be the same, and call it as the first of the two is called."""
        cluster_of = {member.key: number for number, cluster in enumerate(clusters) for member in cluster}
        united = {number: list(cluster) for number, cluster in enumerate(clusters)}
        into: dict[int, int] = {}
        wanted: dict[Key, str] = {}
        for pair in decisions.same:
            a, b = (bearers.get(one) for one in pair)
            if a is None or b is None:
                continue
            kept, gone = (_end(into, cluster_of[one.members[0]]) for one in (a, b))
            if kept != gone:
                wanted.setdefault(united[kept][0].key, a.slug)
                wanted.pop(united[gone][0].key, None)
                united[kept] += united.pop(gone)
                into[gone] = kept
            elif pair[0].slug != a.slug and pair[0].slug in born:  # one anyway, and called as the second
                wanted.setdefault(united[kept][0].key, pair[0].slug)
        return list(united.values()), wanted


def _end(into: Mapping[int, int], number: int) -> int:
    while number in into:
        number = into[number]
    return number
