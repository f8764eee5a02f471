"""Questions to the graph, in SPARQL 1.1, with the graph's own prefixes declared."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from newsgraph.rdf.sparql_errors import QueryError, explain, tokens
from newsgraph.rdf.store import iris
from newsgraph.rdf.turtle import Shortener, turtle
from newsgraph.terminal import printable

__all__ = ["FORMATS", "Answer", "QueryError", "ReadyQuestion", "ask", "ready_questions"]

FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_PREFIXED = re.compile(r"([A-Za-z][\w-]*):(\S*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReadyQuestion:
    """A question that ships with newsgraph."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the graph answers. It can be read once: as a table or in a format."""

    result: QuerySolutions | QueryBoolean | QueryTriples
    prefixes: Mapping[str, str]

    @property
    def truth(self) -> bool | None:
        """The answer to an ASK; None for other questions."""
        return bool(self.result) if isinstance(self.result, QueryBoolean) else None

    @property
    def is_table(self) -> bool:
        """Whether the question was a SELECT."""
        return isinstance(self.result, QuerySolutions)

    @property
    def rows(self) -> list[QuerySolution]:
        """The rows of a SELECT: `row["name"].value`, None where a variable has no value."""
        return list(self.result) if isinstance(self.result, QuerySolutions) else []

    def __iter__(self) -> Iterator[QuerySolution | Triple]:
        """The rows of a SELECT, or the triples of a CONSTRUCT or DESCRIBE."""
        return iter(()) if isinstance(self.result, QueryBoolean) else iter(self.result)

    @property
    def columns(self) -> list[str]:
        """The names of a SELECT's variables."""
        return [variable.value for variable in self.result.variables] if isinstance(self.result, QuerySolutions) else []

    def table(self) -> Iterator[list[str]]:
        """A SELECT's rows for people: prefixed names, words without quotation marks, fit for a terminal."""
        shortener = Shortener(self.prefixes)
        for solution in self.rows:
            yield [_shown(value, shortener) for value in solution]

    def serialize(self, format: str | None = None) -> bytes:  # noqa: A002
        """The answer as csv, tsv, json or xml (SPARQL 1.1 query results); that of CONSTRUCT and DESCRIBE as Turtle.

        An ASK knows json and xml; in csv and tsv it is "true" or "false".

        Raises:
            ValueError: the answer cannot be written in this format.
        """
        if isinstance(self.result, QueryTriples):
            if format not in (None, "turtle"):
                raise ValueError(f"CONSTRUCT and DESCRIBE give a graph, which is written as turtle, not {format}")
            from newsgraph.rdf.export import as_quads, in_order

            return turtle(in_order(as_quads(self.result)), self.prefixes).encode()
        chosen = format or "csv"
        if chosen not in FORMATS:
            raise ValueError(f"SELECT and ASK are answered in {', '.join(FORMATS)}, not {format}")
        if isinstance(self.result, QueryBoolean) and chosen in ("csv", "tsv"):
            return f"{str(bool(self.result)).lower()}\n".encode()
        buffer = BytesIO()
        self.result.serialize(buffer, FORMATS[chosen])
        return buffer.getvalue()


def ask(store: Store, text: str, given: Mapping[str, str] | None = None) -> Answer:
    """Put a SPARQL query to the graph: to the union of its named graphs, unless the query names some.

    Args:
        store: the graph.
        text: SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of the graph model need no declaration.
        given: values for variables that the query selects: `<iri>`, a prefixed name, or words, taken as English.

    Raises:
        QueryError: the query is not well formed, asks other hosts, or does not select a variable that is given.
    """
    prefixes = iris(store).prefixes
    words = {token.text.upper(): token.start for token in tokens(text) if token.kind == "name"}
    if "SERVICE" in words:
        raise QueryError(text, words["SERVICE"], "a query may not ask other hosts (SERVICE)")
    try:
        values: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): _term(value, prefixes) for name, value in (given or {}).items()
        }
        result = store.query(
            text, prefixes=prefixes, use_default_graph_as_union="FROM" not in words, substitutions=values
        )
    except SyntaxError:
        raise explain(text, lambda query: _report(store, query, prefixes)) from None
    except (RuntimeError, ValueError) as error:  # a given variable that the query does not select, or that is none
        raise QueryError(text, 0, str(error)) from None
    return Answer(result, prefixes)


def ready_questions() -> list[ReadyQuestion]:
    """The questions that ship with newsgraph, by name."""
    folder = files("newsgraph.rdf") / "queries"
    found = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        text = file.read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix("# title:").strip()
        found.append(ReadyQuestion(file.name.removesuffix(".rq"), title, text))
    return found


def _report(store: Store, text: str, prefixes: dict[str, str]) -> str | None:
    try:
        store.query(text, prefixes=prefixes)
    except SyntaxError as error:
        return str(error)
    return None


def _term(value: str, prefixes: Mapping[str, str]) -> NamedNode | Literal:
    if value.startswith("<") and value.endswith(">"):
        return NamedNode(value[1:-1])
    prefixed = _PREFIXED.fullmatch(value)
    if prefixed and prefixed[1] in prefixes:
        return NamedNode(prefixes[prefixed[1]] + prefixed[2])
    return Literal(value, language="en")


def _shown(value: object, shortener: Shortener) -> str:
    if value is None:
        return ""
    if isinstance(value, NamedNode):
        return shortener.name(value.value) or value.value
    words = value.value if isinstance(value, Literal) else str(value)
    return printable(" ".join(words.split()))
