"""The command line: the public API with words around it."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import newsgraph
from newsgraph import cli_ask, cli_briefing, cli_decisions, cli_exports, cli_picture, cli_serve, cli_sources
from newsgraph.cli_failures import NOTHING_USABLE, PARTLY_DONE, WRONG_USE, fail, fail_without_graph
from newsgraph.cli_progress import interruptible, progress_bar, waiting
from newsgraph.cli_sources import AnyLanguage, DecisionsFile, Fetch, Known, Limit, Map, Sources
from newsgraph.cli_summary import numbered, summarise
from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE
from newsgraph.files import GRAPH_FILES
from newsgraph.terminal import failure, printable, printable_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pyoxigraph import Store

    from newsgraph import Answer, KnowledgeGraph, Problem, Reader
    from newsgraph.engine import Engine
    from newsgraph.rdf.named_queries import NamedQuery

app = typer.Typer(
    name="newsgraph",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: its colours would cost every command 0.1 s
    context_settings={"help_option_names": ["-h", "--help"]},
)

Model = Annotated[
    str, typer.Option(help="An installed spaCy pipeline, by name or path.", show_default="the small English one")
]
ExtractorName = Annotated[str, typer.Option("--extractor", help="Who reads: an installed extractor.")]
Jobs = Annotated[int, typer.Option(min=0, help="Processes that read at once; 0: as many as it is worth.")]
Folder = Annotated[Path, typer.Option("--graph", help="Where the graph was built.")]


@app.callback(invoke_without_command=True)
def _start(version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False) -> None:
    """Turn news articles into a knowledge graph: who did what to whom, where and when, and who says so."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"newsgraph {installed('newsgraph')}")
        raise typer.Exit


@app.command()
def build(
    sources: Sources,
    output: Annotated[Path, typer.Option(help="The folder to write to.", file_okay=False)] = Path("exports"),
    model: Model = "",
    extractor: ExtractorName = "rules",
    base_iri: Annotated[str, typer.Option(help="What the graph's own IRIs begin with.")] = "urn:newsgraph:",
    min_confidence: Annotated[
        float,
        typer.Option(min=0, max=1, help="How sure a statement must be to stand as a fact and to be shown at first."),
    ] = DEFAULT_MIN_CONFIDENCE,
    jobs: Jobs = 0,
    decisions: DecisionsFile = None,
    known: Known = None,
    train: Annotated[
        bool,
        typer.Option(
            "--train",
            help="Estimate from these articles what names weigh (linkage.toml in the output folder, kept for later "
            "builds); for hundreds of articles or more.",
        ),
    ] = False,
    write: Annotated[
        str,
        typer.Option(
            help="What to write beside the store, of trig, ttl and html, with commas; none: only the store. What an "
            "earlier build wrote and this one does not is removed, so that nothing there is of another graph."
        ),
    ] = "trig,ttl,html",
    map_: Map = None,
    limit: Limit = None,
    fetch: Fetch = False,
    any_language: AnyLanguage = False,
    to: Annotated[str, typer.Option(metavar="URL", help="Load this SPARQL store, too (Graph Store Protocol).")] = "",
    engine: Annotated[str, typer.Option(help="Who builds: embedded (this machine) or spark (a cluster).")] = "embedded",
    master: Annotated[
        str,
        typer.Option(
            metavar="MASTER",
            help="Where the cluster is, for Spark: local[2], spark://host:7077, yarn.",
            show_default="as Spark's configuration says",
        ),
    ] = "",
) -> None:
    """Build the graph of some articles.

    Writes a picture (graph.html), files to share (graph.ttl, graph.trig) and a store that `newsgraph query` asks.
    """
    written = _written(write)
    if to:
        cli_exports.check_address(to)
    reader = _reader(model, extractor, jobs)
    options = _options(map_, limit, fetch, any_language, reader)
    with interruptible(), progress_bar() as progress:
        try:
            graph = newsgraph.build(
                sources,
                options=options,
                output=output,
                reader=reader,
                base_iri=base_iri,
                min_confidence=min_confidence,
                decisions=decisions,
                known=known or None,
                train=train,
                write=written,
                progress=progress,
                engine=_engine(engine, master),
            )
        except newsgraph.NothingUsableError as error:
            _tell_problems(error.problems)
            fail(f"{error}; what was in {printable(str(output))} is as it was", NOTHING_USABLE)
        except newsgraph.UnreadableListError as error:
            fail(failure(error), WRONG_USE)
        except (LookupError, OSError, ValueError) as error:
            fail(failure(error), NOTHING_USABLE)
    summarise(graph, output)
    for unmet in graph.unmet_decisions:
        typer.echo(f"decided, but not in the graph: {printable(unmet)}", err=True)
    _tell_problems(graph.problems)
    if to:
        cli_exports.load_store(graph, to)
    if any(problem.skipped for problem in graph.problems):
        raise typer.Exit(PARTLY_DONE)


