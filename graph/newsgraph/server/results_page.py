"""The rows of an answer as a page shows them."""

from pyoxigraph import Literal, NamedNode, QuerySolutions

from newsgraph.rdf.iris import Iris
from newsgraph.rdf.turtle import Shortener
from newsgraph.server.links import page_of


def cells(solutions: QuerySolutions, iris: Iris) -> dict[str, object]:
    """The columns and rows: each value with its words and, where it is a thing, the path of its page."""
    shortener = Shortener(iris.prefixes)
    rows = [[_cell(value, iris, shortener) for value in solution] for solution in solutions]
    return {"columns": [variable.value for variable in solutions.variables], "rows": rows}


def _cell(value: object, iris: Iris, shortener: Shortener) -> tuple[str, str | None]:
    if isinstance(value, NamedNode):
        return shortener.name(value.value) or value.value, page_of(value.value, iris)
    if value is None:
        return "", None
    return (value.value if isinstance(value, Literal) else str(value)), None
