"""The command that opens the picture."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

import typer

import newsgraph
from newsgraph.cli_failures import NOTHING_USABLE, WRONG_USE, fail, fail_without_graph
from newsgraph.terminal import failure, printable

app = typer.Typer()


@app.command()
def view(
    graph: Annotated[Path, typer.Option("--graph", help="Where the graph was built.")] = Path("exports"),
    around: Annotated[
        str, typer.Option(metavar="NAME", help="Show what is around this: a name in any spelling, or an IRI.")
    ] = "",
    steps: Annotated[int, typer.Option(min=1, max=3, help="How far around.")] = 2,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
) -> None:
    """Open the picture of the graph in the browser."""
    picture = (graph / "graph.html").resolve()
    if not picture.is_file():
        fail_without_graph(graph)
    address = picture.as_uri()
    if around:
        try:
            address += _address_around(newsgraph.KnowledgeGraph.open(graph), around, steps)
        except FileNotFoundError:
            fail_without_graph(graph)
        except OSError as error:
            fail(failure(error), NOTHING_USABLE)
        except ValueError as error:
            fail(failure(error), WRONG_USE)
    typer.echo(address if around else printable(str(picture)))
    if browser:
        typer.launch(address)


def _address_around(graph: "newsgraph.KnowledgeGraph", name: str, steps: int) -> str:
    """The part of the picture's address that leads to a node, as the page itself writes it."""
    from newsgraph.rdf.store import iris

    node = graph.find(name)
    view = "events" if node.startswith(iris(graph.store).namespace("event")) else "actors"
    return "#" + urlencode({"view": view, "node": node, "steps": steps})
