"""The command line: the public API with words around it."""

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

import newsgraph
from newsgraph.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsgraph import KnowledgeGraph, Problem, Reader
    from newsgraph.pipeline import Progress

NOTHING_USABLE, WRONG_USE, PARTLY_DONE = 1, 2, 3  # exit statuses

app = typer.Typer(
    name="newsgraph",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Sources = Annotated[
    list[Path],
    typer.Argument(
        help="Articles: .txt, .md, .html or .jsonl files, folders of them, - for JSON Lines on standard input."
    ),
]
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
    output: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("exports"),
    model: Model = "",
    extractor: ExtractorName = "rules",
    base_iri: Annotated[str, typer.Option(help="What the graph's own IRIs begin with.")] = "urn:newsgraph:",
    jobs: Jobs = 0,
    decisions: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Who is the same as whom, and who isn't: a Turtle file."),
    ] = None,
) -> None:
    """Build the graph: graph.html to look at, graph.ttl and graph.trig to share, and a store to ask."""
    reader = _reader(model, extractor, jobs)
    with _progress() as progress:
        try:
            graph = newsgraph.build(
                sources, output=output, reader=reader, base_iri=base_iri, decisions=decisions, progress=progress
            )
        except newsgraph.NothingUsableError as error:
            _tell_problems(error.problems)
            _fail(f"{error}; what was in {printable(str(output))} is as it was", NOTHING_USABLE)
        except (LookupError, OSError, ValueError) as error:
            _fail(str(error), NOTHING_USABLE)
    _summarise(graph, output)
    if graph.problems:
        _tell_problems(graph.problems)
        raise typer.Exit(PARTLY_DONE)


@app.command()
def extract(sources: Sources, model: Model = "", extractor: ExtractorName = "rules", jobs: Jobs = 0) -> None:
    """Write what each article says to standard output, one extraction record a line."""
    problems = []
    written = 0
    with _progress() as progress:
        try:
            for found in newsgraph.read(sources, reader=_reader(model, extractor, jobs), progress=progress):
                if isinstance(found, newsgraph.Problem):
                    problems.append(found)
                else:
                    sys.stdout.buffer.write(found.to_json() + b"\n")
                    written += 1
        except (LookupError, OSError) as error:
            _fail(str(error), NOTHING_USABLE)
    sys.stdout.buffer.flush()
    _tell_problems(problems)
    if not written:
        _fail("no article in the sources can be read", NOTHING_USABLE)
    if problems:
        raise typer.Exit(PARTLY_DONE)


def _reader(model: str, extractor: str, jobs: int) -> "Reader":
    return newsgraph.Reader(name=extractor, model=model, jobs=jobs)


def _open(folder: Path) -> "KnowledgeGraph":
    try:
        return newsgraph.KnowledgeGraph.open(folder)
    except FileNotFoundError:
        _fail(f"there is no graph in {printable(str(folder))}; `newsgraph build` makes one", NOTHING_USABLE)


def _tell_problems(problems: "Sequence[Problem]") -> None:
    for problem in problems:
        typer.echo(f"skipped {problem}", err=True)


def _fail(message: str, status: int) -> NoReturn:
    typer.echo(f"newsgraph: {message}", err=True)
    raise typer.Exit(status)


@contextmanager
def _progress() -> "Iterator[Progress | None]":
    """A progress bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("Starting", total=None)

        def show(doing: str, done: int, total: int) -> None:
            display.update(task, description=doing, completed=done, total=total)

        yield show


def main() -> None:
    """Run the command line."""
    app()
