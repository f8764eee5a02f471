"""Makes things of linked entities: names, roles, where they are, whether they act."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsgraph.record import EntityType, Location, Record
from newsgraph.resolution.actors import is_local
from newsgraph.resolution.identities import Key, Thing
from newsgraph.resolution.memory import Naming
from newsgraph.resolution.names import bare, is_acronym, parse_person
from newsgraph.resolution.places import spelling_preference
from newsgraph.resolution.profiles import Profile, is_plural
from newsgraph.resolution.slugs import Wanted, unique_slugs

_MARKS = " \t\"'“”‘’«»„‚()[],;:"
_ARTICLE = re.compile(r"^(the|an?)\s+", re.IGNORECASE)
_TYPES: tuple[EntityType, ...] = ("person", "organization", "group", "place")


def make_things(clusters: Iterable[Sequence[Profile]], records: Iterable[Record], naming: Naming) -> list[Thing]:
    """One thing for each cluster of entities, called what it has been called; sorted by slug."""
    doers = _doers(records)
    ordered = sorted((sorted(cluster, key=lambda one: one.key) for cluster in clusters), key=lambda one: one[0].key)
    drafts = _regions_beside_cities([_thing(members, doers) for members in ordered])
    wanted = [_wanted(thing, members) for thing, members in zip(drafts, ordered, strict=True)]
    slugs = unique_slugs(wanted, naming.keep([thing.members for thing in drafts]), naming.reserved)
    named = [replace(thing, slug=slug) for thing, slug in zip(drafts, slugs, strict=True)]
    return sorted(_contained(named), key=lambda thing: thing.slug)


def _doers(records: Iterable[Record]) -> set[Key]:
    """The entities that some event has as its agent or some attribution as its source."""
    found: set[Key] = set()
    for record in records:
        agents = [one.entity for event in record.events for one in event.participants if one.role == "agent"]
        sources = [one.source.entity for one in record.attributions if one.source]
        found.update((record.article.id, entity) for entity in [*agents, *sources] if entity)
    return found


def _kind(members: Sequence[Profile]) -> EntityType:
    """What most members are; several persons without a name are a group."""
    counts = Counter(one.entity.type for one in members)
    kind = min(counts, key=lambda kind: (-counts[kind], _TYPES.index(kind)))
    unnamed = not any(one.named for one in members)
    return "group" if kind == "person" and unnamed and is_plural(bare(members[0].entity.label)) else kind


def _thing(members: Sequence[Profile], doers: set[Key]) -> Thing:
    kind = _kind(members)
    names = Counter[str]()
    for one in members:
        for name, count in one.names.items():
            names[clean_name(name, kind, one.entity.label)] += count
    del names[""]
    label = _label(kind, names, members)
    return Thing(
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
    )


def clean_name(text: str, kind: EntityType, label: str) -> str:
    """A name as the text spells it, on one line, without possessive ending, leading "the" and quotation marks."""
    name = " ".join(text.split())
    for ending in ("'s", "’s", "'", "’"):
        name = name.removesuffix(ending)
    if kind != "organization" or not label.startswith("The "):
        name = name.removeprefix("The ")
    return name.removeprefix("the ").strip(_MARKS).replace(" - ", "-")


def _label(kind: EntityType, names: Counter[str], members: Sequence[Profile]) -> str:
    """The most frequent full name; of a place the gazetteer's; of what has no name what it is called most often."""
    if names:
        full = [name for name in names if _is_full(kind, name)]
        distance = spelling_preference(members)
        return min(full or names, key=lambda name: (distance(name), -names[name], -len(name.split()), name))
    called = Counter(clean_name(one.entity.label, kind, "") for one in members)
    return min(called, key=lambda label: (-called[label], label)) or kind


def _is_full(kind: EntityType, name: str) -> bool:
    if kind == "person":
        person = parse_person(name)
        return person is not None and person.given is not None
    return kind == "organization" and not is_acronym(name)


def _nationality(members: Sequence[Profile]) -> str | None:
    counts = Counter(one.nationality for one in members if one.nationality)
    return min(counts, key=lambda code: (-counts[code], code), default=None)


def _location(members: Sequence[Profile]) -> Location | None:
    counts = Counter(one.entity.location for one in members if one.entity.location)
    return min(counts, key=lambda place: (place.iri is None, -counts[place], str(place)), default=None)


def _wanted(thing: Thing, members: Sequence[Profile]) -> Wanted:
    articles = sorted({article for article, _ in thing.members})
    country = _country(thing) or thing.nationality or ""
    local = all(is_local(one) for one in members)
    base = f"{_ARTICLE.sub('', thing.label)} {articles[0]}" if local else thing.label
    kind = thing.location.kind if thing.location else ""
    return Wanted(base, (thing.type, kind, country, articles[0]), thing.type)


def _regions_beside_cities(things: Sequence[Thing]) -> list[Thing]:
    """Where a city and its region bear one name, the bare name is the city's: the region is "… region"."""
    cities = {(bare(name), _country(thing)) for thing in things if _is(thing, "city") for name in _names(thing)}
    found = []
    for thing in things:
        if _is(thing, "region", "county"):
            taken = {name for name in _names(thing) if (bare(name), _country(thing)) in cities}
            label = f"{thing.label} region" if thing.label in taken else thing.label
            others = tuple(name for name in thing.alternative_labels if name not in taken and name != label)
            thing = replace(thing, label=label, alternative_labels=others)
        found.append(thing)
    return found


def _is(thing: Thing, *kinds: str) -> bool:
    return thing.location is not None and thing.location.kind in kinds


def _country(thing: Thing) -> str | None:
    return thing.location.country if thing.location else None


def _names(thing: Thing) -> tuple[str, ...]:
    return (thing.label, *thing.alternative_labels)


def _contained(things: Sequence[Thing]) -> list[Thing]:
    """Places inside a country, if the country is one of the things."""
    countries = {
        thing.location.country: thing.slug
        for thing in things
        if thing.location and thing.location.kind == "country" and thing.location.country
    }
    return [
        replace(thing, contained_in=countries.get(thing.location.country))
        if thing.location and thing.location.country and thing.location.kind != "country"
        else thing
        for thing in things
    ]
