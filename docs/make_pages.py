"""Makes the pages that say what other files say: `make docs`, or python docs/make_pages.py [GRAPH]

ontology.md is made from ontology/*.ttl, cookbook.md from cookbook/*.rq and what they answer of GRAPH (exports/, which
is to be that of seeds/). tutorial.md and newsgraph.ipynb get what their commands and cells put out, by running them.
A test holds all of them against a fresh run.
"""

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, RdfFormat, Store, serialize

from newsgraph.rdf import store
from newsgraph.server.ontology_terms import Term, read_ontology

DOCS = Path(__file__).parent
ROOT = DOCS.parent
ROWS = 3  # of an answer in the cookbook
COLUMNS = "110"  # the width of the terminal in the tutorial
MADE = "<!-- Made by make_pages.py: change what it is made from, and run `make docs`. -->"

_OF_ONTOLOGY = """Its IRI is `https://w3id.org/newsgraph`, and `ng:` stands for `https://w3id.org/newsgraph#`. The
licence is MIT. The files are [newsgraph.ttl](../ontology/newsgraph.ttl) (OWL),
[alignments.ttl](../ontology/alignments.ttl) (how the terms stand to those of SEM, schema.org, PROV-O, NIF, ORG,
FOAF and SKOS), [shapes.ttl](../ontology/shapes.ttl) (SHACL: what must hold of a graph; `newsgraph validate`
checks it) and [context.jsonld](../ontology/context.jsonld). `newsgraph serve` has the terms at `/ontology`. How
they go together is in [data-model.md](data-model.md).

"Is close to" and "has to do with" lead to terms of others that differ in something: nothing follows from them."""
_OF_COOKBOOK = """`newsgraph query docs/cookbook/16-most-quoted.rq` asks one of them, and `newsgraph query
--queries docs/cookbook --list` lists them. You can also paste them into the editor of `newsgraph serve`
(`/query`), or send them to its `/sparql`. There the prefixes are known; elsewhere, begin with [those
below](#prefixes). Each article's statements are in a named graph of its own; `newsgraph query` and `newsgraph
serve` see all of them together.

What a query answers is what articles say, so each row has the status: `ng:Stated` (in the article's own voice),
`ng:Claimed`, `ng:Denied` or `ng:Envisaged` (planned, possible, demanded). A statement is "sure" if its
`ng:confidence` is at least the graph's `ng:minConfidence`. What is not sure is left out, or the query shows the
confidence. Under each query are the first rows that the graph of `seeds/` answers."""


def main() -> None:
    """Write them all."""
    graph = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "exports")
    (DOCS / "ontology.md").write_text(ontology_page(), "utf-8")
    (DOCS / "cookbook.md").write_text(cookbook_page(store.read(graph / "store")), "utf-8")
    for name, renewed in (("tutorial.md", tutorial_page), ("newsgraph.ipynb", notebook)):
        with tempfile.TemporaryDirectory() as folder:
            text = renewed((DOCS / name).read_text("utf-8"), Path(folder))
        (DOCS / name).write_text(text, "utf-8")


def ontology_page() -> str:
    """What every term of the ontology means, as Markdown."""
    ontology = read_ontology()
    lines = [
        MADE,
        "",
        f"# {ontology.title}",
        "",
        ontology.description,
        "",
        f"Version {ontology.version}. {_OF_ONTOLOGY}",
    ]
    for part in ontology.parts:
        lines += ["", f"## {part.title}", "", "| term | what it means |", "| --- | --- |"]
        lines += [_row(term) for term in part.terms]
    return "\n".join(lines) + "\n"


def _row(term: Term) -> str:
    said = [
        f"{words} {', '.join(f'[{one}](#{one[3:]})' if one.startswith('ng:') else f'`{one}`' for one, _ in found)}"
        for words, found in term.said
    ]
    kinds = [kind for kind in term.kinds if kind not in {"DeprecatedClass", "NamedIndividual"}]
    kind = ", ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", one).lower() for one in kinds) + (
        ", deprecated" if term.deprecated else ""
    )
    comment = term.comment.replace("|", "\\|")
    return (
        f'| <a id="{term.name}"></a>`ng:{term.name}`<br>{kind} | {comment}{"<br>" if said else ""}{"; ".join(said)} |'
    )


