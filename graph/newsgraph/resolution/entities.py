"""Makes entities of linked entities: names, roles, where they are, whether they act."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from newsgraph.normalisation import bare
from newsgraph.record import EntityType, Location
from newsgraph.reference import successors
from newsgraph.resolution.actor_linking import is_local
from newsgraph.resolution.features import ArticleFeatures
from newsgraph.resolution.id_registry import Naming
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.keys import Key
from newsgraph.resolution.known_entities import KnownEntity, Matches, main_entities
from newsgraph.resolution.names import is_acronym, nations_in, parse_person
from newsgraph.resolution.place_linking import is_second_entry, spelling_preference
from newsgraph.resolution.profiles import Profile
from newsgraph.resolution.slugs import Wanted, unique_slugs

_MARKS = " \t\"'“”‘’«»„‚()[],;:"
_ARTICLE = re.compile(r"^(the|an?)\s+", re.IGNORECASE)
_TYPES: tuple[EntityType, ...] = ("person", "organization", "group", "place")


def make_entities(
    clusters: Iterable[Sequence[Profile]],
    features: Iterable[ArticleFeatures],
    naming: Naming,
    known: Matches | None = None,
) -> list[Entity]:
    """One entity for each cluster of entities, called what it has been called; sorted by slug.

    Args:
        clusters: entities of articles, those together that are one.
        features: of all articles.
        naming: what their members have been called.
        known: which of them are on people's own list.
    """
    doers, matches = {(article.id, one) for article in features for one in article.doers}, known or {}
    ordered = sorted((sorted(cluster, key=lambda one: one.key) for cluster in clusters), key=lambda one: one[0].key)
    drafts = _named_as_regions([_entity(members, doers) for members in ordered])
    listed = main_entities([entity.members for entity in drafts], matches)
    drafts = [_as_known(entity, found, matches) for entity, found in zip(drafts, listed, strict=True)]
    kept = naming.keep([entity.members for entity in drafts])
    wanted = [_wanted(*one) for one in zip(drafts, ordered, kept, strict=True)]
    slugs = unique_slugs(wanted, kept, naming.reserved)
    named = [replace(entity, slug=slug) for entity, slug in zip(drafts, slugs, strict=True)]
    return sorted(_contained(named), key=lambda entity: entity.slug)


def _kind(members: Sequence[Profile]) -> EntityType:
    """What most members are; several persons without a name are a group."""
    kind = members[0].entity.type
    if len(members) > 1:  # as few have
        counts = Counter(one.entity.type for one in members)
        kind = min(counts, key=lambda kind: (-counts[kind], _TYPES.index(kind)))
    unnamed = not any(one.named for one in members)
    return "group" if kind == "person" and unnamed and members[0].plural else kind


def _entity(members: Sequence[Profile], doers: set[Key]) -> Entity:
    kind = _kind(members)
    names: dict[str, int] = {}
    for one in members:
        for name, count in one.names.items():
            cleaned = clean_name(name, kind, one.entity.label)
            names[cleaned] = names.get(cleaned, 0) + count
    names.pop("", None)
    label = _label(kind, names, members)
    return Entity(
        slug="",
        type=kind,
        acts=kind != "place" or any(one.key in doers for one in members),
        label=label,
        alternative_labels=tuple(sorted(name for name in names if name != label)),
        roles=tuple(sorted({role for one in members for role in one.entity.roles})),
        location=_location(members) if kind == "place" else None,
        contained_in=None,
        members=tuple(one.key for one in members),
        nationality=_nationality(members),
        generic=all(one.generic for one in members),
    )


def _as_known(entity: Entity, listed: Sequence[KnownEntity], matches: Matches) -> Entity:
    """An entity as people's own list has it; where people have put several of the list together, as the first."""
    if not listed:
        return entity
    label = listed[0].label
    kind = next((one.type for one in listed if one.type), entity.type)
    return replace(
        entity,
        type=kind,
        acts=entity.acts or kind != "place",
        label=label,
        alternative_labels=tuple(sorted({entity.label, *entity.alternative_labels} - {label})),
        location=entity.location if kind == "place" else None,
        same_as=tuple(sorted({one.iri for one in listed if one.iri})),
        description=next((one.description for one in listed if one.description), None),
        known_as=tuple(sorted({matches[key].name for key in entity.members if key in matches})),
    )


def clean_name(text: str, kind: EntityType, label: str) -> str:
    """A name as the text spells it, on one line, without possessive ending, leading "the" and quotation marks."""
    name = " ".join(text.split())
    for ending in ("'s", "’s", "'", "’"):
        name = name.removesuffix(ending)
    if kind != "organization" or not label.startswith("The "):
        name = name.removeprefix("The ")
    return name.removeprefix("the ").strip(_MARKS).replace(" - ", "-")


