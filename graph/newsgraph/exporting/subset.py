"""Part of a graph, as a graph of its own: some statements with all that they need to be read and checked by themselves.

What a statement needs are its article, its evidence, its arguments, who and what it is about, and the events and places
that these need in turn; so the part conforms to the graph model wherever the whole does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from newsgraph.rdf import store as stores
from newsgraph.rdf.vocabulary import ITSRDF, NG, NIF, PROV, RDF, REL, ROLES, SCHEMA, SEM, TYPE
from newsgraph.resolution.periods import period

_ABOUT = (RDF["subject"], RDF["object"], NG["saidBy"], NG["event"], NG["mentions"])
_NEEDED = {
    *_ABOUT, *ROLES.values(), RDF["predicate"], RDF["value"], NG["argument"], NG["cueEvidence"], NG["evidence"],
    NG["standsFor"], NG["succeededBy"], SEM["hasPlace"], SEM["hasActor"], SCHEMA["containedInPlace"],
    PROV["wasDerivedFrom"], NIF["referenceContext"], NIF["superString"],
}  # fmt: skip
_BY_THEMSELVES = {NG["Actor"], NG["Place"], NG["Event"], NG["Topic"], NG["Relation"], SCHEMA["NewsArticle"]}
_TIES = {NG["contradicts"], NG["denies"]}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of a graph; of several conditions, what all of them select.

    Attributes:
        around: the IRI of a node: the statements about it, and about what these are about, and so on.
        hops: how many such steps away, at least 1.
        articles: the IRIs of articles: all that they say.
        things: IRIs of statements, events, articles, actors, places: these, and the statements about them.
        first: what happens from that day on or, where that is not known, is published then.
        last: likewise, until that day.
        sure: only what is sure, at or above the graph's threshold.
    """

    around: str = ""
    hops: int = 1
    articles: tuple[str, ...] = ()
    things: tuple[str, ...] | None = None
    first: date | None = None
    last: date | None = None
    sure: bool = False


def subset(store: Store, selection: Selection) -> Store:
    """The part of a graph that is selected, in memory."""
    whole = _Whole(store)
    found = set(whole.statements)
    if selection.articles:
        found &= whole.from_articles(selection.articles)
    if selection.things is not None:
        found &= whole.about(selection.things)
    if selection.first or selection.last:
        found = whole.between(found, selection.first or date.min, selection.last or date.max)
    if selection.sure:
        found = whole.sure(found)
    if selection.around:
        found = whole.around(selection.around, selection.hops, found)
    things = {NamedNode(iri) for iri in (*(selection.things or ()), *filter(None, [selection.around]))}
    return stores.in_memory(_Part(whole, found, set(map(NamedNode, selection.articles)), things).quads())


