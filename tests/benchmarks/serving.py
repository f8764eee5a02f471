"""What `newsgraph serve` bears: many clients at once, and hostile ones.

python tests/benchmarks/serving.py GRAPH [--clients 64] [--seconds 60]

GRAPH is the output folder of a build. When it is in memory, or cannot be, many clients ask as fast as they get answers:
there must be no error, and all processes of the server together must not grow by more than a fifth after the first ten
seconds. Then hostile requests come, one after the other: each must be refused or ended at the limit, and the next usual
question be answered as usual.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote, urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))
from serving import Server, serving

USUAL = "SELECT ?text ?status { ?s ng:text ?text ; ng:reportedAs ?status } LIMIT 20"
JSON = "application/sparql-results+json"
HTML = "text/html"
WARM = 10.0  # seconds
GROWTH = 0.2
LIMIT = 10.0  # seconds for a question, as the server has it
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
HOSTILE = {
    "update": ("POST", "/sparql", "update=CLEAR%20ALL"),
    "LOAD": ("POST", "/sparql", urlencode({"query": "LOAD <file:///etc/passwd>"})),
    "SERVICE to loopback": (
        "POST",
        "/sparql",
        urlencode({"query": "ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}),
    ),
    "SERVICE to a file": ("POST", "/sparql", urlencode({"query": "ASK { SERVICE <file:///etc/passwd> { ?s ?p ?o } }"})),
    "cartesian product": ("POST", "/sparql", urlencode({"query": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"})),
    "cartesian product, sorted": ("POST", "/sparql", urlencode({"query": f"SELECT * {{ {CROSS} }} ORDER BY ?i ?f"})),
    "cartesian product, whole": ("POST", "/sparql", urlencode({"query": f"SELECT * {{ {CROSS} }}"})),
    "1 MB query": ("POST", "/sparql", urlencode({"query": f"ASK {{}}#{'x' * 1_000_000}"})),
    "nesting": ("POST", "/sparql", urlencode({"query": f"ASK {{ FILTER({'(' * 50_000}1{')' * 50_000}) }}"})),
    "regex bomb": (
        "POST",
        "/sparql",
        urlencode({"query": 'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "((x{1000}){1000}){1000}")) }'}),
    ),
    "path traversal": ("GET", "/resource/actor/..%2f..%2f..%2fetc%2fpasswd", ""),
    "broken encoding": ("GET", "/sparql?query=%FF%ZZ", ""),
}


def main() -> None:
    """Print what was found; the exit status is 1 where something must hold that does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    with serving(given.graph, "--time-limit", f"{LIMIT}s") as server:
        print(server.says().strip(), flush=True)
        held = asyncio.run(_crowd(server, given.clients, given.seconds))
        held = asyncio.run(_hostile(server)) and held
    sys.exit(not held)


async def _crowd(server: Server, clients: int, seconds: float) -> bool:
    """Many clients at once: errors, requests a second, and how the memory grows."""
    requests = await _usual_requests(server)
    statuses: Counter[str] = Counter()
    times: list[float] = []
    ending = time.monotonic() + seconds

    async def client(number: int) -> None:
        turn = number
        while time.monotonic() < ending:
            start = time.perf_counter()
            statuses[await _asked(server, *requests[turn % len(requests)])] += 1
            times.append(time.perf_counter() - start)
            turn += 1

    crowd = [asyncio.create_task(client(number)) for number in range(clients)]
    start = time.monotonic()
    await asyncio.sleep(min(WARM, seconds / 3))
    first = _memory(server.process)
    most = first
    while time.monotonic() < ending:
        await asyncio.sleep(0.5)
        most = max(most, _memory(server.process))
    await asyncio.gather(*crowd)
    last = _memory(server.process)
    took = time.monotonic() - start
    errors = sum(count for status, count in statuses.items() if status != "200")
    growth = last / first - 1
    rate = len(times) / took
    print(f"{clients} clients for {took:.0f} s: {rate:.0f} requests a second, {errors} errors {dict(statuses)}")
    print(f"  median {statistics.median(times) * 1000:.0f} ms, slowest {max(times) * 1000:.0f} ms")
    print(f"  memory {first / 1e6:.0f} MB → {last / 1e6:.0f} MB ({growth:+.1%}), at most {most / 1e6:.0f} MB")
    return not errors and growth <= GROWTH


