"""The graph as its users have it: built, asked, drawn and shared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph import pipeline
from newsgraph.articles import Problem
from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE, checked
from newsgraph.files import atomic_writes, exclusive_lock, remove_leftovers, write_atomically
from newsgraph.pipeline import NothingUsableError, Progress, Reader, RecordCache

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store
    from rdflib import Dataset

    from newsgraph.rdf.query import Answer
    from newsgraph.rdf.validation import Report
    from newsgraph.resolution.id_registry import IdRegistry
    from newsgraph.resolution.weights import Weights

STORE = "store"
CACHE = ".cache"
PICTURE = "graph.html"
REGISTRY = "identities.json"
DECISIONS = "decisions.ttl"
WEIGHTS = "linkage.toml"
SHARED = {"graph.trig": "trig", "graph.ttl": "turtle"}
BASE_IRI = "urn:newsgraph:"

_COUNTED = {
    "articles": "NewsArticle",
    "actors": "Actor",
    "places": "Place",
    "events": "Event",
    "statements": "Statement",
    "stated": "Stated",
    "claimed": "Claimed",
    "denied": "Denied",
    "envisaged": "Envisaged",
    "sure": "sure",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a graph holds; the statements by how the articles put them (`ng:reportedAs`).

    `sure` are the statements that are shown before anybody asks for more: those at or above the graph's threshold.
    """

    articles: int
    actors: int
    places: int
    events: int
    statements: int
    stated: int
    claimed: int
    denied: int
    envisaged: int
    sure: int

    @property
    def held_back(self) -> int:
        """The statements that are not sure."""
        return self.statements - self.sure


class KnowledgeGraph:
    """Actors, places and events, and who says what about them.

    Args:
        store: an Oxigraph store that holds the graph.
        problems: the sources that were left out when it was built, or read without a field, and why.
        extracted: how many articles were read for it; the rest was known from an earlier build.
        unmet_decisions: what people decided about and what is not in the graph ("actor:saldo").
        training: what training the linkage of names has come to, in words; empty where nobody asked for it.
    """

    def __init__(
        self,
        store: "Store",
        problems: Iterable[Problem] = (),
        extracted: int = 0,
        unmet_decisions: Iterable[str] = (),
        training: str = "",
    ) -> None:
        self.store = store
        self.problems = tuple(problems)
        self.extracted = extracted
        self.unmet_decisions = tuple(unmet_decisions)
        self.training = training

    @classmethod
    def open(cls, folder: Path | str = "exports") -> "KnowledgeGraph":
        """The graph that was built into a folder.

        Raises:
            FileNotFoundError: there is none.
            OSError: it can't be read.
        """
        from newsgraph.rdf import store

        return cls(store.read(Path(folder) / STORE))

    def query(self, sparql: str) -> "Answer":
        """Ask the graph in SPARQL 1.1; the prefixes of the graph model are known, all articles are seen together.

        Raises:
            QueryError: it is no SPARQL; says where and what was expected.
        """
        from newsgraph.rdf.query import ask

        return ask(self.store, sparql)

    def export(self, form: str, path: Path | str | None = None) -> bytes:
        """The graph in one of the formats of `newsgraph.rdf.export.FORMATS`, also written to a file if one is named.

        Raises:
            ValueError: there is no such format.
            OSError: the file can't be written.
        """
        from newsgraph.rdf.export import export

        content = export(self.store, form)
        if path is not None:
            _write(Path(path), content)
        return content

    def find(self, name: str) -> str:
        """The IRI of what people mean by a name: a label in any spelling that the graph knows, or an IRI.

        Raises:
            ValueError: nothing is called so, or several things are; names those that may be meant.
        """
        from newsgraph.rdf.lookup import Lookup

        try:
            return Lookup(self.store).find(name).iri
        except LookupError as error:
            raise ValueError(str(error)) from error

    def draw(self, path: Path | str | None = None, around: str | None = None, steps: int = 2) -> str:
        """The picture: one HTML page that asks no other host for anything, also written to a file if one is named.

        Args:
            path: a file.
            around: a name or an IRI (see `find`): only what is around it is drawn. None: everything.
            steps: how many edges away from it, at most.

        Raises:
            ValueError: nothing is called so, or several things are; or there are less than no steps.
            OSError: the file can't be written.
        """
        from newsgraph.picture import page
        from newsgraph.picture.neighbourhood import neighbourhood

        if steps < 0:
            raise ValueError(f"{steps} steps: how many must be 0 or more")
        centre = None if around is None else self.find(around)
        network = self.networkx()
        html = page.page(network if centre is None else neighbourhood(network, centre, steps))
        if path is not None:
            _write(Path(path), html.encode())
        return html

    def _repr_html_(self) -> str:
        """The picture in a Jupyter notebook, in a frame of its own."""
        style = "width: 100%; height: 640px; border: 0"
        return f'<iframe title="newsgraph" style="{style}" srcdoc="{escape(self.draw())}"></iframe>'

    def networkx(self) -> "nx.MultiDiGraph[str]":
        """The graph as a network; `newsgraph.rdf.network.network` says what its nodes and edges know."""
        from newsgraph.rdf.network import network

        return network(self.store)

    def validate(self) -> "Report":
        """What in the graph breaks the rules of the graph model (SHACL, `ontology/shapes.ttl`)."""
        from newsgraph.rdf.validation import validate

        return validate(self.store)

    @cached_property
    def rdf(self) -> "Dataset":
        """The graph through rdflib's API."""
        from newsgraph.rdf.store import as_rdflib

        return as_rdflib(self.store)

    @property
    def min_confidence(self) -> float:
        """How sure a statement has to be to stand as a fact, and to be shown before anybody asks for more."""
        return max(
            (float(row["least"].value) for row in self.query("SELECT * { ?graph ng:minConfidence ?least }")), default=0
        )

    def counts(self) -> Counts:
        """How much the graph holds."""
        numbers = {
            row["what"].value: int(row["number"].value)
            for row in self.query("""
                SELECT ?what (COUNT(DISTINCT ?x) AS ?number) WHERE {
                    { ?x a ?what FILTER(?what IN (schema:NewsArticle, ng:Actor, ng:Place, ng:Event, ng:Statement)) }
                    UNION { ?x a ng:Statement ; ng:reportedAs ?what }
                    UNION {
                        ?x ng:confidence ?confidence . ?graph ng:minConfidence ?least
                        FILTER(?confidence >= ?least) BIND("sure" AS ?what)
                    }
                } GROUP BY ?what""").rows
        }
        local = {re.split("[/#]", iri)[-1]: number for iri, number in numbers.items()}
        return Counts(**{field: local.get(name, 0) for field, name in _COUNTED.items()})


