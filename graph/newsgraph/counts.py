"""How much a graph holds, in numbers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.rdf.query import Answer

_COUNTED = {
    "articles": "NewsArticle",
    "reprints": "reprints",
    "actors": "Actor",
    "places": "Place",
    "events": "Event",
    "statements": "Statement",
    "stated": "Stated",
    "claimed": "Claimed",
    "denied": "Denied",
    "envisaged": "Envisaged",
    "sure": "sure",
    "rejected": "rejected",
    "accepted": "accepted",
}


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
    """Count what a graph holds, by asking it in SPARQL."""
    numbers = {
        row["what"].value: int(row["number"].value)
        for row in query("""
            SELECT ?what (COUNT(DISTINCT ?x) AS ?number) WHERE {
                { ?x a ?what FILTER(?what IN (schema:NewsArticle, ng:Actor, ng:Place, ng:Event, ng:Statement)
                    && NOT EXISTS { ?x ng:generic true }) }
                UNION { ?x a ng:Statement ; ng:reportedAs ?what }
                UNION {
                    ?x a ng:Statement ; ng:confidence ?confidence . ?graph ng:minConfidence ?least
                    FILTER(?confidence >= ?least) BIND("sure" AS ?what)
                }
                UNION { ?x ng:reprintOf ?first BIND("reprints" AS ?what) }
                UNION { ?x ng:accepted true BIND("accepted" AS ?what) }
            } GROUP BY ?what""").rows
    }
    rejected = query("SELECT ?number WHERE { ?graph ng:rejectedStatements ?number }").rows
    numbers["rejected"] = max((int(row["number"].value) for row in rejected), default=0)
    local = {re.split("[/#]", iri)[-1]: number for iri, number in numbers.items()}
    return Counts(**{field: local.get(name, 0) for field, name in _COUNTED.items()})
