"""Mentions of places that are resolved together, and what is known of the places that they may mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from newsgraph.extraction.base.annotations import Entity, Mention
from newsgraph.extraction.gazetteer.context_features import Clues

if TYPE_CHECKING:
    from newsgraph.extraction.gazetteer.gazetteer import Place
    from newsgraph.record import PlaceKind

Floats = NDArray[np.float64]

_EARTH_KM = 6371.0
_HOLDER_RADIUS_KM = {"city": 40.0, "county": 90.0, "area": 500.0}


@dataclass(slots=True, eq=False)
class ToponymGroup:
    """Mentions of one entity that are decided together."""

    entity: Entity
    mentions: list[Mention]
    clues: Clues
    candidates: "list[Place]"
    place: "Place | None" = field(default=None)

    @property
    def told(self) -> bool:
        """Whether the text itself says which of the namesakes it is."""
        within = self.clues.within
        return within is not None and any(holds(within, place) for place in self.candidates)


def derived(seat: "Place", kind: "PlaceKind") -> "Place":
    """The region or county around a town whose name it bears; the gazetteer has no name of its own for it."""
    return seat._replace(geonameid=None, kind=kind, name="")


def is_derived(place: "Place") -> bool:
    """Whether a place is only known by the town that it is named after."""
    return not place.name


def holds(holder: "Place", place: "Place") -> bool:
    """Whether a country, region, county, area or city holds a place."""
    if holder.kind == "country":
        return holder.country is not None and place.country == holder.country and place.kind != "country"
    if holder.admin is not None and holder.kind != "city":
        return place.admin == holder.admin and place.kind != "region"
    radius = _HOLDER_RADIUS_KM.get(holder.kind)
    return radius is not None and place.kind == "city" and float(distances([holder, place])[0, 1]) < radius


def distances(places: "Sequence[Place]") -> Floats:
    """Great-circle distances in km, each to each."""
    latitudes = np.radians([place.latitude for place in places])
    longitudes = np.radians([place.longitude for place in places])
    flat = np.cos(latitudes)
    points = np.stack([flat * np.cos(longitudes), flat * np.sin(longitudes), np.sin(latitudes)], axis=1)
    distances: Floats = _EARTH_KM * np.arccos(np.clip(points @ points.T, -1.0, 1.0))
    return distances
