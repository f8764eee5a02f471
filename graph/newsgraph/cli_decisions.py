"""The commands for people's decisions: same, different, rename, reject, accept, why, review."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import newsgraph
from newsgraph.cli_failures import WRONG_USE, fail, fail_without_graph
from newsgraph.cli_summary import numbered
from newsgraph.garbage import collector_paused
from newsgraph.terminal import failure, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from newsgraph import Account, Case, Judgements, Side
    from newsgraph.resolution.reasons import Reason as Reasoned

_MOST_SHOWN = 12  # reports of one event

app = typer.Typer()

Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="A label, a name in one article (Smith@001), an IRI or its short form (actor:smith).",
        show_default=False,
    ),
]
Folder = Annotated[Path, typer.Option("--graph", help="Where the graph was built.")]
File = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        dir_okay=False,
        help="The file that keeps decisions.",
        show_default="decisions.ttl in the graph's folder",
    ),
]


@app.command()
def same(one: Name, other: Name, graph: Folder = Path("exports"), decisions: File = None) -> None:
    """Decide that two nodes are one, called as the first.

    The next build applies it, and every later one, whichever articles come.
    """
    _decide(graph, decisions, lambda judgements: judgements.same(one, other))


@app.command()
def different(one: Name, other: Name, graph: Folder = Path("exports"), decisions: File = None) -> None:
    """Decide that two nodes, or two names of one node, are not one.

    Two people of one name are told apart by the articles that speak of them: "John Smith@001" "John Smith@002".
    """
    _decide(graph, decisions, lambda judgements: judgements.different(one, other))


@app.command()
def rename(
    node: Name,
    label: Annotated[str, typer.Argument(help="What it is to be called.", show_default=False)],
    graph: Folder = Path("exports"),
    decisions: File = None,
) -> None:
    """Decide what a node is called; its IRI stays."""
    _decide(graph, decisions, lambda judgements: judgements.rename(node, label))


Statement = Annotated[
    str,
    typer.Argument(
        metavar="STATEMENT",
        help="Its text as the graph has it, that in one article (TEXT@001), or its IRI (article:001#statement-t3).",
        show_default=False,
    ),
]
Reason = Annotated[str, typer.Option(help="Why, for people who read the decisions.")]
Everywhere = Annotated[
    bool, typer.Option("--everywhere", help="Of all articles that say the same, now or in later builds.")
]


@app.command()
def reject(
    statement: Statement = "",
    reason: Reason = "",
    everywhere: Everywhere = False,
    from_: Annotated[
        Path | None,
        typer.Option("--from", exists=True, dir_okay=False, help="Take over the marks that the picture has saved."),
    ] = None,
    graph: Folder = Path("exports"),
    decisions: File = None,
) -> None:
    """Decide that a statement is wrong: the next builds leave it out of graph, picture and answers.

    Where several articles say the same, only that article's statement is meant.
    """
    if from_ is not None:
        _take_over(from_, graph, decisions)
    elif not statement.strip():
        fail("which statement is wrong? Name one, or a file of the picture's marks (--from)", WRONG_USE)
    if statement.strip():
        _decide(graph, decisions, lambda judgements: judgements.reject(statement, reason, everywhere=everywhere))


def _take_over(file: Path, graph: Path, decisions: Path | None) -> None:
    judgements = _open(graph, decisions)
    try:
        new, unmet = judgements.judge_from(file)
    except (ValueError, OSError) as error:
        fail(failure(error), WRONG_USE)
    typer.echo(f"{numbered(new, 'new decision')}: the next `newsgraph build` applies them")
    for one in unmet:
        typer.echo(f"decided, but not in the graph: {printable(one)}", err=True)


@app.command()
def accept(
    statement: Statement,
    reason: Reason = "",
    everywhere: Everywhere = False,
    graph: Folder = Path("exports"),
    decisions: File = None,
) -> None:
    """Decide that a statement is right: one that was rejected is back, any other is certain."""
    _decide(graph, decisions, lambda judgements: judgements.accept(statement, reason, everywhere=everywhere))


@app.command()
@collector_paused()
def why(
    one: Name,
    other: Annotated[
        str, typer.Argument(metavar="[NAME]", help="The other; without it, all that is said of the one.")
    ] = "",
    graph: Folder = Path("exports"),
    decisions: File = None,
) -> None:
    """Say why two are one or not, or of one node where it is mentioned and why each mention is of it.

    Actors by the weights of their names, places by gazetteer or name, events by who, what, where and when: each with
    the sentences. Of two statements (by IRI or text) it says why they contradict each other, or not.
    """
    judgements = _open(graph, decisions)
    contest, told, cases = None, None, []
    try:
        contest = judgements.contested(one, other) if other else None
        told = judgements.account(one) if not other else None
        if contest is None and not isinstance(told, newsgraph.Account):
            cases = judgements.why(one, other or None)
    except (LookupError, ValueError) as error:
        fail(failure(error), WRONG_USE)
    if contest is not None:
        _show_contest(contest)
        return
    from rich.console import Console

    console = Console()
    if isinstance(told, newsgraph.Account):
        _show_account(console, told)
    elif told is not None and not cases:
        console.print(_described(told))
        console.print("It is told of once: nothing else is this event.")
    for case in cases[:_MOST_SHOWN]:
        _show(console, case)
    if len(cases) > _MOST_SHOWN:
        console.print(f"… and {numbered(len(cases) - _MOST_SHOWN, 'more report')}")


def _show_contest(contest: "newsgraph.Contest") -> None:
    """Two statements with their sentences, and the reasons for and against a contradiction."""
    verdict = contest.verdict
    for text, sentence in (contest.one, contest.other):
        typer.echo(printable(text))
        typer.echo(f"  {printable(' '.join(sentence.split()))}")
    tier = "possibly contested" if verdict.possible else "contested"
    typer.echo(f"{tier}: {verdict.kind}" if verdict.contradict else "they don't contradict each other")
    for reason in verdict.reasons:
        typer.echo(f"  {printable(reason)}")


@app.command()
def review(
    graph: Folder = Path("exports"),
    decisions: File = None,
    limit: Annotated[int, typer.Option(min=1, help="How many pairs to go through.")] = 20,
) -> None:
    """Go through the most doubtful pairs of names: y they are one, n they aren't, s skip, q quit."""
    from rich.console import Console
    from rich.prompt import Prompt

    judgements, console = _open(graph, decisions), Console()
    decided = 0
    try:
        for number, case in enumerate(judgements.doubtful(), start=1):
            if number > limit:
                break
            _show(console, case)
            answer = Prompt.ask("Are they one?", choices=["y", "n", "s", "q"], default="s", console=console)
            if answer == "q":
                break
            if answer in ("y", "n"):
                judgements.judge(case, same=answer == "y")
                decided += 1
    except EOFError:
        pass
    except (LookupError, ValueError, OSError) as error:
        fail(failure(error), WRONG_USE)
    if decided:
        typer.echo(f"{decided} decided: the next `newsgraph build` applies them")
    else:
        typer.echo("nothing decided")


