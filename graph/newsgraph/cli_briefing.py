"""The command that writes a briefing."""

import sys
from pathlib import Path
from typing import Annotated

import typer

import newsgraph
from newsgraph.cli_failures import NOTHING_USABLE, WRONG_USE, fail, fail_without_graph
from newsgraph.terminal import failure

app = typer.Typer()


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
        fail_without_graph(graph)
    except OSError as error:
        fail(failure(error), NOTHING_USABLE)
    try:
        text = written(known.brief(around or None, since or None, until or None, unsure=unsure), form)
        if output is not None:
            write_atomically(output, text.encode())
            return
    except (ValueError, OSError) as error:
        fail(failure(error), WRONG_USE)
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
