"""Builds into a folder in which there is a graph: what is made anew, and that it is as if made at once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from given_records import attack, build, contents, is_whole
from newsgraph import KnowledgeGraph, graph_files
from newsgraph.counts import count
from newsgraph.exporting.rdf_files import trig_file, turtle_file
from newsgraph.files import GRAPH_FILES
from newsgraph.rdf import thing_blocks
from newsgraph.workspace import Workspace
from records import ArticleBuilder
from varied import drafts

NAMES = ("1", "2", "3", "10")


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, ArticleBuilder]]:
    """What articles there are, build by build: some come, some go, some are edited."""
    found: list[dict[str, ArticleBuilder]] = []
    articles: dict[str, ArticleBuilder] = {}
    for _ in range(draw(st.integers(2, 4))):
        for name in draw(st.sets(st.sampled_from(NAMES), min_size=1, max_size=2)):
            if name in articles and len(articles) > 1 and draw(st.booleans()):
                articles = {one: draft for one, draft in articles.items() if one != name}
            else:
                articles = articles | {name: draw(drafts(name).filter(lambda draft: draft.text.strip()))}
        found.append(articles)
    return found


@pytest.fixture
def never_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store is never made anew where one is there, nor are things sorted anew, however few articles stay."""
    monkeypatch.setattr(graph_files, "LARGE", 9)
    monkeypatch.setattr(thing_blocks, "_FEW", 0)