def build(
    sources: Iterable[Path | str],
    *,
    output: Path | str | None = None,
    reader: Reader | None = None,
    base_iri: str = BASE_IRI,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    decisions: Path | None = None,
    train: bool = False,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Build the graph of all articles in the sources.

    Args:
        sources: files and folders; "-" stands for JSON Lines on standard input.
        output: a folder for the store, the files to share and the picture; what it holds of an earlier build stays
            until everything new is ready, articles that were read then are not read again, and what has a name in it
            keeps that name (`identities.json`). None: memory only.
        reader: how to read; by default with rules on the small English model.
        base_iri: what the graph's own IRIs begin with.
        min_confidence: how sure a statement must be to stand as a fact and to be shown at first, from 0 to 1.
        decisions: a Turtle file of people's decisions about who is who; None: `decisions.ttl` in the folder, if there.
        train: estimate anew, from these articles, what names weigh when they are linked (`linkage.toml` in the folder,
            which later builds use, too); where the articles are too few for that, nothing changes.
        progress: called after each step.

    Raises:
        NothingUsableError: no source holds an article that can be read.
        LookupError: no such extractor is registered.
        OSError: no such spaCy pipeline is installed, or the folder can't be written.
        ValueError: `base_iri` is no IRI that others can begin with, `min_confidence` is not from 0 to 1, or a file in
            the folder is broken.
    """
    from newsgraph.rdf import store, writer
    from newsgraph.rdf.iris import Iris

    Iris(base_iri)
    checked(min_confidence)
    reader = reader or Reader()
    folder = Path(output) if output is not None else None
    registry = read_registry(folder / REGISTRY) if folder else None
    weights = read_weights(folder) if folder else None
    if decisions is None and folder and (folder / DECISIONS).exists():
        decisions = folder / DECISIONS
    articles, problems = pipeline.read_articles(sources)
    if not articles:
        raise NothingUsableError(problems)
    if folder:  # say at once what would be in the way after an hour's reading
        folder.mkdir(parents=True, exist_ok=True)
        store.refuse_foreign(folder / STORE)
    cache = RecordCache(folder / CACHE) if folder else None
    records = []
    for found in pipeline.read_records(articles, reader, cache, progress):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            records.append(found)
    if not records:
        raise NothingUsableError(problems)
    extracted = cache.added if cache else len(records)
    if progress:
        progress("Comparing", len(records), len(records))
    training = pipeline.train(records) if train else None
    weights = training.weights or weights if training else weights
    try:
        records = pipeline.part(records, decisions, registry)
        identities = pipeline.identify(records, decisions, registry, weights)
    except SyntaxError as error:
        raise ValueError(f"{decisions} is no Turtle: {error}") from error
    texts = {article.id: article.text for article in articles}
    quads = writer.quads(records, identities, texts, base_iri, min_confidence)
    told = str(training or "")
    graph = KnowledgeGraph(store.in_memory(quads), problems, extracted, identities.unmet_decisions, told)
    if folder is None:
        return graph
    if progress:
        progress("Writing", len(records), len(records))
    with exclusive_lock(folder):
        for name in (*SHARED, PICTURE, REGISTRY, WEIGHTS):
            remove_leftovers(folder / name)
        with atomic_writes() as write:
            for name, form in SHARED.items():
                write(folder / name, graph.export(form))
            write(folder / PICTURE, graph.draw().encode())
            if identities.registry:
                write(folder / REGISTRY, identities.registry.to_json())
            if training and training.weights:
                write(folder / WEIGHTS, training.to_toml().encode())
            store.write(graph.store, folder / STORE)
        if cache:
            cache.forget_unused()
    return graph


def read_registry(path: Path) -> "IdRegistry | None":
    """What things were called in the last build; null where there was none.

    Raises:
        ValueError: the file is broken. To build without it would rename what others have linked to.
    """
    from newsgraph.resolution.id_registry import IdRegistry

    try:
        return IdRegistry.from_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise ValueError(f"{path} is broken ({error}); without it the next build names everything anew") from error


def read_weights(folder: Path) -> "Weights | None":
    """What names weigh in the builds into a folder; null where that is the default.

    Raises:
        ValueError: the file is broken.
    """
    from newsgraph.resolution.weights import Weights

    try:
        return Weights.from_toml((folder / WEIGHTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise ValueError(
            f"{folder / WEIGHTS} is broken ({error}); without it names weigh what they do by default"
        ) from error


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