@app.command()
def extract(
    sources: Sources,
    model: Model = "",
    extractor: ExtractorName = "rules",
    jobs: Jobs = 0,
    map_: Map = None,
    limit: Limit = None,
    fetch: Fetch = False,
    any_language: AnyLanguage = False,
) -> None:
    """Write what each article says, as JSON Lines.

    One extraction record a line goes to standard output, in the order of the sources.
    """
    problems = []
    written = 0
    reader = _reader(model, extractor, jobs)
    options = _options(map_, limit, fetch, any_language, reader)
    with interruptible(), progress_bar() as progress:
        try:
            for found in newsgraph.read(sources, options=options, reader=reader, progress=progress):
                if isinstance(found, newsgraph.Problem):
                    problems.append(found)
                else:
                    _write_out(found.to_json() + b"\n")
                    written += 1
        except BrokenPipeError:
            raise
        except (LookupError, OSError, ValueError) as error:
            fail(failure(error), NOTHING_USABLE)
    _tell_problems(problems)
    if not written:
        fail("no article in the sources can be read", NOTHING_USABLE)
    if any(problem.skipped for problem in problems):
        raise typer.Exit(PARTLY_DONE)


@app.command()
def query(
    question: Annotated[
        str, typer.Argument(help="SPARQL, a file of it (.rq), or the name of a ready question.", show_default=False)
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help="csv, tsv, json or xml; turtle for CONSTRUCT and DESCRIBE.",
            show_default="a table on a terminal, else csv",
        ),
    ] = "",
    graph: Folder = Path("exports"),
    listed: Annotated[bool, typer.Option("--list", help="List the ready questions and exit.")] = False,
    unsure: Annotated[
        bool,
        typer.Option("--all", help="Let a ready question show what is not sure, too.", show_default="what is sure"),
    ] = False,
    as_of: Annotated[
        str,
        typer.Option(metavar="DATE", help="Ask for what held on a day (2022-10-24), or as a month or year ended."),
    ] = "",
    limit: Annotated[int, typer.Option(min=0, help="Rows on a page of a ready question; 0: all rows.")] = 20,
    page: Annotated[int, typer.Option(min=1, help="Which page of a ready question.")] = 1,
    queries: cli_ask.Queries = None,
) -> None:
    """Ask the graph in SPARQL.

    The prefixes of the graph model are known; all articles are seen together, unless the question names their graphs.
    """
    from newsgraph.rdf.query import ask

    known = cli_ask.ready(graph, queries)
    if listed:
        cli_ask.show_list(known)
        return
    if not question:
        fail("what is the question? `newsgraph query --list` names some that are ready", WRONG_USE)
    ready = next((one for one in known if one.name == question), None)
    if unsure and ready is None:
        fail("--all is for the ready questions; your own says itself what it asks for (ng:confidence)", WRONG_USE)
    asked = _as_of(graph, as_of) if as_of else cli_ask.open_store(graph)
    try:
        if ready is None:
            text = _question(question, known)
        else:
            text = ready.sparql(unsure=unsure, limit=limit or None, offset=(page - 1) * limit)
        answer = ask(asked, text)
        if answer.is_table and not form and sys.stdout.isatty():
            _show_table(answer)
        else:
            _write_out(answer.serialize(form or None))
        if ready is not None:
            _tell_of_rest(asked, ready, len(answer.rows), unsure=unsure, limit=limit, page=page)
    except (newsgraph.QueryError, ValueError) as error:
        fail(str(error), WRONG_USE)


