"""States, governments, and the capitals and buildings that stand for them: related, never merged.

"Moscow denied it" may be the city's mayor, and what "the Russian leadership" did Russia need not have done: they stay
nodes of their own, and only point at the country.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from newsgraph.normalisation import bare, transliteration_key
from newsgraph.reference import geonames_countries, seats_of_government
from newsgraph.resolution.identities import Entity


def mark_metonymy(entities: Sequence[Entity]) -> list[Entity]:
    """Point from whatever stands for a country's government to that country, where it is one of the entities.

    These are its rulers by their nation ("the Russian leadership"), the seats of governments ("the Kremlin"), and a
    capital that acts or speaks somewhere.
    """
    countries = {
        entity.location.country: entity.slug
        for entity in entities
        if entity.location and entity.location.kind == "country" and entity.location.country
    }
    return [_with_metonymy(entity, countries) for entity in entities]


def _with_metonymy(entity: Entity, countries: Mapping[str, str]) -> Entity:
    seat = seats_of_government().get(bare(entity.label))
    if seat is not None and entity.type != "person" and (entity.location is None or entity.location.country == seat):
        return replace(entity, nationality=entity.nationality or seat, stands_for=countries.get(seat))
    if entity.type == "place":
        code = entity.location.country if entity.location and entity.acts and _is_capital(entity) else None
    else:
        code = entity.nationality if entity.type != "person" and _rules(entity.label) else None
    return replace(entity, stands_for=countries.get(code)) if code else entity


def _rules(label: str) -> bool:
    """Whether a name is an adjective and a noun for those who rule."""
    parts = [part for part in bare(label).split() if part not in _settings()["between"].split()]
    return len(parts) == 2 and parts[1] in _settings()["rulers"].split()


def _is_capital(entity: Entity) -> bool:
    location = entity.location
    if location is None or location.kind != "city":
        return False
    capital = _capitals().get(location.country or "", "")
    name = (location.name or entity.label).split(",")[0]  # "Washington, D.C."
    return bool(capital) and transliteration_key(bare(name)) == capital


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("metonymy.toml").read_text(encoding="utf-8"))


@cache
def _capitals() -> dict[str, str]:
    """The transliteration key of each country's capital."""
    names = {code: country["capital"] for code, country in geonames_countries().items()} | _settings()["capitals"]
    return {code: transliteration_key(bare(name)) for code, name in names.items()}
