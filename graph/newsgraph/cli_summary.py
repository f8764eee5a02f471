"""What a build says at its end."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from newsgraph.terminal import printable

if TYPE_CHECKING:
    from newsgraph import KnowledgeGraph


def summarise(graph: "KnowledgeGraph", output: Path) -> None:
    """Say how much a graph holds, and what to do with it."""
    counts = graph.counts()
    known = counts.articles - graph.extracted
    printed = f"; {numbered(counts.reprints, 'reprint')}, one voice with what they print" if counts.reprints else ""
    typer.echo(f"{numbered(counts.articles, 'article')}: {graph.extracted} read, {known} as before{printed}")
    typer.echo(
        f"{numbered(counts.actors, 'actor')}, {numbered(counts.places, 'place')}, {numbered(counts.events, 'event')}"
    )
    typer.echo(
        f"{numbered(counts.statements, 'statement')}: {counts.stated} stated, {counts.claimed} claimed, "
        f"{counts.denied} denied, {counts.envisaged} envisaged (planned, possible, demanded)"
    )
    typer.echo(
        f"{counts.sure} of them sure (confidence {graph.min_confidence:g} or more), {counts.held_back} held back: "
        "no facts, and shown only where somebody asks for them"
    )
    if counts.rejected or counts.accepted:
        typer.echo(f"{counts.rejected} rejected, left out as you decided; {counts.accepted} of the others accepted")
    if graph.training:
        typer.echo(graph.training)
    there = printable(str(output))
    option = "" if output == Path("exports") else f" --graph {there}"
    picture, *files = (output / f"graph.{suffix}" for suffix in ("html", "ttl", "trig"))
    if picture.exists():
        typer.echo(f"\nTo look at   {there}/graph.html   newsgraph view{option}")
    else:
        typer.echo("")
    typer.echo(f"To ask       newsgraph query who-did-what{option}   (newsgraph query --list names more)")
    names = "".join(f"{there}/{path.name}, " for path in files if path.exists()).rstrip(", ")
    typer.echo(f"To share     {names}{'   ' if names else ''}newsgraph export --format ...{option}")


def numbered(number: int, noun: str) -> str:
    """A number of things: "1 article", "2 articles"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
