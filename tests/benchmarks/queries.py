"""How long questions take on a large graph: with Oxigraph, on disk, and with rdflib's own engine, in memory.

python tests/benchmarks/queries.py GRAPH [--triples N] [--queries FOLDER] [--limit SECONDS]

GRAPH is the output folder of a build, which is repeated until it has N triples. A question that rdflib has not answered
within the limit, or cannot, counts for nothing. Both engines see all articles together, read their answers to the end,
and have to have as many rows.
"""

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import rdflib
from large_graph import repeated
from pyoxigraph import RdfFormat, Store, serialize
from rdflib.plugins.stores.memory import SimpleMemory

from newsgraph.rdf import store

QUERIES = Path(__file__).parent / "data" / "queries"
TARGET = 20
ROUNDS = 3  # of Oxigraph, whose shortest time counts


def main() -> None:
    """Print a table; the exit status is 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--queries", type=Path, default=QUERIES)
    parser.add_argument("--limit", type=float, default=60)
    given = parser.parse_args()
    source = store.read(given.graph / "store")
    with tempfile.TemporaryDirectory() as folder:
        store.write(repeated(source, given.triples), Path(folder) / "store")
        sys.exit(_run(store.read(Path(folder) / "store"), given.queries, given.limit))


def _run(ours: Store, queries: Path, limit: float) -> bool:
    """Compare the two on each question; whether the target is missed."""
    prefixes = store.iris(ours).prefixes
    union = {quad.triple for quad in ours}
    print(f"{len(union)} triples", flush=True)
    theirs = rdflib.Graph(store=SimpleMemory())
    lines = serialize(union, format=RdfFormat.N_TRIPLES) or b""
    del union
    theirs.parse(data=lines, format="nt")
    del lines
    bool(theirs.query("ASK { ?s ?p ?o }"))  # what rdflib loads for its first question is no part of any other
    files = sorted(queries.glob("**/*.rq"))
    factors = [factor for file in files if (factor := _compare(file, ours, theirs, prefixes, limit))]
    median = statistics.median(factors)
    print(f"{'median':24} {median:47.0f} times faster, of {len(factors)} of {len(files)} questions that rdflib answers")
    return median < TARGET


def _compare(file: Path, ours: Store, theirs: rdflib.Graph, prefixes: dict[str, str], limit: float) -> float | None:
    text = file.read_text("utf-8")
    rows, quick = 0, float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        rows = sum(1 for _ in ours.query(text, prefixes=prefixes, use_default_graph_as_union=True))
        quick = min(quick, time.perf_counter() - start)
    found = _limited(theirs, text, prefixes, limit)
    if isinstance(found, str):
        print(f"{file.stem:24} {rows:8} rows {quick:9.4f} s, rdflib {found}", flush=True)
        return None
    slow, counted = found
    told = "" if counted == rows else f"; rdflib has {counted} rows"
    print(
        f"{file.stem:24} {rows:8} rows {quick:9.4f} s, rdflib {slow:8.2f} s, {slow / quick:6.0f} times{told}",
        flush=True,
    )
    return slow / quick if counted == rows else None


def _limited(graph: rdflib.Graph, text: str, prefixes: dict[str, str], limit: float) -> tuple[float, int] | str:
    """How long rdflib takes and how many rows it finds; in words, why it finds none.

    Asked in a process forked from this one, which has the graph already, and can be ended.
    """
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    asking = context.Process(target=_ask, args=(graph, text, prefixes, sending), daemon=True)
    asking.start()
    sending.close()
    try:
        return receiving.recv() if receiving.poll(limit) else f"more than {limit:.0f} s"
    except EOFError:
        return "needs too much memory"
    finally:
        asking.kill()
        asking.join()


def _ask(graph: rdflib.Graph, text: str, prefixes: dict[str, str], answer: Connection) -> None:
    start = time.perf_counter()
    try:
        rows = sum(1 for _ in graph.query(text, initNs=prefixes))
    except Exception as error:  # of any kind: it is no engine of ours
        answer.send(f"fails: {error}")
    else:
        answer.send((time.perf_counter() - start, rows))


if __name__ == "__main__":
    main()
