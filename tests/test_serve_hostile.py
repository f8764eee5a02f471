"""What a hostile client gets: a refusal, or an end at the limit; and the next one gets an answer as usual."""

import csv
import http.server
import io
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from serving import Server, serving

LIMIT = "Newsgraph-Limit".lower()
ASK = "SELECT ?name WHERE { ?person a ng:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 1"
ANSWER = [{"name": "Kirill Stremouzov"}]
LARGE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    limits = ("--time-limit", "1s", "--row-limit", "500", "--memory-limit", "600MB", "--workers", "2")
    with serving(built, *limits) as running:
        yield running


@pytest.fixture(autouse=True)
def answers_afterwards(server: Server) -> Iterator[None]:
    """Whatever a client has done, the next one gets an answer; and the server is the same process."""
    yield
    assert server.rows(ASK) == ANSWER
    os.kill(server.process, 0)


@pytest.fixture
def other_host() -> "Iterator[tuple[str, list[str]]]":
    """A host that nobody may ask, and what it was asked."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(500)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_address[1]}/", asked
        host.shutdown()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <HOST> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <HOST> { ?s ?p ?o } }",
        "# SERVICE\nASK { service <HOST> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . { SELECT * { SeRvIcE<HOST>{ ?s ?p ?o } } } }",
        "SELECT * { VALUES ?host { <HOST> } SERVICE ?host { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE<HOST>{ ?s ?p ?o } }",
        "PREFIX : <HOST> SELECT * { FILTER(1<2)SERVICE:x#>\n{ ?s ?p ?o } }",  # may be taken for an IRI: <2)SERVICE:x#>
        "PREFIX : <HOST> ASK { FILTER(1<2)SERVICE:x#>\n{ ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <HOST> { ?s ?p ?o } }",
        "SELECT * { 'service' ?p ?o } SERVICE <HOST> { ?s ?p ?o }",
        "ASK { SERVICE <HOST> { ?s ?p ?o } } nonsense",
        "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
    ],
)
def test_no_other_host_is_asked(server: Server, other_host: tuple[str, list[str]], query: str) -> None:
    address, asked = other_host
    answer = server.ask(query.replace("HOST", address))
    assert answer.status == 400
    assert asked == []


def test_a_word_is_no_service(server: Server) -> None:
    said = 'PREFIX service: <http://example.org/> SELECT ?service { BIND("the SERVICE" AS ?service) # service\n }'
    assert server.rows(said) == [{"service": "the SERVICE"}]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "HOST"])
def test_nothing_is_fetched(server: Server, other_host: tuple[str, list[str]], address: str) -> None:
    host, asked = other_host
    graph = address.replace("HOST", host)
    assert server.rows(f"SELECT * FROM <{graph}> {{ ?s ?p ?o }}") == []
    assert server.rows(f"SELECT * FROM NAMED <{graph}> {{ GRAPH ?g {{ ?s ?p ?o }} }}") == []
    assert server.ask(f"LOAD <{graph}>").status == 403
    assert asked == []


@pytest.mark.parametrize(
    "query",
    [
        LARGE,
        "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) < 0) }",
        "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?c) = CONCAT(STR(?f), STR(?i), '!')) }",
        "SELECT * { ?a (!<x:y>)* ?d . ?e (!<x:z>)* ?f . ?g (!<x:z>)* ?h FILTER(CONCAT(STR(?d), STR(?f)) = STR(?h)) }",
        'SELECT ?o { ?s ?p ?o FILTER(REGEX(STR(?o), "((x{1000}){1000}){1000}")) }',
        'SELECT ?o { ?s ?p ?o . ?q ?r ?t . ?u ?v ?w FILTER(REGEX(CONCAT(STR(?o), STR(?t)), "(x+x+)+y(a*)*!$")) }',
    ],
)
def test_what_takes_too_long_is_ended(server: Server, query: str) -> None:
    answer = server.ask(query)
    assert answer.status == 504
    assert answer.text == "this question takes longer than 1 s, the time limit (--time-limit); it was ended\n"
    assert answer.headers[LIMIT] == "ended after 1 s"


def test_what_needs_too_much_memory_is_ended(built: Path) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    with serving(built, "--memory-limit", "300MB", "--time-limit", "1m") as server:
        answer = server.ask(f'SELECT ?x40 {{ BIND("0123456789abcdef" AS ?x0) {doubled} }}')
        assert (answer.status, answer.headers[LIMIT]) == (503, "memory")
        assert "memory" in answer.text
        assert server.rows(ASK) == ANSWER


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", "text/tab-separated-values"])
def test_an_answer_ends_at_the_limit_and_says_so(server: Server, accept: str) -> None:
    answer = server.ask("SELECT * { ?s ?p ?o . ?q ?r ?t }", "-H", f"Accept: {accept}")
    assert (answer.status, answer.headers[LIMIT]) == (200, "only the first 500 rows")
    if "json" in accept:
        rows = answer.json["results"]["bindings"]
    else:  # lines of a text stand in quotation marks in CSV, and are escaped in TSV
        _, *rows = csv.reader(io.StringIO(answer.text)) if "csv" in accept else answer.text.strip().split("\n")
    assert len(rows) == 500
    exactly = server.ask("SELECT ?s { ?s ?p ?o } LIMIT 500", "-H", f"Accept: {accept}")
    assert exactly.status == 200
    assert LIMIT not in exactly.headers


def test_a_graph_and_a_page_end_at_the_limit_and_say_so(server: Server) -> None:
    answer = server.ask("CONSTRUCT WHERE { ?s ?p ?o }", "-H", "Accept: application/n-triples")
    assert answer.headers[LIMIT] == "only the first 500 triples"
    assert len(answer.text.splitlines()) == 500
    page = server.ask("SELECT * { ?s ?p ?o }", "-H", "Accept: text/html")
    assert "There is more: only the first 500 rows are shown." in page.text


@pytest.mark.parametrize(
    "query",
    ["SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", "SELECT * " + "{" * 40_000 + "}" * 40_000],
)
def test_what_is_nested_too_deeply_is_refused(server: Server, query: str) -> None:
    assert server.curl("/sparql", "--data-urlencode", "query@-", input=query.encode()).status in (400, 503)


@pytest.mark.parametrize("size", [1_000_000, 10_000_000])
@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_a_long_query_is_refused(server: Server, size: int, kind: str) -> None:
    content = b"query=" * (kind != "application/sparql-query") + b"ASK{}#" + b"x" * size
    answer = server.curl(
        "/sparql", "-H", f"Content-Type: {kind}", "-H", "Expect:", "--data-binary", "@-", input=content
    )
    assert answer.status == 413
    assert "at most 262144 bytes" in answer.text


def test_a_long_query_that_is_allowed_is_answered(server: Server) -> None:
    many = " ".join(f"<urn:x:{number}>" for number in range(15_000))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {many} }} }}"
    answer = server.curl("/sparql", "--data-urlencode", "query@-", input=query.encode())
    assert answer.json["results"]["bindings"][0]["n"]["value"] == "15000"


def test_a_long_address_is_refused(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(b"GET /sparql?query=" + b"x" * 70_000)
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")
    assert server.curl("/search?q=x", "--get", "-d", "y=" + "x" * 60_000).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/resource/../../../etc/passwd",
        "/resource/actor/../../../../etc/passwd",
        "/resource/%2e%2e/%2e%2e/etc/passwd",
        "/resource/actor/..%2f..%2f..%2fetc%2fpasswd",
        "/resource/actor/%00",
        "/resource//etc/passwd",
        "/resource/article/x/y/z",
        "/resource?iri=file:///etc/passwd",
        "/static/../settings.py",
        "/static/..%2fsettings.py",
        "/static/%2e%2e%2fsettings.py",
        "/static/",
        "/../../etc/passwd",
        "/exports/graph.ttl",
        "/resource/nonsense/x",
    ],
)
def test_no_path_leads_out(server: Server, path: str) -> None:
    answer = server.curl(path)
    assert answer.status == 404
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/resource/actor/%FF%FE", "/resource/actor/%C3", "/sparql?query=%C3%28", "/sparql?query=%", "/resource?iri=%FF<>"],
)
def test_broken_encodings_are_refused(server: Server, path: str) -> None:
    assert server.curl(path, "--globoff").status in (400, 404)


@pytest.mark.parametrize(
    "line",
    [
        b"GET /resource/actor/\xff\xfe HTTP/1.1",
        b"GET / HTTP/9.9",
        b"\x00\x01\x02\x03",
        b"GET /sparql?query=\xc3\x28 HTTP/1.1",
        b"POST /sparql HTTP/1.1\r\nContent-Length: -5",
        b"POST /sparql HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked",
    ],
)
def test_what_is_no_http_is_refused(server: Server, line: bytes) -> None:
    answer = server.raw(line + b"\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert answer == b"" or re.match(rb"HTTP/1.1 4\d\d ", answer), answer


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil", "x@y", ""]
)
def test_names_of_other_hosts_are_refused(server: Server, host: str) -> None:
    """What a page elsewhere would have a browser send whose host name leads here (DNS rebinding)."""
    for path in ("/", "/sparql?query=ASK%7B%7D", "/resource/actor/vladimir-saldo"):
        answer = server.curl(path, "-H", f"Host: {host}" if host else "Host;")
        assert answer.status in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "[::1]:8000", "192.168.1.7:8000"])
def test_names_of_this_host_are_not(server: Server, host: str) -> None:
    assert server.curl("/sparql?query=ASK%7B%7D", "-H", f"Host: {host}").status == 200


@pytest.mark.parametrize(
    "path", ["/", "/query", "/resource/actor/vladimir-saldo", "/search?q=x", "/ontology", "/nothing"]
)
def test_headers_that_keep_browsers_safe(server: Server, path: str) -> None:
    headers = server.curl(path, "-H", "Accept: text/html").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "'unsafe-eval'" not in headers["content-security-policy"]
    if path == "/":
        page = server.curl(path).text
        assert '<meta http-equiv="Content-Security-Policy"' in page
    else:
        assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "*", '"', "a OR b", "NEAR(", "'"]
)
def test_what_is_searched_for_stays_words(server: Server, words: str) -> None:
    answer = server.curl(f"/search?q={quote(words)}", "-H", "Accept: text/html")
    assert answer.status == 200
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_slow_senders_and_takers_hold_nobody_up(built: Path) -> None:
    """Many who send a byte at a time, or never take their answer, are left in the end; meanwhile others are served."""
    begun = [
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Le",
        b"",
    ]
    begun += [
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\nAS"
    ]
    begun += [b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 40]
    with serving(built, "--patience", "2s") as server:
        slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(100)]
        for number, connection in enumerate(slow):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(begun[number % len(begun)])
        assert server.rows(ASK) == ANSWER
        deadline = time.monotonic() + 60
        while _connections(server.process) > 1 and time.monotonic() < deadline:
            for connection in slow[: len(begun) - 1]:
                try:
                    connection.send(b"x")
                except OSError:
                    continue
            time.sleep(0.3)
        assert server.rows(ASK) == ANSWER
        assert _connections(server.process) <= 1
        for connection in slow:
            connection.close()


def _connections(process: int) -> int:
    """How many sockets with clients a process has (Linux)."""
    command = ["ls", "-l", f"/proc/{process}/fd"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    sockets = set(re.findall(r"socket:\[(\d+)\]", listed))
    table = Path(f"/proc/{process}/net/tcp").read_text("ascii").splitlines()[1:]
    return sum(line.split()[9] in sockets and line.split()[3] != "0A" for line in table)


def test_a_client_who_leaves_is_worked_for_no_longer(server: Server) -> None:
    for _ in range(6):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(f"GET /sparql?query={quote(LARGE)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert server.rows(ASK) == ANSWER


def test_too_many_at_once_wait_or_are_told(server: Server) -> None:
    command = ["curl", "-s", "-o", os.devnull, "-w", "%{http_code}\n", "-G", f"{server.url}/sparql"]
    many = [
        subprocess.Popen([*command, "--data-urlencode", f"query={ASK}"], stdout=subprocess.PIPE, text=True)
        for _ in range(64)
    ]
    assert {one.communicate()[0].strip() for one in many} == {"200"}


def test_a_graph_is_replaced_while_it_is_served(built: Path, tmp_path: Path) -> None:
    """Whoever asks meanwhile sees the old graph or the new one, whole; afterwards everybody sees the new one."""
    from pyoxigraph import Literal, NamedNode, Quad

    from newsgraph.rdf import store

    folder = tmp_path / "exports"
    shutil.copytree(built, folder)
    question = "SELECT (COUNT(*) AS ?n) (SUM(IF(?o = 'left', -1, 1)) AS ?sum) { ?s <urn:pair> ?o }"

    def quads(pairs: int) -> list[Quad]:
        both = (Literal("left"), Literal("right"))
        return [
            Quad(NamedNode(f"urn:{pairs}:{number}"), NamedNode("urn:pair"), side)
            for number in range(pairs)
            for side in both
        ]

    seen: set[tuple[str, str]] = set()
    with serving(folder) as server:
        assert server.rows(ASK) == ANSWER
        store.write(quads(1000), folder / "store")
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                (row,) = server.rows(question)
                seen.add((row["n"], row["sum"]))

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for pairs in range(1001, 1009):
            store.write(quads(pairs), folder / "store")
        done.set()
        for reader in readers:
            reader.join()
        assert server.rows(question) == [{"n": "2016", "sum": "0"}]
        assert server.curl("/search?q=saldo", "-H", "Accept: application/json").json["numberOfThings"] == 0
    assert seen <= {(str(2 * pairs), "0") for pairs in range(1000, 1009)}
    assert len(seen) > 1
