"""Questions to the graph, in SPARQL 1.1, with the graph's own prefixes declared."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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

from newsgraph.rdf.federation import asks_others
from newsgraph.rdf.named_queries import NamedQuery, ready_questions
from newsgraph.rdf.order import blocks
from newsgraph.rdf.sparql_errors import QueryError, explain, tokens
from newsgraph.rdf.store import iris
from newsgraph.rdf.turtle import Shortener, turtle
from newsgraph.terminal import printable

__all__ = ["FORMATS", "Answer", "NamedQuery", "QueryError", "ask", "counted", "held_back", "ready_questions"]

Result = QuerySolutions | QueryBoolean | QueryTriples
FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_PREFIXED = re.compile(r"([A-Za-z][\w-]*):(\S*)", re.ASCII)


class Answer:
    """What the graph answers: to iterate over, as a table or in a format, as often as one likes."""

    def __init__(self, run: Callable[[], Result], prefixes: Mapping[str, str]) -> None:
        """Put the question by `run`, and again when the answer is read again: Oxigraph's results are read once."""
        first = run()
        self._run = run
        self._unread: Result | None = first
        self._prefixes = prefixes
        self.is_table = isinstance(first, QuerySolutions)  # whether the question was a SELECT
        self.columns = [variable.value for variable in first.variables] if isinstance(first, QuerySolutions) else []

    def _result(self) -> Result:
        result, self._unread = self._unread, None
        return self._run() if result is None else result

    @property
    def truth(self) -> bool | None:
        """The answer to an ASK; None for other questions."""
        result = self._result()
        return bool(result) if isinstance(result, QueryBoolean) else None

    @property
    def rows(self) -> list[QuerySolution]:
        """The rows of a SELECT: `row["name"].value`, None where a variable has no value."""
        result = self._result()
        return list(result) if isinstance(result, QuerySolutions) else []

    def __iter__(self) -> Iterator[QuerySolution | Triple]:
        """The rows of a SELECT, or the triples of a CONSTRUCT or DESCRIBE."""
        result = self._result()
        return iter(()) if isinstance(result, QueryBoolean) else iter(result)

    def table(self) -> Iterator[list[str]]:
        """A SELECT's rows for people: prefixed names, words without quotation marks, fit for a terminal."""
        shortener = Shortener(self._prefixes)
        for solution in self.rows:
            yield [_shown(value, shortener) for value in solution]

    def serialize(self, format: str | None = None) -> bytes:  # noqa: A002
        """The answer as csv, tsv, json or xml (SPARQL 1.1 query results); that of CONSTRUCT and DESCRIBE as Turtle.

        An ASK knows json and xml; in csv and tsv it is "true" or "false".

        Raises:
            ValueError: the answer cannot be written in this format.
        """
        result = self._result()
        if isinstance(result, QueryTriples):
            if format not in (None, "turtle"):
                raise ValueError(f"CONSTRUCT and DESCRIBE give a graph, which is written as turtle, not {format}")
            return turtle(blocks(result), self._prefixes).encode()
        chosen = format or "csv"
        if chosen not in FORMATS:
            raise ValueError(f"SELECT and ASK are answered in {', '.join(FORMATS)}, not {format}")
        if isinstance(result, QueryBoolean) and chosen in ("csv", "tsv"):
            return f"{str(bool(result)).lower()}\n".encode()
        buffer = BytesIO()
        result.serialize(buffer, FORMATS[chosen])
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
    if asks_others(text, lambda query: _report(Store(), query, prefixes) is None):
        raise QueryError(text, words.get("SERVICE", 0), "a query may not ask other hosts (SERVICE)")
    try:
        values: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): _term(value, prefixes) for name, value in (given or {}).items()
        }
        return Answer(
            lambda: store.query(
                text, prefixes=prefixes, use_default_graph_as_union="FROM" not in words, substitutions=values
            ),
            prefixes,
        )
    except SyntaxError:
        raise explain(text, lambda query: _report(store, query, prefixes)) from None
    except (RuntimeError, ValueError) as error:  # a given variable that the query does not select, or that is none
        raise QueryError(text, 0, str(error)) from None


def counted(
    store: Store,
    question: NamedQuery,
    values: Mapping[str, Sequence[NamedNode | Literal]] | None = None,
    *,
    unsure: bool = False,
) -> int:
    """How many rows the answer to a named question has on all pages.

    Args:
        store: the graph.
        question: the question.
        values: those of its parameters.
        unsure: whether to count what is not sure, too.
    """
    (row,) = ask(store, question.counting(values, unsure=unsure)).rows
    return int(row["number"].value)


def held_back(store: Store, question: NamedQuery) -> int:
    """How many more rows the answer to a named question has if what is not sure is told, too."""
    if question.of_all == question.text:
        return 0
    return counted(store, question, unsure=True) - counted(store, question)


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
