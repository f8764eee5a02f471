"""Finds out which place a name means, from all the places of the article together.

Candidates are weighed by how well known they are, by what the words around the name say ("Paris, Texas"; "the Kherson
region"), and by how well they agree with the article's other places, near ones and ones of the same country: the
minimality heuristics of Leidner (Toponym Resolution in Text, 2007) as a relaxation over soft choices.
"""

from dataclasses import dataclass, field
from math import log10
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from newsgraph.extraction.layers import Entity, Mention
from newsgraph.extraction.place_clues import Clues, read, words
from newsgraph.record import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from newsgraph.extraction.gazetteer import Gazetteer, Place

Floats = NDArray[np.float64]

_MOST_CANDIDATES = 60  # of one name
_ROUNDS = 4
_NEAR_KM = 200.0
_EARTH_KM = 6371.0
# Weights, in powers of ten of inhabitants: being known for more than its size, ...
_PRIOR = {"continent": 3.0, "country": 1.5, "region": -0.6, "county": -0.3, "city": 0.0, "water": -0.5, "area": -0.5}
_UNSIZED = 6.0  # ... as many as a place without inhabitants counts for, ...
_CAPITAL_OR_FIRST = 1.0
_HOLDER, _KIND, _OTHER_NAME = 8.0, 4.0, 0.7
_NEIGHBOUR, _MOST_NEIGHBOURS = 1.0, 5.0
_SAME_COUNTRY = 2.0
_EARLIER = 2.5
_HOLDER_RADIUS_KM = {"county": 90.0, "area": 500.0}


@dataclass(slots=True, eq=False)
class _Unit:
    """Mentions of one entity that are decided together."""

    entity: Entity
    mentions: list[Mention]
    clues: Clues
    candidates: "list[Place]"
    scores: Floats = field(default_factory=lambda: np.zeros(0))


def locate(doc: "Doc", entities: list[Entity], gazetteer: "Gazetteer") -> None:
    """Set the location of the entities of type place that the gazetteer knows.

    Where the article's own words put mentions of one entity in different places ("Paris, Texas", "Paris, France"), the
    later ones become an entity of their own, appended to `entities`.
    """
    units = [unit for entity in entities if entity.type == "place" for unit in _units(entity, gazetteer)]
    units = [unit for unit in units if unit.candidates]
    if not units:
        return
    _resolve(units)
    places: dict[int, list[tuple[Place, _Unit]]] = {}
    for unit in units:
        best = unit.candidates[int(np.argmax(unit.scores))]
        places.setdefault(id(unit.entity), []).append((best, unit))
    for found in places.values():
        _assign(found, entities)


def _units(entity: Entity, gazetteer: "Gazetteer") -> list[_Unit]:
    """An entity's named mentions, those with a holder of their own apart."""
    together: list[Mention] = []
    units: list[_Unit] = []
    kept: tuple[Clues, list[Place]] | None = None
    for mention in sorted(entity.mentions, key=lambda mention: mention.span.start_char):
        if mention.form == "demonym":
            place = gazetteer.demonym(mention.span.text.removesuffix("'s").removesuffix("’s"))
            clues, candidates = Clues(mention.span.text, None, None, False, False), [place] if place else []
        elif mention.form == "name":
            clues = read(mention.span, gazetteer)
            candidates = _candidates(clues, gazetteer)
        else:
            continue
        if not candidates:
            continue
        held = clues.within is not None and any(_holds(clues.within, place) for place in candidates)
        if held or clues.river or clues.other or mention.form == "demonym":
            units.append(_Unit(entity, [mention], clues, candidates))
        elif kept is None or (clues.kind is not None and kept[0].kind is None):
            kept = (clues, candidates)
            together.append(mention)
        else:
            together.append(mention)
    if kept is not None:
        units.insert(0, _Unit(entity, together, *kept))
    return units


def _candidates(clues: Clues, gazetteer: "Gazetteer") -> "list[Place]":
    found = gazetteer.lookup(clues.name)[:_MOST_CANDIDATES]
    if clues.kind in ("region", "county") and not any(place.kind in ("region", "county") for place in found):
        # "the Kherson region" is not the city, but lies around it
        return [place._replace(geonameid=None, kind=clues.kind) for place in found if place.kind == "city"] or found
    return found


def _holds(holder: "Place", place: "Place") -> bool:
    if holder.kind == "country":
        return place.country == holder.country and place.kind != "country"
    if holder.admin is not None:
        return place.admin == holder.admin and place.kind != "region"
    radius = _HOLDER_RADIUS_KM.get(holder.kind)
    return radius is not None and place.kind == "city" and _km(holder, place) < radius


def _km(one: "Place", other: "Place") -> float:
    return float(_distances([one, other])[0, 1])


def _distances(places: "Sequence[Place]") -> Floats:
    """Great-circle distances in km, each to each."""
    latitudes = np.radians([place.latitude for place in places])
    longitudes = np.radians([place.longitude for place in places])
    flat = np.cos(latitudes)
    points = np.stack([flat * np.cos(longitudes), flat * np.sin(longitudes), np.sin(latitudes)], axis=1)
    distances: Floats = _EARTH_KM * np.arccos(np.clip(points @ points.T, -1.0, 1.0))
    return distances


