"""Answers queries of the SPARQL 1.1 Protocol, in a worker."""

from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    parse_query_results,
    serialize,
)

from newsgraph.rdf.federation import asks_others
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.sparql_errors import QueryError, after_prologue, explain, tokens
from newsgraph.server.limits import Full, LineSink
from newsgraph.server.media_types import GRAPHS, HTML, RESULTS, TEXT
from newsgraph.server.messages import Job
from newsgraph.server.negotiation import best
from newsgraph.server.rendering import rendered
from newsgraph.server.results_page import cells

_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_HTML_ROWS = 1000  # as many as a page shows
LIMITED = "Newsgraph-Limit"  # the header that says that there is more

Result = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Made:
    """An answer as it goes to the client."""

    status: int
    media_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an answer is given."""

    rows: int
    size: int  # bytes


def said(status: int, message: str) -> Made:
    """A message for people."""
    return Made(status, TEXT, f"{message}\n".encode())


def answer(store: Store, iris: Iris, job: Job, limits: Limits) -> Made:
    """Answer a query, or say what is wrong with it."""
    try:
        result = _evaluate(store, iris, job)
    except QueryError as error:
        forbidden = _updates(job.text)
        if forbidden:
            return said(403, f"this graph is only read: {forbidden} is refused")
        return said(400, f"this is no query that can be answered: {error}\n{error.source_line[:400]}")
    except ValueError as error:
        return said(400, str(error))
    offered = [HTML, *GRAPHS] if isinstance(result, QueryTriples) else [*RESULTS, HTML]
    offered.sort(key=lambda kind: kind == HTML)
    chosen = best(job.accept, offered)
    if chosen is None:
        return said(406, f"this query is answered as {', '.join(offered)}")
    if isinstance(result, QueryTriples):
        return _graph(result, iris, chosen, limits)
    return _rows(result, iris, chosen, limits) if isinstance(result, QuerySolutions) else _truth(result, chosen)


def _evaluate(store: Store, iris: Iris, job: Job) -> Result:
    text, prefixes = job.text, iris.prefixes
    words = {token.text.upper(): token.start for token in tokens(text) if token.kind == "name"}
    if asks_others(text, lambda query: _reported(query, prefixes) is None):
        malformed = "" if "SERVICE" in words else ", or this is not well formed"
        raise QueryError(text, words.get("SERVICE", 0), f"a query may not ask other hosts (SERVICE){malformed}")
    try:
        if job.default_graphs or job.named_graphs:  # the protocol's dataset stands for the query's own
            return store.query(
                text,
                prefixes=prefixes,
                default_graph=[_graph_name(one) for one in job.default_graphs],
                named_graphs=[_graph_name(one) for one in job.named_graphs],
            )
        return store.query(text, prefixes=prefixes, use_default_graph_as_union="FROM" not in words)
    except SyntaxError:
        raise explain(text, lambda query: _reported(query, prefixes)) from None


def _graph_name(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise ValueError(f"{iri[:200]!r} is no IRI of a graph") from None


def _reported(text: str, prefixes: dict[str, str]) -> str | None:
    """What the parser says against a query."""
    try:
        Store().query(text, prefixes=prefixes)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):  # well formed, but asks a host that cannot be asked
        return None
    return None


def _updates(text: str) -> str | None:
    """The keyword that makes a text an update."""
    first = after_prologue(tokens(text))
    word = first.text.upper() if first else ""
    return word if word in _UPDATES else None


def _rows(result: QuerySolutions, iris: Iris, chosen: str, limits: Limits) -> Made:
    """The rows of a SELECT.

    Oxigraph writes an answer to its end. As TSV, each row is a line, and nothing of a term is lost: so it is cut there
    and, for other formats, read and written again.
    """
    limit = min(limits.rows, _HTML_ROWS) if chosen == HTML else limits.rows
    sink = LineSink(limit + 1, limits.size)
    with suppress(Full):
        result.serialize(sink, QueryResultsFormat.TSV)
    table = sink.whole_lines()
    rows = table.count(b"\n") - 1
    headers = {LIMITED: f"only the first {rows} rows"} if sink.full else {}
    if chosen == HTML:
        solutions = parse_query_results(table, QueryResultsFormat.TSV)
        assert isinstance(solutions, QuerySolutions)
        page = cells(solutions, iris)
        return Made(200, HTML, rendered("results.html.jinja", limited=headers.get(LIMITED), **page), headers)
    if RESULTS[chosen] == QueryResultsFormat.TSV:
        return Made(200, chosen, table, headers)
    buffer = BytesIO()
    parse_query_results(table, QueryResultsFormat.TSV).serialize(buffer, RESULTS[chosen])
    return Made(200, chosen, buffer.getvalue(), headers)


def _truth(result: QueryBoolean, chosen: str) -> Made:
    if chosen == HTML:
        return Made(200, HTML, rendered("results.html.jinja", truth=bool(result), limited=None, columns=[], rows=[]))
    buffer = BytesIO()
    result.serialize(buffer, RESULTS[chosen])
    return Made(200, chosen, buffer.getvalue())


def _graph(result: QueryTriples, iris: Iris, chosen: str, limits: Limits) -> Made:
    most = min(limits.rows, _HTML_ROWS) if chosen == HTML else limits.rows
    triples = list(islice(result, most + 1))
    headers = {LIMITED: f"only the first {most} triples"} if len(triples) > most else {}
    return written(triples[:most], iris, chosen, headers)


def written(triples: list[Triple], iris: Iris, chosen: str, headers: dict[str, str]) -> Made:
    """Triples in one of `GRAPHS`, or as a page."""
    if chosen == HTML:
        turtle = (serialize(triples, format=GRAPHS["text/turtle"], prefixes=iris.prefixes) or b"").decode()
        page = rendered("results.html.jinja", turtle=turtle, limited=headers.get(LIMITED), columns=[], rows=[])
        return Made(200, HTML, page, headers)
    return Made(200, chosen, serialize(triples, format=GRAPHS[chosen], prefixes=iris.prefixes) or b"", headers)


def description(store: Store, iris: Iris, job: Job) -> Made:
    """What the endpoint can do (SPARQL 1.1 Service Description)."""
    from newsgraph.server.service_description import describe

    chosen = best(job.accept, list(GRAPHS))
    if chosen is None:
        return said(406, f"the service is described as {', '.join(GRAPHS)}")
    return written(list(describe(store, job.endpoint)), iris, chosen, {})
