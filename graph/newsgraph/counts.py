"""How much a graph holds, in numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.rdf.query import Answer


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a graph holds; the statements by how the articles put them (`ng:reportedAs`).

    `reprints` are those of the articles that print another's report, and are one voice with it. Of actors and places,
    any of many ("people") are not counted. `sure` are the statements that are shown before anybody asks for more:
    those at or above the graph's threshold.
    `rejected` are those that people have marked as wrong, which the graph does not hold; `accepted` are those of the
    graph's statements that they have marked as right.
    """

    articles: int
    reprints: int
    actors: int
    places: int
    events: int
    statements: int
    stated: int
    claimed: int
    denied: int
    envisaged: int
    sure: int
    rejected: int
    accepted: int

    @property
    def held_back(self) -> int:
        """The statements that are not sure."""
        return self.statements - self.sure


def count(query: Callable[[str], "Answer"]) -> Counts:
    """Count what a graph holds, by asking it in SPARQL.

    Each question is one that the store's indexes answer by counting, without looking anything up.
    """

    def number(of: str) -> int:
        (row,) = query(f"SELECT (COUNT(DISTINCT ?x) AS ?number) {{ {of} }}").rows
        return int(row["number"].value)

    def told(class_: str) -> int:
        return number(f"?x a {class_}") - number(f"?x ng:generic true . ?x a {class_}")

    least = "ng:confidence ?confidence . ?graph ng:minConfidence ?least FILTER(?confidence >= ?least)"
    voices = {
        row["voice"].value.rpartition("#")[2].lower(): int(row["number"].value)
        for row in query(
            "SELECT ?voice (COUNT(DISTINCT ?x) AS ?number) { ?x a ng:Statement ; ng:reportedAs ?voice } GROUP BY ?voice"
        ).rows
    }
    rejected = query("SELECT ?number { ?graph ng:rejectedStatements ?number }").rows
    return Counts(
        articles=number("?x a schema:NewsArticle"),
        reprints=number("?x ng:reprintOf ?first"),
        actors=told("ng:Actor"),
        places=told("ng:Place"),
        events=told("ng:Event"),
        statements=number("?x a ng:Statement"),
        **{name: voices.get(name, 0) for name in ("stated", "claimed", "denied", "envisaged")},
        sure=number(f"?x {least}") - number(f"?x a ng:Contradiction ; {least}"),
        rejected=max((int(row["number"].value) for row in rejected), default=0),
        accepted=number("?x ng:accepted true"),
    )
