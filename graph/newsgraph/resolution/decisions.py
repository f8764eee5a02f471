"""What people have decided about who is who: their word wins over that of the machine.

The file is Turtle: `owl:sameAs` and `owl:differentFrom` between nodes of the graph, and `rdfs:label` and `rdf:type`
(`ng:Person`, `ng:Organization`, `ng:Group`, `ng:Place`) to correct a node's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsgraph.record import EntityType
from newsgraph.resolution.identities import Thing
from newsgraph.resolution.names import slugify
from newsgraph.resolution.profiles import Profile

_OWL = "http://www.w3.org/2002/07/owl#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TYPES: dict[str, EntityType] = {
    "https://w3id.org/newsgraph#Person": "person",
    "https://w3id.org/newsgraph#Organization": "organization",
    "https://w3id.org/newsgraph#Group": "group",
    "https://w3id.org/newsgraph#Place": "place",
}


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions about things, which are known by their slugs."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    types: dict[str, EntityType] = field(default_factory=dict)

    @property
    def named(self) -> tuple[str, ...]:
        """All slugs that the decisions name, sorted."""
        pairs = {slug for pair in (*self.same, *self.different) for slug in pair}
        return tuple(sorted(pairs | set(self.labels) | set(self.types)))


def read_decisions(path: Path) -> Decisions:
    """Read a file of decisions.

    Raises:
        OSError: the file can't be read.
        SyntaxError: it is no Turtle.
    """
    import pyoxigraph as ox

    same, different = set(), set()
    labels: dict[str, str] = {}
    types: dict[str, EntityType] = {}
    for quad in sorted(ox.parse(path=path, format=ox.RdfFormat.TURTLE), key=str):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        subject, predicate = _slug(quad.subject.value), quad.predicate.value
        if isinstance(quad.object, ox.Literal):
            if predicate == _LABEL:
                labels[subject] = quad.object.value
        elif isinstance(quad.object, ox.NamedNode):
            if predicate == _TYPE and quad.object.value in _TYPES:
                types[subject] = _TYPES[quad.object.value]
            elif predicate == f"{_OWL}sameAs":
                same.add((subject, _slug(quad.object.value)))
            elif predicate == f"{_OWL}differentFrom":
                different.add((subject, _slug(quad.object.value)))
    return Decisions(tuple(sorted(same)), tuple(sorted(different)), labels, types)


def _slug(iri: str) -> str:
    return re.split(r"[:/#]", iri)[-1]


def separate(clusters: Sequence[Sequence[Profile]], decisions: Decisions) -> list[list[Profile]]:
    """Take apart what was decided to be different: who bears the second name, and not the first, leaves the first."""
    kept = [list(cluster) for cluster in clusters]
    for one, other in decisions.different:
        for cluster in list(kept):
            names = [_name_slugs(profile) for profile in cluster]
            leaving = [profile for profile, own in zip(cluster, names, strict=True) if other in own and one not in own]
            if leaving and any(one in own for own in names):
                gone = {profile.key for profile in leaving}
                cluster[:] = [profile for profile in cluster if profile.key not in gone]
                kept.append(leaving)
    return kept


def _name_slugs(profile: Profile) -> set[str]:
    return {slugify(name) for name in (*profile.names, profile.entity.label)}


def unite(things: Sequence[Thing], clusters: Sequence[Sequence[Profile]], decisions: Decisions) -> list[list[Profile]]:
    """Put together what was decided to be the same; the things are those that the clusters make without decisions."""
    cluster_of = {profile.key: number for number, cluster in enumerate(clusters) for profile in cluster}
    number_of = {thing.slug: cluster_of[thing.members[0]] for thing in things}
    united = {number: list(cluster) for number, cluster in enumerate(clusters)}
    for one, other in decisions.same:
        if one in number_of and other in number_of and number_of[one] != number_of[other]:
            kept, gone = number_of[one], number_of[other]
            united[kept] += united.pop(gone)
            number_of = {slug: kept if number == gone else number for slug, number in number_of.items()}
    return list(united.values())


def correct(things: Sequence[Thing], decisions: Decisions) -> list[Thing]:
    """Give the things the labels and types that were decided."""
    found = []
    for thing in things:
        label = decisions.labels.get(thing.slug, thing.label)
        names = {thing.label, *thing.alternative_labels} if label != thing.label else set(thing.alternative_labels)
        kind = decisions.types.get(thing.slug, thing.type)
        found.append(replace(thing, label=label, alternative_labels=tuple(sorted(names - {label})), type=kind))
    return found
