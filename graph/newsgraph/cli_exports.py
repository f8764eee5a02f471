"""The commands that hand a graph on and take one in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import newsgraph
from newsgraph.cli_failures import NOTHING_USABLE, PARTLY_DONE, WRONG_USE, fail, fail_without_graph
from newsgraph.cli_progress import waiting
from newsgraph.cli_summary import numbered
from newsgraph.exporting.formats import FORMATS, MissingExtraError
from newsgraph.terminal import failure, printable

if TYPE_CHECKING:
    from newsgraph import KnowledgeGraph

app = typer.Typer()


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "turtle",
    output: Annotated[
        Path | None,
        typer.Option(help="A file; or a folder or .zip, for several files.", show_default="standard output"),
    ] = None,
    around: Annotated[
        str, typer.Option(metavar="NAME", help="Only what is around this: a name in any spelling, or an IRI.")
    ] = "",
    hops: Annotated[int, typer.Option(min=1, max=9, help="How far around.")] = 1,
    article: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this article; repeat it.")] = None,
    select: Annotated[
        Path | None, typer.Option(help="Only what a SELECT or CONSTRUCT in this file (.rq) names.", dir_okay=False)
    ] = None,
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Only what is from then on: a day, month or year.")
    ] = "",
    to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATE|URL",
            help="Only what is until a date ends; or the address of a SPARQL store, which is loaded instead of a file.",
        ),
    ] = None,
    unsure: Annotated[
        bool, typer.Option("--all", help="Of a part, what is not sure, too.", show_default="what is sure")
    ] = False,
    graph: Annotated[Path, typer.Option("--graph", help="Where the graph was built.")] = Path("exports"),
) -> None:
    """Write the graph, or a part of it, for other programs.

    Every file says of each statement how it is reported, by whom, and how sure it is. The whole graph holds what is not
    sure, too.
    """
    addresses = [one for one in to or () if "://" in one]
    dates = [one for one in to or () if "://" not in one]
    if max(len(addresses), len(dates)) > 1:
        fail("--to names one date, one address, or one of each", WRONG_USE)
    for address in addresses:
        check_address(address)
    try:
        known = newsgraph.KnowledgeGraph.open(graph)
        with waiting("Exporting the graph"):
            if around or article or select or since or dates:
                query = select.read_text(encoding="utf-8-sig") if select else None
                known = known.subset(
                    around=around,
                    hops=hops,
                    articles=article or (),
                    query=query,
                    since=since,
                    until="".join(dates),
                    unsure=unsure,
                )
            content = b"" if addresses else known.export(form, output)
        if addresses:
            load_store(known, addresses[0])
            return
    except FileNotFoundError as error:
        if select and error.filename == str(select):
            fail(failure(error), WRONG_USE)
        fail_without_graph(graph)
    except UnicodeDecodeError:
        fail(f"{printable(str(select))}: not UTF-8 text", WRONG_USE)
    except (ValueError, OSError, newsgraph.QueryError, MissingExtraError) as error:
        fail(failure(error), WRONG_USE)
    if output is None:
        if FORMATS[form].several and sys.stdout.isatty():
            fail(f"{form} is several files: --output names a folder, or a .zip", WRONG_USE)
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="TriG, N-Quads, Turtle, N-Triples, JSON-LD or RDF/XML, also .gz.")],
    output: Annotated[Path, typer.Option(help="The folder to write to.", file_okay=False)] = Path("exports"),
) -> None:
    """Restore a graph from a file that was exported.

    Writes the store, the files to share and the picture, as a build does; what was there stays if it can't be read.
    """
    from newsgraph.exporting.restoring import UnreadableGraphError

    try:
        with waiting("Restoring the graph"):
            graph, report = newsgraph.import_(file, output)
    except UnreadableGraphError as error:
        fail(printable(str(error)), WRONG_USE)
    except OSError as error:
        fail(failure(error), NOTHING_USABLE)
    typer.echo(f"{numbered(len(graph.store), 'triple')} restored to {printable(str(output))}")
    if not report.conforms:
        more = len(report.violations) - 1
        told = f"; {numbered(more, 'more violation')}: newsgraph validate" if more else ""
        typer.echo(f"warning: it breaks the graph model: {printable(str(report.violations[0]))}{told}", err=True)
        raise typer.Exit(PARTLY_DONE)


def check_address(url: str) -> None:
    """Fail in one line, before anybody has waited for a graph, where no SPARQL store can have an address.

    Raises:
        typer.Exit: it is none.
    """
    from newsgraph.exporting.graph_store import check

    try:
        check(url)
    except ValueError as error:
        fail(f"--to: {error}", WRONG_USE)


def load_store(graph: "KnowledgeGraph", url: str) -> None:
    """Load a SPARQL store, and say what was loaded; or what went wrong, in one line.

    Raises:
        typer.Exit: it could not be loaded.
    """
    from newsgraph.exporting.graph_store import StoreError

    try:
        with waiting("Loading the SPARQL store"):
            loaded = graph.put(url)
    except StoreError as error:
        fail(printable(str(error)), NOTHING_USABLE)
    typer.echo(f"{numbered(loaded, 'graph')} loaded")