def _prior(unit: _Unit) -> Floats:
    """How likely each candidate is before the other places are looked at."""
    scores = np.zeros(len(unit.candidates))
    clues = unit.clues
    holder = clues.within
    for rank, place in enumerate(unit.candidates):
        size = log10(place.population) if place.population > 0 else (_UNSIZED if place.kind != "city" else 2.0)
        score = size + _PRIOR[place.kind] + (_CAPITAL_OR_FIRST if rank == 0 else 0.0)
        if holder is not None and _holds(holder, place):
            score += _HOLDER
        if clues.kind is not None and clues.kind == place.kind:
            score += _KIND
        if place.kind == "water":
            score += _KIND if clues.river and _is_river(unit) else -_KIND if _has_dry_namesake(unit) else 0.0
        scores[rank] = score
    return scores


def _has_dry_namesake(unit: _Unit) -> bool:
    return any(place.kind in ("country", "region", "city") for place in unit.candidates)


def _is_river(unit: _Unit) -> bool:
    """Whether "the Congo" is the river: countries that take an article need a word for water nearby."""
    if not any(place.kind == "country" and place.name.lower().endswith(("congo", "gambia")) for place in unit.candidates):
        return True
    span = unit.mentions[0].span
    near = span.doc[max(span.sent.start, span.start - 6) : min(span.sent.end, span.end + 4)]
    return any(token.lower_ in words()["water"]["cues"] for token in near)


def _resolve(units: list[_Unit]) -> None:
    """Score all candidates of all units together."""
    places = [place for unit in units for place in unit.candidates]
    sizes = [len(unit.candidates) for unit in units]
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(units)), sizes)
    entity_number = {entity: number for number, entity in enumerate(dict.fromkeys(unit.entity for unit in units))}
    entity_of = np.array([entity_number[unit.entity] for unit in units])
    foreign = entity_of[owner][:, None] != entity_of[None, :]
    closeness, same_country = _agreement(places)
    prior = np.concatenate([_prior(unit) for unit in units])
    scores = prior.copy()
    for _ in range(_ROUNDS):
        weights = _choices(scores, starts, owner)
        near = np.maximum.reduceat(closeness * weights, starts, axis=1) * foreign
        neighbours = np.minimum(near.sum(axis=1), _MOST_NEIGHBOURS)
        alike = np.maximum.reduceat(same_country * weights, starts, axis=1) * foreign
        share = alike.sum(axis=1) / np.maximum(foreign.sum(axis=1), 1)
        scores = prior + _NEIGHBOUR * neighbours + _SAME_COUNTRY * share + _as_before(units, places, weights, starts, owner)
    for number, unit in enumerate(units):
        unit.scores = scores[starts[number] : starts[number] + sizes[number]]


def _agreement(places: "Sequence[Place]") -> tuple[Floats, Floats]:
    """How near each candidate is to each other (0 to 1), and whether they share a country."""
    closeness = np.exp(-_distances(places) / _NEAR_KM)
    wide = np.array([place.kind in ("country", "continent", "water", "area") for place in places])
    region = np.array([place.kind == "region" for place in places])
    closeness[wide, :] = 0.0
    closeness[:, wide] = 0.0
    admins = np.array([place.admin or "" for place in places])
    inside = (admins[:, None] == admins[None, :]) & (admins != "")[:, None] & (region[:, None] | region[None, :])
    closeness = np.where(inside, np.maximum(closeness, 0.8), closeness)
    countries = np.array([place.country or "" for place in places])
    alike = (countries[:, None] == countries[None, :]) & (countries != "")[:, None]
    return closeness, alike.astype(np.float64)


def _choices(scores: Floats, starts: NDArray[np.int_], owner: NDArray[np.int_]) -> Floats:
    """The probability of each candidate among those of its unit."""
    highest = np.maximum.reduceat(scores, starts)[owner]
    raised = np.exp(2.0 * (scores - highest))
    chances: Floats = raised / np.add.reduceat(raised, starts)[owner]
    return chances


def _as_before(
    units: list[_Unit], places: "Sequence[Place]", weights: Floats, starts: NDArray[np.int_], owner: NDArray[np.int_]
) -> Floats:
    """A bare name means what the same name meant before, where the article said which."""
    bonus = np.zeros(len(places))
    for number, unit in enumerate(units):
        if unit.clues.within is not None or unit.clues.other or unit.clues.river:
            continue
        position = unit.mentions[-1].span.start
        told = [
            other
            for other, sibling in enumerate(units)
            if sibling.entity is unit.entity and sibling.clues.within is not None and not sibling.clues.other
            and sibling.mentions[0].span.start < position
        ]
        if not told:
            continue
        first = told[0]
        best = places[int(starts[first] + np.argmax(weights[owner == first]))]
        for index in np.flatnonzero(owner == number):
            if places[index] == best:
                bonus[index] = _EARLIER
    return bonus


def _assign(found: "list[tuple[Place, _Unit]]", entities: list[Entity]) -> None:
    """Give the entity its place; mentions of it that are elsewhere become entities of their own."""
    main = max(found, key=lambda pair: len(pair[1].mentions))[0] if len(found) > 1 else found[0][0]
    if any(place.country == main.country and place.kind == main.kind for place, _ in found):
        pass
    entity = found[0][1].entity
    entity.location = _location(main)
    others: dict[Place, Entity] = {}
    for place, unit in found:
        if place == main:
            continue
        if place not in others:
            others[place] = Entity(entity.type, unit.mentions[0].span.text, [], location=_location(place))
            entities.append(others[place])
        for mention in unit.mentions:
            entity.mentions.remove(mention)
            others[place].mentions.append(mention)
            mention.entity = others[place]


def _location(place: "Place") -> Location:
    iri = f"https://sws.geonames.org/{place.geonameid}/" if place.geonameid is not None else None
    return Location(
        iri=iri, latitude=place.latitude, longitude=place.longitude, country=place.country, kind=place.kind
    )
