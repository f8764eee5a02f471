"""The formats that a graph is written in, by name; what writes each is imported when it is asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.exporting.targets import write_folder, zipped
from newsgraph.files import write_atomically

if TYPE_CHECKING:
    from pyoxigraph import Store


class MissingExtraError(Exception):
    """A format needs libraries that are not installed; says how to install them."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        suffix: what the names of its files end with.
        what: what it is, and for which program.
        home: the module and the function that write it. Of one file the function yields the parts, `(Store) ->
            Iterable[bytes]`; of several, each with its name, `(Store) -> Iterable[tuple[str, bytes]]`.
        several: whether it is several files: a folder, or a ZIP archive of one.
    """

    suffix: str
    what: str
    home: str
    several: bool = False


FORMATS = {
    "turtle": Format(".ttl", "RDF for people: all that the graph holds", "rdf_files:turtle_file"),
    "trig": Format(".trig", "RDF for people, with a graph for each article", "rdf_files:trig_file"),
    "ntriples": Format(".nt", "RDF, a triple a line", "rdf_files:ntriples"),
    "nquads": Format(".nq", "RDF, a triple and its graph a line", "rdf_files:nquads"),
    "jsonld": Format(".jsonld", "RDF as JSON, for programs that know no RDF", "rdf_files:jsonld_file"),
    "rdfxml": Format(".rdf", "RDF as XML, for Protégé and older tools", "rdf_files:rdfxml"),
    "graphml": Format(".graphml", "the network, for yEd, Cytoscape, igraph, networkx", "graphml:graphml"),
    "gexf": Format(".gexf", "the network with colours, places and times, for Gephi", "gexf:gexf"),
    "csv": Format(".csv", "a row a statement, for spreadsheets and pandas", "statement_table:statement_csv"),
    "xlsx": Format(".xlsx", "events, statements, people, places and articles, for Excel", "spreadsheet:spreadsheet"),
    "plover": Format(".csv", "a row for each report of an event, for political scientists", "plover:plover"),
    "ftm": Format(".ftm.jsonl", "Follow the Money entities, for Aleph, OpenAleph, yente", "follow_the_money:entities"),
    "neo4j": Format("", "nodes and relationships as CSV, for neo4j-admin import", "neo4j:tables", several=True),
    "parquet": Format("", "tables, for DuckDB, pandas, R and Spark", "parquet:tables", several=True),
    "graphrag": Format("", "the tables that GraphRAG reads", "graphrag:tables", several=True),
}  # fmt: skip


def export(store: "Store", form: str) -> bytes:
    """The graph in one of `FORMATS`; a format of several files as a ZIP archive. The same graph, the same bytes.

    Characters that XML cannot carry become U+FFFD in XML. What a spreadsheet would take for a formula begins with an
    apostrophe in CSV and is marked as text in a spreadsheet's own format.

    Raises:
        ValueError: there is no such format.
        MissingExtraError: a library that it needs is not installed.
    """
    written = _written(store, form)
    return b"".join(zipped(written) if FORMATS[form].several else written)


def export_to(store: "Store", form: str, path: Path) -> None:
    """Write the graph in one of `FORMATS` to a file, or, for a format of several files, to a folder or a `.zip`.

    What was there stays as it was until all is written.

    Raises:
        ValueError: there is no such format.
        MissingExtraError: a library that it needs is not installed.
        FileExistsError: the folder holds other files than those of an earlier export.
        OSError: it can't be written.
    """
    written = _written(store, form)
    several = FORMATS[form].several
    if several and path.suffix != ".zip":
        write_folder(path, written)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, zipped(written) if several else written)


def _written(store: "Store", form: str) -> Iterable:  # type: ignore[type-arg]
    if form not in FORMATS:
        raise ValueError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    module, _, name = FORMATS[form].home.partition(":")
    try:
        write: Callable[[Store], Iterable[object]] = getattr(import_module(f"newsgraph.exporting.{module}"), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "newsgraph":
            raise
        raise MissingExtraError(f"{form} needs {error.name}: pip install newsgraph[tables]") from error
    return write(store)