def cookbook_page(graph: Store) -> str:
    """The queries of the cookbook with what they answer of a graph, as Markdown."""
    prefixes = store.iris(graph).prefixes
    queries = sorted((DOCS / "cookbook").glob("*.rq"))
    own = {name: iri for name, iri in prefixes.items() if not iri.startswith("urn:")}
    lines = [MADE, "", "# Cookbook: twenty questions in SPARQL", "", _OF_COOKBOOK]
    for number, path in enumerate(queries, 1):
        title, answers, query = parts(path.read_text("utf-8"))
        lines += [
            "",
            f"## {number}. {title}",
            "",
            answers,
            "",
            "```sparql",
            query,
            "```",
            "",
            f"[{path.name}](cookbook/{path.name})",
        ]
        lines += ["", *_answer(graph.query(query, prefixes=prefixes, use_default_graph_as_union=True), prefixes)]
    lines += ["", "## Prefixes", "", "```sparql", *(f"PREFIX {name}: <{iri}>" for name, iri in own.items()), "```"]
    return "\n".join(lines) + "\n"


def parts(text: str) -> tuple[str, str, str]:
    """The title of a query, what it answers, and the query itself."""
    head = re.match(r"(?:#.*\n)+", text)
    assert head is not None
    title, *answers = (line.removeprefix("# ") for line in head[0].splitlines())
    return title.removeprefix("title: "), " ".join(answers), text[head.end() :].rstrip()


def _answer(found: object, prefixes: dict[str, str]) -> list[str]:
    if isinstance(found, QueryTriples):
        triples = sorted(found, key=str)
        written = serialize(triples[:ROWS], format=RdfFormat.TURTLE, prefixes=prefixes) or b""
        turtle = [line for line in written.decode().splitlines() if line and not line.startswith("@prefix")]
        return ["```turtle", *turtle, "```", "", _told(len(triples), "triple")]
    assert isinstance(found, QuerySolutions)
    names = [one.value for one in found.variables]
    rows = [[_words(value, prefixes) for value in row] for row in found]
    if not rows:
        return [_told(0, "row")]
    table = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    table += ["| " + " | ".join(_cell(one) for one in row) + " |" for row in rows[:ROWS]]
    return [*table, "", _told(len(rows), "row")]


def _told(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'} in all." if number else f"No {what} of seeds/."


def _words(value: object, prefixes: dict[str, str]) -> str:
    """A value as it is read: an IRI by its prefix, a literal by its words."""
    if isinstance(value, Literal):
        return value.value
    if isinstance(value, NamedNode):
        short = max(
            (one for one in prefixes.items() if value.value.startswith(one[1])),
            key=lambda one: len(one[1]),
            default=None,
        )
        return value.value if short is None else f"{short[0]}:{value.value.removeprefix(short[1])}"
    return ""


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("<", "&lt;")


def prepared(folder: Path, built: Path | None = None) -> None:
    """Puts into a folder what tutorial and notebook need: seeds/, docs/cookbook/, and a graph if there is one."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(DOCS / "cookbook", folder / "docs" / "cookbook")
    if built is not None:
        shutil.copytree(built, folder / "exports")


def tutorial_page(text: str, folder: Path) -> str:
    """The tutorial with what its commands, run one after the other in an empty folder, put out."""
    prepared(folder)
    with _within(folder):
        return re.sub(r"(?<=^```console\n)(?P<session>.*?)(?=^```$)", _session, text, flags=re.MULTILINE | re.DOTALL)


def _session(found: re.Match[str]) -> str:
    commands = [line for line in found["session"].splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{_run(command.removeprefix('$ '))}".rstrip() for command in commands) + "\n"


def _run(command: str) -> str:
    """What a command puts out, on both channels."""
    from typer.testing import CliRunner

    from newsgraph.cli import app

    name, *arguments = shlex.split(command)
    assert name == "newsgraph", command
    result = CliRunner().invoke(app, arguments)
    if result.exit_code not in {0, 3}:
        raise SystemExit(f"{command}: {result.output}") from result.exception
    return "\n".join(line.rstrip() for line in result.output.splitlines())


def notebook(text: str, folder: Path, built: Path | None = None) -> str:
    """The notebook with what its cells, run one after the other in one namespace, put out."""
    prepared(folder, built)
    book: dict[str, Any] = json.loads(text)
    names: dict[str, object] = {"__name__": "__main__"}
    with _within(folder):
        cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
        for number, cell in enumerate(cells, 1):
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
                exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)
            lines = printed.getvalue().splitlines(keepends=True)
            cell["execution_count"] = number
            cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": lines}] if lines else []
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


@contextlib.contextmanager
def _within(folder: Path) -> Any:
    """Works in a folder, as on a terminal of a known width."""
    before, given = Path.cwd(), dict(os.environ)
    os.chdir(folder)
    os.environ.update(COLUMNS=COLUMNS, TERM="dumb", NO_COLOR="1")
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(given)


if __name__ == "__main__":
    main()
