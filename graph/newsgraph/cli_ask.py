"""The command that asks for people who write no SPARQL."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsgraph.cli_failures import NOTHING_USABLE, WRONG_USE, fail, fail_without_graph
from newsgraph.cli_summary import numbered
from newsgraph.terminal import failure, printable, printable_lines

if TYPE_CHECKING:
    from pyoxigraph import Store

    from newsgraph.questions import Candidate, Findings, UnclearNameError
    from newsgraph.rdf.named_queries import NamedQuery

app = typer.Typer()

FORMATS = ("table", "csv", "json", "xlsx", "markdown")
_OPTION = re.compile(r"--([a-z][a-z0-9_-]*)(?:=(.*))?", re.DOTALL)

Queries = Annotated[
    Path | None,
    typer.Option(
        file_okay=False,
        help="A folder of your own questions (*.rq).",
        show_default="queries/ in the graph's folder",
    ),
]


@app.command(context_settings={"ignore_unknown_options": True})
def ask(
    question: Annotated[
        str, typer.Argument(help="who, what, where, when, said, … (--list names all).", show_default=False)
    ] = "",
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Whom or what it is about, or the two of it.", show_default=False),
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who says it.")] = "",
    about: Annotated[str, typer.Option(metavar="NAME", help="Whom or what it speaks of.")] = "",
    who: Annotated[str, typer.Option(metavar="NAME", help="Who does it.")] = "",
    where: Annotated[str, typer.Option(metavar="PLACE", help="Where it is, or in what lies there.")] = "",
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="From this day, month or year on.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="Until this day, month or year ends.")] = "",
    words: Annotated[str, typer.Option(help="Words that the statement has.")] = "",
    unsure: Annotated[
        bool, typer.Option("--all", help="Show what is not sure, too.", show_default="what is sure")
    ] = False,
    limit: Annotated[int, typer.Option(min=0, help="Rows on a page; 0: all rows.")] = 20,
    page: Annotated[int, typer.Option(min=1, help="Which page.")] = 1,
    form: Annotated[
        str,
        typer.Option("--format", help=f"One of {', '.join(FORMATS)}.", show_default="a table on a terminal, else csv"),
    ] = "",
    output: Annotated[Path | None, typer.Option(help="A file.", show_default="standard output", dir_okay=False)] = None,
    queries: Queries = None,
    listed: Annotated[bool, typer.Option("--list", help="List the questions with their options and exit.")] = False,
    graph: Annotated[Path, typer.Option("--graph", help="Where the graph was built.")] = Path("exports"),
) -> None:
    """Ask a question: who, what, where, when, said, denied, contested, timeline, met, between, path.

    Answers are statements, each with how it is reported (stated, claimed, denied, planned …), who says so, and article
    and date; the newest first. Names may be in any spelling. Further options are those that a question of your own has.
    """
    from newsgraph.questions import QuestionError, find_question
    from newsgraph.rdf.query import QueryError

    if form and form not in FORMATS:
        fail(f"no format {printable(form)}; there are {', '.join(FORMATS)}", WRONG_USE)
    known = _questions(graph, queries)
    if listed:
        show_list(known)
        return
    if not question:
        fail("what is the question? `newsgraph ask --list` names those that there are", WRONG_USE)
    options = {"by": by, "about": about, "who": who, "where": where, "since": since, "until": until, "words": words}
    try:
        asked = find_question(question, known)
        given = _given(asked, values or [], {name: value for name, value in options.items() if value})
        found = _answer(open_store(graph), asked, given, unsure=unsure, limit=limit or None, page=page)
        _write(found, form or ("table" if sys.stdout.isatty() and output is None else "csv"), output)
    except (QuestionError, QueryError) as error:
        fail(printable(str(error)), WRONG_USE)
    except ModuleNotFoundError as error:
        fail(f"{form} needs {error.name}: pip install newsgraph[tables]", WRONG_USE)
    except OSError as error:
        fail(failure(error), WRONG_USE)
    _tell(found, unsure=unsure)


def _questions(graph: Path, queries: Path | None) -> "list[NamedQuery]":
    from newsgraph.questions import questions

    return _with_own(graph, queries, questions())


def ready(graph: Path, queries: Path | None) -> "list[NamedQuery]":
    """The questions that need no parameters, and those of people's own folders."""
    from newsgraph.rdf.named_queries import ready_questions

    return _with_own(graph, queries, ready_questions())


def _with_own(graph: Path, queries: Path | None, known: "list[NamedQuery]") -> "list[NamedQuery]":
    """Some questions with those of people's own folders, whose names win."""
    from newsgraph.rdf.named_queries import OWN, BrokenQuestionError, of_folder

    if queries is not None and not queries.is_dir():
        fail(f"{printable(str(queries))}: no such folder", WRONG_USE)
    found = {one.name: one for one in known}
    try:
        for folder in filter(Path.is_dir, (graph / OWN, *([queries] if queries else []))):
            found |= {one.name: one for one in of_folder(folder)}
    except (BrokenQuestionError, OSError) as error:
        fail(failure(error), WRONG_USE)
    return [found[name] for name in sorted(found)]


