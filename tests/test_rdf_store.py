"""Keeping a graph on disk."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad

from newsgraph.rdf import store, writer
from small_news import IDENTITIES, RECORDS, TEXTS


def _quads(base: str = "urn:newsgraph:") -> list[Quad]:
    return list(writer.quads(RECORDS, IDENTITIES, TEXTS, base))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    store.write(_quads(), tmp_path / "deep" / "store")
    assert set(store.read(tmp_path / "deep" / "store")) == set(store.in_memory(_quads()))


def test_a_new_graph_takes_the_place_of_the_old(tmp_path: Path) -> None:
    store.write(_quads(), tmp_path / "store")
    reader = store.read(tmp_path / "store")
    before = len(reader)
    store.write(_quads()[:3], tmp_path / "store")
    assert len(store.read(tmp_path / "store")) == 3
    assert len(list(reader)) == before  # who was reading goes on reading the old
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_an_interrupted_build_leaves_the_old_graph(tmp_path: Path) -> None:
    store.write(_quads(), tmp_path / "store")

    def broken() -> Iterator[Quad]:
        yield from _quads()[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.write(broken(), tmp_path / "store")
    assert len(store.read(tmp_path / "store")) == len(store.in_memory(_quads()))
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_graph_set_aside_by_a_killed_build_is_found(tmp_path: Path) -> None:
    store.write(_quads(), tmp_path / "store")
    (tmp_path / "store").rename(tmp_path / ".store.old")  # as it is between the two renames
    assert len(store.read(tmp_path / "store")) == len(store.in_memory(_quads()))
    store.write(_quads()[:3], tmp_path / "store")
    assert len(store.read(tmp_path / "store")) == 3


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    killed = (
        "import os, signal; from pathlib import Path; from newsgraph.rdf import store\n"
        f"store.write((os.kill(os.getpid(), signal.SIGKILL) for _ in '1'), Path({str(tmp_path / 'store')!r}))"
    )
    subprocess.run([sys.executable, "-c", killed], cwd=Path(store.__file__).parents[2], check=False)
    assert len(list(tmp_path.iterdir())) == 1
    store.write(_quads(), tmp_path / "store")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "letters.txt").write_text("dear")
    with pytest.raises(FileExistsError):
        store.write(_quads(), tmp_path / "store")
    assert (tmp_path / "store" / "letters.txt").read_text() == "dear"


def test_no_graph_is_an_error_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store.read(tmp_path / "store")
    assert list(tmp_path.iterdir()) == []


def test_a_graph_knows_how_its_things_are_named() -> None:
    graph = store.in_memory(_quads("https://example.org/kg/"))
    assert store.iris(graph).base == "https://example.org/kg/"


def test_rdflib_sees_the_union_and_knows_the_prefixes() -> None:
    dataset = store.as_rdflib(store.in_memory(_quads()))
    rows = list(dataset.query("SELECT ?s { ?s a ng:Statement ; rdf:subject actor:the-army }"))
    assert len(rows) == 2
