"""The graph as its users have it: built, asked, drawn and shared."""

from collections.abc import Iterable
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from newsgraph import pipeline
from newsgraph.articles import Article, Options, Problem, Source
from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE, checked
from newsgraph.counts import Counts, count
from newsgraph.files import write_atomically
from newsgraph.pipeline import NothingUsableError, Progress
from newsgraph.reader import Reader
from newsgraph.workspace import SHARED, Workspace, load_decisions

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx
    from pyoxigraph import Store
    from rdflib import Dataset

    from newsgraph.briefing import Briefing
    from newsgraph.exporting.selecting import Selected
    from newsgraph.questions import Findings
    from newsgraph.rdf.query import Answer
    from newsgraph.rdf.tables import Tables
    from newsgraph.rdf.validation import Report
    from newsgraph.record import Record
    from newsgraph.resolution.decisions import Decisions
    from newsgraph.resolution.estimation import Training
    from newsgraph.resolution.identities import Identities
    from newsgraph.resolution.known_entities import KnownEntities, KnownEntity

    Known = KnownEntity | Path | str

BASE_IRI = "urn:newsgraph:"


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

        return cls(store.read(Workspace(folder).store))

    def query(self, sparql: str) -> "Answer":
        """Ask the graph in SPARQL 1.1; the prefixes of the graph model are known, all articles are seen together.

        Raises:
            QueryError: it is no SPARQL; says where and what was expected.
        """
        from newsgraph.rdf.query import ask

        return ask(self.store, sparql)

    def ask(
        self,
        question: str,
        *names: str,
        unsure: bool = False,
        limit: int | None = 20,
        page: int = 1,
        queries: Path | str | None = None,
        **given: "str | float | None",
    ) -> "Findings":
        """Ask a named question: `graph.ask("said", by="Budanov", about="Kherson", since="2022-10")`.

        Args:
            question: its name (`newsgraph ask --list`): who, what, where, when, said, met, between, …
            names: what it is given by place: `graph.ask("between", "Saldo", "Moscow")`.
            unsure: whether to tell what is not sure, too.
            limit: how many rows make a page; None: all are told.
            page: which page, from 1.
            queries: a folder of questions of your own (`*.rq`).
            given: the values of its parameters; names in any spelling, dates as 2022-10-24, 2022-10 or 2022.

        Raises:
            QuestionError: there is no such question, or a parameter is missing, unknown or no date.
            UnclearNameError: nothing is called as a name, or several are; has those that may be meant.
        """
        from newsgraph.questions import ask

        return ask(self.store, question, names, given, unsure=unsure, limit=limit, page=page, queries=queries)

    def as_of(self, day: "date") -> "KnowledgeGraph":
        """What held on a day, as a graph in memory: see `newsgraph.rdf.as_of.as_of`."""
        from newsgraph.rdf.as_of import as_of

        return KnowledgeGraph(as_of(self.store, day))

    @classmethod
    def load(cls, path: Path | str) -> "KnowledgeGraph":
        """The graph of an RDF file (TriG, N-Quads, Turtle, N-Triples, JSON-LD, RDF/XML), in memory.

        Raises:
            UnreadableGraphError: it is no RDF.
            OSError: it can't be read.
        """
        from newsgraph.exporting.restoring import load

        return cls(load(Path(path)))

    def export(self, form: str, path: Path | str | None = None) -> bytes:
        """The graph in one of the formats of `newsgraph.exporting.formats.FORMATS`.

        Args:
            form: the format's name.
            path: a file to write to instead; of a format of several files a folder, or a name that ends with `.zip`.

        Returns:
            The file, or a ZIP archive of several; `b""` where a path is named.

        Raises:
            ValueError: there is no such format.
            MissingExtraError: a library that it needs is not installed.
            OSError: it can't be written.
        """
        from newsgraph.exporting.formats import export, export_to

        if path is None:
            return export(self.store, form)
        export_to(self.store, form, Path(path))
        return b""

    def put(self, url: str) -> int:
        """Load a SPARQL store by the Graph Store Protocol: see `newsgraph.exporting.graph_store.put`."""
        from newsgraph.exporting.graph_store import put

        return put(self.store, url)

    def subset(self, **selected: "Unpack[Selected]") -> "KnowledgeGraph":
        """Part of the graph with all that it needs, in memory: see `newsgraph.exporting.selecting.Selected`.

        Raises:
            ValueError: a name is nothing's or several things', there is no such article, or a date is none.
            QueryError: what selects is no SPARQL.
        """
        from newsgraph.exporting.selecting import select

        return KnowledgeGraph(select(self.store, **selected))

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
        from newsgraph.briefing import brief
        from newsgraph.picture import page
        from newsgraph.picture.neighbourhood import neighbourhood

        if steps < 0:
            raise ValueError(f"{steps} steps: how many must be 0 or more")
        centre = None if around is None else self.find(around)
        whole = self.tables
        drawn = whole if centre is None else neighbourhood(whole, centre, steps)
        html = page.page(drawn, brief(whole, around=centre or ""))
        if path is not None:
            _write(Path(path), html.encode())
        return html

    def brief(
        self, around: str | None = None, since: str | None = None, until: str | None = None, *, unsure: bool = False
    ) -> "Briefing":
        """What the articles tell, in lines that each have their source: see `newsgraph.briefing.brief`.

        Args:
            around: a name or an IRI (see `find`): only what concerns it. None: everything.
            since: a day, month or year (2022-10): only what happens, or is reported, from then on.
            until: only what happens, or is reported, until it ends.
            unsure: whether to tell what is not sure, too, and what is only possibly contested.

        Raises:
            ValueError: nothing is called so, or several things are; or a date is none.
        """
        from newsgraph.briefing import brief, days_between

        node = "" if around is None else self.find(around)
        return brief(self.tables, around=node, days=days_between(since or "", until or ""), unsure=unsure)

    def _repr_html_(self) -> str:
        """The picture in a Jupyter notebook, in a frame of its own."""
        style = "width: 100%; height: 640px; border: 0"
        return f'<iframe title="newsgraph" style="{style}" srcdoc="{escape(self.draw())}"></iframe>'

    def networkx(self) -> "nx.MultiDiGraph[str]":
        """The graph as a network; `newsgraph.rdf.network.network` says what its nodes and edges know."""
        from newsgraph.rdf.network import network_of

        return network_of(self.tables)

    @cached_property
    def tables(self) -> "Tables":
        """What the graph says, as tables (`newsgraph.rdf.tables`), from which it is drawn and briefings are made."""
        from newsgraph.rdf.table_reading import read

        return read(self.store)

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
        return count(self.query)