def show_list(known: "Sequence[NamedQuery]") -> None:
    """Name questions, with what they ask and their options."""
    for one in known:
        typer.echo(f"{one.name:20} {printable(one.title)}")
        for parameter in one.parameters:
            option = {"since": "from", "until": "to"}.get(parameter.name, parameter.name)
            needed = ", needed" if parameter.required else ""
            typer.echo(f"{'':20}   --{option:9} {printable(parameter.words)} ({parameter.kind}{needed})")


def no_such_question(name: str, known: "Sequence[NamedQuery]") -> str:
    """What is said of a question's name that there is not."""
    from newsgraph.questions import questions_with_arguments
    from newsgraph.rdf.named_queries import meant

    if any(one.name == name for one in questions_with_arguments()):
        return f"{name} is a question with arguments: newsgraph ask {name}"
    likely = meant(name, [one.name for one in known])
    told = f"did you mean {likely}?" if likely else "`newsgraph query --list` names those that there are"
    return f"no question is called {name}; {told}"


def _given(question: "NamedQuery", values: list[str], options: Mapping[str, str]) -> dict[str, str]:
    """The values of the parameters, whether given by place or by name.

    Raises:
        QuestionError: there are more than the question has places for.
    """
    from newsgraph.questions import by_place

    given, places = dict(options), []
    rest = iter(values)
    for value in rest:
        option = _OPTION.fullmatch(value)
        if option is None:
            places.append(value)
        else:
            given[option[1].replace("-", "_")] = _value(option, rest)
    return {name: str(value) for name, value in by_place(question, places, given).items()}


def _value(option: re.Match[str], rest: Iterator[str]) -> str:
    from newsgraph.questions import QuestionError

    value = option[2] if option[2] is not None else next(rest, None)
    if value is None:
        raise QuestionError(f"--{option[1]} needs a value")
    return value


def _answer(
    store: "Store", question: "NamedQuery", given: dict[str, str], *, unsure: bool, limit: int | None, page: int
) -> "Findings":
    """The answer; where a name is not clear, whoever sits at the terminal is asked which is meant."""
    from newsgraph.questions import UnclearNameError, put

    while True:
        try:
            return put(store, question, given, unsure=unsure, limit=limit, page=page)
        except UnclearNameError as error:
            if not (error.candidates and sys.stdin.isatty() and sys.stderr.isatty()):
                fail(printable(str(error)), WRONG_USE)
            given = {**given, error.parameter: _chosen(error).iri}


def _chosen(error: "UnclearNameError") -> "Candidate":
    named = repr(error.name)
    typer.echo(f"{named} may be" if error.borne else f"nothing in the graph is called {named}; did you mean", err=True)
    for number, one in enumerate(error.candidates, start=1):
        typer.echo(
            f"{number:3}  {printable(one.label)} ({printable(one.description)}) {printable(one.short)}", err=True
        )
    answer = typer.prompt("Which? (a number; empty: none)", default="", show_default=False, err=True).strip()
    if not answer.isdecimal() or not 1 <= int(answer) <= len(error.candidates):
        fail("none chosen", WRONG_USE)
    return error.candidates[int(answer) - 1]


def open_store(folder: Path) -> "Store":
    """The graph that was built into a folder; the command ends where there is none."""
    from newsgraph.rdf import store

    try:
        return store.read(folder / "store")
    except FileNotFoundError:
        fail_without_graph(folder)
    except OSError as error:
        fail(failure(error), NOTHING_USABLE)


def _write(found: "Findings", form: str, output: Path | None) -> None:
    from newsgraph.files import write_atomically

    if form == "xlsx" and output is None and sys.stdout.isatty():
        fail("xlsx is no text: name a file (--output)", WRONG_USE)
    content = _table(found) if form == "table" else found.serialize(form)
    if output is not None:
        write_atomically(output, content)
        return
    if sys.stdout.isatty() and form not in ("table", "xlsx"):
        content = printable_lines(content)
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _table(found: "Findings") -> bytes:
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    names, rows = found.columns_for_people()
    table = Table(title=Text(printable(found.sentence)), title_justify="left", show_lines=True)
    for name in names:
        table.add_column(Text(name), ratio=4 if name == "statement" else None, no_wrap=name == "date")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    text = StringIO()
    Console(file=text, force_terminal=sys.stdout.isatty(), width=None if sys.stdout.isatty() else 120).print(table)
    return text.getvalue().encode()


def _tell(found: "Findings", *, unsure: bool) -> None:
    """Say how much there is, and how to see more of it."""
    for name, words in found.known.items():
        typer.echo(printable(f"{found.meant[name]}: {words}"), err=True)
    told = [f"{printable(found.sentence)}: {len(found)} of {numbered(found.total, 'row')}"]
    if not found.total:
        told = [f"{printable(found.sentence)}: nothing found"]
        told += [f"{found.other_days} of other days"] if found.other_days else []
        told += [f"{found.undated} without a date or year, which --from and --to never find"] if found.undated else []
    elif found.more:
        told.append(f"{found.more} more, which --page {found.page + 1} shows, or all with --limit 0")
    if found.held_back and not unsure:
        told.append(f"{found.held_back} held back, as not sure; --all shows all")
    typer.echo("; ".join(told), err=True)
