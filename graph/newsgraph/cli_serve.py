"""The command that serves a graph."""

from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli_failures import NOTHING_USABLE, WRONG_USE, fail, fail_without_graph
from newsgraph.terminal import failure, printable

app = typer.Typer()


@app.command()
def serve(
    graph: Annotated[Path, typer.Option("--graph", help="Where the graph was built.")] = Path("exports"),
    host: Annotated[
        str, typer.Option(help="Where to listen; other machines reach only what you name here.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: one that is free.")] = 8000,
    time_limit: Annotated[str, typer.Option(help="How long one question may take.")] = "10s",
    row_limit: Annotated[int, typer.Option(min=1, help="Rows or triples of one answer.")] = 100_000,
    memory_limit: Annotated[str, typer.Option(help="Memory for one question.")] = "2GB",
    graph_memory: Annotated[
        str,
        typer.Option(
            metavar="auto|off|SIZE",
            help="Memory in which the graph may be held, for answers several times as fast; auto: a quarter of what is "
            "free; off: it is asked on the disk, as a larger one is.",
        ),
    ] = "auto",
    workers: Annotated[
        int, typer.Option(min=0, help="Questions that are answered at once; 0: one for each processor.")
    ] = 0,
    patience: Annotated[str, typer.Option(help="How long a client may take to send its request.")] = "10s",
    name: Annotated[
        list[str] | None, typer.Option(help="A host name by which clients ask for this server; repeatable.")
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Let pages from there read answers, too: an origin, or *; repeatable."),
    ] = None,
) -> None:
    """Serve the graph on this machine: the picture, SPARQL, an editor, a page for each thing, search.

    It is only read. A build may replace it meanwhile: the next question is answered from the new one.
    """
    try:
        from newsgraph.server.run import listen, run
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("newsgraph"):
            raise
        fail("serving needs more packages: pip install 'newsgraph[serve]'", WRONG_USE)
    from newsgraph.rdf.store import is_store
    from newsgraph.server import settings as given
    from newsgraph.server.in_memory import CAN_FORK

    try:
        settings = given.Settings(
            graph.absolute(),
            host,
            port,
            time_limit=given.seconds(time_limit),
            row_limit=row_limit,
            memory_limit=given.memory(memory_limit),
            graph_memory=given.graph_memory(graph_memory) if CAN_FORK else 0,
            patience=given.seconds(patience),
            workers=workers or given.default_workers(),
            names=tuple(name or ()),
            origins=tuple(cors or ()),
        )
    except ValueError as error:
        fail(str(error), WRONG_USE)
    if not is_store(settings.store):
        fail_without_graph(graph)
    try:
        listener = listen(settings)
    except OSError as error:
        fail(f"cannot listen on {printable(host)}, port {port}: {failure(error)}", NOTHING_USABLE)
    if not given.is_loopback(host):
        typer.echo("warning: other machines can reach this server and read the whole graph", err=True)
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    address = f"http://{printable(shown)}:{listener.getsockname()[1]}"
    typer.echo(f"{address}/  the picture; also /query, /sparql, /search, /ontology and /resource/…  Ctrl-C ends it")
    if not settings.graph_memory:
        typer.echo("the graph is asked on the disk")
    run(settings, listener, typer.echo)
