"""SPARQL stores that are loaded over the network: Virtuoso, and a server of our own that tells what it was asked."""

import base64
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_WR, socket
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryResultsFormat, RdfFormat, Store, parse, parse_query_results
from typer.testing import CliRunner

from conftest import need
from newsgraph.cli import app
from newsgraph.exporting.graph_store import PASSWORD, TOKEN, USER, StoreError, put
from newsgraph.rdf import store as stores
from newsgraph.rdf import writer
from small_news import IDENTITIES, RECORDS, TEXTS

SHARED = "urn:newsgraph:shared"


@pytest.fixture(scope="module")
def graph() -> Store:
    return stores.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))


def _free_port() -> int:
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Virtuoso, whose user is "dba"."""
    program = need("virtuoso-t")
    folder = tmp_path_factory.mktemp("virtuoso")
    port = _free_port()
    files = {"DatabaseFile": "v.db", "ErrorLogFile": "v.log", "LockFile": "v.lck", "TransactionFile": "v.trx"}
    lines = ["[Database]", *(f"{name} = {folder / file}" for name, file in files.items())]
    lines += [f"xa_persistent_file = {folder / 'v.pxa'}", "[TempDatabase]", f"DatabaseFile = {folder / 't.db'}"]
    lines += [f"TransactionFile = {folder / 't.trx'}", "[Parameters]", f"ServerPort = 127.0.0.1:{_free_port()}"]
    lines += ["NumberOfBuffers = 1000", "[HTTPServer]", f"ServerPort = 127.0.0.1:{port}", "[URIQA]"]
    (folder / "virtuoso.ini").write_text("\n".join([*lines, f"DefaultHost = 127.0.0.1:{port}", "[SPARQL]", ""]))
    with subprocess.Popen([program, "+foreground", "+configfile", folder / "virtuoso.ini"], cwd=folder) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            yield address
        finally:
            process.kill()


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            with urlopen(f"{address}/sparql?query=ASK%7B%7D"):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("Virtuoso has not started")


def _in_virtuoso(address: str, graph: str) -> set[Quad]:
    query = f"SELECT%20%3Fs%20%3Fp%20%3Fo%20%7BGRAPH%20%3C{graph.replace('#', '%23')}%3E%20%7B%3Fs%20%3Fp%20%3Fo%7D%7D"
    with urlopen(f"{address}/sparql?query={query}&format=application%2Fsparql-results%2Bxml") as answer:
        rows = parse_query_results(answer.read(), QueryResultsFormat.XML)
        return {Quad(row["s"], row["p"], row["o"]) for row in rows}


def test_virtuoso_has_each_graph_after_it_was_loaded(graph: Store, virtuoso: str) -> None:
    url = virtuoso.replace("//", "//dba:dba@") + f"/sparql-graph-crud-auth#{SHARED}"
    assert put(graph, url) == 3
    assert put(graph, url) == 3  # replaced, not added
    for name in (DefaultGraph(), *graph.named_graphs()):
        found = _in_virtuoso(virtuoso, name.value if isinstance(name, NamedNode) else SHARED)
        wanted = {
            Quad(one.subject, one.predicate, one.object) for one in graph.quads_for_pattern(None, None, None, name)
        }
        assert {_plain(quad) for quad in found} == {_plain(quad) for quad in wanted}


def _plain(quad: Quad) -> tuple[str, ...]:
    """A triple without the datatypes of numbers, of which Virtuoso keeps not all."""
    return tuple(getattr(term, "value", "") for term in (quad.subject, quad.predicate, quad.object))


def test_virtuoso_refuses_whom_it_does_not_know(graph: Store, virtuoso: str) -> None:
    url = virtuoso.replace("//", "//dba:secret@") + f"/sparql-graph-crud-auth#{SHARED}"
    with pytest.raises(StoreError, match="was not loaded: it answers 401") as refused:
        put(graph, url)
    assert "secret" not in str(refused.value)


class _Server(ThreadingHTTPServer):
    """A store by the letter of the protocol, that keeps what it is sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.graphs: dict[str, set[Quad]] = {}
        self.seen: list[str | None] = []  # what was sent as Authorization
        self.wanted = ""
        self.full_after = 1000

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/store"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        given = self.headers.get("Authorization")
        self.server.seen.append(given)
        choice = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        status = 201
        if self.server.wanted and given != self.server.wanted:
            status = 401
        elif len(self.server.graphs) >= self.server.full_after:
            status = 507
        else:
            assert self.headers["Content-Type"] == "application/n-triples"
            name = choice["graph"][0] if "graph" in choice else ""
            assert name or "default" in choice
            self.server.graphs[name] = set(parse(content, RdfFormat.N_TRIPLES))
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="store"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server() as one:
        thread = threading.Thread(target=one.serve_forever, daemon=True)
        thread.start()
        yield one
        one.shutdown()


