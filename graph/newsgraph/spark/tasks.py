"""What the machines of a cluster do for each article: the same code, on the same folder, which they all see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph import pipeline
from newsgraph.articles import Article
from newsgraph.engine import SegmentTask
from newsgraph.files import write_atomically
from newsgraph.reader import Reader, extract
from newsgraph.record import Record, without_unnamed
from newsgraph.workspace import RecordStore

if TYPE_CHECKING:
    from newsgraph.rdf.iris import Iris


def read_articles(folder: Path, reader: Reader, articles: Sequence[Article]) -> list[str]:
    """Read articles and keep their records; for each, why it could not be read, or nothing."""
    kept, version = RecordStore(folder), reader.extractor().version
    reasons = []
    for article, outcome in zip(articles, extract(articles, replace(reader, jobs=1)), strict=True):
        if isinstance(outcome, Record):
            kept.put(kept.key(article, version), outcome)
        reasons.append(outcome if isinstance(outcome, str) else "")
    return reasons


def make_segments(records: Path, segments: Path, tasks: Sequence[SegmentTask]) -> int:
    """Make segments and keep them; one whose record is broken is left out. Gives how many it was told to make."""
    from newsgraph.rdf.segments import SegmentStore, make_segment

    made, kept = SegmentStore(segments), RecordStore(records)
    for task in tasks:
        record = kept.get(task.record)
        if record is None:
            continue
        article = record.article.id
        wrong, right = (
            frozenset((article, triple) for triple in triples)
            for triples in (task.context.rejected, task.context.accepted)
        )
        judged = pipeline.with_verdicts([record], wrong, right)[0]
        made.put(task.known, make_segment(without_unnamed(judged), task.text, task.context))
    return len(tasks)


@dataclass(frozen=True, slots=True)
class PartTask:
    """A part of the graph that is to be written.

    Args:
        number: which it is.
        segments: what the graphs of its articles are known by.
    """

    number: int
    segments: Sequence[str]


def write_part(segments: Path, folder: Path, base_iri: str, task: PartTask) -> int:
    """Write the graphs of some articles as N-Quads and as a table of quads. Gives how many they are."""
    from newsgraph.rdf.documents import named_graph
    from newsgraph.rdf.iris import Iris
    from newsgraph.rdf.segments import SegmentStore

    graphs = map(named_graph, SegmentStore(segments).all(task.segments))
    return write_quads(folder, f"articles-{task.number:06}", Iris(base_iri), b"".join(graphs))


def write_quads(folder: Path, name: str, iris: "Iris", text: bytes) -> int:
    """Write quads that are told as TriG without prefixes, as N-Quads and as a table. Gives how many they are."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]
    from pyoxigraph import RdfFormat, serialize

    from newsgraph.rdf.turtle import header
    from newsgraph.rdf.writer import parsed

    quads = list(parsed(header(iris.prefixes, iris.prefixes).encode() + text))
    write_atomically(folder / f"{name}.nq", serialize(quads, format=RdfFormat.N_QUADS) or b"")
    terms = ("subject", "predicate", "object", "graph_name")
    columns = {term: pa.array([_term(getattr(quad, term)) for quad in quads], pa.string()) for term in terms}
    pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    return len(quads)


def _term(term: object) -> str | None:
    """A term as N-Quads has it; null for the default graph."""
    return None if str(term) == "DEFAULT" else str(term)
