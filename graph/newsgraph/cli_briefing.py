"""The command that writes a briefing."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import newsgraph
from newsgraph.terminal import failure, printable

app = typer.Typer()

_NOTHING_USABLE, _WRONG_USE = 1, 2  # exit statuses


@app.command()
def brief(
    form: Annotated[str, typer.Option("--format", help="markdown or html.")] = "markdown",
    output: Annotated[Path | None, typer.Option(help="A file.", show_default="standard output", dir_okay=False)] = None,
    around: Annotated[
        str, typer.Option(metavar="NAME", help="Tell only what concerns this: a name in any spelling, or an IRI.")
    ] = "",
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Tell only what is from then on: a day, month or year.")
    ] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="Tell only what is until it ends.")] = "",
    unsure: Annotated[
        bool, typer.Option("--all", help="Tell what is not sure, too.", show_default="what is sure")
    ] = False,
    graph: Annotated[Path, typer.Option("--graph", help="Where the graph was built.")] = Path("exports"),
) -> None:
    """Write a briefing: who is who, what happened, what is disputed, planned and open.

    Each line is a statement of the graph, with a note that has the sentence it was read from.
    """
    from newsgraph.briefing.writing import written
    from newsgraph.files import write_atomically

    try:
        known = newsgraph.KnowledgeGraph.open(graph)
    except FileNotFoundError:
        _fail(f"there is no graph in {printable(str(graph))}; `newsgraph build` makes one", _NOTHING_USABLE)
    except OSError as error:
        _fail(failure(error), _NOTHING_USABLE)
    try:
        text = written(known.brief(around or None, since or None, until or None, unsure=unsure), form)
        if output is not None:
            write_atomically(output, text.encode())
            return
    except (ValueError, OSError) as error:
        _fail(failure(error), _WRONG_USE)
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _fail(message: str, status: int) -> NoReturn:
    typer.echo(f"newsgraph: {message}", err=True)
    raise typer.Exit(status)