def _show(console: "Console", case: "Case") -> None:
    """Two mentions side by side, and what speaks for and against their being one."""
    from rich.table import Table

    table = Table(title="One in the graph" if case.merged else "Two in the graph", title_justify="left", expand=True)
    for side in (case.one, case.other):
        table.add_column(_text(side.name), ratio=1)
    table.add_row(*map(_described, (case.one, case.other)))
    console.print(table)
    if case.facts:
        console.print(_facts(case))
    console.print(_text(case.reason.words))
    _show_levels(console, case.reason)
    console.print()


def _show_levels(console: "Console", reason: "Reasoned") -> None:
    for level in reason.levels:
        console.print(f"  {level.bits:+6.1f} bits  {level.comparison}: {level.found}", markup=False)


def _facts(case: "Case") -> "Table":
    """What two reports say, side by side; what speaks against their being one is marked."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, expand=True)
    for title, ratio in (("", 2), ("one", 3), ("other", 3), ("", 4)):
        table.add_column(title, ratio=ratio)
    for fact in case.facts:
        mark = "✗ " if fact.excludes else ""
        table.add_row(*map(_text, (fact.about, fact.one, fact.other, f"{mark}{fact.verdict}")))
    return table


def _show_account(console: "Console", account: "Account") -> None:
    """A node's mentions, article by article."""
    mentions = sum(entry.mentions for entry in account.entries)
    articles = len({entry.side.passage.article for entry in account.entries})
    head = f"{account.label} ({account.node}): {numbered(mentions, 'mention')} in {numbered(articles, 'article')}"
    console.print(_text(head), style="bold")
    if account.listed:
        console.print(_text(account.listed))
    for entry in account.entries:
        words = ", ".join(f"{words} ({number})" if number > 1 else words for words, number in entry.words)
        console.print()
        console.print(_text(f"{entry.side.passage.article}: {words}"), style="underline")
        for line in (
            entry.side.passage.sentence,
            f"described as {', '.join(entry.side.roles)}" if entry.side.roles else "",
        ):
            if line:
                console.print(_text(line))
        why = (
            entry.reason.words
            if entry.reason
            else "the node has its name from here; what follows is compared with this"
        )
        console.print(_text(f"→ {why}"))
        if entry.reason:
            _show_levels(console, entry.reason)


def _described(side: "Side") -> "Text":
    from rich.text import Text

    roles = f" ({', '.join(side.roles)})" if side.roles else ""
    words = f"{side.node}{roles}\n{side.passage.article}: {side.passage.sentence or side.passage.words}"
    return Text("\n").join(_text(line) for line in words.split("\n"))


def _text(words: str) -> "Text":
    from rich.text import Text

    return Text(printable(" ".join(words.split())))


def _decide(graph: Path, decisions: Path | None, act: "Callable[[Judgements], str]") -> None:
    judgements = _open(graph, decisions)
    try:
        typer.echo(printable(act(judgements)))
    except (LookupError, ValueError, OSError) as error:
        fail(failure(error), WRONG_USE)


def _open(graph: Path, decisions: Path | None) -> "Judgements":
    try:
        return newsgraph.Judgements(graph, decisions)
    except FileNotFoundError:
        fail_without_graph(graph)
