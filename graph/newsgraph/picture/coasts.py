"""Coasts and borders at a larger scale, where a graph's places are."""

import json
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from newsgraph.picture.content import Content

MOST = 120  # tiles; some 250 bytes each in the page
_NEAR = (7.5, 15.0)  # degrees from a tile's middle to a place: what each gets first, and what it gets if there is room
_WIDE = frozenset({"country", "continent"})  # whose middle says little of where something is


def coasts(content: Content) -> dict[str, Any]:
    """The tiles of `assets/coasts.json` around the places, those of which most is said first, not too many for a page.

    - tile: degrees that a tile is wide and high;
    - tiles: west, south, land (rings), coasts and borders (lines): hundredths of a degree, from the corner to the
      first point, then from each to the next.
    """
    world = _world()
    tiles = {(tile["west"], tile["south"]): tile for tile in world["tiles"]}
    places = [one for one in content.things if "latitude" in one and one.get("place_kind") not in _WIDE]
    places.sort(key=lambda one: (-len(one.get("about", ())), one["iri"]))
    chosen: dict[tuple[int, int], None] = {}
    for far, place in product(_NEAR, places):
        near = [one for one in _around(place["longitude"], place["latitude"], far, world["tile"]) if one in tiles]
        if len(chosen.keys() | near) <= MOST:
            chosen.update(dict.fromkeys(near))
    return {"tile": world["tile"], "tiles": [tiles[one] for one in sorted(chosen)]}


def _around(longitude: float, latitude: float, far: float, tile: int) -> list[tuple[int, int]]:
    """The corners of the tiles whose middle is no farther from a point than so many degrees."""
    wests = [west for west in range(-180, 180, tile) if abs(west + tile / 2 - longitude) <= far]
    souths = [south for south in range(-90, 90, tile) if abs(south + tile / 2 - latitude) <= far]
    return list(product(wests, souths))


@cache
def _world() -> dict[str, Any]:
    text = files("newsgraph.picture").joinpath("assets", "coasts.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
