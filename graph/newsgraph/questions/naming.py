"""Which nodes people mean by what they give to a question."""

import math

from pyoxigraph import Literal, NamedNode, Store

from newsgraph.questions.dates import days
from newsgraph.questions.model import Candidate, QuestionError, UnclearNameError
from newsgraph.rdf.literals import plain
from newsgraph.rdf.lookup import Lookup
from newsgraph.rdf.named_queries import Parameter
from newsgraph.rdf.names import Names
from newsgraph.rdf.vocabulary import ENTITY_CLASSES, ITSRDF, NG, SCHEMA, TYPE

_WITHIN = SCHEMA["containedInPlace"]
_MOST_MEANT, _MOST_NEAR = 12, 5  # nodes that a choice names, of those called so and of those called like it
_MOST_LOOKED_AT = 40  # nodes called like it that may be no places


class Naming:
    """Turns what people give into terms of a graph.

    Args:
        store: the graph.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names, self._lookup = Names(store), Lookup(store)

    def values(self, parameter: Parameter, given: str) -> tuple[list[NamedNode | Literal], str]:
        """The values of a parameter, and what they are called.

        A place comes with all that lies in it; a date is the first day (`until`: the last) that it has.

        Raises:
            UnclearNameError: no node is called so, or several are.
            QuestionError: it is no date, or no number.
        """
        if parameter.kind in ("node", "place"):
            first, *others = self._nodes(parameter, given)
            return [NamedNode(one) for one in (first, *others)], self._lookup.label(first)
        if parameter.kind == "date":
            found = days(given)
            if found is None:
                raise QuestionError(f"{given!r} is no date: a day (2022-10-24), a month (2022-10) or a year (2022)")
            return [plain(found[parameter.name == "until"])], given
        if parameter.kind == "number":
            return [Literal(_number(parameter, given))], given
        return [plain(" ".join(given.casefold().split()))], f"“{' '.join(given.split())}”"

    def described(self, node: NamedNode | Literal) -> str:
        """What a node is, in words."""
        if not isinstance(node, NamedNode):
            return ""
        types = {quad.object for quad in self._store.quads_for_pattern(node, TYPE, None, None)}
        if NG["Topic"] in types:
            return "somebody or something that an article calls so"
        kind = next((name for name, of_type in ENTITY_CLASSES.items() if of_type in types), "event")
        told = [kind, *self._words(node, NG["role"])[:2]]
        around = [quad.object for quad in self._store.quads_for_pattern(node, _WITHIN, None, None)]
        told += sorted(f"in {self._lookup.label(one.value)}" for one in around if isinstance(one, NamedNode))
        articles = {quad.graph_name for quad in self._store.quads_for_pattern(None, ITSRDF["taIdentRef"], node, None)}
        return ", ".join([*told, f"{len(articles)} article{'' if len(articles) == 1 else 's'}"])

    def _nodes(self, parameter: Parameter, given: str) -> list[str]:
        """The node that is meant; with all that lies in it, if it is a place; or what is called so in each article."""
        if parameter.kind == "place":
            place = self._node(parameter, given)
            return [place, *self._within(place)]
        try:
            return [self._node(parameter, given)]
        except UnclearNameError as error:
            topics = [] if error.borne else self._names.topics(given.strip())
            if not topics:
                raise
            return topics

    def _node(self, parameter: Parameter, given: str) -> str:
        name = given.strip()
        if self._lookup.names_iri(name):
            try:
                return self._lookup.find(name).iri
            except LookupError:
                raise UnclearNameError(parameter.name, given, (), borne=False) from None
        places_only = parameter.kind == "place"
        for found in (self._names.bearers(name), self._names.with_words(name)):
            meant = [one for one in found if not places_only or self._is_place(one)]
            if len(meant) == 1:
                return meant[0]
            if meant:
                raise UnclearNameError(parameter.name, given, self._candidates(meant), borne=True)
        like = (one for one, _ in self._names.near(name, _MOST_LOOKED_AT, events=False))
        near = [one for one in like if not places_only or self._is_place(one)][:_MOST_NEAR]
        raise UnclearNameError(parameter.name, given, self._candidates(near, ordered=True), borne=False)

    def _candidates(self, nodes: list[str], *, ordered: bool = False) -> tuple[Candidate, ...]:
        """Nodes as a choice: those that articles speak of most first, unless they have an order."""
        if not ordered:
            nodes = sorted(nodes, key=lambda one: (-self._mentions(one), one))
        return tuple(
            Candidate(one, self._lookup.short(one), self._lookup.label(one), self.described(NamedNode(one)))
            for one in nodes[:_MOST_MEANT]
        )

    def _mentions(self, node: str) -> int:
        return sum(1 for _ in self._store.quads_for_pattern(None, ITSRDF["taIdentRef"], NamedNode(node), None))

    def _is_place(self, node: str) -> bool:
        return any(self._store.quads_for_pattern(NamedNode(node), TYPE, NG["Place"], None))

    def _within(self, place: str) -> list[str]:
        """All that lies in a place, however deep."""
        found, new = {place}, [place]
        while new:
            inside = {
                quad.subject.value
                for one in new
                for quad in self._store.quads_for_pattern(None, _WITHIN, NamedNode(one), None)
                if isinstance(quad.subject, NamedNode)
            }
            new = sorted(inside - found)
            found |= inside
        return sorted(found - {place})

    def _words(self, node: NamedNode, predicate: NamedNode) -> list[str]:
        quads = self._store.quads_for_pattern(node, predicate, None, None)
        return sorted(quad.object.value for quad in quads if isinstance(quad.object, Literal))


def _number(parameter: Parameter, given: str) -> float:
    try:
        number = float(given)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise QuestionError(f"{parameter.name}: {given!r} is no number")
    return number