load = KnowledgeGraph.load


def build(
    sources: Source | Iterable[Source],
    *,
    options: Options | None = None,
    output: Path | str | None = None,
    reader: Reader | None = None,
    base_iri: str = BASE_IRI,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    decisions: Path | None = None,
    known: "Known | Iterable[Known] | None" = None,
    train: bool = False,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Build the graph of all articles in the sources.

    Args:
        sources: files, folders and articles, or one of them; "-" stands for JSON Lines on standard input.
        options: which columns of exports hold what, and how much is read at most.
        output: a folder for the store, the files to share and the picture; what it holds of an earlier build stays
            until everything new is ready, articles that were read then are not read again, and what has a name in it
            keeps that name (`identities.json`). None: memory only.
        reader: how to read; by default with rules on the small English model.
        base_iri: what the graph's own IRIs begin with.
        min_confidence: how sure a statement must be to stand as a fact and to be shown at first, from 0 to 1.
        decisions: a Turtle file of people's decisions about who is who; None: `decisions.ttl` in the folder, if there.
        known: a list of people, bodies and places that names are matched to before all else (`KnownEntity`), or a file
            of it (CSV, JSON Lines, Turtle), or several; None: `known.csv`, `known.jsonl` and `known.ttl` in the folder,
            if there. Rows that can't be used are among the graph's `problems`.
        train: estimate anew, from these articles, what names weigh when they are linked (`linkage.toml` in the folder,
            which later builds use, too); where the articles are too few for that, nothing changes.
        progress: called after each step.

    Raises:
        TypeError: a source is neither a path nor an article.
        NothingUsableError: no source holds an article that can be read.
        LookupError: no such extractor is registered.
        OSError: no such spaCy pipeline is installed, or the folder can't be written.
        UnreadableListError: a file of what is known is no such list.
        ValueError: `base_iri` is no IRI that others can begin with, `min_confidence` is not from 0 to 1, or a file in
            the folder is broken.
    """
    from newsgraph.rdf.iris import Iris

    Iris(base_iri)
    checked(min_confidence)
    workspace = Workspace(output, decisions) if output is not None else None
    building = _Build(workspace, reader or Reader(), base_iri, progress or _no_progress)
    if workspace:
        building.decisions = workspace.decisions
    elif decisions:
        building.decisions = load_decisions(decisions)
    building.read_known(known)
    building.read_articles(sources, options)
    building.read_records()
    if train:
        building.estimate_weights()
    building.resolve()
    graph = building.make_graph(min_confidence)
    building.save(graph)
    return graph


class _Build:
    """One build, step by step: each takes what those before it have found.

    Args:
        workspace: the folder; None: the graph is kept in memory only.
        reader: how to read.
        base_iri: what the graph's own IRIs begin with.
        progress: called after each step.

    Raises:
        ValueError: a file in the folder is broken.
    """

    def __init__(self, workspace: Workspace | None, reader: Reader, base_iri: str, progress: Progress) -> None:
        self.workspace, self.reader, self.base_iri, self.progress = workspace, reader, base_iri, progress
        self.registry = workspace.registry if workspace else None
        self.weights = workspace.weights if workspace else None
        self.decisions: Decisions | None = None
        self.known: KnownEntities | None = None
        self.articles: list[Article] = []
        self.problems: list[Problem] = []
        self.records: list[Record] = []
        self.training: Training | None = None
        self.identities: Identities | None = None

    def read_known(self, known: "Known | Iterable[Known] | None") -> None:
        """Read what people know beforehand, from what they name or from the folder."""
        from newsgraph.known_file import read_all
        from newsgraph.resolution.known_entities import KnownEntities, KnownEntity

        if known is None:
            known = self.workspace.known_files if self.workspace else []
        elif isinstance(known, Path | str | KnownEntity):
            known = [known]
        listed, problems = read_all(known)
        self.problems += problems
        self.known = KnownEntities(listed)

    def read_articles(self, sources: Source | Iterable[Source], options: Options | None) -> None:
        """Find the articles, and make sure that the graph can be written in the end."""
        ids = self.workspace.article_ids if self.workspace else None
        self.articles, problems = pipeline.read_articles(sources, options, ids)
        self.problems += problems
        if not self.articles:
            raise NothingUsableError(self.problems)
        if self.workspace:
            self.workspace.prepare()

    def read_records(self) -> None:
        """Read the articles that no earlier build has read."""
        known = self.workspace.records if self.workspace else None
        for found in pipeline.read_records(self.articles, self.reader, known, self.progress):
            if isinstance(found, Problem):
                self.problems.append(found)
            else:
                self.records.append(found)
        if not self.records:
            raise NothingUsableError(self.problems)

    def estimate_weights(self) -> None:
        """Learn from the articles what names weigh."""
        self.training = pipeline.train(self.records)
        self.weights = self.training.weights or self.weights

    def resolve(self) -> None:
        """Find out who is who and what is what."""
        self.progress("Comparing", len(self.records), len(self.records))
        self.records = pipeline.split_entities(self.records, self.decisions, self.registry)
        read = {record.article.id for record in self.records}
        same = pipeline.find_reprints([article for article in self.articles if article.id in read])
        known = (self.decisions, self.registry, self.weights, self.known)
        self.identities = pipeline.identify(self.records, *known, same, self.articles)
        self.records = pipeline.judged(self.records, self.identities)

    def make_graph(self, min_confidence: float) -> KnowledgeGraph:
        """Write all that is known as quads of a store in memory; what is surer than that as facts, too."""
        from newsgraph.rdf import store, writer

        assert self.identities is not None
        texts = {article.id: article.text for article in self.articles}
        quads = writer.quads(self.records, self.identities, texts, self.base_iri, min_confidence)
        extracted = self.workspace.records.added if self.workspace else len(self.records)
        unmet, training = self.identities.unmet_decisions, str(self.training or "")
        return KnowledgeGraph(store.in_memory(quads), self.problems, extracted, unmet, training)

    def save(self, graph: KnowledgeGraph) -> None:
        """Replace what the folder holds by the new graph, all at once."""
        from newsgraph.rdf import store

        if self.workspace is None:
            return
        self.progress("Writing", len(self.records), len(self.records))
        with self.workspace.replace() as write:
            for name, form in SHARED.items():
                write(self.workspace.folder / name, graph.export(form))
            write(self.workspace.picture, graph.draw().encode())
            write(self.workspace.article_ids_file, self.workspace.article_ids.to_json())
            if self.identities and self.identities.registry:
                write(self.workspace.registry_file, self.identities.registry.to_json())
            if self.training and self.training.weights:
                write(self.workspace.weights_file, self.training.to_toml().encode())
            store.write(graph.store, self.workspace.store)
        self.workspace.records.forget_unused()


def _no_progress(doing: str, done: int, total: int, failed: int = 0) -> None:
    """Tell nobody."""


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
