"""What people know beforehand: their own list of people, bodies and places, to which names are matched first of all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsgraph.normalisation import bare, slugify
from newsgraph.record import EntityType
from newsgraph.resolution.decisions import Decisions, Reference
from newsgraph.resolution.keys import Key
from newsgraph.resolution.names import organization_words, parse_person
from newsgraph.resolution.place_linking import parse_place, place_key
from newsgraph.resolution.profiles import Profile, best_name

_GAZETTEER = "geonames.org/"
_NameKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """A person, body or place of somebody's list.

    Args:
        label: its best name.
        aliases: its other names; a bare surname among them is used only if the list has one person of that surname.
        type: null: it is of the type that the articles give it.
        iri: what it is called elsewhere: "http://www.wikidata.org/entity/Q6279".
        description: what is to be said of it.
    """

    label: str
    aliases: tuple[str, ...] = ()
    type: EntityType | None = None
    iri: str | None = None
    description: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the label first."""
        return (self.label, *self.aliases)


class Match(NamedTuple):
    """What an entity of an article is, for the list, and by which of the names there."""

    entity: KnownEntity
    name: str


Matches = Mapping[Key, Match]


class KnownEntities:
    """A list, by all its names.

    Args:
        listed: the list; its order says nothing.
    """

    def __init__(self, listed: Iterable[KnownEntity] = ()) -> None:
        self._by_name: dict[_NameKey, dict[KnownEntity, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._by_surname: dict[str, set[KnownEntity]] = defaultdict(set)
        for entity in sorted(set(listed), key=str):
            for name in entity.names:
                for kind in (entity.type,) if entity.type else _FAMILIES:
                    key = _name_key(name, kind)
                    if key is not None:
                        self._by_name[key][entity].append(name)
                if entity.type in ("person", None) and (person := parse_person(name)):
                    self._by_surname[person.surname].add(entity)

    def match(self, found: Sequence[Profile]) -> dict[Key, Match]:
        """The entities of articles that are on the list.

        A name that several on the list bear means none of them. Where the gazetteer has places of a listed name in
        several spots, the one that most articles speak of is meant.
        """
        if not self._by_name:
            return {}
        surnames = _full_names(found)
        matches = {one.key: match for one in found if (match := self._of(one, surnames))}
        return _without_namesakes(matches, found)

    def _of(self, profile: Profile, full_names: Mapping[tuple[str, str], set[Key]]) -> Match | None:
        names = sorted(profile.names, key=lambda name: (-profile.names[name], name))
        best = best_name(profile)
        for name in dict.fromkeys([best, *names] if profile.named else []):
            found = self._named(name, profile)
            if found is None or len(found) != 1:
                continue
            ((entity, spellings),) = found.items()
            if _is_bare_surname(name, profile):
                person = parse_person(name)
                surname = person.surname if person else ""
                rivals = full_names.get((profile.key[0], surname), set()) - {profile.key}
                if _is_longer(best, name) or rivals or self._by_surname[surname] != {entity}:
                    continue
            return Match(entity, next((one for one in spellings if bare(one) == bare(name)), spellings[0]))
        return None

    def _named(self, name: str, profile: Profile) -> Mapping[KnownEntity, list[str]] | None:
        """Who bears a name, of those that an entity of that type may be."""
        own = profile.entity.type
        kinds: list[EntityType] = [own]
        location = profile.entity.location
        if " " in bare(name) and (location is None or location.iri is None):  # its type may be a slip, its name isn't
            kinds += [kind for kind in _FAMILIES if kind != own]
        for kind in kinds:
            key = _name_key(name, kind)
            bearers = self._by_name.get(key, {}) if key else {}
            found = {entity: listed for entity, listed in bearers.items() if _may_lie_there(entity, profile)}
            if found:
                return found
        return None


_FAMILIES: tuple[EntityType, ...] = ("person", "organization", "place")


def _name_key(name: str, kind: EntityType) -> _NameKey | None:
    """What two spellings of one name share; of a person a full name's parts, or a single name."""
    if not bare(name):
        return None
    if kind == "person":
        person = parse_person(name)
        return ("person", person.full, person.generation or "") if person else None
    if kind == "place":
        place = parse_place(name)
        return ("place", place.core, place.kind or "")
    words = organization_words(name)
    return ("body", *(words if len(words) > 1 else (bare(name),)))


def _may_lie_there(entity: KnownEntity, profile: Profile) -> bool:
    """Whether a listed place is not known to be another than the gazetteer's."""
    location = profile.entity.location
    if entity.type != "place" or location is None or location.iri is None or _GAZETTEER not in (entity.iri or ""):
        return True
    return _digits(entity.iri or "") == _digits(location.iri)


def _digits(iri: str) -> str:
    return "".join(character for character in iri.partition(_GAZETTEER)[2] if character.isdigit())


def _is_bare_surname(name: str, profile: Profile) -> bool:
    person = parse_person(name) if profile.entity.type == "person" else None
    return person is not None and person.given is None


def _is_longer(best: str, name: str) -> bool:
    """Whether an article has a fuller name for whom it calls so."""
    person = parse_person(best)
    return person is not None and person.given is not None and best != name


def _full_names(found: Iterable[Profile]) -> dict[tuple[str, str], set[Key]]:
    """Those of whom an article has a full name, by article and surname."""
    bearers: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for profile in found:
        for name in profile.names if profile.entity.type == "person" else ():
            person = parse_person(name)
            if person and person.given:
                bearers[profile.key[0], person.surname].add(profile.key)
    return bearers


def _without_namesakes(matches: Matches, found: Iterable[Profile]) -> dict[Key, Match]:
    """The matches less those of a listed place whose name the articles use for another place more often."""
    spots: dict[KnownEntity, Counter[_NameKey]] = defaultdict(Counter)
    located = {one.key: place_key(one) for one in found if one.key in matches and one.entity.location}
    for key, spot in located.items():
        spots[matches[key].entity][spot] += 1
    meant = {
        entity: min(counts, key=lambda spot: (-counts[spot], spot))
        for entity, counts in spots.items()
        if entity.type == "place"
    }
    return {
        key: match
        for key, match in matches.items()
        if key not in located or meant.get(match.entity, located[key]) == located[key]
    }


def without_parted(
    matches: Matches,
    found: Iterable[Profile],
    decisions: Decisions,
    characters: Mapping[tuple[str, int, int], Key],
) -> dict[Key, Match]:
    """The matches less those of whom people have decided not to be whom the list takes them for."""
    if not matches or not decisions.different:
        return dict(matches)
    named: dict[str, set[Key]] = defaultdict(set)
    for profile in found:
        for name in (*profile.names, profile.entity.label):
            named[slugify(name)].add(profile.key)

    def meant(reference: Reference) -> set[Key]:
        key = characters.get((reference.article, reference.start, reference.end))
        return {key} if key else named[reference.slug] if reference.slug else set()

    kept = dict(matches)
    for one, other in decisions.different:
        staying = {matches[key].entity for key in meant(one) if key in matches}
        for key in meant(other) - meant(one):
            if key in kept and kept[key].entity in staying:
                del kept[key]
    return kept


def unite(clusters: Iterable[Sequence[Profile]], matches: Matches) -> list[list[Profile]]:
    """The clusters, with those together that are one for the list, and those apart that are two for it.

    What a cluster holds beside those that are on the list goes with them if they are one, else stays by itself.
    """
    if not matches:
        return [list(cluster) for cluster in clusters]
    listed: dict[KnownEntity, list[Profile]] = {}
    rest: list[list[Profile]] = []
    for cluster in clusters:
        there = {match.entity for one in cluster if (match := matches.get(one.key))}
        only = next(iter(there)) if len(there) == 1 else None
        others = []
        for one in cluster:
            match = matches.get(one.key)
            entity = match.entity if match else only
            listed.setdefault(entity, []).append(one) if entity else others.append(one)
        rest += [others] if others else []
    return [*rest, *listed.values()]


def main_entities(clusters: Sequence[Sequence[Key]], matches: Matches) -> list[list[KnownEntity]]:
    """What each cluster is for the list: several where people have put these together.

    Where people have taken apart what is one for the list, the part that holds most of it is meant.
    """
    counts = [Counter(matches[key].entity for key in cluster if key in matches) for cluster in clusters]
    bearers: dict[KnownEntity, int] = {}
    for number, found in enumerate(counts):
        for entity, count in found.items():
            if entity not in bearers or count > counts[bearers[entity]][entity]:
                bearers[entity] = number
    return [
        sorted((one for one in found if bearers[one] == number), key=lambda one: (-found[one], str(one)))
        for number, found in enumerate(counts)
    ]
