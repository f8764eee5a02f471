"""The graph in memory, which workers share; the disk is asked till it is there, and where there is no room for it."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgraph.rdf import store
from newsgraph.server.settings import free_memory, graph_memory
from serving import Server, serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
NAME = "SELECT ?name WHERE { ?person a ng:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 1"
LARGE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def graph(built: Path, tmp_path: Path) -> Path:
    """A graph of its own, to take away and replace."""
    shutil.copytree(built / "store", tmp_path / "store")
    return tmp_path


def loaded(quads: int) -> str:
    return f"the graph is in memory: {quads:,} quads\n"


def children(process: int) -> Iterator[int]:
    for child in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split():
        yield int(child)


def fork_server(server: Server) -> int:
    """The process that has forked others."""
    (found,) = (child for child in children(server.process) if list(children(child)))
    return found


def test_a_graph_in_memory_needs_no_disk(graph: Path) -> None:
    quads = len(store.read(graph / "store"))
    with serving(graph, "--time-limit", "1s") as server:
        assert server.says() == loaded(quads)
        name = server.rows(NAME)
        shutil.move(graph / "store", graph / "away")
        assert [server.rows(NAME) for _ in range(5)] == [name] * 5
        assert [server.ask(LARGE).status for _ in range(4)] == [504] * 4  # more than there are workers: all are new
        assert server.rows(NAME) == name


def test_a_graph_that_is_replaced_is_asked_at_once_and_read_again(graph: Path) -> None:
    with serving(graph) as server:
        server.says()
        number = int(server.rows(COUNT)[0]["n"])
        quads = list(store.read(graph / "store"))
        rest = [quad for quad in quads if quad.graph_name != quads[-1].graph_name]
        assert len(rest) < len(quads)
        store.write(rest, graph / "store")
        less = number - (len(quads) - len(rest))
        assert [int(server.rows(COUNT)[0]["n"]) for _ in range(5)] == [less] * 5
        assert server.says() == loaded(len(rest))
        assert int(server.rows(COUNT)[0]["n"]) == less


def test_when_the_memory_is_lost_the_disk_is_asked(graph: Path) -> None:
    with serving(graph) as server:
        server.says()
        name = server.rows(NAME)
        os.kill(fork_server(server), signal.SIGKILL)
        assert server.rows(NAME) == name
        assert "asked on the disk" in server.says()
        assert server.rows(NAME) == name


@pytest.mark.parametrize(("memory", "said"), [("off", "the graph is asked on the disk\n"), ("1KB", "more than 0 MB")])
def test_a_graph_that_may_not_be_in_memory_is_asked_on_the_disk(graph: Path, memory: str, said: str) -> None:
    with serving(graph, "--graph-memory", memory) as server:
        assert said in server.says()
        assert server.rows(NAME)


def test_a_worker_in_memory_may_have_no_more_than_another(graph: Path) -> None:
    with serving(graph, "--memory-limit", "200MB", "--time-limit", "30s") as server:
        server.says()
        answer = server.ask("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f")
        assert (answer.status, answer.headers["newsgraph-limit"]) == (503, "memory")
        assert server.rows(NAME)


def test_all_processes_end_with_the_server(graph: Path) -> None:
    with serving(graph) as server:
        server.says()
        server.rows(NAME)
        forking = fork_server(server)
        all_of_them = [forking, *children(server.process), *children(forking)]
        assert len(all_of_them) > 3
    for _ in range(50):
        if not any(Path(f"/proc/{one}").exists() for one in all_of_them):
            return
        time.sleep(0.1)
    raise AssertionError("some processes are still there")


def test_how_much_memory_a_graph_may_have() -> None:
    assert [graph_memory(words) for words in ("off", "500MB", "1KB")] == [0, 500 * 10**6, 1000]
    assert 0 < graph_memory("auto") < free_memory()
    for words in ("", "soon", "0", "-1"):
        with pytest.raises(ValueError, match="neither auto, nor off, nor a size"):
            graph_memory(words)
