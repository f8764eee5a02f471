"""Places by name: GeoNames cities from 500 inhabitants, countries, US states, and our own lists for what it lacks."""

import os
import sqlite3
from functools import cache, lru_cache
from math import log10
from pathlib import Path
from typing import NamedTuple

from newsgraph.extraction.gazetteer import gazetteer_index
from newsgraph.extraction.gazetteer.place_names import keys
from newsgraph.normalisation import place_sound_key
from newsgraph.record import PlaceKind

_COLUMNS = "geonameid, name, latitude, longitude, country, population, kind, admin"
# How much less likely a place is meant by a name that is not its usual English one: that of a large city may be an
# exonym of old ("Peking"), that of a small one is mostly a name of which no news speaks.
_OTHER_NAME = "iif(own, 1, iif(population > 100000, 0.05, 0.02))"

_SHORTEST_SOUND = 4  # letters of a transliteration key that tells something


class Place(NamedTuple):
    """A place of the gazetteer: WGS 84 degrees, ISO 3166-1 alpha-2 country, inhabitants."""

    geonameid: int | None
    name: str
    latitude: float
    longitude: float
    country: str | None
    population: int
    kind: PlaceKind
    admin: str | None  # country and GeoNames code of the first-level division that it is or lies in ("UA.08")
    prominence: float = 0.0  # how likely the name means it: its inhabitants, times more for countries and capitals


class Gazetteer:
    """Looks names up in the index; remembers what it was asked."""

    def __init__(self, index: Path) -> None:
        """Open an index that `gazetteer_index` has built.

        Raises:
            sqlite3.OperationalError: there is no index.
        """
        self._index = index
        self._process, self._connection = os.getpid(), self._connect()
        self._found = lru_cache(maxsize=1 << 16)(self._find)
        self._similar = lru_cache(maxsize=1 << 12)(self._find_similar)
        self._demonyms = lru_cache(maxsize=1 << 14)(self._find_demonym)

    def lookup(self, name: str) -> list[Place]:
        """The places of that name, the one most likely meant first: countries, capitals, then by inhabitants.

        Accents, case, apostrophes, hyphens and a leading "the" don't count. A US state is also found by its
        abbreviation with its point ("Mass.") and by its code ("US.MA").
        """
        return list(self._found(name))

    def similar(self, name: str) -> list[Place]:
        """Cities and waters whose name may transliterate the same foreign one ("Mylowe": Mylove), the largest first."""
        return list(self._similar(name))

    def demonym(self, word: str) -> Place | None:
        """The place whose adjective or people a word names ("Ukrainian", "Ukrainians", "Finn")."""
        return self._demonyms(word)

    def prominence(self, name: str) -> float:
        """How well known the best place of a name is: 0 for none, .75 for a million inhabitants, 1 for a country."""
        places = self._found(name)
        if not places:
            return 0.0
        if places[0].kind in ("country", "continent"):
            return 1.0
        known = max(place.population if place.kind in ("city", "region") else 1_000_000 for place in places)
        return min(1.0, max(0.1, log10(max(known, 1)) / 8))

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{self._index.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )

    def _query(self, query: str, *values: str) -> list[Place]:
        if self._process != os.getpid():  # a connection must not be carried into a forked process
            self._process, self._connection = os.getpid(), self._connect()
        return [Place(*row) for row in self._connection.execute(query, values)]

    def _find(self, name: str) -> tuple[Place, ...]:
        query = (
            f"SELECT {_COLUMNS}, prominence * {_OTHER_NAME} AS weight FROM names JOIN places ON place = id "
            "WHERE key = ? ORDER BY weight DESC, id"
        )
        for key in keys(name) if not name.startswith("US.") else (name,):
            if places := self._query(query, key):
                return tuple(places)
        return ()

    def _find_similar(self, name: str) -> tuple[Place, ...]:
        query = (
            f"SELECT {_COLUMNS}, prominence FROM sounds JOIN places ON place = id WHERE key = ? "
            "ORDER BY prominence DESC, id"
        )
        key = place_sound_key(name)
        return tuple(self._query(query, key)) if len(key) >= _SHORTEST_SOUND else ()

    def _find_demonym(self, word: str) -> Place | None:
        query = f"SELECT {_COLUMNS}, prominence FROM demonyms JOIN places ON place = id WHERE key = ?"
        for key in keys(word):
            singular = key.removesuffix("s") if len(key) > 4 else key
            for form in (key, singular):
                if places := self._query(query, form):
                    return places[0]
        return None


@cache
def load() -> Gazetteer:
    """The gazetteer, opened once; its index is built on first use (some ten seconds)."""
    return Gazetteer(gazetteer_index.path())