@pytest.mark.usefixtures("never_anew")
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_a_graph_that_has_grown_is_that_which_is_made_at_once(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, ArticleBuilder]]
) -> None:
    grown, fresh = tmp_path_factory.mktemp("grown"), tmp_path_factory.mktemp("fresh")
    for articles in history:
        if articles is history[-1]:  # what was called how is all that a build has to know of those before it
            for name in ("identities.json", "articles.json"):
                shutil.copy(grown / name, fresh)
        graph = build(articles.values(), grown)
        assert is_whole(grown)
        assert graph.counts() == count(graph.query)
    build(history[-1].values(), fresh)
    assert contents(grown) == contents(fresh)
    assert is_whole(fresh)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a graph of two articles, of which one denies what the other says."""
    build([attack("1"), attack("2", denied=True)], tmp_path / "out")
    return tmp_path / "out"


def _times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.name != ".lock"}


def _tables(folder: Path) -> set[int]:
    """The files that Oxigraph keeps quads in, as the disk knows them."""
    return {path.stat().st_ino for path in (folder / "store").glob("*.sst")}


def test_where_nothing_has_changed_nothing_is_written(folder: Path) -> None:
    before = _times(folder)
    graph = build([attack("2", denied=True), attack("1")], folder)
    assert _times(folder) == before
    assert (graph.extracted, graph.counts()) == (0, count(graph.query))
    assert graph.counts().statements == 4


def test_what_others_have_changed_or_taken_is_put_right(folder: Path) -> None:
    made = contents(folder)
    (folder / "graph.ttl").unlink()
    (folder / "graph.trig").write_text("mine")
    next((folder / "store").glob("*.sst")).unlink()
    for file in (folder / "segments").iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    for file in (folder / "records").iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    build([attack("1"), attack("2", denied=True)], folder)
    assert contents(folder) == made
    assert is_whole(folder)


def test_the_files_are_what_the_store_exports(folder: Path) -> None:
    graph = KnowledgeGraph.open(folder).store
    made = contents(folder)
    assert (b"".join(trig_file(graph)), b"".join(turtle_file(graph))) == (made["graph.trig"], made["graph.ttl"])
    assert b"ng:contradicts" in made["graph.ttl"]
    subjects = [line.split(b" ")[0] for line in made["graph.ttl"].split(b"\n") if line[:1] not in (b" ", b"", b"@")]
    assert len(subjects) == len(set(subjects)) > 10  # all that is said of one stands together


def test_one_more_article_is_all_that_is_made(folder: Path) -> None:
    kept = {path.name for path in (folder / "segments").glob("*.segment")}
    files = _tables(folder)
    many = [attack(name) for name in ("1", "3", "4", "5", "6")] + [attack("2", denied=True)]
    build(many, folder)
    assert kept < {path.name for path in (folder / "segments").glob("*.segment")}
    assert not files & _tables(folder)  # as most is new, the store is, too
    files = _tables(folder)
    build([*many, attack("7", "Bo Ray")], folder)
    assert files & _tables(folder)
    assert is_whole(folder)


def test_what_is_not_asked_for_is_not_written_and_nothing_stale_is_left(folder: Path) -> None:
    for asked in (("ttl",), (), GRAPH_FILES):
        build([attack("1")], folder, write=asked)
        assert {path.suffix[1:] for path in folder.glob("graph.*")} == set(asked)
    assert len(list(KnowledgeGraph.open(folder).store.named_graphs())) == 1
    with pytest.raises(ValueError, match="pdf"):
        build([attack("1")], folder, write=["pdf"])


def test_another_threshold_reads_and_writes_no_article_again(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (folder / "segments").glob("*.segment")}
    graph = build([attack("1"), attack("2", denied=True)], folder, min_confidence=0.95)
    assert {path: path.stat().st_mtime_ns for path in (folder / "segments").glob("*.segment")} == before
    assert (graph.counts().sure, graph.min_confidence) == (0, 0.95)
    assert is_whole(folder)
    assert "rel:attack place:russia" not in (folder / "graph.ttl").read_text()


def test_what_would_be_in_the_way_is_said_at_once(folder: Path) -> None:
    (folder / "graph.html").unlink()
    (folder / "graph.html").mkdir()
    with pytest.raises(IsADirectoryError):
        build([attack("1")], folder)
    assert Workspace(folder).last_build_file.exists()
    assert len(list(KnowledgeGraph.open(folder).store.named_graphs())) == 2


def test_a_picture_of_what_is_known_already_is_as_if_made_at_once(folder: Path) -> None:
    build([attack("1"), attack("2", denied=True), attack("3")], folder)
    drawn = (folder / "graph.html").read_text("utf-8")
    for name in ("tables.msgpack", "picture.msgpack"):
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert KnowledgeGraph.open(folder).draw() == drawn
    build([attack("1"), attack("2", denied=True)], folder)
    build([attack("1"), attack("2", denied=True), attack("3")], folder)
    assert (folder / "graph.html").read_text("utf-8") == drawn


def test_tables_of_another_store_are_not_believed(folder: Path) -> None:
    kept = (folder / "tables.msgpack").read_bytes()
    told = KnowledgeGraph.open(folder).tables
    build([attack("1"), attack("2", denied=True), attack("3")], folder)
    (folder / "tables.msgpack").write_bytes(kept)
    tables = KnowledgeGraph.open(folder).tables
    assert len(told.articles) == 2
    assert len(tables.articles) == 3


def test_a_build_that_is_killed_or_finds_the_disk_full_loses_nothing() -> None:
    script = Path(__file__).parent / "benchmarks" / "kills.py"
    found = subprocess.run([sys.executable, str(script), "--kills", "4"], capture_output=True, text=True, check=False)
    assert (found.stdout, found.returncode) == ("4 accidents: no graph lost, no other bytes\n", 0), found.stderr


def test_another_base_of_iris_makes_all_anew(tmp_path: Path) -> None:
    articles = [attack("one"), attack("two", "Bob Stone")]
    build(articles, tmp_path / "changed")
    build(articles, tmp_path / "changed", base_iri="https://example.org/kg/")
    build(articles, tmp_path / "fresh", base_iri="https://example.org/kg/")
    assert contents(tmp_path / "changed") == contents(tmp_path / "fresh")
    assert is_whole(tmp_path / "changed")


@pytest.mark.parametrize("kind", ["cut", "changed"])
def test_a_kept_default_graph_that_is_damaged_puts_nothing_into_the_store(tmp_path: Path, kind: str) -> None:
    articles = [attack(f"{number}", f"Ann Stone{number}") for number in range(8)]
    build(articles, tmp_path)
    (kept,) = (tmp_path / "segments").glob("*.shared")
    content = kept.read_bytes()
    kept.write_bytes(content[: len(content) // 2] if kind == "cut" else content[:-3] + b"\0" + content[-2:])
    build([*articles[:-1], attack("7", "Zoe Kay")], tmp_path)
    assert is_whole(tmp_path)


def test_what_was_damaged_in_a_file_is_not_copied(tmp_path: Path) -> None:
    articles = [attack(f"{number}") for number in range(4)]
    build(articles, tmp_path / "grown")
    for name in ("graph.trig", "graph.ttl"):
        path = tmp_path / "grown" / name
        known = path.stat()
        path.write_bytes(path.read_bytes().replace(b"harvest of 2", b"HARVEST OF 2"))
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    for folder in ("grown", "fresh"):
        build([*articles, attack("4")], tmp_path / folder)
    assert contents(tmp_path / "grown") == contents(tmp_path / "fresh")
