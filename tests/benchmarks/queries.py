"""How long questions take on a large graph: with Oxigraph, and with rdflib's own engine in memory on the same triples.

python tests/benchmarks/queries.py GRAPH [--triples N] [--queries FOLDER] [--limit SECONDS]

The questions are twelve of the cookbook (docs/cookbook), or those of FOLDER. GRAPH is the output folder of a build,
which is repeated until it has N triples. All times are of the processor, so that what else a machine does changes
nothing. Oxigraph is asked in memory, like with like, which is what the target is of, and on disk, as `newsgraph query`
and `newsgraph serve` ask it. A question that rdflib has not answered within the limit, or cannot, counts for nothing.
All see all articles together, read their answers to the end, and have to have as many rows.
"""

import argparse
import multiprocessing
import resource
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

COOKBOOK = Path(__file__).parents[2] / "docs" / "cookbook"
QUERIES = (  # those that rdflib can answer too: without named graphs, without GROUP_CONCAT of what may be missing
    "01-who-said-what", "02-said-by-one", "03-denied", "04-contested", "05-planned", "06-facts",
    "08-co-actors", "10-to-the-character", "11-events-by-month", "12-map", "13-disagreeing-articles", "16-most-quoted",
)  # fmt: skip
TARGET = 20
ROUNDS = 3  # of Oxigraph, whose shortest time counts


def main() -> None:
    """Print a table; the exit status is 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--limit", type=int, default=60)
    given = parser.parse_args()
    files = sorted(given.queries.glob("**/*.rq")) if given.queries else [COOKBOOK / f"{name}.rq" for name in QUERIES]
    source = store.read(given.graph / "store")
    if len(source) >= given.triples:
        sys.exit(_run(source, files, given.limit))
    with tempfile.TemporaryDirectory() as folder:
        store.write(repeated(source, given.triples), Path(folder) / "store")
        sys.exit(_run(store.read(Path(folder) / "store"), files, given.limit))


def _run(on_disk: Store, files: list[Path], limit: int) -> bool:
    """Compare them on each question; whether the target is missed."""
    prefixes = store.iris(on_disk).prefixes
    stores = (store.in_memory(on_disk), on_disk)
    theirs = _in_rdflib(on_disk)
    print(f"{len(theirs)} triples", flush=True)
    factors = [found for file in files if (found := _compare(file, stores, theirs, prefixes, limit))]
    memory, disk = (statistics.median(one) for one in zip(*factors, strict=True))
    print(
        f"median of {len(factors)} of {len(files)} questions: {memory:.1f} times faster in memory, {disk:.1f} on disk"
    )
    return memory < TARGET


def _in_rdflib(ours: Store) -> rdflib.Graph:
    """The same triples in rdflib's memory."""
    graph = rdflib.Graph(store=SimpleMemory())
    lines = serialize({quad.triple for quad in ours}, format=RdfFormat.N_TRIPLES) or b""
    graph.parse(data=lines, format="nt")
    bool(graph.query("ASK { ?s ?p ?o }"))  # what rdflib loads for its first question is no part of any other
    return graph


def _compare(
    file: Path, stores: tuple[Store, ...], theirs: rdflib.Graph, prefixes: dict[str, str], limit: int
) -> tuple[float, ...] | None:
    """How many times faster each of our stores answers than rdflib."""
    text = file.read_text("utf-8")
    rows, times = 0, []
    for ours in stores:
        quickest = float("inf")
        for _ in range(ROUNDS):
            start = time.process_time()
            rows = sum(1 for _ in ours.query(text, prefixes=prefixes, use_default_graph_as_union=True))
            quickest = min(quickest, time.process_time() - start)
        times.append(quickest)
    told = f"{file.stem:20} {rows:6} rows, in memory {times[0]:7.4f} s, on disk {times[1]:7.4f} s, rdflib"
    found = _limited(theirs, text, prefixes, limit)
    if isinstance(found, str):
        print(told, found, flush=True)
        return None
    slow, counted = found
    factors = tuple(slow / one for one in times)
    print(f"{told} {slow:6.2f} s: {' and '.join(f'{factor:.1f}' for factor in factors)} times", flush=True)
    if counted != rows:
        print(f"{'':20} but rdflib has {counted} rows: not counted", flush=True)
    return factors if counted == rows else None


def _limited(graph: rdflib.Graph, text: str, prefixes: dict[str, str], limit: int) -> tuple[float, int] | str:
    """How long rdflib takes and how many rows it finds; in words, why it finds none.

    Asked in a process forked from this one, which has the graph already, and is ended at the limit.
    """
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    asking = context.Process(target=_ask, args=(graph, text, prefixes, limit, sending), daemon=True)
    asking.start()
    sending.close()
    try:
        found: tuple[float, int] | str = receiving.recv()
    except EOFError:
        found = f"more than {limit} s"
    asking.join()
    return found


def _ask(graph: rdflib.Graph, text: str, prefixes: dict[str, str], limit: int, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    start = time.process_time()
    try:
        rows = sum(1 for _ in graph.query(text, initNs=prefixes))
    except Exception as error:  # of any kind: it is no engine of ours
        answer.send(f"fails: {error}")
    else:
        answer.send((time.process_time() - start, rows))


if __name__ == "__main__":
    main()