def _tell_of_rest(store: "Store", ready: "NamedQuery", shown: int, *, unsure: bool, limit: int, page: int) -> None:
    """Say how many rows of a ready question's answer are not shown, and how to see them."""
    from newsgraph.rdf.query import counted

    before = (page - 1) * limit
    paged = ready.has_pages and limit
    total = counted(store, ready, unsure=unsure) if paged else before + shown
    is_sure_only = not unsure and ready.of_all != ready.text
    held_back = counted(store, ready, unsure=True) - total if is_sure_only else 0
    told = []
    if ready.name == "contested" and not total:
        possible = f"; {numbered(held_back, 'pair')} possibly contested, which --all shows" if held_back else ""
        told.append(f"none found{possible}")
    else:
        if paged and total > before + shown:
            told.append(f"{total - before - shown} more, which --page {page + 1} shows, or all with --limit 0")
        if held_back:
            told.append(f"{numbered(held_back, 'row')} held back, as not sure; --all shows all")
    if told:
        typer.echo("; ".join(told), err=True)


def _as_of(graph: Path, day: str) -> "Store":
    from newsgraph.rdf.as_of import as_of

    return as_of(cli_ask.open_store(graph), _day(day))


def _day(value: str) -> "date":
    """The last day of a date, month or year."""
    from newsgraph.resolution.periods import period

    found = period(value) if "/" not in value else None
    if found is None:
        fail(f"--as-of {printable(value)}: a day (2022-10-24), a month (2022-10) or a year (2022)", WRONG_USE)
    return found.last


def _question(question: str, known: "Sequence[NamedQuery]") -> str:
    """The question itself, or the file that it stands in."""
    if not question.endswith(".rq"):
        if re.fullmatch(r"[\w-]+", question):  # no SPARQL, but a name
            fail(cli_ask.no_such_question(question, known), WRONG_USE)
        return question
    try:
        return Path(question).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fail(f"{printable(question)}: not UTF-8 text", WRONG_USE)
    except OSError as error:
        fail(failure(error), WRONG_USE)


def _show_table(answer: "Answer") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*answer.columns)
    for row in answer.table():
        table.add_row(*map(Text, row))
    Console().print(table)


@app.command()
def validate(graph: Folder = Path("exports")) -> None:
    """Check the graph against its shapes (SHACL)."""
    opened = _open(graph)
    with waiting("Checking the graph"):
        report = opened.validate()
    typer.echo(str(report))
    if not report.conforms:
        raise typer.Exit(1)


app.add_typer(cli_ask.app)
app.add_typer(cli_exports.app)
app.add_typer(cli_briefing.app)
app.add_typer(cli_picture.app)
app.add_typer(cli_decisions.app)
app.add_typer(cli_serve.app)


def _written(names: str) -> list[str]:
    """The files that are asked for by their suffixes."""
    asked = [name for name in names.replace(" ", "").split(",") if name and names != "none"]
    unknown = [name for name in asked if name not in GRAPH_FILES]
    if unknown:
        fail(
            f"--write {printable(','.join(unknown))}: what is written are {', '.join(GRAPH_FILES)}, or none", WRONG_USE
        )
    return asked


def _options(
    map_: list[str] | None, limit: list[str] | None, fetch: bool, any_language: bool, reader: "Reader"
) -> "newsgraph.Options":
    english = reader == newsgraph.Reader(jobs=reader.jobs)
    try:
        return cli_sources.options(map_, limit, fetch=fetch, any_language=any_language, reads_english=english)
    except ValueError as error:
        fail(str(error), WRONG_USE)


def _reader(model: str, extractor: str, jobs: int) -> "Reader":
    return newsgraph.Reader(name=extractor, model=model, jobs=jobs)


def _engine(name: str, master: str) -> "Engine | None":
    if name not in {"embedded", "spark"} or (master and name != "spark"):
        fail("--engine is embedded, or spark, for which --master says where the cluster is", WRONG_USE)
    if name == "embedded":
        return None
    from newsgraph.spark import SparkEngine

    return SparkEngine(master)


def _open(folder: Path) -> "KnowledgeGraph":
    try:
        return newsgraph.KnowledgeGraph.open(folder)
    except FileNotFoundError:
        fail_without_graph(folder)
    except OSError as error:
        fail(failure(error), NOTHING_USABLE)


def _write_out(content: bytes) -> None:
    sys.stdout.buffer.write(printable_lines(content) if sys.stdout.isatty() else content)
    sys.stdout.buffer.flush()


def _tell_problems(problems: "Sequence[Problem]") -> None:
    for problem in problems:
        typer.echo(f"{'skipped' if problem.skipped else 'warning:'} {problem}", err=True)


def main() -> None:
    """Run the command line."""
    try:
        app()
    except OSError as error:  # a full disk; who reads no further ("| head") is no error, Typer sees to that
        print(f"newsgraph: {failure(error)}", file=sys.stderr)
        sys.exit(NOTHING_USABLE)
