"""Ways from one node to another, statement by statement: the shortest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Store

from newsgraph.rdf.named_queries import NamedQuery
from newsgraph.rdf.query import ask

_LONGEST = 8  # steps
_MOST_SHOWN = 3  # statements of one step

COLUMNS = ("statement", "from", "to")


def walk(
    store: Store, question: NamedQuery, values: Mapping[str, Sequence[NamedNode | Literal]], *, unsure: bool
) -> list[dict[str, object]]:
    """The statements along a shortest way between what the question's two parameters are, in order.

    Args:
        store: the graph.
        question: whom and what each statement ties together, in the variable that `walk` names.
        values: the two ends.
        unsure: whether what is not sure may lead on, too.
    """
    begin, end = (str(values[one.name][0].value) for one in question.parameters[:2])
    (near,) = question.walk
    tied: dict[str, set[str]] = defaultdict(set)  # by each statement
    ties: dict[str, set[str]] = defaultdict(set)  # the statements of each node
    for row in ask(store, question.sparql(unsure=unsure)).rows:
        statement, node = row["statement"].value, row[near].value
        tied[statement].add(node)
        ties[node].add(statement)
    way = _shortest(begin, end, tied, ties)
    return [
        {"statement": NamedNode(statement), "from": NamedNode(one), "to": NamedNode(other)}
        for one, other in pairwise(way)
        for statement in sorted(ties[one] & ties[other])[:_MOST_SHOWN]
    ]


def _shortest(begin: str, end: str, tied: Mapping[str, set[str]], ties: Mapping[str, set[str]]) -> list[str]:
    """The nodes of a shortest way, both ends with them; of several, the first by IRIs. Empty: there is none."""
    before = {begin: ""}
    front = [begin]
    for _ in range(_LONGEST):
        reached: list[str] = []
        for node in front:
            for other in sorted({one for statement in ties.get(node, ()) for one in tied[statement]}):
                if other not in before:
                    before[other] = node
                    reached.append(other)
        if end in before or not reached:
            break
        front = sorted(reached)
    if begin == end or end not in before:
        return []
    way = [end]
    while before[way[-1]]:
        way.append(before[way[-1]])
    return way[::-1]
