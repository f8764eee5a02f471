"""Places by name."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from newsgraph.extraction.gazetteer import gazetteer, gazetteer_index
from newsgraph.extraction.gazetteer.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer.load()


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Kherson", 706448),
        ("Cherson", 706448),
        ("PARIS", 2988507),
        ("St. Louis", 4407066),
        ("Saint Louis", 4407066),
        ("al-Quds", 281184),
        ("the Netherlands", 2750405),
        ("USA", 6252001),
        ("U.S.", 6252001),
        ("Britain", 2635167),
        ("Georgia", 614540),
        ("Mass.", 6254926),
        ("US.MA", 6254926),
        ("New York", 5128581),
        ("Washington", 4140963),
        ("Europe", 6255148),
    ],
)
def test_most_likely_place_comes_first(places: Gazetteer, name: str, identifier: int) -> None:
    assert places.lookup(name)[0].geonameid == identifier


@pytest.mark.parametrize("name", ["", " ", "Mylowe", "Miss", "🙂", "'", "x" * 500])
def test_no_place(places: Gazetteer, name: str) -> None:
    assert places.lookup(name) == []


def test_pronoun_is_not_the_united_states(places: Gazetteer) -> None:
    assert [place.name for place in places.lookup("us")] == ["Us"]  # a village in France


def test_namesakes_come_by_prominence(places: Gazetteer) -> None:
    assert [(place.kind, place.country) for place in places.lookup("Georgia")] == [("country", "GE"), ("region", "US")]
    assert [(place.kind, place.country) for place in places.lookup("Kherson")] == [("city", "UA"), ("city", "GR")]


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Ukrainian", "UA"),
        ("Ukrainians", "UA"),
        ("Finn", "FI"),
        ("Dutch", "NL"),
        ("U.S.", "US"),
        ("us", None),
        ("table", None),
    ],
)
def test_demonyms(places: Gazetteer, word: str, country: str | None) -> None:
    found = places.demonym(word)
    assert (found and found.country) == country


def test_prominence_tells_countries_from_villages(places: Gazetteer) -> None:
    assert places.prominence("France") == 1.0
    assert 0 < places.prominence("Mylove") < places.prominence("Kherson") < 1
    assert places.prominence("Xyzzy") == 0


@pytest.mark.parametrize(
    ("spelling", "names"),
    [
        ("Mykolajiw", ["Mykolayiv", "Mykolayiv", "Mykolaivka"]),
        ("Nikolajew", ["Mykolayiv", "Mykolayiv", "Mykolaivka", "Nikolayev"]),
        ("Saporischschja", ["Zaporizhzhya", "Zaporizhzhya", "Zaporizhzhia"]),
        ("Mylowe", ["Milove", "Mylove"]),
        ("Melbourne", []),  # its country writes in Latin letters
    ],
)
def test_transliterations(places: Gazetteer, spelling: str, names: list[str]) -> None:
    assert [place.name for place in places.similar(spelling)] == names


def test_the_index_is_built_where_the_tests_keep_it_and_once() -> None:
    assert Path(os.environ["XDG_CACHE_HOME"]) in gazetteer_index.path().parents
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert set(pool.map(built_at, range(2))) == {built_at(0)}


def built_at(_: int) -> tuple[str, int]:
    """Where the index of this process is, and when it was written."""
    path = gazetteer_index.path()
    return str(path), path.stat().st_mtime_ns
