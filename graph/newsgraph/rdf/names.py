"""What actors, places and events are called, and whom people mean by a name."""

import re
from collections.abc import Iterator
from functools import cached_property

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from newsgraph.normalisation import fold
from newsgraph.rdf import literals
from newsgraph.rdf.vocabulary import LABEL, NAMESPACES, NG, SKOS, TYPE

_ALT_LABEL = SKOS["altLabel"]
# All of them stand in the default graph, which is read in half the time of all graphs.
_NAMES_OF_ENTITIES = """SELECT DISTINCT ?node ?name {
  VALUES ?kind { ng:Actor ng:Place } ?node a ?kind ; rdfs:label|skos:altLabel ?name
}"""
_NAMES_OF_EVENTS = "SELECT ?node ?name { ?node a ng:Event ; rdfs:label ?name }"
_NODES = (NG["Actor"], NG["Place"], NG["Event"])
_NEAR = 75  # of 100: how like a name another has to be to be thought of
_NO_LETTERS = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())


def key(name: str) -> str:
    """What spellings of one name share: its letters and digits, in lower case and without accents."""
    plain = name.replace("&", " and ")
    if plain.isascii():
        folded = plain.casefold().translate(_NO_LETTERS)
    else:
        folded = "".join(character for character in fold(plain) if character.isalnum())
    return folded or " ".join(name.casefold().split())


class Names:
    """The labels and other names of a graph's actors, places and events.

    A name as the graph has it costs as little as looking it up; all names are read only where another spelling is asked
    for.

    Args:
        store: the graph.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def bearers(self, name: str) -> list[str]:
        """The nodes that bear a name, sorted: as label, else as another name, else either in another spelling."""
        for predicate in (LABEL, _ALT_LABEL):
            found = set(self._exactly(name, predicate))
            if found:
                return sorted(found)
        found = set()
        for spelling in {name.title(), name.capitalize(), name.upper(), name.lower()}:
            found.update(self._exactly(spelling, LABEL), self._exactly(spelling, _ALT_LABEL))
        if found:
            return sorted(found)
        return self._in_other_spellings(name)

    def _in_other_spellings(self, name: str) -> list[str]:
        asked = key(name)
        found = {node for folded, node, _ in self._entities if folded == asked}
        return sorted(found or {node for folded, node, _ in self._events if folded == asked})

    def with_words(self, name: str) -> list[str]:
        """The actors and places that have all words of a name among those of one of theirs, sorted."""
        asked = {*_words(name)}
        if not asked:
            return []
        letters = key(max(asked, key=len))
        return sorted(
            {node for folded, node, label in self._entities if letters in folded and asked <= {*_words(label)}}
        )

    def topics(self, name: str) -> list[str]:
        """What articles speak of by just these words, though it is neither actor, place nor event; sorted."""
        return sorted(
            quad.subject.value
            for literal in _literals(name)
            for quad in self._store.quads_for_pattern(None, LABEL, literal, None)
            if isinstance(quad.subject, NamedNode) and self._is(quad.subject.value, NG["Topic"])
        )

    def near(self, name: str, most: int = 5, *, events: bool = True) -> list[tuple[str, str]]:
        """The nodes whose names are most like a name, each with the name, the most alike first.

        Args:
            name: the name.
            most: how many.
            events: whether events may be meant, too.
        """
        from rapidfuzz import fuzz, process

        asked = key(name)
        spellings = [*self._entities, *(self._events if events else ())]
        found: dict[str, str] = {}
        spelled = [folded for folded, _, _ in spellings]
        for scorer in (fuzz.ratio, fuzz.WRatio):
            for _, _, number in process.extract(asked, spelled, scorer=scorer, limit=4 * most, score_cutoff=_NEAR):
                _, node, label = spellings[number]
                if scorer is fuzz.ratio or min(len(spelled[number]), len(asked)) > 3:  # WRatio finds "un" in "Budanov"
                    found.setdefault(node, label)
        return list(found.items())[:most]

    def label(self, node: str) -> str:
        """The best name of a node."""
        labels = self._store.quads_for_pattern(NamedNode(node), LABEL, None, None)
        return min((one.object.value for one in labels if isinstance(one.object, Literal)), default=node)

    def is_node(self, node: str) -> bool:
        """Whether something is an actor, a place or an event."""
        return any(self._is(node, kind) for kind in _NODES)

    def _is(self, node: str, kind: NamedNode) -> bool:
        return any(self._store.quads_for_pattern(NamedNode(node), TYPE, kind, None))

    def _exactly(self, name: str, predicate: NamedNode) -> Iterator[str]:
        for literal in _literals(name):
            for quad in self._store.quads_for_pattern(None, predicate, literal, None):
                if isinstance(quad.subject, NamedNode) and self.is_node(quad.subject.value):
                    yield quad.subject.value

    @cached_property
    def _entities(self) -> list[tuple[str, str, str]]:
        """All names of actors and places: what their spellings share, the node, and the name; sorted."""
        return self._spelled(_NAMES_OF_ENTITIES)

    @cached_property
    def _events(self) -> list[tuple[str, str, str]]:
        """The same of events."""
        return self._spelled(_NAMES_OF_EVENTS)

    def _spelled(self, question: str) -> list[tuple[str, str, str]]:
        rows = self._store.query(question, prefixes=dict(NAMESPACES))
        assert isinstance(rows, QuerySolutions)
        return sorted({(key(row["name"].value), row["node"].value, row["name"].value) for row in rows})


def _literals(name: str) -> tuple[Literal, Literal]:
    return literals.text(name), literals.plain(name)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", fold(name))