def _label(kind: EntityType, names: Mapping[str, int], members: Sequence[Profile]) -> str:
    """The most frequent full name; of a place the gazetteer's; of what has no name what it is called most often."""
    if names:
        full = [name for name in names if _says_country(name, members)]
        full = full or [name for name in names if _is_full(kind, name)]
        full = full or [name for name in names if kind == "person" and " " in name]  # "Don Imus"
        distance = spelling_preference(members)
        return min(full or names, key=lambda name: (distance(name), -names[name], -len(name.split()), name))
    if len(members) == 1:
        return clean_name(members[0].entity.label, kind, "") or kind
    called = Counter(clean_name(one.entity.label, kind, "") for one in members)
    return min(called, key=lambda label: (not _says_country(label, members), -called[label], label)) or kind


def _says_country(name: str, members: Sequence[Profile]) -> bool:
    """Whether the name of a body that many countries have says whose it is."""
    known = members[0].jurisdiction
    if known is None or not known.country:
        return False
    return f" {known.within} " in f" {bare(name)} " if known.within else known.country in nations_in(name)


def _is_full(kind: EntityType, name: str) -> bool:
    if kind == "person":
        person = parse_person(name)
        return person is not None and person.given is not None
    return kind == "organization" and not is_acronym(name)


def _nationality(members: Sequence[Profile]) -> str | None:
    if len(members) == 1:
        return members[0].nationality or None
    counts = Counter(one.nationality for one in members if one.nationality)
    return min(counts, key=lambda code: (-counts[code], code), default=None)


def _location(members: Sequence[Profile]) -> Location | None:
    counts = Counter(one.entity.location for one in members if one.entity.location)
    rank = {place: (place.iri is None, is_second_entry(place), -counts[place], str(place)) for place in counts}
    return min(counts, key=rank.__getitem__, default=None)


def _wanted(entity: Entity, members: Sequence[Profile], kept: str | None) -> Wanted:
    """The slug that an entity would like; of one that keeps its own, only what tells it from others."""
    article = min(article for article, _ in entity.members)
    country = _country(entity) or entity.nationality or ""
    kind = entity.location.kind if entity.location else ""
    local = kept is None and all(map(is_local, members))
    base = f"{_ARTICLE.sub('', entity.label)} {article}" if local else entity.label
    return Wanted(base, (entity.type, kind, country, article), entity.type)


def _named_as_regions(entities: Sequence[Entity]) -> list[Entity]:
    """Regions by their plain names: Florida. One that is named after its seat is "… region" where both are there."""
    cities = {(bare(name), _country(entity)) for entity in entities if _is(entity, "city") for name in _names(entity)}
    found = []
    for entity in entities:
        location = entity.location
        if not _is(entity, "region", "county") or location is None:
            found.append(entity)
            continue
        label = location.name if location.name and location.kind == "region" else entity.label
        taken = {name for name in (*_names(entity), label) if (bare(name), location.country) in cities}
        if location.iri is not None:  # a name of its own, as that of a state of the USA: the city's has something more
            taken = set()
        found.append(_renamed(entity, f"{label} region" if label in taken else label, taken))
    return found


def _renamed(entity: Entity, label: str, taken: Collection[str]) -> Entity:
    """An entity by another label, and without the names that are another's."""
    others = tuple(sorted({name for name in _names(entity) if name not in taken and name != label}))
    return replace(entity, label=label, alternative_labels=others)


def _is(entity: Entity, *kinds: str) -> bool:
    return entity.location is not None and entity.location.kind in kinds


def _country(entity: Entity) -> str | None:
    return entity.location.country if entity.location else None


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.label, *entity.alternative_labels)


def _contained(entities: Sequence[Entity]) -> list[Entity]:
    """Places inside a country, and states of the past before those of today, if these are among the entities."""
    countries = {
        entity.location.country: entity.slug
        for entity in entities
        if entity.location and entity.location.kind == "country" and entity.location.country
    }
    found = []
    for entity in entities:
        location = entity.location
        if location and location.country and location.kind != "country":
            around = countries.get(location.country)
            entity = replace(entity, contained_in=around) if around != entity.contained_in else entity
        elif location and location.kind == "country" and not location.country:
            codes = successors().get(location.name or "", ())
            entity = replace(entity, succeeded_by=tuple(countries[code] for code in codes if code in countries))
        found.append(entity)
    return found