def test_each_graph_is_put_under_its_name(graph: Store, server: _Server) -> None:
    assert put(graph, server.url) == 3
    found = {
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(name) if name else DefaultGraph())
        for name, quads in server.graphs.items()
        for quad in quads
    }
    assert found == set(graph)


def test_user_and_password_are_of_the_address_or_the_environment(
    graph: Store, server: _Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.wanted = "Basic " + base64.b64encode("Jo@x:p/w ü".encode()).decode()
    assert put(graph, server.url.replace("//", "//Jo%40x:p%2Fw%20%C3%BC@")) == 3
    monkeypatch.setenv(USER, "Jo@x")
    monkeypatch.setenv(PASSWORD, "p/w ü")
    assert put(graph, server.url) == 3
    monkeypatch.delenv(USER)
    server.wanted = "Bearer t0ken"
    monkeypatch.setenv(TOKEN, "t0ken")
    assert put(graph, server.url) == 3


def test_a_failure_says_which_graph_and_how_far_it_came(graph: Store, server: _Server) -> None:
    server.full_after = 2
    with pytest.raises(StoreError, match=r"urn:newsgraph:article:shelling was not loaded: it answers 507 .*\(2 of 3"):
        put(graph, server.url)


@pytest.mark.parametrize(
    "answer", [b"SSH-2.0-OpenSSH_9\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]
)
def test_what_is_no_web_server_costs_one_line(graph: Store, answer: bytes) -> None:
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        url = f"http://127.0.0.1:{one.getsockname()[1]}/store"

        def talk() -> None:
            taken, _ = one.accept()
            one.close()
            with taken:
                taken.sendall(answer)
                taken.shutdown(SHUT_WR)
                while taken.recv(1 << 16):
                    pass

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        with pytest.raises(StoreError, match="the default graph was not loaded: it does not answer as HTTP asks"):
            put(graph, url)


def test_an_address_with_a_space_costs_one_line(graph: Store) -> None:
    with pytest.raises(StoreError, match="was not loaded"):
        put(graph, "http://127.0.0.1:1/a b")


def test_a_wrong_address_is_told_before_anything_is_built(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The army shelled Kherson.")
    arguments = ["build", str(tmp_path / "one.txt"), "--output", str(tmp_path / "out"), "--to", "ftp://host/"]
    refused = CliRunner().invoke(app, arguments)
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("url", ["", "graph.trig", "ftp://host/store", "http://", "http://[::1", "file:///etc/passwd"])
def test_only_addresses_of_the_web_are_taken(graph: Store, url: str) -> None:
    with pytest.raises(ValueError, match="such as http"):
        put(graph, url)


def test_the_commands_load_a_store_and_fail_in_one_line(built: Path, server: _Server) -> None:
    run = CliRunner().invoke
    loaded = run(app, ["export", "--to", server.url, "--graph", str(built)])
    assert (loaded.exit_code, loaded.stdout) == (0, "3 graphs loaded\n")
    assert len(server.graphs) == 3
    closed = f"http://user:secret@127.0.0.1:{_free_port()}/store"
    refused = run(app, ["export", "--to", closed, "--graph", str(built)])
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    assert "the default graph was not loaded: [Errno 111] Connection refused" in refused.stderr
    assert "secret" not in refused.stderr
    assert run(app, ["export", "--to", "ftp://host/", "--graph", str(built)]).exit_code == 2
