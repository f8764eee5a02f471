"""The graph as its users have it: built, asked, drawn and shared."""

from collections.abc import Collection, Iterable
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from newsgraph.articles import Options, Problem, Source
from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE, checked
from newsgraph.counts import Counts, count
from newsgraph.files import GRAPH_FILES, write_atomically
from newsgraph.garbage import collector_paused
from newsgraph.pipeline import Progress
from newsgraph.reader import Reader
from newsgraph.workspace import Workspace

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx
    from pyoxigraph import Store
    from rdflib import Dataset

    from newsgraph.briefing import Briefing
    from newsgraph.building import Known
    from newsgraph.engine import Engine
    from newsgraph.exporting.selecting import Selected
    from newsgraph.questions import Findings
    from newsgraph.rdf.query import Answer
    from newsgraph.rdf.tables import Tables
    from newsgraph.rdf.validation import Report

BASE_IRI = "urn:newsgraph:"


class KnowledgeGraph:
    """Actors, places and events, and who says what about them.

    Args:
        store: an Oxigraph store that holds the graph.
        problems: the sources that were left out when it was built, or read without a field, and why.
        extracted: how many articles were read for it; the rest was known from an earlier build.
        unmet_decisions: what people decided about and what is not in the graph ("actor:saldo").
        training: what training the linkage of names has come to, in words; empty where nobody asked for it.
        counts: how much the graph holds, where that is known.
        workspace: the folder that the store is in, where it is in one.
    """

    def __init__(
        self,
        store: "Store",
        problems: Iterable[Problem] = (),
        extracted: int = 0,
        unmet_decisions: Iterable[str] = (),
        training: str = "",
        counts: Counts | None = None,
        workspace: Workspace | None = None,
    ) -> None:
        self.store = store
        self.problems = tuple(problems)
        self.extracted = extracted
        self.unmet_decisions = tuple(unmet_decisions)
        self.training = training
        self._counts = counts
        self._workspace = workspace

    @classmethod
    def open(cls, folder: Path | str = "exports") -> "KnowledgeGraph":
        """The graph that was built into a folder.

        Raises:
            FileNotFoundError: there is none.
            OSError: it can't be read.
        """
        from newsgraph.rdf import store

        workspace = Workspace(folder)
        return cls(store.read(workspace.store), workspace=workspace)

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

    @collector_paused()
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
        from newsgraph.rdf.table_file import TableFile
        from newsgraph.rdf.table_reading import read

        kept = TableFile.read(self._workspace.tables_file) if self._workspace else None
        if self._workspace and kept and kept.is_of(self._workspace.store):
            return kept.tables
        with collector_paused():
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
        return self._counts or count(self.query)


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
    write: Collection[str] = GRAPH_FILES,
    progress: Progress | None = None,
    engine: "Engine | None" = None,
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
        write: which files to write beside the store: "trig", "ttl", "html". What an earlier build wrote and this one
            is not asked for is removed: it would be of another graph.
        progress: called after each step.
        engine: who does what can be done for each article by itself (`newsgraph.spark.SparkEngine`, into a folder);
            None: this process.

    Raises:
        TypeError: a source is neither a path nor an article.
        NothingUsableError: no source holds an article that can be read.
        LookupError: no such extractor is registered.
        OSError: no such spaCy pipeline is installed, or the folder can't be written.
        UnreadableListError: a file of what is known is no such list.
        ValueError: `base_iri` is no IRI that others can begin with, `min_confidence` is not from 0 to 1, no such
            file is written, or a file in the folder is broken.
    """
    from newsgraph import building
    from newsgraph.engine import Embedded
    from newsgraph.rdf.iris import Iris

    Iris(base_iri)
    if engine and engine.needs_folder and output is None:
        raise ValueError("this engine builds into a folder only: output is missing")
    unknown = set(write) - set(GRAPH_FILES)
    if unknown:
        raise ValueError(f"no file {', '.join(sorted(unknown))} to write; there are {', '.join(GRAPH_FILES)}")
    workspace = Workspace(output, decisions) if output is not None else None
    built = building.build(
        building.Request(
            sources=sources,
            options=options,
            workspace=workspace,
            reader=reader or Reader(),
            base_iri=base_iri,
            min_confidence=checked(min_confidence),
            decisions=decisions,
            known=known,
            train=train,
            written=[name for name in GRAPH_FILES if name in write],
            progress=progress or _no_progress,
            engine=engine or Embedded(),
        )
    )
    return KnowledgeGraph(
        *(built.store, built.problems, built.extracted, built.unmet_decisions, built.training, built.counts),
        workspace=workspace,
    )


def _no_progress(doing: str, done: int, total: int, failed: int = 0) -> None:
    """Tell nobody."""


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