async def _usual_requests(server: Server) -> list[tuple[str, str, str, str]]:
    """What usual clients ask for: method, path, body and accepted media type."""
    things = server.rows("SELECT ?thing { ?thing a ng:Actor } LIMIT 20")
    pages = [("GET", f"/resource?{urlencode({'iri': row['thing']})}&format=html", "", HTML) for row in things[:5]]
    texts = [
        USUAL,
        "SELECT ?name { ?p a ng:Person ; rdfs:label ?name } LIMIT 50",
        "ASK { ?s ng:reportedAs ng:Denied }",
        "SELECT ?who ?text { ?s ng:saidBy/rdfs:label ?who ; ng:text ?text } LIMIT 50",
        "CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e a ng:Event ; rdfs:label ?l } LIMIT 50",
    ]
    by_get = [("GET", f"/sparql?query={quote(text)}", "", "*/*") for text in texts]
    by_post = [("POST", "/sparql", urlencode({"query": text}), "*/*") for text in texts]
    assert server.curl("/search?q=the").status == 200  # the index is there
    named = [("GET", server.curl(path).headers.get("location", path), "", HTML) for _, path, _, _ in pages]
    return [
        *by_get,
        *named,
        *by_post,
        ("GET", "/search?q=the", "", HTML),
        ("GET", "/ontology", "", HTML),
        ("GET", "/query", "", HTML),
    ]


async def _hostile(server: Server) -> bool:
    """Each hostile request, and the next usual one after it."""
    usual = await _median_time(server, 15)
    print(f"usual question: median {usual * 1000:.1f} ms")
    held = True
    for name, (method, path, body) in HOSTILE.items():
        start = time.perf_counter()
        status = await _asked(server, method, path, body, JSON)
        took = time.perf_counter() - start
        after = await _median_time(server, 1)
        held = held and status != "error"
        print(f"  {name:28} {status} after {took * 1000:6.0f} ms; the next usual question {after * 1000:6.1f} ms")
    slow = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(200)]
    for _, writer in slow:
        writer.write(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9")
    print(f"  200 slow senders: the next usual question {await _median_time(server, 1) * 1000:6.1f} ms")
    for _, writer in slow:
        writer.close()
    afterwards = await _median_time(server, 15)
    print(f"usual question afterwards: median {afterwards * 1000:.1f} ms")
    return held


async def _median_time(server: Server, rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        assert await _asked(server, "GET", f"/sparql?query={quote(USUAL)}", "", JSON) == "200"
        times.append(time.perf_counter() - start)
    return statistics.median(times)


async def _asked(server: Server, method: str, path: str, body: str, accept: str) -> str:
    """The status of an answer that has come whole; "error" where none has."""
    form = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n" if body else ""
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\nConnection: close\r\n{form}\r\n"
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        try:
            writer.write(f"{head}{body}".encode())
            answer = await reader.readuntil(b"\r\n\r\n")
            length = int(answer.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            await reader.readexactly(length)
            return answer.split()[1].decode()
        finally:
            writer.close()
    except (OSError, asyncio.IncompleteReadError, ValueError):
        return "error"


def _memory(process: int) -> int:
    """What a process and all that came of it hold, in bytes; what several share counts once (Linux)."""
    children = _lines(Path(f"/proc/{process}/task/{process}/children"))
    sizes = (line.split() for line in _lines(Path(f"/proc/{process}/smaps_rollup")))
    own = sum(int(size[1]) * 1024 for size in sizes if size[0] == "Pss:")
    return own + sum(_memory(int(child)) for line in children for child in line.split())


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("ascii").splitlines()
    except OSError:  # the process has just ended
        return []


if __name__ == "__main__":
    main()