class _Whole:
    """A graph, to be selected from."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.statements = frozenset(
            quad.subject
            for quad in store.quads_for_pattern(None, TYPE, NG["Statement"], None)
            if isinstance(quad.subject, NamedNode)
        )

    def pairs(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        """The subjects and objects of a predicate."""
        for quad in self.store.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                yield quad.subject, quad.object

    def objects(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        """What a predicate says of a subject."""
        found = self.store.quads_for_pattern(subject, predicate, None, None)
        return [quad.object for quad in found if isinstance(quad.object, NamedNode | Literal)]

    @cached_property
    def least(self) -> float:
        """How sure a statement has to be to stand as a fact."""
        return max((float(least.value) for _, least in self.pairs(NG["minConfidence"])), default=0.0)

    @cached_property
    def _near(self) -> dict[NamedNode, set[NamedNode]]:
        """What each statement is about: what it names, its arguments, and who and what has a part in its event."""
        near: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for way in _ABOUT:
            for one, end in self.pairs(way):
                if isinstance(end, NamedNode) and one in self.statements:
                    near[one].add(end)
        values = dict(self.pairs(RDF["value"]))
        parts: dict[object, set[NamedNode]] = defaultdict(set)
        for way in (SEM["hasActor"], SEM["hasPlace"]):
            for one, end in self.pairs(way):
                if isinstance(end, NamedNode):
                    parts[one].add(end)
        for one, argument in self.pairs(NG["argument"]):
            value = values.get(argument) if isinstance(argument, NamedNode) else None
            if isinstance(value, NamedNode):
                near[one].add(value)
        for one, end in self.pairs(NG["event"]):
            near[one] |= parts[end]
        return near

    def from_articles(self, articles: Iterable[str]) -> set[NamedNode]:
        """The statements of some articles."""
        wanted = set(map(NamedNode, articles))
        return {one for one, article in self.pairs(PROV["wasDerivedFrom"]) if article in wanted} & self.statements

    def about(self, things: Iterable[str]) -> set[NamedNode]:
        """The statements that are among some things, or about one of them, or of an article that is."""
        nodes = set(map(NamedNode, things))
        return {one for one in self.statements if one in nodes or not nodes.isdisjoint(self._near[one])} | (
            self.from_articles(node.value for node in nodes)
        )

    def around(self, centre: str, hops: int, among: Iterable[NamedNode]) -> set[NamedNode]:
        """Those of some statements that are as many steps away from a node as may be."""
        left = set(among)
        found = {NamedNode(centre)} & left
        near = {NamedNode(centre), *(end for one in found for end in self._near[one])}
        for _ in range(hops):
            new = {one for one in left if not near.isdisjoint(self._near[one])}
            found |= new
            left -= new
            near |= {end for one in new for end in self._near[one]}
        return found

    def between(self, among: Iterable[NamedNode], first: date, last: date) -> set[NamedNode]:
        """Those of some statements that tell of some days."""
        times, published = dict(self.pairs(SEM["hasTimeStamp"])), dict(self.pairs(SCHEMA["datePublished"]))
        events, articles = dict(self.pairs(NG["event"])), dict(self.pairs(PROV["wasDerivedFrom"]))
        found = set()
        for one in among:
            time = times.get(events.get(one)) or published.get(articles.get(one))  # type: ignore[arg-type]
            days = period(time.value if "/" in time.value else time.value[:10]) if time else None
            if days is not None and days.first <= last and first <= days.last:
                found.add(one)
        return found

    def sure(self, among: Iterable[NamedNode]) -> set[NamedNode]:
        """Those of some statements that are sure."""
        confidence = dict(self.pairs(NG["confidence"]))
        return {one for one in among if one in confidence and float(confidence[one].value) >= self.least}


class _Part:
    """What some statements, articles and things need of a graph."""

    def __init__(
        self, whole: _Whole, statements: set[NamedNode], articles: set[NamedNode], things: set[NamedNode]
    ) -> None:
        self._whole, self._statements = whole, statements
        self._articles = {article for article in articles if whole.objects(article, TYPE)}
        self._entire = set(self._articles)
        self._waiting = [node for node in things if not _BY_THEMSELVES.isdisjoint(whole.objects(node, TYPE))]
        for node in [*statements, *self._waiting]:
            kinds = whole.objects(node, TYPE)
            if SCHEMA["NewsArticle"] in kinds:
                self._articles.add(node)
            if node in statements or NG["Event"] in kinds:
                derived = whole.objects(node, PROV["wasDerivedFrom"])
                self._articles |= {article for article in derived if isinstance(article, NamedNode)}
        self._known: set[NamedNode] = set()

    def quads(self) -> Iterator[Quad]:
        """All of the part."""
        self._waiting += [*self._statements, *self._articles]
        self._waiting += [quad.subject for quad in self._datasets() if isinstance(quad.subject, NamedNode)]
        for article in self._entire:
            self._waiting += [
                quad.object
                for quad in self._whole.store.quads_for_pattern(None, ITSRDF["taIdentRef"], None, article)
                if isinstance(quad.object, NamedNode)
            ]
            cited = self._whole.store.quads_for_pattern(None, TYPE, NIF["RFC5147String"], article)
            self._waiting += [quad.subject for quad in cited if isinstance(quad.subject, NamedNode)]
        yield from self._said()
        yield from self._mentions()
        yield from self._facts()
        yield from self._contradictions()

    def _datasets(self) -> Iterator[Quad]:
        return self._whole.store.quads_for_pattern(None, NG["minConfidence"], None, None)

    def _said(self) -> Iterator[Quad]:
        """What is said of all that waits, and of what that needs in turn."""
        while self._waiting:
            node = self._waiting.pop()
            if node in self._known:
                continue
            self._known.add(node)
            quads = [*self._whole.store.quads_for_pattern(node, None, None, None)]
            is_event = any(quad.object == NG["Event"] for quad in quads)
            for quad in quads:
                if self._is_kept(quad, is_event):
                    if quad.predicate in _NEEDED and isinstance(quad.object, NamedNode):
                        self._waiting.append(quad.object)
                    yield quad

    def _is_kept(self, quad: Quad, is_event: bool) -> bool:
        predicate, value, graph = quad.predicate, quad.object, quad.graph_name
        if predicate in _TIES:
            return value in self._statements
        if predicate == NG["reprintOf"] or (is_event and predicate == PROV["wasDerivedFrom"]):
            return value in self._articles
        if is_event and predicate == NG["evidence"]:
            return _article_of(value) in self._articles
        if is_event and predicate == NG["reportedAs"]:
            return isinstance(graph, DefaultGraph) or graph in self._articles
        return predicate != ITSRDF["taIdentRef"] and not predicate.value.startswith(REL)

    def _mentions(self) -> Iterator[Quad]:
        """Where the articles of the part speak of what is in it."""
        for node in sorted(self._known, key=lambda node: node.value):
            for quad in self._whole.store.quads_for_pattern(None, ITSRDF["taIdentRef"], node, None):
                if isinstance(quad.subject, NamedNode) and _article_of(quad.subject) in self._articles:
                    yield quad
                    self._waiting.append(quad.subject)
        yield from self._said()

    def _facts(self) -> Iterator[Quad]:
        """The plain triples that the statements of the part state."""
        sure = self._whole.sure(self._statements)
        for one in sorted(sure, key=lambda node: node.value):
            ends = [self._whole.objects(one, RDF[name]) for name in ("subject", "predicate", "object")]
            stated = NG["Stated"] in self._whole.objects(one, NG["reportedAs"])
            if stated and all(ends) and not self._whole.objects(one, NG["validUntil"]):
                subject, predicate, value = (end[0] for end in ends)
                if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
                    yield Quad(subject, predicate, value, DefaultGraph())

    def _contradictions(self) -> Iterator[Quad]:
        """What is said of the contradictions between two statements of the part."""
        sides: dict[NamedNode, list[NamedNode | Literal]] = defaultdict(list)
        for tie, one in self._whole.pairs(NG["contradictory"]):
            sides[tie].append(one)
        for tie, both in sides.items():
            if self._statements.issuperset(both):
                yield from self._whole.store.quads_for_pattern(tie, None, None, None)


def _article_of(characters: object) -> NamedNode | None:
    """The article that some characters are of."""
    return NamedNode(characters.value.partition("#")[0]) if isinstance(characters, NamedNode) else None
