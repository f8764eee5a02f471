"""How a command ends that could not do what it was asked: one line on standard error, and an exit status."""

from pathlib import Path
from typing import NoReturn

import typer

from newsgraph.terminal import printable

NOTHING_USABLE, WRONG_USE, PARTLY_DONE, INTERRUPTED = 1, 2, 3, 130  # exit statuses


def fail(message: str, status: int) -> NoReturn:
    """Say what went wrong and end the command.

    Raises:
        typer.Exit: always.
    """
    typer.echo(f"newsgraph: {message}", err=True)
    raise typer.Exit(status)


def fail_without_graph(folder: Path) -> NoReturn:
    """Say that a folder has no graph, and how there will be one.

    Raises:
        typer.Exit: always.
    """
    fail(f"there is no graph in {printable(str(folder))}; `newsgraph build` makes one", NOTHING_USABLE)
